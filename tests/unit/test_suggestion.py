"""Suggesting questions: every rule by its name."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import Any, get_args

import pytest

from infoint_tui.domain.conversation.plan import asks_who_else, inserted, plan_question
from infoint_tui.domain.conversation.suggestion import OPENINGS, Suggestion, reason, suggest
from infoint_tui.domain.records.question import BankQuestion, PlannedQuestion
from infoint_tui.domain.vocabulary import Intent, Level
from infoint_tui.services.bank import load_bank

LENGTHS = (1, 2, 4, 10, 15, 20, 30, 45, 90)


def bank_question(spec: str, **more: Any) -> BankQuestion:
    """A question from "id/category/minutes"."""
    name, category, minutes = spec.split("/")
    fields = {"text": f"About {name}?", "minutes": minutes, **more}
    return BankQuestion(id=name, category=category, **fields)


WHO = bank_question("who/Closing/2", phase="closing", text="Who else? Two names?")
BYE = bank_question("bye/Closing/1", phase="closing")
HELLO = bank_question("hello/Ice/1", phase="opening")
ALOHA = bank_question("aloha/Ice/1", phase="opening")
FRAME = (HELLO, ALOHA, BYE, WHO)


def suggested(bank: tuple[BankQuestion, ...] = load_bank(), **given: Any) -> tuple[Suggestion, ...]:
    usual: dict[str, Any] = {
        "minutes": 20,
        "level": "does_the_job",
        "intent": "informational",
        "asked_before": (),
        "heard": {},
    }
    return suggest(bank, **{**usual, **given})


def ids(found: tuple[Suggestion, ...]) -> str:
    return " ".join(s.question.bank_id or "" for s in found)


def reasons(found: tuple[Suggestion, ...]) -> dict[str, str]:
    return {s.question.bank_id or "": s.reason for s in found}


def core(*specs: str) -> tuple[BankQuestion, ...]:
    return tuple(bank_question(spec) for spec in specs)


@pytest.mark.parametrize(
    ("minutes", "level", "intent"), [*product(LENGTHS, get_args(Level), get_args(Intent))]
)
def test_with_the_built_in_bank(minutes: int, level: Level, intent: Intent) -> None:
    bank = {q.id: q for q in load_bank()}
    found = suggested(minutes=minutes, level=level, intent=intent)
    chosen = [bank[s.question.bank_id or ""] for s in found]
    total = sum(q.minutes for q in chosen)
    phases = [q.phase for q in chosen]
    counts = Counter(q.category for q in chosen if q.phase == "core")

    assert total <= max(minutes, 2), "never over the time, but for who else"
    assert total == minutes or minutes == 1, "the time is filled"
    assert sum(asks_who_else(q.text) for q in chosen) == 1
    assert phases == sorted(phases, key=("opening", "core", "closing").index)
    assert phases.count("opening") == (0 if minutes < 4 else 1 if minutes < 30 else 2)
    assert phases.count("closing") == (1 if minutes < 15 else 2)
    assert not any(q.searchable for q in chosen)
    assert all(not q.levels or level in q.levels for q in chosen)
    assert (counts[OPENINGS] > 0) == (intent == "job_search" and minutes > 4)
    assert found == suggested(minutes=minutes, level=level, intent=intent), "deterministic"
    if max(counts.values(), default=0) > 1:
        assert len(counts) == 13 + (intent == "job_search"), "every category had its first"


@pytest.mark.parametrize(
    ("rule", "bank", "given", "expected"),
    [
        ("nothing to choose from", (), {}, ""),
        ("who else even without time", (*FRAME,), {"minutes": 1}, "who"),
        (
            "the shortest who else when none fits",
            (WHO, WHO.but(id="brief", text="Whom else? Two?", minutes=1)),
            {"minutes": 1, "planned": (PlannedQuestion(text="A?", minutes=1),)},
            "brief",
        ),
        (
            "who else of one's own is enough",
            FRAME,
            {"minutes": 5, "planned": (PlannedQuestion(text="Whom else may I ask?"),)},
            "hello",
        ),
        (
            "a skipped who else is made up for by another",
            (WHO, WHO.but(id="other", text="Who else, elsewhere? Two?")),
            {"planned": (plan_question(WHO).but(state="skipped"),)},
            "other",
        ),
        ("no who else twice", FRAME, {"asked_before": ("who",)}, "hello bye"),
        ("two openings for a long interview", FRAME, {"minutes": 30}, "hello aloha bye who"),
        ("one opening for a short interview", FRAME, {"minutes": 29}, "hello bye who"),
        ("one closing for a brief interview", FRAME, {"minutes": 14}, "hello who"),
        (
            "only what is left is filled",
            (*FRAME, *core("a/A/3", "b/B/3")),
            {"planned": tuple(plan_question(q) for q in (HELLO, WHO, BYE)), "minutes": 8},
            "a",
        ),
        (
            "opening first and closing last, whatever the order of the bank",
            (BYE, WHO, *core("a/A/3"), HELLO),
            {},
            "hello a bye who",
        ),
        (
            "nothing when the plan is full",
            (*FRAME, *core("a/A/1")),
            {"planned": (plan_question(WHO.but(minutes=20)),)},
            "",
        ),
        (
            "what is planned is not suggested again, by text",
            (*FRAME, *core("a/A/1")),
            {"planned": (PlannedQuestion(text="about A?"),)},
            "hello bye who",
        ),
        ("not asked before, by id", core("a/A/1", "b/A/1"), {"asked_before": ("a",)}, "b"),
        (
            "not asked before, by folded text",
            core("a/A/1", "b/A/1"),
            {"asked_before": ("ABOUT A?",)},
            "b",
        ),
        (
            "one of each category before a second",
            core("a/A/1", "aa/A/1", "b/B/1", "c/C/1"),
            {"minutes": 3},
            "a b c",
        ),
        (
            "then a second",
            core("a/A/1", "aa/A/1", "b/B/1", "c/C/1"),
            {"minutes": 4},
            "a aa b c",
        ),
        (
            "no second while another category waits that only just does not fit",
            core("a/A/1", "aa/A/1", "b/B/2"),
            {"minutes": 2, "heard": {"B": 1}},
            "a",
        ),
        (
            "a category that never fits holds nobody up",
            core("a/A/1", "aa/A/1", "b/B/9"),
            {"minutes": 2},
            "a aa",
        ),
        (
            "a category that is planned had its turn",
            core("a/A/1", "aa/A/1", "b/B/1"),
            {"minutes": 2, "planned": (plan_question(bank_question("a/A/1")),)},
            "b",
        ),
        (
            "what the goal heard least of comes first",
            core("a/A/2", "b/B/2", "c/C/2"),
            {"minutes": 2, "heard": {"A": 2, "B": 1, "C": 3}},
            "b",
        ),
        (
            "favorites first among equals",
            (*core("a/A/2", "b/B/2"), bank_question("c/C/2", favourite=True)),
            {"minutes": 2},
            "c",
        ),
        (
            "hearing less counts for more than a favorite",
            (*core("a/A/2"), bank_question("c/C/2", favourite=True)),
            {"minutes": 2, "heard": {"C": 1}},
            "a",
        ),
        (
            "what is meant for the level before what suits everyone",
            (*core("a/A/2"), bank_question("b/A/2", levels=("does_the_job",))),
            {"minutes": 2},
            "b",
        ),
        (
            "not what is meant for another level",
            (bank_question("b/A/2", levels=("executive",)),),
            {},
            "",
        ),
        ("not what a search answers", (bank_question("b/A/2", searchable=True),), {}, ""),
        (
            "no job seeker's question in an informational interview",
            (bank_question("b/A/2", job_search_only=True),),
            {},
            "",
        ),
        (
            "a job seeker asks about openings before anything else",
            (*core("a/A/2"), bank_question(f"b/{OPENINGS}/2", job_search_only=True)),
            {"minutes": 2, "intent": "job_search"},
            "b",
        ),
        (
            "openings that are planned are enough",
            (
                *core("a/A/2"),
                *(bank_question(f"{i}/{OPENINGS}/2", job_search_only=True) for i in "bc"),
            ),
            {
                "minutes": 4,
                "intent": "job_search",
                "planned": (plan_question(bank_question(f"b/{OPENINGS}/2")),),
            },
            "a",
        ),
    ],
)
def test_rules(
    rule: str, bank: tuple[BankQuestion, ...], given: dict[str, Any], expected: str
) -> None:
    assert ids(suggested(bank, **given)) == expected, rule


@pytest.mark.parametrize(
    ("question", "given", "expected"),
    [
        (
            bank_question("q/Culture/2", levels=("does_the_job",)),
            {"heard": {"Trends": 1}},
            "suits someone who does the job; you've heard nothing on culture so far",
        ),
        (
            bank_question("q/Culture/2"),
            {"heard": {"Culture": 1}},
            "suits anyone; you've heard one answer on culture so far",
        ),
        (
            bank_question("q/Culture/2"),
            {"heard": {"Culture": 2}, "has_goal": True},
            "suits anyone; for this goal you've heard 2 answers on culture",
        ),
        (
            bank_question("q/Culture/2", favourite=True),
            {"heard": {"Culture": 4}},
            "one of your favorites; you've heard 4 answers on culture so far",
        ),
        (
            bank_question("q/Culture/2"),
            {},
            "suits anyone; you've heard nothing on culture so far",
        ),
        (
            bank_question("q/Seats/2", job_search_only=True, levels=("manager",)),
            {"intent": "job_search", "level": "manager"},
            "suits a manager; you're open about looking for a job",
        ),
        (bank_question("q/My own/2", own=True), {}, "one of your own"),
        (HELLO, {}, "suits anyone; an easy way to begin"),
        (BYE, {}, "suits anyone; a kind way to end"),
        (WHO, {}, "every conversation should lead to more people"),
    ],
)
def test_reasons(question: BankQuestion, given: dict[str, Any], expected: str) -> None:
    assert reasons(suggested((question,), **given)) == {question.id: expected}


def test_a_question_for_another_level_says_whom_it_is_meant_for() -> None:
    question = bank_question("q/Culture/2", levels=("manager", "executive"))
    expected = "meant for a manager or an executive; you've heard nothing on culture so far"
    assert reason(question, "does_the_job", {}) == expected


def test_suggestions_put_into_a_plan_keep_the_order_of_an_interview() -> None:
    bank = (*FRAME, *core("a/A/3", "b/B/3"))
    by_id = {q.id: q for q in bank}
    plan: tuple[PlannedQuestion, ...] = (plan_question(by_id["b"]), plan_question(BYE))
    for suggestion in suggested(bank, planned=plan):
        plan = inserted(plan, suggestion.question, by_id)
    assert [q.bank_id for q in plan] == ["hello", "b", "a", "bye", "who"]
