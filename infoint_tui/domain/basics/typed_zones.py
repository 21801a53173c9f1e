"""Time zones as people type them after a time: CET, UTC+1, ET, Europe/Lisbon."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from infoint_tui.domain.basics.calendar import zone_words
from infoint_tui.domain.basics.errors import DateError
from infoint_tui.domain.basics.text import quoted

_PLACES = {
    **dict.fromkeys(("utc", "z"), "UTC"),
    "gmt": "GMT",
    **dict.fromkeys(("cet", "cest"), "CET"),
    **dict.fromkeys(("eet", "eest"), "EET"),
    **dict.fromkeys(("wet", "west"), "WET"),
    **dict.fromkeys(("et", "est", "edt"), "America/New_York"),
    "ct": "America/Chicago",
    **dict.fromkeys(("mt", "mst", "mdt"), "America/Denver"),
    **dict.fromkeys(("pt", "pst", "pdt"), "America/Los_Angeles"),
    **dict.fromkeys(("aest", "aedt"), "Australia/Sydney"),
    **dict.fromkeys(("nzst", "nzdt"), "Pacific/Auckland"),
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "hkt": "Asia/Hong_Kong",
}
_IN_ALL_SEASONS = {"utc", "z", "et", "ct", "mt", "pt"}
_TWO_PLACES = {
    "bst": "Europe/London or Asia/Dhaka",
    "ist": "Asia/Kolkata or Europe/Dublin",
    "cst": "America/Chicago or Asia/Shanghai",
    "cdt": "America/Chicago or America/Havana",
    "ast": "America/Halifax or Asia/Riyadh",
}
_AFTER_TIME = re.compile(r"(?P<rest>.*:\d\d(?:\.\d+)?) ?(?P<word>[zZ]|[+-]\S+)", re.ASCII)
_LAST_WORD = re.compile(r"(?P<rest>.*\S) \(?(?P<word>\S+?)\)?")
_PLACE = re.compile(r"[a-z_]+(?:/[a-z_+-]+)+\d*", re.ASCII)
_OFFSET = re.compile(r"(?:utc|gmt|(?=.\d\d:?\d))([+-])(\d{1,2})(?::?(\d\d))?", re.ASCII)
"""UTC+1, GMT+01:00, or +0100 without a word; but not +1, which could be anything."""


def split_zone(text: str) -> tuple[str, str]:
    """Return the text without the time zone at its end, and that zone as it was typed, or ""."""
    match = _AFTER_TIME.fullmatch(text) or _LAST_WORD.fullmatch(text)
    if match is None:
        return text, ""
    plain = match["word"].lower()
    is_zone = plain in _PLACES or plain in _TWO_PLACES
    if is_zone or _PLACE.fullmatch(plain) or _OFFSET.fullmatch(plain):
        return match["rest"], match["word"]
    return text, ""


def zone_meant(word: str, day: dt.date, time: dt.time) -> str:
    """Return the IANA name of the zone that `word` means at that day and time.

    Raises:
        DateError: there is no such zone, it can mean two places, or clocks there do not show that
            zone's time on that day.
    """
    plain = word.lower()
    if plain in _TWO_PLACES:
        raise DateError(
            f"{quoted(word)} can mean two things.", f"Use {_TWO_PLACES[plain]}.", is_hopeless=True
        )
    if found := _OFFSET.fullmatch(plain):
        return _whole_hours(word, found)
    name = _PLACES.get(plain) or "/".join(part.title() for part in plain.split("/"))
    try:
        zone = ZoneInfo(name)
    except (LookupError, OSError, ValueError):
        raise DateError(
            f"There is no time zone {quoted(word)}.", "Use a name such as Europe/Madrid."
        ) from None
    shown = dt.datetime.combine(day, time, zone).tzname() or ""
    if plain in _PLACES and plain not in _IN_ALL_SEASONS and shown.lower() != plain:
        raise DateError(
            f"Clocks show {shown} on that day, not {word.upper()}.",
            f"Type {shown} if you mean it.",
            is_hopeless=True,
        )
    return name


def one_zone(chosen: str | None, typed: str) -> str | None:
    """Return the zone that was chosen, or else the one typed after a time; None if neither was.

    Raises:
        DateError: there are both, and they differ.
    """
    if chosen and typed and chosen != typed:
        raise DateError(
            f"There are two time zones: {zone_words(chosen)} and {zone_words(typed)}.",
            "Leave one out.",
        )
    return chosen or typed or None


def _whole_hours(word: str, found: re.Match[str]) -> str:
    hours = int(found[1] + found[2])
    if int(found[3] or 0) or not -12 <= hours <= 14:
        raise DateError(
            f"{quoted(word)} is not the name of a time zone.",
            "Use a place, such as Asia/Kolkata.",
        )
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"
