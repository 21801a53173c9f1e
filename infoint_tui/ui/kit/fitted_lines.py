"""Text that takes as many lines as its width asks for."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from infoint_tui.ui.kit.textual_private import measure_again


class FittedLines(Widget):
    """Lines that are worked out for the width there is; a subclass says what they are."""

    def lines_at(self, width: int) -> list[Content]:
        """Return the lines for `width` cells."""
        raise NotImplementedError

    def fit_again(self) -> None:
        """Work the lines out again, and ask for as much height as they take."""
        measure_again(self)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return how many lines it takes at a width."""
        return len(self.lines_at(width))

    def render(self) -> Content:
        """Draw it."""
        return Content("\n").join(self.lines_at(self.content_size.width))
