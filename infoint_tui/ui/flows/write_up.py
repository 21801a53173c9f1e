"""What follows an interview: its debrief, the thank-you, and what it led to in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.domain.basics.calendar import lateness, relative
from infoint_tui.ui.flows.message import MessageActions
from infoint_tui.ui.flows.schedule import Scheduling

if TYPE_CHECKING:
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.domain.vocabulary import Channel
    from infoint_tui.services.debriefing import Debriefed
    from infoint_tui.services.live import LiveConversation


class DebriefActions(MessageActions, Scheduling):
    """A tabbed screen that can go through an interview and debrief it."""

    async def hold(self, contact: Contact, interview_id: str) -> None:
        """Begin an interview, or go on with it; then comes its debrief."""
        conversation = self.do(lambda: self.services.conversations.begin(interview_id))
        if conversation is not None:
            await self.meet(conversation)
            if conversation.has_begun:
                self.do(conversation.leave)
                await self.debrief(contact, interview_id)
            else:
                self.inform("Nothing was noted: the talk has not begun.")

    async def meet(self, conversation: LiveConversation) -> None:
        """Show an interview while it goes on, until it is left."""
        from infoint_tui.ui.screens.live import LiveScreen

        screen = LiveScreen(self.services, conversation, self.keymap, self.badge)
        await self.app.push_screen_wait(screen)

    async def debrief(self, contact: Contact, interview_id: str) -> None:
        """Ask what came of an interview, keep it, and offer the thank-you."""
        from infoint_tui.ui.dialogs.debrief import DebriefForm

        debriefing = self.services.debriefing
        sitting = self.do(lambda: debriefing.begin(interview_id))
        if sitting is None:
            return
        form = DebriefForm(
            contact.name,
            sitting.draft,
            lambda given: debriefing.keep(sitting, given),
            self._goal(contact.id, interview_id),
            is_begun=sitting.is_resumed,
        )
        save = debriefing.save
        done = await self.ask(form, lambda given: save(interview_id, given, sitting), _made)
        if done is not None and done.interview.needs_thanks:
            await self.offer_thanks(contact, interview_id)
        elif done is None and form.is_begun:
            self.do(lambda: debriefing.drop(sitting), lambda _: "Dropped what you typed")
        elif done is None and self._owes_debrief(contact.id):
            self.inform("The debrief is still to be written; Today reminds you.")

    def _owes_debrief(self, contact_id: str) -> bool:
        card = self.services.overview.card(contact_id)
        kinds = {each.kind for each in card.owed} if card else set()
        return not kinds.isdisjoint(("outcome", "debrief"))

    def _goal(self, contact_id: str, interview_id: str) -> str:
        """The title of the goal an interview is held for; empty without one."""
        dossier = self.services.overview.dossier(contact_id)
        interviews = dossier.interviews if dossier else ()
        goal_id = next(
            (interview.goal_id for interview in interviews if interview.id == interview_id), None
        )
        goal = dossier.goals.get(goal_id or "") if dossier else None
        return goal.title if goal else ""

    async def offer_thanks(self, contact: Contact, interview_id: str) -> None:
        """Ask whether the thank-you for an interview is written now, was sent, or comes later."""
        from infoint_tui.ui.kit.choose import ChoiceDialog

        overview, interviews = self.services.overview, self.services.interviews
        card, by = overview.card(contact.id), interviews.last_channel()
        owed = card.owed if card else ()
        today = overview.today
        due = next((each.due for each in owed if each.subject_id == interview_id), today)
        when = lateness(due, today) or f"due {relative(due, today)}"
        options = (
            ("write", "Write the thank-you"),
            ("sent", f"They are thanked already, {channel_words(by)}"),
            ("later", f"Not now; it is {when}"),
        )
        answer = await self.app.push_screen_wait(
            ChoiceDialog(f"Next: thank {contact.name}", options)
        )
        if answer == "write":
            await self.write_to(contact.id, "thank", interview_id)
        elif answer == "sent":
            self.do(
                lambda: interviews.thank(contact.id, by),
                lambda interview: thanked(contact.name, by, interview),
            )


def channel_words(by: Channel) -> str:
    """Say by which way a thank-you went."""
    return {"handwritten": "by a handwritten note", "in_person": "in person"}.get(by, f"by {by}")


def thanked(name: str, by: Channel, interview: Interview | None) -> str:
    """Say that somebody was thanked; or that nothing was owed, without an interview it settled."""
    how = channel_words(by)
    if interview is None:
        return f"Nothing was owed; logged a thank-you to {name} {how}"
    return f"Thanked {name} {how}"


def _made(done: Debriefed) -> str:
    """Say what a debrief made: "Debrief saved: 2 follow-ups, 1 name"."""
    counted = (
        (len(done.items), "follow-up"),
        (len(done.added) + len(done.linked), "name"),
    )
    parts = [f"{n} {what}{'s' if n > 1 else ''}" for n, what in counted if n]
    return "Debrief saved" + (f": {', '.join(parts)}" if parts else "")
