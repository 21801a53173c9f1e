"""Scheduling: set a time and a place for an interview, or move it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from infoint_tui.domain.basics.calendar import When, at_zone, in_full, zone_words
from infoint_tui.domain.basics.errors import ConflictError
from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.services.context import UseCaseContext
from infoint_tui.services.editing import ConflictCheck, saver
from infoint_tui.services.interviews.steps import AGREED, InterviewSteps

if TYPE_CHECKING:
    from infoint_tui.store.repository import Transaction


class Scheduling:
    """What a person does to agree on a time, with or without asking first."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context
        self._steps = InterviewSteps(context)

    def schedule(
        self, contact_id: str, day: date, time: Any, zone: str | None = None, **details: Any
    ) -> Interview:
        """Schedule the open request, move a planned interview, or create a new one.

        If the last interview fell through, a new one takes over its preparation. An interview
        entered after it took place counts as agreed on its own day, or on the day it was asked for
        if that is later.

        Args:
            contact_id: the contact.
            day: the day in the interview's zone.
            time: a `datetime.time` in the interview's zone.
            zone: the interview's zone as an IANA name; None means the user's own.
            details: other fields of `Interview`: minutes, format, place, i_pay, intent, ...

        Raises:
            DateError: that local time does not exist.
        """
        return self._schedule(contact_id, self._slot(day, time, zone, **details))

    def scheduler(self, shown: Interview) -> Callable[..., Interview]:
        """Return a function that schedules the interview `shown` with the values from a form.

        It takes the same arguments as `schedule`, without the contact, and detects changes made
        elsewhere in the meantime. It raises what `schedule` raises, a ConflictError as described in
        `editing.saver`, and another ConflictError if the interview should keep its time but no
        longer has one.
        """
        save = saver(shown, partial(self._schedule, shown.contact_id))
        return lambda *slot, **details: save(self._slot(*slot, **details))

    def _slot(
        self, day: date, time: Any, zone: str | None = None, **details: Any
    ) -> dict[str, Any]:
        """Return the fields of an `Interview` that say when and where it is."""
        where = zone or self._context.clock.zone
        return {"start": at_zone(day, time, where), "zone": where, **details}

    def _schedule(
        self,
        contact_id: str,
        slot: Mapping[str, Any],
        look: ConflictCheck[Interview] = lambda _: None,
    ) -> Interview:
        def step(tx: Transaction, contact: Contact, dossier: Dossier) -> Interview:
            interview = dossier.open_interview() or self._steps.again(contact, dossier)
            planned = interview.but(**slot)
            if planned.start is None:
                raise ConflictError(
                    f"You've since talked with {contact.name}, or it's off.",
                    "Close this form; open it again to set a new time.",
                )
            look(interview)
            if interview.start != planned.start:
                planned = self._moved(tx, interview, planned)
            return tx.put(planned.but(agreed_on=interview.agreed_on or self._agreed_on(planned)))

        return self._steps.run("set a time with {}", contact_id, step)

    def _moved(self, tx: Transaction, interview: Interview, planned: Interview) -> Interview:
        """Log an interview's new time, and clear whatever applied only to the old one."""
        local = planned.local_start()
        words = in_full(When(local.date(), local.time()), self._context.today)
        if planned.zone != self._context.clock.zone:
            words = f"{words} ({zone_words(planned.zone)})"
        verb = AGREED if interview.start is None else "moved to"
        self._steps.log(tx, interview, "message", f"{verb} {words}", self._context.today)
        if interview.start is not None:
            planned = planned.but(confirmed_on=None, begun_at=None)
        return planned.but(snoozed_until=None)

    def _agreed_on(self, planned: Interview) -> date:
        asked = planned.requested_on or date.min
        return max(asked, min(self._context.today, planned.local_start().date()))
