"""What the file looks like, and how an older file is brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Raw

from infoint_tui.domain.basics.counting import in_people
from infoint_tui.domain.basics.errors import (
    DamagedFileError,
    ForeignFileError,
    NewerFileError,
    StoreError,
)
from infoint_tui.store import lineage
from infoint_tui.store.lineage import Past
from infoint_tui.store.storage import State, Tables

SCHEMA = 1
"""The version of the file format that this program writes."""

META = "_meta"
"""The table that says what the file is; it has one document, "1"."""

HISTORY = "history"

TABLES = (
    "contacts",
    "touches",
    "interviews",
    "follow_ups",
    "questions",
    "goals",
    "commitments",
    HISTORY,
)
"""The tables that every file has from its first write on."""


class Migration(msgspec.Struct, frozen=True):
    """A step from one version of the file to the next."""

    change: Callable[[State], State]
    """Returns a state in the next version, its history as well."""
    needs: str
    """The first version of this program that reads the result."""


MIGRATIONS: dict[int, Migration] = {}
"""The steps, by the version they start from. Before the first one is saved, a backup is made."""


class Meta(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the file says about itself."""

    schema: int
    revision: int
    """How many changes have been written; it goes up with each one."""
    counters: dict[str, int] = {}
    """The last key given out in each table. No key is given out twice."""
    past: Any = ()
    """The ids of the writes that led here; `past` below says what can be used of it."""
    needs: str = ""
    """The first version of this program that reads the file; "" if every version does."""


NO_FILE = Meta(SCHEMA, 0)


def fresh() -> State:
    """Return the state of a new file."""
    return with_meta({META: {}, **{name: {} for name in TABLES}}, NO_FILE)


def with_meta(state: State, meta: Meta) -> State:
    """Return `state` with another `_meta`, keeping anything that a later version added to it."""
    known = state[META].get("1")
    extra = {} if known is None else msgspec.json.decode(known, type=dict[str, Raw])
    document = Raw(msgspec.json.encode({**extra, **msgspec.to_builtins(meta)}))
    return {**state, META: {**state[META], "1": document}}


def meta(state: State, path: Path) -> Meta:
    """Return what the file at `path` says about itself.

    Raises:
        ForeignFileError: it is not one of our files.
    """
    try:
        found = msgspec.json.decode(state[META]["1"], type=Meta)
    except (LookupError, msgspec.ValidationError):
        found = Meta(0, 0)
    if found.schema < 1:
        raise ForeignFileError(
            f"{path} belongs to another program.",
            "It was left as is. Name another file with --db.",
        )
    return found


def past(state: State, path: Path) -> Past:
    """Return the ids of the writes that led to the state of the file at `path`.

    A file from before there were ids has one that follows from its content, so that two copies of
    it are known to be the same.

    Raises:
        ForeignFileError: it is not one of our files.
    """
    found = lineage.sound(meta(state, path).past)
    return found or (_print(state),)


def _print(state: State) -> str:
    """Return an id that follows from all records of a state."""
    from hashlib import blake2b  # only needed once for a file, if at all

    content = blake2b(digest_size=6)
    for name in (each for each in state if each != META):
        for key, raw in state[name].items():
            content.update(b"%s\0%s\0%s\0" % (name.encode(), key.encode(), bytes(raw)))
    return content.hexdigest()


def current(state: State, path: Path) -> State:
    """Return `state` in the newest version; the same object if it is in that version already.

    Args:
        state: what was read.
        path: the file, for error messages.

    Raises:
        ForeignFileError: it is not one of our files.
        NewerFileError: it was written by a later version of this program.
        StoreError: it cannot be brought up to date.
    """
    found = meta(state, path)
    if found.schema > SCHEMA:
        raise _newer(path, found, len(state.get("contacts", {})))
    for version in range(found.schema, SCHEMA):
        step = MIGRATIONS[version]
        try:
            changed = step.change(state)
        except (LookupError, TypeError, ValueError) as error:
            raise StoreError(
                f"{path} cannot be brought up to date (step {version}: {error}).",
                "It was left as is. Please report this.",
            ) from error
        after = msgspec.structs.replace(found, schema=version + 1, needs=step.needs)
        state = with_meta(changed, after)
    return state


def _newer(path: Path, found: Meta, people: int) -> NewerFileError:
    """Return the error for a file that a later version wrote, with the version it needs."""
    needed = f"version {found.needs} or later" if found.needs else "the newest version"
    return NewerFileError(
        f"{path} (with {in_people(people)}) was written by a newer version of this program: it has"
        f" format {found.schema}, and this version reads up to {SCHEMA}.",
        f"It was left as is. Update to {needed}, or name another file with --db.",
    )


def has_text(document: Raw, is_wanted: Callable[[str], bool]) -> bool:
    """Tell whether a document has a wanted text, at whatever depth.

    Args:
        document: the document.
        is_wanted: tells whether a text is wanted, as it is if a part of it is.
    """
    whole = bytes(document).decode()
    if "\\" not in whole and not is_wanted(whole):  # nothing is escaped, so it would be seen
        return False
    return any(map(is_wanted, _texts(document)))


def _texts(document: Raw) -> list[str]:
    found: list[str] = []
    waiting: list[Any] = [msgspec.json.decode(document)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return found


class Unreadable(msgspec.Struct, frozen=True):
    """A document that cannot be read; it stays in the file as it is."""

    table: str
    key: str
    reason: str


def apart(odd: Tables) -> tuple[Unreadable, ...]:
    """Return what our tables hold in place of documents."""
    found = []
    for table in TABLES:
        entries = odd.get(table, {})
        if isinstance(entries, dict):
            found += [Unreadable(table, key, "it is no record") for key in entries]
        else:
            found.append(Unreadable(table, "", "it is no table"))
    return tuple(found)


class SetApart:
    """The documents of a file that turned out to be unreadable.

    Args:
        path: the file, for error messages.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[tuple[str, str], tuple[Raw, str]] = {}

    def note(self, table: str, key: str, raw: Raw, reason: str) -> DamagedFileError:
        """Note one, and return the error for whoever asked for this document alone."""
        self._found[table, key] = raw, reason
        return unfit(self._path, table, key, reason)

    def of(self, state: State) -> tuple[Unreadable, ...]:
        """Return those that are in a state as they were when they were noted."""
        return tuple(
            Unreadable(table, key, reason)
            for (table, key), (raw, reason) in sorted(self._found.items())
            if state.get(table, {}).get(key) == raw
        )


def unfit(path: Path, table: str, key: str, reason: str) -> DamagedFileError:
    """Return the error for a document that does not fit its table."""
    return DamagedFileError(
        f"{path} is damaged: document {key} of the table {table!r}: {reason}.",
        "infoint doctor says what to do.",
    )
