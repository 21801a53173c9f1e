"""What is owed: every row of DESIGN.md's table by its name. 16 November 2026 is a Monday."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any, get_args

import pytest

from infoint_tui.domain.basics.calendar import short_day
from infoint_tui.domain.follow_through.owed import (
    CONTACT_RULES,
    FOLLOW_UP_RULES,
    INTERVIEW_RULES,
    RULES,
    Owed,
    OwedKind,
    Rule,
    owed,
    second_door,
)
from infoint_tui.domain.follow_through.situation import Situation
from infoint_tui.domain.records.interview import Interview, TimedNote, UnfinishedDebrief
from infoint_tui.domain.records.record import Record
from infoint_tui.domain.vocabulary import (
    FIRST_COLUMNS,
    MESSAGES,
    Action,
    Closing,
    Subject,
)
from tests.builders import (
    HOME,
    PLAN,
    contact,
    day,
    follow_up,
    goal,
    held,
    interview,
    introduced,
    introduction,
    moment,
    situation,
    touch,
)

FAR = "31 dec 9999"


def said(looked_at: Situation) -> list[str]:
    """What is owed, as "kind day"; the year is said when it is not this one."""
    return [f"{item.kind} {short_day(item.due, looked_at.today)}" for item in owed(looked_at)]


def only(looked_at: Situation) -> Owed:
    (item,) = owed(looked_at)
    return item


asked = interview(requested_on="16 nov")
nudged = interview(requested_on="2 nov", nudged_on="16 nov")
agreed = interview(requested_on="9 nov", agreed_on="16 nov")
planned = interview(requested_on="9 nov", agreed_on="16 nov", start=moment("1 dec", 15))
ready = planned.but(plan=PLAN, confirmed_on=day("20 nov"))
waiting = interview(id="waiting", contact_id="Teo Maran", requested_on="10 nov")
met = interview(id="met", contact_id="Teo Maran", held_on="13 nov")
refused = interview(id="refused", contact_id="Teo Maran", ended="declined", ended_on="12 nov")

ROWS = {
    "requested, no answer: nudge after 7 business days": (
        "16 nov", (asked,), ["nudge 25 Nov"]
    ),
    "requested on a Friday: the weekends do not count": (
        "16 nov", (interview(requested_on="13 nov"),), ["nudge 24 Nov"]
    ),
    "requested on a Sunday: counted from there": (
        "16 nov", (interview(requested_on="15 nov"),), ["nudge 24 Nov"]
    ),
    "nudged, no answer: close after 7 business days, and no second nudge": (
        "16 nov", (nudged,), ["close 25 Nov"]
    ),
    "said yes, the time is open: settle in 2 business days": (
        "16 nov", (agreed,), ["settle 18 Nov"]
    ),
    "a time: prepare the business day before": (
        "16 nov", (planned,), ["prepare 30 Nov"]
    ),
    "an interview on a Monday: prepare on the Friday before": (
        "16 nov", (interview(start=moment("30 nov", 15)),), ["prepare 27 Nov"]
    ),
    "an interview today: prepare today, never earlier": (
        "1 dec", (planned,), ["prepare 1 Dec"]
    ),
    "an interview on a Monday seen on its Sunday: prepare today": (
        "29 nov", (interview(start=moment("30 nov", 15)),), ["prepare 29 Nov"]
    ),
    "prepared and confirmed: nothing": ("16 nov", (ready,), []),
    "the interview's end has passed: how did it go, due that day": (
        "2 dec", (planned,), ["outcome 1 Dec"]
    ),
    "prepared, and the interview's end has passed: the same": (
        "2 dec", (ready,), ["outcome 1 Dec"]
    ),
    "held, no debrief: the same day": (
        "16 nov", (interview(held_on="16 nov"),), ["debrief 16 Nov", "thank 17 Nov"]
    ),
    "held, not thanked: the day after": (
        "16 nov", (held("13 nov", thanked_on=None),), ["thank 14 Nov"]
    ),
    "two interviews held: a thank-you each": (
        "16 nov",
        (held("12 nov", thanked_on=None), held("13 nov", id="second", thanked_on=None)),
        ["thank 13 Nov", "thank 14 Nov"],
    ),
    "declined: nothing": ("16 nov", (refused,), []),
    "cancelled: nothing, though it has a time": (
        "2 dec", (planned.but(ended="cancelled"),), []
    ),
    "advice: act within 14 days": (
        "16 nov", (follow_up(noted_on="16 nov"),), ["act 30 Nov"]
    ),
    "a skill to learn: the same": (
        "16 nov", (follow_up(noted_on="16 nov", kind="learn"),), ["act 30 Nov"]
    ),
    "advice with a day set by hand: that day": (
        "16 nov", (follow_up(noted_on="16 nov", due="19 nov"),), ["act 19 Nov"]
    ),
    "advice done, not told: report in 2 business days": (
        "16 nov", (follow_up(noted_on="2 nov", done_on="13 nov"),), ["report 17 Nov"]
    ),
    "learned, not told: the same": (
        "16 nov",
        (follow_up(noted_on="2 nov", kind="learn", done_on="16 nov"),),
        ["report 18 Nov"],
    ),
    "advice done and told: nothing": (
        "16 nov", (follow_up(noted_on="2 nov", done_on="9 nov", told_on="10 nov"),), []
    ),
    "my promise: 14 days": (
        "16 nov", (follow_up(noted_on="16 nov", kind="promise"),), ["promise 30 Nov"]
    ),
    "my promise with a date: its date": (
        "16 nov",
        (follow_up(noted_on="16 nov", kind="promise", due="20 nov"),),
        ["promise 20 Nov"],
    ),
    "my promise kept: nothing, and nothing to report": (
        "16 nov", (follow_up(noted_on="2 nov", kind="promise", done_on="3 nov"),), []
    ),
    "their promise: remind them after 14 days": (
        "16 nov",
        (follow_up(noted_on="16 nov", kind="promise", owed_by="them"),),
        ["remind 30 Nov"],
    ),
    "their promise with a date: its date": (
        "16 nov",
        (follow_up(noted_on="16 nov", kind="promise", owed_by="them", due="20 nov"),),
        ["remind 20 Nov"],
    ),
    "an introduction they promised: remind them, nobody to write to yet": (
        "16 nov", (introduction(None, noted_on="16 nov", owed_by="them"),), ["remind 30 Nov"]
    ),
    "their promise kept: nothing": (
        "16 nov",
        (follow_up(noted_on="2 nov", kind="promise", owed_by="them", done_on="3 nov"),),
        [],
    ),
    "a name without a contact: reach out in 5 business days": (
        "16 nov", (introduction(None, noted_on="13 nov"),), ["reach_out 20 Nov"]
    ),
    "several names: one line, the soonest": (
        "16 nov",
        (
            introduction(None, id="a", noted_on="13 nov"),
            introduction(None, id="b", noted_on="13 nov", due="18 nov"),
        ),
        ["reach_out 18 Nov"],
    ),
    "talked once, nothing open: keep in touch after 90 days": (
        "16 nov", (held("2 nov"),), ["keep_in_touch 31 Jan 2027"]
    ),
    "a later touch moves the day on": (
        "16 nov", (held("2 nov"), touch("9 nov")), ["keep_in_touch 7 Feb 2027"]
    ),
    "a backdated touch does not move it back": (
        "16 nov", (held("2 nov"), touch("1 oct")), ["keep_in_touch 31 Jan 2027"]
    ),
    "talked once and asked again: no keeping in touch": (
        "16 nov", (held("2 nov"), asked.but(id="again")), ["nudge 25 Nov"]
    ),
    "talked once and advice open: no keeping in touch": (
        "16 nov", (held("2 nov"), follow_up(noted_on="16 nov")), ["act 30 Nov"]
    ),
    "talked once and a name open: no keeping in touch": (
        "16 nov", (held("2 nov"), introduction(noted_on="16 nov")), ["reach_out 23 Nov"]
    ),
    "never talked: no keeping in touch": ("16 nov", (touch("2 nov"),), []),
    "a goal decided: tell whoever had an interview for it in 7 days": (
        "16 nov",
        (held("2 nov", goal_id="goal"), goal(decided_on="16 nov")),
        ["tell_verdict 23 Nov"],
    ),
    "a goal decided, after two interviews with one person: one line": (
        "16 nov",
        (
            held("2 nov", goal_id="goal"),
            held("9 nov", id="second", goal_id="goal"),
            goal(decided_on="16 nov"),
        ),
        ["tell_verdict 23 Nov"],
    ),
    "two goals decided: a line each": (
        "16 nov",
        (
            held("2 nov", goal_id="goal"),
            held("9 nov", id="second", goal_id="other"),
            goal(decided_on="16 nov"),
            goal(id="other", decided_on="13 nov"),
        ),
        ["tell_verdict 20 Nov", "tell_verdict 23 Nov"],
    ),
    "a goal decided, told once after two interviews: nothing but keeping in touch": (
        "16 nov",
        (
            held("2 nov", goal_id="goal", verdict_told_on="16 nov"),
            held("9 nov", id="second", goal_id="goal"),
            goal(decided_on="16 nov"),
        ),
        ["keep_in_touch 7 Feb 2027"],
    ),
    "a goal still open: nobody is told": (
        "16 nov", (held("2 nov", goal_id="goal"), goal()), ["keep_in_touch 31 Jan 2027"]
    ),
    "a goal decided before the interview: it did not help": (
        "16 nov",
        (held("13 nov", goal_id="goal"), goal(decided_on="12 nov")),
        ["keep_in_touch 11 Feb 2027"],
    ),
    "a goal decided, the interview for it cancelled: nothing": (
        "16 nov", (refused.but(goal_id="goal"), goal(decided_on="16 nov")), []
    ),
    "an interview planned without a request: nothing": ("16 nov", (interview(plan=PLAN),), []),
}  # fmt: skip


@pytest.mark.parametrize(("today", "records", "expected"), ROWS.values(), ids=ROWS)
def test_the_table(today: str, records: tuple[Record, ...], expected: list[str]) -> None:
    assert said(situation(today, *records)) == expected


def test_every_kind_has_one_rule_and_stands_in_the_table() -> None:
    tables: tuple[tuple[Rule[Any], ...], ...] = (INTERVIEW_RULES, FOLLOW_UP_RULES, CONTACT_RULES)
    rules = [rule.kind for table in tables for rule in table]
    assert sorted(rules) == sorted(get_args(OwedKind))
    shown = {words.split()[0] for _, _, expected in ROWS.values() for words in expected}
    assert set(get_args(OwedKind)) - shown == {"tell_introducer"}  # has a table of its own


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_row_says_all_there_is_to_say(rule: Rule[Any]) -> None:
    assert rule.subject in get_args(Subject)
    assert rule.settled_by
    assert set(rule.settled_by) <= set(get_args(Action))
    assert rule.column in (None, *FIRST_COLUMNS)
    assert rule.closes in (None, *get_args(Closing))
    on, _ = DUE[rule.kind][0]
    (item,) = found(rule.kind, MAKES[rule.kind](on))
    assert item.title
    assert item.step.action in get_args(Action)
    assert item.step.message in (None, *MESSAGES)
    if item.step.action == "message":
        assert item.step.message
    # what is next is among what settles it, or goes on with what was begun
    assert item.step.action in (*rule.settled_by, "go_on")


def test_the_rules_cost_no_pydantic() -> None:
    code = (
        "import sys, infoint_tui.domain.follow_through.owed;print({'pydantic'} & set(sys.modules))"
    )
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


TITLES: dict[str, tuple[Record, str]] = {
    "nudge": (asked, "nudge once"),
    "close": (nudged, "let it go, or try once more"),
    "settle": (agreed, "agree on a time"),
    "prepare, nothing done": (planned, "prepare and confirm"),
    "prepare, confirmed": (planned.but(confirmed_on=day("16 nov")), "prepare"),
    "prepare, planned": (planned.but(plan=PLAN), "confirm"),
    "outcome": (interview(start=moment("13 nov")), "how did it go?"),
    "debrief": (held("16 nov", debrief=None), "write it up"),
    "thank": (held("16 nov", thanked_on=None), "thank-you"),
    "act": (follow_up(noted_on="16 nov"), "read the paper"),
    "report": (
        follow_up(noted_on="2 nov", done_on="16 nov"),
        "report back: read the paper",
    ),
    "promise": (follow_up(noted_on="16 nov", kind="promise"), "read the paper"),
    "remind": (
        follow_up(noted_on="16 nov", kind="promise", owed_by="them"),
        "remind them: read the paper",
    ),
    "reach_out": (introduction(noted_on="16 nov"), "write to Teo Maran"),
    "keep_in_touch": (held("16 nov"), "keep in touch"),
}
VERDICTS = {
    "closer": "tell them about “Grids”: closer to it",
    "same": "tell them about “Grids”: still open",
    "chosen": "tell them about “Grids”: chosen, going for it",
    "ruled_out": "tell them about “Grids”: ruled out, a clear answer",
}


@pytest.mark.parametrize(("record", "title"), TITLES.values(), ids=TITLES)
def test_a_title_says_what_to_do(record: Record, title: str) -> None:
    first = owed(situation("16 nov", record))[0]
    assert first.title == title
    assert first.contact_id == "Ana Ruiz"
    assert first.subject_id == ("Ana Ruiz" if _is_of_contact(first) else record.id)


@pytest.mark.parametrize(("verdict", "title"), VERDICTS.items())
def test_a_verdict_is_told_as_a_result(verdict: str, title: str) -> None:
    decided = goal(decided_on="16 nov", verdict=verdict)
    item = only(situation("16 nov", held("2 nov", goal_id="goal"), decided))
    assert (item.title, item.subject_id) == (title, "talk")


def _is_of_contact(item: Owed) -> bool:
    return item.kind in {rule.kind for rule in CONTACT_RULES}


# --- every row: weekends, days off, snoozed, set aside, backdated -------------------------------

Records = tuple[Record, ...]


def _tell_introducer(on: str, **snooze: Any) -> Records:
    return (introduction(noted_on="1 sep", **snooze), met.but(held_on=day(on)))


def _tell_verdict(on: str, **snooze: Any) -> Records:
    return (held("1 sep", goal_id="goal", **snooze), goal(decided_on=on))


MAKES: dict[OwedKind, Callable[..., Records]] = {
    "nudge": lambda on, **f: (interview(requested_on=on, **f),),
    "close": lambda on, **f: (interview(requested_on="1 sep", nudged_on=on, **f),),
    "settle": lambda on, **f: (interview(agreed_on=on, **f),),
    "prepare": lambda on, **f: (interview(start=moment(on, 15), **f),),
    "outcome": lambda on, **f: (interview(start=moment(on, 8), **f),),
    "debrief": lambda on, **f: (held(on, debrief=None, **f),),
    "thank": lambda on, **f: (held(on, thanked_on=None, **f),),
    "act": lambda on, **f: (follow_up(noted_on=on, **f),),
    "report": lambda on, **f: (follow_up(noted_on="1 sep", done_on=on, **f),),
    "reach_out": lambda on, **_: (introduction(None, noted_on=on),),
    "tell_introducer": _tell_introducer,
    "tell_verdict": _tell_verdict,
    "promise": lambda on, **f: (follow_up(noted_on=on, kind="promise", **f),),
    "remind": lambda on, **f: (follow_up(noted_on=on, owed_by="them", kind="promise", **f),),
    "keep_in_touch": lambda on, **_: (held(on),),
}
"""What has to happen on a day for that to be owed; a snooze goes on the record that owes it."""

DUE: dict[OwedKind, tuple[tuple[str, str], tuple[str, str], tuple[str, str]]] = {
    #               it happens before       the same with           backdated
    #               a weekend               17 and 27 nov off
    "nudge": (("13 nov", "24 Nov"), ("13 nov", "25 Nov"), ("1 oct", "12 Oct")),
    "close": (("13 nov", "24 Nov"), ("13 nov", "25 Nov"), ("1 oct", "12 Oct")),
    "settle": (("13 nov", "17 Nov"), ("13 nov", "18 Nov"), ("1 oct", "5 Oct")),
    "prepare": (("30 nov", "27 Nov"), ("30 nov", "26 Nov"), ("16 nov", "16 Nov")),
    "outcome": (("14 nov", "14 Nov"), ("14 nov", "14 Nov"), ("1 oct", "1 Oct")),
    "debrief": (("14 nov", "14 Nov"), ("14 nov", "14 Nov"), ("1 oct", "1 Oct")),
    "thank": (("13 nov", "14 Nov"), ("16 nov", "17 Nov"), ("1 oct", "2 Oct")),
    "act": (("14 nov", "28 Nov"), ("13 nov", "27 Nov"), ("1 oct", "15 Oct")),
    "report": (("13 nov", "17 Nov"), ("13 nov", "18 Nov"), ("1 oct", "5 Oct")),
    "reach_out": (("13 nov", "20 Nov"), ("13 nov", "23 Nov"), ("1 oct", "8 Oct")),
    "tell_introducer": (("13 nov", "17 Nov"), ("13 nov", "18 Nov"), ("1 oct", "5 Oct")),
    "tell_verdict": (("14 nov", "21 Nov"), ("10 nov", "17 Nov"), ("1 oct", "8 Oct")),
    "promise": (("14 nov", "28 Nov"), ("13 nov", "27 Nov"), ("1 oct", "15 Oct")),
    "remind": (("14 nov", "28 Nov"), ("13 nov", "27 Nov"), ("1 oct", "15 Oct")),
    "keep_in_touch": (("19 sep", "18 Dec"), ("19 aug", "17 Nov"), ("1 jul", "29 Sep")),
}
"""For each row: the day it happens, and when it is due; worked out by hand."""


def found(kind: OwedKind, records: Records, **more: Any) -> list[Owed]:
    """What of that kind is owed on 16 November."""
    theirs = [each for each in records if isinstance(each, Interview) and each.id == "met"]
    own = [each for each in records if each not in theirs]
    knows = [introduced("Teo Maran", *theirs)] if theirs else []
    looked_at = situation("16 nov", *own, knows=knows, **more)
    return [item for item in owed(looked_at) if item.kind == kind]


def due(kind: OwedKind, records: Records, **more: Any) -> str:
    """When that is due on 16 November; empty when it is not owed."""
    days = [item.due for item in found(kind, records, **more)]
    return ", ".join(short_day(each, day("16 nov")) for each in days)


@pytest.mark.parametrize("kind", get_args(OwedKind))
class TestEveryRow:
    def test_weekends(self, kind: OwedKind) -> None:
        on, expected = DUE[kind][0]
        assert due(kind, MAKES[kind](on)) == expected

    def test_days_off(self, kind: OwedKind) -> None:
        on, expected = DUE[kind][1]
        off = {day("17 nov"), day("27 nov")}
        assert due(kind, MAKES[kind](on), days_off=off) == expected

    def test_backdated(self, kind: OwedKind) -> None:
        on, expected = DUE[kind][2]
        assert due(kind, MAKES[kind](on)) == expected

    def test_snoozed(self, kind: OwedKind) -> None:
        on, _ = DUE[kind][0]
        until = {"snoozed_until": "15 mar 2027"}
        of = contact(**until) if RULES[kind].subject == "contact" else contact()
        assert due(kind, MAKES[kind](on, **until), of=of) == "15 Mar 2027"

    def test_set_aside(self, kind: OwedKind) -> None:
        on, expected = DUE[kind][0]
        aside = contact(standing="set_aside", aside_until="17 nov")
        assert due(kind, MAKES[kind](on), of=aside) == ""
        back = contact(standing="set_aside", aside_until="16 nov")
        assert due(kind, MAKES[kind](on), of=back) == expected


# --- names that were given --------------------------------------------------------------------

NAMES = {
    "not asked: reach out": ((), {}, ["reach_out 16 Nov"]),
    "asked: nothing until it is clear what came of it": ((waiting,), {}, []),
    "met: tell whoever introduced them in 2 business days": (
        (met,), {}, ["tell_introducer 17 Nov"]
    ),
    "came to nothing: tell them too": ((refused,), {}, ["tell_introducer 16 Nov"]),
    "came to nothing and set aside: tell them all the same": (
        (refused,), {"standing": "set_aside"}, ["tell_introducer 16 Nov"]
    ),
    "set aside before being asked: nobody to write to": ((), {"standing": "set_aside"}, []),
    "set aside until later: nobody to write to yet": (
        (), {"standing": "set_aside", "aside_until": "17 nov"}, []
    ),
    "set aside until today: reach out": (
        (), {"standing": "set_aside", "aside_until": "16 nov"}, ["reach_out 16 Nov"]
    ),
    "only known: reach out": ((), {"standing": "known"}, ["reach_out 16 Nov"]),
}  # fmt: skip


@pytest.mark.parametrize(("interviews", "fields", "expected"), NAMES.values(), ids=NAMES)
def test_a_name_they_gave(interviews: Any, fields: dict[str, Any], expected: list[str]) -> None:
    teo = introduced("Teo Maran", *interviews, **fields)
    looked_at = situation("16 nov", introduction(noted_on="9 nov"), knows=[teo])
    assert said(looked_at) == expected


def test_the_introducer_is_told_by_name_and_once() -> None:
    teo = introduced("Teo Maran", met)
    named = introduction(noted_on="2 nov", text="Teo, from the depot")
    item = only(situation("16 nov", named, knows=[teo]))
    assert (item.title, item.subject_id) == (
        "tell them how it went with Teo Maran",
        "to Teo Maran",
    )
    assert said(situation("16 nov", named.but(told_on=day("16 nov")), knows=[teo])) == []


def test_several_names_make_one_line_that_counts_the_others() -> None:
    names = [introduction(each, noted_on="16 nov") for each in ("Teo Maran", "Bo", "Gus")]
    knows = [introduced("Teo Maran", waiting), introduced("Bo"), introduced("Gus")]
    assert only(situation("16 nov", *names, knows=knows)).title == "write to Bo, 1 more"


def test_a_name_written_off_owes_nothing() -> None:
    assert said(situation("16 nov", introduction(noted_on="2 nov", done_on="16 nov"))) == []


# --- who owes nothing -------------------------------------------------------------------------

STANDINGS = {
    "shortlisted": ({}, True),
    "known": ({"standing": "known"}, False),
    "set aside": ({"standing": "set_aside"}, False),
    "set aside until tomorrow": ({"standing": "set_aside", "aside_until": "17 nov"}, False),
    "set aside until today": ({"standing": "set_aside", "aside_until": "16 nov"}, True),
    "set aside until a day that has passed": (
        {"standing": "set_aside", "aside_until": "1 nov"},
        True,
    ),
}


@pytest.mark.parametrize(("fields", "owes"), STANDINGS.values(), ids=STANDINGS)
def test_only_somebody_in_play_owes_anything(fields: dict[str, Any], owes: bool) -> None:
    looked_at = situation("16 nov", asked, of=contact(**fields))
    assert bool(owed(looked_at)) is owes


# --- a cadence ----------------------------------------------------------------------------------

CADENCES = {
    "never touched: today": ((), ["keep_in_touch 16 Nov"]),
    "last contact + cadence": ((touch("9 nov"), touch("2 nov")), ["keep_in_touch 19 Nov"]),
    "also while a request is open": (
        (touch("9 nov"), asked),
        ["keep_in_touch 19 Nov", "nudge 25 Nov"],
    ),
}


@pytest.mark.parametrize(("records", "expected"), CADENCES.values(), ids=CADENCES)
def test_a_cadence_of_their_own(records: tuple[Record, ...], expected: list[str]) -> None:
    assert said(situation("16 nov", *records, of=contact(cadence_days=10))) == expected


TIES = {
    "a mentor": ({"mentor": True}, "31 Dec", "keep in touch"),
    "someone who wants updates": ({"wants_updates": True}, "31 Dec", "keep them posted"),
    "their own number wins": ({"mentor": True, "cadence_days": 60}, "15 Jan", "keep in touch"),
    "anyone else": ({}, "14 Feb", "keep in touch"),
}


@pytest.mark.parametrize(("fields", "due", "title"), TIES.values(), ids=TIES)
def test_a_mentor_and_someone_who_wants_updates_come_up_sooner(
    fields: dict[str, Any], due: str, title: str
) -> None:
    item = only(situation("16 nov", held("16 nov"), of=contact(**fields)))
    assert (f"{item.due:%-d %b}", item.title) == (due, title)
    soon = only(situation("16 nov", held("16 nov"), of=contact(**fields), mentor_cadence_days=9))
    assert (soon.due == day("25 nov")) == (due == "31 Dec")


# --- settings and the calendar ----------------------------------------------------------------

SETTINGS = {
    "nudge_after": (asked, {"nudge_after": 1}, ["nudge 17 Nov"]),
    "close_after": (nudged, {"close_after": 2}, ["close 18 Nov"]),
    "settle_within": (agreed, {"settle_within": 1}, ["settle 17 Nov"]),
    "thank_within": (held("16 nov", thanked_on=None), {"thank_within": 0}, ["thank 16 Nov"]),
    "act_within": (follow_up(noted_on="16 nov"), {"act_within": 7}, ["act 23 Nov"]),
    "report_within": (
        follow_up(noted_on="2 nov", done_on="16 nov"), {"report_within": 1}, ["report 17 Nov"]
    ),
    "reach_out_within": (
        introduction(noted_on="16 nov"), {"reach_out_within": 1}, ["reach_out 17 Nov"]
    ),
    "cadence_days": (held("16 nov"), {"cadence_days": 30}, ["keep_in_touch 16 Dec"]),
    "tell_verdict_within": (
        held("2 nov", goal_id="goal"), {"tell_verdict_within": 3}, ["tell_verdict 19 Nov"]
    ),
    "a day off is no business day": (asked, {"days_off": {day("18 nov")}}, ["nudge 26 Nov"]),
    "a day off before the interview": (planned, {"days_off": {day("30 nov")}}, ["prepare 27 Nov"]),
}  # fmt: skip


@pytest.mark.parametrize(("record", "settings", "expected"), SETTINGS.values(), ids=SETTINGS)
def test_a_setting_applies(record: Record, settings: dict[str, Any], expected: list[str]) -> None:
    assert said(situation("16 nov", record, goal(decided_on="16 nov"), **settings)) == expected


def test_the_end_of_an_interview_is_to_the_minute() -> None:
    short = ready.but(minutes=60)
    assert said(situation("1 dec", short, hour=15)) == []
    assert said(situation("1 dec", short, hour=16)) == ["outcome 1 Dec"]


def test_an_interview_with_notes_is_asked_about_at_once() -> None:
    note = TimedNote(at=moment("29 nov", 15), text="half of it is talk")
    on_time = ready.but(begun_at=moment("1 dec", 15), start=moment("1 dec", 15), notes=(note,))
    early = on_time.but(begun_at=moment("29 nov", 15), confirmed_on=None, plan=())
    assert said(situation("1 dec", on_time, hour=15)) == ["outcome 1 Dec"]
    assert said(situation("30 nov", early)) == ["outcome 29 Nov"]
    assert said(situation("30 nov", early.but(notes=()))) == ["prepare 30 Nov"]
    assert said(situation("30 nov", early.but(begun_at=None))) == ["prepare 30 Nov"]
    assert said(situation("30 nov", early.but(start=None, agreed_on=day("27 nov")))) == [
        "settle 1 Dec"
    ]
    assert said(situation("30 nov", early.but(ended="cancelled"))) == []


def test_an_interview_says_what_was_begun_with_it() -> None:
    def says(record: Interview, hour: int, zone: str = HOME) -> list[str]:
        return [item.title for item in owed(situation("1 dec", record, hour=hour, zone=zone))]

    begun = ready.but(begun_at=moment("1 dec", 15), confirmed_on=None, minutes=90)
    since = "talking since"
    assert says(begun, 14) == ["confirm"]  # as far as the clock knows
    assert says(begun, 15) == says(begun, 16) == [f"{since} 15:00"]  # so it says without a note
    assert says(begun, 16, "Asia/Tokyo") == [f"{since} 00:00"]
    assert says(begun, 17) == ["how did it go?"]  # half an hour after its time
    assert says(begun.but(held_on="2026-12-01", thanked_on="2026-12-01"), 16) == ["write it up"]
    written = UnfinishedDebrief(sitting="x", typed={"good": "x"})
    for record in (begun, begun.but(held_on="2026-12-01", thanked_on="2026-12-01")):
        half = record.but(unfinished_debrief=written)
        assert says(half, 16) == ["finish writing it up"]
        kinds = [item.kind for item in owed(situation("1 dec", record, hour=16))]
        assert kinds == [item.kind for item in owed(situation("1 dec", half, hour=16))]


def test_the_day_of_an_interview_is_its_day_in_its_zone() -> None:
    in_tokyo = ready.but(start=moment("1 dec", 20), zone="Asia/Tokyo")
    assert said(situation("3 dec", in_tokyo)) == ["outcome 2 Dec"]


def test_today_is_the_day_in_the_users_zone() -> None:
    assert situation("16 nov", hour=23, zone="Asia/Tokyo").today == day("17 nov")
    assert situation("16 nov", hour=1, zone="America/Lima").today == day("15 nov")


def test_an_absurd_number_of_days_ends_with_the_calendar() -> None:
    someone = contact(cadence_days=10**9, snoozed_until=None)
    assert only(situation("16 nov", touch("9 nov"), of=someone)).due == day(FAR)
    item = only(situation("16 nov", held("13 nov", thanked_on=None, snoozed_until=FAR)))
    assert (item.due, item.alarm_on) == (day(FAR), day(FAR))


def test_soonest_first_then_in_the_order_of_the_method_then_by_id() -> None:
    items = owed(
        situation(
            "16 nov",
            follow_up(id="b", noted_on="16 nov", due="17 nov"),
            follow_up(id="a", noted_on="16 nov", due="17 nov"),
            held("16 nov", thanked_on=None),
            follow_up(id="first", noted_on="16 nov", kind="promise", due="16 nov"),
        )
    )
    assert [item.subject_id for item in items] == ["first", "talk", "a", "b"]


# --- how urgent -------------------------------------------------------------------------------

THANKS = {
    "the day of the interview": ("13 nov", "open", False),
    "the day after: due": ("14 nov", "due", False),
    "two days after: late": ("15 nov", "late", True),
    "from three days after: an alarm": ("16 nov", "alarm", True),
    "and later": ("30 nov", "alarm", True),
}


@pytest.mark.parametrize(("today", "urgency", "is_late"), THANKS.values(), ids=THANKS)
def test_a_thank_you_turns_late_and_then_an_alarm(today: str, urgency: str, is_late: bool) -> None:
    looked_at = situation(today, held("13 nov", thanked_on=None))
    item = only(looked_at)
    assert (item.urgency(looked_at.today), item.is_late(looked_at.today)) == (urgency, is_late)


def test_the_days_to_the_alarm_are_a_setting() -> None:
    looked_at = situation("16 nov", held("13 nov", thanked_on=None), thank_overdue=4)
    assert only(looked_at).urgency(looked_at.today) == "late"


def test_nothing_but_a_thank_you_becomes_an_alarm() -> None:
    looked_at = situation("16 nov", interview(requested_on="1 jun"))
    assert only(looked_at).urgency(looked_at.today) == "late"


# --- a snooze ---------------------------------------------------------------------------------

SNOOZES: dict[str, tuple[Record, str]] = {
    "an interview": (asked.but(snoozed_until=day("30 nov")), "nudge 30 Nov"),
    "a to-do": (follow_up(noted_on="16 nov", snoozed_until="5 dec"), "act 5 Dec"),
    "a day that is sooner puts nothing off": (
        asked.but(snoozed_until=day("17 nov")),
        "nudge 25 Nov",
    ),
    "a to-do with a day of its own": (
        follow_up(noted_on="16 nov", due="18 nov", snoozed_until="19 nov"),
        "act 19 Nov",
    ),
}


@pytest.mark.parametrize(("record", "expected"), SNOOZES.values(), ids=SNOOZES)
def test_a_snooze_puts_off_what_its_record_owes(record: Record, expected: str) -> None:
    assert said(situation("16 nov", record)) == [expected]


def test_a_snoozed_contact_is_kept_in_touch_with_later() -> None:
    someone = contact(snoozed_until="1 mar 2027")
    assert said(situation("16 nov", held("2 nov"), of=someone)) == ["keep_in_touch 1 Mar 2027"]


def test_the_alarm_moves_along_with_a_snooze() -> None:
    item = only(situation("16 nov", held("13 nov", thanked_on=None, snoozed_until="20 nov")))
    states = [item.urgency(day(each)) for each in ("19 nov", "20 nov", "21 nov", "22 nov")]
    assert states == ["open", "due", "late", "alarm"]


# --- the hint -----------------------------------------------------------------------------------

DOORS = {
    "asked three business days ago": (interview(requested_on="11 nov"), {}, True),
    "asked two business days ago": (interview(requested_on="12 nov"), {}, False),
    "a day off in between": (
        interview(requested_on="11 nov"),
        {"days_off": {day("12 nov")}},
        False,
    ),
    "another number in the settings": (asked, {"second_door_after": 0}, True),
    "they said yes": (interview(requested_on="2 nov", agreed_on="3 nov"), {}, False),
    "never asked": (interview(plan=PLAN), {}, False),
}


@pytest.mark.parametrize(("record", "settings", "hint"), DOORS.values(), ids=DOORS)
def test_somebody_else_there(record: Record, settings: dict[str, Any], hint: bool) -> None:
    assert second_door(situation("16 nov", record, **settings)) is hint
