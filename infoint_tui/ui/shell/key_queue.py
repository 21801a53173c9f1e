"""Keys that arrive faster than they are dealt with, as over a slow line: each waits for the last.

Textual hands every key at once to what has the focus at that moment. Letters that arrive together
with a key that moves the focus, or that asks something, would go to what had the focus before.
"""

from __future__ import annotations

from collections import deque

from textual import events
from textual.app import App
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from infoint_tui.ui.screen import KeyScreen

AGAIN = 0.02
"""Seconds after which it is looked again whether keys that wait can go on."""


class KeyQueueApp(App[None]):
    """An app in which a key acts when the one before it has had all its effect."""

    class Handled(Message, namespace="typing_ahead"):
        """Follows a key from widget to widget up to the app; so whoever wanted the key has it.

        A second one follows what the key set off, such as a choice that closes a dialog.
        """

        def __init__(self, *, is_last: bool = False) -> None:
            super().__init__()
            self.is_last = is_last

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Key] = deque()
        self._busy: Widget | None = None
        """What the latest key was given to, until it has been handled."""
        self._asking: KeyScreen | None = None
        """The screen whose dialog the keys wait for."""
        self._again: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait for its turn; leaving does not wait for anything."""
        if isinstance(event, events.Key) and not event.is_forwarded and event.key != "ctrl+q":
            self._waiting.append(event)
            await self._go_on()
        else:
            await super().on_event(event)

    async def on_typing_ahead_handled(self, event: Handled) -> None:
        """The next key, or another look."""
        target = self._busy
        if target is None or event.is_last or not target.post_message(self.Handled(is_last=True)):
            self._busy = None
            await self._go_on()

    async def _go_on(self) -> None:
        """Give on the first of the keys that wait, if it is time to."""
        if self._waiting and not self._must_wait():
            screen = self.screen
            if self._asking is screen:  # no dialog came: what was typed for it is nobody's
                self._waiting.clear()
            elif self._asking is not None:  # the dialog may not have its focus yet
                self._follow(screen)
            else:
                target = self.focused or screen
                await super().on_event(self._waiting.popleft())
                self._follow(target)
            self._asking = None
        if self._waiting and self._again is None:
            self._again = self.set_timer(AGAIN, self._look_again)

    async def _look_again(self) -> None:
        self._again = None
        await self._go_on()

    def _must_wait(self) -> bool:
        screen = self.screen
        if isinstance(screen, KeyScreen) and screen.is_asking:
            self._asking = screen
            return True
        # What is gone, or stands behind another screen, has had its key.
        return self._busy is not None and self._busy.is_attached and self._busy.screen is screen

    def _follow(self, target: Widget) -> None:
        if target.post_message(self.Handled()):
            self._busy = target
