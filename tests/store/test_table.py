from __future__ import annotations

import msgspec
import pytest
from msgspec import Raw
from tinydb import TinyDB, where
from tinydb.table import Document

from infoint_tui.store.storage import AtomicJSONStorage
from infoint_tui.store.table import ABSENT, RecordTable

ANA, BEN = {"name": "Ana Ruiz"}, {"name": "Ben Okafor"}


@pytest.fixture
def storage(path):
    return AtomicJSONStorage(path)


@pytest.fixture
def table(storage):
    return RecordTable(storage, "people")


def test_tinydb_works_on_it_as_on_any_table(table):
    assert table.all() == []
    assert table.insert_multiple([ANA, BEN]) == [1, 2]
    assert table.search(where("name") == "Ben Okafor") == [BEN]
    assert table.get(doc_id=1) == ANA
    assert table.get(doc_id=3) is None
    assert isinstance(table.get(doc_id=1), Document)
    assert table.update({"tags": ["x"]}, where("name") == "Ana Ruiz") == [1]
    assert table.all() == [{**ANA, "tags": ["x"]}, BEN]
    assert table.remove(doc_ids=[1]) == [1]
    assert len(table) == 1
    table.truncate()
    assert table.all() == []


def test_stock_tinydb_reads_what_it_wrote(table, path):
    table.insert(ANA)
    with TinyDB(path) as stock:
        assert stock.tables() == {"people"}
        assert stock.table("people").all() == [ANA]


def test_no_answer_outlives_a_change_by_another_program(table, path):
    query = where("name") == "Ana Ruiz"
    table.insert(ANA)
    assert len(table.search(query)) == 1
    RecordTable(AtomicJSONStorage(path), "people").truncate()
    assert table.search(query) == []


def test_documents_not_touched_stay_byte_for_byte(table, storage):
    odd = Raw(b'{"name" : "Ana Ruiz"}')
    storage.write({"people": {"1": odd, "2": BEN}})
    table.update({"name": "B"}, where("name") == "Ben Okafor")
    assert bytes(storage.read()["people"]["1"]) == bytes(odd)


def test_apply_inserts_replaces_and_removes_in_the_order_of_keys(table, storage):
    ana, ben = (Raw(msgspec.json.encode(document)) for document in (ANA, BEN))
    table.apply({"10": ana, "9": ben, "11": ben})
    assert list(storage.read()["people"]) == ["9", "10", "11"]
    table.apply({"9": ABSENT, "10": ben, "12": ABSENT})
    assert table.all() == [BEN, BEN]
    assert [document.doc_id for document in table] == [10, 11]


def test_a_change_that_fails_leaves_file_and_memory_alone(table, path):
    table.insert(ANA)
    before = path.read_bytes()

    def spoil(document):
        document["name"] = "spoiled"
        raise KeyError

    with pytest.raises(KeyError):
        table.update(spoil)
    assert path.read_bytes() == before
    assert table.all() == [ANA]
