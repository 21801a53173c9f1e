"""The bottom line: the keys that matter here, as many as fit, and always the way to help."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from infoint_tui.ui.commands import Command, ScreenName, first_key, on_screen
from infoint_tui.ui.drawing import cell_len

GAP = "  "


class KeyLine(Widget):
    """The bottom line. What does not fit is folded into "+N"; nothing is cut."""

    COMPONENT_CLASSES = {"keys--key", "keys--label"}  # noqa: RUF012
    DEFAULT_CSS = """
    KeyLine {
        height: 1;
        background: $panel;
        & > .keys--key { color: $accent; }
        & > .keys--label { color: $muted; }
    }
    """

    def __init__(self, screen: ScreenName) -> None:
        super().__init__()
        self._all = on_screen(screen)
        self._always = [command for command in self._all if command.rank == 0]
        self._here: list[Command] = []
        self.lead("")

    def lead(self, command_id: str) -> None:
        """Show this command first, while it is the likeliest; empty for the usual order."""
        self._here = sorted(
            (each for each in self._all if 0 < each.rank < 9 or each.id == command_id),
            key=lambda command: (command.id != command_id, command.rank),
        )
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one line
        """Draw the line."""
        width = self.size.width
        room = width - 2 - self._length(self._always)
        shown: list[Command] = []
        for command in self._here:
            left_out = len(self._here) - len(shown) - 1
            fold = len(GAP) + len(f"+{left_out}") if left_out else 0
            if self._length([*shown, command]) + len(GAP) + fold > room:
                break
            shown.append(command)
        left_out = len(self._here) - len(shown)
        left = self._segments(shown)
        if left_out:
            left.append(Segment(GAP if shown else "", self.rich_style))
            left.append(Segment(f"+{left_out}", self._style("label")))
        right = self._segments(self._always)
        used = 1 + sum(cell_len(segment.text) for segment in (*left, *right))
        gap = Segment(" " * max(1, width - used - 1), self.rich_style)
        edge = Segment(" ", self.rich_style)
        return Strip([edge, *left, gap, *right]).adjust_cell_length(width, self.rich_style)

    def _segments(self, commands: list[Command]) -> list[Segment]:
        segments: list[Segment] = []
        for place, command in enumerate(commands):
            gap = GAP if place < len(commands) - 1 else ""
            segments.append(Segment(f"{_key(command)} ", self._style("key")))
            segments.append(Segment(f"{command.label}{gap}", self._style("label")))
        return segments

    @staticmethod
    def _length(commands: list[Command]) -> int:
        words = sum(cell_len(f"{_key(each)} {each.label}") for each in commands)
        return words + len(GAP) * max(0, len(commands) - 1)

    def _style(self, part: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"keys--{part}", partial=True)


def _key(command: Command) -> str:
    return command.shown or first_key(command)
