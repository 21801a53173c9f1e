"""What every key does, grouped by place: for the help, and for `infoint keys`."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from infoint_tui.ui.keys.commands import SCOPE_TITLES, Command, PlaceName
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.kit.key_help import (
    CHOOSE_VALUE,
    DO_IT,
    DONE_WITH_FIELD,
    LEAVE_FORM,
    NEXT_FIELD,
    Group,
    KeyLines,
)

FORMS = Group(
    "Dialogs",
    (
        NEXT_FIELD,
        DONE_WITH_FIELD,
        DO_IT,
        CHOOSE_VALUE,
        KeyLines("ctrl+o", "Add a field to a form; open a message as an email."),
        KeyLines("ctrl+t", "Tick a line, such as a skill to learn."),
        KeyLines("ctrl+y ctrl+g", "Copy a message; change it in your editor."),
        KeyLines("f5", "Send a thank-you by hand."),
        KeyLines("esc", LEAVE_FORM),
    ),
)
"""What the keys do in most dialogs, shown when none is open; these cannot be changed."""


def by_place(keymap: Keymap) -> tuple[Group, ...]:
    """Return every command with its keys, place by place; none can be run from this list."""
    return (*_by_scope(keymap.commands), FORMS)


def on_screen(keymap: Keymap, screen: PlaceName) -> tuple[Group, ...]:
    """Return every key: first those of this screen, which can be run, then the others."""
    here = keymap.on_screen(screen)
    acting = {command.name for command in here}
    there = (command for command in keymap.commands if command.name not in acting)
    return (*_by_scope((*here, *there), acting, keymap.key("app.palette")), FORMS)


def _by_scope(
    commands: Iterable[Command], acting: Collection[str] = (), palette: str = ""
) -> list[Group]:
    """Return commands under the titles of their scopes.

    Args:
        commands: the commands to list.
        acting: the names of those that work now.
        palette: the palette's key, which reaches commands that have no key here; "" leaves it out.
    """
    titled: dict[str, list[KeyLines]] = {}
    for each in commands:
        action = each.action if each.name in acting else ""
        keys = each.key_words or (palette and f"{palette} {each.label}")
        titled.setdefault(SCOPE_TITLES[each.scope], []).append(
            KeyLines(keys, each.help, each.label, each.name, action)
        )
    return [Group(title, tuple(lines)) for title, lines in titled.items()]
