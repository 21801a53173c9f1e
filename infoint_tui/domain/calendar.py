"""Business days, and days and times as people type and say them.

The grammar is DAY [TIME] and nothing is guessed: what it does not know is a `DateError`. Names of
months and weekdays are English whatever the locale, so that a command means the same everywhere.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from infoint_tui.domain.errors import DateError

Toward = Literal["future", "past"]
"""Which way to look for a day that names no year: to plan one, or to log one."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAY_NUMBERS = {"tues": 1, "thur": 3, "thurs": 3} | {
    word: number
    for number, name in enumerate(_WEEKDAYS)
    for word in (name.lower(), name[:3].lower())
}
_MONTH_NUMBERS = {"sept": 9} | {
    word: number
    for number, name in enumerate(_MONTHS, start=1)
    for word in (name.lower(), name[:3].lower())
}
_NEAR_WORDS = {0: "today", 1: "tomorrow", -1: "yesterday"}
_NEAR_DAYS = {word: days for days, word in _NEAR_WORDS.items()}

_FORMS = (
    "Use a day such as today, tomorrow, tue, next tue, last tue, +3d, 2w, in 3 days, 3 days ago, "
    "3 dec, tue 1 dec, 3 dec 2026 or 2026-12-03; a time may follow: 15:00, 3pm, 3:30pm or noon."
)
# The ISO form may join its time with a "t"; any other day is parted from it by a space.
_WHEN = re.compile(
    r"(?P<day>.+?)(?:(?: (?:at )?|(?<=-\d\d)t(?=\d))"
    r"(?P<time>noon|(?P<hour>\d{1,2})(?=:| ?[ap]m)(?::(?P<minute>\d\d))? ?(?P<half>[ap]m)?))?",
    re.ASCII,
)
_COMMA = re.compile(r"(?<=\w) ?, ?(?=\w)")
_SHIFTS = (
    (re.compile(r"\+?(\d+)([dw])", re.ASCII), 1),
    (re.compile(r"-(\d+)([dw])", re.ASCII), -1),
    (re.compile(r"in (\d+) (day|week)s?", re.ASCII), 1),
    (re.compile(r"(\d+) (day|week)s? ago", re.ASCII), -1),
)
_WEEKDAY = re.compile(r"(?:(next|last) )?([a-z]+)")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII)
_DAY_MONTH = re.compile(r"(?P<day>\d{1,2}) (?P<month>[a-z]+)(?: (?P<year>\d{4}))?", re.ASCII)
_MONTH_DAY = re.compile(r"(?P<month>[a-z]+) (?P<day>\d{1,2})(?: (?P<year>\d{4}))?", re.ASCII)
_LEAP_GAP = 8  # the most years between two 29 Februaries


def is_business_day(day: dt.date, days_off: Collection[dt.date]) -> bool:
    """Tell whether `day` is neither on a weekend nor one of `days_off`."""
    return day.weekday() < 5 and day not in days_off


def add_business_days(day: dt.date, n: int, days_off: Collection[dt.date]) -> dt.date:
    """Return the `n`-th business day after `day`, which itself need not be one.

    Args:
        day: where to start; returned as it is when `n` is 0.
        n: how many business days later, not negative.
        days_off: days that are not business days, besides weekends.

    Returns:
        The day; never later than the last day of the calendar, so that a record with an absurd
        date does no harm.
    """
    for _ in range(n):
        day = _next_business_day(day, days_off, step=1)
    return day


def business_day_before(day: dt.date, days_off: Collection[dt.date]) -> dt.date:
    """Return the last business day before `day`, or the first day of the calendar."""
    return _next_business_day(day, days_off, step=-1)


def _next_business_day(day: dt.date, days_off: Collection[dt.date], step: int) -> dt.date:
    end = dt.date.max if step > 0 else dt.date.min
    while day != end:
        day += dt.timedelta(days=step)
        if is_business_day(day, days_off):
            break
    return day


@dataclass(frozen=True)
class When:
    """A day, and a time of that day if one was given."""

    day: dt.date
    time: dt.time | None = None


def parse_when(text: str, today: dt.date, *, toward: Toward = "future") -> When:
    """Read a day and perhaps a time, as people type them.

    Args:
        text: DAY [TIME], with a comma or "at" between them if one likes; the case is ignored.
        today: the day it is for the user.
        toward: where a weekday, or a date without a year, is looked for. "future": the first such
            weekday after today, the first such date from today on; "past": the same backwards.
            Other forms mean one day whatever `toward` is.

    Raises:
        DateError: the text is not understood, or names a day or time that does not exist.
    """
    plain = _COMMA.sub(" ", " ".join(text.lower().split()))
    match = _WHEN.fullmatch(plain)
    try:
        day = _read_day(match["day"], today, toward) if match else None
    except (OverflowError, ValueError):  # ValueError: more digits than int() reads
        raise DateError(
            f"{text!r} lies outside the calendar.", "Use a day in the years 1 to 9999."
        ) from None
    if match is None or day is None:
        raise DateError(f"{text!r} is not understood as a day.", _FORMS)
    return When(day, _read_time(match))


def parse_day(text: str, today: dt.date, *, toward: Toward = "future") -> dt.date:
    """Read a day like `parse_when`, where a time has no place.

    Raises:
        DateError: as in `parse_when`, or a time is given.
    """
    when = parse_when(text, today, toward=toward)
    if when.time is not None:
        raise DateError(f"{text!r} has a time; this is for a day only.", "Leave the time out.")
    return when.day


def _read_day(text: str, today: dt.date, toward: Toward) -> dt.date | None:
    if text in _NEAR_DAYS:
        return today + dt.timedelta(days=_NEAR_DAYS[text])
    return (
        _read_shift(text, today)
        or _read_weekday(text, today, toward)
        or _read_dated(text, today, toward)
    )


def _read_shift(text: str, today: dt.date) -> dt.date | None:
    for pattern, sign in _SHIFTS:
        if match := pattern.fullmatch(text):
            return today + sign * int(match[1]) * dt.timedelta(days=7 if match[2][0] == "w" else 1)
    return None


def _read_weekday(text: str, today: dt.date, toward: Toward) -> dt.date | None:
    match = _WEEKDAY.fullmatch(text)
    if match is None or match[2] not in _WEEKDAY_NUMBERS:
        return None
    ahead = (_WEEKDAY_NUMBERS[match[2]] - today.weekday()) % 7 or 7
    if match[1] == "next":
        ahead += 7
    elif match[1] == "last" or toward == "past":
        ahead = ahead - 7 or -7
    return today + dt.timedelta(days=ahead)


def _read_dated(text: str, today: dt.date, toward: Toward) -> dt.date | None:
    """Read a date, perhaps with its weekday in front, which then has to be right."""
    day = _read_date(text, today, toward)
    if day is not None:
        return day
    weekday, _, rest = text.partition(" ")
    day = _read_date(rest, today, toward) if weekday in _WEEKDAY_NUMBERS else None
    if day is not None and day.weekday() != _WEEKDAY_NUMBERS[weekday]:
        raise DateError(
            f"{day.day} {_MONTHS[day.month - 1]} {day.year} is a {_WEEKDAYS[day.weekday()]}, "
            f"not a {_WEEKDAYS[_WEEKDAY_NUMBERS[weekday]]}.",
            "Correct one of them, or leave the weekday out.",
        )
    return day


def _read_date(text: str, today: dt.date, toward: Toward) -> dt.date | None:
    match = _ISO.fullmatch(text) or _DAY_MONTH.fullmatch(text) or _MONTH_DAY.fullmatch(text)
    if match is None:
        return None
    word = match["month"]
    month = int(word) if match.re is _ISO else _MONTH_NUMBERS.get(word)
    if month is None:
        return None
    step = 1 if toward == "future" else -1
    years = (
        [int(match["year"])]
        if match["year"]
        else range(today.year, today.year + step * (_LEAP_GAP + 1), step)
    )
    for year in years:
        try:
            day = dt.date(year, month, int(match["day"]))
        except ValueError:
            continue
        if match["year"] or (day - today).days * step >= 0:
            return day
    raise DateError(f"There is no such day as {text!r}.", "Check the day and the month.")


def _read_time(match: re.Match[str]) -> dt.time | None:
    if match["time"] in (None, "noon"):
        return dt.time(12) if match["time"] else None
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    try:
        if half and not 1 <= hour <= 12:
            raise ValueError
        return dt.time(hour % 12 + 12 * (half == "pm") if half else hour, minute)
    except ValueError:
        raise DateError(
            f"There is no such time as {match['time']!r}.",
            "Use 0:00 to 23:59, or 1 to 12 with am or pm.",
        ) from None


def at_zone(day: dt.date, time: dt.time, zone: str) -> dt.datetime:
    """Return the instant, in UTC, when clocks in `zone` show `time` on `day`.

    A time that comes twice, when clocks are put back, means the first of the two.

    Args:
        day: the day in that zone.
        time: the wall time there.
        zone: its IANA name.

    Raises:
        DateError: there is no such zone, or clocks there skip that time.
    """
    try:
        there = ZoneInfo(zone)
    except (LookupError, OSError, ValueError):
        raise DateError(
            f"There is no time zone {zone!r}.", "Use a name such as Europe/Madrid."
        ) from None
    wall = dt.datetime.combine(day, time.replace(fold=0), there)
    try:
        instant = wall.astimezone(dt.UTC)
        shown = instant.astimezone(there)
    except OverflowError:
        raise DateError(f"{day} lies at the end of the calendar.", "Use another day.") from None
    if shown.replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise DateError(
            f"{time:%H:%M} on {day} does not exist in {zone}: clocks go forward over it.",
            "Use an earlier or a later time.",
        )
    return instant


def describe(when: When, today: dt.date) -> str:
    """Say in full what was understood: "Tue 1 Dec, 15:00 - in 9 days"."""
    time = f", {when.time:%H:%M}" if when.time else ""
    days = (when.day - today).days
    distance = _NEAR_WORDS.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")
    return f"{_weekday(when.day)} {short_day(when.day, today)}{time} - {distance}"


def relative(day: dt.date, today: dt.date) -> str:
    """Say `day` as on a list: "today", "Tue" within six days, "Tue 8 Dec", or "8 Dec 2027"."""
    days = (day - today).days
    if days in _NEAR_WORDS:
        return _NEAR_WORDS[days]
    if 0 < days <= 6:
        return _weekday(day)
    short = short_day(day, today)
    return short if day.year != today.year else f"{_weekday(day)} {short}"


def lateness(day: dt.date, today: dt.date) -> str:
    """Say how long ago `day` was due: "1 day late", "3 days late", or "" if it is not late."""
    days = (today - day).days
    if days <= 0:
        return ""
    return f"{days} day{'s' if days > 1 else ''} late"


def short_day(day: dt.date, today: dt.date) -> str:
    """Say `day` without its weekday: "18 Nov", or "18 Nov 2027" when that is not this year."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}{year}"


def _weekday(day: dt.date) -> str:
    return _WEEKDAYS[day.weekday()][:3]
