"""Two programs that each add people to one file at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from tests.batteries.children import adds, child, contacts, said
from tests.batteries.table import Terms

CHANGES = 100


def run(terms: Terms) -> Iterator[str]:
    """Start both at once; everyone is there, once."""
    for number in range(terms.amount(3, 100)):
        path = terms.new_folder(number) / "infoint.json"
        with (
            child(adds, path, terms.storage, "left", CHANGES) as (_, left),
            child(adds, path, terms.storage, "right", CHANGES) as (_, right),
        ):
            for connection in (left, right):
                connection.send("go")
            yield broken(path, left, right)


def broken(path: Path, *programs: Connection, saved: Iterable[str] = ()) -> str:
    """Return what is wrong once programs have added people, or "" if nothing is.

    Args:
        path: the file.
        programs: their connections; each says whom it added.
        saved: who was added besides.
    """
    words = [*saved, *(word for program in programs for word in said(program))]
    if errors := [word for word in words if word.startswith("!")]:
        return errors[0]
    try:
        found = contacts(path)
    except AssertionError as error:
        return str(error)
    ids, names = [each.id for each in found], [each.name for each in found]
    if len(set(ids)) != len(ids) or len(set(names)) != len(names):
        return "someone is there twice"
    missing = set(words) - set(names)
    return f"{len(missing)} of {len(words)} are missing" if missing else ""
