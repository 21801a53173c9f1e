"""The words of many texts: which texts contain a part of one, and which have one spelled like it.

Ten thousand people have a million words, but few different ones. Looking through those takes a
fraction of the time that looking through the texts does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from time import sleep
from typing import TypeVar

T = TypeVar("T")

LONG = 4
"""With this many letters or more, a term may contain a typo."""
VERY_LONG = 7
"""With this many letters or more, it may contain two."""

_COMMON = 32
"""After this many common words, all texts are often found, and nothing is left to look up."""
_BARE = re.compile(r"\w+")
_TURN = 20
"""After how many items the thread that prepares a search lets the one that shows it go on."""


def in_turn(items: Iterable[T]) -> Iterator[T]:
    """Yield items, letting another thread go on in between."""
    for at, item in enumerate(items):
        if at % _TURN == 0:
            sleep(0)
        yield item


class _WordPlaces(dict[str, list[int]]):
    """The positions of the texts that contain each word."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        self.texts = 0
        """How many texts there are."""
        for at, words in enumerate(texts):
            self.texts += 1
            for word in set(words):
                if word in self:
                    self[word].append(at)
                else:
                    self[word] = [at]


class WordParts:
    """Finds the texts that contain a part of a word.

    Args:
        texts: the texts, as `searchable` returns them; each is meant by its position.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._places = places = _WordPlaces(map(str.split, texts))
        self._words: defaultdict[str, list[str]] = defaultdict(list)
        """The words by each pair of letters in them, those in most texts first."""
        for word in in_turn(sorted(places, key=lambda word: len(places[word]), reverse=True)):
            for pair in set(_pairs(word)):
                self._words[pair].append(word)

    def holding(self, part: str) -> set[int]:
        """Return the positions of the texts that contain `part`: two letters or more, no space."""
        rarest = min((self._words.get(pair, []) for pair in _pairs(part)), key=len)
        words = [word for word in rarest if part in word]
        found: set[int] = set()
        places = map(self._places.__getitem__, words)
        for some in islice(places, _COMMON):
            found.update(some)
            if len(found) == self._places.texts:
                return found
        found.update(*places)
        return found


def _pairs(word: str) -> Iterator[str]:
    return map("".join, pairwise(word))


class SimilarWords:
    """Finds the texts with words that are spelled almost like what was typed.

    Args:
        texts: the texts, as `searchable` returns them; each is meant by its position.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        # Imported here, since most searches have no typo, and the first one should not wait.
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        self._distance = OSA.distance
        self._extract = extract
        self._places = _WordPlaces(map(_BARE.findall, texts))
        self._by_length: dict[int, list[str]] = {}
        """The words by their length."""
        for word in self._places:
            self._by_length.setdefault(len(word), []).append(word)

    def _near(self, term: str) -> tuple[dict[int, int], set[str]]:
        """Return the texts with words spelled like `term`, and those words.

        Only the beginning of a long word is compared, since the rest may not be typed yet.

        Returns:
            How far off the closest word of each text is, by position, and the beginnings compared.
        """
        size, most = len(term), 2 if len(term) >= VERY_LONG else 1
        near_size = range(size - most, size + most + 1)
        whole = [word for length in near_size for word in self._by_length.get(length, ())]
        lengths = self._by_length.items()
        longer = [word for n, words in lengths if n >= near_size.stop for word in words]
        heads = [*whole, *{word[:size] for word in longer}]
        close = self._extract(term, heads, scorer=self._distance, score_cutoff=most, limit=None)
        far = {head: int(distance) for head, distance, _ in close}
        found = [(far[word], word) for word in whole if word in far]
        begun = tuple(head for head in far if len(head) == size)
        found += [(far[word[:size]], word) for word in longer if word.startswith(begun)]
        off: dict[int, int] = {}
        for distance, word in sorted(found, reverse=True):  # the closest last, so that it wins
            off.update(dict.fromkeys(self._places[word], distance))
        return off, set(far)

    def nearest(
        self, terms: Sequence[str], exact: Callable[[str], Iterable[int]]
    ) -> tuple[list[int], set[str]]:
        """Return the positions of texts with a word like each term, closest first, and those words.

        Args:
            terms: the terms, as `searchable` returns them.
            exact: returns the positions of texts that contain a term. If there are several terms,
                those count as matches too.
        """
        total: dict[int, int] = {}
        words: set[str] = set()
        for turn, term in enumerate(terms):
            off, like = self._near(term)
            if len(terms) > 1:
                off.update(dict.fromkeys(exact(term), 0))
            total = {at: total.get(at, 0) + by for at, by in off.items() if not turn or at in total}
            words |= like
        return sorted(total, key=lambda at: (total[at], at)), words
