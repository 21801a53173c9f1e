"""A goal: a career hypothesis that talks help to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator

from infoint_tui.domain.calendar import full_day
from infoint_tui.domain.interview import Fit, Interview
from infoint_tui.domain.record import Record, Text
from infoint_tui.domain.text import clean_line, fold

Verdict = Literal["closer", "same", "ruled_out"]

VERDICT_LABELS: dict[Verdict, str] = {
    "closer": "closer to it",
    "same": "as open as before",
    "ruled_out": "ruled out, a clear answer",
}
"""What a verdict says. Finding out that a job is wrong for one is a result like any other."""


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
    """What would decide it."""
    verdict: Verdict | None = None
    """None while it is open."""
    decided_on: date | None = None

    @property
    def result(self) -> str:
        """The verdict in words; empty while the goal is open."""
        return VERDICT_LABELS[self.verdict] if self.verdict else ""

    def was_helped_by(self, talk: Interview) -> bool:
        """Tell whether `talk` helped to decide this: held for it, by the day of the verdict."""
        return (
            self.decided_on is not None
            and talk.goal_id == self.id
            and talk.held_on is not None
            and talk.held_on <= self.decided_on
        )


def namesake(goal: Goal, goals: Iterable[Goal]) -> Goal | None:
    """Return the other goal that is open too and has the same title: no two may share one."""
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


def talk_in_words(talk: Interview, name: str, today: date) -> str:
    """Say which talk a goal is given to: "The talk of Mon 16 Nov with Ana Ruiz".

    Args:
        talk: the talk; one without a day is only said to be with them.
        name: whom it is with.
        today: the user's day; a year that is not its year is said.
    """
    day = talk.held_on or talk.day
    return f"The talk {f'of {full_day(day, today)} ' if day else ''}with {name}"


@dataclass(frozen=True)
class Progress:
    """How far a goal has come."""

    goal: Goal
    planned: tuple[Interview, ...]
    """Talks asked for, agreed or prepared."""
    held: tuple[Interview, ...]
    """Talks held, the earliest first."""

    @property
    def fits(self) -> tuple[tuple[Fit | None, Fit | None], ...]:
        """How well it seemed to fit before and after each talk held, the earliest first."""
        return tuple((talk.fit_before, talk.fit_after) for talk in self.held)


def progress(goal: Goal, talks: Iterable[Interview]) -> Progress:
    """Tell how far `goal` has come with those of `talks` that belong to it."""
    own = [talk for talk in talks if talk.goal_id == goal.id]
    return Progress(
        goal,
        tuple(talk for talk in own if talk.is_open),
        tuple(
            sorted(
                (talk for talk in own if talk.held_on),
                key=lambda talk: (talk.held_on, talk.id),
            )
        ),
    )
