"""The panes of Insights: the parts, the lines of one part, and the other figures at a glance."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from msgspec import Struct
from textual.content import Content
from textual.widgets import Static

from infoint_tui.domain.insights.figures import FigureLine, Part
from infoint_tui.ui.kit.drawing import cut, fit
from infoint_tui.ui.kit.highlight import Piece, lit
from infoint_tui.ui.kit.row_list import RowList
from infoint_tui.ui.kit.tall_list import TallList
from infoint_tui.ui.widgets.insights_lines import InsightRow, rows_of

LEAD = 3
"""Cells before a line, for the cursor."""
AIR = 1
"""Cells after a line, before the scroll bar."""
TITLE = 26
N = 16
LEAST_WITH_N = 45
"""Narrower than this, in cells, only the titles are shown."""
LEAST_TASTE = 28
"""With fewer cells left than this, a part's row has no sample line."""

_TONES = {
    "": "",
    "muted": "$muted",
    "heading": "$muted bold",
    "bar": "$accent",
    "track": "$line",
}


class PartRow(Struct, frozen=True):
    """A part in the list of parts."""

    key: str
    part: Part
    line: FigureLine
    """The line shown as a sample of the part."""


class PartList(RowList[PartRow]):
    """The parts with their n and, if there is space, a sample line from each."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.terms: tuple[str, ...] = ()
        """The folded search terms."""

    @property
    def chosen(self) -> PartRow | None:
        """The part under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def key_of(self, row: PartRow) -> str:
        """Return the part's key."""
        return row.key

    def draw(self, row: PartRow, width: int) -> Iterator[Piece]:
        """Yield the cursor, title, n and the first matching line; an empty part is muted."""
        part = row.part
        yield (" ▸ ", "accent") if row.key == self.key else ("   ", "")
        n = N if width >= LEAST_WITH_N else 0
        title = min(TITLE, width - LEAD - n - 1)
        if part.is_empty:
            yield from lit(fit(part.title, title), "muted", self.terms)
            yield from lit(fit(part.empty, width - LEAD - title), "muted", self.terms)
            return
        yield from lit(fit(part.title, title), "", self.terms)
        yield fit(part.n, n, right=True), "muted"
        rest = width - LEAD - title - n - 4
        if rest >= LEAST_TASTE:
            line = row.line
            more = line.figure or (line.by.name if line.by else "")
            taste = f"{line.text} · {more}" if more else line.text
            yield from lit(f"   {fit(taste, rest)}", "muted", self.terms)


class PartLines(TallList[InsightRow]):
    """The lines of one part; the cursor moves from line to line."""

    COMPONENT_CLASSES = {"rows--bar", "rows--track"}  # noqa: RUF012 - declared like this in Textual
    DEFAULT_CSS = """
    PartLines {
        & > .rows--bar { color: $accent; }
        & > .rows--track { color: $line; }
        & > .rows--cursor-blurred { background: $background; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.part: Part | None = None
        """The part whose lines are shown."""
        self._lines: tuple[FigureLine, ...] = ()
        self._shown: Collection[int] = ()
        self._terms: tuple[str, ...] = ()
        self._today = date.min

    def show(
        self, part: Part | None, shown: Collection[int], terms: tuple[str, ...], today: date
    ) -> None:
        """Show lines of a part, highlighting matches of `terms` in the accent color.

        A part that was not already on display starts at its top.

        Args:
            part: the part; None shows nothing.
            shown: the indexes of its lines to show.
            terms: the folded search terms.
            today: the user's day, which determines how the dates of quotes are written.
        """
        is_other = type(part) is not type(self.part)
        self.part, self._shown, self._terms, self._today = part, shown, terms, today
        self._lines = part.lines if part else ()
        self.empty = part.empty if part else ""
        self._break()
        if is_other:
            self.to_top()

    @property
    def line(self) -> FigureLine | None:
        """The line under the cursor."""
        return self._lines[int(self.key)] if self.key is not None else None

    def key_of(self, row: InsightRow) -> str | None:
        """Return the line's index in its part; None for its other rows, and for blank rows."""
        return str(row.at) if row.first else None

    def goes_on(self, row: InsightRow) -> bool:
        """Return whether a row continues the line above it."""
        return row.at is not None and not row.first

    def draw(self, row: InsightRow, width: int) -> Iterator[Piece]:  # noqa: ARG002 - already fitted
        """Yield the cursor, then the row's pieces."""
        is_cursor = self.has_focus and row.first and self.key_of(row) == self.key
        yield (" ▸ ", "accent") if is_cursor else (" " * LEAD, "")
        for text, tone in row.pieces:
            yield from lit(text, tone, self._terms)

    def _break(self) -> None:
        width = self.scrollable_content_region.width - LEAD - AIR
        part = self.part
        self.fill(rows_of(part, self._shown, self._today, width) if part else ())

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self._break()


class Glance(Static):
    """The parts that have bars, as many as fit in full."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._parts: tuple[Part, ...] = ()
        self._without: Part | None = None
        self._today = date.min
        self._tiles: list[tuple[Part, list[Content]]] = []

    def show(self, parts: tuple[Part, ...], without: Part | None, today: date) -> None:
        """Show the parts that have bars, except the one shown in the other pane."""
        is_new = parts is not self._parts
        self._parts, self._without, self._today = parts, without, today
        if is_new:
            self._break()
        else:
            self._draw()

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self._break()

    def _break(self) -> None:
        barred = (part for part in self._parts if any(line.share for line in part.lines))
        width = self.content_size.width
        self._tiles = [(part, list(_tile(part, self._today, width))) for part in barred]
        self._draw()

    def _draw(self) -> None:
        lines: list[Content] = []
        for part, tile in self._tiles:
            if part is not self._without and len(lines) + len(tile) <= self.content_size.height:
                lines += [*tile, Content("")]
        self.update(Content("\n").join(lines[:-1]))


def _tile(part: Part, today: date, width: int) -> Iterator[Content]:
    yield Content.styled(cut(part.title.upper(), width), "$muted bold")
    for row in rows_of(part, range(len(part.lines)), today, width):
        yield Content.assemble(*((text, _TONES[tone]) for text, tone in row.pieces))
