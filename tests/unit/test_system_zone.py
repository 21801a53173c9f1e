"""The zone of a computer that names it, and of one that does not."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

import pytest

from infoint_tui.domain.basics import system_zone as zones
from infoint_tui.domain.basics.clock import FixedClock, SystemClock, today
from infoint_tui.domain.basics.system_zone import SystemZone, system_zone

DAY = 24 * 60 * 60
Find = Callable[[str], SystemZone]


@pytest.fixture
def find(monkeypatch: pytest.MonkeyPatch) -> Iterator[Find]:
    """Find the zone of a computer with this TZ; the seam cut is the environment."""

    def find(setting: str) -> SystemZone:
        monkeypatch.setenv("TZ", setting)
        time.tzset()
        return system_zone(SystemClock("UTC").now())

    yield find
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("setting", ["America/Bogota", ":America/Bogota", "CET", "UTC", "Etc/UTC"])
def test_a_name_is_taken_as_it_is(find: Find, setting: str) -> None:
    assert find(setting) == SystemZone(setting.removeprefix(":"))


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ("EST5EDT", "EST5EDT"),
        ("UTC-3", "Etc/GMT-3"),
        ("<-05>5", "Etc/GMT+5"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "CET"),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", "Australia/Hobart"),
        ("IST-5:30", "Asia/Colombo"),
        ("NPT-5:45", "Asia/Kathmandu"),
        ("", "UTC"),
        ("garbage", "UTC"),
        ("../passwd", "UTC"),
    ],
)
def test_anything_else_is_a_zone_whose_clocks_agree_and_is_told(
    find: Find, setting: str, name: str
) -> None:
    found = find(setting)
    assert found.name == name
    assert "because TZ is " in found.note
    now = int(time.time())
    for instant in range(now, now + 330 * DAY, 30 * DAY):
        there = datetime.fromtimestamp(instant, ZoneInfo(found.name))
        assert there.timetuple()[:6] == time.localtime(instant)[:6]


def test_a_copied_file_is_the_zone_it_was_copied_from(find: Find, tmp_path: Path) -> None:
    for zone in ("America/Bogota", "Europe/Madrid"):
        source = next(
            (path for path in (Path(each, zone) for each in TZPATH) if path.exists()), None
        )
        if source is None:
            pytest.skip("this computer has no zone files")
        copy = tmp_path / "localtime"
        copy.write_bytes(source.read_bytes())
        found = find(f":{copy}")
        assert found.name == zone
        assert found.note.startswith(f"Using the time zone {zone}, because TZ is ")
        assert find(f":{source}") == SystemZone(zone)


def test_a_file_of_no_known_zone_goes_by_its_clock(find: Find, tmp_path: Path) -> None:
    copy = tmp_path / "localtime"
    data = files("tzdata.zoneinfo").joinpath("America", "New_York").read_bytes()
    copy.write_bytes(data[:-1] + b"\n\n")  # the same rules, other bytes
    found = find(str(copy))
    assert found.name.startswith("America/")
    assert found.note


def test_a_link_to_a_zone_s_file_names_it(
    find: Find, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The seams cut are the file and the library that looks further."""
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Europe/Lisbon")
    for setting, link, name in (
        ("Europe/Madrid", Path(TZPATH[0], "Europe/Madrid"), "Europe/Madrid"),
        ("Europe/Lisbon", tmp_path / "elsewhere", "Europe/Lisbon"),
    ):
        find(setting)
        monkeypatch.delenv("TZ")
        monkeypatch.setattr(zones, "LOCALTIME", tmp_path / setting.partition("/")[2])
        zones.LOCALTIME.symlink_to(link)
        assert system_zone(SystemClock("UTC").now()) == SystemZone(name)


def test_a_wrong_name_does_not_win_over_the_clock(
    find: Find, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As with an /etc/timezone that was left behind; the seam cut is the computer's own answer."""
    find("Europe/Madrid")
    monkeypatch.delenv("TZ")
    monkeypatch.setattr(zones, "LOCALTIME", tmp_path / "none")
    for said in (lambda: "Etc/UTC", lambda: "Nowhere/Else", lambda: None):
        monkeypatch.setattr("tzlocal.get_localzone_name", said)
        found = system_zone(SystemClock("UTC").now())  # the C library still has the clock of Madrid
        assert found.name.startswith("Europe/")
        there = datetime.fromtimestamp(time.time(), ZoneInfo(found.name))
        assert there.timetuple()[:5] == time.localtime()[:5]
        assert "this computer doesn't name its own" in found.note


def test_a_computer_that_tells_nothing_is_not_silently_in_utc(
    find: Find, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def unknown() -> str:
        raise LookupError

    find("UTC")
    monkeypatch.delenv("TZ")
    monkeypatch.setattr(zones, "LOCALTIME", tmp_path / "none")
    monkeypatch.setattr("tzlocal.get_localzone_name", unknown)
    assert system_zone(SystemClock("UTC").now()).note.startswith("Using the time zone ")


@pytest.mark.parametrize(("setting", "day"), [("EST5EDT", 24), ("UTC-3", 25), ("UTC5:30", 24)])
def test_an_evening_is_on_the_day_of_this_computer_s_clock(
    find: Find, setting: str, day: int
) -> None:
    half_past_eight = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)  # in New York, the day before
    clock = FixedClock(half_past_eight, find(setting).name)
    assert today(clock) == date(2026, 11, day)


def test_a_clock_like_no_zone_s_is_told_to_be_off(find: Find) -> None:
    found = find("XXX-5:17")
    assert found.name == "Asia/Colombo"
    assert "It is about 13 minutes off" in found.note
