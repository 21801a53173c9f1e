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

from infoint_tui.domain.follow_through.situation import Owed, Situation
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.vocabulary import OwedKind

__all__ = ["RECORDS", "Owed", "OwedKind", "Rule", "Situation", "owed", "second_door"]

_R = TypeVar("_R", Interview, FollowUp, Contact)


@dataclass(frozen=True)
class Rule(Generic[_R]):
    """One row of the table."""

    kind: OwedKind
    owes: Callable[[_R, Situation], bool]
    """Tells whether the record owes this."""
    due: Callable[[_R, Situation], date]
    title: Callable[[_R, Situation], str]
    alarm: Callable[[_R, Situation], date] | None = None


# --- the table ------------------------------------------------------------------------------

INTERVIEW_RULES: tuple[Rule[Interview], ...] = (
    Rule(  # requested, no answer: nudge, once
        "nudge",
        lambda interview, _: interview.is_awaiting_reply and interview.nudged_on is None,
        lambda interview, situation: situation.business(
            interview.requested_on, situation.settings.nudge_after
        ),
        lambda _interview, _: "nudge once",
    ),
    Rule(  # nudged, no answer: let go, or try once more
        "close",
        lambda interview, _: interview.is_awaiting_reply and interview.nudged_on is not None,
        lambda interview, situation: situation.business(
            interview.nudged_on, situation.settings.close_after
        ),
        lambda _interview, _: "let it go, or try once more",
    ),
    Rule(  # they said yes, the time is open: fix it
        "settle",
        lambda interview, _: interview.is_agreed and interview.start is None,
        lambda interview, situation: situation.business(
            interview.agreed_on, situation.settings.settle_within
        ),
        lambda _interview, _: "agree on a time",
    ),
    Rule(  # a time: prepare and confirm, the business day before
        "prepare",
        lambda interview, situation: (
            interview.is_agreed
            and interview.start is not None
            and not interview.awaits_outcome(situation.now)
            and bool(_preparation(interview))
        ),
        lambda interview, situation: situation.before(interview.day),
        lambda interview, _: _preparation(interview),
    ),
    Rule(  # the interview goes on, or its end has passed, or notes of it were taken: how did it go?
        "outcome",
        lambda interview, situation: interview.awaits_outcome(situation.now),
        lambda interview, situation: _day_of_outcome(interview, situation),
        lambda interview, situation: _outcome_title(interview, situation),
    ),
    Rule(  # held, no debrief: the same day
        "debrief",
        lambda interview, _: interview.held_on is not None and interview.debrief is None,
        lambda interview, situation: interview.held_on or situation.today,
        lambda interview, _: _BEGUN if interview.unfinished_debrief else _DEBRIEF,
    ),
    Rule(  # held, not thanked: within a day, an alarm from the third
        "thank",
        lambda interview, _: interview.needs_thanks,
        lambda interview, situation: situation.after(
            interview.held_on, situation.settings.thank_within
        ),
        lambda _interview, _: "thank-you",
        lambda interview, situation: situation.after(
            interview.held_on, situation.settings.thank_overdue
        ),
    ),
    Rule(  # the goal it was held for is decided: tell them, one line a person and goal
        "tell_verdict",
        lambda interview, situation: situation.dossier.awaits_verdict(interview),
        lambda interview, situation: situation.after(
            situation.dossier.goals[interview.goal_id or ""].decided_on,
            situation.settings.tell_verdict_within,
        ),
        lambda interview, situation: _verdict_title(interview, situation),
    ),
)

FOLLOW_UP_RULES: tuple[Rule[FollowUp], ...] = (
    Rule(  # advice, or a skill to learn: act on it
        "act",
        lambda item, _: item.kind in ("advice", "learn") and _is_mine(item),
        lambda item, situation: (
            item.due or situation.after(item.noted_on, situation.settings.act_within)
        ),
        lambda item, _: item.text,
    ),
    Rule(  # acted on, not told: report back to whoever gave it
        "report",
        lambda item, _: (
            item.kind in ("advice", "learn") and item.done_on is not None and item.told_on is None
        ),
        lambda item, situation: situation.business(item.done_on, situation.settings.report_within),
        lambda item, _: f"tell them what came of it: {item.text}",
    ),
    Rule(  # somebody they introduced was met, or it came to nothing: tell them
        "tell_introducer",
        lambda item, situation: (
            item.kind == "introduction"
            and item.told_on is None
            and _introduction_outcome(item, situation) is not None
        ),
        lambda item, situation: situation.business(
            _introduction_outcome(item, situation), situation.settings.report_within
        ),
        lambda item, situation: f"tell them how it went with {_led_to_name(item, situation)}",
    ),
    Rule(  # a promise of mine: keep it
        "promise",
        lambda item, _: item.kind == "promise" and _is_mine(item),
        lambda item, situation: (
            item.due or situation.after(item.noted_on, situation.settings.act_within)
        ),
        lambda item, _: item.text,
    ),
    Rule(  # a promise of theirs, an introduction included: remind them
        "remind",
        lambda item, _: item.owed_by == "them" and item.done_on is None,
        lambda item, situation: (
            item.due or situation.after(item.noted_on, situation.settings.act_within)
        ),
        lambda item, _: f"remind them: {item.text}",
    ),
)

CONTACT_RULES: tuple[Rule[Contact], ...] = (
    Rule(  # names they gave, not yet asked: reach out, one line for all of them
        "reach_out",
        lambda _contact, situation: bool(situation.dossier.names_not_asked(situation.today)),
        lambda _contact, situation: min(
            item.due or situation.business(item.noted_on, situation.settings.reach_out_within)
            for item in situation.dossier.names_not_asked(situation.today)
        ),
        lambda _contact, situation: _reach_out_title(situation),
    ),
    Rule(  # talked once and nothing open, or a cadence of its own: keep in touch
        "keep_in_touch",
        lambda contact, situation: (
            contact.cadence_days is not None
            or (situation.dossier.has_talked and _nothing_open(situation))
        ),
        lambda contact, situation: (
            situation.today
            if situation.dossier.last_touch is None
            else situation.after(
                situation.dossier.last_touch,
                contact.cadence_days or situation.settings.cadence_days,
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


def owed(situation: Situation) -> tuple[Owed, ...]:
    """Return everything owed in this case, soonest first.

    Nothing is owed for somebody who is only known, or who is set aside.
    """
    dossier = situation.dossier
    if not dossier.contact.in_play(situation.today):
        return ()
    found = [
        *_apply(INTERVIEW_RULES, dossier.interviews, situation),
        *_apply(FOLLOW_UP_RULES, dossier.follow_ups, situation),
        *_apply(CONTACT_RULES, (dossier.contact,), situation),
    ]
    return tuple(sorted(found, key=lambda item: (item.due, _ORDER[item.kind], item.subject_id)))


def second_door(situation: Situation) -> bool:
    """Tell whether somebody else at that organization is worth a thought.

    So it is when a request has gone unanswered for the number of business days in the settings.
    A hint on the card, never owed.
    """
    return any(
        interview.is_awaiting_reply
        and situation.business(interview.requested_on, situation.settings.second_door_after)
        <= situation.today
        for interview in situation.dossier.interviews
    )


_BEGUN = "finish the debrief"
_DEBRIEF = "write down what you learned"

_ORDER: dict[OwedKind, int] = {kind: place for place, kind in enumerate(get_args(OwedKind))}
"""Of two things due on one day, the earlier in the method comes first."""


def _apply(
    rules: tuple[Rule[_R], ...], records: tuple[_R, ...], situation: Situation
) -> Iterator[Owed]:
    for record in records:
        for rule in rules:
            if rule.owes(record, situation):
                item = Owed(
                    rule.kind,
                    rule.due(record, situation),
                    rule.title(record, situation),
                    situation.dossier.contact.id,
                    record.id,
                    rule.alarm(record, situation) if rule.alarm else None,
                )
                yield _snoozed(item, record.snoozed_until)


def _snoozed(item: Owed, until: date | None) -> Owed:
    """A snooze only ever puts off: the alarm moves along with the due date."""
    if until is None or until <= item.due:
        return item
    shift = (until - item.due).days
    return replace(
        item, due=until, alarm_on=item.alarm_on and Situation.after(item.alarm_on, shift)
    )


def _is_mine(item: FollowUp) -> bool:
    return item.owed_by == "me" and item.done_on is None


def _preparation(interview: Interview) -> str:
    """What is left to do before the interview, in words; empty when it is all done."""
    if not interview.plan:
        return "prepare" if interview.confirmed_on else "prepare and confirm"
    return "" if interview.confirmed_on else "confirm"


def _outcome_title(interview: Interview, situation: Situation) -> str:
    since = interview.under_way_since(situation.now)
    if interview.unfinished_debrief:
        return _BEGUN
    if interview.left_at:
        return _DEBRIEF
    if since is not None:
        return f"talk under way since {since.astimezone(ZoneInfo(situation.zone)):%H:%M}"
    return "how did it go?"


def _day_of_outcome(interview: Interview, situation: Situation) -> date:
    """The day of the interview, or the day it was begun, if that was earlier."""
    began = interview.began(situation.now)
    days = (interview.day, began.date() if began else None)
    return min((day for day in days if day), default=situation.today)


def _verdict_title(interview: Interview, situation: Situation) -> str:
    goal = situation.dossier.goals[interview.goal_id or ""]
    return f"tell them about “{goal.title}”: {goal.result}"


def _introduction_outcome(item: FollowUp, situation: Situation) -> date | None:
    led_to = situation.dossier.introduced.get(item.led_to or "")
    return led_to.outcome_on if led_to else None


def _led_to_name(item: FollowUp, situation: Situation) -> str:
    led_to = situation.dossier.introduced.get(item.led_to or "")
    return led_to.contact.name if led_to else item.text


def _reach_out_title(situation: Situation) -> str:
    names = [
        _led_to_name(item, situation) for item in situation.dossier.names_not_asked(situation.today)
    ]
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    return f"write to {names[0]}{more}"


def _nothing_open(situation: Situation) -> bool:
    """No talk under way, none to debrief or to thank for, no follow-up to be done or told."""
    dossier = situation.dossier
    return not (
        any(interview.is_open for interview in dossier.interviews)
        or any(_apply(INTERVIEW_RULES, dossier.interviews, situation))
        or any(_apply(FOLLOW_UP_RULES, dossier.follow_ups, situation))
        or situation.dossier.names_not_asked(situation.today)
    )
