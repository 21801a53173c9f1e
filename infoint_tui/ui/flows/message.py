"""Writing to somebody, and warming up the ground before they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.ui.screen import TabScreen

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.warmup import WarmUp
    from infoint_tui.domain.messages.message import Message
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.vocabulary import Intent, MessageKind


class MessageActions(TabScreen):
    """A tabbed screen from which one can write to somebody."""

    async def write_to(
        self, contact_id: str, kind: MessageKind | None = None, about: str = ""
    ) -> None:
        """Write a message, and note that it was sent.

        Args:
            contact_id: to whom.
            kind: which message; None for what is owed next.
            about: the id of the record that owes it; else the first that fits.
        """
        from infoint_tui.ui.dialogs.message import MessageDialog, Writing

        messages = self.services.messages

        def draft(kind: MessageKind | None, intent: Intent | None, fresh: bool) -> Message:
            return messages.draft(contact_id, kind, about=about, intent=intent, fresh=fresh)

        message = self.do(lambda: draft(kind, None, False))
        if message is None:
            return
        dialog = MessageDialog(message, Writing(draft, messages.keep, messages.mailto))
        sent = messages.sent
        done = await self.ask(dialog, lambda given: sent(given.message, given.channel), str)
        if dialog.warms_up:
            await self.warm_up(contact_id)
            await self.write_to(contact_id, dialog.message.kind, about)
        elif done is None and dialog.is_kept:
            self.inform(f"The draft is kept; {self.keymap.key('contact.message')} goes on with it.")

    async def warm_up(self, contact_id: str) -> None:
        """Show what to do before asking somebody, and do a part of it."""
        from infoint_tui.domain.follow_through.warmup import warm_up
        from infoint_tui.ui.kit.choose import ChoiceDialog

        dossier = self.services.overview.dossier(contact_id)
        if dossier is None:
            return
        contact = dossier.contact
        options = tuple(
            (thing, f"{'✓' if thing.done else '○'} {thing.text}") for thing in warm_up(dossier)
        )
        thing = await self.app.push_screen_wait(
            ChoiceDialog(f"Before you ask {contact.name}", options)
        )
        if thing is not None:
            await self._warm(contact, thing)

    async def _warm(self, contact: Contact, thing: WarmUp) -> None:
        if thing.key == "research":
            await self._research(contact)
        elif thing.key == "congratulate":
            await self.write_to(contact.id, "congratulate")
        elif thing.done:
            self.inform(f"You follow {contact.name} already.")
        else:
            log = self.services.contacts.log
            self.do(lambda: log(contact.id, "", kind="follow"), f"You follow {contact.name}")

    async def _research(self, contact: Contact) -> None:
        from infoint_tui.ui.kit.form import FieldSpec, FormDialog

        asked = (("admire", "Admire"), ("unique", "Unique"), ("milestone", "Milestone"))
        dialog = FormDialog(
            f"What is special about {contact.name}",
            tuple(
                FieldSpec(key, label, getattr(contact, key), multiline=True) for key, label in asked
            ),
        )
        await self.ask(dialog, self.services.contacts.saver(contact), "Written")
