"""How and when a thank-you was sent."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from infoint_tui.domain.vocabulary import Channel
from infoint_tui.ui.kit.choice_field import ChoiceField
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.when_field import WhenField

CHANNELS: tuple[tuple[Channel, str], ...] = (
    ("email", "email"),
    ("handwritten", "handwritten"),
    ("message", "message"),
    ("call", "call"),
    ("in_person", "in person"),
    ("other", "other"),
)
"""Every channel with its label."""


class ThankYouSent(Struct, frozen=True):
    """A thank-you that was sent."""

    channel: Channel
    on: date


class ThankDialog(FieldDialog[ThankYouSent]):
    """Ask which channel a thank-you was sent through, and on which day.

    Args:
        name: who was thanked.
        channel: the channel to start with.
        today: the user's day.
    """

    def __init__(self, name: str, channel: Channel, today: date) -> None:
        self._today = today
        self._channel = ChoiceField("By", CHANNELS, channel)
        self._on = WhenField("On", today, initial="today", toward="past")
        super().__init__(f"Thank-you to {name}", (self._channel, self._on))

    def result(self) -> ThankYouSent:
        """Return the channel and the day."""
        return ThankYouSent(self._channel.value, self._on.day or self._today)
