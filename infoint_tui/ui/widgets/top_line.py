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

    COMPONENT_CLASSES = {"top--name", "top--tab", "top--active", "top--badge"}  # noqa: RUF012
    DEFAULT_CSS = """
    TopLine {
        height: 1;
        background: $panel;
        & > .top--name { color: $muted; }
        & > .top--tab { color: $foreground; }
        & > .top--active { color: $accent; text-style: bold underline; }
        & > .top--badge { color: $warning; text-style: bold; }
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
        self._badge = badge
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
        for name, text in tabs:
            style = self._style("active" if name == self._active else "tab")
            segments += [Segment(text, style), Segment(" " * gap, self.rich_style)]
            self._spans.append((at, at + cell_len(text), name))
            at += cell_len(text) + gap
        rest = max(0, width - at - len(self._badge) - 1)
        segments += [
            Segment(" " * rest, self.rich_style),
            Segment(self._badge, self._style("badge")),
        ]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _arrange(self, room: int) -> tuple[str, list[tuple[ScreenName, str]], int]:
        """Return what goes before the tabs, the tabs, and the number of cells after each.

        On a narrow terminal the name is dropped first, then space, the numbers, and the titles of
        the other tabs.
        """
        titles = list(self._titles.items())
        counted = [(name, self._tab(name)) for name in SCREENS]
        short = [
            (name, title if name == self._active else title.split()[0]) for name, title in titles
        ]
        ways = ((" infoint   ", counted, 3), (" ", counted, 3), (" ", counted, 2), (" ", titles, 2))
        for lead, tabs, gap in ways:
            if cell_len(lead) + sum(cell_len(text) + gap for _, text in tabs) <= room:
                return lead, tabs, gap
        return " ", short, 2

    def on_click(self, event: events.Click) -> None:
        """Go to the screen of the tab that was clicked."""
        for start, end, name in self._spans:
            if start <= event.x < end:
                self.post_message(self.TabClicked(name))

    def _tab(self, name: ScreenName) -> str:
        count = self._counts.get(name, 0)
        return f"{self._titles[name]} {count}" if count else self._titles[name]

    def _style(self, part: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"top--{part}", partial=True)
