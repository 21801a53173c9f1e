"""The date, and what was promised for that day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from infoint_tui.domain.basics.calendar import MONTHS, WEEKDAYS
from infoint_tui.ui.kit.drawing import cell_len, cut, plain

if TYPE_CHECKING:  # slow to import, and not needed to draw the first frame
    from infoint_tui.domain.records.commitment import Commitment

BESIDE = 70
"""At this width in cells or more, the promise is beside the date; otherwise it is below."""

GAP = 3
"""Cells between the date and the promise."""

LABEL = "ONE THING"


class TodayHeader(Static):
    """The date on the left, the user's promise on the right, and the partner's below it.

    Args:
        key: the key that makes a promise.
    """

    def __init__(self, key: str) -> None:
        super().__init__(markup=False)
        self._key = key
        self._day = ""
        self._promises: tuple[tuple[str, str, str], ...] = ()

    def show(self, day: date, promised: Commitment | None, partner: str) -> None:
        """Show the date and its promises.

        Args:
            day: the day.
            promised: what was promised for it.
            partner: the name of the user's partner, if known.
        """
        mine = (LABEL, f"none yet: press {self._key}", "")
        if promised is not None and promised.text:
            mine = (LABEL, promised.text, "✓ done" if promised.done_on else "○ open")
        theirs = (
            ((partner or "partner").upper(), promised.partner_text, "")
            if promised is not None and promised.partner_text
            else None
        )
        self._day = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
        self._promises = (mine, theirs) if theirs else (mine,)
        self._draw()

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        promises = self._promises
        label = max((min(cell_len(plain(who)), 12) for who, _, _ in promises), default=0)
        day = cut(self._day, width)
        if width < BESIDE:
            room = width
            lines = [Content.styled(day, "bold")]
            lines += [_promise(promise, label, room) for promise in promises]
        else:
            room = width - cell_len(day) - GAP
            said = [_promise(promise, label, room) for promise in promises] or [Content("")]
            block = max(each.cell_length for each in said)
            lines = [
                Content.assemble((lead, "bold"), " " * (width - cell_len(lead) - block), each)
                for lead, each in zip((day, ""), said, strict=False)
            ]
        self.update(Content("\n").join(lines))


def _promise(promise: tuple[str, str, str], label: int, room: int) -> Content:
    who, words, state = promise
    left = room - label - 2 - (cell_len(state) + 2 if state else 0)
    title = cut(who, label)
    lead = title + " " * (label + 2 - cell_len(title))
    return Content.assemble(
        (lead, "$muted"),
        (cut(words, left), "" if state else "$muted"),
        (f"  {state}" if state else "", "$success" if state.startswith("✓") else ""),
    )
