from __future__ import annotations

import msgspec
import pytest
from msgspec import Raw

from infoint_tui.domain.basics.errors import DamagedFileError, ForeignFileError, NewerFileError
from infoint_tui.store import schema
from infoint_tui.store.repository import Repository


def with_document(document):
    return {"_meta": {"1": Raw(msgspec.json.encode(document))}, "contacts": {}}


FOREIGN = {
    "an empty object": {},
    "another TinyDB file": {"_default": {"1": Raw(b"{}")}},
    "an empty _meta": {"_meta": {}},
    "no revision": with_document({"schema": 1}),
    "no schema": with_document({"revision": 1}),
    "a schema in words": with_document({"schema": "one", "revision": 1}),
    "a schema that is true": with_document({"schema": True, "revision": 1}),
    "a schema that never was": with_document({"schema": 0, "revision": 1}),
}


@pytest.mark.parametrize("state", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_file_is_refused_and_left_alone(state, path, clock):
    path.write_bytes(msgspec.json.encode(state))
    before = path.read_bytes()
    repository = Repository(path, clock)
    for use in (
        repository.rows,
        repository.refresh,
        repository.undo,
        lambda: repository.transact("add", lambda _tx: None),
    ):
        with pytest.raises(ForeignFileError, match=r"infoint\.json belongs to another program"):
            use()
    assert path.read_bytes() == before


def test_a_newer_file_is_refused_and_left_alone(path, clock):
    path.write_bytes(msgspec.json.encode(with_document({"schema": 2, "revision": 1})))
    before = path.read_bytes()
    with pytest.raises(NewerFileError, match=r"infoint\.json was written by a newer version"):
        Repository(path, clock).transact("add", lambda _tx: None)
    assert path.read_bytes() == before


def test_a_file_of_this_version_is_taken_as_it_is(path):
    state = schema.fresh()
    assert schema.current(state, path) is state


def test_an_older_file_goes_through_every_step_to_the_newest(path):
    def rename(state):
        return {**state, "people": state["contacts"]}

    def drop(state):
        return {name: table for name, table in state.items() if name != "contacts"}

    old = with_document({"schema": 1, "revision": 7, "counters": {"contacts": 3}, "more": "kept"})
    new = schema.current(old, path, newest=3, migrations={1: rename, 2: drop})
    assert set(new) == {"_meta", "people"}
    assert msgspec.json.decode(new["_meta"]["1"]) == {
        "schema": 3,
        "revision": 7,
        "counters": {"contacts": 3},
        "more": "kept",
    }
    assert set(old) == {"_meta", "contacts"}


def test_an_unfit_document_is_named(path):
    error = schema.unfit(path, "contacts", "7", "name: Field required")
    assert isinstance(error, DamagedFileError)
    assert "document 7 of the table 'contacts': name: Field required" in str(error)
