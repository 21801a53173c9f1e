"""The prep sheet, as Markdown and as JSON."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from infoint_tui.domain.basics.text import clean_text
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.exchange.sheet import escape, sheet_markdown, sheet_text

TODAY = date(2026, 11, 22)
ANA = Contact(
    id="c1",
    name="Ana Ruiz",
    pronunciation="AH-na roo-EETH",
    title="Data lead",
    organization="Lumen Energy",
    admire="her forecast",
    unique="built it alone",
    milestone="the award",
    common_ground="we both sail",
)
PLAN = (
    PlannedQuestion(text="What fills a Tuesday?", minutes=2),
    PlannedQuestion(text="Not this one?", minutes=9, state="skipped"),
    PlannedQuestion(text="Who else? Two names?", minutes=3, must_ask=True),
)
INTERVIEW = Interview(
    id="i1",
    contact_id="c1",
    outcome="one more name",
    belief="it is mostly modeling",
    research="her talk",
    start=datetime(2026, 12, 1, 15, tzinfo=UTC),
    zone="Europe/Lisbon",
    place="Cafe Lumen",
    plan=PLAN,
)

WHOLE = """\
# Talk with Ana Ruiz

Data lead, Lumen Energy, say: AH-na roo-EETH

- **When:** Tue 1 Dec 2026, 15:00 (Europe/Lisbon), 20 min
- **Where:** Cafe Lumen, in person, I pay
- **Intent:** I'm not asking for a job

## What I want to leave with

one more name

## What I think now

it is mostly modeling

## Why Ana Ruiz

**What I admire:** her forecast

**What is unique:** built it alone

**Milestone:** the award

**Common ground:** we both sail

## Research

her talk

## Questions (5 of 20 min, 15 left)

1. What fills a Tuesday? (2 min)

   ________________________________________

2. Who else? Two names? (3 min, must ask)

   ________________________________________

## Before I go

- Ask who else to talk to: more than one name.
- Keep to the time, and say thank you.
- Send the thank-you within a day, by Wed 2 Dec 2026.
- Act on the advice, and report back.

Sheet made on Sun 22 Nov 2026.
"""

BARE = """\
# Talk with Bo

- **When:** no time yet, 20 min
- **Where:** in person, I pay
- **Intent:** I'm not asking for a job

## Before I go

- Ask who else to talk to: more than one name.
- Keep to the time, and say thank you.
- Send the thank-you within a day.
- Act on the advice, and report back.

Sheet made on Sun 22 Nov 2026.
"""


def test_the_whole_sheet() -> None:
    assert sheet_markdown(ANA, INTERVIEW, TODAY) == WHOLE


def test_plain_text_says_the_same_and_escapes_nothing() -> None:
    interview = INTERVIEW.but(outcome="*one* more\nname", research="")
    lines = sheet_text(ANA.but(name="Ana_R"), interview, TODAY).split("\n")
    assert lines[:10] == [
        "Talk with Ana_R",
        "===============",
        "",
        "Data lead, Lumen Energy, say: AH-na roo-EETH",
        "",
        "- When: Tue 1 Dec 2026, 15:00 (Europe/Lisbon), 20 min",
        "- Where: Cafe Lumen, in person, I pay",
        "- Intent: I'm not asking for a job",
        "",
        "What I want to leave with",
    ]
    assert lines[10:14] == ["-" * 25, "", "*one* more", "name"]
    assert "What I admire: her forecast" in lines
    assert "2. Who else? Two names? (3 min, must ask)" in lines


def test_a_sheet_leaves_out_what_is_not_known() -> None:
    bo = Contact(id="c2", name="Bo")
    assert sheet_markdown(bo, Interview(id="i2", contact_id="c2"), TODAY) == BARE


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"i_pay": False}, "- **Where:** Cafe Lumen, in person, I'm not paying"),
        ({"format": "video", "place": ""}, "- **Where:** by video"),
        ({"format": "phone"}, "- **Where:** Cafe Lumen, by phone"),
        ({"intent": "job_search"}, "- **Intent:** I'm job hunting too"),
        (
            {"zone": "America/New_York"},
            r"- **When:** Tue 1 Dec 2026, 10:00 (America/New\_York), 20 min",
        ),
        (
            {"start": datetime(2026, 12, 2, 2, tzinfo=UTC), "zone": "America/Lima"},
            "- Send the thank-you within a day, by Wed 2 Dec 2026.",
        ),
    ],
)
def test_where_when_and_intent(changes: dict[str, Any], line: str) -> None:
    assert line in sheet_markdown(ANA, INTERVIEW.but(**changes), TODAY).split("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain, calm (text)!", "plain, calm (text)!"),
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("[a](http://b) <b> &amp;", r"\[a\](http://b) \<b\> \&amp;"),
        ("# no heading", r"\# no heading"),
        ("not closed #", r"not closed \#"),
        ("C# stays", "C# stays"),
        ("- no list", r"\- no list"),
        ("a - b", "a - b"),
        ("12. no list", r"12\. no list"),
        ("12 is fine", "12 is fine"),
        ("one\ntwo\n\nthree", "one\\\ntwo\n\nthree"),
        ("a\n===\n    code", "a\\\n\\===\\\ncode"),
        ("\n\nonly\n\n", "only"),
        ("", ""),
    ],
)
def test_escape(text: str, expected: str) -> None:
    assert escape(text) == expected


def shown(markdown: str) -> str:
    """What a Markdown reader shows of `markdown`, which must be nothing but paragraphs."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    lines = []
    for token in reader.parse(markdown):
        assert token.type in {"paragraph_open", "inline", "paragraph_close"}
        for child in token.children or ():
            assert child.type in {"text", "hardbreak"}
        if token.type == "inline":
            lines.append("".join(c.content or "\n" for c in token.children or ()))
    return "\n".join(lines)


@given(st.text(alphabet=st.sampled_from("ab1.) #*_`~<>[]()!&;=+-|\\/:\n\té\u00a0"), max_size=40))
def test_escaped_text_is_shown_to_the_letter(text: str) -> None:
    lines = [line.strip() for line in clean_text(text).split("\n")]
    assert shown(escape(clean_text(text))) == "\n".join(line for line in lines if line)


def test_markup_in_anything_a_person_typed_stays_literal() -> None:
    evil = "<script>x</script> [a](javascript:x) ![i](u) **b** `c`"
    contact = ANA.but(**dict.fromkeys(("name", "title", "organization", "admire"), evil))
    question = PlannedQuestion(text=evil)
    told = dict.fromkeys(("outcome", "belief", "research", "place"), evil)
    interview = INTERVIEW.but(plan=(question,), **told)
    page = MarkdownIt("commonmark").render(sheet_markdown(contact, interview, TODAY))
    assert "<script" not in page
    assert "<a " not in page
    assert "<img" not in page
    assert "<code" not in page
    assert page.count("**b**") == 10
