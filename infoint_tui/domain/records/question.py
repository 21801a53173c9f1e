"""Questions: those in the built-in bank, the user's own, and those planned for an interview."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.records.record import Line, Record, Text, Value
from infoint_tui.domain.vocabulary import Level, Phase, QuestionState

MINUTES = Annotated[int, Field(ge=1, le=60)]


def _asked(value: str) -> str:
    text = clean_line(value)
    if not text:
        raise ValueError("the question is empty: type something")
    return text


QuestionText = Annotated[str, AfterValidator(_asked)]


class BankQuestion(Value):
    """A question to choose from, built in or the user's own."""

    id: str
    text: QuestionText
    category: Line
    phase: Phase = "core"
    levels: tuple[Level, ...] = ()
    """The levels it suits; empty suits everyone."""
    minutes: MINUTES = 2
    searchable: bool = False
    """Whether a short search would answer it, so that asking it wastes the interview."""
    job_search_only: bool = False
    """Whether it is only right when the interview is openly about finding a job."""
    favourite: bool = False
    own: bool = False


class Question(Record):
    """One of the user's own questions, or the user's marks on a built-in one."""

    table: ClassVar[str] = "questions"

    bank_id: str | None = None
    """The id of the built-in question these marks belong to; None for one of the user's own."""
    text: Line = ""
    category: Line = "My own"
    phase: Phase = "core"
    minutes: MINUTES = 2
    searchable: bool = False
    """Whether a short search would answer this question of the user's own."""
    favourite: bool = False
    hidden: bool = False

    @property
    def is_own(self) -> bool:
        """Whether this is one of the user's own questions, with a text of its own."""
        return self.bank_id is None and bool(self.text)

    def to_choose(self) -> BankQuestion:
        """Return this question, one of the user's own, as a `BankQuestion`."""
        return BankQuestion(
            id=self.id,
            text=self.text,
            category=self.category,
            phase=self.phase,
            minutes=self.minutes,
            searchable=self.searchable,
            favourite=self.favourite,
            own=True,
        )


class PlannedQuestion(Value):
    """A question in the plan of one interview."""

    text: QuestionText
    bank_id: str | None = None
    """The id of the question it was picked from; None if it was made up for this interview."""
    minutes: MINUTES = 2
    must_ask: bool = False
    state: QuestionState = "planned"
    answer: Text = ""


def to_choose_from(
    built_in: Iterable[BankQuestion], records: Iterable[Question]
) -> tuple[BankQuestion, ...]:
    """Return the built-in questions with the user's marks, then their own, without hidden ones.

    Args:
        built_in: the question bank as shipped.
        records: the user's own questions, and their marks on the built-in ones.
    """
    kept = tuple(records)
    marks = {record.bank_id: record for record in kept if record.bank_id}
    marked = [
        question.but(favourite=mark.favourite) if (mark := marks.get(question.id)) else question
        for question in built_in
        if not (question.id in marks and marks[question.id].hidden)
    ]
    own = [record.to_choose() for record in kept if record.is_own and not record.hidden]
    return (*marked, *own)
