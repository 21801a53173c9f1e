"""Reading days and times that people type, or paste from an invitation.

The grammar is DAY [TIME [ZONE]], and nothing is guessed: unknown text, or text that could mean two
things, raises a `DateError`. English month and weekday names are read everywhere, so that a command
means the same; those of the user's locale are read as well. 3/12 is read in the order that the
locale or the settings name, and asked about if they name none.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import Literal

from infoint_tui.domain.basics.calendar import (
    MONTHS,
    NEAR_WORDS,
    WEEKDAYS,
    When,
    clock_time,
    day_and_month,
    full_day,
)
from infoint_tui.domain.basics.errors import DateError
from infoint_tui.domain.basics.local_forms import Order, used
from infoint_tui.domain.basics.text import quoted
from infoint_tui.domain.basics.typed_zones import split_zone, zone_meant

Toward = Literal["future", "past"]
"""Which way to look for a day without a year: ahead, to plan something, or back, to log it."""

_WEEKDAY_NUMBERS = {"tues": 1, "thur": 3, "thurs": 3} | {
    word: number
    for number, name in enumerate(WEEKDAYS)
    for word in (name.lower(), name[:3].lower())
}
_MONTH_NUMBERS = {"sept": 9} | {
    word: number
    for number, name in enumerate(MONTHS, start=1)
    for word in (name.lower(), name[:3].lower())
}
_NEAR_DAYS = {word: days for days, word in NEAR_WORDS.items()}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}

_FORMS: dict[Toward, str] = {
    "future": "today, tomorrow, tue, next tue, +3d, 2w, in 3 days, in a month",
    "past": "today, yesterday, tue, last tue, -3d, 3 days ago, a month ago",
}
_ANY_FORMS = (
    "Use a day such as {}, 3 dec, tue 1 dec, 3 dec 2026 or 2026-12-03; you can add a time: 15:00,"
    " 15h30, 3pm or noon."
)
_TIME = (
    r"(?P<time>noon|(?P<hour>\d{1,2})(?=[:.h]| ?[ap]m)"
    r"(?:[:.h](?P<minute>\d\d)(?::[0-5]\d(?:\.\d+)?)?|h)? ?(?P<half>[ap]m)?)"
)
# The ISO form may join its time with a "t"; after any other day the time needs a space.
_WHEN = re.compile(rf"(?:(?:at )?|(?P<day>.+?)(?: (?:at )?|(?<=-\d\d)t(?=\d))){_TIME}", re.ASCII)
# 3/12 may be in March or in December, and 15.10 may be a day in October or ten past three.
_NUMBERS = re.compile(
    r"(?P<before>(?:[a-z]+ )?)(?P<one>\d{1,2})(?P<sign>[/-]|\.(?=(?:0?[1-9]|[1-3]\d)\b))"
    r"(?P<two>\d{1,2})(?P<end>[./-](?P<year>(?:\d\d){0,2}))?(?P<rest>(?: .*)?)",
    re.ASCII,
)
_BARE_HOUR = re.compile(r"(?P<day>.+?) (?P<at>at )?(?P<hour>\d{1,2})", re.ASCII)
_WHOLE_DAY = re.compile(rf"{'|'.join(_NEAR_DAYS)}|.*\d{{4}}|\d{{4}}-\d\d-\d\d", re.ASCII)
"""A day after which a number can only be an hour."""
_SPELLINGS = (
    (re.compile(r"\b(?:the )?(\d{1,2})(?:st|nd|rd|th)\b(?: of\b)?", re.ASCII), r"\1"),
    (re.compile(r"\b(\d{1,2})\. (?=[a-z])", re.ASCII), r"\1 "),
    (re.compile(r"(?<=\d) ?([ap])\.m\b\.?", re.ASCII), r" \1m"),
    (re.compile(r"(?<=[a-z]{3})\.(?=[ ,]|$)"), ""),
    (re.compile(r"(?<=\w) ?, ?(?=\w)"), " "),
    (re.compile(r"\b(\d{4})([/.])(\d\d)\2(\d\d)\b", re.ASCII), r"\1-\3-\4"),
    (re.compile(r"\b(\d{1,2})-([a-z]{3,})-(?=\d{4}\b)", re.ASCII), r"\1 \2 "),
)
"""Ways to write the same thing: 3rd of dec, 3. dec, 3 p.m., dec., a comma, 2026/12/03, 3-dec-2026.
"""
_COUNT = rf"(\d+|{'|'.join(_COUNTS)}) (day|week|month)s?"
_SHIFTS = (
    (re.compile(r"\+?(\d+)([dw])", re.ASCII), 1),
    (re.compile(r"-(\d+)([dw])", re.ASCII), -1),
    (re.compile(f"(?:in )?{_COUNT}", re.ASCII), 1),
    (re.compile(f"{_COUNT} ago", re.ASCII), -1),
)
_WEEKDAY = re.compile(r"(?:(next|last) )?([a-z]+)")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII)
_DAY_MONTH = re.compile(r"(?P<day>\d{1,2}) (?P<month>[a-z]+)(?: (?P<year>\d{4}))?", re.ASCII)
_MONTH_DAY = re.compile(r"(?P<month>[a-z]+) (?P<day>\d{1,2})(?: (?P<year>\d{4}))?", re.ASCII)
_DECEMBER = 12
_NEVER = 24  # an hour that no clock shows
_LEAP_GAP = 8  # the most years from one 29 February to the next
_YEARS = {-1: "last year", 0: "this year", 1: "next year"}
_FAR = 300
_LONG_PAST = 66
"""A date more than `_FAR` days ahead may mean the one just past, if that
was at most `_LONG_PAST` days ago."""


def parse_when(text: str, today: dt.date, *, toward: Toward = "future") -> When:
    """Read a typed day, optionally with a time.

    Args:
        text: DAY [TIME [ZONE]], with an optional comma or "at" between the first two; case is
            ignored. A time alone means today.
        today: the user's day.
        toward: which way to look for a weekday, or for a date without a year. "future": the first
            such weekday after today, or the first such date from today on; "past": the same
            backwards. Every other form means the same day either way.

    Raises:
        DateError: the text is not understood, could mean two things, or names a day, a time or a
            zone that does not exist.
    """
    order = used().order
    when = _read(text, today, toward, order)
    if when is None and used().locale:
        from infoint_tui.domain.basics.local_names import in_english  # few texts need it

        ways = (_read(each, today, toward, order) for each in in_english(text, used().locale))
        when = next(filter(None, ways), None)
    if when is None:
        raise DateError(
            f"{quoted(text)} can't be read as a day.", _ANY_FORMS.format(_FORMS[toward])
        )
    return when


def _read(text: str, today: dt.date, toward: Toward, order: Order | None) -> When | None:
    """Return the day, with its time and zone, that a text in English means; None if it has none."""
    words, zone = split_zone(" ".join(text.split()))
    plain = words.lower()
    for pattern, usual in _SPELLINGS:
        plain = pattern.sub(usual, plain)
    try:
        plain = _in_words(plain, text, order)
        when = _read_when(plain, today, toward) or _read_bare_hour(plain, text, today, toward)
    except (OverflowError, ValueError):  # ValueError: more digits than int() reads
        raise DateError(
            f"{quoted(text)} is outside the calendar.", "Use a day in the years 1 to 9999."
        ) from None
    if when is None or (zone and when.time is None):
        return None
    if zone and when.time:
        return When(when.day, when.time, zone_meant(zone, when.day, when.time))
    return when


def _in_words(plain: str, text: str, order: Order | None) -> str:
    """Return a text whose date is all numbers with its month as a word; others unchanged.

    Raises:
        DateError: the numbers can mean two things, or nothing.
    """
    found = _NUMBERS.fullmatch(plain)
    if found is None or found["before"].rstrip() not in ("", *_WEEKDAY_NUMBERS):
        return plain
    one, two, year = int(found["one"]), int(found["two"]), found["year"] or ""
    is_bare = found["sign"] == "." and not found["end"] and not found["rest"]
    if is_bare and two > _DECEMBER:
        return plain  # 15.30 is a time
    ways = {"day first": (one, two), "month first": (two, one)}
    real = {(day, month) for day, month in ways.values() if 0 < day <= 31 and 0 < month <= 12}
    day, month = next(iter(real), (0, 0))
    if len(real) == 2 and order:
        day, month = ways[order]
    is_cut_year = found["sign"] == "-" and len(year) == 2  # it may be the day
    if (len(real) == 2 and not order) or (is_bare and one < _NEVER) or is_cut_year:
        raise _two_things(text)
    if not real:
        raise DateError(f"{quoted(text)} is not a real date.", "Check the day and the month.")
    full_year = f" 20{year}" if len(year) == 2 else f" {year}"
    words = f"{day} {MONTHS[month - 1][:3].lower()}{full_year.rstrip()}"
    return f"{found['before']}{words}{found['rest']}"


def parse_day(text: str, today: dt.date, *, toward: Toward = "future") -> dt.date:
    """Read a day as `parse_when` does, but without a time.

    Raises:
        DateError: as in `parse_when`, or there is a time.
    """
    when = parse_when(text, today, toward=toward)
    if when.time is not None:
        raise DateError(
            f"{quoted(text)} has a time; this is for a day only.", "Leave the time out."
        )
    return when.day


def order_note(text: str, today: dt.date, *, toward: Toward = "future") -> str:
    """Return a note if the numbers of a typed date mean another day in the other order.

    Args:
        text: text for `parse_when`.
        today: the user's day.
        toward: as for `parse_when`.

    Returns:
        "month first; for Tue Jan 12, 2027 type 2027-01-12", or "" if there is nothing to say.

    Raises:
        DateError: as in `parse_when`.
    """
    day, order = parse_when(text, today, toward=toward).day, used().order
    if order is None:
        return ""
    try:
        other = _read(text, today, toward, "day first" if order == "month first" else "month first")
    except DateError:  # the weekday does not match that day
        return ""
    if other is None or other.day == day:
        return ""
    return f"{order}; for {full_day(other.day, today)} type {other.day.isoformat()}"


def year_note(text: str, today: dt.date) -> str:
    """Return a note if a date typed without a year is one that has passed not long ago.

    It is read as next year's. That is right by the grammar, but seldom what people mean. If they
    also typed the weekday and it matches, there is no doubt.

    Args:
        text: text for `parse_when`, looking ahead.
        today: the user's day.

    Returns:
        "that is next year; for this year type 2026-11-20", or "" if there is nothing to say.

    Raises:
        DateError: as in `parse_when`.
    """
    day = parse_when(text, today).day
    if (day - today).days <= _FAR:
        return ""
    try:
        other = parse_when(text, today, toward="past").day
    except DateError:  # then the weekday does not match that day
        return ""
    if other == day or (today - other).days > _LONG_PAST:
        return ""
    meant, else_ = (_YEARS.get(each.year - today.year, str(each.year)) for each in (day, other))
    return f"that is {meant}; for {else_} type {other.isoformat()}"


def parse_time(text: str) -> dt.time:
    """Read a time of day: 18:00, 6pm or noon.

    Raises:
        DateError: it cannot be read as a time, or there is no such time.
    """
    match = _WHEN.fullmatch(" ".join(text.lower().split()))
    if match is None or match["day"]:
        shown = clock_time(dt.time(18))
        raise DateError(f"{quoted(text)} can't be read as a time.", f"Use a time such as {shown}.")
    return _read_time(match)


def _two_things(text: str, hint: str = "") -> DateError:
    return DateError(
        f"{quoted(text)} can mean two things.",
        hint or "Write the month as a word, as in 3 dec, and a time with a colon, as in 15:10.",
    )


def _read_when(plain: str, today: dt.date, toward: Toward) -> When | None:
    match = _WHEN.fullmatch(plain)
    day = _read_day((match["day"] or "today") if match else plain, today, toward)
    return When(day, _read_time(match) if match else None) if day else None


def _read_bare_hour(plain: str, text: str, today: dt.date, toward: Toward) -> When | None:
    """Read an hour without minutes: "tomorrow 15", "3 dec at 15".

    Raises:
        DateError: it may be before or after noon, or a day of the month.
    """
    match = _BARE_HOUR.fullmatch(plain)
    day = _read_day(match["day"], today, toward) if match else None
    if match is None or day is None:
        return None
    hour = int(match["hour"])
    if not match["at"] and not _WHOLE_DAY.fullmatch(match["day"]):
        if hour < _NEVER:
            raise _two_things(text)
        return None
    if 1 <= hour <= 12:
        raise _two_things(text, f"Type {hour}:00 or {hour}{'am' if hour == 12 else 'pm'}.")
    return When(day, _time_of_day(match["hour"], hour, 0))


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
            count = sign * (_COUNTS.get(match[1]) or int(match[1]))
            if match[2] == "month":
                return _months_later(today, count)
            return today + count * dt.timedelta(days=7 if match[2][0] == "w" else 1)
    return None


def _months_later(day: dt.date, count: int) -> dt.date:
    """Return the same day `count` months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


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
    """Read a date, optionally preceded by its weekday, which must be correct."""
    day = _read_date(text, today, toward)
    if day is not None:
        return day
    weekday, _, rest = text.partition(" ")
    day = _read_date(rest, today, toward) if weekday in _WEEKDAY_NUMBERS else None
    if day is not None and day.weekday() != _WEEKDAY_NUMBERS[weekday]:
        raise DateError(
            f"{day_and_month(day, MONTHS[day.month - 1], day.year)}"
            f" is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[_WEEKDAY_NUMBERS[weekday]]}.",
            "Fix one of them, or leave the weekday out.",
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
    is_begun = match["day"] == "0"  # "dec 0" may become "dec 05"
    raise DateError(
        f"{quoted(text)} is not a real date.",
        "Check the day and the month.",
        is_hopeless=not is_begun,
    )


def _read_time(match: re.Match[str]) -> dt.time:
    if match["time"] == "noon":
        return dt.time(12)
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if half:
        hour = hour % 12 + 12 * (half == "pm") if 1 <= hour <= 12 else _NEVER
    return _time_of_day(match["time"], hour, minute)


def _time_of_day(text: str, hour: int, minute: int) -> dt.time:
    try:
        return dt.time(hour, minute)
    except ValueError:
        raise DateError(
            f"{quoted(text)} is not a time of day.",
            "Use 0:00 to 23:59, or 1 to 12 with am or pm.",
            is_hopeless=True,
        ) from None
