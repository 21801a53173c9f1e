"""What the palette offers: the commands of the screen, and the themes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.app import App, SystemCommand
from textual.screen import Screen

from infoint_tui.ui.commands import first_key, on_screen
from infoint_tui.ui.screens.base import TabScreen
from infoint_tui.ui.theme import THEMES


def commands_for(app: App[None], screen: Screen[object]) -> Iterator[SystemCommand]:
    """Yield every command that works on `screen`, with its key; none above a dialog."""
    if not isinstance(screen, TabScreen):
        return
    for command in on_screen(screen.NAME):
        where = "app" if command.scope == "app" else "screen"
        yield SystemCommand(
            f"{command.help.rstrip('.')} ({first_key(command)})",
            command.label,
            partial(app.run_action, f"{where}.{command.id}"),
        )
    for theme in THEMES:
        yield SystemCommand(f"Theme {theme.name}", "", partial(setattr, app, "theme", theme.name))
