from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import msgspec
import pytest
from msgspec import Raw

from infoint_tui.domain.basics.errors import (
    DamagedFileError,
    ForeignFileError,
    NewerFileError,
    StoreError,
)
from infoint_tui.domain.records.contact import Contact
from infoint_tui.store import schema
from infoint_tui.store.repository import Repository

FIRST = Path(__file__).with_name("first.json")


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


@pytest.mark.parametrize(
    ("needs", "update"), [("", "the newest version"), ("0.4.0", "version 0.4.0 or later")]
)
def test_a_newer_file_is_refused_with_what_it_needs_and_left_alone(path, clock, needs, update):
    newer = with_document({"schema": 3, "revision": 1, "needs": needs})
    path.write_bytes(msgspec.json.encode({**newer, "contacts": {"1": {"people": "differ"}}}))
    before = path.read_bytes()
    with pytest.raises(NewerFileError) as refused:
        Repository(path, clock).transact("add", lambda _tx: None)
    assert refused.value.message == (
        f"{path} (with 1 person) was written by a newer version of this program: it has format 3,"
        " and this version reads up to 1."
    )
    assert f"Update to {update}, or " in refused.value.hint
    assert path.read_bytes() == before


def test_a_file_of_this_version_is_taken_as_it_is(path):
    state = schema.fresh()
    assert schema.current(state, path) is state


def renamed(state):
    """A step as a later version may have one: what is called `title` is called `role`."""
    contacts = {key: raw.replace(b'"title"', b'"role"') for key, raw in as_bytes(state["contacts"])}
    return {**state, "contacts": {key: Raw(raw) for key, raw in contacts.items()}}


def as_bytes(table):
    return [(key, bytes(raw)) for key, raw in table.items()]


@pytest.fixture
def a_later_version(monkeypatch):
    """Make this program one of two versions later; returns a function that sets the second step."""
    monkeypatch.setattr(schema, "SCHEMA", 3)
    monkeypatch.setitem(schema.MIGRATIONS, 1, schema.Migration(renamed, "0.2.0"))

    def second(step):
        monkeypatch.setitem(schema.MIGRATIONS, 2, schema.Migration(step, "0.3.0"))

    second(lambda state: state)
    return second


@pytest.fixture
def older(path):
    """A file of the first version."""
    shutil.copy(FIRST, path)
    document = json.loads(path.read_bytes())
    document["contacts"]["1"]["title"] = "Planner"
    document["_meta"]["1"]["more"] = "kept"
    path.write_text(json.dumps(document))
    return document


@pytest.mark.usefixtures("a_later_version")
def test_an_older_file_goes_through_every_step_and_is_backed_up_before_it_is_saved(
    path, clock, older
):
    before = path.read_bytes()
    repository = Repository(path, clock)
    (ana,) = (each for each in repository.all(Contact) if each.name == "Ana Ruiz")
    assert ana.model_extra == {"role": "Planner"}
    assert (path.read_bytes(), repository.backups.all()) == (before, ())  # reading changes nothing
    repository.transact("add", lambda tx: tx.put(ana.but(notes="x")))
    (backup,) = repository.backups.all()
    assert (backup.reason, gzip.decompress(backup.path.read_bytes())) == ("migration", before)
    now = json.loads(path.read_bytes())
    meta, was = now["_meta"]["1"], older["_meta"]["1"]
    assert (meta["schema"], meta["needs"], meta["more"]) == (3, "0.3.0", "kept")
    assert meta["revision"] == was["revision"] + 1
    assert now["contacts"]["1"]["role"] == "Planner"
    assert now["touches"] == older["touches"]
    repository.transact("add", lambda tx: tx.put(ana.but(id="new", rev=0)))
    assert len(repository.backups.all()) == 1  # it is of this version now
    assert repository.undo().label == "add"


@pytest.mark.usefixtures("older")
def test_a_step_that_fails_leaves_the_file_as_it_was(path, clock, a_later_version):
    def broken(_state):
        raise KeyError("role")

    a_later_version(broken)
    before = path.read_bytes()
    for use in (Repository.refresh, lambda it: it.transact("add", lambda _tx: None)):
        with pytest.raises(StoreError, match=r"cannot be brought up to date \(step 2: 'role'\)"):
            use(Repository(path, clock))
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir() if "lock" not in each.name] == [path.name]


def test_every_version_before_this_one_has_a_step():
    assert list(schema.MIGRATIONS) == list(range(1, schema.SCHEMA))


def test_an_unfit_document_is_named(path):
    error = schema.unfit(path, "contacts", "7", "name: Field required")
    assert isinstance(error, DamagedFileError)
    assert "document 7 of the table 'contacts': name: Field required" in str(error)
