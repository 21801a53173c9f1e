"""The promise for today, and the partner's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.fields import LineField

if TYPE_CHECKING:
    from infoint_tui.domain.records.commitment import Commitment


class DayPromise(Struct, frozen=True):
    """What two people promise each other for a day."""

    text: str
    partner_text: str


class PromiseDialog(FieldDialog[DayPromise]):
    """Ask for the user's promise, and with a partner for theirs.

    Args:
        promised: what has been promised so far.
        partner: the partner's name; "" without a partner.
    """

    def __init__(self, promised: Commitment | None, partner: str) -> None:
        mine, theirs = (promised.text, promised.partner_text) if promised else ("", "")
        self._mine = LineField("My one thing", mine)
        self._theirs = LineField(f"{partner}'s", theirs, hint="optional")
        fields = (self._mine, self._theirs) if partner else (self._mine,)
        super().__init__("One thing for today", fields)

    def result(self) -> DayPromise:
        """Return both promises."""
        return DayPromise(self._mine.value, self._theirs.value)
