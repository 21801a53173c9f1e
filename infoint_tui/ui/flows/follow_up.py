"""What is owed to a contact, or by them: adding it, finishing it, snoozing it, setting its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import asdict

from infoint_tui.domain.basics.calendar import relative
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.board import Card
    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.records.follow_up import FollowUp


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
        about=contact.id,
    )


def finish(screen: TabScreen) -> None:
    """Finish this line's to-do, or the soonest one if it has none: mark it done or told."""
    card, item, why_not = _card(screen), to_do_here(screen), why_not_finish(screen)
    if why_not:
        screen.inform(why_not)
    elif card is not None and (item is None or _is_open(screen, item)):
        screen.do(lambda: screen.services.board_moves.finish(card, screen.subject_id), str)
    elif item is not None:
        done = screen.services.follow_ups.done
        screen.do(lambda: done(item.id), lambda closed: f"Done: {closed.text}")


def why_not_finish(screen: TabScreen) -> str:
    """Return why there is nothing to finish on the line under the cursor; "" if there is."""
    card, item = _card(screen), to_do_here(screen)
    if item is not None and not _is_open(screen, item):
        return "" if item.done_on is None else f"“{item.text}” is already done."
    key = screen.keymap.key("follow_up")
    if card is None:
        return f"No open to-do here. {key} adds one."
    if not any(can_be_finished(owed) for owed in card.owed):
        return f"Nothing to finish for {card.dossier.contact.name}. {key} adds a to-do."
    is_something_else = item is None and _is_something_else(screen, card)
    return "This line is not a to-do." if is_something_else else ""


@asking
async def snooze(screen: TabScreen) -> None:
    """Snooze what the line is about, or the next step."""
    from infoint_tui.ui.kit.ask_when import DayDialog

    item = to_snooze(screen)
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
        about=item.contact_id,
        part=f"snooze {item.subject_id}",
    )


@asking
async def due(screen: TabScreen) -> None:
    """Set the day when this line's to-do is due, or the soonest one if it has none."""
    from infoint_tui.ui.kit.ask_when import DayDialog

    item = to_date(screen)
    if item is None:
        note, snooze = screen.keymap.key("follow_up"), screen.keymap.key("snooze")
        screen.inform(f"No open to-do here. {note} adds one; {snooze} snoozes other things.")
        return
    card, today = _card(screen), screen.services.overview.today
    owed = next((each for each in card.owed if each.subject_id == item.id), None) if card else None
    day = owed.due if owed else item.due
    dialog = DayDialog(
        f"“{clean_line(owed.title if owed else item.text)}” is due on",
        today,
        initial=day.isoformat() if day else "",
    )
    await screen.ask(
        dialog,
        screen.services.follow_ups.due_saver(item),
        lambda _: f"Due {relative(dialog.result(), today)}",
        about=item.contact_id,
        part=f"due {item.id}",
    )


def to_do_here(screen: TabScreen) -> FollowUp | None:
    """Return the to-do that the line under the cursor is about."""
    dossier = screen.services.overview.dossier(screen.contact_id) if screen.contact_id else None
    items = dossier.follow_ups if dossier else ()
    return next((each for each in items if each.id == screen.subject_id), None)


def to_date(screen: TabScreen) -> FollowUp | None:
    """Return the to-do whose due day can be set here; None if there is none."""
    return to_do_here(screen) or _soonest(screen)


def _soonest(screen: TabScreen) -> FollowUp | None:
    """Return the to-do of the contact that is due first."""
    card = _card(screen)
    known = {each.id: each for each in card.dossier.follow_ups} if card else {}
    owed = card.owed if card else ()
    return next((known[each.subject_id] for each in owed if each.subject_id in known), None)


def _is_open(screen: TabScreen, item: FollowUp) -> bool:
    """Tell whether a to-do is among what is owed, by itself or as one of several names."""
    card = _card(screen)
    if card is None:
        return False
    waiting = {each.id for each in card.dossier.names_not_asked(screen.services.overview.today)}
    return item.id in waiting | {owed.subject_id for owed in card.owed}


def can_be_finished(owed: Owed) -> bool:
    """Tell whether "finish" closes what is owed."""
    from infoint_tui.domain.follow_through.owed import RULES

    return RULES[owed.kind].closes is not None


def _is_something_else(screen: TabScreen, card: Card) -> bool:
    """Tell whether the line under the cursor is about something that cannot be finished."""
    if screen.owed_here is not None:
        return not can_be_finished(screen.owed_here)
    owed_for = {owed.subject_id for owed in card.owed}
    return bool(screen.subject_id) and screen.subject_id not in owed_for


def to_snooze(screen: TabScreen) -> Owed | None:
    """Return what the line under the cursor says is owed; if it says nothing, what is next."""
    card = _card(screen)
    owed = card.owed if card else ()
    if screen.owed_here is not None:
        return screen.owed_here
    mine = [each for each in owed if each.subject_id == screen.subject_id]
    return next(iter(mine if screen.subject_id else owed), None)


def _card(screen: TabScreen) -> Card | None:
    """Return the card of the contact under the cursor, if they are on the board."""
    return screen.services.overview.card(screen.contact_id) if screen.contact_id else None
