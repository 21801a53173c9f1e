"""What the user does with a contact: add, edit, log, set aside, shortlist, copy, open."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from datetime import date

    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.ui.dialogs.completing_field import Completions
    from infoint_tui.ui.dialogs.contact_form import ContactForm
    from infoint_tui.ui.dialogs.log import LogEntry
    from infoint_tui.ui.widgets.detail_lines import Shown

LATER = "later"
"""The reason for setting someone aside that also asks until when."""

REASONS = (
    ("not a fit", "Not a fit"),
    ("no reply", "No reply"),
    ("declined", "Declined"),
    (LATER, "Maybe later"),
)


@asking
async def new(screen: TabScreen) -> None:
    """Add a contact, and show them."""
    from infoint_tui.ui.dialogs.contact_form import ContactForm

    form = ContactForm(None, completions(screen))
    added = await screen.ask(
        form,
        lambda fields: screen.services.contacts.add(**fields),
        lambda contact: f"Added {contact.name}{_replaced(form, contact)}",
        about="",
    )
    if added is not None:
        screen.main_app.select_contact(added.id)


@asking
async def edit(screen: TabScreen) -> None:
    """Edit the contact."""
    from infoint_tui.ui.dialogs.contact_form import ContactForm

    contact = screen.chosen()
    if contact is None:
        return
    save = screen.services.contacts.saver(contact)
    form = ContactForm(contact, completions(screen))
    await screen.ask(
        form,
        lambda changes: save(changes) if changes else None,
        lambda edited: f"Saved {edited.name}{_replaced(form, edited)}" if edited else "",
        about=contact.id,
    )


def _replaced(form: ContactForm, saved: Contact) -> str:
    """Return what to add after saving a name that is not quite as it was typed."""
    same = " ".join(form.typed_name.split()) == saved.name
    return "" if same else " · characters nobody sees, or that look like others, were replaced"


@asking
async def log(screen: TabScreen) -> None:
    """Log that something happened with contacts."""
    from infoint_tui.ui.dialogs.log import LogDialog

    ids = screen.contact_ids
    if not ids:
        screen.say_nobody()
        return
    who = _names(screen, ids)

    def save(given: LogEntry) -> bool:
        screen.services.touches.log(ids, **asdict(given))
        return True

    dialog = LogDialog(who, screen.services.overview.today)
    said = f"Logged contact with {who}"
    if await screen.ask(dialog, save, said, about=ids[0], part=" ".join(ids[1:])):
        screen.settled(ids)


@asking
async def introduced(screen: TabScreen) -> None:
    """Record someone the contact suggested."""
    from infoint_tui.ui.dialogs.introduced import IntroducedDialog

    contact = screen.chosen()
    if contact is not None:
        await screen.ask(
            IntroducedDialog(contact.name, completions(screen)),
            lambda given: screen.services.contacts.introduce(contact.id, given),
            lambda named: named.words(contact.name),
            about=contact.id,
        )


def completions(screen: TabScreen) -> Completions:
    """Return the suggestions that forms complete from."""
    from infoint_tui.ui.dialogs.completing_field import Completions

    there = screen.services.completing
    return Completions(there.organizations, there.tags, there.people)


def known(screen: TabScreen, contact_id: str | None) -> Shown | None:
    """Return what a detail pane shows about a contact; None if there is no contact.

    Args:
        screen: the screen the detail is on.
        contact_id: the contact.
    """
    from infoint_tui.ui.widgets.detail_lines import Shown

    overview, clock = screen.services.overview, screen.services.context.clock
    dossier = overview.dossier(contact_id) if contact_id else None
    if dossier is None:
        return None
    card = overview.card(dossier.contact.id)
    begun = screen.services.begun_messages(dossier.contact.id)
    return Shown(dossier, card, clock.now(), clock.zone, begun)


# --- on and off the board -------------------------------------------------------------------------


@asking
async def set_aside(screen: TabScreen) -> None:
    """Take contacts off the board, giving a reason."""
    from infoint_tui.ui.kit.choose import ChoiceDialog

    ids = screen.contact_ids
    if not ids:
        screen.say_nobody()
        return
    who = _names(screen, ids)
    why = await screen.app.push_screen_wait(ChoiceDialog(f"Set {who} aside: why?", REASONS))
    if why is None:
        return

    def put(until: date | None = None) -> bool:
        screen.services.contacts.set_aside(ids, why, until)
        return True

    said = f"Set {who} aside: {why}"
    if why == LATER:
        from infoint_tui.ui.kit.ask_when import DayDialog

        today = screen.services.overview.today
        dialog = DayDialog(f"Bring {who} back to the board on", today, initial="3w")
        is_done = await screen.ask(dialog, put, said, about=ids[0], part="aside")
    else:
        is_done = screen.do(put, said)
    if is_done:
        screen.settled(ids)


def shortlist(screen: TabScreen) -> None:
    """Put contacts on the board."""
    ids = screen.contact_ids
    if not ids:
        screen.say_nobody()
        return
    who = _names(screen, ids)
    moved = screen.do(
        lambda: screen.services.contacts.shortlist(ids),
        lambda count: f"Shortlisted {who}" if count else "",
    )
    if moved == 0:
        screen.inform(f"{who} {'is' if len(ids) == 1 else 'are'} already shortlisted.")
    screen.settled(ids)


def _names(screen: TabScreen, ids: tuple[str, ...]) -> str:
    if len(ids) > 1:
        return f"{len(ids)} people"
    dossier = screen.services.overview.dossier(ids[0])
    return dossier.contact.name if dossier else "them"


# --- outside the app ------------------------------------------------------------------------------


def copy(screen: TabScreen) -> None:
    """Copy the contact's name and address."""
    from infoint_tui.ui.kit.external_programs import copied

    contact = screen.chosen()
    if contact is None:
        return
    screen.app.copy_to_clipboard("\n".join((contact.name, *contact.emails[:1])))
    if contact.emails:
        screen.inform(copied(f"the name and email of {contact.name}"))
    else:
        screen.inform(copied(f"the name of {contact.name}; there is no email address."))


def open_link(screen: TabScreen) -> None:
    """Open the contact's profile, a new mail, or a call."""
    from infoint_tui.domain.basics.addresses import call_to, openable

    contact = screen.chosen()
    if contact is None:
        return
    ways = chain(contact.links, contact.emails, map(call_to, contact.phones))
    address = next(filter(openable, ways), "")
    if address:
        screen.run_worker(_open_outside(screen, address))
    else:
        key = screen.keymap.key("contact.edit")
        screen.inform(f"{contact.name} has no web address, email or phone. {key} adds one.")


_OPENED_BY = {"mailto": "mail program", "tel": "phone program"}


async def _open_outside(screen: TabScreen, address: str) -> None:
    """Open a page, a new mail or a call; if that is not possible, copy the address instead."""
    from infoint_tui.domain.basics.addresses import openable, scheme_of
    from infoint_tui.ui.kit.external_programs import copied, opens

    scheme = scheme_of(openable(address))
    plain = address.removeprefix(f"{scheme}:") if scheme in _OPENED_BY else address
    if await opens(address):
        screen.inform(f"Opened {plain}")
    else:
        screen.app.copy_to_clipboard(plain)
        what = _OPENED_BY.get(scheme, "browser")
        screen.inform(f"No {what} opens from here. {copied(plain)}")
