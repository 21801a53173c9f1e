"""A file that is replaced while the app runs, and merging another version, by key."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.screen import TabScreen
from tests.ui.conftest import says, text_of, until

MakeApp = Callable[..., InfointApp]


def names(services: Services) -> set[str]:
    return {each.name for each in services.overview.rows()}


async def test_a_file_that_is_replaced_by_an_older_one_is_asked_about_and_merged(
    services: Services, clock: FixedClock, make_app: MakeApp, monkeypatch
) -> None:
    monkeypatch.setattr(InfointApp, "WATCH_SECONDS", 0.05)
    path = services.context.repository.path
    services.contacts.add("Ana Ruiz", title="Planner")
    older = path.with_name("older.json")
    shutil.copy(path, older)
    elsewhere = build_services(older, clock=clock, settings=Settings())
    elsewhere.contacts.add("Dee Adler")
    elsewhere.contacts.edit(elsewhere.contacts.find("Ana Ruiz").id, title="Director")
    app = make_app(services, start="contacts")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TabScreen) and app.screen.is_ready)
        services.contacts.edit(services.contacts.find("Ana Ruiz").id, title="Head of planning")
        services.contacts.add("Bo Lindqvist")
        await until(pilot, lambda: "Bo Lindqvist" in text_of(app))
        shutil.copy(older, path)
        await until(pilot, lambda: "Changes are missing" in text_of(app))
        assert says(app, "was changed elsewhere: 2 changes made here are missing.")
        assert names(services) == {"Ana Ruiz", "Dee Adler"}
        await pilot.press("1")
        await until(pilot, lambda: "Both changed the same thing in 1 place" in text_of(app))
        assert "New: Bo Lindqvist" in text_of(app)
        await pilot.press("right", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, TabScreen))
        assert any(each.words.startswith("Merged 0000") for each in app.messages)
        assert names(services) == {"Ana Ruiz", "Bo Lindqvist", "Dee Adler"}
        assert services.contacts.find("Ana Ruiz").title == "Head of planning"
        assert services.other_versions.missing() is None
        await pilot.press("u")
        await until(pilot, lambda: names(services) == {"Ana Ruiz", "Dee Adler"})


async def test_a_copy_beside_the_file_is_told_of_and_offered(
    services: Services, clock: FixedClock, make_app: MakeApp, monkeypatch
) -> None:
    monkeypatch.setattr(InfointApp, "WATCH_SECONDS", 0.05)
    path = services.context.repository.path
    services.contacts.add("Ana Ruiz")
    copy = path.with_name("people (1).json")
    shutil.copy(path, copy)
    build_services(copy, clock=clock, settings=Settings()).contacts.add("Dee Adler")
    app = make_app(services, start="contacts")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: any("two versions: people (1)" in m.words for m in app.messages))
        app.screen.run_worker(app.run_action("merge_file"))
        await until(pilot, lambda: "Merge which version?" in text_of(app))
        await pilot.press("1")
        await until(pilot, lambda: "New: Dee Adler" in text_of(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: names(services) == {"Ana Ruiz", "Dee Adler"})
