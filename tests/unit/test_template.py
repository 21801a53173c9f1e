from __future__ import annotations

import pytest

from infoint_tui.domain.basics.errors import TemplateError
from infoint_tui.domain.messages.template import parse

FIELDS = {"name": "", "place": "", "job": ""}

SOURCE = """\
# About it.
Subject: Hello at {place}
| Hello
  # indented

Hi {name},

{?job} I look for work in {place}.
| {?job} I look for work.
| I ask for no job.
Two.  Sentences.
{place} alone.

{place}
"""


@pytest.mark.parametrize(
    ("known", "subject", "body"),
    [
        ({"name": "Ana"}, "Hello", "Hi Ana,\n\nI ask for no job. Two. Sentences."),
        ({"job": ""}, "Hello", "I look for work. Two. Sentences."),
        (
            {"job": "", "place": "{name} {", "name": "Ana\x1b[31m"},
            "Hello at {name} {",
            "Hi Ana[31m,\n\nI look for work in {name} {. Two. Sentences. {name} { alone."
            "\n\n{name} {",
        ),
    ],
)
def test_a_line_without_its_facts_falls_away(
    known: dict[str, str], subject: str, body: str
) -> None:
    template = parse(SOURCE, FIELDS, "x.txt")
    assert template.fill(known) == (subject, body)
    assert parse(SOURCE.replace("\n", "\r\n"), FIELDS, "x.txt").fill(known) == (subject, body)


def test_a_template_needs_no_subject() -> None:
    assert parse("Say it.", (), "x.txt").fill({}) == ("", "Say it.")


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ("\nHi\n{nmae} and {zip}", "x.txt, line 3: there is no field {nmae}.", "name, place, job."),
        ("Hi {}", "x.txt, line 1: there is no field {}.", "Choose from: "),
        (
            "Hi {name",
            "x.txt, line 1: a brace has no match.",
            "Write a field like this: {first_name}.",
        ),
        ("Hi {a b}", "x.txt, line 1: a brace has no match.", "Write a field"),
        (
            "Hi\n\n| Ho",
            "x.txt, line 3: a line that begins with “|” needs a line above it.",
            "Put one there.",
        ),
        ("", "x.txt is empty.", "remove the file"),
        ("# only\n\nSubject: x\n", "x.txt is empty.", "remove the file"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(source: str, message: str, hint: str) -> None:
    with pytest.raises(TemplateError) as error:
        parse(source, FIELDS, "x.txt")
    assert error.value.message == message
    assert hint in error.value.hint


DATED = """\
Subject: See you {place}

Hi {name},

We talk {place}, at [where].
I look forward to it.
{name} says hello {place}.

{job} [Why.]
| Bye.
"""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ((), ()),
        (("I look forward to it.", "So do I."), ("I look forward to it.", "So do I.")),
        (("[where]", "my [new] desk"), ("[where]", "my [new] desk")),  # a blank that was filled
        (("talk tomorrow,", "talk at noon tomorrow,"), ("talk today,", "talk at noon tomorrow,")),
        (("Hi Ana,", "Hi Ana, see you tomorrow!"), ("Hi Ana,", "Hi Ana, see you tomorrow!")),
    ],
)
def test_days_follow_the_calendar_where_nothing_was_typed(
    typed: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    template = parse(DATED, FIELDS, "x.txt")
    then, now = ({"name": "Ana", "place": day} for day in ("tomorrow", "today"))
    subject, body = template.fill(then)
    changed = body.replace(*typed) if typed else body
    fresh = template.fill(now)[1]
    wanted = fresh.replace(*kept) if kept else fresh
    assert template.brought_up_to(now, (subject, changed), then) == ("See you today", wanted)


def test_a_line_that_occurs_twice_or_came_or_went_is_left_alone() -> None:
    template = parse(DATED, FIELDS, "x.txt")
    then, now = {"place": "tomorrow"}, {"place": "today", "job": "A job."}
    twice = "We talk tomorrow, at [where].\nWe talk tomorrow, at home.\nBye."
    assert template.brought_up_to(now, ("Hello", twice), then) == (
        "Hello",
        twice.replace("Bye.", "A job. [Why.]"),
    )
