from __future__ import annotations

from datetime import time

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.contact import Contact
from infoint_tui.services.container import Services
from tests.services.conftest import DAY, TODAY


def test_a_day_from_the_records(services: Services, ana: Contact, clock: FixedClock) -> None:
    assert services.today.agenda().lines == ()
    services.scheduling.schedule(ana.id, TODAY, time(15))
    services.accountability.promise("write to Bo")
    agenda = services.today.agenda()
    (line,) = agenda.lines
    assert line.words.startswith("today 15:00: no questions, ")
    services.planning.plan_interview(ana.id)
    services.planning.suggest(line.subject_id)
    assert "no questions" not in services.today.agenda().lines[0].words
    assert agenda.one_thing is not None
    assert agenda.one_thing.text == "write to Bo"
    clock.instant += DAY
    agenda = services.today.agenda()
    assert [each.words for each in agenda.lines] == ["how did it go?"]
    assert agenda.one_thing is None
    assert not agenda.is_day_off
    services.context.preferences.change(days_off=[clock.instant.date()])
    assert services.today.agenda().is_day_off


def test_spreading_is_one_change_and_one_undo(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    bo, cleo = services.contacts.add("Bo Lind"), services.contacts.add("Cleo Park")
    services.requests.ask(ana.id)
    services.follow_ups.note(bo.id, "read", due=TODAY + DAY)
    services.contacts.edit(cleo.id, cadence_days=5)
    services.contacts.shortlist([cleo.id])
    services.touches.log([cleo.id], "hello", on=TODAY)
    services.interviews.met(bo.id)
    clock.instant += 25 * DAY  # Friday 18 December
    before = [(line.owed.kind, line.owed.due) for line in services.overview.owed()]
    revision = services.overview.revision
    assert services.today.spread() == 3
    assert services.overview.revision == revision + 1
    after = {line.owed.kind: line.owed.due for line in services.overview.owed()}
    kept = {kind: due for kind, due in before if kind in ("debrief", "thank")}
    moved = {"act": 28, "keep_in_touch": 29, "nudge": 30}  # from Monday 21 December on
    assert after == kept | {kind: TODAY + n * DAY for kind, n in moved.items()}
    assert services.today.spread() == 0
    assert services.undo() == "spread what is overdue over five days"
    assert [(line.owed.kind, line.owed.due) for line in services.overview.owed()] == before
