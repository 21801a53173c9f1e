"""Business days, weeks, instants in a time zone, and days and times in everyday words.

Month and weekday names are in English, whatever the locale; the order and the hours are the user's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container
from zoneinfo import ZoneInfo

from msgspec import Struct

from infoint_tui.domain.basics.errors import DateError
from infoint_tui.domain.basics.local_forms import used
from infoint_tui.domain.basics.text import quoted

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NEAR_WORDS = {0: "today", 1: "tomorrow", -1: "yesterday"}


def is_business_day(day: dt.date, days_off: Container[dt.date]) -> bool:
    """Tell whether `day` is a weekday and not one of `days_off`."""
    return day.weekday() < 5 and day not in days_off


def add_business_days(day: dt.date, n: int, days_off: Container[dt.date]) -> dt.date:
    """Return the `n`-th business day after `day`, which itself need not be one.

    Args:
        day: where to start; returned unchanged when `n` is 0.
        n: how many business days to add, not negative.
        days_off: days that are not business days, besides weekends.

    Returns:
        The day, capped at the last day of the calendar, so that an absurd date in a record does no
        harm.
    """
    for _ in range(n):
        day = _next_business_day(day, days_off, step=1)
    return day


def business_day_before(day: dt.date, days_off: Container[dt.date]) -> dt.date:
    """Return the last business day before `day`, or the first day of the calendar."""
    return _next_business_day(day, days_off, step=-1)


def _next_business_day(day: dt.date, days_off: Container[dt.date], step: int) -> dt.date:
    end = dt.date.max if step > 0 else dt.date.min
    while day != end:
        day += dt.timedelta(days=step)
        if is_business_day(day, days_off):
            break
    return day


def week_start(day: dt.date) -> dt.date:
    """Return the first day of the week that `day` is in, where the user's weeks begin."""
    return day - dt.timedelta(days=(day.weekday() - used().week_start) % 7)


class When(Struct, frozen=True):
    """A day, a time of that day if one was given, and the zone of that time if it was named."""

    day: dt.date
    time: dt.time | None = None
    zone: str = ""
    """The IANA name; "" if none was given."""


def at_zone(day: dt.date, time: dt.time, zone: str) -> dt.datetime:
    """Return the instant, in UTC, when clocks in `zone` show `time` on `day`.

    When clocks go back and a time occurs twice, the first one is used.

    Args:
        day: the day in that zone.
        time: the time on the clock there.
        zone: the IANA name of the zone.

    Raises:
        DateError: there is no such zone, or its clocks skip that time.
    """
    try:
        there = ZoneInfo(zone)
    except (LookupError, OSError, ValueError):
        raise DateError(
            f"There is no time zone {quoted(zone)}.", "Use a name such as Europe/Madrid."
        ) from None
    wall = dt.datetime.combine(day, time.replace(fold=0), there)
    try:
        instant = wall.astimezone(dt.UTC)
        shown = instant.astimezone(there)
    except OverflowError:
        raise DateError(f"{day} is past the end of the calendar.", "Use an earlier day.") from None
    if shown.replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise DateError(
            f"{clock_time(time)} on {day} does not exist in {zone}: the clocks skip it.",
            "Use an earlier or later time.",
        )
    return instant


def clock_time(time: dt.time | dt.datetime) -> str:
    """Return a time as the user's clocks show it: "15:00" or "3:00 PM"."""
    if used().hours == 24:
        return f"{time:%H:%M}"
    return f"{time.hour % 12 or 12}:{time:%M} {'PM' if time.hour >= 12 else 'AM'}"


def describe(when: When, today: dt.date) -> str:
    """Return a day and time in full, as they were understood: "Tue 1 Dec, 15:00 - in 9 days"."""
    return f"{in_full(when, today)} - {distance(when.day, today)}"


def in_full(when: When, today: dt.date) -> str:
    """Return a day and its time in words that never go out of date: "Tue 1 Dec, 15:00"."""
    time = f", {clock_time(when.time)}" if when.time else ""
    zone = f" {_zone_then(when)}" if when.zone and when.time else ""
    return f"{full_day(when.day, today)}{time}{zone}"


def _zone_then(when: When) -> str:
    """Return the zone's place, or what its clocks are called at that time: "CEST"."""
    if "/" in when.zone:
        return zone_words(when.zone)
    then = dt.datetime.combine(when.day, when.time or dt.time(), ZoneInfo(when.zone))
    return then.tzname() or when.zone


def distance(day: dt.date, today: dt.date) -> str:
    """Return how far away `day` is: "in 9 days", "yesterday"."""
    days = (day - today).days
    return NEAR_WORDS.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def relative(day: dt.date, today: dt.date) -> str:
    """Return `day` for a list: "today", "Tue" within six days, "Tue 8 Dec", or "8 Dec 2027"."""
    days = (day - today).days
    if days in NEAR_WORDS:
        return NEAR_WORDS[days]
    if 0 < days <= 6:
        return _weekday(day)
    return short_day(day, today) if day.year != today.year else full_day(day, today)


def lateness(day: dt.date, today: dt.date) -> str:
    """Return how late something due on `day` is: "1 day late", "3 days late", or "" if it isn't."""
    days = (today - day).days
    if days <= 0:
        return ""
    return f"{days} day{'s' if days > 1 else ''} late"


def short_day(day: dt.date, today: dt.date) -> str:
    """Return `day` without its weekday: "18 Nov", or "18 Nov 2027" if it is not this year."""
    return day_and_month(day, MONTHS[day.month - 1][:3], "" if day.year == today.year else day.year)


def day_and_month(day: dt.date, month: str, year: object = "") -> str:
    """Return a date with its month in words, in the user's order: "1 Dec 2026" or "Dec 1, 2026".

    Args:
        day: the date.
        month: what to call its month.
        year: its year; "" leaves it out.
    """
    if used().order == "month first":
        return f"{month} {day.day}{year and f', {year}'}"
    return f"{day.day} {month}{year and f' {year}'}"


def dated(day: dt.date) -> str:
    """Return a date for text that is kept, the same for every reader: "18 Nov 2027"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def both_times(start: dt.datetime, zone: str, home: str, theirs: str, today: dt.date) -> str:
    """Return when an interview is, for both sides: "Tue 1 Dec 15:00 Lisbon (16:00 for you)".

    Args:
        start: the instant it starts.
        zone: the IANA name of the interview's zone; the time there comes first.
        home: the user's zone.
        theirs: the contact's zone as it was typed; left out if there is no such zone.
        today: the user's day; a date in another year is shown with its year.
    """
    there = start.astimezone(ZoneInfo(zone))
    words = f"{full_day(there.date(), today)} {clock_time(there)}"
    others = elsewhere(start, zone, home, theirs, today)
    return f"{words} {_place(zone)} ({others})" if others else words


def local_times(start: dt.datetime, zone: str, home: str, theirs: str, today: dt.date) -> str:
    """Return the time on each side's clock: "15:00 Lisbon, 16:00 for you"; "" if all agree.

    The arguments are those of `both_times`.
    """
    others = elsewhere(start, zone, home, theirs, today)
    there = start.astimezone(ZoneInfo(zone))
    return f"{clock_time(there)} {_place(zone)}, {others}" if others else ""


def elsewhere(
    start: dt.datetime,
    zone: str,
    home: str,
    theirs: str,
    today: dt.date,
    names: tuple[str, str] = ("you", "them"),
) -> str:
    """Return the time for each side whose clock differs from the interview's zone.

    For example "16:00 for you, Wed 2 Dec 00:00 for them"; "" when all clocks agree. The arguments
    are those of `both_times`; `names` is what to call the person in `home` and the one in `theirs`.
    """
    there = start.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    found = []
    for other, whom in zip((home, theirs), names, strict=True):
        try:
            local = start.astimezone(ZoneInfo(other)).replace(tzinfo=None)
        except (LookupError, OSError, ValueError, OverflowError):
            continue  # no such zone, or the last day of the calendar
        if local != there:
            is_far = local.date() != there.date()
            day = f"{full_day(local.date(), today)} " if is_far else ""
            found.append(f"{day}{clock_time(local)} for {whom}")
    return ", ".join(found)


def _place(zone: str) -> str:
    """Return the place that a zone is named after: "New York"."""
    return zone_words(zone).rpartition("/")[2].replace("_", " ")


def zone_words(zone: str) -> str:
    """Return a zone by its IANA name, but "UTC-5" for Etc/GMT+5, whose sign is the other way."""
    match = re.fullmatch(r"Etc/GMT([+-])(\d+)", zone)
    return f"UTC{'-' if match[1] == '+' else '+'}{match[2]}" if match else zone


def full_day(day: dt.date, today: dt.date) -> str:
    """Return `day` as a fixed date: "Tue 8 Dec", with the year if it is not this year."""
    return f"{_weekday(day)} {short_day(day, today)}"


def _weekday(day: dt.date) -> str:
    return WEEKDAYS[day.weekday()][:3]
