"""Small records for tests: each builder gives what it must and takes the fields that matter.

Days are written as on a calendar, "16 nov" or "3 jan 2027"; without a year they lie in 2026.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from infoint_tui.domain.basics.typed_days import parse_day
from infoint_tui.domain.contact_fields import FIELDS, UNSAID, ContactField
from infoint_tui.domain.follow_through.dossier import Dossier, Introduced
from infoint_tui.domain.follow_through.situation import Situation
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.goal import Goal
from infoint_tui.domain.records.interview import Debrief, Interview
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.records.record import Record
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.records.touch import Touch

PLAN = (PlannedQuestion(text="What fills a normal Tuesday for you?"),)
DEBRIEF = Debrief(learned="models are the easy half")
HOME = "Europe/Lisbon"
"""The user's zone; in November its clocks show UTC."""


def day(text: str) -> date:
    """Read "16 nov" or "3 jan 2027"."""
    return parse_day(text if text[-4:].isdigit() else f"{text} 2026", date(2026, 1, 1))


def moment(text: str, hour: int = 9) -> datetime:
    """The instant of a full hour, UTC, on a day."""
    return datetime.combine(day(text), datetime.min.time(), UTC) + timedelta(hours=hour)


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    """Read the days among the fields of a record."""
    return {
        key: day(value) if isinstance(value, str) and _is_day(key) else value
        for key, value in given.items()
    }


def _is_day(key: str) -> bool:
    return key.endswith(("_on", "_until")) or key in ("on", "due")


def contact(name: str = "Ana Ruiz", **fields: Any) -> Contact:
    """Someone shortlisted; the id is the name."""
    return Contact(**{"id": name, "name": name, "standing": "shortlisted", **_fields(fields)})


def mark(field: ContactField) -> str:
    """A word that only this field of a contact holds."""
    return f"q{field.key}q"


def field_value(field: ContactField, person: str) -> Any:
    """A value for a field of a contact; of one that holds words, with its `mark` in it.

    Args:
        field: which one.
        person: the id of someone who is there, for a field that holds one.
    """
    word = mark(field)
    values = {
        "text": f"{word} on\ntwo lines",
        "list": (word, f"{word}2"),
        "emails": (f"{word}@example.org",),
        "links": (f"https://{word}.example.org",),
        "choice": next((key for key, _ in field.choices if key != UNSAID), ""),
        "zone": "Asia/Tokyo",
        "days": 30,
        "yes_no": True,
        "person": person,
    }
    return values.get(field.kind, word)


def filled(person: str) -> dict[str, Any]:
    """A value for every field of a contact that a person types, by name."""
    return {field.key: field_value(field, person) for field in FIELDS}


def interview(**fields: Any) -> Interview:
    """A talk with Ana, in the user's zone."""
    return Interview(**{"id": "talk", "contact_id": "Ana Ruiz", "zone": HOME, **_fields(fields)})


def held(on: str, **fields: Any) -> Interview:
    """A talk held, debriefed and thanked for, so that nothing is owed for it."""
    return interview(**{"held_on": on, "thanked_on": on, "debrief": DEBRIEF, **fields})


def follow_up(**fields: Any) -> FollowUp:
    """Advice from Ana."""
    return FollowUp(
        **{"id": "follow-up", "contact_id": "Ana Ruiz", "text": "read the paper", **_fields(fields)}
    )


def introduction(to: str | None = "Teo Maran", **fields: Any) -> FollowUp:
    """A name Ana gave, which led to someone unless `to` is None."""
    usual = {"id": f"to {to}", "kind": "introduction", "text": to or "Teo", "led_to": to}
    return follow_up(**{**usual, **fields})


def goal(**fields: Any) -> Goal:
    """A goal ruled out on a day, or open without one."""
    verdict = "ruled_out" if "decided_on" in fields else None
    return Goal(**{"id": "goal", "title": "Grids", "verdict": verdict, **_fields(fields)})


def touch(on: str, **fields: Any) -> Touch:
    """A touch with Ana, logged in the morning of its day."""
    usual: dict[str, Any] = {"id": f"touch {on}", "contact_id": "Ana Ruiz", "at": moment(on)}
    return Touch(**{**usual, "on": day(on), **fields})


def introduced(name: str = "Teo Maran", *interviews: Interview, **fields: Any) -> Introduced:
    """Someone Ana introduced."""
    return Introduced(contact(name, **fields), interviews)


def situation(
    today: str = "16 nov",
    *records: Record,
    of: Contact | None = None,
    knows: Iterable[Introduced] = (),
    hour: int = 9,
    zone: str = HOME,
    **settings: Any,
) -> Situation:
    """What is known of Ana, looked at on a day.

    Args:
        today: the day; 16 November 2026 is a Monday.
        records: talks, follow-ups, touches and goals.
        of: the contact; Ana, shortlisted, if left out.
        knows: whom she introduced.
        hour: the hour of the day, UTC.
        zone: the user's zone.
        settings: fields of `Settings` other than the defaults.
    """
    dossier = Dossier(
        of or contact(),
        tuple(each for each in records if isinstance(each, Interview)),
        tuple(each for each in records if isinstance(each, FollowUp)),
        tuple(each for each in records if isinstance(each, Touch)),
        {each.contact.id: each for each in knows},
        goals={each.id: each for each in records if isinstance(each, Goal)},
    )
    return Situation(dossier, Settings(**settings), moment(today, hour), zone)
