"""A write-up as JSON: what the file leaves out stays as it was."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from infoint_tui.domain.conversation.debrief import Answer, DebriefDraft, Promise
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.exchange.debrief_file import read_debrief

START = DebriefDraft(
    learned="be kind",
    advice=("read",),
    answers=(Answer(question="First?", answer="a lot"),),
    names=(
        SuggestedPerson(name="Teo Maran", organization="Lumen", title="planner"),
        SuggestedPerson(name="Kim Lea", organization="Lumen"),
        SuggestedPerson(name="Kim Lea", organization="Quarry"),
    ),
    promises=(
        Promise(text="the list", owed_by="them", due=date(2026, 12, 1)),
        Promise(text="my slides"),
    ),
    mentor=True,
)


def read(**given: Any) -> DebriefDraft:
    return read_debrief(json.dumps(given), START, "The input")


def test_a_template_that_is_left_alone_changes_nothing() -> None:
    assert read_debrief(START.model_dump_json(), START, "The input") == START
    assert read() == START


def test_a_field_that_is_given_replaces_the_one_before() -> None:
    assert read(advice=[], mentor=False) == START.but(advice=(), mentor=False)


@pytest.mark.parametrize(
    ("field", "given", "then"),
    [
        ("names", [{"name": "teo  maran"}], {"organization": "Lumen", "title": "planner"}),
        ("names", [{"name": "Teo Maran", "organization": ""}], {"organization": ""}),
        ("names", [{"name": "Kim Lea"}], {"organization": ""}),  # which of the two?
        ("names", [{"name": "Bo Lind"}], {"organization": ""}),
        ("promises", [{"text": "The list"}], {"owed_by": "them", "due": date(2026, 12, 1)}),
        ("promises", [{"text": "the list", "due": None}], {"owed_by": "them", "due": None}),
        ("answers", [{"question": "First?"}], {"answer": "a lot"}),
        ("answers", [{"question": "First?", "answer": ""}], {"answer": ""}),
    ],
)
def test_what_an_object_leaves_out_stays(field: str, given: Any, then: dict[str, Any]) -> None:
    (found,) = getattr(read(**{field: given}), field)
    assert {key: getattr(found, key) for key in then} == then
