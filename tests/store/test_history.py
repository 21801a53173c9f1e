from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import ConflictError
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.touch import Touch
from infoint_tui.store import history, lineage
from infoint_tui.store.repository import HistoryStep, Repository

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ANA = Contact(id="a", name="Ana Ruiz")
LONG = Contact(id="long", name="Long", notes="n" * 400_000)


def put(repository, record, label="put"):
    return repository.transact(label, lambda tx: tx.put(record)).value


def retitle(repository, title, label="edit"):
    def change(tx):
        return tx.put(tx.get(Contact, "a").but(title=title))

    return repository.transact(label, change).value


def data(path):
    """Every table as it stands in the file, but for the history and the file's own document."""
    tables = json.loads(path.read_bytes())
    return {name: list(t.items()) for name, t in tables.items() if name not in {"history", "_meta"}}


@pytest.fixture
def started(repository):
    """A file with one step: someone was added."""
    put(repository, ANA, "add Ana Ruiz")
    return repository


def test_a_step_says_what_was_done_and_when(started, clock):
    clock.instant += timedelta(hours=1)
    retitle(started, "Baker", "edit Ana Ruiz")
    assert started.history() == (
        HistoryStep("add Ana Ruiz", NOW),
        HistoryStep("edit Ana Ruiz", NOW + timedelta(hours=1)),
    )


def test_undo_and_redo_walk_the_log_back_and_forth(started, path):
    states = [data(path)]
    for title in ("Baker", "Chef"):
        retitle(started, title, title)
        states.append(data(path))
    ana = started.get(Contact, "a")
    started.transact("remove", lambda tx: tx.remove(ana))
    states.append(data(path))

    for label, state in zip(("remove", "Chef", "Baker"), reversed(states[:-1]), strict=True):
        assert started.undo() == HistoryStep(label, NOW, undone=True)
        assert data(path) == state
    for label, state in zip(("Baker", "Chef", "remove"), states[1:], strict=True):
        assert started.redo() == HistoryStep(label, NOW)
        assert data(path) == state
    assert started.redo() is None
    started.undo()
    assert started.get(Contact, "a") == ana


def test_there_is_an_end_to_undoing(started):
    assert started.undo() == HistoryStep("add Ana Ruiz", NOW, undone=True)
    assert started.undo() is None
    assert started.all(Contact) == ()


def test_what_a_file_begins_with_is_no_step(repository):
    begun = repository.transact("begin", lambda tx: tx.put(ANA), is_step=False)
    assert (begun.changed, repository.history(), repository.undo()) == (True, (), None)
    retitle(repository, "Baker", "edit")
    assert (repository.undo().label, repository.undo()) == ("edit", None)
    assert [each.id for each in repository.all(Contact)] == ["a"]


def test_another_program_can_undo(started, path, clock):
    before = data(path)
    retitle(started, "Baker", "edit")
    assert Repository(path, clock).undo().label == "edit"
    assert data(path) == before
    assert started.refresh() is True
    assert started.redo().label == "edit"


def test_a_new_change_clears_what_was_undone(started):
    retitle(started, "Baker", "first")
    started.undo()
    retitle(started, "Chef", "second")
    assert [step.label for step in started.history()] == ["add Ana Ruiz", "second"]
    assert started.redo() is None


def test_revision_and_counters_only_go_forward(started, path):
    before = json.loads(path.read_bytes())["_meta"]["1"]
    started.undo()
    after = json.loads(path.read_bytes())["_meta"]["1"]
    past = [*before["past"], f"{after['past'][-1]}"]
    assert after == {**before, "revision": before["revision"] + 1, "past": past}
    assert started.revision == after["revision"]


def test_a_batch_is_one_step(started, path):
    before = data(path)

    def change(tx):
        tx.put(Contact(id="b", name="Ben"))
        tx.put(Touch(id="t", contact_id="b", on=NOW.date(), at=NOW))
        tx.remove(tx.get(Contact, "a"))

    started.transact("batch", change)
    assert started.undo().label == "batch"
    assert data(path) == before


class TestCoalescing:
    """Small changes that belong together are one step, as long as nothing comes between."""

    def note(self, repository, title, group="notes"):
        def change(tx):
            tx.put(tx.get(Contact, "a").but(title=title))
            if tx.get(Contact, title) is None:
                tx.put(Contact(id=title, name=title))

        repository.transact(f"note {title}", change, coalesce=group)

    def labels(self, repository):
        return [step.label for step in repository.history()]

    def test_one_undo_and_one_redo_for_all(self, started, path):
        before = data(path)
        for title in ("x", "y", "z"):
            self.note(started, title)
        after = data(path)
        assert self.labels(started) == ["add Ana Ruiz", "note z"]
        started.undo()
        assert data(path) == before
        started.redo()
        assert data(path) == after
        assert started.undo().label == "note z"
        assert started.undo().label == "add Ana Ruiz"

    def test_it_ends_with_another_change_or_another_group_or_an_undo(self, started, path, clock):
        self.note(started, "x")
        self.note(Repository(path, clock), "y")  # another program takes part
        self.note(started, "z", group="others")
        retitle(started, "Baker", "edit")
        self.note(started, "x", group="others")
        assert self.labels(started) == ["add Ana Ruiz", "note y", "note z", "edit", "note x"]
        started.undo()
        self.note(started, "y", group="others")
        assert self.labels(started)[-2:] == ["edit", "note y"]
        started.undo()
        started.undo()
        self.note(started, "v", group="others")  # what came between is taken back
        assert self.labels(started) == ["add Ana Ruiz", "note y", "note v"]

    def test_a_change_made_outside_the_log_is_not_swallowed(self, started, path):
        self.note(started, "x")
        tables = json.loads(path.read_bytes())
        tables["contacts"]["1"] |= {"title": "by hand", "rev": 50}
        path.write_text(json.dumps(tables))
        self.note(started, "y")
        assert self.labels(started) == ["add Ana Ruiz", "note x", "note y"]
        started.undo()
        assert started.get(Contact, "a").title == "by hand"

    def test_the_first_change_of_all_can_be_one_of_them(self, repository):
        repository.transact("one", lambda tx: tx.put(ANA), coalesce="notes")
        assert repository.undo().label == "one"
        assert repository.all(Contact) == ()


class TestConflicts:
    """A document that moved since, outside the log, is not overwritten by undo or redo."""

    def edit(self, path, table, key, change):
        tables = json.loads(path.read_bytes())
        change(tables[table], key)
        path.write_text(json.dumps(tables))

    def raised(self, table, key):
        table[key]["rev"] += 10

    def removed(self, table, key):
        del table[key]

    @pytest.mark.parametrize("change", [raised, removed])
    def test_undo(self, started, path, change):
        retitle(started, "Baker", "edit")
        self.edit(path, "contacts", "1", lambda *args: change(self, *args))
        before = path.read_bytes()
        with pytest.raises(ConflictError, match=r"Ana Ruiz \(contacts 1\).*“edit”.*undone"):
            started.undo()
        assert path.read_bytes() == before

    def test_redo(self, started, path):
        retitle(started, "Baker", "edit")
        started.undo()
        self.edit(path, "contacts", "1", self.raised)
        with pytest.raises(ConflictError, match=r"Ana Ruiz .*“edit” cannot be redone"):
            started.redo()

    @pytest.mark.parametrize(
        ("contact_id", "name"), [("a", "Ana Ruiz (touches 1)"), ("gone", "Document 1 of touches")]
    )
    def test_a_touch_is_called_by_its_contact(self, started, path, contact_id, name):
        put(started, Touch(id="t", contact_id=contact_id, on=NOW.date(), at=NOW), "log")
        self.edit(path, "touches", "1", self.raised)
        with pytest.raises(ConflictError) as caught:
            started.undo()
        assert str(caught.value).startswith(f"{name} has changed since")

    def test_a_document_put_where_none_was(self, started, path):
        started.transact("remove", lambda tx: tx.remove(tx.get(Contact, "a")))

        def put_back(table, key):
            table[key] = {"id": "x"}

        self.edit(path, "contacts", "1", put_back)
        with pytest.raises(ConflictError, match="Ana Ruiz"):
            started.undo()


def test_a_damaged_step_hides_no_other_and_stays_as_it_is(started, path):
    retitle(started, "Cook", "newest")
    tables = json.loads(path.read_bytes())
    tables["history"]["1"]["at"] = "once"
    path.write_text(json.dumps(tables))
    started.refresh()
    assert [step.label for step in started.history()] == ["newest"]
    assert started.undo().label == "newest"
    assert started.undo() is None
    assert started.redo().label == "newest"
    retitle(started, "Baker", "another")
    assert [step.label for step in started.history()] == ["newest", "another"]
    assert json.loads(path.read_bytes())["history"]["1"] == tables["history"]["1"]


class TestBounds:
    def test_the_oldest_go_past_fifty_steps(self, started):
        for n in range(60):
            retitle(started, f"Title {n}", f"step {n}")
        labels = [step.label for step in started.history()]
        assert labels == [f"step {n}" for n in range(10, 60)]

    def test_a_small_history_is_kept_whatever_its_share_of_the_file(self, started, path):
        for n in range(20):
            retitle(started, "t" * 1_000 + str(n), f"step {n}")
        assert len(started.history()) == 21
        assert 20_000 < path.stat().st_size < history.FREE_BYTES

    def test_the_oldest_go_past_a_quarter_of_the_file(self, started, path):
        put(started, LONG)
        for n in range(12):
            retitle(started, "t" * 50_000 + str(n), f"step {n}")
            log = json.dumps(json.loads(path.read_bytes())["history"], separators=(",", ":"))
            assert len(log) <= path.stat().st_size / 4
        labels = [step.label for step in started.history()]
        assert labels == [f"step {n}" for n in range(12 - len(labels), 12)]
        assert 2 <= len(labels) < 5

    def test_the_newest_stays_however_large(self, repository):
        long = put(repository, LONG, "add")
        put(repository, long.but(notes=""), "clear")
        assert [step.label for step in repository.history()] == ["clear"]
        repository.undo()
        assert repository.get(Contact, "long") == long

    def test_what_goes_takes_all_that_is_older_with_it(self, started):
        put(started, LONG)
        for label in ("1", "2"):
            retitle(started, "t" * 100_000 + label, label)
        assert [step.label for step in started.history()][-2:] == ["1", "2"]
        retitle(started, "t" * 100_000, "3")
        assert [step.label for step in started.history()] == ["3"]

    def test_adding_many_does_not_double_the_file(self, repository, path):
        def change(tx):
            for n in range(500):
                tx.put(Contact(id=f"c{n}", name=f"Person {n}", notes="n" * 500))

        repository.transact("import", change)
        assert path.stat().st_size < 1.1 * len(json.dumps(data(path)))


class AnyOrder(RuleBasedStateMachine):
    """Whatever is done, undone and redone, the file is what a plain list of states says."""

    people = st.sampled_from("abcd")

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "infoint.json"
        self.repository = Repository(self.path, FixedClock(NOW))
        put(self.repository, ANA)
        self.states = [data(self.path)]  # from here on; the step before them stays undoable
        self.ids = [lineage.last(self.repository.past)]
        self.at = 0

    def teardown(self):
        self.folder.cleanup()

    def changed(self):
        self.states = [*self.states[: self.at + 1], data(self.path)]
        self.ids = [*self.ids[: self.at + 1], lineage.last(self.repository.past)]
        self.at += 1

    @rule(id=people, title=st.text(max_size=5))
    def put(self, id, title):
        def change(tx):
            known = tx.get(Contact, id)
            return tx.put(known.but(title=title) if known else Contact(id=id, name=id, title=title))

        if self.repository.transact("put", change).changed:
            self.changed()

    @rule(id=people)
    def remove(self, id):
        known = self.repository.get(Contact, id)
        if known:
            self.repository.transact("remove", lambda tx: tx.remove(known))
            self.changed()

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self):
        assert self.repository.undo().undone
        self.at -= 1

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self):
        assert not self.repository.redo().undone
        self.at += 1

    @rule()
    def restart(self):
        self.repository = Repository(self.path, FixedClock(NOW))

    @invariant()
    def the_file_is_as_the_list_says(self):
        assert data(self.path) == self.states[self.at]
        stored = [document["id"] for _, document in data(self.path)["contacts"]]
        assert [contact.id for contact in self.repository.all(Contact)] == stored
        assert [row.id for row in self.repository.rows()] == stored

    @invariant()
    def each_state_can_be_had_again(self):
        now, past = self.repository.read_all(), self.repository.past
        for id, state in zip(self.ids, self.states, strict=True):
            found = history.at(now, past, id)
            assert found is not None
            found = json.loads(msgspec.json.encode(found))
            tables = {name: found.get(name, {}) for name in state}
            assert {name: sorted(t.items()) for name, t in tables.items()} == {
                name: sorted(t) for name, t in state.items()
            }


AnyOrder.TestCase.settings = settings(max_examples=20, stateful_step_count=20)
TestAnyOrder = AnyOrder.TestCase
