"""The log behind undo and redo: the documents as they were before each change."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Raw, Struct

from infoint_tui.domain.basics.errors import ConflictError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.store import lineage
from infoint_tui.store.lineage import Past
from infoint_tui.store.schema import HISTORY, TABLES, has_text, unfit
from infoint_tui.store.storage import State
from infoint_tui.store.table import ABSENT

Changes = dict[str, dict[str, Raw]]
"""The new documents by table and key; ABSENT removes one."""

Revs = dict[str, dict[str, Any]]
"""The revs of documents by table and key; None for a document that does not exist."""

MAX_STEPS = 50
MAX_SHARE = 4
"""The history takes up at most 1/MAX_SHARE of the file; its newest step always stays."""
FREE_BYTES = 64 * 1024
"""A history up to this size is always kept, so that changes to small files can be undone too."""


class HistoryStep(Struct, frozen=True):
    """A change that can be undone, or one that was undone and can be redone."""

    label: str
    """What was done, in words."""
    at: datetime
    """When it was done, in UTC."""
    undone: bool = False


class Logged(Struct, frozen=True):
    """What a change does to the log."""

    changes: dict[str, Raw]
    """The changes to the table of the history."""
    item: str
    """The item of the file's past that goes with it."""


class Turn(Struct, frozen=True):
    """A step that is undone or redone."""

    step: HistoryStep
    changes: Changes
    item: str
    """The item of the file's past that goes with it."""


class _Head(msgspec.Struct):
    label: str
    at: datetime
    undone: bool = False

    def step(self) -> HistoryStep:
        return HistoryStep(self.label, self.at, self.undone)


class _Entry(_Head, kw_only=True):
    rev: int
    documents: Changes
    """The documents that undoing or redoing this step brings back."""
    revs: Revs
    """The rev of each document as long as no other change touches it; None if it does not exist."""
    group: str = ""
    """The group the step belongs to; if the next step is in the same group, it joins this one."""
    ids: tuple[str, ...] = ()
    """The ids of the writes that made it; none in files from before there were ids."""

    @property
    def id(self) -> str:
        """The id of the write that made it last; "" if it has none."""
        return next(reversed(self.ids), "")


class _Ids(_Head, kw_only=True):
    ids: tuple[str, ...] = ()


class _Named(msgspec.Struct):
    """What the history needs from a document; a text editor may have put anything there."""

    id: Any = None
    rev: Any = 0
    name: Any = ""
    contact_id: Any = None


_NAMED = msgspec.json.Decoder(_Named)

S = TypeVar("S", bound=_Head)
V = TypeVar("V")
Tables = dict[str, dict[str, V]]


def steps(state: State) -> tuple[HistoryStep, ...]:
    """Return the steps in the log that can be read, oldest first."""
    return tuple(head.step() for _, _, head in _sound(state, _Head))


def unreadable(state: State) -> dict[str, str]:
    """Return the keys of the steps that cannot be read, each with the reason."""
    decoder = msgspec.json.Decoder(_Entry)
    found = {}
    for key, raw in _log(state).items():
        try:
            decoder.decode(raw)
        except msgspec.ValidationError as error:
            found[key] = str(error)
    return found


def record(
    state: State,
    changes: Changes,
    step: HistoryStep,
    key: str,
    path: Path,
    id: str,
    group: str = "",
) -> Logged:
    """Return what `changes` to the other tables do to the log.

    The history gains a step, or its newest step grows if it belongs to the same group. It loses the
    steps that were undone, and the oldest ones beyond its limits.

    Args:
        state: the whole file, before the changes.
        changes: the changes to the other tables.
        step: what was done, and when.
        key: the key of the new step.
        path: the file, for error messages.
        id: the id of this write.
        group: what the step belongs to; if empty, it joins no other step.

    Raises:
        DamagedFileError: a document in the history is not valid.
    """
    before, revs, item = _present(state, changes), _revs(changes), id
    ids: tuple[str, ...] = (id,)
    joined, earlier = _joined(state, group, path)
    if earlier is not None:
        before, revs = _merged(before, earlier.documents), _merged(earlier.revs, revs)
        ids, item = (*earlier.ids, id), f"{id}~{earlier.id}" if earlier.ids else id
    newest = _encoded(step, 1, before, revs, ids, group)
    rest = _rest(state, changes)
    used, kept = _size({key: newest}), 1
    log: dict[str, Raw] = {}
    for old, raw, head in reversed(_sound(state, _Head)):
        if old == joined or head.undone:
            log[old] = ABSENT
            continue
        used += _size({old: raw})
        if kept == MAX_STEPS or used > max(FREE_BYTES, (used + rest) // MAX_SHARE):
            kept = MAX_STEPS  # everything older than a dropped step is dropped too
            log[old] = ABSENT
        else:
            kept += 1
    return Logged({**log, key: newest}, item)


def differences(state: State, wanted: State) -> Changes:
    """Return the changes that turn the records of a state into those of another.

    A document that changes gets a higher rev than both have, so that nobody who read either one
    takes it for theirs.
    """
    changes: Changes = {}
    for name in (each for each in TABLES if each != HISTORY):
        old, new = state.get(name, {}), wanted.get(name, {})
        for key in sorted({**old, **new}, key=int):
            before, after = old.get(key, ABSENT), new.get(key, ABSENT)
            if before != after and (new_one := _renewed(before, after)) is not None:
                changes.setdefault(name, {})[key] = new_one
    return changes


def _renewed(before: Raw, after: Raw) -> Raw | None:
    """Return `after` with a higher rev than both have; None if they have the same in them."""
    if ABSENT in (before, after):
        return after
    old, new = (msgspec.json.decode(each, type=dict[str, Raw]) for each in (before, after))
    if {**old, "rev": ABSENT} == {**new, "rev": ABSENT}:
        return None
    revs = (_NAMED.decode(each).rev for each in (before, after))
    rev = max((rev for rev in revs if isinstance(rev, int)), default=0) + 1
    return Raw(msgspec.json.encode({**new, "rev": rev}))


def forget(
    state: State,
    changes: Changes,
    has_trace: Callable[[str], bool],
    without: Callable[[str], str],
) -> dict[str, Raw]:
    """Return the changes to the history that leave no trace of what `changes` takes away.

    A step goes if it has a document that changes now or that has a trace. So do the steps that can
    only be undone or redone after it. The labels of those that stay lose their traces.
    A step that cannot be read stays, unless it has a trace.

    Args:
        state: the whole file, before the changes.
        changes: the changes to the other tables.
        has_trace: tells whether a text has a trace.
        without: returns a label without traces.
    """

    def is_clean(entry: _Entry) -> bool:
        return not any(
            key in changes.get(table, {}) or has_text(raw, has_trace)
            for table, documents in entry.documents.items()
            for key, raw in documents.items()
        )

    entries = {key: entry for key, _, entry in _sound(state, _Entry)}
    done = [each for each in entries.items() if not each[1].undone]
    undone = [each for each in entries.items() if each[1].undone]
    kept = (
        *takewhile(lambda each: is_clean(each[1]), reversed(done)),
        *takewhile(lambda each: is_clean(each[1]), undone),
    )
    unreadable = ((key, raw) for key, raw in _log(state).items() if key not in entries)
    log = dict.fromkeys(entries, ABSENT)
    log.update((key, ABSENT) for key, raw in unreadable if has_text(raw, has_trace))
    for key, entry in kept:
        entry.label = without(entry.label)
        log[key] = Raw(msgspec.json.encode(entry))
    return log


def names(state: State, ids: Collection[str]) -> tuple[str, ...]:
    """Return every name that contacts with these ids have in the log, without repeats."""
    found = (
        _NAMED.decode(raw)
        for _, _, entry in _sound(state, _Entry)
        for raw in entry.documents.get("contacts", {}).values()
        if raw != ABSENT
    )
    return tuple(dict.fromkeys(str(each.name) for each in found if each.id in ids))


def known(state: State, past: Past) -> frozenset[str]:
    """Return the ids of all writes that led to a state, as far as it has them."""
    joined = (id for _, _, entry in _sound(state, _Ids) for id in entry.ids)
    return frozenset((*lineage.ids(past), *joined))


def at(state: State, past: Past, id: str) -> State | None:
    """Return an earlier state of a file, by undoing what came after it.

    Args:
        state: the whole file now.
        past: its past.
        id: the id of the earlier state.

    Returns:
        The tables as they were, but for the history; None if the log no longer says.
    """
    way = lineage.way(past, id)
    if way is None:
        return None
    entries = {entry.id: entry for _, _, entry in _sound(state, _Entry)}
    tables = {name: dict(table) for name, table in state.items()}
    for steps, is_undone in zip(way, (False, True), strict=True):
        for step in steps:
            entry = entries.get(step)
            if entry is None or entry.undone is not is_undone:
                return None
            for name, documents in entry.documents.items():
                tables.setdefault(name, {}).update(documents)
    return {
        name: {key: raw for key, raw in table.items() if raw != ABSENT}
        for name, table in tables.items()
    }


def undo(state: State, path: Path, id: str) -> Turn | None:
    """Return how to undo the newest step that is not undone, or None.

    Args:
        state: the whole file.
        path: the file, for error messages.
        id: the id of this write.

    Raises:
        ConflictError: a document is no longer as the step left it.
        DamagedFileError: a document in the history is not valid.
    """
    key = _newest(state)
    return None if key is None else _turned(state, key, path, id)


def redo(state: State, path: Path, id: str) -> Turn | None:
    """Return how to redo the oldest undone step, or None.

    Args:
        state: the whole file.
        path: the file, for error messages.
        id: the id of this write.

    Raises:
        ConflictError: a document is no longer as undoing the step left it.
        DamagedFileError: a document in the history is not valid.
    """
    undone = (key for key, _, head in _sound(state, _Head) if head.undone)
    key = next(undone, None)
    return None if key is None else _turned(state, key, path, id)


def _turned(state: State, key: str, path: Path, id: str) -> Turn:
    """Return the reversed step and its changes: old and current documents swap places."""
    entry = _read(key, _log(state)[key], _Entry, path)
    now = _present(state, entry.documents)
    for table, revs in _revs(now).items():
        for document, rev in revs.items():
            if rev != entry.revs.get(table, {}).get(document):
                raise _conflict(state, entry, table, document)
    step = HistoryStep(entry.label, entry.at, not entry.undone)
    turned = _encoded(step, entry.rev + 1, now, _revs(entry.documents), entry.ids)
    item = f"{id}{'-' if step.undone else '+'}{entry.id}" if entry.ids else id
    return Turn(step, {**entry.documents, HISTORY: {key: turned}}, item)


def _encoded(
    step: HistoryStep,
    rev: int,
    before: Changes,
    revs: Revs,
    ids: tuple[str, ...],
    group: str = "",
) -> Raw:
    entry = _Entry(
        step.label,
        step.at,
        step.undone,
        rev=rev,
        documents=before,
        revs=revs,
        group=group,
        ids=ids,
    )
    return Raw(msgspec.json.encode(entry))


def _newest(state: State) -> str | None:
    """Return the key of the newest step that is not undone."""
    log = reversed(_sound(state, _Head))
    return next((key for key, _, head in log if not head.undone), None)


def _joined(state: State, group: str, path: Path) -> tuple[str | None, _Entry | None]:
    """Return the step that a new step of `group` joins: the newest, if nothing changed after it."""
    key = _newest(state) if group else None
    if key is not None:
        entry = _read(key, _log(state)[key], _Entry, path)
        if entry.group == group and _revs(_present(state, entry.documents)) == entry.revs:
            return key, entry
    return None, None


def _merged(under: Tables[V], over: Tables[V]) -> Tables[V]:
    """Return `under` and `over` merged; if both have a value for a document, `over` wins."""
    return {name: {**under.get(name, {}), **over.get(name, {})} for name in {**under, **over}}


def _read(key: str, raw: Raw, kind: type[S], path: Path) -> S:
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError as error:
        raise unfit(path, HISTORY, key, str(error)) from None


def _sound(state: State, kind: type[S]) -> list[tuple[str, Raw, S]]:
    """Return the steps that can be read: the key, the document, and what it says."""
    decoder = msgspec.json.Decoder(kind)
    found = []
    for key, raw in _log(state).items():
        try:
            found.append((key, raw, decoder.decode(raw)))
        except msgspec.ValidationError:  # it stays as it is
            continue
    return found


def _log(state: State) -> dict[str, Raw]:
    return state.get(HISTORY, {})


def _present(state: State, changes: Changes) -> Changes:
    """Return the documents that `changes` touches, as they are now."""
    return {
        table: {key: state.get(table, {}).get(key, ABSENT) for key in documents}
        for table, documents in changes.items()
    }


def _revs(changes: Changes) -> Revs:
    return {
        table: {
            key: None if raw == ABSENT else _NAMED.decode(raw).rev for key, raw in documents.items()
        }
        for table, documents in changes.items()
    }


def _size(documents: dict[str, Raw]) -> int:
    """Return how many bytes documents take up in a table, with quotes, colons and commas."""
    return sum(map(len, documents)) + sum(map(len, documents.values())) + 4 * len(documents)


def _rest(state: State, changes: Changes) -> int:
    """Return how many bytes the documents outside the history take up after the changes."""
    before = sum(_size(table) for name, table in state.items() if name != HISTORY)
    for name, documents in changes.items():
        table = state.get(name, {})
        before -= _size({key: table[key] for key in documents if key in table})
        before += _size({key: raw for key, raw in documents.items() if raw != ABSENT})
    return before


def _conflict(state: State, entry: _Entry, table: str, key: str) -> ConflictError:
    doing = "redone" if entry.undone else "undone"
    return ConflictError(
        f"{_called(state, entry, table, key)} has changed since, so “{entry.label}” cannot be"
        f" {doing}.",
        "Make the change by hand.",
    )


def _called(state: State, entry: _Entry, table: str, key: str) -> str:
    """Return what to call a document: a person's name if there is one."""
    for raw in (state.get(table, {}).get(key, ABSENT), entry.documents[table][key]):
        found = _Named() if raw == ABSENT else _NAMED.decode(raw)
        name = clean_line(str(found.name or _person(state, found.contact_id)))
        if name:
            return f"{name} ({table} {key})"
    return f"Document {key} of {table}"


def _person(state: State, contact_id: Any) -> Any:
    people = map(_NAMED.decode, state.get("contacts", {}).values() if contact_id else ())
    return next((person.name for person in people if person.id == contact_id), "")
