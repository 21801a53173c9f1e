"""The prep sheet, on paper or on a phone: as Markdown, as plain text, or as a page to print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from infoint_tui.domain.basics.calendar import clock_time, elsewhere, full_day, zone_words
from infoint_tui.domain.contact_fields import parts, read_together, said_together
from infoint_tui.domain.conversation.both_ways import OFFER, lines_of
from infoint_tui.domain.conversation.plan import budget_words, planned_minutes, unskipped
from infoint_tui.domain.follow_through.recap import Recap
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.goal import Goal
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.vocabulary import INTENT_WORDS, Format

_FORMATS: dict[Format, str] = {
    "in_person": "in person",
    "video": "by video",
    "phone": "by phone",
}
_RULE = "_" * 40

# CommonMark allows a backslash before any ASCII punctuation. These characters are special
# anywhere; the others only at the start of a line. A "#" after a space would end a heading.
_INLINE = re.compile(r"([\\`*_\[\]<>&~|$]|(?<!\S)#)")
_LINE_START = re.compile(r"^([+=-]|\d+(?=[.)]))")


def escape(text: str) -> str:
    """Return `text` as Markdown that shows it exactly; line breaks and paragraphs stay."""
    lines = [_escape_line(line.strip()) for line in text.split("\n")]
    paragraphs = "\n".join(lines).strip("\n")
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", "\\\\\n", paragraphs)


def _escape_line(line: str) -> str:
    def guard(found: re.Match[str]) -> str:
        start = found[1]
        return start + "\\" if start[0].isdigit() else "\\" + start

    return _LINE_START.sub(guard, _INLINE.sub(r"\\\1", line))


class SheetFacts(Struct, frozen=True):
    """Everything that a sheet is made from."""

    contact: Contact
    interview: Interview
    """The interview and its plan; skipped questions are left out."""
    today: date
    """The day the sheet is made, which is printed on it."""
    zone: str
    """The user's zone."""
    about_me: str = ""
    """What the user says about themselves to this person."""
    goal: Goal | None = None
    """The goal that the interview helps decide."""
    last: Recap | None = None
    """The last conversation with this person, if there was one."""


class SheetLine(Struct, frozen=True):
    """One line, or a question with room to write."""

    text: str
    """A text that the user typed, or a sentence."""
    label: str = ""
    aside: str = ""


class SheetPart(Struct, frozen=True):
    """A heading and what is below it."""

    heading: str
    """"" for none."""
    kind: Literal["text", "list", "questions"]
    lines: tuple[SheetLine, ...]


class Sheet(Struct, frozen=True):
    """What is on a sheet, whatever its form."""

    title: str
    who: tuple[str, ...]
    facts: SheetPart
    notes: tuple[SheetPart, ...]
    """What to know and to want; parts without lines are left out."""
    questions: SheetPart
    reminders: SheetPart
    made: str


def sheet(facts: SheetFacts) -> Sheet:
    """Return what goes on the sheet; what is not known is left out."""
    interview, contact = facts.interview, facts.contact
    notes = (
        SheetPart("What it helps decide", "text", tuple(_goal(facts))),
        _text("What I want to leave with", interview.outcome),
        _text("What I think now", interview.belief),
        SheetPart("About me", "text", tuple(_about_me(facts))),
        SheetPart(f"Why {contact.name}", "text", tuple(_why(contact))),
        _text("Research", interview.research),
        SheetPart("Last time", "list", tuple(_last_time(facts.last))),
    )
    return Sheet(
        f"Talk with {contact.name}",
        tuple(said_together(contact, "role", "beside")),
        SheetPart("", "list", tuple(_facts(facts))),
        tuple(each for each in notes if each.lines),
        _questions(interview),
        SheetPart("Before I go", "list", tuple(map(SheetLine, _reminders(interview)))),
        f"Sheet made on {_day_words(facts.today)}.",
    )


def _text(heading: str, text: str) -> SheetPart:
    return SheetPart(heading, "text", (SheetLine(text),) if text else ())


def _day_words(day: date) -> str:
    return full_day(day, date.min)


def _facts(facts: SheetFacts) -> Iterator[SheetLine]:
    interview = facts.interview
    where = [interview.place] if interview.place else []
    where.append(_FORMATS[interview.format])
    if interview.format == "in_person":
        where.append("I pay" if interview.i_pay else "I'm not paying")
    yield SheetLine(f"{_when(facts)}, {interview.minutes} min", "When")
    yield SheetLine(", ".join(where), "Where")
    yield SheetLine(f"I'm {INTENT_WORDS[interview.intent]}", "Intent")


def _when(facts: SheetFacts) -> str:
    """Return when it is, on the clocks of both sides where they differ from those of the place."""
    interview = facts.interview
    if interview.start is None:
        return "no time yet"
    start, names = interview.local_start(), ("me", "them")
    here = f"{_day_words(start.date())}, {clock_time(start)} ({zone_words(interview.zone)})"
    theirs = facts.contact.timezone
    others = elsewhere(interview.start, interview.zone, facts.zone, theirs, facts.today, names)
    return "; ".join(filter(None, (here, others)))


def _goal(facts: SheetFacts) -> Iterator[SheetLine]:
    goal, fit = facts.goal, facts.interview.fit_before
    if goal is not None:
        yield SheetLine(goal.title, aside=f"fits {fit} of 5 so far" if fit else "")
        if goal.decides:
            yield SheetLine(goal.decides, "What would decide it")


def _about_me(facts: SheetFacts) -> Iterator[SheetLine]:
    if facts.about_me:
        yield SheetLine(f"“{OFFER}”", "If they ask")
        yield SheetLine("\n".join(lines_of(facts.about_me)))
        yield SheetLine("Show what I can do with one short example.")
    if facts.interview.intent == "job_search":
        yield SheetLine("Say that I'm looking for work, and ask where they see openings.")


def _why(contact: Contact) -> Iterator[SheetLine]:
    for field in read_together("why"):
        for text in parts(field, getattr(contact, field.key)):
            yield SheetLine(text, field.name)


def _last_time(last: Recap | None) -> Iterator[SheetLine]:
    if last is not None:
        yield SheetLine(last.when, "We talked")
        yield from (SheetLine(each.text, each.label, each.aside) for each in last.lines)


def _questions(interview: Interview) -> SheetPart:
    plan = unskipped(interview.plan)
    budget = budget_words(planned_minutes(plan), interview.minutes)
    lines = (
        SheetLine(each.text, aside=f"{each.minutes} min{', must ask' if each.must_ask else ''}")
        for each in plan
    )
    return SheetPart(f"Questions ({budget})", "questions", tuple(lines))


def _reminders(interview: Interview) -> Iterator[str]:
    by = f", by {_day_words(interview.day + timedelta(days=1))}" if interview.day else ""
    yield "Listen more than I talk."
    yield "Ask who else to talk to: more than one name."
    yield "Keep to the time, and say thank you."
    yield f"Send the thank-you within a day{by}."
    yield "Act on the advice, and report back."


# --- Markdown and plain text ----------------------------------------------------------------


class _Style(Struct, frozen=True):
    """How one form of the sheet is written."""

    say: Callable[[str], str]
    """Makes text that the user typed safe in this form."""
    title: Callable[[str], str]
    heading: Callable[[str], str]
    label: Callable[[str], str]


_MARKDOWN = _Style(escape, "# {}".format, "## {}".format, "**{}:**".format)
_PLAIN = _Style(
    str,
    lambda text: f"{text}\n{'=' * len(text)}",
    lambda text: f"{text}\n{'-' * len(text)}",
    "{}:".format,
)


def sheet_markdown(facts: SheetFacts) -> str:
    """Return the prep sheet as Markdown."""
    return _written(sheet(facts), _MARKDOWN)


def sheet_text(facts: SheetFacts) -> str:
    """Return the prep sheet as plain text."""
    return _written(sheet(facts), _PLAIN)


def _written(made: Sheet, style: _Style) -> str:
    found = [
        style.title(style.say(made.title)),
        ", ".join(map(style.say, made.who)),
        *_part(made.facts, style),
        *(each for part in made.notes for each in _part(part, style)),
        *_part(made.questions, style),
        *_part(made.reminders, style),
        made.made,
    ]
    return "\n\n".join(filter(None, found)) + "\n"


def _part(part: SheetPart, style: _Style) -> Iterator[str]:
    if part.lines and part.heading:
        yield style.heading(style.say(part.heading))
    if part.kind == "list":
        yield "\n".join(f"- {_line(each, style)}".replace("\n", "\n  ") for each in part.lines)
    elif part.kind == "text":
        yield from (_line(each, style) for each in part.lines)
    else:
        for number, each in enumerate(part.lines, 1):
            yield f"{number}. {_line(each, style)}"
            yield " " * len(f"{number}. ") + _RULE


def _line(line: SheetLine, style: _Style) -> str:
    label = style.label(line.label) if line.label else ""
    aside = f"({line.aside})" if line.aside else ""
    return " ".join(filter(None, (label, style.say(line.text), aside)))
