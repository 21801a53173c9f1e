"""Conducting an interview, and writing its debrief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.ui.flows.thank_you import offer_thanks
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.services.debriefing import Debriefed


async def hold(screen: TabScreen, contact: Contact, interview_id: str) -> None:
    """Start an interview or resume it; its debrief comes next."""
    conversation = screen.do(lambda: screen.services.conversations.begin(interview_id))
    if conversation is None:
        return
    await screen.main_app.open_conversation(conversation)
    if conversation.has_begun:
        screen.do(conversation.leave)
        await debrief(screen, contact, interview_id)
    else:
        screen.inform("You took no notes, so nothing was saved.")


@asking
async def learned(screen: TabScreen) -> None:
    """Write the debrief of the latest interview, from its notes or from notes on paper."""
    contact = screen.chosen()
    if contact is not None:
        interview = screen.do(lambda: screen.services.debriefing.interview_of(contact.id))
        if interview is not None:
            await debrief(screen, contact, interview.id)


async def debrief(screen: TabScreen, contact: Contact, interview_id: str) -> None:
    """Ask what an interview led to, save it, and offer the thank-you."""
    from infoint_tui.ui.dialogs.debrief import DebriefForm

    debriefing = screen.services.debriefing
    sitting = screen.do(lambda: debriefing.begin(interview_id))
    if sitting is None:
        return
    form = DebriefForm(
        contact.name,
        sitting.draft,
        lambda given: debriefing.keep(sitting, given),
        _goal(screen, contact.id, interview_id),
        is_begun=sitting.is_resumed,
    )
    save = debriefing.save
    done = await screen.ask(form, lambda given: save(interview_id, given, sitting), _made)
    if done is not None and done.interview.needs_thanks:
        await offer_thanks(screen, contact, interview_id)
    elif done is None and form.is_begun:
        screen.do(lambda: debriefing.drop(sitting), lambda _: "Dropped what you typed")
    elif done is None and _owes_debrief(screen, contact.id):
        screen.inform("You can still write it up; Today will remind you.")


def _owes_debrief(screen: TabScreen, contact_id: str) -> bool:
    card = screen.services.overview.card(contact_id)
    kinds = {each.kind for each in card.owed} if card else set()
    return not kinds.isdisjoint(("outcome", "debrief"))


def _goal(screen: TabScreen, contact_id: str, interview_id: str) -> str:
    """Return the title of the goal an interview is for, or "" if it has none."""
    dossier = screen.services.overview.dossier(contact_id)
    interviews = dossier.interviews if dossier else ()
    goal_id = next((each.goal_id for each in interviews if each.id == interview_id), None)
    goal = dossier.goals.get(goal_id or "") if dossier else None
    return goal.title if goal else ""


def _made(done: Debriefed) -> str:
    """Return a summary of what a debrief created: "Saved: 2 to-dos, 1 name"."""
    counted = (
        (len(done.items), "to-do"),
        (len(done.added) + len(done.linked), "name"),
    )
    parts = [f"{n} {what}{'s' if n > 1 else ''}" for n, what in counted if n]
    return "Saved" + (f": {', '.join(parts)}" if parts else "")
