"""Scheduling an interview: when and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import asdict

from infoint_tui.domain.basics.calendar import When, describe
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.interview import Interview


@asking
async def schedule(screen: TabScreen) -> None:
    """Schedule an interview with the contact, or move the planned one."""
    contact = screen.chosen()
    if contact is not None:
        await schedule_with(screen, contact)


async def schedule_with(screen: TabScreen, contact: Contact) -> None:
    """Ask when and where, and schedule the interview with this contact.

    For a time that has passed, this goes on to ask how it went.
    """
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.ui.dialogs.schedule import ScheduleDialog

    services = screen.services
    dossier = services.overview.dossier(contact.id)
    left = dossier.left_over() if dossier else {}
    interview = dossier.open_interview() if dossier else None
    today, zone = services.overview.today, services.context.clock.zone
    interview = interview or Interview(id="", contact_id=contact.id, zone=zone, **left)

    def said(agreed: Interview) -> str:
        start = agreed.start_in(zone)
        return f"{contact.name}: {describe(When(start.date(), start.time()), today)}"

    save = services.scheduling.scheduler(interview)
    agreed = await screen.ask(
        ScheduleDialog(
            contact.name, today, zone, interview, contact.timezone, services.context.clock.now
        ),
        lambda given: save(**asdict(given)),
        said,
        about=contact.id,
    )
    if agreed is not None and agreed.awaits_outcome(services.context.clock.now()):
        from infoint_tui.ui.flows.interview import how_did_it_go

        await how_did_it_go(screen, contact)
