"""The app's theme and style sheets, read in an order that makes the first frame appear quickly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from textual.app import App
from textual.filter import ANSIToTruecolor, DimFilter, LineFilter, Monochrome
from textual.screen import Screen

from infoint_tui.ui.kit.textual_private import style_quickly
from infoint_tui.ui.shell.theme import COLOURLESS, DARK, MONO, THEMES

QUICK = ("today", "contacts")
"""Screens shown before all styles have been read, so their styles are read first."""

_FOLDER = Path(__file__).parent.with_name("styles")
_SHEETS = ("contacts", "today", "prep", "board", "insights", "live", "dialogs")
"""The style sheets; parsing the ones not needed at first would take a tenth of the startup."""


class Appearance:
    """What the app looks like.

    Args:
        app: the app, before it runs.
        theme: the name of the theme to start with; None for the dark one.
        keep: saves the chosen theme; may raise an `InfointError`.
    """

    def __init__(
        self, app: App[None], theme: str | None, keep: Callable[[str], object] | None
    ) -> None:
        self._app = app
        self._keep = keep
        for each in THEMES:
            app.register_theme(each)
        style_quickly()
        self._begin_in(theme or DARK.name)
        app.animation_level = "none"

    def _begin_in(self, theme: str) -> None:
        """Set the theme; its watcher would parse all styles three times before the first frame."""
        app = self._app
        app.set_reactive(App.theme, theme)
        dark = app.current_theme.dark
        classes = {f"-theme-{theme}": True, "-dark-mode": dark, "-light-mode": not dark}
        app.update_classes(classes, update=False)
        app.stylesheet.set_variables(app.get_css_variables())

    def choose(self, theme: str) -> None:
        """Switch to a theme, and save it for next time.

        Raises:
            InfointError: the theme cannot be saved; it is still switched.
        """
        self._app.theme = theme
        if self._keep is not None:
            self._keep(theme)

    def show(self, theme: str | None) -> None:
        """Switch to a theme that is saved already; None for the dark one."""
        self._app.theme = theme or DARK.name

    def line_filters(self, usual: Sequence[LineFilter]) -> Sequence[LineFilter]:
        """Return the filters to use in place of Textual's `usual` ones.

        The theme without colors shows none at all, while Textual's own filter leaves grays.
        """
        if self._app.theme == MONO.name:
            return (COLOURLESS,)
        needless = (Monochrome, ANSIToTruecolor, DimFilter)  # no style here is dim or ANSI
        return [each for each in usual if not isinstance(each, needless)]

    def read_first(self, mode: str) -> None:
        """Read the styles that the first frame of a mode needs."""
        self._read((mode,) if mode in QUICK else _SHEETS)

    def read_rest(self, first: Screen[object]) -> None:
        """Read the other styles, once the first screen is drawn."""
        self._read(_SHEETS)
        if self._app.screen is not first:  # a key press came first
            self._app.refresh_css(animate=False)

    def _read(self, sheets: Iterable[str]) -> None:
        self._app.stylesheet.read_all([_FOLDER / f"{sheet}.tcss" for sheet in sheets])
