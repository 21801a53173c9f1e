"""A large import and export by keys: whether the app answers all along, and esc changes nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from infoint_tui.bootstrap import build_services, sample_services
from infoint_tui.domain.basics.clock import SystemClock
from infoint_tui.domain.records.settings import Settings
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs.import_preview import ImportPreview
from infoint_tui.ui.dialogs.path import PathDialog
from infoint_tui.ui.kit.notice import NoticeDialog
from infoint_tui.ui.widgets.contact_list import ContactList
from tests.bench.people import card
from tests.ui.conftest import text_of, until
from tests.ui.test_removing import choose, is_home

CARDS = 30_000
LONGEST = 0.5
"""The longest that the app may not answer, in seconds."""


class Pauses:
    """How long the app did not answer, for each thing it was doing."""

    def __init__(self) -> None:
        self.longest: dict[str, float] = {}

    @asynccontextmanager
    async def during(self, what: str) -> AsyncIterator[None]:
        """Watch the app in the meantime."""
        task = asyncio.create_task(self._watch(what))
        try:
            yield
        finally:
            task.cancel()

    async def _watch(self, what: str) -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0.005)
            now = time.perf_counter()
            self.longest[what] = max(self.longest.get(what, 0), now - last)
            last = now


def check(folder: Path) -> list[str]:
    """Return what is wrong; prints how long the app did not answer."""
    pauses = Pauses()
    wrong = asyncio.run(_drive(folder, pauses))
    print("  the longest pause:", *(f"{what} {s:.2f} s," for what, s in pauses.longest.items()))
    slow = {what: seconds for what, seconds in pauses.longest.items() if seconds > LONGEST}
    return [*wrong, *(f"{what}: {s:.2f} s without an answer" for what, s in slow.items())]


async def _drive(folder: Path, pauses: Pauses) -> list[str]:
    file, path = folder / "people.vcf", folder / "infoint.json"
    file.write_text("".join(map(card, range(CARDS))))
    services = build_services(path, clock=SystemClock("UTC"), settings=Settings(), is_patient=False)
    services.contacts.add("Bo Lindqvist")
    before = services.overview.revision
    app = InfointApp(services, sample_services, start="contacts")
    wrong: list[str] = []
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: is_home(app))
        for stage in ("Reading", "Comparing", "Saving", ""):
            await _open(app, pilot, file)
            for words in ("Reading", "Comparing", "Saving"):
                if words == "Saving":
                    await until(pilot, lambda: isinstance(app.screen, ImportPreview))
                    await pilot.press("ctrl+s")
                async with pauses.during(words):
                    await until(pilot, lambda: words in text_of(app))  # noqa: B023
                    if words == stage:
                        await pilot.press("escape")
                        await until(pilot, lambda: isinstance(app.screen, PathDialog))
                        break
                    await until(pilot, lambda: words not in text_of(app), 120)  # noqa: B023
            if stage:
                if services.overview.revision != before:
                    wrong.append(f"{stage}: esc changed something")
                await pilot.press("escape")
                await until(pilot, lambda: is_home(app))
        await until(pilot, lambda: isinstance(app.screen, NoticeDialog), 120)
        if (count := len(services.overview.rows())) != CARDS + 1:
            wrong.append(f"there are {count} people, not {CARDS + 1}")
        await pilot.press("enter")
        await until(pilot, lambda: is_home(app))
        wrong += [each async for each in _exported(app, pilot, folder, pauses)]
    return wrong


async def _open(app: InfointApp, pilot: Pilot[None], file: Path) -> None:
    await pilot.press("I")
    await until(pilot, lambda: isinstance(app.screen, PathDialog) and app.focused)
    app.post_message(events.Paste(str(file)))
    await pilot.press("enter")


async def _exported(
    app: InfointApp, pilot: Pilot[None], folder: Path, pauses: Pauses
) -> AsyncIterator[str]:
    people = app.screen.query_one(ContactList)
    people.marked = frozenset(row.row.id for row in people.rows)  # nobody presses space so often
    for is_stopped in (True, False):
        await choose(app, pilot, "export", "Export")
        await pilot.press("enter")
        await until(pilot, lambda: "people to a file" in text_of(app))
        out = folder / "out.vcf"
        await pilot.press("ctrl+u")
        app.post_message(events.Paste(str(out)))
        async with pauses.during("Writing"):
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "Writing" in text_of(app))
            if is_stopped:
                await pilot.press("escape")
            await until(pilot, lambda: is_home(app), 120)
        if out.exists() == is_stopped:
            yield f"export: {out.name} {'is' if is_stopped else 'is not'} there"
