"""Changes that wait for another program to let go of the file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import count

from textual.app import App

from infoint_tui.ui.kit.held import Held

PAUSE = 0.1
"""The seconds between two checks of whether the file is free."""
PATIENCE = 2
"""How many checks are made before anything is said: most programs are done by then."""


class Waiting:
    """Makes changes once the file is free, in their order, while the app goes on.

    Args:
        app: the app.
        is_free: tells whether no other program holds the file; called in a thread.
    """

    def __init__(self, app: App[None], is_free: Callable[[], bool]) -> None:
        self._app = app
        self._is_free = is_free
        self._held: list[Held] = []
        self._is_watching = False

    def __bool__(self) -> bool:
        self._held = [each for each in self._held if not each.is_dropped]
        return bool(self._held)

    def add(self, held: Held) -> None:
        """Make this change once the file is free."""
        self._held.append(held)
        if not self._is_watching:
            self._is_watching = True
            self._app.run_worker(self._watch())

    def stop(self) -> None:
        """Give up; nothing is changed."""
        for each in self._held:
            each.is_dropped = True
            each.tell(f"Not saved: {each.error.who} still holds the file.")
        self._held = []

    async def _watch(self) -> None:
        try:
            for checks in count():
                if not self:
                    return
                if await asyncio.to_thread(self._is_free):
                    self._go_on()
                    return
                for each in self._held if checks >= PATIENCE else ():
                    each.explain(
                        f"Waiting for {each.error.who} to let go of the file, then this is saved."
                        " esc stops waiting."
                    )
                await asyncio.sleep(PAUSE)
        finally:
            self._is_watching = False

    def _go_on(self) -> None:
        held, self._held = self._held, []
        for each in held:
            if not each.is_dropped:
                each.tell("")
                each.again()
