"""A talk that goes on: every step is kept at once, and all of them are one step to undo."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.clock import FixedClock
from infoint_tui.domain.contact import Contact
from infoint_tui.domain.errors import NotFoundError, RuleError
from infoint_tui.domain.interview import Interview
from infoint_tui.domain.settings import Settings
from infoint_tui.services.suite import Services
from tests.services.conftest import NOW, TODAY

WORKER = Path(__file__).with_name("note_taker.py")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def talk(services: Services, ana: Contact) -> Interview:
    """A talk with two questions, today at ten."""
    talk = services.interviews.schedule(ana.id, TODAY, time(10), minutes=20)
    services.planning.add_own(talk.id, "First?")
    services.planning.add_own(talk.id, "Second?")
    return talk


def kept(services: Services, talk: Interview) -> Interview:
    found = services.desk.repository.get(Interview, talk.id)
    assert found is not None
    return found


def owed(services: Services) -> list[tuple[str, date]]:
    return [(line.owed.kind, line.owed.due) for line in services.overview.owed()]


def test_a_meeting_from_beginning_to_end_is_one_step_to_undo(
    services: Services, talk: Interview, clock: FixedClock
) -> None:
    before = kept(services, talk)
    steps = len(services.desk.repository.history())
    clock.instant += 62 * MINUTE
    meeting = services.meetings.begin(talk.id)
    assert (meeting.contact.name, meeting.is_rehearsal) == ("Ana Ruiz", False)
    assert meeting.question is not None
    assert (meeting.question.text, meeting.remaining) == ("First?", "20 min left of 20")

    clock.instant += 8 * MINUTE
    assert (meeting.minutes_left, meeting.remaining) == (12, "12 min left of 20")
    meeting.typing("how much of it")
    assert kept(services, talk).unfinished_note == "how much of it"
    slip = meeting.note("how much of it is talk")
    meeting.correct(slip, "much of it is talk")
    meeting.mark(meeting.question, "asked")
    meeting.note("Teo Maran, grid operations", "name")
    meeting.add_own("And why?")
    meeting.move(meeting.talk.plan[2], -1)
    meeting.mark(meeting.question, "skipped")
    assert [(each.text, each.state) for each in meeting.talk.plan] == [
        ("First?", "asked"),
        ("And why?", "skipped"),
        ("Second?", "planned"),
    ]
    meeting.answer(meeting.talk.plan[2], "because")
    assert meeting.question is None

    found = kept(services, talk)
    assert found == meeting.talk
    assert [(each.kind, each.text, each.question) for each in found.notes] == [
        ("note", "much of it is talk", "First?"),
        ("name", "Teo Maran, grid operations", "Second?"),
    ]
    assert (found.begun_at, found.unfinished_note) == (NOW + 62 * MINUTE, "")
    assert found.held_on is None
    assert len(services.desk.repository.history()) == steps + 1
    assert services.undo() == "notes of the talk with Ana Ruiz"
    assert kept(services, talk) == before
    services.redo()
    assert kept(services, talk).notes == found.notes


def test_another_change_between_two_notes_is_a_step_of_its_own(
    services: Services, talk: Interview, ana: Contact
) -> None:
    meeting = services.meetings.begin(talk.id)
    meeting.note("one")
    services.contacts.edit(ana.id, title="Data lead")
    meeting.note("two")
    labels = [step.label for step in services.desk.repository.history()[-3:]]
    notes = "notes of the talk with Ana Ruiz"
    assert labels == [notes, "edit Ana Ruiz", notes]
    services.undo()
    assert [note.text for note in kept(services, talk).notes] == ["one"]


def test_a_talk_that_was_never_agreed_is_asked_about_once_it_is_over(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    talk = services.planning.plan_talk(ana.id)
    services.meetings.begin(talk.id).add_own("Why?")
    card = services.overview.card(ana.id)
    assert card is not None
    assert card.column == "prepare"
    clock.instant += 20 * MINUTE
    assert owed(services) == [("outcome", TODAY)]


def test_a_look_begins_nothing(services: Services, ana: Contact, clock: FixedClock) -> None:
    talk = services.planning.plan_talk(ana.id)
    steps = len(services.desk.repository.history())
    meeting = services.meetings.begin(talk.id)
    clock.instant += 5 * MINUTE
    assert (meeting.has_begun, meeting.minutes_left) == (False, 15)
    assert (kept(services, talk), len(services.desk.repository.history())) == (talk, steps)
    meeting.typing("hal")
    meeting.typing("")
    assert (meeting.has_begun, meeting.minutes_left) == (False, 15)
    found = kept(services, talk)
    assert (found.begun_at, found.start, found.agreed_on) == (None, None, None)
    meeting.note("half")
    assert (meeting.has_begun, meeting.minutes_left) == (True, 15)
    found = kept(services, talk)
    assert (found.begun_at, found.start) == (NOW, NOW)
    assert services.meetings.begin(talk.id).has_begun

    moved = services.interviews.schedule(ana.id, TODAY + timedelta(days=7), time(10))
    assert (moved.begun_at, len(moved.notes)) == (None, 1)
    assert [kind for kind, _ in owed(services)] == ["prepare"]


def test_notes_outlast_a_step_taken_back(services: Services, ana: Contact) -> None:
    talk = services.planning.plan_talk(ana.id)
    services.meetings.begin(talk.id).note("one")
    services.interviews.take_back(ana.id)
    found = kept(services, talk)
    assert (found.start, found.agreed_on, len(found.notes)) == (None, None, 1)


def test_a_begun_talk_was_held_on_the_day_it_was_begun(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    talk = services.interviews.schedule(ana.id, TODAY + timedelta(days=7), time(10))
    services.meetings.begin(talk.id).note("one")
    assert owed(services) == [("outcome", TODAY)]
    clock.instant += timedelta(days=1)
    assert services.interviews.met(ana.id).held_on == TODAY
    with pytest.raises(RuleError, match="held already"):
        services.meetings.begin(talk.id)


def test_a_rehearsal_keeps_nothing(services: Services, talk: Interview) -> None:
    before = (kept(services, talk), services.overview.revision)
    meeting = services.meetings.rehearse(talk.id)
    assert meeting.question is not None
    meeting.note("one")
    meeting.mark(meeting.question, "asked")
    assert meeting.is_rehearsal
    assert meeting.question is not None
    assert (meeting.question.text, len(meeting.talk.notes)) == ("Second?", 1)
    assert (kept(services, talk), services.overview.revision) == before


def test_a_talk_that_is_gone_is_not_begun(services: Services, talk: Interview) -> None:
    meeting = services.meetings.begin(talk.id)
    for _ in range(3):  # two questions, the talk
        services.undo()
    with pytest.raises(NotFoundError, match="not there any more"):
        meeting.note("one")
    with pytest.raises(NotFoundError, match="not there any more"):
        services.meetings.rehearse(talk.id)


def test_a_kill_loses_nothing_that_was_acknowledged(talk: Interview, tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    command = [sys.executable, "-B", str(WORKER), str(path), talk.id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(11)]
        os.kill(process.pid, signal.SIGKILL)
        said += process.stdout.read().split("\n")[:-1]
    assert process.returncode == -signal.SIGKILL
    again = build_services(path, clock=FixedClock(NOW), settings=Settings())
    found = again.meetings.begin(talk.id).talk
    notes = [line for line in said if line.startswith("note")]
    assert notes
    assert [note.text for note in found.notes][: len(notes)] == notes
    if said[-1].startswith("typing") and len(found.notes) == len(notes):
        assert found.unfinished_note.startswith(said[-1])
    assert found.begun_at == NOW
