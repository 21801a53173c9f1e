"""Requests: ask for an interview and note the answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from infoint_tui.domain.basics.errors import RuleError
from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.vocabulary import Channel, Ended
from infoint_tui.services.context import UseCaseContext, worded
from infoint_tui.services.interviews.steps import ASKED, NUDGED, SAID_YES, InterviewSteps
from infoint_tui.services.introductions import IntroductionsFrom, NotedIntroduction

if TYPE_CHECKING:
    from infoint_tui.domain.people.introductions import SuggestedPerson
    from infoint_tui.store.repository import Transaction


class Requests:
    """What a person does between asking someone and getting an answer."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context
        self._steps = InterviewSteps(context)

    def ask(
        self,
        contact_id: str,
        on: date | None = None,
        channel: Channel | None = None,
        *,
        words: str = "",
        **details: Any,
    ) -> Interview:
        """Note that the contact was asked for an interview.

        If their last interview fell through, the new one takes over its preparation.

        Args:
            contact_id: the contact.
            on: the day; None means today.
            channel: how they were asked.
            words: what was written or said.
            details: other fields of `Interview` that the request determines, such as its intent.

        Raises:
            RuleError: they were already asked, or an interview is agreed; the message names the
                day.
            InvalidInputError: the day is in the future.
        """
        day = self._context.not_in_future(on)

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            interview = dossier.open_interview()
            if (
                interview is not None
                and interview.requested_on is not None
                and not interview.is_agreed
            ):
                asked = self._context.in_words(interview.requested_on)
                raise RuleError(
                    f"You already asked {contact.name}, on {asked}.",
                    "Nudge them, or first say how it ended.",
                )
            if interview is not None and interview.is_agreed:
                raise RuleError(
                    f"A time with {contact.name} is already set"
                    f"{', for ' + self._context.in_words(interview.day) if interview.day else ''}."
                )
            asked_for = interview or self._steps.again(contact, dossier)
            said = worded(ASKED, words)
            self._steps.log(tx, asked_for, "message", said, day, channel=channel)
            return tx.put(asked_for.but(requested_on=day, **details))

        return self._steps.run("ask {}", contact_id, step)

    def nudge(self, contact_id: str, channel: Channel | None = None, words: str = "") -> Interview:
        """Note that the contact was reminded of the request: by which channel, and in what words.

        Raises:
            RuleError: no request is waiting for an answer.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            interview = self._steps.awaiting(contact, dossier)
            today = self._context.today
            self._steps.log(tx, interview, "message", worded(NUDGED, words), today, channel=channel)
            return tx.put(interview.but(nudged_on=today, snoozed_until=None))

        return self._steps.run("nudge {}", contact_id, step)

    def decline(
        self, contact_id: str, until: date | None = None, why: str = "declined"
    ) -> Interview:
        """Note that the contact said no, and set them aside (until a day, if they said "later").

        If an interview was already agreed, this calls it off.

        Raises:
            RuleError: no request is waiting for an answer, and no interview is agreed.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            agreed = dossier.open_interview()
            is_agreed = agreed is not None and agreed.is_agreed
            interview = (
                self._steps.agreed(contact, dossier)
                if is_agreed
                else self._steps.awaiting(contact, dossier)
            )
            words = f"not until {self._context.in_words(until)}" if until else "said no"
            self._steps.log(tx, interview, "message", words, self._context.today, direction="in")
            tx.put(contact.but(standing="set_aside", aside_why=why, aside_until=until))
            ended: Ended = "cancelled" if is_agreed else "declined"
            return tx.put(interview.but(ended=ended, ended_on=self._context.today))

        return self._steps.run("{} said no", contact_id, step, into=False)

    def referred(self, contact_id: str, person: SuggestedPerson) -> NotedIntroduction:
        """Note that the contact said no but suggested someone else, who can now be asked.

        The contact stays on the board: they should hear what the introduction led to.

        Raises:
            RuleError: no request is waiting for an answer.
            InvalidInputError: the suggested person is the contact.
        """
        today = self._context.today

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> NotedIntroduction:
            interview = self._steps.awaiting(contact, dossier)
            self._steps.log(tx, interview, "message", "said no", today, direction="in")
            tx.put(interview.but(ended="declined", ended_on=today))
            return IntroductionsFrom(self._context, tx, contact, today).note(person)

        return self._steps.run("{} suggested someone else", contact_id, step)

    def let_go(self, contact_id: str) -> Interview:
        """Close a request that nobody answered, and set the contact aside.

        Raises:
            RuleError: no request is waiting for an answer.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            interview = self._steps.awaiting(contact, dossier)
            tx.put(contact.but(standing="set_aside", aside_why="no reply", aside_until=None))
            return tx.put(interview.but(ended="no_reply", ended_on=self._context.today))

        return self._steps.run("stop waiting for {}", contact_id, step, into=False)

    def agree(self, contact_id: str) -> Interview:
        """Note that the contact said yes, but no time is set yet.

        Raises:
            RuleError: no request is waiting for an answer.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            interview = self._steps.awaiting(contact, dossier)
            self._steps.log(tx, interview, "message", SAID_YES, self._context.today, direction="in")
            return tx.put(interview.but(agreed_on=self._context.today, snoozed_until=None))

        return self._steps.run("{} said yes", contact_id, step)
