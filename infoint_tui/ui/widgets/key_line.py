"""The bottom line: the few keys that matter now, then what is on it on every screen."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace
from textual.widget import Widget

from infoint_tui.ui.keys.commands import Command
from infoint_tui.ui.kit.button_line import Button, ButtonLine, length, placed
from infoint_tui.ui.kit.search_input import SearchInput

GAP = 2
MOST = 5
"""How many keys of a screen are shown, with the way back; the help lists all of them."""
_LEAST = 18
"""The cells kept free for the most likely command."""
_FIRST_TO_GO = ("app.palette", "app.undo", "app.happened")
"""What is dropped first when even the permanent buttons do not fit; help lists everything."""

SEARCHING = (
    Button("enter", "to the list", "focused.leave"),
    Button("esc", "clear", "focused.clear"),
)
SEARCHING_ALWAYS = (
    Button("ctrl+p", "commands", "app.palette"),
    Button("f1", "help", "app.help"),
)
"""The keys that work while the user types a search, when a letter is just a letter."""

_WAYS_OUT = ("back", "leave", "done")
"""The ids of commands that lead back or out; while they work, they are always shown."""


class KeyLine(ButtonLine):
    """The bottom line, with every key as a button.

    What does not fit is left out; nothing is cut off. While the user types a search, it shows what
    works there instead.

    Args:
        commands: what works on the screen, with its keys.
        most: how many of the screen's own keys are shown at most.
    """

    DEFAULT_CSS = "KeyLine { background: $panel; }"

    def __init__(self, commands: tuple[Command, ...], most: int = MOST) -> None:
        super().__init__()
        self._most = most
        self._here: list[Button] = []
        self._out: list[Button] = []
        self._is_searching = False
        self._instead: list[Button] = []
        self._led: tuple[tuple[str, ...], Collection[str]] = ((), ())
        self.offer(commands)

    def offer(self, commands: tuple[Command, ...]) -> None:
        """Offer other commands, when other keys work."""
        self._all = [command for command in commands if command.keys]
        self._first_keys = {(each.scope, each.id): each.first_key for each in self._all}
        self._always = [self._button(each) for each in self._all if each.rank == 0]
        self.prioritize()

    def on_mount(self) -> None:
        """Update the line when the focus moves, since a search line changes which keys work."""
        self.watch(self.screen, "focused", self._follow)

    def _follow(self, focused: Widget | None) -> None:
        self._is_searching = isinstance(focused, SearchInput)
        self.refresh()

    def prioritize(self, *first: str, without: Collection[str] = ()) -> None:
        """Put these commands first while they are the most likely; pass none for the usual order.

        Args:
            first: the ids of the commands.
            without: the ids and scopes of commands that do nothing now.
        """
        self._led = first, without
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

    def rename(self, command_id: str, label: str) -> None:
        """Change a command's label to say what the command does now."""
        self._all = [
            replace(each, label=label) if each.id == command_id else each for each in self._all
        ]
        first, without = self._led
        self.prioritize(*first, without=without)

    def show_instead(self, *buttons: Button) -> None:
        """Show other buttons, way out last, while keys mean something else; pass none to stop."""
        self._instead = list(buttons)
        self.refresh()

    def buttons(self, width: int) -> list[Button]:
        """Return the buttons for a line of `width` cells, from left to right."""
        here, always = self._here[: self._most - len(self._out)], self._out + self._always
        if self._instead:
            here, always = self._instead[:-1], [*self._instead[-1:], *self._always]
        if self._is_searching:
            here, always = list(SEARCHING), list(SEARCHING_ALWAYS)
        for action in _FIRST_TO_GO:
            if length(always, GAP) > width - _LEAST:
                always = [each for each in always if each.action != action]
        right = placed(always, width - 1 - length(always, GAP), GAP)
        room = right[0].start - 2 if right else width - 2
        while length(here, GAP) > room:
            here = here[:-1]
        return [*placed(here, 1, GAP), *right]

    def _button(self, command: Command) -> Button:
        """Return a command's button; if it has a partner, the partner's key comes first."""
        partner = self._first_keys.get((command.scope, command.partner), "")
        key = f"{partner}/{command.first_key}" if partner else command.first_key
        return Button(key, command.label, command.action)
