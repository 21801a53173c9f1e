"""The index against a plain look at every document, through any changes of the table."""

from __future__ import annotations

from pathlib import Path
from random import Random

import msgspec
import pytest
from msgspec import Raw

from infoint_tui.store.index import Index

Table = dict[str, Raw]


def document(random: Random) -> Raw:
    fields = {"who": random.choice("abc"), "ended": random.choice((None, "yes"))}
    return Raw(msgspec.json.encode({**fields, "text": random.random()}))


def changed(random: Random, table: Table) -> Table:
    """Return the table after a change: documents came, went, came back or are others."""
    new = dict(table)
    for key in map(str, random.choices(range(1, 30), k=4)):
        if random.random() < 0.7:
            new[key] = document(random)
        else:
            new.pop(key, None)
    if random.random() < 0.1:  # as after another program has written the file
        new = {key: Raw(bytes(raw)) for key, raw in new.items()}
    return {key: new[key] for key in sorted(new, key=int)}


@pytest.mark.parametrize("seed", range(20))
def test_it_finds_what_a_look_at_every_document_finds(seed: int) -> None:
    random, table = Random(seed), Table()
    index = Index(Path("people.json"), "touches", ("who", "ended"), lambda key, raw: (key, raw))
    for _ in range(20):
        for values in ((who, ended) for who in "abcd" for ended in (None, "yes")):
            expected = [
                (key, raw)
                for key, raw in table.items()
                if (found := msgspec.json.decode(raw))["who"] == values[0]
                and found["ended"] == values[1]
            ]
            assert list(index.find(table, values)) == expected
        table = changed(random, table)
