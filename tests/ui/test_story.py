"""The main job from end to end, by keys alone: find, schedule, prepare, meet, thank, come back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from textual.pilot import Pilot

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from infoint_tui.services.sample import fill
from infoint_tui.ui.app import InfointApp
from tests.ui.conftest import text_of, until


def open_services(path: Path, clock: FixedClock) -> Services:
    return build_services(path, clock=clock, settings=Settings())


def interview_of(services: Services, name: str) -> Interview:
    contact = services.contacts.find(name)
    found = [
        interview
        for interview in services.context.repository.all(Interview)
        if interview.contact_id == contact.id and (interview.is_open or interview.held_on)
    ]
    return found[-1]


def column_of(services: Services, name: str) -> str | None:
    card = services.overview.card(services.contacts.find(name).id)
    return card.column if card else None


async def on_screen(pilot: Pilot[None], name: str) -> None:
    await until(pilot, lambda: getattr(pilot.app.screen, "NAME", "") == name)


async def on_dialog(pilot: Pilot[None], name: str) -> None:
    await until(pilot, lambda: type(pilot.app.screen).__name__ == name)


async def says(pilot: Pilot[None], app: InfointApp, words: str) -> None:
    await until(pilot, lambda: words in text_of(app))


async def test_the_whole_job_by_keys(
    tmp_path: Path, clock: FixedClock, make_app: Callable[..., InfointApp]
) -> None:
    path = tmp_path / "people.json"
    services = open_services(path, clock)
    fill(services.context)
    app = make_app(services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        # find someone by letters of name and organization
        await on_screen(pilot, "today")
        await pilot.press("slash")
        await until(pilot, lambda: app.focused is not None and app.focused.id == "search")
        await pilot.press(*"nel", "space", *"wexc", "enter")
        await says(pilot, app, "Nell Ashby")

        # set a time, with the date echoed as it is typed
        await pilot.press("s")
        await on_dialog(pilot, "ScheduleDialog")
        await pilot.press(*"tomorrow", "space", *"3pm")
        await says(pilot, app, "Mon 23 Nov, 15:00 - tomorrow")
        await pilot.press("ctrl+s")
        await on_screen(pilot, "contacts")
        assert column_of(services, "Nell") == "prepare"

        # prepare it: suggest, move a question up, add an own one
        await pilot.press("p")
        await on_screen(pilot, "prep")
        await says(pilot, app, "Nell Ashby")
        await pilot.press("i")
        await until(pilot, lambda: interview_of(services, "Nell").plan)
        suggested = interview_of(services, "Nell").plan
        assert 15 <= sum(question.minutes for question in suggested) <= 20
        await pilot.press("tab", "j", "K")
        await until(pilot, lambda: interview_of(services, "Nell").plan != suggested)
        moved = interview_of(services, "Nell").plan
        assert (moved[0], moved[1]) == (suggested[1], suggested[0])
        await pilot.press("a")
        await on_dialog(pilot, "OwnQuestionDialog")
        await pilot.press(*"What", "space", *"fills", "space", *"Tuesdays", "question_mark")
        await pilot.press("ctrl+s")
        await on_screen(pilot, "prep")
        own = "What fills Tuesdays?"
        await until(
            pilot,
            lambda: own in [question.text for question in interview_of(services, "Nell").plan],
        )

        # write the sheet
        await pilot.press("w")
        await on_dialog(pilot, "TextDialog")
        await pilot.press("ctrl+s")
        await on_screen(pilot, "prep")
        sheets = list((tmp_path / "sheets").iterdir())
        assert [sheet.name for sheet in sheets] == ["nell-ashby-2026-11-23.md"]
        assert own in sheets[0].read_text("utf-8").replace("\\", "")

        # two days later: it was held
        clock.instant += timedelta(days=2)
        await pilot.press("4")
        await on_screen(pilot, "board")
        await pilot.press("2")
        await on_screen(pilot, "contacts")
        await pilot.press("h")
        await on_dialog(pilot, "ChoiceDialog")
        await pilot.press("1")
        await on_dialog(pilot, "TextDialog")
        await pilot.press(*"ticketing", "ctrl+s")
        await on_screen(pilot, "contacts")
        assert column_of(services, "Nell") == "thank"
        assert str(interview_of(services, "Nell").held_on) == "2026-11-23"

        # the thank-you, back and forth
        await pilot.press("t")
        await says(pilot, app, "Thanked Nell Ashby by")
        assert column_of(services, "Nell") == "warm"
        await pilot.press("u")
        assert column_of(services, "Nell") == "thank"
        await pilot.press("U")
        assert column_of(services, "Nell") == "warm"
        left = interview_of(services, "Nell")
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)

    again = open_services(path, clock)
    assert interview_of(again, "Nell") == left
    app = make_app(again, start="board")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await on_screen(pilot, "board")
        await says(pilot, app, "Nell Ashby")
        assert column_of(again, "Nell") == "warm"
        await pilot.press("u")
        assert column_of(again, "Nell") == "thank"


async def test_eight_hundred_imported_and_five_picked(
    tmp_path: Path, services: Services, make_app: Callable[..., InfointApp]
) -> None:
    rows = [
        f"Person{n},Number{n},,,{'Northwind' if n % 40 == 0 else 'Quarry'},Clerk,07 Dec 2025"
        for n in range(800)
    ]
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    path = tmp_path / "Connections.csv"
    path.write_text("\n".join((header, *rows)), "utf-8")
    app = make_app(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on_dialog(pilot, "WelcomeScreen")
        await pilot.press("3")
        await on_dialog(pilot, "PathDialog")
        await pilot.press(*str(path), "enter")
        await on_dialog(pilot, "ImportPreview")
        await pilot.press("ctrl+s")
        await on_dialog(pilot, "NoticeDialog")
        await says(pilot, app, "800 added. Pick five: / filters, space marks, + shortlists.")
        await pilot.press("enter")
        await on_screen(pilot, "contacts")
        await says(pilot, app, "800 of 800")
        await pilot.press("slash", *"northwind", "enter", *["space"] * 5, "plus")
        await says(pilot, app, "Shortlisted 5 people")
        columns = {name: len(cards) for name, cards in services.overview.board().columns.items()}
        assert columns == {"ask": 5, "waiting": 0, "prepare": 0, "thank": 0, "act": 0, "warm": 0}
        assert services.overview.owed() == ()
        await pilot.press("4")
        await on_screen(pilot, "board")
        await says(pilot, app, "Ask 5")
        await pilot.press("u", "u")
        await until(pilot, lambda: not services.overview.rows())
