"""The prep sheet, as Markdown and as JSON."""

from __future__ import annotations

from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from infoint_tui.domain.basics.text import clean_text
from infoint_tui.domain.follow_through.recap import Recap, RecapLine
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.goal import Goal
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.exchange.sheet import SheetFacts, escape, sheet_markdown, sheet_text
from infoint_tui.exchange.sheet_html import sheet_html

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

LAST = Recap(
    "20 Oct, in person, 25 min",
    (
        RecapLine("They said", "models are\nthe easy half"),
        RecapLine("Advice", "read the paper", "done 3 Nov, not told yet"),
    ),
)


def facts(contact: Contact = ANA, interview: Interview = INTERVIEW, **more: Any) -> SheetFacts:
    """What a sheet is made from, a week before; the user is in Lisbon, as the interview is."""
    return SheetFacts(contact, interview, TODAY, **{"zone": "Europe/Lisbon", **more})


WHOLE = """\
# Talk with Ana Ruiz

Data lead, Lumen Energy, say: AH-na roo-EETH

- **When:** Tue 1 Dec 2026, 15:00 (Europe/Lisbon), 20 min
- **Where:** Cafe Lumen, in person, I pay
- **Intent:** I'm not asking for a job

## What it helps decide

Grids (fits 3 of 5 so far)

**What would decide it:** a day there

## What I want to leave with

one more name

## What I think now

it is mostly modeling

## About me

**If they ask:** “Shall we go both ways? I'm glad to tell you about myself.”

I teach math.\\
I wonder about grids.

Show what I can do with one short example.

## Why Ana Ruiz

**What I admire:** her forecast

**What is unique:** built it alone

**Milestone:** the award

**Common ground:** we both sail

## Research

her talk

## Last time

- **We talked:** 20 Oct, in person, 25 min
- **They said:** models are\\
  the easy half
- **Advice:** read the paper (done 3 Nov, not told yet)

## Questions (5 of 20 min, 15 left)

1. What fills a Tuesday? (2 min)

   ________________________________________

2. Who else? Two names? (3 min, must ask)

   ________________________________________

## Before I go

- Listen more than I talk.
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

- Listen more than I talk.
- Ask who else to talk to: more than one name.
- Keep to the time, and say thank you.
- Send the thank-you within a day.
- Act on the advice, and report back.

Sheet made on Sun 22 Nov 2026.
"""


def test_the_whole_sheet() -> None:
    goal = Goal(id="g", title="Grids", decides="a day there")
    about_me = "I teach math.\n\nI wonder about grids."
    interview = INTERVIEW.but(fit_before=3)
    made = facts(interview=interview, about_me=about_me, goal=goal, last=LAST)
    assert sheet_markdown(made) == WHOLE


def test_plain_text_says_the_same_and_escapes_nothing() -> None:
    interview = INTERVIEW.but(outcome="*one* more\nname", research="")
    lines = sheet_text(facts(ANA.but(name="Ana_R"), interview)).split("\n")
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
    assert sheet_markdown(facts(bo, Interview(id="i2", contact_id="c2"))) == BARE


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"i_pay": False}, "- **Where:** Cafe Lumen, in person, I'm not paying"),
        ({"format": "video", "place": ""}, "- **Where:** by video"),
        ({"format": "phone"}, "- **Where:** Cafe Lumen, by phone"),
        ({"intent": "job_search"}, "- **Intent:** I'm job hunting too"),
        (
            {"zone": "America/New_York"},
            r"- **When:** Tue 1 Dec 2026, 10:00 (America/New\_York); 15:00 for me, 20 min",
        ),
        (
            {"start": datetime(2026, 12, 2, 2, tzinfo=UTC), "zone": "America/Lima"},
            "- Send the thank-you within a day, by Wed 2 Dec 2026.",
        ),
    ],
)
def test_where_when_and_intent(changes: dict[str, Any], line: str) -> None:
    assert line in sheet_markdown(facts(interview=INTERVIEW.but(**changes))).split("\n")


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
    made = facts(contact, interview)
    page = MarkdownIt("commonmark").render(sheet_markdown(made))
    assert "<script" not in page
    assert "<a " not in page
    assert "<img" not in page
    assert "<code" not in page
    assert page.count("**b**") == 10


def test_both_clocks_and_what_a_job_seeker_says() -> None:
    ana = ANA.but(timezone="Asia/Tokyo")
    interview = INTERVIEW.but(intent="job_search", format="video", place="")
    text = sheet_text(facts(ana, interview, zone="Europe/Madrid"))
    assert (
        "- When: Tue 1 Dec 2026, 15:00 (Europe/Lisbon); 16:00 for me, Wed 2 Dec 00:00 for them,"
        " 20 min\n- Where: by video\n" in text
    )
    assert "Say that I'm looking for work, and ask where they see openings." in text


def test_the_page_to_print_says_the_same_runs_nothing_and_loads_nothing() -> None:
    evil = "<script>x</script> &amp; \"q\" 'a' <img src=http://x>\x1b[1m\nnext"
    contact = ANA.but(**dict.fromkeys(("name", "title", "organization", "admire"), evil))
    told = dict.fromkeys(("outcome", "belief", "research", "place"), evil)
    interview = INTERVIEW.but(plan=(PlannedQuestion(text=evil), *PLAN), **told)
    goal = Goal(id="g", title=evil, decides=evil)
    last = Recap(evil, (RecapLine("They said", evil, evil),))
    made = facts(contact, interview, about_me=evil, goal=goal, last=last)
    page = sheet_html(made)
    told_by = Told()
    told_by.feed(page)
    assert {"script", "img", "link", "a"}.isdisjoint(told_by.tags)
    assert "http" not in page.replace("http-equiv", "").replace("http://x", "")
    assert "\x1b" not in page
    words = " ".join("".join(told_by.words).split())
    for line in evil.replace("\x1b", "").splitlines():
        assert words.count(line) >= 14
    assert words.count("Who else? Two names? (3 min, must ask)") == 1
    assert "Not this one" not in words


@pytest.mark.parametrize(("questions", "room"), [(1, 3), (5, 3), (8, 2), (9, 1), (20, 1)])
def test_the_fewer_questions_the_more_room_to_write(questions: int, room: int) -> None:
    plan = tuple(PlannedQuestion(text=f"{number}?") for number in range(questions))
    assert sheet_html(facts(interview=INTERVIEW.but(plan=plan))).count("<hr>") == questions * room


class Told(HTMLParser):
    """What a page shows, and the tags it has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - its signature
        self.tags.add(tag)
        self.words += ["\n"] * (tag == "br")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
