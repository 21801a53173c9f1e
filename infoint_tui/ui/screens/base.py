"""What the tabbed screens share: the two lines, reloading, saying things, undo."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.screen import Screen

from infoint_tui.domain.errors import InfointError
from infoint_tui.domain.text import clean_line
from infoint_tui.ui.commands import ScreenName
from infoint_tui.ui.widgets.key_line import KeyLine
from infoint_tui.ui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from infoint_tui.services.overview import Version
    from infoint_tui.services.suite import Services

T = TypeVar("T")
S = TypeVar("S", bound="TabScreen")


def asking(method: Callable[[S], Coroutine[Any, Any, None]]) -> Callable[[S], object]:
    """Make an action that asks something, and run it as a worker.

    Until its dialog is up no other key acts: a word typed fast is for the dialog, and must not
    become commands.
    """

    @wraps(method)
    async def alone(screen: S) -> None:
        try:
            await method(screen)
        finally:
            screen.is_asking = False

    @wraps(method)
    def action(screen: S) -> None:
        screen.is_asking = True
        screen.run_worker(alone(screen), exit_on_error=True)

    return action


class TabScreen(Screen[None]):
    """A screen with a tab of its own.

    It shows an immutable state, reloads when the data moved on while it was away, and turns what a
    person asks for into calls of services.
    """

    NAME: ClassVar[ScreenName]

    def __init__(self, services: Services, badge: str = "") -> None:
        super().__init__()
        self.services = services
        self._badge = badge
        self._seen: Version | None = None
        self._complaint = ""
        self.is_asking = False
        """A dialog of this screen is open, or about to be."""
        self.is_ready = False
        """Its widgets are there. Until then there is nothing to show anything in."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No action of this screen while it asks something."""
        return not self.is_asking and super().check_action(action, parameters)

    def compose(self) -> ComposeResult:
        """The top line, the screen's own part, the bottom line."""
        yield TopLine(self.NAME, self._badge)
        yield from self.compose_body()
        yield KeyLine(self.NAME)

    def compose_body(self) -> ComposeResult:
        """Yield what stands between the top and the bottom line."""
        raise NotImplementedError

    def load(self) -> None:
        """Read the state from the services and show it."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the state for the first time."""
        self.is_ready = True
        self.reload()

    def on_screen_resume(self) -> None:
        """Come back: reload if something changed meanwhile."""
        self.catch_up()

    def catch_up(self) -> None:
        """Reload if what there is to show may have changed."""
        if not self.is_ready:
            return
        try:
            is_new = self._seen != self.services.overview.version
        except InfointError as error:
            self.complain_once(error)
            return
        if is_new:
            self.reload()

    def reload(self) -> None:
        """Show the state as it is now; if it cannot be read, the one before stays."""
        if not self.is_ready:
            return
        overview = self.services.overview
        try:
            self._seen = overview.version
            late = sum(line.owed.due <= overview.today for line in overview.owed())
            self.query_one(TopLine).show_counts({"board": late})
            self.load()
            self._complaint = ""
        except InfointError as error:
            self.complain_once(error)

    def do(self, step: Callable[[], T], said: str | Callable[[T], str] = "") -> T | None:
        """Carry out a use case; show the new state and say what was done.

        Args:
            step: the use case; an error of ours is shown and leaves everything as it was.
            said: the toast, or a function of the result; empty says nothing.

        Returns:
            What the use case returned; None after an error.
        """
        try:
            result = step()
        except InfointError as error:
            self.complain(error)
            return None
        self.reload()
        words = said(result) if callable(said) else said
        if words:
            self.say(f"{words} - u undoes")
        return result

    def say(self, words: str) -> None:
        """Show a toast; its words are literal."""
        self.notify(clean_line(words), markup=False, timeout=5)

    def complain_once(self, error: InfointError) -> None:
        """Show an error that lasts, such as a damaged file, only when it is new."""
        if str(error) != self._complaint:
            self._complaint = str(error)
            self.complain(error)

    def complain(self, error: InfointError) -> None:
        """Show an error long enough to be read; its words are literal."""
        self.notify(clean_line(str(error)), markup=False, severity="error", timeout=20)
