"""An account of a conversation: everything saved about it, in words and with labels.

The detail of a contact and `infoint show` both print it. `BEFORE` and `AFTER` say which line
shows which field of the record; between them come the questions and the notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from infoint_tui.domain.basics.calendar import (
    NEAR_WORDS,
    clock_time,
    full_day,
    relative,
    short_day,
    zone_words,
)
from infoint_tui.domain.vocabulary import (
    CHANNEL_WORDS,
    ENDED_WORDS,
    FORMAT_WORDS,
    INTENT_WORDS,
    RESULT_WORDS,
)

if TYPE_CHECKING:  # so that a screen can draw its first rows without pydantic
    from infoint_tui.domain.records.goal import Goal
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.domain.records.question import PlannedQuestion

Part = Literal["fact", "question", "note", "write_up"]
"""What a line of an account is, and so how it is changed."""


class Viewpoint(Struct, frozen=True):
    """What turns a record into words: the day, the user's zone and their goals."""

    today: date
    zone: str = "UTC"
    goals: Mapping[str, Goal] = field(default_factory=dict)


class AccountLine(Struct, frozen=True):
    """One thing saved about a conversation."""

    part: Part
    label: str
    """What it is, in a word or two; for a note, the time."""
    text: str
    more: str = ""
    """The answer to a question."""
    aside: str = ""
    """A quiet remark that goes after the text."""
    field: str = ""
    """The only field it shows, if that can be removed by itself; "" if it cannot."""
    is_text: bool = False
    """Whether that field holds the user's own words, which are corrected as a text."""
    at: int = 0
    """The index of the question in the plan, or of the note among the notes."""


class AccountRow(Struct, frozen=True):
    """One line of an account, and the fields it shows."""

    label: str
    words: Callable[[Interview, Viewpoint], str]
    """Returns the text; "" if there is nothing to show."""
    field: str = ""
    """As in `AccountLine`."""
    is_text: bool = False
    """As in `AccountLine`."""
    part: Part = "fact"


def _own(label: str, key: str) -> AccountRow:
    """Return the row of a text that the user wrote before the conversation."""
    return AccountRow(label, lambda it, _: getattr(it, key), key, is_text=True)


def _thought(label: str, key: str, words: Callable[[Any], str] | None = None) -> AccountRow:
    """Return the row of a field of the write-up: a text, unless `words` turns it into one."""

    def told(it: Interview, _: Viewpoint) -> str:
        value = getattr(it.debrief, key) if it.debrief else None
        if not value:
            return ""
        return words(value) if words else "\n".join([value] if isinstance(value, str) else value)

    return AccountRow(label, told, key, words is None, "write_up")


HEADING = ("Days", "When")
"""The labels of the lines that a heading can show instead."""

BEFORE: tuple[AccountRow, ...] = (
    AccountRow("Days", lambda it, view: ", ".join(steps(it, view.today))),
    AccountRow("When", lambda it, view: when(it, view) if it.start else ""),
    AccountRow("How", lambda it, _: _how(it)),
    AccountRow("Intent", lambda it, _: INTENT_WORDS[it.intent]),
    AccountRow("Goal", lambda it, view: _goal(it, view)),
    _own("I wanted", "outcome"),
    _own("Research", "research"),
    _own("About me", "about_me"),
)
"""What was settled before the conversation, in the order it is shown."""

AFTER: tuple[AccountRow, ...] = (
    _own("Unsaved note", "unfinished_note"),
    _thought("Stayed", "learned"),
    _thought("Good", "good"),
    _thought("Bad", "bad"),
    _thought("Surprising", "surprising"),
    _own("I believed", "belief"),
    _thought("I think now", "think_now"),
    _thought("Skills", "skills"),
    _thought("Got it", "outcome_met", str),
    _thought("Next time", "next_time"),
    _thought("We clicked", "clicked", lambda value: f"{value} of 5"),
    AccountRow(
        "It led to", lambda it, _: "" if it.result == "none" else RESULT_WORDS[it.result], "result"
    ),
)
"""What was saved about it afterward, in the order it is shown."""


def account(interview: Interview, view: Viewpoint) -> Iterator[AccountLine]:
    """Yield everything saved about a conversation, leaving out what is blank."""
    yield from _told(BEFORE, interview, view)
    yield from (_question(each, at) for at, each in enumerate(interview.plan))
    yield from _notes(interview)
    yield from _told(AFTER, interview, view)


def newest_first(interviews: Iterable[Interview]) -> list[Interview]:
    """Return conversations, newest first; one without any day counts as still to come."""
    return sorted(interviews, key=lambda it: (day_of(it) or date.max, it.id), reverse=True)


def day_of(interview: Interview) -> date | None:
    """Return the day to list a conversation under: when it was, will be, or was last heard of."""
    return (
        interview.held_on
        or interview.ended_on
        or interview.day
        or interview.agreed_on
        or interview.requested_on
    )


def gist(interview: Interview, view: Viewpoint) -> str:
    """Return a conversation in a line: "in person, 25 min: “start smaller”"."""
    if interview.ended:
        return ENDED_WORDS[interview.ended]
    if interview.held_on is None:
        return _to_come(interview, view)
    saved = interview.debrief
    words = (saved.learned, saved.surprising, saved.good, saved.bad) if saved else ()
    said = next(filter(None, (text.strip().partition("\n")[0] for text in words)), "")
    return _basics(interview) + (f": “{said}”" if said else "")


def fit_change(interview: Interview) -> str:
    """Return how well the goal fit before and after, if both are known: "3 → 4"."""
    before, after = interview.fit_before, interview.fit_after
    return f"{before} → {after}" if before and after else ""


def steps(interview: Interview, today: date) -> tuple[str, ...]:
    """Return what happened on which day, in order: "asked 2 Oct", "talked 20 Oct"."""
    written = interview.debrief.written_on if interview.debrief else None
    by = CHANNEL_WORDS[interview.thanked_by] if interview.thanked_by else ""
    found = (
        ("asked", interview.requested_on, ""),
        ("nudged", interview.nudged_on, ""),
        ("agreed", interview.agreed_on, ""),
        ("confirmed", interview.confirmed_on, ""),
        (ENDED_WORDS[interview.ended] if interview.ended else "over", interview.ended_on, ""),
        ("talked", interview.held_on, ""),
        ("written up", written, ""),
        ("thanked", interview.thanked_on, by),
        ("told what you decided", interview.verdict_told_on, ""),
    )
    return tuple(f"{step} {_day(day, today)} {how}".strip() for step, day, how in found if day)


def when(interview: Interview, view: Viewpoint) -> str:
    """Return when a conversation is or was, in the user's zone and, if it differs, in its own.

    If it was held on another day than planned, or unplanned, this is just the day.
    """
    if interview.held_on is not None and interview.held_on != interview.day:
        return relative(interview.held_on, view.today)
    if interview.start is None:
        return "no time yet"
    mine, there = interview.start_in(view.zone), interview.local_start()
    words = f"{relative(mine.date(), view.today)} {clock_time(mine)}"
    if interview.zone == view.zone:
        return words
    elsewhere = f"{full_day(there.date(), view.today)} {clock_time(there)}"
    return f"{words} ({elsewhere} {zone_words(interview.zone)})"


def without(interview: Interview, line: AccountLine) -> dict[str, Any]:
    """Return the changes that remove one line of an account, by field of the conversation.

    Raises:
        KeyError: the line cannot be removed by itself.
    """
    return _changed(
        interview, line, _holder(interview, line).__pydantic_fields__[line.field].default
    )


def rewritten(interview: Interview, line: AccountLine, text: str) -> dict[str, Any]:
    """Return the changes that give a line of an account another text, by field."""
    before = getattr(_holder(interview, line), line.field)
    return _changed(interview, line, text if isinstance(before, str) else text.splitlines())


def _holder(interview: Interview, line: AccountLine) -> Any:
    return interview.debrief if line.part == "write_up" else interview


def _changed(interview: Interview, line: AccountLine, value: object) -> dict[str, Any]:
    if line.part == "write_up" and interview.debrief is not None:
        return {"debrief": interview.debrief.but(**{line.field: value})}
    return {line.field: value}


def _day(day: date, today: date) -> str:
    return NEAR_WORDS.get((day - today).days) or short_day(day, today)


def _told(
    rows: Iterable[AccountRow], interview: Interview, view: Viewpoint
) -> Iterator[AccountLine]:
    for row in rows:
        text = row.words(interview, view).strip()
        if text:
            yield AccountLine(row.part, row.label, text, field=row.field, is_text=row.is_text)


def _question(question: PlannedQuestion, at: int) -> AccountLine:
    is_told = question.state == "planned" or question.answer  # an answer says it was asked
    state = "" if is_told else question.state
    notes = (state, "must ask" if question.must_ask else "", f"{question.minutes} min")
    aside = ", ".join(note for note in notes if note)
    return AccountLine("question", "Q", question.text, question.answer.strip(), aside, at=at)


def _notes(interview: Interview) -> Iterator[AccountLine]:
    zone = ZoneInfo(interview.zone)
    for at, note in enumerate(interview.notes):
        kind = "" if note.kind == "note" else f" {note.kind}"
        about = f"about “{note.question}”" if note.question else ""
        label = f"{clock_time(note.at.astimezone(zone))}{kind}"
        yield AccountLine("note", label, note.text, aside=about, at=at)


def _basics(interview: Interview) -> str:
    return f"{FORMAT_WORDS[interview.format]}, {interview.minutes} min"


def _how(interview: Interview) -> str:
    pays = "I pay" if interview.i_pay else "I don't pay"
    if interview.format != "in_person":
        pays = ""
    return ", ".join(filter(None, (_basics(interview), interview.place, pays)))


def _goal(interview: Interview, view: Viewpoint) -> str:
    goal = view.goals.get(interview.goal_id or "")
    fits = (("before", interview.fit_before), ("after", interview.fit_after))
    felt = ", ".join(f"{value} of 5 {when}" for when, value in fits if value)
    return " · ".join(filter(None, (goal.title if goal else "", felt and f"fit {felt}")))


def _to_come(interview: Interview, view: Viewpoint) -> str:
    """Return how far a conversation that is still open has come."""
    if interview.start:
        there = "" if interview.zone == view.zone else f" {zone_words(interview.zone)}"
        time = f"at {clock_time(interview.local_start())}{there}"
        return ", ".join(filter(None, (time, FORMAT_WORDS[interview.format], interview.place)))
    if interview.agreed_on:
        return "agreed, no time yet"
    return "asked, no answer yet" if interview.requested_on else "not asked yet"
