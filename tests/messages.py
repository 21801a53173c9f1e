"""Every message as it is drafted: `python -m tests.messages` prints them, to be read aloud.

They go to sample people, who are at different points of the way, each after a line on what is known
of them; to Ana in every state there is; and to someone of whom nothing but the name is known. Nor
is it known who writes that last one.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Collection, Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple, get_args

from msgspec.structs import replace

from infoint_tui.bootstrap import build_services, sample_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.follow_through.situation import Situation
from infoint_tui.domain.messages.fields import FIELDS, facts
from infoint_tui.domain.messages.message import ASKS, occasion
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.record import Record
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.vocabulary import MESSAGES, Intent, MessageKind, Verdict
from infoint_tui.exchange.message_files import Templates
from infoint_tui.services.container import Services
from tests.builders import (
    contact,
    follow_up,
    goal,
    held,
    interview,
    introduced,
    introduction,
    moment,
    situation,
    touch,
)
from tests.ui.conftest import NOW

PEOPLE = ("Bo Lindqvist", "Chidi Eze", "Ana Ruiz", "Farah Quint", "Hugo Brandt")
"""One to ask, one who has not answered, one to talk with, one to thank, one to report back to."""
NAME, ABOUT_ME = "Sam Field", "I'm a teacher thinking about data work."


class Draft(NamedTuple):
    """A message, and what it is."""

    about: str
    text: str
    known: str = ""
    """What is known of the person it is to."""


def drafts(names: Collection[str] = ()) -> Iterator[Draft]:
    """Yield every message to the sample people with these names; to all of them without any."""
    with sample_services(FixedClock(NOW)) as sample, tempfile.TemporaryDirectory() as folder:
        path, kept = sample.context.repository.path, Path(folder) / "drafts"
        me = Settings(my_name=NAME, about_me=ABOUT_ME)
        services = build_services(path, clock=FixedClock(NOW), settings=me, drafts=kept)
        people = {each.name: each for each in services.context.repository.all(Contact)}
        for name in names or people:
            yield from _to(services, people[name])
        unknown = build_services(
            Path(folder) / "file.json", clock=FixedClock(NOW), settings=Settings(), drafts=kept
        )
        yield from _to(unknown, unknown.contacts.add("Jo Abara", standing="shortlisted"))
    yield from in_every_state()


def _to(services: Services, person: Contact) -> Iterator[Draft]:
    known = _known(services, person)
    for kind, words in MESSAGES.items():
        intents: tuple[Intent, ...] = ("informational", "job_search")
        for intent in intents[: 1 + (kind in ASKS)]:
            drafted = services.messages.draft(person.id, kind, intent=intent)
            hunting = ", job hunting too" if intent == "job_search" else ""
            about = f"{words.label}{hunting}: to {person.name}"
            yield Draft(about, _whole(drafted.subject, drafted.body), known)


def _known(services: Services, person: Contact) -> str:
    dossier = services.overview.dossier(person.id)
    assert dossier is not None
    noted = ("admire", "unique", "milestone", "common_ground")
    coming, days = dossier.open_interview(), [each.held_on for each in dossier.interviews]
    asked = f"said yes on {coming.agreed_on}" if coming and coming.is_agreed else "has not answered"
    words = (
        person.title or "no title",
        person.organization or "no organization",
        *(f"{each}: {clean_line(value)}" for each in noted if (value := getattr(person, each))),
        f"suggested by {dossier.introducer_name}" if dossier.introducer_name else "",
        asked if coming else "" if dossier.interviews else "not asked yet",
        *(f"talked on {day}" for day in days if day),
        *(f"thanked on {each.thanked_on}" for each in dossier.interviews if each.thanked_on),
        *(f"{item.kind}: {item.text}" for item in dossier.follow_ups),
    )
    return f"{person.name} ({'; '.join(filter(None, words))})"


def in_every_state() -> Iterator[Draft]:
    """Yield the messages to Ana that differ with what happened before."""
    for kind, about, found in (*_asking(), *_confirming(), *_afterwards()):
        known = facts(occasion(found, kind))
        text = Templates(Path("no-folder")).read(kind, FIELDS).fill(known)
        yield Draft(f"{MESSAGES[kind].label}: to Ana, {about}", _whole(*text))


def _whole(subject: str, body: str) -> str:
    return f"Subject: {subject}\n\n{body}" if subject else body


_State = tuple[MessageKind, str, Situation]
_FIRST: tuple[MessageKind, ...] = ("ask", "phone", "introduced")


def _at(today: str, *records: Record, **of: Any) -> Situation:
    """What is known of Ana on a day; she introduced Teo, and Bo, who said no."""
    teo = introduced("Teo Maran", held("9 nov", contact_id="Teo Maran"))
    bo = introduced("Bo Lind", interview(id="no", ended="declined", ended_on="9 nov"))
    ana = contact(**{"organization": "Lumen Energy", **of})
    return situation(today, *records, of=ana, knows=[teo, bo], my_name=NAME, about_me=ABOUT_ME)


def _asking() -> Iterator[_State]:
    known, mira = (
        _at("16 nov", admire="explains a chart so that everyone can use it"),
        contact("Mira Okafor"),
    )
    said = {True: "may be said", None: "not known whether it may be said", False: "may not be said"}
    for (may, words), kind in product(said.items(), _FIRST):
        dossier = replace(known.dossier, introducer=mira, may_mention=may)
        yield kind, f"introduced by Mira, {words}", replace(known, dossier=dossier)
    mail = touch("13 nov", kind="introduction", direction="in", channel="email")
    by_email = replace(known.dossier, introducer=mira, touches=(mail,))
    yield "introduced", "introduced by Mira, by email", replace(known, dossier=by_email)
    notes = {"unique": "was a ship's cook", "milestone": "an award", "common_ground": "both sail"}
    for (field, note), kind in product(notes.items(), _FIRST):
        yield kind, f"{field} is known", _at("16 nov", **{field: note})

    asked = interview(requested_on="2 nov")
    for kind in (*_FIRST, "settle"):
        yield kind, "without a coffee", _at("9 nov", asked.but(i_pay=False))
    yield "nudge", "asked a week ago", _at("9 nov", asked)
    called = touch("2 nov", kind="call", channel="call", text="asked")
    yield "nudge", "asked on the phone", _at("9 nov", asked, called)
    yield "nudge", "for the second time", _at("16 nov", asked.but(nudged_on=asked.requested_on))
    yield (
        "nudge",
        "without a word about me",
        replace(_at("9 nov", asked), settings=Settings(my_name=NAME)),
    )
    agreed = asked.but(agreed_on=asked.requested_on)
    for kind in ("settle", "nudge"):
        yield kind, "after a yes", _at("9 nov", agreed)
    yield "nudge", "with a time set", _at("9 nov", agreed.but(start=moment("1 dec", 15)))
    before = held("12 oct", id="before")
    yield "nudge", "after a conversation", _at("9 nov", before, asked)
    twice = asked.but(nudged_on=asked.requested_on)
    yield "nudge", "after a conversation, for the second time", _at("16 nov", before, twice)
    declined = interview(requested_on="2 nov", ended="declined", ended_on="9 nov")
    yield "accept_no", "who suggested someone else", _at("9 nov", declined, *_suggested("9 nov"))


def _confirming() -> Iterator[_State]:
    timed = interview(agreed_on="4 nov", start=moment("1 dec", 15), place="Cafe Lumen")
    online = timed.but(format="video", place="https://example.com/room")
    for day in ("23 nov", "30 nov", "1 dec"):
        yield "confirm", f"in person, on {day}", _at(day, timed)
    yield "confirm", "in person, without a place", _at("30 nov", timed.but(place=""))
    yield "confirm", "by video", _at("30 nov", online)
    yield "confirm", "by video, elsewhere", _at("30 nov", online, timezone="Asia/Tokyo")
    yield "confirm", "by video, without a link", _at("30 nov", online.but(place="on Teams"))
    yield "confirm", "by video, without anything", _at("30 nov", online.but(place=""))
    call = timed.but(format="phone")
    yield "confirm", "by phone", _at("30 nov", call, phones=("+351 555 0100",))
    yield "confirm", "by phone, without a number", _at("30 nov", call)
    yield "confirm", "without a coffee", _at("30 nov", timed.but(i_pay=False))


def _afterwards() -> Iterator[_State]:
    met = held("3 nov", goal_id="goal")
    plain = met.but(debrief=None)
    advice = follow_up(noted_on="3 nov", text="sit in on a shift", interview_id="talk")
    skill = follow_up(noted_on="3 nov", kind="learn", text="GIS")
    promise = follow_up(noted_on="3 nov", kind="promise", owed_by="them", text="send a list")
    names = _suggested("3 nov")
    unthanked, bare = met.but(thanked_on=None), plain.but(thanked_on=None)
    yield "thank", "with all there is", _at("3 nov", unthanked, advice, promise, *names)
    yield "thank", "who suggested someone", _at("3 nov", unthanked, *names)
    yield "thank", "who offered something", _at("4 nov", unthanked, promise)
    yield "thank", "after a week", _at("11 nov", bare)
    yield "thank", "with advice alone", _at("4 nov", bare, advice)
    yield "thank", "who wants updates", _at("5 nov", bare, wants_updates=True)
    done = advice.but(done_on=met.held_on)
    yield "thank", "thanked before", _at("16 nov", met, done)
    for item, about in ((advice, "advice"), (skill, "a skill")):
        yield "report", f"on {about}", _at("16 nov", met, item.but(done_on=met.held_on))
        yield "report", f"on {about}, before it is done", _at("16 nov", met, item)
    yield "introducer", "after a conversation", _at("16 nov", met, names[0])
    yield "introducer", "after none", _at("16 nov", met, names[1])
    yield "introducer", "before it", _introducing(interview(start=moment("19 nov")))
    yield "introducer", "with no time set", _introducing()
    yield "introducer", "without one on record", _at("16 nov", met)
    yield "remind", "after a conversation", _at("16 nov", met, promise)
    yield "remind", "without one", _at("16 nov", promise)
    decided = goal(title="Data work on power grids", decided_on="15 nov")
    for verdict in get_args(Verdict):
        yield "verdict", verdict, _at("16 nov", met, decided.but(verdict=verdict))
    yield "verdict", "to whom advice helped", _at("16 nov", plain, advice)
    for day in ("4 nov", "9 nov", "16 nov", "16 dec", "16 nov 2027"):
        yield "again", f"on {day}", _at(day, met)
    looking = _at("9 nov", met.but(intent="job_search"))
    yield "again", "about a job too, within a week", looking
    yield "again", "after a call", _at("16 nov", met.but(format="phone"))
    yield "again", "without a coffee", _at("16 nov", plain.but(i_pay=False))
    yield "good_news", "with a note", _at("16 nov", met)
    yield "good_news", "with advice", _at("16 nov", plain, advice)
    yield "keep_in_touch", "with a note", _at("16 nov", met)
    yield "keep_in_touch", "without one", _at("16 nov", plain)
    yield "keep_in_touch", "whose work is not known", _at("16 nov", plain, organization="")
    yield "keep_in_touch", "before any conversation", _at("16 nov", how_we_know="former colleagues")
    yield "congratulate", "on a milestone", _at("16 nov", milestone="an award")
    yield "new_job", "with a title", _at("16 nov", title="Data lead")
    yield "new_job", "without a title", _at("16 nov")
    yield "new_job", "without a place", _at("16 nov", organization="")


def _introducing(*of_teo: Interview) -> Situation:
    """What is known of Ana, who introduced Teo."""
    teo = introduced("Teo Maran", *of_teo)
    found = _at("16 nov", held("3 nov"), introduction(noted_on="3 nov", interview_id="talk"))
    return replace(found, dossier=replace(found.dossier, introduced={"Teo Maran": teo}))


def _suggested(day: str) -> list[FollowUp]:
    return [
        introduction(name, noted_on=day, interview_id="talk") for name in ("Teo Maran", "Bo Lind")
    ]


if __name__ == "__main__":
    known = ""
    for draft in drafts(PEOPLE):
        if draft.known != known:
            known = draft.known
            sys.stdout.write(f"\n=== {known or 'Ana, on whom a line says what is known'}\n")
        sys.stdout.write(f"\n--- {draft.about}\n{draft.text}\n")
