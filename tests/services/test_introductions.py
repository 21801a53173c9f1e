"""Whom a contact suggested: one rule, whether outside an interview, as an answer, or after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import InvalidInputError, RuleError
from infoint_tui.domain.conversation.debrief import DebriefDraft
from infoint_tui.domain.follow_through.board import Card
from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.container import Services
from tests.services.test_debriefing import tables

Way = Callable[[Services, str, SuggestedPerson], None]


def told(services: Services, giver: str, person: SuggestedPerson) -> None:
    services.contacts.introduce(giver, person)


def answered(services: Services, giver: str, person: SuggestedPerson) -> None:
    services.requests.referred(giver, person)


def debriefed(services: Services, giver: str, person: SuggestedPerson) -> None:
    interview = services.debriefing.interview_of(giver)
    services.debriefing.save(interview.id, DebriefDraft(names=(person,)))


@pytest.fixture
def ready(services: Services, ana: Contact) -> Services:
    """Ana was talked with, and asked once more."""
    services.interviews.met(ana.id)
    services.requests.ask(ana.id)
    return services


EVERY_WAY = pytest.mark.parametrize("way", [told, answered, debriefed])


@EVERY_WAY
def test_whoever_is_known_is_linked(
    ready: Services, ana: Contact, tmp_path: Path, way: Way
) -> None:
    bo = ready.contacts.add("Bo Lindqvist", title="Planner")
    before = tables(tmp_path / "people.json")
    way(ready, ana.id, SuggestedPerson(name="bo lindqvist", organization="Acme", title="boss"))
    now = ready.contacts.get(bo.id)
    assert (now.standing, now.introduced_by) == ("shortlisted", ana.id)
    assert (now.name, now.title, now.organization) == ("Bo Lindqvist", "Planner", "Acme")
    assert len(ready.overview.rows()) == 2
    (item,) = ready.context.repository.all(FollowUp)
    assert (item.kind, item.contact_id, item.led_to) == ("introduction", ana.id, bo.id)
    touches = [each for each in ready.context.repository.all(Touch) if each.kind == "introduction"]
    assert [(each.text, each.direction) for each in touches] == [("suggested Bo Lindqvist", "in")]
    ready.undo()
    assert tables(tmp_path / "people.json") == before


@EVERY_WAY
def test_of_namesakes_none_is_meant_and_nobody_names_themselves(
    ready: Services, ana: Contact, way: Way
) -> None:
    for place in ("Opal", "Quarry"):
        ready.contacts.add("Bo Lindqvist", organization=place)
    with pytest.raises(InvalidInputError, match="cannot suggest themselves"):
        way(ready, ana.id, SuggestedPerson(name="ana ruiz"))
    way(ready, ana.id, SuggestedPerson(name="Bo Lindqvist", title="Planner"))
    *known, new = ready.overview.rows()
    assert (len(known), new.title, new.standing) == (3, "Planner", "shortlisted")
    assert ready.contacts.get(new.id).introduced_by == ana.id


def test_whom_they_named_before_is_not_noted_twice(ready: Services, ana: Contact) -> None:
    bo = SuggestedPerson(name="Bo Lindqvist")
    first = ready.contacts.introduce(ana.id, bo)
    assert first.words("Ana Ruiz") == "Added Bo Lindqvist to Ask, suggested by Ana Ruiz"
    with pytest.raises(RuleError, match="Ana Ruiz already suggested Bo Lindqvist"):
        ready.contacts.introduce(ana.id, bo)
    again = ready.requests.referred(ana.id, bo)
    assert (
        again.words("Ana Ruiz") == "Bo Lindqvist, already in your contacts, suggested by Ana Ruiz"
    )
    assert len(ready.context.repository.all(FollowUp)) == 1


@EVERY_WAY
def test_whoever_was_asked_before_was_not_introduced(
    ready: Services, ana: Contact, clock: FixedClock, way: Way
) -> None:
    ola = ready.contacts.add("Ola Berg")
    ready.requests.ask(ola.id)
    clock.instant += timedelta(days=1)
    way(ready, ana.id, SuggestedPerson(name="Ola Berg"))
    ready.interviews.met(ola.id)
    ready.interviews.thank(ola.id)
    assert ready.contacts.get(ola.id).introduced_by is None
    dossier, (item,) = _ana(ready, ana), ready.context.repository.all(FollowUp)
    assert (item.done_on, item.told_on) == (None, None)
    assert not dossier.is_introduction(item)
    assert "tell_introducer" not in _owed_to(ready, ana)
    found = ready.insights.findings()
    assert found.tree.is_empty
    assert found.introductions.is_empty


def test_on_the_same_day_the_order_of_the_entries_counts(ready: Services, ana: Contact) -> None:
    ola, bo = ready.contacts.add("Ola Berg"), SuggestedPerson(name="Bo Lindqvist")
    ready.requests.ask(ola.id)
    told(ready, ana.id, SuggestedPerson(name="Ola Berg"))
    told(ready, ana.id, bo)
    lind = next(row for row in ready.overview.rows() if row.name == bo.name)
    for person in (ola.id, lind.id):
        if person == lind.id:
            ready.requests.ask(person)
        ready.interviews.met(person)
    assert ready.contacts.get(ola.id).introduced_by is None
    assert ready.contacts.get(lind.id).introduced_by == ana.id
    (owed,) = (each for each in _card(ready, ana).owed if each.kind == "tell_introducer")
    assert owed.title == "tell them how it went with Bo Lindqvist"


def test_a_request_dated_before_the_suggestion_takes_the_introducer_back(
    ready: Services, ana: Contact
) -> None:
    told(ready, ana.id, SuggestedPerson(name="Ola Berg"))
    ola = next(row for row in ready.overview.rows() if row.name == "Ola Berg")
    assert ready.contacts.get(ola.id).introduced_by == ana.id
    ready.requests.ask(ola.id, ready.context.today - timedelta(days=1))
    assert ready.contacts.get(ola.id).introduced_by is None
    ready.undo()
    asked = ready.requests.ask(ola.id)
    ready.interviews.edit(asked.id, "correct", requested_on=ready.context.today - timedelta(days=1))
    assert ready.contacts.get(ola.id).introduced_by is None


def test_who_introduced_them_is_the_user_s_to_say(ready: Services, ana: Contact) -> None:
    ola = ready.contacts.add("Ola Berg")
    ready.requests.ask(ola.id, ready.context.today - timedelta(days=2))
    told(ready, ana.id, SuggestedPerson(name="Ola Berg"))
    ready.contacts.edit(ola.id, introduced_by=ana.id)
    ready.interviews.met(ola.id)
    assert ready.contacts.get(ola.id).introduced_by == ana.id
    assert "tell_introducer" in _owed_to(ready, ana)


def test_a_name_noted_and_settled_on_one_day_counts(ready: Services, ana: Contact) -> None:
    told(ready, ana.id, SuggestedPerson(name="Bo Lindqvist"))
    bo = next(row for row in ready.overview.rows() if row.name == "Bo Lindqvist")
    ready.requests.ask(bo.id)
    ready.interviews.met(bo.id)
    (item,) = ready.context.repository.all(FollowUp)
    ready.follow_ups.told(item.id)
    counted = ready.insights.findings().introductions
    assert (counted.named, counted.asked, counted.met, counted.told) == (1, 1, 1, 1)


def _ana(services: Services, ana: Contact) -> Dossier:
    dossier = services.overview.dossier(ana.id)
    assert dossier
    return dossier


def _card(services: Services, ana: Contact) -> Card:
    card = services.overview.card(ana.id)
    assert card
    return card


def _owed_to(services: Services, ana: Contact) -> list[str]:
    return [each.kind for each in _card(services, ana).owed]


@pytest.mark.parametrize("known", [True, False])
def test_whether_the_giver_may_be_mentioned_is_kept_and_corrected(
    services: Services, ana: Contact, known: bool
) -> None:
    if known:
        services.contacts.add("Teo Maran")
    interview = services.interviews.met(ana.id)
    teo = SuggestedPerson(name="Teo Maran")

    def said() -> bool | None:
        (item,) = services.context.repository.all(FollowUp)
        return item.may_mention

    for answer in (None, True, False, None):
        draft = services.debriefing.draft(interview.id)
        person = teo.but(may_mention=answer)
        saved = services.debriefing.save(interview.id, draft.but(names=(person,)))
        assert said() is answer
        assert services.debriefing.draft(interview.id).names == (person,)
        assert saved.removed == saved.gone == ()
    services.contacts.introduce(ana.id, teo.but(may_mention=True))
    assert said() is True
    with pytest.raises(RuleError, match="already suggested"):
        services.contacts.introduce(ana.id, teo)
    assert said() is True, "nothing new was said"
