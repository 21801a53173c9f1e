"""The board and the dossiers under it: DESIGN.md's columns, each rule by its name."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from infoint_tui.domain.follow_through.board import Board, Card, board, card
from infoint_tui.domain.follow_through.dossier import Dossier, Introduced, gather
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.record import Record
from infoint_tui.domain.vocabulary import COLUMN_LABELS, Column
from tests.builders import (
    PLAN,
    contact,
    day,
    follow_up,
    held,
    interview,
    introduced,
    introduction,
    moment,
    situation,
    touch,
)


def on_board(today: str = "16 nov", *records: Record, **more: Any) -> Card:
    found = card(situation(today, *records, **more))
    assert found is not None
    return found


# --- the columns ------------------------------------------------------------------------------

asked = interview(id="asked", requested_on="12 nov")
agreed = interview(id="agreed", requested_on="9 nov", agreed_on="13 nov")
planned = agreed.but(start=moment("1 dec", 15))
unthanked = held("13 nov", id="unthanked", thanked_on=None)
done = held("2 nov", id="done")
advice = follow_up(noted_on="13 nov")
promised = follow_up(id="theirs", noted_on="13 nov", kind="promise", owed_by="them")
name = introduction(noted_on="13 nov")
met = held("13 nov", id="met", contact_id="Teo Maran")

COLUMNS: dict[str, tuple[Column, tuple[Record, ...]]] = {
    "a held interview not thanked": ("thank", (unthanked,)),
    "not thanked, and a next interview is agreed": ("thank", (unthanked, planned)),
    "not thanked, and advice is open": ("thank", (unthanked, advice)),
    "an interview agreed, the time open": ("prepare", (agreed,)),
    "an interview agreed with a time": ("prepare", (planned,)),
    "an interview agreed, nothing left to prepare": (
        "prepare",
        (planned.but(plan=PLAN, confirmed_on=day("13 nov")),),
    ),
    "an interview that is over, the outcome not said": (
        "prepare",
        (interview(start=moment("13 nov")),),
    ),
    "an interview agreed, and advice is open": ("prepare", (planned, done, advice)),
    "advice is open": ("act", (done, advice)),
    "advice done, not told": ("act", (done, advice.but(done_on=day("16 nov")))),
    "my promise": ("act", (follow_up(noted_on="13 nov", kind="promise"),)),
    "a name not asked": ("act", (done, name)),
    "advice is open, and a request": ("act", (done, advice, asked)),
    "advice is open, and they promised": ("act", (done, advice, promised)),
    "requested, no answer": ("waiting", (asked,)),
    "nudged, no answer": ("waiting", (asked.but(nudged_on=day("16 nov")),)),
    "owed by them": ("waiting", (promised,)),
    "talked once, and asked again": ("waiting", (done, asked)),
    "talked once, and they promised": ("waiting", (done, promised)),
    "talked once, nothing open": ("warm", (done,)),
    "talked once, the debrief missing": ("warm", (done.but(debrief=None),)),
    "talked once, everything told": (
        "warm",
        (done, advice.but(done_on=day("13 nov"), told_on=day("16 nov"))),
    ),
    "nothing at all": ("ask", ()),
    "touched, never asked": ("ask", (touch("13 nov"),)),
    "a plan, never asked": ("ask", (interview(plan=PLAN),)),
    "a no-show": ("ask", (planned.but(ended="no_show", ended_on=day("13 nov")),)),
    "declined, and back on the board": ("ask", (asked.but(ended="declined"),)),
}


@pytest.mark.parametrize(("column", "records"), COLUMNS.values(), ids=COLUMNS)
def test_the_first_column_that_applies(column: Column, records: tuple[Record, ...]) -> None:
    assert on_board("16 nov", *records).column == column


def test_somebody_they_introduced_was_met_so_they_are_to_be_told() -> None:
    knows = [introduced("Teo Maran", met)]
    assert on_board("16 nov", done, name, knows=knows).column == "act"


def test_a_name_that_was_asked_leaves_the_giver_warm() -> None:
    knows = [introduced("Teo Maran", asked)]
    assert on_board("16 nov", done, name, knows=knows).column == "warm"


def test_with_a_cadence_and_no_interview_they_are_still_to_be_asked() -> None:
    assert on_board(of=contact(cadence_days=10)).column == "ask"


@pytest.mark.parametrize("standing", ["known", "set_aside"])
def test_somebody_not_in_play_has_no_card(standing: str) -> None:
    assert card(situation("16 nov", unthanked, of=contact(standing=standing))) is None


def test_somebody_set_aside_until_today_has_one() -> None:
    assert on_board(of=contact(standing="set_aside", aside_until="16 nov")).column == "ask"


# --- cards ------------------------------------------------------------------------------------


def test_a_card_shows_the_soonest_thing_owed() -> None:
    found = on_board("16 nov", advice, follow_up(id="b", noted_on="13 nov", due="17 nov"))
    assert found.next is found.owed[0]
    assert found.next is not None
    assert (found.next.subject_id, len(found.owed)) == ("b", 2)


def test_a_card_with_nothing_owed() -> None:
    assert on_board().next is None


def test_a_card_hints_at_somebody_else_there() -> None:
    assert on_board("17 nov", asked).second_door
    assert not on_board("16 nov", asked).second_door


def _person(called: str, *interviews: Interview) -> Card:
    return on_board("16 nov", *interviews, of=contact(called))


def test_cards_stand_by_what_is_due_soonest_then_by_name() -> None:
    cards = [
        _person("Nobody owed"),
        _person("Zoe", interview(requested_on="2 nov")),
        _person("Ben", interview(requested_on="3 nov")),
        _person("Ada", interview(requested_on="3 nov")),
        _person("Another", interview(plan=PLAN)),
        on_board(of=contact("Kept", cadence_days=400)),
    ]
    names = {
        key: [each.dossier.contact.name for each in column]
        for key, column in board(cards).columns.items()
        if column
    }
    assert names == {
        "ask": ["Kept", "Another", "Nobody owed"],
        "waiting": ["Zoe", "Ada", "Ben"],
    }


def test_a_board_has_every_column_in_the_order_shown_and_finds_a_card() -> None:
    cards = [_person("Farah", unthanked), _person("Bo"), _person("Chidi", asked)]
    found = board(cards)
    assert list(found.columns) == list(COLUMN_LABELS) == list(get_args(Column))
    assert [each.dossier.contact.name for each in found.cards()] == ["Bo", "Chidi", "Farah"]
    assert found.card("Farah") is cards[0]
    assert found.card("nobody") is None


def test_an_empty_board_has_its_columns_and_each_says_what_fills_it() -> None:
    assert list(Board().columns) == list(COLUMN_LABELS) == list(get_args(Column))
    assert list(Board().cards()) == []


# --- the dossier ------------------------------------------------------------------------------

ended = interview(ended="declined", ended_on="12 nov")

OUTCOMES: dict[str, tuple[tuple[Interview, ...], str | None]] = {
    "never asked": ((), None),
    "asked": ((asked,), None),
    "held": ((held("13 nov"),), "13 nov"),
    "held twice: the first": ((held("13 nov"), held("9 nov")), "9 nov"),
    "held, and asked again": ((held("13 nov"), asked), "13 nov"),
    "came to nothing": ((ended,), "12 nov"),
    "came to nothing twice: the last": (
        (ended, interview(ended="no_reply", ended_on="13 nov")),
        "13 nov",
    ),
    "came to nothing, and asked again": ((ended, asked), None),
    "came to nothing, nobody knows when": ((interview(ended="cancelled"),), None),
}


@pytest.mark.parametrize(("interviews", "expected"), OUTCOMES.values(), ids=OUTCOMES)
def test_when_it_is_clear_what_an_introduction_led_to(
    interviews: tuple[Interview, ...], expected: str | None
) -> None:
    teo = Introduced(contact("Teo Maran"), interviews)
    assert teo.outcome_on == (day(expected) if expected else None)
    assert teo.is_asked is bool(interviews)


LAST = {
    "nothing": ((), None),
    "a touch": ((touch("2 nov"),), "2 nov"),
    "an interview held": ((held("9 nov"), touch("2 nov")), "9 nov"),
    "a backdated touch comes last": ((touch("9 nov"), touch("1 oct")), "9 nov"),
    "an interview to come does not count": ((planned,), None),
}


@pytest.mark.parametrize(("records", "expected"), LAST.values(), ids=LAST)
def test_the_latest_touch(records: tuple[Record, ...], expected: str | None) -> None:
    found = situation("16 nov", *records).dossier.last_touch
    assert found == (day(expected) if expected else None)


OPEN = {
    "none": ((), None),
    "only one that was held": ((done,), None),
    "the one asked for": ((done, asked), "asked"),
    "an agreed one before one asked for": ((asked, agreed), "agreed"),
    "one with a time before an agreed one": ((agreed, planned.but(id="timed")), "timed"),
    "the soonest of those with a time": (
        (planned.but(id="later"), planned.but(id="sooner", start=moment("24 nov"))),
        "sooner",
    ),
}


@pytest.mark.parametrize(("records", "expected"), OPEN.values(), ids=OPEN)
def test_the_interview_under_way(records: tuple[Record, ...], expected: str | None) -> None:
    found = situation("16 nov", *records).dossier.open_interview()
    assert (found and found.id) == expected


def test_the_oldest_interview_not_thanked_for() -> None:
    older = unthanked.but(id="older", held_on=day("12 nov"))
    dossier = situation("16 nov", done, unthanked, older).dossier
    assert dossier.unthanked() == older
    assert situation("16 nov", done).dossier.unthanked() is None


def test_gathering_puts_everything_with_its_contact() -> None:
    ana, teo, gus = (
        contact(introduced_by="Mira"),
        contact("Teo Maran", introduced_by="Ana Ruiz"),
        contact("Gus"),
    )
    mira = contact("Mira")
    mine = (advice, introduction("Gus", noted_on="2 nov"), introduction("Gone", noted_on="2 nov"))
    touches = (
        touch("2 nov"),
        touch("9 nov", id="noon", at=moment("9 nov", 12)),
        touch("9 nov", id="morning"),
        touch("9 nov", id="other", contact_id="Gus"),
    )
    people = {each.id: each for each in (ana, teo, gus, mira)}
    found = gather([ana, gus], people, [asked, met], mine, touches)
    assert list(found) == ["Ana Ruiz", "Gus"]
    assert found["Ana Ruiz"] == Dossier(
        ana,
        (asked,),
        mine,
        (touches[1], touches[2], touches[0]),
        {"Gus": Introduced(gus), "Teo Maran": Introduced(teo, (met,))},
        mira,
    )
    assert found["Gus"] == Dossier(gus, touches=(touches[3],))
