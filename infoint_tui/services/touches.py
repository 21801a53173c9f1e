"""Touches: log what happened with someone, and correct or remove an entry of the timeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.context import UseCaseContext, checked, existing, into_play
from infoint_tui.services.editing import ConflictCheck, saver
from infoint_tui.services.interviews.steps import check_days, dated_by

if TYPE_CHECKING:
    from infoint_tui.domain.vocabulary import Channel, Direction, TouchKind
    from infoint_tui.store.repository import Transaction


class Touches:
    """The timeline: what happened, entry by entry."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context

    def log(
        self,
        contact_ids: Sequence[str],
        text: str,
        *,
        kind: TouchKind = "other",
        on: date | None = None,
        direction: Direction = "out",
        channel: Channel | None = None,
    ) -> tuple[Touch, ...]:
        """Log something that happened with one or several people, as one change.

        Each of them gets an entry of their own. Talking to someone puts them on the board.

        Args:
            contact_ids: the people.
            text: what happened, in words.
            kind: what it was.
            on: the day; None means today.
            direction: who reached out.
            channel: how.

        Returns:
            The new entries, in the order of the people.

        Raises:
            InvalidInputError: the day is in the future.
            NotFoundError: one of them is gone.
        """
        day = self._context.not_in_future(on)
        people = tuple(dict.fromkeys(contact_ids))
        touches = tuple(
            self._context.touch(each, kind, text, day, direction=direction, channel=channel)
            for each in people
        )

        def change(tx: Transaction) -> tuple[Touch, ...]:
            for touch in touches:
                contact = existing(tx, Contact, touch.contact_id)
                if kind in ("meeting", "call"):
                    into_play(tx, contact)
            return tuple(tx.put(touch) for touch in touches)

        who = self._context.who(people)
        return self._context.repository.transact(f"log contact with {who}", change).value

    def edit(self, touch_id: str, **changes: Any) -> Touch:
        """Correct an entry: its day, kind, direction, channel or text.

        If the entry says when the user asked, talked or the like, the interview says the new day
        too.

        Raises:
            InvalidInputError: the day is in the future or does not fit the other days of the
                interview, or a value is not valid for its field.
            NotFoundError: the entry is gone.
        """
        return self._edit(touch_id, changes)

    def saver(self, shown: Touch) -> Callable[[Mapping[str, Any]], Touch]:
        """Return a function that saves the form for the entry `shown`.

        It detects changes made elsewhere in the meantime. It raises what `edit` raises, and a
        ConflictError as described in `editing.saver`.
        """
        return saver(shown, partial(self._edit, shown.id))

    def _edit(
        self,
        touch_id: str,
        changes: Mapping[str, Any],
        look: ConflictCheck[Touch] = lambda _: None,
    ) -> Touch:
        if "on" in changes:
            self._context.not_in_future(changes["on"])

        def change(tx: Transaction) -> Touch:
            touch = existing(tx, Touch, touch_id)
            look(touch)
            edited = checked(lambda: touch.but(**changes))
            self._redate(tx, touch, edited)
            return tx.put(edited)

        label = f"correct an entry for {self._whose(touch_id)}"
        return self._context.repository.transact(label, change).value

    def _redate(self, tx: Transaction, before: Touch, after: Touch) -> None:
        """Let the interview that an entry is about say the day that the entry now says."""
        if before.on == after.on:
            return
        for interview in tx.of(Interview, before.contact_id):
            field = dated_by(before, interview)
            if field is not None:
                moved = interview.but(**{field: after.on})
                check_days(self._context, moved, [field])
                tx.put(moved)

    def remove(self, touch_id: str) -> Touch:
        """Remove an entry from the timeline, and return it.

        Raises:
            NotFoundError: the entry is gone.
        """

        def change(tx: Transaction) -> Touch:
            touch = existing(tx, Touch, touch_id)
            tx.remove(touch)
            return touch

        label = f"remove an entry for {self._whose(touch_id)}"
        return self._context.repository.transact(label, change).value

    def _whose(self, touch_id: str) -> str:
        touch = existing(self._context.repository, Touch, touch_id)
        return self._context.who([touch.contact_id])
