"""Showing what a search found: which text of a person matched."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from infoint_tui.domain.basics.spelling import readings, spans
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.contact_fields import FIELDS, ContactField, parts
from infoint_tui.domain.search.haystack import passages
from infoint_tui.domain.search.listing import ContactRow, Entry
from infoint_tui.domain.search.told import Passage, Where

if TYPE_CHECKING:
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.search.query import Query

_LEAD = 12
"""A text is shown from its beginning if at most this many characters are before the match."""
_CONTEXT = 16
"""Otherwise, it is shown from a word that begins at most this many characters before it."""
_ROOM = 200
"""The maximum number of characters in a snippet: more than fit on any line."""


class FoundWords(Struct, frozen=True):
    """The words that a search found about a person, if they are not in sight anyway."""

    text: str
    """One line, which begins shortly before the match."""
    where: Where | None = None
    """Whether they said it or the user wrote it; None for a field of the contact."""
    on: str | None = None
    """The day it is from, as in the file, if that is known."""

    @property
    def words(self) -> str:
        """The text, and where it comes from: "said: “sit in on a shift”"."""
        return f"{self.where}: “{self.text}”" if self.where else self.text


_TOLD_BY = sorted(
    [f for f in FIELDS if f.kind not in ("choice", "text") and (f.searched or f.filter)],
    key=lambda field: not field.searched,
)
"""The fields of one line that can show what was found."""


def found_in(entry: Entry, query: Query, terms: Sequence[str]) -> FoundWords | None:
    """Return the words that a search found about someone; None if their row shows them anyway.

    Args:
        entry: the person.
        query: what was searched for.
        terms: the spellings that matched, as the search returned them.
    """
    for condition in query.told:
        for passage in passages(entry):
            if condition.is_in(passage):
                return _found(passage, condition.spellings)
    return _missing_in(entry.row, terms, passages(entry))


def snippet(contact: ContactRow | Contact, terms: Iterable[str]) -> str:
    """Return the part of a field, such as title, tags or notes, that matched a search.

    Empty if the name and the organization already show it.
    """
    wanted = tuple(terms)
    found = _missing_in(contact, wanted, passages(Entry(contact)))  # type: ignore[arg-type]  # both have the fields
    return _from_match(found.text, wanted, 0) if found else ""


def _missing_in(
    row: ContactRow | Contact, terms: Iterable[str], texts: Iterable[Passage]
) -> FoundWords | None:
    """Return the words with the terms that are neither in the name nor in the organization."""
    seen = "\n".join(readings(f"{row.name}\n{row.organization}"))
    missing = [term for term in terms if term not in seen]
    if not missing:  # true for most rows, and reading their texts would be the slowest part
        return None
    most, best = 0, None
    sources: Iterable[FoundWords | Passage] = itertools.chain(
        map(_of_field, _TOLD_BY, itertools.repeat(row)), texts
    )
    for source in sources:
        reading = "\n".join(readings(source.text))
        has = sum(term in reading for term in missing)
        if has > most:  # the first of several that have as many
            most, best = has, source
    return _found(best, missing) if best else None


def _of_field(field: ContactField, row: ContactRow | Contact) -> FoundWords:
    """Return a field of one line, in words."""
    gap = " " if field.group == "tags" else ", "
    return FoundWords(gap.join(map(field.words.format, parts(field, getattr(row, field.key)))))


def _found(source: Passage | FoundWords, terms: Sequence[str]) -> FoundWords:
    return FoundWords(_from_match(source.text, terms), source.where, source.on)


def _from_match(text: str, terms: Sequence[str], context: int = _CONTEXT) -> str:
    """Return a text as one line that begins shortly before the first match."""
    line = clean_line(text)
    found = spans(line, terms)
    start = found[0][0] if found else 0
    if start <= _LEAD:
        return line[:_ROOM]
    word = line.rfind(" ", 0, start) + 1
    first = line.find(" ", max(0, word - context - 1), word) + 1
    return f"…{line[first : first + _ROOM]}"
