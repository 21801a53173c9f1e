"""Deleting people: what goes along, what the others keep, and one undo that brings it all back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from infoint_tui.domain.basics.errors import NotFoundError
from infoint_tui.domain.conversation.debrief import DebriefDraft
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.container import Services
from tests.services.conftest import DAY, TODAY


def tables(services: Services) -> dict[str, Any]:
    """Everything in the file but its history, to the byte."""
    found = json.loads(services.context.repository.path.read_bytes())
    return {name: json.dumps(found[name]) for name in found if name not in ("history", "_meta")}


@pytest.fixture
def teo(services: Services, ana: Contact) -> Contact:
    """Someone Ana suggested, and talked with since; Kit came through him."""
    teo = services.contacts.introduce(ana.id, SuggestedPerson(name="Teo Maran")).contact
    services.requests.ask(teo.id, TODAY - 3 * DAY)
    services.interviews.met(teo.id, TODAY - DAY, "models are the easy half")
    services.follow_ups.note(teo.id, "read the paper")
    services.contacts.introduce(teo.id, SuggestedPerson(name="Kit Marlow"))
    return services.contacts.get(teo.id)


def test_all_that_hangs_on_someone_goes_along_and_one_undo_brings_it_back(
    services: Services, teo: Contact
) -> None:
    before = tables(services)
    told = services.removing.what_goes([teo.id])
    assert told.sentence == "1 conversation, 3 entries and 2 to-dos go too."
    assert tables(services) == before
    assert services.removing.delete([teo.id]) == told
    repository = services.context.repository
    for kind in (Interview, FollowUp, Touch):
        assert {each.contact_id for each in repository.all(kind)} <= {  # type: ignore[attr-defined]
            services.contacts.find("Ana Ruiz").id
        }
    assert {row.name for row in services.overview.rows()} == {"Ana Ruiz", "Kit Marlow"}
    assert services.undo() == "delete Teo Maran"
    assert tables(services) == before
    assert services.redo() == "delete Teo Maran"
    assert {row.name for row in services.overview.rows()} == {"Ana Ruiz", "Kit Marlow"}


def test_the_others_keep_the_name_and_nothing_is_owed_about_someone_who_is_gone(
    services: Services, ana: Contact, teo: Contact
) -> None:
    services.context.repository.transact(
        "promise an introduction",
        lambda tx: tx.put(
            FollowUp(
                id="promised",
                contact_id=ana.id,
                kind="introduction",
                text="Teo again",
                owed_by="them",
                noted_on=TODAY,
                led_to=teo.id,
            )
        ),
    )
    services.removing.delete([teo.id])
    items = services.context.repository.by(FollowUp, "contact_id")[ana.id]
    assert [(item.text, item.led_to, item.person_gone) for item in items] == [
        ("Teo Maran", None, True),
        ("Teo again", None, True),
    ]
    assert services.overview.owed() == ()
    kit = services.overview.dossier(services.contacts.find("Kit").id)
    assert kit is not None
    assert (kit.contact.introduced_by, kit.introducer_name) == (None, "Teo Maran")


def test_the_name_of_an_introducer_who_is_gone_gives_way_to_another(
    services: Services, ana: Contact, teo: Contact
) -> None:
    services.removing.delete([teo.id])
    kit = services.contacts.find("Kit")
    # Someone who suggests them as well does not become the one who introduced them.
    services.contacts.introduce(ana.id, SuggestedPerson(name="Kit Marlow"))
    kit = services.contacts.get(kit.id)
    assert (kit.introduced_by, kit.introducer_name) == (None, "Teo Maran")
    edited = services.contacts.edit(kit.id, introduced_by=ana.id)
    assert (edited.introduced_by, edited.introducer_name) == (ana.id, "")


def test_someone_suggested_again_after_they_were_deleted_can_be_asked(
    services: Services, ana: Contact, teo: Contact
) -> None:
    services.removing.delete([teo.id])
    again = services.contacts.introduce(ana.id, SuggestedPerson(name="Teo Maran")).contact
    items = services.context.repository.by(FollowUp, "contact_id")[ana.id]
    assert [(item.led_to, item.person_gone) for item in items] == [(again.id, False)]
    assert "reach_out" in {line.owed.kind for line in services.overview.owed()}


def test_a_write_up_that_is_saved_again_brings_nobody_back(
    services: Services, ana: Contact
) -> None:
    services.requests.ask(ana.id, TODAY - 3 * DAY)
    interview = services.interviews.met(ana.id, TODAY - DAY)
    draft = DebriefDraft(names=(SuggestedPerson(name="Teo Maran"),))
    services.debriefing.save(interview.id, draft)
    services.removing.delete([services.contacts.find("Teo Maran").id])
    before = tables(services)
    again = services.debriefing.draft(interview.id)
    assert again.names == draft.names  # the name is still in the write-up
    services.debriefing.save(interview.id, again)
    assert tables(services) == before
    services.debriefing.save(interview.id, again.but(names=(SuggestedPerson(name="Tea Maran"),)))
    assert {row.name for row in services.overview.rows()} == {"Ana Ruiz", "Tea Maran"}


def test_a_whole_line_of_introducers_is_deleted_at_once(
    services: Services, ana: Contact, teo: Contact
) -> None:
    kit = services.contacts.find("Kit")
    services.contacts.introduce(kit.id, SuggestedPerson(name="Lou Field"))
    before = tables(services)
    assert services.removing.delete([kit.id, ana.id, teo.id, ana.id]).who == (
        "Kit Marlow, Ana Ruiz and Teo Maran"
    )
    lou = services.contacts.find("Lou")
    assert lou.introducer_name == "Kit Marlow"
    assert services.context.repository.all(FollowUp) == ()
    services.undo()
    assert tables(services) == before
    services.removing.delete([teo.id])
    services.removing.delete([ana.id])
    assert services.contacts.find("Kit").introducer_name == "Teo Maran"


def test_forty_people_are_one_step(services: Services) -> None:
    people = [services.contacts.add(f"Person {number}") for number in range(40)]
    before = tables(services)
    goes = services.removing.delete([each.id for each in people])
    assert (goes.who, goes.sentence) == ("40 people", "")
    assert services.overview.rows() == ()
    assert services.undo() == "delete 40 people"
    assert tables(services) == before


def test_someone_who_is_gone_already_is_not_deleted_again(services: Services, ana: Contact) -> None:
    services.removing.delete([ana.id])
    with pytest.raises(NotFoundError):
        services.removing.delete([ana.id])
