"""What is owed to a contact, or by them: adding it, finishing it, snoozing it, setting its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import asdict

from infoint_tui.domain.basics.calendar import relative
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.board import Card


@asking
async def follow_up(screen: TabScreen) -> None:
    """Add some advice, a promise or a skill."""
    from infoint_tui.ui.dialogs.follow_up import FollowUpDialog

    contact = screen.chosen()
    if contact is None:
        return
    await screen.ask(
        FollowUpDialog(contact.name, screen.services.overview.today),
        lambda given: screen.services.follow_ups.note(contact.id, **asdict(given)),
        f"Saved for {contact.name}",
    )


def finish(screen: TabScreen) -> None:
    """Finish this line's to-do, or the soonest one if it has none: mark it done or told."""
    card, key = _card(screen), screen.keymap.key("follow_up")
    if card is None:
        screen.inform(f"No open to-do here. {key} adds one.")
    else:
        screen.do(lambda: screen.services.board_moves.finish(card, screen.subject_id), str)


@asking
async def snooze(screen: TabScreen) -> None:
    """Snooze the next step."""
    from infoint_tui.ui.kit.ask_when import DayDialog

    card = _card(screen)
    item = card.next if card else None
    if item is None:
        screen.inform("Nothing is due here, so there is nothing to snooze.")
        return
    today = screen.services.overview.today
    title = f"Snooze “{clean_line(item.title)}” until"
    dialog = DayDialog(title, today, initial=item.a_week_later(today).isoformat())
    await screen.ask(
        dialog,
        lambda day: screen.services.board_moves.snooze(item, day),
        lambda _: f"Snoozed until {relative(dialog.result(), today)}",
    )


@asking
async def due(screen: TabScreen) -> None:
    """Set the day when a to-do is due."""
    from infoint_tui.ui.kit.ask_when import DayDialog

    card = _card(screen)
    known = {each.id: each for each in card.dossier.follow_ups} if card else {}
    owed = card.owed if card else ()
    item = next((each for each in owed if each.subject_id in known), None)
    if item is None:
        note, snooze = screen.keymap.key("follow_up"), screen.keymap.key("snooze")
        screen.inform(f"No open to-do here. {note} adds one; {snooze} snoozes other things.")
        return
    today = screen.services.overview.today
    title = f"“{clean_line(item.title)}” is due on"
    dialog = DayDialog(title, today, initial=item.due.isoformat())
    await screen.ask(
        dialog,
        screen.services.follow_ups.due_saver(known[item.subject_id]),
        lambda _: f"Due {relative(dialog.result(), today)}",
    )


def _card(screen: TabScreen) -> Card | None:
    """Return the card of the contact under the cursor, if they are on the board."""
    return screen.services.overview.card(screen.contact_id) if screen.contact_id else None
