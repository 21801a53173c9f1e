"""Two contacts become one: what happens to each of their fields."""

from __future__ import annotations

from typing import Any

import pytest

from infoint_tui.domain.contact_fields import FIELDS, ContactField
from infoint_tui.domain.people import merging
from infoint_tui.domain.people.merging import (
    compared,
    merged,
    one_introduction,
    without_circle,
)
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from tests.builders import contact, day, field_value, introduction

TODAY = day("23 nov")
OTHER: dict[str, Any] = {
    "name": "Bo Lindqvist",
    "choice": "manager",
    "zone": "Europe/Lisbon",
    "days": 60,
    "person": "kim",
    "line": "another line",
}
"""A second value for each kind of field that holds one."""


def known(id: str, **fields: Any) -> Contact:
    return contact(**{"id": id, "standing": "known", **fields})


def join(first: dict[str, Any], second: dict[str, Any], *taken: str) -> Contact:
    return merged(known("1", **first), known("2", **second), taken, TODAY)


def test_every_field_of_the_record_is_joined_by_a_rule() -> None:
    rules = [*(field.key for field in FIELDS), *merging._REST, "id", "rev"]
    assert sorted(rules) == sorted(Contact.model_fields)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
class TestEveryField:
    def test_what_only_one_says_stays(self, field: ContactField) -> None:
        value = field_value(field, "mira")
        if field.kind == "name":
            return
        for one, other in (({field.key: value}, {}), ({}, {field.key: value})):
            assert getattr(join(one, other), field.key) == value
            (told,) = [
                each
                for each in compared(known("1", **one), known("2", **other), {"mira": "Mira"})
                if each.field == field
            ]
            assert bool(told.first) != bool(told.second)
            assert not told.is_choice

    def test_what_both_say_is_said_once(self, field: ContactField) -> None:
        both = {field.key: field_value(field, "mira")}
        assert getattr(join(both, both), field.key) == both[field.key]

    def test_a_choice_is_asked_for_only_where_one_line_has_to_give_way(
        self, field: ContactField
    ) -> None:
        one, other = field_value(field, "mira"), OTHER.get(field.kind)
        first, second = {field.key: one}, {field.key: other}
        if other is None:
            assert field.is_list or field.kind in ("text", "yes_no")
            return
        names = {"mira": "Mira", "kim": "Kim"}
        choices = [
            each.field
            for each in compared(known("1", **first), known("2", **second), names)
            if each.is_choice
        ]
        assert choices == [field]
        assert getattr(join(first, second), field.key) == one
        assert getattr(join(first, second, field.key), field.key) == other


def test_lists_are_joined_and_nothing_is_in_them_twice() -> None:
    made = join(
        {
            "emails": ("ana@example.com",),
            "phones": ("+1 202 555 0143",),
            "links": ("https://www.linkedin.com/in/ana-ruiz",),
            "tags": ("grid",),
        },
        {
            "emails": ("ANA@example.com", "ruiz@example.org"),
            "phones": ("(202) 555-0143", "101", "102"),
            "links": ("linkedin.com/in/Ana-Ruiz/", "https://example.com/ana/"),
            "tags": ("Grid", "data"),
        },
    )
    assert made.emails == ("ana@example.com", "ruiz@example.org")
    assert made.phones == ("+1 202 555 0143", "101", "102")
    assert made.links == ("https://www.linkedin.com/in/ana-ruiz", "https://example.com/ana/")
    assert made.tags == ("grid", "data")


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        ("sails", "reads", "sails\nreads"),
        ("sails", "", "sails"),
        ("sails\nreads", "Reads", "sails\nreads"),
        ("sails", "reads\nSails", "reads\nSails"),
    ],
)
def test_long_texts_are_below_each_other(mine: str, theirs: str, said: str) -> None:
    assert join({"notes": mine}, {"notes": theirs}).notes == said


@pytest.mark.parametrize(
    ("first", "second", "now"),
    [
        ({}, {"standing": "shortlisted"}, ("shortlisted", "", None)),
        ({"standing": "set_aside", "aside_why": "later"}, {}, ("known", "", None)),
        (
            {"standing": "set_aside", "aside_why": "later"},
            {"standing": "shortlisted"},
            ("shortlisted", "", None),
        ),
        (
            {"standing": "set_aside", "aside_until": "20 nov"},  # they are back on the board
            {"standing": "set_aside", "aside_why": "no reply"},
            ("shortlisted", "", None),
        ),
        (
            {"standing": "set_aside"},
            {"standing": "set_aside", "aside_why": "no reply", "aside_until": "3 dec"},
            ("set_aside", "no reply", day("3 dec")),
        ),
    ],
)
def test_the_standing_that_is_further_wins(
    first: dict[str, Any], second: dict[str, Any], now: tuple[Any, ...]
) -> None:
    for made in (join(first, second), join(second, first)):
        assert (made.standing, made.aside_why, made.aside_until) == now


def test_what_an_import_knows_them_by_is_all_kept() -> None:
    made = join(
        {"fingerprint": "a", "merged_fingerprints": ("b",), "merged_ids": ("7",)},
        {"fingerprint": "c", "merged_fingerprints": ("a",), "merged_ids": ("8",)},
    )
    assert (made.fingerprint, made.merged_fingerprints) == ("a", ("b", "c"))
    assert made.merged_ids == ("7", "2", "8")
    assert join({}, {"fingerprint": "c"}).fingerprint == "c"
    first = {"uid": "A", "kept": ("X-A:1",), "fingerprint": "a"}
    made = join(first, {"uid": "B", "kept": ("X-B:1", "X-A:1")})
    assert (made.uid, made.merged_fingerprints) == ("A", ("uid|b",))
    assert made.kept == ("X-A:1", "X-B:1")


def test_the_name_of_an_introducer_who_is_gone_gives_way_to_one_who_is_there() -> None:
    assert join({"introducer_name": "Mira"}, {}).introducer_name == "Mira"
    made = join({"introducer_name": "Mira"}, {"introduced_by": "kim"})
    assert (made.introduced_by, made.introducer_name) == ("kim", "")


def test_what_a_later_version_wrote_is_kept() -> None:
    made = merged(
        Contact.model_validate({"id": "1", "name": "Ana", "tide": "low", "moon": "new"}),
        Contact.model_validate({"id": "2", "name": "Ana", "tide": "high", "star": "north"}),
        (),
        TODAY,
    )
    assert made.model_extra == {"tide": "low", "moon": "new", "star": "north"}


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ({"1": "2"}, None),  # their own introducer
        ({"1": "3", "3": "2"}, None),
        ({"1": "3", "3": "4", "4": "1"}, None),  # a circle that a text editor made
        ({"1": "3", "3": "4", "4": "3"}, "3"),
        ({"1": "3"}, "3"),
        ({}, None),
    ],
)
def test_nobody_comes_to_have_introduced_themselves(line: dict[str, str], stays: str) -> None:
    one = known("1", introduced_by=line.get("1"))
    assert without_circle(one, known("2"), line.get).introduced_by == stays


def test_every_field_of_an_introduction_is_joined_or_stays() -> None:
    stays = ("id", "rev", "contact_id", "kind", "text", "led_to")
    assert sorted([*merging._OF_EITHER, *stays]) == sorted(FollowUp.model_fields)


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [(True, False, True), (None, True, True), (False, None, None), (False, False, False)],
)
def test_the_users_word_on_who_came_first_wins(
    one: bool | None, other: bool | None, joined: bool | None
) -> None:
    for first, second in ((one, other), (other, one)):
        made = one_introduction(
            introduction(before_asking=first, noted_on="2 nov"),
            introduction(before_asking=second, noted_on="2 nov"),
        )
        assert made.before_asking is joined


def test_what_the_giver_said_about_their_name_is_kept() -> None:
    unknown = introduction(noted_on="2 nov")
    yes, no = unknown.but(may_mention=True), unknown.but(may_mention=False)
    for one, other, said in ((unknown, yes, True), (yes, no, False), (unknown, unknown, None)):
        assert one_introduction(one, other).may_mention is said
        assert one_introduction(other, one).may_mention is said


def test_two_introductions_become_one_with_what_happened_to_either() -> None:
    made = one_introduction(
        introduction(id="a", noted_on="3 nov", owed_by="them", snoozed_until="1 dec"),
        introduction(id="b", noted_on="2 nov", due="9 nov", told_on="8 nov", interview_id="i"),
    )
    assert made == introduction(
        id="a",
        noted_on="2 nov",
        due="9 nov",
        told_on="8 nov",
        interview_id="i",
        snoozed_until="1 dec",
    )
