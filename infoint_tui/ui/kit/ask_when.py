"""Asking for a day."""

from __future__ import annotations

from datetime import date

from infoint_tui.domain.basics.typed_days import Toward
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.when_field import WhenField


class DayDialog(FieldDialog[date]):
    """Ask for a day, and show how the text is understood while the user types.

    Args:
        title: what the day is for.
        today: the user's day.
        initial: the initial text.
        toward: the direction in which to look for a day without a year; "past" refuses a future
            day.
    """

    def __init__(
        self, title: str, today: date, *, initial: str = "", toward: Toward = "future"
    ) -> None:
        self._when = WhenField("Day", today, initial=initial, toward=toward)
        super().__init__(title, (self._when,))

    def result(self) -> date:
        """Return the day."""
        day = self._when.day
        assert day is not None  # the field is not optional
        return day
