"""Prep, driven by keys."""

from __future__ import annotations

import re
import stat
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.geometry import Offset
from textual.pilot import Pilot

from infoint_tui.domain.conversation.plan import planned_minutes
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import PlannedQuestion, Question
from infoint_tui.services.bank import load_bank
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.kit.dialog import Dialog
from infoint_tui.ui.kit.search_input import SearchInput
from infoint_tui.ui.screens.prep import PrepScreen
from infoint_tui.ui.widgets.interview_header import when_words, where_words
from infoint_tui.ui.widgets.plan_list import PlanList
from infoint_tui.ui.widgets.question_bank import BankList
from tests.builders import HOME, interview
from tests.ui.conftest import text_in, text_of, until
from tests.ui.host import typing

SIZES = [(120, 40), (80, 24), (60, 16)]
TEXTS = [question.text for question in load_bank()]
CULTURE = "How do new ideas get heard in your group?"
HOSTILE = "[/x] [@click=app.quit]go[/] \x1b]52;c;eA==\x07 \u202etxt"
SHOWN = "[/x] [@click=app.quit]go[/] ]52;c;eA== txt"


class Prep:
    """The screen as a person has it: keys in, what is shown and kept out."""

    def __init__(self, app: InfointApp, pilot: Pilot[None], services: Services) -> None:
        self.app = app
        self.pilot = pilot
        self.services = services
        self.given = len(services.context.repository.history())
        """How many changes there were when the app opened."""

    @property
    def screen(self) -> PrepScreen:
        assert isinstance(self.app.screen, PrepScreen)
        return self.app.screen

    @property
    def interview(self) -> Interview:
        """The conversation as it is kept in the file."""
        assert self.screen.preparation is not None
        preparation = self.services.planning.preparation(self.screen.preparation.interview.id)
        assert preparation is not None
        return preparation.interview

    @property
    def plan(self) -> list[str]:
        return [question.text for question in self.interview.plan]

    @property
    def cursor(self) -> str:
        """The words of the question under the cursor."""
        assert self.screen.question is not None
        return self.screen.question.text

    @property
    def bank(self) -> list[str]:
        rows = self.screen.query_one(BankList).rows
        return [row.question.text for row in rows if row.question and row.is_first]

    @property
    def bank_text(self) -> str:
        return text_in(self.app, "#bank-pane")

    @property
    def text(self) -> str:
        return text_of(self.app)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def sees(self, words: str) -> None:
        await until(self.pilot, lambda: words in self.text)

    async def open(self, key: str) -> None:
        """Press a key that opens a dialog."""
        await self.pilot.press(key)
        await until(
            self.pilot, lambda: isinstance(self.app.screen, Dialog) and self.app.screen.focused
        )

    async def answer(self, key: str, *keys: str) -> None:
        """Press a key that opens a dialog, and the keys that answer it."""
        await self.open(key)
        await self.save(*keys)

    async def save(self, *keys: str) -> None:
        """Press the keys that answer the dialog above."""
        await self.pilot.press(*keys)
        await until(self.pilot, lambda: isinstance(self.app.screen, PrepScreen))
        await self.pilot.pause()

    async def afresh(self) -> str:
        """Take back what was done since the app opened; the cursor goes to the first question.

        Returns:
            The id of the conversation.
        """
        while self.services.undo():
            pass
        for _ in range(self.given):
            self.services.redo()
        self.app.clear_notifications()
        self.screen.reload()
        await self.press("escape", "escape", "home")
        return self.interview.id


MakeApp = Callable[..., InfointApp]


@pytest.fixture
def with_ana(services: Services) -> Services:
    """Ana, with a time agreed and nothing planned."""
    ana = services.contacts.add("Ana Ruiz", level="does_the_job", unique="built the grid forecast")
    services.scheduling.schedule(ana.id, date(2026, 12, 1), time(15), place="Cafe Lumen")
    return services


@asynccontextmanager
async def opened(
    make_app: MakeApp, services: Services, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Prep]:
    app = make_app(services, start="prep")
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PrepScreen))
        await pilot.pause()
        yield Prep(app, pilot, services)


# --- the conversation ---------------------------------------------------------------------------


async def test_the_interview_stands_at_the_top_and_is_changed_there(
    with_ana: Services, make_app: MakeApp
) -> None:
    async with opened(make_app, with_ana) as prep:
        lines = prep.text.splitlines()
        assert lines[1].startswith(
            " Ana Ruiz   Tue 1 Dec 15:00, in 9 days · Cafe Lumen, in person, I pay  "
        )
        assert lines[1].endswith("  not asking for a job")
        assert "OUTCOME  nothing yet (o)" in lines[2]
        assert "I THINK NOW  nothing yet (o)" in lines[2]
        assert "UNIQUE     built the grid forecast" in prep.text

        keys = (*typing("a job"), "tab", *typing("hard"), "tab", *typing("her"))
        await prep.answer("o", *keys, "ctrl+s")
        interview = prep.interview
        assert (interview.outcome, interview.belief, interview.research) == ("a job", "hard", "her")
        assert interview.place == "Cafe Lumen"
        await prep.sees("RESEARCH   her")
        await prep.sees("OUTCOME  a job")
        await prep.answer("o", *["tab"] * 4, "right", "ctrl+s")
        await prep.sees(" job hunting too")
        assert prep.interview.intent == "job_search"
        await prep.press("u")
        await prep.sees(" not asking for a job")
        await prep.answer("o", "escape")
        await prep.press("u")
        await prep.sees("OUTCOME  nothing yet (o)")

        await prep.answer("s", "ctrl+u", *typing("2 dec 9:30"), "ctrl+s")
        await prep.sees("Ana Ruiz   Wed 2 Dec 09:30, in 10 days")

        # what another program makes of the plan meanwhile is not overwritten unseen
        interviews = with_ana.interviews
        await prep.open("o")
        interviews.edit(interview.id, "prepare", outcome="a name", research="hers")
        await prep.press(*typing("a job"), "ctrl+s")
        await prep.sees("Changed elsewhere: outcome to “a name”. Save again to replace it.")
        await prep.save("ctrl+s")
        assert (prep.interview.outcome, prep.interview.research) == ("a job", "hers")
        await prep.open("s")
        with_ana.scheduling.schedule(
            interview.contact_id, date(2026, 12, 3), time(9), place="a link"
        )
        await prep.press("ctrl+u", *typing("4 dec 9:00"), "ctrl+s")
        await prep.sees("Changed elsewhere: start to “Thu 3 Dec 2026, 09:00 UTC”. Save again")
        await prep.save("ctrl+s")
        assert (prep.interview.day, prep.interview.place) == (date(2026, 12, 4), "a link")


START = datetime(2026, 12, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"start": START}, "Tue 1 Dec 15:00, in 9 days"),
        ({"start": START - timedelta(days=9)}, "Sun 22 Nov 15:00, today"),
        ({"start": START - timedelta(days=11)}, "Fri 20 Nov 15:00, 2 days ago"),
        (
            {"start": START, "zone": "Asia/Tokyo"},
            "Wed 2 Dec 00:00 Tokyo (Tue 1 Dec 15:00 for you), in 9 days",
        ),
        ({"agreed_on": "12 nov", "requested_on": "3 nov"}, "they said yes, no time yet"),
        ({"requested_on": "12 nov"}, "asked 12 Nov, no answer yet"),
        ({}, "not asked yet"),
    ],
)
def test_when_in_words(fields: dict[str, Any], words: str) -> None:
    assert when_words(interview(**fields), date(2026, 11, 22), HOME) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"place": "Cafe Lumen"}, "Cafe Lumen, in person, I pay"),
        ({"i_pay": False}, "in person, I'm not paying"),
        ({"format": "phone"}, "by phone"),
        ({"format": "video", "place": "a link"}, "a link, by video"),
    ],
)
def test_where_in_words(fields: dict[str, Any], words: str) -> None:
    assert where_words(interview(**fields)) == words


async def test_without_an_interview_one_sentence_says_what_to_do(
    services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Ana Ruiz")
    async with opened(make_app, services) as prep:
        assert "Choose someone in Contacts (2) and press s" in prep.text
        assert "QUESTION BANK" not in prep.text
        for key in ("space", "i", "a", "e", "o", "w", "y", "t", "s", "x", "j", "tab", "escape"):
            await prep.press(key)
        await prep.press("J", "plus", "minus", "exclamation_mark", "slash", "enter")
        await prep.sees("No conversation planned.")
        assert services.overview.revision == 1
        services.planning.plan_interview(services.overview.rows()[0].id)
        prep.screen.reload()
        await until(prep.pilot, lambda: isinstance(prep.app.focused, BankList))
        assert "QUESTION BANK" in prep.text


async def test_another_interview_is_chosen_and_stays(with_ana: Services, make_app: MakeApp) -> None:
    bo = with_ana.contacts.add("Bo Lindqvist")
    with_ana.planning.plan_interview(bo.id)
    async with opened(make_app, with_ana) as prep:
        assert "Ana Ruiz" in prep.text
        await prep.answer("t", "down", "enter")
        assert "Bo Lindqvist   not asked yet" in prep.text
        await prep.press("2", "3")
        await prep.sees("Bo Lindqvist   not asked yet")
        await prep.answer("t", "escape")
        assert prep.interview.contact_id == bo.id
        with_ana.interviews.met(bo.id)
        prep.screen.reload()
        await prep.sees("Ana Ruiz   Tue")


async def test_contacts_open_an_interview_in_prep(with_ana: Services, make_app: MakeApp) -> None:
    bo = with_ana.contacts.add("Bo Lindqvist")
    interview = with_ana.planning.plan_interview(bo.id)
    app = make_app(with_ana, start="contacts")
    async with app.run_test() as pilot:
        app.open_prep(interview.id)
        await until(pilot, lambda: "Bo Lindqvist   not asked yet" in text_of(app))


# --- picking -------------------------------------------------------------------------------------


async def test_every_size_has_bank_plan_search_and_checks(
    with_ana: Services, make_app: MakeApp
) -> None:
    with_ana.contacts.edit(with_ana.overview.rows()[0].id, unique="")
    async with opened(make_app, with_ana) as prep:
        for width, height in SIZES:
            await prep.pilot.resize_terminal(width, height)
            for look in (pick_take_out_and_undo, use_the_plan_pane, narrow_with_every_letter):
                await prep.afresh()
                await look(prep, width)
            await prep.afresh()
            await prep.press("tab")
            assert "! nothing yet on who else to talk to" in prep.text
            assert ("✓ fits the time" if height > 20 else "  3 more\n") in prep.text
            words = " ".join(prep.text.split())
            assert ("RESEARCH nothing yet (o)" in words) == (height > 20)
            assert ("I THINK NOW nothing yet (o)" in words) == (height > 20)


async def pick_take_out_and_undo(prep: Prep, width: int) -> None:
    await prep.press("down", "space")
    assert prep.plan == [TEXTS[1]]
    assert f"✓ {TEXTS[1]}" in prep.text
    assert "1 of 20 min, 19 left" in prep.text
    assert ("tab plan, 1 of 20 min, 19 left" in prep.text) == (width < 100)
    assert prep.cursor == TEXTS[1], "the cursor stays on the question"
    await prep.press("enter")
    assert prep.plan == []
    assert "✓ What" not in prep.text
    await prep.press("u")
    assert prep.plan == [TEXTS[1]]


async def use_the_plan_pane(prep: Prep, width: int) -> None:
    await prep.press("space", "j", "space", "tab")
    assert isinstance(prep.app.focused, PlanList)
    assert "PLAN" in prep.text
    assert ("QUESTION BANK" in prep.text) == (width >= 100)
    assert ("tab question bank" in prep.text) == (width < 100)
    assert "CHECKS" in prep.text
    await prep.press("x")
    assert prep.plan == [TEXTS[1]]
    await prep.sees("Removed: ")
    await prep.press("space")
    assert prep.plan == []
    assert "Nothing planned yet. i fills the time" in prep.text
    await prep.press("space", "x")
    await prep.sees("Pick the question first: space in the bank.")
    await prep.press("tab")
    assert isinstance(prep.app.focused, BankList)
    assert prep.app.screen.query_one("#bank-pane").display


async def narrow_with_every_letter(prep: Prep, _: int) -> None:
    await prep.press("slash", *"CUL")
    culture = [each for each in load_bank() if "cul" in f"{each.text}{each.category}".lower()]
    assert prep.bank == [each.text for each in culture]
    assert f"{len(culture)} of {len(TEXTS)}" in prep.text
    assert isinstance(prep.app.focused, SearchInput)
    await prep.press("enter", "space")
    assert prep.plan == [culture[0].text]
    assert prep.bank == [each.text for each in culture], "the search stays"
    await prep.press("escape")
    assert len(prep.bank) == len(TEXTS)
    assert prep.cursor == culture[0].text


async def test_planned_questions_are_moved_and_take_their_minutes(
    with_ana: Services, make_app: MakeApp
) -> None:
    async with opened(make_app, with_ana) as prep:
        for text in ("One?", "Two?", "Three?"):
            with_ana.planning.add_own(prep.interview.id, text)
        prep.screen.reload()
        await prep.press("tab", "home", "j", "j", "K")
        assert prep.plan == ["One?", "Three?", "Two?"]
        assert prep.cursor == "Three?"
        await prep.press("shift+up", "shift+up")
        assert (prep.plan[0], prep.cursor) == ("Three?", "Three?")
        await prep.press("J", "shift+down", "shift+down")
        assert (prep.plan[2], prep.cursor) == ("Three?", "Three?")
        await prep.press("k")
        assert prep.cursor == "Two?"

        with_ana.planning.add_own(await prep.afresh(), "One?", 19)
        prep.screen.reload()
        await prep.sees("19 of 20 min, 1 left")
        await prep.press("tab", "plus")
        assert "20 of 20 min, full" in prep.text
        await prep.press("plus", "plus")
        assert "22 of 20 min, 2 over" in prep.text
        assert "! 22 of 20 min, 2 over" in prep.text, "the checks say it too"
        await prep.press("minus", "exclamation_mark")
        (question,) = prep.interview.plan
        assert (question.minutes, question.must_ask) == (21, True)
        assert "1  One?" in prep.text
        assert "must ask" in prep.text.split("PLAN", 1)[1].split("RESEARCH")[0]
        await prep.press("exclamation_mark")
        assert not prep.interview.plan[0].must_ask

        await prep.afresh()  # a picked question can be changed from the bank
        await prep.press("plus")
        await prep.sees("Pick the question first: space in the bank.")
        await prep.press("space", "plus", "exclamation_mark")
        await prep.sees("Must ask - u undoes")  # the plan may be out of sight
        (question,) = prep.interview.plan
        assert (question.minutes, question.must_ask) == (load_bank()[0].minutes + 1, True)
        await prep.press("exclamation_mark")
        await prep.sees("No longer a must - u undoes")
        await prep.press("j", "space", "K")
        await prep.sees("Now 1 of 2 - u undoes")
        await prep.press("tab")
        prep.app.clear_notifications()
        before = len(prep.app.messages)
        await prep.press("J", "exclamation_mark")
        assert len(prep.app.messages) == before, "in the plan it is seen"


async def test_own_question_and_other_words(with_ana: Services, make_app: MakeApp) -> None:
    async with opened(make_app, with_ana) as prep:
        await prep.answer("a", *typing("Cut?"), "enter", "left", "enter")
        assert prep.plan == ["Cut?"]
        assert with_ana.planning.bank()[-1].searchable
        await prep.sees("Added: Cut?")
        await prep.answer("a", "escape")
        await prep.press("tab")
        await prep.answer("e", "backspace", *typing("s?"), "enter")
        assert prep.plan == ["Cuts?"]
        assert prep.cursor == "Cuts?"
        await prep.answer("e", "escape")
        await prep.press("escape", "end")
        assert prep.cursor == "Cut?", "in the bank it stays for other conversations"


async def test_suggest_fills_twenty_minutes(with_ana: Services, make_app: MakeApp) -> None:
    async with opened(make_app, with_ana) as prep:
        await prep.press("i")
        assert planned_minutes(prep.interview.plan) == 20
        await prep.sees(f"Added {len(prep.plan)} questions, 20 of 20 min, full - u undoes")
        await prep.press("i")
        await prep.sees("Nothing more fits: 20 of 20 min, full.")
        await prep.press("u")
        assert prep.plan == []

        with_ana.planning.add_own(await prep.afresh(), "Who else? Two names?", 19)
        prep.screen.reload()
        await prep.press("i")  # one is a question
        await prep.sees("Added 1 question, 20 of 20 min, full")


# --- the bank ------------------------------------------------------------------------------------


async def test_letters_in_the_search_are_not_commands(
    with_ana: Services, make_app: MakeApp
) -> None:
    before = with_ana.overview.revision
    async with opened(make_app, with_ana) as prep:
        await prep.press("slash", *"xi+!-qJK3:?", "space")
        assert prep.screen.query_one(SearchInput).value == "xi+!-qJK3:? "
        bank = " ".join(prep.bank_text.split())
        assert "No question matches “xi+!-qJK3:?”. Esc clears the search." in bank
        assert with_ana.overview.revision == before
        await prep.press("escape")
        assert isinstance(prep.app.focused, BankList)
        await prep.press("escape")
        assert len(prep.bank) == len(TEXTS)

        for key, sign in (("slash", "/"), ("i", "i"), ("u", "u")):  # typed fast
            prep.app.post_message(events.Key(key, sign))
        await until(prep.pilot, lambda: isinstance(prep.app.focused, SearchInput))
        await prep.press("x")
        assert with_ana.overview.revision == before


async def test_search_folds_accents_and_finds_categories(
    with_ana: Services, make_app: MakeApp
) -> None:
    with_ana.planning.add_own(with_ana.planning.upcoming()[0].interview.id, "Señor, qué tal?")
    own = Question(id="own", text="Which way in?", category="The way in", favourite=True)
    with_ana.context.repository.transact("test", lambda tx: tx.put(own))
    async with opened(make_app, with_ana) as prep:
        await prep.press("slash", *typing("QUE TAL"))
        assert prep.bank == ["Señor, qué tal?"]
        await prep.press("ctrl+u", *typing("my own"))
        assert prep.bank == ["Señor, qué tal?"]

        await prep.press("ctrl+u", *typing("way in"), "enter")
        assert prep.text.count(" The way in") == 1
        assert "favorite" in prep.text
        assert "! searchable" in prep.text


async def test_why_and_a_long_question_on_several_lines(
    with_ana: Services, make_app: MakeApp
) -> None:
    async with opened(make_app, with_ana) as prep:
        await prep.press("slash", *"culture", "enter")
        assert prep.cursor == CULTURE
        assert "you've heard nothing on culture" in " ".join(prep.bank_text.split())
        long = max(TEXTS, key=len)
        assert long not in prep.text
        await prep.press("escape", "slash", *typing(long[-12:-1]), "enter")
        assert prep.cursor == long
        assert long in re.sub(" +[1-9] +| +", " ", prep.bank_text.replace("\n", " "))


async def test_pages_and_ends_of_the_bank(with_ana: Services, make_app: MakeApp) -> None:
    async with opened(make_app, with_ana, (80, 24)) as prep:
        await prep.press("end")
        assert prep.cursor == TEXTS[-1]
        await prep.press("pageup")
        assert prep.cursor != TEXTS[-1]
        assert prep.cursor in prep.text
        await prep.press("home", "pagedown", "pageup")
        assert prep.cursor == TEXTS[0]
        assert "Breaking the ice" in prep.text, "its heading is in sight too"

        await prep.pilot.resize_terminal(60, 16)  # the list follows the cursor
        await prep.press(*["down"] * 9)
        assert prep.cursor == TEXTS[9]
        assert f"▸   {TEXTS[9][:30]}" in prep.text
        await prep.press(*["up"] * 9)
        assert prep.cursor == TEXTS[0]


# --- the mouse, sizes ----------------------------------------------------------------------------


def place_of(prep: Prep, words: str) -> Offset:
    """Where on the terminal some words begin."""
    for y, line in enumerate(prep.text.splitlines()):
        if words in line:
            return Offset(line.index(words), y)
    raise AssertionError(f"{words!r} is not shown")


async def test_clicks(with_ana: Services, make_app: MakeApp) -> None:
    interview_id = with_ana.planning.upcoming()[0].interview.id
    with_ana.planning.add_own(interview_id, "One?")
    long = "What would you do in the first week if you were me and had nothing to lose by it?"
    with_ana.planning.add_own(interview_id, long)
    async with opened(make_app, with_ana) as prep:
        await prep.pilot.click(offset=place_of(prep, TEXTS[2]))
        assert prep.cursor == TEXTS[2]
        await prep.pilot.click(offset=place_of(prep, TEXTS[2]))
        await until(prep.pilot, lambda: len(prep.plan) == 3)
        await prep.pilot.click(offset=place_of(prep, "nothing to lose"))
        await until(prep.pilot, lambda: prep.cursor == long)
        await prep.pilot.click(offset=place_of(prep, "first week"))
        await prep.pilot.pause()
        assert len(prep.plan) == 3, "a second click in the plan takes nothing out"


async def test_resize_keeps_pane_and_cursor(with_ana: Services, make_app: MakeApp) -> None:
    async with opened(make_app, with_ana) as prep:
        await prep.press("i", "tab", "j", "j")
        before = prep.cursor
        for width, height in [(80, 24), (60, 16), (160, 50), (60, 16), (120, 40)]:
            await prep.pilot.resize_terminal(width, height)
            await until(prep.pilot, lambda: "3 Prep" in prep.text.splitlines()[0])
            assert prep.cursor == before
            assert isinstance(prep.app.focused, PlanList)
            assert "▸  3" in prep.text
            assert ("QUESTION BANK" in prep.text) == (width >= 100)
            assert ("UNIQUE" in prep.text) == (width >= 100)


async def test_long_questions_take_two_lines_and_states_are_words(
    with_ana: Services, make_app: MakeApp
) -> None:
    opening = next(each for each in load_bank() if each.phase == "opening")
    plan = (
        PlannedQuestion(text=opening.text, bank_id=opening.id, must_ask=True),
        PlannedQuestion(text="Left out?", state="skipped"),
        PlannedQuestion(text="Who else? Two names?", state="asked"),
    )
    interview_id = with_ana.planning.upcoming()[0].interview.id
    with_ana.interviews.edit(interview_id, "test", plan=plan)
    async with opened(make_app, with_ana, (80, 24)) as prep:
        await prep.press("tab")
        lines = prep.text.splitlines()
        first = next(i for i, line in enumerate(lines) if opening.text in line)
        ends = [re.split("  +", line.rstrip())[-2] for line in lines[first:] if "?" in line]
        assert ends[1:3] == ["skipped", "asked, close"]
        assert "open, must ask" in prep.text

        text = "Question {}, a long one of which nobody sees the end on one line?"
        long = tuple(PlannedQuestion(text=text.format(n), must_ask=True) for n in range(9))
        with_ana.interviews.edit(interview_id, "test", plan=long)
        prep.screen.reload()
        await prep.pilot.resize_terminal(60, 16)
        await prep.press("home", *["j"] * 8)
        assert "▸  9  Question 8, a long one of which" in prep.text
        assert "      end on one line?" in prep.text
        assert "must ask" in prep.text
        await prep.press(*["k"] * 8)
        assert "▸  1  Question 0" in prep.text


# --- the sheet -----------------------------------------------------------------------------------


async def test_the_sheet_is_written_once_and_for_oneself(
    with_ana: Services, make_app: MakeApp, tmp_path: Path
) -> None:
    folder = tmp_path / "sheets"
    async with opened(make_app, with_ana, (60, 16)) as prep:
        await prep.press("space")
        await prep.answer("w", "enter")
        path = folder / "ana-ruiz-2026-12-01.md"
        assert path.read_text("utf-8").startswith("# Talk with Ana Ruiz\n")
        assert TEXTS[0] in path.read_text("utf-8")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        await prep.sees("Wrote")
        await prep.answer("w", "enter")
        assert (folder / "ana-ruiz-2026-12-01-2.md").exists()
        await prep.answer("w", "escape")
        assert len(list(folder.iterdir())) == 2

        await prep.press("y")  # or is copied as plain text
        assert prep.app.clipboard.startswith("Talk with Ana Ruiz\n====")
        assert TEXTS[0] in prep.app.clipboard
        await prep.sees("Copied the sheet for Ana Ruiz")


async def test_a_sheet_goes_where_it_is_told_but_never_replaces_a_file(
    with_ana: Services, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    mine = tmp_path / "sheets" / "ana-ruiz-2026-12-01.md"
    async with opened(make_app, with_ana) as prep:
        await prep.answer("w", "ctrl+u", *typing("~/ana.html"), "enter")
        await prep.sees("Wrote")
        assert "<h1>Talk with Ana" in (tmp_path / "home" / "ana.html").read_text("utf-8")

        await prep.press("w")
        await until(prep.pilot, lambda: isinstance(prep.app.screen, Dialog))
        mine.parent.mkdir()
        mine.write_text("mine")
        await prep.press("enter")
        await prep.sees("overwritten.")  # the rest may stand on the line before
    assert mine.read_text() == "mine"


# --- what others wrote ---------------------------------------------------------------------------


async def test_hostile_words_are_literal(services: Services, make_app: MakeApp) -> None:
    contact = services.contacts.add(HOSTILE, unique=HOSTILE, milestone=HOSTILE)
    interview = services.planning.plan_interview(contact.id)
    places = dict.fromkeys(("outcome", "belief", "research", "place"), HOSTILE)
    services.interviews.edit(interview.id, "test", **places)
    services.planning.add_own(interview.id, HOSTILE)
    async with opened(make_app, services) as prep:
        for size in (SIZES[0], SIZES[2]):
            await prep.pilot.resize_terminal(*size)
            await prep.afresh()
            assert SHOWN in prep.text
            await prep.press("end")
            assert prep.cursor == SHOWN
            assert f"✓ {SHOWN[:20]}" in prep.text
            await prep.press("slash", *"[/x]", "enter")
            assert prep.bank == [SHOWN]
            await prep.press("tab")
            assert f"1  {SHOWN[:27]}" in prep.text
            await prep.answer("t", "enter")
            await prep.press("x", "y", "u")
            await prep.answer("e", "escape")
            await prep.answer("w", "enter")
            assert not any(bad in prep.text for bad in ("\x1b", "\x07", "\u202e"))
