"""Who introduced someone: only whoever suggested them before the user asked them."""

from __future__ import annotations

from typing import Any

import pytest

from infoint_tui.domain.follow_through.dossier import gather
from infoint_tui.domain.follow_through.owed import owed
from infoint_tui.domain.records.interview import Interview
from tests.builders import contact, held, interview, introduced, introduction, situation


def ola(**fields: Any) -> Interview:
    return interview(id="with Ola", contact_id="Ola Berg", **fields)


TALKED = {"held_on": "12 nov"}
CASES = {
    "asked a day later": ("9 nov", ola(requested_on="10 nov", **TALKED), {}, True),
    "asked a day before": ("10 nov", ola(requested_on="9 nov", **TALKED), {}, False),
    "asked the same day": ("10 nov", ola(requested_on="10 nov", **TALKED), {}, True),
    "asked the same day, earlier": (
        *("10 nov", ola(requested_on="10 nov", **TALKED), {"before_asking": False}, False),
    ),
    "asked the same day after all": (
        *("9 nov", ola(requested_on="10 nov", **TALKED), {"before_asking": False}, True),
    ),
    "asked before, but they say they were introduced": (
        *("10 nov", ola(requested_on="9 nov", **TALKED), {"before_asking": True}, True),
    ),
    "talked by chance before": ("13 nov", ola(held_on="12 nov"), {}, False),
    "agreed before": ("12 nov", ola(agreed_on="11 nov", held_on="13 nov"), {}, False),
    "prepared only": ("12 nov", ola(belief="it's calm"), {}, True),
    "asked before, and it was still open": ("10 nov", ola(requested_on="2 nov"), {}, False),
    "asked before, and that had come to nothing": (
        *("10 nov", ola(requested_on="2 oct", ended="no_reply", ended_on="30 oct"), {}, True),
    ),
}


@pytest.mark.parametrize(("noted", "with_ola", "fields", "expected"), CASES.values(), ids=CASES)
def test_every_place_says_the_same(
    noted: str, with_ola: Interview, fields: dict[str, Any], expected: bool
) -> None:
    item = introduction("Ola Berg", noted_on=noted, **fields)
    person = introduced("Ola Berg", with_ola, introduced_by="Ana Ruiz")
    at = situation("16 nov", item, knows=[person])
    kinds = [each.kind for each in owed(at)]
    assert at.dossier.is_introduction(item) == expected
    assert at.dossier.has_introduced("Ola Berg") == expected
    assert bool(at.dossier.people_introduced) == expected
    is_over = bool(with_ola.held_on)
    assert ("tell_introducer" in kinds) == (expected and is_over)
    people = {each.id: each for each in (contact(), person.contact)}
    found = gather([person.contact], people, [with_ola], [item], ())["Ola Berg"]
    assert (found.introducer is not None) == expected


def test_what_was_said_in_a_conversation_was_said_on_its_day() -> None:
    item = introduction("Ola Berg", noted_on="14 nov", interview_id="talk")  # written up later
    person = introduced("Ola Berg", ola(requested_on="11 nov", **TALKED))
    at = situation("16 nov", held("10 nov"), item, knows=[person])
    assert at.dossier.is_introduction(item)
    assert "tell_introducer" in [each.kind for each in owed(at)]
    later = situation("16 nov", held("12 nov"), item, knows=[person])
    assert not later.dossier.is_introduction(item)


def test_a_request_that_came_to_nothing_before_is_not_what_it_led_to() -> None:
    old = ola(requested_on="2 oct", ended="no_reply", ended_on="30 oct")
    item = introduction("Ola Berg", noted_on="9 nov")
    at = situation("16 nov", item, knows=[introduced("Ola Berg", old)])
    assert [each.kind for each in owed(at)] == ["reach_out"]
    new = old.but(id="again", requested_on="2026-11-10", ended=None, ended_on=None)
    again = situation("16 nov", item, knows=[introduced("Ola Berg", old, new)])
    assert owed(again) == ()
