"""The meeting by its keys: questions, notes, the time, an interruption, a rehearsal."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.records.interview import Interview
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs.debrief import DebriefForm
from infoint_tui.ui.flows.note_taking import NoteLine
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.screens.live import LiveScreen
from infoint_tui.ui.screens.prep import PrepScreen
from infoint_tui.ui.widgets.live_notes import LiveNotes
from tests.ui.conftest import text_of, until
from tests.ui.host import typing

MakeApp = Callable[..., InfointApp]
QUESTIONS = ("What fills a normal Tuesday?", "What surprised you?", "Who else should I talk to?")


def with_interview(services: Services, *questions: str) -> Interview:
    """Ana, and a conversation with her for which these questions are planned."""
    ana = services.contacts.add("Ana Ruiz")
    interview = services.scheduling.schedule(ana.id, date(2026, 12, 1), time(15))
    for question in questions:
        services.planning.add_own(interview.id, question)
    return now(services)


def now(services: Services) -> Interview:
    return services.context.repository.all(Interview)[0]


def notes(services: Services) -> list[tuple[str, str, str]]:
    return [(note.kind, note.text, note.question) for note in now(services).notes]


async def shows(pilot: Pilot[None], *words: str) -> None:
    await until(pilot, lambda: all(each in text_of(pilot.app) for each in words))


def states(services: Services) -> list[tuple[str, str]]:
    return [(question.text.split()[1], question.state) for question in now(services).plan]


async def test_pasted_lines_are_notes_of_their_own(services: Services, make_app: MakeApp) -> None:
    with_interview(services, *QUESTIONS)
    app = make_app(services, start="prep")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("b")
        await shows(pilot, "1 of 3")
        app.screen.query_one(NoteLine).post_message(Paste("grid codes\n\nread the\rpaper"))
        await until(pilot, lambda: len(notes(services)) == 2)
        await pilot.press("s", "enter")
        await until(pilot, lambda: len(notes(services)) == 3)
    assert [text for _, text, _ in notes(services)] == ["grid codes", "read the", "papers"]


async def test_an_interview_from_the_first_question_to_the_debrief(
    services: Services, make_app: MakeApp, clock: FixedClock
) -> None:
    with_interview(services, *QUESTIONS)
    app = make_app(services, start="prep")
    first, second, third = QUESTIONS
    async with app.run_test(size=(120, 40)) as pilot:
        sees = partial(shows, pilot)
        await until(pilot, lambda: isinstance(app.screen, PrepScreen) and app.screen.preparation)
        await pilot.press("b")
        await sees(
            "Ana Ruiz", "09:00   ███", "█  20 min left of 20", f"1 of 3     {first}", f"2  {second}"
        )
        await sees(
            "Set for Tue 1 Dec: your first note starts it now. Your notes",
            "esc leave",
            "f1 help",
        )

        # notes, plain or more than that; a key that types nothing does all else
        await pilot.press(*typing("[/b] is easy"), "enter", *typing("sit in"), "ctrl+t")
        clock.instant += timedelta(minutes=2)
        await pilot.press("ctrl+r")
        await sees("NAME >", "esc write it up")
        await pilot.press(*typing("Teo Maran"), "enter", "ctrl+l", "ctrl+l", *typing("last"))
        await pilot.press("ctrl+n")
        await sees("09:00  ADVICE  sit in", "09:02  NAME    Teo Maran", f"2 of 3     {second}")
        await sees("█░░  18 min left of 20")
        assert notes(services) == [
            ("note", "[/b] is easy", first),
            ("advice", "sit in", first),
            ("name", "Teo Maran", first),
            ("note", "last", first),  # it was noted before the next question
        ]

        # the order of the questions
        await pilot.press("shift+down")
        await sees(f"2 of 3     {third}", f"○  3  {second}")
        await pilot.press("ctrl+s")
        await sees(f"3 of 3     {second}")
        await pilot.press("shift+down")
        await until(pilot, lambda: app.messages and app.messages[0].words.startswith("No other"))
        await pilot.press("shift+up", "shift+up")
        await sees(f"1 of 3     {first}")
        await pilot.press("shift+up")
        await until(pilot, lambda: app.messages[0].words == "This is the first question.")
        await pilot.press("ctrl+o")
        await sees("A question that came up")
        await pilot.press(*typing("And pay?"), "enter")
        await sees("1 of 4", "○  2  And pay?")
        await pilot.press("ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")
        await sees("4 of 4", "No questions left. Anything else? Anyone else to talk")
        assert states(services) == [
            ("fills", "asked"),
            ("pay?", "asked"),
            ("else", "asked"),
            ("surprised", "asked"),
        ]
        await pilot.press("ctrl+n", "shift+down")
        await until(pilot, lambda: app.messages[1].words == "No questions left. ctrl+o adds one.")

        # a note before is changed, or taken out; what was being typed waits
        await pilot.press(*typing("half"), "up")
        await sees("CHANGE > last", "▸ 09:02  last")
        await sees(" enter keep it  ", "  esc as it was  ctrl+p commands")
        assert "ctrl+n" not in text_of(app).splitlines()[-1]
        await pilot.press("!", "up")
        await sees("CHANGE > Teo Maran", "09:02  last!")
        await pilot.press("up", *["backspace"] * 6, "enter")
        await sees("> half", "09:02  NAME", "ctrl+n next")
        assert [text for _, text, _ in notes(services)] == ["[/b] is easy", "Teo Maran", "last!"]
        await pilot.press("up", "X", "escape")  # as it was
        await sees("> half", "09:02  last!")
        await pilot.press("up", "up", "up", "up")
        await until(pilot, lambda: app.messages[0].words == "There is no note before.")
        await pilot.press("down")
        await sees("CHANGE > Teo Maran")
        await pilot.press("!", "down", "down")
        await sees("> half", "Teo Maran!")
        await pilot.press("down")
        await until(pilot, lambda: app.messages[0].words == "There is no note after.")
        await pilot.press(*typing(" x"), "enter", *typing("half"), "up", "up")
        await sees("CHANGE > last!")
        await pilot.press(*["backspace"] * 5, "down")  # emptied, it is gone
        await sees("CHANGE > half x")
        await pilot.press("down")
        await sees("> half")
        await pilot.press("f4")
        await sees("About you", "what you wonder about")
        await pilot.press(*typing("Mira"), "enter", *typing("I teach math."), "ctrl+s")
        await until(pilot, lambda: app.messages[0].words == "Saved what you say about yourself")
        await pilot.press("f4")
        await sees("About me", "Shall we go both ways? I'm glad to tell", "I teach math.")
        await pilot.press("escape")

        # the time, in a word and quietly
        clock.instant += timedelta(minutes=13)
        await sees("█░░░░░░░░░░░░  5 min left")
        clock.instant += timedelta(minutes=5)
        await sees("░░░  time is up")

        # the palette knows what works here, and no way to other screens
        await pilot.press("ctrl+p", *typing("fix a"))
        await sees("fix a note")
        await pilot.press("escape", "f1")
        await sees("Save what is typed as advice.", "Find any command by name.")
        await pilot.press("f1", "escape")
        await until(pilot, lambda: isinstance(app.screen, DebriefForm))
        assert notes(services)[-1] == ("note", "half", "")
        await sees("half x", "Teo Maran!")


async def test_a_rehearsal_keeps_nothing(sample: Services, make_app: MakeApp) -> None:
    app = make_app(sample, start="prep", is_sample=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PrepScreen) and app.screen.preparation)
        sees = partial(shows, pilot)
        before = sample.context.repository.path.read_bytes()
        await pilot.press("B")
        await until(pilot, lambda: "REHEARSAL" in text_of(app) and "1 of 6" in text_of(app))
        await sees("esc leave", "Your notes appear here")
        assert "Set for" not in text_of(app)
        for place, size in enumerate(((60, 16), (160, 50), (80, 24))):
            await pilot.press(*typing(f"note {place}"), "enter", "ctrl+n")
            await pilot.resize_terminal(*size)
            await sees("REHEARSAL", "min left of 20", f"note {place}", f"{place + 2} of 6")
            assert app.size.width == size[0]
            for words in ("✓  1  What fills", "OUTCOME"):  # beside the notes, if there is room
                assert (words in text_of(app)) == (size[0] == 160)
        await pilot.resize_terminal(160, 50)
        await pilot.press("ctrl+s")
        await sees("✓  3  What surprised", "-  4  What do people argue about? (skipped)")
        await sees("THEN", "○  6  Who else", "✓  1  What fills")
        await pilot.resize_terminal(80, 24)
        for n in range(20):
            await pilot.press(*typing(f"{n}"), "enter")
        await until(pilot, lambda: "09:00  19" in text_of(app) and "note 0" not in text_of(app))
        for _ in range(3):
            await pilot.press("pageup")
        await until(pilot, lambda: "note 0" in text_of(app))
        await pilot.press("pagedown")
        await until(pilot, lambda: app.screen.query_one(LiveNotes).scroll_y > 0)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PrepScreen) and app.messages)
        assert app.messages[0].words == "That was a rehearsal: nothing was saved."
        assert sample.context.repository.path.read_bytes() == before


async def test_what_cannot_be_kept_stays_in_the_line(
    services: Services, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LiveScreen, "KEEP_SECONDS", 0.01)
    with_interview(services, *QUESTIONS)
    path = services.context.repository.path
    app = make_app(services, start="prep")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PrepScreen) and app.screen.preparation)
        await pilot.press(
            "b", *typing("one"), "enter", *typing("before"), "enter", "ctrl+n", *typing("half")
        )
        await until(pilot, lambda: now(services).unfinished_note == "half")
        good = path.read_bytes()
        path.write_bytes(b"{ broken")
        await pilot.press("!")
        await until(pilot, lambda: app.messages and "is damaged" in app.messages[0].words)
        for key in ("enter", "ctrl+n", "ctrl+s", "shift+up", "shift+down", "escape"):
            await pilot.press(key)
            assert isinstance(app.screen, LiveScreen)
        await pilot.press("up", "X", "up", "ctrl+l", "enter")
        await shows(pilot, "CHANGE > beforeX")
        await pilot.press("escape", "ctrl+t")
        await shows(pilot, "ADVICE > half!", "2 of 3")
        path.write_bytes(good)
        await pilot.press("enter")
        await until(pilot, lambda: len(notes(services)) == 3)
        assert [note[1] for note in notes(services)] == ["one", "before", "half!"]
        assert notes(services)[-1][0] == "advice"
        await pilot.press(*typing("and"), "ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert json.loads(path.read_bytes())["interviews"]["1"]["unfinished_note"] == "and"


async def test_an_interview_taken_back_meanwhile_can_be_left(
    services: Services, make_app: MakeApp
) -> None:
    with_interview(services)
    app = make_app(services, start="prep")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PrepScreen) and app.screen.preparation)
        await pilot.press("b", "x")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        while services.context.repository.all(Interview):
            services.undo()
        await pilot.press("enter")
        await until(pilot, lambda: app.messages and "no longer exists" in app.messages[0].words)
        await pilot.press("escape")
        await shows(pilot, " enter try again  ", "  esc drop it  ", "f1 help", "> x")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PrepScreen) and not app.screen.is_asking)
        assert "No conversation planned." in text_of(app)


async def test_a_look_begins_no_interview(services: Services, make_app: MakeApp) -> None:
    ana = services.contacts.add("Ana Ruiz")
    services.planning.plan_interview(ana.id)
    before = services.context.repository.path.read_bytes()
    app = make_app(services, start="prep", keymap=Keymap({"own_now": "f6"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PrepScreen) and app.screen.preparation)
        await pilot.press("b")
        await shows(pilot, "Nothing is planned. f6 adds a question.")
        await pilot.press("escape")
        await until(pilot, lambda: app.messages)
        assert app.messages[0].words == "You took no notes, so nothing was saved."
        assert isinstance(app.screen, PrepScreen)
        assert services.context.repository.path.read_bytes() == before
        await pilot.press("b", *typing("one"))
        await shows(pilot, "esc write it up  ", "f1 help")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, DebriefForm))
        assert now(services).begun_at is not None
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PrepScreen))
        await until(pilot, lambda: "You can still write it up" in app.messages[0].words)
        await shows(pilot, "Ana Ruiz   started today 09:00 · ", "\n b continue  ")


def test_a_letter_is_for_the_notes() -> None:
    with pytest.raises(InvalidInputError, match=r"meeting.advice: w is for typing notes"):
        Keymap({"advice": "w"})
    assert Keymap({"advice": "f6, ctrl+y"}).key("advice") == "f6"
    with pytest.raises(InvalidInputError, match=r"the key ctrl\+t .* on Conversation\."):
        Keymap({"skip": "ctrl+t"})
