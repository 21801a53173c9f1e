"""Search that forgives: the best matches first, then what is spelled almost like it.

Terms are ANDed in any order, case and accents do not matter. Only when few texts hold them to the
letter are words looked for that differ by a letter or two; those come after, marked off.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

from infoint_tui.domain.listing import ContactRow, Entry
from infoint_tui.domain.query import Query, Text
from infoint_tui.domain.text import clean_line, fold

if TYPE_CHECKING:
    from infoint_tui.domain.contact import Contact

K = TypeVar("K", bound=Hashable)
Sought = tuple[str, str, K]
"""A text that is looked in, its name as it is ranked, and what it stands for."""

FEW = 5
"""With fewer exact matches than this, words that are spelled alike are looked for too."""
LONG = 4
"""Letters from which a term may contain a typo."""
VERY_LONG = 7
"""Letters from which it may contain two."""
MOST_SIMILAR = 20
"""How many that are merely similar are given at most."""
_LEAD = 12
"""Characters that may stand before the match in a snippet."""

_FIRST = "\n "
"""Stands before a name that is ranked."""
_BREAK = re.compile(r"[-'(]")
"""What may stand before a word, other than a space."""
_WORD = re.compile(r"[\w']+")


@dataclass(frozen=True)
class Matches(Generic[K]):
    """What a search found."""

    exact: tuple[K, ...] = ()
    """What holds every term to the letter, the best first."""
    similar: tuple[K, ...] = ()
    """What holds words that are spelled almost like a term, the closest first."""
    terms: tuple[str, ...] = ()
    """The texts that matched, folded: what `spans` shows."""

    @property
    def all(self) -> tuple[K, ...]:
        """The exact ones, then the similar ones."""
        return self.exact + self.similar


# --- where and how well -------------------------------------------------------------------------


def terms_of(typed: str) -> tuple[str, ...]:
    """Return the words typed, folded."""
    return tuple(fold(clean_line(typed)).split())


def spans(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Return where `terms`, folded, stand in `text`: start and end of each, in order, apart.

    The places are those of the text as it is given. A letter whose fold matches in part ("ß" for
    "s") counts whole, and so do the marks that are combined with it.
    """
    whole = fold(text)
    terms = [term for term in terms if term and term in whole]
    if not terms:  # as for most texts, and a look at every letter takes long
        return []
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
    """Return for each character of the fold of `text` where what it comes from starts and ends."""
    places = [at for at, char in enumerate(text) if fold(char)]
    spots = pairwise([*places, len(text)])
    return [(start, end) for start, end in spots for _ in fold(text[start])]


def snippet(row: ContactRow | Contact, terms: Iterable[str]) -> str:
    """Return the words of title, tags, addresses or notes that a search found somebody by.

    Empty if name and organization say it all.
    """
    seen = fold(f"{row.name}\n{row.organization}")
    missing = [term for term in terms if term not in seen]
    tags = " ".join(f"#{tag}" for tag in row.tags)
    for text in (row.title, tags, ", ".join(row.emails), clean_line(row.notes)):
        found = spans(text, missing)
        if found:
            start = found[0][0]
            space = text.rfind(" ", 0, start)
            return text if start <= _LEAD else f"…{text[space + 1 :]}"
    return ""


def _sought(text: str, key: K) -> Sought[K]:
    return text, _FIRST + _BREAK.sub(" ", text.partition("\n")[0]), key


def _best_first(found: list[Sought[K]], terms: Sequence[str]) -> tuple[K, ...]:
    """Sort by how well the terms match; within equal rank the order stays.

    A name that begins with a term counts 0, one with a later word that does 1, all else 2.
    """
    ranks = [0] * len(found)
    for term in terms:
        word = " " + _BREAK.sub(" ", term)
        first = _FIRST[:-1] + word
        ranks = [
            rank + (first not in name) + (word not in name)
            for rank, (_, name, _) in zip(ranks, found, strict=True)
        ]
    order = sorted(range(len(found)), key=ranks.__getitem__) if terms else range(len(found))
    return tuple(found[at][2] for at in order)


# --- typos --------------------------------------------------------------------------------------


class _Vocabulary:
    """The words of many texts, and the places of the texts that each stands in."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._places: dict[str, list[int]] = {}
        for at, text in enumerate(texts):
            for word in _WORD.findall(text):
                self._places.setdefault(word, []).append(at)

    def _near(self, term: str) -> tuple[dict[int, int], set[str]]:
        """Return the places of words spelled like `term`, how far off each is, and the words.

        Of a long word only the beginning is compared: the rest is not typed yet.
        """
        from rapidfuzz.distance import OSA  # when first needed: most searches need no typos
        from rapidfuzz.process import extract

        most = 2 if len(term) >= VERY_LONG else 1
        heads = {
            word: word if len(word) <= len(term) + most else word[: len(term)]
            for word in self._places
        }
        close = extract(term, heads, scorer=OSA.distance, score_cutoff=most, limit=None)
        off: dict[int, int] = {}
        for _, distance, word in reversed(close):  # the closest last, so that it stays
            off.update(dict.fromkeys(self._places[word], int(distance)))
        return off, {head for head, _, _ in close}

    def nearest(self, texts: Sequence[str], terms: Sequence[str]) -> tuple[list[int], set[str]]:
        """Return the places of texts that hold a word like each term, the closest first.

        And the words. Of several terms some may be held by `texts`, which are in the order of
        those given and may say more, to the letter.
        """
        total: dict[int, int] = {}
        words: set[str] = set()
        for turn, term in enumerate(terms):
            off, like = self._near(term)
            if len(terms) > 1:
                off.update((at, 0) for at, text in enumerate(texts) if term in text)
            total = {at: total.get(at, 0) + by for at, by in off.items() if not turn or at in total}
            words |= like
        return sorted(total, key=lambda at: (total[at], at)), words


# --- searches -----------------------------------------------------------------------------------


class Index(Generic[K]):
    """Texts that are searched again and again, such as questions, choices or commands.

    Args:
        candidates: each key with its text; the first line counts as the name.
    """

    def __init__(self, candidates: Iterable[tuple[K, str]]) -> None:
        self._all = [_sought(fold(text), key) for key, text in candidates]

    @cached_property
    def _vocabulary(self) -> _Vocabulary:
        return _Vocabulary(text for text, _, _ in self._all)

    def find(self, typed: str) -> Matches[K]:
        """Return the keys of the texts that hold every word of `typed`; all of them if none."""
        terms = terms_of(typed)
        found = _holding(self._all, terms)
        exact = _best_first(found, terms)
        loose = [term for term in terms if len(term) >= LONG]
        if len(exact) >= FEW or not loose:
            return Matches(exact, (), terms)
        places, words = self._vocabulary.nearest([text for text, _, _ in self._all], loose)
        strict = [term for term in terms if len(term) < LONG]
        near = _holding([self._all[at] for at in places], strict)
        known = set(exact)
        similar = [key for _, _, key in near if key not in known]
        return Matches(exact, tuple(similar[:MOST_SIMILAR]), (*terms, *sorted(words)))


def _holding(pool: list[Sought[K]], terms: Iterable[str]) -> list[Sought[K]]:
    for term in terms:
        pool = [row for row in pool if term in row[0]]
    return pool


class Finder:
    """Finds people among the same entries with every letter that is typed.

    Args:
        entries: everybody, in the order that is kept among matches of equal rank.
        today: the day that filters compare with.
    """

    def __init__(self, entries: Sequence[Entry], today: date) -> None:
        self._entries = entries
        self._today = today
        self._trail: list[tuple[Query, list[Sought[Entry]], Matches[Entry]]] = []
        """The searches that led to the latest one, each among what the one before it found."""

    @cached_property
    def _all(self) -> list[Sought[Entry]]:
        return [_sought(entry.haystack, entry) for entry in self._entries]

    @cached_property
    def _vocabulary(self) -> _Vocabulary:
        # The haystack's lines but the notes, in which a typo would find anything.
        return _Vocabulary("\n".join(text.split("\n", 4)[:4]) for text, _, _ in self._all)

    def find(self, query: Query) -> Matches[Entry]:
        """Return who fits the query, the best first, and who is similar when few do."""
        if query.is_empty:  # nothing to prepare while nothing is typed
            return Matches(tuple(entry for entry in self._entries if query.shows(entry)))
        while self._trail and not query.narrows(self._trail[-1][0]):
            self._trail.pop()
        pool = self._all
        if self._trail:
            earlier, pool, matches = self._trail[-1]
            if earlier == query:
                return matches
        found = self._select(query, pool)
        matches = self._with_similar(query, _best_first(found, query.terms))
        self._trail.append((query, found, matches))
        return matches

    def _select(self, query: Query, pool: list[Sought[Entry]]) -> list[Sought[Entry]]:
        # The cheap conditions first; a call for each of ten thousand costs more than `in`.
        pool = _holding(pool, query.terms)
        for condition in query.filters:
            if not isinstance(condition, Text):
                pool = [row for row in pool if condition.matches(row[2], self._today)]
        return [row for row in pool if query.shows(row[2])]

    def _with_similar(self, query: Query, exact: tuple[Entry, ...]) -> Matches[Entry]:
        loose = [
            each
            for each in query.filters
            if isinstance(each, Text) and not each.literal and len(each.term) >= LONG
        ]
        if len(exact) >= FEW or not loose:
            return Matches(exact, (), query.shown)
        texts = [text for text, _, _ in self._all]
        places, words = self._vocabulary.nearest(texts, [each.term for each in loose])
        rest = replace(query, filters=tuple(each for each in query.filters if each not in loose))
        known = {entry.row.id for entry in exact}
        near = self._select(rest, [self._all[at] for at in places])
        similar = [entry for _, _, entry in near if entry.row.id not in known]
        return Matches(exact, tuple(similar[:MOST_SIMILAR]), (*query.shown, *sorted(words)))
