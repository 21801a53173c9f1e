"""A search looks in everything that people said and that the user wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.goal import Goal
from infoint_tui.domain.records.interview import (
    Debrief,
    Interview,
    TimedNote,
    UnfinishedDebrief,
)
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.records.record import Record
from infoint_tui.domain.records.touch import Touch
from infoint_tui.domain.search.found import FoundWords, found_in
from infoint_tui.domain.search.query import parse_query
from infoint_tui.domain.search.told import TOLD
from infoint_tui.services.container import Services
from tests.services.conftest import DAY, NOW, TODAY

WROTE = "We read the air traffic\nreport together."


def conversation(**fields: object) -> Callable[[str], tuple[Record, ...]]:
    """A function that returns a conversation with someone that has these fields."""
    return lambda contact_id: (
        Interview(id="conversation", contact_id=contact_id, held_on=TODAY - 98 * DAY).but(**fields),
    )


def write_up(**fields: object) -> Callable[[str], tuple[Record, ...]]:
    return conversation(debrief=Debrief(**fields))  # type: ignore[arg-type]  # a test's own


def unfinished(**typed: object) -> Callable[[str], tuple[Record, ...]]:
    return conversation(unfinished_debrief=UnfinishedDebrief(sitting="1", typed=typed))


def to_do(kind: str) -> Callable[[str], tuple[Record, ...]]:
    return lambda contact_id: (
        FollowUp(
            id="to-do",
            contact_id=contact_id,
            kind=kind,  # type: ignore[arg-type]  # a test's own
            text="watch air traffic",
            noted_on=TODAY,
        ),
    )


def goal(**fields: str) -> Callable[[str], tuple[Record, ...]]:
    return lambda contact_id: (
        Goal(id="goal", **{"title": "planning", **fields}),
        Interview(id="one", contact_id=contact_id, goal_id="goal"),
        Interview(id="two", contact_id=contact_id, goal_id="goal"),
    )


def touch(contact_id: str) -> tuple[Record, ...]:
    return (Touch(id="touch", contact_id=contact_id, on=TODAY, at=NOW, text=WROTE),)


def noted(kind: str) -> Callable[[str], tuple[Record, ...]]:
    return conversation(notes=(TimedNote(at=NOW, kind=kind, text="watch air traffic"),))  # type: ignore[arg-type]  # a test's own


ANSWER = PlannedQuestion(text="What is a day like?", answer="air traffic all day")

PLACES = {
    "an answer": ("said", conversation(plan=(ANSWER,))),
    "a note of a conversation": ("said", noted("note")),
    "a name noted": ("said", noted("name")),
    "advice noted": ("advice", noted("advice")),
    "a skill noted": ("advice", noted("skill")),
    "a note being typed": ("said", conversation(unfinished_note="air traffic")),
    "what stayed": ("said", write_up(learned="air traffic")),
    "good": ("said", write_up(good="air traffic")),
    "bad": ("said", write_up(bad="air traffic")),
    "surprising": ("said", write_up(surprising="air traffic")),
    "skills they wish they had": ("said", write_up(skills=("air traffic", "law"))),
    "what the user thinks now": ("note", write_up(think_now="air traffic")),
    "next time": ("note", write_up(next_time="air traffic")),
    "believed before": ("note", conversation(belief="air traffic")),
    "outcome wanted": ("note", conversation(outcome="air traffic")),
    "research": ("note", conversation(research="air traffic")),
    "an unfinished write-up": ("said", unfinished(good="air traffic")),
    "an answer in one": (
        "said",
        unfinished(answers=[{"question": "which?", "answer": "air traffic"}]),
    ),
    "advice in one": ("advice", unfinished(advice=["air traffic"])),
    "a promise in one": ("note", unfinished(promises=[{"text": "air traffic"}, 5])),
    "advice": ("advice", to_do("advice")),
    "a skill to learn": ("advice", to_do("learn")),
    "a promise": ("note", to_do("promise")),
    "a name": ("note", to_do("introduction")),
    "a touch": ("note", touch),
    "a goal": ("note", goal(title="air traffic")),
    "why": ("note", goal(why="air traffic")),
    "what decides it": ("note", goal(decides="air traffic")),
}


def search(services: Services, typed: str) -> dict[str, FoundWords | None]:
    """Everyone who is found, by name, with the words that were found about them."""
    query = parse_query(typed)
    matches = services.searching.finder(services.overview.entries()).find(query)
    direct = services.searching.with_texts(services.overview.entries())
    assert set(matches.exact) == {
        each for each in direct if query.matches(each, services.overview.today)
    }
    return {each.row.name: found_in(each, query, matches.terms) for each in matches.exact}


def put(services: Services, *records: Record) -> None:
    services.context.repository.transact("put", lambda tx: [tx.put(each) for each in records])


@pytest.mark.parametrize("place", PLACES)
def test_a_text_is_found_and_shown_with_where_it_is_from(
    services: Services, ana: Contact, place: str
) -> None:
    services.contacts.add("Bo Air")
    where, records = PLACES[place]
    put(services, *records(ana.id))
    for typed in ("traff", "air traffic", "AIR ana traffic", f"{where}:traffic"):
        assert list(search(services, typed)) == ["Ana Ruiz"], typed
        found = search(services, typed)["Ana Ruiz"]
        assert found is not None
        assert found.where == where
        assert "traffic" in found.text
        assert "\n" not in found.text
    assert search(services, "-traffic ana") == {}
    for other in TOLD:
        if other != where:
            assert search(services, f"{other}:traffic") == {}
            assert list(search(services, f"-{other}:traffic ana")) == ["Ana Ruiz"]


@pytest.mark.parametrize(
    "field", ["notes", "admire", "unique", "milestone", "common_ground", "how_we_know", "field"]
)
def test_what_is_kept_about_someone_is_found(services: Services, field: str) -> None:
    services.contacts.add("Kim Doe", **{field: "the air traffic report"})
    found = search(services, "traffic")["Kim Doe"]
    assert found is not None
    assert found.words == (
        "the air traffic report"
        if field in ("how_we_know", "field")
        else "note: “the air traffic report”"
    )


def test_the_question_itself_is_not_what_someone_said(services: Services, ana: Contact) -> None:
    put(services, Interview(id="i", contact_id=ana.id, plan=(PlannedQuestion(text="Who else?"),)))
    assert search(services, "else") == {}


def test_words_of_one_text_are_shown_rather_than_of_several(
    services: Services, ana: Contact
) -> None:
    services.contacts.edit(ana.id, notes="Sailed with the air force.")
    put(services, *touch(ana.id), *noted("note")(ana.id))
    found = search(services, "air report")["Ana Ruiz"]
    assert found == FoundWords("We read the air traffic report together.", "note", "2026-11-23")
    assert list(search(services, '"traffic report"')) == ["Ana Ruiz"]  # across two lines
    found = search(services, '"air traffic"')["Ana Ruiz"]
    assert found == FoundWords("watch air traffic", "said", "2026-08-17")
    assert search(services, '"traffic air"') == {}


def test_names_come_first_then_fields_then_what_was_said(services: Services) -> None:
    add = services.contacts.add
    add("A Said", notes="traffic")
    add("B Titled", title="Air traffic planner")
    add("C Traffic")
    add("Traffic D")
    assert list(search(services, "traffic")) == ["Traffic D", "C Traffic", "B Titled", "A Said"]


def test_people_set_aside_stay_hidden(services: Services, ana: Contact) -> None:
    put(services, *touch(ana.id))
    services.contacts.set_aside([ana.id], "not a fit")
    assert search(services, "traffic") == {}
    assert list(search(services, "traffic standing:aside")) == ["Ana Ruiz"]


def test_a_typo_is_not_forgiven_in_what_was_said(services: Services, ana: Contact) -> None:
    put(services, *touch(ana.id))
    finder = services.searching.finder(services.overview.entries())
    assert finder.find(parse_query("trafic")).all == ()


def test_a_search_follows_every_change(services: Services, ana: Contact) -> None:
    bo = services.contacts.add("Bo Lind", notes="likes gliders")
    assert list(search(services, "gliders")) == ["Bo Lind"]
    services.contacts.edit(bo.id, notes="likes kites")
    assert (search(services, "gliders"), list(search(services, "kites"))) == ({}, ["Bo Lind"])
    services.touches.log([ana.id], "flew gliders")
    assert list(search(services, "gliders")) == ["Ana Ruiz"]
    services.undo()
    assert search(services, "gliders") == {}
    services.undo()
    assert list(search(services, "gliders")) == ["Bo Lind"]
    services.undo()
    assert search(services, "gliders") == {}
    assert list(search(services, "ruiz")) == ["Ana Ruiz"]
    services.redo()
    assert list(search(services, "glid")) == ["Bo Lind"]
    services.contacts.edit(bo.id, notes="likes kites", name="Bo Lund")
    assert (search(services, "gliders"), search(services, "lind")) == ({}, {})


def test_an_earlier_search_stays_right_after_a_later_one(services: Services, ana: Contact) -> None:
    before = services.searching.finder(services.overview.entries())
    before.prepare()
    services.contacts.edit(ana.id, name="Ana Lund")
    after = services.searching.finder(services.overview.entries())
    for finder, name in ((after, "lund"), (before, "ruiz"), (after, "lund")):
        assert [each.row.id for each in finder.find(parse_query(name)).exact] == [ana.id]


def test_a_damaged_record_hides_nobody_else(services: Services, ana: Contact) -> None:
    put(services, *touch(ana.id))
    services.touches.log([ana.id], "sent the glider plans")
    path: Path = services.context.repository.path
    documents = msgspec.json.decode(path.read_bytes())
    documents["touches"]["1"]["text"] = 5
    path.write_bytes(msgspec.json.encode(documents))
    services.context.repository.refresh()
    assert services.searching.told()[ana.id][0].text.startswith("sent the glider plans")


def test_a_note_that_a_write_up_took_over_is_not_found_in_its_old_words(
    services: Services, ana: Contact
) -> None:
    interview = services.interviews.met(ana.id)
    note = TimedNote(at=NOW, kind="advice", text="read the grit code")
    services.interviews.edit(interview.id, "x", notes=(note,))
    draft = services.debriefing.draft(interview.id)
    services.debriefing.save(interview.id, draft)
    services.debriefing.save(interview.id, draft.but(advice=("read the grid code",)))
    told = services.searching.told()[ana.id]
    assert [each.text for each in told if each.where == "advice"] == ["read the grid code"]
