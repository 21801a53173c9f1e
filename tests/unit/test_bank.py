"""The built-in question bank is complete, well formed and fit to be planned."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.conversation.plan import asks_who_else
from infoint_tui.domain.records.question import BankQuestion
from infoint_tui.services.bank import load_bank

CATEGORIES = {
    "Breaking the ice",
    "The way in",
    "A day in the work",
    "Good, bad, surprising",
    "Skills and hindsight",
    "Qualifications",
    "Culture",
    "Trends",
    "Insider insight",
    "Advice for me",
    "Resources",
    "First assignments",
    "Pay and conditions",
    "Fit",
    "Current openings",
    "Closing",
}


def test_there_are_plenty_of_questions() -> None:
    assert len(load_bank()) >= 130


def test_it_is_read_once() -> None:
    assert load_bank() is load_bank()


def test_every_category_is_there_with_six_or_more_to_plan() -> None:
    counts = Counter(q.category for q in load_bank() if not q.searchable)
    assert set(counts) == CATEGORIES
    assert min(counts.values()) >= 6


def test_every_category_suits_somebody_whose_level_is_unknown() -> None:
    counts = Counter(q.category for q in load_bank() if not q.searchable and not q.levels)
    assert set(counts) == CATEGORIES
    assert min(counts.values()) >= 3


def test_ids_are_unique() -> None:
    assert len({q.id for q in load_bank()}) == len(load_bank())


def test_texts_are_unique_but_for_case_and_accents() -> None:
    assert len({fold(q.text) for q in load_bank()}) == len(load_bank())


@pytest.mark.parametrize("question", load_bank(), ids=lambda q: q.id)
def test_a_question_is_well_formed(question: BankQuestion) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", question.id)
    assert question.text.endswith("?")
    assert len(question.text) <= 90
    assert 1 <= question.minutes <= 4
    assert not question.model_extra, "a key that no field knows"
    assert not question.own
    assert not question.favourite


@pytest.mark.parametrize("question", load_bank(), ids=lambda q: q.id)
def test_a_category_stands_for_its_phase_and_intent(question: BankQuestion) -> None:
    assert (question.phase == "closing") == (question.category == "Closing")
    assert question.phase != "opening" or question.category in {"Breaking the ice", "The way in"}
    assert question.job_search_only == (question.category == "Current openings")


def test_some_questions_are_kept_as_warnings() -> None:
    assert 8 <= sum(q.searchable for q in load_bank()) <= 12


@pytest.mark.parametrize(
    ("category", "words"),
    [
        ("Good, bad, surprising", "last lose track of time"),
        ("Good, bad, surprising", "come closest to leaving"),
        ("Good, bad, surprising", "surprised you most"),
        ("Good, bad, surprising", "matters most to you"),
        ("Skills and hindsight", "wish you had known when you started"),
        ("Skills and hindsight", "skill do you wish you had now"),
        ("Skills and hindsight", "mistake taught you the most"),
        ("Breaking the ice", "gone well for you"),
        ("Pay and conditions", "pay would be fair"),
        ("Pay and conditions", "besides pay"),
        ("Culture", "people treat you in your first week"),
        ("Culture", "people argue about"),
        ("Culture", "look for new ideas"),
        ("Culture", "an idea clearly fails"),
        ("Culture", "skill is most admired"),
        ("Insider insight", "what I believe about this work"),
        ("Advice for me", "try this work before I commit"),
        ("Fit", "tell me it is not for me"),
    ],
)
def test_what_the_method_asks_can_be_asked_of_anyone(category: str, words: str) -> None:
    (question,) = (q for q in load_bank() if words in q.text)
    assert (question.category, question.levels) == (category, ())


def test_who_else_is_asked_in_closing_only_and_for_more_than_one_name() -> None:
    asking = [q for q in load_bank() if asks_who_else(q.text)]
    assert len(asking) >= 5
    assert {q.id for q in asking} == {q.id for q in load_bank() if "closing-who" in q.id}
    assert all(re.search(r"\b(two|names)\b", fold(q.text)) for q in asking)
