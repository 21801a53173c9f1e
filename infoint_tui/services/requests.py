"""Asking for a talk, and what was answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from infoint_tui.domain.contact import Contact
from infoint_tui.domain.dossier import Dossier
from infoint_tui.domain.errors import RuleError
from infoint_tui.domain.interview import Ended, Interview
from infoint_tui.domain.touch import Channel
from infoint_tui.services.desk import worded
from infoint_tui.services.naming import Named, Naming
from infoint_tui.services.talk_steps import TalkSteps

if TYPE_CHECKING:
    from infoint_tui.domain.naming import NamedPerson
    from infoint_tui.store.repository import Transaction


class Requests(TalkSteps):
    """What a person does from asking somebody to their answer."""

    def ask(
        self,
        contact_id: str,
        on: date | None = None,
        channel: Channel | None = None,
        *,
        words: str = "",
        **details: Any,
    ) -> Interview:
        """Note that the contact was asked for a talk.

        A new talk after one that fell through takes over how that was prepared.

        Args:
            contact_id: whom.
            on: the day; else today.
            channel: how.
            words: what was written or said.
            details: other fields of `Interview` that the request settles, such as its intent.

        Raises:
            RuleError: a request is open already, or a talk is agreed; the message names its day.
            InvalidInputError: the day is still to come.
        """
        day = self._desk.not_in_future(on)

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            talk = dossier.open_talk()
            if talk is not None and talk.requested_on is not None and not talk.is_agreed:
                asked = self._desk.in_words(talk.requested_on)
                raise RuleError(
                    f"{contact.name} was asked already, on {asked}.",
                    "Nudge them, or say how it ended first.",
                )
            if talk is not None and talk.is_agreed:
                raise RuleError(
                    f"A talk with {contact.name} is agreed already"
                    f"{', for ' + self._desk.in_words(talk.day) if talk.day else ''}."
                )
            said = worded("asked for a talk", words)
            self._log(tx, contact, "message", said, day, channel=channel)
            asked_for = talk or self._again(contact, dossier)
            return tx.put(asked_for.but(requested_on=day, **details))

        return self._run("ask {}", contact_id, step)

    def nudge(self, contact_id: str, channel: Channel | None = None, words: str = "") -> Interview:
        """Note that the contact was reminded of the request, how, and in what words.

        Raises:
            RuleError: no request waits for an answer.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            talk = self._awaiting(contact, dossier)
            today = self._desk.today
            self._log(tx, contact, "message", worded("nudged", words), today, channel=channel)
            return tx.put(talk.but(nudged_on=today, snoozed_until=None))

        return self._run("nudge {}", contact_id, step)

    def decline(self, contact_id: str, until: date | None = None, why: str = "declined") -> None:
        """Note that the contact said no, and set them aside (until a day, if they said "later").

        A talk that was agreed already is cancelled by it.

        Raises:
            RuleError: no request waits for an answer, and no talk is agreed.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            agreed = dossier.open_talk()
            is_agreed = agreed is not None and agreed.is_agreed
            talk = self._agreed(contact, dossier) if is_agreed else self._awaiting(contact, dossier)
            words = f"not now, until {self._desk.in_words(until)}" if until else "said no"
            self._log(tx, contact, "message", words, self._desk.today, direction="in")
            tx.put(contact.but(standing="set_aside", aside_why=why, aside_until=until))
            ended: Ended = "cancelled" if is_agreed else "declined"
            return tx.put(talk.but(ended=ended, ended_on=self._desk.today))

        self._run("note that {} declined", contact_id, step, into=False)

    def referred(self, contact_id: str, person: NamedPerson) -> Named:
        """Note that the contact said no but named somebody else, who can now be asked.

        The contact stays in play: they are owed word of what came of the introduction.

        Raises:
            RuleError: no request waits for an answer.
            InvalidInputError: they are said to have named themselves.
        """
        today = self._desk.today

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Named:
            talk = self._awaiting(contact, dossier)
            self._log(tx, contact, "message", "said no", today, direction="in")
            tx.put(talk.but(ended="declined", ended_on=today))
            return Naming(self._desk, tx, contact, today).note(person)

        return self._run("note that {} named somebody else", contact_id, step)

    def let_go(self, contact_id: str) -> None:
        """Close a request that nobody answered, and set the contact aside.

        Raises:
            RuleError: no request waits for an answer.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            talk = self._awaiting(contact, dossier)
            tx.put(contact.but(standing="set_aside", aside_why="no reply", aside_until=None))
            return tx.put(talk.but(ended="no_reply", ended_on=self._desk.today))

        self._run("let {} go", contact_id, step, into=False)

    def agree(self, contact_id: str) -> Interview:
        """Note that the contact said yes while the time is still open.

        Raises:
            RuleError: no request waits for an answer.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            talk = self._awaiting(contact, dossier)
            self._log(tx, contact, "message", "said yes", self._desk.today, direction="in")
            return tx.put(talk.but(agreed_on=self._desk.today, snoozed_until=None))

        return self._run("note that {} said yes", contact_id, step)
