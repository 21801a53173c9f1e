"""Insights: how many asks, conversations and thank-yous there were week by week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from infoint_tui.domain.basics.calendar import week_start
from infoint_tui.domain.insights.figures import FigureLine, FigureSection, Material

WEEKS = 8
"""How many weeks are shown, the current one included."""


@dataclass(frozen=True)
class Weeks(FigureSection):
    """The last weeks, earliest first."""

    title: ClassVar[str] = "Your weeks"
    empty: str = field(default="No week yet: {contact.ask} logs an ask.", kw_only=True)

    asks: tuple[int, ...]
    conversations: tuple[int, ...]
    thank_yous: tuple[int, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened in any of them."""
        return not any((*self.asks, *self.conversations, *self.thank_yous))

    @property
    def n(self) -> str:
        """How many weeks there are, in words."""
        return f"the last {WEEKS} weeks"

    def _rows(self) -> Iterator[FigureLine]:
        for what, counts in (
            ("asks", self.asks),
            ("conversations", self.conversations),
            ("thank-yous", self.thank_yous),
        ):
            yield FigureLine(what, f"{sum(counts)}, {counts[-1]} this week", trend=counts)


def weeks(material: Material) -> Weeks:
    """Count what happened in each of the last weeks."""
    interviews = [interview for _, interview in material.interviews]

    def by_week(days: Iterable[date | None]) -> tuple[int, ...]:
        first = week_start(material.today).toordinal()
        counts = [0] * WEEKS
        for day in days:
            back = (first + 6 - day.toordinal()) // 7 if day else WEEKS
            if 0 <= back < WEEKS:
                counts[-1 - back] += 1
        return tuple(counts)

    return Weeks(
        by_week(each.requested_on for each in interviews),
        by_week(each.held_on for each in interviews),
        by_week(each.thanked_on for each in interviews),
    )
