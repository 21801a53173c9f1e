"""The clock. Nothing else in the program asks the system for the time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from msgspec import Struct

from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import quoted


class Clock(Protocol):
    """Tells the time; passed in wherever time matters."""

    @property
    def zone(self) -> str:
        """The IANA name of the zone the user lives in."""

    @property
    def zone_note(self) -> str:
        """What to tell the user if that zone had to be worked out; otherwise ""."""

    def now(self) -> datetime:
        """Return the current instant, in UTC."""


def local_now(clock: Clock) -> datetime:
    """Return the current instant in the user's zone."""
    return clock.now().astimezone(ZoneInfo(clock.zone))


def today(clock: Clock) -> date:
    """Return the user's calendar day."""
    return local_now(clock).date()


class SystemClock(Struct, frozen=True):
    """The computer's own clock.

    Args:
        zone: the user's home zone, by its IANA name.
        zone_note: what to tell the user if that zone had to be worked out; otherwise "".
    """

    zone: str
    zone_note: str = ""

    def now(self) -> datetime:
        """Return the current instant, in UTC."""
        return datetime.now(UTC)


class FixedClock(Struct):
    """A clock that only moves when it is set: for tests, screenshots and samples.

    Args:
        instant: the time it shows, with a time zone.
        zone: the user's home zone, by its IANA name.
        zone_note: what to tell the user about that zone.
    """

    instant: datetime
    zone: str = "UTC"
    zone_note: str = ""

    def now(self) -> datetime:
        """Return the instant the clock was set to, in UTC."""
        return self.instant.astimezone(UTC)


def check_zone(name: str) -> str:
    """Return `name` if it is a time zone this computer knows.

    Raises:
        InvalidInputError: it is not.
    """
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise InvalidInputError(
            f"There is no time zone {quoted(name)}.", "Use a name like Europe/Lisbon."
        ) from None
    return name
