"""A list whose rows may take several lines; the cursor moves from row to row."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.geometry import Region

from infoint_tui.ui.kit.row_list import RowList

T = TypeVar("T")


class TallList(RowList[T]):
    """Rows that can run over several lines; only the first line has a key.

    A subclass defines the lines of a row, and breaks them again when the width changes.
    """

    def goes_on(self, row: T) -> bool:
        """Return whether this line continues the row that started above it."""
        raise NotImplementedError

    def is_under_cursor(self, place: int) -> bool:
        """Return whether a line belongs to the cursor's row, which can have several."""
        return self.cursor <= place <= self._last(self.cursor)

    def _show_cursor(self) -> None:
        if self.size.height and self.rows:
            lines = self._last(self.cursor) - self.cursor + 1
            self.scroll_to_region(Region(0, self.cursor, 1, lines), animate=False, force=True)

    def _last(self, place: int) -> int:
        """Return the last line of the row that starts at `place`."""
        while place + 1 < len(self.rows) and self.goes_on(self.rows[place + 1]):
            place += 1
        return place

    def on_click(self, event: events.Click) -> None:
        """Treat a click on any line of a row as a click on its first line."""
        at = event.y + int(self.scroll_offset.y)
        if not 0 <= at < len(self.rows) or not self.goes_on(self.rows[at]):
            return
        while self.goes_on(self.rows[at]):
            at -= 1
        if at == self.cursor and self.key is not None:
            self.post_message(self.Opened(self, self.key))  # type: ignore[arg-type]
        self.cursor = at
