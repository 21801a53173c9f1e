"""The live conversation: take notes during an interview, or rehearse it without saving."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import ValidationError

from infoint_tui.domain.basics.errors import LockedError
from infoint_tui.domain.conversation import live_notes as rules
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview, TimedNote
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.vocabulary import NoteKind, QuestionState
from infoint_tui.services.context import UseCaseContext, existing, into_play

if TYPE_CHECKING:
    from infoint_tui.domain.basics.clock import Clock
    from infoint_tui.exchange.form_drafts import FormDraft, FormDrafts
    from infoint_tui.store.repository import Transaction

Edit = Callable[[Interview], Interview]
Keep = Callable[[Edit], Interview]
"""Applies an edit to the interview and returns the stored result."""

_COPY = "interview"
"""The name under which a draft has a conversation that could not be saved."""


class LiveConversation:
    """An interview in progress. Each step is saved before it returns, except in a rehearsal.

    While another program holds the file, steps are kept in a draft, and saved with a later one.

    Args:
        contact: who it is with.
        interview: the interview as it is stored.
        begin: starts it; this is saved together with the first step, so that just looking changes
            nothing.
        keep: saves its steps: in the file, or in memory for a rehearsal.
        clock: provides the time for each note.
        draft: where steps are kept while another program holds the file; None for a rehearsal.

    Raises:
        RuleError: it was already held, or did not take place.
    """

    def __init__(
        self,
        contact: Contact,
        interview: Interview,
        begin: Edit,
        keep: Keep,
        clock: Clock,
        draft: FormDraft | None,
    ) -> None:
        self.contact = contact
        self.interview = begin(interview)
        """The interview after the latest step: its plan, its notes, the note being typed."""
        self.has_begun = interview.begun_at is not None
        """True once a step has been taken, now or earlier, so there is something to debrief."""
        self.is_rehearsal = draft is None
        self.held: LockedError | None = None
        """Who holds the file, if steps wait for that."""
        self._begin: Edit | None = begin
        self._keep = keep
        self._clock = clock
        self._draft = draft

    @property
    def question(self) -> PlannedQuestion | None:
        """The question to ask now; None when all have been asked or skipped."""
        return rules.current(self.interview.plan)

    @property
    def following(self) -> PlannedQuestion | None:
        """The question after the current one; None if there is none."""
        return rules.following(self.interview.plan)

    @property
    def previous(self) -> PlannedQuestion | None:
        """The question before the current one, already asked or skipped; None if there is none."""
        return rules.previous(self.interview.plan)

    @property
    def is_short(self) -> bool:
        """True if little time or none is left."""
        return self.minutes_left <= rules.QUIET_MINUTES

    @property
    def minutes_left(self) -> int:
        """The minutes left; negative once the agreed time is over."""
        return rules.minutes_left(*self._time())

    @property
    def remaining(self) -> str:
        """The time left, in words."""
        return rules.remaining(*self._time())

    def note(self, text: str, kind: NoteKind = "note") -> TimedNote:
        """Save a note with the time and the current question, and clear the text being typed.

        Raises:
            InvalidInputError: the text is blank.
        """
        now = self._clock.now()
        self._do(lambda interview: rules.noted(interview, kind, text, now))
        return self.interview.notes[-1]

    def typing(self, text: str) -> None:
        """Keep the note being typed, in case of a crash. Call it about every two seconds."""
        begun_at = self.interview.begun_at
        self._save(lambda interview: interview.but(unfinished_note=text))
        self.interview = self.interview.but(begun_at=begun_at)  # only a step starts it

    def correct(self, note: TimedNote, text: str) -> None:
        """Change the text of a note; blank text removes it.

        Raises:
            ConflictError: the note is not there anymore.
        """
        self._do(lambda interview: rules.corrected(interview, note, text))

    def mark(self, question: PlannedQuestion, state: QuestionState) -> None:
        """Mark a question as asked, skipped or not yet asked.

        Raises:
            ConflictError: the question is not in the plan anymore.
        """
        self._do(lambda interview: rules.marked(interview, question, state))

    def answer(self, question: PlannedQuestion, text: str) -> None:
        """Write down the answer to a question and mark it as asked.

        Raises:
            ConflictError: the question is not in the plan anymore.
        """
        self._do(lambda interview: rules.answered(interview, question, text))

    def move(self, question: PlannedQuestion, by: int) -> None:
        """Move a question up (negative) or down in the plan.

        Raises:
            ConflictError: the question is not in the plan anymore.
        """
        self._do(lambda interview: rules.shifted(interview, question, by))

    def postpone(self) -> None:
        """Ask the next question before the current one; if there is no next one, do nothing."""
        question, after = self.question, self.following
        if question is not None and after is not None:
            plan = self.interview.plan
            self.move(question, plan.index(after) - plan.index(question))

    def add_own(self, text: str) -> None:
        """Add a question that came up, to this plan only, right after the current one.

        Raises:
            InvalidInputError: the text is blank.
        """
        self._do(lambda interview: rules.with_own(interview, text))

    def leave(self) -> None:
        """Stop taking notes; if the interview has started, its debrief is next.

        Raises:
            LockedError: another program holds the file.
        """
        now = self._clock.now()
        if self.has_begun:
            self._store(lambda interview: interview.but(left_at=now))

    def save_waiting(self) -> None:
        """Save the steps that wait, if there are any.

        Raises:
            LockedError: another program still holds the file.
        """
        if self.held is not None:
            self._store(lambda interview: interview)

    def wait_with(self, mine: Interview, held: LockedError) -> None:
        """Continue from a copy that could not be saved, and still cannot be."""
        self.interview, self.held = mine, held
        self.has_begun = mine.begun_at is not None

    def _do(self, edit: Edit) -> None:
        begin = self._begin
        self._save(lambda interview: edit(begin(interview) if begin else interview), begins=True)
        self._begin, self.has_begun = None, True

    def _save(self, edit: Edit, *, begins: bool = False) -> None:
        """Save a step, or keep it in the draft while another program holds the file."""
        try:
            self._store(edit)
        except LockedError as error:
            if self._draft is None:
                raise
            self.interview, self.held = edit(self.interview), error
            copy = self._copy(has_begun=begins or self.has_begun)
            self._draft.keep({_COPY: copy.model_dump_json()})

    def _store(self, edit: Edit) -> None:
        """Save a step, after those that wait."""
        mine = None if self.held is None else self._copy(has_begun=self.has_begun)
        self.interview = self._keep(
            lambda interview: edit(rules.recovered(interview, mine) if mine else interview)
        )
        if mine is not None and self._draft is not None:
            self.held = None
            self._draft.drop()

    def _copy(self, *, has_begun: bool) -> Interview:
        return self.interview if has_begun else self.interview.but(begun_at=None)

    def _time(self) -> tuple[int, datetime, datetime]:
        now = self._clock.now()
        return self.interview.minutes, self.interview.begun_at or now, now


class LiveConversations:
    """Starts prepared interviews.

    Args:
        context: the data and the time.
        drafts: where notes are kept while another program holds the file.
    """

    def __init__(self, context: UseCaseContext, drafts: FormDrafts) -> None:
        self._context = context
        self._drafts = drafts

    def begin(self, interview_id: str) -> LiveConversation:
        """Start an interview, or resume it after an interruption.

        Talking to someone shortlists them. Nothing is saved before the first step, and this does
        not mark the interview as held. All steps of one conversation count as one step in the
        history.

        Raises:
            NotFoundError: the interview is gone.
            RuleError: it was already held, or did not take place.
        """
        held = None
        try:
            self.recover(interview_id)
        except LockedError as error:
            held = error
        interview, contact = self._interview(interview_id)
        draft = self._draft(interview)
        conversation = self._begun(contact, interview, self._keeper(interview, contact), draft)
        if held is not None and (mine := _copy_in(draft)):
            conversation.wait_with(rules.recovered(interview, mine), held)
        return conversation

    def recover(self, interview_id: str) -> None:
        """Save what a conversation left in its draft when the program was stopped.

        Raises:
            NotFoundError: the interview is gone.
            LockedError: another program holds the file.
        """
        interview, contact = self._interview(interview_id)
        draft = self._draft(interview)
        if mine := _copy_in(draft):
            self._keeper(interview, contact)(lambda now: rules.recovered(now, mine))
            draft.drop()

    def _keeper(self, interview: Interview, contact: Contact) -> Keep:
        """Return what saves an edit; all edits of a conversation are one step of the history."""
        label = f"notes on your conversation with {contact.name}"

        def keep(edit: Edit) -> Interview:
            def change(tx: Transaction) -> Interview:
                now = edit(existing(tx, Interview, interview.id))
                into_play(tx, existing(tx, Contact, now.contact_id))
                return tx.put(now)

            key = f"meeting {interview.id}"
            return self._context.repository.transact(label, change, coalesce=key).value

        return keep

    def _draft(self, interview: Interview) -> FormDraft:
        return self._drafts.of(interview.contact_id, f"conversation {interview.id}")

    def rehearse(self, interview_id: str) -> LiveConversation:
        """Rehearse an interview without saving anything.

        Raises:
            NotFoundError: the interview is gone.
            RuleError: it was already held, or did not take place.
        """
        interview, contact = self._interview(interview_id)

        def keep(edit: Edit) -> Interview:
            nonlocal interview
            interview = edit(interview)
            return interview

        return self._begun(contact, interview, keep, None)

    def _begun(
        self, contact: Contact, interview: Interview, keep: Keep, draft: FormDraft | None
    ) -> LiveConversation:
        clock, today = self._context.clock, self._context.today
        now = clock.now()

        def begin(interview: Interview) -> Interview:
            return rules.begun(interview, now, today)

        return LiveConversation(contact, interview, begin, keep, clock, draft)

    def _interview(self, interview_id: str) -> tuple[Interview, Contact]:
        interview = existing(self._context.repository, Interview, interview_id)
        return interview, existing(self._context.repository, Contact, interview.contact_id)


def _copy_in(draft: FormDraft) -> Interview | None:
    """Return the interview in a draft; None if there is none, or it cannot be read."""
    try:
        return Interview.model_validate_json(draft.read().get(_COPY, ""))
    except ValidationError:
        return None
