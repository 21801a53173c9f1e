"""Exporting and importing again: what goes out comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics import progress
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import InfointError, InvalidInputError
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.search.query import parse_query
from infoint_tui.exchange.outgoing import WriteOptions
from infoint_tui.services.container import Services
from infoint_tui.services.sample import fill


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """The sample people; the tests only read them."""
    from tests.services.conftest import NOW

    path = tmp_path_factory.mktemp("full") / "people.json"
    services = build_services(path, clock=FixedClock(NOW), settings=Settings())
    fill(services.context)
    return services


def test_json_comes_back_byte_for_byte(full: Services, services: Services, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    full.exporting.to_file("json", None, path)
    services.importing.run(path)
    assert services.exporting.text("json", None) == path.read_text()
    revision = services.overview.revision
    report = services.importing.run(path)
    assert (report.created, report.updated) == (0, 0)
    assert services.overview.revision == revision
    services.context.repository.undo()
    assert services.overview.rows() == ()


def test_a_part_of_the_people_goes_out_with_what_is_theirs(
    full: Services, services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "some.json"
    ids = full.exporting.matching(parse_query("org:lumen"))
    full.exporting.to_file("json", ids, path)
    services.importing.run(path)
    assert {row.id for row in services.overview.rows()} == set(ids)
    interviews = services.context.repository.all(Interview)
    assert interviews
    assert {each.contact_id for each in interviews} <= set(ids)
    ana = next(each for each in services.context.repository.all(Contact) if each.name == "Ana Ruiz")
    assert (ana.introduced_by, ana.introducer_name) == (None, "Mira Okafor")


def test_records_go_to_whom_the_people_in_the_file_became(
    services: Services, tmp_path: Path, clock: FixedClock
) -> None:
    other = build_services(tmp_path / "other.json", clock=clock, settings=Settings())
    theirs = other.contacts.add("Ana Ruiz", emails=("ana@example.com",))
    other.requests.ask(theirs.id, None, None)
    other.contacts.add("Bo Lindqvist", introduced_by=theirs.id)
    path = tmp_path / "all.json"
    other.exporting.to_file("json", None, path)
    mine = services.contacts.add("Ana Ruiz", emails=("ana@example.com",))
    services.importing.run(path)
    (interview,) = services.context.repository.all(Interview)
    assert interview.contact_id == mine.id
    assert services.contacts.find("Bo Lindqvist").introduced_by == mine.id


def test_a_card_comes_back_to_the_same_person(services: Services, tmp_path: Path) -> None:
    ana = services.contacts.add("Ana Ruiz", phones=("5550100",), tags=("grid",))
    folder = tmp_path / "cards"
    everyone = services.exporting.matching(parse_query(""))
    assert services.exporting.to_folder("vcard", everyone, folder).folder is not None
    (card,) = folder.glob("*.vcf")
    services.contacts.edit(ana.id, title="Planner")
    card.write_bytes(card.read_bytes().replace(b"END:", b"EMAIL:ana@example.com\r\nEND:"))
    done = services.exporting.to_folder("vcard", everyone, folder).folder
    assert done is not None
    assert done.elsewhere == (card.name,)
    report = services.importing.run(card)
    assert (report.created, report.updated) == (0, 1)
    done = services.exporting.to_folder("vcard", everyone, folder).folder
    assert done is not None
    assert (done.written, done.elsewhere) == (1, ())
    text = card.read_text()
    assert "TITLE:Planner" in text
    assert "ana@example.com" in text


def test_people_set_aside_stay_unless_they_are_asked_for(services: Services) -> None:
    bo = services.contacts.add("Bo Lindqvist")
    services.contacts.set_aside([bo.id], "later")
    assert services.exporting.matching(parse_query("")) == ()
    assert services.exporting.matching(parse_query("standing:set_aside")) == (bo.id,)


def test_nothing_is_overwritten_unasked(services: Services, tmp_path: Path) -> None:
    services.contacts.add("Ana Ruiz")
    path = tmp_path / "people.csv"
    path.write_text("mine")
    with pytest.raises(InfointError, match="already exists"):
        services.exporting.to_file("csv", (), path)
    assert path.read_text() == "mine"
    services.exporting.to_file("csv", (), path, may_overwrite=True)
    assert path.read_text() != "mine"
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(InvalidInputError, match="one file"):
        services.exporting.to_folder("csv", (), tmp_path)


class StopError(Exception):
    """The user pressed esc."""


def test_an_export_that_is_stopped_writes_nothing_or_goes_on_from_there(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "STEP", 1)
    people = [services.contacts.add(name).id for name in ("Ana", "Bo", "Cy")]

    def stop(at: int) -> WriteOptions:
        def tell(done: int, total: int) -> None:
            assert total == 3
            if done == at:
                raise StopError

        return WriteOptions(progress=tell)

    file, folder = tmp_path / "people.vcf", tmp_path / "cards"
    for at in (1, 3):
        with pytest.raises(StopError):
            services.exporting.to_file("vcard", people, file, stop(at))
    assert not file.exists()
    with pytest.raises(StopError):
        services.exporting.to_folder("vcard", people, folder, stop(2))
    done = services.exporting.to_folder("vcard", people, folder).folder
    assert done is not None
    assert (done.written, done.unchanged, done.elsewhere) == (1, 2, ())


def test_the_calendar_of_one_conversation(services: Services, ana: Contact, tmp_path: Path) -> None:
    interview = services.requests.ask(ana.id, None, None)
    path = tmp_path / "ana.ics"
    with pytest.raises(InvalidInputError, match="No time"):
        services.exporting.invitation(interview.id, path)
    from datetime import date, time

    services.scheduling.schedule(ana.id, date(2026, 12, 3), time(15), None, place="Cafe Lumen")
    assert "LOCATION:Cafe Lumen" in services.exporting.invitation(interview.id, path).read_text()
