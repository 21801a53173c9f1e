"""A list of one-line rows on Textual's line API: it draws only what is visible.

DataTable and OptionList hold a renderable for every row and were measured several times slower with
ten thousand rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import indexOf
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from infoint_tui.ui.kit.drawing import cell_len, wrap
from infoint_tui.ui.kit.highlight import Piece

T = TypeVar("T")


class RowList(ScrollView, Generic[T], can_focus=True, inherit_bindings=False):
    """One-line rows that can be marked, with a cursor that survives a refill.

    A subclass defines what identifies a row and how it is drawn. The arrow keys of a scrolling view
    would scroll past the cursor, so they are left out; the screen's keys move the cursor.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "page(1)", "A page down", show=False),
        Binding("pageup", "page(-1)", "A page up", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--text",
        "rows--muted",
        "rows--accent",
        "rows--match",
        "rows--warning",
        "rows--alert",
        "rows--success",
        "rows--heading",
        "rows--edge",
        "rows--cursor",
        "rows--cursor-blurred",
    }

    DEFAULT_CSS = """
    RowList {
        background: $background;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .rows--text { color: $foreground; }
        & > .rows--muted { color: $muted; }
        & > .rows--accent { color: $accent; }
        & > .rows--match { color: $accent; text-style: $accent-style; }
        & > .rows--warning { color: $warning; text-style: $warning-style; }
        & > .rows--alert { color: $error; text-style: $warning-style; }
        & > .rows--success { color: $success; }
        & > .rows--heading { color: $secondary; text-style: bold; }
        & > .rows--edge { color: $edge-text; background: $edge; }
        & > .rows--cursor { background: $cursor-line; text-style: $cursor-style; }
        & > .rows--cursor-blurred { background: $panel; }
    }
    """

    cursor: reactive[int] = reactive(0, repaint=False)
    """The index of the row under the cursor."""

    @dataclass
    class Highlighted(Message):
        """The cursor moved to another row."""

        rows: RowList[object]
        key: str | None

    @dataclass
    class Opened(Message):
        """A row was clicked a second time, to open it."""

        rows: RowList[object]
        key: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: tuple[T, ...] = ()
        self.marked: frozenset[str] = frozenset()
        self.empty = ""
        """The text of an empty list: what fills it, and with which key."""
        self._styles_of: dict[tuple[str, ...], Style] = {}

    # --- for subclasses ----------------------------------------------------------------------

    def key_of(self, row: T) -> str | None:
        """Return what identifies the row; None for a heading, which the cursor skips."""
        raise NotImplementedError

    def draw(self, row: T, width: int) -> Iterable[Piece]:
        """Return the pieces of the row, fitted to `width` cells by `drawing.fit`."""
        raise NotImplementedError

    # --- rows and cursor ---------------------------------------------------------------------

    def fill(self, rows: tuple[T, ...], *, best_first: bool = False) -> None:
        """Show new rows; the cursor stays on the same row if it is still there.

        Args:
            rows: what to show.
            best_first: the rows are search results, so the cursor goes to the first one.
        """
        key = self.key
        before = self.rows[self.cursor] if key is not None else None
        self.rows = rows
        self._measure()
        place: int | None = None
        if best_first:
            place = self._selectable(0, 1)
        elif before is not None and key is not None:
            place = self._place_of(before, key)
        if place is None:
            place = self._selectable(min(self.cursor, len(rows) - 1), 1)
        self.set_reactive(RowList.cursor, place)
        self._show_cursor()
        self.refresh()
        if self.key != key:
            self.post_message(self.Highlighted(self, self.key))  # type: ignore[arg-type]

    def _measure(self) -> None:
        """Tell Textual how long the list is.

        That lays out the whole screen again, which is the slowest part of handling a letter in a
        search, so it is skipped unless the scrollbar appears or disappears.
        """
        count, height = len(self.rows), self.size.height
        if not height or (count > height) != (self.virtual_size.height > height):
            self.virtual_size = Size(0, count)
            return
        self.set_reactive(RowList.virtual_size, Size(0, count))
        if count > height:  # the bar may be drawn after the rows
            self.call_after_refresh(self._measure_bar)
        self.scroll_to(y=min(self.scroll_y, self.max_scroll_y), immediate=True, animate=False)

    def _measure_bar(self) -> None:
        self.vertical_scrollbar.window_virtual_size = len(self.rows)

    @property
    def key(self) -> str | None:
        """What identifies the row under the cursor; None in an empty list."""
        if not 0 <= self.cursor < len(self.rows):
            return None
        return self.key_of(self.rows[self.cursor])

    def index_of(self, key: str) -> int | None:
        """Return the index of the row with this key; None if it is not there."""
        try:
            return indexOf(map(self.key_of, self.rows), key)
        except ValueError:
            return None

    def _place_of(self, before: T, key: str) -> int | None:
        """Return the current index of a row from before the refill; None if it is gone."""
        try:
            # Compare identities: computing keys, or even comparing each row, takes far longer.
            return indexOf(map(id, self.rows), id(before))
        except ValueError:
            return self.index_of(key)

    def go_to(self, key: str) -> bool:
        """Put the cursor on the row with this key; return whether there is one."""
        place = self.index_of(key)
        if place is not None:
            self.cursor = place
        return place is not None

    def step(self, by: int) -> None:
        """Move the cursor by `by` rows, stopping at the ends."""
        if self.rows:
            wanted = max(0, min(len(self.rows) - 1, self.cursor + by))
            self.cursor = self._selectable(wanted, 1 if by > 0 else -1)

    def action_page(self, pages: int) -> None:
        """Move the cursor by `pages` pages."""
        self.step(pages * self.size.height)

    def to_top(self) -> None:
        """Put the cursor on the first row."""
        self.step(-len(self.rows))

    def to_bottom(self) -> None:
        """Put the cursor on the last row."""
        self.step(len(self.rows))

    def toggle_mark(self) -> None:
        """Mark the row under the cursor, or unmark it, and go to the next."""
        if self.key is not None:
            self.marked = self.marked ^ {self.key}
            self.step(1)
            self.refresh()

    def clear_marks(self) -> None:
        """Unmark all rows."""
        self.marked = frozenset()
        self.refresh()

    def _selectable(self, place: int, towards: int) -> int:
        """Return `place`, or the nearest row that is not a heading, looking `towards` first."""
        for direction in (towards, -towards):
            at = place
            while 0 <= at < len(self.rows):
                if self.key_of(self.rows[at]) is not None:
                    return at
                at += direction
        return max(place, 0)

    def watch_cursor(self) -> None:
        """Keep the cursor visible and tell the screen."""
        self._show_cursor()
        self.refresh()
        self.post_message(self.Highlighted(self, self.key))  # type: ignore[arg-type]

    def _show_cursor(self) -> None:
        if self.size.height:
            above = 1 if self.cursor > 0 and self._is_heading(self.cursor - 1) else 0
            region = Region(0, self.cursor - above, 1, 1 + above)
            self.scroll_to_region(region, animate=False, force=True)

    def _is_heading(self, place: int) -> bool:
        return self.key_of(self.rows[place]) is None

    # --- drawing -----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one visible line."""
        width = self.scrollable_content_region.width
        at = y + int(self.scroll_offset.y)
        if not 0 <= at < len(self.rows):
            return self._empty_line(y, width)
        line: tuple[str, ...] = ()
        if self.is_under_cursor(at):
            line = ("cursor" if self.has_focus else "cursor-blurred",)
        segments = [
            Segment(text, self._style(*line, self._tone(part)))
            for text, part in self.draw(self.rows[at], width)
            if text
        ]
        used = sum(cell_len(segment.text) for segment in segments)
        return Strip(segments, used).adjust_cell_length(width, self._style(*line))

    def is_under_cursor(self, place: int) -> bool:
        """Return whether the line at `place` belongs to the row under the cursor."""
        return place == self.cursor

    def _tone(self, part: str) -> str:
        if part == "edge" and self.can_focus and not self.has_focus:
            return "muted"
        return part or "text"

    def _empty_line(self, y: int, width: int) -> Strip:
        lines = wrap(self.empty, width - 4, 4) if not self.rows else []
        if not 1 <= y <= len(lines):
            return Strip.blank(width, self._style())
        style = self._style("muted")
        return Strip([Segment(f"  {lines[y - 1]}", style)]).adjust_cell_length(width, style)

    def _style(self, *parts: str) -> Style:
        """Return the list's style with these parts added, as needed for every letter of a search.

        It is kept here, because Textual keeps the styles of parts only until the next refresh.
        """
        if parts not in self._styles_of:
            style = self.visual_style.rich_style
            for part in parts:
                style += self.get_component_rich_style(f"rows--{part}", partial=True)
            self._styles_of[parts] = style
        return self._styles_of[parts]

    def notify_style_update(self) -> None:
        """Drop the kept styles, since the theme or the list's look has changed."""
        self._styles_of.clear()
        super().notify_style_update()

    # --- events ------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Fit the rows to the new width and keep the cursor visible."""
        self.virtual_size = Size(0, len(self.rows))
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked; a click on the cursor's row opens it."""
        at = event.y + int(self.scroll_offset.y)
        if not 0 <= at < len(self.rows) or self._is_heading(at):
            return
        key = self.key_of(self.rows[at])
        if at == self.cursor and key is not None:
            self.post_message(self.Opened(self, key))  # type: ignore[arg-type]
        self.cursor = at
