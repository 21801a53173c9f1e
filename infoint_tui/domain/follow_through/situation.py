"""What the rules look at, and what they find: a case, and the things owed in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from infoint_tui.domain.basics.calendar import add_business_days, business_day_before
from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.vocabulary import OwedKind, Urgency


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed to, or by, one contact."""

    kind: OwedKind
    due: date
    title: str
    contact_id: str
    subject_id: str
    """The id of the interview, the follow-up or the contact that it follows from."""
    alarm_on: date | None = None
    """From this day on it is more than late."""

    def urgency(self, today: date) -> Urgency:
        """Tell how urgent this is on `today`."""
        if self.alarm_on is not None and today >= self.alarm_on:
            return "alarm"
        if today > self.due:
            return "late"
        return "due" if today == self.due else "open"

    def a_week_later(self, today: date) -> date:
        """The day a snooze puts this off to unless told otherwise: a week on, never in the past."""
        return Situation.after(max(self.due, today), 7)

    def is_late(self, today: date) -> bool:
        """Tell whether the day it was due has passed."""
        return today > self.due


@dataclass(frozen=True)
class Situation:
    """A dossier, and the moment and the settings it is looked at with."""

    dossier: Dossier
    settings: Settings
    now: datetime
    zone: str = "UTC"
    """The user's home zone."""

    @property
    def today(self) -> date:
        """The user's calendar day."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def business(self, day: date | None, count: int) -> date:
        """The day `count` business days after `day` (after today if there is none)."""
        return add_business_days(day or self.today, count, self.settings.days_off)

    def before(self, day: date | None) -> date:
        """The business day before `day`, never before today."""
        eve = business_day_before(day or self.today, self.settings.days_off)
        return max(self.today, eve)

    @staticmethod
    def after(day: date | None, days: int) -> date:
        """The day `days` calendar days after `day`; never later than the calendar's last day."""
        start = day or date.min
        return start + timedelta(days=min(days, (date.max - start).days))
