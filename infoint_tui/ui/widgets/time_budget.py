"""The time budget: a bar, and the text beside it."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from infoint_tui.ui.kit.drawing import cell_len, cut

LONGEST = 20
"""The most cells the bar takes up; in a typical interview, one for each minute."""

SHORTEST = 5
"""With fewer cells left than this, only the text is shown."""


class TimeBudget(Widget):
    """How the planned minutes fit into the agreed ones; too many are shown in the warning tone."""

    COMPONENT_CLASSES = {  # noqa: RUF012 - declared like this in Textual
        "budget--taken",
        "budget--left",
        "budget--words",
        "budget--over",
    }
    DEFAULT_CSS = """
    TimeBudget {
        height: 1;
        & > .budget--taken { color: $accent; }
        & > .budget--left { color: $line; }
        & > .budget--words { color: $foreground; }
        & > .budget--over { color: $warning; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._planned = 0
        self._minutes = 1
        self.words = ""
        """The text beside the bar."""

    def show(self, planned: int, minutes: int, words: str) -> None:
        """Show `planned` out of `minutes`, with `words` that say the same thing."""
        self._planned = planned
        self._minutes = minutes
        self.words = words
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one line
        """Draw the bar on the left and the text on the right."""
        width = self.size.width
        words = cut(self.words, width)
        bar = min(LONGEST, width - cell_len(words) - 2)
        bar = bar if bar >= SHORTEST else 0
        over = self._planned > self._minutes
        taken = min(bar, bar * self._planned // self._minutes)
        gap = width - cell_len(words) - bar
        segments = [
            Segment("█" * taken, self._style("over" if over else "taken")),
            Segment("░" * (bar - taken), self._style("left")),
            Segment(" " * gap, self.rich_style),
            Segment(words, self._style("over" if over else "words")),
        ]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, part: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"budget--{part}", partial=True)
