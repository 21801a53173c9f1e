"""Keys that arrive faster than they are handled, as over a slow connection, wait their turn.

Textual immediately gives every key to the widget with the focus. Letters that arrive together with
a key that moves the focus, or opens a dialog, would go to the widget that had it before.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from infoint_tui.ui.screen import KeyScreen

AGAIN = 0.02
"""The seconds between two checks of whether waiting keys can be passed on."""


class KeyQueue:
    """Passes on each key once the previous one has taken full effect.

    Args:
        app: the app the keys are for; it passes every `Handled` that reaches it to `follow_up`.
        give: gives a key to the widget with the focus, as the app does without a queue.
    """

    class Handled(Message):
        """Follows a key from widget to widget up to the app; by then the key has been handled.

        A second one follows whatever the key triggered, such as a choice that closes a dialog.
        """

        def __init__(self, *, is_last: bool = False) -> None:
            super().__init__()
            self.is_last = is_last

    def __init__(self, app: App[None], give: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._give = give
        self._waiting: deque[events.Key] = deque()
        self._busy: Widget | None = None
        """The widget that got the latest key, until the key has been handled."""
        self._asking: KeyScreen | None = None
        """The screen whose dialog the keys are waiting for."""
        self._screen: Screen[Any] | None = None
        """The screen that was there when a key last had its turn."""
        self._again: Timer | None = None

    async def put(self, key: events.Key) -> None:
        """Pass on a key, either now or when its turn comes."""
        self._waiting.append(key)
        await self._go_on()

    async def follow_up(self, handled: Handled) -> None:
        """Continue with the next key, or check again whether the previous one is done."""
        target = self._busy
        if target is None or handled.is_last or not target.post_message(self.Handled(is_last=True)):
            self._busy = None
            await self._go_on()

    async def _go_on(self) -> None:
        """Pass on the first of the waiting keys, if it is time to."""
        if self._waiting and not self._must_wait():
            screen = self._app.screen
            if self._asking is screen:  # no dialog opened: discard what was typed for it
                self._waiting.clear()
            elif self._screen is not screen:  # it opened just now, and may not have the focus yet
                self._wait_for(screen)
            else:
                target = self._app.focused or screen
                await self._give(self._waiting.popleft())
                self._wait_for(target)
            self._asking, self._screen = None, screen
        if self._waiting and self._again is None:
            self._again = self._app.set_timer(AGAIN, self._look_again)

    async def _look_again(self) -> None:
        self._again = None
        await self._go_on()

    def _must_wait(self) -> bool:
        screen = self._app.screen
        if isinstance(screen, KeyScreen) and screen.is_asking:
            self._asking = screen
            return True
        # A widget that is gone, or behind another screen, is done with its key.
        return self._busy is not None and self._busy.is_attached and self._busy.screen is screen

    def _wait_for(self, target: Widget) -> None:
        if target.post_message(self.Handled()):
            self._busy = target
