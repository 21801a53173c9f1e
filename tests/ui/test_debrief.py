"""The write-up: from the notes or from paper, what it makes, and where it led."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.conversation.debrief import Answer, DebriefDraft, Promise
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs.debrief import DebriefForm
from infoint_tui.ui.dialogs.message import MessageDialog
from infoint_tui.ui.kit.choose import ChoiceDialog
from infoint_tui.ui.screens.contacts import ContactsScreen
from infoint_tui.ui.screens.live import LiveScreen
from infoint_tui.ui.screens.today import TodayScreen
from tests.ui.conftest import text_of, until
from tests.ui.host import answer, answers, asking, reveal, typing

MakeApp = Callable[..., InfointApp]
TODAY = date(2026, 11, 22)
ASKED, OPEN = "What surprised you?", "What do people argue about?"
NOTED = (
    ("note", "models are the easy half"),
    ("advice", "sit in on a shift"),
    ("name", "Teo Maran, grid operations"),
    ("skill", "SQL"),
)
ON_PAPER: dict[str, str | int] = {
    ASKED: "models are the easy half",
    "I will": "sit in on a shift",
    "They suggested": "Teo Maran, grid operations",
    "Skills": "SQL",
}
THOUGHTS: dict[str, str | int] = {
    "Stayed with me": "patience",
    "I promised": "my slides",
    "They promised": "their list",
    "Surprising": "the quiet",
    "Changed my mind": "it is talking",
    "Outcome reached": 1,
    "Stay in touch": 1,
    "A mentor": -1,
    "Goal fits": -1,
}


def with_interview(services: Services) -> Interview:
    """A conversation with Ana that should be over."""
    ana = services.contacts.add("Ana Ruiz")
    goal = services.goals.add("Work on grids")
    interview = services.scheduling.schedule(ana.id, TODAY, time(8), goal_id=goal.id)
    services.planning.add_own(interview.id, ASKED)
    services.planning.add_own(interview.id, OPEN)
    return interview


def now(services: Services) -> Interview:
    (interview,) = services.context.repository.all(Interview)
    return interview


def items(services: Services) -> list[tuple[str, str, str]]:
    return [
        (item.kind, item.owed_by, item.text) for item in services.context.repository.all(FollowUp)
    ]


def people(services: Services) -> list[tuple[str, str, bool]]:
    found = services.context.repository.all(Contact)
    return [(each.name, each.organization, each.mentor) for each in found]


async def home(app: InfointApp, pilot: Pilot[None]) -> None:
    await until(
        pilot, lambda: isinstance(app.screen, ContactsScreen) and "Ana Ruiz" in text_of(app)
    )
    await until(pilot, lambda: not app.screen.is_asking)  # type: ignore[attr-defined]  # its own


async def open_form(app: InfointApp, pilot: Pilot[None]) -> DebriefForm:
    await home(app, pilot)
    await pilot.press("w")
    await until(pilot, lambda: isinstance(app.screen, DebriefForm) and app.focused)
    assert isinstance(app.screen, DebriefForm)
    return app.screen


async def fill(form: DebriefForm, pilot: Pilot[None], given: dict[str, str | int]) -> None:
    """Type or choose what is given for a field, which is added if it is not there."""
    for label, what in given.items():
        await reveal(pilot, label)
        field = next(each for each in form.fields if each.label == label)
        keys = typing(what) if isinstance(what, str) else ["right" if what > 0 else "left"]
        field.control.focus()
        await pilot.pause()
        await pilot.press(*keys * (1 if isinstance(what, str) else abs(what)))


async def take_off(form: DebriefForm, pilot: Pilot[None], given: dict[str, int]) -> None:
    """Take so many letters off the end of a field."""
    for field in (each for each in form.fields if each.label in given):
        field.control.focus()
        await pilot.pause()
        await pilot.press(*["backspace"] * given[field.label])


async def is_thanked_next(app: InfointApp, pilot: Pilot[None], words: str) -> None:
    """The write-up is saved, as these words say, and the thank-you comes next."""
    await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
    assert app.messages[0].words == words
    assert "Next: thank Ana Ruiz" in text_of(app)


async def test_from_the_notes_or_from_paper_it_makes_the_same(
    tmp_path: Path, make_app: MakeApp, clock: FixedClock
) -> None:
    made = []
    for noted, size in ((True, (60, 16)), (False, (80, 24))):
        path = tmp_path / f"{noted}.json"
        services = build_services(path, clock=clock, settings=Settings())
        interview = with_interview(services)
        if noted:
            conversation = services.conversations.begin(interview.id)
            for kind, text in NOTED:
                conversation.note(text, kind)  # type: ignore[arg-type]  # they are kinds
        app = make_app(services, start="contacts")
        async with app.run_test(size=size) as pilot:
            form = await open_form(app, pilot)
            await fill(form, pilot, THOUGHTS if noted else ON_PAPER | THOUGHTS)
            await fill(form, pilot, {"Skills": ""})
            await pilot.press("ctrl+t")  # a skill to learn
            assert "goal: Work on grids" in text_of(app)
            assert "ctrl+s save" in text_of(app)
            await pilot.press("ctrl+s")
            await is_thanked_next(app, pilot, "Saved: 4 to-dos, 1 name - u undoes")
            assert "it is due tomorrow" in text_of(app)
            await pilot.press("3")
            await home(app, pilot)
            made.append((now(services).but(id="", goal_id=None, contact_id=""), items(services)))
            assert people(services) == [
                ("Ana Ruiz", "", True),
                ("Teo Maran", "grid operations", False),
            ]
    (from_notes, noted_items), (from_paper, paper_items) = made
    assert noted_items == paper_items
    assert sorted(noted_items) == [
        ("advice", "me", "sit in on a shift"),
        ("introduction", "me", "Teo Maran"),
        ("learn", "me", "SQL"),
        ("promise", "me", "my slides"),
        ("promise", "them", "their list"),
    ]
    only_there = ("rev", "plan", "begun_at", "notes")
    assert from_paper.but(**{key: getattr(from_notes, key) for key in only_there}) == from_notes
    for interview in (from_notes, from_paper):
        answers = [(each.answer, each.state) for each in interview.plan]
        assert answers == [("models are the easy half", "asked"), ("", "planned")]
    assert from_notes.debrief is not None
    assert from_notes.debrief.model_dump(exclude_defaults=True) == {
        "learned": "patience",
        "surprising": "the quiet",
        "think_now": "it is talking",
        "skills": ("SQL",),
        "outcome_met": "yes",
        "written_on": TODAY,
    }
    assert (from_notes.held_on, from_notes.fit_after) == (TODAY, 5)


async def test_it_is_written_on_and_thanks_follow(services: Services, make_app: MakeApp) -> None:
    with_interview(services)
    path = services.context.repository.path
    app = make_app(services, start="contacts")
    async with app.run_test(size=(120, 40)) as pilot:
        # a save that fails loses nothing
        await open_form(app, pilot)
        good = path.read_bytes()
        path.write_bytes(b"{ broken")
        await pilot.press(*typing("patience"), "ctrl+s")
        await until(pilot, lambda: "is damaged" in text_of(app))
        path.write_bytes(good)
        await pilot.press("ctrl+s")
        await is_thanked_next(app, pilot, "Saved - u undoes")
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        await until(pilot, lambda: "patience" in text_of(app))  # quoted in the thank-you
        await pilot.press("escape")
        await home(app, pilot)

        # what was saved stands in it again
        await open_form(app, pilot)
        assert "patience" in text_of(app)
        await pilot.press("tab", "tab", *typing("read the report"), "ctrl+s")
        await is_thanked_next(app, pilot, "Saved: 1 to-do - u undoes")
        await pilot.press("2")
        await until(pilot, lambda: app.messages[0].words.startswith("Thanked Ana Ruiz by email"))
        assert now(services).thanked_on == TODAY
        await open_form(app, pilot)
        await pilot.press(*typing("!"), "ctrl+s")
        await home(app, pilot)  # thanked already: nothing is offered
        assert items(services) == [("advice", "me", "read the report")]

        # where it led in the end
        await pilot.press("W")
        await until(pilot, lambda: "Talking with Ana Ruiz led to" in text_of(app))
        await pilot.press("escape")
        await home(app, pilot)
        await pilot.press("W")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press("4")
        await until(pilot, lambda: "led to a formal interview" in app.messages[0].words)
        await until(pilot, lambda: "“Work on grids”: a formal interview through" in text_of(app))
        await pilot.press("escape")  # which may decide the goal
        await home(app, pilot)
        await pilot.press("W")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await until(pilot, lambda: "▸ 4  a formal interview" in text_of(app))
        await pilot.press("enter")  # it stays what it was
        await home(app, pilot)
        assert now(services).result == "formal_interview"
        await pilot.press("u")
        await until(pilot, lambda: "Undid" in app.messages[0].words)
        assert now(services).result == "none"


async def test_whether_they_may_be_mentioned_is_asked_beside_each_name() -> None:
    people = (SuggestedPerson(name="Maran, Teo"), SuggestedPerson(name="Bo", may_mention=True))
    form = DebriefForm("Lou Field", DebriefDraft(names=people), lambda _: None)
    async with asking(lambda: form, (80, 40)) as (app, pilot):
        names = next(each for each in form.fields if each.label == "They suggested")
        names.control.focus()
        await pilot.press("up", "end")
        await until(pilot, lambda: "May you mention Lou Field to Maran, Teo?" in text_of(app))
        await pilot.press("f6", "f6", "down", "f6", "f6", "enter", *typing("Kim, Opal | yes"))
        assert names.value.splitlines() == ["Maran, Teo | ask first", "Bo", "Kim, Opal | yes"]
        assert form.result().names == (
            people[0].but(may_mention=False),
            people[1].but(may_mention=None),
            SuggestedPerson(name="Kim", organization="Opal", may_mention=True),
        )


async def test_what_is_left_alone_comes_back_as_it_was() -> None:
    draft = DebriefDraft(
        answers=(Answer(question=ASKED, answer="the quiet\nthe waiting"),),
        names=(
            SuggestedPerson(name="Maran, Teo"),
            SuggestedPerson(name="Bo", organization="Lumen"),
        ),
        promises=(
            Promise(text="my slides", due=TODAY),
            Promise(text="their list", owed_by="them"),
        ),
        fit_after=2,
        skills=("SQL", "patience"),
        learn=("Dutch", "sql"),
    )
    kept: list[DebriefDraft] = []
    assert await answer(lambda: DebriefForm("Ana Ruiz", draft, kept.append), "ctrl+s") == draft
    form = DebriefForm("Ana [b]Ruiz", DebriefDraft(), kept.append, "[i]Grids")
    async with asking(lambda: form) as (app, _):
        assert "Ana [b]Ruiz" in text_of(app)
        assert "answer" not in text_of(app)
    assert kept == []


TICKED = {
    ("end", "s"): (("SQL", "patience"), ("SQL", "Dutchs")),  # a word of one's own stays that
    ("ctrl+t",): (("SQL", "patience", "Dutch"), ("SQL",)),
    ("up", "ctrl+t"): (("SQL", "patience"), ("SQL", "patience", "Dutch")),
    ("up", "up", "ctrl+t"): (("SQL", "patience"), ("Dutch",)),
    ("enter", "ctrl+t", "R", "ctrl+t"): (("SQL", "patience", "R"), ("SQL", "Dutch", "R")),
}
"""What is left after some keys: the skills they wish they had, and those to learn."""


async def test_a_skill_that_is_ticked_is_one_to_learn() -> None:
    draft = DebriefDraft(skills=("SQL", "patience"), learn=("SQL", "Dutch"))

    def form() -> DebriefForm:
        return DebriefForm("Ana Ruiz", draft, lambda _: None)

    found = await answers((form, (*["tab"] * 4, *keys, "ctrl+s")) for keys in TICKED)
    assert [(each.skills, each.learn) for each in found] == list(TICKED.values())


async def test_what_is_typed_survives_a_crash_and_quitting(
    services: Services, make_app: MakeApp, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DebriefForm, "KEEP_SECONDS", 0.05)
    with_interview(services)
    path = services.context.repository.path

    def typed() -> dict[str, object]:
        begun = now(services).unfinished_debrief
        return begun.typed if begun else {}

    first = make_app(services, start="contacts")
    async with first.run_test(size=(80, 24)) as pilot:
        form = await open_form(first, pilot)
        before = json.loads(path.read_bytes())
        said = {"Stayed with me": "patience", "They suggested": "Teo Maran, Lumen"}
        await fill(form, pilot, {**said, "A mentor": 1})
        await until(pilot, lambda: len(typed()) == 3)
        good = path.read_bytes()  # as a kill leaves it now
        monkeypatch.setattr(DebriefForm, "KEEP_SECONDS", 60.0)
        await pilot.press("x", "escape", "escape")  # what is still to be kept is dropped with it
        await home(first, pilot)
    assert typed() == {}
    path.write_bytes(good)

    # Today says so, and continues.
    again = build_services(path, clock=clock, settings=Settings())
    again.other_versions.keep()  # a kill would have kept the app from seeing what came later
    second = make_app(again)
    async with second.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "finish writing it up" in text_of(second))
        assert "Teo" not in text_of(second)
        await pilot.press("enter")
        await until(
            pilot, lambda: "You started this earlier; it isn't saved yet." in text_of(second)
        )
        form = second.screen
        assert isinstance(form, DebriefForm)
        assert [each.value for each in form.fields if each.is_changed] == []
        assert form.result().names == (SuggestedPerson(name="Teo Maran", organization="Lumen"),)
        assert (form.result().learned, form.result().mentor) == ("patience", True)
        await pilot.press("!", "escape")
        await until(pilot, lambda: "Not saved: esc again drops it" in text_of(second))
        path.write_bytes(b"{ broken")
        await pilot.press("?", "ctrl+q")  # what the file cannot take is kept beside it
        await until(pilot, lambda: not second.is_running)
    path.write_bytes(good)

    third = make_app(build_services(path, clock=clock, settings=Settings()))
    async with third.run_test(size=(60, 16), notifications=True) as pilot:
        await until(pilot, lambda: "finish writing it up" in text_of(third))
        await pilot.press("enter")
        await until(pilot, lambda: "You started this earlier" in text_of(third))
        assert third.screen.result().learned == "patience!?"  # type: ignore[attr-defined]
        await pilot.press("escape", "escape")
        await until(pilot, lambda: third.messages)
        assert third.messages[0].words == "Dropped what you typed - u undoes"
        await until(pilot, lambda: "how did it go?" in text_of(third))
        await pilot.press("w")
        await until(pilot, lambda: isinstance(third.screen, DebriefForm))
        assert "You started" not in text_of(third)
        assert third.screen.result() == again.debriefing.draft(now(services).id)  # type: ignore[attr-defined]
        await pilot.press("escape")  # nothing was typed: nothing is asked, nothing is dropped
        await until(pilot, lambda: not isinstance(third.screen, DebriefForm))
        assert [each.words for each in third.messages if "Dropped" in each.words][1:] == []

        # A conversation that was started continues from there as well.
        third.services.conversations.begin(now(services).id).note("nights are quiet")
        await pilot.press("2", "1")
        await until(pilot, lambda: "talking since" in text_of(third))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(third.screen, LiveScreen))
        assert "nights are quiet" in text_of(third)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(third.screen, DebriefForm))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(third.screen, TodayScreen))
    services.context.repository.refresh()
    assert now(services).unfinished_debrief is None
    assert [services.undo() for _ in range(3)] == [
        *(
            "notes on your conversation with Ana Ruiz",
            "drop the write-up of the conversation with Ana Ruiz",
        ),
        "start writing up the conversation with Ana Ruiz",
    ]
    after = json.loads(path.read_bytes())
    assert {name for name in after if after[name] != before[name]} == {"_meta", "history"}


async def test_the_first_write_up_is_corrected_after_a_second_look(
    services: Services, make_app: MakeApp
) -> None:
    ana = services.contacts.add("Ana Ruiz")
    first = services.interviews.met(ana.id, date(2026, 11, 9))
    written = DebriefDraft(
        learned="be kind",
        advice=("read the papper", "sail"),
        names=(SuggestedPerson(name="Teo Marran"),),
        promises=(Promise(text="my slides", due=TODAY),),
    )
    services.debriefing.save(first.id, written)
    second = services.interviews.met(ana.id, date(2026, 11, 16))
    services.debriefing.save(second.id, DebriefDraft(learned="ask more"))
    app = make_app(services, start="contacts")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await home(app, pilot)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        assert "Mon 16 Nov · ask more" in text_of(app)
        assert "Mon 9 Nov · be kind" in text_of(app)
        await pilot.press("escape")
        await home(app, pilot)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, DebriefForm) and app.focused)
        form = app.screen
        assert isinstance(form, DebriefForm)
        assert form.result() == services.debriefing.draft(first.id)
        await take_off(form, pilot, {"I will": 9, "They suggested": 3})
        mended = {"I will": "per", "They suggested": "an", "I promised": " too"}
        await fill(form, pilot, {**mended})
        before = items(services)
        await pilot.press("ctrl+s")
        words = "Saving changes 3 to-dos and removes 1: sail · ctrl+s again to save"
        await until(pilot, lambda: words in text_of(app))
        assert items(services) == before
        await fill(form, pilot, {"They suggested": "e"})  # whoever types on is asked again
        await until(pilot, lambda: words not in text_of(app))
        await pilot.press("backspace", "ctrl+s")
        await until(pilot, lambda: words in text_of(app))
        await pilot.press("ctrl+s")
        await is_thanked_next(app, pilot, "Saved: changed 3 to-dos and removed 1: sail - u undoes")
        await pilot.press("escape")
        await home(app, pilot)
        assert people(services) == [("Ana Ruiz", "", False), ("Teo Maran", "", False)]
        (slides,) = (
            each for each in services.context.repository.all(FollowUp) if each.kind == "promise"
        )
        assert (slides.text, slides.due) == ("my slides too", TODAY)


async def test_a_line_about_a_conversation_opens_that_one(
    services: Services, make_app: MakeApp
) -> None:
    ana = services.contacts.add("Ana Ruiz")
    first = services.interviews.met(ana.id, date(2026, 11, 9))
    services.debriefing.save(first.id, DebriefDraft(learned="be kind"))
    services.interviews.met(ana.id, TODAY)  # not written up yet
    app = make_app(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen) and "Ana" in text_of(app))
        assert app.screen.subject_id == first.id  # type: ignore[attr-defined]  # the thank-you
        await pilot.press("w")
        await until(
            pilot, lambda: isinstance(app.screen, DebriefForm) and "be kind" in text_of(app)
        )
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await until(pilot, lambda: not app.screen.is_asking)  # type: ignore[attr-defined]  # its own
        assert not app.messages  # nothing is left to write up about that one

        services.interviews.thank(ana.id)
        await pilot.press("2")
        await home(app, pilot)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, DebriefForm))
        assert "be kind" not in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.messages)
        assert app.messages[0].words == "You can still write it up; Today will remind you."
