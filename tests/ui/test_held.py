"""The file is held by another program: the app goes on, says who, and saves once it is free."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs.contact_form import ContactForm
from infoint_tui.ui.screens.contacts import ContactsScreen
from infoint_tui.ui.screens.live import LiveScreen
from tests.ui.conftest import says, text_of, until
from tests.ui.host import typing

WHO = f"importer (process {os.getpid()})"


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a file, as a program that was stopped in the middle of a change."""
    lock = Path(f"{path}.lock")
    with FileLock(lock):
        lock.write_text(f"{os.getpid()} importer\n")
        yield


@pytest.fixture
def app(services: Services, clock: FixedClock, make_app: Callable[..., InfointApp]) -> InfointApp:
    services.contacts.add("Ana Ruiz")
    path = services.context.repository.path
    own = build_services(path, clock=clock, settings=Settings(), is_patient=False)
    return make_app(own, start="contacts")


def names(app: InfointApp) -> list[str]:
    return [each.name for each in app.services.overview.rows()]


async def test_a_form_waits_with_what_was_typed_and_saves_by_itself(app: InfointApp) -> None:
    path = app.services.context.repository.path
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen) and app.screen.is_ready)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ContactForm))
        with held(path):
            await pilot.press(*typing("Bo"), "ctrl+s")
            await until(pilot, lambda: says(app, f"Waiting for {WHO}"))
            await pilot.press("escape")
            await until(pilot, lambda: says(app, f"Not saved: {WHO} still holds the file."))
            await pilot.press("ctrl+s")
            await until(pilot, lambda: says(app, f"Waiting for {WHO}"))
            await pilot.press("x")  # who goes on typing is not done
            await until(pilot, lambda: not says(app, "Waiting"))
            assert not app.waiting
            await pilot.press("backspace", "ctrl+s")
            await until(pilot, lambda: says(app, "Waiting"))
        await until(pilot, lambda: not isinstance(app.screen, ContactForm))
        assert names(app) == ["Ana Ruiz", "Bo"]
        await until(pilot, lambda: app.messages[0].words.startswith("Added Bo"))

        with held(path):
            await pilot.press("u")
            await until(pilot, lambda: f"Waiting for {WHO}" in " ".join(text_of(app).split()))
            await pilot.press("4", "2")  # the app goes on
        await until(pilot, lambda: names(app) == ["Ana Ruiz"])
        with held(path):
            await pilot.press("plus")
            await until(pilot, lambda: "Waiting for" in " ".join(text_of(app).split()))
            await pilot.press("escape")
            await until(pilot, lambda: app.messages[0].words.startswith("Not saved"))
        assert app.services.context.repository.is_free
        assert not app.waiting
        assert app.services.overview.rows()[0].standing == "known"


async def test_notes_go_on_and_are_saved_before_the_conversation_is_left(
    app: InfointApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LiveScreen, "KEEP_SECONDS", 0.05)
    services = app.services
    (ana,) = services.overview.rows()
    interview = services.planning.plan_interview(ana.id)

    def notes() -> list[str]:
        (kept,) = services.context.repository.all(type(interview))
        return [each.text for each in kept.notes]

    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen) and app.screen.is_ready)
        conversation = services.conversations.begin(interview.id)
        app.run_worker(app.open_conversation(conversation))
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        with held(services.context.repository.path):
            await pilot.press(*typing("one"), "enter", *typing("two"), "enter")
            await until(pilot, lambda: "two" in text_of(app))
            assert any("your notes are kept in a draft" in each.words for each in app.messages)
            await pilot.press("escape")
            await until(pilot, lambda: "Waiting for" in " ".join(text_of(app).split()))
            assert notes() == []
        await until(pilot, lambda: not isinstance(app.screen, LiveScreen))
        assert notes() == ["one", "two"]
