"""Scheduling an interview: the one step that Prep shares with the screens of contacts."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from infoint_tui.domain.basics.calendar import When, describe
from infoint_tui.ui.screen import TabScreen

if TYPE_CHECKING:
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.interview import Interview


class Scheduling(TabScreen):
    """A tabbed screen that can schedule an interview."""

    async def schedule(self, contact: Contact) -> Interview | None:
        """Ask when and where, and schedule the interview; returns it unless it was cancelled."""
        from infoint_tui.domain.records.interview import Interview
        from infoint_tui.ui.dialogs.schedule import ScheduleDialog

        dossier = self.services.overview.dossier(contact.id)
        left = dossier.left_over() if dossier else {}
        interview = dossier.open_interview() if dossier else None
        today, zone = self.services.overview.today, self.services.context.clock.zone
        interview = interview or Interview(id="", contact_id=contact.id, zone=zone, **left)
        dialog = ScheduleDialog(contact.name, today, zone, interview, contact.timezone)

        def said(agreed: Interview) -> str:
            start = agreed.start_in(zone)
            return f"{contact.name}: {describe(When(start.date(), start.time()), today)}"

        schedule = self.services.scheduling.scheduler(interview)
        return await self.ask(dialog, lambda given: schedule(**asdict(given)), said)
