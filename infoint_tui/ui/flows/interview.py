"""The steps of an interview: asking for it, preparing, confirming, meeting, and where it led."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.ui.flows.goal import offer_verdict
from infoint_tui.ui.flows.schedule import schedule_with
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.interview import Interview


def ask(screen: TabScreen) -> None:
    """Record that the contact was asked for an interview today."""
    contact = screen.chosen()
    if contact is not None:
        said = screen.services.courage.word_after
        screen.do(
            lambda: screen.services.requests.ask(contact.id),
            lambda _: said() or f"Asked {contact.name}",
        )


def prepare(screen: TabScreen) -> None:
    """Prepare the interview with the contact."""
    contact = screen.chosen()
    if contact is not None:
        interview = screen.do(lambda: screen.services.planning.plan_interview(contact.id))
        if interview is not None:
            screen.main_app.open_prep(interview.id)


def confirm(screen: TabScreen) -> None:
    """Record that the interview was confirmed."""
    contact = screen.chosen()
    if contact is not None:
        said = f"Confirmed with {contact.name}"
        screen.do(lambda: screen.services.interviews.confirm(contact.id), said)


@asking
async def met(screen: TabScreen) -> None:
    """Ask how the interview went, and record it."""
    contact = screen.chosen()
    if contact is not None:
        await how_did_it_go(screen, contact)


async def how_did_it_go(screen: TabScreen, contact: Contact) -> None:
    """Ask how the interview with this contact went, and record it.

    Only an interview with a set time can have been moved, called off or missed.
    """
    from infoint_tui.ui.kit.choose import ChoiceDialog

    dossier = screen.services.overview.dossier(contact.id)
    interview = dossier.open_interview() if dossier else None
    if interview is None or interview.start is None:
        await _held(screen, contact)
        return
    fell_through, name = screen.services.interviews.fell_through, contact.name
    how = await screen.app.push_screen_wait(
        ChoiceDialog(
            f"How did it go with {name}?",
            (
                ("held", "We talked"),
                ("moved", "It moved"),
                ("cancelled", "It's off"),
                ("no_show", "They didn't show up"),
            ),
        )
    )
    if how == "held":
        await _held(screen, contact)
    elif how == "moved":
        await schedule_with(screen, contact)
    elif how == "cancelled":
        screen.do(lambda: fell_through(contact.id, "cancelled"), f"Called off: {name}")
    elif how == "no_show":
        screen.do(lambda: fell_through(contact.id, "no_show"), f"{name} didn't show up")


async def _held(screen: TabScreen, contact: Contact) -> None:
    """Log that the interview was held, and ask for one thing the user learned.

    If today's was already logged, that is all there is to save; and if it was also written up,
    there is nothing to ask.
    """
    from infoint_tui.ui.kit.ask_text import TextDialog

    overview = screen.services.overview
    before = overview.dossier(contact.id)
    again = before.noted_interview(None, "", overview.today) if before else None
    if again is not None and again.debrief is not None:
        key = screen.keymap.key("learned")
        screen.inform(
            f"Today's conversation with {contact.name} is already written up. {key} corrects it."
        )
        return
    title, label = f"You talked with {contact.name}", "One thing you learned (optional)"
    if again is not None:
        title = f"You already logged today's conversation with {contact.name}"
        label = "One thing you learned"

    def said(interview: Interview) -> str:
        if before and before.has_held(interview):
            return f"Saved what you learned from {contact.name}"
        return f"Saved: you talked with {contact.name}"

    await screen.ask(
        TextDialog(title, label, optional=again is None),
        lambda learned: screen.services.interviews.met(contact.id, learned=learned),
        said,
        about=contact.id,
        part="talked",
    )


@asking
async def result(screen: TabScreen) -> None:
    """Ask what the latest interview eventually led to, and record it."""
    from infoint_tui.ui.dialogs.debrief import RESULTS
    from infoint_tui.ui.kit.choose import ChoiceDialog

    services, contact = screen.services, screen.chosen()
    interview = screen.do(lambda: services.debriefing.interview_of(contact.id)) if contact else None
    if contact is None or interview is None:
        return
    words = dict(RESULTS)
    chosen = await screen.app.push_screen_wait(
        ChoiceDialog(
            f"Talking with {contact.name} led to", RESULTS, list(words).index(interview.result)
        )
    )
    if chosen is not None:
        label = f"say where talking with {contact.name} led"
        saved = screen.do(
            lambda: services.interviews.edit(interview.id, label, result=chosen),
            f"Saved: talking with {contact.name} led to {words[chosen]}",
        )
        if saved is not None:
            await offer_verdict(screen, contact.name, interview.result, saved)
