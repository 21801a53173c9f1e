"""A write-up as plain text: whatever is in it comes back, and a mistake names its line."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.conversation.debrief import Answer, DebriefDraft, Promise
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.exchange.debrief_text import SECTIONS, is_blank, read_form, write_form

TODAY = date(2026, 11, 24)
EMPTY = DebriefDraft()

TEXTS = st.text(
    st.one_of(st.sampled_from("#=\\Q: \n\tabme,.1-"), st.characters(max_codepoint=0x2FFF)),
    max_size=12,
)
LINES = st.lists(TEXTS, max_size=3).map(tuple)
WORDS = TEXTS.filter(clean_line)
"""Text that is not blank."""
DAYS = st.none() | st.dates()
DRAFTS = st.builds(
    DebriefDraft,
    **dict.fromkeys(("learned", "good", "bad", "surprising", "think_now", "believed"), TEXTS),
    next_time=TEXTS,
    advice=LINES,
    learn=LINES,
    skills=LINES,
    names=st.lists(
        st.builds(SuggestedPerson, name=WORDS, organization=TEXTS, title=TEXTS), max_size=3
    ).map(tuple),
    promises=st.lists(
        st.builds(Promise, text=WORDS, owed_by=st.sampled_from(("me", "them")), due=DAYS),
        max_size=3,
    ).map(tuple),
    answers=st.lists(st.builds(Answer, question=WORDS, answer=TEXTS), max_size=3).map(tuple),
    outcome_met=st.sampled_from((None, "yes", "partly", "no")),
    fit_after=st.none() | st.integers(1, 5),
    cadence_days=st.none() | st.integers(1, 3650),
    mentor=st.booleans(),
    keep_posted=st.booleans(),
    result=st.sampled_from(("none", "lead", "introduction", "formal_interview", "offer")),
)


def read(text: str, start: DebriefDraft = EMPTY) -> DebriefDraft:
    return read_form(text, start, "The input", TODAY)


def section(field: str, *lines: str) -> str:
    title = next(each.title for each in SECTIONS if each.field == field)
    return "\n".join((f"== {title} ==", *lines, ""))


def test_every_field_has_its_section() -> None:
    assert sorted(each.field for each in SECTIONS) == sorted(DebriefDraft.model_fields)
    assert len({each.title for each in SECTIONS}) == len(SECTIONS)


@given(DRAFTS)
def test_whatever_is_in_a_draft_comes_back(draft: DebriefDraft) -> None:
    form = write_form(draft, "Your write-up")
    assert read(form, draft) == draft
    # Only the names are recognized by what the form was written from.
    assert read(write_form(draft.but(names=()), "Your write-up")) == draft.but(names=())
    assert read(form.replace("\n", "\r\n"), draft) == draft
    assert is_blank(form) is False


def test_the_form_says_what_to_type() -> None:
    draft = DebriefDraft(
        learned="be kind\n\n# not a comment",
        names=(SuggestedPerson(name="Teo Maran", organization="Lumen", title="planner"),),
        promises=(
            Promise(text="my notes", due=date(2026, 12, 1)),
            Promise(text="x", owed_by="them"),
        ),
        answers=(Answer(question="Why?", answer="by bus\nQ: or so"),),
    )
    form = write_form(draft, "Your write-up: Ana \x1b[31m")
    assert form.startswith("# Your write-up: Ana [31m\n# Type below the headings.")
    assert "\n== What stayed with you ==\n# In your words.\nbe kind\n\n\\# not a comment\n" in form
    assert "\nQ: Why?\nby bus\n\\Q: or so\n" in form
    assert "\nTeo Maran, planner at Lumen\n" in form
    assert "\nme, by 2026-12-01: my notes\nthem: x\n" in form


@pytest.mark.parametrize(
    ("field", "lines", "value"),
    [
        ("learned", ["", "two", "", "parts", ""], "two\n\nparts"),
        ("learned", [], ""),
        ("advice", ["  read  ", "# a comment", "", "read", "sleep"], ("read", "sleep")),
        ("names", ["Teo Maran, Lumen"], (SuggestedPerson(name="Teo Maran", organization="Lumen"),)),
        ("promises", ["send it"], (Promise(text="send it"),)),
        ("promises", ["Me: send it"], (Promise(text="send it"),)),
        (
            "promises",
            ["them, by friday: a list: long"],
            (Promise(text="a list: long", owed_by="them", due=date(2026, 11, 27)),),
        ),
        ("answers", ["", "Q: Why?", "", "so"], (Answer(question="Why?", answer="so"),)),
        ("outcome_met", ["Partly"], "partly"),
        ("result", ["Formal interview"], "formal_interview"),
        ("result", [], "none"),
        ("fit_after", ["", "3"], 3),
        ("fit_after", [], None),
        ("mentor", ["YES"], True),
        ("mentor", [], False),
    ],
)
def test_what_is_typed_is_read(field: str, lines: list[str], value: Any) -> None:
    start = DebriefDraft(learned="before", mentor=True, result="lead", fit_after=1)
    found = read(section(field, *lines), start)
    assert getattr(found, field) == value
    others = {key: getattr(start, key) for key in DebriefDraft.model_fields if key != field}
    assert {key: getattr(found, key) for key in others} == others


def test_a_heading_may_be_typed_loosely() -> None:
    assert read("==advice==  \nread").advice == ("read",)


def test_an_unchanged_name_stays_the_person_it_was() -> None:
    """A line can stand for a person that it would not be read as."""
    odd = SuggestedPerson(name="Maran, Teo", organization="", title="planner")
    other = SuggestedPerson(name="Maran", organization="Teo", title="planner")
    start = DebriefDraft(names=(odd, other))
    assert read(write_form(start, "x"), start) == start
    changed = write_form(start, "x").replace("Maran, Teo, planner", "Teo Maran, planner", 1)
    assert read(changed, start).names[0].name == "Teo Maran"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("be kind", "line 1: there is no heading above it. The headings are: == What stayed"),
        ("# x\n== Advise ==\n", "line 2: there is no section “Advise”. The headings are:"),
        ("== Good ==\n== Bad ==\n== Good ==", "line 3: “Good” is already on line 1."),
        (section("mentor", "perhaps"), "line 2: “perhaps” can't be used here. Use yes or no."),
        (section("mentor", "yes", "no"), "line 3: “Are they a mentor to you?” takes one line."),
        (section("fit_after", "6"), "line 2: “6” can't be used here. Use 1 to 5, or blank."),
        (section("fit_after", "²"), "line 2: “²” can't be used here."),
        (section("result", "a job"), "line 2: “a job” can't be used here. Use none, lead,"),
        (section("promises", "me: "), "line 2: the promise is empty."),
        (section("promises", "me, by someday: x"), "line 2: “someday” can't be read as a day."),
        (section("answers", "", "so"), "line 3: there is no question above it."),
        (section("answers", "Q: "), "line 2: the question is empty."),
        (section("names", "--"), "line 2: “--” is not a name."),
    ],
)
def test_a_mistake_names_its_line(text: str, message: str) -> None:
    with pytest.raises(InvalidInputError) as error:
        read(text)
    assert f"{error.value.message} {error.value.hint}".startswith(f"The input, {message}")


@pytest.mark.parametrize(("text", "blank"), [("", True), ("# x\n \n", True), ("== Good ==", False)])
def test_a_form_with_nothing_but_comments_is_blank(text: str, blank: bool) -> None:
    assert is_blank(text) is blank
