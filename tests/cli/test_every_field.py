"""Every field of every record can be set by a command, but for a few that are bookkeeping."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infoint_tui.domain.records.interview import Debrief, TimedNote
from infoint_tui.domain.records.kinds import EVERY_KIND
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.records.record import Record, Value
from tests.cli.harness import Run

RECORDS: tuple[type[Value], ...] = (
    *EVERY_KIND,
    *(PlannedQuestion, TimedNote, Debrief),
)

BOOKKEEPING = {
    "contacts.new_job_on": "set by an edit that gives them a new job",
    "contacts.added_on": "the day they were added",
    "contacts.uid": "what identifies them in a vCard",
    "contacts.kept": "what a vCard says that has no field here",
    "contacts.fingerprint": "lets an import recognize a row",
    "contacts.merged_fingerprints": "lets an import recognize those who were merged",
    "contacts.merged_ids": "who was merged into them",
    "contacts.introducer_name": "who introduced them, once that person was deleted",
    "follow_ups.person_gone": "whether the person it led to was deleted",
    "touches.contact_id": "whose timeline it is in",
    "touches.at": "orders the entries of a day",
    "touches.about": "what it came with",
    "interviews.contact_id": "who it is with",
    "interviews.begun_at": "the clock of a conversation",
    "interviews.left_at": "the clock of a conversation",
    "interviews.unfinished_note": "what is being typed in the app",
    "interviews.unfinished_debrief": "what is being typed in the app",
    "follow_ups.contact_id": "whose to-do it is",
    "follow_ups.before_asking": "whether an introduction came before the user asked",
    "follow_ups.added_contact": "whether an introduction made the person",
    "questions.bank_id": "which built-in question the marks are on",
    "questions.category": "own questions have one of their own",
    "questions.phase": "no command or screen asks for it yet",
    "questions.minutes": "no command or screen asks for it yet",
    "questions.favourite": "no command or screen sets the marks yet",
    "questions.hidden": "no command or screen sets the marks yet",
    "commitments.day": "the day it was typed",
    "TimedNote.at": "when it was jotted down",
    "TimedNote.question": "the question it was jotted down under",
    "Debrief.written_on": "set by the first write-up",
    "Debrief.clicked": "no longer asked for; what was said stays",
}
"""The fields nobody types, with the reason."""

WRITE_UP = {
    "learned": "be kind",
    "good": "quiet mornings",
    "bad": "the pager",
    "surprising": "the pay",
    "think_now": "better than I thought",
    "skills": ["SQL"],
    "outcome_met": "partly",
    "next_time": "how she hires",
}

SETS: dict[str, str] = {
    # --- the person
    "contacts.name": 'edit Ana --name "Ana Ruiz Vega"',
    "contacts.standing": "shortlist Wren",
    "contacts.shortlisted_on": "shortlist Wren",
    "contacts.aside_why": "aside Ana --why later",
    "contacts.aside_until": 'aside Ana --why later --until "1 mar"',
    "contacts.snoozed_until": "snooze Sol --until 2027-06-01",
    # --- the timeline
    "touches.on": "entry Ana 1 --on yesterday",
    "touches.kind": "entry Ana 1 --kind follow",
    "touches.direction": "entry Ana 1 --them",
    "touches.channel": "entry Ana 1 --by call",
    "touches.text": "entry Ana 1 --text corrected",
    # --- a conversation
    "interviews.goal_id": "goal assign Ana grids",
    "interviews.fit_before": "goal assign Ana grids --before 3",
    "interviews.fit_after": "goal assign Ana grids --after 4",
    "interviews.verdict_told_on": "told Vera",
    "interviews.intent": "conversation Ana --intent job_search",
    "interviews.outcome": 'conversation Ana --outcome "one more name"',
    "interviews.belief": 'conversation Ana --belief "it is quiet"',
    "interviews.research": 'conversation Ana --research "her report"',
    "interviews.about_me": 'conversation Ana --about "I teach math."',
    "interviews.requested_on": "conversation Ana --asked '12 nov'",
    "interviews.nudged_on": "conversation Ana --nudged yesterday",
    "interviews.agreed_on": "conversation Ana --agreed yesterday",
    "interviews.start": 'schedule Bo "1 dec 15:00"',
    "interviews.zone": 'schedule Bo "1 dec 15:00" --zone Europe/Lisbon',
    "interviews.minutes": "conversation Ana --minutes 45",
    "interviews.format": "conversation Ana --format phone",
    "interviews.place": "conversation Ana --place Lumen",
    "interviews.i_pay": "conversation Ana --no-pay",
    "interviews.confirmed_on": "conversation Ana --confirmed yesterday",
    "interviews.plan": 'plan Bo --own "And the winters?"',
    "interviews.notes": 'jot Bo "be early"',
    "interviews.held_on": "conversation Ana --held 2026-11-20",
    "interviews.debrief": "debrief Ana --from write-up.json",
    "interviews.thanked_on": "conversation Ana --thanked today",
    "interviews.thanked_by": "conversation Ana --thanked-by note",
    "interviews.ended": "cancel Bo",
    "interviews.ended_on": "conversation Cy --on 2026-11-24 --ended 2026-11-20",
    "interviews.result": "conversation Ana --result lead",
    "interviews.snoozed_until": "snooze Bo --until 2027-01-05",
    # --- its questions and notes
    "PlannedQuestion.text": 'plan Bo --reword 1 "What is a winter like?"',
    "PlannedQuestion.bank_id": "plan Bo --pick ice-family-dinner",
    "PlannedQuestion.minutes": "plan Bo --minutes 1 9",
    "PlannedQuestion.must_ask": "plan Bo --must-ask 1",
    "PlannedQuestion.state": "plan Bo --skipped 1",
    "PlannedQuestion.answer": 'plan Bo --answer 1 "by bus"',
    "TimedNote.kind": 'jot Bo "SQL" --kind skill',
    "TimedNote.text": 'jot Bo "corrected" --edit 1',
    # --- a to-do
    "follow_ups.interview_id": "debrief Ana --from write-up.json",
    "follow_ups.kind": "todo Ana 1 --kind learn",
    "follow_ups.text": "todo Ana 1 --text corrected",
    "follow_ups.owed_by": "todo Ana 1 --them",
    "follow_ups.noted_on": "todo Ana 1 --noted 2026-11-02",
    "follow_ups.due": "due-date Ana 1 --on 2026-12-09",
    "follow_ups.done_on": "done Ana 1",
    "follow_ups.told_on": "todo Ana 1 --told today",
    "follow_ups.led_to": 'note Ana "Kim Sand" --kind introduction',
    "follow_ups.may_mention": 'note Ana "Kim Sand" --kind introduction --may-mention',
    "follow_ups.snoozed_until": "snooze Ana 1 --until 2027-01-05",
    # --- a question of the user's own, a goal, a promise
    "questions.text": 'plan Ana --own "And the winters?"',
    "questions.searchable": 'plan Ana --own "How large is it?" --searchable',
    "goals.title": "goal edit grids --title Winters",
    "goals.why": "goal edit grids --why quiet",
    "goals.decides": 'goal edit grids --decides "a day there"',
    "goals.verdict": "goal decide grids --verdict closer",
    "goals.decided_on": "goal decide grids --verdict closer --on yesterday",
    "commitments.text": 'commit "write to Bo"',
    "commitments.partner_text": 'commit "write to Bo" --partner "page two"',
    "commitments.done_on": "checkin --done",
    "commitments.missed_on": "checkin --missed",
    "commitments.let_go_on": "checkin --let-go",
    "commitments.taken_on": "checkin --take-along",
    "commitments.partner_done_on": "checkin --partner-done",
    "commitments.partner_missed_on": "checkin --partner-missed",
    **{f"Debrief.{field}": "debrief Ana --from write-up.json" for field in WRITE_UP},
}
"""A command that sets each of the other fields; `edit` sets the rest of a contact's."""

STORY = (
    "add 'Ana Ruiz'",
    "add 'Bo Lind'",
    "add 'Cy Hall'",
    "add 'Wren Castell'",
    "add 'Sol Marsh'",
    "add 'Vera Sand'",
    "goal add Grids",
    "goal add Health",
    "ask Ana --on '16 nov'",
    "met Ana --on '17 nov'",
    "note Ana 'read the paper'",
    "schedule Bo '2 dec 15:00'",
    "plan Bo --own 'How did you start?'",
    "jot Bo 'models are easy'",
    "met Sol --on '1 jun'",
    "thank Sol --on '2 jun'",
    "debrief Sol --from short.json",
    "schedule Cy '3 dec 10:00'",
    "cancel Cy",
    "met Vera --on '10 nov'",
    "thank Vera --on '11 nov'",
    "goal assign Vera Health",
    "goal decide Health --verdict ruled-out",
    "commit 'call Bo' --partner 'page one'",
)
"""What happened before."""


def fields() -> Iterator[str]:
    """Yield every field of every record that somebody might type."""
    for kind in RECORDS:
        table = kind.table if issubclass(kind, Record) else kind.__name__
        for field in kind.model_fields:
            if field not in ("id", "rev"):
                yield f"{table}.{field}"


@pytest.fixture(scope="module")
def before() -> dict[str, bytes]:
    """Kept between the tests, so that the story is told once."""
    return {}


@pytest.fixture
def _story(
    run: Run,
    db: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: dict[str, bytes],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "write-up.json").write_text(json.dumps(WRITE_UP | {"advice": ["sleep on it"]}))
    (tmp_path / "short.json").write_text('{"learned": "rest"}')
    if "file" not in before:
        for line in STORY:
            run(*shlex.split(line))
        before["file"] = db.read_bytes()
    db.write_bytes(before["file"])


def test_every_field_is_typed_by_a_command_or_is_bookkeeping() -> None:
    from tests.cli.test_contact_fields import TYPED

    edited = {f"contacts.{field.key}" for field in TYPED}
    every = set(fields())
    assert every - SETS.keys() - edited - BOOKKEEPING.keys() == set()
    assert (SETS.keys() | BOOKKEEPING.keys()) - every == set()
    assert SETS.keys() & (BOOKKEEPING.keys() | edited) == set()


@pytest.mark.usefixtures("_story")
@pytest.mark.parametrize("field", SETS)
def test_the_command_sets_the_field(run: Run, db: Path, field: str) -> None:
    table, name = field.split(".")
    was = _values(db, table, name)
    run(*shlex.split(SETS[field]))
    assert _values(db, table, name) != was


def _values(db: Path, table: str, name: str) -> list[Any]:
    """Return what all records, or parts of records, hold in a field."""
    tables = json.loads(db.read_bytes())
    interviews = list(tables["interviews"].values())
    parts = {
        "PlannedQuestion": [each for it in interviews for each in it.get("plan", ())],
        "TimedNote": [each for it in interviews for each in it.get("notes", ())],
        "Debrief": [it["debrief"] for it in interviews if it.get("debrief")],
    }
    documents = parts[table] if table in parts else list(tables.get(table, {}).values())
    return [document.get(name) for document in documents]
