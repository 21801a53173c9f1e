"""A forgiving search: the best matches first, then similar spellings.

Every term has to match, in any order; case and accents do not matter. If few texts contain the
terms exactly, the search also looks for words that differ by a letter or two. Those come last, and
separately.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from infoint_tui.domain.basics.spelling import readings
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.search.haystack import passages
from infoint_tui.domain.search.listing import Entry
from infoint_tui.domain.search.people_texts import PeopleTexts, compared
from infoint_tui.domain.search.query import Filter, Not, Query, Text, ToldFilter, spellings
from infoint_tui.domain.search.told import Passage, Where
from infoint_tui.domain.search.words import LONG, SimilarWords, WordParts, in_turn

K = TypeVar("K", bound=Hashable)

FEW = 5
"""With fewer exact matches than this, the search looks for similar spellings too."""
MOST_SIMILAR = 20
"""The maximum number of merely similar results that are returned."""


class Matches(Struct, Generic[K], frozen=True):
    """What a search found."""

    exact: tuple[K, ...] = ()
    """The items that contain every term exactly, best first."""
    similar: tuple[K, ...] = ()
    """The items with words spelled almost like a term, closest first."""
    terms: tuple[str, ...] = ()
    """The texts that matched, as they were compared: `spans` finds where they are."""

    @property
    def all(self) -> tuple[K, ...]:
        """The exact matches, then the similar ones."""
        return self.exact + self.similar


Term = tuple[str, ...]
"""The ways to spell a word that was typed; each of them will do."""


def _others(near: Iterable[int], exact: Iterable[int]) -> list[int]:
    """Return the positions in `near` that are not in `exact`, at most `MOST_SIMILAR`."""
    known = set(exact)
    return [at for at in near if at not in known][:MOST_SIMILAR]


# --- short texts --------------------------------------------------------------------------------

_BREAK = re.compile("[(]")
"""What can come before a word, other than a space."""


class SearchIndex(Generic[K]):
    """Short texts that are searched repeatedly, such as questions, choices or commands.

    Args:
        candidates: each key with its text; the first line counts as the name.
    """

    def __init__(self, candidates: Iterable[tuple[K, str]]) -> None:
        pairs = [(key, "\n".join(readings(text))) for key, text in candidates]
        self._keys = [key for key, _ in pairs]
        self._texts = [text for _, text in pairs]

    @cached_property
    def _words(self) -> SimilarWords:
        return SimilarWords(self._texts)

    @cached_property
    def _names(self) -> tuple[str, list[int]]:
        """All names as one text, each after a line break, and the position of each break.

        A few thousand matches in one text are found faster than one match in each of ten thousand.
        """
        lines = [f"\n {_BREAK.sub(' ', text.partition(chr(10))[0])}" for text in self._texts]
        return "".join(lines), list(accumulate(map(len, lines), initial=0))

    def find(self, typed: str) -> Matches[K]:
        """Return the keys of the texts that contain every word of `typed`; if blank, all keys."""
        terms = [term for word in clean_line(typed).split() if (term := spellings(word))]
        shown = tuple(spelling for term in terms for spelling in term)
        exact = self._best_first(self._holding(terms, range(len(self._keys))), terms)
        loose = [term for term in terms if len(term[0]) >= LONG]
        if len(exact) >= FEW or not loose:
            return Matches(self._at(exact), (), shown)
        everywhere = range(len(self._keys))
        places, words = self._words.nearest(
            [term[0] for term in loose], lambda term: self._holding([(term,)], everywhere)
        )
        near = self._holding([term for term in terms if len(term[0]) < LONG], places)
        return Matches(self._at(exact), self._at(_others(near, exact)), (*shown, *sorted(words)))

    def _holding(self, terms: Iterable[Term], among: Sequence[int]) -> Sequence[int]:
        """Return the positions in `among` whose texts contain every term."""
        texts = self._texts
        for term in terms:
            among = [at for at in among if any(spelling in texts[at] for spelling in term)]
        return among

    def _best_first(self, found: Sequence[int], terms: Iterable[Term]) -> Sequence[int]:
        """Return positions sorted by how well the terms match; equal ranks keep their order.

        A name that begins with a term counts 2, one with a later word that does counts 1, and
        anything else counts 0.
        """
        ranks = [0] * len(self._keys)
        for term in terms:
            for at, rank in self._begun_with(term[0]).items():
                ranks[at] += rank
        return sorted(found, key=ranks.__getitem__, reverse=True)

    def _begun_with(self, term: str) -> dict[int, int]:
        names, breaks = self._names
        ranks: dict[int, int] = {}
        for match in re.finditer(re.escape(f" {_BREAK.sub(' ', term)}"), names):
            at = bisect(breaks, match.start()) - 1
            ranks.setdefault(at, 2 if match.start() == breaks[at] + 1 else 1)
        return ranks

    def _at(self, places: Iterable[int]) -> tuple[K, ...]:
        return tuple(map(self._keys.__getitem__, places))


# --- people -------------------------------------------------------------------------------------


class Finder:
    """Finds people in a fixed list of entries, again at every keystroke.

    It looks through everyone's texts, which takes some milliseconds for ten thousand people, and
    through their words instead once these are prepared. A further letter looks only through those
    of the people whom the previous one found.

    Args:
        entries: everyone; matches of equal rank keep this order.
        today: the day that filters compare with.
        told: returns what they said and what was written about them, by contact; called when the
            first word is looked for.
        texts: their texts from earlier searches; only what changed is read again.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        today: date,
        told: Callable[[], Mapping[str, tuple[Passage, ...]]] = dict,
        texts: PeopleTexts | None = None,
    ) -> None:
        self._entries = entries
        self._today = today
        self._told = told
        self._texts = texts or PeopleTexts()
        self._people: Sequence[Entry] = ()
        """Everyone with what they said, once that was read."""
        self._names: list[str] = []
        self._lines: list[str] = []
        self._longer: list[str] = []
        self._told_in: dict[Where, list[str]] = {}
        """What everyone said or the user wrote, by where it comes from, if that was asked for."""
        self._not_aside: Sequence[int] | None = None
        """The positions of those who are not set aside, once they were asked for."""
        self._parts: WordParts | None = None
        self._similar: SimilarWords | None = None
        self._trail: list[tuple[Query, Sequence[int], Matches[Entry]]] = []
        """The searches up to the latest one; each looks only at what the previous one found."""

    @cached_property
    def _everybody(self) -> Matches[Entry]:
        shows = Query().shows
        return Matches(tuple([entry for entry in self._entries if shows(entry)]))

    def prepare(self) -> None:
        """Do work in advance that would otherwise delay the first letters and the first typo.

        It may run in a thread of its own; a search waits only until the texts are read.
        """
        self._all()
        if self._parts is None:
            texts = zip(self._lines, self._longer, strict=True)
            self._parts = WordParts(in_turn(f"{lines}\n{longer}" for lines, longer in texts))
        self._similar_words()

    def _all(self) -> Sequence[Entry]:
        """Return everyone with what they said; by then, their texts are there, too."""
        with self._texts.lock:
            if not self._people and self._entries:
                told = self._told()
                found = self._texts.follow(
                    replace(entry, told=told[entry.row.id]) if entry.row.id in told else entry
                    for entry in self._entries
                )
                self._names = [each.names for each in found]
                self._lines = [each.lines for each in found]
                self._longer = [each.longer for each in found]
                self._people = [each.entry for each in found]
        return self._people

    def _similar_words(self) -> SimilarWords:
        """Return the words in which typos are forgiven."""
        if self._similar is None:
            self._similar = SimilarWords(in_turn(self._lines))
        return self._similar

    def find(self, query: Query) -> Matches[Entry]:
        """Return who matches the query, best first, and who is similar if only a few match."""
        if query.is_empty:
            return self._everybody
        while self._trail and not query.narrows(self._trail[-1][0]):
            self._trail.pop()
        if self._trail:
            earlier, pool, matches = self._trail[-1]
            if earlier == query:
                return matches
        else:
            pool = self._listed(query)
        found = self._select(query.filters, pool)
        matches = self._with_similar(query, self._best_first(found, query))
        self._trail.append((query, found, matches))
        return matches

    def _listed(self, query: Query) -> Sequence[int]:
        """Return the positions of everyone whom the query may list at all."""
        everyone = range(len(self._all()))
        if query.wants_set_aside:
            return everyone
        if self._not_aside is None:
            self._not_aside = self._shown_by(query, everyone)
        return self._not_aside

    def _shown_by(self, query: Query, pool: Iterable[int]) -> list[int]:
        people, shows = self._people, query.shows
        return [at for at in pool if shows(people[at])]

    def _select(self, filters: Iterable[Filter], pool: Sequence[int]) -> Sequence[int]:
        for condition in sorted(filters, key=lambda each: not each.sought):  # the quick ones first
            pool = self._meeting(condition, pool)
        return pool

    def _meeting(self, condition: Filter, pool: Sequence[int]) -> Sequence[int]:
        """Return the positions in `pool` of the people who meet a condition."""
        if isinstance(condition, Not):
            out = set(self._meeting(condition.negated, pool))
            return [at for at in pool if at not in out]
        if isinstance(condition, Text):
            return self._holding(condition.spellings, pool)
        if isinstance(condition, ToldFilter):
            texts = self._told_from(condition.where)
            return [at for at in pool if _has_any(condition.spellings, texts[at])]
        if condition.sought:
            pool = self._holding(condition.sought, pool)
        people, today = self._people, self._today
        return [at for at in pool if condition.matches(people[at], today)]

    def _holding(self, term: Term, pool: Iterable[int]) -> Sequence[int]:
        """Return the positions in `pool` of the people with a term anywhere."""
        lines, longer = self._lines, self._longer
        if len(term) == 1:  # true for most, and twice as fast
            only = term[0]
            if self._parts and len(only) > 1 and " " not in only:  # one letter is found at once
                there = self._parts.holding(only)
                return [at for at in pool if at in there]
            return [at for at in pool if only in lines[at] or only in longer[at]]
        return [at for at in pool if _has_any(term, lines[at]) or _has_any(term, longer[at])]

    def _told_from(self, where: Where) -> list[str]:
        """Return, for everyone, the texts from one source."""
        if where not in self._told_in:
            self._told_in[where] = [
                compared([text for text in passages(each) if text.where == where])
                for each in self._people
            ]
        return self._told_in[where]

    def _best_first(self, found: Sequence[int], query: Query) -> Sequence[int]:
        """Return positions sorted by how well the terms match; equal ranks keep their order.

        A name that begins with a term counts 3, one with a later word that does counts 2, a
        field of one line that contains it counts 1, and anything else counts 0.
        """
        lines, names = self._lines, self._names
        ranks = [0] * len(lines)
        texts = [each for each in query.filters if isinstance(each, Text)]
        for term in (spelling for text in texts for spelling in text.spellings):
            word, first = f" {term}", f"\n {term}"
            for at in found:
                if term in lines[at]:
                    name = names[at]
                    ranks[at] += 1 if word not in name else 3 if first in name else 2
        return sorted(found, key=ranks.__getitem__, reverse=True)

    def _with_similar(self, query: Query, exact: Sequence[int]) -> Matches[Entry]:
        loose = [
            each
            for each in query.filters
            if isinstance(each, Text) and not each.literal and len(each.term) >= LONG
        ]
        if len(exact) >= FEW or not loose:
            return Matches(self._at(exact), (), query.shown)
        everyone = range(len(self._people))
        places, words = self._similar_words().nearest(
            [each.term for each in loose], lambda term: self._holding((term,), everyone)
        )
        rest = [each for each in query.filters if each not in loose]
        similar = _others(self._select(rest, self._shown_by(query, places)), exact)
        return Matches(self._at(exact), self._at(similar), (*query.shown, *sorted(words)))

    def _at(self, places: Iterable[int]) -> tuple[Entry, ...]:
        return tuple(map(self._people.__getitem__, places))


def _has_any(term: Term, text: str) -> bool:
    for spelling in term:  # noqa: SIM110 - any() takes twice as long
        if spelling in text:
            return True
    return False
