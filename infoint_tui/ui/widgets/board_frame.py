"""How the board is laid out in lines: its titles, the visible cards, and what can be clicked."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field
from textual.geometry import Size

from infoint_tui.ui.kit.drawing import ELLIPSIS, cell_len, cut, wrap
from infoint_tui.ui.widgets.board_card import (
    APART,
    GUTTER,
    BoardColumn,
    CardLine,
    Grid,
    Words,
    length,
    share,
    titles_in,
)

Cell = tuple[str, str, str]
"""A piece of a line as it is drawn: its text, style and background."""

MARGIN = "  "
"""What goes before a sentence on an empty board."""


class Spot(Struct, frozen=True):
    """A place that can be clicked: a column, or one of its cards."""

    y: int
    start: int
    end: int
    column: int
    row: int | None = None


class Sight(Struct):
    """Which part of the board is visible, and where its cursor is."""

    columns: tuple[BoardColumn, ...] = ()
    at: int = 0
    """The column with the cursor."""
    rows: list[int] = field(default_factory=list)
    """For each column, the card the cursor is on when it is in that column."""
    tops: list[int] = field(default_factory=list)
    """For each column, the first visible card."""
    size: Size = field(default_factory=Size)
    grid: Grid = field(default_factory=lambda: Grid(range(0), 1, 1))
    roomy: set[int] = field(default_factory=set)
    """The columns whose cards say all they have to say."""
    target: int | None = None
    """The column a card is being dragged over."""
    empty: str = ""
    """What to say below the titles if there are no cards; if "", each column shows its own text."""

    @property
    def key(self) -> str | None:
        """The key of the card under the cursor; None in an empty column."""
        faces = self.columns[self.at].faces if self.columns else ()
        return faces[self.rows[self.at]].key if faces else None

    def find(self, key: str) -> tuple[int, int] | None:
        """Return a card's column and row; None if it is gone."""
        for at, column in enumerate(self.columns):
            for row, face in enumerate(column.faces):
                if face.key == key:
                    return at, row
        return None

    def fill(self, columns: tuple[BoardColumn, ...]) -> None:
        """Replace the cards; the cursor follows its card, or stays near where it was."""
        key = self.key
        if not self.columns:
            self.rows, self.tops = [0] * len(columns), [0] * len(columns)
            self.at = next((at for at, column in enumerate(columns) if column.faces), 0)
        self.columns = columns
        for at, column in enumerate(columns):
            self.rows[at] = max(0, min(self.rows[at], len(column.faces) - 1))
        if key is not None and (place := self.find(key)):
            self.at, self.rows[place[0]] = place

    def settle(self, size: Size) -> None:
        """Divide up the space, and keep the cursor visible."""
        self.size = size
        self.grid = share(size, len(self.columns), self.at)
        self.roomy = {at for at in self.grid.shown if self._has_room(at)}
        for at in self.grid.shown:
            row, last = self.rows[at], len(self.columns[at].faces) - 1
            if last >= 0:
                top = max(min(self.tops[at], row), self._first_above(at, row))
                self.tops[at] = min(top, self._first_above(at, last))

    def scroll(self, at: int, by: int) -> None:
        """Scroll a column by `by` cards; the cursor stays where it is."""
        last = len(self.columns[at].faces) - 1
        if last > 0:
            self.tops[at] = max(0, min(self._first_above(at, last), self.tops[at] + by))

    def lines(self, at: int, row: int) -> list[CardLine]:
        """Return the lines of a card, with all its words if its column has room for that."""
        return self.columns[at].faces[row].lines(self.grid.width, whole=at in self.roomy)

    def _has_room(self, at: int) -> bool:
        """Return whether all cards of a column fit with all their words."""
        column, width, room = self.columns[at], self.grid.width, self.grid.room
        if len(column.faces) > room // 3:
            return False
        cards = [1 + len(face.lines(width, whole=True)) for face in column.faces]
        return len(column.note_lines(width)) + sum(cards) - 1 <= room

    def _first_above(self, at: int, row: int) -> int:
        """Return the first card that can be at the top while the one at `row` is fully visible."""
        faces, width = self.columns[at].faces, self.grid.width
        room = self.grid.room - len(self.columns[at].note_lines(width)) - (row < len(faces) - 1)
        used = len(self.lines(at, row))
        while row > 0:
            used += 1 + len(self.lines(at, row - 1))
            if used > room - (row > 1):
                break
            row -= 1
        return row


class Frame:
    """One frame of the board, laid out line by line.

    Args:
        sight: what to lay out.
    """

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._grid = sight.grid
        self._columns = sight.columns
        self._spots: list[Spot] = []
        self.lines: list[list[Cell]] = []
        """The pieces of each line, from top to bottom."""
        self._arrange()

    def spot(self, x: int, y: int) -> Spot | None:
        """Return what is at a position, or None."""
        return next((s for s in self._spots if s.y == y and s.start <= x < s.end), None)

    def column(self, x: int, y: int) -> int:
        """Return the column at a position, or the nearest one."""
        spot, shown = self.spot(x, y), self._grid.shown
        nearest = max(0, min(len(shown) - 1, x // self._grid.across))
        return spot.column if spot else shown[nearest]

    def _arrange(self) -> None:
        if len(self._grid.shown) == len(self._columns):
            self.lines = [self._titles(0, True)]
        else:
            self.lines = [[(text, part, "") for text, part in self._strip()]]
            if len(self._grid.shown) > 1:
                self.lines.append(self._titles(1, False))
        self.lines.append([])
        if self._sight.empty and not any(column.faces for column in self._columns):
            self.lines += [[(MARGIN, "", ""), *each] for each in self._empty_lines()]
            return
        offset = len(self.lines)
        drawn = [(at, self._cards(at)) for at in self._grid.shown]
        for y in range(self._grid.room):
            cells: list[Cell] = []
            for at, lines in drawn:
                line, row = lines[y] if y < len(lines) else ([], None)
                cells += self._cell(at, row, line, offset + y)
            self.lines.append(cells)

    def _empty_lines(self) -> Iterable[list[Cell]]:
        room = self._sight.size.width - 2 * len(MARGIN)
        texts = wrap(self._sight.empty, room, self._grid.room - 1)
        return ([], *([(text, "muted", "")] for text in texts))

    def _strip(self) -> CardLine:
        """Return all titles with their counts, as far as the width allows."""
        texts, gap = titles_in(self._columns, self._sight.size.width - GUTTER - 2)
        line: CardLine = [(" " * GUTTER, "")]
        for at, text in enumerate(texts):
            start = length(line)
            end = start + cell_len(text)
            if end >= self._sight.size.width - 1:
                line.append((ELLIPSIS, "muted"))
                break
            line += [(text, "focused" if self._is_focused(at) else "title"), (gap, "")]
            self._spots.append(Spot(0, start, end, at))
        return line

    def _titles(self, y: int, counts: bool) -> list[Cell]:
        cells: list[Cell] = []
        for at in self._grid.shown:
            column = self._columns[at]
            count = f" {len(column.faces)}" if counts else ""
            title = cut(column.title, self._grid.width - len(count))
            is_focused = self._is_focused(at)
            line = [(title, "" if is_focused else "title"), (count, "" if is_focused else "muted")]
            cells += self._cell(at, None, line, y, "focused" if is_focused else "")
        return cells

    def _is_focused(self, at: int) -> bool:
        return at in (self._sight.at, self._sight.target)

    def _cell(
        self, at: int, row: int | None, line: CardLine, y: int, ground: str = ""
    ) -> Iterable[Cell]:
        """Yield the pieces of one line of a column, filling the column's width."""
        sight, across = self._sight, self._grid.across
        start = across * (at - self._grid.shown.start)
        self._spots.append(Spot(y, start, start + across, at, row))
        has_cursor = row is not None and at == sight.at and row == sight.rows[at]
        beside = "target" if at == sight.target else ""
        if row is not None:
            ground = "cursor" if has_cursor else beside or "card"
        under = ground or beside
        yield ("▌", "edge", under) if has_cursor else (self._lead(at, row), "", under)
        for text, part in line:
            yield text, part, under
        yield " " * (across - GUTTER - length(line) - APART), "", under
        yield " " * APART, "", beside

    def _lead(self, at: int, row: int | None) -> str:
        """Return what goes before a line: an arrow before the title of a column dragged to."""
        if row is not None or at != self._sight.target or at == self._sight.at:
            return " " * GUTTER
        return "→" if at > self._sight.at else "←"

    def _cards(self, at: int) -> list[tuple[CardLine, int | None]]:
        """Return a column's lines, each with the card it belongs to."""
        column, width, room = self._columns[at], self._grid.width, self._grid.room
        if not column.faces:
            return [(line, None) for line in Words(column.empty, "muted", most=9).lines(width)]
        drawn: list[tuple[CardLine, int | None]] = [
            (each, None) for each in column.note_lines(width)
        ]
        top, count = self._sight.tops[at], len(column.faces)
        if top:
            drawn.append(([(f"↑ {top} more", "muted")], None))
        for row in range(top, count):
            lines = self._sight.lines(at, row)
            if row > top and len(drawn) + len(lines) > room - (row < count - 1):
                drawn = (drawn + [([], None)] * room)[: room - 1]
                return [*drawn, ([(f"↓ {count - row} more", "muted")], None)]
            drawn += [*((line, row) for line in lines), ([], None)]
        return drawn
