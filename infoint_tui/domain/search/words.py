"""The words of many texts: which texts contain a part of one, and which have one spelled like it.

Ten thousand people have a million words, but few different ones. Looking through those takes a
fraction of the time that looking through the texts does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set
from itertools import islice

from infoint_tui.domain.basics.spelling import readings

LONG = 4
"""With this many letters or more, a term may contain a typo."""
VERY_LONG = 7
"""With this many letters or more, it may contain two."""

_MOST_KEPT = 200
"""For how many parts of words the matching words are kept."""
_LATEST = 4
_COMMON = 32
"""After this many common words, all texts are often found, and nothing is left to look up."""
_BARE = re.compile(r"\w+")


def words_of(text: str) -> set[str]:
    """Return the words of a text, in each spelling that a search should find."""
    first, *others = readings(text)
    words = set(first.split())
    for other in others:
        words.update(other.split())
    return words


class WordIndex:
    """The words of many texts, and the positions of the texts that contain each."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._places: dict[str, list[int]] = {}
        self._containing: dict[str, Sequence[str]] = {}
        """The words that contain a part, for some parts."""
        self._latest: dict[str, set[int]] = {}
        """The texts that contain a term, for the latest few, since they are ranked next."""
        self._bare: dict[str, list[str]] = {}
        """The words without commas and the like, if they were needed, and where each occurs."""
        self._by_length: dict[int, list[str]] = {}
        """The same words by their length."""
        self._texts = 0
        """How many texts have words."""
        for at, text in enumerate(texts):
            self.change(at, frozenset(), words_of(text))

    def change(self, at: int, old: Set[str], new: Set[str]) -> None:
        """Replace the words of the text at the position `at`."""
        places = self._places
        for word in old - new:
            places[word].remove(at)
            if not places[word]:
                del places[word]
        for word in new - old if old else new:
            if word in places:
                places[word].append(at)
            else:
                places[word] = [at]
        self._texts += bool(new) - bool(old)
        for kept in (self._containing, self._latest, self._bare, self._by_length):
            kept.clear()

    def prepare(self, *, for_typos: bool = False) -> None:
        """Do work in advance that would otherwise delay the first letter, and the first typo."""
        self._with("\0")
        if for_typos:
            self._words_by_length()

    def holding(self, term: str) -> set[int]:
        """Return the positions of the texts that contain a term; its parts may be apart."""
        if term not in self._latest:
            if len(self._latest) == _LATEST:
                self._latest.clear()
            self._latest[term] = _all_of(self._at(self._with(part)) for part in term.split())
        return self._latest[term]

    def beginning(self, term: str) -> set[int]:
        """Return the positions of the texts in which each part of a term begins a word."""
        return _all_of(
            self._at(word for word in self._with(part) if word.startswith(part))
            for part in term.split()
        )

    def _at(self, words: Iterable[str]) -> set[int]:
        found: set[int] = set()
        places = map(self._places.__getitem__, words)
        for some in islice(places, _COMMON):
            found.update(some)
            if len(found) == self._texts:
                return found
        found.update(*places)
        return found

    def _with(self, part: str) -> Sequence[str]:
        """Return the words that contain `part`, the most common ones first."""
        known = self._containing
        if part not in known:
            if len(known) > _MOST_KEPT:
                known.clear()
            if "" not in known:
                places = self._places
                known[""] = sorted(places, key=lambda word: len(places[word]), reverse=True)
            begun = next(part[:n] for n in range(len(part) - 1, -1, -1) if part[:n] in known)
            known[part] = [word for word in known[begun] if part in word]
        return known[part]

    # --- words spelled almost the same ----------------------------------------------------------

    def _words_by_length(self) -> dict[int, list[str]]:
        if not self._by_length:
            for word in self._places:
                for bare in _BARE.findall(word):
                    self._bare.setdefault(bare, []).append(word)
            for bare in self._bare:
                self._by_length.setdefault(len(bare), []).append(bare)
        return self._by_length

    def _near(self, term: str) -> tuple[dict[int, int], set[str]]:
        """Return the texts with words spelled like `term`, and those words.

        Only the beginning of a long word is compared, since the rest may not be typed yet.

        Returns:
            How far off the closest word of each text is, by position, and the beginnings compared.
        """
        from rapidfuzz.distance import OSA  # imported when needed: most searches have no typo
        from rapidfuzz.process import extract

        size, most = len(term), 2 if len(term) >= VERY_LONG else 1
        near_size = range(size - most, size + most + 1)
        by_length = self._words_by_length()
        whole = [word for length in near_size for word in by_length.get(length, ())]
        longer = [word for n, words in by_length.items() if n >= near_size.stop for word in words]
        heads = [*whole, *{word[:size] for word in longer}]
        close = extract(term, heads, scorer=OSA.distance, score_cutoff=most, limit=None)
        far = {head: int(distance) for head, distance, _ in close}
        found = [(far[word], word) for word in whole if word in far]
        begun = tuple(head for head in far if len(head) == size)
        found += [(far[word[:size]], word) for word in longer if word.startswith(begun)]
        off: dict[int, int] = {}
        for distance, word in sorted(found, reverse=True):  # the closest last, so that it wins
            off.update(dict.fromkeys(self._at(self._bare[word]), distance))
        return off, set(far)

    def nearest(
        self, terms: Sequence[str], exact: Callable[[str], set[int]]
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


def _all_of(found: Iterable[set[int]]) -> set[int]:
    """Return the positions that are in all of these sets."""
    sets = list(found)
    return set.intersection(*sets) if sets else set()
