"""The prep sheet, to print or take along on a phone, as Markdown and plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from infoint_tui.domain.basics.calendar import zone_words
from infoint_tui.domain.contact_fields import parts, read_together, said_together
from infoint_tui.domain.conversation.plan import budget_words, planned_minutes, unskipped
from infoint_tui.domain.records.contact import Contact
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


def sheet_markdown(contact: Contact, interview: Interview, today: date) -> str:
    """Return the prep sheet as Markdown; what is not known is left out.

    Args:
        contact: the person the interview is with.
        interview: the interview and its plan; skipped questions are left out.
        today: the day the sheet is made, which is printed on it.
    """
    return _sheet(contact, interview, today, _MARKDOWN)


def sheet_text(contact: Contact, interview: Interview, today: date) -> str:
    """Return the prep sheet as plain text; otherwise it is like `sheet_markdown`."""
    return _sheet(contact, interview, today, _PLAIN)


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


def _sheet(contact: Contact, interview: Interview, today: date, style: _Style) -> str:
    parts = [
        style.title(f"Talk with {style.say(contact.name)}"),
        *_who(contact, style),
        "\n".join(_facts(interview, style)),
        *_section("What I want to leave with", interview.outcome, style),
        *_section("What I think now", interview.belief, style),
        *_person(contact, style),
        *_section("Research", interview.research, style),
        *_questions(interview, style),
        style.heading("Before I go"),
        "\n".join(_reminders(interview)),
        f"Sheet made on {_day_words(today)}.",
    ]
    return "\n\n".join(parts) + "\n"


def _day_words(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def _when(interview: Interview) -> str:
    if interview.start is None:
        return "no time yet"
    start = interview.local_start()
    return f"{_day_words(start.date())}, {start:%H:%M} ({zone_words(interview.zone)})"


def _who(contact: Contact, style: _Style) -> Iterator[str]:
    if known := said_together(contact, "role", "beside"):
        yield ", ".join(map(style.say, known))


def _facts(interview: Interview, style: _Style) -> Iterator[str]:
    where = [style.say(interview.place)] if interview.place else []
    where.append(_FORMATS[interview.format])
    if interview.format == "in_person":
        where.append("I pay" if interview.i_pay else "I'm not paying")
    yield f"- {style.label('When')} {style.say(_when(interview))}, {interview.minutes} min"
    yield f"- {style.label('Where')} {', '.join(where)}"
    yield f"- {style.label('Intent')} I'm {INTENT_WORDS[interview.intent]}"


def _section(title: str, text: str, style: _Style) -> Iterator[str]:
    if text:
        yield style.heading(title)
        yield style.say(text)


def _person(contact: Contact, style: _Style) -> Iterator[str]:
    told = [
        f"{style.label(field.name)} {style.say(text)}"
        for field in read_together("why")
        for text in parts(field, getattr(contact, field.key))
    ]
    if told:
        yield style.heading(f"Why {style.say(contact.name)}")
        yield from told


def _questions(interview: Interview, style: _Style) -> Iterator[str]:
    plan = unskipped(interview.plan)
    if plan:
        budget = budget_words(planned_minutes(plan), interview.minutes)
        yield style.heading(f"Questions ({budget})")
    for number, question in enumerate(plan, 1):
        must = ", must ask" if question.must_ask else ""
        yield f"{number}. {style.say(question.text)} ({question.minutes} min{must})"
        yield " " * len(f"{number}. ") + _RULE


def _reminders(interview: Interview) -> Iterator[str]:
    by = f", by {_day_words(interview.day + timedelta(days=1))}" if interview.day else ""
    yield "- Ask who else to talk to: more than one name."
    yield "- Keep to the time, and say thank you."
    yield f"- Send the thank-you within a day{by}."
    yield "- Act on the advice, and report back."
