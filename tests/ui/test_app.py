"""First start, undo from anywhere, and what the app watches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.screen import TabScreen
from infoint_tui.ui.screens.contacts import ContactsScreen
from tests.ui.conftest import text_of, until
from tests.ui.host import typing

MakeApp = Callable[..., InfointApp]
TODAY = date(2026, 11, 22)


def on_tab(app: InfointApp, name: str = "contacts") -> bool:
    return isinstance(app.screen, TabScreen) and name == app.screen.NAME


def on_dialog(app: InfointApp, name: str) -> bool:
    return type(app.screen).__name__ == name


async def test_look_around_is_a_throwaway_copy(services: Services, make_app: MakeApp) -> None:
    app = make_app(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: on_dialog(app, "WelcomeScreen"))
        await pilot.press("1")
        await until(pilot, lambda: on_tab(app, "today") and "SAMPLE" in text_of(app))
        sample = app.services.context.repository.path
        await pilot.press("2")
        await until(pilot, lambda: on_tab(app))
        await pilot.press("n")
        await until(pilot, lambda: on_dialog(app, "ContactForm"))
        await pilot.press(*typing("Zed"), "ctrl+s")
        await until(pilot, lambda: on_tab(app))
        assert sample.exists()
    assert not sample.exists()
    assert not services.context.repository.path.exists()


async def test_a_first_person(services: Services, make_app: MakeApp) -> None:
    app = make_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: on_dialog(app, "WelcomeScreen"))
        await pilot.press("2")
        await until(pilot, lambda: on_dialog(app, "ContactForm"))
        await pilot.press(*typing("Ana Ruiz"), "ctrl+s")
        await until(pilot, lambda: on_tab(app) and "Ana Ruiz" in text_of(app))
        assert [row.name for row in services.overview.rows()] == ["Ana Ruiz"]


async def test_an_import_to_begin_with(services: Services, make_app: MakeApp) -> None:
    app = make_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: on_dialog(app, "WelcomeScreen"))
        await pilot.press("3")
        await until(pilot, lambda: on_dialog(app, "PathDialog"))
        await pilot.press("escape")
        await until(pilot, lambda: on_tab(app))
        assert not services.context.repository.path.exists()


async def test_beginning_with_nothing(services: Services, make_app: MakeApp) -> None:
    app = make_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: on_dialog(app, "WelcomeScreen"))
        await pilot.press("escape")
        await until(pilot, lambda: on_tab(app))
        await pilot.press("3")
        await until(
            pilot, lambda: on_tab(app, "prep") and "No conversation planned" in text_of(app)
        )
        await pilot.press("4")
        await until(pilot, lambda: on_tab(app, "board") and "Nobody to ask" in text_of(app))


async def test_undo_and_redo_with_nothing_to_do(services: Services, make_app: MakeApp) -> None:
    services.contacts.add("Ana")
    app = make_app(services)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await until(pilot, lambda: on_tab(app))
        await pilot.press("U")
        await until(pilot, lambda: "Nothing to redo." in text_of(app))
        await pilot.press("u")
        await until(pilot, lambda: "Undid: add Ana" in text_of(app))
        await pilot.press("u")
        await until(pilot, lambda: "Nothing to undo." in text_of(app))


async def test_an_undo_that_cannot_be_is_complained_about(
    services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Ana")
    app = make_app(services)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await until(pilot, lambda: on_tab(app))
        services.context.repository.path.write_bytes(b"")
        await pilot.press("u")
        await until(pilot, lambda: app.messages and "is empty" in app.messages[0].words)


async def test_switching_keeps_cursor_filter_and_marks(sample: Services, make_app: MakeApp) -> None:
    app = make_app(sample, start="contacts")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: on_tab(app))
        await pilot.press("slash", *"lum", "enter", "j", "space")
        screen = app.screen
        assert isinstance(screen, ContactsScreen)
        before = (screen.contact_id, screen.contact_ids)
        await pilot.press("4")
        await until(pilot, lambda: on_tab(app, "board"))
        await pilot.press("2")
        await until(pilot, lambda: on_tab(app))
        assert app.screen is screen
        assert (screen.contact_id, screen.contact_ids) == before


async def test_what_is_owed_follows_the_clock(
    services: Services, clock: FixedClock, make_app: MakeApp
) -> None:
    ana = services.contacts.add("Ana")
    services.scheduling.schedule(ana.id, TODAY, time(10))
    app = make_app(services, start="board")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: on_tab(app, "board") and "today 10:00" in text_of(app))
        clock.instant += timedelta(hours=2)
        app.watch_file()
        await until(pilot, lambda: "how did it go?" in text_of(app))
        clock.instant += timedelta(days=1)
        app.watch_file()
        await until(pilot, lambda: "1 day late" in text_of(app))


@pytest.mark.parametrize("screen", ["today", "board"])
async def test_an_interview_that_ends_changes_what_is_shown(
    services: Services, clock: FixedClock, make_app: MakeApp, screen: str
) -> None:
    ana = services.contacts.add("Ana")
    services.scheduling.schedule(ana.id, TODAY, time(10), minutes=30)
    app = make_app(services, start=screen)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: on_tab(app, screen) and "today 10:00" in text_of(app))
        for minutes, is_over in ((89, False), (1, True)):  # it is nine
            clock.instant += timedelta(minutes=minutes)
            app.watch_file()
            await pilot.pause()
            assert ("how did it go?" in text_of(app)) is is_over


async def test_a_damaged_name_is_reported_on_the_first_screen(
    services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Ana")
    path = services.context.repository.path
    path.write_text(path.read_text().replace('"name":"Ana"', '"name":5'))
    services.context.repository.refresh()
    app = make_app(services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: on_tab(app) and "1 record cannot be read" in text_of(app))
        assert text_of(app).count("cannot be read") == 1
        assert app.current_mode == "contacts"


async def test_a_damaged_document_is_told_once_and_the_screen_stays(
    services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Ana")
    services.requests.ask(services.contacts.find("Ana").id)
    app = make_app(services, start="contacts")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: on_tab(app) and "Ana" in text_of(app))
        path = services.context.repository.path
        path.write_text(path.read_text().replace('"requested_on":"', '"requested_on":"x'))
        app.watch_file()
        app.watch_file()
        await until(pilot, lambda: "1 record cannot be read" in text_of(app))
        assert text_of(app).count("cannot be read") == 1
        assert "Ana" in text_of(app)
        await pilot.press("t", "1", "3", "4", "2")
        await pilot.pause()
        assert app.is_running


async def test_a_zone_that_had_to_be_worked_out_is_told_at_the_start(
    services: Services, clock: FixedClock, make_app: MakeApp
) -> None:
    services.contacts.add(name="Ana Ruiz")
    clock.zone_note = "Using the time zone UTC+3, because TZ is “UTC-3”."
    app = make_app(services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "Using the time zone UTC+3" in text_of(app))
