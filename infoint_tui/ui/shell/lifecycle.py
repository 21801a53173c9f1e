"""Leaving and coming back: however the app ends, the user finds it again as they left it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from typing import Any

from textual.css.query import NoMatches

from infoint_tui.ui.keys.commands import SCREENS
from infoint_tui.ui.screen import TabScreen
from infoint_tui.ui.shell.key_queue import KeyQueueApp
from infoint_tui.ui.shell.session import Session, SessionFile

ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
"""The signals that end the app; not every system has all of them."""

HANGUP = 1
"""The signal of a terminal that was closed; not every system sends it."""


class _Terminal:
    """The terminal as a file; when it was closed, what is written goes nowhere.

    Textual writes in a thread that an error would end, and then waits for that thread for ever.
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


class LifecycleApp(KeyQueueApp):
    """An app that keeps where the user was.

    Args:
        sessions: where that is kept; None if nothing is to be remembered.
    """

    def __init__(self, sessions: SessionFile | None) -> None:
        super().__init__()
        self._sessions = sessions
        self.session = sessions.read() if sessions else Session()
        self.tabs: list[TabScreen] = []
        """The tabbed screens that were opened."""

    def run(self, **more: Any) -> None:
        """Run the app until it is left, or its terminal is closed."""
        terminal = sys.__stderr__  # what Textual draws on
        sys.__stderr__ = _Terminal(terminal)  # type: ignore[misc, assignment]
        try:
            super().run(**more)
        finally:
            sys.__stderr__ = terminal  # type: ignore[misc]

    def on_mount(self) -> None:
        """Listen to the signals: by default they would leave the terminal as it is, in raw mode."""
        for number in _signals():
            with suppress(NotImplementedError):  # Windows
                asyncio.get_running_loop().add_signal_handler(number, self._end, number)
        if not self.is_headless:
            self.set_interval(1.0, self._watch_terminal)

    def on_unmount(self) -> None:
        """Keep what was noted last; the widgets that knew more may be gone."""
        for number in _signals():
            with suppress(NotImplementedError):
                asyncio.get_running_loop().remove_signal_handler(number)
        self._keep()

    def forget(self) -> None:
        """Begin anew, and remember nothing from now on."""
        self._sessions = None
        self.session = Session()

    def note(self) -> None:
        """Note where the user is."""
        for tab in self.tabs:
            if tab.is_ready:
                with suppress(NoMatches):  # the app is ending, and its widgets are gone
                    self.session.states[tab.NAME] = tab.state()
        if self.current_mode in SCREENS:
            self.session.screen = self.current_mode

    def _keep(self) -> None:
        if self._sessions is not None and self.session.screen:
            self._sessions.keep(self.session)

    async def action_quit(self) -> None:
        """Leave; a form that still holds something typed asks about it once, as for esc."""
        from infoint_tui.ui.kit.dialog import Dialog

        for screen in reversed(self.screen_stack):
            if isinstance(screen, Dialog) and not screen.may_leave("ctrl+q again to quit"):
                while self.screen is not screen:
                    self.pop_screen()
                return
        self.note()
        self.exit()

    def _watch_terminal(self) -> None:
        if not os.isatty(sys.__stdin__.fileno()):  # type: ignore[union-attr]  # it was one
            self._end(HANGUP)

    def _end(self, number: int) -> None:
        """End as a signal asks for, without asking back; the terminal may be gone already."""
        if self.return_code is None:  # else it is ending already
            self.note()
            self._keep()
            self.exit(return_code=128 + number)


def _signals() -> list[int]:
    return [int(getattr(signal, name)) for name in ENDING if hasattr(signal, name)]
