"""Goals: what the user wonders about, the talks that help to decide it, and the verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from infoint_tui.domain.errors import AmbiguousError, InvalidInputError, NotFoundError, RuleError
from infoint_tui.domain.goal import Goal, Progress, Verdict, namesake, progress
from infoint_tui.domain.interview import Interview
from infoint_tui.domain.text import clean_line, fold, quoted
from infoint_tui.services.desk import Desk, existing, worded
from infoint_tui.services.editing import Look, saver

if TYPE_CHECKING:
    from infoint_tui.domain.touch import Channel
    from infoint_tui.store.repository import Transaction


class Goals:
    """What a person does with a goal, from the first thought to telling everyone who helped."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # --- reading -----------------------------------------------------------------------------

    def all(self) -> tuple[Progress, ...]:
        """Every goal with the talks that belong to it: open ones first, then the latest decided."""
        talks = self._desk.repository.all(Interview)
        goals = [progress(goal, talks) for goal in self._desk.repository.all(Goal)]
        return tuple(sorted(goals, key=_open_first))

    def find(self, title: str) -> Goal:
        """Return the one goal `title` means: an exact id, a full title, or a part of one.

        Raises:
            NotFoundError: there is none.
            AmbiguousError: there are several; the error names them.
        """
        exact = self._desk.repository.get(Goal, title)
        if exact is not None:
            return exact
        wanted = fold(clean_line(title))
        goals = self._desk.repository.all(Goal) if wanted else ()
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
            why: what speaks for it.
            decides: what would decide it.

        Raises:
            InvalidInputError: the title is blank.
            RuleError: another open goal has that title.
        """
        _need_title(title)
        goal = Goal(id=self._desk.new_id(), title=title, why=why, decides=decides)

        def change(tx: Transaction) -> Goal:
            _refuse_namesake(tx, goal)
            return tx.put(goal)

        return self._desk.repository.transact(f"add the goal “{goal.title}”", change).value

    def edit(self, goal_id: str, **changes: str) -> Goal:
        """Change only the fields named: title, why, decides.

        Raises:
            InvalidInputError: the title is blank.
            NotFoundError: the goal is gone.
            RuleError: another open goal has that title.
        """
        return self._edit(goal_id, changes)

    def saver(self, shown: Goal) -> Callable[[Mapping[str, Any]], Goal]:
        """Return what saves a form that shows a goal, minding what others changed since.

        It raises as `edit` does, and a ConflictError as `editing.saver` says.
        """
        return saver(shown, partial(self._edit, shown.id))

    def _edit(
        self, goal_id: str, changes: Mapping[str, Any], look: Look[Goal] = lambda _: None
    ) -> Goal:
        _need_title(changes.get("title", "unchanged"))

        def change(tx: Transaction) -> Goal:
            goal = existing(tx, Goal, goal_id)
            look(goal)
            edited = goal.but(**changes)
            if edited.title != goal.title:
                _refuse_namesake(tx, edited)
            return tx.put(edited)

        return self._desk.repository.transact("edit a goal", change).value

    def decide(self, goal_id: str, verdict: Verdict, on: date | None = None) -> Goal:
        """Decide a goal; everyone who had a talk for it is then owed a word.

        Args:
            goal_id: which one.
            verdict: closer, same or ruled_out; each of them is a result.
            on: the day; else today.

        Raises:
            RuleError: it is decided already.
            InvalidInputError: the day is still to come.
        """
        day = self._desk.not_in_future(on)

        def change(tx: Transaction) -> Goal:
            goal = existing(tx, Goal, goal_id)
            if goal.verdict is not None:
                raise RuleError(
                    f"“{goal.title}” was decided already: {goal.result}.", "Reopen it first."
                )
            return tx.put(goal.but(verdict=verdict, decided_on=day))

        return self._desk.repository.transact("decide a goal", change).value

    def reopen(self, goal_id: str) -> Goal:
        """Take a verdict back; whoever heard of it will be owed word of the next one.

        Raises:
            RuleError: it is not decided, or another open goal has its title.
        """

        def change(tx: Transaction) -> Goal:
            goal = existing(tx, Goal, goal_id)
            if goal.verdict is None:
                raise RuleError(f"“{goal.title}” is not decided yet.")
            opened = goal.but(verdict=None, decided_on=None)
            _refuse_namesake(tx, opened)
            for talk in tx.all(Interview):
                if talk.goal_id == goal_id and talk.verdict_told_on:
                    tx.put(talk.but(verdict_told_on=None))
            return tx.put(opened)

        return self._desk.repository.transact("reopen a goal", change).value

    def remove(self, goal_id: str) -> Goal:
        """Remove a goal that was made by mistake; returns it.

        Raises:
            NotFoundError: the goal is gone.
            RuleError: it is decided, or a talk belongs to it.
        """

        def change(tx: Transaction) -> Goal:
            goal = existing(tx, Goal, goal_id)
            if goal.verdict is not None:
                raise RuleError(
                    f"“{goal.title}” is decided: {goal.result}.", "Let it stand, or reopen it."
                )
            if count := sum(talk.goal_id == goal_id for talk in tx.all(Interview)):
                belong = f"{count} talks belong" if count > 1 else "A talk belongs"
                raise RuleError(f"{belong} to “{goal.title}”.", "Decide it instead.")
            tx.remove(goal)
            return goal

        label = f"remove the goal “{existing(self._desk.repository, Goal, goal_id).title}”"
        return self._desk.repository.transact(label, change).value

    # --- its talks ---------------------------------------------------------------------------

    def talk_of(self, contact_id: str, name: str) -> Interview:
        """Return the talk with a contact to give a goal to: the open one, else the latest held.

        One that fell through helps to decide nothing.

        Raises:
            RuleError: there is none; the message calls the contact `name`.
        """
        talks = self._desk.repository.all(Interview)
        own = [t for t in talks if t.contact_id == contact_id and (t.is_open or t.held_on)]
        found = max(own, key=_latest_last, default=None)
        if found is None:
            raise RuleError(
                f"No talk with {name} is open or was held.",
                "Ask them, or schedule one.",
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
        """Let a talk belong to a goal, or to none; it belongs to one at most.

        Args:
            interview_id: the talk.
            goal_id: the goal.
            before: how well the goal seemed to fit before the talk, 1 to 5; None leaves it.
            after: and after it.

        Raises:
            NotFoundError: the talk or the goal is gone.
            InvalidInputError: a fit is not 1 to 5, or there is no goal that could fit.
        """
        given = {"fit_before": before, "fit_after": after}
        fits = {field: fit for field, fit in given.items() if fit is not None}
        if not all(1 <= fit <= 5 for fit in fits.values()):
            raise InvalidInputError("A fit is a number from 1 to 5.", "5 is a very good fit.")
        if goal_id is None and fits:
            raise InvalidInputError("Without a goal nothing can fit.", "Name the goal as well.")

        def change(tx: Transaction) -> Interview:
            talk = existing(tx, Interview, interview_id)
            if goal_id is not None:
                existing(tx, Goal, goal_id)
            if talk.goal_id != goal_id:
                talk = talk.but(fit_before=None, fit_after=None, verdict_told_on=None)
            return tx.put(talk.but(goal_id=goal_id, **fits))

        return self._desk.repository.transact("assign a talk to a goal", change).value

    def told(self, interview_id: str, channel: Channel | None = None, words: str = "") -> Interview:
        """Note that the contact of a talk heard what its goal came to, and log that.

        Args:
            interview_id: the talk.
            channel: how they heard.
            words: what was written to them.
        """

        def change(tx: Transaction) -> Interview:
            talk = existing(tx, Interview, interview_id)
            goal = existing(tx, Goal, talk.goal_id or "")
            today = self._desk.today
            text = worded(f"told them about “{goal.title}”: {goal.result}", words)
            tx.put(self._desk.touch(talk.contact_id, "update", text, today, channel=channel))
            return tx.put(talk.but(verdict_told_on=today, snoozed_until=None))

        return self._desk.repository.transact("tell what came of a goal", change).value

    def untold(self, interview_id: str) -> Interview:
        """Take back that a contact heard of a verdict; the timeline stays."""

        def change(tx: Transaction) -> Interview:
            return tx.put(existing(tx, Interview, interview_id).but(verdict_told_on=None))

        return self._desk.repository.transact("take back a step", change).value


def _need_title(title: str) -> None:
    if not clean_line(title):
        raise InvalidInputError("A goal needs a title.", "Say what work you wonder about.")


def _refuse_namesake(tx: Transaction, goal: Goal) -> None:
    other = namesake(goal, tx.all(Goal))
    if other is not None:
        raise RuleError(
            f"The goal “{other.title}” is there already, and open.",
            "Give this one another title, or change that one.",
        )


def _open_first(each: Progress) -> int:
    decided = each.goal.decided_on
    return -decided.toordinal() if decided else -date.max.toordinal() - 1


def _latest_last(talk: Interview) -> tuple[bool, date, str]:
    day = talk.held_on or talk.day or talk.requested_on
    return talk.is_open, day or date.min, talk.id
