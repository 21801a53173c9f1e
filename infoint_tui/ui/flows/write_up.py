"""Conducting an interview, and writing its debrief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.domain.basics.calendar import full_day, relative
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.ui.flows.goal import offer_verdict
from infoint_tui.ui.flows.thank_you import offer_thanks
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.domain.conversation.unfinished_debrief import Sitting
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.interview import Interview
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
    """Write the debrief of an interview, from its notes or from notes on paper."""
    contact = screen.chosen()
    interview_id = await _which(screen, contact) if contact else None
    if contact is not None and interview_id is not None:
        await debrief(screen, contact, interview_id)


async def _which(screen: TabScreen, contact: Contact) -> str | None:
    """Return the id of the interview to debrief: the one under the cursor, or the usual one.

    If all of several have a debrief, ask which one to correct; None if the user leaves the
    question.
    """
    debriefing = screen.services.debriefing
    begun = debriefing.interviews_of(contact.id)
    if any(each.id == screen.subject_id for each in begun):
        return screen.subject_id
    usual = debriefing.interview_of(contact.id)
    if usual.debrief is None or len(begun) == 1:
        return usual.id
    from infoint_tui.ui.kit.choose import ChoiceDialog

    today = screen.services.overview.today
    options = tuple(
        (each.id, _in_words(full_day(debriefing.day_of(each), today), each)) for each in begun
    )
    title = f"Which conversation with {contact.name}?"
    return await screen.app.push_screen_wait(ChoiceDialog(title, options))


def _in_words(day: str, interview: Interview) -> str:
    learned = clean_line(interview.debrief.learned) if interview.debrief else ""
    return f"{day} · {learned}" if learned else day


async def debrief(screen: TabScreen, contact: Contact, interview_id: str) -> None:
    """Ask what an interview led to, save it, and offer the thank-you."""
    from infoint_tui.ui.dialogs.debrief import DebriefForm

    debriefing, conversations = screen.services.debriefing, screen.services.conversations

    def begin() -> Sitting:
        conversations.recover(interview_id)
        return debriefing.begin(interview_id)

    sitting = screen.do(begin)
    if sitting is None:
        return
    day = debriefing.day_of(sitting.interview)
    form = DebriefForm(
        contact.name,
        sitting.draft,
        lambda given: debriefing.keep(sitting, given),
        _goal(screen, contact.id, interview_id),
        when=relative(day, screen.services.overview.today),
        is_begun=sitting.is_resumed,
    )
    form.warn = lambda given: _warning(debriefing.preview(interview_id, given, sitting))
    save = debriefing.save
    done = await screen.ask(
        form,
        lambda given: save(interview_id, given, sitting),
        _made,
        about=contact.id,
        part=interview_id,
    )
    if done is not None:
        await offer_verdict(screen, contact.name, sitting.interview.result, done.interview)
    if done is not None and done.interview.needs_thanks:
        await offer_thanks(screen, contact, interview_id)
    elif done is None and form.is_begun:
        screen.do(lambda: debriefing.drop(sitting), lambda _: "Dropped what you typed")
    elif done is None and _owes_debrief(screen, contact.id, interview_id):
        screen.inform("You can still write it up; Today will remind you.")


def _owes_debrief(screen: TabScreen, contact_id: str, interview_id: str) -> bool:
    """Return whether Today has, or will have, a line that says to write up this interview."""
    card = screen.services.overview.card(contact_id)
    owed = card.owed if card else ()
    return any(
        each.subject_id == interview_id and each.kind in ("outcome", "debrief") for each in owed
    )


def _goal(screen: TabScreen, contact_id: str, interview_id: str) -> str:
    """Return the title of the goal an interview is for, or "" if it has none."""
    dossier = screen.services.overview.dossier(contact_id)
    interviews = dossier.interviews if dossier else ()
    goal_id = next((each.goal_id for each in interviews if each.id == interview_id), None)
    goal = dossier.goals.get(goal_id or "") if dossier else None
    return goal.title if goal else ""


def _warning(done: Debriefed) -> str:
    """Return what saving would do: "Saving changes 1 to-do and removes 1: Teo Maran"."""
    corrections = done.corrections("changes", "removes")
    return f"Saving {corrections}" if corrections else ""


def _made(done: Debriefed) -> str:
    """Return what a debrief made and corrected: "Saved: 2 to-dos, 1 name, changed 1 to-do"."""
    counted = (
        (len(done.items), "to-do"),
        (len(done.added) + len(done.linked), "name"),
    )
    parts = [f"{n} {what}{'s' if n > 1 else ''}" for n, what in counted if n]
    parts += filter(None, [done.corrections("changed", "removed")])
    return "Saved" + (f": {', '.join(parts)}" if parts else "")
