"""Messages: draft them from the records, keep the drafts, and note that they were sent."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from msgspec.structs import replace

from infoint_tui.domain.basics.errors import InfointError, NotFoundError, RuleError, TemplateError
from infoint_tui.domain.basics.text import clean_line, clean_text
from infoint_tui.domain.follow_through.situation import Situation
from infoint_tui.domain.messages.checks import gaps
from infoint_tui.domain.messages.fields import FIELDS, facts
from infoint_tui.domain.messages.message import (
    BegunMessage,
    Message,
    Occasion,
    occasion,
    suggested_kind,
)
from infoint_tui.domain.vocabulary import MESSAGES, Intent, MessageKind
from infoint_tui.exchange.message_files import DraftText

if TYPE_CHECKING:
    from infoint_tui.domain.vocabulary import Channel
    from infoint_tui.exchange.message_files import Drafts, Templates
    from infoint_tui.services.context import UseCaseContext
    from infoint_tui.services.overview import Overview
    from infoint_tui.services.record_sent import RecordSent


class Messages:
    """What a person writes to others.

    Args:
        context: the settings and the time.
        overview: what is known about a contact.
        record_sent: records what a sent message settles.
        templates: the templates for drafts.
        drafts: where unfinished messages are kept.
    """

    def __init__(
        self,
        context: UseCaseContext,
        overview: Overview,
        record_sent: RecordSent,
        templates: Templates,
        drafts: Drafts,
    ) -> None:
        self._context = context
        self._overview = overview
        self._record_sent = record_sent
        self._templates = templates
        self._drafts = drafts

    # --- drafting ----------------------------------------------------------------------------

    def suggested_kind(self, contact_id: str) -> MessageKind:
        """Return the kind of message that settles what is owed next, or else the usual next kind.

        Raises:
            NotFoundError: the contact is gone.
        """
        return suggested_kind(self._situation(contact_id))

    def draft(
        self,
        contact_id: str,
        kind: MessageKind | None = None,
        *,
        about: str = "",
        intent: Intent | None = None,
        fresh: bool = False,
    ) -> Message:
        """Return a message: the draft that was kept, or a new one based on the records.

        Args:
            contact_id: the contact.
            kind: the kind of message; None takes the suggested one.
            about: the id of the interview or follow-up it is owed for; "" takes the first that
                fits.
            intent: what the interview is for; None takes the interview's own.
            fresh: ignore the draft that was kept. The days in a kept draft follow the calendar,
                in the sentences that were not changed.

        Raises:
            NotFoundError: the contact is gone.
            TemplateError: the user's own template cannot be used.
            InfointError: the draft cannot be read.
        """
        situation = self._situation(contact_id)
        on = occasion(
            situation, kind or suggested_kind(situation, about), about=about, intent=intent
        )
        kept = None if fresh else self._drafts.read(contact_id, _name(on))
        if kept and _was_sent(situation, kept.body):
            kept = None
        subject, body = self._brought_up_to_now(on, kept) if kept else self._filled(on)
        contact = situation.dossier.contact
        ways = contact.phones if on.kind == "phone" else contact.emails
        return Message(on, next(iter(ways), ""), subject, body)

    def keep(self, message: Message) -> bool:
        """Keep a message that is being written; call this about every two seconds.

        A message that has not been edited is not kept.

        Returns:
            Whether it was kept.

        Raises:
            InfointError: the draft cannot be written.
        """
        on = message.occasion
        text = clean_line(message.subject), clean_text(message.body)
        filled = None
        with suppress(TemplateError):  # the template may have become invalid since
            filled = self._filled(on)
        if text == filled:
            self._drafts.drop(_contact_id(on), _name(on))
        else:
            self._drafts.keep(_contact_id(on), _name(on), DraftText(*text, on.situation.today))
        return text != filled

    def begun(self, contact_id: str) -> tuple[BegunMessage, ...]:
        """Return the messages to a contact that were begun and not sent, the latest first.

        A draft that cannot be read says so once it is opened.

        Raises:
            NotFoundError: the contact is gone.
        """
        situation = self._situation(contact_id)
        dossier = situation.dossier
        records = ("", *(each.id for each in (*dossier.follow_ups, *dossier.interviews)))
        found = []
        for kind, intent, about in product(MESSAGES, get_args(Intent), records):
            kept = None
            with suppress(InfointError):
                kept = self._drafts.read(contact_id, _named(kind, intent, about))
            if kept and not _was_sent(situation, kept.body):
                on = occasion(situation, kind, about=about, intent=intent)
                if on.key == about:  # otherwise, what it is about has changed since
                    found.append(BegunMessage(kind, intent, about, kept.day))
        return tuple(sorted(found, key=lambda each: each.day or date.min, reverse=True))

    def mailto(self, message: Message) -> str:
        """Return the mailto address that opens a message in a mail program.

        Raises:
            RuleError: the message is for a phone call, or a blank is left in it.
        """
        from infoint_tui.exchange.mailto import mailto

        if message.kind == "phone":
            raise RuleError("An opener is for the phone, not for email.", "Email the ask instead.")
        left = gaps(message)
        if left:
            raise RuleError(f"There is a blank to fill: {left[0]}.", "Fill it in or remove it.")
        giver = message.occasion.situation.dossier.introducer
        hidden = giver.emails[:1] if giver and message.kind == "introduced" else ()
        return mailto(message.to, message.subject, message.body, "".join(hidden))

    def write_templates(self) -> tuple[Path, ...]:
        """Copy the built-in templates for the user to change; return the files that are new.

        Raises:
            InfointError: the templates cannot be written.
        """
        return self._templates.write(MESSAGES, FIELDS)

    # --- sending -----------------------------------------------------------------------------

    def sent(self, message: Message, channel: Channel | None = None) -> str:
        """Note that a message was sent: log it and set the dates.

        This is one change that a single undo reverts.

        Args:
            message: the message as it was sent.
            channel: how it was sent; None takes the channel its kind implies, if any.

        Returns:
            What was done, in words: "Asked Ana Ruiz".

        Raises:
            RuleError: the step does not fit what has happened so far, or the channel the message.
        """
        if message.kind == "phone" and channel not in (None, "call"):
            raise RuleError("An opener is for the phone only.", "Log it as an ask instead.")
        with suppress(InfointError):
            self.keep(message)  # needed after an undo: text that is in the timeline is not a draft
        return self._record_sent.settle(message, channel)

    # --- parts -------------------------------------------------------------------------------

    def _filled(self, on: Occasion) -> tuple[str, str]:
        return self._templates.read(on.kind, FIELDS).fill(facts(on))

    def _brought_up_to_now(self, on: Occasion, kept: DraftText) -> tuple[str, str]:
        """Return a kept draft with the days of today, in the sentences that were not changed."""
        text = kept.subject, kept.body
        now = on.situation
        if kept.day in (None, now.today):
            return text
        then = replace(now, now=now.now - (now.today - kept.day))
        template = self._templates.read(on.kind, FIELDS)
        return template.brought_up_to(facts(on), text, facts(replace(on, situation=then)))

    def _situation(self, contact_id: str) -> Situation:
        dossier = self._overview.dossier(contact_id)
        if dossier is None:
            raise NotFoundError("That contact no longer exists.")
        context = self._context
        return Situation(dossier, context.settings, context.clock.now(), context.clock.zone)


def _contact_id(on: Occasion) -> str:
    return on.situation.dossier.contact.id


def _was_sent(situation: Situation, body: str) -> bool:
    """Return whether a message is in the timeline."""
    words = body.strip()
    texts = (touch.text for touch in situation.dossier.touches)
    return bool(words) and any(text == words or text.endswith(f":\n{words}") for text in texts)


def _name(on: Occasion) -> str:
    """Return the name a draft is kept under; a different intent makes it a different message."""
    return _named(on.kind, on.intent, on.key)


def _named(kind: MessageKind, intent: Intent, about: str) -> str:
    return f"{kind} {intent} {about}"
