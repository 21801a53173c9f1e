"""Leaving and coming back: however the app exits, the user can pick up where they left off."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from textual.app import App
from textual.css.query import NoMatches

from infoint_tui.ui.keys.commands import SCREENS
from infoint_tui.ui.kit.search_input import SearchInput
from infoint_tui.ui.screen import TabScreen
from infoint_tui.ui.shell.session import Session, SessionFile

ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
"""The signals that end the app; not every system has all of them."""

HANGUP = 1
"""The signal sent when the terminal is closed; not every system sends it."""


class Lifecycle:
    """Remembers where the user was, and shuts the app down cleanly, however it exits.

    Args:
        app: the app.
        sessions: where sessions are stored; None to remember nothing.
    """

    def __init__(self, app: App[None], sessions: SessionFile | None) -> None:
        self._app = app
        self._sessions = sessions
        self.session = sessions.read() if sessions else Session()
        """Where the user was when `note` was last called."""
        self.tabs: list[TabScreen] = []
        """The tabbed screens that have been opened."""

    def listen(self) -> None:
        """Handle the signals, which would otherwise leave the terminal in raw mode."""
        for number in _signals():
            with suppress(NotImplementedError):  # Windows
                asyncio.get_running_loop().add_signal_handler(number, self._end, number)
        if not self._app.is_headless and os.isatty(sys.__stdin__.fileno()):  # type: ignore[union-attr]
            self._app.set_interval(1.0, self._watch_terminal)

    def stop(self) -> None:
        """Save what was last noted; the widgets with newer state may be gone."""
        for number in _signals():
            with suppress(NotImplementedError):
                asyncio.get_running_loop().remove_signal_handler(number)
        self._keep()

    def forget(self) -> None:
        """Start with nothing remembered, and remember nothing from now on."""
        self._sessions = None
        self.session = Session()

    def forget_traces(self, is_trace: Callable[[str], bool]) -> None:
        """Empty every search line, and all that is remembered, that gives someone away.

        Args:
            is_trace: tells whether a text does.
        """
        for tab in self.tabs:
            tab.saved_state = {k: "" if is_trace(v) else v for k, v in tab.saved_state.items()}
            for search in tab.query(SearchInput):
                if is_trace(search.value):
                    search.value = ""
        self.session.states = {tab.NAME: tab.state() for tab in self.tabs if tab.is_ready}

    def note(self) -> None:
        """Note where the user is."""
        for tab in self.tabs:
            if tab.is_ready:
                with suppress(NoMatches):  # the app is exiting, and its widgets are gone
                    self.session.states[tab.NAME] = tab.state()
        if self._app.current_mode in SCREENS:
            self.session.screen = self._app.current_mode

    def leave(self, *, is_kept: bool) -> None:
        """Leave the app; what is typed in a form is kept, or else the form asks once first.

        Args:
            is_kept: whether anything is kept at all; a sample is thrown away.
        """
        from infoint_tui.ui.kit.dialog import Dialog

        app, again = self._app, "ctrl+q again to quit"
        for screen in reversed(app.screen_stack):
            if not isinstance(screen, Dialog):
                continue
            if not (screen.may_quit(again) if is_kept else screen.may_leave(again)):
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
        """Exit because of a signal, without asking; the terminal may already be gone."""
        if self._app.return_code is None:  # otherwise it is already exiting
            self.note()
            self._keep()
            self._app.exit(return_code=128 + number)


@contextmanager
def terminal_may_close() -> Iterator[None]:
    """Discard whatever is drawn after the terminal is closed."""
    terminal = sys.__stderr__  # the file Textual draws to
    sys.__stderr__ = _Terminal(terminal)  # type: ignore[misc, assignment]
    try:
        yield
    finally:
        sys.__stderr__ = terminal  # type: ignore[misc]


class _Terminal:
    """The terminal as a file; after it is closed, whatever is written is discarded.

    Textual writes in a thread; an error would kill it, and Textual would wait for it forever.
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
