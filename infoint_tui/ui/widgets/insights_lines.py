"""How a part of the insights is laid out in lines of a given width: bars, quotes, and a tree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import zip_longest

from msgspec import Struct

from infoint_tui.domain.basics.calendar import short_day
from infoint_tui.domain.insights.figures import FigureLine, Share
from infoint_tui.domain.insights.parts import Part
from infoint_tui.ui.kit.drawing import cell_len, cut, fit, plain, wrap
from infoint_tui.ui.kit.highlight import Piece

INDENT = 2
"""How many cells each level is indented."""
GAP = 2
"""Cells between the label, the bar and the figure."""
LONGEST_BAR = 20
SHORTEST_BAR = 6
"""Labels and figures wrap before a bar gets shorter than this; failing that, the bar is dropped."""
LEAST_FIGURE = 12
"""The cells a long figure gets beside a bar; the rest wraps below."""
WIDEST = 84
"""The most cells a line takes up, so that its two ends are easy to read together."""
MOST = 40
"""The most lines a single text takes up."""


class InsightRow(Struct, frozen=True):
    """One row as it is drawn."""

    at: int | None
    """The line of the part that this row shows; None for a heading, and for a blank row."""
    first: bool
    """True for the first row of a line, where the cursor can go."""
    pieces: tuple[Piece, ...] = ()


def rows_of(part: Part, shown: Collection[int], today: date, width: int) -> tuple[InsightRow, ...]:
    """Break a part into rows: below the heading of each section, its lines.

    Args:
        part: what to show; an empty part has no rows.
        shown: the indexes of the lines to show.
        today: the user's day, which determines how the dates of quotes are written.
        width: how many cells a row has.
    """
    rows: list[InsightRow] = []
    if part.is_empty or width <= 0:
        return ()
    width = min(width, WIDEST)
    table = _Table([line for _, lines in part.blocks for line in lines], width)
    at = 0
    for heading, lines in part.blocks:
        places = [place for place in range(len(lines)) if at + 1 + place in shown]
        if places:
            if rows:
                rows.append(InsightRow(None, False))
            title = _tailed("", "", heading.text.upper(), "heading", heading.figure, width)
            rows += (InsightRow(None, False, tuple(pieces)) for pieces in title)
            chosen = [lines[place] for place in places]
            if all(line.by and line.on is None for line in lines):
                drawn = _tree(chosen, width)
            elif any(line.by for line in lines):
                drawn = _quotes(chosen, today, width)
            else:
                drawn = table.rows(chosen)
            rows += _numbered([at + 1 + place for place in places], drawn)
        at += 1 + len(lines)
    return tuple(rows)


def _numbered(places: Sequence[int], drawn: Iterator[Broken]) -> Iterator[InsightRow]:
    is_first = True
    for at, broken in zip(places, drawn, strict=True):
        if not is_first and not broken[0]:  # a blank row above each group except the first
            yield InsightRow(None, False)
        is_first = False
        found = broken if broken[0] else broken[1:]
        for place, pieces in enumerate(found):
            yield InsightRow(at, place == 0, tuple(pieces))


Pieces = list[Piece]
Broken = list[Pieces]
"""The rows one line breaks into; if the first is empty, it is space above the line."""


# --- figures --------------------------------------------------------------------------------------


class _Table:
    """Labels, bars and figures in columns; a figure that has no bar uses the bar's space.

    Args:
        lines: all lines of the part, so that the columns do not shift during a search.
        width: how many cells a row has.
    """

    def __init__(self, lines: Sequence[FigureLine], width: int) -> None:
        shared = [line for line in lines if line.share or line.trend]
        figure = max((_length(line.figure) for line in shared), default=0)
        beside = GAP + SHORTEST_BAR + GAP + figure
        label = max(map(_label_length, shared), default=0)
        self._width = width
        self._label = min(label, max(width - beside, width * 2 // 5))
        rest = width - self._label - GAP
        bar = min(LONGEST_BAR, max(SHORTEST_BAR, rest - GAP - figure))
        self._bar = bar if rest - bar - GAP >= min(figure, LEAST_FIGURE) else 0

    def rows(self, lines: Sequence[FigureLine]) -> Iterator[Broken]:
        """Yield the rows of each of `lines`."""
        return (self._row(line) if line.figure else self._words(line) for line in lines)

    def _words(self, line: FigureLine) -> Broken:
        lead = _lead(line.depth, self._width)
        texts = wrap(line.text, self._width - len(lead), MOST) or [""]
        return [[(lead + text, "muted")] for text in texts]

    def _row(self, line: FigureLine) -> Broken:
        label = self._label
        if not (line.share or line.trend):  # the figure may be longer
            most = self._width - GAP - min(_length(line.figure), self._width // 2)
            label = max(label, min(_label_length(line), most))
        lead = _lead(line.depth, label)
        room = label - len(lead)
        tone = "" if line.share or not line.depth else "muted"
        bar = self._bar_of(line.share) if line.share else self._trend_of(line.trend)
        taken = sum(cell_len(text) for text, _ in bar)
        texts = wrap(line.text, room, MOST)
        figures = wrap(line.figure, max(self._width - label - GAP - taken, 1), MOST)
        found: Broken = []
        for place, (text, figure) in enumerate(zip_longest(texts, figures, fillvalue="")):
            between = [(" " * taken, "")] if place else bar
            found.append([(f"{lead}{fit(text, room)}  ", tone), *between, (figure, tone)])
        return found

    def _bar_of(self, share: Share) -> Pieces:
        if not self._bar:
            return []
        filled = bar_cells(share, self._bar)
        return [("█" * filled, "bar"), ("░" * (self._bar - filled), "track"), ("  ", "")]

    def _trend_of(self, counts: Sequence[int]) -> Pieces:
        if not self._bar or not counts:
            return []
        return [(trend(counts[-self._bar :]), "bar"), ("  ", "")]


_LEVELS = "▁▂▃▄▅▆▇█"


def trend(counts: Sequence[int]) -> str:
    """Return numbers as small bars, one cell each; only zero has the lowest one."""
    most = max(counts)
    highest = len(_LEVELS) - 1
    return "".join(_LEVELS[-(-highest * each // most) if most else 0] for each in counts)


def bar_cells(share: Share, width: int) -> int:
    """Return how many of `width` cells a bar fills: all only if full, none only if zero."""
    if not share.count or not share.of:
        return 0
    if share.count >= share.of:
        return width
    return max(1, min(width - 1, round(width * share.count / share.of)))


# --- words ----------------------------------------------------------------------------------------


def _quotes(lines: Sequence[FigureLine], today: date, width: int) -> Iterator[Broken]:
    """Yield headings, each followed by what people said, who said it and when."""
    depths = [line.depth for line in lines]
    for line, next_depth in zip(lines, [*depths[1:], 0], strict=True):
        lead = _lead(line.depth, width)
        if line.by and line.on:
            tail, tone = f"{line.by.name}, {short_day(line.on, today)}", ""
        else:
            tail, tone = line.figure, "muted" if line.depth else "heading"
        space: Broken = [[]] if line.depth == 0 and next_depth > 0 else []
        yield space + _tailed(lead, lead, line.text, tone, tail, width)


def _tree(lines: Sequence[FigureLine], width: int) -> Iterator[Broken]:
    """Yield people below those who introduced them, joined by thin lines, with how far they got."""
    most = width // 2  # longer chains are cut off at the start
    leads = [(lead[-most:], below[-most:]) for lead, below in _branches(lines)]
    longest = max(
        len(lead) + _length(line.text) for line, (lead, _) in zip(lines, leads, strict=True)
    )
    figure = max(_length(line.figure) for line in lines)
    width = min(width, longest + 2 * GAP + figure)
    for line, (lead, below) in zip(lines, leads, strict=True):
        space: Broken = [] if line.depth else [[]]
        yield space + _tailed(lead, below, line.text, "", line.figure, width)


def _branches(lines: Sequence[FigureLine]) -> Iterator[tuple[str, str]]:
    """Yield the prefix for each line of a tree, and for the rows it wraps onto."""
    depths = [line.depth for line in lines]
    goes_on: list[bool] = []
    """For each level above, whether another person follows at that level."""
    for depth, is_last in zip(depths, _last_ones(depths), strict=True):
        if not depth:
            yield "", ""
            continue
        del goes_on[depth - 1 :]
        above = "".join("│ " if each else "  " for each in goes_on[-WIDEST:])
        yield above + ("└ " if is_last else "├ "), above + ("  " if is_last else "│ ")
        goes_on.append(not is_last)


def _last_ones(depths: Sequence[int]) -> list[bool]:
    """Return, for each line of a tree, whether it is the last one below its parent."""
    comes_later: list[bool] = []
    found = []
    for depth in reversed(depths):
        del comes_later[depth + 1 :]
        comes_later += [False] * (depth + 1 - len(comes_later))
        found.append(not comes_later[depth])
        comes_later[depth] = True
    return found[::-1]


def _tailed(lead: str, below: str, text: str, tone: str, tail: str, width: int) -> Broken:
    """Return a text on as many rows as it needs, with the speaker or the count on the right."""
    texts = wrap(text, width - cell_len(lead), MOST) or [""]
    leads = [lead, *[below] * (len(texts) - 1)]
    found: Broken = [
        [(before, "muted"), (words, tone)] for before, words in zip(leads, texts, strict=True)
    ]
    shown = cut(tail, width)
    gap = width - sum(cell_len(words) for words, _ in found[-1]) - cell_len(shown)
    if gap >= GAP:
        found[-1].append((" " * gap + shown, "muted"))
    elif shown:
        found.append([(fit(shown, width, right=True), "muted")])
    return found


def _lead(depth: int, width: int) -> str:
    return " " * min(INDENT * depth, width // 2)


def _label_length(line: FigureLine) -> int:
    return INDENT * line.depth + _length(line.text)


def _length(text: str) -> int:
    return cell_len(plain(text))
