"""Courage: what is said before a request is true, and never said twice in a row."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import pytest

from infoint_tui.domain.follow_through.courage import (
    NICE,
    NO_WORSE,
    SENIOR,
    AskedSoFar,
    asked_so_far,
    said_yes,
    word_before,
)
from infoint_tui.domain.vocabulary import Level
from tests.builders import interview, moment

SAID_YES = {
    "asked": ({}, False),
    "a yes": ({"agreed_on": "3 nov"}, True),
    "a time": ({"start": moment("9 nov")}, True),
    "talked": ({"held_on": "9 nov"}, True),
    "a yes, then off": ({"agreed_on": "3 nov", "ended": "cancelled"}, True),
    "a no": ({"ended": "declined", "ended_on": "3 nov"}, False),
    "no reply": ({"nudged_on": "9 nov", "ended": "no_reply"}, False),
}


@pytest.mark.parametrize(("fields", "yes"), SAID_YES.values(), ids=SAID_YES)
def test_who_said_yes(fields: dict[str, Any], yes: bool) -> None:
    assert said_yes(interview(requested_on="2 nov", **fields)) is yes


def test_only_requests_count_and_the_first_comes_first() -> None:
    levels: dict[str, Level] = {"Bo": "manager", "Cleo": "executive"}
    so_far = asked_so_far(
        [
            interview(id="3", contact_id="Cleo", requested_on="9 nov", agreed_on="10 nov"),
            interview(id="1", contact_id="Ana", start=moment("9 nov")),  # not by a request
            interview(id="2", contact_id="Bo", requested_on="2 nov"),
        ],
        lambda each: levels.get(each, "other"),
    )
    assert so_far == AskedSoFar(("manager", "executive"), 1)
    assert so_far.count == 2


def test_the_first_few_read_a_saying_and_someone_senior_is_no_exception() -> None:
    said = [word_before("other", AskedSoFar(("other",) * count)) for count in range(5)]
    assert said == [NO_WORSE, NICE, NO_WORSE, NICE, NO_WORSE]
    for level in ("manager", "executive"):
        assert word_before(level, AskedSoFar()) == SENIOR  # type: ignore[arg-type]
        assert word_before(level, AskedSoFar(("other", "step_above"))) == SENIOR  # type: ignore[arg-type]


def test_from_five_requests_on_the_true_count_is_said() -> None:
    assert word_before("other", AskedSoFar(("other",) * 4, 4)) == NO_WORSE
    assert word_before("other", AskedSoFar(("other",) * 6, 4)) == "4 of 6 said yes."
    assert word_before("other", AskedSoFar(("other",) * 6, 0)) == NO_WORSE


def test_no_line_is_read_twice_in_a_row_whoever_is_asked_and_whoever_says_yes() -> None:
    people: tuple[Level, ...] = ("other", "executive")
    for asked in product(people, repeat=9):
        for yes_from in (1, 6, 7, 99):
            said = [
                word_before(level, AskedSoFar(asked[:at], max(0, at - yes_from)))
                for at, level in enumerate(asked)
            ]
            assert all(one != other for one, other in pairwise(said)), (asked, said)
