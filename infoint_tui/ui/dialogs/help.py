"""Every key, from the one table of commands; type to filter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from infoint_tui.domain.text import fold
from infoint_tui.ui.commands import (
    COMMANDS,
    SCOPE_TITLES,
    SCOPES,
    Command,
    ScreenName,
    key_label,
    on_screen,
)
from infoint_tui.ui.dialogs.base import Dialog
from infoint_tui.ui.dialogs.fields import LineInput
from infoint_tui.ui.drawing import cell_len, fit, wrap

_GAP = 3
_MOST_LINES = 4
"""Lines a command's sentence may take on a narrow terminal."""


@dataclass(frozen=True)
class Group:
    """Commands under a title."""

    title: str
    lines: tuple[tuple[str, str, str], ...]
    """The keys of each, what they do, and what it is called elsewhere."""


FORMS = Group(
    "Dialogs",
    (
        ("tab shift+tab", "The next field, the one before.", ""),
        ("enter", "The next field; on the last one, save.", ""),
        ("ctrl+s", "Save.", ""),
        ("← → space", "Choose another of the values shown on a line.", ""),
        ("ctrl+o", "Show all fields of a contact.", ""),
        ("esc", "Leave; asks once more if something was typed.", ""),
    ),
)


def groups(screen: ScreenName | None) -> tuple[Group, ...]:
    """Return all commands: those of this screen first, then those of the others.

    Args:
        screen: the screen in sight; None when it is a dialog, whose own keys then come first.
    """
    here = _by_scope(on_screen(screen)) if screen else [FORMS]
    known = SCOPES[screen] if screen else ()
    there = _by_scope(command for command in COMMANDS if command.scope not in known)
    return (*here, *there, *([FORMS] if screen else []))


def matching(found: tuple[Group, ...], typed: str) -> tuple[Group, ...]:
    """Return the groups with the lines that hold every word typed, in any case."""
    words = fold(typed).split()
    kept = []
    for group in found:
        lines = tuple(
            line
            for line in group.lines
            if all(word in fold(f"{' '.join(line)} {group.title}") for word in words)
        )
        if lines:
            kept.append(Group(group.title, lines))
    return tuple(kept)


def _by_scope(commands: Iterable[Command]) -> list[Group]:
    titled: dict[str, list[tuple[str, str, str]]] = {}
    for command in commands:
        keys = " ".join(key_label(key) for key in command.keys.split(","))
        titled.setdefault(SCOPE_TITLES[command.scope], []).append(
            (keys, command.help, command.label)
        )
    return [Group(title, tuple(lines)) for title, lines in titled.items()]


class HelpScreen(Dialog[None]):
    """The keys that work here, then all others.

    Args:
        screen: the screen that is in sight; None above a dialog.
    """

    AUTO_FOCUS = "LineInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "cancel", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("↑↓", "scroll", "scroll(1)"),
        ("esc", "close", "cancel"),
    )

    def __init__(self, screen: ScreenName | None) -> None:
        super().__init__("Keys")
        self._groups = groups(screen)
        widest = max(cell_len(keys) for group in self._groups for keys, _, _ in group.lines)
        self._keys_width = widest + _GAP
        self._text = Static()

    def compose_parts(self) -> Iterable[Widget]:
        """The filter, and the keys."""
        yield LineInput(placeholder="type to filter")
        yield VerticalScroll(self._text, id="body", can_focus=False)

    def fit(self, height: int) -> None:
        """Fit the screen, and wrap to the new width."""
        super().fit(height)
        self.call_after_refresh(self._show)

    def on_input_changed(self) -> None:
        """Show what fits the words typed."""
        self._show()
        self.query_one("#body").scroll_home(animate=False)

    def action_scroll(self, by: int) -> None:
        """Scroll by so many lines."""
        self.query_one("#body").scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by so many pages."""
        body = self.query_one("#body")
        body.scroll_relative(y=by * body.size.height, animate=False)

    def _show(self) -> None:
        typed = self.query_one(LineInput).value
        found = matching(self._groups, typed)
        width = self.query_one("#body").scrollable_content_region.width
        lines = [line for group in found for line in self._draw(group, width)]
        nothing = [Content.styled("No key does that. Other words, or backspace.", "$muted")]
        self._text.update(Content("\n").join(lines or nothing))

    def _draw(self, group: Group, width: int) -> Iterable[Content]:
        yield Content.styled(group.title, "$muted bold")
        for keys, words, _ in group.lines:
            room = max(10, width - self._keys_width)
            for place, part in enumerate(wrap(words, room, _MOST_LINES)):
                shown = fit("" if place else keys, self._keys_width)
                yield Content.assemble((shown, "$accent"), part)
        yield Content("")
