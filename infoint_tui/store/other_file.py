"""Another version of the file: what both came from, and what merging it in changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec
from msgspec import Raw, Struct

from infoint_tui.store import history, lineage, schema
from infoint_tui.store.history import Changes
from infoint_tui.store.rows import Documents
from infoint_tui.store.schema import HISTORY, META
from infoint_tui.store.storage import State
from infoint_tui.store.table import ABSENT
from infoint_tui.store.three_way import Document, Merged, Place, merged
from infoint_tui.store.transaction import Transaction

_MOST_SIDES = 200
"""The most writes of another file whose ids are kept when it is merged in."""


class OtherFile(Struct, frozen=True):
    """Another version of the file."""

    state: State
    base: State | None
    """What both came from; None if nobody knows any more."""
    unread: int = 0
    """How many of its records cannot be read; they are left out."""
    apart: frozenset[tuple[str, str]] = frozenset()
    """The tables and ids of the records that one of the two cannot read; they are left alone."""

    def merged(self, state: State, taken: Collection[Place] = ()) -> Merged:
        """Return how to bring what it has into a state.

        Args:
            state: the state.
            taken: the conflicts in which its version is taken.
        """
        base = None if self.base is None else self._tables(self.base)
        return merged(self._tables(state), self._tables(self.state), base, taken)

    def _tables(self, state: State) -> dict[str, dict[str, Document]]:
        decoder = msgspec.json.Decoder(dict[str, object])
        tables: dict[str, dict[str, Document]] = {}
        for name in (each for each in schema.TABLES if each != HISTORY):
            found = {key: decoder.decode(raw) for key, raw in state.get(name, {}).items()}
            apart = {id for table, id in self.apart if table == name}
            tables[name] = {k: each for k, each in found.items() if each.get("id") not in apart}
        return tables


def opened(mine: State, theirs: State, more: Iterable[State], path: Path) -> OtherFile:
    """Return another version of a file, with what both came from.

    Args:
        mine: the file's state.
        theirs: the state of the other version.
        more: other states of either, such as backups, which may know what both came from.
        path: the file, for error messages.

    Raises:
        ForeignFileError: it is not a version of one of our files.
        NewerFileError: it was written by a newer version.
    """
    theirs = schema.current(theirs, path)
    apart = [_apart(each, path) for each in (mine, theirs)]
    past = [schema.past(each, path) for each in (mine, theirs)]
    shared = lineage.common(*past)
    bases = (_base(each, shared, path) for each in (mine, theirs, *(more if shared else ())))
    base = next((each for each in bases if each is not None), None) if shared else None
    return OtherFile(theirs, base, len(apart[1]), apart[0] | apart[1])


def sides(state: State, theirs: State, path: Path) -> tuple[str, ...]:
    """Return the ids of the writes that merging another version brings into the past of a state."""
    known = history.known(state, schema.past(state, path)) if META in state else ()
    found = lineage.own(schema.past(theirs, path))
    return tuple(id for id in found if id not in known)[-_MOST_SIDES:]


def changes(found: Merged, transaction: Transaction, revision: int) -> Changes:
    """Return the changes to the tables that a merge makes.

    Args:
        found: the merge.
        transaction: gives new documents their keys.
        revision: the revision of the file before.
    """
    changes: Changes = {}
    for edit in found.edits:
        key = edit.key or transaction.next_key(edit.table)
        after = edit.after and {**edit.after, "rev": 1 + max(revision, edit.rev)}
        raw = ABSENT if after is None else Raw(msgspec.json.encode(after))
        changes.setdefault(edit.table, {})[key] = raw
    return changes


def _base(state: State, id: str, path: Path) -> State | None:
    if META not in state:
        return None
    return history.at(state, schema.past(state, path), id)


def _apart(state: State, path: Path) -> frozenset[tuple[str, str]]:
    """Return the tables and ids of the records that cannot be read."""
    from infoint_tui.domain.records.kinds import EVERY_KIND  # pydantic is slow to import

    documents = Documents(path)
    documents.state = state
    for kind in EVERY_KIND:
        documents.records(kind)
    found = set()
    for each in documents.unreadable:
        document = msgspec.json.decode(state[each.table][each.key])
        found.add((each.table, str(document.get("id", each.key))))
    return frozenset(found)
