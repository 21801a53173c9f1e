"""A program that replaces the whole file without our lock, as sync programs do."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterator
from itertools import chain, count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest import mock

from infoint_tui.domain.records.contact import Contact
from infoint_tui.store import swap
from infoint_tui.store.repository import Transaction
from tests.batteries.children import add, adds, child, contacts, opened, said
from tests.batteries.table import NotRunError, Terms

ROUND = 40
"""How many changes are made to one file before the next one is begun."""
CHILDREN = 60.0
"""How many seconds two programs work on one file in the long form; 1.5 in the short form."""


def run(terms: Terms) -> Iterator[str]:
    """First at the worst moment of each save, then at random moments."""
    if swap._renameat2() is None:
        raise NotRunError("needs Linux")
    for number in terms.until(1.5, 150):
        yield from _at_the_last_moment(terms.new_folder(f"last-{number}"))
        if not terms.is_long:
            break
    for number in terms.until(0.1, 150):
        seconds = CHILDREN if terms.is_long else 1.5
        yield from _at_random(terms.new_folder(f"random-{number}"), seconds)


def _at_the_last_moment(folder: Path) -> Iterator[str]:
    """Replace the file at a bad moment of every change, by turns.

    That is while the change is made of what was read, or after the file was compared for the last
    time, just before we replace it.
    """
    path, placed = folder / "infoint.json", set[str]()
    ours = opened(path, "ours")
    add(ours, "first")
    for number in range(ROUND):
        real, peer = swap._swap, f"peer {number}"

        def place(peer: str = peer) -> None:
            if peer not in placed:
                placed.add(peer)
                _replace(path, folder / "other" / "infoint.json", peer)

        def late(*names: Path, real: Any = real, place: Any = place) -> bool:
            place()
            return bool(real(*names))

        def change(tx: Transaction, number: int = number, place: Any = place) -> None:
            if number % 2:
                place()
            tx.put(Contact(id=f"ours {number}", name=f"ours {number}"))

        with mock.patch.object(swap, "_swap", real if number % 2 else late):
            ours.transact("add", change)
        wanted = {"first", *placed, *(f"ours {each}" for each in range(number + 1))}
        missing = wanted - {each.name for each in contacts(path)}
        yield f"missing: {sorted(missing)}" if missing else ""


def _replace(path: Path, elsewhere: Path, name: str) -> None:
    """Replace a file by what it was when it was read, with one more row."""
    elsewhere.parent.mkdir(exist_ok=True)
    elsewhere.write_bytes(path.read_bytes())
    add(opened(elsewhere, "ours"), name)
    os.replace(elsewhere, path)


def _at_random(folder: Path, seconds: float) -> Iterator[str]:
    """Let a peer replace the file while we add people, and read it all the time."""
    path = folder / "infoint.json"
    add(opened(path, "ours"), "first")
    with (
        child(adds, path, "ours", "ours", 10**6) as (_, ours),
        child(_peer, path) as (_, peer),
    ):
        ours.send("go")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            yield _unlike_a_file(path)
            time.sleep(0.001)
        peer.send("stop")
        words = said(peer)
        yield from (word if word.startswith("!") else "" for word in words)
    if not words:
        yield "the peer did nothing"


def _unlike_a_file(path: Path) -> str:
    try:
        return "" if "_meta" in json.loads(path.read_bytes()) else "it does not say what it is"
    except (OSError, ValueError) as error:
        return f"not a whole file: {error}"


def _peer(connection: Connection, path: Path) -> None:
    """Replace the file again and again; see each time that every row placed so far is kept."""
    moments = random.Random(14)
    placed: set[str] = set()
    for number in count():
        if connection.poll():
            return
        time.sleep(moments.uniform(0, 0.01))
        name = f"peer {number}"
        _replace(path, path.parent / "other" / "infoint.json", name)
        placed.add(name)
        time.sleep(moments.uniform(0, 0.01))
        kept = chain([path], path.parent.glob("infoint (conflicted copy*"))
        found = {each.name for file in kept for each in contacts(file)}
        connection.send(f"! lost {sorted(placed - found)}" if placed - found else name)
