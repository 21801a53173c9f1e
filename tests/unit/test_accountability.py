"""One thing a day: what is asked at which time, and what two friends say to each other.

20 November 2026 is a Friday, 23 November a Monday.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest

from infoint_tui.domain.follow_through.accountability import (
    LINE,
    DayQuestion,
    Partner,
    agreement,
    asked,
    left_open,
    messages,
)
from infoint_tui.domain.follow_through.board import card
from infoint_tui.domain.follow_through.hints import asks_wait
from infoint_tui.domain.records.commitment import Commitment
from infoint_tui.domain.records.settings import Settings
from tests.builders import contact, day, interview, situation, touch

SAM = Partner("Sam")
BOTH = ("write to Bo", "finish page one")


def promised(on: str, text: str = "write to Bo", theirs: str = "", **fields: Any) -> Commitment:
    days = {key: day(value) for key, value in fields.items()}
    return Commitment(id=on, day=day(on), text=text, partner_text=theirs, **days)


def questions(
    on: str, clock: str, *commitments: Commitment, partner: Partner | None = SAM
) -> list[str]:
    now = datetime.combine(day(on), time.fromisoformat(clock))
    found = asked(commitments, now, partner, frozenset([day("25 dec")]))
    return [each.words(partner.name if partner else "", now.date()) for each in found]


MORNING, MINE, THEIRS = (
    "What's your one thing today?",
    "Did you write to Bo?",
    "Did Sam finish page one?",
)


@pytest.mark.parametrize(
    ("on", "clock", "commitments", "wanted"),
    [
        # the day through, with nothing promised
        ("23 nov", "08:50", (), []),
        ("23 nov", "09:00", (), [MORNING]),
        ("23 nov", "17:59", (), [MORNING]),
        ("23 nov", "18:00", (), []),
        ("25 dec", "09:00", (), []),  # a day off
        ("25 dec", "18:00", (promised("25 dec"),), [MINE]),
        # with both promises
        ("23 nov", "08:50", (promised("23 nov", *BOTH),), []),
        ("23 nov", "17:59", (promised("23 nov", *BOTH),), []),
        ("23 nov", "18:00", (promised("23 nov", *BOTH),), [MINE, THEIRS]),
        ("23 nov", "09:30", (promised("23 nov", "", BOTH[1]),), [MORNING]),
        # what was answered is not asked again
        ("23 nov", "23:59", (promised("23 nov", *BOTH, done_on="23 nov"),), [THEIRS]),
        ("23 nov", "18:00", (promised("23 nov", *BOTH, missed_on="23 nov"),), [THEIRS]),
        ("23 nov", "18:00", (promised("23 nov", *BOTH, partner_missed_on="23 nov"),), [MINE]),
        ("23 nov", "18:00", (promised("23 nov", *BOTH, partner_done_on="23 nov"),), [MINE]),
        # the next morning, once: what is open or was missed
        (
            "24 nov",
            "09:00",
            (promised("23 nov", *BOTH),),
            ["Did you write to Bo yesterday?", "Did Sam finish page one yesterday?"],
        ),
        ("24 nov", "08:00", (promised("23 nov", missed_on="23 nov"),), [f"{MINE[:-1]} yesterday?"]),
        (
            "24 nov",
            "08:00",
            (promised("23 nov", *BOTH, partner_missed_on="23 nov"),),
            ["Did you write to Bo yesterday?"],
        ),
        *(
            ("24 nov", "09:00", (promised("23 nov", **{how: "23 nov"}),), [MORNING])
            for how in ("done_on", "let_go_on", "taken_on")
        ),
        # two days later it is quiet, but a weekend is no second day
        ("25 nov", "09:00", (promised("23 nov", *BOTH),), [MORNING]),
        ("22 nov", "09:00", (promised("20 nov"),), ["Did you write to Bo on Friday?"]),
        ("23 nov", "19:00", (promised("20 nov"),), ["Did you write to Bo on Friday?"]),
        ("24 nov", "08:00", (promised("20 nov"),), []),
        ("28 dec", "08:00", (promised("24 dec"),), ["Did you write to Bo on Thursday?"]),
        # only the latest promise is asked about, and today's own after it
        ("24 nov", "08:00", (promised("23 nov", done_on="23 nov"), promised("20 nov")), []),
        (
            "24 nov",
            "18:00",
            (promised("24 nov", "call Kim"), promised("23 nov")),
            ["Did you write to Bo yesterday?", "Did you call Kim?"],
        ),
    ],
)
def test_what_is_asked_follows_from_the_clock(
    on: str, clock: str, commitments: tuple[Commitment, ...], wanted: list[str]
) -> None:
    assert questions(on, clock, *commitments) == wanted


def test_alone_only_the_next_day_asks() -> None:
    one = promised("23 nov", *BOTH)
    for clock in ("08:50", "09:00", "18:00"):
        assert questions("23 nov", clock, one, partner=None) == []
    assert questions("24 nov", "09:00", one, partner=None) == ["Did you write to Bo yesterday?"]
    assert questions("25 nov", "09:00", one, partner=None) == []


def test_times_of_ones_own_and_times_the_wrong_way_round() -> None:
    early = Partner("Sam", first=time(6, 30), second=time(12))
    assert questions("23 nov", "06:30", partner=early) == [MORNING]
    assert questions("23 nov", "12:00", promised("23 nov"), partner=early) == [MINE]
    wrong = Partner("Sam", first=time(20), second=time(8))
    assert questions("23 nov", "07:59", promised("23 nov"), partner=wrong) == []
    assert questions("23 nov", "08:00", promised("23 nov"), partner=wrong) == [MINE]


def test_an_answer_that_never_came_is_kept_for_the_next_promise() -> None:
    old = promised("9 nov")
    assert left_open([old], day("23 nov")) == DayQuestion("mine", day("9 nov"), "write to Bo")
    assert left_open([old, promised("10 nov", missed_on="10 nov")], day("23 nov")) is None
    assert left_open([promised("23 nov")], day("23 nov")) is None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Send my CV to the night school.", "Did you send your CV to the night school?"),
        ("call", "Did you call?"),
        ("My CV", "Your one thing: My CV. Is it done?"),
        ("draft of the letter!", "Your one thing: draft of the letter. Is it done?"),
        ("Bo anrufen", "Your one thing: Bo anrufen. Is it done?"),
    ],
)
def test_a_promise_becomes_a_question_a_person_would_ask(text: str, question: str) -> None:
    assert DayQuestion("mine", day("23 nov"), text).words("", day("23 nov")) == question


def test_the_question_about_the_partners_thing() -> None:
    def words(text: str, name: str) -> str:
        return DayQuestion("theirs", day("1 nov"), text).words(name, day("23 nov"))

    assert words("call my aunt", "") == "Did your partner call my aunt on Sun 1 Nov?"
    assert words("page one", "Sam") == "Sam's one thing on Sun 1 Nov: page one. Is it done?"
    assert words("page one", "").startswith("Your partner's one thing on")


def test_the_settings_say_who_the_partner_is() -> None:
    assert Partner.of(Settings()) is None
    assert Partner.of(Settings(partner="Sam")) == Partner("Sam", "", time(9), time(18), LINE)
    own = Settings(
        partner="Sam",
        partner_reach="a call",
        partner_first=time(0),
        partner_second=time(7, 30),
        partner_line="Up you get!",
    )
    assert Partner.of(own) == Partner("Sam", "a call", time(0), time(7, 30), "Up you get!")


# --- the messages ---------------------------------------------------------------------------------


def test_the_message_that_asks_a_friend_says_both_ways() -> None:
    assert agreement(Partner("Sam", line="Now!")).text == (
        "Hi Sam, would you keep me company with something I keep putting off? Each day at 09:00"
        " we'd tell each other one thing we'll do, and at 18:00 whether it's done. If I haven't"
        " done mine, you say: “Now!” If you haven't done yours, I say it to you. Are you in?"
    )


@pytest.mark.parametrize(
    ("one", "part", "first"),
    [
        (
            promised("23 nov", "write to Bo."),
            "day",
            "Morning, Sam! My one thing today: write to Bo. What's yours? Let's check in at 18:00.",
        ),
        (
            promised("23 nov", *BOTH),
            "before",
            "Morning, Sam! My one thing today: write to Bo. Yours: finish page one. Let's check in"
            " at 18:00.",
        ),
        (
            promised("23 nov", *BOTH),
            "evening",
            f"Hi Sam, I haven't done it yet: write to Bo. You know what to say: “{LINE}”",
        ),
        (
            promised("23 nov", done_on="23 nov"),
            "evening",
            "Hi Sam, I did it: write to Bo! How did yours go?",
        ),
        (
            promised("23 nov", *BOTH, partner_done_on="23 nov", done_on="23 nov"),
            "evening",
            "Well done, Sam! You did it: finish page one.",
        ),
        (promised("23 nov", "", "page one", partner_missed_on="23 nov"), "day", LINE),
        (promised("23 nov", "", "page one"), "day", agreement(SAM).text),
        (None, "day", agreement(SAM).text),
    ],
)
def test_the_likeliest_message_comes_first(one: Commitment | None, part: Any, first: str) -> None:
    found = messages(one, SAM, part)
    assert found[0].text == first
    assert found[-1] == agreement(SAM)
    assert len({each.label for each in found}) == len(found)


def test_both_done_and_somebody_said_yes() -> None:
    one = promised("23 nov", *BOTH, partner_done_on="23 nov", done_on="23 nov")
    texts = [each.text for each in messages(one, SAM, "evening", ("Bo Lind", "Kim", "Ana"))]
    assert texts[1:-1] == [
        "Hi Sam, I did it: write to Bo!",
        "Hi Sam, Bo Lind, Kim and Ana said yes!",
    ]
    assert messages(None, SAM, "day", ("Bo",))[0].text == "Hi Sam, Bo said yes!"


# --- when a partner is offered --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "records", "waits"),
    [
        ({"shortlisted_on": "16 nov"}, (), True),
        ({"shortlisted_on": "16 nov"}, (touch("20 nov", kind="follow"),), True),
        ({"shortlisted_on": "17 nov"}, (), False),
        ({}, (), False),  # a file from before the day was kept
        ({"shortlisted_on": "1 nov", "snoozed_until": "1 dec"}, (), False),
        ({"shortlisted_on": "1 nov", "snoozed_until": "23 nov"}, (), True),
        ({"shortlisted_on": "1 nov"}, (interview(ended="no_reply", ended_on="9 nov"),), False),
    ],
)
def test_an_ask_has_waited_a_week(
    fields: dict[str, Any], records: tuple[Any, ...], waits: bool
) -> None:
    found = card(situation("23 nov", *records, of=contact("Bo Lind", **fields)))
    assert found is not None
    assert found.column == "ask"
    assert asks_wait([found], day("23 nov")) is waits
