"""Quitting and coming back: nothing is lost, and everything stands where it stood."""

from __future__ import annotations

import errno
import os
import signal
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from infoint_tui import paths
from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.settings import Settings
from infoint_tui.exchange.settings_file import write_settings
from infoint_tui.services.container import Services
from infoint_tui.services.preferences import Preferences
from infoint_tui.services.sample import fill
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs.contact_form import ContactForm
from infoint_tui.ui.dialogs.help import HelpScreen
from infoint_tui.ui.kit.drafts import changed
from infoint_tui.ui.kit.search_input import SearchInput
from infoint_tui.ui.screens.board import BoardScreen
from infoint_tui.ui.screens.contacts import ContactsScreen
from infoint_tui.ui.screens.prep import PrepScreen
from infoint_tui.ui.screens.today import TodayScreen
from infoint_tui.ui.shell.session import Session, SessionFile
from infoint_tui.ui.widgets.question_bank import QuestionBank
from tests.ui.conftest import text_of, until
from tests.ui.host import reveal, typing

MakeApp = Callable[..., InfointApp]


async def on(pilot: Pilot[None], name: str) -> None:
    await until(
        pilot,
        lambda: (
            getattr(pilot.app.screen, "NAME", "") == name
            and getattr(pilot.app.screen, "is_ready", False)
        ),
    )


def sessions_of(tmp_path: Path, services: Services) -> SessionFile:
    return SessionFile(tmp_path / "state" / "session.json", services.context.repository.path)


async def test_everything_stands_where_it_stood(
    tmp_path: Path, services: Services, clock: FixedClock, make_app: MakeApp
) -> None:
    fill(services.context)
    sessions = sessions_of(tmp_path, services)
    app = make_app(services, sessions=sessions)
    async with app.run_test(size=(120, 40)) as pilot:
        await on(pilot, "today")
        await pilot.press("j", "j")
        assert isinstance(app.screen, TodayScreen)
        line = app.screen.contact_id
        await pilot.press("2")
        await on(pilot, "contacts")
        await pilot.press("slash", *"lum", "enter", "v", "v", "j")
        contacts = app.screen
        assert isinstance(contacts, ContactsScreen)
        person = contacts.contact_id
        await pilot.press("3")
        await on(pilot, "prep")
        await pilot.press("t")
        await until(pilot, lambda: type(app.screen).__name__ == "ChoiceDialog")
        await pilot.press("2")
        await on(pilot, "prep")
        await pilot.press("slash", *"cult", "enter", "j")
        prep = app.screen
        assert isinstance(prep, PrepScreen)
        assert prep.preparation
        interview, question = prep.preparation.interview.id, prep.query_one(QuestionBank).rows.key
        await pilot.press("4")
        await on(pilot, "board")
        await pilot.press("l", "l")
        assert isinstance(app.screen, BoardScreen)
        card = app.screen.contact_id
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert card

    again = build_services(services.context.repository.path, clock=clock, settings=Settings())
    app = make_app(again, sessions=sessions)
    async with app.run_test(size=(120, 40)) as pilot:
        await on(pilot, "board")
        assert isinstance(app.screen, BoardScreen)
        assert app.screen.contact_id == card
        await pilot.press("1")
        await on(pilot, "today")
        assert isinstance(app.screen, TodayScreen)
        assert app.screen.contact_id == line
        await pilot.press("2")
        await on(pilot, "contacts")
        assert isinstance(app.screen, ContactsScreen)
        assert app.screen.contact_id == person
        assert app.screen.query_one("#search", SearchInput).value == "lum"
        assert ", by due" in text_of(app)
        await pilot.press("3")
        await on(pilot, "prep")
        assert isinstance(app.screen, PrepScreen)
        assert app.screen.preparation
        assert app.screen.preparation.interview.id == interview
        bank = app.screen.query_one(QuestionBank)
        assert (bank.search.value, bank.rows.key) == ("cult", question)


async def test_what_is_gone_is_left_out_and_the_screen_asked_for_wins(
    tmp_path: Path, services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Ana Ruiz")
    sessions = sessions_of(tmp_path, services)
    gone = {"contact": "gone", "talk": "gone", "question": "gone", "sort": "shoe size"}
    sessions.keep(Session("attic", {"contacts": gone, "prep": gone, "board": gone}))
    app = make_app(services, sessions=sessions)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "contacts")
        assert "▸  Ana Ruiz" in text_of(app)
        for key, name in (("3", "prep"), ("4", "board")):
            await pilot.press(key)
            await on(pilot, name)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert sessions.read().screen == "board"
    app = make_app(services, sessions=sessions, start="prep")
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "prep")


async def test_what_was_typed_when_the_app_ended_comes_back_until_it_is_left(
    tmp_path: Path, services: Services, make_app: MakeApp, clock: FixedClock
) -> None:
    services.contacts.add("Ana Ruiz")
    database = services.context.repository.path

    def drafts() -> list[Path]:
        return list(Path(os.environ["XDG_STATE_HOME"]).glob("**/drafts/*"))

    async def form(pilot: Pilot[None]) -> ContactForm:
        await on(pilot, "contacts")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, ContactForm))
        assert isinstance(pilot.app.screen, ContactForm)
        return pilot.app.screen

    app = make_app(services, sessions=sessions_of(tmp_path, services))
    async with app.run_test(size=(100, 40)) as pilot:
        await form(pilot)
        await pilot.press(*typing("Bo"))
        await until(pilot, drafts)  # on disk while it is typed
        assert [stat.S_IMODE(each.stat().st_mode) for each in drafts()] == [0o600]
        await reveal(pilot, "Phone")
        await pilot.press(*"123", "f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert sessions_of(tmp_path, services).read().screen == "contacts"

    app = make_app(build_services(database, clock=clock, settings=Settings()), start="contacts")
    async with app.run_test(size=(100, 40)) as pilot:
        again = await form(pilot)
        words = "What you typed before is back; esc twice forgets it."
        await until(pilot, lambda: words in text_of(app))
        assert changed(again.fields) == {"Name": "Bo", "Phone": "123"}
        await pilot.press("escape", "escape")
        await on(pilot, "contacts")
        again = await form(pilot)
        assert changed(again.fields) == {}
        await until(pilot, lambda: drafts() == [])
        await pilot.press(*typing("Kit"), "ctrl+s")
        await until(pilot, lambda: "Kit" in [each.name for each in app.services.overview.rows()])
        again = await form(pilot)
        assert changed(again.fields) == {}


async def test_a_signal_ends_the_app_and_keeps_the_session(
    tmp_path: Path, services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Ana Ruiz")
    app = make_app(services, sessions=sessions_of(tmp_path, services), start="board")
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "board")
        os.kill(os.getpid(), signal.SIGTERM)
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 128 + signal.SIGTERM
    assert sessions_of(tmp_path, services).read().screen == "board"


async def test_a_sample_is_not_remembered_and_asks_before_typing_is_lost(
    tmp_path: Path, services: Services, make_app: MakeApp
) -> None:
    app = make_app(services, sessions=sessions_of(tmp_path, services))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: type(app.screen).__name__ == "WelcomeScreen")
        await pilot.press("1")
        await on(pilot, "today")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ContactForm))
        await pilot.press("B", "ctrl+q")
        await until(pilot, lambda: "Not saved: ctrl+q again to quit" in text_of(app))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert not (tmp_path / "state").exists()


async def test_the_theme_is_kept_in_the_settings(
    tmp_path: Path, services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Ana Ruiz")
    settings = tmp_path / "settings.toml"
    preferences = Preferences(None, partial(write_settings, settings))

    def keep_theme(name: str) -> object:
        return preferences.change(theme=name)

    app = make_app(services, theme="infoint-light", keep_theme=keep_theme)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, "contacts")
        assert app.theme == "infoint-light"
        app.choose_theme("infoint-dark")
        assert settings.read_text() == 'theme = "infoint-dark"\n'
        settings.write_text("theme =")
        app.choose_theme("infoint-light")
        await until(pilot, lambda: "theme was not saved" in " ".join(text_of(app).split()))
        assert app.theme == "infoint-light"


def test_what_is_drawn_on_a_closed_terminal_goes_nowhere(
    services: Services, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the app would wait for ever for the thread that draws."""
    app = make_app(services)

    async def draw(_: Pilot[None]) -> None:
        assert sys.__stderr__
        assert sys.__stderr__.fileno() == closed.fileno()
        sys.__stderr__.write("x")
        sys.__stderr__.flush()
        app.exit()

    with open("/dev/full", "w", buffering=1) as closed:
        monkeypatch.setattr(sys, "__stderr__", closed)
        app.run(headless=True, auto_pilot=draw)
        assert sys.__stderr__ is closed
        with suppress(OSError):
            closed.close()
    assert app.return_code == 0


async def test_a_file_that_can_only_be_read_opens_and_every_screen_says_so(
    services: Services, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.contacts.add("Ana Ruiz")
    monkeypatch.setattr(os, "access", lambda *_: False)
    app = make_app(services, start="contacts")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, "contacts")
        for key in "12345":
            await pilot.press(key)
            await until(pilot, lambda: "READ-ONLY" in text_of(app).splitlines()[0])
        await pilot.press("2", "plus")
        await until(pilot, lambda: "can only be read. Nothing was changed." in said(app))
        assert "Ana Ruiz" in text_of(app)


async def test_a_change_that_the_disk_does_not_confirm_is_saved_and_told_about(
    services: Services, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.contacts.add("Ana Ruiz")
    real = os.fsync

    def fsync(handle: int) -> None:
        if os.path.isdir(handle):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(handle)

    app = make_app(services, start="contacts")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, "contacts")
        monkeypatch.setattr(os, "fsync", fsync)
        await pilot.press("plus")
        await until(pilot, lambda: "but the disk has not confirmed it" in said(app))
        (row,) = services.overview.rows()
        assert row.standing == "shortlisted"


def said(app: InfointApp) -> str:
    return " ".join(each.words for each in app.messages)


async def test_a_mistake_in_the_program_leaves_a_report_and_what_was_typed(
    services: Services, make_app: MakeApp, clock: FixedClock
) -> None:
    services.contacts.add("Ana Ruiz")

    def fails() -> None:
        raise ValueError("Ana Ruiz")

    async def types_until_it_fails() -> None:
        app = make_app(services, start="contacts")
        async with app.run_test(size=(80, 24)) as pilot:
            await on(pilot, "contacts")
            await pilot.press("n")
            await until(pilot, lambda: isinstance(app.screen, ContactForm))
            await pilot.press(*"Bo")
            app.screen.call_later(fails)
            await until(pilot, lambda: not app.is_running)

    with pytest.raises(ValueError, match="Ana Ruiz"):
        await types_until_it_fails()
    report = paths.error_report().read_text()
    assert "builtins.ValueError" in report
    assert "Ana" not in report

    again = build_services(services.context.repository.path, clock=clock, settings=Settings())
    app = make_app(again, start="contacts")
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "contacts")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ContactForm))
        await until(pilot, lambda: "What you typed before is back" in text_of(app))
        assert "Bo" in text_of(app)
