"""Where someone is still named."""

from __future__ import annotations

import pytest

from infoint_tui.domain.people.traces import Mention, Traces, mentions
from infoint_tui.domain.records.goal import Goal
from infoint_tui.domain.records.interview import Debrief, TimedNote
from infoint_tui.domain.records.question import PlannedQuestion
from tests.builders import contact, day, interview, moment, touch

TEO = Traces.of(
    contact(
        "Teo Marän",
        id="31f9",
        emails=("Teo@Example.com",),
        links=("https://www.linkedin.com/in/teo",),
        phones=("+1 202 555 0143", "12"),
        merged_ids=("77aa",),
    ),
    ("Teodor Maran", "", "Teo Marän"),
)


@pytest.mark.parametrize(
    "text",
    [
        "ask Teo Marän",
        "TEO  MARAN said so",
        "teo\nmaran,",
        "(Teodor Maran)",
        "teo@example.com",
        "see HTTPS://www.linkedin.com/in/Teo",
        "call +1 202 555 0143",
        "31f9",
        "77aa",
    ],
)
def test_what_gives_someone_away(text: str) -> None:
    assert TEO.is_in(text)
    assert TEO.is_surely_in(text)


@pytest.mark.parametrize(
    "text", ["Teo", "Maran", "Teo Maranda", "Cleoteo Maran", "Maran Teo", "12", "", "Teo, Maran"]
)
def test_what_does_not(text: str) -> None:
    assert not TEO.is_in(text)
    assert TEO.without(text) == text


def test_a_name_of_one_word_counts_as_it_is_written_and_is_never_sure() -> None:
    will = Traces.of(contact("Will", id="4"))
    assert will.is_in("ask Will.")
    assert not will.is_surely_in("ask Will.")
    assert [each for each in ("will", "WILL", "Willow", "Goodwill") if will.is_in(each)] == []
    assert will.without("Will suggested Willow; he will") == "someone suggested Willow; he will"


def test_names_are_replaced_longest_first() -> None:
    ana = Traces.of(contact("Ana", id="1"), ("Ana Ruiz",))
    assert ana.without("Ana Ruiz and Ana, with ANA RUIZ") == "someone and someone, with someone"


def test_what_is_typed_to_search_for_them_is_a_hint() -> None:
    assert [each for each in ("teo", "mar", "TEO mar", "31f9") if not TEO.is_hinted_at(each)] == []
    assert not TEO.is_hinted_at("bo")
    assert not TEO.is_hinted_at("")
    assert TEO.is_name("marän, teo")
    assert not TEO.is_name("Teo")


def test_each_text_of_a_record_is_found_with_its_place() -> None:
    said = "Teo Maran"
    record = interview(
        held_on="2 nov",
        research=said,
        plan=(PlannedQuestion(text=f"What would {said} do?", answer=said),),
        notes=(TimedNote(at=moment("2 nov"), text=said, question=said),),
        debrief=Debrief(learned=said, skills=("Rust", said)),
    )
    found = list(mentions(record, "Ana Ruiz", TEO))
    assert [each.field for each in found] == [
        *("research", "question", "answer", "note", "question of a note", "learned", "skills"),
    ]
    assert {(each.record, each.whose, each.on) for each in found} == {
        ("conversation", "Ana Ruiz", day("2 nov"))
    }


def test_a_long_text_is_shown_around_the_name_on_one_line() -> None:
    (found,) = mentions(
        touch("2 nov", text=f"{'a b ' * 50}\nTeo Maran\x1b[2J {'c ' * 99}"), "", TEO
    )
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert "Teo Maran" in found.text
    assert found.text.isprintable()
    assert len(found.text) < 120


def test_a_mention_is_told_in_words() -> None:
    assert Mention("entry", "Ana Ruiz", None, "text", "ask Teo").in_words("Mon 2 Nov") == (
        "entry Ana Ruiz, Mon 2 Nov, text: ask Teo"
    )
    (found,) = mentions(Goal(id="g", title="Like Teo Maran"), "", TEO)
    assert found.in_words() == "goal, title: Like Teo Maran"
