"""The first minutes: every step tells the next one, until the user has been through them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.vocabulary import ScreenName
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.keys.commands import SCREENS, sign_key
from infoint_tui.ui.shell.session import SessionFile
from infoint_tui.ui.widgets.hint_line import HintLine
from tests.ui.conftest import text_of, until

MakeApp = Callable[..., InfointApp]

PEOPLE = ("Ana Ruiz", "Bo Lindqvist", "Chidi Eze", "Dana Plume", "Farah Quint", "Gus Tarrant")


def hint_of(app: InfointApp) -> str:
    """What the line says on the terminal; empty while it is not there."""
    line = next(iter(app.screen.query(HintLine)), None)
    if line is None or not line.display:
        return ""
    return text_of(app).splitlines()[line.region.y].strip().removesuffix("0 hides it").strip()


async def hints(pilot: Pilot[None], app: InfointApp, expected: str) -> None:
    await until(pilot, lambda: hint_of(app) == expected)


async def dialog(pilot: Pilot[None], name: str) -> None:
    await until(pilot, lambda: type(pilot.app.screen).__name__ == name)


async def tab(pilot: Pilot[None], name: str) -> None:
    await until(pilot, lambda: getattr(pilot.app.screen, "NAME", "") == name)


async def test_from_nobody_to_the_first_thank_you(
    services: Services, clock: FixedClock, make_app: MakeApp
) -> None:
    app = make_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await dialog(pilot, "WelcomeScreen")
        await pilot.press("escape")
        await tab(pilot, "contacts")
        await until(pilot, lambda: "n to add a person, I to import a file" in text_of(app))
        assert hint_of(app) == ""  # the empty list says so itself
        await pilot.press("4")
        await hints(pilot, app, "2 Contacts: n to add a person, I to import.")

        for name in PEOPLE:
            services.contacts.add(name)
        await pilot.press("2")
        await hints(pilot, app, "Pick five: / filters, space marks, + shortlists.")
        await pilot.press("g", "space", "space", "plus", "g")
        await hints(pilot, app, "Wrote to Ana Ruiz? a logs it.")
        await pilot.press("j")  # it follows the cursor
        await hints(pilot, app, "Wrote to Bo Lindqvist? a logs it.")
        await pilot.press("G")  # who is not on the board
        await hints(pilot, app, "Wrote to someone? a logs it.")
        await pilot.press("g")
        await pilot.press("a")
        await hints(pilot, app, "An answer from Ana Ruiz? A saves it.")
        await pilot.press("4")
        await tab(pilot, "board")
        await hints(pilot, app, "An answer from someone? A saves it.")  # it is on Bo's
        await pilot.press("l")
        await hints(pilot, app, "An answer from Ana Ruiz? A saves it.")
        await pilot.press("A")
        await dialog(pilot, "ChoiceDialog")
        await pilot.press("2")  # yes, the time comes later
        await tab(pilot, "board")
        await hints(pilot, app, "Yes from Ana Ruiz? s sets the time.")
        await pilot.press("s")
        await dialog(pilot, "ScheduleDialog")
        await pilot.press(*"tomorrow", "space", *"3pm", "ctrl+s")
        await tab(pilot, "board")
        await hints(pilot, app, "Seeing Ana Ruiz soon? p gets you ready.")
        await pilot.press("p")
        await tab(pilot, "prep")
        assert hint_of(app) == ""  # the empty plan says so itself
        await pilot.press("i", "2")
        await tab(pilot, "contacts")
        await hints(pilot, app, "")

        clock.instant += timedelta(days=2)
        app.watch_file()
        await hints(pilot, app, "Talked with Ana Ruiz? h asks how it went.")
        await pilot.press("g", "h")
        await dialog(pilot, "ChoiceDialog")
        await pilot.press("1")
        await dialog(pilot, "TextDialog")
        await pilot.press("ctrl+s")
        await tab(pilot, "contacts")
        await hints(pilot, app, "Thanked Ana Ruiz? t logs it.")
        await pilot.press("t")
        await hints(pilot, app, "")


@pytest.mark.parametrize(("way", "typed"), [("3", "~/C"), ("2", "a1C")])
async def test_what_is_typed_ahead_of_the_first_dialog_is_for_it(
    services: Services, make_app: MakeApp, way: str, typed: str
) -> None:
    app = make_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await dialog(pilot, "WelcomeScreen")
        for sign in (way, *typed):
            app.post_message(events.Key(sign_key(sign), sign))
        await until(pilot, lambda: f" {typed} " in text_of(app))
        assert isinstance(app.focused, Input)
        assert app.focused.value == typed


@pytest.mark.parametrize("home", SCREENS)
async def test_a_person_can_be_added_everywhere(
    home: ScreenName, services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Bo")
    services.undo()
    app = make_app(services, start=home)
    async with app.run_test(size=(100, 30)) as pilot:
        for name in ("Ana Ruiz", "Chidi Eze"):  # where nobody is, and where someone is
            await pilot.press(SCREENS[home].key)
            await tab(pilot, home)
            await pilot.press("n", *map(sign_key, name), "ctrl+s")
            await tab(pilot, "contacts")
            await until(pilot, lambda it=name: f"Added {it} - u undoes" in app.messages[0].words)
            await until(pilot, lambda: app.focused is not None and app.focused.id == "detail")
    assert [each.name for each in services.overview.rows()] == ["Ana Ruiz", "Chidi Eze"]


@pytest.mark.parametrize("home", ["contacts", "board"])
async def test_beside_the_list_a_new_person_is_selected_in_it(
    home: ScreenName, services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Bo Lind")
    app = make_app(services, start=home, hints=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await tab(pilot, home)
        await pilot.press("n", *map(sign_key, "Ana Ruiz"), "ctrl+s")
        await tab(pilot, "contacts")
        await until(pilot, lambda: app.focused is not None and app.focused.id == "people")
        lines = [line for line in text_of(app).splitlines() if "Ana Ruiz" in line]
        assert any(re.search("[▸▌] *Ana Ruiz", line) for line in lines)
        await pilot.press("j")
        await until(pilot, lambda: "Bo Lind" in text_of(app))
        await pilot.press("n", *map(sign_key, "Abe Cole"), "ctrl+s")
        await until(pilot, lambda: "▸  Abe Cole" in text_of(app))
        await pilot.press("enter")  # from the details too
        await pilot.press("n", *map(sign_key, "Zoe Hart"), "ctrl+s")
        await until(pilot, lambda: "▸  Zoe Hart" in text_of(app))
        await until(pilot, lambda: app.focused is not None and app.focused.id == "people")


async def test_a_hint_that_was_hidden_stays_hidden(
    tmp_path: Path, services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("A name " * 40)
    sessions = SessionFile(tmp_path / "session.json", services.context.repository.path)
    app = make_app(services, sessions=sessions)
    async with app.run_test(size=(60, 16)) as pilot:
        await hints(pilot, app, "Who to ask first? + puts them on the board.")
        await pilot.press("0")
        await hints(pilot, app, "")
        for said in ("Hid the line in a request", "No hint is shown."):
            await pilot.press("0")
            await until(pilot, lambda it=said: app.messages and app.messages[0].words == it)
        await pilot.press("plus")
        await until(pilot, lambda: hint_of(app).startswith("Wrote to A name"))
        assert "… a logs" in hint_of(app) or "…? a logs" in hint_of(app)
        await pilot.click(HintLine, offset=(4, 0))  # beside the way out
        await pilot.pause()
        assert hint_of(app)
        await pilot.click(HintLine, offset=(57, 0))
        await hints(pilot, app, "")
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert sessions.read().dismissed == {"about_you", "ask", "courage", "pick"}
    await says_nothing(make_app(services, sessions=sessions))
    await says_nothing(make_app(services, hints=False))


async def says_nothing(app: InfointApp) -> None:
    async with app.run_test(size=(60, 16)) as pilot:
        await until(pilot, lambda: getattr(app.screen, "is_ready", False))
        assert hint_of(app) == ""
