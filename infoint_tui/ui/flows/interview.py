"""The verbs of an interview, wherever a contact stands under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.ui.flows.write_up import DebriefActions, thanked
from infoint_tui.ui.screen import asking

if TYPE_CHECKING:
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.interview import Interview


class TalkActions(DebriefActions):
    """A tabbed screen with a contact under the cursor, to ask, meet and thank."""

    def chosen(self) -> Contact | None:
        """The contact under the cursor; says so when there is none."""
        dossier = self.services.overview.dossier(self.contact_id) if self.contact_id else None
        if dossier is None:
            self.say_nobody()
            return None
        return dossier.contact

    def say_nobody(self) -> None:
        """Say that there is nobody to act on."""
        self.inform("Nobody is under the cursor.")

    @property
    def warm_key(self) -> str:
        """The key that leads to what is to be done before asking."""
        return self.keymap.key("warm_up")

    # --- thank-you ---------------------------------------------------------------------------

    def action_thank(self) -> None:
        """Note that the thank-you was sent today by the channel used last."""
        contact = self.chosen()
        if contact is not None:
            interviews = self.services.interviews
            by = interviews.last_channel()
            self.do(
                lambda: interviews.thank(contact.id, by),
                lambda interview: thanked(contact.name, by, interview),
            )

    @asking
    async def action_thank_how(self) -> None:
        """The same, asking for channel and day."""
        from infoint_tui.ui.dialogs.thank import ThankDialog

        contact = self.chosen()
        if contact is None:
            return
        interviews, today = self.services.interviews, self.services.overview.today
        dialog = ThankDialog(contact.name, interviews.last_channel(), today)
        await self.ask(
            dialog,
            lambda given: (interviews.thank(contact.id, given.channel, given.on), given.channel),
            lambda done: thanked(contact.name, done[1], done[0]),
        )

    # --- the interview ----------------------------------------------------------------------------

    def action_ask(self) -> None:
        """Note that the contact was asked for an interview today."""
        contact = self.chosen()
        if contact is not None:
            self.do(lambda: self.services.requests.ask(contact.id), f"Asked {contact.name}")

    @asking
    async def action_schedule(self) -> None:
        """Schedule an interview with the contact, or move the one planned."""
        contact = self.chosen()
        if contact is not None:
            await self.schedule(contact)

    def action_confirm(self) -> None:
        """Note that the interview was confirmed."""
        contact = self.chosen()
        if contact is not None:
            said = f"Talk with {contact.name} confirmed"
            self.do(lambda: self.services.interviews.confirm(contact.id), said)

    @asking
    async def action_met(self) -> None:
        """Ask how the interview went."""
        contact = self.chosen()
        if contact is not None:
            await self.how_did_it_go(contact)

    async def how_did_it_go(self, contact: Contact) -> None:
        """Ask how the interview went, and note it.

        Only one with a time can have been moved, cancelled or missed.
        """
        from infoint_tui.ui.kit.choose import ChoiceDialog

        dossier = self.services.overview.dossier(contact.id)
        interview = dossier.open_interview() if dossier else None
        if interview is None or interview.start is None:
            await self._held(contact)
            return
        interviews, name = self.services.interviews, contact.name
        how = await self.app.push_screen_wait(
            ChoiceDialog(
                f"How did it go with {contact.name}?",
                (
                    ("held", "We talked"),
                    ("moved", "It was moved to another time"),
                    ("cancelled", "It was cancelled"),
                    ("no_show", "They did not show up"),
                ),
            )
        )
        if how == "held":
            await self._held(contact)
        elif how == "moved":
            await self.schedule(contact)
        elif how == "cancelled":
            self.do(lambda: interviews.fell_through(contact.id, "cancelled"), f"{name}: cancelled")
        elif how == "no_show":
            self.do(lambda: interviews.fell_through(contact.id, "no_show"), f"{name}: no-show")

    async def _held(self, contact: Contact) -> None:
        from infoint_tui.ui.kit.ask_text import TextDialog

        before = self.services.overview.dossier(contact.id)

        def said(interview: Interview) -> str:
            if before and before.has_held(interview):
                return f"Added to the talk with {contact.name} what you learned"
            return f"Talk with {contact.name} held"

        dialog = TextDialog(
            f"You talked with {contact.name}", "One thing you learned (optional)", optional=True
        )
        await self.ask(
            dialog,
            lambda learned: self.services.interviews.met(contact.id, learned=learned),
            said,
        )

    @asking
    async def action_learned(self) -> None:
        """Write the debrief of the latest interview, from its notes or from paper."""
        contact = self.chosen()
        if contact is not None:
            interview = self.do(lambda: self.services.debriefing.interview_of(contact.id))
            if interview is not None:
                await self.debrief(contact, interview.id)

    @asking
    async def action_result(self) -> None:
        """Say what the latest interview led to in the end."""
        from infoint_tui.ui.dialogs.debrief import RESULTS
        from infoint_tui.ui.kit.choose import ChoiceDialog

        contact = self.chosen()
        interview = (
            self.do(lambda: self.services.debriefing.interview_of(contact.id)) if contact else None
        )
        if contact is None or interview is None:
            return
        words, edit = dict(RESULTS), self.services.interviews.edit
        known = list(words).index(interview.result)
        chosen = await self.app.push_screen_wait(
            ChoiceDialog(f"The talk with {contact.name} led to", RESULTS, known)
        )
        if chosen is not None:
            label = f"result of the talk with {contact.name}"
            self.do(
                lambda: edit(interview.id, label, result=chosen),
                f"The talk with {contact.name} led to {words[chosen]}",
            )

    def action_prepare(self) -> None:
        """Prepare the interview with the contact."""
        contact = self.chosen()
        if contact is not None:
            interview = self.do(lambda: self.services.planning.plan_interview(contact.id))
            if interview is not None:
                self.app.open_prep(interview.id)  # type: ignore[attr-defined]  # InfointApp's
