"""Erasing: one write that cannot be undone, and a history that has no trace of it."""

from __future__ import annotations

import json

import pytest

from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.touch import Touch
from tests.store.test_history import ANA, NOW, put

EVE = Contact(id="e", name="Eve Stone")
BO = Contact(id="b", name="Bo")


def erase(repository, record):
    def change(tx):
        found = tx.get(type(record), record.id)
        tx.remove(found)
        return found.name

    return repository.erase(
        change, lambda text: "Stone" in text, lambda label: label.replace("Eve Stone", "someone")
    )


def labels(repository):
    return [step.label for step in repository.history()]


def logged(path):
    return json.loads(path.read_bytes())["history"]


def test_what_is_erased_is_in_no_step_and_none_goes_back_behind_it(repository, path):
    put(repository, ANA, "add Ana")
    put(repository, EVE, "add Eve Stone")
    put(repository, BO, "add Bo")
    revision = repository.revision
    assert erase(repository, EVE) == "Eve Stone"
    assert repository.revision == revision + 1
    assert b"Stone" not in path.read_bytes()
    assert labels(repository) == ["add Bo"]
    assert repository.undo().label == "add Bo"
    assert repository.undo() is None
    assert [each.name for each in repository.all(Contact)] == ["Ana Ruiz"]
    assert repository.redo().label == "add Bo"


def test_a_label_loses_the_name(repository, path):
    put(repository, EVE, "add Eve Stone")
    put(repository, BO, "Eve Stone suggested Bo")
    erase(repository, EVE)
    assert labels(repository) == ["someone suggested Bo"]
    assert b"Stone" not in path.read_bytes()


def test_a_step_goes_for_a_trace_in_the_document_of_someone_else(repository, path):
    put(repository, EVE, "add Eve Stone")
    put(repository, ANA, "add Ana")
    touch = Touch(id="t", contact_id="a", on=NOW.date(), at=NOW, text="with Eve Stone")
    put(repository, touch, "log")
    repository.transact("clear", lambda tx: tx.put(tx.get(Touch, "t").but(text="")))
    put(repository, BO, "add Bo")
    erase(repository, EVE)
    assert labels(repository) == ["add Bo"]
    assert b"Stone" not in path.read_bytes()


def test_what_was_undone_can_be_redone_up_to_the_first_trace(repository, path):
    put(repository, EVE, "add Eve Stone")
    put(repository, ANA, "add Ana")
    put(repository, BO, "add Bo")
    put(repository, EVE.but(id="e2"), "add another")
    put(repository, BO.but(id="b2"), "add Bo again")
    for _ in range(4):
        repository.undo()
    assert labels(repository)[1:] == ["add Ana", "add Bo", "add another", "add Bo again"]
    erase(repository, EVE)
    assert labels(repository) == ["add Ana", "add Bo"]
    assert b"Stone" not in path.read_bytes()
    assert [repository.redo().label, repository.redo().label] == ["add Ana", "add Bo"]
    assert repository.redo() is None


def test_a_change_that_fails_erases_nothing(repository, path):
    put(repository, EVE, "add Eve Stone")
    before = path.read_bytes()
    with pytest.raises(AttributeError):
        erase(repository, BO)
    assert path.read_bytes() == before


def test_a_step_that_cannot_be_read_goes_only_if_it_has_a_trace(repository, path):
    put(repository, BO, "add Bo")
    put(repository, EVE, "add Eve Stone")
    tables = json.loads(path.read_bytes())
    for step in tables["history"].values():
        step["rev"] = "x"
    path.write_text(json.dumps(tables))
    repository.refresh()
    assert repository.former_names(["e"]) == ()
    erase(repository, EVE)
    assert list(json.loads(path.read_bytes())["history"]) == ["1"]
    assert b"Eve" not in path.read_bytes()


def test_former_names_are_those_of_the_ids_asked_for(repository):
    put(repository, EVE, "add Eve Stone")
    put(repository, BO, "add Bo")
    for name in ("Eva Stone", "Eve Hill"):
        repository.transact("edit", lambda tx, it=name: tx.put(tx.get(Contact, "e").but(name=it)))
    assert repository.former_names(["e", "x"]) == ("Eve Stone", "Eva Stone")
    assert repository.former_names([]) == ()
