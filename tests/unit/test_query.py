"""The filter language of the contact list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_tui.domain.search.listing import HAS, ContactRow, Entry
from infoint_tui.domain.search.query import (
    Choice,
    DayFilter,
    FilterField,
    Not,
    Query,
    Text,
    parse_query,
)

TODAY = date(2026, 11, 22)


def entry(name: str = "Ana Ruiz", **given: Any) -> Entry:
    rules = {k: given.pop(k) for k in ("column", "due", "last", "has") if k in given}
    row = ContactRow(id="1", name=name, **given)
    return Entry(row=row, **rules)


JOSE = entry(
    "José Núñez",
    organization="Café Lumen",
    title="Head of Data",
    level="does_the_job",
    emails=("jose@example.com", "jn@example.org"),
    tags=("Data viz", "peru"),
    notes="Met at a meetup; prefers mornings",
    standing="shortlisted",
    column="act",
    due=TODAY + timedelta(days=6),
    last=TODAY - timedelta(days=10),
    has=frozenset({"email", "phone"}),
)
KNOWN = entry()
ASIDE = entry(standing="set_aside", aside_until=date(2027, 1, 1))
BACK = entry(standing="set_aside", aside_until=date(2026, 11, 1), column="ask")


def found(text: str, one: Entry = JOSE) -> bool:
    return parse_query(text).matches(one, TODAY)


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("an empty query matches", "", True),
        ("so do spaces", "  \t ", True),
        ("a lone minus", "-", True),
        ("empty quotes", '""', True),
        ("blank quotes", '"  "', True),
        ("a lone quote", '"', True),
        ("a minus before empty quotes", '-""', True),
        ("a field without a value", "org:", True),
        ("a field without a value, negated", "-standing:", True),
        ("a field with empty quotes", 'org:""', True),
        ("an accent alone", "\u0301", True),
        ("part of a word", "orn", True),
        ("case and accents are folded", "NUNEZ café", True),
        ("they are folded on both sides", "CAFÉ", True),
        ("every term has to match", "jose nobody", False),
        ("terms match in any order", "peru jose", True),
        ("a negated term", "-peru", False),
        ("a negated term that is absent", "-chile jose", True),
        ("a hyphen inside a word is a space", "jose-nunez", True),
        ("and holds the words together", "nunez-jose", False),
        ("a phrase", '"head of data"', True),
        ("a phrase is held together", '"data of head"', False),
        ("words are not", "data of head", True),
        ("spaces in a phrase are folded", '" head  of"', True),
        ("a negated phrase", '-"head of data"', False),
        ("an open quote takes the rest", '"of data', True),
        ("an open quote takes the rest as a phrase", '"data of', False),
        ("a term may follow a quote at once", '"head of"peru', True),
        ("a phrase is never a field", '"org:lumen"', False),
    ],
)
def test_text(rule: str, text: str, expected: bool) -> None:
    assert found(text) is expected, rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name:nunez", True),
        ("name:lumen", False),
        ("org:cafe", True),
        ("ORG:Lumen", True),
        ("org:data", False),
        ('org:"cafe lumen"', True),
        ('org:"cafe lumen" name:jose', True),
        ('org:"cafe lum', True),
        ("org:cafe lumen", True),
        ("-org:lumen", False),
        ("-org:acme", True),
        ("title:head", True),
        ("title:jose", False),
        ("tag:viz", True),
        ("tag:PERU", True),
        ("tag:meetup", False),
        ("email:example.org", True),
        ("email:gmail", False),
        ("level:does_the_job", True),
        ('level:"does the job"', True),
        ("level:manager", False),
        ("has:email", True),
        ("has:phone has:email", True),
        ("has:conversation", False),
        ("-has:conversation", True),
        ("has:talk", False),
        ("-has:talk", True),
        ("column:act", True),
        ('column:"act & rep"', True),
        ("column:report", True),
        ("column:waiting", False),
        ("column:nowhere", False),
        ("standing:short", True),
        ("standing:shortlisted", True),
        ('standing:"on the board"', True),
        ('standing:"in play"', True),
        ("standing:known", False),
        ('standing:"address book"', False),
        ("standing:nothing", False),
        ("-standing:known", True),
    ],
)
def test_fields(text: str, expected: bool) -> None:
    assert found(text) is expected
    assert parse_query(text).unknown_fields == ()


def test_nobody_is_in_a_column_who_is_not_in_play() -> None:
    assert not found("column:a", KNOWN)
    assert found("-column:ask", KNOWN)
    assert found("standing:known", KNOWN)
    assert found('standing:"address book"', KNOWN)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", False),
        ("ana", False),
        ("aside", False),
        ("-standing:aside", False),
        ("-standing:known", False),
        ("standing:known", False),
        ("standing:aside", True),
        ("standing:set_aside", True),
        ('standing:"Set aside"', True),
        ("standing:set", True),
        ("ana standing:aside", True),
    ],
)
def test_set_aside_people_are_hidden_unless_asked_for(text: str, wanted: bool) -> None:
    assert parse_query(text).wants_set_aside is wanted
    assert found(text, ASIDE) is wanted


def test_who_was_set_aside_until_a_day_that_has_come_is_in_play() -> None:
    assert found("", BACK)
    assert found("standing:shortlisted column:ask", BACK)
    assert not found("standing:aside", BACK)


def test_a_standing_of_a_later_version_is_shown_and_matches_no_word() -> None:
    later = entry(standing="resting")
    assert found("", later)
    assert not found("standing:resting", later)


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("due<7d", 6, True),
        ("due<7d", 7, False),
        ("due<7d", -30, True),
        ("due<=7d", 7, True),
        ("due>7d", 7, False),
        ("due>7d", 8, True),
        ("due>=1w", 7, True),
        ("due=1w", 7, True),
        ("due:<7d", 6, True),
        ("DUE:<1W", 6, True),
        ("-due<7d", 6, False),
        ("due<today", -1, True),
        ("due<today", 0, False),
        ("due:today", 0, True),
        ("due:TODAY", 1, False),
        ("due>2026-11-29", 7, False),
        ("due>2026-11-29", 8, True),
        ("due:2026-11-29", 7, True),
        ("due<999999d", 7, True),
        ("last>2w", -14, False),
        ("last>2w", -15, True),
        ("last<7d", -6, True),
        ("last<7d", -7, False),
        ("last<=7d", -7, True),
        ("last<2026-11-01", -21, False),
        ("last<2026-11-01", -22, True),
        ("last:=today", 0, True),
        ("last<today", -1, True),
    ],
)
def test_days_are_compared(text: str, offset: int, expected: bool) -> None:
    day = TODAY + timedelta(days=offset)
    one = entry(due=day) if "due" in text.lower() else entry(last=day)
    query = parse_query(text)
    assert query.matches(one, TODAY) is expected
    assert query.problems == ()


@pytest.mark.parametrize("text", ["due<7d", "due>7d", "last<2w", "last>2w", "due:today"])
def test_who_has_no_such_day_does_not_match(text: str) -> None:
    assert not found(text, KNOWN)
    assert found(f"-{text}", KNOWN)


def test_due_and_last_are_plain_words_without_a_comparison() -> None:
    assert parse_query("due last").terms == ("due", "last")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("due:<x", "“due:<x” cannot be read: after due write < or > and then 7d, 2w, "),
        ("due<", "“due:<” cannot be read: "),
        ("-last<soon", "“last:<soon” cannot be read: after last write < or > "),
        ("due<7", "“due:<7” cannot be read: "),
        ("due<9999999d", "“due:<9999999d” cannot be read: "),
        ("due==7d", "“due:==7d” cannot be read: "),
        ("due<2026-1-1", "“due:<2026-1-1” cannot be read: "),
        ("due<2026-02-31", "“due:<2026-02-31” cannot be read: 2026-02-31 is not a real date."),
    ],
)
def test_a_day_that_cannot_be_read_filters_nothing_and_is_a_problem(
    text: str, problem: str
) -> None:
    query = parse_query(f"jose {text}")
    assert query.problems[0].startswith(problem)
    assert query.filters == (Text(("jose",)),)
    assert query.matches(JOSE, TODAY)


@pytest.mark.parametrize(
    ("text", "fields", "terms"),
    [
        ("foo:bar", ("foo",), ("foo:bar",)),
        ('Foo:"Bar baz" x', ("foo",), ("foo:bar baz", "x")),
        ("foo:", ("foo",), ("foo:",)),
        ("foo:1 foo:2 b-r:3", ("foo", "b-r"), ("foo:1", "foo:2", "b r:3")),
        ("-foo:bar", ("foo",), ()),
        ("15:00", (), ("15:00",)),
        ("c++:x", (), ("c++:x",)),
        ('"foo:bar"', (), ("foo:bar",)),
        ("foo<3", (), ("foo<3",)),
    ],
)
def test_an_unknown_field_is_literal_text(
    text: str, fields: tuple[str, ...], terms: tuple[str, ...]
) -> None:
    query = parse_query(text)
    assert query.unknown_fields == fields
    assert query.terms == terms


def test_has_tells_which_words_it_takes() -> None:
    query = parse_query("jose has:debrief")
    assert query.problems == (f"has: takes {', '.join(HAS)}, not “debrief”.",)
    assert query.matches(JOSE, TODAY)
    assert parse_query("has:ema -has:to-do -has:follow has:P").problems == ()


def test_literal_text_of_an_unknown_field_is_found() -> None:
    assert found("foo:bar", entry(notes="ask about foo:bar"))


def test_terms_for_highlighting_are_folded_plain_and_positive() -> None:
    query = parse_query('José -peru org:lumen "Head of" due<7d')
    assert query.terms == ("jose", "head of")


@pytest.mark.parametrize(
    ("text", "empty"), [("", True), ("-", True), ("due:<x", True), ("a", False), ("-a", False)]
)
def test_whether_anything_is_filtered(text: str, empty: bool) -> None:
    assert parse_query(text).is_empty is empty


def test_a_query_is_a_value() -> None:
    assert parse_query("a  -org:b") == parse_query("A -ORG:B")
    assert parse_query("") == Query()
    assert parse_query("-org:b due<1w standing:known").filters == (
        Not(FilterField("org", ("b",))),
        DayFilter("due", "<", 7),
        Choice("standing", frozenset({"known"})),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("Ana", 'contains "ana"'),
        ("-ana org:acme", 'not: contains "ana"; org contains "acme"'),
        ("standing:aside", "standing is set aside"),
        ("column:wa", "column is waiting or keep in touch"),
        ("column:zzz", "column is none there is"),
        ("due<1w", "due < 7 days from today"),
        ("last>2w", "last > 14 days ago"),
        ("due<=today", "due <= today"),
        ("last:2026-11-01", "last = 2026-11-01"),
    ],
)
def test_a_query_describes_itself(text: str, words: str) -> None:
    assert parse_query(text).describe() == words


PIECES = ["-", '"', ":", "<", ">=", "due", "last", "org", "has:", "standing:", "7d", "today", " "]


@given(
    text=st.one_of(st.text(), st.lists(st.sampled_from(PIECES) | st.text(max_size=2)).map("".join)),
    today=st.dates(),
)
def test_any_text_parses_and_matches_without_raising(text: str, today: date) -> None:
    query = parse_query(text)
    for one in (JOSE, KNOWN, ASIDE, BACK):
        assert isinstance(query.matches(one, today), bool)
    assert isinstance(query.describe(), str)
