"""Scheduling: a time and a place for an interview, and another time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from infoint_tui.domain.basics.calendar import When, at_zone, in_full
from infoint_tui.domain.basics.errors import ConflictError
from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.services.context import UseCaseContext
from infoint_tui.services.editing import ConflictCheck, saver
from infoint_tui.services.interviews.steps import InterviewSteps

if TYPE_CHECKING:
    from infoint_tui.store.repository import Transaction


class Scheduling:
    """What a person does to agree on a time, once they have asked or instead of asking."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context
        self._steps = InterviewSteps(context)

    def schedule(
        self, contact_id: str, day: date, time: Any, zone: str | None = None, **details: Any
    ) -> Interview:
        """Plan the open request, move a planned interview, or make a new one.

        A new one after an interview that fell through takes over how that was prepared. One entered
        afterwards counts as agreed on its own day, or on the day it was asked for if that is later.

        Args:
            contact_id: with whom.
            day: the day in the interview's zone.
            time: a `datetime.time` in the interview's zone.
            zone: the interview's zone, by IANA name; the user's own if left out.
            details: other fields of `Interview`: minutes, format, place, i_pay, intent, ...

        Raises:
            DateError: that local time does not exist.
        """
        return self._schedule(contact_id, self._slot(day, time, zone, **details))

    def scheduler(self, shown: Interview) -> Callable[..., Interview]:
        """Return what schedules as a form says that shows an interview, minding what others changed.

        It takes what `schedule` does after the contact. It raises as that does, and a ConflictError
        as `editing.saver` says, or when the interview that was to stay at its time has none any more.
        """
        save = saver(shown, partial(self._schedule, shown.contact_id))
        return lambda *slot, **details: save(self._slot(*slot, **details))

    def _slot(
        self, day: date, time: Any, zone: str | None = None, **details: Any
    ) -> dict[str, Any]:
        """The fields of an `Interview` that say when and where it is."""
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
                    f"Meanwhile the talk with {contact.name} was held, or is off.",
                    "Leave this form; another one schedules a new talk.",
                )
            look(interview)
            if interview.start != planned.start:
                planned = self._moved(tx, contact, interview, planned)
            return tx.put(planned.but(agreed_on=interview.agreed_on or self._agreed_on(planned)))

        return self._steps.run("schedule {}", contact_id, step)

    def _moved(
        self, tx: Transaction, contact: Contact, interview: Interview, planned: Interview
    ) -> Interview:
        """Log the new time of an interview; what belonged to the one before it falls away."""
        local = planned.local_start()
        words = in_full(When(local.date(), local.time()), self._context.today)
        if planned.zone != self._context.clock.zone:
            words = f"{words} ({planned.zone})"
        verb = "agreed:" if interview.start is None else "moved to"
        self._steps.log(tx, contact, "message", f"{verb} {words}", self._context.today)
        if interview.start is not None:
            planned = planned.but(confirmed_on=None, begun_at=None)
        return planned.but(snoozed_until=None)

    def _agreed_on(self, planned: Interview) -> date:
        asked = planned.requested_on or date.min
        return max(asked, min(self._context.today, planned.local_start().date()))
