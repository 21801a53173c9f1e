"""An interview while it goes on: its clock, its notes, its questions one after the other.

Each function takes the interview as it is and returns it as it shall be, whether that is kept in the
file or only rehearsed.
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
"""From here on the words count only what is left, not out of how many."""


def begun(interview: Interview, now: datetime, today: date) -> Interview:
    """Return `interview` with its clock running: a running one goes on, an old one starts anew.

    An interview that had no time takes this one, so that it is asked about when it is over.

    Args:
        interview: the interview.
        now: the moment.
        today: the user's day.

    Raises:
        RuleError: it was held already, or did not take place.
    """
    if interview.held_on is not None:
        raise RuleError("This talk was held already.", "Add to its debrief instead.")
    if interview.ended is not None:
        raise RuleError("This talk did not take place.", "Schedule another one first.")
    return interview.but(
        begun_at=interview.running_since(now) or now,
        left_at=None,
        start=interview.start or now,
        agreed_on=interview.agreed_on or today,
        snoozed_until=None,
    )


def minutes_left(minutes: int, begun_at: datetime, now: datetime) -> int:
    """Return the minutes left of `minutes` agreed: begun ones count, negative when it is over."""
    passed = max(now - begun_at, timedelta())  # a clock that was put back gives no time
    return ceil((timedelta(minutes=minutes) - passed) / timedelta(minutes=1))


def remaining(minutes: int, begun_at: datetime, now: datetime) -> str:
    """Say how much time is left: "12 min left of 20", "5 min left", "time: 2 min over"."""
    left = minutes_left(minutes, begun_at, now)
    if left > QUIET_MINUTES:
        return f"{left} min left of {minutes}"
    if left > 0:
        return f"{left} min left"
    return f"time: {-left} min over" if left else "time is up"


def current(plan: Sequence[PlannedQuestion]) -> PlannedQuestion | None:
    """Return the question to ask next: the first that was neither asked nor skipped."""
    return next((question for question in plan if question.state == "planned"), None)


def previous(plan: Sequence[PlannedQuestion]) -> PlannedQuestion | None:
    """Return the question before the current one, which was asked or skipped; None if none was."""
    question = current(plan)
    at = len(plan) if question is None else plan.index(question)
    return plan[at - 1] if at else None


def following(plan: Sequence[PlannedQuestion]) -> PlannedQuestion | None:
    """Return the question that comes after the current one; None when there is none."""
    return next(islice((each for each in plan if each.state == "planned"), 1, None), None)


def noted(interview: Interview, kind: NoteKind, text: str, at: datetime) -> Interview:
    """Return `interview` with a note more, taken under its current question; nothing is being typed.

    Raises:
        InvalidInputError: there are no words.
    """
    if not clean_text(text).strip():
        raise InvalidInputError("A note needs words.")
    question = current(interview.plan)
    note = TimedNote(at=at, kind=kind, text=text, question=question.text if question else "")
    return interview.but(notes=(*interview.notes, note), unfinished_note="")


def corrected(interview: Interview, note: TimedNote, text: str) -> Interview:
    """Return `interview` with other words in one of its notes; without it when there are none.

    Raises:
        ConflictError: the note is not there any more.
    """
    if note not in interview.notes:
        raise ConflictError("That note was changed or taken out in another window.")
    at = interview.notes.index(note)
    kept = (note.but(text=text),) if clean_text(text).strip() else ()
    return interview.but(notes=(*interview.notes[:at], *kept, *interview.notes[at + 1 :]))


def marked(interview: Interview, question: PlannedQuestion, state: QuestionState) -> Interview:
    """Return `interview` with a question asked, skipped, or planned again.

    Raises:
        ConflictError: the question is not in the plan any more.
    """
    return _with(interview, question, question.but(state=state))


def answered(interview: Interview, question: PlannedQuestion, answer: str) -> Interview:
    """Return `interview` with the answer to a question, which counts as asked once there is one.

    Raises:
        ConflictError: the question is not in the plan any more.
    """
    state = "asked" if clean_text(answer).strip() else question.state
    return _with(interview, question, question.but(answer=answer, state=state))


def shifted(interview: Interview, question: PlannedQuestion, by: int) -> Interview:
    """Return `interview` with a question moved up (negative) or down in the plan.

    Raises:
        ConflictError: the question is not in the plan any more.
    """
    return interview.but(plan=moved(interview.plan, _place(interview.plan, question), by))


def with_own(interview: Interview, text: str) -> Interview:
    """Return `interview` with a question that came up, to be asked after the current one.

    Raises:
        InvalidInputError: there are no words.
    """
    if not clean_line(text):
        raise InvalidInputError("A question needs words.")
    question = current(interview.plan)
    at = len(interview.plan) if question is None else interview.plan.index(question) + 1
    return interview.but(
        plan=(*interview.plan[:at], PlannedQuestion(text=text), *interview.plan[at:])
    )


def _with(interview: Interview, before: PlannedQuestion, after: PlannedQuestion) -> Interview:
    at = _place(interview.plan, before)
    return interview.but(plan=(*interview.plan[:at], after, *interview.plan[at + 1 :]))


def _place(plan: Plan, question: PlannedQuestion) -> int:
    if question not in plan:
        raise ConflictError("That question was changed or taken out in another window.")
    return plan.index(question)
