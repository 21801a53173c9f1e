"""The app with nothing but a dialog in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from textual import events, work
from textual.pilot import Pilot
from textual.screen import Screen

import infoint_tui.ui.app
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.more_line import MoreLine
from tests.ui.conftest import until

_NO_SERVICES: Any = SimpleNamespace(overview=SimpleNamespace(revision=0))
"""All that the app asks of its services before a screen of its own is open."""
_STYLES = Path(infoint_tui.ui.app.__file__).parent / "styles"


class Host(InfointApp):
    """Asks one question and keeps the answers."""

    CSS_PATH = [str(_STYLES / "app.tcss"), str(_STYLES / "dialogs.tcss")]  # noqa: RUF012

    def __init__(self, make: Callable[[], Screen[Any]]) -> None:
        super().__init__(_NO_SERVICES, None)  # type: ignore[arg-type]  # a dialog needs no samples
        self._dialog = make
        self.answers: list[Any] = []

    def on_mount(self, event: events.Mount | None = None) -> None:
        assert event is not None
        event.prevent_default()  # the app's own start
        self.ask()

    @work
    async def ask(self) -> None:
        self.answers.append(await self.push_screen_wait(self._dialog()))

    async def show(self, make: Callable[[], Screen[Any]], pilot: Pilot[None]) -> Screen[Any]:
        """Ask another question, once the one before is answered."""
        await until(pilot, lambda: len(self.screen_stack) == 1)
        self._dialog = make
        self.ask()
        await until(pilot, lambda: len(self.screen_stack) == 2 and self.focused)
        return self.screen


@asynccontextmanager
async def asking(
    make: Callable[[], Screen[Any]], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Host, Pilot[None]]]:
    """Run an app that asks the question that `make` makes."""
    app = Host(make)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: len(app.screen_stack) == 2 and app.focused)
        yield app, pilot


async def answer(make: Callable[[], Screen[Any]], *keys: str) -> Any:
    """Press keys in a dialog that they close; returns its answer."""
    async with asking(make) as (app, pilot):
        await pilot.press(*keys)
        await until(pilot, lambda: app.answers)
        return app.answers[0]


async def answers(cases: Iterable[tuple[Callable[[], Screen[Any]], Iterable[str]]]) -> list[Any]:
    """Press keys in one dialog after another, each of which they close; returns the answers."""
    first, *rest = cases
    async with asking(first[0]) as (app, pilot):
        await pilot.press(*first[1])
        for at, (make, keys) in enumerate(rest, start=1):
            await until(pilot, lambda: len(app.answers) == at)  # noqa: B023
            await app.show(make, pilot)
            await pilot.press(*keys)
        await until(pilot, lambda: len(app.answers) == 1 + len(rest))
        return app.answers


async def reveal(pilot: Pilot[None], label: str) -> None:
    """Add the field with this label by the last line of the form, unless it is shown."""
    form = pilot.app.screen
    assert isinstance(form, FieldDialog)
    if label in [field.label for field in form.fields]:
        return
    await pilot.press("ctrl+o")
    line = form.query_one(MoreLine)
    words = {field.label: at for at, more in enumerate(line.more) for field in more.fields}
    steps = words[label] - line.place
    await pilot.press(*["right" if steps > 0 else "left"] * abs(steps), "enter")
    await until(pilot, lambda: label in [field.label for field in form.fields])
    await until(pilot, lambda: form.focused not in (None, line))


def typing(words: str) -> list[str]:
    """The keys that type the words."""
    return ["space" if sign == " " else sign for sign in words]
