"""What was shown for a moment, to be read again."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from infoint_tui.domain.basics.clock import Clock
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.ui.kit.drawing import squeeze

TIME_CELLS = len("09:00  ")
"""The cells before a message that is read again."""
_MOST = 50
"""Messages that can be read again."""
_LINES, _ERROR_LINES, _TOAST_SIDES = 2, 5, 2
"""The most lines of a message on the screen, and the cells that its sides take."""


@dataclass(frozen=True)
class ShownMessage:
    """Something that was shown for a moment."""

    at: datetime
    words: str
    tone: str
    """"" or "error"."""


def shortened(words: str, tone: str, width: int) -> str:
    """Return a message as it is shown on a screen of `width` cells.

    A long one loses its middle, as names stand at its ends; an error loses less than what else is
    said.
    """
    most = _ERROR_LINES if tone else _LINES
    return "\n".join(squeeze(words, max(1, width - _TOAST_SIDES), most))


class MessageLog:
    """Keeps the latest messages, each once however often it is repeated."""

    def __init__(self) -> None:
        self.latest: deque[ShownMessage] = deque(maxlen=_MOST)
        """The newest first."""

    def keep(self, words: str, tone: str, clock: Clock) -> None:
        """Keep a message; its tone is "" or "error"."""
        if not self.latest or self.latest[0].words != words:
            self.latest.appendleft(ShownMessage(clock.now(), words, tone))

    def lines(self, clock: Clock, way_back: str) -> list[tuple[str, str]]:
        """Return each message on a line with its tone, the time before it.

        Args:
            clock: says what time it is there.
            way_back: how a message ends that names the key that undoes its step. It is left out,
                as other steps may have followed.
        """
        zone = ZoneInfo(clock.zone)
        found = []
        for each in self.latest:
            words = clean_line(each.words).removesuffix(way_back)
            found.append((f"{each.at.astimezone(zone):%H:%M}  {words}", each.tone))
        return found
