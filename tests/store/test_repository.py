from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime

import msgspec
import pytest
from tinydb import TinyDB

from infoint_tui.domain.basics.errors import ConflictError, DamagedFileError, MissingFileError
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.records.touch import Touch
from infoint_tui.domain.search.listing import ContactRow
from infoint_tui.store.repository import Repository

ANA = Contact(id="a", name="Ana Ruiz", organization="Example Bakery", tags=("warm",))
BEN = Contact(id="b", name="Ben Okafor", aside_until=date(2026, 4, 1))


def put(repository, *records):
    return repository.transact("put", lambda tx: [tx.put(record) for record in records]).value


def tables(path):
    return json.loads(path.read_bytes())


def edit(path, change):
    """What a text editor would do to the file."""
    data = tables(path)
    change(data)
    path.write_text(json.dumps(data))


@pytest.fixture
def other(path, clock):
    """The same file, opened by another program."""
    return Repository(path, clock)


def touch(id: str, contact_id: str, **fields) -> Touch:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    return Touch(id=id, contact_id=contact_id, on=at.date(), at=at, **fields)


class TestMissingFile:
    def test_reading_creates_nothing(self, repository, tmp_path):
        assert repository.revision == 0
        assert repository.refresh() is False
        assert repository.all(Contact) == ()
        assert repository.get(Contact, "a") is None
        assert repository.rows() == ()
        assert repository.history() == ()
        assert repository.undo() is None
        assert repository.redo() is None
        assert list(tmp_path.iterdir()) == []

    def test_a_file_that_vanishes_is_told_and_not_begun_anew(self, repository, path):
        put(repository, ANA)
        kept = path.read_bytes()
        path.unlink()
        for step in (repository.refresh, repository.undo, lambda: put(repository, BEN)):
            with pytest.raises(MissingFileError, match="is gone"):
                step()
        assert not path.exists()
        path.write_bytes(kept)
        put(repository, BEN)
        assert [row.name for row in repository.rows()] == [ANA.name, BEN.name]

    def test_all_tables_exist_from_the_first_write(self, repository, path):
        put(repository, ANA)
        with TinyDB(path) as stock:
            assert stock.tables() == {
                *("contacts", "touches", "interviews", "follow_ups", "questions"),
                *("goals", "commitments", "history", "_meta"),
            }
            assert stock.table("contacts").get(doc_id=1)["name"] == "Ana Ruiz"
        meta = {"schema": 1, "revision": 1, "counters": {"contacts": 1, "history": 1}}
        past = list(repository.past)
        assert len(past) == 1
        assert tables(path)["_meta"] == {"1": {**meta, "past": past}}


class TestReading:
    def test_records_come_back_equal_and_in_order(self, repository, other):
        interview = Interview(id="i", contact_id="a", plan=(PlannedQuestion(text="Why?"),))
        ana, ben, kept = put(repository, ANA, BEN, interview)
        assert other.all(Contact) == repository.all(Contact) == (ana, ben)
        assert other.get(Interview, "i") == kept
        assert other.get(Contact, "nobody") is None

    def test_rows_hold_what_the_list_needs(self, repository, other):
        put(repository, ANA, BEN)
        assert other.rows() == (
            ContactRow(id="a", name="Ana Ruiz", organization="Example Bakery", tags=("warm",)),
            ContactRow(id="b", name="Ben Okafor", aside_until=date(2026, 4, 1)),
        )

    def test_previews_hold_the_names_until_the_rows_are_asked_for(self, repository, other):
        assert repository.previews() == ()
        put(repository, ANA, BEN)
        names = other.previews()
        assert names == (
            ContactRow(id="a", name="Ana Ruiz", organization="Example Bakery"),
            ContactRow(id="b", name="Ben Okafor"),
        )
        assert other.previews() is names
        assert other.rows() != names
        assert other.previews() == names

    def test_a_contact_without_a_name_has_no_preview(self, repository, path, clock):
        put(repository, ANA)
        path.write_bytes(path.read_bytes().replace(b'"Ana Ruiz"', b"5"))
        assert Repository(path, clock).previews() == ()

    def test_nothing_is_decoded_twice(self, repository, other):
        put(repository, ANA, BEN)
        records, rows = other.all(Contact), other.rows()
        assert other.all(Contact) is records
        put(repository, BEN.but(rev=1, title="Baker"))
        assert other.refresh() is True
        assert other.all(Contact)[0] is records[0]
        assert other.rows()[0] is rows[0]
        assert other.rows()[1].title == "Baker"

    def test_records_are_found_by_their_fields(self, repository):
        first, _, second = put(repository, touch("1", "a"), touch("2", "b"), touch("3", "a"))
        assert repository.by(Touch, "contact_id")["a"] == (first, second)
        assert repository.by(Touch, "contact_id")["nobody"] == ()
        open_, ended = put(
            repository,
            Interview(id="i", contact_id="a"),
            Interview(id="j", contact_id="a", ended="declined"),
        )
        assert repository.by(Interview, "held_on", "ended")[None, None] == (open_,)
        assert repository.by(Interview, "held_on", "ended")[None, "declined"] == (ended,)
        assert set(repository.by(Interview, "held_on", "ended")) == {
            (None, None),
            (None, "declined"),
        }

    def test_what_is_found_follows_every_change(self, repository, other):
        def found(of=repository):
            by = of.by(Touch, "contact_id")
            there = ["".join(each.id for each in by[who]) for who in "ab"]
            assert there == ["".join(each.id for each in by.unread(who)) for who in "ab"]
            return there

        assert found() == found(other) == ["", ""]
        first, moved, removed = put(
            repository, touch("1", "a"), touch("2", "b"), touch("3", "a"), touch("4", "b")
        )[:3]
        assert found() == ["13", "24"]
        theirs = repository.by(Touch, "contact_id")["b"]
        put(repository, first.but(text="changed"))
        assert [each.text for each in repository.by(Touch, "contact_id")["a"]] == ["changed", ""]
        assert repository.by(Touch, "contact_id")["b"] is theirs
        put(repository, moved.but(contact_id="a"))
        assert found() == ["123", "4"]
        repository.transact("remove", lambda tx: tx.remove(removed))
        assert found() == ["12", "4"]
        repository.undo()
        assert found() == ["123", "4"]
        repository.undo()
        put(other, touch("5", "b"))
        assert found() == ["13", "24"]
        repository.refresh()
        assert found() == found(other) == ["13", "245"]

    def test_only_the_records_asked_for_are_validated(self, repository, path):
        (mine, _) = put(repository, touch("1", "a"), touch("2", "b"))
        edit(path, lambda data: data["touches"]["2"].update(kind="odd"))
        repository.refresh()
        assert repository.by(Touch, "contact_id")["a"] == (mine,)
        assert next(iter(repository.each(Touch))) == mine
        assert repository.unreadable == ()
        for use in (
            lambda: repository.all(Touch),
            lambda: (mine, *repository.by(Touch, "contact_id")["b"]),
            lambda: tuple(repository.each(Touch)),
        ):
            assert use() == (mine,)
        (found,) = repository.unreadable
        assert (found.table, found.key) == ("touches", "2")
        assert found.reason.startswith("kind: ")

    def test_one_that_cannot_be_looked_for_is_left_out(self, repository, path):
        (mine, _) = put(repository, touch("1", "a"), touch("2", "a"))
        edit(path, lambda data: data["touches"]["2"].update(contact_id=["a"]))
        repository.refresh()
        assert repository.by(Touch, "contact_id")["a"] == (mine,)
        assert [each.key for each in repository.unreadable] == ["2"]
        edit(path, lambda data: data["touches"]["2"].update(contact_id="a"))
        repository.refresh()
        assert len(repository.by(Touch, "contact_id")["a"]) == 2
        assert repository.unreadable == ()

    def test_all_can_be_gone_through_more_than_once(self, repository):
        records = put(repository, ANA, BEN)
        everyone = repository.each(Contact)
        assert list(everyone) == list(everyone) == records

    def test_answers_stand_until_the_next_look(self, repository, other):
        assert other.rows() == ()
        put(repository, ANA)
        assert (other.rows(), other.revision) == ((), 0)
        assert other.refresh() is True
        assert other.refresh() is False
        assert (len(other.rows()), other.revision) == (1, 1)

    def test_removed_ones_are_gone(self, repository):
        ana, _ = put(repository, ANA, BEN)
        assert len(repository.rows()) == 2
        repository.transact("remove", lambda tx: tx.remove(ana))
        assert [row.id for row in repository.rows()] == ["b"]
        assert repository.get(Contact, "a") is None

    def test_fields_of_a_later_version_are_kept(self, repository, path):
        put(repository, ANA)
        edit(path, lambda data: data["contacts"]["1"].update(aura="green"))
        edit(path, lambda data: data["_meta"]["1"].update(colour="blue"))
        repository.refresh()
        put(repository, repository.get(Contact, "a").but(title="Baker"))
        assert tables(path)["contacts"]["1"]["aura"] == "green"
        assert tables(path)["_meta"]["1"]["colour"] == "blue"

    def test_defaults_are_left_out_but_never_what_identifies(self, repository, path):
        put(repository, Contact(id="c", name="Cy"))
        assert tables(path)["contacts"]["1"] == {"id": "c", "rev": 1, "name": "Cy"}

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"name": 5}, r"\$\.name"),
            ({"name": ""}, "name: .*needs a"),
            ({"tags": [1]}, r"tags"),
            ({"rev": "odd"}, "rev: "),
            ({"id": None}, r"\$\.id"),
        ],
    )
    def test_one_document_that_does_not_fit_hides_no_other_and_stays_as_it_is(
        self, repository, path, clock, change, reason
    ):
        put(repository, ANA, BEN)
        edit(path, lambda data: data["contacts"]["2"].update(change))
        bad = tables(path)["contacts"]["2"]
        again = Repository(path, clock)
        assert [each.id for each in again.all(Contact)] == ["a"]
        assert "a" in {row.id for row in again.rows()}
        assert "a" in {row.id for row in again.previews()}
        again.get(Contact, "a")
        ((table, key, why),) = {(b.table, b.key, b.reason) for b in again.unreadable}
        assert (table, key) == ("contacts", "2")
        assert re.search(reason, why) or "id" in change
        assert "pydantic" not in why
        put(again, Contact(id="c", name="Cy"))
        again.transact("edit", lambda tx: tx.put(tx.get(Contact, "a").but(title="Baker")))
        again.undo()
        assert tables(path)["contacts"]["2"] == bad
        assert list(tables(path)["contacts"]) == ["1", "2", "3"]

    def test_one_that_is_asked_for_by_itself_is_named_and_not_overwritten(self, repository, path):
        _, ben = put(repository, ANA, BEN)
        edit(path, lambda data: data["contacts"]["2"].update(tags=[1]))
        repository.refresh()
        before = path.read_bytes()
        assert repository.get(Contact, "b") is None
        for use in (
            lambda: repository.check(Contact, "b"),
            lambda: put(repository, ben.but(title="Baker")),
            lambda: repository.transact("remove", lambda tx: tx.remove(ben)),
        ):
            with pytest.raises(DamagedFileError, match=r"document 2 .*'contacts'.*tags\.0: "):
                use()
        assert path.read_bytes() == before

    def test_a_file_damaged_while_open_leaves_what_was_read(self, repository, path):
        put(repository, ANA)
        path.write_bytes(b"")
        with pytest.raises(DamagedFileError):
            repository.refresh()
        with pytest.raises(DamagedFileError):
            put(repository, BEN)
        assert [row.id for row in repository.rows()] == ["a"]
        assert path.read_bytes() == b""


class TestChanging:
    def test_a_change_tells_what_became_of_it(self, repository):
        change = repository.transact("add Ana Ruiz", lambda tx: tx.put(ANA))
        assert change.label == "add Ana Ruiz"
        assert change.value == ANA.but(rev=1) == repository.get(Contact, "a")
        assert (change.revision, change.changed) == (1, True)
        assert repository.refresh() is False

    def test_nothing_changed_writes_nothing(self, repository, path):
        (ana,) = put(repository, ANA)
        before = path.read_bytes()

        def change(tx):
            assert tx.put(ana) == ana
            assert tx.put(tx.put(ana.but(title="Baker")).but(title="")) == ana
            tx.remove(tx.put(BEN))
            tx.remove(Contact(id="nobody", name="Nobody"))

        result = repository.transact("nothing", change)
        assert (result.changed, result.revision) == (False, 1)
        assert path.read_bytes() == before
        assert len(repository.history()) == 1

    def test_a_change_sees_its_own_records(self, repository):
        ana, ben = put(repository, ANA, BEN)

        def change(tx):
            assert tx.all(Contact) == (ana, ben)
            cy = tx.put(Contact(id="c", name="Cy"))
            baker = tx.put(ana.but(title="Baker"))
            again = tx.put(baker.but(title="Chef"))
            assert again.rev == baker.rev == 2
            tx.remove(ben)
            assert tx.all(Contact) == (again, cy)
            assert tx.get(Contact, "a") == again
            assert tx.get(Contact, "b") is None
            assert tx.get(Contact, "c") == cy
            tx.put(ben.but(title="Back"))

        repository.transact("several", change)
        assert [c.title for c in repository.all(Contact)] == ["Chef", "Back", ""]

    def test_a_change_finds_its_own_records_by_their_fields(self, repository):
        first, moved, removed = put(
            repository, touch("1", "a"), touch("2", "b"), touch("3", "a"), touch("4", "a")
        )[:3]

        def change(tx):
            assert [each.id for each in tx.of(Touch, "a")] == ["1", "3", "4"]
            tx.put(moved.but(contact_id="a"))
            tx.put(first.but(contact_id="b"))
            tx.put(touch("5", "b"))
            tx.remove(removed)
            return [[each.id for each in tx.of(Touch, who)] for who in "ab"]

        assert repository.transact("move", change).value == [["2", "4"], ["1", "5"]]

    def test_a_change_that_fails_leaves_everything_as_it_was(self, repository, path):
        put(repository, ANA)
        before = path.read_bytes()

        def change(tx):
            tx.put(BEN)
            raise KeyError

        with pytest.raises(KeyError):
            repository.transact("fail", change)
        assert path.read_bytes() == before
        assert [row.id for row in repository.rows()] == ["a"]

    def test_a_change_starts_from_what_another_program_wrote(self, repository, other):
        put(repository, ANA)
        put(other, BEN)
        put(repository, Contact(id="c", name="Cy"))
        assert [row.id for row in repository.rows()] == ["a", "b", "c"]

    def test_news_found_while_failing_is_still_told(self, repository, other):
        put(repository, ANA)
        put(other, BEN)
        repository.transact("nothing", lambda _tx: None)
        assert repository.refresh() is True

    def test_a_record_changed_by_another_program_is_not_overwritten(self, repository, other):
        (ana,) = put(repository, ANA)
        other.transact("edit", lambda tx: tx.put(tx.get(Contact, "a").but(title="Baker")))
        with pytest.raises(ConflictError, match="Ana Ruiz has been changed by another program"):
            put(repository, ana.but(notes="mine"))
        with pytest.raises(ConflictError, match="Ana Ruiz has been changed by another program"):
            repository.transact("remove", lambda tx: tx.remove(ana))
        assert repository.get(Contact, "a").title == "Baker"

    def test_a_record_without_a_name_is_called_by_its_kind(self, repository):
        (interview,) = put(repository, Interview(id="i", contact_id="a"))
        put(repository, interview.but(place="Cafe Lumen"))
        with pytest.raises(ConflictError, match="This conversation has been changed"):
            put(repository, interview.but(minutes=30))

    def test_a_record_undone_elsewhere_is_not_taken_for_another_of_its_rev(self, repository, other):
        (ana,) = put(repository, ANA)
        (edited,) = put(repository, ana.but(title="Baker"))
        other.undo()
        put(other, ana.but(title="Chef"))
        with pytest.raises(ConflictError):
            put(repository, edited.but(notes="mine"))

    def test_keys_are_never_given_twice(self, repository, path):
        ana, ben = put(repository, ANA, BEN)
        repository.transact("remove", lambda tx: tx.remove(ben))
        put(repository, Contact(id="c", name="Cy"))
        assert list(tables(path)["contacts"]) == ["1", "3"]
        repository.undo()
        put(repository, ana.but(title="Baker"), BEN)
        assert list(tables(path)["contacts"]) == ["1", "4"]

    def test_documents_that_stock_tinydb_added_keep_their_keys(self, repository, path):
        put(repository, ANA)
        with TinyDB(path) as stock:
            stock.table("contacts").insert({"id": "b", "name": "Ben Okafor"})
        put(repository, Contact(id="c", name="Cy"))
        assert list(tables(path)["contacts"]) == ["1", "2", "3"]


def test_neither_importing_nor_listing_needs_pydantic(repository, path):
    put(repository, ANA)
    script = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime\n"
        "from infoint_tui.store.repository import Repository\n"
        "from infoint_tui.domain.basics.clock import FixedClock\n"
        "clock = FixedClock(datetime(2026, 3, 2, tzinfo=UTC))\n"
        "assert len(Repository(Path(sys.argv[1]), clock).rows()) == 1\n"
        "print({'pydantic', 'filelock'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, path], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_the_file_is_plain_json_of_documents(repository, path):
    put(repository, ANA)
    state = msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, dict]])
    assert all(key.isdecimal() for table in state.values() for key in table)
    assert all(
        "rev" in document
        for name, table in state.items()
        if name != "_meta"
        for document in table.values()
    )
