"""The filter language: what is typed above the contact list, as small filters that combine.

Every term has to match. `-` in front of one negates it, quotes hold a phrase together,
`field:value` looks in one field, and `due` and `last` compare with a day. The list is updated
at every keystroke, so any text is accepted: an unknown field is literal text, a day that cannot be
read filters nothing, and the query says so.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from datetime import date
from operator import attrgetter
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from infoint_tui.domain.basics.spelling import readings
from infoint_tui.domain.basics.text import fold, quoted
from infoint_tui.domain.contact_fields import FIELDS, ContactField
from infoint_tui.domain.search.haystack import haystack, passages
from infoint_tui.domain.search.listing import HAS, Entry
from infoint_tui.domain.search.told import TOLD, Passage, Where
from infoint_tui.domain.vocabulary import COLUMN_LABELS


def _reader(field: ContactField) -> Callable[[Entry], Iterable[str]]:
    """Return a function that returns the texts of a field, for a filter to look in."""
    get = attrgetter(f"row.{field.key}")
    if field.is_list:
        return get
    if field.kind == "choice":
        return lambda entry: (get(entry), get(entry).replace("_", " "))
    return lambda entry: (get(entry),)


_FILTERED: dict[str, ContactField] = {field.filter: field for field in FIELDS if field.filter}

_FIELDS: dict[str, Callable[[Entry], Iterable[str]]] = {
    **{name: _reader(field) for name, field in _FILTERED.items()},
    "has": lambda entry: entry.has,
}
"""The fields that hold text, and where each one looks."""

_SEARCHED = frozenset(name for name, field in _FILTERED.items() if field.searched)
"""The fields that a search for a word looks in, too."""

_CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "column": {key: (key, fold(label)) for key, label in COLUMN_LABELS.items()},
    "standing": {
        "known": ("known", "address book"),
        "shortlisted": ("shortlisted", "on the board", "in play"),
        "set_aside": ("set_aside", "set aside"),
    },
}
"""The fields that hold one of a few keys, and the words that find each key."""

_FORMERLY = {"talk": "conversation", "follow-up": "to-do"}
"""Words for `has:` from earlier versions; they still work, but are no longer shown anywhere."""

_COMPARED = {"due": "from today", "last": "ago"}
"""The days that can be compared, and how a number of days is counted for each."""

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}

_KNOWN = _FIELDS.keys() | _CHOICES.keys() | _COMPARED.keys() | set(TOLD)

_TERM = re.compile(
    r"(?P<minus>-?)(?:(?P<field>[^\W\d][\w-]*):|(?P<compared>due|last)(?=[<>=]))?"
    r'(?:"(?P<quoted>[^"]*)"?|(?P<bare>\S*))',
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?P<sign>[<>]=?|=|)(?:(?P<count>\d{1,6})(?P<unit>[dw])|(?P<day>today|\d{4}-\d\d-\d\d))",
    re.ASCII | re.IGNORECASE,
)


class Filter(Protocol):
    """One condition on an entry of the list."""

    @property
    def sought(self) -> tuple[str, ...]:
        """Spellings of which one has to be among the entry's words; () if that says nothing."""

    def matches(self, entry: Entry, today: date) -> bool:
        """Tell whether `entry` meets the condition on the day `today`."""

    def describe(self) -> str:
        """Return the condition in words."""


class Text(Struct, frozen=True):
    """Some text that is searched contains a term."""

    spellings: tuple[str, ...]
    """The ways to spell what to look for; any of them will do."""
    literal: bool = False
    """Whether it is meant exactly as typed, because it was quoted or looks like a field."""

    @property
    def term(self) -> str:
        """The text as typed, in the form in which it is compared."""
        return self.spellings[0]

    @property
    def sought(self) -> tuple[str, ...]:
        """Spellings of which one has to be among the entry's words."""
        return self.spellings

    @property
    def is_words(self) -> bool:
        """Whether an entry with the words matches, since they need not follow each other."""
        return _are_words(self.spellings)

    def matches(self, entry: Entry, today: date) -> bool:  # noqa: ARG002 - the same for every day
        """Tell whether `entry` contains the text anywhere."""
        return _is_in(haystack(entry), self.spellings)

    def describe(self) -> str:
        """Return the condition in words."""
        return f'contains "{self.term}"'


def _are_words(spellings: tuple[str, ...]) -> bool:
    return not any(" " in spelling for spelling in spellings)


def _is_in(text: str, spellings: tuple[str, ...]) -> bool:
    for spelling in spellings:  # noqa: SIM110 - any() takes twice as long
        if spelling in text:
            return True
    return False


class FilterField(Struct, frozen=True):
    """One field contains a text."""

    name: str
    """The name of the field, one of those in the filter language."""
    spellings: tuple[str, ...]
    """The ways to spell the text to look for; any of them will do."""

    @property
    def sought(self) -> tuple[str, ...]:
        """Spellings of which one has to be among the entry's words; () if they are not indexed."""
        return self.spellings if self.name in _SEARCHED else ()

    def matches(self, entry: Entry, today: date) -> bool:  # noqa: ARG002 - the same for every day
        """Tell whether that field of `entry` contains the text, ignoring case and accents."""
        return any(
            _is_in(reading, self.spellings)
            for text in _FIELDS[self.name](entry)
            for reading in readings(text)
        )

    def describe(self) -> str:
        """Return the condition in words."""
        return f'{self.name} contains "{self.spellings[0]}"'


class ToldFilter(Struct, frozen=True):
    """What someone said, or what the user wrote about them, contains a text."""

    where: Where
    """Which texts to look in."""
    spellings: tuple[str, ...]
    """The ways to spell the text to look for; any of them will do."""

    @property
    def sought(self) -> tuple[str, ...]:
        """Spellings of which one has to be among the entry's words."""
        return self.spellings

    @property
    def is_words(self) -> bool:
        """Whether an entry with the words matches, since they need not follow each other."""
        return _are_words(self.spellings)

    def matches(self, entry: Entry, today: date) -> bool:  # noqa: ARG002 - the same for every day
        """Tell whether such a text of `entry` contains the text."""
        return any(map(self.is_in, passages(entry)))

    def is_in(self, passage: Passage) -> bool:
        """Tell whether a passage is one of those looked in, and contains the text."""
        return passage.where == self.where and any(
            _is_in(reading, self.spellings) for reading in readings(passage.text)
        )

    def describe(self) -> str:
        """Return the condition in words."""
        return f'{self.where} contains "{self.spellings[0]}"'


class Choice(Struct, frozen=True):
    """The entry's column or standing is one of those that match a word."""

    name: str
    """The field: "column" or "standing"."""
    keys: frozenset[str]
    """The columns or standings that match."""

    @property
    def sought(self) -> tuple[str, ...]:
        """Nothing: the entry's words do not matter."""
        return ()

    def matches(self, entry: Entry, today: date) -> bool:  # noqa: ARG002 - the same for every day
        """Tell whether `entry` is in one of the columns, or has one of the standings, today."""
        if self.name == "column":
            return entry.column in self.keys
        # Anyone with a column is on the board, even if they were set aside until an earlier day.
        return ("shortlisted" if entry.column else entry.row.standing) in self.keys

    def describe(self) -> str:
        """Return the condition in words."""
        labels = [_CHOICES[self.name][key][-1] for key in sorted(self.keys)]
        return f"{self.name} is {' or '.join(labels) or 'none there is'}"


class DayFilter(Struct, frozen=True):
    """A day of the entry (when something is due, or the last contact) is compared with a bound."""

    name: str
    """Which day of the entry: "due" or "last"."""
    sign: str
    """How it compares: <, <=, =, >= or >."""
    bound: date | int | None
    """A day (None is today), or a number of days until the due day or since the last contact."""

    @property
    def sought(self) -> tuple[str, ...]:
        """Nothing: the entry's words do not matter."""
        return ()

    def matches(self, entry: Entry, today: date) -> bool:
        """Tell whether `entry` has that day and the comparison holds."""
        day = entry.due if self.name == "due" else entry.last
        if day is None:
            return False
        compare = _COMPARE[self.sign]
        if not isinstance(self.bound, int):
            return compare(day.toordinal(), (self.bound or today).toordinal())
        days = day.toordinal() - today.toordinal()
        return compare(days if self.name == "due" else -days, self.bound)

    def describe(self) -> str:
        """Return the condition in words."""
        if not isinstance(self.bound, int):
            return f"{self.name} {self.sign} {self.bound or 'today'}"
        return f"{self.name} {self.sign} {self.bound} days {_COMPARED[self.name]}"


class Not(Struct, frozen=True):
    """The opposite of another filter."""

    negated: Filter

    @property
    def sought(self) -> tuple[str, ...]:
        """Nothing: the entry's words do not matter."""
        return ()

    def matches(self, entry: Entry, today: date) -> bool:
        """Tell whether `entry` does not meet the other condition."""
        return not self.negated.matches(entry, today)

    def describe(self) -> str:
        """Return the condition in words."""
        return f"not: {self.negated.describe()}"


class Query(Struct, frozen=True):
    """A parsed filter line: every filter has to match."""

    filters: tuple[Filter, ...] = ()
    unknown_fields: tuple[str, ...] = ()
    """Fields that do not exist, as in `foo:bar`; such a term is taken as literal text."""
    problems: tuple[str, ...] = ()
    """For each term that cannot be read, and so filters nothing, a sentence saying why."""
    wants_set_aside: bool = False
    """Whether the query asks for people who are set aside."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered, apart from hiding people who are set aside."""
        return not self.filters

    @property
    def terms(self) -> tuple[str, ...]:
        """The texts to look for anywhere, as typed."""
        return tuple(f.term for f in self.filters if isinstance(f, Text))

    @property
    def shown(self) -> tuple[str, ...]:
        """All spellings of the texts to look for, used for highlighting."""
        return tuple(
            spelling
            for kind in (Text, FilterField, ToldFilter)
            for each in self.filters
            if isinstance(each, kind)
            for spelling in each.spellings
        )

    @property
    def told(self) -> tuple[ToldFilter, ...]:
        """The conditions on what was said or written, which show the words that meet them."""
        return tuple(each for each in self.filters if isinstance(each, ToldFilter))

    @property
    def looks_in_texts(self) -> bool:
        """Whether it takes everything that was said and written to tell who matches."""
        positive = (each.negated if isinstance(each, Not) else each for each in self.filters)
        return any(isinstance(each, Text | ToldFilter) for each in positive)

    def matches(self, entry: Entry, today: date) -> bool:
        """Tell whether `entry` belongs on the list on the day `today`.

        Someone who is set aside does not, unless the query asks for that standing.
        """
        for condition in self.filters:
            if not condition.matches(entry, today):
                return False
        return self.shows(entry)

    def shows(self, entry: Entry) -> bool:
        """Tell whether `entry` may be listed at all: set-aside people only if asked for."""
        return self.wants_set_aside or entry.column is not None or entry.row.standing != "set_aside"

    def narrows(self, earlier: Query) -> bool:
        """Tell whether this query only adds to `earlier`, and so can find nobody else."""
        if self.wants_set_aside and not earlier.wants_set_aside:
            return False
        texts = [each for each in self.filters if isinstance(each, Text)]
        return all(
            old in self.filters
            or (isinstance(old, Text) and any(_narrows(text, old) for text in texts))
            for old in earlier.filters
        )

    def describe(self) -> str:
        """Return all conditions in words."""
        return "; ".join(condition.describe() for condition in self.filters)


def _narrows(text: Text, old: Text) -> bool:
    """Tell whether every text with a spelling of `text` has one of `old`."""
    return all(_is_in(spelling, old.spellings) for spelling in text.spellings)


def parse_query(text: str) -> Query:
    """Read a filter line, even a half-typed one; never raises.

    An open quote takes the rest of the line. A term without a value (`-`, `org:`, `""`) filters
    nothing.
    """
    filters: list[Filter] = []
    unknown, problems = list[str](), list[str]()
    wants_set_aside = False
    for match in _TERM.finditer(text):
        name = fold(match["field"] or match["compared"] or "")
        typed = " ".join((match["quoted"] or match["bare"] or "").split())
        if not spellings(typed) and (not name or name in _KNOWN):
            continue
        found = _filter(name, typed)
        if isinstance(found, str):
            problems.append(found)
            continue
        if name and isinstance(found, Text):
            unknown.append(name)
        if isinstance(found, Choice) and not match["minus"]:
            wants_set_aside = wants_set_aside or "set_aside" in found.keys
        if isinstance(found, Text) and (name or match["quoted"] is not None):
            found = replace(found, literal=True)
        filters.append(Not(found) if match["minus"] else found)
    return Query(tuple(filters), tuple(dict.fromkeys(unknown)), tuple(problems), wants_set_aside)


def spellings(typed: str) -> tuple[str, ...]:
    """Return the ways to spell what was typed; none if only hyphens and the like were typed."""
    return tuple(filter(None, (" ".join(reading.split()) for reading in readings(typed))))


def _filter(name: str, typed: str) -> Filter | str:
    """Return the filter for one term, or a sentence saying why it cannot be read."""
    value = fold(typed)
    if name in _COMPARED:
        return _day_filter(name, value)
    if name == "has":
        return _has_filter(value)
    if name in _FIELDS:
        return FilterField(name, spellings(typed))
    for where in TOLD:
        if name == where:
            return ToldFilter(where, spellings(typed))
    if name in _CHOICES:
        words = _CHOICES[name].items()
        return Choice(name, frozenset(k for k, ws in words if any(value in w for w in ws)))
    return Text(spellings(f"{name}:{typed}" if name else typed))


def _has_filter(value: str) -> Filter | str:
    if not any(value in word for word in HAS):
        value = next((now for once, now in _FORMERLY.items() if once.startswith(value)), value)
    if not any(value in word for word in HAS):
        return f"has: takes {', '.join(HAS)}, not {quoted(value)}."
    return FilterField("has", spellings(value))


def _day_filter(name: str, value: str) -> DayFilter | str:
    match = _BOUND.fullmatch(value)
    problem = f"{quoted(f'{name}:{value}')} cannot be read"
    if match is None:
        return (
            f"{problem}: after {name} write < or > and then 7d, 2w, today or a day like 2026-12-01."
        )
    sign = match["sign"] or "="
    if match["count"]:
        return DayFilter(name, sign, int(match["count"]) * (7 if match["unit"] == "w" else 1))
    if match["day"] == "today":
        return DayFilter(name, sign, None)
    try:
        return DayFilter(name, sign, date.fromisoformat(match["day"]))
    except ValueError:
        return f"{problem}: {match['day']} is not a real date."
