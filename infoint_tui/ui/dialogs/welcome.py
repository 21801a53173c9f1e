"""The first launch: three ways to get started."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from infoint_tui.domain.basics.text import clean_line
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.kit.choose import Choices
from infoint_tui.ui.kit.key_help import Group, KeyLines
from infoint_tui.ui.kit.row_list import RowList
from infoint_tui.ui.kit.textual_private import bind

_WAYS = (
    ("sample", "Look around", "with sample people; nothing saved"),
    ("add", "Add a person", "a name is enough"),
    ("import", "Import a file", "LinkedIn, Google, vCard or CSV"),
)


class WelcomeScreen(Screen[str]):
    """Ask how to get started; the result is "sample", "add", "import" or "empty".

    Args:
        path: where the data will be.
        keymap: the keys of the commands; None for the declared ones.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "begin", show=False)]

    def __init__(self, path: str, keymap: Keymap | None = None) -> None:
        super().__init__()
        leave = (keymap or Keymap()).find("quit")
        for key in leave.every_key:
            bind(self, key, leave.action, leave.label)
        self._keys = (
            KeyLines("enter", "Start with the selected option.", "choose", action="screen.choose"),
            KeyLines("esc", "Start empty.", "start empty", action="screen.begin"),
            KeyLines("f1", "Show these keys.", "help", action="app.help"),
            KeyLines(leave.first_key, "Quit.", "quit", action="app.quit"),
        )
        self._path = clean_line(path)
        self._choices = Choices((words, note) for _, words, note in _WAYS)

    def compose(self) -> ComposeResult:
        """Yield what the app is for, the ways to start, where the data is, and the keys."""
        with Vertical(id="welcome"):
            yield Static("Talk to people about their work. Keep what you learn. Thank them.")
            yield self._choices
            yield Static(
                Content(f"Everything stays in one file on this computer: {self._path}"),
                classes="muted",
            )
        keys = [
            Content.assemble((each.keys, "$key"), (f" {each.label}", "$muted"))
            for each in self._keys
        ]
        yield Static(Content("  ").join(keys), id="welcome-keys")

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Start in the way that was chosen."""
        self.dismiss(_WAYS[int(event.key)][0])

    def key_groups(self) -> tuple[Group, ...]:
        """Return the keys that work here."""
        return (Group("How to begin", self._keys), Group("Lists", self._choices.keys))

    def action_choose(self) -> None:
        """Start with the selected option."""
        self._choices.action_open()

    def action_begin(self) -> None:
        """Start empty."""
        self.dismiss("empty")
