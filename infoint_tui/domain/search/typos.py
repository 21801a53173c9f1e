"""Words spelled almost alike: those that differ from what was typed by a letter or two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

LONG = 4
"""Letters from which a term may contain a typo."""
VERY_LONG = 7
"""Letters from which it may contain two."""

_WORD = re.compile(r"[\w']+")


class Vocabulary:
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
