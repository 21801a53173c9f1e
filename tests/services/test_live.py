"""An interview that goes on: every step is kept at once, and all are one step to undo."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import LockedError, NotFoundError, RuleError
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from tests.services.conftest import NOW, TODAY

WORKER = Path(__file__).with_name("note_taker.py")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def interview(services: Services, ana: Contact) -> Interview:
    """An interview with two questions, today at ten."""
    interview = services.scheduling.schedule(ana.id, TODAY, time(10), minutes=20)
    services.planning.add_own(interview.id, "First?")
    services.planning.add_own(interview.id, "Second?")
    return interview


def kept(services: Services, interview: Interview) -> Interview:
    found = services.context.repository.get(Interview, interview.id)
    assert found is not None
    return found


def owed(services: Services) -> list[tuple[str, date]]:
    return [(line.owed.kind, line.owed.due) for line in services.overview.owed()]


def test_a_conversation_from_beginning_to_end_is_one_step_to_undo(
    services: Services, interview: Interview, clock: FixedClock
) -> None:
    before = kept(services, interview)
    steps = len(services.context.repository.history())
    clock.instant += 62 * MINUTE
    conversation = services.conversations.begin(interview.id)
    assert (conversation.contact.name, conversation.is_rehearsal) == ("Ana Ruiz", False)
    assert conversation.question is not None
    assert (conversation.question.text, conversation.remaining) == ("First?", "20 min left of 20")

    clock.instant += 8 * MINUTE
    assert (conversation.minutes_left, conversation.remaining) == (12, "12 min left of 20")
    conversation.typing("how much of it")
    assert kept(services, interview).unfinished_note == "how much of it"
    slip = conversation.note("how much of it is talk")
    conversation.correct(slip, "much of it is talk")
    conversation.mark(conversation.question, "asked")
    conversation.note("Teo Maran, grid operations", "name")
    conversation.add_own("And why?")
    conversation.move(conversation.interview.plan[2], -1)
    conversation.mark(conversation.question, "skipped")
    assert [(each.text, each.state) for each in conversation.interview.plan] == [
        ("First?", "asked"),
        ("And why?", "skipped"),
        ("Second?", "planned"),
    ]
    conversation.answer(conversation.interview.plan[2], "because")
    assert conversation.question is None

    found = kept(services, interview)
    assert found == conversation.interview
    assert [(each.kind, each.text, each.question) for each in found.notes] == [
        ("note", "much of it is talk", "First?"),
        ("name", "Teo Maran, grid operations", "Second?"),
    ]
    assert (found.begun_at, found.unfinished_note) == (NOW + 62 * MINUTE, "")
    assert found.held_on is None
    assert len(services.context.repository.history()) == steps + 1
    assert services.undo() == "notes on your conversation with Ana Ruiz"
    assert kept(services, interview) == before
    services.redo()
    assert kept(services, interview).notes == found.notes


def test_another_change_between_two_notes_is_a_step_of_its_own(
    services: Services, interview: Interview, ana: Contact
) -> None:
    conversation = services.conversations.begin(interview.id)
    conversation.note("one")
    services.contacts.edit(ana.id, title="Data lead")
    conversation.note("two")
    labels = [step.label for step in services.context.repository.history()[-3:]]
    notes = "notes on your conversation with Ana Ruiz"
    assert labels == [notes, "edit Ana Ruiz", notes]
    services.undo()
    assert [note.text for note in kept(services, interview).notes] == ["one"]


def test_an_interview_that_was_never_agreed_is_asked_about_once_it_is_over(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    interview = services.planning.plan_interview(ana.id)
    services.conversations.begin(interview.id).add_own("Why?")
    card = services.overview.card(ana.id)
    assert card is not None
    assert card.column == "prepare"
    clock.instant += 20 * MINUTE
    assert owed(services) == [("outcome", TODAY)]


def test_a_look_begins_nothing(services: Services, ana: Contact, clock: FixedClock) -> None:
    interview = services.planning.plan_interview(ana.id)
    steps = len(services.context.repository.history())
    conversation = services.conversations.begin(interview.id)
    clock.instant += 5 * MINUTE
    assert (conversation.has_begun, conversation.minutes_left) == (False, 15)
    assert (kept(services, interview), len(services.context.repository.history())) == (
        interview,
        steps,
    )
    conversation.typing("hal")
    conversation.typing("")
    assert (conversation.has_begun, conversation.minutes_left) == (False, 15)
    found = kept(services, interview)
    assert (found.begun_at, found.start, found.agreed_on) == (None, None, None)
    conversation.note("half")
    assert (conversation.has_begun, conversation.minutes_left) == (True, 15)
    found = kept(services, interview)
    assert (found.begun_at, found.start) == (NOW, NOW)
    assert services.conversations.begin(interview.id).has_begun

    moved = services.scheduling.schedule(ana.id, TODAY + timedelta(days=7), time(10))
    assert (moved.begun_at, len(moved.notes)) == (None, 1)
    assert [kind for kind, _ in owed(services)] == ["prepare"]


def test_notes_outlast_a_step_taken_back(services: Services, ana: Contact) -> None:
    interview = services.planning.plan_interview(ana.id)
    services.conversations.begin(interview.id).note("one")
    services.interviews.take_back(ana.id)
    found = kept(services, interview)
    assert (found.start, found.agreed_on, len(found.notes)) == (None, None, 1)


def test_a_begun_interview_was_held_on_the_day_it_was_begun(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    interview = services.scheduling.schedule(ana.id, TODAY + timedelta(days=7), time(10))
    services.conversations.begin(interview.id).note("one")
    assert owed(services) == [("outcome", TODAY)]
    clock.instant += timedelta(days=1)
    assert services.interviews.met(ana.id).held_on == TODAY
    with pytest.raises(RuleError, match="You already talked"):
        services.conversations.begin(interview.id)


def test_a_rehearsal_keeps_nothing(services: Services, interview: Interview) -> None:
    before = (kept(services, interview), services.overview.revision)
    conversation = services.conversations.rehearse(interview.id)
    assert conversation.question is not None
    conversation.note("one")
    conversation.mark(conversation.question, "asked")
    assert conversation.is_rehearsal
    assert conversation.question is not None
    assert (conversation.question.text, len(conversation.interview.notes)) == ("Second?", 1)
    assert (kept(services, interview), services.overview.revision) == before


def test_an_interview_that_is_gone_is_not_begun(services: Services, interview: Interview) -> None:
    conversation = services.conversations.begin(interview.id)
    for _ in range(3):  # two questions, the interview
        services.undo()
    with pytest.raises(NotFoundError, match="no longer exists"):
        conversation.note("one")
    with pytest.raises(NotFoundError, match="no longer exists"):
        services.conversations.rehearse(interview.id)


def test_a_kill_loses_nothing_that_was_acknowledged(interview: Interview, tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    command = [sys.executable, "-B", str(WORKER), str(path), interview.id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(11)]
        os.kill(process.pid, signal.SIGKILL)
        said += process.stdout.read().split("\n")[:-1]
    assert process.returncode == -signal.SIGKILL
    again = build_services(path, clock=FixedClock(NOW), settings=Settings())
    found = again.conversations.begin(interview.id).interview
    notes = [line for line in said if line.startswith("note")]
    assert notes
    assert [note.text for note in found.notes][: len(notes)] == notes
    if said[-1].startswith("typing") and len(found.notes) == len(notes):
        assert found.unfinished_note.startswith(said[-1])
    assert found.begun_at == NOW


def test_notes_wait_in_a_draft_while_another_program_holds_the_file(
    services: Services, interview: Interview, clock: FixedClock
) -> None:
    path = services.context.repository.path
    app = build_services(path, clock=clock, settings=Settings(), is_patient=False)
    conversation = app.conversations.begin(interview.id)
    conversation.note("before")
    with FileLock(f"{path}.lock"):
        conversation.note("while it is held")
        conversation.typing("half a no")
        assert conversation.held
        assert [each.text for each in conversation.interview.notes] == [
            "before",
            "while it is held",
        ]
        assert conversation.question
        conversation.mark(conversation.question, "asked")
        with pytest.raises(LockedError):
            conversation.save_waiting()
        with pytest.raises(LockedError):
            conversation.leave()

        # The program is killed, and started again while the file is still held.
        assert conversation._draft
        assert conversation._draft.read()  # it is on disk
        again = build_services(path, clock=clock, settings=Settings(), is_patient=False)
        second = again.conversations.begin(interview.id)
        assert second.held
        assert second.has_begun
        second.correct(second.interview.notes[0], "BEFORE")
    services.context.repository.refresh()
    assert [each.text for each in kept(services, interview).notes] == ["before"]

    # A third finds it free: whatever comes first, the conversation or the write-up, has it all.
    assert second._draft
    assert second._draft.read()
    third = build_services(path, clock=clock, settings=Settings())
    third.conversations.recover(interview.id)
    services.context.repository.refresh()
    now = kept(services, interview)
    assert [each.text for each in now.notes] == ["BEFORE", "while it is held"]
    assert (now.unfinished_note, now.plan[0].state) == ("half a no", "asked")
    third.conversations.recover(interview.id)
    assert kept(services, interview) == now


def test_what_waits_is_saved_with_the_next_step_beside_what_others_wrote(
    services: Services, interview: Interview, clock: FixedClock
) -> None:
    path = services.context.repository.path
    app = build_services(path, clock=clock, settings=Settings(), is_patient=False)
    conversation = app.conversations.begin(interview.id)
    with FileLock(f"{path}.lock"):
        conversation.note("mine")
        conversation.add_own("Third?")
        assert conversation.question
        conversation.answer(conversation.question, "yes")
    clock.instant += MINUTE
    services.planning.add_own(interview.id, "From another window?")
    conversation.note("and on")
    assert conversation.held is None
    services.context.repository.refresh()
    now = kept(services, interview)
    assert [each.text for each in now.notes] == ["mine", "and on"]
    assert [(each.text, each.answer) for each in now.plan] == [
        ("First?", "yes"),
        ("Second?", ""),
        ("From another window?", ""),
        ("Third?", ""),
    ]
    conversation.save_waiting()  # nothing waits
    assert kept(services, interview) == now
