"""The index against a plain look at every document, through all sorts of changes of the table."""

from __future__ import annotations

from pathlib import Path
from random import Random

import msgspec
import pytest
from msgspec import Raw

from infoint_tui.store.index import FOUND_BY, Index

Table = dict[str, Raw]


def document(random: Random, key: str) -> Raw:
    fields = {
        "id": f"id-{key}",
        "contact_id": random.choice("abc"),
        "held_on": random.choice((None, "2026-11-22")),
        "text": random.random(),
    }
    return Raw(msgspec.json.encode({key: value for key, value in fields.items() if value}))


def changed(random: Random, table: Table) -> Table:
    """Return the table after documents came, went, came back or changed."""
    new = dict(table)
    for key in map(str, random.choices(range(1, 30), k=4)):
        if random.random() < 0.7:
            new[key] = document(random, key)
        else:
            new.pop(key, None)
    if random.random() < 0.1:  # as after another program has written the file
        new = {key: Raw(bytes(raw)) for key, raw in new.items()}
    return {key: new[key] for key in sorted(new, key=int)}


@pytest.mark.parametrize("seed", range(20))
def test_it_finds_what_a_look_at_every_document_finds(seed: int) -> None:
    random, table = Random(seed), Table()
    index = Index(Path("people.json"), "interviews")
    for _ in range(20):
        documents = {key: msgspec.json.decode(raw) for key, raw in table.items()}
        for fields in FOUND_BY["interviews"]:
            expected: dict[object, list[str]] = {}
            for key, each in documents.items():
                values = tuple(each.get(field) for field in fields)
                expected.setdefault(values if len(fields) > 1 else values[0], []).append(key)
            by_values = index.by(table, fields).keys
            assert {values: list(keys) for values, keys in by_values.items()} == expected
        found_keys = {key: index.key(table, f"id-{key}") for key in map(str, range(1, 30))}
        assert found_keys == {key: key if key in table else None for key in found_keys}
        table = changed(random, table)
