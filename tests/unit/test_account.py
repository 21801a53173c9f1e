"""A conversation is told whole: no field of its record is missing."""

from __future__ import annotations

from typing import Any

import pytest

from infoint_tui.domain.conversation.account import (
    AFTER,
    BEFORE,
    Viewpoint,
    account,
    day_of,
    gist,
    newest_first,
    without,
)
from infoint_tui.domain.records.interview import Debrief, Interview, TimedNote
from infoint_tui.domain.records.question import PlannedQuestion
from tests.builders import HOME, day, goal, held, interview, moment

VIEW = Viewpoint(day("22 nov"), HOME, {"goal": goal(title="Grid work")})
NOT_TOLD = {
    "Interview": {
        *("id", "rev", "contact_id"),  # which record it is
        *("begun_at", "left_at"),  # when notes were taken; each note has its time
        "unfinished_debrief",  # typed, but not saved
        "snoozed_until",  # the day it is due says so
    },
    "PlannedQuestion": {"bank_id"},
}
"""The fields that are bookkeeping, by record."""

NOTE = TimedNote(at=moment("20 oct", 15), text="half of it is calls")
QUESTION = PlannedQuestion(text="What fills a Tuesday?")
VALUES: dict[str, dict[str, Any]] = {
    "Interview": {
        "goal_id": "goal",
        "fit_before": 2,
        "fit_after": 4,
        "verdict_told_on": "3 nov",
        "intent": "job_search",
        "outcome": "one more name",
        "belief": "it is modeling",
        "research": "the award talk",
        "about_me": "I teach math",
        "requested_on": "1 oct",
        "nudged_on": "9 oct",
        "agreed_on": "10 oct",
        "start": moment("20 oct", 15),
        "zone": "Asia/Tokyo",
        "minutes": 25,
        "format": "phone",
        "place": "Cafe Lumen",
        "i_pay": False,
        "confirmed_on": "19 oct",
        "plan": (QUESTION,),
        "notes": (NOTE,),
        "unfinished_note": "and then",
        "held_on": "20 oct",
        "debrief": Debrief(learned="models are easy"),
        "thanked_on": "21 oct",
        "thanked_by": "handwritten",
        "ended": "no_show",
        "ended_on": "20 oct",
        "result": "lead",
    },
    "Debrief": {
        "learned": "models are easy",
        "good": "quiet mornings",
        "bad": "on call",
        "surprising": "the radio",
        "think_now": "it is people",
        "skills": ("patience",),
        "outcome_met": "partly",
        "next_time": "ask about pay",
        "clicked": 4,
        "written_on": day("21 oct"),
    },
    "PlannedQuestion": {
        "text": "Why?",
        "minutes": 7,
        "must_ask": True,
        "state": "skipped",
        "answer": "calls",
    },
    "TimedNote": {
        "at": moment("20 oct", 16),
        "kind": "advice",
        "text": "read the code",
        "question": "Why?",
    },
}
"""A value for every other field, unlike its default."""

NEEDS: dict[str, dict[str, Any]] = {
    "zone": {"start": moment("20 oct", 15)},
    "thanked_by": {"thanked_on": "21 oct"},
    "ended": {"ended_on": "20 oct"},
    "ended_on": {"ended": "no_show"},
}
"""The fields that another one needs to mean something."""


def told(**fields: Any) -> list[tuple[str, ...]]:
    return [
        (said.label, said.text, said.more, said.aside)
        for said in account(interview(**fields), VIEW)
    ]


def with_part(part: str, **fields: Any) -> dict[str, Any]:
    """The fields of a conversation in which one part has these fields."""
    if part == "Debrief":
        return {"debrief": Debrief(**fields)}
    if part == "PlannedQuestion":
        return {"plan": (QUESTION.but(**fields),)}
    if part == "TimedNote":
        return {"notes": (NOTE.but(**fields),)}
    return fields


@pytest.mark.parametrize(
    ("part", "field"),
    [
        (record.__name__, field)
        for record in (Interview, Debrief, PlannedQuestion, TimedNote)
        for field in record.model_fields
        if field not in NOT_TOLD.get(record.__name__, ())
    ],
)
def test_every_field_is_told(part: str, field: str) -> None:
    usual = NEEDS.get(field, {})
    bare, full = with_part(part, **usual), with_part(part, **usual, **{field: VALUES[part][field]})
    assert told(**full) != told(**bare)


def test_it_is_told_in_the_order_it_happened_and_with_labels() -> None:
    fields = VALUES["Interview"] | {
        "zone": HOME,
        "ended": None,
        "ended_on": None,
        "debrief": Debrief(**VALUES["Debrief"]),
        "plan": (QUESTION.but(answer="calls", state="asked"),),
    }
    assert told(**fields) == [
        (
            "Days",
            "asked 1 Oct, nudged 9 Oct, agreed 10 Oct, confirmed 19 Oct, talked 20 Oct, written up"
            " 21 Oct, thanked 21 Oct by handwritten note, told what you decided 3 Nov",
            "",
            "",
        ),
        ("When", "Tue 20 Oct 16:00", "", ""),
        ("How", "by phone, 25 min, Cafe Lumen", "", ""),
        ("Intent", "job hunting too", "", ""),
        ("Goal", "Grid work · fit 2 of 5 before, 4 of 5 after", "", ""),
        ("I wanted", "one more name", "", ""),
        ("Research", "the award talk", "", ""),
        ("About me", "I teach math", "", ""),
        ("Q", "What fills a Tuesday?", "calls", "2 min"),
        ("16:00", "half of it is calls", "", ""),
        ("Unsaved note", "and then", "", ""),
        ("Stayed", "models are easy", "", ""),
        ("Good", "quiet mornings", "", ""),
        ("Bad", "on call", "", ""),
        ("Surprising", "the radio", "", ""),
        ("I believed", "it is modeling", "", ""),
        ("I think now", "it is people", "", ""),
        ("Skills", "patience", "", ""),
        ("Got it", "partly", "", ""),
        ("Next time", "ask about pay", "", ""),
        ("We clicked", "4 of 5", "", ""),
        ("It led to", "a lead", "", ""),
    ]


def test_what_is_blank_is_left_out() -> None:
    assert [label for label, *_ in told()] == ["How", "Intent"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "not asked yet"),
        ({"requested_on": "18 nov"}, "asked, no answer yet"),
        ({"agreed_on": "18 nov"}, "agreed, no time yet"),
        ({"start": moment("1 dec", 15), "place": "Cafe Lumen"}, "at 15:00, in person, Cafe Lumen"),
        ({"ended": "declined", "ended_on": "18 nov"}, "declined"),
        ({"held_on": "20 oct"}, "in person, 20 min"),
        (
            {"held_on": "20 oct", "debrief": Debrief(bad="on call\nagain")},
            "in person, 20 min: “on call”",
        ),
    ],
)
def test_the_gist_fits_a_line(fields: dict[str, Any], words: str) -> None:
    assert gist(interview(**fields), VIEW) == words


def test_the_newest_comes_first_and_what_is_to_come_before_it() -> None:
    them = [
        held("3 mar", id="a"),
        interview(id="b"),
        held("20 oct", id="c"),
        interview(id="d", start=moment("1 dec", 15)),
        interview(id="e", requested_on="1 nov"),
    ]
    assert [each.id for each in newest_first(them)] == ["b", "d", "e", "c", "a"]
    assert [day_of(each) for each in newest_first(them)][1:3] == [day("1 dec"), day("1 nov")]


@pytest.mark.parametrize("row", [row for row in (*BEFORE, *AFTER) if row.field])
def test_a_line_that_tells_one_field_is_removed_by_itself(row: Any) -> None:
    part = "Debrief" if row.part == "write_up" else "Interview"
    fields = with_part(part, **{row.field: VALUES[part][row.field]})
    full = interview(**fields)
    (said,) = [each for each in account(full, VIEW) if each.field == row.field]
    assert said not in account(full.but(**without(full, said)), VIEW)
