"""The words of many texts: which texts contain a part of one, and which have one spelled like it.

Ten thousand people have a million words, but few different ones. Looking through those takes a
fraction of the time that looking through the texts does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import cached_property

from infoint_tui.domain.basics.spelling import readings

LONG = 4
"""With this many letters or more, a term may contain a typo."""
VERY_LONG = 7
"""With this many letters or more, it may contain two."""

_MOST_KEPT = 200
"""For how many parts of words the words that contain them are kept."""
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
        self._containing = {}
        self.__dict__.pop("_bare", None)

    def holding(self, term: str) -> set[int]:
        """Return the positions of the texts that contain a term; its parts may be apart."""
        found: set[int] | None = None
        for part in term.split():
            there = self._at(self._with(part))
            found = there if found is None else found & there
        return found or set()

    def beginning(self, term: str) -> set[int]:
        """Return the positions of the texts in which each part of a term begins a word."""
        found: set[int] | None = None
        for part in term.split():
            there = self._at(word for word in self._with(part) if word.startswith(part))
            found = there if found is None else found & there
        return found or set()

    def _at(self, words: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for word in words:
            found.update(self._places[word])
            if len(found) == self._texts:  # often after a few common words
                break
        return found

    def _with(self, part: str) -> Sequence[str]:
        """Return the words that contain `part`, the most common ones first."""
        known = self._containing
        if part not in known:
            if len(known) > _MOST_KEPT:
                known.clear()
            places = self._places
            if "" not in known:
                known[""] = sorted(places, key=lambda word: len(places[word]), reverse=True)
            begun = next(part[:n] for n in range(len(part) - 1, -1, -1) if part[:n] in known)
            known[part] = [word for word in known[begun] if part in word]
        return known[part]

    # --- words spelled almost the same ----------------------------------------------------------

    @cached_property
    def _bare(self) -> dict[str, set[str]]:
        """The words without commas and the like, and where each occurs."""
        found: dict[str, set[str]] = {}
        for word in self._places:
            for bare in _BARE.findall(word):
                found.setdefault(bare, set()).add(word)
        return found

    def _near(self, term: str) -> tuple[dict[int, int], set[str]]:
        """Return the texts with words spelled like `term`, and those words.

        Only the beginning of a long word is compared, since the rest may not be typed yet.

        Returns:
            How far off the closest word of each text is, by position, and the beginnings compared.
        """
        from rapidfuzz.distance import OSA  # imported when needed: most searches have no typo
        from rapidfuzz.process import extract

        most = 2 if len(term) >= VERY_LONG else 1
        heads = {
            word: word if len(word) <= len(term) + most else word[: len(term)]
            for word in self._bare
        }
        close = extract(term, heads, scorer=OSA.distance, score_cutoff=most, limit=None)
        off: dict[int, int] = {}
        for _, distance, bare in reversed(close):  # the closest last, so that it wins
            off.update(dict.fromkeys(self._at(self._bare[bare]), int(distance)))
        return off, {head for head, _, _ in close}

    def nearest(self, terms: Sequence[str], exact: WordIndex) -> tuple[list[int], set[str]]:
        """Return the positions of texts with a word like each term, closest first, and those words.

        Args:
            terms: the terms, as `searchable` returns them.
            exact: the words of the same texts and perhaps of more. If there are several terms, one
                that these contain counts as a match too.
        """
        total: dict[int, int] = {}
        words: set[str] = set()
        for turn, term in enumerate(terms):
            off, like = self._near(term)
            if len(terms) > 1:
                off.update(dict.fromkeys(exact.holding(term), 0))
            total = {at: total.get(at, 0) + by for at, by in off.items() if not turn or at in total}
            words |= like
        return sorted(total, key=lambda at: (total[at], at)), words

    def prepare(self) -> None:
        """Do work in advance that would otherwise delay the first letters and the first typo."""
        self._with("\0")
        self._near("\0" * LONG)
