"""The overview asks the rules once for each version, about the people whose records changed."""

from __future__ import annotations

from collections import Counter
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from tests.services.conftest import DAY, TODAY


class CountingSettings(Settings):
    """Settings that count how often each is asked for."""

    def __getattribute__(self, name: str) -> Any:
        if name in Settings.model_fields:
            asked[name] += 1
        return super().__getattribute__(name)


asked: Counter[str] = Counter()


def waiting(services: Services, name: str) -> Contact:
    """Someone who was asked and has not answered: the rule for the nudge looks at the settings."""
    contact = services.contacts.add(name)
    services.requests.ask(contact.id)
    return contact


def test_one_change_asks_the_rules_once_and_only_about_the_person(
    tmp_path: Path, clock: FixedClock
) -> None:
    services = build_services(tmp_path / "people.json", clock=clock, settings=CountingSettings())
    ana, _ = waiting(services, "Ana"), waiting(services, "Ben")
    overview = services.overview
    overview.board()
    asked.clear()
    services.touches.log([ana.id], "wrote")
    overview.owed()
    for look in (overview.board, overview.owed, overview.entries):
        look()
    overview.card(ana.id)
    overview.dossier(ana.id)
    services.today.agenda()
    assert asked["nudge_after"] == 1


def test_the_board_is_the_same_until_something_changes(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    ben = waiting(services, "Ben")
    services.contacts.shortlist([ana.id])
    overview = services.overview
    board, card = overview.board(), overview.card(ben.id)
    clock.instant += timedelta(minutes=1)
    assert overview.board() is board
    services.touches.log([ana.id], "wrote")
    assert overview.board() is not board
    assert overview.card(ben.id) is card
    clock.instant += DAY
    again = overview.card(ben.id)
    assert again == card
    assert again is not card


def test_a_card_follows_what_happens_to_the_people_around(services: Services, ana: Contact) -> None:
    """What is owed to an introducer depends on the records of someone else."""
    services.contacts.shortlist([ana.id])
    services.contacts.introduce(ana.id, SuggestedPerson(name="Teo Maran"))
    teo = services.contacts.find("Teo Maran")

    def kinds() -> list[str]:
        card = services.overview.card(ana.id)
        return [item.kind for item in card.owed] if card else []

    assert kinds() == ["reach_out"]
    services.requests.ask(teo.id)
    assert kinds() == []
    services.interviews.met(teo.id)
    assert kinds() == ["tell_introducer"]
    services.undo()
    assert kinds() == []


def test_an_introduction_shows_with_both_even_if_nothing_else_is_known(
    services: Services, ana: Contact
) -> None:
    teo = Contact(id="teo", name="Teo Maran", introduced_by=ana.id)
    services.context.repository.transact("put", lambda tx: tx.put(teo))
    for shortlisted in ([], [ana.id], [ana.id, teo.id]):
        services.contacts.shortlist(shortlisted)
        giver, named = services.overview.dossier(ana.id), services.overview.dossier(teo.id)
        assert giver is not None
        assert named is not None
        assert [each.contact.name for each in giver.introduced.values()] == ["Teo Maran"]
        assert named.introducer == services.contacts.find("Ana Ruiz")


def test_the_end_of_an_interview_is_a_new_version(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    services.scheduling.schedule(ana.id, TODAY, time(10), minutes=30)
    overview = services.overview

    def first() -> str:
        card = overview.card(ana.id)
        assert card is not None
        (line,) = services.today.agenda().lines
        assert card.next is not None
        return f"{card.next.kind}, {line.kind}"

    before = overview.version
    assert first() == "prepare, prepare"
    clock.instant += timedelta(minutes=89)
    assert overview.version == before
    clock.instant += timedelta(minutes=1)
    assert overview.version != before
    assert first() == "outcome, outcome"


def test_notes_that_nobody_takes_anymore_are_a_new_version(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    interview = services.scheduling.schedule(ana.id, TODAY, time(9))
    services.conversations.begin(interview.id).note("shifts")
    overview = services.overview
    clock.instant += timedelta(minutes=20)
    over = overview.board()
    clock.instant += timedelta(minutes=29)
    assert overview.board() is over
    clock.instant += timedelta(minutes=1)
    assert overview.board() is not over


@pytest.mark.parametrize("table", ["touches", "follow_ups"])
def test_a_damaged_record_of_somebody_off_the_board_hides_nothing(
    services: Services, ana: Contact, table: str
) -> None:
    ben = waiting(services, "Ben")
    services.touches.log([ben.id], "wrote")
    services.follow_ups.note(ben.id, "read the report")
    services.contacts.set_aside([ben.id], "not a fit")
    services.contacts.shortlist([ana.id])
    repository = services.context.repository
    documents = msgspec.json.decode(repository.path.read_bytes())
    next(iter(documents[table].values()))["rev"] = "odd"
    repository.path.write_bytes(msgspec.json.encode(documents))
    repository.refresh()
    assert services.overview.card(ana.id) is not None
    if table == "contacts":
        assert services.overview.dossier(ben.id) is None
    else:
        list(services.overview.dossier(ben.id).touches)  # type: ignore[union-attr]
    assert [(each.table, each.key) for each in repository.unreadable] == [(table, "1")]


def test_a_timeline_is_read_when_someone_looks_at_it(services: Services, ana: Contact) -> None:
    services.contacts.shortlist([ana.id])
    for days, text in ((3, "met"), (1, "wrote"), (2, "called")):
        services.touches.log([ana.id], text, on=TODAY - days * DAY)
    card, dossier = services.overview.card(ana.id), services.overview.dossier(ana.id)
    assert card is not None
    assert dossier is not None
    assert dossier.last_touch == TODAY - DAY
    assert [each.text for each in dossier.touches] == ["wrote", "called", "met"]
    services.touches.log([ana.id], "followed", on=TODAY)
    assert card.dossier.last_touch == TODAY - DAY
    assert len(card.dossier.touches) == 3
    again = services.overview.dossier(ana.id)
    assert again is not None
    assert again.last_touch == TODAY
    assert again.touches[0].text == "followed"


@pytest.mark.parametrize("day", ["2026-11-22T00:00:00", 1795305600])
def test_a_day_that_another_program_wrote_in_its_own_way_counts(
    services: Services, ana: Contact, day: object
) -> None:
    services.touches.log([ana.id], "met", on=TODAY - 9 * DAY)
    repository = services.context.repository
    documents = msgspec.json.decode(repository.path.read_bytes())
    documents["touches"]["1"]["on"] = day
    repository.path.write_bytes(msgspec.json.encode(documents))
    repository.refresh()
    dossier = services.overview.dossier(ana.id)
    assert dossier is not None
    assert dossier.last_touch == TODAY - DAY
