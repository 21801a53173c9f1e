"""Days on the command line: reading what was typed, and wording days in messages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from infoint_tui.cli.output import warn
from infoint_tui.domain.basics.calendar import full_day, relative
from infoint_tui.domain.basics.typed_days import (
    Toward,
    order_note,
    parse_day,
    parse_when,
    year_note,
)

if TYPE_CHECKING:
    from infoint_tui.services.container import Services


def past_day(services: Services, text: str | None) -> date | None:
    """Return the day on which something happened; None stays None.

    Prints a note if the user may have meant another order of day and month.

    Raises:
        DateError: the text is not a day.
    """
    if text is None:
        return None
    day = parse_day(text, services.context.today, toward="past")
    note_reading(services, text, toward="past")
    return day


def coming_day(services: Services, text: str | None) -> date | None:
    """Return the day until which something lasts; None stays None.

    Prints a note if the user may have meant another order of day and month, or another year.

    Raises:
        DateError: the text is not a day.
    """
    if text is None:
        return None
    day = parse_day(text, services.context.today)
    note_reading(services, text)
    return day


def note_reading(services: Services, text: str, *, toward: Toward = "future") -> None:
    """Print a note if a typed day can be read in another order, or is nearly a year away."""
    today = services.context.today
    note = order_note(text, today, toward=toward)
    if not note and toward == "future":
        note = year_note(text, today)
    if note:
        warn(f"Note: {full_day(parse_when(text, today, toward=toward).day, today)}: {note}")


def on(day: date, today: date) -> str:
    """Return a day worded for use in a sentence: "today", "on Wed 2 Dec"."""
    words = relative(day, today)
    return words if words[0].islower() else f"on {words}"


def next_step(services: Services, contact_id: str) -> str:
    """Return what is owed to a contact next, as a sentence; empty if nothing is owed."""
    card = services.overview.card(contact_id)
    if card is None or card.next is None:
        return ""
    return f"Next: {card.next.title}, {on(card.next.due, services.context.today)}."
