"""The verbs that work on a contact wherever one stands under the cursor."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING
from urllib.parse import quote

from textual import work

from infoint_tui.domain.calendar import relative
from infoint_tui.domain.text import clean_line
from infoint_tui.ui.screens.scheduling import Scheduling

if TYPE_CHECKING:
    from infoint_tui.domain.contact import Contact
    from infoint_tui.domain.interview import Interview
    from infoint_tui.domain.owed import Owed


class ContactActions(Scheduling):
    """A tabbed screen with a contact under the cursor."""

    @property
    def contact_id(self) -> str | None:
        """The id of the contact under the cursor."""
        raise NotImplementedError

    @property
    def contact_ids(self) -> tuple[str, ...]:
        """The ids of the contacts that `+` and `x` act on: the marked ones, else the one."""
        return (self.contact_id,) if self.contact_id else ()

    def _contact(self) -> Contact | None:
        """The contact under the cursor; says so when there is none."""
        dossier = self.services.overview.dossier(self.contact_id) if self.contact_id else None
        if dossier is None:
            self.say("Nobody is under the cursor.")
            return None
        return dossier.contact

    def _next_owed(self) -> Owed | None:
        card = self.services.overview.card(self.contact_id) if self.contact_id else None
        return card.next if card else None

    # --- thank-you ---------------------------------------------------------------------------

    def action_thank(self) -> None:
        """Note that the thank-you was sent today by the channel used last."""
        contact = self._contact()
        if contact is not None:
            interviews = self.services.interviews
            by = interviews.last_channel()
            self.do(
                lambda: interviews.thank(contact.id, by),
                lambda talk: _thanked(contact.name, by, talk),
            )

    @work
    async def action_thank_how(self) -> None:
        """The same, asking for channel and day."""
        from infoint_tui.ui.dialogs.thank import ThankDialog

        contact = self._contact()
        if contact is None:
            return
        interviews, today = self.services.interviews, self.services.overview.today
        dialog = ThankDialog(contact.name, interviews.last_channel(), today)
        given = await self.app.push_screen_wait(dialog)
        if given is not None:
            self.do(
                lambda: interviews.thank(contact.id, given.channel, given.on),
                lambda talk: _thanked(contact.name, given.channel, talk),
            )

    # --- the talk ----------------------------------------------------------------------------

    def action_ask(self) -> None:
        """Note that the contact was asked for a talk today."""
        contact = self._contact()
        if contact is not None:
            self.do(lambda: self.services.interviews.ask(contact.id), f"Asked {contact.name}")

    @work
    async def action_schedule(self) -> None:
        """Schedule a talk with the contact, or move the one planned."""
        contact = self._contact()
        if contact is not None:
            await self.schedule(contact)

    @work
    async def action_met(self) -> None:
        """Ask how the talk went."""
        contact = self._contact()
        if contact is not None:
            await self.how_did_it_go(contact)

    async def how_did_it_go(self, contact: Contact) -> None:
        """Ask how the talk went, and note it."""
        from infoint_tui.ui.dialogs.choose import ChoiceDialog

        interviews = self.services.interviews
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
        elif how == "cancelled" or how == "no_show":
            said = "cancelled" if how == "cancelled" else "did not show up"
            self.do(lambda: interviews.fell_through(contact.id, how), f"{contact.name}: {said}")

    async def _held(self, contact: Contact) -> None:
        from infoint_tui.ui.dialogs.ask_text import TextDialog

        learned = await self.app.push_screen_wait(
            TextDialog(
                f"You talked with {contact.name}",
                "One thing you learned (optional)",
                optional=True,
            )
        )
        if learned is not None:
            self.do(
                lambda: self.services.interviews.met(contact.id, learned=learned),
                f"Talk with {contact.name} held",
            )

    @work
    async def action_learned(self) -> None:
        """Write down what was learned in the latest talk."""
        from infoint_tui.domain.interview import Debrief
        from infoint_tui.ui.dialogs.form import FieldSpec, FormDialog

        contact = self._contact()
        dossier = self.services.overview.dossier(contact.id) if contact else None
        held = [talk for talk in dossier.interviews if talk.held_on] if dossier else []
        if contact is None or not held:
            self.say("Once a talk was held, write here what you learned. h says how it went.")
            return
        talk = max(held, key=lambda each: (each.held_on, each.id))
        before = talk.debrief or Debrief()
        given = await self.app.push_screen_wait(
            FormDialog(
                f"What you learned from {contact.name}",
                (
                    FieldSpec("learned", "Learned", before.learned, multiline=True),
                    FieldSpec("good", "Good", before.good),
                    FieldSpec("bad", "Bad", before.bad),
                    FieldSpec("surprising", "Surprising", before.surprising),
                ),
            )
        )
        if given is not None:
            debrief = before.but(**given)
            self.do(lambda: self.services.interviews.write_debrief(talk.id, debrief), "Written")

    def action_prepare(self) -> None:
        """Prepare the talk with the contact."""
        contact = self._contact()
        if contact is not None:
            talk = self.do(lambda: self.services.planning.plan_talk(contact.id))
            if talk is not None:
                self.app.open_prep(talk.id)  # type: ignore[attr-defined]  # InfointApp's

    # --- what happened, what is owed ---------------------------------------------------------

    @work
    async def action_log(self) -> None:
        """Log that something happened with the contact."""
        from infoint_tui.ui.dialogs.log import LogDialog

        contact = self._contact()
        if contact is None:
            return
        dialog = LogDialog(contact.name, self.services.overview.today)
        given = await self.app.push_screen_wait(dialog)
        if given is not None:
            self.do(
                lambda: self.services.contacts.log(contact.id, **asdict(given)),
                f"Logged for {contact.name}",
            )

    @work
    async def action_follow_up(self) -> None:
        """Note advice, a promise or a skill."""
        from infoint_tui.ui.dialogs.follow_up import FollowUpDialog

        contact = self._contact()
        if contact is None:
            return
        dialog = FollowUpDialog(contact.name, self.services.overview.today)
        given = await self.app.push_screen_wait(dialog)
        if given is not None:
            self.do(
                lambda: self.services.follow_ups.note(contact.id, **asdict(given)),
                f"Noted for {contact.name}",
            )

    @work
    async def action_introduced(self) -> None:
        """Add somebody the contact named."""
        from infoint_tui.ui.dialogs.form import FieldSpec, FormDialog

        contact = self._contact()
        if contact is None:
            return
        given = await self.app.push_screen_wait(
            FormDialog(
                f"Whom did {contact.name} name?",
                (
                    FieldSpec("name", "Name", required=True),
                    FieldSpec("organization", "Organization"),
                ),
            )
        )
        if given is not None:
            self.do(
                lambda: self.services.contacts.introduce(
                    contact.id, given["name"], given["organization"]
                ),
                lambda new: f"Added {new.name}, named by {contact.name}",
            )

    @work
    async def action_snooze(self) -> None:
        """Put off the next thing owed."""
        from infoint_tui.ui.dialogs.ask_when import DayDialog

        item = self._next_owed()
        if item is None:
            self.say("Nothing is owed here, so there is nothing to put off.")
            return
        today = self.services.overview.today
        day = await self.app.push_screen_wait(
            DayDialog(f"Put off “{clean_line(item.title)}” until", today, initial="+1w")
        )
        if day is not None:
            self.do(
                lambda: self.services.moves.snooze(item, day), f"Put off to {relative(day, today)}"
            )

    @work
    async def action_due(self) -> None:
        """Set the day a follow-up is due."""
        from infoint_tui.ui.dialogs.ask_when import DayDialog

        card = self.services.overview.card(self.contact_id) if self.contact_id else None
        known = {each.id for each in card.dossier.follow_ups} if card else set()
        item = (
            next((each for each in card.owed if each.subject_id in known), None) if card else None
        )
        if item is None:
            self.say("No follow-up is open here. f notes one; z puts other things off.")
            return
        today = self.services.overview.today
        day = await self.app.push_screen_wait(
            DayDialog(f"“{clean_line(item.title)}” is due", today, initial="")
        )
        if day is not None:
            self.do(lambda: self.services.moves.set_due(item, day), f"Due {relative(day, today)}")

    # --- the contact -------------------------------------------------------------------------

    @work
    async def action_edit(self) -> None:
        """Edit the contact."""
        from infoint_tui.ui.dialogs.contact_form import ContactForm

        contact = self._contact()
        if contact is None:
            return
        changes = await self.app.push_screen_wait(ContactForm(contact))
        if changes:
            self.do(
                lambda: self.services.contacts.edit(contact.id, **changes),
                lambda edited: f"Saved {edited.name}",
            )

    @work
    async def action_set_aside(self) -> None:
        """Take contacts off the board, with a reason."""
        from infoint_tui.ui.dialogs.choose import ChoiceDialog

        ids = self.contact_ids
        if not ids:
            return
        who = self._names(ids)
        why = await self.app.push_screen_wait(
            ChoiceDialog(
                f"Set {who} aside: why?",
                (
                    ("not a fit", "Not a fit"),
                    ("no reply", "No reply"),
                    ("declined", "Declined"),
                    ("later", "Later, perhaps"),
                ),
            )
        )
        if why is not None:
            self.do(lambda: self.services.contacts.set_aside(ids, why), f"Set {who} aside: {why}")
            self.settled(ids)

    def action_shortlist(self) -> None:
        """Put contacts in play, on the board."""
        ids = self.contact_ids
        if ids:
            who = self._names(ids)
            done = self.do(
                lambda: self.services.contacts.shortlist(ids),
                lambda moved: f"Shortlisted {who}" if moved else "",
            )
            if done == 0:
                self.say(f"{who} {'is' if len(ids) == 1 else 'are'} shortlisted already.")
            self.settled(ids)

    def settled(self, ids: tuple[str, ...]) -> None:
        """Called when a step on these contacts was carried out: marks have served."""

    def action_copy(self) -> None:
        """Copy name and address."""
        contact = self._contact()
        if contact is not None:
            self.app.copy_to_clipboard("\n".join((contact.name, *contact.emails[:1])))
            self.say(f"Copied {contact.name}")

    def action_open_link(self) -> None:
        """Open the profile, or a new mail."""
        contact = self._contact()
        if contact is None:
            return
        links = [link for link in contact.links if link.startswith(("https://", "http://"))]
        links += [f"mailto:{quote(email, safe='@')}" for email in contact.emails]
        if links:
            self.app.open_url(links[0])
        else:
            self.say(f"{contact.name} has no web address and no email. e adds one.")

    def _names(self, ids: tuple[str, ...]) -> str:
        if len(ids) > 1:
            return f"{len(ids)} people"
        dossier = self.services.overview.dossier(ids[0])
        return dossier.contact.name if dossier else "them"


def _thanked(name: str, by: str, talk: Interview | None) -> str:
    how = {"handwritten": "by a handwritten note", "in_person": "in person"}.get(by, f"by {by}")
    if talk is None:
        return f"Nothing was owed; logged a thank-you to {name} {how}"
    return f"Thanked {name} {how}"
