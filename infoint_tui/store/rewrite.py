"""Rewriting a backup, so that what was purged is not in it either."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from infoint_tui.store.backups import Backup, whole
from infoint_tui.store.repository import Repository
from infoint_tui.store.storage import (
    State,
    TransactionalStorage,
    cannot,
    sync_folder,
    with_odd,
    write_new,
)

if TYPE_CHECKING:
    from infoint_tui.domain.basics.clock import Clock


class _Memory(TransactionalStorage):
    """A state that is changed in memory only."""

    def __init__(self, state: State) -> None:
        self._state = state

    def read(self) -> State:
        return self._state

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        self._state = cast("State", dict(data))

    def put_back(self, state: State) -> Path:
        raise NotImplementedError  # it is no file

    @contextmanager
    def transaction(self) -> Iterator[None]:
        yield


def rewrite(backup: Backup, clock: Clock, change: Callable[[Repository], object]) -> None:
    """Change what is in a backup, which keeps its number and its date.

    A program that is stopped meanwhile leaves the backup as it was, or as it is to be.

    Args:
        backup: the backup.
        clock: tells the time to the repository.
        change: changes the records through a repository over them.

    Raises:
        StoreError: it cannot be read or written; it is as it was.
    """
    state, odd = whole(backup.path)
    memory = _Memory(state)
    change(Repository(backup.path.with_suffix(".none"), clock, storage=lambda _: memory))
    data = gzip.compress(msgspec.json.encode(with_odd(memory.read(), odd)), mtime=0)
    temporary = backup.path.with_name(f"new.{os.getpid()}.tmp")
    try:
        try:
            temporary.unlink(missing_ok=True)  # left by a program that was killed
            write_new(temporary, data)
            os.replace(temporary, backup.path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        _name_by_people(backup, len(memory.read().get("contacts", {})))
        sync_folder(backup.path.parent)
    except OSError as error:
        raise cannot(backup.path, "written", error, "Remove it to be sure.") from error


def _name_by_people(backup: Backup, people: int) -> None:
    """Give a backup the name that says how many people are in it now."""
    number, at, _, reason = backup.path.name.split("-", 3)
    os.rename(backup.path, backup.path.with_name(f"{number}-{at}-{people}-{reason}"))
