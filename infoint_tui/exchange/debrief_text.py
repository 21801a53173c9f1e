"""A write-up as plain text, to fill in with an editor, and reading it back.

Each field has a section below a heading such as `== Advice ==`. Lines that start with # are
comments. A line of the text itself that would read as a comment, a heading or a question starts
with a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, get_args

from msgspec import Struct

from infoint_tui.domain.basics.errors import DateError, InvalidInputError
from infoint_tui.domain.basics.text import clean_line, fold, quoted
from infoint_tui.domain.basics.typed_days import parse_day
from infoint_tui.domain.contact_fields import READERS
from infoint_tui.domain.conversation.debrief import Answer, DebriefDraft, Promise
from infoint_tui.domain.people.introductions import SuggestedPerson, read_name
from infoint_tui.domain.vocabulary import OutcomeMet, Party, Result

Kind = Literal["text", "lines", "names", "promises", "answers", "choice", "scale", "days", "yes_no"]
"""How a section is written."""


class Section(Struct, frozen=True):
    """The section of one field of a write-up."""

    field: str
    """The name of the field in `DebriefDraft`."""
    title: str
    kind: Kind
    help: str
    """A comment below the heading."""
    choices: tuple[str, ...] = ()


_ONE_A_LINE = "One per line."
_SCALE = "1 to 5, or blank."

SECTIONS: tuple[Section, ...] = (
    Section("learned", "What stayed with you", "text", "In your words."),
    Section(
        "answers", "What they said", "answers", 'Put each answer under its question: "Q: Why?".'
    ),
    Section("advice", "Advice", "lines", _ONE_A_LINE),
    Section(
        "names",
        "People they suggested",
        "names",
        "One per line: Teo Maran, planner at Lumen Energy | yes. After | comes whether you may"
        " mention who suggested them: yes, or ask first.",
    ),
    Section(
        "promises",
        "Promises",
        "promises",
        'One per line: "me: send my notes", or "them, by 2026-12-24: the report".',
    ),
    Section("skills", "Skills they wish they had", "lines", _ONE_A_LINE),
    Section("learn", "What you will learn", "lines", _ONE_A_LINE),
    Section("good", "Good", "text", "What is good about the work."),
    Section("bad", "Bad", "text", "What is bad about it."),
    Section("surprising", "Surprising", "text", "What surprised you."),
    Section("believed", "What you believed before", "text", "In your words."),
    Section("think_now", "What you think now", "text", "In your words."),
    Section("next_time", "Ask next time", "text", "What you didn't get to."),
    Section(
        "outcome_met",
        "Did you get what you wanted?",
        "choice",
        "yes, partly, no, or blank.",
        get_args(OutcomeMet),
    ),
    Section("fit_after", "How well does the goal fit now?", "scale", _SCALE),
    Section(
        "cadence_days",
        "Would you like to stay in touch?",
        "days",
        "How often, in days; blank uses the settings.",
    ),
    Section("mentor", "Are they a mentor to you?", "yes_no", "yes or no."),
    Section("keep_posted", "Do they want to hear how it goes?", "yes_no", "yes or no."),
    Section(
        "result",
        "What did it lead to?",
        "choice",
        "none, lead, introduction, formal interview or offer.",
        get_args(Result),
    ),
)
"""Every section, in the order they are asked."""

_HEADING = re.compile(r"== *(.*?) *==\s*")
_QUESTION = re.compile(r"Q: ?(.*)")
_PROMISE = re.compile(r"(me|them)(?:, by ([^:]+))?: ?(.*)", re.IGNORECASE)
_SPECIAL = re.compile(r"(?=#|==|Q:|\\)")

Numbered = list[tuple[int, str]]
"""Lines of a file with their numbers."""


# --- writing --------------------------------------------------------------------------------


def write_form(draft: DebriefDraft, title: str) -> str:
    """Return a draft as a form to fill in.

    Args:
        draft: what the form starts with.
        title: which conversation it is about, for the first line.
    """
    head = (
        f"# {clean_line(title)}\n"
        "# Type below the headings. Lines that start with # are ignored; to start a line with #,\n"
        "# == or Q:, put a backslash (\\) before it. A section you delete stays as it was.\n"
    )
    return head + "".join(
        f"\n== {each.title} ==\n# {each.help}\n{_written(each, getattr(draft, each.field))}"
        for each in SECTIONS
    )


def _written(section: Section, value: Any) -> str:
    return "".join(f"{line}\n" for line in _lines(section.kind, value))


def _lines(kind: Kind, value: Any) -> Iterator[str]:
    if kind == "answers":
        for each in value:
            yield f"Q: {each.question}"
            yield from map(_escaped, _split(each.answer))
            yield ""
    elif kind == "names":
        yield from (_escaped(each.words) for each in value)
    elif kind == "promises":
        yield from map(_promise_line, value)
    elif kind == "yes_no":
        yield "yes" if value else "no"
    elif kind == "choice":
        yield (value or "").replace("_", " ")
    elif kind in ("scale", "days"):
        yield str(value or "")
    else:
        yield from map(_escaped, _split(value) if kind == "text" else value)


def _split(text: str) -> list[str]:
    return text.split("\n") if text else []


def _escaped(line: str) -> str:
    return _SPECIAL.sub(r"\\", line, count=1) if _SPECIAL.match(line) else line


def _promise_line(promise: Promise) -> str:
    by = f", by {promise.due.isoformat()}" if promise.due else ""
    return f"{promise.owed_by}{by}: {promise.text}"


# --- reading --------------------------------------------------------------------------------


def read_form(text: str, start: DebriefDraft, source: str, today: date) -> DebriefDraft:
    """Read a form that was filled in; a section that is not there stays as it is in `start`.

    Args:
        text: the form.
        start: the draft that the form was written from.
        source: what to call the text in error messages.
        today: the user's day, from which days such as "friday" count.

    Raises:
        InvalidInputError: a line cannot be read; the error says which, and why.
    """
    try:
        return _read(text, start, today)
    except InvalidInputError as error:
        raise InvalidInputError(f"{source}, {error.message}", error.hint) from None


def is_blank(text: str) -> bool:
    """Tell whether a form holds nothing but comments."""
    return not any(line.strip() for line in text.split("\n") if not line.startswith("#"))


def _read(text: str, start: DebriefDraft, today: date) -> DebriefDraft:
    found: dict[str, Any] = {}
    for section, lines in _sections(text):
        if section.kind == "names":
            found[section.field] = _names(lines, start.names)
        elif section.kind == "promises":
            found[section.field] = tuple(
                _promise(number, line, today) for number, line in _items(lines)
            )
        else:
            found[section.field] = _READERS[section.kind](section, lines)
    return start.but(**found)


def _sections(text: str) -> Iterator[tuple[Section, Numbered]]:
    """Yield each section of a form with its lines.

    Raises:
        InvalidInputError: a heading is unknown or repeated, or there is text above the first one.
    """
    known = {fold(each.title): each for each in SECTIONS}
    seen: dict[str, int] = {}
    for number, title, lines in _headed(text):
        section = known.get(fold(title))
        if section is None:
            raise _wrong(number, f"there is no section {quoted(title)}", _choose())
        if section.field in seen:
            first = f"“{section.title}” is already on line {seen[section.field]}"
            raise _wrong(number, first, "Keep one of the two.")
        seen[section.field] = number
        yield section, lines


def _headed(text: str) -> list[tuple[int, str, Numbered]]:
    """Return each heading of a form with the number of its line and the lines below it.

    Comments are left out.
    """
    found: list[tuple[int, str, Numbered]] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.startswith("#"):
            continue
        if heading := _HEADING.fullmatch(line):
            found.append((number, clean_line(heading[1]), []))
        elif found:
            found[-1][2].append((number, line))
        elif line.strip():
            raise _wrong(number, "there is no heading above it", _choose())
    return found


def _choose() -> str:
    return f"The headings are: {', '.join(f'== {each.title} ==' for each in SECTIONS)}."


def _items(lines: Numbered) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, trimmed and without the backslash."""
    return ((number, _plain(line.strip())) for number, line in lines if line.strip())


def _plain(line: str) -> str:
    return line.removeprefix("\\")


def _text(_: Section, lines: Numbered) -> str:
    return "\n".join(_plain(line) for _, line in lines)


def _list(_: Section, lines: Numbered) -> tuple[str, ...]:
    return tuple(line for _, line in _items(lines))


def _names(lines: Numbered, known: Iterable[SuggestedPerson]) -> tuple[SuggestedPerson, ...]:
    """Return the people that lines name; an unchanged line is the person it was written from."""
    left: dict[str, list[SuggestedPerson]] = {}
    for person in known:
        left.setdefault(person.words, []).append(person)
    found = []
    for number, line in _items(lines):
        same = left.get(line)
        named = same.pop(0) if same else read_name(line)
        if named is None:
            raise _wrong(number, f"{quoted(line)} is not a name", "Write who they suggested.")
        found.append(named)
    return tuple(found)


def _promise(number: int, line: str, today: date) -> Promise:
    match = _PROMISE.fullmatch(line)
    who, by, text = match.groups() if match else ("me", None, line)
    if not clean_line(text):
        raise _wrong(number, "the promise is empty", "Write what was promised after the colon.")
    party: Party = "them" if who.lower() == "them" else "me"
    try:
        return Promise(text=text, owed_by=party, due=parse_day(by, today) if by else None)
    except DateError as error:
        raise _wrong(number, str(error.message).rstrip("."), error.hint) from None


def _answers(_: Section, lines: Numbered) -> tuple[Answer, ...]:
    found: list[tuple[str, list[str]]] = []
    for number, line in lines:
        question = _QUESTION.fullmatch(line)
        if question is not None:
            if not clean_line(question[1]):
                raise _wrong(number, "the question is empty", "Write it after the Q:.")
            found.append((question[1], []))
        elif found:
            found[-1][1].append(_plain(line))
        elif line.strip():
            raise _wrong(number, "there is no question above it", 'Start with one: "Q: Why?".')
    return tuple(Answer(question=question, answer="\n".join(said)) for question, said in found)


def _choice(section: Section, lines: Numbered) -> str | None:
    number, typed = _one(section, lines)
    wanted = fold(typed).replace(" ", "_").replace("-", "_")
    if not wanted:
        return "none" if "none" in section.choices else None
    if wanted not in section.choices:
        raise _not(number, typed, section)
    return wanted


def _scale(section: Section, lines: Numbered) -> int | None:
    number, typed = _one(section, lines)
    if not typed:
        return None
    if typed not in ("1", "2", "3", "4", "5"):
        raise _not(number, typed, section)
    return int(typed)


def _days(section: Section, lines: Numbered) -> Any:
    number, typed = _one(section, lines)
    try:
        return READERS["days"](typed)
    except InvalidInputError:
        raise _wrong(
            number, f"{quoted(typed)} is not a number of days", "Use a whole number, such as 90."
        ) from None


def _yes_no(section: Section, lines: Numbered) -> bool:
    number, typed = _one(section, lines)
    if fold(typed) not in ("", "no", "yes"):
        raise _not(number, typed, section)
    return fold(typed) == "yes"


def _one(section: Section, lines: Numbered) -> tuple[int, str]:
    """Return the only line of a section; an empty one if there is none."""
    items = list(_items(lines))
    if len(items) > 1:
        raise _wrong(items[1][0], f"“{section.title}” takes one line", f"Use {section.help}")
    return items[0] if items else (0, "")


_READERS: Mapping[str, Callable[[Section, Numbered], Any]] = {
    "text": _text,
    "lines": _list,
    "answers": _answers,
    "choice": _choice,
    "scale": _scale,
    "days": _days,
    "yes_no": _yes_no,
}


def _not(number: int, typed: str, section: Section) -> InvalidInputError:
    return _wrong(number, f"{quoted(typed)} can't be used here", f"Use {section.help}")


def _wrong(number: int, what: str, hint: str) -> InvalidInputError:
    return InvalidInputError(f"line {number}: {what}.", hint)
