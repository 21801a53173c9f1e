"""Backups: making one, and going back to one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Raw, Struct

from infoint_tui.domain.basics.counting import counted, enumerated
from infoint_tui.domain.basics.errors import DamagedFileError, StoreError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.vocabulary import RECORDS
from infoint_tui.services.context import UseCaseContext
from infoint_tui.store.backups import Backup, Reason, read
from infoint_tui.store.table import ABSENT

if TYPE_CHECKING:
    from infoint_tui.store.storage import State

_MOST_NAMES = 5
"""The most people who are named; more are counted."""


class Difference(Struct, frozen=True):
    """What going back to a backup would do."""

    returning: tuple[str, ...] = ()
    """The people who come back."""
    going: tuple[str, ...] = ()
    """The people who go."""
    changing: tuple[str, ...] = ()
    """The people whose own fields change."""
    records: Mapping[str, int] = {}
    """How many other records come back, change or go, by table."""

    def __bool__(self) -> bool:
        return bool(self.returning or self.going or self.changing or self.records)

    @property
    def lines(self) -> tuple[str, ...]:
        """What it would do, in words, a line for each kind."""
        groups = {"Back": self.returning, "Gone": self.going, "Changed": self.changing}
        lines = [f"{label}: {_who(names)}" for label, names in groups.items() if names]
        others = [counted(count, RECORDS[table]) for table, count in self.records.items()]
        return (*lines, *([f"Other records: {enumerated(others)}"] if others else ()))


class _WithName(Struct):
    name: Any = ""


class BackingUp:
    """Makes backups, and goes back to them."""

    def __init__(self, context: UseCaseContext) -> None:
        self._repository = context.repository
        self._backups = context.repository.backups

    @property
    def folder(self) -> Path:
        """Where the backups are."""
        return self._backups.folder

    def all(self) -> tuple[Backup, ...]:
        """Return all backups, the newest first."""
        return self._backups.all()

    def newest_good(self) -> Backup | None:
        """Return the newest backup that can be read; None if there is none."""
        return self._backups.newest_good()

    def make(self, reason: Reason = "by-hand") -> Backup | None:
        """Make a backup; None if there is no file yet, or the newest backup has it all."""
        return self._backups.make(reason)

    def make_if_due(self) -> Backup | None:
        """Make a backup if the newest one is an hour old and something has changed since."""
        return self._backups.make("hourly") if self._backups.is_due() else None

    def copy_to(self, path: Path) -> None:
        """Write a copy of the file; nothing is overwritten.

        Args:
            path: the copy; if its name ends in .gz, it is compressed.

        Raises:
            InfointError: there is no data yet, `path` exists, or it cannot be written.
        """
        self._backups.copy_to(path)

    def find(self, path: Path | None = None) -> tuple[Path, State] | None:
        """Return a backup and what is in it; None if there is no such backup.

        Args:
            path: a backup, or an uncompressed copy of the file; None means the newest good backup
                that differs from the file, or, if the file is damaged, the newest good one.

        Raises:
            StoreError: the one at `path` cannot be read, or the file belongs to another program or
                to a newer version.
        """
        if path is not None:
            return path, read(path)
        is_damaged = self.is_damaged
        for backup in self.all():
            try:
                found = backup.read()
                if is_damaged or self.compare(found):
                    return backup.path, found
            except StoreError:
                continue
        return None

    @property
    def is_damaged(self) -> bool:
        """Whether the file as a whole cannot be read."""
        try:
            self._repository.refresh()
        except DamagedFileError:
            return True
        return False

    def compare(self, found: State) -> Difference:
        """Return what going back to a state from a backup would do.

        Raises:
            StoreError: the state is from another program, or from a newer version of this one.
        """
        differing = self._repository.compare(found)
        people = differing.pop("contacts", [])
        return Difference(
            _names(after for before, after in people if before == ABSENT),
            _names(before for before, after in people if after == ABSENT),
            _names(before for before, after in people if ABSENT not in (before, after)),
            {table: len(documents) for table, documents in differing.items()},
        )

    def restore(self, found: State, name: str) -> Path | None:
        """Go back to a state from a backup, as one step that can be undone.

        A backup of what is there is made first. If the file as a whole is damaged, it is replaced
        and kept beside the new one; that cannot be undone.

        Args:
            found: the state.
            name: what the backup is called.

        Returns:
            Where the damaged file is kept; None if it was not damaged.

        Raises:
            StoreError: it cannot be read or written; nothing was changed.
        """
        if self.is_damaged:
            return self._repository.put_back(found)
        self._repository.restore(found, f"restore {name}")
        return None


def _names(documents: Iterable[Raw]) -> tuple[str, ...]:
    decoder = msgspec.json.Decoder(_WithName)
    return tuple(clean_line(str(decoder.decode(each).name)) for each in documents)


def _who(names: tuple[str, ...]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f", and {more} more" if more > 0 else "")
