"""A write-up that is saved again corrects what it made: to-dos, names, people, the timeline."""

from __future__ import annotations

import json
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import InvalidInputError, RuleError
from infoint_tui.domain.conversation.debrief import Answer, DebriefDraft, Promise
from infoint_tui.domain.people.introductions import SuggestedPerson, read_name
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview, TimedNote
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.container import Services
from infoint_tui.services.debriefing import Debriefed
from tests.services.conftest import DAY, NOW, TODAY
from tests.services.test_debriefing import insights, introductions, owed
from tests.services.test_debriefing import tables as tables_in

FIRST = DebriefDraft(
    learned="be kind",
    advice=("read the papper", "sit in on a shift"),
    learn=("SQL",),
    promises=(Promise(text="send my slides", due=TODAY + 3 * DAY),),
    names=(SuggestedPerson(name="Teo Marran", organization="grid operations"),),
)


def tables(path: Path) -> str:
    """Every table, byte for byte, but for what the file says about itself and its changes."""
    return json.dumps(tables_in(path))


def people(*lines: str) -> tuple[SuggestedPerson, ...]:
    return tuple(person for line in lines if (person := read_name(line)))


@pytest.fixture
def interview(services: Services, ana: Contact) -> Interview:
    """A conversation with Ana that is written up."""
    interview = services.interviews.met(ana.id)
    services.debriefing.save(interview.id, FIRST)
    return interview


def corrected(services: Services, interview: Interview, **changes: Any) -> Debriefed:
    """Open the write-up again, change it and save it; check that the preview says the same."""
    draft = services.debriefing.draft(interview.id).but(**changes)
    before = services.context.repository.path.read_bytes()
    told = services.debriefing.preview(interview.id, draft)
    assert services.context.repository.path.read_bytes() == before
    saved = services.debriefing.save(interview.id, draft)
    assert told.corrections("changes", "removes") == saved.corrections("changes", "removes")
    assert [each.name for each in told.added] == [each.name for each in saved.added]
    again = services.debriefing.preview(interview.id, services.debriefing.draft(interview.id))
    assert again.corrections("changes", "removes") == ""
    return saved


def items(services: Services) -> dict[str, FollowUp]:
    return {item.text: item for item in services.context.repository.all(FollowUp)}


def names(services: Services) -> set[str]:
    return {row.name for row in services.overview.rows()}


def suggestions(services: Services) -> list[str]:
    touches = services.context.repository.all(Touch)
    return [touch.text for touch in touches if touch.kind == "introduction"]


def test_changed_lines_change_what_they_made_and_missing_ones_remove_it(
    services: Services, interview: Interview, tmp_path: Path
) -> None:
    services.follow_ups.told(items(services)["read the papper"].id)
    services.follow_ups.done(items(services)["SQL"].id)
    before = tables(tmp_path / "people.json")
    saved = corrected(
        services,
        interview,
        advice=("call the port", "read the paper"),
        learn=(),
        promises=(Promise(text="send the slides", due=TODAY + 3 * DAY),),
    )
    assert [item.text for item in saved.items] == ["call the port"]
    assert [item.text for item in saved.changed] == ["read the paper", "send the slides"]
    assert saved.removals == ("sit in on a shift", "SQL (done)")
    assert saved.corrections("changes", "removes") == (
        "changes 2 to-dos and removes 2: sit in on a shift, SQL (done)"
    )
    now = items(services)
    assert set(now) == {"call the port", "read the paper", "send the slides", "Teo Marran"}
    assert (now["read the paper"].told_on, now["read the paper"].done_on) == (TODAY, TODAY)
    assert now["send the slides"].due == TODAY + 3 * DAY
    assert services.undo() == "write up the conversation with Ana Ruiz"
    assert tables(tmp_path / "people.json") == before


def test_a_name_is_mended_everywhere_and_nothing_is_owed_twice(
    services: Services, ana: Contact, interview: Interview, tmp_path: Path
) -> None:
    teo = services.contacts.find("Teo Marran")
    services.requests.ask(teo.id)
    services.contacts.edit(teo.id, emails=("teo@example.com",))
    before, owes = tables(tmp_path / "people.json"), owed(services)
    saved = corrected(services, interview, names=people("Teo Maran, planner at Lumen"))
    assert saved.corrections("changed", "removed") == "changed 1 to-do"
    assert (saved.added, saved.linked) == ((), ())
    now = services.contacts.get(teo.id)
    assert (now.name, now.organization, now.title) == ("Teo Maran", "Lumen", "planner")
    assert (now.introduced_by, now.emails) == (ana.id, ("teo@example.com",))
    assert names(services) == {"Ana Ruiz", "Teo Maran"}
    assert introductions(services) == [(ana.id, teo.id)]
    assert suggestions(services) == ["suggested Teo Maran"]
    assert owed(services) == owes
    services.undo()
    assert tables(tmp_path / "people.json") == before


def test_a_name_that_means_someone_known_leads_to_them(
    services: Services, ana: Contact, interview: Interview, tmp_path: Path
) -> None:
    right = services.contacts.add("Teo Maran", title="planner")
    before = tables(tmp_path / "people.json")
    saved = corrected(services, interview, names=people("Teo Maran, grid operations"))
    assert saved.corrections("changes", "removes") == "changes 1 to-do and removes 1: Teo Marran"
    assert names(services) == {"Ana Ruiz", "Teo Maran"}
    assert introductions(services) == [(ana.id, right.id)]
    now = services.contacts.get(right.id)
    assert (now.introduced_by, now.standing) == (ana.id, "shortlisted")
    assert (now.title, now.organization) == ("planner", "grid operations")
    assert suggestions(services) == ["suggested Teo Maran"]
    # They were there before, so they stay when the name is taken out.
    assert corrected(services, interview, names=()).gone == ()
    assert services.contacts.get(right.id).introduced_by is None
    services.undo()
    services.undo()
    assert tables(tmp_path / "people.json") == before


def test_someone_who_was_asked_before_is_not_introduced_by_a_correction(
    services: Services, ana: Contact, interview: Interview
) -> None:
    right = services.contacts.add("Teo Maran")
    services.requests.ask(right.id, TODAY - DAY)
    corrected(services, interview, names=people("Teo Maran"))
    assert introductions(services) == [(ana.id, right.id)]
    assert services.contacts.get(right.id).introduced_by is None
    services.interviews.met(right.id)
    assert "tell_introducer" not in owed(services)


def test_a_person_with_more_than_the_wrong_name_stays_when_another_is_meant(
    services: Services, ana: Contact, interview: Interview
) -> None:
    wrong = services.contacts.find("Teo Marran")
    services.contacts.edit(wrong.id, notes="sails")
    right = services.contacts.add("Teo Maran")
    saved = corrected(services, interview, names=people("Teo Maran"))
    assert saved.corrections("changes", "removes") == "changes 1 to-do"
    assert introductions(services) == [(ana.id, right.id)]
    assert services.contacts.get(wrong.id).introduced_by is None


def test_someone_who_was_there_before_keeps_their_name(services: Services, ana: Contact) -> None:
    wrong = services.contacts.add("Jon Lind", organization="Quarry")
    interview = services.interviews.met(ana.id)
    services.debriefing.save(interview.id, DebriefDraft(names=people("Jon Lind")))
    assert services.contacts.get(wrong.id).introduced_by == ana.id
    saved = corrected(services, interview, names=people("John Lind"))
    assert saved.corrections("changes", "removes") == "changes 1 to-do"
    right = services.contacts.find("John Lind")
    assert right.introduced_by == ana.id
    assert introductions(services) == [(ana.id, right.id)]
    now = services.contacts.get(wrong.id)
    assert (now.name, now.organization, now.introduced_by) == ("Jon Lind", "Quarry", None)
    assert suggestions(services) == ["suggested John Lind"]
    # John came with that name, so he goes with it.
    assert corrected(services, interview, names=()).removals == ("John Lind",)
    assert names(services) == {"Ana Ruiz", "Jon Lind"}


def test_another_organization_is_another_namesake(services: Services, ana: Contact) -> None:
    known = services.contacts.add("Teo Maran", organization="Quarry")
    interview = services.interviews.met(ana.id)
    services.debriefing.save(interview.id, DebriefDraft(names=people("Teo Maran")))
    assert introductions(services) == [(ana.id, known.id)]
    corrected(services, interview, names=people("Teo Maran, Lumen"))
    ((giver, other),) = introductions(services)
    assert (giver, other != known.id) == (ana.id, True)
    assert services.contacts.get(other or "").organization == "Lumen"
    assert services.contacts.get(known.id).organization == "Quarry"


def test_a_name_taken_out_goes_with_its_person(
    services: Services, interview: Interview, tmp_path: Path
) -> None:
    before = tables(tmp_path / "people.json")
    saved = corrected(services, interview, names=people("Bo Lind"))
    assert saved.corrections("changes", "removes") == "removes 1: Teo Marran"
    assert [person.name for person in saved.added] == ["Bo Lind"]
    assert names(services) == {"Ana Ruiz", "Bo Lind"}
    assert suggestions(services) == ["suggested Bo Lind"]
    services.undo()
    assert tables(tmp_path / "people.json") == before

    services.requests.ask(services.contacts.find("Teo").id)
    saved = corrected(services, interview, names=())
    assert saved.removals == ("Teo Marran (stays in your contacts)",)
    assert services.contacts.find("Teo Marran").introduced_by is None
    assert "tell_introducer" not in owed(services)


def test_whom_they_suggested_some_other_time_is_not_suggested_twice(
    services: Services, ana: Contact, interview: Interview
) -> None:
    right = services.contacts.introduce(ana.id, SuggestedPerson(name="Teo Maran")).contact
    saved = corrected(services, interview, names=people("Teo Maran"))
    assert saved.removals == ("Teo Marran",)
    assert introductions(services) == [(ana.id, right.id)]
    assert suggestions(services) == ["suggested Teo Maran"]
    with pytest.raises(InvalidInputError, match="cannot suggest themselves"):
        services.debriefing.preview(interview.id, DebriefDraft(names=people("Ana Ruiz")))


def test_a_name_is_respelled_and_loses_its_organization(
    services: Services, interview: Interview
) -> None:
    teo = services.contacts.find("Teo Marran")
    corrected(services, interview, names=people("Téo Marran"))
    now = services.contacts.get(teo.id)
    assert (now.name, now.organization) == ("Téo Marran", "")


def test_a_corrected_introduction_keeps_its_days(
    services: Services, ana: Contact, interview: Interview
) -> None:
    services.follow_ups.edit(items(services)["Teo Marran"].id, done_on=TODAY, told_on=TODAY)
    services.contacts.add("Teo Maran")
    corrected(services, interview, names=people("Teo Maran"))
    now = items(services)["Teo Maran"]
    assert (now.done_on, now.told_on) == (TODAY, TODAY)
    assert "reach_out" not in owed(services)
    # So it does when it only gets its person some other time.
    services.follow_ups.note(ana.id, "Bo Lind", kind="introduction", interview_id=interview.id)
    services.contacts.introduce(ana.id, SuggestedPerson(name="Bo Lind"))
    assert items(services)["Bo Lind"].interview_id == interview.id


@pytest.mark.parametrize("is_known", [False, True])
def test_one_name_turns_out_to_be_two_people(
    services: Services, ana: Contact, is_known: bool
) -> None:
    interview = services.interviews.met(ana.id)
    services.debriefing.save(interview.id, DebriefDraft(names=people("Kim Lea")))
    if is_known:
        services.contacts.add("Kim Lea", organization="Quarry")
    saved = corrected(services, interview, names=people("Kim Lea, Quarry", "Kim Lea, Lumen"))
    found = services.context.repository.all(Contact)
    assert sorted(each.organization for each in found if each.name == "Kim Lea") == [
        "Lumen",
        "Quarry",
    ]
    assert all(each.introduced_by == ana.id for each in found if each.name == "Kim Lea")
    assert saved.removals == (("Kim Lea",) if is_known else ())
    assert len(introductions(services)) == 2


def test_a_namesake_that_the_form_does_not_show_stays(services: Services, ana: Contact) -> None:
    interview = services.interviews.met(ana.id)
    two = people("Kim Lea, Quarry", "Kim Lea, Lumen")
    services.debriefing.save(interview.id, DebriefDraft(names=two))
    lumen = next(row for row in services.overview.rows() if row.organization == "Lumen")
    services.contacts.edit(lumen.id, organization="")
    assert services.debriefing.draft(interview.id).names == two[:1]
    assert corrected(services, interview, names=()).removals == ("Kim Lea",)
    assert services.contacts.get(lumen.id).introduced_by == ana.id


def test_an_entry_of_another_suggestion_is_left_alone(services: Services, ana: Contact) -> None:
    services.touches.log([ana.id], "suggested Bo Lind", kind="introduction", on=TODAY - DAY)
    interview = services.interviews.met(ana.id)
    services.debriefing.save(interview.id, DebriefDraft(names=people("Bo Lind")))
    assert suggestions(services) == ["suggested Bo Lind", "suggested Bo Lind"]


def test_two_names_are_mended_at_once(services: Services, ana: Contact) -> None:
    interview = services.interviews.met(ana.id)
    services.debriefing.save(
        interview.id, DebriefDraft(names=people("Kim Lea, Lumen", "Kim Lea, Quarry", "Bo"))
    )
    by_place = {row.organization: row.id for row in services.overview.rows() if "Kim" in row.name}
    saved = corrected(
        services, interview, names=people("Bo Lind", "Kim Leah, Quarry", "Kim Lea, Lumen")
    )
    assert saved.corrections("changes", "removes") == "changes 2 to-dos"
    assert services.contacts.get(by_place["Lumen"]).name == "Kim Lea"
    assert services.contacts.get(by_place["Quarry"]).name == "Kim Leah"
    assert names(services) == {"Ana Ruiz", "Bo Lind", "Kim Lea", "Kim Leah"}


def test_a_name_noted_only_as_words_gets_its_person(
    services: Services, ana: Contact, interview: Interview
) -> None:
    services.follow_ups.note(ana.id, "Bo Lind", kind="introduction", interview_id=interview.id)
    saved = corrected(services, interview, names=people("Teo Marran, grid operations", "Bo Lindt"))
    assert saved.corrections("changes", "removes") == "changes 1 to-do"
    assert names(services) == {"Ana Ruiz", "Teo Marran", "Bo Lindt"}
    assert suggestions(services) == ["suggested Teo Marran", "suggested Bo Lindt"]


def test_what_was_noted_outside_the_conversation_stays(
    services: Services, ana: Contact, interview: Interview
) -> None:
    services.follow_ups.note(ana.id, "sail")
    services.contacts.introduce(ana.id, SuggestedPerson(name="Bo Lind"))
    saved = corrected(services, interview, advice=(), names=(), learn=(), promises=())
    assert len(saved.removed) == 5
    assert set(items(services)) == {"sail", "Bo Lind"}


def test_the_timeline_tells_what_was_learned_as_corrected(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    def told() -> list[str]:
        found = services.context.repository.all(Touch)
        return [touch.text for touch in found if touch.kind == "meeting"]

    interview = services.interviews.met(ana.id, learned="be kid")
    clock.instant += DAY
    other = services.interviews.met(ana.id, on=TODAY + DAY, learned="be kid")
    corrected(services, interview, learned="be kind\nask more")
    assert told() == ["be kind\nask more", "be kid"]
    corrected(services, other, learned="be kid\nask")
    assert told()[1] == "be kid"
    services.undo()
    services.undo()
    assert told() == ["be kid", "be kid"]


def test_a_corrected_answer_shows_in_the_insights(services: Services, ana: Contact) -> None:
    asked = PlannedQuestion(text="What fills a Tuesday?", state="asked", answer="cals")
    bo = services.contacts.add("Bo Lind")
    for who in (ana.id, bo.id):
        held = services.interviews.met(who)
        services.interviews.edit(
            held.id,
            "x",
            plan=(asked, PlannedQuestion(text="And?", answer="pay", state="asked")),
            notes=(TimedNote(at=NOW, text="cals", question=asked.text),),
        )
        services.debriefing.save(held.id, services.debriefing.draft(held.id))
    first = services.debriefing.interview_of(ana.id)
    services.interviews.met(ana.id, on=TODAY - DAY)
    assert "cals" in "".join(insights(services))
    corrected(services, first, answers=(Answer(question=asked.text, answer="calls"),))
    (again,) = (each for each in services.debriefing.interviews_of(ana.id) if each.id == first.id)
    assert [each.answer for each in again.plan] == ["calls", "pay"]
    assert any("calls" in text and "cals" in text for text in insights(services))  # Ana's and Bo's


def test_what_changed_elsewhere_meanwhile_stays_unless_it_was_edited(
    services: Services, ana: Contact, interview: Interview
) -> None:
    sitting = services.debriefing.begin(interview.id)
    services.debriefing.save(interview.id, FIRST.but(advice=("sail",), result="lead"))
    services.contacts.edit(ana.id, mentor=True)
    typed = sitting.draft.but(learn=("Python",))
    told = services.debriefing.preview(interview.id, typed, sitting)
    assert told.corrections("changes", "removes") == "removes 1: SQL"
    saved = services.debriefing.save(interview.id, typed, sitting)
    assert (saved.removals, saved.interview.result) == (("SQL",), "lead")
    assert "sail" in items(services)
    assert services.contacts.get(ana.id).mentor


def test_the_conversations_to_write_up_are_the_latest_first(
    services: Services, ana: Contact
) -> None:
    debriefing = services.debriefing
    with pytest.raises(RuleError, match="haven't talked"):
        debriefing.interview_of(ana.id)
    first = services.interviews.met(ana.id, on=TODAY - 7 * DAY)
    past = services.scheduling.schedule(ana.id, TODAY, time(8))
    found = debriefing.interviews_of(ana.id)
    assert [each.id for each in found] == [past.id, first.id]
    assert [debriefing.day_of(each) for each in found] == [TODAY, TODAY - 7 * DAY]


def test_a_text_that_is_left_blank_is_said_before_it_goes(services: Services, ana: Contact) -> None:
    interview = services.interviews.met(ana.id)
    answer = Answer(question="How did you start?", answer="by bus")
    draft = DebriefDraft(learned="start smaller", good="quiet mornings", answers=(answer,))
    services.debriefing.save(interview.id, draft)
    blank = DebriefDraft(learned="start smaller", answers=(answer.but(answer=""),))
    told = services.debriefing.preview(interview.id, blank)
    assert told.corrections("changes", "removes") == (
        "removes 2: what was good, the answer to “How did you start?”"
    )
    assert services.debriefing.save(interview.id, blank).cleared == told.cleared
