"""What the rules look at, and what they find: a situation, and the things owed in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple
from zoneinfo import ZoneInfo

from infoint_tui.domain.basics.calendar import add_business_days, business_day_before

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.domain.follow_through.owed import OwedKind
    from infoint_tui.domain.records.settings import Settings
    from infoint_tui.domain.vocabulary import Action, MessageKind, Urgency


class Step(NamedTuple):
    """What the user does next about something that is owed."""

    action: Action
    message: MessageKind | None = None
    """The message that settles it, whatever the action is; None if no message does."""
    to: Literal["them", "suggested"] = "them"
    """Who that message goes to: the contact, or the next person they suggested."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed to, or by, one contact."""

    kind: OwedKind
    due: date
    title: str
    contact_id: str
    subject_id: str
    """The id of the interview, follow-up or contact that it follows from."""
    step: Step
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
        """Return the day a snooze proposes: a week after the due day or `today`, the later one."""
        return Situation.after(max(self.due, today), 7)

    def is_late(self, today: date) -> bool:
        """Tell whether the day it was due has passed."""
        return today > self.due


@dataclass(frozen=True)
class Situation:
    """A dossier, with the moment and the settings that the rules apply to it."""

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
        """Return the day `count` business days after `day` (after today if it is None)."""
        return add_business_days(day or self.today, count, self.settings.days_off)

    def before(self, day: date | None) -> date:
        """Return the business day before `day`, never before today."""
        eve = business_day_before(day or self.today, self.settings.days_off)
        return max(self.today, eve)

    @staticmethod
    def after(day: date | None, days: int) -> date:
        """Return the day `days` days after `day`, but at most the last day of the calendar."""
        start = day or date.min
        return start + timedelta(days=min(days, (date.max - start).days))
