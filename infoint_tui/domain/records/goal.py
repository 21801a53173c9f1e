"""A goal: an idea about the user's career that interviews help to decide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar

from msgspec import Struct
from pydantic import AfterValidator

from infoint_tui.domain.basics.calendar import full_day
from infoint_tui.domain.basics.text import clean_line, fold
from infoint_tui.domain.records.interview import Fit, Interview
from infoint_tui.domain.records.record import Record, Text
from infoint_tui.domain.vocabulary import VERDICT_LABELS, Verdict


def _titled(value: str) -> str:
    title = clean_line(value)
    if not title:
        raise ValueError("a goal needs a title")
    return title


class Goal(Record):
    """Work the user might want; decided, or still open."""

    table: ClassVar[str] = "goals"

    title: Annotated[str, AfterValidator(_titled)]
    why: Text = ""
    decides: Text = ""
    """What would decide the goal."""
    verdict: Verdict | None = None
    """The verdict; None while the goal is open."""
    decided_on: date | None = None

    @property
    def result(self) -> str:
        """The verdict in words; empty while the goal is open."""
        return VERDICT_LABELS[self.verdict] if self.verdict else ""

    def was_helped_by(self, interview: Interview) -> bool:
        """Tell whether `interview`, held before the verdict, helped decide this goal.

        An interview on the day of the verdict counts too.
        """
        return (
            self.decided_on is not None
            and interview.goal_id == self.id
            and interview.held_on is not None
            and interview.held_on <= self.decided_on
        )


def namesake(goal: Goal, goals: Iterable[Goal]) -> Goal | None:
    """Return another open goal with the same title, or None; no two may share a title."""
    if goal.verdict is not None:
        return None
    return next(
        (
            other
            for other in goals
            if other.id != goal.id
            and other.verdict is None
            and fold(other.title) == fold(goal.title)
        ),
        None,
    )


def interview_in_words(interview: Interview, name: str, today: date) -> str:
    """Return words that identify an interview: "Your conversation with Ana Ruiz (Mon 16 Nov)".

    Args:
        interview: the interview; without a day, only the name is given.
        name: the name of the person it is with.
        today: the user's day; a date in another year is shown with its year.
    """
    day = interview.held_on or interview.day
    return f"Your conversation with {name}{f' ({full_day(day, today)})' if day else ''}"


class Progress(Struct, frozen=True):
    """The progress made on a goal."""

    goal: Goal
    planned: tuple[Interview, ...]
    """The interviews asked for, agreed on or prepared."""
    held: tuple[Interview, ...]
    """The interviews held, earliest first."""

    @property
    def fits(self) -> tuple[tuple[Fit | None, Fit | None], ...]:
        """How well it seemed to fit before and after each interview held, earliest first."""
        return tuple((interview.fit_before, interview.fit_after) for interview in self.held)


def progress(goal: Goal, interviews: Iterable[Interview]) -> Progress:
    """Return the progress made on `goal`, counting the `interviews` that belong to it."""
    own = [interview for interview in interviews if interview.goal_id == goal.id]
    return Progress(
        goal,
        tuple(interview for interview in own if interview.is_open),
        tuple(
            sorted(
                (interview for interview in own if interview.held_on),
                key=lambda interview: (interview.held_on, interview.id),
            )
        ),
    )
