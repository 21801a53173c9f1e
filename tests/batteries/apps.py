"""The app itself, over a file of its own, and someone who adds people with its form."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from infoint_tui.bootstrap import build_services, sample_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.settings import Settings
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs.contact_form import ContactForm
from tests.batteries.children import NOW, add, opened
from tests.ui.conftest import says, text_of, until
from tests.ui.host import typing


class Typist:
    """Someone at the app.

    Args:
        app: the app, on a screen.
        pilot: presses its keys.
    """

    def __init__(self, app: InfointApp, pilot: Pilot[None]) -> None:
        self._app, self._pilot = app, pilot

    async def fill_in(self, name: str) -> None:
        """Open the form for a new person and type a name."""
        await self._pilot.press("n")
        await until(self._pilot, lambda: self._is_open() and self._app.focused)
        await self._pilot.press(*typing(name))

    async def save(self) -> bool:
        """Save the form; return whether it is gone, and not open with an error."""
        await self._pilot.press("ctrl+s")
        await until(self._pilot, lambda: not self._is_open() or self.says("cannot be"))
        return not self._is_open()

    async def save_again(self) -> None:
        """Save the form, which is gone then."""
        await self._pilot.press("ctrl+s")
        await until(self._pilot, lambda: not self._is_open())

    def _is_open(self) -> bool:
        return isinstance(self._app.screen, ContactForm)

    def says(self, words: str) -> bool:
        """Return whether the form says these words."""
        return self._is_open() and says(self._app, words)

    def was_told(self, words: str) -> bool:
        """Return whether one of the two latest messages has these words."""
        return any(words in message.words for message in list(self._app.messages)[:2])


@asynccontextmanager
async def typing_at(path: Path) -> AsyncIterator[Typist]:
    """Run the app over a file that has one person."""
    add(opened(path, "ours"), "Ana Ruiz")
    services = build_services(path, clock=FixedClock(NOW), settings=Settings())
    app = InfointApp(services, sample_services, start="contacts")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "Ana Ruiz" in text_of(app))
        yield Typist(app, pilot)
