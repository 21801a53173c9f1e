"""Goals: what the user wonders about, the interviews that help decide it, and the verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from infoint_tui.domain.basics.errors import (
    AmbiguousError,
    InvalidInputError,
    NotFoundError,
    RuleError,
)
from infoint_tui.domain.basics.text import clean_line, fold, quoted
from infoint_tui.domain.records.goal import Goal, Progress, namesake, progress
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.vocabulary import DECISIVE, Verdict
from infoint_tui.services.context import UseCaseContext, existing, worded
from infoint_tui.services.editing import ConflictCheck, saver

if TYPE_CHECKING:
    from infoint_tui.domain.vocabulary import Channel
    from infoint_tui.store.repository import Transaction


class Ending(Struct, frozen=True):
    """An interview that led to an offer or a formal interview, and what it may decide."""

    interview: Interview
    goal: Goal | None
    """The goal it belongs to; None if it has none."""
    open_goals: tuple[Goal, ...]
    """Every goal that is not decided."""
    others: int
    """How many other people the user talked to in an interview that has no goal."""


class Goals:
    """What a person does with a goal, from the first thought to telling everyone who helped."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context

    # --- reading -----------------------------------------------------------------------------

    def all(self) -> tuple[Progress, ...]:
        """Return every goal with its interviews: open ones first, then decided, latest first."""
        interviews = self._context.repository.all(Interview)
        goals = [progress(goal, interviews) for goal in self._context.repository.all(Goal)]
        return tuple(sorted(goals, key=_open_first))

    def find(self, title: str) -> Goal:
        """Return the one goal that `title` refers to: an exact id, a full title, or part of one.

        Raises:
            NotFoundError: no goal matches.
            AmbiguousError: several goals match; the error lists them.
        """
        exact = self._context.repository.get(Goal, title)
        if exact is not None:
            return exact
        wanted = fold(clean_line(title))
        goals = self._context.repository.all(Goal) if wanted else ()
        found = [goal for goal in goals if fold(goal.title) == wanted]
        found = found or [goal for goal in goals if wanted in fold(goal.title)]
        if not found:
            raise NotFoundError(
                f"There is no goal {quoted(title)}.",
                'See "infoint goal", or add it with "infoint goal add".',
            )
        if len(found) > 1:
            raise AmbiguousError(
                f"{quoted(title)} could be any of {len(found)} goals.",
                tuple(f"{clean_line(goal.title)}  (id {goal.id})" for goal in found),
            )
        return found[0]

    # --- the goal ----------------------------------------------------------------------------

    def add(self, title: str, *, why: str = "", decides: str = "") -> Goal:
        """Add a goal.

        Args:
            title: the work the user might want.
            why: why it appeals to the user.
            decides: what would decide it.

        Raises:
            InvalidInputError: the title is blank.
            RuleError: another open goal has that title.
        """
        _need_title(title)
        goal = Goal(id=self._context.new_id(), title=title, why=why, decides=decides)

        def change(tx: Transaction) -> Goal:
            _refuse_namesake(tx, goal)
            return tx.put(goal)

        return self._context.repository.transact(f"add the goal “{goal.title}”", change).value

    def edit(self, goal_id: str, **changes: str) -> Goal:
        """Change only the given fields: title, why, decides.

        Raises:
            InvalidInputError: the title is blank.
            NotFoundError: the goal is gone.
            RuleError: another open goal has that title.
        """
        return self._edit(goal_id, changes)

    def saver(self, shown: Goal) -> Callable[[Mapping[str, Any]], Goal]:
        """Return a function that saves the form for the goal `shown`.

        It detects changes made elsewhere in the meantime. It raises what `edit` raises, and a
        ConflictError as described in `editing.saver`.
        """
        return saver(shown, partial(self._edit, shown.id))

    def _edit(
        self, goal_id: str, changes: Mapping[str, Any], look: ConflictCheck[Goal] = lambda _: None
    ) -> Goal:
        _need_title(changes.get("title", "unchanged"))

        def change(tx: Transaction) -> Goal:
            goal = existing(tx, Goal, goal_id)
            look(goal)
            edited = goal.but(**changes)
            if edited.title != goal.title:
                _refuse_namesake(tx, edited)
            return tx.put(edited)

        return self._context.repository.transact("edit a goal", change).value

    def decide(self, goal_id: str, verdict: Verdict, on: date | None = None) -> Goal:
        """Decide a goal; the user then owes a message to everyone who had an interview for it.

        Args:
            goal_id: the goal.
            verdict: closer, same, chosen or ruled_out; each counts as a result.
            on: the day; None means today.

        Raises:
            RuleError: the goal is already decided.
            InvalidInputError: the day is in the future.
        """
        day = self._context.not_in_future(on)

        def change(tx: Transaction) -> Goal:
            goal = existing(tx, Goal, goal_id)
            _refuse_decided(goal)
            return tx.put(goal.but(verdict=verdict, decided_on=day))

        return self._context.repository.transact("decide about a goal", change).value

    def ending(self, interview_id: str) -> Ending | None:
        """Return what an interview that led to an offer or a formal interview may decide.

        None if it led to neither, was not held, or belongs to a goal that is already decided.
        """
        repository = self._context.repository
        interview = repository.get(Interview, interview_id)
        if interview is None or interview.held_on is None or interview.result not in DECISIVE:
            return None
        goal = repository.get(Goal, interview.goal_id or "")
        if goal is not None and goal.verdict is not None:
            return None
        is_open = (each.goal for each in self.all() if each.goal.verdict is None)
        others = {
            each.contact_id
            for each in repository.all(Interview)
            if _has_no_goal(each) and each.contact_id != interview.contact_id
        }
        return Ending(interview, goal, tuple(is_open), len(others))

    def decide_by(
        self,
        interview_id: str,
        goal: Goal | str,
        verdict: Verdict,
        on: date | None = None,
        *,
        everyone: bool = False,
    ) -> Goal:
        """Decide the goal that an interview led to, as one change.

        The interview is linked to the goal, so its contact hears about it too.

        Args:
            interview_id: the interview.
            goal: the goal; or the title of a new one, or of one that is still open.
            verdict: the verdict.
            on: the day; None means today.
            everyone: also link every other interview that was held and has no goal.

        Raises:
            InvalidInputError: the title is blank, or the day is in the future or before the
                interview.
            NotFoundError: the interview or the goal is gone.
            RuleError: the goal is already decided, or the interview belongs to another one.
        """
        day = self._context.not_in_future(on)
        title = goal if isinstance(goal, str) else goal.title
        _need_title(title)
        fresh = Goal(id=self._context.new_id(), title=title)

        def change(tx: Transaction) -> Goal:
            if isinstance(goal, Goal):
                found = existing(tx, Goal, goal.id)
            else:
                found = namesake(fresh, tx.all(Goal)) or fresh
            _refuse_decided(found)
            chosen = existing(tx, Interview, interview_id)
            _refuse_other(tx, chosen, found)
            if chosen.held_on is not None and day < chosen.held_on:
                in_words = self._context.in_words
                raise InvalidInputError(
                    f"You talked on {in_words(chosen.held_on)}; {in_words(day)} is too early.",
                    "Give a later day.",
                )
            helped = [each for each in tx.all(Interview) if everyone and _has_no_goal(each)]
            for interview in {each.id: each for each in (*helped, chosen)}.values():
                if interview.goal_id != found.id:
                    tx.put(_linked(interview, found.id))
            return tx.put(found.but(verdict=verdict, decided_on=day))

        return self._context.repository.transact("decide about a goal", change).value

    def reopen(self, goal_id: str) -> Goal:
        """Take back a verdict; people who heard it will be owed a message about the next one.

        Raises:
            RuleError: the goal is not decided, or another open goal has its title.
        """

        def change(tx: Transaction) -> Goal:
            goal = existing(tx, Goal, goal_id)
            if goal.verdict is None:
                raise RuleError(f"“{goal.title}” is not decided yet.")
            opened = goal.but(verdict=None, decided_on=None)
            _refuse_namesake(tx, opened)
            for interview in tx.all(Interview):
                if interview.goal_id == goal_id and interview.verdict_told_on:
                    tx.put(interview.but(verdict_told_on=None))
            return tx.put(opened)

        return self._context.repository.transact("reopen the goal", change).value

    def remove(self, goal_id: str) -> Goal:
        """Remove a goal that was made by mistake, and return it.

        Raises:
            NotFoundError: the goal is gone.
            RuleError: the goal is decided, or has an interview.
        """

        def change(tx: Transaction) -> Goal:
            goal = existing(tx, Goal, goal_id)
            if goal.verdict is not None:
                raise RuleError(
                    f"“{goal.title}” is decided: {goal.result}.", "Leave it, or open it again."
                )
            if count := sum(interview.goal_id == goal_id for interview in tx.all(Interview)):
                said = "conversation is" if count == 1 else "conversations are"
                raise RuleError(
                    f"{count} {said} linked to “{goal.title}”.", "Decide about it instead."
                )
            tx.remove(goal)
            return goal

        label = f"remove the goal “{existing(self._context.repository, Goal, goal_id).title}”"
        return self._context.repository.transact(label, change).value

    # --- its interviews ---------------------------------------------------------------------------

    def interview_of(self, contact_id: str, name: str) -> Interview:
        """Return the interview that can be given a goal: the contact's open one, or the last held.

        An interview that fell through does not help decide anything.

        Raises:
            RuleError: there is no such interview; the message calls the contact `name`.
        """
        interviews = self._context.repository.all(Interview)
        own = [t for t in interviews if t.contact_id == contact_id and (t.is_open or t.held_on)]
        found = max(own, key=_latest_last, default=None)
        if found is None:
            raise RuleError(
                f"You haven't talked with {name}, or planned to.",
                "Ask them, or set a time.",
            )
        return found

    def assign(
        self,
        interview_id: str,
        goal_id: str | None,
        *,
        before: int | None = None,
        after: int | None = None,
    ) -> Interview:
        """Assign an interview to a goal, or to none; an interview has at most one goal.

        Args:
            interview_id: the interview.
            goal_id: the goal; None removes the interview from its goal.
            before: how well the goal seemed to fit before the interview, 1 to 5; None leaves it
                unchanged.
            after: the same for after the interview.

        Raises:
            NotFoundError: the interview or the goal is gone.
            InvalidInputError: a fit is not between 1 and 5, or was given without a goal.
        """
        given = {"fit_before": before, "fit_after": after}
        fits = {field: fit for field, fit in given.items() if fit is not None}
        if not all(1 <= fit <= 5 for fit in fits.values()):
            raise InvalidInputError("A fit is a number from 1 to 5.", "5 is a very good fit.")
        if goal_id is None and fits:
            raise InvalidInputError("A fit needs a goal.", "Say which goal it is for.")

        def change(tx: Transaction) -> Interview:
            interview = existing(tx, Interview, interview_id)
            if goal_id is not None:
                existing(tx, Goal, goal_id)
            if interview.goal_id != goal_id:
                interview = _linked(interview, goal_id)
            return tx.put(interview.but(**fits))

        return self._context.repository.transact("link a conversation to a goal", change).value

    def told(self, interview_id: str, channel: Channel | None = None, words: str = "") -> Interview:
        """Note and log that an interview's contact heard how its goal was decided.

        Args:
            interview_id: the interview.
            channel: how they heard.
            words: what was written to them.
        """

        def change(tx: Transaction) -> Interview:
            interview = existing(tx, Interview, interview_id)
            goal = existing(tx, Goal, interview.goal_id or "")
            today = self._context.today
            text = worded(f"told them about “{goal.title}”: {goal.result}", words)
            tx.put(
                self._context.touch(
                    interview.contact_id,
                    "update",
                    text,
                    today,
                    channel=channel,
                    about=interview.id,
                )
            )
            return tx.put(interview.but(verdict_told_on=today, snoozed_until=None))

        return self._context.repository.transact("tell them about a goal", change).value

    def untold(self, interview_id: str) -> Interview:
        """Undo the note that a contact heard about a verdict; the timeline stays."""

        def change(tx: Transaction) -> Interview:
            return tx.put(existing(tx, Interview, interview_id).but(verdict_told_on=None))

        return self._context.repository.transact("move back", change).value


def _need_title(title: str) -> None:
    if not clean_line(title):
        raise InvalidInputError("A goal needs a title.", "Say what work you're curious about.")


def _refuse_decided(goal: Goal) -> None:
    if goal.verdict is not None:
        raise RuleError(
            f"“{goal.title}” is already decided: {goal.result}.", "Open it again first."
        )


def _refuse_other(tx: Transaction, interview: Interview, goal: Goal) -> None:
    other = tx.get(Goal, interview.goal_id or "")
    if other is not None and other.id != goal.id:
        raise RuleError(
            f"That conversation already helps decide “{other.title}”.",
            "Decide about this goal without it.",
        )


def _has_no_goal(interview: Interview) -> bool:
    return interview.held_on is not None and interview.goal_id is None


def _linked(interview: Interview, goal_id: str | None) -> Interview:
    """Return the interview linked to another goal; what it said about the one before goes."""
    return interview.but(goal_id=goal_id, fit_before=None, fit_after=None, verdict_told_on=None)


def _refuse_namesake(tx: Transaction, goal: Goal) -> None:
    other = namesake(goal, tx.all(Goal))
    if other is not None:
        raise RuleError(
            f"The goal “{other.title}” already exists and is open.",
            "Give this one another title, or edit that one.",
        )


def _open_first(each: Progress) -> int:
    decided = each.goal.decided_on
    return -decided.toordinal() if decided else -date.max.toordinal() - 1


def _latest_last(interview: Interview) -> tuple[bool, date, str]:
    day = interview.held_on or interview.day or interview.requested_on
    return interview.is_open, day or date.min, interview.id
