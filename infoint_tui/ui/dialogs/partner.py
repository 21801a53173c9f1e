"""The partner: who they are, and what was agreed on with them."""

from __future__ import annotations

from datetime import time

from msgspec import Struct

from infoint_tui.domain.basics.calendar import clock_time
from infoint_tui.domain.basics.typed_days import parse_time
from infoint_tui.domain.follow_through.accountability import Partner
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.fields import LineField


class PartnerAnswer(Struct, frozen=True):
    """Who the partner is, and what was agreed on with them; without a name there is none."""

    name: str
    reach: str
    first: time | None
    second: time | None
    line: str


class PartnerDialog(FieldDialog[PartnerAnswer]):
    """Ask who the partner is, and what was agreed on with them.

    Args:
        partner: the partner; None if the user has none.
    """

    def __init__(self, partner: Partner | None) -> None:
        now = partner or Partner("")
        self._who = LineField("Name", now.name, hint="a friend, colleague or classmate")
        self._reach = LineField("How to reach them", now.reach, hint="a number, or where you write")
        self._first = LineField("You both say it at", clock_time(now.first), check=parse_time)
        self._second = LineField("You check in at", clock_time(now.second), check=parse_time)
        self._line = LineField("If it's not done", now.line)
        fields = (self._who, self._reach, self._first, self._second, self._line)
        super().__init__("One thing a day, with a partner", fields)

    def result(self) -> PartnerAnswer:
        """Return what was agreed on."""
        first, second = (
            parse_time(field.value) if field.value else None
            for field in (self._first, self._second)
        )
        return PartnerAnswer(self._who.value, self._reach.value, first, second, self._line.value)
