"""Conversations and what is due, as a calendar that other programs read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from infoint_tui import __version__
from infoint_tui.domain.conversation.plan import unskipped
from infoint_tui.domain.vocabulary import FORMAT_WORDS
from infoint_tui.exchange.outgoing import ItemFile, Outgoing, WriteOptions

if TYPE_CHECKING:
    from icalendar import Calendar

    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.interview import Interview

ALARM = timedelta(minutes=30)
"""How long before a conversation the calendar reminds of it."""


class _DatedItem(Struct, frozen=True):
    id: str
    name: str
    component: Any


def calendar(out: Outgoing, options: WriteOptions) -> str:
    """Return conversations that have a time, and what is due, as one calendar."""
    return _text(each.component for each in _entries(out, options))


def calendar_items(out: Outgoing, options: WriteOptions) -> Iterator[ItemFile]:
    """Yield a calendar for each conversation and each thing that is due."""
    for each in _entries(out, options):
        yield ItemFile(each.id, each.name, _text((each.component,)))


def conversation(interview: Interview, contact: Contact) -> str:
    """Return the calendar of one conversation, which must have a time."""
    return _text((_event(interview, contact),))


def _entries(out: Outgoing, options: WriteOptions) -> Iterator[_DatedItem]:
    names = {contact.id: contact.name for contact in out.contacts}
    for dossier in options.counted(out.dossiers()):
        for interview in dossier.interviews:
            if interview.start is not None and interview.ended is None:
                name = f"{dossier.contact.name} {interview.day}"
                yield _DatedItem(interview.id, name, _event(interview, dossier.contact))
    for item in out.owed():
        name = names[item.contact_id]
        uid = _uid_of(item)
        yield _DatedItem(uid, f"{name} {item.kind}", _due(item, name, uid, options))


def _text(components: Iterable[Any]) -> str:
    made = _empty()
    for each in components:
        made.add_component(each)
    return str(made.to_ical().decode())


def _empty() -> Calendar:
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//infoint-tui {__version__}//EN")
    made.add("version", "2.0")
    return made


def _event(interview: Interview, contact: Contact) -> Any:
    from icalendar import Alarm, Event

    assert interview.start is not None
    event = Event()
    event.add("uid", interview.id)
    event.add("sequence", interview.rev)
    event.add("dtstamp", _stamp(interview))
    event.add("summary", f"Talk with {contact.name}")
    event.add("dtstart", interview.start)
    event.add("dtend", interview.start + timedelta(minutes=interview.minutes))
    if interview.place:
        event.add("location", interview.place)
    if interview.place.lower().startswith(("https://", "http://")):
        event.add("url", interview.place)
    event.add("description", _description(interview, contact))
    if interview.held_on is None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"Talk with {contact.name}")
        alarm.add("trigger", -ALARM)
        event.add_component(alarm)
    return event


def _stamp(interview: Interview) -> datetime:
    """Return a moment that stays the same until the conversation is moved.

    With the time of the export, a file would differ each time though nothing changed.
    """
    day = interview.agreed_on or interview.requested_on
    assert interview.start is not None
    return datetime.combine(day, time(), UTC) if day else interview.start


def _description(interview: Interview, contact: Contact) -> str:
    role = " at ".join(filter(None, (contact.title, contact.organization)))
    head = ", ".join(filter(None, (role, FORMAT_WORDS[interview.format], *contact.phones[:1])))
    questions = [f"- {each.text}" for each in unskipped(interview.plan)]
    outcome = f"I want to leave with: {interview.outcome}" if interview.outcome else ""
    parts = (head, outcome, "\n".join(("Questions", *questions)) if questions else "")
    return "\n\n".join(filter(None, parts))


def _uid_of(item: Owed) -> str:
    return str(uuid5(NAMESPACE_URL, f"infoint:{item.kind}:{item.subject_id}"))


def _due(item: Owed, name: str, uid: str, options: WriteOptions) -> Any:
    from icalendar import Event, Todo

    made = Todo() if options.todos else Event()
    made.add("uid", uid)
    made.add("dtstamp", datetime.combine(item.due, time(), UTC))
    made.add("summary", f"{name}: {item.title}")
    if options.todos:
        made.add("due", item.due)
    else:
        made.add("dtstart", item.due)
        made.add("dtend", item.due + timedelta(days=1))
        made.add("transp", "TRANSPARENT")
    return made
