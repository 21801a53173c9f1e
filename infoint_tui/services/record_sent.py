"""Recording that a message was sent, and what each kind of message settles."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from infoint_tui.domain.messages.message import ASKS
from infoint_tui.domain.vocabulary import MESSAGES, WROTE

if TYPE_CHECKING:
    from infoint_tui.domain.messages.message import Message
    from infoint_tui.domain.vocabulary import Channel, MessageKind
    from infoint_tui.services.follow_ups import FollowUps
    from infoint_tui.services.goals import Goals
    from infoint_tui.services.interviews.interviews import Interviews
    from infoint_tui.services.interviews.requests import Requests
    from infoint_tui.services.touches import Touches


class RecordSent(Struct, frozen=True):
    """Records a sent message as the step it represents, or just as a line in the timeline."""

    touches: Touches
    requests: Requests
    interviews: Interviews
    follow_ups: FollowUps
    goals: Goals

    def settle(self, message: Message, channel: Channel | None) -> str:
        """Log a message and set the dates, as one change; return a description of what was done.

        Args:
            message: the message as it was sent.
            channel: how it was sent; None takes the channel its kind implies, if any.

        Raises:
            RuleError: the step does not fit what has happened so far.
        """
        sent = _Sent(self, message, channel)
        words = _SETTLE.get(message.kind, _settle_item)(sent) or MESSAGES[message.kind].sent
        return words.format(message.occasion.situation.dossier.contact.name)


class _Sent(Struct, frozen=True):
    """A message that is about to be recorded."""

    by: RecordSent
    message: Message
    channel: Channel | None

    @property
    def contact_id(self) -> str:
        return self.message.occasion.situation.dossier.contact.id


# --- what each kind settles; returns "", or text to use instead of that in `MESSAGES` ------


def _ask(sent: _Sent) -> str:
    is_call = sent.message.kind == "phone"
    sent.by.requests.ask(
        sent.contact_id,
        channel=sent.channel or ("call" if is_call else None),
        words=sent.message.body,
        intent=sent.message.occasion.intent,
    )
    return ""


def _nudge(sent: _Sent) -> str:
    sent.by.requests.nudge(sent.contact_id, sent.channel, sent.message.body)
    return ""


def _confirm(sent: _Sent) -> str:
    sent.by.interviews.confirm(sent.contact_id, sent.channel, sent.message.body)
    return ""


def _thank(sent: _Sent) -> str:
    if sent.message.occasion.interview is None:
        return _wrote(sent)
    body = sent.message.body
    settled = sent.by.interviews.thank(sent.contact_id, sent.channel, words=body)
    return "" if settled else "Saved a thank-you to {}"


def _remind(sent: _Sent) -> str:
    item = sent.message.occasion.item
    if item is None:
        return _wrote(sent)
    sent.by.follow_ups.reminded(item.id, sent.channel, sent.message.body)
    return ""


def _tell_verdict(sent: _Sent) -> str:
    on = sent.message.occasion
    dossier = on.situation.dossier
    goal = dossier.goals.get(on.interview.goal_id or "") if on.interview else None
    if on.interview is None or goal is None or goal.verdict is None:
        return _wrote(sent)
    if not dossier.awaits_verdict(on.interview):
        return _log(sent)
    sent.by.goals.told(on.interview.id, sent.channel, sent.message.body)
    return ""


def _report(sent: _Sent) -> str:
    return _settle_item(sent) if sent.message.occasion.item else _wrote(sent)


def _settle_item(sent: _Sent) -> str:
    """If the message settles a follow-up, note that they were told about it."""
    item = sent.message.occasion.item
    if item is None:
        return _log(sent)
    sent.by.follow_ups.told(item.id, sent.channel, sent.message.body)
    return ""


def _log(sent: _Sent) -> str:
    """Log a message that does not settle anything."""
    kind = MESSAGES[sent.message.kind].touch
    sent.by.touches.log([sent.contact_id], sent.message.body, kind=kind, channel=sent.channel)
    return ""


def _wrote(sent: _Sent) -> str:
    """Log only that they were written to, for a message about something that is not on record."""
    sent.by.touches.log([sent.contact_id], sent.message.body, kind="message", channel=sent.channel)
    return WROTE


_SETTLE: dict[MessageKind, Callable[[_Sent], str]] = {
    **dict.fromkeys(ASKS, _ask),
    "nudge": _nudge,
    "confirm": _confirm,
    "thank": _thank,
    "report": _report,
    "introducer": _report,
    "verdict": _tell_verdict,
    "remind": _remind,
}
"""The kinds that do more than settle a follow-up or add to the log."""
