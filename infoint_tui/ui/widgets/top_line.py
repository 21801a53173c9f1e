"""The top line: the tabs, each with a small number for how much is owed, and a badge."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from infoint_tui.domain.vocabulary import ScreenName
from infoint_tui.ui.keys.commands import SCREENS
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.kit.drawing import cell_len


class TopLine(Widget):
    """The name, the tabs, the badge."""

    COMPONENT_CLASSES = {  # noqa: RUF012 - declared like this in Textual
        "top--name",
        "top--tab",
        "top--active",
        "top--count",
        "top--badge",
    }
    DEFAULT_CSS = """
    TopLine {
        height: 1;
        background: $panel;
        & > .top--name { color: $muted; }
        & > .top--tab { color: $foreground; }
        & > .top--active { color: $chip-text; background: $chip; text-style: $chip-style; }
        & > .top--count { color: $warning; text-style: bold; }
        & > .top--badge { color: $badge-text; background: $badge; text-style: $chip-style; }
    }
    """

    class TabClicked(Message):
        """A tab was clicked."""

        def __init__(self, screen: ScreenName) -> None:
            super().__init__()
            self.screen_name = screen

    def __init__(self, active: ScreenName, keymap: Keymap, badge: str = "") -> None:
        super().__init__()
        self._titles = {
            name: f"{keymap.key(f'app.{name}')} {tab.title}" for name, tab in SCREENS.items()
        }
        self._active = active
        self._badge = f" {badge} " if badge else ""
        self._counts: dict[ScreenName, int] = {}
        self._spans: list[tuple[int, int, ScreenName]] = []

    def show_counts(self, counts: dict[ScreenName, int]) -> None:
        """Show a small number after each tab that has one."""
        self._counts = counts
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one line
        """Draw as much of the line as there is space for."""
        width = self.size.width
        lead, tabs, gap = self._arrange(width - len(self._badge) - 1)
        segments = [Segment(lead, self._style("name"))]
        at = cell_len(lead)
        self._spans = []
        for name, title, count in tabs:
            style = self._style("active" if name == self._active else "tab")
            segments += [Segment(f" {title} ", style), Segment(count, self._style("count"))]
            end = at + cell_len(title) + 2 + len(count)
            self._spans.append((at, end, name))
            at = end + (gap if count else gap - 1)
            segments.append(Segment(" " * (at - end), self.rich_style))
        rest = max(0, width - at - len(self._badge) - 1)
        segments += [
            Segment(" " * rest, self.rich_style),
            Segment(self._badge, self._style("badge")),
        ]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _arrange(self, room: int) -> tuple[str, list[tuple[ScreenName, str, str]], int]:
        """Return what goes before the tabs, the tabs, and the number of cells after each number.

        A tab is the name of its screen, its title and its number. On a narrow terminal the name of
        the program is dropped first, then space, the numbers, and the titles of the other tabs.
        """
        titles = [(name, title, "") for name, title in self._titles.items()]
        counted = [(name, title, self._count(name)) for name, title, _ in titles]
        short = [
            (name, title if name == self._active else title.split()[0], "")
            for name, title, _ in titles
        ]
        ways = ((" infoint  ", counted, 2), ("", counted, 2), ("", counted, 1), ("", titles, 1))
        for lead, tabs, gap in ways:
            numbers = sum(1 + len(count) for *_, count in tabs if count)
            words = sum(cell_len(title) + 1 + gap for _, title, _ in tabs)
            if cell_len(lead) + words + numbers <= room:
                return lead, tabs, gap
        return "", short, 1

    def on_click(self, event: events.Click) -> None:
        """Go to the screen of the tab that was clicked."""
        for start, end, name in self._spans:
            if start <= event.x < end:
                self.post_message(self.TabClicked(name))

    def _count(self, name: ScreenName) -> str:
        return str(self._counts.get(name) or "")

    def _style(self, part: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"top--{part}", partial=True)
