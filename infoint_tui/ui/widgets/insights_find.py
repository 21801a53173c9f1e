"""Searching the insights: which lines of which parts contain the search text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from infoint_tui.domain.insights.figures import FigureLine
from infoint_tui.domain.insights.parts import Part
from infoint_tui.domain.search.finder import SearchIndex

ABOVE = 4
"""How many of the headings above a line are searched along with it."""


class Found(Struct, frozen=True):
    """The result of a search in the insights."""

    lines: Mapping[str, Collection[int]]
    """For each part with matches, by its key: the indexes of the lines to show."""
    counts: Mapping[str, int]
    """For each of these parts: how many of its lines match themselves."""
    terms: tuple[str, ...] = ()
    """The folded search terms."""


class PartIndex:
    """The parts, ready to be searched on every keystroke.

    Args:
        parts: every part by its key, in display order.
    """

    def __init__(self, parts: Mapping[str, Part]) -> None:
        self._lines = {key: part.lines for key, part in parts.items()}
        self._index = SearchIndex(
            ((key, at), text)
            for key, part in parts.items()
            for at, text in enumerate(_texts(part.title, self._lines[key]))
        )

    def find(self, typed: str) -> Found:
        """Return the lines that contain every search word, or similar ones if there are none.

        A line matches by its own text, by its part's title and by the headings above it, which
        are shown with it.
        """
        found = self._index.find(typed)
        places: dict[str, set[int]] = {}
        for key, at in found.exact or found.similar:
            places.setdefault(key, set()).add(at)
        lines = {
            key: _with_headings(lines, places[key])
            for key, lines in self._lines.items()
            if key in places
        }
        counts = {key: len(places[key]) for key in lines}
        return Found(lines, counts, found.terms)


def _texts(title: str, lines: Sequence[FigureLine]) -> list[str]:
    """Return the searchable text of each line."""
    texts = []
    above: list[str] = []
    for line in lines:
        del above[line.depth :]
        who = line.by.name if line.by else ""
        above.append(" ".join((line.text, line.figure, who)))
        texts.append("\n".join((*reversed(above[-ABOVE - 1 :]), title)))
    return texts


def _with_headings(lines: Sequence[FigureLine], places: Collection[int]) -> frozenset[int]:
    kept = set()
    wanted = -1
    """The depth of the last line that was kept; the headings above it have a smaller depth."""
    for at in range(len(lines) - 1, -1, -1):
        depth = lines[at].depth
        if at in places or depth < wanted:
            kept.add(at)
            wanted = depth
    return frozenset(kept)
