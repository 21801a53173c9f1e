"""Suggesting questions for an interview.

The rules are those that experienced interviewers give: keep to the minutes you asked for, don't ask
what a search would answer, look at several sides of the work, and always ask who else to talk to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.conversation.plan import (
    asks_who_else,
    marks,
    phase_of,
    plan_question,
    planned_minutes,
    unskipped,
)
from infoint_tui.domain.records.question import BankQuestion, PlannedQuestion
from infoint_tui.domain.vocabulary import Intent, Level, Phase

OPENINGS: Final = "Current openings"
"""The category from which a job seeker asks at least one question."""

_PHASES: Final[tuple[Phase, ...]] = ("opening", "core", "closing")

_SOMEBODY: Final[dict[Level, str]] = {
    "does_the_job": "someone who does the job",
    "step_above": "someone a step above",
    "manager": "a manager",
    "executive": "an executive",
    "other": "someone at another level",
}


class Suggestion(Struct, frozen=True):
    """A question to add to a plan."""

    question: PlannedQuestion
    reason: str
    """Why this question, as a short phrase without a period."""


def suggest(
    bank: Sequence[BankQuestion],
    *,
    minutes: int,
    level: Level,
    intent: Intent,
    asked_before: Collection[str],
    heard: Mapping[str, int],
    planned: Sequence[PlannedQuestion] = (),
    has_goal: bool = False,
) -> tuple[Suggestion, ...]:
    """Return questions to fill the time left by `planned`; the same input gives the same result.

    Time goes first to asking who else to talk to, then to an opening question, then (for a job
    seeker) to current openings, then to a closing question. The rest is spread out, and no category
    gets a second question before each has had its first. Ties go to the category with the fewest
    answers so far, then favorites, then questions meant for this level, then the bank's order.

    Args:
        bank: every question, in order of preference.
        minutes: the time agreed for the interview.
        level: the contact's level.
        intent: whether the interview is openly about a job.
        asked_before: ids or texts of questions this person was asked before; never suggested.
        heard: how many answers there are so far, by category.
        planned: the questions already in the plan; they stay, and are not part of the result.
        has_goal: whether the interview serves a goal and `heard` counts the answers for that goal.

    Returns:
        The questions to add, opening first and closing last. Together with `planned` they take no
        more than `minutes`, unless even the shortest question about who else to talk to does not
        fit.
    """
    live = unskipped(planned)
    known = {fold(a) for a in asked_before} | marks(planned)
    pool = [q for q in bank if _suits(q, level, intent) and not marks([q]) & known]
    draft = _PlanDraft.of(bank, live, minutes, level, heard, has_goal)
    if not any(asks_who_else(q.text) for q in live):
        draft.ask_who_else([q for q in pool if asks_who_else(q.text)])
    pool = [q for q in pool if not asks_who_else(q.text)]
    draft.fill("opening", 1 if minutes < 30 else 2, pool)
    if intent == "job_search" and not draft.categories[OPENINGS]:
        draft.pick([q for q in pool if q.category == OPENINGS])
    draft.fill("closing", 1 if minutes < 15 else 2, pool)
    draft.spread([q for q in pool if q.phase == "core"])
    return draft.suggestions()


def _suits(question: BankQuestion, level: Level, intent: Intent) -> bool:
    return (
        not question.searchable
        and (not question.levels or level in question.levels)
        and (not question.job_search_only or intent == "job_search")
    )


class _PlanDraft(Struct):
    """A plan being filled: the questions picked for it, and the time that is left."""

    left: int
    """The minutes that are still free."""
    level: Level
    heard: Mapping[str, int]
    has_goal: bool
    rank: dict[str, int]
    """The position of every question in the bank, by id."""
    phases: Counter[Phase]
    categories: Counter[str]
    picked: list[BankQuestion] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        bank: Sequence[BankQuestion],
        planned: Sequence[PlannedQuestion],
        minutes: int,
        level: Level,
        heard: Mapping[str, int],
        has_goal: bool,
    ) -> _PlanDraft:
        by_id = {q.id: q for q in bank}
        return cls(
            left=minutes - planned_minutes(planned),
            level=level,
            heard=heard,
            has_goal=has_goal,
            rank={q.id: place for place, q in enumerate(bank)},
            phases=Counter(phase_of(q, by_id) for q in planned),
            categories=Counter(by_id[q.bank_id].category for q in planned if q.bank_id in by_id),
        )

    def pick(self, pool: Iterable[BankQuestion]) -> bool:
        """Take the best question from `pool` that fits the time left; return whether one did."""
        fitting = [q for q in pool if q.minutes <= self.left and q not in self.picked]
        if not fitting:
            return False
        self._take(min(fitting, key=self._preference))
        return True

    def ask_who_else(self, pool: Sequence[BankQuestion]) -> None:
        """Take the best question from `pool`, or the shortest if none fits: it is always asked."""
        if not self.pick(pool) and pool:
            self._take(min(pool, key=lambda q: (q.minutes, self._preference(q))))

    def fill(self, phase: Phase, wanted: int, pool: Sequence[BankQuestion]) -> None:
        """Take questions of `phase` until the plan has `wanted` of them."""
        fitting = [q for q in pool if q.phase == phase]
        while self.phases[phase] < wanted and self.pick(fitting):
            pass

    def spread(self, pool: Sequence[BankQuestion]) -> None:
        """Take one question from each category, round after round, as long as one fits."""
        rest = [q for q in pool if q.minutes <= self.left and q not in self.picked]
        while rest:
            fewest = min(self.categories[q.category] for q in rest)
            if not self.pick(q for q in rest if self.categories[q.category] == fewest):
                return
            rest.remove(self.picked[-1])

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Return the questions that were taken, in the order of an interview."""
        order = sorted(self.picked, key=lambda q: (_PHASES.index(q.phase), self.rank[q.id]))
        return tuple(
            Suggestion(plan_question(q), reason(q, self.level, self.heard, has_goal=self.has_goal))
            for q in order
        )

    def _take(self, question: BankQuestion) -> None:
        self.picked.append(question)
        self.left -= question.minutes
        self.phases[question.phase] += 1
        self.categories[question.category] += 1

    def _preference(self, question: BankQuestion) -> tuple[int, int, bool, bool, int]:
        return (
            self.categories[question.category],
            self.heard.get(question.category, 0),
            not question.favourite,
            not question.levels,
            self.rank[question.id],
        )


def reason(
    question: BankQuestion, level: Level, heard: Mapping[str, int], *, has_goal: bool = False
) -> str:
    """Return who `question` suits and what it is for, as a short phrase without a period.

    Args:
        question: any question from the bank.
        level: the contact's level.
        heard: how many answers there are so far, by category.
        has_goal: whether `heard` counts the answers for the interview's goal.
    """
    if asks_who_else(question.text):
        return "every conversation should lead to more people"
    if question.own:
        return "one of your own"
    first = "one of your favorites" if question.favourite else _fits(question, level)
    return f"{first}; {_purpose(question, heard, has_goal=has_goal)}"


def _fits(question: BankQuestion, level: Level) -> str:
    if not question.levels:
        return "suits anyone"
    if level in question.levels:
        return f"suits {_SOMEBODY[level]}"
    return f"meant for {' or '.join(_SOMEBODY[each] for each in question.levels)}"


def _purpose(question: BankQuestion, heard: Mapping[str, int], *, has_goal: bool) -> str:
    if question.phase == "opening":
        return "an easy way to begin"
    if question.phase == "closing":
        return "a kind way to end"
    if question.job_search_only:
        return "you're open about looking for a job"
    count = heard.get(question.category, 0)
    much = {0: "nothing", 1: "one answer"}.get(count, f"{count} answers")
    on = f"{much} on {question.category.lower()}"
    return f"for this goal you've heard {on}" if has_goal else f"you've heard {on} so far"
