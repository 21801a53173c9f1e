"""kill -9 at random moments, while a program adds people and shortens what it wrote."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from infoint_tui.domain.records.contact import Contact
from tests.batteries.children import child, contacts, opened, said, was_killed
from tests.batteries.table import Kind, Terms

LONGEST = 0.04
"""The most seconds between the saves that are waited for and the kill."""
FSYNC = 0.005
"""The seconds that the disk takes, as in memory it takes none."""
NOTES = "n" * 20_000


def run(terms: Terms) -> Iterator[str]:
    """Kill a program at a random moment; the file has what it acknowledged, and is whole."""
    chance = random.Random(14)
    for number in range(terms.amount(40, 2000)):
        path = terms.new_folder(number) / "infoint.json"
        with child(_saves, path, terms.storage) as (process, connection):
            for acknowledged in range(1, chance.randint(1, 3) + 1):
                assert connection.recv() == acknowledged
            time.sleep(chance.uniform(0, LONGEST))
            process.kill()
            acknowledged = max(acknowledged, *said(connection), 0)
            assert was_killed(process)
        yield _broken(path, acknowledged)


def _saves(connection: Connection, path: Path, storage: Kind) -> None:
    fsync = os.fsync

    def slow(handle: int) -> None:
        time.sleep(FSYNC)
        fsync(handle)

    os.fsync = slow
    repository = opened(path, storage)
    for number in count():
        name, is_new = f"p{number // 2}", number % 2 == 0

        def change(tx, name=name, is_new=is_new):
            if is_new:
                tx.put(Contact(id=name, name=name, notes=NOTES))
            else:
                tx.put(tx.get(Contact, name).but(notes=""))

        repository.transact("save", change, is_step=False)  # the history would keep the notes
        connection.send(number + 1)


def _after(saves: int) -> list[tuple[str, bool]]:
    """Return who is in the file after so many saves, and whether they have notes."""
    people = [(f"p{number}", False) for number in range(saves // 2)]
    return [*people, (f"p{saves // 2}", True)] if saves % 2 else people


def _broken(path: Path, acknowledged: int) -> str:
    try:
        found = [(each.name, bool(each.notes)) for each in contacts(path)]
        opened(path, "ours").transact("add", lambda tx: tx.put(Contact(id="new", name="New")))
        more = contacts(path)
    except AssertionError as error:
        return str(error)
    if found not in (_after(acknowledged), _after(acknowledged + 1)):
        return f"{len(found)} people after {acknowledged} saves"
    return "" if len(more) == len(found) + 1 else "the next save lost something"
