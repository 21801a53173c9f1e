"""Which line of a write-up belongs to which to-do it made before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from infoint_tui.domain.conversation.correction import (
    Item,
    Rewrite,
    likeness,
    names_alike,
    retold,
    rewritten_items,
)
from infoint_tui.domain.conversation.debrief import DebriefDraft, Promise
from infoint_tui.domain.people.introductions import SuggestedPerson, read_name
from infoint_tui.domain.records.follow_up import FollowUp
from tests.builders import day, follow_up, introduction

TODAY: date = day("16 nov")


def made(text: str, interview_id: str | None = "talk", **fields: Any) -> FollowUp:
    usual = {"id": text, "text": text, "interview_id": interview_id, "noted_on": "16 nov"}
    return follow_up(**{**usual, **fields})


def rewritten(draft: DebriefDraft, before: Sequence[FollowUp]) -> Rewrite[Item]:
    """The write-up shows all that it made."""
    own = [item for item in before if item.interview_id == "talk"]

    def texts(kind: str) -> tuple[str, ...]:
        return tuple(item.text for item in own if item.kind == kind)

    now = DebriefDraft(
        advice=texts("advice"),
        learn=texts("learn"),
        promises=tuple(
            Promise(text=item.text, owed_by=item.owed_by) for item in own if item.kind == "promise"
        ),
    )
    return rewritten_items(draft, now, "talk", before)


def person(words: str) -> SuggestedPerson:
    found = read_name(words)
    assert found is not None
    return found


CASES: dict[str, tuple[list[str], list[str], dict[str, str], list[str], list[str]]] = {
    # before, the lines now: which was kept as which, what is new, what was removed
    "nothing changed": (
        ["read", "sail"],
        ["read", "sail"],
        {"read": "read", "sail": "sail"},
        [],
        [],
    ),
    "in another order": (
        ["read", "sail"],
        ["sail", "read"],
        {"read": "read", "sail": "sail"},
        [],
        [],
    ),
    "case and accents": (["cafe Luz"], ["Café Luz"], {"cafe Luz": "Café Luz"}, [], []),
    "a letter": (
        ["read the papper"],
        ["read the paper"],
        {"read the papper": "read the paper"},
        [],
        [],
    ),
    "a word more": (
        ["sit in on a shift"],
        ["sit in on a night shift"],
        {"sit in on a shift": "sit in on a night shift"},
        [],
        [],
    ),
    "something else": (["read the paper"], ["sail"], {}, ["sail"], ["read the paper"]),
    "taken out": (["read", "sail"], ["sail"], {"sail": "sail"}, [], ["read"]),
    "the same line comes first": (
        ["read the paper", "read the papers"],
        ["read the papers"],
        {"read the papers": "read the papers"},
        [],
        ["read the paper"],
    ),
    "the most alike": (
        ["call the port office", "call the court office"],
        ["call the courts office", "call the ports office"],
        {
            "call the port office": "call the ports office",
            "call the court office": "call the courts office",
        },
        [],
        [],
    ),
    "two made of one": (
        ["read the paper"],
        ["read the paper on ice", "read the paper on wind"],
        {"read the paper": "read the paper on ice"},
        ["read the paper on wind"],
        [],
    ),
    "said twice": (["sail"], ["sail", "SAIL"], {"sail": "sail"}, [], []),
}


@pytest.mark.parametrize("name", CASES)
def test_lines_are_matched_to_what_they_made(name: str) -> None:
    before, now, kept, new, removed = CASES[name]
    found = rewritten(DebriefDraft(advice=tuple(now)), [made(text) for text in before])
    assert {item.text: line.text for item, line in found.kept} == kept
    assert [line.text for line in found.new] == new
    assert [item.text for item in found.removed] == removed


def test_each_field_has_lines_of_its_own() -> None:
    before = [
        made("SQL", kind="advice", id="advice"),
        made("SQL", kind="learn", id="learn"),
        made("SQL", kind="promise", id="mine"),
        made("SQL", kind="promise", owed_by="them", id="theirs"),
        made("SQL", "another", id="of another talk"),
        introduction("SQL", interview_id="talk", noted_on="16 nov"),
    ]
    draft = DebriefDraft(learn=("SQL",), promises=(Promise(text="SQL", owed_by="them", due=TODAY),))
    found = rewritten(draft, before)
    assert {item.id: line for item, line in found.kept} == {
        "learn": Item("learn", "SQL"),
        "theirs": Item("promise", "SQL", "them", TODAY),
    }
    assert [item.id for item in found.removed] == ["advice", "mine"]


def test_words_that_moved_to_another_field_stay_one_to_do() -> None:
    before = [made("learn SQL", done_on="16 nov"), made("sail")]
    found = rewritten(DebriefDraft(learn=("Learn SQL", "sale")), before)
    assert [(item.text, line) for item, line in found.kept] == [
        ("learn SQL", Item("learn", "Learn SQL"))
    ]
    assert found.new == (Item("learn", "sale"),)


def test_what_was_noted_outside_a_conversation_is_neither_repeated_nor_removed() -> None:
    before = [made("read the paper", None), made("read the papper"), made("sail", None)]
    found = rewritten(DebriefDraft(advice=("Read the paper",)), before)
    assert (found.kept, found.new) == ((), ())
    assert [item.text for item in found.removed] == ["read the papper"]
    # Unless the write-up made it too.
    both = [made("sail", None), made("sail", id="own")]
    found = rewritten(DebriefDraft(advice=("sail",)), both)
    assert [item.id for item, _ in found.kept] == ["own"]


def test_what_the_write_up_does_not_show_is_left_alone() -> None:
    before = [made("sail"), made("sail", id="hidden")]
    found = rewritten(DebriefDraft(advice=("sail",)), before)
    assert ([item.id for item, _ in found.kept], found.removed) == (["sail"], ())
    found = rewritten(DebriefDraft(), before)
    assert [item.id for item in found.removed] == ["sail"]


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        ("Teo Marran", "Teo Maran", True),
        ("teo maran", "Téo Maran", True),
        ("Teo", "Teo Maran", True),
        ("Teo Maran, grid operations", "Teo Maran, Lumen", True),
        ("Jon Lind", "John Lind", True),
        ("Catherine Lind", "Katherine Lind", True),
        ("Ana Ruiz", "Eva Ruiz", False),
        ("Teo Maran", "Bo Lind", False),
        ("Bo Lind", "Bea Lindqvist", False),
    ],
)
def test_a_name_is_corrected_or_another(before: str, now: str, same: bool) -> None:
    assert bool(names_alike(person(now), person(before))) is same


def test_of_two_namesakes_the_one_at_the_same_place_is_meant() -> None:
    scores = [
        names_alike(person("Teo Maran, Lumen"), person(words))
        for words in ("Teo Maran, lumen", "Teo Maran", "Teo Marran, Lumen")
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


@pytest.mark.parametrize(
    ("one", "other"), [("read the paper", "sail"), ("x", "y"), ("", "x"), ("abcd", "dcba")]
)
def test_what_is_not_alike_counts_as_nothing(one: str, other: str) -> None:
    assert likeness(one, other) == 0


@pytest.mark.parametrize(
    ("entry", "before", "after", "then"),
    [
        ("be kind", "be kind", "be bold", "be bold"),
        ("be kind", "be kind\nask more", "be kind\nask less", "be kind"),
        ("be kind", "be kind\nask more", "ask more", "ask more"),
        ("be kind", "be kind", "", ""),
        ("be", "be kind", "be bold", "be"),
        ("coffee at Lumen", "be kind", "be bold", "coffee at Lumen"),
        ("", "be kind", "be bold", ""),
    ],
)
def test_the_timeline_goes_on_telling_what_was_learned(
    entry: str, before: str, after: str, then: str
) -> None:
    assert retold(entry, before, after) == then
