"""What is owed: the due-date table of the method, as data and functions.

Nothing here is stored. Each row of `INTERVIEW_RULES`, `FOLLOW_UP_RULES` and `CONTACT_RULES` says
everything about one kind of thing that can be owed: which record owes it, by when, what it is
called, where it is shown, and what settles it. Screens, commands and messages read the rows.

The numbers come from the settings. Their defaults are what experienced practitioners advise: a
thank-you within a day, one nudge after a week, advice acted on within two weeks and reported back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar, get_args
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from infoint_tui.domain.basics.calendar import clock_time
from infoint_tui.domain.follow_through.situation import Situation
from infoint_tui.domain.vocabulary import Action, Closing, Column, MessageKind, Subject, Urgency

if TYPE_CHECKING:  # so that the table does not import pydantic
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.follow_up import FollowUp
    from infoint_tui.domain.records.interview import Interview

OwedKind = Literal[
    "nudge",
    "close",
    "settle",
    "prepare",
    "outcome",
    "debrief",
    "thank",
    "act",
    "report",
    "reach_out",
    "tell_introducer",
    "tell_verdict",
    "promise",
    "remind",
    "keep_in_touch",
]
"""Every kind of thing that can be owed, in the order of the method."""


class Step(NamedTuple):
    """What the user does next about something that is owed."""

    action: Action
    message: MessageKind | None = None
    """The message that settles it, whatever the action is; None if no message does."""
    to: Literal["them", "suggested"] = "them"
    """Who that message goes to: the contact, or the next person they suggested."""


class Owed(Struct, frozen=True):
    """One thing owed to, or by, one contact."""

    kind: OwedKind
    due: date
    title: str
    contact_id: str
    subject_id: str
    """The id of the interview, follow-up or contact that it follows from."""
    step: Step
    alarm_on: date | None = None
    """The day from which it is more than just late."""

    def urgency(self, today: date) -> Urgency:
        """Tell how urgent this is on `today`."""
        if self.alarm_on is not None and today >= self.alarm_on:
            return "alarm"
        if today > self.due:
            return "late"
        return "due" if today == self.due else "open"

    def a_week_later(self, today: date) -> date:
        """Return the day a snooze proposes: a week after the later of the due day and `today`."""
        return Situation.after(max(self.due, today), 7)

    def is_late(self, today: date) -> bool:
        """Tell whether the day it was due has passed."""
        return today > self.due


_R = TypeVar("_R", "Interview", "FollowUp", "Contact")


class Rule(Struct, Generic[_R], frozen=True):
    """One row of the table."""

    kind: OwedKind
    subject: Subject
    """The kind of record it follows from; a snooze is kept on that record."""
    owes: Callable[[_R, Situation], bool]
    """Tells whether the record owes this."""
    due: Callable[[_R, Situation], date]
    """Returns the day it is due."""
    title: Callable[[_R, Situation], str]
    """Returns what to do, in words."""
    step: Callable[[_R, Situation], Step]
    """Returns what the user does next about it."""
    settled_by: tuple[Action, ...]
    """The actions most likely to settle it, the likeliest first."""
    alarm: Callable[[_R, Situation], date] | None = None
    """Returns the day from which it is more than just late; None if it never is."""
    column: Column | None = None
    """The column of the board that it moves a person to; None if it does not move them."""
    folds: bool = True
    """Whether Today may fold it when there is too much for one day."""
    spreads: bool = True
    """Whether it may be put off along with other overdue things."""
    closes: Closing | None = None
    """How "finish" closes it; None if something else has to happen."""


def _always(action: Action, *more: Any) -> Callable[[object, Situation], Step]:
    """Return a function for `Rule.step` that returns the same step in every situation."""
    step = Step(action, *more)
    return lambda _record, _situation: step


# --- the table ------------------------------------------------------------------------------

INTERVIEW_RULES: tuple[Rule[Interview], ...] = (
    Rule(  # requested, no answer: nudge, once
        "nudge",
        "interview",
        owes=lambda it, _: it.is_awaiting_reply and it.nudged_on is None,
        due=lambda it, at: at.business(it.requested_on, at.settings.nudge_after),
        title=lambda _it, _: "nudge once",
        step=_always("message", "nudge"),
        settled_by=("answer", "message"),
        column="waiting",
    ),
    Rule(  # nudged, no answer: let go, or try once more
        "close",
        "interview",
        owes=lambda it, _: it.is_awaiting_reply and it.nudged_on is not None,
        due=lambda it, at: at.business(it.nudged_on, at.settings.close_after),
        title=lambda _it, _: "let it go, or try once more",
        step=_always("answer", "nudge"),
        settled_by=("answer", "message"),
        column="waiting",
    ),
    Rule(  # they said yes, but there is no time yet: agree on one
        "settle",
        "interview",
        owes=lambda it, _: it.is_agreed and it.start is None,
        due=lambda it, at: at.business(it.agreed_on, at.settings.settle_within),
        title=lambda _it, _: "agree on a time",
        step=_always("schedule", "settle"),
        settled_by=("schedule", "message"),
        column="prepare",
    ),
    Rule(  # a time: prepare and confirm, the business day before
        "prepare",
        "interview",
        owes=lambda it, at: (
            it.is_agreed
            and it.start is not None
            and not it.awaits_outcome(at.now)
            and bool(_preparation(it))
        ),
        due=lambda it, at: at.before(it.day),
        title=lambda it, _: _preparation(it),
        step=lambda it, _: preparing(it),
        settled_by=("prepare", "confirm"),
        column="prepare",
        spreads=False,
    ),
    Rule(  # it is under way, or its end has passed, or it has notes: how did it go?
        "outcome",
        "interview",
        owes=lambda it, at: it.awaits_outcome(at.now),
        due=lambda it, at: _day_of_outcome(it, at),
        title=lambda it, at: _outcome_title(it, at),
        step=lambda it, at: _outcome_step(it, at),
        settled_by=("met",),
        column="prepare",
        folds=False,
        spreads=False,
    ),
    Rule(  # held, not written up: the same day
        "debrief",
        "interview",
        owes=lambda it, _: it.held_on is not None and it.debrief is None,
        due=lambda it, at: it.held_on or at.today,
        title=lambda it, _: _BEGUN if it.unfinished_debrief else _DEBRIEF,
        step=_always("debrief"),
        settled_by=("debrief", "thank"),
        spreads=False,
    ),
    Rule(  # held, not thanked: within a day, an alarm from the third day
        "thank",
        "interview",
        owes=lambda it, _: it.needs_thanks,
        due=lambda it, at: at.after(it.held_on, at.settings.thank_within),
        title=lambda _it, _: "thank-you",
        step=_always("thank", "thank"),
        settled_by=("thank", "message"),
        alarm=lambda it, at: at.after(it.held_on, at.settings.thank_overdue),
        column="thank",
        folds=False,
        spreads=False,
    ),
    Rule(  # the goal it was held for is decided: tell them, one line per person and goal
        "tell_verdict",
        "interview",
        owes=lambda it, at: at.dossier.awaits_verdict(it),
        due=lambda it, at: at.after(
            at.dossier.goals[it.goal_id or ""].decided_on, at.settings.tell_verdict_within
        ),
        title=lambda it, at: _verdict_title(it, at),
        step=_always("message", "verdict"),
        settled_by=("message",),
        column="act",
        closes="tell_verdict",
    ),
)

FOLLOW_UP_RULES: tuple[Rule[FollowUp], ...] = (
    Rule(  # advice, or a skill to learn: act on it
        "act",
        "follow_up",
        owes=lambda it, _: it.kind in ("advice", "learn") and _is_mine(it),
        due=lambda it, at: it.due or at.after(it.noted_on, at.settings.act_within),
        title=lambda it, _: it.text,
        step=_always("finish"),
        settled_by=("finish", "follow_up"),
        column="act",
        closes="done",
    ),
    Rule(  # acted on, not told: report back to the person who gave it
        "report",
        "follow_up",
        owes=lambda it, _: (
            it.kind in ("advice", "learn") and it.done_on is not None and it.told_on is None
        ),
        due=lambda it, at: at.business(it.done_on, at.settings.report_within),
        title=lambda it, _: f"report back: {it.text}",
        step=_always("message", "report"),
        settled_by=("message", "finish"),
        column="act",
        closes="told",
    ),
    Rule(  # I talked with someone they introduced, or it came to nothing: tell them
        "tell_introducer",
        "follow_up",
        owes=lambda it, at: (
            it.kind == "introduction"
            and it.told_on is None
            and at.dossier.outcome_on(it) is not None
        ),
        due=lambda it, at: at.business(at.dossier.outcome_on(it), at.settings.report_within),
        title=lambda it, at: f"tell them how it went with {_led_to_name(it, at)}",
        step=_always("message", "introducer"),
        settled_by=("message",),
        column="act",
        closes="told",
    ),
    Rule(  # a promise I made: keep it
        "promise",
        "follow_up",
        owes=lambda it, _: it.kind == "promise" and _is_mine(it),
        due=lambda it, at: it.due or at.after(it.noted_on, at.settings.act_within),
        title=lambda it, _: it.text,
        step=_always("finish"),
        settled_by=("finish", "follow_up"),
        column="act",
        closes="done",
    ),
    Rule(  # a promise they made, or an introduction they promised: remind them
        "remind",
        "follow_up",
        owes=lambda it, _: it.owed_by == "them" and it.done_on is None and not it.person_gone,
        due=lambda it, at: it.due or at.after(it.noted_on, at.settings.act_within),
        title=lambda it, _: f"remind them: {it.text}",
        step=_always("message", "remind"),
        settled_by=("message", "finish"),
        column="waiting",
        closes="done",
    ),
)

CONTACT_RULES: tuple[Rule[Contact], ...] = (
    Rule(  # people they suggested and I have not asked: reach out, one line for all of them
        "reach_out",
        "contact",
        owes=lambda _it, at: bool(at.dossier.names_not_asked(at.today)),
        due=lambda _it, at: min(
            item.due or at.business(item.noted_on, at.settings.reach_out_within)
            for item in at.dossier.names_not_asked(at.today)
        ),
        title=lambda _it, at: _reach_out_title(at),
        step=_always("message", "ask", "suggested"),
        settled_by=("message",),
        column="act",
        closes="ask_suggested",
    ),
    Rule(  # talked once and nothing open, or a cadence set by hand: keep in touch
        "keep_in_touch",
        "contact",
        owes=lambda it, at: (
            it.cadence_days is not None or (at.dossier.has_talked and _nothing_open(at))
        ),
        due=lambda it, at: (
            at.today
            if at.dossier.last_touch is None
            else at.after(at.dossier.last_touch, _cadence(it, at))
        ),
        title=lambda it, _: "keep them posted" if it.wants_updates else "keep in touch",
        step=_always("message", "keep_in_touch"),
        settled_by=("message", "log"),
    ),
)

_TABLE: tuple[Rule[Any], ...] = (*INTERVIEW_RULES, *FOLLOW_UP_RULES, *CONTACT_RULES)

RULES: dict[OwedKind, Rule[Any]] = {rule.kind: rule for rule in _TABLE}
"""Every row of the table, by its kind."""

# --- applying it ----------------------------------------------------------------------------


def owed(situation: Situation) -> tuple[Owed, ...]:
    """Return everything owed in this situation, soonest first.

    Nothing is owed for someone who is only in the address book, or who is set aside.
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


def preparing(interview: Interview) -> Step:
    """Return the next step for a future interview: preparing it, or confirming it once planned."""
    is_planned = any(question.state != "skipped" for question in interview.plan)
    if is_planned and not interview.confirmed_on:
        return Step("message", "confirm")
    return Step("prepare", None if interview.confirmed_on else "confirm")


def second_door(situation: Situation) -> bool:
    """Tell whether it is time to think of someone else at that organization.

    It is once a request has gone unanswered for the number of business days in the settings. This
    is a hint on the card, never something owed.
    """
    return any(
        interview.is_awaiting_reply
        and situation.business(interview.requested_on, situation.settings.second_door_after)
        <= situation.today
        for interview in situation.dossier.interviews
    )


_BEGUN = "finish writing it up"
_DEBRIEF = "write it up"

_ORDER: dict[OwedKind, int] = {kind: place for place, kind in enumerate(get_args(OwedKind))}
"""The position of each kind in the method; on the same day, the earlier kind comes first."""


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
                    rule.step(record, situation),
                    rule.alarm(record, situation) if rule.alarm else None,
                )
                yield _snoozed(item, record.snoozed_until)


def _owes_any(rules: tuple[Rule[_R], ...], records: tuple[_R, ...], situation: Situation) -> bool:
    return any(rule.owes(record, situation) for record in records for rule in rules)


def _snoozed(item: Owed, until: date | None) -> Owed:
    """Return the item, with its alarm, put off to a later day; an earlier day changes nothing."""
    if until is None or until <= item.due:
        return item
    shift = (until - item.due).days
    alarm_on = item.alarm_on and Situation.after(item.alarm_on, shift)
    return replace(item, due=until, alarm_on=alarm_on)


def _is_mine(item: FollowUp) -> bool:
    return item.owed_by == "me" and item.done_on is None


def _preparation(interview: Interview) -> str:
    """Return what is left to do before the interview, in words; empty if nothing is left."""
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
        return f"talking since {clock_time(since.astimezone(ZoneInfo(situation.zone)))}"
    return "how did it go?"


def _outcome_step(interview: Interview, situation: Situation) -> Step:
    """Return the next step during or after an interview: anything already started is continued."""
    if interview.unfinished_debrief or interview.left_at:
        return Step("debrief", "thank")
    return Step("go_on" if interview.under_way_since(situation.now) else "met", "thank")


def _day_of_outcome(interview: Interview, situation: Situation) -> date:
    """Return the day of the interview, or the day it started if that was earlier."""
    began = interview.began(situation.now)
    days = (interview.day, began.date() if began else None)
    return min((day for day in days if day), default=situation.today)


def _verdict_title(interview: Interview, situation: Situation) -> str:
    goal = situation.dossier.goals[interview.goal_id or ""]
    return f"tell them about “{goal.title}”: {goal.result}"


def _cadence(contact: Contact, situation: Situation) -> int:
    """Return how many days may pass between two touches; the user's own number wins."""
    numbers = situation.settings
    return contact.cadence_days or (
        numbers.mentor_cadence_days if contact.tie else numbers.cadence_days
    )


def _led_to_name(item: FollowUp, situation: Situation) -> str:
    led_to = situation.dossier.introduced.get(item.led_to or "")
    return led_to.contact.name if led_to else item.text


def _reach_out_title(situation: Situation) -> str:
    waiting = situation.dossier.names_not_asked(situation.today)
    names = [_led_to_name(item, situation) for item in waiting]
    more = f", {len(names) - 1} more" if len(names) > 1 else ""
    return f"write to {names[0]}{more}"


def _nothing_open(situation: Situation) -> bool:
    """Tell whether nothing is under way: no interview, write-up, thank-you, follow-up or name."""
    dossier = situation.dossier
    return not (
        any(interview.is_open for interview in dossier.interviews)
        or _owes_any(INTERVIEW_RULES, dossier.interviews, situation)
        or _owes_any(FOLLOW_UP_RULES, dossier.follow_ups, situation)
        or dossier.names_not_asked(situation.today)
    )
