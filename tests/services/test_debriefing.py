"""The debrief: one sitting, and everything that follows from it in one change."""

from __future__ import annotations

import json
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import force_setattr

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import InvalidInputError, RuleError
from infoint_tui.domain.conversation.debrief import DebriefDraft, Promise, quotable
from infoint_tui.domain.insights.parts import parts
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from tests.services.conftest import DAY, TODAY

TEO = SuggestedPerson(name="Teo Maran", organization="grid operations")


def tables(path: Path) -> dict[str, Any]:
    """All that the file holds, but for what it says about itself and its changes."""
    found = json.loads(path.read_bytes())
    return {name: found[name] for name in found if name not in ("_meta", "history")}


def owed(services: Services) -> dict[str, date]:
    return {line.owed.kind: line.owed.due for line in services.overview.owed()}


def insights(services: Services) -> list[str]:
    found = parts(services.insights.findings(), lambda key: key)
    return [services.insights.text(part) for part in found.values()]


def introductions(services: Services) -> list[tuple[str, str | None]]:
    found = services.context.repository.all(FollowUp)
    return [(item.contact_id, item.led_to) for item in found if item.kind == "introduction"]


def test_one_sitting_makes_everything_and_one_undo_takes_it_back(
    services: Services, ana: Contact, clock: FixedClock, tmp_path: Path
) -> None:
    interview = services.scheduling.schedule(ana.id, TODAY, time(9))
    services.planning.add_own(interview.id, "What surprised you?")
    clock.instant += DAY
    before = tables(tmp_path / "people.json")
    draft = services.debriefing.draft(interview.id)
    answers = tuple(each.but(answer="the quiet") for each in draft.answers)
    saved = services.debriefing.save(
        interview.id,
        draft.but(
            answers=answers,
            learned="models are the easy half",
            believed="modelling",
            think_now="talking",
            outcome_met="partly",
            skills=("SQL", "patience"),
            learn=("SQL",),
            advice=("sit in on a shift",),
            names=(TEO,),
            promises=(
                Promise(text="send my notes", due=TODAY + 3 * DAY),
                Promise(text="sends the report", owed_by="them"),
            ),
            next_time="pay",
            cadence_days=30,
            mentor=True,
            keep_posted=True,
            fit_after=5,
            result="lead",
        ),
    )
    kept = saved.interview
    assert (kept.held_on, kept.result, kept.fit_after, kept.belief) == (
        TODAY,
        "lead",
        5,
        "modelling",
    )
    assert (kept.plan[0].state, kept.plan[0].answer) == ("asked", "the quiet")
    assert kept.debrief is not None
    assert (kept.debrief.skills, kept.debrief.written_on) == (("SQL", "patience"), TODAY + DAY)
    assert [(item.kind, item.owed_by, item.text) for item in saved.items] == [
        ("advice", "me", "sit in on a shift"),
        ("learn", "me", "SQL"),
        ("promise", "me", "send my notes"),
        ("promise", "them", "sends the report"),
    ]
    assert quotable(kept.debrief, saved.items) == "sit in on a shift"
    them = services.contacts.get(ana.id)
    assert (them.mentor, them.wants_updates, them.cadence_days) == (True, True, 30)
    (teo,) = saved.added
    card = services.overview.card(teo.id)
    assert card is not None
    assert (card.column, teo.introduced_by, teo.organization) == (
        "ask",
        ana.id,
        "grid operations",
    )
    assert introductions(services) == [(ana.id, teo.id)]
    dossier = services.overview.dossier(ana.id)
    assert dossier is not None
    assert {(touch.kind, touch.text, touch.on) for touch in dossier.touches[:2]} == {
        ("meeting", "models are the easy half", TODAY),
        ("introduction", "suggested Teo Maran", TODAY),
    }
    assert owed(services) == {
        "thank": TODAY + DAY,
        "act": TODAY + 15 * DAY,
        "promise": TODAY + 3 * DAY,
        "remind": TODAY + 15 * DAY,
        "reach_out": date(2026, 12, 1),
        "keep_in_touch": TODAY + 30 * DAY,
    }
    assert services.undo() == "write up the conversation with Ana Ruiz"
    assert tables(tmp_path / "people.json") == before


def test_saved_again_it_adds_only_what_is_new(
    services: Services, ana: Contact, tmp_path: Path
) -> None:
    interview = services.interviews.met(ana.id, learned="be kind")
    first = DebriefDraft(learned="x", advice=("read",), names=(TEO,), learn=("SQL",))
    services.debriefing.save(interview.id, first)
    before = tables(tmp_path / "people.json")
    again = services.debriefing.draft(interview.id)
    assert again == first
    for draft in (again, first):
        saved = services.debriefing.save(interview.id, draft)
        assert (saved.items, saved.added, saved.linked) == ((), (), ())
    assert tables(tmp_path / "people.json") == before

    # Teo's place becomes known, and an old file with the first words is read once more.
    services.contacts.edit(introductions(services)[0][1] or "", organization="Lumen")
    saved = services.debriefing.save(
        interview.id, first.but(advice=("Read", "sail"), result="offer")
    )
    assert [item.text for item in saved.items] == ["sail"]
    assert (saved.added, saved.interview.result) == ((), "offer")
    assert len(services.overview.rows()) == 2


def test_what_is_typed_comes_back_until_it_is_saved_and_is_one_undo(
    services: Services, ana: Contact, clock: FixedClock, tmp_path: Path
) -> None:
    path = tmp_path / "people.json"
    interview = services.interviews.met(ana.id)
    before, told = tables(path), insights(services)
    owes = owed(services)
    sitting = services.debriefing.begin(interview.id)
    services.debriefing.keep(sitting, sitting.start)
    assert tables(path) == before  # a look changes nothing
    for learned in ("pat", "patience"):
        services.debriefing.keep(sitting, sitting.draft.but(learned=learned, names=(TEO,)))

    # The program is killed; nothing half typed counts.
    again = build_services(path, clock=clock, settings=Settings())
    assert (owed(again), insights(again)) == (owes, told)
    assert len(again.overview.rows()) == 1
    assert again.debriefing.draft(interview.id) == sitting.start
    assert [line.owed.title for line in again.overview.owed()] == [
        *("finish writing it up", "thank-you"),
    ]
    resumed = again.debriefing.begin(interview.id)
    assert resumed.is_resumed
    assert resumed.draft == sitting.start.but(learned="patience", names=(TEO,))
    saved = again.debriefing.save(interview.id, resumed.draft.but(advice=("read",)), resumed)
    assert saved.interview.unfinished_debrief is None
    assert [person.name for person in saved.added] == ["Teo Maran"]
    assert not again.debriefing.begin(interview.id).is_resumed

    # What is typed next is a step of its own; so is dropping it.
    more = again.debriefing.begin(interview.id)
    again.debriefing.keep(more, more.draft.but(good="x"))
    again.debriefing.drop(more)
    assert not again.debriefing.begin(interview.id).is_resumed
    assert again.undo() == "drop the write-up of the conversation with Ana Ruiz"
    assert again.debriefing.begin(interview.id).draft.good == "x"
    assert again.undo() == "start writing up the conversation with Ana Ruiz"
    assert again.undo() == "write up the conversation with Ana Ruiz"
    assert tables(path) == before


def test_the_screens_look_again_when_an_interview_begun_comes_to_its_end(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    interview = services.scheduling.schedule(ana.id, TODAY, time(23))
    conversation = services.conversations.begin(interview.id)
    assert conversation.question is None
    conversation.note("it is quiet")
    before = services.overview.version
    assert "talking since" in services.overview.owed()[0].owed.title
    clock.instant += timedelta(minutes=49)
    assert services.overview.version == before
    clock.instant += timedelta(minutes=1)
    assert services.overview.version != before
    assert services.overview.owed()[0].owed.title == "how did it go?"


def test_people_who_are_known_are_linked_and_not_added_again(
    services: Services, ana: Contact
) -> None:
    known = services.contacts.add("Teo Maran", organization="Grid Operations")
    met = services.contacts.add("Bo Lind")
    services.interviews.met(met.id)
    aside = services.contacts.add("Kit Marlow")
    services.contacts.set_aside([aside.id], "not a fit")
    services.follow_ups.note(ana.id, "Teo Maran", kind="introduction")
    interview = services.interviews.met(ana.id)
    names = (TEO, *(SuggestedPerson(name=name) for name in ("Bo Lind", "Kit Marlow")))
    saved = services.debriefing.save(interview.id, DebriefDraft(names=names))
    assert saved.added == ()
    assert [(each.name, each.standing, each.introduced_by) for each in saved.linked] == [
        ("Teo Maran", "shortlisted", ana.id),
        ("Bo Lind", "shortlisted", None),  # talked with before: nobody's introduction
        ("Kit Marlow", "set_aside", ana.id),
    ]
    assert introductions(services) == [(ana.id, known.id), (ana.id, met.id), (ana.id, aside.id)]
    assert "tell_introducer" not in owed(services)

    # In a second interview the same name is no second introduction.
    services.debriefing.save(
        services.scheduling.schedule(ana.id, TODAY, time(8)).id, DebriefDraft(names=(TEO,))
    )
    assert len(introductions(services)) == 3


def test_two_people_of_one_name_stay_two(services: Services, ana: Contact) -> None:
    interview = services.interviews.met(ana.id)
    two = tuple(
        SuggestedPerson(name="Teo Maran", organization=each) for each in ("Lumen", "Quarry")
    )
    for expected in (2, 0):
        saved = services.debriefing.save(interview.id, DebriefDraft(names=two))
        assert (len(saved.added), len(saved.linked)) == (expected, 0)


def test_nobody_introduces_whoever_introduced_them(services: Services, ana: Contact) -> None:
    teo = services.contacts.introduce(ana.id, SuggestedPerson(name="Teo Maran")).contact
    bo = services.contacts.introduce(teo.id, SuggestedPerson(name="Bo Lind")).contact
    interview = services.interviews.met(bo.id)
    names = DebriefDraft(names=(SuggestedPerson(name="Ana Ruiz"),))
    services.debriefing.save(interview.id, names)
    assert services.contacts.get(ana.id).introduced_by is None
    assert (bo.id, ana.id) in introductions(services)
    with pytest.raises(InvalidInputError, match="Bo Lind cannot suggest themselves"):
        services.debriefing.save(
            interview.id, DebriefDraft(names=(SuggestedPerson(name="bo lind"),))
        )


def test_only_an_interview_that_took_place_is_debriefed(services: Services, ana: Contact) -> None:
    with pytest.raises(RuleError, match="You haven't talked with Ana Ruiz yet"):
        services.debriefing.interview_of(ana.id)
    interview = services.scheduling.schedule(ana.id, TODAY, time(8))
    assert services.debriefing.interview_of(ana.id).id == interview.id
    services.interviews.fell_through(ana.id, "no_show")
    with pytest.raises(RuleError, match="did not take place"):
        services.debriefing.save(interview.id, DebriefDraft(learned="x"))


def test_from_paper_and_through_the_conversation_the_records_are_the_same(
    tmp_path: Path, clock: FixedClock
) -> None:
    """Everything but the ids, the timed notes and the meeting's own clock."""

    def start(path: Path) -> tuple[Services, Interview]:
        numbers = iter(range(1000))
        services = build_services(path, clock=clock, settings=Settings())
        context = services.context
        force_setattr(context, "new_id", lambda: f"id-{next(numbers)}")
        ana = services.contacts.add("Ana Ruiz")
        interview = services.scheduling.schedule(ana.id, TODAY, time(9))
        for text in ("First?", "Second?"):
            services.planning.add_own(interview.id, text)
        return services, interview

    noted, interview = start(tmp_path / "noted.json")
    conversation = noted.conversations.begin(interview.id)
    conversation.note("half of it is talk")
    assert conversation.question is not None
    conversation.mark(conversation.question, "asked")
    conversation.note("it is quiet")
    for kind, text in (
        ("advice", "sit in on a shift"),
        ("advice", "read the report"),
        ("name", "Teo Maran, grid operations"),
        ("skill", "SQL"),
    ):
        conversation.note(text, kind)  # type: ignore[arg-type]  # the loop loses the literal
    noted.debriefing.save(interview.id, noted.debriefing.draft(interview.id))

    paper, interview = start(tmp_path / "paper.json")
    rows = paper.debriefing.draft(interview.id)
    written = zip(rows.answers, ("half of it is talk", "it is quiet"), strict=True)
    paper.debriefing.save(
        interview.id,
        rows.but(
            answers=tuple(row.but(answer=answer) for row, answer in written),
            advice=("sit in on a shift", "read the report"),
            names=(TEO,),
            skills=("SQL",),
        ),
    )
    both = [tables(tmp_path / name) for name in ("noted.json", "paper.json")]
    for found in both:
        for document in (each for table in found.values() for each in table.values()):
            for field in ("rev", "notes", "begun_at"):
                document.pop(field, None)
    assert both[0] == both[1]


def test_an_introducer_hears_also_when_it_led_nowhere(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    interview = services.interviews.met(ana.id)
    names = tuple(SuggestedPerson(name=name) for name in ("Teo Maran", "Bo Lind"))
    teo, bo = services.debriefing.save(interview.id, DebriefDraft(names=names)).added
    for person in (teo, bo):
        services.requests.ask(person.id)
    services.requests.decline(teo.id)
    assert owed(services)["tell_introducer"] == date(2026, 11, 25)
    item = next(line for line in services.overview.owed() if line.owed.kind == "tell_introducer")
    services.follow_ups.told(item.owed.subject_id)
    assert "tell_introducer" not in owed(services)
    clock.instant += timedelta(days=30)
    services.requests.let_go(bo.id)
    assert owed(services)["tell_introducer"] == date(2026, 12, 25)


def test_a_snooze_on_advice_ends_when_it_is_acted_on(services: Services, ana: Contact) -> None:
    item = services.follow_ups.note(ana.id, "read")
    services.follow_ups.snooze(item.id, TODAY + 60 * DAY)
    services.follow_ups.done(item.id)
    assert owed(services)["report"] == date(2026, 11, 25)


def test_an_interview_that_fell_through_lends_its_preparation_to_the_next(
    services: Services, ana: Contact
) -> None:
    interview = services.scheduling.schedule(
        ana.id, TODAY, time(15), minutes=30, place="Cafe Lumen"
    )
    services.planning.add_own(interview.id, "First?")
    services.interviews.edit(interview.id, "outcome", outcome="a decision")
    services.interviews.fell_through(ana.id, "cancelled")
    again = services.scheduling.schedule(ana.id, TODAY + DAY, time(15))
    assert again.id != interview.id
    assert (again.minutes, again.place, again.outcome) == (30, "Cafe Lumen", "a decision")
    assert [each.text for each in again.plan] == ["First?"]
    services.interviews.met(ana.id)
    assert services.scheduling.schedule(ana.id, TODAY + 2 * DAY, time(15)).plan == ()
