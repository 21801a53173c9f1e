"""A line of keys and what they do; each can be clicked."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from infoint_tui.ui.kit.drawing import cell_len


class Button(Struct, frozen=True):
    """A key and what it does, with its place on the line."""

    key: str
    label: str
    action: str
    start: int = 0

    @property
    def end(self) -> int:
        """The cell just after the button."""
        return self.start + len(self)

    @property
    def text(self) -> str:
        """The button's text."""
        return f"{self.key} {self.label}".strip()

    def __len__(self) -> int:
        return cell_len(self.text)


def placed(buttons: Iterable[Button], at: int, gap: int) -> list[Button]:
    """Return buttons side by side, starting at cell `at`, with `gap` cells between them."""
    line: list[Button] = []
    for button in buttons:
        line.append(replace(button, start=at))
        at = line[-1].end + gap
    return line


def length(buttons: Iterable[Button], gap: int) -> int:
    """Return how many cells the buttons need side by side."""
    line = placed(buttons, 0, gap)
    return line[-1].end if line else 0


class ButtonLine(Widget):
    """A line of buttons, drawn as one widget because the dialogs have so many buttons.

    Tab skips them, since pressing their keys is quicker.
    """

    COMPONENT_CLASSES = {"keys--key", "keys--label", "keys--hover"}  # noqa: RUF012
    DEFAULT_CSS = """
    ButtonLine {
        height: 1;
        & > .keys--key { color: $accent; text-style: $key-style; }
        & > .keys--label { color: $muted; }
        & > .keys--hover { color: $foreground; }
    }
    """

    hovered: reactive[int] = reactive(-1)
    """The cell under the mouse; -1 while the mouse is elsewhere."""

    def buttons(self, width: int) -> list[Button]:
        """Return the buttons of a line of `width` cells, from left to right."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one line
        """Draw the line."""
        width = self.size.width
        segments: list[Segment] = []
        at = 0
        for button in self.buttons(width):
            segments.append(Segment(" " * (button.start - at), self.rich_style))
            is_hovered = button.start <= self.hovered < button.end
            label = self._style("hover" if is_hovered else "label")
            key, space, words = button.text.partition(" ")
            segments.append(Segment(key + space, self._style("key") if words else label))
            segments.append(Segment(words, label))
            at = button.end
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    async def on_click(self, event: events.Click) -> None:
        """Do what the clicked button says."""
        for button in self.buttons(self.size.width):
            if button.start <= event.x < button.end:
                await self.run_action(button.action)
                return

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which button a click would press."""
        self.hovered = event.x

    def on_leave(self) -> None:
        """Show that a click would not press anything."""
        self.hovered = -1

    def _style(self, part: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"keys--{part}", partial=True)
