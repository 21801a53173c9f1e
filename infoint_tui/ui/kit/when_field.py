"""A field for a day, perhaps with a time, in everyday words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from infoint_tui.domain.basics.calendar import When, describe, in_full
from infoint_tui.domain.basics.errors import DateError, InvalidInputError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.basics.typed_days import (
    Toward,
    order_note,
    parse_day,
    parse_when,
    year_note,
)
from infoint_tui.ui.kit.fields import Field, LineInput, Tone


class WhenField(Field):
    """A day, perhaps with a time, in everyday words; how it is understood is shown below.

    Args:
        label: what it is.
        today: the user's day.
        initial: the initial text.
        toward: "past" for something that has happened, which cannot be in the future.
        needs_time: whether a time must be given with the day; if not, none is allowed.
        optional: whether it may stay blank.
        is_past: tells whether a day or time has passed; without it, the day decides.
    """

    control: LineInput

    def __init__(
        self,
        label: str,
        today: date,
        *,
        initial: str = "",
        toward: Toward = "future",
        needs_time: bool = False,
        optional: bool = False,
        is_past: Callable[[When], bool] | None = None,
    ) -> None:
        super().__init__(label, LineInput(initial, select=True))
        self._before = clean_line(initial)
        self._today = today
        self._toward: Toward = toward
        self._needs_time = needs_time
        self._optional = optional
        self._is_past = is_past or (lambda when: when.day < today)

    def on_mount(self) -> None:
        """Show what the initial text means."""
        self.look()

    def remark(self) -> tuple[str, Tone]:
        """Return what the text means, or what can be typed."""
        try:
            when = self.value
        except DateError as error:  # otherwise the first letters do not mean anything yet
            return (error.message if error.is_hopeless else self._forms), "muted"
        except InvalidInputError as error:
            return error.message, "warning"
        if when is None:
            return self._forms, "muted"
        words = describe(when, self._today)
        if self._toward == "future" and self._is_past(when):
            return f"{words}; that is in the past", "warning"
        if self._toward == "future" and (note := year_note(self._text, self._today)):
            return f"{in_full(when, self._today)}: {note}", "warning"
        order = order_note(self._text, self._today, toward=self._toward)
        return f"{words}{order and f', {order}'}", "muted"

    @property
    def value(self) -> When | None:
        """The day, with a time if one is needed; None if blank.

        Raises:
            InvalidInputError: the text is not understood, or does not fit.
        """
        text = self._text
        if not text:
            if self._optional:
                return None
            raise DateError("A day is missing.", self._forms)
        if not self._needs_time:
            when = When(parse_day(text, self._today, toward=self._toward))
        else:
            when = parse_when(text, self._today, toward=self._toward)
            if when.time is None:
                understood = describe(when, self._today)
                raise InvalidInputError(f"{understood}; at what time?", "Add 15:00 or 3pm.")
        if self._toward == "past" and when.day > self._today:
            raise InvalidInputError(f"{describe(when, self._today)}: that day is in the future.")
        return when

    @property
    def typed(self) -> str:
        """The text, or the date that it means: on another day, "tomorrow" would be another date."""
        try:
            when = self.value
        except InvalidInputError:
            return self.control.value
        if when is None:
            return ""
        return f"{when.day} {when.time:%H:%M}" if when.time else f"{when.day}"

    @property
    def day(self) -> date | None:
        """The day; None if blank."""
        when = self.value
        return when.day if when else None

    @property
    def is_changed(self) -> bool:
        """True if the text differs from the initial one."""
        return self._text != self._before

    def problem(self) -> str:
        """Return why the text cannot be used; "" if it can."""
        try:
            self.value  # noqa: B018  # reading it is the check
        except InvalidInputError as error:
            return str(error)
        return ""

    @property
    def _text(self) -> str:
        return clean_line(self.control.value)

    @property
    def _forms(self) -> str:
        if self._needs_time:
            return "tomorrow 3pm, tue 15:00, 3 dec 14:00"
        return (
            "today, yesterday, mon, -3d, 18 nov"
            if self._toward == "past"
            else "tomorrow, tue, in 3 days, 2w, 3 dec"
        )
