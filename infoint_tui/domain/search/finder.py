"""A forgiving search: the best matches first, then similar spellings.

Every term has to match, in any order; case and accents do not matter. If few texts contain the
terms exactly, the search also looks for words that differ by a letter or two. Those come last, and
separately.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from infoint_tui.domain.basics.text import clean_line, fold
from infoint_tui.domain.contact_fields import FIELDS, parts
from infoint_tui.domain.search.listing import ONE_LINERS, ContactRow, Entry
from infoint_tui.domain.search.query import Query, Text
from infoint_tui.domain.search.typos import LONG, Vocabulary

if TYPE_CHECKING:
    from infoint_tui.domain.records.contact import Contact

K = TypeVar("K", bound=Hashable)

FEW = 5
"""With fewer exact matches than this, the search looks for similar spellings too."""
MOST_SIMILAR = 20
"""The maximum number of merely similar results that are returned."""
_LEAD = 12
"""The maximum number of characters before the match in a snippet."""
_ROOM = 200
"""The maximum number of characters in a snippet: more than fit on any line."""

_BREAK = re.compile(r"[-'(]")
"""What can come before a word, other than a space."""


class Matches(Struct, Generic[K], frozen=True):
    """What a search found."""

    exact: tuple[K, ...] = ()
    """The items that contain every term exactly, best first."""
    similar: tuple[K, ...] = ()
    """The items with words spelled almost like a term, closest first."""
    terms: tuple[str, ...] = ()
    """The texts that matched, folded: `spans` finds where they are."""

    @property
    def all(self) -> tuple[K, ...]:
        """The exact matches, then the similar ones."""
        return self.exact + self.similar


# --- where and how well -------------------------------------------------------------------------


def terms_of(typed: str) -> tuple[str, ...]:
    """Return the words that were typed, folded."""
    return tuple(fold(clean_line(typed)).split())


def spans(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Return where the folded `terms` occur in `text`: the start and end of each match, in order.

    Matches that touch are merged. Positions are those in the text as given. A letter that matches
    only in part when folded ("ß" for "s") counts as a whole, together with its combining marks.
    """
    folded = fold(text)
    found = sorted(
        (match.start(), match.end())
        for term in terms
        if term and term in folded
        for match in re.finditer(re.escape(term), folded)
    )
    if found and not text.isascii():
        owners = _owners(text)
        found = [(owners[start][0], owners[end - 1][1]) for start, end in found]
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            start, end = apart[-1][0], max(end, apart.pop()[1])
        apart.append((start, end))
    return apart


def _owners(text: str) -> list[tuple[int, int]]:
    """Return, for each character of the folded `text`, where its original starts and ends."""
    places = [at for at, char in enumerate(text) if fold(char)]
    spots = pairwise([*places, len(text)])
    return [(start, end) for start, end in spots for _ in fold(text[start])]


_TOLD_BY = sorted(
    [f for f in FIELDS if f.kind != "choice" and (f.searched or f.filter)],
    key=lambda f: (f.kind == "text", not f.searched),
)
"""The fields that a snippet can come from, long texts last."""


def snippet(row: ContactRow | Contact, terms: Iterable[str]) -> str:
    """Return the part of a field, such as title, tags or notes, that matched a search.

    Empty if the name and the organization already show it.
    """
    seen = fold(f"{row.name}\n{row.organization}")
    missing = [term for term in terms if term not in seen]
    if not missing:  # true for most rows, and cleaning their notes would be the slowest part
        return ""
    for field in _TOLD_BY:
        gap = " " if field.group == "tags" else ", "
        raw = gap.join(map(field.words.format, parts(field, getattr(row, field.key))))
        folded = fold(raw)
        text = clean_line(raw) if any(term in folded for term in missing) else ""
        found = spans(text, missing)
        if found:
            start = found[0][0]
            first = text.rfind(" ", 0, start) + 1
            return text[:_ROOM] if start <= _LEAD else f"…{text[first : first + _ROOM]}"
    return ""


# --- ranking ------------------------------------------------------------------------------------


class _Texts:
    """Folded texts to search, each identified by position; the first line of a text is its name."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.all = list(texts)

    def holding(self, terms: Iterable[str], among: Sequence[int]) -> Sequence[int]:
        """Return the positions in `among` whose texts contain every term."""
        texts = self.all
        for term in terms:
            among = [at for at in among if term in texts[at]]
        return among

    @cached_property
    def _names(self) -> tuple[str, list[int]]:
        """All names as one text, each after a line break, and the position of each break.

        A few thousand matches in one text are found faster than one match in each of ten thousand.
        """
        lines = [f"\n {_BREAK.sub(' ', text.partition(chr(10))[0])}" for text in self.all]
        return "".join(lines), list(accumulate(map(len, lines), initial=0))

    def best_first(self, found: Sequence[int], terms: Iterable[str]) -> Sequence[int]:
        """Return positions sorted by how well the terms match; equal ranks keep their order.

        A name that begins with a term counts 2, one with a later word that does counts 1, and
        anything else counts 0.
        """
        ranks: Counter[int] = Counter()
        for term in terms:
            ranks.update(self._begun_with(term))
        ranked = sorted([at for at in found if at in ranks], key=lambda at: -ranks[at])
        return ranked + [at for at in found if at not in ranks]

    def _begun_with(self, term: str) -> dict[int, int]:
        names, breaks = self._names
        ranks: dict[int, int] = {}
        for match in re.finditer(re.escape(f" {_BREAK.sub(' ', term)}"), names):
            at = bisect(breaks, match.start()) - 1
            ranks.setdefault(at, 2 if match.start() == breaks[at] + 1 else 1)
        return ranks


# --- searches -----------------------------------------------------------------------------------


class SearchIndex(Generic[K]):
    """Texts that are searched repeatedly, such as questions, choices or commands.

    Args:
        candidates: each key with its text; the first line counts as the name.
    """

    def __init__(self, candidates: Iterable[tuple[K, str]]) -> None:
        pairs = [(key, fold(text)) for key, text in candidates]
        self._keys = [key for key, _ in pairs]
        self._texts = _Texts(text for _, text in pairs)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._texts.all)

    def find(self, typed: str) -> Matches[K]:
        """Return the keys of the texts that contain every word of `typed`; if blank, all keys."""
        terms = terms_of(typed)
        texts = self._texts
        exact = texts.best_first(texts.holding(terms, range(len(self._keys))), terms)
        loose = [term for term in terms if len(term) >= LONG]
        if len(exact) >= FEW or not loose:
            return Matches(self._at(exact), (), terms)
        places, words = self._vocabulary.nearest(texts.all, loose)
        near = texts.holding([term for term in terms if len(term) < LONG], places)
        similar = _others(near, exact)
        return Matches(self._at(exact), self._at(similar), (*terms, *sorted(words)))

    def _at(self, places: Iterable[int]) -> tuple[K, ...]:
        return tuple(map(self._keys.__getitem__, places))


def _others(near: Iterable[int], exact: Iterable[int]) -> list[int]:
    """Return the positions in `near` that are not in `exact`, at most `MOST_SIMILAR`."""
    known = set(exact)
    return [at for at in near if at not in known][:MOST_SIMILAR]


class Finder:
    """Finds people in a fixed list of entries, again at every keystroke.

    Args:
        entries: everyone; matches of equal rank keep this order.
        today: the day that filters compare with.
    """

    def __init__(self, entries: Sequence[Entry], today: date) -> None:
        self._entries = entries
        self._today = today
        self._trail: list[tuple[Query, Sequence[int], Matches[Entry]]] = []
        """The searches up to the latest one; each looks only at what the previous one found."""

    @cached_property
    def _listed(self) -> list[int]:
        """The positions of the people who are listed by default."""
        shows = Query().shows
        return [at for at, entry in enumerate(self._entries) if shows(entry)]

    @cached_property
    def _everybody(self) -> Matches[Entry]:
        return Matches(self._at(self._listed))

    @cached_property
    def _texts(self) -> _Texts:  # nothing to prepare while nothing is typed
        return _Texts(entry.haystack for entry in self._entries)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        # The one-line fields only: in longer texts a typo would match almost anything.
        lines = ONE_LINERS
        return Vocabulary("\n".join(text.split("\n", lines)[:lines]) for text in self._texts.all)

    def prepare(self) -> None:
        """Do work in advance that would otherwise delay the first letters and the first typo."""
        self._texts.best_first((), ("",))
        self._vocabulary.nearest(self._texts.all, ["\0" * LONG])

    def find(self, query: Query) -> Matches[Entry]:
        """Return who matches the query, best first, and who is similar if only a few match."""
        if query.is_empty:
            return self._everybody
        while self._trail and not query.narrows(self._trail[-1][0]):
            self._trail.pop()
        pool = self._pool(query)
        if self._trail:
            earlier, pool, matches = self._trail[-1]
            if earlier == query:
                return matches
        found = self._select(query, pool)
        matches = self._with_similar(query, self._texts.best_first(found, query.terms))
        self._trail.append((query, found, matches))
        return matches

    def _pool(self, query: Query) -> Sequence[int]:
        return range(len(self._entries)) if query.wants_set_aside else self._listed

    def _select(self, query: Query, pool: Sequence[int]) -> Sequence[int]:
        # Cheap conditions first: a call for each of ten thousand entries costs more than `in`.
        pool = self._texts.holding(query.terms, pool)
        entries, today = self._entries, self._today
        for condition in query.filters:
            if not isinstance(condition, Text):
                pool = [at for at in pool if condition.matches(entries[at], today)]
        return pool

    def _with_similar(self, query: Query, exact: Sequence[int]) -> Matches[Entry]:
        loose = [
            each
            for each in query.filters
            if isinstance(each, Text) and not each.literal and len(each.term) >= LONG
        ]
        if len(exact) >= FEW or not loose:
            return Matches(self._at(exact), (), query.shown)
        places, words = self._vocabulary.nearest(self._texts.all, [each.term for each in loose])
        rest = replace(query, filters=tuple(each for each in query.filters if each not in loose))
        listed = [at for at in places if query.shows(self._entries[at])]
        similar = _others(self._select(rest, listed), exact)
        return Matches(self._at(exact), self._at(similar), (*query.shown, *sorted(words)))

    def _at(self, places: Iterable[int]) -> tuple[Entry, ...]:
        return tuple(map(self._entries.__getitem__, places))
