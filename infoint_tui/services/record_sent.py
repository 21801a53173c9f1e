"""Noting that a message was sent: what each kind of it settles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from infoint_tui.domain.messages.message import Message
    from infoint_tui.domain.vocabulary import Channel, MessageKind, TouchKind
    from infoint_tui.services.contacts import Contacts
    from infoint_tui.services.follow_ups import FollowUps
    from infoint_tui.services.goals import Goals
    from infoint_tui.services.interviews.interviews import Interviews
    from infoint_tui.services.interviews.requests import Requests


@dataclass(frozen=True)
class RecordSent:
    """Takes a message into the records: the step that it is, or else a line of the timeline."""

    contacts: Contacts
    requests: Requests
    interviews: Interviews
    follow_ups: FollowUps
    goals: Goals

    def settle(self, message: Message, channel: Channel | None) -> str:
        """Log a message and set the dates, in one change; returns what was done, in words.

        Args:
            message: as it was sent.
            channel: how; None leaves it to the kind, and open where that does not say.

        Raises:
            RuleError: the step does not fit what has happened so far.
        """
        sent = _Sent(self, message, channel)
        return _SETTLE[message.kind](sent).format(message.occasion.situation.dossier.contact.name)


@dataclass(frozen=True)
class _Sent:
    """A message on its way into the records."""

    by: RecordSent
    message: Message
    channel: Channel | None

    @property
    def contact_id(self) -> str:
        return self.message.occasion.situation.dossier.contact.id


# --- what each kind settles; returns the words for it around a name --------------------------


def _ask(sent: _Sent) -> str:
    is_call = sent.message.kind == "phone"
    sent.by.requests.ask(
        sent.contact_id,
        channel=sent.channel or ("call" if is_call else None),
        words=sent.message.body,
        intent=sent.message.occasion.intent,
    )
    return "Asked {}"


def _nudge(sent: _Sent) -> str:
    sent.by.requests.nudge(sent.contact_id, sent.channel, sent.message.body)
    return "Nudged {}"


def _confirm(sent: _Sent) -> str:
    sent.by.interviews.confirm(sent.contact_id, sent.channel, sent.message.body)
    return "Confirmed the talk with {}"


def _thank(sent: _Sent) -> str:
    body = sent.message.body
    settled = sent.by.interviews.thank(sent.contact_id, sent.channel, words=body)
    if settled is None:
        return "No thank-you was owed to {}; logged one all the same"
    return "Thanked {}"


def _tell(sent: _Sent) -> str:
    item = sent.message.occasion.item
    if item is None:
        return _log("update", "Told {}")(sent)
    sent.by.follow_ups.told(item.id, sent.channel, sent.message.body)
    return "Told {}"


def _remind(sent: _Sent) -> str:
    item = sent.message.occasion.item
    if item is None:
        return _log("message", "Reminded {}")(sent)
    sent.by.follow_ups.reminded(item.id, sent.channel, sent.message.body)
    return "Reminded {}"


def _tell_verdict(sent: _Sent) -> str:
    on = sent.message.occasion
    if on.interview is None or not on.situation.dossier.awaits_verdict(on.interview):
        return _log("update", "Told {}")(sent)
    sent.by.goals.told(on.interview.id, sent.channel, sent.message.body)
    return "Told {}"


def _log(kind: TouchKind, done: str) -> Callable[[_Sent], str]:
    """Return what logs a message that settles nothing by itself."""

    def log(sent: _Sent) -> str:
        sent.by.contacts.log(sent.contact_id, sent.message.body, kind=kind, channel=sent.channel)
        return done

    return log


_SETTLE: dict[MessageKind, Callable[[_Sent], str]] = {
    "ask": _ask,
    "phone": _ask,
    "nudge": _nudge,
    "settle": _log("message", "Noted the message to {}"),
    "confirm": _confirm,
    "thank": _thank,
    "report": _tell,
    "introducer": _tell,
    "verdict": _tell_verdict,
    "remind": _remind,
    "congratulate": _log("congratulate", "Congratulated {}"),
    "keep_in_touch": _log("message", "Noted the message to {}"),
}
