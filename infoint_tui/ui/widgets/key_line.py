"""The bottom line: the keys that matter here, as many as fit, always the way out and to help."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from infoint_tui.ui.commands import Command
from infoint_tui.ui.drawing import cell_len
from infoint_tui.ui.widgets.search_input import SearchInput

GAP = 2


@dataclass(frozen=True)
class Button:
    """A key and what it does, at its place on the line."""

    key: str
    label: str
    action: str
    start: int = 0

    @property
    def end(self) -> int:
        """The cell behind it."""
        return self.start + len(self)

    @property
    def text(self) -> str:
        """What stands on it."""
        return f"{self.key} {self.label}".strip()

    def __len__(self) -> int:
        return cell_len(self.text)


SEARCHING = (
    Button("enter", "to the list", "focused.leave"),
    Button("esc", "clear", "focused.clear"),
)
SEARCHING_ALWAYS = (
    Button("ctrl+p", "commands", "app.palette"),
    Button("f1", "help", "app.help"),
)
"""What works while a search is typed, where a letter is only a letter."""

_WAYS_OUT = ("back", "leave", "done")
"""The commands, by their ids, that lead out of something; while they do they are not folded."""


class KeyLine(Widget):
    """The bottom line, every key a button. What does not fit is folded into "+N"; nothing is cut.

    While a search is typed it shows what works there instead.

    Args:
        commands: what works on the screen, with its keys.
    """

    COMPONENT_CLASSES = {"keys--key", "keys--label", "keys--hover"}  # noqa: RUF012
    DEFAULT_CSS = """
    KeyLine {
        height: 1;
        background: $panel;
        & > .keys--key { color: $accent; text-style: $key-style; }
        & > .keys--label { color: $muted; }
        & > .keys--hover { color: $foreground; }
    }
    """

    hovered: reactive[int] = reactive(-1)
    """The cell that the mouse is over; -1 while it is elsewhere."""

    def __init__(self, commands: tuple[Command, ...]) -> None:
        super().__init__()
        self._all = [command for command in commands if command.keys]
        self._first_keys = {(each.scope, each.id): each.first_key for each in self._all}
        self._always = [self._button(each) for each in self._all if each.rank == 0]
        self._here: list[Button] = []
        self._out: list[Button] = []
        self._is_searching = False
        self.lead()

    def on_mount(self) -> None:
        """Follow the focus, as a search line changes what works."""
        self.watch(self.screen, "focused", self._follow)

    def _follow(self, focused: Widget | None) -> None:
        self._is_searching = isinstance(focused, SearchInput)
        self.refresh()

    def lead(self, *first: str, without: Collection[str] = ()) -> None:
        """Show these commands first, while they are the likeliest; none for the usual order.

        Args:
            first: the commands, by their ids.
            without: the ids and the scopes of commands that do nothing now.
        """
        here = [
            each
            for each in self._all
            if (0 < each.rank < 9 or each.id in first) and not {each.id, each.scope} & set(without)
        ]
        place = {command_id: at for at, command_id in enumerate(first)}
        here.sort(key=lambda command: (place.get(command.id, len(first)), command.rank))
        self._here = [self._button(each) for each in here if each.id not in _WAYS_OUT]
        self._out = [self._button(each) for each in here if each.id in _WAYS_OUT]
        self.refresh()

    def buttons(self, width: int) -> list[Button]:
        """Return what a line of so many cells has, from left to right."""
        here, always = self._here, self._out + self._always
        if self._is_searching:
            here, always = list(SEARCHING), list(SEARCHING_ALWAYS)
        right = self._placed(always, width - 1 - _length(always))
        room = right[0].start - GAP - 1 if right else width - 2
        shown: list[Button] = []
        for place, button in enumerate(here):
            rest = len(here) - place - 1
            more = [Button(f"+{rest}", "", "app.help")] if rest else []
            if _length([*shown, button, *more]) > room:
                shown.append(Button(f"+{rest + 1}", "", "app.help"))
                break
            shown.append(button)
        return [*self._placed(shown, 1), *right]

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
        """Do what the button says."""
        for button in self.buttons(self.size.width):
            if button.start <= event.x < button.end:
                await self.run_action(button.action)
                return

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which button a click would press."""
        self.hovered = event.x

    def on_leave(self) -> None:
        """None."""
        self.hovered = -1

    def _button(self, command: Command) -> Button:
        """Make its button; its partner's key, if it has one, stands before its own."""
        partner = self._first_keys.get((command.scope, command.partner), "")
        key = f"{partner}/{command.first_key}" if partner else command.first_key
        return Button(key, command.label, command.action)

    @staticmethod
    def _placed(buttons: list[Button], at: int) -> list[Button]:
        placed: list[Button] = []
        for button in buttons:
            placed.append(Button(button.key, button.label, button.action, at))
            at += len(button) + GAP
        return placed

    def _style(self, part: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"keys--{part}", partial=True)


def _length(buttons: list[Button]) -> int:
    return sum(map(len, buttons)) + GAP * max(0, len(buttons) - 1)
