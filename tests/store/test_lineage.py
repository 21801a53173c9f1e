"""The ids of a file's writes: how two files are compared, and how an earlier state comes back."""

from __future__ import annotations

import json
import shutil

import pytest

from infoint_tui.domain.records.contact import Contact
from infoint_tui.store import history, lineage
from infoint_tui.store.repository import Repository


def add(repository, name, **options):
    repository.transact(f"add {name}", lambda tx: tx.put(Contact(id=name, name=name)), **options)
    return lineage.last(repository.past)


def at(repository, id):
    """The names of the people in an earlier state; None if the log no longer says."""
    found = history.at(repository.read_all(), repository.past, id)
    return found and [json.loads(bytes(raw))["name"] for raw in found["contacts"].values()]


def test_every_write_has_an_id_and_goes_back_to_each_state(repository):
    ids = [add(repository, name) for name in ("Ana", "Bo", "Cora")]
    repository.undo()
    undone = lineage.last(repository.past)
    assert len({*ids, undone}) == 4
    assert at(repository, ids[2]) == ["Ana", "Bo", "Cora"]  # also forward, to what was undone
    assert at(repository, ids[0]) == ["Ana"]
    repository.redo()
    assert at(repository, undone) == ["Ana", "Bo"]


def test_what_was_undone_and_replaced_by_something_else_is_no_obstacle(repository):
    ana = add(repository, "Ana")
    gone = add(repository, "Gone")
    repository.undo()
    add(repository, "Bo")
    assert at(repository, ana) == ["Ana"]
    assert at(repository, gone) is None  # its document went with the step
    assert gone in history.known(repository.read_all(), repository.past)


def test_small_changes_that_belong_together_count_once(repository):
    ana = add(repository, "Ana")
    before = len(repository.past)
    ids = [add(repository, name, coalesce="notes") for name in ("x", "y", "z")]
    assert len(repository.past) == before + 1
    assert {*ids, ana} <= history.known(repository.read_all(), repository.past)
    assert at(repository, ana) == ["Ana"]
    assert at(repository, ids[1]) is None  # in the middle of the step
    add(repository, "Bo")
    repository.undo()
    late = add(repository, "late", coalesce="notes")  # joins across what was undone
    assert at(repository, ana) == ["Ana"]
    assert at(repository, late) == ["Ana", "x", "y", "z", "late"]


def test_the_ids_of_a_thousand_writes_are_kept():
    past: lineage.Past = ()
    for n in range(lineage.MOST + 5):
        past = lineage.grown(past, f"{n}")
    assert (len(past), past[0], lineage.last(past)) == (1000, "5", "1004")


def test_the_latest_state_that_two_have_in_common():
    mine, theirs = ("a", "b", "c"), ("a", "b", "x", "y")
    assert lineage.common(mine, theirs) == "b"
    assert lineage.lacking(theirs, lineage.ids(mine)) == ("x", "y")
    merged = lineage.grown(mine, "m", ("x", "y"))
    assert lineage.common(merged, (*theirs, "z")) == "y"
    assert lineage.common((*theirs, "z"), merged) == "y"
    assert lineage.common((*merged, "u-m"), (*theirs, "z")) == "b"  # the merge was undone
    assert lineage.common((*merged, "u-m", "r+m"), (*theirs, "z")) == "y"
    assert lineage.common(mine, ("q",)) == ""


def test_two_copies_of_a_file_from_before_there_were_ids_have_it_in_common(repository, path, clock):
    add(repository, "Ana")
    tables = json.loads(path.read_bytes())
    del tables["_meta"]["1"]["past"]
    del tables["history"]["1"]["ids"]
    path.write_text(json.dumps(tables))
    other = path.with_name("other.json")
    shutil.copy(path, other)
    mine, theirs = Repository(path, clock), Repository(other, clock)
    first = lineage.last(mine.past)
    add(mine, "Bo")
    add(theirs, "Cora")
    assert lineage.common(mine.past, theirs.past) == first
    assert at(mine, first) == ["Ana"]
    assert [mine.undo().label for _ in "12"] == ["add Bo", "add Ana"]
    assert mine.undo() is None
    assert at(mine, first) is None  # beyond what has an id


@pytest.mark.parametrize("past", ["once", [1, 2], {"a": 1}, None])
def test_a_past_that_is_no_list_of_ids_hides_nothing(repository, path, clock, past):
    add(repository, "Ana")
    tables = json.loads(path.read_bytes())
    tables["_meta"]["1"]["past"] = past
    path.write_text(json.dumps(tables))
    opened = Repository(path, clock)
    assert [each.name for each in opened.all(Contact)] == ["Ana"]
    add(opened, "Bo")
    assert opened.undo().label == "add Bo"
