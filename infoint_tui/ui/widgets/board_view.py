"""The board's columns on Textual's line API: only the cards in sight are laid out and drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from infoint_tui.ui.drawing import ELLIPSIS, cell_len, cut
from infoint_tui.ui.widgets.board_card import (
    GUTTER,
    BoardColumn,
    Grid,
    Line,
    Words,
    length,
    share,
    titles_in,
)

Cell = tuple[str, str, bool]
"""A piece of a line as it is drawn: its text, its part of the style, and whether it is lit."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place that can be clicked: a column, or one of its cards."""

    y: int
    start: int
    end: int
    column: int
    row: int | None = None


class BoardView(Widget, can_focus=True):
    """The columns, with a cursor that stays on its card when the cards move.

    All columns on a wide terminal; else a strip of all counts above three columns, or one, with
    the column under the cursor in the middle where possible.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "board--text",
        "board--name",
        "board--muted",
        "board--accent",
        "board--title",
        "board--focused",
        "board--warning",
        "board--alert",
        "board--line",
        "board--cursor",
    }
    DEFAULT_CSS = """
    BoardView {
        background: $background;
        & > .board--text { color: $foreground; }
        & > .board--name { color: $foreground; text-style: bold; }
        & > .board--muted { color: $muted; }
        & > .board--accent { color: $accent; }
        & > .board--title { color: $muted; text-style: bold; }
        & > .board--focused { color: $accent; text-style: bold; }
        & > .board--warning { color: $warning; }
        & > .board--alert { color: $error; }
        & > .board--line { color: $line; }
        & > .board--cursor { background: $cursor-line; }
    }
    """

    class Opened(Message):
        """The card under the cursor was clicked, to open it."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns: tuple[BoardColumn, ...] = ()
        self._at = 0  # the column with the cursor
        self._rows: list[int] = []
        """For each column, the card that has the cursor when the column has it."""
        self._tops: list[int] = []
        """For each column, the first card in sight."""
        self._grid = Grid(range(0), 1, 1)
        self._frame: list[list[Cell]] | None = None
        self._spots: list[_Spot] = []

    # --- cards and cursor --------------------------------------------------------------------

    def fill(self, columns: tuple[BoardColumn, ...]) -> None:
        """Show other cards; the cursor follows its card, or stays near where that was."""
        key = self.key
        if not self._columns:
            self._rows, self._tops = [0] * len(columns), [0] * len(columns)
            self._at = next((at for at, column in enumerate(columns) if column.faces), 0)
        self._columns = columns
        for at, column in enumerate(columns):
            self._rows[at] = max(0, min(self._rows[at], len(column.faces) - 1))
            for row, face in enumerate(column.faces):
                if face.key == key:
                    self._at, self._rows[at] = at, row
        self._changed()

    @property
    def key(self) -> str | None:
        """The key of the card under the cursor; None in an empty column."""
        faces = self._columns[self._at].faces if self._columns else ()
        return faces[self._rows[self._at]].key if faces else None

    @property
    def count(self) -> int:
        """The number of cards in the cursor's column."""
        return len(self._columns[self._at].faces)

    def step(self, by: int) -> None:
        """Move the cursor by so many cards in its column, stopping at the ends."""
        last = len(self._columns[self._at].faces) - 1
        self._put(self._at, max(0, min(last, self._rows[self._at] + by)))

    def turn(self, by: int) -> None:
        """Move the cursor by so many columns, stopping at the ends."""
        at = max(0, min(len(self._columns) - 1, self._at + by))
        self._put(at, self._rows[at])

    def _put(self, at: int, row: int) -> None:
        self._at, self._rows[at] = at, row
        self._changed()

    def _changed(self) -> None:
        """Keep the cursor in sight, and draw anew."""
        self._grid = share(self.size, len(self._columns), self._at)
        for at in self._grid.shown:
            row, last = self._rows[at], len(self._columns[at].faces) - 1
            if last >= 0:
                top = max(min(self._tops[at], row), self._first_above(at, row))
                self._tops[at] = min(top, self._first_above(at, last))
        self._redraw()

    def _redraw(self) -> None:
        self._frame = None
        self.refresh()

    def _first_above(self, at: int, row: int) -> int:
        """The first card that can stand at the top while the one at `row` is wholly in sight."""
        faces, width = self._columns[at].faces, self._grid.width
        room = self._grid.room - len(self._columns[at].note_lines(width)) - (row < len(faces) - 1)
        used = len(faces[row].lines(width))
        while row > 0:
            used += 1 + len(faces[row - 1].lines(width))
            if used > room - (row > 1):
                break
            row -= 1
        return row

    # --- layout ------------------------------------------------------------------------------

    def _arrange(self) -> list[list[Cell]]:
        """Lay out what is in sight."""
        self._spots = []
        rule: list[Cell] = [("─" * self.size.width, "line", False)]
        if len(self._grid.shown) == len(self._columns):
            frame = [self._titles(0, True), rule]
        else:
            frame = [[(text, part, False) for text, part in self._strip()], rule]
            if len(self._grid.shown) > 1:
                frame.append(self._titles(len(frame), False))
        offset = len(frame)
        drawn = [(at, self._cards(at)) for at in self._grid.shown]
        for y in range(self._grid.room):
            cells: list[Cell] = []
            for at, lines in drawn:
                line, row = lines[y] if y < len(lines) else ([], None)
                is_first = row is not None and (y == 0 or lines[y - 1][1] != row)
                cells += self._cell(at, row, line, offset + y, is_first)
            frame.append(cells)
        return frame

    def _strip(self) -> Line:
        """All titles with their counts, as long as the width allows."""
        texts, gap = titles_in(self._columns, self.size.width - GUTTER - 2)
        line: Line = [(" " * GUTTER, "")]
        for at, text in enumerate(texts):
            start = length(line)
            end = start + cell_len(text)
            if end >= self.size.width - 1:
                line.append((ELLIPSIS, "muted"))
                break
            line += [(text, self._title_part(at)), (gap, "")]
            self._spots.append(_Spot(0, start, end, at))
        return line

    def _titles(self, y: int, counts: bool) -> list[Cell]:
        cells: list[Cell] = []
        for at in self._grid.shown:
            column = self._columns[at]
            text = f"{column.title} {len(column.faces)}" if counts else column.title
            line = [(cut(text, self._grid.width), self._title_part(at))]
            cells += self._cell(at, None, line, y, False)
        return cells

    def _title_part(self, at: int) -> str:
        return "focused" if at == self._at else "title"

    def _cell(self, at: int, row: int | None, line: Line, y: int, is_first: bool) -> Iterable[Cell]:
        """One line of one column, as wide as the column."""
        across = GUTTER + self._grid.width
        start = across * (at - self._grid.shown.start)
        self._spots.append(_Spot(y, start, start + across, at, row))
        lit = row is not None and at == self._at and row == self._rows[at]
        yield ("▸ " if lit and is_first else " " * GUTTER), "accent", lit
        for text, part in line:
            yield text, part, lit
        yield " " * (self._grid.width - length(line)), "", lit

    def _cards(self, at: int) -> list[tuple[Line, int | None]]:
        """The lines of a column, each with the card it belongs to."""
        column, width, room = self._columns[at], self._grid.width, self._grid.room
        if not column.faces:
            return [(line, None) for line in Words(column.empty, "muted", most=9).lines(width)]
        drawn: list[tuple[Line, int | None]] = [(each, None) for each in column.note_lines(width)]
        top, count = self._tops[at], len(column.faces)
        if top:
            drawn.append(([(f"↑ {top} more", "muted")], None))
        for row in range(top, count):
            lines = column.faces[row].lines(width)
            if row > top and len(drawn) + len(lines) > room - (row < count - 1):
                drawn = (drawn + [([], None)] * room)[: room - 1]
                return [*drawn, ([(f"↓ {count - row} more", "muted")], None)]
            drawn += [*((line, row) for line in lines), ([], None)]
        return drawn

    # --- drawing -----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        if self._frame is None:
            self._frame = self._arrange()
        base = self.rich_style
        cells = self._frame[y] if y < len(self._frame) else []
        lit = base + self._style("cursor")
        segments = [
            Segment(text, (lit if under else base) + self._style(part or "text"))
            for text, part, under in cells
        ]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"board--{part}", partial=True)

    # --- events ------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Fit the columns to the new size."""
        self._changed()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a card or a column; one on the cursor's card opens it."""
        spot = next((s for s in self._spots if s.y == event.y and s.start <= event.x < s.end), None)
        if spot is None:
            return
        row = self._rows[spot.column] if spot.row is None else spot.row
        if spot.row is not None and (spot.column, row) == (self._at, self._rows[self._at]):
            self.post_message(self.Opened(str(self.key)))
        self._put(spot.column, row)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls the column under the pointer; the cursor stays."""
        self._scroll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls the column under the pointer; the cursor stays."""
        self._scroll(event, -1)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        shown = self._grid.shown
        at = shown[min(len(shown) - 1, int(event.x) // (GUTTER + self._grid.width))]
        last = len(self._columns[at].faces) - 1
        if last > 0:
            self._tops[at] = max(0, min(self._first_above(at, last), self._tops[at] + by))
            self._redraw()
        event.stop()
