"""Writing to someone, and what to do before asking them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.warmup import WarmUp
    from infoint_tui.domain.messages.message import Message
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.vocabulary import Intent, MessageKind


@asking
async def message(screen: TabScreen) -> None:
    """Write the next message that is due."""
    if screen.chosen() is not None:
        contact_id, about = screen.to_write()
        await write_to(screen, contact_id, about=about)


@asking
async def warm_up(screen: TabScreen) -> None:
    """Show what to do before asking the contact."""
    contact = screen.chosen()
    if contact is not None:
        await _before_asking(screen, contact.id)


async def write_to(
    screen: TabScreen, contact_id: str, kind: MessageKind | None = None, about: str = ""
) -> None:
    """Write a message, and record that it was sent.

    Args:
        screen: the screen to write it on.
        contact_id: the contact.
        kind: the kind of message; None for what is owed next.
        about: the id of the record that owes it; "" picks the first that fits.
    """
    from infoint_tui.domain.messages.message import ASKS
    from infoint_tui.ui.dialogs.message import MessageDialog, Writing
    from infoint_tui.ui.flows.about_you import offer_before_first_message

    await offer_before_first_message(screen)
    messages = screen.services.messages

    def draft(kind: MessageKind | None, intent: Intent | None, fresh: bool) -> Message:
        return messages.draft(contact_id, kind, about=about, intent=intent, fresh=fresh)

    first = screen.do(lambda: draft(kind, None, False))
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
    )
    if dialog.then:
        step = _before_asking if dialog.then == "warm_up" else _ask_address
        await step(screen, contact_id)
        await write_to(screen, contact_id, dialog.message.kind, about)
    elif done is None and dialog.is_kept:
        key = screen.keymap.key("contact.message")
        screen.inform(f"Kept the draft; {key} picks it up again.")


async def _ask_address(screen: TabScreen, contact_id: str) -> None:
    """Ask for the address that a thank-you by hand goes to."""
    from infoint_tui.ui.kit.form import FieldSpec, FormDialog

    dossier = screen.services.overview.dossier(contact_id)
    if dossier is not None:
        contact = dossier.contact
        field = FieldSpec("address", "Address", contact.address, multiline=True)
        dialog = FormDialog(f"Where {contact.name} gets mail", (field,))
        await screen.ask(dialog, screen.services.contacts.saver(contact), "Saved")


async def _before_asking(screen: TabScreen, contact_id: str) -> None:
    """Show what to do before asking someone, and do one of those things."""
    from infoint_tui.domain.follow_through import warmup
    from infoint_tui.ui.kit.choose import ChoiceDialog

    dossier = screen.services.overview.dossier(contact_id)
    if dossier is None:
        return
    contact = dossier.contact
    options = tuple(
        (thing, f"{'✓' if thing.done else '○'} {thing.text}") for thing in warmup.warm_up(dossier)
    )
    thing = await screen.app.push_screen_wait(
        ChoiceDialog(f"Before you ask {contact.name}", options)
    )
    if thing is not None:
        await warm(screen, contact, thing)


async def warm(screen: TabScreen, contact: Contact, thing: WarmUp) -> None:
    """Do one of the things that come before asking a contact."""
    if thing.key == "research":
        await _research(screen, contact)
    elif thing.key == "congratulate":
        await write_to(screen, contact.id, "congratulate")
    elif thing.done:
        screen.inform(f"You already follow {contact.name}.")
    else:
        log = screen.services.touches.log
        screen.do(lambda: log([contact.id], "", kind="follow"), f"You follow {contact.name}")


async def _research(screen: TabScreen, contact: Contact) -> None:
    from infoint_tui.ui.kit.form import FieldSpec, FormDialog

    asked = (("admire", "Admire"), ("unique", "Unique"), ("milestone", "Milestone"))
    dialog = FormDialog(
        f"What is special about {contact.name}",
        tuple(FieldSpec(key, label, getattr(contact, key), multiline=True) for key, label in asked),
    )
    await screen.ask(dialog, screen.services.contacts.saver(contact), "Saved")
