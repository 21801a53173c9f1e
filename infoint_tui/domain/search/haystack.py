"""What a search looks in: the fields of a row, and what they said and the user wrote about them."""

from __future__ import annotations

from operator import attrgetter
from typing import Final

from infoint_tui.domain.basics.spelling import readings, searchable
from infoint_tui.domain.contact_fields import FIELDS
from infoint_tui.domain.search.listing import ContactRow, Entry
from infoint_tui.domain.search.told import Passage, on_one_line

_SEARCHED: Final = [field for field in FIELDS if field.searched]
_LINES: Final = tuple(field.key for field in _SEARCHED if field.kind != "text")
"""The searched fields that have one line."""
_TEXTS: Final = tuple(field.key for field in _SEARCHED if field.kind == "text")
"""The searched fields that may have several."""

_lines = attrgetter(*_LINES)
_texts = attrgetter(*_TEXTS)


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
    return respelled("\n".join([one_liners(entry.row), *texts]))


def respelled(text: str) -> str:
    """Return a text in each spelling that a search should find, line by line.

    What is searched for has no line break, so each line can be read on its own.
    """
    if text.isascii() and "-" not in text:  # true for most
        return searchable(text)
    return "\n".join([reading for line in text.split("\n") for reading in readings(line)])
