"""Leaving and coming back: however the app ends, the user finds it again as they left it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from textual.app import App
from textual.css.query import NoMatches

from infoint_tui.ui.keys.commands import SCREENS
from infoint_tui.ui.screen import TabScreen
from infoint_tui.ui.shell.session import Session, SessionFile

ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that end the app; not every system has all of them."""

HANGUP = 1
"""The signal of a terminal that was closed; not every system sends it."""


class Lifecycle:
    """Remembers where the user was, and lets the app end well, however it ends.

    Args:
        app: the app.
        sessions: where that is kept; None if nothing is remembered.
    """

    def __init__(self, app: App[None], sessions: SessionFile | None) -> None:
        self._app = app
        self._sessions = sessions
        self.session = sessions.read() if sessions else Session()
        """Where the user was at the latest `note`."""
        self.tabs: list[TabScreen] = []
        """The tabbed screens that were opened."""

    def listen(self) -> None:
        """Handle the signals, which by default would leave the terminal in raw mode."""
        for number in _signals():
            with suppress(NotImplementedError):  # Windows
                asyncio.get_running_loop().add_signal_handler(number, self._end, number)
        if not self._app.is_headless:
            self._app.set_interval(1.0, self._watch_terminal)

    def stop(self) -> None:
        """Keep what was noted last; the widgets that knew more may be gone."""
        for number in _signals():
            with suppress(NotImplementedError):
                asyncio.get_running_loop().remove_signal_handler(number)
        self._keep()

    def forget(self) -> None:
        """Start with nothing remembered, and remember nothing from now on."""
        self._sessions = None
        self.session = Session()

    def note(self) -> None:
        """Note where the user is."""
        for tab in self.tabs:
            if tab.is_ready:
                with suppress(NoMatches):  # the app is ending, and its widgets are gone
                    self.session.states[tab.NAME] = tab.state()
        if self._app.current_mode in SCREENS:
            self.session.screen = self._app.current_mode

    def leave(self) -> None:
        """Leave; a form with something typed in it asks about that once, as with esc."""
        from infoint_tui.ui.kit.dialog import Dialog

        app = self._app
        for screen in reversed(app.screen_stack):
            if isinstance(screen, Dialog) and not screen.may_leave("ctrl+q again to quit"):
                while app.screen is not screen:
                    app.pop_screen()
                return
        self.note()
        app.exit()

    def _keep(self) -> None:
        if self._sessions is not None and self.session.screen:
            self._sessions.keep(self.session)

    def _watch_terminal(self) -> None:
        if not os.isatty(sys.__stdin__.fileno()):  # type: ignore[union-attr]  # it was one
            self._end(HANGUP)

    def _end(self, number: int) -> None:
        """End as a signal requires, without asking; the terminal may be gone already."""
        if self._app.return_code is None:  # else it is ending already
            self.note()
            self._keep()
            self._app.exit(return_code=128 + number)


@contextmanager
def terminal_may_close() -> Iterator[None]:
    """Discard what is drawn once the terminal was closed."""
    terminal = sys.__stderr__  # what Textual draws on
    sys.__stderr__ = _Terminal(terminal)  # type: ignore[misc, assignment]
    try:
        yield
    finally:
        sys.__stderr__ = terminal  # type: ignore[misc]


class _Terminal:
    """The terminal as a file; once it was closed, what is written goes nowhere.

    Textual writes in a thread that an error would end, and then waits for that thread forever.
    """

    def __init__(self, file: Any) -> None:
        self._file = file

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()


def _signals() -> list[int]:
    return [int(getattr(signal, name)) for name in ENDING if hasattr(signal, name)]
