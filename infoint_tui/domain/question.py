"""Questions: the built-in bank's, a user's own, and the ones planned for a talk."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from infoint_tui.domain.contact import Level
from infoint_tui.domain.record import Line, Record, Text, Value
from infoint_tui.domain.text import clean_line

Phase = Literal["opening", "core", "closing"]
Intent = Literal["informational", "job_search"]
State = Literal["planned", "asked", "skipped"]

MINUTES = Annotated[int, Field(ge=1, le=60)]


def _asked(value: str) -> str:
    text = clean_line(value)
    if not text:
        raise ValueError("a question needs words")
    return text


QuestionText = Annotated[str, AfterValidator(_asked)]


class BankQuestion(Value):
    """A question to choose from, built in or a user's own."""

    id: str
    text: QuestionText
    category: Line
    phase: Phase = "core"
    levels: tuple[Level, ...] = ()
    """Whom it suits; empty suits everybody."""
    minutes: MINUTES = 2
    searchable: bool = False
    """A short search would answer it, so asking it wastes the talk."""
    job_search_only: bool = False
    """Only right when the talk is openly about finding a job."""
    favourite: bool = False
    own: bool = False


class Question(Record):
    """A user's own question, or the user's marks on a built-in one."""

    table: ClassVar[str] = "questions"

    bank_id: str | None = None
    """The built-in question these marks belong to; None for a question of the user's own."""
    text: Line = ""
    category: Line = "My own"
    phase: Phase = "core"
    minutes: MINUTES = 2
    favourite: bool = False
    hidden: bool = False


class PlannedQuestion(Value):
    """A question in the plan of one talk."""

    text: QuestionText
    bank_id: str | None = None
    """The id of the question it was picked from; None for one made up for this talk."""
    minutes: MINUTES = 2
    must_ask: bool = False
    state: State = "planned"
    answer: Text = ""
