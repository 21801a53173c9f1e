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
