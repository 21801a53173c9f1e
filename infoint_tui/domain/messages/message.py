"""Messages: what there is to write to someone, and what each message is about.

The kinds follow the method: ask briefly and honestly, nudge once, confirm, thank within a day,
report back on advice, tell the person who introduced you, tell everyone who helped, keep in touch.
Each goes to one person: nothing is written to several at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct

from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.follow_through.owed import owed
from infoint_tui.domain.follow_through.situation import Situation
from infoint_tui.domain.follow_through.today import new_job
from infoint_tui.domain.messages.template import GAP
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.vocabulary import Intent, MessageKind

FIRST_ASKS: frozenset[MessageKind] = frozenset({"ask", "phone", "introduced"})
"""The messages that ask someone for the first time."""

ASKS: frozenset[MessageKind] = FIRST_ASKS | {"again"}
"""The messages that ask for an interview and say what it is for."""

BEFORE: frozenset[MessageKind] = ASKS | {"nudge", "settle", "confirm"}
"""The messages that come before the interview they are about."""

_AT_ANY_TIME: frozenset[MessageKind] = ASKS | {"congratulate", "new_job", "keep_in_touch"}
"""The messages that can be written at any time, without a record behind them."""

_R = TypeVar("_R", Interview, FollowUp)


class Occasion(Struct, frozen=True):
    """The occasion for a message: who it goes to, and what it is about."""

    situation: Situation
    kind: MessageKind
    intent: Intent = "informational"
    interview: Interview | None = None
    """The interview that the message is about."""
    item: FollowUp | None = None
    """The advice, introduction or promise that the message is about."""

    @property
    def key(self) -> str:
        """What distinguishes messages of one kind to one person; empty if there is only one."""
        record = None if self.kind in _AT_ANY_TIME else self.item or self.interview
        return record.id if record else ""

    @property
    def noted(self) -> tuple[FollowUp, ...]:
        """The follow-ups from the message's interview, and later ones that have no interview."""
        if self.interview is None:
            return ()
        held = self.interview.held_on or self.interview.ended_on or date.max
        return tuple(
            item
            for item in self.situation.dossier.follow_ups
            if item.interview_id == self.interview.id
            or (item.interview_id is None and item.noted_on >= held)
        )


class Message(Struct, frozen=True):
    """A message to someone, as drafted or as changed by the user."""

    occasion: Occasion
    to: str
    """The recipient's email address, or phone number for a call; empty if there is none."""
    subject: str
    """One line; empty for something to say on the phone."""
    body: str

    @property
    def kind(self) -> MessageKind:
        """Which kind of message it is."""
        return self.occasion.kind

    @property
    def address(self) -> str:
        """Where a letter would go, in one line; empty if that is not known."""
        lines = self.occasion.situation.dossier.contact.address.splitlines()
        return ", ".join(filter(None, map(clean_line, lines)))

    @property
    def words(self) -> int:
        """How many words the body has, without its blanks."""
        return len(GAP.sub("", self.body).split())


class BegunMessage(Struct, frozen=True):
    """A message that was begun and not sent."""

    kind: MessageKind
    intent: Intent
    about: str
    """The id of the interview or follow-up it is about; empty if it is about none."""
    day: date | None
    """The day it was last worked on, if that is known."""


def occasion(
    situation: Situation, kind: MessageKind, *, about: str = "", intent: Intent | None = None
) -> Occasion:
    """Return the occasion for a message of `kind`.

    Args:
        situation: the person it goes to, and what is kept about them.
        kind: the kind of message.
        about: the id of the interview or follow-up that owes it; otherwise the first that fits is
            used.
        intent: why the interview is asked for; None takes the interview's own intent, or that of
            the last one.
    """
    dossier = situation.dossier
    item = _first(_items(situation, kind), about)
    own = [
        interview for interview in dossier.interviews if item and interview.id == item.interview_id
    ]
    interview = _first([*own, *_interviews(situation, kind)], about)
    return Occasion(
        situation,
        kind,
        intent or (interview.intent if interview else dossier.usual_intent),
        interview,
        item,
    )


def suggested_kind(situation: Situation, about: str = "") -> MessageKind:
    """Return the kind of message that settles what is owed next, or else the kind that comes next.

    Where it is time to say hello, a new job is what to write about.

    Args:
        situation: the person it goes to, and what is kept about them.
        about: the id of the record that owes it; what that record owes comes first.
    """
    items = sorted(owed(situation), key=lambda item: item.subject_id != about)
    due = (each.step.message for each in items if each.step.message and each.step.to == "them")
    kind = next(due, None) or _next_kind(situation)
    if kind == "keep_in_touch" and new_job(situation.dossier, situation.today):
        return "new_job"
    return kind


def _next_kind(situation: Situation) -> MessageKind:
    """Return the kind of message that comes next when no message would settle anything owed."""
    dossier = situation.dossier
    interview = dossier.open_interview()
    if dossier.unthanked() or (interview and interview.awaits_outcome(situation.now)):
        return "thank"
    if interview is not None and interview.is_agreed:
        return "confirm" if interview.start else "settle"
    if interview is not None and interview.is_awaiting_reply:
        return "nudge"
    if interview is None and _has_unanswered_no(dossier):
        return "accept_no"
    if dossier.has_talked:
        return "keep_in_touch"
    by_email = not dossier.interviews and introduced_by_email(dossier)
    return "introduced" if by_email else "ask"


def _has_unanswered_no(dossier: Dossier) -> bool:
    """Tell whether the last thing that happened is that they said no."""
    last = max(dossier.interviews, key=_ended_on, default=None)
    return (
        last is not None
        and last.ended == "declined"
        and bool(dossier.touches)
        and dossier.touches[0].direction == "in"
    )


def introduced_by_email(dossier: Dossier) -> bool:
    """Tell whether an introduction to them came in by email."""
    return any(
        touch.kind == "introduction" and touch.channel == "email" and touch.direction == "in"
        for touch in dossier.touches
    )


def _ended_on(interview: Interview) -> date:
    return interview.ended_on or interview.held_on or date.min


def _items(situation: Situation, kind: MessageKind) -> list[FollowUp]:
    """Return the follow-ups that a message of `kind` may settle, in the order to settle them."""
    dossier = situation.dossier
    untold = [item for item in dossier.follow_ups if item.told_on is None]
    if kind == "report":
        advice = [item for item in untold if item.kind in ("advice", "learn")]
        return sorted(advice, key=lambda item: (item.done_on or date.max, item.noted_on))
    if kind == "introducer":
        given = [
            item for item in untold if item.kind == "introduction" and dossier.is_introduction(item)
        ]
        return sorted(given, key=lambda item: (dossier.outcome_on(item) or date.max, item.noted_on))
    if kind == "remind":
        theirs = [item for item in untold if item.owed_by == "them" and item.done_on is None]
        return sorted(theirs, key=lambda item: item.due or item.noted_on)
    settles = {item.subject_id for item in owed(situation) if item.step.message == kind}
    return [item for item in untold if item.id in settles]


def _interviews(situation: Situation, kind: MessageKind) -> list[Interview]:
    """Return the interviews that a message of `kind` may be about, likeliest first."""
    dossier = situation.dossier
    under_way = dossier.open_interview()
    if kind == "again":
        return _held(dossier)
    if kind in BEFORE:
        return [under_way] if under_way else []
    if kind == "accept_no":
        declined = [each for each in dossier.interviews if each.ended == "declined"]
        return sorted(declined, key=_ended_on, reverse=True)
    held = _held(dossier)
    if kind == "thank":
        past = [under_way] if under_way and under_way.awaits_outcome(situation.now) else []
        return [*filter(None, [dossier.unthanked()]), *past, *held]
    if kind == "verdict":
        return [*filter(dossier.awaits_verdict, held), *held]
    return held


def _held(dossier: Dossier) -> list[Interview]:
    """Return the interviews that were held, latest first."""
    held = [interview for interview in dossier.interviews if interview.held_on]
    return sorted(held, key=lambda interview: (interview.held_on, interview.id), reverse=True)


def _first(found: Sequence[_R], about: str) -> _R | None:
    """Return the record with the id `about`, otherwise the first one, or None if there is none."""
    return next((each for each in found if each.id == about), next(iter(found), None))
