"""Days and times as people say them in a message."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from infoint_tui.domain.basics.calendar import (
    MONTHS,
    WEEKDAYS,
    clock_time,
    day_and_month,
    week_start,
    zone_words,
)
from infoint_tui.domain.follow_through.situation import Situation
from infoint_tui.domain.records.interview import Interview

_ALMOST_A_YEAR = 330
"""After this many days, a month is said with its year."""


def past_day(day: date | None, today: date) -> str:
    """Return when something was: "yesterday", "on Friday", "last week", "in May".

    A day that is not known or still to come is "".
    """
    if day is None or day > today:
        return ""
    ago = (today - day).days
    if ago < 2:
        return "yesterday" if ago else "today"
    if ago < 7:
        return f"on {WEEKDAYS[day.weekday()]}"
    if day >= week_start(today) - timedelta(days=7):
        return "last week"
    if (day.year, day.month) == (today.year, today.month):
        return "earlier this month"
    year = f" {day.year}" if ago >= _ALMOST_A_YEAR else ""
    return f"in {MONTHS[day.month - 1]}{year}"


def coming_day(day: date, today: date) -> str:
    """Return a day to come: "today", "tomorrow", "on Tuesday, 1 December"."""
    days = (day - today).days
    if days in (0, 1):
        return "tomorrow" if days else "today"
    year = "" if day.year == today.year else day.year
    return f"on {WEEKDAYS[day.weekday()]}, {day_and_month(day, MONTHS[day.month - 1], year)}"


def time_of(interview: Interview, situation: Situation) -> str:
    """Return when an interview is, in words that the other person cannot misread.

    Their own clock comes first if their zone is known: "tomorrow at 16:00 your time (15:00 in
    Lisbon)". A place has the time of its zone. "" if no time is set yet.
    """
    if interview.start is None:
        return ""
    here = interview.local_start()
    theirs = _in_zone(interview.start, situation.dossier.contact.timezone)
    if theirs is None or interview.format == "in_person":
        is_clear = interview.format == "in_person" and _agree(here, theirs or here)
        return _at(here, situation) + ("" if is_clear else _named(interview.zone, " {} time"))
    mine = interview.start_in(situation.zone)
    clocks = ((here, interview.zone), (mine, situation.zone))
    other = next((each for each in clocks if not _agree(each[0], theirs)), None)
    if other is None:
        return _at(theirs, situation)
    clock, zone = other
    day = "" if clock.date() == theirs.date() else f"{WEEKDAYS[clock.weekday()]} at "
    return f"{_at(theirs, situation)} your time ({day}{clock_time(clock)}{_named(zone, ' in {}')})"


def _in_zone(start: datetime, zone: str) -> datetime | None:
    """Return an instant as clocks in `zone` show it; None if there is no such zone."""
    try:
        return start.astimezone(ZoneInfo(zone))
    except (LookupError, OSError, ValueError, OverflowError):
        return None


def _agree(one: datetime, other: datetime) -> bool:
    """Tell whether two clocks show the same day and time."""
    return one.replace(tzinfo=None) == other.replace(tzinfo=None)


def _at(clock: datetime, situation: Situation) -> str:
    """Return the day and time on a clock: "tomorrow at 15:00"."""
    day = coming_day(clock.date(), situation.now.astimezone(clock.tzinfo).date())
    return f"{day}{',' if ',' in day else ''} at {clock_time(clock)}"


def _named(zone: str, words: str) -> str:
    """Return the place that a zone is named after, put into some words; or else just " UTC"."""
    _, area, name = zone_words(zone).rpartition("/")
    return (words if area else " {}").format(name.replace("_", " "))
