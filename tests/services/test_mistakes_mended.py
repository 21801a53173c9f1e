"""Single records that were noted by mistake: corrected and removed, with what came with them."""

from __future__ import annotations

from datetime import date, time

import pytest

from infoint_tui.domain.basics.errors import InvalidInputError, NotFoundError, RuleError
from infoint_tui.domain.conversation.debrief import DebriefDraft
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview, TimedNote
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.container import Services
from tests.services.conftest import DAY, NOW, TODAY


def timeline(services: Services, contact: Contact) -> list[str]:
    dossier = services.overview.dossier(contact.id)
    assert dossier is not None
    return [f"{touch.on:%d} {touch.kind} {touch.text}".strip() for touch in dossier.touches]


def names(services: Services) -> set[str]:
    return {row.name for row in services.overview.rows()}


def written_up(services: Services, ana: Contact) -> Interview:
    """A conversation whose write-up has advice and a name."""
    services.requests.ask(ana.id, TODAY - 3 * DAY)
    interview = services.interviews.met(ana.id, TODAY - DAY)
    draft = DebriefDraft(advice=("read the paper",), names=(SuggestedPerson(name="Teo Marran"),))
    return services.debriefing.save(interview.id, draft).interview


def test_a_conversation_made_by_mistake_goes_with_all_that_came_with_it(
    services: Services, ana: Contact
) -> None:
    services.touches.log([ana.id], "saw them at a fair", on=TODAY - DAY)
    before = services.context.repository.revision
    interview = written_up(services, ana)
    assert len(timeline(services, ana)) == 4
    told = services.interviews.what_goes_along(interview.id)
    assert services.interviews.remove(interview.id) == told
    assert {each.name for each in told if isinstance(each, Contact)} == {"Teo Marran"}
    assert names(services) == {"Ana Ruiz"}
    assert timeline(services, ana) == ["22 other saw them at a fair"]
    repository = services.context.repository
    assert repository.all(Interview) == repository.all(FollowUp) == ()
    assert services.undo() == "remove a conversation with Ana Ruiz"
    assert names(services) == {"Ana Ruiz", "Teo Marran"}
    assert repository.all(Interview) == (interview,)
    assert repository.revision > before


def test_a_person_who_was_asked_since_stays(services: Services, ana: Contact) -> None:
    interview = written_up(services, ana)
    teo = services.contacts.find("Teo Marran")
    services.requests.ask(teo.id)
    services.interviews.remove(interview.id)
    assert services.contacts.get(teo.id).introduced_by is None


@pytest.mark.parametrize("field", ["emails", "notes", "tags"])
def test_a_person_about_whom_more_is_known_stays(
    services: Services, ana: Contact, field: str
) -> None:
    services.contacts.introduce(ana.id, SuggestedPerson(name="Teo Marran"))
    teo = services.contacts.find("Teo Marran")
    services.contacts.edit(teo.id, **{field: "x" if field == "notes" else ("x",)})
    item = services.context.repository.all(FollowUp)[0]
    assert services.follow_ups.remove(item.id) is None
    assert "Teo Marran" in names(services)
    assert timeline(services, ana) == []


def test_a_person_who_was_known_before_stays(services: Services, ana: Contact) -> None:
    services.contacts.add("Teo Marran")
    services.contacts.introduce(ana.id, SuggestedPerson(name="Teo Marran"))
    item = services.context.repository.all(FollowUp)[0]
    assert services.follow_ups.remove(item.id) is None
    assert services.contacts.find("Teo Marran").introduced_by is None


def test_an_entry_is_corrected_and_removed(services: Services, ana: Contact) -> None:
    services.touches.log([ana.id], "wrote")
    touch = services.context.repository.all(Touch)[0]
    services.touches.edit(touch.id, on=TODAY - 2 * DAY, text="called", kind="call", channel="call")
    assert timeline(services, ana) == ["21 call called"]
    with pytest.raises(InvalidInputError, match="future"):
        services.touches.edit(touch.id, on=TODAY + DAY)
    with pytest.raises(InvalidInputError, match="kind"):
        services.touches.edit(touch.id, kind="nonsense")
    services.touches.remove(touch.id)
    assert timeline(services, ana) == []
    with pytest.raises(NotFoundError):
        services.touches.remove(touch.id)
    services.undo()
    assert timeline(services, ana) == ["21 call called"]


def test_a_to_do_is_corrected_and_removed(services: Services, ana: Contact) -> None:
    item = services.follow_ups.note(ana.id, "read the papper")
    services.follow_ups.edit(item.id, text="read the paper", due=TODAY + 5 * DAY)
    assert [line.owed.title for line in services.overview.owed()] == ["read the paper"]
    with pytest.raises(InvalidInputError, match="empty"):
        services.follow_ups.edit(item.id, text=" ")
    with pytest.raises(RuleError, match="can't become another kind"):
        services.follow_ups.edit(item.id, kind="introduction")
    services.follow_ups.remove(item.id)
    assert services.context.repository.all(FollowUp) == ()


def test_the_timeline_follows_the_day_of_a_conversation(services: Services, ana: Contact) -> None:
    interview = written_up(services, ana)
    services.interviews.thank(ana.id)
    services.interviews.edit(interview.id, "x", held_on=TODAY - 2 * DAY, thanked_on=TODAY - DAY)
    assert {"21 meeting", "22 thank_you"} <= set(timeline(services, ana))
    with pytest.raises(InvalidInputError, match="future"):
        services.interviews.edit(interview.id, "x", held_on=TODAY + DAY)
    with pytest.raises(InvalidInputError, match="minutes"):
        services.interviews.edit(interview.id, "x", minutes=0)


def test_an_answer_and_a_note_are_corrected(services: Services, ana: Contact) -> None:
    question = PlannedQuestion(text="What fills a Tuesday?", answer="calls", state="asked")
    note = TimedNote(at=NOW, text="half of it is calls")
    interview = services.interviews.met(ana.id)
    services.interviews.edit(interview.id, "x", plan=(question,), notes=(note,))
    services.interviews.answer(interview.id, question, "talking to operators")
    edited = services.interviews.correct_note(interview.id, note, "")
    assert edited.plan[0].answer == "talking to operators"
    assert edited.notes == ()


def test_what_was_said_about_a_to_do_outlives_it(services: Services, ana: Contact) -> None:
    item = services.follow_ups.note(ana.id, "read the paper")
    services.follow_ups.told(item.id)
    services.follow_ups.remove(item.id)
    (touch,) = services.context.repository.all(Touch)
    assert (touch.kind, touch.about) == ("update", None)


def test_a_person_whose_introducer_was_only_chosen_stays(services: Services, ana: Contact) -> None:
    teo = services.contacts.add("Teo Maran", introduced_by=ana.id)
    (item,) = services.context.repository.all(FollowUp)
    assert services.follow_ups.remove(item.id) is None
    assert services.contacts.get(teo.id).introduced_by is None


def test_each_day_moves_its_own_entry(services: Services, ana: Contact) -> None:
    services.requests.ask(ana.id)
    interview = services.scheduling.schedule(ana.id, TODAY + 4 * DAY, time(15))
    services.interviews.edit(interview.id, "x", requested_on=TODAY - 3 * DAY, agreed_on=TODAY - DAY)
    assert timeline(services, ana) == [
        "22 message agreed: Fri 27 Nov, 15:00",
        "20 message asked to talk",
    ]


def test_an_entry_and_its_conversation_say_the_same_day(services: Services, ana: Contact) -> None:
    interview = written_up(services, ana)
    entry = next(
        touch for touch in services.context.repository.all(Touch) if touch.kind == "meeting"
    )
    services.touches.edit(entry.id, on=TODAY - 2 * DAY)
    assert services.context.repository.get(Interview, interview.id) == interview.but(
        held_on=TODAY - 2 * DAY, rev=services.context.repository.revision
    )
    with pytest.raises(InvalidInputError, match="can't have talked on Wed 18 Nov: you asked"):
        services.touches.edit(entry.id, on=TODAY - 5 * DAY)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"held_on": TODAY - 4 * DAY}, "can't have talked"),
        ({"thanked_on": TODAY - 2 * DAY}, "can't have thanked them"),
        ({"requested_on": TODAY}, "can't have talked"),
    ],
)
def test_days_stay_in_order(
    services: Services, ana: Contact, days: dict[str, date], words: str
) -> None:
    interview = written_up(services, ana)
    services.interviews.thank(ana.id)
    with pytest.raises(InvalidInputError, match=words):
        services.interviews.edit(interview.id, "x", **days)


def test_nobody_is_thanked_before_you_talked(services: Services, ana: Contact) -> None:
    interview = services.requests.ask(ana.id)
    with pytest.raises(InvalidInputError, match="haven't talked yet"):
        services.interviews.edit(interview.id, "x", thanked_on=TODAY)


def test_what_was_learned_is_not_taken_for_a_note(services: Services, ana: Contact) -> None:
    services.scheduling.schedule(ana.id, TODAY, time(8))
    interview = services.overview.dossiers()[0].interviews[0]
    services.conversations.begin(interview.id).note("half of it is calls")
    saved = services.debriefing.save(interview.id, DebriefDraft(learned="start smaller"))
    assert [note.text for note in saved.interview.notes] == ["half of it is calls"]
    assert saved.interview.debrief is not None
    assert saved.interview.debrief.learned == "start smaller"
