"""The verbs on a contact, and on what is owed, wherever one stands under the cursor."""

from __future__ import annotations

from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

from infoint_tui.domain.basics.calendar import relative
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.ui.flows.answer import AnswerActions
from infoint_tui.ui.screen import asking

if TYPE_CHECKING:
    from datetime import date

    from infoint_tui.domain.follow_through.owed import Owed


class ContactActions(AnswerActions):
    """A tabbed screen with a contact under the cursor."""

    @property
    def contact_ids(self) -> tuple[str, ...]:
        """The ids of the contacts that `+` and `x` act on: the marked ones, else the one."""
        return (self.contact_id,) if self.contact_id else ()

    def _next_owed(self) -> Owed | None:
        card = self.services.overview.card(self.contact_id) if self.contact_id else None
        return card.next if card else None

    # --- what happened, what is owed ---------------------------------------------------------

    @asking
    async def action_log(self) -> None:
        """Log that something happened with the contact."""
        from infoint_tui.ui.dialogs.log import LogDialog

        contact = self.chosen()
        if contact is None:
            return
        dialog = LogDialog(contact.name, self.services.overview.today)
        await self.ask(
            dialog,
            lambda given: self.services.contacts.log(contact.id, **asdict(given)),
            f"Logged for {contact.name}",
        )

    @asking
    async def action_message(self) -> None:
        """Write the message that comes next."""
        if self.chosen() is not None:
            contact_id, about = self.to_write()
            await self.write_to(contact_id, about=about)

    def to_write(self) -> tuple[str, str]:
        """To whom a message is written here, and the id of the record that owes it, or ""."""
        return self.contact_id or "", ""

    @asking
    async def action_warm_up(self) -> None:
        """Show what to do before asking the contact."""
        contact = self.chosen()
        if contact is not None:
            await self.warm_up(contact.id)

    @asking
    async def action_follow_up(self) -> None:
        """Note advice, a promise or a skill."""
        from infoint_tui.ui.dialogs.follow_up import FollowUpDialog

        contact = self.chosen()
        if contact is None:
            return
        dialog = FollowUpDialog(contact.name, self.services.overview.today)
        await self.ask(
            dialog,
            lambda given: self.services.follow_ups.note(contact.id, **asdict(given)),
            f"Noted for {contact.name}",
        )

    def action_finish(self) -> None:
        """Finish the soonest follow-up: done, or told."""
        card = self.services.overview.card(self.contact_id) if self.contact_id else None
        if card is None:
            self.inform(f"No follow-up is open here. {self.keymap.key('follow_up')} notes one.")
        else:
            self.do(lambda: self.services.board_moves.finish(card), str)

    @asking
    async def action_introduced(self) -> None:
        """Note whom the contact named."""
        from infoint_tui.ui.dialogs.introduced import IntroducedDialog

        contact = self.chosen()
        if contact is not None:
            await self.ask(
                IntroducedDialog(contact.name, self.known()),
                lambda given: self.services.contacts.introduce(contact.id, given),
                lambda named: named.words(contact.name),
            )

    @asking
    async def action_snooze(self) -> None:
        """Snooze the next thing owed."""
        from infoint_tui.ui.kit.ask_when import DayDialog

        item = self._next_owed()
        if item is None:
            self.inform("Nothing is owed here, so there is nothing to snooze.")
            return
        today = self.services.overview.today
        title = f"Snooze “{clean_line(item.title)}” until"
        dialog = DayDialog(title, today, initial=item.a_week_later(today).isoformat())
        await self.ask(
            dialog,
            lambda day: self.services.board_moves.snooze(item, day),
            lambda _: f"Snoozed until {relative(dialog.result(), today)}",
        )

    @asking
    async def action_due(self) -> None:
        """Set the day a follow-up is due."""
        from infoint_tui.ui.kit.ask_when import DayDialog

        card = self.services.overview.card(self.contact_id) if self.contact_id else None
        known = {each.id: each for each in card.dossier.follow_ups} if card else {}
        item = (
            next((each for each in card.owed if each.subject_id in known), None) if card else None
        )
        if item is None:
            note, snooze = self.keymap.key("follow_up"), self.keymap.key("snooze")
            self.inform(
                f"No follow-up is open here. {note} notes one; {snooze} snoozes other things."
            )
            return
        today = self.services.overview.today
        title = f"“{clean_line(item.title)}” is due on"
        dialog = DayDialog(title, today, initial=item.due.isoformat())
        await self.ask(
            dialog,
            self.services.follow_ups.due_saver(known[item.subject_id]),
            lambda _: f"Due {relative(dialog.result(), today)}",
        )

    @asking
    async def action_goal(self) -> None:
        """Say which goal the interview with the contact helps to decide."""
        from infoint_tui.ui.flows.goal import assign

        contact = self.chosen()
        if contact is not None:
            interview = self.do(lambda: self.services.goals.interview_of(contact.id, contact.name))
            if interview is not None:
                await assign(self, contact.name, interview)

    # --- the contact -------------------------------------------------------------------------

    @asking
    async def action_edit(self) -> None:
        """Edit the contact."""
        from infoint_tui.ui.dialogs.contact_form import ContactForm

        contact = self.chosen()
        if contact is None:
            return
        save = self.services.contacts.saver(contact)
        await self.ask(
            ContactForm(contact, self.known()),
            lambda changes: save(changes) if changes else None,
            lambda edited: f"Saved {edited.name}" if edited else "",
        )

    @asking
    async def action_set_aside(self) -> None:
        """Take contacts off the board, with a reason."""
        from infoint_tui.ui.kit.choose import ChoiceDialog

        ids = self.contact_ids
        if not ids:
            self.say_nobody()
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
        if why is None:
            return

        def put(until: date | None = None) -> bool:
            self.services.contacts.set_aside(ids, why, until)
            return True

        said = f"Set {who} aside: {why}"
        if why == "later":
            from infoint_tui.ui.kit.ask_when import DayDialog

            today = self.services.overview.today
            dialog = DayDialog(f"Bring {who} back on the board on", today, initial="3w")
            is_done = await self.ask(dialog, put, said)
        else:
            is_done = self.do(put, said)
        if is_done:
            self.settled(ids)

    def action_shortlist(self) -> None:
        """Put contacts in play, on the board."""
        ids = self.contact_ids
        if not ids:
            self.say_nobody()
        else:
            who = self._names(ids)
            done = self.do(
                lambda: self.services.contacts.shortlist(ids),
                lambda moved: f"Shortlisted {who}" if moved else "",
            )
            if done == 0:
                self.inform(f"{who} {'is' if len(ids) == 1 else 'are'} shortlisted already.")
            self.settled(ids)

    def settled(self, ids: tuple[str, ...]) -> None:
        """Called when a step on these contacts was carried out: marks have served."""

    def action_copy(self) -> None:
        """Copy name and address."""
        contact = self.chosen()
        if contact is not None:
            self.app.copy_to_clipboard("\n".join((contact.name, *contact.emails[:1])))
            if contact.emails:
                self.inform(f"Copied name and address of {contact.name}")
            else:
                self.inform(f"Copied the name of {contact.name}; no email address is known.")

    def action_open_link(self) -> None:
        """Open the profile, or a new mail."""
        contact = self.chosen()
        if contact is None:
            return
        pages = (link for link in contact.links if link.startswith(("https://", "http://")))
        address = next(chain(pages, contact.emails), "")
        if address:
            self.run_worker(self._open_outside(address))
        else:
            edit = self.keymap.key("contact.edit")
            self.inform(f"{contact.name} has no web address and no email. {edit} adds one.")

    async def _open_outside(self, address: str) -> None:
        """Open a page or a new mail; where nothing does, copy what it would have opened."""
        from infoint_tui.ui.kit.external_programs import opens

        is_page = "://" in address
        if await opens(address if is_page else f"mailto:{quote(address, safe='@')}"):
            self.inform(f"Opened {address}")
        else:
            self.app.copy_to_clipboard(address)
            what = "browser" if is_page else "mail program"
            self.inform(f"No {what} opens from here; copied {address} instead.")

    def _names(self, ids: tuple[str, ...]) -> str:
        if len(ids) > 1:
            return f"{len(ids)} people"
        dossier = self.services.overview.dossier(ids[0])
        return dossier.contact.name if dossier else "them"
