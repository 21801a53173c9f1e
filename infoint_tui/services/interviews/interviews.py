"""Interviews: confirm, meet and thank, once a time has been agreed on.

Each step records what happened and adds it to the timeline, as one change that a single undo
reverts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from infoint_tui.domain.basics.errors import InvalidInputError, RuleError
from infoint_tui.domain.conversation.live_notes import answered, corrected
from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Debrief, Interview, TimedNote
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.records.record import Record
from infoint_tui.domain.records.touch import Touch
from infoint_tui.domain.vocabulary import ENDED_WORDS, Channel, Ended, TouchKind
from infoint_tui.services.context import UseCaseContext, checked, drop, existing, worded
from infoint_tui.services.editing import ConflictCheck, saver
from infoint_tui.services.interviews.steps import (
    CONFIRMED,
    DATED_ENTRIES,
    InterviewSteps,
    check_days,
)
from infoint_tui.services.introductions import check_introducer

if TYPE_CHECKING:
    from infoint_tui.store.repository import Transaction


class Interviews:
    """What a person does before an interview and after it."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context
        self._steps = InterviewSteps(context)

    def confirm(
        self, contact_id: str, channel: Channel | None = None, words: str = ""
    ) -> Interview:
        """Note that the interview was confirmed: by which channel, and in what words.

        Raises:
            RuleError: no interview is agreed.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            interview = self._steps.agreed(contact, dossier)
            today, said = self._context.today, worded(CONFIRMED, words)
            self._steps.log(tx, interview, "message", said, today, channel=channel)
            return tx.put(interview.but(confirmed_on=today))

        return self._steps.run("confirm with {}", contact_id, step)

    def met(self, contact_id: str, on: date | None = None, learned: str = "") -> Interview:
        """Note that an interview was held, whether or not it was planned.

        If `Dossier.noted_interview` finds an interview that was already held, what was learned is
        added to that one.

        Args:
            contact_id: the contact.
            on: the day; None means the planned interview's day if that has come, or else today.
            learned: one thing the user learned; it starts the debrief or is added to it.

        Raises:
            InvalidInputError: the day is in the future.
            RuleError: that interview is already noted, and `learned` is blank.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            return self._steps.hold(tx, contact, dossier, on, learned)

        return self._steps.run("talk with {}", contact_id, step)

    def fell_through(self, contact_id: str, ended: Ended) -> Interview:
        """Note that an agreed interview did not take place: it was called off or was a no-show.

        Raises:
            RuleError: no interview is agreed, or a no-show is noted before the interview's start.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            interview = self._steps.agreed(contact, dossier)
            if (
                ended == "no_show"
                and interview.day
                and not interview.began(self._context.clock.now())
            ):
                raise RuleError(
                    f"You're set to talk with {contact.name} on"
                    f" {self._context.in_words(interview.day)}.",
                    "Call it off, or wait until then.",
                )
            self._steps.log(
                tx, interview, "other", ENDED_WORDS[ended], self._context.today, direction="in"
            )
            return tx.put(interview.but(ended=ended, ended_on=self._context.today))

        return self._steps.run(f"{{}}: {ENDED_WORDS[ended]}", contact_id, step)

    def thank(
        self,
        contact_id: str,
        by: Channel | None = None,
        on: date | None = None,
        words: str = "",
    ) -> Interview | None:
        """Note that a thank-you was sent for the oldest interview that still needs one.

        An interview whose time has passed counts as held. Even if no interview needs a thank-you,
        it is still logged.

        Args:
            contact_id: the contact.
            by: the channel; None means the last one used with this contact, or else email.
            on: the day; None means today.
            words: what was written.

        Returns:
            The interview that was thanked for, or None if there was none.

        Raises:
            InvalidInputError: the day is in the future, or before the interview.
        """
        day = self._context.not_in_future(on)
        channel = by or self.last_channel(contact_id)

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview | None:
            interview = dossier.unthanked()
            if interview is None:
                past = dossier.open_interview()
                if past is not None and past.awaits_outcome(self._context.clock.now()):
                    interview = self._steps.held(tx, past, None, "")
            tx.put(
                self._context.touch(
                    contact.id,
                    "thank_you",
                    words,
                    day,
                    channel=channel,
                    about=interview.id if interview else None,
                )
            )
            if interview is None:
                return None
            if interview.held_on is not None and day < interview.held_on:
                held, thanked = (
                    self._context.in_words(interview.held_on),
                    self._context.in_words(day),
                )
                raise InvalidInputError(
                    f"You talked on {held}; {thanked} is too early.", "Give a later day."
                )
            return tx.put(interview.but(thanked_on=day, thanked_by=channel, snoozed_until=None))

        return self._steps.run("thank {}", contact_id, step, into=False)

    def last_channel(self, contact_id: str) -> Channel:
        """Return the channel last used with this contact, or else email.

        How a conversation was held does not count: it says nothing about a thank-you.
        """
        used = (
            (touch.on, touch.at, touch.channel or _IMPLIED.get(touch.kind))
            for touch in self._context.repository.by(Touch, "contact_id")[contact_id]
            if touch.kind != "meeting"
        )
        last = max((each for each in used if each[2]), key=lambda each: each[:2], default=None)
        return (last and last[2]) or "email"

    def edit(self, interview_id: str, label: str, **changes: Any) -> Interview:
        """Change fields of an interview (outcome, belief, research, place, minutes, result ...).

        If it was held, thanked for, asked for, nudged or confirmed on another day than noted, the
        entry in the timeline moves to that day too.

        Raises:
            InvalidInputError: a day is in the future, or a value is not valid for its field.
            NotFoundError: the interview is gone.
        """
        return self._edit(interview_id, label, changes)

    def saver(self, shown: Interview, label: str) -> Callable[[Mapping[str, Any]], Interview]:
        """Return a function that saves the form for the interview `shown`.

        It detects changes made elsewhere in the meantime. It raises what `edit` raises, and a
        ConflictError as described in `editing.saver`.
        """
        return saver(shown, partial(self._edit, shown.id, label))

    def _edit(
        self,
        interview_id: str,
        label: str,
        changes: Mapping[str, Any],
        look: ConflictCheck[Interview] = lambda _: None,
    ) -> Interview:
        for key in DATED_ENTRIES.keys() & changes.keys():
            self._context.not_in_future(changes[key])

        def change(tx: Transaction) -> Interview:
            interview = existing(tx, Interview, interview_id)
            look(interview)
            edited = checked(lambda: interview.but(**changes))
            check_days(self._context, edited, changes)
            self._steps.redate(tx, interview, edited)
            saved = tx.put(edited)
            check_introducer(tx, interview.contact_id)
            return saved

        return self._context.repository.transact(label, change).value

    def answer(self, interview_id: str, question: PlannedQuestion, text: str) -> Interview:
        """Correct the answer to a question; a blank text removes it.

        Raises:
            ConflictError: the question is no longer in the plan.
            NotFoundError: the interview is gone.
        """
        return self._rewrite(
            interview_id, "correct an answer", lambda held: answered(held, question, text)
        )

    def correct_note(self, interview_id: str, note: TimedNote, text: str) -> Interview:
        """Correct a note taken during an interview; a blank text removes it.

        Raises:
            ConflictError: the note is no longer there.
            NotFoundError: the interview is gone.
        """
        return self._rewrite(
            interview_id, "correct a note", lambda held: corrected(held, note, text)
        )

    def _rewrite(
        self, interview_id: str, label: str, rewrite: Callable[[Interview], Interview]
    ) -> Interview:
        def change(tx: Transaction) -> Interview:
            return tx.put(rewrite(existing(tx, Interview, interview_id)))

        return self._context.repository.transact(label, change).value

    def remove(self, interview_id: str) -> tuple[Record, ...]:
        """Remove an interview that was noted by mistake, with everything that came with it.

        That is its entries in the timeline, its follow-ups, and people who came into the file with
        a name suggested in it, unless something else is known about them.

        Returns:
            The records that went along.

        Raises:
            NotFoundError: the interview is gone.
        """

        def change(tx: Transaction) -> tuple[Record, ...]:
            interview = existing(tx, Interview, interview_id)
            return self._steps.remove(tx, interview)

        interview = existing(self._context.repository, Interview, interview_id)
        label = f"remove a conversation with {self._context.who([interview.contact_id])}"
        return self._context.repository.transact(label, change).value

    def what_goes_along(self, interview_id: str) -> tuple[Record, ...]:
        """Return what `remove` would remove with an interview, without doing it.

        Raises:
            NotFoundError: the interview is gone.
        """
        interview = existing(self._context.repository, Interview, interview_id)
        return self._context.repository.rehearse(lambda tx: self._steps.remove(tx, interview))

    def write_debrief(self, interview_id: str, debrief: Debrief) -> Interview:
        """Save what the user wrote about an interview."""
        return self.edit(interview_id, "write it up", debrief=debrief)

    def snooze(self, interview_id: str, until: date) -> Interview:
        """Snooze what an interview owes until the given day."""
        return self.edit(
            interview_id, f"snooze until {self._context.in_words(until)}", snoozed_until=until
        )

    def take_back(self, contact_id: str) -> Interview | None:
        """Clear the dates set by the latest step of the contact's interview; the timeline stays.

        Thanked becomes not thanked, held becomes agreed, agreed becomes asked, asked becomes not
        asked.

        Raises:
            RuleError: there is no step to take back.
        """

        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview | None:
            interview = dossier.open_interview() or max(
                (interview for interview in dossier.interviews if interview.held_on),
                key=lambda interview: (interview.held_on, interview.id),
                default=None,
            )
            if interview is None:
                raise RuleError(f"Nothing to undo for {contact.name}.")
            earlier = _before(interview)
            if earlier is None:
                drop(tx, interview)
                return None
            return tx.put(earlier.but(snoozed_until=None))

        return self._steps.run("move {} back", contact_id, step, into=False)


_IMPLIED: dict[TouchKind, Channel] = {"email": "email", "call": "call"}
"""The channel of an entry that does not say one."""


def _before(interview: Interview) -> Interview | None:
    """Return the interview as it was one step earlier; None if nothing is left of it."""
    if interview.thanked_on is not None:
        return interview.but(thanked_on=None, thanked_by=None)
    if interview.held_on is not None:
        return interview.but(held_on=None)
    if interview.is_agreed and interview.requested_on is not None:
        return interview.but(start=None, agreed_on=None, confirmed_on=None)
    asked = interview.but(
        start=None, agreed_on=None, confirmed_on=None, requested_on=None, nudged_on=None
    )
    return asked if any(getattr(interview, field) for field in _TYPED) else None


_TYPED = (
    *("plan", "notes", "unfinished_note", "debrief", "unfinished_debrief"),
    *("outcome", "belief", "research", "about_me", "goal_id"),
)
"""The fields that hold what the user typed, which taking a step back never loses."""
