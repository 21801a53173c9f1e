"""The board's columns, using Textual's line API: only visible cards are laid out and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from infoint_tui.ui.widgets.board_card import BoardColumn
from infoint_tui.ui.widgets.board_frame import Frame, Sight


class BoardView(Widget, can_focus=True):
    """The columns, with a cursor that stays on its card when cards move.

    A wide terminal shows all columns. A narrower one shows a row with every count and, below it,
    three columns or one, with the cursor's column in the middle if possible.

    Hold the left button to drag a card; Esc puts it back.
    """

    ALLOW_SELECT = False  # here, dragging moves a card instead

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "board--text",
        "board--name",
        "board--muted",
        "board--edge",
        "board--match",
        "board--title",
        "board--focused",
        "board--warning",
        "board--alert",
        "board--card",
        "board--cursor",
        "board--target",
    }
    DEFAULT_CSS = """
    BoardView {
        background: $background;
        & > .board--text { color: $foreground; }
        & > .board--name { color: $foreground; text-style: bold; }
        & > .board--muted { color: $muted; }
        & > .board--edge { color: $edge-text; }
        & > .board--match { color: $accent; text-style: $accent-style; }
        & > .board--title { color: $foreground; text-style: bold; }
        & > .board--focused { color: $chip-text; background: $chip; text-style: $chip-style; }
        & > .board--warning { color: $warning; text-style: $warning-style; }
        & > .board--alert { color: $error; text-style: $warning-style; }
        & > .board--card { background: $surface; }
        & > .board--cursor { background: $cursor-line; text-style: $focus-style; }
        & > .board--target { background: $panel; text-style: $focus-style; }
    }
    """

    class Opened(Message):
        """The card under the cursor was clicked, to open it."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Moved(Message):
        """The cursor moved, or the cards under it did."""

    @dataclass
    class Dropped(Message):
        """The card under the cursor was dragged to another column."""

        column: int
        """The index of the column the card was dropped on."""
        by: int
        """How many columns to the right the card was dragged; negative means to the left."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sight = Sight()
        self._frame: Frame | None = None
        self._styles_of: dict[tuple[str, ...], Style] = {}
        self._held: str | None = None
        """The key of the card being dragged."""
        self._was_dragged = False
        """True until the click event that ends a drag arrives; that event is ignored."""

    # --- cards and cursor --------------------------------------------------------------------

    def fill(self, columns: tuple[BoardColumn, ...], empty: str = "") -> None:
        """Replace the cards; the cursor follows its card, or stays near where it was.

        Args:
            columns: the columns.
            empty: what to say if there are no cards; if "", each column shows its own text.
        """
        self._sight.fill(columns)
        self._sight.empty = empty
        self._changed()

    @property
    def key(self) -> str | None:
        """The key of the card under the cursor; None in an empty column."""
        return self._sight.key

    def go_to(self, key: str) -> None:
        """Move the cursor to a card; if there is none with that key, leave the cursor alone."""
        if place := self._sight.find(key):
            self._put(*place)

    @property
    def count(self) -> int:
        """The number of cards in the cursor's column."""
        return len(self._sight.columns[self._sight.at].faces)

    def step(self, by: int) -> None:
        """Move the cursor by `by` cards within its column, stopping at the ends."""
        row = self._sight.rows[self._sight.at] + by
        self._put(self._sight.at, max(0, min(self.count - 1, row)))

    def to_top(self) -> None:
        """Move the cursor to the first card of its column."""
        self.step(-self.count)

    def to_bottom(self) -> None:
        """Move the cursor to the last card of its column."""
        self.step(self.count)

    def turn(self, by: int) -> None:
        """Move the cursor by `by` columns, stopping at the ends."""
        at = max(0, min(len(self._sight.columns) - 1, self._sight.at + by))
        self._put(at, self._sight.rows[at])

    def _put(self, at: int, row: int) -> None:
        self._sight.at, self._sight.rows[at] = at, row
        self._changed()

    def _changed(self) -> None:
        """Keep the cursor visible and redraw."""
        self._sight.settle(self.size)
        self.post_message(self.Moved())
        self._redraw()

    def _redraw(self) -> None:
        self._frame = None
        self.refresh()

    # --- drawing -----------------------------------------------------------------------------

    @property
    def _picture(self) -> Frame:
        if self._frame is None:
            self._frame = Frame(self._sight)
        return self._frame

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        lines = self._picture.lines
        segments = [
            Segment(text, self._style("text", under, part))
            for text, part, under in (lines[y] if y < len(lines) else ())
        ]
        return Strip(segments).adjust_cell_length(self.size.width, self._style())

    def _style(self, *parts: str) -> Style:
        """Return the board's style plus these parts; cached, since drawing asks for it often."""
        if parts not in self._styles_of:
            style = self.rich_style
            for part in filter(None, parts):
                style += self.get_component_rich_style(f"board--{part}", partial=True)
            self._styles_of[parts] = style
        return self._styles_of[parts]

    def notify_style_update(self) -> None:
        """Clear the cached styles, because the theme or the look has changed."""
        self._styles_of.clear()
        super().notify_style_update()

    # --- events ------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Fit the columns to the new size."""
        self._changed()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the card or column clicked; clicking the cursor's card opens it."""
        spot = self._picture.spot(event.x, event.y)
        if spot is None or self._was_dragged:
            return
        sight = self._sight
        row = sight.rows[spot.column] if spot.row is None else spot.row
        if spot.row is not None and (spot.column, row) == (sight.at, sight.rows[sight.at]):
            self.post_message(self.Opened(str(self.key)))
        self._put(spot.column, row)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the column under the pointer; the cursor stays where it is."""
        self._scroll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the column under the pointer; the cursor stays where it is."""
        self._scroll(event, -1)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        if self._sight.columns:
            self._sight.scroll(self._picture.column(event.x, event.y), by)
            self._redraw()
        event.stop()

    # --- dragging a card ---------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Pick up the card under the pointer."""
        self._was_dragged = False
        spot = self._picture.spot(event.x, event.y)
        if spot is not None and spot.row is not None and event.button == 1:
            self._held = self._sight.columns[spot.column].faces[spot.row].key
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Highlight the column the card is dragged over, once it has left its own."""
        place = self._sight.find(self._held) if self._held else None
        if place is None:
            return
        target = self._picture.column(event.x, event.y)
        if target != (place[0] if self._sight.target is None else self._sight.target):
            self._sight.at, self._sight.rows[place[0]] = place
            self._sight.target = target
            self._was_dragged = True
            self._redraw()

    def on_mouse_up(self) -> None:
        """Drop the card, and report where it was dropped."""
        place, target = self._sight.find(self._held or ""), self._sight.target
        self._let_go()
        if place is not None and target not in (None, place[0]):
            self.post_message(self.Dropped(target, target - place[0]))

    def on_key(self, event: events.Key) -> None:
        """Put a dragged card back when Esc is pressed."""
        if event.key == "escape" and self._held:
            self._let_go()
            event.stop()
            event.prevent_default()

    def _let_go(self) -> None:
        self._held, self._sight.target = None, None
        self.release_mouse()
        self._changed()
