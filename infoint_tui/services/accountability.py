"""Accountability: the user's promise for the day, their partner's, and how it went."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from infoint_tui.domain.basics.errors import InvalidInputError, RuleError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.records.commitment import (
    Commitment,
    evening_message,
    missed_message,
    morning_message,
)
from infoint_tui.services.context import UseCaseContext

if TYPE_CHECKING:
    from infoint_tui.store.repository import Transaction


class Accountability:
    """What two friends promise each other in the morning and report in the evening."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context

    def of_day(self, day: date | None = None) -> Commitment | None:
        """Return what was promised for `day`, or for today if it is None; None if nothing was."""
        wanted = day or self._context.today
        return _of_day(self._context.repository.all(Commitment), wanted)

    def promise(self, text: str = "", partner_text: str = "") -> Commitment:
        """Promise one thing for today, note what the partner promised, or both.

        A new promise replaces the old one.

        Args:
            text: the user's promise; if empty, the existing one stays.
            partner_text: the partner's promise; if empty, the existing one stays.

        Raises:
            InvalidInputError: both are blank.
        """
        given = {"text": clean_line(text), "partner_text": clean_line(partner_text)}
        given = {field: words for field, words in given.items() if words}
        if not given:
            raise InvalidInputError("The promise is empty.", "Say the one thing you will do.")
        today, new_id = self._context.today, self._context.new_id()

        def change(tx: Transaction) -> Commitment:
            known = _of_day(tx.all(Commitment), today) or Commitment(id=new_id, day=today)
            is_new = given.get("text", known.text) != known.text
            return tx.put(known.but(**given, done_on=None if is_new else known.done_on))

        return self._context.repository.transact("promise one thing for today", change).value

    def check_in(self, *, done: bool, day: date | None = None) -> Commitment:
        """Note whether the promise was kept, and return it.

        Args:
            done: True marks it as done today, unless it is already marked; False marks it as not
                done.
            day: the day it was promised for; None means today.

        Raises:
            RuleError: nothing was promised for that day.
        """
        today = self._context.today
        wanted = day or today

        def change(tx: Transaction) -> Commitment:
            known = _of_day(tx.all(Commitment), wanted)
            if known is None or not known.text:
                raise RuleError(
                    f"No promise for {wanted.isoformat()}.",
                    "infoint commit makes one.",
                )
            return tx.put(known.but(done_on=(known.done_on or today) if done else None))

        label = "mark the one thing done" if done else "mark the one thing not done"
        return self._context.repository.transact(label, change).value

    def morning(self, promised: Commitment) -> str:
        """Return the morning message to the partner."""
        return morning_message(promised, self._context.settings.partner)

    def evening(self, promised: Commitment) -> str:
        """Return the evening message to the partner."""
        return evening_message(promised, self._context.settings.partner)

    def missed(self, promised: Commitment) -> str:
        """Return the message that asks the partner to call."""
        return missed_message(promised, self._context.settings.partner)


def _of_day(known: tuple[Commitment, ...], day: date) -> Commitment | None:
    return next((each for each in known if each.day == day), None)
