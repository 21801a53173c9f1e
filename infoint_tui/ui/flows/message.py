"""Writing to someone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.domain.messages.message import Message
    from infoint_tui.domain.vocabulary import Intent, MessageKind


@asking
async def message(screen: TabScreen) -> None:
    """Write the next message that is due, or the one that the line under the cursor is for."""
    if screen.chosen() is not None:
        contact_id, about = screen.to_write()
        await write_to(screen, contact_id, screen.kind_here, about)


async def write_to(
    screen: TabScreen,
    contact_id: str,
    kind: MessageKind | None = None,
    about: str = "",
    intent: Intent | None = None,
) -> None:
    """Write a message, and record that it was sent.

    Args:
        screen: the screen to write it on.
        contact_id: the contact.
        kind: the kind of message; None for what is owed next.
        about: the id of the record that owes it; "" picks the first that fits.
        intent: what the interview is for; None for the interview's own.
    """
    from infoint_tui.domain.messages.message import ASKS
    from infoint_tui.ui.dialogs.message import MessageDialog, Writing
    from infoint_tui.ui.flows.about_you import offer_before_first_message

    await offer_before_first_message(screen)
    messages = screen.services.messages

    def draft(kind: MessageKind | None, intent: Intent | None, fresh: bool) -> Message:
        return messages.draft(contact_id, kind, about=about, intent=intent, fresh=fresh)

    first = screen.do(lambda: draft(kind, intent, False))
    if first is None:
        return
    courage = screen.services.courage
    encourages = first.kind in ASKS and screen.main_app.shows("courage")
    aside = courage.word_before(contact_id) if encourages else ""
    dialog = MessageDialog(first, Writing(draft, messages.keep, messages.mailto), aside)
    sent = messages.sent
    done = await screen.ask(
        dialog,
        lambda given: sent(given.message, given.channel),
        lambda words: (dialog.message.kind in ASKS and courage.word_after()) or words,
        about=contact_id,
    )
    if dialog.asks_address:
        await _ask_address(screen, contact_id)
        await write_to(screen, contact_id, dialog.message.kind, about)
    elif done is None and dialog.is_kept:
        key = screen.keymap.key("contact.message")
        screen.reload()
        screen.inform(f"Kept the draft; {key} picks it up again.")


async def _ask_address(screen: TabScreen, contact_id: str) -> None:
    """Ask for the address that a thank-you by hand goes to."""
    from infoint_tui.ui.kit.form import FieldSpec, FormDialog

    dossier = screen.services.overview.dossier(contact_id)
    if dossier is not None:
        contact = dossier.contact
        field = FieldSpec("address", "Address", contact.address, multiline=True)
        dialog = FormDialog(f"Where {contact.name} gets mail", (field,))
        save = screen.services.contacts.saver(contact)
        await screen.ask(dialog, save, "Saved", about=contact_id, part="address")
