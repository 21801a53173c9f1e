"""A commitment: the one thing promised for a day, by the user and by their partner."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from infoint_tui.domain.records.record import Line, Record
from infoint_tui.domain.vocabulary import PromiseState


class Commitment(Record):
    """What the user and a partner promised for one day, and how it went."""

    table: ClassVar[str] = "commitments"

    day: date
    text: Line = ""
    """The user's one thing; empty if only the partner promised something."""
    partner_text: Line = ""
    done_on: date | None = None
    """When the user did their one thing."""
    missed_on: date | None = None
    """When the user said that it was not done yet."""
    let_go_on: date | None = None
    """When the user let it go."""
    taken_on: date | None = None
    """When the user took it along to a later day."""
    partner_done_on: date | None = None
    """When the user noted that the partner's one thing was done."""
    partner_missed_on: date | None = None
    """When the user noted that it was not."""

    @property
    def state(self) -> PromiseState:
        """How the user's one thing is going."""
        if self.done_on is not None:
            return "done"
        if self.let_go_on is not None:
            return "let_go"
        if self.taken_on is not None:
            return "taken"
        return "open" if self.missed_on is None else "missed"

    @property
    def taken_to(self) -> date | None:
        """The day the user took their one thing along to; None if they did not."""
        if self.taken_on is None or self.state != "taken":
            return None
        return max(self.taken_on, self.day + timedelta(days=1))

    @property
    def partner_state(self) -> PromiseState:
        """How the partner's one thing is going."""
        if self.partner_done_on is not None:
            return "done"
        return "open" if self.partner_missed_on is None else "missed"
