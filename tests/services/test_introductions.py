"""Whom a contact suggested: one rule, whether outside an interview, as an answer, or after it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from infoint_tui.domain.basics.errors import InvalidInputError, RuleError
from infoint_tui.domain.conversation.debrief import DebriefDraft
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
