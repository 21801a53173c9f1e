"""Messages: drafting them from what is known, keeping drafts, and noting that they were sent."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from infoint_tui.domain.case import Case
from infoint_tui.domain.errors import InfointError, NotFoundError, RuleError, TemplateError
from infoint_tui.domain.message import (
    KIND_LABELS,
    Message,
    MessageKind,
    Occasion,
    occasion,
    suggested_kind,
)
from infoint_tui.domain.message_fields import FIELDS, facts
from infoint_tui.domain.text import clean_line, clean_text

if TYPE_CHECKING:
    from infoint_tui.domain.question import Intent
    from infoint_tui.domain.touch import Channel, TouchKind
    from infoint_tui.exchange.message_files import Drafts, Templates
    from infoint_tui.services.suite import Services


@dataclass(frozen=True)
class _Sent:
    """A message on its way into the records."""

    services: Services
    message: Message
    channel: Channel | None

    @property
    def contact_id(self) -> str:
        return self.message.occasion.case.dossier.contact.id


class Messages:
    """What a person writes to others.

    Args:
        services: the use cases that note what a message settles.
        templates: what drafts are filled from.
        drafts: where what was begun is kept.
    """

    def __init__(self, services: Services, templates: Templates, drafts: Drafts) -> None:
        self._services = services
        self._templates = templates
        self._drafts = drafts

    # --- drafting ----------------------------------------------------------------------------

    def suggested_kind(self, contact_id: str) -> MessageKind:
        """Return the message that settles what is owed next, or else the one that comes next.

        Raises:
            NotFoundError: the contact is gone.
        """
        return suggested_kind(self._case(contact_id))

    def draft(
        self,
        contact_id: str,
        kind: MessageKind | None = None,
        *,
        about: str = "",
        intent: Intent | None = None,
        fresh: bool = False,
    ) -> Message:
        """Return a message: the draft that was kept, or a new one from what is known.

        Args:
            contact_id: to whom.
            kind: which message; None takes the suggested one.
            about: the id of the talk or the follow-up that owes it; else the first that fits.
            intent: what the talk is for; None takes the talk's own.
            fresh: leave the draft that was kept aside.

        Raises:
            NotFoundError: the contact is gone.
            TemplateError: the user's own template cannot be used.
            InfointError: the draft cannot be read.
        """
        case = self._case(contact_id)
        on = occasion(case, kind or suggested_kind(case, about), about=about, intent=intent)
        kept = None if fresh else self._drafts.read(contact_id, _name(on))
        if kept and _was_sent(case, kept[1]):
            kept = None
        subject, body = kept or self._filled(on)
        contact = case.dossier.contact
        ways = contact.phones if on.kind == "phone" else contact.emails
        return Message(on, next(iter(ways), ""), subject, body)

    def keep(self, message: Message) -> bool:
        """Keep a message that is being written; call it every two seconds or so.

        One that is as it was drafted needs no keeping.

        Returns:
            Whether it was kept.

        Raises:
            InfointError: it cannot be written.
        """
        on = message.occasion
        text = clean_line(message.subject), clean_text(message.body)
        filled = None
        with suppress(TemplateError):  # it may have been broken since
            filled = self._filled(on)
        if text == filled:
            self._drafts.drop(_contact_id(on), _name(on))
        else:
            self._drafts.keep(_contact_id(on), _name(on), *text)
        return text != filled

    def forget(self, contact_id: str) -> None:
        """Remove every draft to a contact."""
        self._drafts.forget(contact_id)

    def mailto(self, message: Message) -> str:
        """Return the address that opens a message in a mail program.

        Raises:
            RuleError: it is to be said on the phone.
        """
        from infoint_tui.exchange.mailto import mailto

        if message.kind == "phone":
            raise RuleError("An opener is said on the phone, not mailed.", "Mail the ask instead.")
        return mailto(message.to, message.subject, message.body)

    def write_templates(self) -> tuple[Path, ...]:
        """Copy our templates for the user to change; returns the files that are new.

        Raises:
            InfointError: they cannot be written.
        """
        return self._templates.write(KIND_LABELS, FIELDS)

    # --- sending -----------------------------------------------------------------------------

    def sent(self, message: Message, channel: Channel | None = None) -> str:
        """Note that a message was sent: log it, set the dates, in one change that one undo takes.

        Args:
            message: as it was sent.
            channel: how; None leaves it to the kind, and open where that does not say.

        Returns:
            What was done, in words: "Asked Ana Ruiz".

        Raises:
            RuleError: the step does not fit what has happened so far.
        """
        on = message.occasion
        with suppress(InfointError):
            self.keep(message)  # for an undo; what stands in the timeline is no draft
        said = _SETTLE[message.kind](_Sent(self._services, message, channel))
        return said.format(on.case.dossier.contact.name)

    # --- parts -------------------------------------------------------------------------------

    def _filled(self, on: Occasion) -> tuple[str, str]:
        return self._templates.read(on.kind, FIELDS).fill(facts(on))

    def _case(self, contact_id: str) -> Case:
        dossier = self._services.overview.dossier(contact_id)
        if dossier is None:
            raise NotFoundError("That contact is not there any more.")
        desk = self._services.desk
        return Case(dossier, desk.settings, desk.clock.now(), desk.clock.zone)


def _contact_id(on: Occasion) -> str:
    return on.case.dossier.contact.id


def _was_sent(case: Case, body: str) -> bool:
    """Tell whether a message stands in the timeline."""
    words = body.strip()
    texts = (touch.text for touch in case.dossier.touches)
    return bool(words) and any(text == words or text.endswith(f":\n{words}") for text in texts)


def _name(on: Occasion) -> str:
    """What a draft is kept under; another intent is another message."""
    return f"{on.kind} {on.intent} {on.key}"


# --- what each kind settles; returns the words for it around a name --------------------------


def _ask(sent: _Sent) -> str:
    is_call = sent.message.kind == "phone"
    sent.services.interviews.ask(
        sent.contact_id,
        channel=sent.channel or ("call" if is_call else None),
        words=sent.message.body,
        intent=sent.message.occasion.intent,
    )
    return "Asked {}"


def _nudge(sent: _Sent) -> str:
    sent.services.interviews.nudge(sent.contact_id, sent.channel, sent.message.body)
    return "Nudged {}"


def _confirm(sent: _Sent) -> str:
    sent.services.interviews.confirm(sent.contact_id, sent.channel, sent.message.body)
    return "Confirmed the talk with {}"


def _thank(sent: _Sent) -> str:
    body = sent.message.body
    settled = sent.services.interviews.thank(sent.contact_id, sent.channel, words=body)
    if settled is None:
        return "No thank-you was owed to {}; logged one all the same"
    return "Thanked {}"


def _tell(sent: _Sent) -> str:
    item = sent.message.occasion.item
    if item is None:
        return _log("update", "Told {}")(sent)
    sent.services.follow_ups.told(item.id, sent.channel, sent.message.body)
    return "Told {}"


def _remind(sent: _Sent) -> str:
    item = sent.message.occasion.item
    if item is None:
        return _log("message", "Reminded {}")(sent)
    sent.services.follow_ups.reminded(item.id, sent.channel, sent.message.body)
    return "Reminded {}"


def _tell_verdict(sent: _Sent) -> str:
    on = sent.message.occasion
    if on.talk is None or not on.case.dossier.awaits_verdict(on.talk):
        return _log("update", "Told {}")(sent)
    sent.services.goals.told(on.talk.id, sent.channel, sent.message.body)
    return "Told {}"


def _log(kind: TouchKind, done: str) -> Callable[[_Sent], str]:
    """Return what logs a message that settles nothing by itself."""

    def log(sent: _Sent) -> str:
        sent.services.contacts.log(
            sent.contact_id, sent.message.body, kind=kind, channel=sent.channel
        )
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
