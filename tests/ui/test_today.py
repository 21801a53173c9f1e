"""Today: each line does its next step, the list has an end, and the day's one thing is kept."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import get_args

from textual.pilot import Pilot

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.follow_through.courage import NICE, SENIOR
from infoint_tui.domain.follow_through.owed import Step
from infoint_tui.domain.vocabulary import Action
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.screens.today import TodayScreen, command_of
from infoint_tui.ui.widgets.today_header import TodayHeader
from infoint_tui.ui.widgets.today_list import TodayList
from tests.ui.conftest import text_in, text_of, until
from tests.ui.host import typing

MakeApp = Callable[..., InfointApp]
TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


async def here(pilot: Pilot[None], *words: str) -> None:
    """Today is in front, nothing is asked, and these words stand on it."""
    app = pilot.app

    def is_there() -> bool:
        screen = app.screen
        if not isinstance(screen, TodayScreen) or screen.is_asking or not screen.is_ready:
            return False
        return all(each in text_of(app) for each in words)

    await until(pilot, is_there)


async def asked(pilot: Pilot[None], heading: str) -> None:
    await until(pilot, lambda: heading in getattr(pilot.app.screen, "heading", ""))


async def told(pilot: Pilot[None], app: InfointApp, words: str) -> None:
    await until(pilot, lambda: app.messages and words in app.messages[0].words)
    app.messages.clear()


def line_of(app: InfointApp, name: str) -> str:
    """What the line of a person says; empty when there is none."""
    lines = [line for line in text_in(app, "#today-list-pane").splitlines() if name in line]
    return " ".join(lines[0].split()) if lines else ""


# --- without an app -------------------------------------------------------------------------------


def test_every_next_step_is_a_command_on_a_contact() -> None:
    keys = Keymap()
    for action in get_args(Action):
        scope = "today" if action == "go_on" else "contact"
        command = keys.find(f"{scope}.{command_of(Step(action))}")
        assert command.keys
        assert callable(getattr(TodayScreen, f"action_{command.id}"))


def test_the_frame_needs_no_rules() -> None:
    code = (
        "import sys\n"
        "from infoint_tui.ui.screens.today import TodayScreen\n"
        "print({'pydantic', 'infoint_tui.domain.follow_through.today'} & set(sys.modules))"
    )
    found = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)
    assert found.stdout == "set()\n"


# --- the list -------------------------------------------------------------------------------------


async def test_enter_does_the_next_step_of_each_line(sample: Services, make_app: MakeApp) -> None:
    app = make_app(sample)
    async with app.run_test(size=(98, 40)) as pilot:
        await here(pilot, "Sunday 22 November", "  4 later, on the board")
        assert line_of(app, "Chidi Eze") == "▸ ! Chidi Eze nudge once 3 days late m message"
        assert line_of(app, "Jo Abara") == "Jo Abara new job: Tide Power m message"
        size = app.size  # on a narrow terminal, too, a line goes on up to its own day
        await pilot.resize_terminal(60, 24)
        await here(pilot, "Jo Abara         new job: Tide Power\n")
        await here(pilot, "send him the lamp counts…, 1 more  Tue\n")
        await pilot.resize_terminal(*size)
        await here(pilot, "m message")
        assert " 1 Today 5 " in text_of(app)
        await pilot.press("enter")
        await asked(pilot, "To Chidi Eze · ")
        await pilot.press("ctrl+y", "ctrl+y")  # with a blank for the name
        await asked(pilot, "Did you send it?")
        await pilot.press("1")
        await told(pilot, app, "Nudged Chidi Eze")
        await here(pilot)
        assert line_of(app, "Chidi Eze") == ""
        await pilot.press("g", "enter")
        await asked(pilot, "Next: thank Farah Quint")
        assert "3  Not now; it is 1 day late" in text_of(app)
        await pilot.press("2")
        await told(pilot, app, "Thanked Farah Quint by email")
        assert line_of(app, "Farah Quint") == ""
        await pilot.press("u")
        await told(pilot, app, "Undid")
        assert "thank-you, 1 more 1 day late t" in line_of(app, "Farah Quint")
        await pilot.press("g", "j", "enter")
        await asked(pilot, "How did it go with Kit Marlow?")
        await pilot.press("escape")
        await here(pilot)
        await pilot.press("F")
        await told(pilot, app, "Nothing to finish for Kit Marlow")
        await pilot.press("A")
        await told(pilot, app, "Kit Marlow already said yes. s sets the time, or changes it.")
        assert "today w write it up" in line_of(app, "Lou Field")  # before tomorrow's thank-you
        await pilot.press("j", "j", "enter")
        await asked(pilot, "To Hugo Brandt · ")
        await pilot.press("ctrl+y")
        await until(pilot, lambda: "A blank is left: [what they suggested" in text_of(app))
        await pilot.press("ctrl+y")
        await asked(pilot, "Did you send it?")
        await pilot.press("1")
        await told(pilot, app, "Reported back to Hugo Brandt")
        await pilot.press("G", "k", "enter")
        await asked(pilot, "To Mira Okafor · ")
        await pilot.press("escape")
        await here(pilot)

        # by mouse: a click on the cursor's line; and the ways to the contact and to everyone
        rows = app.screen.query_one(TodayList)
        await pilot.click(rows, offset=(6, 0))
        await pilot.click(rows, offset=(6, 0))
        await asked(pilot, "Next: thank Farah Quint")
        await pilot.press("2")
        await told(pilot, app, "Thanked Farah Quint")
        await pilot.press("g", "l")
        await until(pilot, lambda: app.focused is not None and app.focused.id == "detail")
        await pilot.press("escape")  # back to where they were opened
        await here(pilot)
        await pilot.press("l", "tab", "enter", "escape")
        await here(pilot)
        await pilot.press("l", "2", "escape")  # whoever goes to Contacts stays there
        await until(pilot, lambda: app.focused is not None and app.focused.id == "people")
        await pilot.press("1")
        await here(pilot)
        await pilot.press("slash")
        await until(pilot, lambda: app.focused is not None and app.focused.id == "search")


async def test_a_line_with_news_is_for_congratulations(
    services: Services, make_app: MakeApp, clock: FixedClock
) -> None:
    bo = services.contacts.add("Bo Ray", organization="Lumen")
    services.contacts.shortlist((bo.id,))
    clock.instant += DAY
    services.contacts.edit(bo.id, organization="Tide Power")
    app = make_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await here(pilot, "Bo Ray  new job: Tide Power")
        await pilot.press("enter")
        await asked(pilot, "To Bo Ray")
        assert "their new job" in text_of(app)


async def test_a_line_finishes_what_it_is_about(services: Services, make_app: MakeApp) -> None:
    ana = services.contacts.add("[/x] Ana").id
    services.contacts.shortlist((ana,))
    notes = services.follow_ups
    theirs = notes.note(ana, "send the report", kind="promise", owed_by="them", due=TODAY - DAY)
    mine = notes.note(ana, "read the paper", kind="advice", due=TODAY)
    app = make_app(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await here(pilot, "▸ ! [/x] Ana")
        await pilot.press("F")
        await told(pilot, app, "send the report")
        left = {item.id: item.done_on for item in services.overview.dossiers()[0].follow_ups}
        assert left == {theirs.id: TODAY, mine.id: None}
        await here(pilot, "· [/x] Ana")
        await pilot.press("F")
        await told(pilot, app, "read the paper")
        await pilot.press("c")  # logged today: nobody to say hello to either
        await asked(pilot, "What happened")
        await pilot.press("escape")
        await here(pilot)
        await pilot.press("F")  # the advice was acted on: tell them
        await told(pilot, app, "Reported back to [/x] Ana")
        await here(pilot, "Nothing is due today.", "WHEN YOU'RE READY")
        assert "▸ ○ [/x] Ana ask: find out what is unique about their work" in line_of(app, "[/x]")
        assert text_of(app).split("\n")[-1].startswith(" enter write it  z not this one")
        await pilot.press("z")  # not this one
        await told(pilot, app, "Put off asking [/x] Ana for a week")
        await here(pilot, "Nothing is due today. 1 person is waiting to be asked: 4 Board.")
        line = text_of(app).split("\n")[-1]
        assert line.startswith(" 4 Board  2 Contacts  n new")
        assert "enter" not in line
        for key in ("enter", "l"):
            await pilot.press(key)
            await told(pilot, app, "Nothing is due today. 1 person is waiting")
        await pilot.press("F", "Z")
        await told(
            pilot, app, "Nothing to spread; conversations and thank-yous stay where they are."
        )


async def test_the_list_ends_at_its_limit_and_fits_every_size(
    services: Services, clock: FixedClock, make_app: MakeApp
) -> None:
    for number in range(25):
        contact = services.contacts.add(f"Person {number:02} 小川 " + "long " * 9).id
        services.contacts.shortlist((contact,))
        services.follow_ups.note(contact, "read " * 30, due=TODAY - (5 - number % 5) * DAY)
    app = make_app(services)
    async with app.run_test(size=(160, 50)) as pilot:
        await here(pilot, "  18 later", "NEXT")
        for width, height in ((160, 50), (120, 40), (80, 24), (60, 16)):
            await pilot.resize_terminal(width, height)
            await until(pilot, lambda it=width: app.screen.size.width == it)
            await here(pilot, "… ", "late")
            assert text_of(app).count(" ! Person") == 7
            assert ("NEXT" in text_of(app)) == (width >= 100)
        await pilot.press("G")
        await pilot.resize_terminal(160, 50)
        await here(pilot, "NEXT")

        # what is overdue, over five business days, as one step
        await pilot.press("Z")
        await asked(
            pilot, "Spread 25 overdue items? Conversations and thank-yous stay where they are."
        )
        await pilot.press("2")
        await here(pilot, "late")
        await pilot.press("Z")
        await asked(pilot, "Spread 25")
        assert "Spread from Mon 23 Nov to Fri 27 Nov" in text_of(app)
        await pilot.press("1")
        await told(pilot, app, "Spread 25 overdue items through Fri 27 Nov")
        await here(pilot, "tomorrow")
        assert "late" not in text_of(app).replace("later", "")
        await pilot.press("u")
        await told(pilot, app, "Undid: spread what is overdue over five days")
        await here(pilot, "5 days late")
        clock.instant += DAY
        app.watch_file()
        await here(pilot, "Monday 23 November", "6 days late")


async def test_an_interview_says_how_far_it_is_and_what_it_lacks(
    services: Services, make_app: MakeApp
) -> None:
    ana = services.contacts.add("Ana Ruiz").id
    services.scheduling.schedule(ana, TODAY, time(10))
    bo = services.contacts.add("Bo Lindqvist").id
    services.touches.log([bo], text="a call", kind="call", on=TODAY - 40 * DAY)
    services.contacts.edit(bo, cadence_days=41)
    app = make_app(services)
    async with app.run_test(size=(100, 24)) as pilot:
        await here(pilot, "Ana Ruiz", "Bo Lindqvist")
        line = line_of(app, "Ana Ruiz")
        assert line.startswith("▸ · Ana Ruiz no questions, no research")
        assert line.endswith("… today")
        assert "prepare and confirm" in text_in(app, "#today-person-pane")
        services.contacts.set_aside((ana,), "not a fit")
        app.watch_file()
        await here(pilot, "Nothing is due today.", "SAY HELLO, IF YOU LIKE")
        assert line_of(app, "Bo").startswith("▸ Bo Lindqvist 1 month since you were in touch")


# --- the next to ask ------------------------------------------------------------------------------


async def test_the_next_to_ask_has_a_place_and_a_draft_that_begins_at_its_blank(
    services: Services, make_app: MakeApp
) -> None:
    for name in ("Bo Lind", "Cleo Park"):
        person = services.contacts.add(name, admire="the grid forecast", level="executive")
        services.contacts.shortlist((person.id,))
    services.accountability.promise("write to Bo")
    services.context.preferences.change(my_name="Sam Field", about_me="I teach maths.")
    app = make_app(services, start="today", hints=True)

    def line() -> str:
        return text_of(app).split("\n")[-1]

    async with app.run_test(size=(120, 30)) as pilot:
        await here(pilot, "Nothing is due today.", "WHEN YOU'RE READY", "draft ready, 1 blank")
        assert line_of(app, "Bo Lind").startswith("▸ ○ Bo Lind ask: draft ready, 1 blank")
        await until(pilot, lambda: "DRAFT" in text_of(app))
        pane = " ".join(text_in(app, "#today-person-pane").split())
        assert 'work, in your words: "the grid forecast"]' in pane
        assert "Cleo Park" not in text_of(app)
        assert "z not this one" in line()
        await pilot.press("z")
        await told(pilot, app, "Put off asking Bo Lind for a week")
        await here(pilot, "Cleo Park", "1 blank")
        await pilot.press("u")
        await told(pilot, app, "Undid: snooze Bo Lind")
        await here(pilot, "Bo Lind")

        # the draft begins at its first blank, under a word for someone senior
        await pilot.press("enter")
        await asked(pilot, "To Bo Lind")
        await until(pilot, lambda: SENIOR in text_of(app))
        assert app.focused is not None
        assert app.focused.selected_text.startswith("[")  # type: ignore[attr-defined]
        await pilot.press(*typing("I like your forecast."), "ctrl+y")
        await asked(pilot, "Did you send it?")
        await pilot.press("2")
        await told(pilot, app, "Sent. That was the hard part")
        await here(pilot, "Cleo Park")
        await pilot.press("0")  # the next hint, if one is shown, and then the word
        await pilot.press("0")
        await until(pilot, lambda: "courage" in app.session.dismissed)
        await here(pilot)
        await pilot.press("g")
        while "Cleo Park" not in line_of(app, "▸"):
            await pilot.press("j")
            await pilot.pause()
        await pilot.press("enter")
        await asked(pilot, "To Cleo Park")
        assert NICE not in text_of(app)
        await pilot.press(*typing("I like your forecast."), "ctrl+y")
        await asked(pilot, "Did you send it?")
        await pilot.press("2")
        await told(pilot, app, "Asked Cleo Park")

        # the day's one thing is a line too
        await here(pilot)
        await pilot.press("G")
        await until(pilot, lambda: line().startswith(" enter did it  "))
        assert line_of(app, "One thing") == "▸ ○ One thing not done yet"
        await pilot.press("l")
        await told(pilot, app, "This line isn't about a person.")
        await pilot.press("enter")
        await told(pilot, app, "Done: write to Bo")
        await here(pilot, "✓ One thing")


# --- the one thing --------------------------------------------------------------------------------


async def test_the_one_thing_alone(
    services: Services, make_app: MakeApp, clock: FixedClock
) -> None:
    services.contacts.shortlist((services.contacts.add("Ana Ruiz").id,))
    app = make_app(services, start="today")
    async with app.run_test(size=(120, 24)) as pilot:
        await here(pilot, "ONE THING  none yet: press i")
        for key in ("v", "V"):
            await pilot.press(key)
            await told(pilot, app, "No promise for today yet. i adds one.")
        await pilot.press("Y")
        await told(pilot, app, "No partner yet. : Partner sets one up.")
        await pilot.press("i")
        await asked(pilot, "One thing for today")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "The promise is empty" in text_of(app))
        await pilot.press(*typing("write to Bo"), "enter")
        await told(pilot, app, "Promised for today")
        await here(pilot, "write to Bo  ○ open")
        await pilot.press("v")
        await told(pilot, app, "Done: write to Bo")
        await here(pilot, "write to Bo  ✓ done")
        await pilot.press("v")
        await told(pilot, app, "Already saved: write to Bo")
        await pilot.press("V")
        await told(pilot, app, "Not yet: write to Bo")
        await here(pilot, "write to Bo  ○ not yet")
        await pilot.resize_terminal(60, 16)
        await here(pilot, "\n ONE THING  write to Bo  ○ not yet")
        assert app.screen.query_one(TodayHeader).size.height == 2
        clock.instant += timedelta(days=1)
        services.context.preferences.change(days_off=[clock.instant.date()])
        await until(pilot, lambda: "ONE THING" not in text_of(app))  # a day off asks for nothing


async def test_a_day_with_a_partner_and_the_next_morning(
    services: Services, make_app: MakeApp, clock: FixedClock
) -> None:
    services.contacts.shortlist((services.contacts.add("Ana Ruiz").id,))
    app = make_app(services, start="today")
    async with app.run_test(size=(112, 30)) as pilot:
        await here(pilot)
        await pilot.press(":", *typing("partner"), "enter")
        await asked(pilot, "One thing a day, with a partner")
        await pilot.press(*typing("Sam"), "tab", *typing("+1 202 555 0143"), "ctrl+s")
        await asked(pilot, "Does Sam know yet?")
        await pilot.press("1")
        await told(pilot, app, "Copied “Hi Sam, would you keep me company")
        await here(pilot, "What's your one thing today?  i say it")
        await pilot.press("i", *typing("write to Bo"), "tab", *typing("finish page one"), "enter")
        await told(pilot, app, "Promised for today")
        await here(pilot, "ONE THING  write to Bo  ○ open      Sam: finish page one  ○ open")
        clock.instant += timedelta(hours=9)  # the screen asks by itself
        await here(
            pilot, "Did you write to Bo?  v yes  V not yet      Sam: finish page one  ○ open"
        )
        await pilot.press("V")
        await asked(pilot, "Sam says")
        await until(pilot, lambda: "I'll stay on the phone until it's done.”" in text_of(app))
        await pilot.press("1")
        await told(pilot, app, "Copied “Hi Sam, I haven't done it yet")
        await here(pilot, "Did Sam finish page one?", "write to Bo  ○ not yet  Y tell Sam")
        await pilot.press("v")
        await told(pilot, app, "Sam did it: finish page one")
        await here(pilot, "✓ done  Y say well done")
        await pilot.press("Y")
        await asked(pilot, "Copy which message for Sam (+1 202 555 0143)?")
        await until(pilot, lambda: "Sam did it" in text_of(app))
        await pilot.press("escape")
        clock.instant += timedelta(hours=15)
        await here(pilot, "Did you write to Bo yesterday?  v yes  V not yet")
        await pilot.press("i")
        await asked(pilot, "Yesterday's one thing: write to Bo")
        await until(pilot, lambda: "1  It's done" in text_of(app))
        await pilot.press("escape", "V")
        await until(pilot, lambda: "1  Do it now, with Sam on the phone" in text_of(app))
        await pilot.press("2")
        await told(pilot, app, "Promised for today: write to Bo")
        await here(pilot, "ONE THING  write to Bo  ○ open")
        await pilot.press("u")
        await here(pilot, "Did you write to Bo yesterday?")
        await pilot.press("i", "4")
        await told(pilot, app, "Let go: write to Bo")
        await asked(pilot, "One thing for today")
        await pilot.resize_terminal(60, 16)
        await pilot.press("escape")
        await here(pilot, "What's your one thing today?  i say it")
