"""Interviews: asking, scheduling, meeting and thanking.

Each step writes what happened and adds it to the timeline, in one change that one undo takes back.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from infoint_tui.domain.calendar import When, at_zone, describe
from infoint_tui.domain.contact import Contact
from infoint_tui.domain.dossier import Dossier
from infoint_tui.domain.errors import InvalidInputError, RuleError
from infoint_tui.domain.follow_up import FollowUp
from infoint_tui.domain.interview import Debrief, Ended, Interview
from infoint_tui.domain.text import clean_line
from infoint_tui.domain.touch import Channel, Touch
from infoint_tui.services.desk import existing, worded
from infoint_tui.services.talk_steps import TalkSteps

if TYPE_CHECKING:
    from infoint_tui.store.repository import Transaction

ENDED_WORDS: dict[Ended, str] = {
    "declined": "declined",
    "cancelled": "talk cancelled",
    "no_show": "did not show up",
    "no_reply": "no reply, let go",
}


class Interviews(TalkSteps):
    """What a person does on the way to a talk and after it."""

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
            return tx.put((talk or self._new(contact)).but(requested_on=day, **details))

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

    def referred(self, contact_id: str, name: str, organization: str = "") -> Contact:
        """Note that the contact said no but named somebody else, who can now be asked.

        The contact stays in play: they are owed word of what came of the introduction.

        Raises:
            RuleError: no request waits for an answer.
            InvalidInputError: the name is blank.
        """
        if not clean_line(name):
            raise InvalidInputError("A contact needs a name.", "Say whom they named.")
        today = self._desk.today
        new = Contact(
            id=self._desk.new_id(),
            name=name,
            organization=organization,
            introduced_by=contact_id,
            standing="shortlisted",
        )

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Contact:
            talk = self._awaiting(contact, dossier)
            words = f"said no, named {new.name}"
            self._log(tx, contact, "introduction", words, today, direction="in")
            tx.put(talk.but(ended="declined", ended_on=today))
            named = FollowUp(
                id=self._desk.new_id(), contact_id=contact_id, text=new.name, noted_on=today
            )
            tx.put(named.but(kind="introduction", led_to=new.id))
            return tx.put(new)

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

    def schedule(
        self, contact_id: str, day: date, time: Any, zone: str | None = None, **details: Any
    ) -> Interview:
        """Plan the open request, move a planned talk, or make a new one.

        A new one after a talk that fell through takes over how that was prepared. One entered
        afterwards counts as agreed on its own day.

        Args:
            contact_id: with whom.
            day: the day in the talk's zone.
            time: a `datetime.time` in the talk's zone.
            zone: the talk's zone, by IANA name; the user's own if left out.
            details: other fields of `Interview`: minutes, format, place, i_pay, intent, ...

        Raises:
            DateError: that local time does not exist.
        """
        where = zone or self._desk.clock.zone
        start = at_zone(day, time, where)
        words = describe(When(day, time), self._desk.today).split(" - ")[0]

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            talk = dossier.open_talk() or self._again(contact, dossier)
            moved = talk.start is not None and talk.start != start
            planned = talk.but(
                start=start,
                zone=where,
                agreed_on=talk.agreed_on or min(self._desk.today, day),
                confirmed_on=None if moved else talk.confirmed_on,
                begun_at=None if moved else talk.begun_at,
                snoozed_until=talk.snoozed_until if talk.start == start else None,
                **details,
            )
            if talk.start != start:
                verb = "moved to" if moved else "agreed:"
                self._log(tx, contact, "message", f"{verb} {words}", self._desk.today)
            return tx.put(planned)

        return self._run("schedule {}", contact_id, step)

    def confirm(
        self, contact_id: str, channel: Channel | None = None, words: str = ""
    ) -> Interview:
        """Note that the talk was confirmed, how, and in what words.

        Raises:
            RuleError: no talk is agreed.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            talk = self._agreed(contact, dossier)
            today, said = self._desk.today, worded("confirmed the talk", words)
            self._log(tx, contact, "message", said, today, channel=channel)
            return tx.put(talk.but(confirmed_on=today))

        return self._run("confirm with {}", contact_id, step)

    def met(self, contact_id: str, on: date | None = None, learned: str = "") -> Interview:
        """Note that the talk was held: the planned one, or one that was never planned.

        Args:
            contact_id: with whom.
            on: the day; else the planned talk's own day if that has come, else today.
            learned: one thing the user learned; starts the debrief, or adds to it.

        Raises:
            InvalidInputError: the day is still to come.
            RuleError: that talk is noted already, and nothing was learned to add to it.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            return self._hold(tx, contact, dossier, on, learned)

        return self._run("talk with {} held", contact_id, step)

    def fell_through(self, contact_id: str, ended: Ended) -> Interview:
        """Note that an agreed talk did not take place: cancelled, or a no-show.

        Raises:
            RuleError: no talk is agreed.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            talk = self._agreed(contact, dossier)
            self._log(tx, contact, "other", ENDED_WORDS[ended], self._desk.today, direction="in")
            return tx.put(talk.but(ended=ended, ended_on=self._desk.today))

        return self._run(f"{{}}: {ENDED_WORDS[ended]}", contact_id, step)

    def thank(
        self,
        contact_id: str,
        by: Channel | None = None,
        on: date | None = None,
        words: str = "",
    ) -> Interview | None:
        """Note that the thank-you was sent, for the oldest held talk that waits for one.

        A talk whose time has passed counts as held. With nothing to thank for, the thank-you is
        logged all the same.

        Args:
            contact_id: whom.
            by: the channel; else the one used last, else email.
            on: the day; else today.
            words: what was written.

        Returns:
            The talk it settled, or None when there was none.

        Raises:
            InvalidInputError: the day is still to come, or before the talk.
        """
        day = self._desk.not_in_future(on)
        channel = by or self.last_channel()

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview | None:
            self._log(tx, contact, "thank_you", words, day, channel=channel)
            talk = dossier.unthanked()
            if talk is None:
                past = dossier.open_talk()
                if past is None or not past.awaits_outcome(self._desk.clock.now()):
                    return None
                talk = self._held(tx, contact, past, None, "")
            if talk.held_on is not None and day < talk.held_on:
                held, thanked = self._desk.in_words(talk.held_on), self._desk.in_words(day)
                raise InvalidInputError(
                    f"The talk was on {held}, after {thanked}.", "Thank them after it."
                )
            return tx.put(talk.but(thanked_on=day, thanked_by=channel, snoozed_until=None))

        return self._run("thank {}", contact_id, step, into=False)

    def last_channel(self) -> Channel:
        """The channel the latest thank-you went by; email before the first."""
        sent = [
            touch
            for touch in self._desk.repository.all(Touch)
            if touch.kind == "thank_you" and touch.channel is not None
        ]
        latest = max(sent, key=lambda touch: touch.at, default=None)
        return (latest.channel if latest else None) or "email"

    def edit(self, interview_id: str, label: str, **changes: Any) -> Interview:
        """Change fields of a talk (outcome, belief, research, place, minutes, result, ...)."""

        def change(tx: Transaction) -> Interview:
            return tx.put(existing(tx, Interview, interview_id).but(**changes))

        return self._desk.repository.transact(label, change).value

    def write_debrief(self, interview_id: str, debrief: Debrief) -> Interview:
        """Keep what the user made of a talk."""
        return self.edit(interview_id, "write the debrief", debrief=debrief)

    def snooze(self, interview_id: str, until: date) -> Interview:
        """Snooze what a talk owes until a day."""
        return self.edit(
            interview_id, f"snooze until {self._desk.in_words(until)}", snoozed_until=until
        )

    def take_back(self, contact_id: str) -> Interview | None:
        """Take back the latest step's dates on the contact's talk; the timeline stays.

        Thanked becomes not thanked, held becomes agreed, agreed becomes asked, asked becomes
        not asked.

        Raises:
            RuleError: there is no step to take back.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview | None:
            talk = dossier.open_talk() or max(
                (talk for talk in dossier.interviews if talk.held_on),
                key=lambda talk: (talk.held_on, talk.id),
                default=None,
            )
            if talk is None:
                raise RuleError(f"Nothing to take back for {contact.name}.")
            earlier = _before(talk)
            if earlier is None:
                tx.remove(talk)
                return None
            return tx.put(earlier.but(snoozed_until=None))

        return self._run("take back a step with {}", contact_id, step, into=False)


def _before(talk: Interview) -> Interview | None:
    """The talk as it stood a step earlier; None when nothing at all is left of it."""
    if talk.thanked_on is not None:
        return talk.but(thanked_on=None, thanked_by=None)
    if talk.held_on is not None:
        return talk.but(held_on=None)
    if talk.is_agreed and talk.requested_on is not None:
        return talk.but(start=None, agreed_on=None, confirmed_on=None)
    if not (talk.plan or talk.notes):
        return None
    return talk.but(
        start=None, agreed_on=None, confirmed_on=None, requested_on=None, nudged_on=None
    )
