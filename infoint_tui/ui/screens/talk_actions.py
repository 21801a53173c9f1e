"""The verbs of a talk, wherever a contact stands under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.ui.screens.base import asking
from infoint_tui.ui.screens.scheduling import Scheduling

if TYPE_CHECKING:
    from infoint_tui.domain.contact import Contact
    from infoint_tui.domain.interview import Interview


class TalkActions(Scheduling):
    """A tabbed screen with a contact under the cursor, to ask, meet and thank."""

    @property
    def contact_id(self) -> str | None:
        """The id of the contact under the cursor."""
        raise NotImplementedError

    def chosen(self) -> Contact | None:
        """The contact under the cursor; says so when there is none."""
        dossier = self.services.overview.dossier(self.contact_id) if self.contact_id else None
        if dossier is None:
            self.say("Nobody is under the cursor.")
            return None
        return dossier.contact

    # --- thank-you ---------------------------------------------------------------------------

    def action_thank(self) -> None:
        """Note that the thank-you was sent today by the channel used last."""
        contact = self.chosen()
        if contact is not None:
            interviews = self.services.interviews
            by = interviews.last_channel()
            self.do(
                lambda: interviews.thank(contact.id, by),
                lambda talk: _thanked(contact.name, by, talk),
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
            lambda done: _thanked(contact.name, done[1], done[0]),
        )

    # --- the talk ----------------------------------------------------------------------------

    def action_ask(self) -> None:
        """Note that the contact was asked for a talk today."""
        contact = self.chosen()
        if contact is not None:
            self.do(lambda: self.services.interviews.ask(contact.id), f"Asked {contact.name}")

    @asking
    async def action_schedule(self) -> None:
        """Schedule a talk with the contact, or move the one planned."""
        contact = self.chosen()
        if contact is not None:
            await self.schedule(contact)

    def action_confirm(self) -> None:
        """Note that the talk was confirmed."""
        contact = self.chosen()
        if contact is not None:
            said = f"Talk with {contact.name} confirmed"
            self.do(lambda: self.services.interviews.confirm(contact.id), said)

    @asking
    async def action_met(self) -> None:
        """Ask how the talk went."""
        contact = self.chosen()
        if contact is not None:
            await self.how_did_it_go(contact)

    async def how_did_it_go(self, contact: Contact) -> None:
        """Ask how the talk went, and note it."""
        from infoint_tui.ui.dialogs.choose import ChoiceDialog

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
        from infoint_tui.ui.dialogs.ask_text import TextDialog

        dialog = TextDialog(
            f"You talked with {contact.name}", "One thing you learned (optional)", optional=True
        )
        await self.ask(
            dialog,
            lambda learned: self.services.interviews.met(contact.id, learned=learned),
            f"Talk with {contact.name} held",
        )

    @asking
    async def action_learned(self) -> None:
        """Write down what was learned in the latest talk."""
        from infoint_tui.domain.interview import Debrief
        from infoint_tui.ui.dialogs.form import FieldSpec, FormDialog

        contact = self.chosen()
        dossier = self.services.overview.dossier(contact.id) if contact else None
        held = [talk for talk in dossier.interviews if talk.held_on] if dossier else []
        if contact is None or not held:
            met = self.keymap.key("met")
            self.say(f"Once a talk was held, write here what you learned. {met} says how it went.")
            return
        talk = max(held, key=lambda each: (each.held_on, each.id))
        before = talk.debrief or Debrief()
        dialog = FormDialog(
            f"What you learned from {contact.name}",
            (
                FieldSpec("learned", "Learned", before.learned, multiline=True),
                FieldSpec("good", "Good", before.good),
                FieldSpec("bad", "Bad", before.bad),
                FieldSpec("surprising", "Surprising", before.surprising),
            ),
        )
        write = self.services.interviews.write_debrief
        await self.ask(dialog, lambda given: write(talk.id, before.but(**given)), "Written")

    def action_prepare(self) -> None:
        """Prepare the talk with the contact."""
        contact = self.chosen()
        if contact is not None:
            talk = self.do(lambda: self.services.planning.plan_talk(contact.id))
            if talk is not None:
                self.app.open_prep(talk.id)  # type: ignore[attr-defined]  # InfointApp's


def _thanked(name: str, by: str, talk: Interview | None) -> str:
    how = {"handwritten": "by a handwritten note", "in_person": "in person"}.get(by, f"by {by}")
    if talk is None:
        return f"Nothing was owed; logged a thank-you to {name} {how}"
    return f"Thanked {name} {how}"
