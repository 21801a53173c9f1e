"""The time zone this computer keeps, by a name that records can hold."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, available_timezones

from msgspec import Struct

from infoint_tui.domain.basics.calendar import zone_words
from infoint_tui.domain.basics.text import quoted

LOCALTIME = Path("/etc/localtime")
"""The file of this computer's zone; on most, it is a link to one whose path names the zone."""

_WEEK = 7 * 24 * 60 * 60
_WEEKS = 53
_AREAS = ("Europe/", "America/", "Asia/", "Africa/", "Australia/", "Pacific/", "Indian/")
_ABBREVIATION = re.compile(r"[A-Za-z]{3,}")


class SystemZone(Struct, frozen=True):
    """This computer's zone.

    Args:
        name: its IANA name.
        note: what to tell the user, if the computer doesn't name its zone; "" if it does.
    """

    name: str
    note: str = ""


def system_zone(now: datetime) -> SystemZone:
    """Return this computer's zone.

    If the computer doesn't name it, as with TZ=UTC-3 or a copied /etc/localtime, the result is a
    zone whose clocks show the same time as this computer's all through the coming year.

    Args:
        now: the current moment.
    """
    moment = int(now.timestamp())
    setting = os.environ.get("TZ")
    stated = _in_files() if setting is None else _in_database(setting.removeprefix(":"))
    # On Windows the C library misreads TZ, so its clock says nothing about a name.
    if _is_name(stated) and (os.name == "nt" or _fits(stated, moment)):
        return SystemZone(stated)
    candidates = _candidates(stated, setting is not None, moment)
    fitting = (each for each in candidates if _fits(each, moment))
    name = next(fitting, None) or min(_everywhere(), key=lambda each: _seconds_off(each, moment))
    why = "this computer doesn't name its own"
    if setting is not None:
        why = f"TZ is {quoted(setting)}" if setting else "TZ is empty"
    off = _seconds_off(name, moment) // _WEEKS // 60
    return SystemZone(
        name,
        f"Using the time zone {zone_words(name)}, because {why}."
        + (f" It is about {off} minutes off: no zone is closer." if off else ""),
    )


def _in_files() -> str:
    """Return the name in the computer's files or registry; "" if there is none."""
    if LOCALTIME.is_symlink():
        linked = os.path.realpath(LOCALTIME)
        name = _in_database(linked)
        if name != linked:
            return name
    from tzlocal import get_localzone_name  # slow, and seldom needed

    with suppress(LookupError, OSError, ValueError):
        return get_localzone_name() or ""
    return ""


def _in_database(setting: str) -> str:
    """Return the zone's name if `setting` is the path of its file, else `setting` itself."""
    for folder in TZPATH:
        with suppress(ValueError):
            return str(Path(setting).relative_to(folder))
    return setting


def _is_name(stated: str) -> bool:
    """Tell whether this names a zone, rather than states a rule such as EST5EDT or UTC-3."""
    return "/" in stated or stated.isalpha()


def _fits(name: str, moment: int) -> bool:
    """Tell whether clocks in the zone `name` show the same time as this computer's for a year."""
    try:
        return _seconds_off(name, moment) == 0
    except (LookupError, OSError, ValueError):
        return False


def _seconds_off(name: str, moment: int) -> int:
    """Return how far clocks in the zone are off, added up over a year of weeks from `moment` on."""
    zone, off = ZoneInfo(name), 0
    for instant in range(moment, moment + _WEEKS * _WEEK, _WEEK):
        there = datetime.fromtimestamp(instant, UTC).astimezone(zone).utcoffset()
        assert there is not None  # `there` has a zone
        off += abs(int(there.total_seconds()) - time.localtime(instant).tm_gmtoff)
    return off


def _candidates(stated: str, is_set: bool, moment: int) -> Iterator[str]:
    """Yield names that may fit, the likeliest first."""
    if os.path.isabs(stated) or not is_set:
        yield from _same_file(Path(stated) if is_set else LOCALTIME)
    rule = stated.partition(",")[0]
    yield rule
    if found := _ABBREVIATION.search(rule):
        yield found[0]
    hours, rest = divmod(time.localtime(moment).tm_gmtoff, 3600)
    if not rest:
        yield f"Etc/GMT{-hours:+d}" if hours else "UTC"
    yield from _everywhere()


def _same_file(path: Path) -> Iterator[str]:
    """Yield the zones whose file has the same bytes as the one at `path`."""
    with suppress(OSError):
        wanted = path.read_bytes()
        for name in _everywhere():
            for file in (Path(folder, name) for folder in TZPATH):
                if file.is_file() and file.read_bytes() == wanted:
                    yield name


def _everywhere() -> list[str]:
    """Return the names of all zones; those of places come first, without their old names."""
    from importlib.resources import files  # slow to import, and seldom needed

    table = files("tzdata.zoneinfo").joinpath("zone1970.tab").read_text("utf-8")
    lines = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    places = {line[2] for line in lines}

    def order(name: str) -> tuple[bool, int, str]:
        area = next((at for at, area in enumerate(_AREAS) if name.startswith(area)), len(_AREAS))
        return name not in places, area, name

    return sorted(available_timezones(), key=order)
