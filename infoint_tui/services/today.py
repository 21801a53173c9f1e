"""Today: what there is to do, and putting off what is overdue."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.follow_through.owed import RULES, Owed
from infoint_tui.domain.follow_through.today import Agenda, DayContext, agenda, spread
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.vocabulary import Subject
from infoint_tui.services.context import UseCaseContext, existing

if TYPE_CHECKING:
    from infoint_tui.domain.messages.message import Message
    from infoint_tui.domain.records.question import BankQuestion
    from infoint_tui.services.accountability import Accountability
    from infoint_tui.services.overview import Overview
    from infoint_tui.store.repository import Transaction

_RECORDS: dict[Subject, type[Interview | FollowUp | Contact]] = {
    "interview": Interview,
    "follow_up": FollowUp,
    "contact": Contact,
}


class Today:
    """Answers "What should I do today?" with a list that has an end."""

    def __init__(
        self,
        context: UseCaseContext,
        overview: Overview,
        bank: Callable[[], Iterable[BankQuestion]],
        accountability: Accountability,
        draft: Callable[[str], Message],
    ) -> None:
        """Store what the use case works with.

        Args:
            context: the data, the time and the settings.
            overview: the board, and what is owed.
            bank: returns the question bank, which is slow to read.
            accountability: the promise for the day.
            draft: returns the message that asks a contact, by id; may raise an `InfointError`.
        """
        self._context = context
        self._overview = overview
        self._bank = bank
        self._accountability = accountability
        self._draft = draft

    def agenda(self) -> Agenda:
        """Return what there is to do today."""
        context, cards = self._context, tuple(self._overview.board().cards())
        is_day_off = context.today in context.settings.all_days_off
        interviews = (each for card in cards for each in card.dossier.interviews if each.is_open)
        planned = any(each.plan for each in interviews)  # if none, the bank is not needed
        bank = {each.id: each for each in self._bank()} if planned else {}
        found = agenda(
            cards,
            DayContext(
                context.today,
                context.clock.now(),
                context.clock.zone,
                bank,
                lambda contact_id: context.repository.place(Contact, contact_id),
            ),
            context.settings.today_limit,
            self._accountability.of_day(),
            self._accountability.asked(),
        )
        return replace(found, is_day_off=is_day_off)

    def with_blanks(self, found: Agenda) -> Agenda:
        """Return the agenda with the number of blanks in the draft to the one who is ready.

        Drafting takes far longer to import than the rest, so the first lines do not wait for it.
        """
        ready = found.ready
        if ready is None or ready.missing:
            return found
        from infoint_tui.domain.messages.checks import gaps

        try:
            blanks = len(gaps(self._draft(ready.contact.id)))
        except InfointError:  # a template that cannot be used says so when the message is written
            return found
        return replace(found, ready=replace(ready, blanks=blanks))

    def put_off(self) -> tuple[tuple[Owed, date], ...]:
        """Return the items `spread` would snooze, each with its new day."""
        context = self._context
        owed: list[Owed] = [line.owed for line in self._overview.owed()]
        return spread(owed, context.today, context.settings.all_days_off)

    def spread(self) -> int:
        """Spread overdue items over the next five business days, except interviews and thank-yous.

        Returns:
            How many items were snoozed. It is one change that a single undo reverts.
        """
        put_off = self.put_off()

        def change(tx: Transaction) -> None:
            for item, day in put_off:
                tx.put(
                    existing(tx, _RECORDS[RULES[item.kind].subject], item.subject_id).but(
                        snoozed_until=day
                    )
                )

        self._context.repository.transact("spread what is overdue over five days", change)
        return len(put_off)
