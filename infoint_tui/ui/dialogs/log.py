"""Something that happened with a contact."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from infoint_tui.domain.vocabulary import Channel, Direction, TouchKind
from infoint_tui.ui.dialogs.thank import CHANNELS
from infoint_tui.ui.kit.choice_field import ChoiceField
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.fields import AreaField, LineField
from infoint_tui.ui.kit.when_field import WhenField

KINDS: tuple[tuple[TouchKind, str], ...] = (
    ("message", "message"),
    ("email", "email"),
    ("call", "call"),
    ("meeting", "meeting"),
    ("follow", "followed them"),
    ("congratulate", "congratulated"),
    ("update", "reported back"),
    ("introduction", "introduction"),
    ("thank_you", "thank-you"),
    ("other", "other"),
)
"""Every kind of touch with its label."""
_DIRECTIONS: tuple[tuple[Direction, str], ...] = (("out", "me"), ("in", "them"))
_NOT_SAID: tuple[tuple[Channel | None, str], ...] = ((None, "not said"),)


class LogEntry(Struct, frozen=True):
    """What happened; the field names are those of `touches.log`."""

    text: str
    kind: TouchKind
    on: date
    direction: Direction
    channel: Channel | None


class LogDialog(FieldDialog[LogEntry]):
    """Ask what happened with one or several contacts.

    Args:
        name: the contact's name, or how many there are: "3 people".
        today: the user's day.
        entry: the entry to correct; None for a new one.
    """

    def __init__(self, name: str, today: date, entry: LogEntry | None = None) -> None:
        self._today = today
        known = entry or LogEntry("", "message", today, "out", None)
        lines = "\n" in known.text
        self._text: LineField | AreaField = (
            AreaField("What", known.text)
            if lines
            else LineField("What", known.text, hint="a word or two, or nothing")
        )
        self._kind = ChoiceField("Kind", KINDS, known.kind)
        on = known.on.isoformat() if entry else "today"
        self._on = WhenField("On", today, initial=on, toward="past")
        self._direction = ChoiceField("From", _DIRECTIONS, known.direction)
        self._channel: ChoiceField[Channel | None] = ChoiceField(
            "By", (*_NOT_SAID, *CHANNELS), known.channel
        )
        super().__init__(
            f"An entry for {name}" if entry else f"What happened with {name}",
            (self._text, self._kind, self._on, self._direction, self._channel),
        )

    def result(self) -> LogEntry:
        """Return what happened."""
        return LogEntry(
            self._text.value,
            self._kind.value,
            self._on.day or self._today,
            self._direction.value,
            self._channel.value,
        )
