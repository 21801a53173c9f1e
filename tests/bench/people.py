"""Files of made-up people, about 1.1 KB each, that are the same in every run but for the dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from uuid import UUID

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Debrief, Interview, TimedNote
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.records.record import Record
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.container import Services
from infoint_tui.store.repository import Transaction

SEED = 20261124


@dataclass(frozen=True)
class Past:
    """What happened with the people of a file, and how long ago it began."""

    in_play: int
    """People on the board."""
    talked: int
    """People with touches; those on the board are among them."""
    touches: int
    interviews: int
    follow_ups: int
    days: int


A_FEW_WEEKS = Past(in_play=25, talked=80, touches=300, interviews=60, follow_ups=40, days=60)
FIVE_YEARS = Past(
    in_play=300, talked=1_200, touches=15_000, interviews=1_500, follow_ups=1_000, days=5 * 365
)
RECENT = 60
"""Days within which a request may still wait for an answer."""

_FIRST = ("An", "Bel", "Cor", "Da", "Él", "Fro", "Ga", "Hil", "In", "Jo", "Ka", "Lio")
_SECOND = ("a", "bert", "dis", "en", "ia", "lo", "mar", "na", "rik", "vö")
_THIRD = ("Bar", "Cal", "Dren", "Es", "Fal", "Gro", "Hal", "Is", "Ker", "Lind", "Mar", "Nor")
_THIRD += ("Ost", "Pel", "Quin", "Ros", "Sil", "Tor", "Ull", "Vas", "Wen")
_FOURTH = ("ack", "berg", "dal", "ek", "feld", "gård", "holm", "ić", "kin", "lund", "man", "ner")
_FOURTH += ("ow", "quist", "rup", "sen", "ton", "ura", "vik", "zek")
_FIELDS = ("energy", "museums", "rail", "games", "water", "health data", "maps", "toys")
_TITLES = ("engineer", "analyst", "planner", "curator", "designer", "lead", "head of research")
_PLACES = ("Lisbon", "Ghent", "Malmö", "Trieste", "Cork", "Leipzig")
_TAGS = ("school", "conference", "former colleague", "newsletter", "meetup", "neighbour")
_WORDS = [
    "met",
    "at",
    "the",
    "open",
    "day",
    "and",
    "talked",
    "about",
    "forecasts",
    "models",
    "field",
    "work",
    "shifts",
    "travel",
    "the",
    "team",
    "is",
    "small",
    "and",
    "hires",
    "rarely",
    "but",
    "takes",
    "people",
    "from",
    "other",
    "fields",
    "if",
    "they",
    "can",
    "show",
    "a",
    "finished",
    "piece",
    "of",
    "work",
    "likes",
    "short",
    "mails",
    "with",
    "one",
    "clear",
    "question",
    "reads",
    "them",
    "on",
    "the",
    "train",
    "in",
    "the",
    "morning",
]


def services_over(path: Path) -> Services:
    """Return services over a file, with the settings everyone begins with."""
    return build_services(path, settings=Settings())


def write(path: Path, count: int, past: Past = A_FEW_WEEKS) -> None:
    """Write `count` people, and what happened with some of them, in one change."""
    services = services_over(path)
    records = tuple(_records(Random(SEED), count, past, services.context.today))

    def change(tx: Transaction) -> None:
        for record in records:
            tx.put(record)

    services.context.repository.transact("benchmark people", change)


def _records(random: Random, count: int, past: Past, today: date) -> Iterator[Record]:
    def new_id() -> str:
        return str(UUID(int=random.getrandbits(128), version=4))

    people = [_person(random, new_id(), name) for name in _names(random, count)]
    known = random.sample(range(count), past.talked)
    for place in known[: past.in_play]:
        people[place] = people[place].but(standing="shortlisted")
    yield from people
    ids = [people[place].id for place in known]
    for _ in range(past.touches):
        yield _touch(random, new_id(), random.choice(ids), past.days, today)
    yield _unthanked(new_id(), ids[0], today)
    for place in range(1, past.interviews):
        yield _interview(random, new_id(), ids[place % len(ids)], past.days, today)
    for place in range(past.follow_ups):
        yield _follow_up(random, new_id(), ids[place % len(ids)], past.days, today)


def _names(random: Random, count: int) -> list[str]:
    parts = list(product(_FIRST, _SECOND, _THIRD, _FOURTH))
    return [f"{a}{b} {c}{d}" for a, b, c, d in random.sample(parts, count)]


def _person(random: Random, id: str, name: str) -> Contact:
    field, place = random.choice(_FIELDS), random.choice(_PLACES)
    handle = id[:8]
    return Contact(
        id=id,
        name=name,
        title=f"{field} {random.choice(_TITLES)}",
        organization=f"{random.choice(_THIRD)}{random.choice(_FOURTH)} {field.title()}",
        field=field,
        level=random.choice(("does_the_job", "step_above", "manager", "executive", "other")),
        emails=(f"{handle}@example.org",),
        phones=(f"+00 555 {random.randrange(10**6):06}",),
        links=(f"https://profiles.example.com/in/{handle}",),
        location=place,
        tags=tuple(random.sample(_TAGS, 2)),
        how_we_know=_prose(random, 6),
        admire=_prose(random, 18),
        common_ground=_prose(random, 8),
        notes=_prose(random, 84),
        fingerprint=f"linkedin:{handle}",
    )


def _touch(random: Random, id: str, contact_id: str, days: int, today: date) -> Touch:
    day = today - timedelta(days=random.randrange(days))
    return Touch(
        id=id,
        contact_id=contact_id,
        on=day,
        at=f"{day.isoformat()}T12:00:00Z",  # type: ignore[arg-type]  # pydantic reads it
        kind=random.choice(("message", "email", "call", "meeting")),
        text=_prose(random, 12),
    )


def _interview(random: Random, id: str, contact_id: str, days: int, today: date) -> Interview:
    ago = random.randrange(2, days)
    asked = today - timedelta(days=ago)
    interview = Interview(id=id, contact_id=contact_id, requested_on=asked, zone="Europe/Lisbon")
    if ago < RECENT and random.random() < 0.4:
        return interview
    held = asked + timedelta(days=1)
    return interview.but(
        held_on=held,
        thanked_on=held,
        plan=tuple(PlannedQuestion(text=_prose(random, 8)) for _ in range(5)),
        notes=tuple(
            TimedNote(at=f"{held.isoformat()}T12:00:00Z", text=_prose(random, 10))  # type: ignore[arg-type]  # pydantic reads it
            for _ in range(4)
        ),
        debrief=Debrief(learned=_prose(random, 20), written_on=held),
    )


def _unthanked(id: str, contact_id: str, today: date) -> Interview:
    """An interview whose thank-you is due: someone is in the column Thank."""
    held = today - timedelta(days=1)
    return Interview(id=id, contact_id=contact_id, held_on=held, debrief=Debrief(written_on=held))


def _follow_up(random: Random, id: str, contact_id: str, days: int, today: date) -> FollowUp:
    """Something to do, noted lately; or done and told, if it was noted before that."""
    ago = random.randrange(days)
    noted = today - timedelta(days=ago)
    done = noted if ago >= RECENT else None
    return FollowUp(
        id=id,
        contact_id=contact_id,
        text=_prose(random, 8),
        noted_on=noted,
        done_on=done,
        told_on=done,
    )


_LETTERS = "eeeeeeetttttaaaaaooooiiiinnnnsssshhhrrrdddlllcuummwfgypbvk"
"""Each about as often as in English."""


@cache
def _rare() -> list[str]:
    """Thirty thousand words, of which a text has a few."""
    random = Random(SEED)
    return ["".join(random.choices(_LETTERS, k=random.randint(4, 10))) for _ in range(30_000)]


def _prose(random: Random, words: int) -> str:
    return " ".join(_word(random) for _ in range(words))


def _word(random: Random) -> str:
    """Return a word: most are from a few dozen, as people write, and the rarest come up once."""
    if random.random() < 0.8:
        return random.choice(_WORDS)
    return _rare()[int(random.random() ** 4 * 30_000)]


def card(number: int) -> str:
    """Return a vCard as a phone writes it."""
    return (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Example//Phone//EN\r\n"
        f"N:Person{number};Ana;;;\r\nFN:Ana Person{number}\r\n"
        f"ORG:Lumen Energy {number % 300};Grid\r\nTITLE:Planner\r\n"
        f"EMAIL;TYPE=INTERNET,WORK:ana{number}@example.com\r\n"
        f"TEL;TYPE=CELL:+351 555 {number:06}\r\n"
        f"item1.URL;TYPE=pref:https://www.linkedin.com/in/ana-{number}\r\n"
        f"item1.X-ABLabel:_$!<HomePage>!$_\r\n"
        f"ADR;TYPE=WORK:;;Rua das Flores {number};Lisbon;;1000-001;Portugal\r\n"
        f"NOTE:Met at the fair.\\nTalked about grids\\, and about what a day is like in\r\n"
        f"  the control room.\r\nUID:{number:08}-aaaa-bbbb-cccc-000000000000\r\nEND:VCARD\r\n"
    )
