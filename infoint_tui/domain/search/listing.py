"""The contact list's light rows: enough to show, search, filter and sort ten thousand people."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

import msgspec

from infoint_tui.domain.contact_fields import FIELDS, ContactField, Group
from infoint_tui.domain.vocabulary import Column

if TYPE_CHECKING:
    from infoint_tui.domain.search.told import Passage  # the list itself shows none

_HAS_FIRST: Final[tuple[Group, ...]] = ("reach", "notes", "tags")
"""The groups whose fields come first in the list of words for `has:`."""


def _has_order(field: ContactField) -> int:
    first = _HAS_FIRST
    return first.index(field.group) if field.group in first else len(first)


KEPT: Final = {field.has: field.key for field in sorted(FIELDS, key=_has_order) if field.has}
"""The words for `has:` that are fields of a contact, with the names of the fields."""

HAS: Final = (*KEPT, "conversation", "to-do")
"""What a contact may or may not have."""


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
    tie: str = ""
    """Why they hear from the user more often: "mentor", "wants updates"."""
    told: tuple[Passage, ...] = ()
    """What they said and what the user wrote about them, apart from the fields in `row`."""
