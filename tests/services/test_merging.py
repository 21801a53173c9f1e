"""Two people become one: every reference moves, nothing is owed twice, and one undo parts them."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from infoint_tui.domain.basics.errors import InvalidInputError, NotFoundError
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.container import Services
from tests.services.conftest import DAY, TODAY
from tests.services.test_removing import tables

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ANA = "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Lumen Energy GmbH,Data lead,01 Dec 2025\n"
ELSEWHERE = "Ana,Ruiz,,,Tide Power,Data lead,02 Dec 2025\n"


def introduce(services: Services, giver: Contact, name: str, organization: str = "") -> Contact:
    person = SuggestedPerson(name=name, organization=organization)
    return services.contacts.introduce(giver.id, person).contact


def references(services: Services) -> set[str]:
    """The ids of people that any record refers to."""
    repository = services.context.repository
    found = {each.introduced_by for each in repository.all(Contact)}
    for kind in (Interview, FollowUp, Touch):
        found |= {each.contact_id for each in repository.all(kind)}  # type: ignore[attr-defined]
    found |= {each.led_to for each in repository.all(FollowUp)}
    return {each for each in found if each}


def test_someone_added_by_hand_and_then_imported_becomes_one_person_again(
    services: Services, ana: Contact, tmp_path: Path
) -> None:
    services.requests.ask(ana.id)
    file = tmp_path / "Connections.csv"
    file.write_text(HEADER + ANA, "utf-8")
    report = services.importing.run(file)
    assert report.created == 1
    assert "the same person as Ana Ruiz" in report.differences[0]
    (suspects,) = services.merging.suspects()
    assert suspects.reasons == ("same name and organization",)
    before = tables(services)

    pair = services.merging.likely_pair(suspects.second.id, suspects.first.id)
    assert pair.first.id == ana.id  # the one with the request
    assert [each.field.key for each in pair.choices] == ["organization"]
    merged = services.merging.merge(pair.first.id, pair.second.id, ["organization"])
    assert merged.organization == "Lumen Energy GmbH"
    assert merged.links == ("https://www.linkedin.com/in/ana-ruiz",)
    dossier = services.overview.dossier(merged.id)
    assert dossier is not None
    assert dossier.open_interview() is not None
    assert services.merging.suspects() == ()

    again = services.importing.run(file)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    assert services.undo() == "merge two people into Ana Ruiz"
    assert tables(services) == before


def test_both_rows_of_two_who_were_imported_are_recognized_after_a_merge(
    services: Services, tmp_path: Path
) -> None:
    file = tmp_path / "Connections.csv"
    no_link = ANA.replace("https://www.linkedin.com/in/ana-ruiz", "")
    file.write_text(HEADER + no_link + ELSEWHERE, "utf-8")
    assert services.importing.run(file).created == 2
    one, other = services.context.repository.all(Contact)
    services.merging.merge(one.id, other.id)
    again = services.importing.run(file)
    assert (again.created, again.ambiguous, again.unchanged) == (0, 0, 2)


def test_every_reference_moves(services: Services, ana: Contact) -> None:
    mira = services.contacts.add("Mira Okafor")
    other = services.contacts.add("Ana R.", introduced_by=mira.id)
    kit = introduce(services, other, "Kit Marlow")
    services.requests.ask(other.id, TODAY - 3 * DAY)
    services.interviews.met(other.id, TODAY - DAY, "models are the easy half")
    services.follow_ups.note(other.id, "read the paper")
    services.touches.log([ana.id, other.id], "coffee")
    before = tables(services)
    merged = services.merging.merge(ana.id, other.id)
    assert references(services) == {ana.id, mira.id, kit.id}
    assert merged.introduced_by == mira.id
    assert services.contacts.get(kit.id).introduced_by == ana.id
    dossier = services.overview.dossier(ana.id)
    assert dossier is not None
    assert [len(each) for each in (dossier.interviews, dossier.follow_ups)] == [1, 2]
    (told,) = services.context.repository.by(FollowUp, "contact_id")[mira.id]
    assert told.led_to == ana.id
    services.undo()
    assert tables(services) == before
    services.redo()
    assert references(services) == {ana.id, mira.id, kit.id}


def test_two_introductions_by_one_person_become_one(services: Services, ana: Contact) -> None:
    mira = services.contacts.add("Mira Okafor")
    services.contacts.shortlist([mira.id])
    introduce(services, mira, "Ana Ruiz", "Lumen Energy")
    other = introduce(services, mira, "Anita Ruiz")
    assert len(services.context.repository.by(FollowUp, "contact_id")[mira.id]) == 2
    services.merging.merge(ana.id, other.id)
    (item,) = services.context.repository.by(FollowUp, "contact_id")[mira.id]
    assert item.led_to == ana.id
    entries = services.context.repository.by(Touch, "contact_id")[mira.id]
    assert {each.about for each in entries} == {item.id}
    owed = [line.owed for line in services.overview.owed() if line.contact.id == mira.id]
    assert [each.title for each in owed] == ["write to Ana Ruiz"]


def test_someone_suggested_after_they_were_asked_was_not_introduced(
    services: Services, ana: Contact
) -> None:
    services.requests.ask(ana.id, TODAY - 3 * DAY)
    mira = services.contacts.add("Mira Okafor")
    other = introduce(services, mira, "Anita Ruiz")
    assert services.contacts.get(other.id).introduced_by == mira.id
    assert services.merging.merge(ana.id, other.id).introduced_by is None


def test_what_both_gave_is_given_once(services: Services, ana: Contact) -> None:
    other = services.contacts.add("Ana R.")
    kit = introduce(services, ana, "Kit Marlow")
    introduce(services, other, "Kit Marlow")
    services.merging.merge(ana.id, other.id)
    items = services.context.repository.by(FollowUp, "contact_id")[ana.id]
    assert [item.led_to for item in items] == [kit.id]


@pytest.mark.parametrize("is_turned", [False, True])
def test_someone_and_their_own_introducer(
    services: Services, ana: Contact, is_turned: bool
) -> None:
    teo = introduce(services, ana, "Teo Maran")
    kit = introduce(services, teo, "Kit Marlow")
    pair = (teo.id, ana.id) if is_turned else (ana.id, teo.id)
    before = tables(services)
    merged = services.merging.merge(*pair)
    assert merged.introduced_by is None
    assert services.contacts.get(kit.id).introduced_by == merged.id
    assert references(services) == {merged.id, kit.id}
    items = services.context.repository.all(FollowUp)
    assert [(item.contact_id, item.led_to) for item in items] == [(merged.id, kit.id)]
    services.undo()
    assert tables(services) == before


def test_a_line_of_introducers_never_becomes_a_circle(services: Services, ana: Contact) -> None:
    teo = introduce(services, ana, "Teo Maran")
    kit = introduce(services, teo, "Kit Marlow")
    merged = services.merging.merge(kit.id, ana.id)
    assert merged.introduced_by is None
    assert services.contacts.get(teo.id).introduced_by == kit.id


def test_a_draft_goes_along(services: Services, ana: Contact) -> None:
    other = services.contacts.add("Ana R.")
    for each in (ana, other):
        draft = services.messages.draft(each.id, "ask")
        services.messages.keep(replace(draft, body=f"My own words for {each.name}"))
    keep = services.messages.draft(other.id, "keep_in_touch")
    services.messages.keep(replace(keep, body="Only here"))
    services.merging.merge(ana.id, other.id)
    assert services.messages.draft(ana.id, "ask").body == "My own words for Ana Ruiz"
    assert services.messages.draft(ana.id, "keep_in_touch").body == "Only here"


def test_one_person_alone_is_not_merged(services: Services, ana: Contact) -> None:
    with pytest.raises(InvalidInputError, match="Both are Ana Ruiz"):
        services.merging.merge(ana.id, ana.id)
    with pytest.raises(NotFoundError):
        services.merging.pair(ana.id, "nobody")
