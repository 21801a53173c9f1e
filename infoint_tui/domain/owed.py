"""What is owed: the due-date table of the method, as data and functions.

Nothing here is stored. Each row of `INTERVIEW_RULES`, `FOLLOW_UP_RULES` and `CONTACT_RULES` says
which record owes something, what, and by when; the numbers come from the settings. The numbers'
source is what experienced practitioners advise: a thank-you within a day, one nudge after a week,
advice acted on within two weeks and reported back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar, get_args
from zoneinfo import ZoneInfo

from infoint_tui.domain.case import Case, Owed, OwedKind
from infoint_tui.domain.contact import Contact
from infoint_tui.domain.follow_up import FollowUp
from infoint_tui.domain.interview import Interview

__all__ = ["RECORDS", "Case", "Owed", "OwedKind", "Rule", "owed", "second_door"]

_R = TypeVar("_R", Interview, FollowUp, Contact)


@dataclass(frozen=True)
class Rule(Generic[_R]):
    """One row of the table."""

    kind: OwedKind
    owes: Callable[[_R, Case], bool]
    """Tells whether the record owes this."""
    due: Callable[[_R, Case], date]
    title: Callable[[_R, Case], str]
    alarm: Callable[[_R, Case], date] | None = None


# --- the table ------------------------------------------------------------------------------

INTERVIEW_RULES: tuple[Rule[Interview], ...] = (
    Rule(  # requested, no answer: nudge, once
        "nudge",
        lambda talk, _: talk.is_awaiting_reply and talk.nudged_on is None,
        lambda talk, case: case.business(talk.requested_on, case.settings.nudge_after),
        lambda _talk, _: "nudge once",
    ),
    Rule(  # nudged, no answer: let go, or try once more
        "close",
        lambda talk, _: talk.is_awaiting_reply and talk.nudged_on is not None,
        lambda talk, case: case.business(talk.nudged_on, case.settings.close_after),
        lambda _talk, _: "let it go, or try once more",
    ),
    Rule(  # they said yes, the time is open: fix it
        "settle",
        lambda talk, _: talk.is_agreed and talk.start is None,
        lambda talk, case: case.business(talk.agreed_on, case.settings.settle_within),
        lambda _talk, _: "agree on a time",
    ),
    Rule(  # a time: prepare and confirm, the business day before
        "prepare",
        lambda talk, case: (
            talk.is_agreed
            and talk.start is not None
            and not talk.awaits_outcome(case.now)
            and bool(_preparation(talk))
        ),
        lambda talk, case: case.before(talk.day),
        lambda talk, _: _preparation(talk),
    ),
    Rule(  # the talk goes on, or its end has passed, or notes of it were taken: how did it go?
        "outcome",
        lambda talk, case: talk.awaits_outcome(case.now),
        lambda talk, case: _day_of_outcome(talk, case),
        lambda talk, case: _outcome_title(talk, case),
    ),
    Rule(  # held, no debrief: the same day
        "debrief",
        lambda talk, _: talk.held_on is not None and talk.debrief is None,
        lambda talk, case: talk.held_on or case.today,
        lambda talk, _: _BEGUN if talk.unfinished_debrief else _DEBRIEF,
    ),
    Rule(  # held, not thanked: within a day, an alarm from the third
        "thank",
        lambda talk, _: talk.needs_thanks,
        lambda talk, case: case.after(talk.held_on, case.settings.thank_within),
        lambda _talk, _: "thank-you",
        lambda talk, case: case.after(talk.held_on, case.settings.thank_overdue),
    ),
    Rule(  # the goal it was held for is decided: tell them, one line a person and goal
        "tell_verdict",
        lambda talk, case: case.dossier.awaits_verdict(talk),
        lambda talk, case: case.after(
            case.dossier.goals[talk.goal_id or ""].decided_on, case.settings.tell_verdict_within
        ),
        lambda talk, case: _verdict_title(talk, case),
    ),
)

FOLLOW_UP_RULES: tuple[Rule[FollowUp], ...] = (
    Rule(  # advice, or a skill to learn: act on it
        "act",
        lambda item, _: item.kind in ("advice", "learn") and _is_mine(item),
        lambda item, case: item.due or case.after(item.noted_on, case.settings.act_within),
        lambda item, _: item.text,
    ),
    Rule(  # acted on, not told: report back to whoever gave it
        "report",
        lambda item, _: (
            item.kind in ("advice", "learn") and item.done_on is not None and item.told_on is None
        ),
        lambda item, case: case.business(item.done_on, case.settings.report_within),
        lambda item, _: f"tell them what came of it: {item.text}",
    ),
    Rule(  # somebody they introduced was met, or it came to nothing: tell them
        "tell_introducer",
        lambda item, case: (
            item.kind == "introduction"
            and item.told_on is None
            and _introduction_outcome(item, case) is not None
        ),
        lambda item, case: case.business(
            _introduction_outcome(item, case), case.settings.report_within
        ),
        lambda item, case: f"tell them how it went with {_led_to_name(item, case)}",
    ),
    Rule(  # a promise of mine: keep it
        "promise",
        lambda item, _: item.kind == "promise" and _is_mine(item),
        lambda item, case: item.due or case.after(item.noted_on, case.settings.act_within),
        lambda item, _: item.text,
    ),
    Rule(  # a promise of theirs, an introduction included: remind them
        "remind",
        lambda item, _: item.owed_by == "them" and item.done_on is None,
        lambda item, case: item.due or case.after(item.noted_on, case.settings.act_within),
        lambda item, _: f"remind them: {item.text}",
    ),
)

CONTACT_RULES: tuple[Rule[Contact], ...] = (
    Rule(  # names they gave, not yet asked: reach out, one line for all of them
        "reach_out",
        lambda _contact, case: bool(case.dossier.names_not_asked(case.today)),
        lambda _contact, case: min(
            item.due or case.business(item.noted_on, case.settings.reach_out_within)
            for item in case.dossier.names_not_asked(case.today)
        ),
        lambda _contact, case: _reach_out_title(case),
    ),
    Rule(  # talked once and nothing open, or a cadence of its own: keep in touch
        "keep_in_touch",
        lambda contact, case: (
            contact.cadence_days is not None or (case.dossier.has_talked and _nothing_open(case))
        ),
        lambda contact, case: (
            case.today
            if case.dossier.last_touch is None
            else case.after(
                case.dossier.last_touch, contact.cadence_days or case.settings.cadence_days
            )
        ),
        lambda _contact, _: "keep in touch",
    ),
)

RECORDS: dict[OwedKind, type[Interview] | type[FollowUp] | type[Contact]] = {
    **{rule.kind: Interview for rule in INTERVIEW_RULES},
    **{rule.kind: FollowUp for rule in FOLLOW_UP_RULES},
    **{rule.kind: Contact for rule in CONTACT_RULES},
}
"""The record that each kind follows from, and that a snooze of it is kept on."""

# --- applying it ----------------------------------------------------------------------------


def owed(case: Case) -> tuple[Owed, ...]:
    """Return everything owed in this case, soonest first.

    Nothing is owed for somebody who is only known, or who is set aside.
    """
    dossier = case.dossier
    if not dossier.contact.in_play(case.today):
        return ()
    found = [
        *_apply(INTERVIEW_RULES, dossier.interviews, case),
        *_apply(FOLLOW_UP_RULES, dossier.follow_ups, case),
        *_apply(CONTACT_RULES, (dossier.contact,), case),
    ]
    return tuple(sorted(found, key=lambda item: (item.due, _ORDER[item.kind], item.subject_id)))


def second_door(case: Case) -> bool:
    """Tell whether somebody else at that organization is worth a thought.

    So it is when a request has gone unanswered for the number of business days in the settings.
    A hint on the card, never owed.
    """
    return any(
        talk.is_awaiting_reply
        and case.business(talk.requested_on, case.settings.second_door_after) <= case.today
        for talk in case.dossier.interviews
    )


_BEGUN = "finish the debrief"
_DEBRIEF = "write down what you learned"

_ORDER: dict[OwedKind, int] = {kind: place for place, kind in enumerate(get_args(OwedKind))}
"""Of two things due on one day, the earlier in the method comes first."""


def _apply(rules: tuple[Rule[_R], ...], records: tuple[_R, ...], case: Case) -> Iterator[Owed]:
    for record in records:
        for rule in rules:
            if rule.owes(record, case):
                item = Owed(
                    rule.kind,
                    rule.due(record, case),
                    rule.title(record, case),
                    case.dossier.contact.id,
                    record.id,
                    rule.alarm(record, case) if rule.alarm else None,
                )
                yield _snoozed(item, record.snoozed_until)


def _snoozed(item: Owed, until: date | None) -> Owed:
    """A snooze only ever puts off: the alarm moves along with the due date."""
    if until is None or until <= item.due:
        return item
    shift = (until - item.due).days
    return replace(item, due=until, alarm_on=item.alarm_on and Case.after(item.alarm_on, shift))


def _is_mine(item: FollowUp) -> bool:
    return item.owed_by == "me" and item.done_on is None


def _preparation(talk: Interview) -> str:
    """What is left to do before the talk, in words; empty when it is all done."""
    if not talk.plan:
        return "prepare" if talk.confirmed_on else "prepare and confirm"
    return "" if talk.confirmed_on else "confirm"


def _outcome_title(talk: Interview, case: Case) -> str:
    since = talk.under_way_since(case.now)
    if talk.unfinished_debrief:
        return _BEGUN
    if talk.left_at:
        return _DEBRIEF
    if since is not None:
        return f"talk under way since {since.astimezone(ZoneInfo(case.zone)):%H:%M}"
    return "how did it go?"


def _day_of_outcome(talk: Interview, case: Case) -> date:
    """The day of the talk, or the day it was begun, if that was earlier."""
    began = talk.began(case.now)
    days = (talk.day, began.date() if began else None)
    return min((day for day in days if day), default=case.today)


def _verdict_title(talk: Interview, case: Case) -> str:
    goal = case.dossier.goals[talk.goal_id or ""]
    return f"tell them about “{goal.title}”: {goal.result}"


def _introduction_outcome(item: FollowUp, case: Case) -> date | None:
    led_to = case.dossier.introduced.get(item.led_to or "")
    return led_to.outcome_on if led_to else None


def _led_to_name(item: FollowUp, case: Case) -> str:
    led_to = case.dossier.introduced.get(item.led_to or "")
    return led_to.contact.name if led_to else item.text


def _reach_out_title(case: Case) -> str:
    names = [_led_to_name(item, case) for item in case.dossier.names_not_asked(case.today)]
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    return f"write to {names[0]}{more}"


def _nothing_open(case: Case) -> bool:
    """No talk under way, none to debrief or to thank for, no follow-up to be done or told."""
    dossier = case.dossier
    return not (
        any(talk.is_open for talk in dossier.interviews)
        or any(_apply(INTERVIEW_RULES, dossier.interviews, case))
        or any(_apply(FOLLOW_UP_RULES, dossier.follow_ups, case))
        or case.dossier.names_not_asked(case.today)
    )
