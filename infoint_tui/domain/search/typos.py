"""Words spelled almost the same: those that differ from what was typed by a letter or two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

LONG = 4
"""With this many letters or more, a term may contain a typo."""
VERY_LONG = 7
"""With this many letters or more, it may contain two."""

_WORD = re.compile(r"[\w']+")


class Vocabulary:
    """The words of many texts, and the positions of the texts that contain each word."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._places: dict[str, list[int]] = {}
        for at, text in enumerate(texts):
            for word in _WORD.findall(text):
                self._places.setdefault(word, []).append(at)

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
            for word in self._places
        }
        close = extract(term, heads, scorer=OSA.distance, score_cutoff=most, limit=None)
        off: dict[int, int] = {}
        for _, distance, word in reversed(close):  # the closest last, so that it wins
            off.update(dict.fromkeys(self._places[word], int(distance)))
        return off, {head for head, _, _ in close}

    def nearest(self, texts: Sequence[str], terms: Sequence[str]) -> tuple[list[int], set[str]]:
        """Return the positions of texts with a word like each term, closest first, and those words.

        Args:
            texts: the texts, in the same order as at first; they may contain more. If there are
                several terms, one that a text contains exactly counts as a match too.
            terms: the folded terms.
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
