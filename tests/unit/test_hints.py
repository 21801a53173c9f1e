"""Which next step is pointed out to a newcomer."""

from __future__ import annotations

import pytest

from infoint_tui.domain.follow_through.hints import MANY, next_step
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.search.listing import ContactRow
from tests.builders import PLAN, held, interview, moment

NOW = moment("16 nov", 12)
ANA = ContactRow("Ana Ruiz", "Ana Ruiz", standing="shortlisted")
BO = ContactRow("bo", "Bo Lindqvist", standing="known")
ASIDE = ContactRow("cy", "Cy Eze", standing="set_aside")
OTHER = "Bo Lindqvist"

TO_COME = moment("17 nov")
OVER = moment("16 nov", 9)


@pytest.mark.parametrize(
    ("rows", "interviews", "expected"),
    [
        ((), (), "begin"),
        ((BO,), (), "pick"),
        ((BO, ASIDE), (), None),
        ((BO, ANA), (), "ask Ana Ruiz"),
        ((ANA,), (interview(),), "ask Ana Ruiz"),
        ((ANA,), (interview(plan=PLAN),), "ask Ana Ruiz"),
        ((ANA,), (interview(requested_on="10 nov"),), "answer Ana Ruiz"),
        ((), (interview(requested_on="10 nov"),), "answer"),
        ((ANA,), (interview(requested_on="10 nov", ended="declined"),), None),
        (
            (ANA,),
            (interview(requested_on="10 nov", agreed_on="11 nov"),),
            "schedule Ana Ruiz",
        ),
        ((ANA,), (interview(start=TO_COME),), "prepare Ana Ruiz"),
        ((ANA,), (interview(start=TO_COME, plan=PLAN),), None),
        ((ANA,), (interview(start=OVER),), "met Ana Ruiz"),
        ((ANA,), (interview(start=OVER, plan=PLAN),), "met Ana Ruiz"),
        ((ANA,), (interview(held_on="10 nov"),), "thank Ana Ruiz"),
        ((ANA,), (held("10 nov"),), None),
        # what is under way goes before what could begin
        (
            (ANA, BO),
            (interview(contact_id="bo", requested_on="10 nov"), interview(start=OVER)),
            "met Ana Ruiz",
        ),
        (
            (ANA, BO),
            (interview(contact_id="bo", start=TO_COME), interview(held_on="10 nov")),
            "thank Ana Ruiz",
        ),
        # with all whom it is next with
        (
            (ANA, BO),
            (interview(contact_id="bo", requested_on="10 nov"), interview(requested_on="9 nov")),
            f"answer Ana Ruiz {OTHER}",
        ),
        # what was done once is known
        ((ANA, BO), (held("10 nov"), interview(contact_id="bo", held_on="12 nov")), None),
        ((ANA, BO), (held("10 nov"), interview(contact_id="bo", start=OVER)), None),
        ((ANA, BO), (held("10 nov"), interview(contact_id="bo", requested_on="9 nov")), None),
        (
            (ANA, BO),
            (held("10 nov"), interview(contact_id="bo", start=TO_COME)),
            f"prepare {OTHER}",
        ),
        ((ANA, BO), (held("10 nov", plan=PLAN), interview(contact_id="bo", start=TO_COME)), None),
    ],
)
def test_the_next_step(
    rows: tuple[ContactRow, ...], interviews: tuple[Interview, ...], expected: str | None
) -> None:
    hint = next_step(rows, interviews, NOW)
    said = " ".join((hint.id, *hint.people.values())) if hint else None
    assert said == expected


def test_among_many_some_are_picked() -> None:
    few = next_step((BO,) * (MANY - 1), (), NOW)
    many = next_step((BO,) * MANY, (), NOW)
    assert few
    assert many
    assert few.id == many.id
    assert "Pick five" in many.words
    assert "Pick five" not in few.words
