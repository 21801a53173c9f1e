"""Interviews: confirming, meeting and thanking, after a time was agreed.

Each step writes what happened and adds it to the timeline, in one change that one undo takes back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from infoint_tui.domain.contact import Contact
from infoint_tui.domain.dossier import Dossier
from infoint_tui.domain.errors import InvalidInputError, RuleError
from infoint_tui.domain.interview import Debrief, Ended, Interview
from infoint_tui.domain.touch import Channel, Touch
from infoint_tui.services.desk import existing, worded
from infoint_tui.services.editing import Look, saver
from infoint_tui.services.scheduling import Scheduling

if TYPE_CHECKING:
    from infoint_tui.store.repository import Transaction

ENDED_WORDS: dict[Ended, str] = {
    "declined": "declined",
    "cancelled": "talk cancelled",
    "no_show": "did not show up",
    "no_reply": "no reply, let go",
}


class Interviews(Scheduling):
    """What a person does on the way to a talk and after it."""

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

        What was learned goes to a talk held already where `Dossier.noted_talk` knows one.

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
            RuleError: no talk is agreed; or they did not show up at one that is still to come.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            talk = self._agreed(contact, dossier)
            if ended == "no_show" and talk.day and not talk.began(self._desk.clock.now()):
                raise RuleError(
                    f"The talk with {contact.name} is on {self._desk.in_words(talk.day)}, "
                    "still to come.",
                    "Cancel it, or wait until then.",
                )
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
        return self._edit(interview_id, label, changes)

    def saver(self, shown: Interview, label: str) -> Callable[[Mapping[str, Any]], Interview]:
        """Return what saves a form that shows a talk, minding what others changed since.

        It raises as `edit` does, and a ConflictError as `editing.saver` says.
        """
        return saver(shown, partial(self._edit, shown.id, label))

    def _edit(
        self,
        interview_id: str,
        label: str,
        changes: Mapping[str, Any],
        look: Look[Interview] = lambda _: None,
    ) -> Interview:
        def change(tx: Transaction) -> Interview:
            talk = existing(tx, Interview, interview_id)
            look(talk)
            return tx.put(talk.but(**changes))

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
