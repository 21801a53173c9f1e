"""A one-line field that shows where its text is cut off."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment
from textual.geometry import Offset, Region, Size, Spacing
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input

from infoint_tui.ui.kit.drawing import ELLIPSIS, cell_len, fit

_BESIDE = Spacing(0, 1, 0, 1)
"""The cells on both sides of the cursor, where an ellipsis may appear."""


class TypedLine(Input):
    """An input with an ellipsis where text is hidden; without focus it shows its beginning."""

    virtual_size = Reactive(Size(0, 0), layout=False)
    """The text's size. The field's size does not follow it, so a letter needs no new layout."""

    def scroll_to_region(self, region: Region, **options: Any) -> Offset:
        """Scroll to show the cursor and what is next to it."""
        return super().scroll_to_region(region.grow(_BESIDE), **options)

    def on_focus(self) -> None:
        """Make the cursor visible; Textual does so only when it moves."""
        self.call_after_refresh(self._show_cursor)  # a click refers to the text shown before

    def on_blur(self) -> None:
        """Go back to the beginning."""
        self.scroll_to(x=0, animate=False, force=True, immediate=True)

    def _show_cursor(self) -> None:
        if self.has_focus:
            at = cell_len(self.value[: self.cursor_position]) + self.cursor_at_end
            place = Region(at, 0, 1, 1)
            self.scroll_to_region(place, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        """Draw the line, with an ellipsis where it continues, but never over the cursor."""
        width, at = self.content_size.width, int(self.scroll_offset.x)
        more = cell_len(self.value) - at > width
        if y or not (at or more):
            return super().render_line(y)
        if not self.has_focus:
            return Strip([Segment(fit(self.value, width), self.rich_style)])
        strip = super().render_line(y)
        for is_hidden, cell in ((at, 0), (more, width - 1)):
            if is_hidden and not self._is_under_cursor(at + cell):
                strip = _dotted(strip, cell)
        return strip

    def _is_under_cursor(self, cell: int) -> bool:
        start, letter = self.cursor_position, self.value[self.cursor_position :][:1]
        first = cell_len(self.value[:start])
        return first <= cell < first + max(1, cell_len(letter))


def _dotted(strip: Strip, cell: int) -> Strip:
    """Put an ellipsis into a cell, keeping the cell's style."""
    style = next((segment.style for segment in strip.crop(cell, cell + 1)), None)
    dots = Strip([Segment(ELLIPSIS, style)], 1)
    return Strip.join([strip.crop(0, cell), dots, strip.crop(cell + 1)])
