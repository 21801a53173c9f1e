"""A commitment: the one thing promised for a day, and the messages two friends exchange about it.

The method: in the morning each friend promises one thing, and in the evening each says whether it
is done. If it is not, the other calls and stays on the line until it is.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from infoint_tui.domain.records.record import Line, Record


class Commitment(Record):
    """What the user and a partner promised for one day."""

    table: ClassVar[str] = "commitments"

    day: date
    text: Line = ""
    """The user's one thing; empty if only the partner promised something."""
    partner_text: Line = ""
    done_on: date | None = None
    """When the user did their one thing."""


def morning_message(promised: Commitment, partner: str = "") -> str:
    """Return the morning message to `partner`: the user's promise, and a question about theirs."""
    mine, theirs = _said(promised)
    ask = f"Yours: {theirs}." if theirs else "What is the one thing you will do?"
    return (
        f"Good morning{_to(partner)}. My one thing today: {mine}. {ask} "
        "I'll tell you tonight how it went."
    )


def evening_message(promised: Commitment, partner: str = "") -> str:
    """Return the evening message to `partner`: whether it was done, and a question in return."""
    mine, theirs = _said(promised)
    state = "Not done today" if promised.done_on is None else "Done"
    ask = f"And yours: {theirs}?" if theirs else "And yours?"
    return f"Good evening{_to(partner)}. {state}: {mine}. {ask}"


def missed_message(promised: Commitment, partner: str = "") -> str:
    """Return the message to `partner` about a missed promise, asking for the agreed call."""
    mine, _ = _said(promised)
    return (
        f"Good evening{_to(partner)}. I promised this and haven't done it: {mine}. "
        "Please call me, and stay on the line while I do it."
    )


def _to(partner: str) -> str:
    return f", {partner}" if partner else ""


def _said(promised: Commitment) -> tuple[str, str]:
    """Return both promises in words, without a final period, as the sentence has its own."""
    return promised.text.rstrip("."), promised.partner_text.rstrip(".")
