"""The meeting: taking notes while a talk goes on, or rehearsing it with nothing kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from infoint_tui.domain import meeting as rules
from infoint_tui.domain.contact import Contact
from infoint_tui.domain.interview import Interview, NoteKind, TimedNote
from infoint_tui.domain.question import PlannedQuestion, State
from infoint_tui.services.desk import Desk, existing, into_play

if TYPE_CHECKING:
    from infoint_tui.domain.clock import Clock
    from infoint_tui.store.repository import Transaction

Edit = Callable[[Interview], Interview]
Keep = Callable[[Edit], Interview]
"""Applies an edit to the talk and returns it as it is kept now."""


class Meeting:
    """A talk that goes on. Every step is kept, where it is kept at all, before it returns.

    Args:
        contact: whom it is with.
        talk: the talk, as it is kept.
        begin: begins it; that is kept along with the first step, so that a look changes nothing.
        keep: where its steps are kept: in the file, or in memory for a rehearsal.
        clock: stamps the notes.
        is_rehearsal: nothing is saved.

    Raises:
        RuleError: it was held already, or did not take place.
    """

    def __init__(
        self,
        contact: Contact,
        talk: Interview,
        begin: Edit,
        keep: Keep,
        clock: Clock,
        *,
        is_rehearsal: bool,
    ) -> None:
        self.contact = contact
        self.talk = begin(talk)
        """As of the last step: its plan, its notes, the note being typed."""
        self.has_begun = talk.begun_at is not None
        """A step was taken, now or before: there is a talk to debrief."""
        self.is_rehearsal = is_rehearsal
        self._begin: Edit | None = begin
        self._keep = keep
        self._clock = clock

    @property
    def question(self) -> PlannedQuestion | None:
        """The question to ask now; None when all were asked or skipped."""
        return rules.current(self.talk.plan)

    @property
    def following(self) -> PlannedQuestion | None:
        """The question that comes after it."""
        return rules.following(self.talk.plan)

    @property
    def previous(self) -> PlannedQuestion | None:
        """The question before it, which was asked or skipped."""
        return rules.previous(self.talk.plan)

    @property
    def is_short(self) -> bool:
        """Whether little time is left, or none."""
        return self.minutes_left <= rules.QUIET_MINUTES

    @property
    def minutes_left(self) -> int:
        """The minutes left; negative when the time agreed is over."""
        return rules.minutes_left(*self._time())

    @property
    def remaining(self) -> str:
        """The time left in words."""
        return rules.remaining(*self._time())

    def note(self, text: str, kind: NoteKind = "note") -> TimedNote:
        """Take a note, stamped with the time and the question; it ends what was being typed.

        Raises:
            InvalidInputError: there are no words.
        """
        now = self._clock.now()
        self._do(lambda talk: rules.noted(talk, kind, text, now))
        return self.talk.notes[-1]

    def typing(self, text: str) -> None:
        """Keep the note being typed, for a start after a crash. Call it every two seconds or so."""
        kept = self._keep(lambda talk: talk.but(unfinished_note=text))
        self.talk = kept.but(begun_at=self.talk.begun_at)  # it takes a step to begin

    def correct(self, note: TimedNote, text: str) -> None:
        """Change the words of a note; without words it is taken out.

        Raises:
            ConflictError: the note is not there any more.
        """
        self._do(lambda talk: rules.corrected(talk, note, text))

    def mark(self, question: PlannedQuestion, state: State) -> None:
        """Mark a question as asked or skipped, or as still to be asked.

        Raises:
            ConflictError: the question is not in the plan any more.
        """
        self._do(lambda talk: rules.marked(talk, question, state))

    def answer(self, question: PlannedQuestion, text: str) -> None:
        """Write down the answer to a question, which is then asked.

        Raises:
            ConflictError: the question is not in the plan any more.
        """
        self._do(lambda talk: rules.answered(talk, question, text))

    def move(self, question: PlannedQuestion, by: int) -> None:
        """Move a question up (negative) or down in the plan.

        Raises:
            ConflictError: the question is not in the plan any more.
        """
        self._do(lambda talk: rules.shifted(talk, question, by))

    def postpone(self) -> None:
        """Ask the question that comes after the current one first; without one nothing changes."""
        question, after = self.question, self.following
        if question is not None and after is not None:
            plan = self.talk.plan
            self.move(question, plan.index(after) - plan.index(question))

    def add_own(self, text: str) -> None:
        """Add a question that came up, to be asked after the current one, in this plan only.

        Raises:
            InvalidInputError: there are no words.
        """
        self._do(lambda talk: rules.with_own(talk, text))

    def leave(self) -> None:
        """Take no more notes; if there is a talk to debrief, that is next."""
        now = self._clock.now()
        if self.has_begun:
            self.talk = self._keep(lambda talk: talk.but(left_at=now))

    def _do(self, edit: Edit) -> None:
        begin = self._begin
        self.talk = self._keep(lambda talk: edit(begin(talk) if begin else talk))
        self._begin, self.has_begun = None, True

    def _time(self) -> tuple[int, datetime, datetime]:
        now = self._clock.now()
        return self.talk.minutes, self.talk.begun_at or now, now


class Meetings:
    """Beginning a talk that was prepared."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def begin(self, interview_id: str) -> Meeting:
        """Begin a talk, or go on with it after an interruption; talking to somebody shortlists.

        Nothing is kept before its first step, and nothing is marked as held by it. All steps of
        one meeting are one step of the history.

        Raises:
            NotFoundError: the talk is gone.
            RuleError: it was held already, or did not take place.
        """
        talk, contact = self._talk(interview_id)
        label = f"notes of the talk with {contact.name}"

        def keep(edit: Edit) -> Interview:
            def change(tx: Transaction) -> Interview:
                talk = edit(existing(tx, Interview, interview_id))
                into_play(tx, existing(tx, Contact, talk.contact_id))
                return tx.put(talk)

            key = f"meeting {interview_id}"
            return self._desk.repository.transact(label, change, coalesce=key).value

        return self._begun(contact, talk, keep, is_rehearsal=False)

    def rehearse(self, interview_id: str) -> Meeting:
        """Go through a talk with nothing kept.

        Raises:
            NotFoundError: the talk is gone.
            RuleError: it was held already, or did not take place.
        """
        talk, contact = self._talk(interview_id)

        def keep(edit: Edit) -> Interview:
            nonlocal talk
            talk = edit(talk)
            return talk

        return self._begun(contact, talk, keep, is_rehearsal=True)

    def _begun(
        self, contact: Contact, talk: Interview, keep: Keep, *, is_rehearsal: bool
    ) -> Meeting:
        clock, today = self._desk.clock, self._desk.today
        now = clock.now()

        def begin(talk: Interview) -> Interview:
            return rules.begun(talk, now, today)

        return Meeting(contact, talk, begin, keep, clock, is_rehearsal=is_rehearsal)

    def _talk(self, interview_id: str) -> tuple[Interview, Contact]:
        talk = existing(self._desk.repository, Interview, interview_id)
        return talk, existing(self._desk.repository, Contact, talk.contact_id)
