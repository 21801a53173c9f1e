"""The meeting: taking notes while an interview goes on, or rehearsing it with nothing kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from infoint_tui.domain.conversation import live_notes as rules
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview, TimedNote
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.vocabulary import NoteKind, QuestionState
from infoint_tui.services.context import UseCaseContext, existing, into_play

if TYPE_CHECKING:
    from infoint_tui.domain.basics.clock import Clock
    from infoint_tui.store.repository import Transaction

Edit = Callable[[Interview], Interview]
Keep = Callable[[Edit], Interview]
"""Applies an edit to the interview and returns it as it is kept now."""


class LiveConversation:
    """An interview that goes on. Every step is kept, where it is kept at all, before it returns.

    Args:
        contact: whom it is with.
        interview: the interview, as it is kept.
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
        interview: Interview,
        begin: Edit,
        keep: Keep,
        clock: Clock,
        *,
        is_rehearsal: bool,
    ) -> None:
        self.contact = contact
        self.interview = begin(interview)
        """As of the last step: its plan, its notes, the note being typed."""
        self.has_begun = interview.begun_at is not None
        """A step was taken, now or before: there is an interview to debrief."""
        self.is_rehearsal = is_rehearsal
        self._begin: Edit | None = begin
        self._keep = keep
        self._clock = clock

    @property
    def question(self) -> PlannedQuestion | None:
        """The question to ask now; None when all were asked or skipped."""
        return rules.current(self.interview.plan)

    @property
    def following(self) -> PlannedQuestion | None:
        """The question that comes after it."""
        return rules.following(self.interview.plan)

    @property
    def previous(self) -> PlannedQuestion | None:
        """The question before it, which was asked or skipped."""
        return rules.previous(self.interview.plan)

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
        self._do(lambda interview: rules.noted(interview, kind, text, now))
        return self.interview.notes[-1]

    def typing(self, text: str) -> None:
        """Keep the note being typed, for a start after a crash. Call it every two seconds or so."""
        kept = self._keep(lambda interview: interview.but(unfinished_note=text))
        self.interview = kept.but(begun_at=self.interview.begun_at)  # it takes a step to begin

    def correct(self, note: TimedNote, text: str) -> None:
        """Change the words of a note; without words it is taken out.

        Raises:
            ConflictError: the note is not there any more.
        """
        self._do(lambda interview: rules.corrected(interview, note, text))

    def mark(self, question: PlannedQuestion, state: QuestionState) -> None:
        """Mark a question as asked or skipped, or as still to be asked.

        Raises:
            ConflictError: the question is not in the plan any more.
        """
        self._do(lambda interview: rules.marked(interview, question, state))

    def answer(self, question: PlannedQuestion, text: str) -> None:
        """Write down the answer to a question, which is then asked.

        Raises:
            ConflictError: the question is not in the plan any more.
        """
        self._do(lambda interview: rules.answered(interview, question, text))

    def move(self, question: PlannedQuestion, by: int) -> None:
        """Move a question up (negative) or down in the plan.

        Raises:
            ConflictError: the question is not in the plan any more.
        """
        self._do(lambda interview: rules.shifted(interview, question, by))

    def postpone(self) -> None:
        """Ask the question that comes after the current one first; without one nothing changes."""
        question, after = self.question, self.following
        if question is not None and after is not None:
            plan = self.interview.plan
            self.move(question, plan.index(after) - plan.index(question))

    def add_own(self, text: str) -> None:
        """Add a question that came up, to be asked after the current one, in this plan only.

        Raises:
            InvalidInputError: there are no words.
        """
        self._do(lambda interview: rules.with_own(interview, text))

    def leave(self) -> None:
        """Take no more notes; if there is an interview to debrief, that is next."""
        now = self._clock.now()
        if self.has_begun:
            self.interview = self._keep(lambda interview: interview.but(left_at=now))

    def _do(self, edit: Edit) -> None:
        begin = self._begin
        self.interview = self._keep(
            lambda interview: edit(begin(interview) if begin else interview)
        )
        self._begin, self.has_begun = None, True

    def _time(self) -> tuple[int, datetime, datetime]:
        now = self._clock.now()
        return self.interview.minutes, self.interview.begun_at or now, now


class LiveConversations:
    """Beginning an interview that was prepared."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context

    def begin(self, interview_id: str) -> LiveConversation:
        """Begin an interview, or go on with it after an interruption; talking to somebody shortlists.

        Nothing is kept before its first step, and nothing is marked as held by it. All steps of
        one meeting are one step of the history.

        Raises:
            NotFoundError: the interview is gone.
            RuleError: it was held already, or did not take place.
        """
        interview, contact = self._interview(interview_id)
        label = f"notes of the talk with {contact.name}"

        def keep(edit: Edit) -> Interview:
            def change(tx: Transaction) -> Interview:
                interview = edit(existing(tx, Interview, interview_id))
                into_play(tx, existing(tx, Contact, interview.contact_id))
                return tx.put(interview)

            key = f"meeting {interview_id}"
            return self._context.repository.transact(label, change, coalesce=key).value

        return self._begun(contact, interview, keep, is_rehearsal=False)

    def rehearse(self, interview_id: str) -> LiveConversation:
        """Go through an interview with nothing kept.

        Raises:
            NotFoundError: the interview is gone.
            RuleError: it was held already, or did not take place.
        """
        interview, contact = self._interview(interview_id)

        def keep(edit: Edit) -> Interview:
            nonlocal interview
            interview = edit(interview)
            return interview

        return self._begun(contact, interview, keep, is_rehearsal=True)

    def _begun(
        self, contact: Contact, interview: Interview, keep: Keep, *, is_rehearsal: bool
    ) -> LiveConversation:
        clock, today = self._context.clock, self._context.today
        now = clock.now()

        def begin(interview: Interview) -> Interview:
            return rules.begun(interview, now, today)

        return LiveConversation(contact, interview, begin, keep, clock, is_rehearsal=is_rehearsal)

    def _interview(self, interview_id: str) -> tuple[Interview, Contact]:
        interview = existing(self._context.repository, Interview, interview_id)
        return interview, existing(self._context.repository, Contact, interview.contact_id)
