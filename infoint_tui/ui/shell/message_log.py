"""Messages that were shown briefly, kept so that they can be read again."""

from __future__ import annotations

from collections import deque
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from infoint_tui.domain.basics.calendar import clock_time
from infoint_tui.domain.basics.clock import Clock
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.ui.kit.drawing import squeeze

TIME_CELLS = len("09:00  ")
"""The cells that the time before a message takes up in the log."""
_MOST = 50
"""How many messages are kept."""
_LINES, _ERROR_LINES, _TOAST_SIDES = 2, 5, 2
"""The most lines of a toast, and of an error, and the cells a toast's sides take up."""


class ShownMessage(Struct, frozen=True):
    """A message that was shown briefly."""

    at: datetime
    words: str
    tone: str
    """Either "" or "error"."""


def shortened(words: str, tone: str, width: int) -> str:
    """Return a message as it is shown on a screen of `width` cells.

    A long message loses its middle, since names are at the ends; errors are cut less.
    """
    most = _ERROR_LINES if tone else _LINES
    return "\n".join(squeeze(words, max(1, width - _TOAST_SIDES), most))


class MessageLog:
    """Keeps the latest messages; one that repeats the previous message is not added again."""

    def __init__(self) -> None:
        self.latest: deque[ShownMessage] = deque(maxlen=_MOST)
        """The latest messages, the newest first."""

    def keep(self, words: str, tone: str, clock: Clock) -> None:
        """Keep a message; its tone is "" or "error"."""
        if not self.latest or self.latest[0].words != words:
            self.latest.appendleft(ShownMessage(clock.now(), words, tone))

    def lines(self, clock: Clock, way_back: str) -> list[tuple[str, str]]:
        """Return each message's line, which starts with the time, and its tone.

        Args:
            clock: provides the time zone.
            way_back: the end of a message, which names the undo key; it is left out, since other
                steps may have followed.
        """
        zone = ZoneInfo(clock.zone)
        found = []
        for each in self.latest:
            words = clean_line(each.words).removesuffix(way_back)
            found.append((f"{clock_time(each.at.astimezone(zone))}  {words}", each.tone))
        return found
