"""The contact list's light rows: enough to show, search, filter and sort ten thousand people."""

from __future__ import annotations

from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Final

import msgspec

from infoint_tui.domain.basics.spelling import readings
from infoint_tui.domain.contact_fields import FIELDS, ContactField, Group
from infoint_tui.domain.search.told import Passage, on_one_line
from infoint_tui.domain.vocabulary import Column

_HAS_FIRST: Final[tuple[Group, ...]] = ("reach", "notes", "tags")
"""The groups whose fields come first in the list of words for `has:`."""


def _has_order(field: ContactField) -> int:
    first = _HAS_FIRST
    return first.index(field.group) if field.group in first else len(first)


KEPT: Final = {field.has: field.key for field in sorted(FIELDS, key=_has_order) if field.has}
"""The words for `has:` that are fields of a contact, with the names of the fields."""

HAS: Final = (*KEPT, "conversation", "to-do")
"""What a contact may or may not have."""

_SEARCHED: Final = [field for field in FIELDS if field.searched]
_LINES: Final = tuple(field.key for field in _SEARCHED if field.kind != "text")
"""The searched fields that have one line."""
_TEXTS: Final = tuple(field.key for field in _SEARCHED if field.kind == "text")
"""The searched fields that may have several."""


class _NamedRow(msgspec.Struct, frozen=True, gc=False):
    """The fields of a contact that the list's code uses by name."""

    id: str
    name: str
    organization: str = ""
    title: str = ""
    level: str = "other"
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str = ""
    standing: str = "known"
    aside_until: date | None = None


if TYPE_CHECKING:
    ContactRow = _NamedRow
else:
    ContactRow = msgspec.defstruct(
        "ContactRow",
        [
            (field.key, tuple[str, ...], ()) if field.is_list else (field.key, str, "")
            for field in FIELDS
            if field.searched or field.filter or field.has
            if field.key not in _NamedRow.__struct_fields__
        ],
        bases=(_NamedRow,),
        module=__name__,
        frozen=True,
        gc=False,
    )
"""The fields of a contact that the list needs, read straight from its document: those that its code
uses by name, and all others that are searched or filtered."""

_lines = attrgetter(*_LINES)
_texts = attrgetter(*_TEXTS)


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A row of the list with what the rules say about it."""

    row: ContactRow
    column: Column | None = None
    """Their column on the board; None for someone who is not on it."""
    due: date | None = None
    """When the next thing owed is due."""
    last: date | None = None
    """The day of the last contact."""
    next: str = ""
    """The next thing owed, in words."""
    interview: datetime | None = None
    """When the agreed interview starts, in the user's home zone."""
    has: frozenset[str] = frozenset()
    """What they have, in words from `HAS`."""
    told: tuple[Passage, ...] = ()
    """What they said and what the user wrote about them, apart from the fields in `row`."""


def one_liners(row: ContactRow) -> str:
    """Return the searched fields that have one line, each on its own line."""
    # With ten thousand rows, asking for the class is the fastest way.
    return "\n".join([v if v.__class__ is str else " ".join(v) for v in _lines(row)])


def passages(entry: Entry) -> tuple[Passage, ...]:
    """Return all texts of an entry that may have several lines, in the order they are shown."""
    own = tuple([Passage("note", on_one_line(text)) for text in _texts(entry.row) if text])
    return entry.told + own if entry.told else own


def haystack(entry: Entry) -> str:
    """Return everything that a search looks in, in each spelling that it should find."""
    texts = [passage.text for passage in passages(entry)]
    return "\n".join(readings("\n".join([one_liners(entry.row), *texts])))
