"""Today: who is listed, why, in which order, and what folds. 16 November 2026 is a Monday."""

from __future__ import annotations

from typing import Any

import pytest

from infoint_tui.domain.follow_through.board import Card, card
from infoint_tui.domain.follow_through.owed import Owed, OwedKind, Step
from infoint_tui.domain.follow_through.today import (
    Agenda,
    AgendaLine,
    DayContext,
    ReadyToAsk,
    agenda,
    spread,
)
from infoint_tui.domain.records.interview import UnfinishedDebrief
from infoint_tui.domain.records.question import BankQuestion, PlannedQuestion
from infoint_tui.domain.records.record import Record
from tests.builders import (
    HOME,
    PLAN,
    contact,
    day,
    follow_up,
    held,
    interview,
    introduction,
    moment,
    situation,
    touch,
)

BANK = {"hours": BankQuestion(id="hours", text="When do you open?", category="x", searchable=True)}
ready = interview(
    start=moment("16 nov", 15),
    plan=PLAN,
    confirmed_on="13 nov",
    outcome="a decision",
    research="her paper",
)


def on_board(name: str, *records: Record, **fields: Any) -> Card:
    found = card(situation("16 nov", *records, of=contact(name, **fields)))
    assert found is not None
    return found


def look(*cards: Card, limit: int = 7, hour: int = 9) -> Agenda:
    now = moment("16 nov", hour)
    return agenda(cards, DayContext(day("16 nov"), now, HOME, BANK), limit)


def line(*records: Record) -> AgendaLine:
    (found,) = look(on_board("Ana Ruiz", *records)).lines
    return found


def names(found: Agenda) -> list[str]:
    return [each.contact.name for each in found.lines]


# --- what a line says -------------------------------------------------------------------------

asked_when = PlannedQuestion(text="When do you open?", bank_id="hours")
WORDS = {
    "all is prepared": (ready, "today 15:00: all set", True),
    "nothing is prepared": (
        interview(start=moment("16 nov", 15)),
        "today 15:00: no questions, no research, no outcome, not confirmed",
        True,
    ),
    "a question that a search answers": (
        ready.but(plan=(asked_when,)),
        "today 15:00: a quick search would answer some",
        True,
    ),
    "not confirmed": (ready.but(confirmed_on=None), "today 15:00: not confirmed", True),
    "in another zone": (
        ready.but(zone="Asia/Tokyo", start=moment("16 nov", 12)),
        "today 12:00: all set",
        True,
    ),
    "tomorrow there, today here": (
        ready.but(zone="Asia/Tokyo", start=moment("16 nov", 18)),
        "today 18:00: all set",
        True,
    ),
    "put off, but it is today": (
        ready.but(plan=(), snoozed_until="2026-11-18"), "today 15:00: no questions", True
    ),
    "tomorrow: prepared today": (
        ready.but(start=moment("17 nov", 15), plan=()),
        "tomorrow 15:00: no questions",
        True,
    ),
    "next week: may fold": (
        ready.but(start=moment("24 nov", 15), plan=()),
        "Tue 24 Nov 15:00: no questions",
        False,
    ),
    "over: how did it go?": (ready.but(start=moment("16 nov", 7)), "how did it go?", True),
    "a thank-you": (held("13 nov", thanked_on=None), "thank-you", True),
    "advice": (follow_up(noted_on="16 nov"), "read the paper", False),
    "what was learned": (
        held("16 nov", thanked_on="16 nov", debrief=None), "write it up", False
    ),
}  # fmt: skip


@pytest.mark.parametrize(("record", "words", "stays"), WORDS.values(), ids=WORDS)
def test_a_line_says_why_it_is_there(record: Record, words: str, stays: bool) -> None:
    found = line(record)
    assert (found.words, found.stays) == (words, stays)
    assert found.subject_id == record.id


def test_an_interview_starts_by_the_user_s_clocks() -> None:
    where = DayContext(day("16 nov"), moment("16 nov", 9), "Asia/Tokyo", BANK)
    (found,) = agenda((on_board("Ana Ruiz", ready.but(plan=())),), where, 7).lines
    assert found.starts is not None
    assert (found.starts.date(), found.starts.hour) == (day("17 nov"), 0)


def test_an_interview_that_is_ready_needs_no_line_before_its_day() -> None:
    assert look(on_board("Ana Ruiz", ready.but(start=moment("17 nov", 15)))).lines == ()


def test_every_line_has_its_next_step() -> None:
    assert line(interview(requested_on="2 nov")).step == ("message", "nudge", "them")
    assert line(ready.but(plan=())).step == ("prepare", None, "them")
    assert line(ready.but(confirmed_on=None)).step == ("message", "confirm", "them")
    assert line(ready).step == ("prepare", None, "them")
    assert line(follow_up(noted_on="16 nov")).step.action == "finish"
    begun = ready.but(start=moment("16 nov", 8), begun_at=moment("16 nov", 9))
    assert (line(begun).words, line(begun).step, line(begun).stays) == (
        *("talking since 09:00", ("go_on", "thank", "them"), True),
    )
    over = begun.but(begun_at=moment("16 nov", 8))
    assert line(over).step == ("met", "thank", "them")
    half = UnfinishedDebrief(sitting="x", typed={"good": "x"})
    for record in (begun, over, over.but(held_on="2026-11-16", thanked_on="2026-11-16")):
        found = line(record.but(unfinished_debrief=half))
        assert (found.words, found.step.action) == ("finish writing it up", "debrief")


def test_one_line_a_person_with_what_is_soonest_marked_by_the_most_overdue() -> None:
    late = follow_up(noted_on="1 sep")
    thanks = held("13 nov", id="last", thanked_on=None)
    both = line(late, thanks)
    assert (both.kind, both.due, both.urgency) == ("act", day("15 sep"), "alarm")
    assert (both.more, both.stays) == (1, True)  # the thank-you does not fold behind it
    all_of_it = line(late, thanks, ready)
    assert (all_of_it.kind, all_of_it.due, all_of_it.urgency, all_of_it.more) == (
        *("prepare", day("15 sep"), "alarm", 2),
    )
    assert all_of_it.words == "today 15:00: last thank-you not sent"
    soon = line(
        follow_up(noted_on="2 nov", id="due today"), ready.but(start=moment("24 nov"), plan=())
    )
    assert (soon.kind, soon.urgency, soon.more) == ("act", "due", 1)


# --- order and folding --------------------------------------------------------------------------


def test_a_debrief_a_day_late_is_not_hidden_by_the_thank_you_of_today() -> None:
    yesterday = on_board("Zoe", held("15 nov", thanked_on=None, debrief=None))
    found = look(on_board("Ana", follow_up(noted_on="2 nov")), on_board("Bo", ready), yesterday)
    assert names(found) == ["Zoe", "Bo", "Ana"]
    first = found.lines[0]
    assert (first.kind, first.due, first.urgency) == ("debrief", day("15 nov"), "late")
    assert (yesterday.next and yesterday.next.due, first.more) == (first.due, 1)
    assert names(look(yesterday, limit=0)) == ["Zoe"]


def test_soonest_first_and_the_interviews_of_a_day_by_their_time() -> None:
    found = look(
        on_board("Dana", follow_up(noted_on="2 nov")),
        on_board("Cleo", ready),
        on_board("Bo", ready.but(start=moment("16 nov", 11))),
        on_board("Ana", follow_up(noted_on="1 nov")),
    )
    assert names(found) == ["Ana", "Bo", "Cleo", "Dana"]
    assert [each.urgency for each in found.lines] == ["late", "due", "due", "due"]


def test_25_people_in_play_and_never_more_than_the_limit() -> None:
    advised = [on_board(f"advice {n:02}", follow_up(noted_on=f"{n} nov")) for n in range(1, 16)]
    thanked = [on_board(f"thanks {n}", held("15 nov", thanked_on=None)) for n in range(3)]
    quiet = [on_board(f"quiet {n}", held(f"{n} sep"), touch(f"{n} sep")) for n in range(1, 6)]
    idle = [on_board(f"idle {n}") for n in range(2)]
    found = look(*advised, *thanked, *quiet, *idle)
    assert names(found) == [
        *("advice 01", "advice 02", "thanks 0", "thanks 1", "thanks 2", "advice 03", "advice 04")
    ]
    assert {(each.contact.name.split()[0], each.words) for each in found.lines} == {
        ("advice", "read the paper"),
        ("thanks", "thank-you"),
    }
    assert found.later == 11
    assert [each.contact.name for each in found.reconnect] == ["quiet 1", "quiet 2", "quiet 3"]


def test_thank_yous_never_fold_even_beyond_the_limit() -> None:
    thanked = [on_board(f"thanks {n}", held("15 nov", thanked_on=None)) for n in range(4)]
    found = look(*thanked, on_board("advice", follow_up(noted_on="1 sep")), limit=3)
    assert names(found) == ["thanks 0", "thanks 1", "thanks 2", "thanks 3"]
    assert found.later == 1


# --- who to say hello to -----------------------------------------------------------------------

WARM = {
    "quiet for a month": ({}, (held("17 oct"),), "1 month"),
    "quiet for two": ({}, (held("1 sep"),), "2 months"),
    "heard of lately": ({}, (held("18 oct"),), None),
    "due by their own cadence": ({"cadence_days": 10}, (touch("6 nov"),), "10 days"),
    "a cadence and never a touch": ({"cadence_days": 10}, (), ""),
    "put off": ({"snoozed_until": "17 nov"}, (held("1 sep"),), None),
    "put off until today": ({"snoozed_until": "16 nov"}, (held("1 sep"),), "2 months"),
    "something else is next": ({"cadence_days": 10}, (interview(requested_on="2 nov"),), None),
    "never talked": ({}, (touch("1 sep"),), None),
}


@pytest.mark.parametrize(("fields", "records", "silence"), WARM.values(), ids=WARM)
def test_reconnecting_is_an_offer(
    fields: dict[str, Any], records: tuple[Record, ...], silence: str | None
) -> None:
    found = look(on_board("Ines Vale", *records, **fields))
    said = [each.silence(found.day) for each in found.reconnect]
    assert said == ([] if silence is None else [silence])
    assert not any(each.kind == "keep_in_touch" for each in found.lines)


NEW_JOBS = {
    "mentioned": ({}, (), "new job: Tide Power"),
    "before anything that is due": ({"cadence_days": 10}, (touch("1 nov"),), "new job: Tide Power"),
    "with their title, if that is all": ({"organization": ""}, (), "new job: Data lead"),
    "gone after any touch": ({}, (touch("10 nov"),), None),
    "gone after a while": ({"new_job_on": "17 oct"}, (), None),
    "put off": ({"snoozed_until": "17 nov"}, (), None),
    "something else is next": ({}, (interview(requested_on="2 nov"),), None),
}


@pytest.mark.parametrize(("fields", "records", "why"), NEW_JOBS.values(), ids=NEW_JOBS)
def test_a_new_job_is_a_reason_to_say_hello_and_never_owed(
    fields: dict[str, Any], records: tuple[Record, ...], why: str | None
) -> None:
    job = {"organization": "Tide Power", "title": "Data lead", "new_job_on": "9 nov", **fields}
    bo = on_board("Bo Birch", *records, **job)
    found = look(on_board("Al Ash", held("1 jul")), bo)
    assert [each.why(found.day) for each in found.reconnect] == [*filter(None, [why]), "4 months"]
    assert not any("job" in line.words for line in found.lines)


def test_who_is_due_longest_is_suggested_first() -> None:
    longest_unseen = on_board("Al Ash", held("1 jul"), cadence_days=150)
    due = on_board("Bo Birch", held("1 sep"), cadence_days=70)
    overdue = on_board("Cy Cedar", held("1 oct"), cadence_days=20)
    found = look(longest_unseen, due, overdue)
    assert [each.contact.name for each in found.reconnect] == ["Cy Cedar", "Bo Birch", "Al Ash"]


# --- who to ask next ---------------------------------------------------------------------------

UNASKED = {
    "never asked": ({}, (), True),
    "planned for, not asked": ({}, (interview(plan=PLAN),), True),
    "put off": ({"snoozed_until": "17 nov"}, (), False),
    "put off until today": ({"snoozed_until": "16 nov"}, (), True),
    "asked": ({}, (interview(requested_on="13 nov"),), False),
    "a time is set": ({}, (interview(start=moment("24 nov")),), False),
    "said no, suggested someone": (
        {}, (interview(requested_on="2 nov", ended="declined", ended_on="3 nov"),), False
    ),
    "called off": ({}, (interview(ended="cancelled", ended_on="3 nov"),), False),
    "talked": ({}, (held("2 nov"),), False),
    "something else is next": ({}, (follow_up(noted_on="2 nov"),), False),
    "to say hello to": ({"cadence_days": 10}, (touch("1 sep"),), False),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "records", "offered"), UNASKED.values(), ids=UNASKED)
def test_only_someone_who_was_never_asked_is_offered_and_is_not_counted(
    fields: dict[str, Any], records: tuple[Record, ...], offered: bool
) -> None:
    found = look(on_board("Ana Ruiz", *records, **fields))
    assert (found.ready is not None) == offered
    if offered:
        assert (found.lines, found.later, found.reconnect) == ((), 0, ())


def test_the_easiest_to_ask_is_offered() -> None:
    plain, later = on_board("Al Ash"), on_board("Aa Later")
    known = on_board("Bo Birch", admire="the grid forecast")
    well_known = on_board("Cy Cedar", unique="a cook", milestone="an award")
    introduced = on_board("Di Dogwood", introducer_name="Mira Okafor")
    places = {"Al Ash": 1, "Aa Later": 2}

    def first(*cards: Card) -> str:
        context = DayContext(
            day("16 nov"), moment("16 nov"), HOME, BANK, lambda id: places.get(id, 3)
        )
        for order in (cards, cards[::-1]):
            ready = agenda(order, context, 7).ready
            assert ready is not None
        return ready.contact.name

    assert first(plain, later) == "Al Ash"  # on the board for longer
    assert first(plain, later, known) == "Bo Birch"
    assert first(plain, later, known, well_known) == "Cy Cedar"
    assert first(plain, later, known, well_known, introduced) == "Di Dogwood"


def test_nobody_is_offered_who_is_written_to_on_another_line() -> None:
    teo = contact("Teo Maran", introduced_by="Ana Ruiz", admire="the grid forecast")
    names_teo = introduction("Teo Maran", noted_on="13 nov")
    teos = card(situation("16 nov", of=teo))
    assert teos is not None
    giver = on_board("Ana Ruiz", names_teo)
    found = look(giver, teos)
    assert [each.words for each in found.lines] == ["write to Teo Maran"]
    assert found.ready is None
    busy = on_board("Ana Ruiz", names_teo, ready)  # the name is only one of two things here
    for others, first in (((), "Teo Maran"), ((on_board("Bo Birch"),), "Bo Birch")):
        offered = look(busy, teos, *others).ready
        assert offered is not None
        assert offered.contact.name == first  # writing to Teo comes up with Ana anyway


def test_the_offer_says_how_far_the_request_is() -> None:
    words = [
        ReadyToAsk(contact(), missing, blanks).words
        for missing, blanks in (("", None), ("", 0), ("", 1), ("", 2), ("follow them", None))
    ]
    assert words == [
        "ask: draft ready",
        "ask: draft ready",
        "ask: draft ready, 1 blank",
        "ask: draft ready, 2 blanks",
        "ask: follow them first",
    ]
    for fields, missing in (
        ({}, "find out what is unique about their work"),
        ({"unique": "a cook"}, ""),
    ):
        offered = look(on_board("Ana Ruiz", **fields)).ready
        assert offered is not None
        assert offered.missing == missing


# --- spreading ------------------------------------------------------------------------------------


def owed_item(kind: OwedKind, due: str, subject: str) -> Owed:
    return Owed(kind, day(due), kind, "Ana Ruiz", subject, Step("message"))


def test_what_is_overdue_is_spread_over_five_business_days() -> None:
    acts = [owed_item("act", f"{n} nov", f"act {n}") for n in range(1, 13)]
    put_off = spread(acts, day("12 nov"), {day("17 nov")})  # a Thursday
    days = [f"{each.day}" for _, each in put_off]
    assert days == ["13", "13", "13", "16", "16", "18", "18", "19", "19", "20", "20"]
    assert [item.subject_id for item, _ in put_off] == [f"act {n}" for n in range(1, 12)]


def test_interviews_and_thank_yous_are_not_put_off_nor_what_a_snooze_would_take_along() -> None:
    items = [
        *(owed_item(kind, "2 nov", kind) for kind in ("prepare", "outcome", "debrief", "thank")),
        owed_item("tell_verdict", "3 nov", "thank"),
        owed_item("tell_verdict", "4 nov", "thanked"),
        owed_item("reach_out", "5 nov", "Ana Ruiz"),
        owed_item("keep_in_touch", "6 nov", "Ana Ruiz"),
        owed_item("nudge", "16 nov", "due today"),
    ]
    put_off = spread(items, day("16 nov"), frozenset())
    assert [(item.kind, f"{on.day}") for item, on in put_off] == [
        ("tell_verdict", "17"),
        ("reach_out", "18"),
    ]
    assert spread(items[-1:], day("16 nov"), frozenset()) == ()


def test_nobody_on_the_board_is_an_empty_day() -> None:
    assert look() == Agenda(day("16 nov"))
