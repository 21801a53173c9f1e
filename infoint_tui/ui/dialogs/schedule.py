"""When and where an interview takes place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from msgspec import Struct

from infoint_tui.domain.basics.calendar import When, at_zone, local_times
from infoint_tui.domain.basics.clock import check_zone
from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import quoted
from infoint_tui.domain.basics.typed_zones import one_zone
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.vocabulary import Format, Intent
from infoint_tui.ui.dialogs.intent import intent_field
from infoint_tui.ui.kit.choice_field import ChoiceField, yes_no
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.fields import LineField, Tone
from infoint_tui.ui.kit.when_field import WhenField

FORMATS: tuple[tuple[Format, str], ...] = (
    ("in_person", "in person"),
    ("video", "video"),
    ("phone", "phone"),
)
_SHORTEST, _LONGEST = 5, 480


class Slot(Struct, frozen=True):
    """When, where and why; the field names are those of `Interview` and `scheduling.schedule`."""

    day: date
    time: time
    zone: str
    minutes: int
    format: Format
    place: str
    i_pay: bool
    intent: Intent


class ScheduleDialog(FieldDialog[Slot]):
    """Ask when and where an interview takes place.

    Args:
        name: who it is with.
        today: the user's day.
        zone: the zone to start with, as an IANA name.
        interview: the open interview, whose details are kept; None for a new one.
        theirs: the contact's zone as the user typed it; may be "".
        now: returns the time, so that an earlier hour today is said to be in the past.
    """

    def __init__(
        self,
        name: str,
        today: date,
        zone: str,
        interview: Interview | None,
        theirs: str = "",
        now: Callable[[], datetime] = lambda: datetime.min.replace(tzinfo=UTC),
    ) -> None:
        has_time = interview is not None and interview.start is not None
        known = interview or Interview(id="", contact_id="")
        start = known.local_start().strftime("%Y-%m-%d %H:%M") if has_time else ""
        self._when = WhenField("When", today, initial=start, needs_time=True, is_past=self._is_past)
        self._today, self._home, self._theirs, self._now = today, zone, theirs, now
        self._zone = _ZoneField(known.zone if has_time else zone, self._both_times)
        self._minutes = LineField("Minutes", str(known.minutes), required=True, check=read_minutes)
        self._format = ChoiceField("How", FORMATS, known.format)
        self._place = LineField("Place", known.place, hint="a café, a link, a number")
        self._intent = intent_field(known.intent)
        self._i_pay = yes_no("I pay", known.i_pay)
        super().__init__(
            f"New time with {name}" if has_time else f"Set a time with {name}",
            (
                *(self._when, self._zone, self._minutes, self._format, self._place),
                *(self._intent, self._i_pay),
            ),
        )

    def on_input_changed(self) -> None:
        """Show the local time for both people, now that the time or the zone has changed."""
        self._zone.look()
        self._when.look()

    def _is_past(self, when: When) -> bool:
        try:
            start = at_zone(when.day, when.time or time(), self._meant_zone())
        except InvalidInputError:  # said elsewhere
            return when.day < self._today
        return when.day < self._today or start < self._now()

    def _both_times(self) -> str:
        """Return both people's local time while a time is typed; "" if it is not known yet."""
        try:
            when, zone = self._understood(), self._meant_zone()
            start = at_zone(when.day, when.time or time(), zone)
        except InvalidInputError:
            return ""
        return local_times(start, zone, self._home, self._theirs, self._today)

    def check(self) -> bool:
        """Check the fields, and whether that local time exists in that zone."""
        if not super().check():
            return False
        when = self._understood()
        try:
            at_zone(when.day, when.time or time(), self._meant_zone())
        except InvalidInputError as error:
            self._when.say(str(error), "error")
            self._when.control.focus()
            return False
        return True

    def result(self) -> Slot:
        """Return everything that was entered."""
        when = self._understood()
        return Slot(
            when.day,
            when.time or time(),
            self._meant_zone(),
            read_minutes(self._minutes.value),
            self._format.value,
            self._place.value,
            self._i_pay.value,
            self._intent.value,
        )

    def _meant_zone(self) -> str:
        """Return the zone typed after the time, or else the one in its own field.

        Raises:
            DateError: both were typed, and they differ.
        """
        typed = self._understood().zone
        chosen = self._zone.value if self._zone.is_changed else ""
        return one_zone(chosen, typed) or self._zone.value

    def _understood(self) -> When:
        when = self._when.value
        assert when is not None  # this field is required
        return when


class _ZoneField(LineField):
    """The interview's zone, with the local time elsewhere below it.

    Args:
        zone: the initial zone, as an IANA name.
        both_times: returns the local time for each of them.
    """

    def __init__(self, zone: str, both_times: Callable[[], str]) -> None:
        super().__init__("Time zone", zone, required=True, check=check_zone)
        self._both_times = both_times

    def on_mount(self) -> None:
        """Show the local time elsewhere for the initial time."""
        self.look()

    def remark(self) -> tuple[str, Tone]:
        """Return the local time elsewhere."""
        return self._both_times(), "muted"


def read_minutes(text: str) -> int:
    """Return a duration in minutes.

    Raises:
        InvalidInputError: the text is not a whole number from 5 to 480.
    """
    if not (text.isascii() and text.isdigit() and _SHORTEST <= int(text[:9]) <= _LONGEST):
        raise InvalidInputError(
            f"{quoted(text)} is not a number of minutes.",
            f"Use whole minutes from {_SHORTEST} to {_LONGEST}.",
        )
    return int(text)
