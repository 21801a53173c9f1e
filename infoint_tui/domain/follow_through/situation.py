"""A situation: what the rules look at to decide what is owed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import Struct

from infoint_tui.domain.basics.calendar import add_business_days, business_day_before

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.domain.records.settings import Settings


class Situation(Struct, frozen=True, dict=True):
    """A dossier, with the moment and the settings that the rules need."""

    dossier: Dossier
    settings: Settings
    now: datetime
    zone: str = "UTC"
    """The user's home zone."""

    @cached_property
    def today(self) -> date:
        """The user's current calendar day."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def business(self, day: date | None, count: int) -> date:
        """Return the day `count` business days after `day` (after today if it is None)."""
        return add_business_days(day or self.today, count, self.settings.all_days_off)

    def before(self, day: date | None) -> date:
        """Return the business day before `day`, never before today."""
        eve = business_day_before(day or self.today, self.settings.all_days_off)
        return max(self.today, eve)

    @staticmethod
    def after(day: date | None, days: int) -> date:
        """Return the day `days` days after `day`, but no later than the calendar's last day."""
        start = day or date.min
        return start + timedelta(days=min(days, (date.max - start).days))
