"""Reading, rearranging and checking a plan."""

from __future__ import annotations

from typing import Any

import pytest

from infoint_tui.domain.conversation.plan import (
    Check,
    asks_who_else,
    budget_words,
    check,
    inserted,
    moved,
    phase_of,
    plan_question,
    planned_minutes,
    with_minutes,
    with_must_ask_toggled,
    without,
)
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import BankQuestion, PlannedQuestion
from infoint_tui.domain.vocabulary import Phase
from infoint_tui.services.bank import load_bank

BANK = {
    q.id: q
    for q in (
        BankQuestion(id="hello", text="How was the journey?", category="Ice", phase="opening"),
        BankQuestion(id="day", text="What fills a Tuesday?", category="Day", minutes=3),
        BankQuestion(id="size", text="How many work here?", category="Day", searchable=True),
        BankQuestion(id="spots", text="Is a seat free?", category="Seats", job_search_only=True),
        BankQuestion(id="who", text="Who else? Two names?", category="End", phase="closing"),
        BankQuestion(id="bye", text="May I report back?", category="End", phase="closing"),
    )
}
GOOD_PLAN = ("hello", "day", "who")


def picked(*ids: str) -> tuple[PlannedQuestion, ...]:
    return tuple(plan_question(BANK[i]) for i in ids)


def own(text: str, **more: Any) -> PlannedQuestion:
    return PlannedQuestion(text=text, **more)


def texts(plan: tuple[PlannedQuestion, ...]) -> str:
    """The bank ids of a plan, or the texts of questions without one, in order."""
    return " ".join(q.bank_id or q.text for q in plan)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who else should I talk to?", True),
        ("WHOM ELSE would you ask?", True),
        ("Is there anyone else I should meet?", True),
        ("Do you know someone else in this field?", True),
        ("Could you give me two names?", True),
        ("Would you introduce me to your colleague?", True),
        ("May I have an introduction to the grid team?", True),
        ("Which other people would be good to talk with?", True),
        ("Who should I speak to next?", True),
        ("What do other people get wrong about this work?", False),
        ("May I use your name when I write?", False),
        ("Who opened the first door for you?", False),
        ("What else should I read?", False),
    ],
)
def test_asks_who_else(text: str, expected: bool) -> None:
    assert asks_who_else(text) is expected


@pytest.mark.parametrize(
    ("question", "phase"),
    [
        (picked("hello")[0], "opening"),
        (picked("day")[0], "core"),
        (picked("bye")[0], "closing"),
        (own("Who else should I meet?"), "closing"),
        (own("How loud is it?"), "core"),
        (own("How loud is it?", bank_id="no longer in the bank"), "core"),
    ],
)
def test_phase_of(question: PlannedQuestion, phase: Phase) -> None:
    assert phase_of(question, BANK) == phase


def test_a_question_from_the_bank_keeps_its_id_and_minutes() -> None:
    assert plan_question(BANK["day"]) == PlannedQuestion(
        text="What fills a Tuesday?", bank_id="day", minutes=3
    )


def test_skipped_questions_take_no_minutes() -> None:
    plan = (own("A?", minutes=5), own("B?", minutes=3, state="skipped"), own("C?", state="asked"))
    assert planned_minutes(plan) == 7


@pytest.mark.parametrize(
    ("planned", "minutes", "words"),
    [
        (17, 20, "17 of 20 min, 3 left"),
        (23, 20, "23 of 20 min, 3 over"),
        (20, 20, "20 of 20 min, full"),
        (0, 15, "0 of 15 min, 15 left"),
    ],
)
def test_budget_words(planned: int, minutes: int, words: str) -> None:
    assert budget_words(planned, minutes) == words


@pytest.mark.parametrize(
    ("rule", "plan", "new", "expected"),
    [
        ("into an empty plan", "", "day", "day"),
        ("core before the closings at the end", "hello who bye", "day", "hello day who bye"),
        ("core last when nothing closes", "hello", "day", "hello day"),
        ("core after a closing in the middle", "who day", "size", "who day size"),
        ("opening after the openings at the start", "day who", "hello", "hello day who"),
        ("opening into openings only", "hello", "hello", "hello hello"),
        ("closing last", "hello day who", "bye", "hello day who bye"),
    ],
)
def test_inserted(rule: str, plan: str, new: str, expected: str) -> None:
    assert texts(inserted(picked(*plan.split()), picked(new)[0], BANK)) == expected, rule


@pytest.mark.parametrize(
    ("index", "by", "expected"),
    [
        (0, 1, "day hello who"),
        (2, -1, "hello who day"),
        (1, 9, "hello who day"),
        (1, -9, "day hello who"),
        (1, 0, "hello day who"),
    ],
)
def test_moved_stops_at_either_end(index: int, by: int, expected: str) -> None:
    assert texts(moved(picked(*GOOD_PLAN), index, by)) == expected


def test_without() -> None:
    assert texts(without(picked(*GOOD_PLAN), 1)) == "hello who"


@pytest.mark.parametrize(("by", "expected"), [(1, 4), (-1, 2), (-9, 1), (99, 60)])
def test_with_minutes_stays_between_1_and_60(by: int, expected: int) -> None:
    plan = with_minutes(picked(*GOOD_PLAN), 1, by)
    assert [q.minutes for q in plan] == [2, expected, 2]


def test_must_ask_is_toggled() -> None:
    once = with_must_ask_toggled(picked(*GOOD_PLAN), 1)
    assert [q.must_ask for q in once] == [False, True, False]
    assert with_must_ask_toggled(once, 1) == picked(*GOOD_PLAN)


def checks_of(
    plan: tuple[PlannedQuestion, ...] = picked(*GOOD_PLAN),
    *,
    admire: str = "her forecast",
    unique: str = "",
    asked_before: tuple[str, ...] = (),
    **fields: Any,
) -> dict[str, Check]:
    """The checks of an interview that lacks nothing but what is given here, by key."""
    ready = {"outcome": "one more name", "research": "the 2025 report"}
    interview = Interview(id="i", contact_id="c", plan=plan, **{**ready, **fields})
    contact = Contact(id="c", name="Ana Ruiz", admire=admire, unique=unique)
    return {c.key: c for c in check(interview, contact, BANK, asked_before)}


def failing(found: dict[str, Check]) -> dict[str, str]:
    return {c.key: c.text for c in found.values() if not c.ok}


def test_an_interview_well_prepared_passes_every_check_in_few_words() -> None:
    assert [c.text for c in checks_of().values() if c.ok] == [
        "fits the time",
        "who else",
        "outcome",
        "nothing to look up",
        "no job request",
        "research",
        "what you admire",
        "no repeats",
    ]


@pytest.mark.parametrize(
    ("rule", "given", "expected"),
    [
        ("over the minutes, by how much", {"minutes": 5}, {"minutes": "7 of 5 min, 2 over"}),
        ("exactly the minutes is fine", {"minutes": 7}, {}),
        (
            "nobody asked who else",
            {"plan": picked("day")},
            {"who_else": "nothing yet on who else to talk to"},
        ),
        ("own words for who else will do", {"plan": (own("Whom else may I ask?"),)}, {}),
        (
            "who else was skipped",
            {"plan": (picked("who")[0].but(state="skipped"),)},
            {"who_else": "nothing yet on who else to talk to"},
        ),
        ("no outcome", {"outcome": ""}, {"outcome": "no outcome written yet"}),
        (
            "one searchable question",
            {"plan": picked("size", "who")},
            {"searchable": "a quick search answers it: question 1"},
        ),
        (
            "several searchable questions",
            {"plan": picked("size", "day", "size", "who")},
            {"searchable": "a quick search answers it: questions 1, 3"},
        ),
        (
            "job words in an informational interview",
            {"plan": (own("Are you hiring?"), *picked("who"))},
            {"job_words": "about a job, though you say you're not asking: question 1"},
        ),
        (
            "a job seeker's question in an informational interview",
            {"plan": picked("spots", "who")},
            {"job_words": "about a job, though you say you're not asking: question 1"},
        ),
        (
            "job words in an open job search",
            {"plan": (own("Are you hiring?"), *picked("spots", "who")), "intent": "job_search"},
            {},
        ),
        (
            "a favor, whatever the intent",
            {"plan": (own("Could you refer me?"), *picked("who")), "intent": "job_search"},
            {"favor": "asks for a favor: question 1"},
        ),
        (
            "an outcome that is a job",
            {"outcome": "find out about openings", "plan": (own("Any jobs?"), *picked("who"))},
            {
                "job_words": "about a job, though you say you're not asking:"
                " question 1, your outcome"
            },
        ),
        ("no research", {"research": ""}, {"research": "no research written yet"}),
        (
            "nothing admired",
            {"admire": ""},
            {"admire": "nothing yet on what you admire"},
        ),
        ("what is unique will do", {"admire": "", "unique": "built the first one"}, {}),
        (
            "asked before, by id",
            {"asked_before": ("day",)},
            {"asked_before": "asked before: question 2"},
        ),
        (
            "asked before, by text",
            {"asked_before": ("WHAT fills a Tuesday?",)},
            {"asked_before": "asked before: question 2"},
        ),
    ],
)
def test_checks(rule: str, given: dict[str, Any], expected: dict[str, str]) -> None:
    assert failing(checks_of(**given)) == expected, rule


def test_what_fails_comes_first() -> None:
    found = checks_of(outcome="", admire="")
    assert list(found)[:3] == ["outcome", "admire", "minutes"]
    too_long = checks_of(outcome="", admire="", minutes=5)  # that stands above the plan, too
    assert list(failing(too_long)) == ["outcome", "admire", "minutes"]


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Do you have a vacancy?", True),
        ("Which vacancies are coming?", True),
        ("Is there a job opening?", True),
        ("Would you read my résumé?", True),
        ("Could I send my CV?", True),
        ("Should I apply?", True),
        ("Is it worth applying here?", True),
        ("What would make you offer me a place?", True),
        ("Is a position open?", True),
        ("Are there open roles?", True),
        ("Do you have a job for me?", True),
        ("What is hard in your job?", False),
        ("Who got the job done?", False),
        ("How do you apply what you learned?", False),
        ("Which position did you hold before?", False),
        ("How open is the team to new ideas?", False),
        ("Which offers do customers like?", False),
    ],
)
def test_job_words(text: str, flagged: bool) -> None:
    assert ("job_words" in failing(checks_of((own(text), *picked("who"))))) is flagged


def test_no_built_in_question_for_an_informational_interview_has_job_words() -> None:
    plan = tuple(plan_question(q) for q in load_bank() if not q.job_search_only)
    assert checks_of((*plan, *picked("who")))["job_words"].ok
