"""Where a person is still named after they are gone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from infoint_tui.domain.basics.text import clean_line, fold
from infoint_tui.domain.people.identity import is_same_name, phone_key
from infoint_tui.domain.vocabulary import RECORDS

if TYPE_CHECKING:
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.record import Record

SOMEONE = "someone"
"""What stands in place of a name."""

_AROUND = 30
"""How many characters are shown on each side of a name that was found."""

_LEAVES: Mapping[tuple[str, str], str] = {
    ("notes", "text"): "note",
    ("plan", "text"): "question",
    ("notes", "question"): "question of a note",
}
"""What a part of a record is called, if the name of its field does not say it."""


class Traces(Struct, frozen=True, dict=True):
    """What gives a person away: their names, and what only they have.

    A name of several words is found in any spelling of its letters. A name of one word may be an
    everyday word, so it counts only with the capitals it has.
    """

    names: tuple[str, ...]
    """Every name they have had, without repeats."""
    marks: tuple[str, ...]
    """Their email addresses, profiles, phone numbers and ids, in lower case."""

    @classmethod
    def of(cls, contact: Contact, former_names: Iterable[str] = ()) -> Traces:
        """Return the traces of a contact.

        Args:
            contact: the contact.
            former_names: other names that they had.
        """
        names = filter(None, map(clean_line, (contact.name, *former_names)))
        reached = (*contact.emails, *contact.links, *filter(phone_key, contact.phones))
        marks = (*reached, contact.id, *contact.merged_ids)
        return cls(
            tuple(dict.fromkeys(names)),
            tuple(dict.fromkeys(filter(None, (mark.casefold().strip() for mark in marks)))),
        )

    def where(self, text: str) -> int | None:
        """Return about where in a text the first trace is; None if there is none."""
        folded, lower = fold(text), text.casefold()
        found = [look.search(folded) for look in self._sure]
        found += [look.search(text) for look in self._unsure]
        places = [each.start() for each in found if each]
        places += [at for mark in self.marks if (at := lower.find(mark)) >= 0]
        return min(places, default=None)

    def is_in(self, text: str) -> bool:
        """Tell whether a text has one of the names, or something that only they have."""
        return self.where(text) is not None

    def is_surely_in(self, text: str) -> bool:
        """Tell the same, leaving out names of one word, which may mean something else."""
        folded, lower = fold(text), text.casefold()
        return any(look.search(folded) for look in self._sure) or any(
            mark in lower for mark in self.marks
        )

    def is_hinted_at(self, text: str) -> bool:
        """Tell whether a text is part of a name, as what is typed to search for someone."""
        words = fold(text).split()
        is_part = any(word in fold(name) for word in words for name in self.names)
        return is_part or self.is_in(text)

    def is_name(self, text: str) -> bool:
        """Tell whether a text is one of the names, and nothing else."""
        return any(is_same_name(text, name) for name in self.names)

    def without(self, text: str) -> str:
        """Return a text in which the names are replaced by "someone"."""
        for name in sorted(self.names, key=len, reverse=True):
            text = _look_for(name, re.IGNORECASE if " " in name else 0).sub(SOMEONE, text)
        return text

    @cached_property
    def _sure(self) -> list[re.Pattern[str]]:
        """What to look for in a folded text."""
        return [_look_for(fold(name)) for name in self.names if " " in name]

    @cached_property
    def _unsure(self) -> list[re.Pattern[str]]:
        """What to look for in a text as it is."""
        return [_look_for(name) for name in self.names if " " not in name]


class Mention(Struct, frozen=True):
    """A text that still has someone's name."""

    record: str
    """What kind of record it is in, in a word."""
    whose: str
    """Whom that record is about; empty if it is about nobody."""
    on: date | None
    """The day of that record, if it has one."""
    field: str
    """Which part of the record it is, in words."""
    text: str
    """The name with the words around it."""

    def in_words(self, day: str = "") -> str:
        """Return it on one line, with the day in words if there is one."""
        about = f"{self.record} {self.whose}".strip() + (f", {day}" if day else "")
        return f"{about}, {self.field}: {self.text}"


def mentions(record: Record, whose: str, traces: Traces) -> Iterator[Mention]:
    """Yield every text of a record that has a trace of someone.

    Args:
        record: the record.
        whose: whom it is about.
        traces: what to look for.
    """
    for path, text in texts(record.model_dump()):
        at = traces.where(text)
        if at is not None:
            yield Mention(
                RECORDS[record.table], whose, _day(record), _in_words(path), _excerpt(text, at)
            )


def texts(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text in a document, with the names of the fields that lead to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from texts(each, (*path, str(key)))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each, path)


def _look_for(name: str, flags: int = 0) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", flags)


def _day(record: Record) -> date | None:
    found = (getattr(record, field, None) for field in ("on", "held_on", "day", "noted_on"))
    return next((day for day in found if isinstance(day, date)), None)


def _in_words(path: tuple[str, ...]) -> str:
    leaf = _LEAVES.get((path[0], path[-1]), path[-1])
    return leaf.replace("_", " ")


def _excerpt(text: str, at: int) -> str:
    start, end = max(0, at - _AROUND), at + 2 * _AROUND
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{clean_line(text[start:end])}{after}"
