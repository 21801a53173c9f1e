"""The debrief, as pure rules: filled from notes, and what follows from it."""

from __future__ import annotations

from typing import Any

import pytest

from infoint_tui.domain.conversation.debrief import (
    Answer,
    DebriefDraft,
    Promise,
    begun_by,
    debriefed,
    draft_of,
    from_notes,
    quotable,
    to_debrief,
)
from infoint_tui.domain.people.introductions import (
    SuggestedPerson,
    known_already,
    read_name,
)
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Debrief, Interview, TimedNote
from infoint_tui.domain.records.question import PlannedQuestion
from tests.builders import contact, day, follow_up, interview, introduction, moment

TODAY = day("16 nov")
FIRST = PlannedQuestion(text="First?", state="asked", answer="a lot")
SECOND = PlannedQuestion(text="Second?")


def note(text: str, kind: Any = "note", question: str = "") -> TimedNote:
    return TimedNote(at=moment("16 nov"), kind=kind, text=text, question=question)


def given(**fields: Any) -> FollowUp:
    return follow_up(noted_on="16 nov", **fields)


def named(to: str | None = "Teo Maran", **fields: Any) -> FollowUp:
    return introduction(to, noted_on="16 nov", **fields)


NOTED = interview(
    belief="mostly modelling",
    result="lead",
    fit_after=4,
    plan=(FIRST, SECOND),
    unfinished_note="how much of it is tal",
    notes=(
        note("models are the easy half", question="First?"),
        note("she sails"),
        note("sit in on a shift\nthis month", "advice", "First?"),
        note("Teo Maran, grid operations\nBo Lind", "name"),
        note("teo maran", "name"),
        note("SQL\npatience", "skill"),
        note("about a question taken out", question="Third?"),
    ),
)


def test_notes_fill_the_draft() -> None:
    assert from_notes(NOTED) == DebriefDraft(
        learned="she sails\nabout a question taken out",
        answers=(
            Answer(question="First?", answer="models are the easy half\na lot"),
            Answer(question="Second?", answer="how much of it is tal"),
        ),
        advice=("sit in on a shift this month",),
        names=(
            SuggestedPerson(name="Teo Maran", organization="grid operations"),
            SuggestedPerson(name="Bo Lind"),
        ),
        skills=("SQL", "patience"),
        believed="mostly modelling",
        result="lead",
        fit_after=4,
    )
    paper = from_notes(interview(plan=(SECOND,), unfinished_note="x"))
    assert paper == DebriefDraft(answers=(Answer(question="Second?", answer="x"),))
    assert from_notes(interview(unfinished_note="x")).learned == "x"


@pytest.mark.parametrize(
    ("text", "name", "organization"),
    [
        ("Teo Maran", "Teo Maran", ""),
        ("Teo Maran, grid operations, Lumen", "Teo Maran", "grid operations, Lumen"),
        ("Teo Maran,Lumen", "Teo Maran", "Lumen"),
        (" Teo Maran (Lumen Energy) ", "Teo Maran", "Lumen Energy"),
        ("Teo Maran - Lumen", "Teo Maran", "Lumen"),
        ("Teo Maran \N{EN DASH} Lumen", "Teo Maran", "Lumen"),
        ("Teo Maran at Lumen", "Teo Maran", "Lumen"),
        ("Ann-Kathrin Frommer", "Ann-Kathrin Frommer", ""),
        (", Lumen", "Lumen", ""),
        ("Teo Maran,", "Teo Maran", ""),
    ],
)
def test_a_name_is_read_with_its_organization(text: str, name: str, organization: str) -> None:
    assert read_name(text) == SuggestedPerson(name=name, organization=organization)


@pytest.mark.parametrize(
    ("text", "title", "organization"),
    [
        ("Pia Núñez, staff researcher at Kestrel", "staff researcher", "Kestrel"),
        ("Pia Núñez - Head of Grid at Kestrel, Porto", "Head of Grid", "Kestrel, Porto"),
        ("Pia Núñez (planner at Kestrel)", "planner", "Kestrel"),
        ("Pia Núñez at Kestrel at Sea", "", "Kestrel at Sea"),
        ("Pia Núñez, University of Ostend at Sea", "", "University of Ostend at Sea"),
    ],
)
def test_a_title_is_told_from_the_organization(text: str, title: str, organization: str) -> None:
    person = SuggestedPerson(name="Pia Núñez", title=title, organization=organization)
    assert read_name(text) == person


@pytest.mark.parametrize(
    "words",
    [
        "Pia Núñez",
        "Pia Núñez, Kestrel",
        "Pia Núñez, staff researcher at Kestrel",
        "Pia Núñez | yes",
        "Pia Núñez, Kestrel | ask first",
    ],
)
def test_a_person_is_said_in_the_words_that_name_them(words: str) -> None:
    person = read_name(words)
    assert person is not None
    assert person.words == words


@pytest.mark.parametrize("text", ["", " , ", "\x00"])
def test_no_words_name_nobody(text: str) -> None:
    assert read_name(text) is None


def test_a_draft_starts_from_what_was_saved_and_the_notes_until_it_was_written() -> None:
    ana = contact(mentor=True)
    teo = contact("Teo Maran", organization="Lumen")
    came = [
        given(interview_id="talk"),
        given(text="of another talk"),
        given(interview_id="talk", kind="learn", text="SQL"),
        given(interview_id="talk", kind="promise", text="the list", owed_by="them"),
        named(interview_id="talk"),
        named(None, interview_id="talk"),
    ]
    quick = NOTED.but(debrief=Debrief(learned="be kind", skills=("SQL",)))
    draft = draft_of(quick, ana, came, {teo.id: teo})
    assert draft.learned == "be kind\nshe sails\nabout a question taken out"
    assert draft.skills == ("SQL", "patience")
    assert draft.advice == ("read the paper", "sit in on a shift this month")
    assert draft.learn == ("SQL",)
    assert draft.promises == (Promise(text="the list", owed_by="them"),)
    assert [(each.name, each.organization) for each in draft.names] == [
        ("Teo Maran", "Lumen"),
        ("Teo", ""),
        ("Teo Maran", "grid operations"),
        ("Bo Lind", ""),
    ]
    assert (draft.mentor, draft.keep_posted, draft.result) == (True, False, "lead")

    written = quick.but(debrief=Debrief(learned="be kind", written_on=TODAY))
    draft = draft_of(written, ana, came, {teo.id: teo})
    assert (draft.learned, draft.advice, draft.skills) == ("be kind", ("read the paper",), ())
    assert draft.answers == (
        Answer(question="First?", answer="a lot"),
        Answer(question="Second?"),
    )


def test_saving_a_draft_answers_the_plan_and_adds_what_was_never_planned() -> None:
    draft = DebriefDraft(
        learned="much",
        believed="otherwise",
        good="quiet",
        answers=(
            Answer(question="second?", answer="two"),
            Answer(question="Unplanned?", answer="three"),
            Answer(question="Not asked after all?"),
        ),
    )
    saved = debriefed(NOTED, draft, TODAY)
    assert [(each.text, each.state, each.answer) for each in saved.plan] == [
        ("First?", "asked", "a lot"),
        ("Second?", "asked", "two"),
        ("Unplanned?", "asked", "three"),
    ]
    assert saved.debrief == Debrief(learned="much", good="quiet", written_on=TODAY)
    assert (saved.belief, saved.unfinished_note, saved.notes) == ("otherwise", "", NOTED.notes)
    old = saved.but(debrief=Debrief(clicked=4, written_on=TODAY))  # earlier versions asked
    again = debriefed(old, draft.but(good=""), day("20 nov"))
    assert again.debrief == Debrief(learned="much", clicked=4, written_on=TODAY)


def test_a_question_that_is_in_the_plan_twice_keeps_both_answers() -> None:
    twice = interview(plan=(FIRST, FIRST.but(answer=""), SECOND))
    answers = (Answer(question="First?", answer="a"), Answer(question="First?", answer="b"))
    saved = debriefed(twice, DebriefDraft(answers=answers), TODAY)
    assert [each.answer for each in saved.plan] == ["a", "b", ""]


def test_who_is_meant_by_a_name() -> None:
    def known(*places: str) -> list[Contact]:
        return [contact("Téo Maran", organization=each, id=each or "none") for each in places]

    def found(organization: str, *places: str) -> str | None:
        person = SuggestedPerson(name="teo maran", organization=organization)
        who = known_already(person, [*known(*places), contact("Bo Lind")])
        return who.id if who else None

    assert found("Lumen") is None
    assert found("Lumen", "lumen", "Quarry") == "lumen"
    assert found("Lumen", "Quarry") is None
    assert found("Lumen", "Quarry", "") == "none"
    assert found("", "Quarry") == "Quarry"
    assert found("", "Quarry", "Lumen") is None
    assert found("", "Quarry", "") == "none"


def test_the_interview_to_debrief_is_the_latest_without_one() -> None:
    now = moment("16 nov", 12)
    old = interview(id="old", held_on="2 nov")
    recent = interview(id="recent", held_on="9 nov", debrief=Debrief(learned="x"))
    begun = interview(id="begun", begun_at=moment("16 nov", 11), start=moment("1 dec"))
    past = interview(id="past", start=moment("12 nov"))
    coming = interview(id="coming", start=moment("16 nov", 13))
    off = interview(id="off", start=moment("12 nov"), ended="cancelled")

    def chosen(*interviews: Interview) -> str | None:
        found = to_debrief(begun_by(interviews, now))
        return found.id if found else None

    assert chosen(coming, off, interview(id="asked", requested_on="9 nov")) is None
    assert chosen(recent, coming) == "recent"
    assert chosen(old, recent, off) == "old"
    assert chosen(past, old) == "past"
    assert chosen(past, begun, recent) == "begun"


def test_a_thank_you_quotes_advice_first() -> None:
    said = Debrief(learned="\n models are the easy half\nmore", good="people")
    assert quotable(said, [named(), given()]) == "read the paper"
    assert quotable(said, [named()]) == "models are the easy half"
    assert quotable(Debrief(good="the people"), []) == "the people"
    assert quotable(Debrief(), []) is None
    assert quotable(None, []) is None
