"""An interview while it is going on: its clock, its notes, and its questions one by one.

Each function takes an interview and returns the changed one. That works the same whether the result
is saved to the file or the conversation is only a rehearsal.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from math import ceil

from infoint_tui.domain.basics.errors import ConflictError, InvalidInputError, RuleError
from infoint_tui.domain.basics.text import clean_line, clean_text
from infoint_tui.domain.conversation.plan import Plan, moved
from infoint_tui.domain.records.interview import Interview, TimedNote
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.vocabulary import NoteKind, QuestionState

QUIET_MINUTES = 5
"""With this many minutes left or fewer, only the time left is shown, without the total."""


def begun(interview: Interview, now: datetime, today: date) -> Interview:
    """Return `interview` with its clock running: a running clock keeps going, an old one restarts.

    An interview without a start time gets this moment as its start, so that the app asks how it
    went once it is over.

    Args:
        interview: the interview.
        now: the current moment.
        today: the user's day.

    Raises:
        RuleError: the interview was already held, or never took place.
    """
    if interview.held_on is not None:
        raise RuleError("You already talked.", "Add it to your write-up instead.")
    if interview.ended is not None:
        raise RuleError("You did not talk.", "Set another time first.")
    return interview.but(
        begun_at=interview.running_since(now) or now,
        left_at=None,
        start=interview.start or now,
        agreed_on=interview.agreed_on or today,
        snoozed_until=None,
    )


def minutes_left(minutes: int, begun_at: datetime, now: datetime) -> int:
    """Return how many of the agreed `minutes` are left, rounded up; negative when time is up."""
    passed = max(now - begun_at, timedelta())  # turning the clock back gains no time
    return ceil((timedelta(minutes=minutes) - passed) / timedelta(minutes=1))


def remaining(minutes: int, begun_at: datetime, now: datetime) -> str:
    """Return how much time is left: "12 min left of 20", "5 min left", "time: 2 min over"."""
    left = minutes_left(minutes, begun_at, now)
    if left > QUIET_MINUTES:
        return f"{left} min left of {minutes}"
    if left > 0:
        return f"{left} min left"
    return f"time: {-left} min over" if left else "time is up"


def current(plan: Sequence[PlannedQuestion]) -> PlannedQuestion | None:
    """Return the question to ask now: the first one that is neither asked nor skipped."""
    return next((question for question in plan if question.state == "planned"), None)


def previous(plan: Sequence[PlannedQuestion]) -> PlannedQuestion | None:
    """Return the question just before the current one, already asked or skipped; else None."""
    question = current(plan)
    at = len(plan) if question is None else plan.index(question)
    return plan[at - 1] if at else None


def following(plan: Sequence[PlannedQuestion]) -> PlannedQuestion | None:
    """Return the planned question after the current one, or None if there is none."""
    return next(islice((each for each in plan if each.state == "planned"), 1, None), None)


def noted(interview: Interview, kind: NoteKind, text: str, at: datetime) -> Interview:
    """Return `interview` with a note added under the current question, and no unfinished note.

    Raises:
        InvalidInputError: the text is blank.
    """
    if not clean_text(text).strip():
        raise InvalidInputError("The note is empty: type a few words.")
    question = current(interview.plan)
    note = TimedNote(at=at, kind=kind, text=text, question=question.text if question else "")
    return interview.but(notes=(*interview.notes, note), unfinished_note="")


def corrected(interview: Interview, note: TimedNote, text: str) -> Interview:
    """Return `interview` with one of its notes reworded; blank text removes the note.

    Raises:
        ConflictError: the note is no longer there.
    """
    if note not in interview.notes:
        raise ConflictError("That note was changed or removed in another window.")
    at = interview.notes.index(note)
    kept = (note.but(text=text),) if clean_text(text).strip() else ()
    return interview.but(notes=(*interview.notes[:at], *kept, *interview.notes[at + 1 :]))


def marked(interview: Interview, question: PlannedQuestion, state: QuestionState) -> Interview:
    """Return `interview` with a question marked as asked, skipped, or planned again.

    Raises:
        ConflictError: the question is no longer in the plan.
    """
    return _with(interview, question, question.but(state=state))


def answered(interview: Interview, question: PlannedQuestion, answer: str) -> Interview:
    """Return `interview` with the answer to a question; an answered question counts as asked.

    Raises:
        ConflictError: the question is no longer in the plan.
    """
    state = "asked" if clean_text(answer).strip() else question.state
    return _with(interview, question, question.but(answer=answer, state=state))


def shifted(interview: Interview, question: PlannedQuestion, by: int) -> Interview:
    """Return `interview` with a question moved `by` places in the plan; negative moves it up.

    Raises:
        ConflictError: the question is no longer in the plan.
    """
    return interview.but(plan=moved(interview.plan, _place(interview.plan, question), by))


def with_own(interview: Interview, text: str) -> Interview:
    """Return `interview` with a new question that came up, placed right after the current one.

    Raises:
        InvalidInputError: the text is blank.
    """
    if not clean_line(text):
        raise InvalidInputError("The question is empty: type something.")
    question = current(interview.plan)
    at = len(interview.plan) if question is None else interview.plan.index(question) + 1
    return interview.but(
        plan=(*interview.plan[:at], PlannedQuestion(text=text), *interview.plan[at:])
    )


def recovered(interview: Interview, mine: Interview) -> Interview:
    """Return `interview` with everything from a copy of it that could not be saved.

    Args:
        interview: the interview as it is stored.
        mine: the copy. If `interview` has changed since it was taken, both have their notes.
    """
    if mine.begun_at is not None:
        interview = interview.but(
            begun_at=interview.begun_at or mine.begun_at,
            left_at=None,
            start=interview.start or mine.start,
            agreed_on=interview.agreed_on or mine.agreed_on,
        )
    if mine.rev == interview.rev:
        return interview.but(plan=mine.plan, notes=mine.notes, unfinished_note=mine.unfinished_note)
    new = [note for note in mine.notes if note not in interview.notes]
    asked = {each.text: each for each in mine.plan}
    plan = [asked.pop(each.text, each) if _is_open(each) else each for each in interview.plan]
    there = {each.text for each in interview.plan}
    return interview.but(
        plan=(*plan, *(each for each in asked.values() if each.text not in there)),
        notes=tuple(sorted((*interview.notes, *new), key=lambda note: note.at)),
        unfinished_note=interview.unfinished_note or mine.unfinished_note,
    )


def _is_open(question: PlannedQuestion) -> bool:
    return question.state == "planned" and not question.answer


def _with(interview: Interview, before: PlannedQuestion, after: PlannedQuestion) -> Interview:
    at = _place(interview.plan, before)
    return interview.but(plan=(*interview.plan[:at], after, *interview.plan[at + 1 :]))


def _place(plan: Plan, question: PlannedQuestion) -> int:
    if question not in plan:
        raise ConflictError("That question was changed or removed in another window.")
    return plan.index(question)
