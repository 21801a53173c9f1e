"""Clocks that jump by 50 years, days with a change of time, and zones without a name."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock, local_now
from infoint_tui.domain.basics.system_zone import system_zone
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Debrief, Interview
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from tests.batteries.table import Terms

CHANGES_OF_TIME = {
    "America/New_York": ("2026-03-08", "2026-11-01"),
    "America/Sao_Paulo": ("2018-11-04",),
    "Europe/Lisbon": ("2026-03-29", "2026-10-25"),
    "Africa/Casablanca": ("2026-02-15",),
    "Africa/Cairo": ("2026-04-24",),
    "Asia/Beirut": ("2026-03-29",),
    "Asia/Kathmandu": ("1986-01-01",),
    "Australia/Lord_Howe": ("2026-04-05", "2026-10-04"),
    "Pacific/Apia": ("2011-12-29", "2011-12-31"),
    "Pacific/Chatham": ("2026-09-27",),
}
"""By zone, days on which the clocks change; in Apia the 30th of December 2011 does not exist."""
NAMELESS = (
    *("<-05>5", "IST-5:30", "NPT-5:45", "AEST-10AEDT,M10.1.0,M4.1.0/3"),
    *("CET-1CEST,M3.5.0,M10.5.0/3", "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45"),
)
"""What TZ says of a zone in place of its name."""
YEARS = timedelta(days=50 * 365)


def run(terms: Terms) -> Iterator[str]:
    """Try each day of each zone, and today in each zone without a name."""
    for zone, days in CHANGES_OF_TIME.items():
        for day in days:
            noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=ZoneInfo(zone))
            yield _broken(terms.new_folder(f"{zone.replace('/', '-')}-{day}"), noon, zone)
    before = os.environ.get("TZ")
    for number, setting in enumerate(NAMELESS):
        noon = datetime(2026, 3, 29, 12, tzinfo=UTC)
        try:
            os.environ["TZ"] = setting
            time.tzset()
            found = system_zone(noon)
        finally:
            os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
            time.tzset()
        told = "" if found.note else f"{setting}: it is not told that {found.name} is a guess"
        yield told or _broken(terms.new_folder(number), noon, found.name)


def _broken(folder: Path, noon: datetime, zone: str) -> str:
    try:
        _check(folder / "infoint.json", noon, zone)
    except (AssertionError, OverflowError, ValueError) as error:
        return f"{zone}, {noon:%Y-%m-%d}: {type(error).__name__} {error}"
    return ""


def _check(path: Path, noon: datetime, zone: str) -> None:
    clock = FixedClock(noon, zone)
    at = build_services(path, clock=clock, settings=Settings())
    at.context.repository.transact("add", lambda tx: [tx.put(each) for each in _records(noon)])
    due, kept = _due(at), path.read_bytes()
    assert len(due) == 3, due
    made = [at.backing_up.make_if_due()]

    for minutes in range(-720, 721, 30):  # the whole day, and the hour that is there twice
        clock.instant = (noon.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(UTC)
        if local_now(clock).date() == noon.date():
            assert _due(at) == due, f"due dates at {local_now(clock)}"

    for jump in (YEARS, -YEARS):
        clock.instant = noon + jump
        again = build_services(path, clock=clock, settings=Settings())
        again.overview.board()
        again.today.agenda()
        assert path.read_bytes() == kept, "looking at it changed it"
        again.contacts.add(f"Jump {jump.days}")
        kept = path.read_bytes()
        made.append(again.backing_up.make_if_due())

    clock.instant = noon + timedelta(hours=2)
    at = build_services(path, clock=clock, settings=Settings())
    assert _due(at) == due, "due dates after the clock was put right"
    at.contacts.add("Later")
    made.append(at.backing_up.make_if_due())
    numbers = [each.number for each in at.backing_up.all()]
    assert None not in made, "no backup was made"
    assert numbers == [4, 3, 2, 1], f"backups: {numbers}"
    newest = at.backing_up.newest_good()
    assert newest is not None, "there is no backup"
    assert newest.people == 4, "the newest is not the last that was made"


def _records(noon: datetime) -> list[Contact | Interview | FollowUp]:
    """Return someone whom the user owes a thank-you, and has promised two things."""
    day = noon.date()
    return [
        Contact(id="ana", name="Ana Ruiz", standing="shortlisted"),
        Interview(
            id="talk",
            contact_id="ana",
            start=noon,
            zone=str(noon.tzinfo),
            held_on=day,
            debrief=Debrief(learned="models are the easy half"),
        ),
        FollowUp(id="advice", contact_id="ana", text="read the paper", noted_on=day),
        FollowUp(
            id="promise", contact_id="ana", kind="promise", text="send it", due=day, noted_on=day
        ),
    ]


def _due(at: Services) -> list[tuple[str, str]]:
    """Return what is owed to Ana, and when."""
    return [
        (line.owed.kind, line.owed.due.isoformat())
        for line in at.overview.owed()
        if line.contact.id == "ana"
    ]
