"""A touch: one thing that happened with a contact. Touches are the timeline."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, get_args

from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import quoted
from infoint_tui.domain.records.record import Instant, Record, Text
from infoint_tui.domain.vocabulary import Channel, Direction, TouchKind


class Touch(Record):
    """One thing that happened with a contact."""

    table: ClassVar[str] = "touches"

    contact_id: str
    on: date
    """The day it happened, in the user's time zone."""
    at: Instant
    """When it was logged; this orders the touches of one day."""
    kind: TouchKind = "other"
    direction: Direction = "out"
    channel: Channel | None = None
    text: Text = ""
    about: str | None = None
    """The id of the interview or follow-up that it came with, so that they change together."""


def channel(word: str) -> Channel:
    """Parse a channel the way people type it; "note" means a handwritten note.

    Raises:
        InvalidInputError: no channel is called that.
    """
    wanted = word.strip().lower().replace("-", "_").replace(" ", "_")
    wanted = {"note": "handwritten", "letter": "handwritten", "mail": "email"}.get(wanted, wanted)
    for known in get_args(Channel):
        if known == wanted:
            return known  # type: ignore[no-any-return]  # get_args() loses the literal's type
    raise InvalidInputError(
        f"There is no channel {quoted(word)}.", f"Use one of: note, {', '.join(get_args(Channel))}."
    )
