"""The panes of Insights: the four parts with their findings, and the lines of one part."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from msgspec import Struct

from infoint_tui.domain.insights.figures import FigureLine
from infoint_tui.domain.insights.parts import Part
from infoint_tui.ui.kit.drawing import cell_len, fit
from infoint_tui.ui.kit.highlight import Piece, edge, lit
from infoint_tui.ui.kit.row_list import RowList
from infoint_tui.ui.kit.tall_list import TallList
from infoint_tui.ui.widgets.insights_lines import InsightRow, rows_of

LEAD = 3
"""Cells before a line, for the cursor."""
AIR = 1
"""Cells after a line, before the scroll bar."""


class PartRow(Struct, frozen=True):
    """A part in the list of parts."""

    key: str
    part: Part
    found: int | None = None
    """How many of its lines a search found; None if nothing is searched for."""


class PartList(RowList[PartRow]):
    """The parts, each with its finding."""

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
        """Yield the cursor, the title, and the finding or how much a search found there."""
        yield edge(row.key == self.key)
        yield "  ", ""
        finding = row.part.finding if row.found is None else f"{row.found} found"
        room = width - LEAD - AIR
        title = room - cell_len(finding)
        if title <= cell_len(row.part.title):  # a title matters more
            title, finding = room, ""
        tone = "muted" if row.part.is_empty else ""
        yield from lit(fit(row.part.title, title), tone, self.terms)
        yield fit(finding, room - title, right=True) + " ", "muted"


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
        is_other = part is None or self.part is None or part.title != self.part.title
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
        yield edge(is_cursor)
        yield " " * (LEAD - 1), ""
        for text, tone in row.pieces:
            yield from lit(text, tone, self._terms)

    def _break(self) -> None:
        width = self.scrollable_content_region.width - LEAD - AIR
        part = self.part
        self.fill(rows_of(part, self._shown, self._today, width) if part else ())

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self._break()
