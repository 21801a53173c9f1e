"""Noticing that the file is not what it was, and that other versions of it lie beside it."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from infoint_tui.domain.basics.counting import counted
from infoint_tui.domain.basics.errors import StoreError
from infoint_tui.services.context import UseCaseContext
from infoint_tui.store import lineage
from infoint_tui.store.copies import copies
from infoint_tui.store.seen import SeenFile

if TYPE_CHECKING:
    from infoint_tui.store.lineage import Past
    from infoint_tui.store.storage import State


class Missing(Struct, frozen=True):
    """Changes that were in the file when it was last open here, and are not any more."""

    path: Path
    """The file."""
    ids: tuple[str, ...]
    """The changes."""
    is_older: bool
    """Whether the file has nothing that is new here."""
    source: Path | None
    """A version that has the most of them, if there is one."""
    found: int
    """How many of them it has."""

    @property
    def words(self) -> str:
        """What is wrong, in a sentence."""
        count = counted(len(self.ids), "change")
        are = "is" if len(self.ids) == 1 else "are"
        if self.is_older:
            return f"{self.path} is older than what was open here: {count} {are} missing."
        return f"{self.path} was changed elsewhere: {count} made here {are} missing."

    @property
    def where(self) -> str:
        """Where the changes are, in a sentence."""
        if self.source is None:
            return "No backup has them."
        if self.found < len(self.ids):
            return f"{self.source} has {self.found} of them."
        return f"{self.source} has {'it' if len(self.ids) == 1 else 'them'}."

    @property
    def todo(self) -> str:
        """What to do about it on the command line."""
        keep = "infoint doctor --fix keeps the file as it is."
        if self.source is None:
            return f"{self.where} {keep}"
        name = shlex.quote(str(self.source))
        some = f" {self.found} of" if self.found < len(self.ids) else ""
        what = "it" if len(self.ids) == 1 else "them"
        return (
            f"infoint merge-file {name} brings{some} {what} in, infoint restore {name} goes back"
            f" to that version, and {keep}"
        )


class OtherVersions:
    """Compares the file with what was last open on this computer.

    Args:
        context: the file.
        seen: where it is remembered what was last open.
    """

    def __init__(self, context: UseCaseContext, seen: Path) -> None:
        self._repository = context.repository
        self._seen = SeenFile(seen, context.repository.path)
        self._path = Path(os.path.realpath(context.repository.path))

    def missing(self) -> Missing | None:
        """Return the changes that were there and are not; remember what is there if none are.

        Raises:
            StoreError: the file cannot be read.
        """
        past, seen = self._repository.past, self._seen.read()
        lacking = self._lacking(past, seen)
        if not lacking:
            if past:
                self._seen.keep(past)
            return None
        source, found = self._source(lacking)
        is_older = lineage.last(past) in lineage.ids(seen)
        return Missing(self._path, lacking, is_older, source, found)

    def keep(self) -> None:
        """Take the file as it is; what is missing is no longer asked about."""
        with suppress(StoreError):
            self._seen.keep(self._repository.past)

    def settle(self, state: State) -> None:
        """No longer ask about what is missing if all of it was in a version that was looked at."""
        lacking = self._lacking(self._repository.past, self._seen.read())
        if set(lacking) <= self._repository.ids_of(state):
            self.keep()

    def copies(self) -> tuple[Path, ...]:
        """Return the versions beside the file that have something it never had."""
        return tuple(path for path in copies(self._path) if self.is_new(path))

    def is_new(self, path: Path) -> bool:
        """Return whether a version has something that the file does not have and never had."""
        try:
            return not self._repository.knows(self._read(path))
        except StoreError:
            return False

    def _lacking(self, past: Past, seen: Past) -> tuple[str, ...]:
        is_begun_here = self._repository.has_written and self._repository.revision == 1
        last = lineage.last(seen)
        if not past or not seen or is_begun_here or last in lineage.ids(past):
            return ()
        return lineage.lacking(seen, self._repository.ids_of())

    def _source(self, ids: tuple[str, ...]) -> tuple[Path | None, int]:
        """Return the version that has the most of some changes, and how many."""
        best: tuple[Path | None, int] = None, 0
        for path in self._versions():
            with suppress(StoreError):
                count = len(self._repository.ids_of(self._read(path)).intersection(ids))
                if count > best[1]:
                    best = path, count
            if best[1] == len(ids):
                break
        return best

    def _versions(self) -> Iterator[Path]:
        yield from copies(self._path)
        with suppress(StoreError):
            yield from (backup.path for backup in self._repository.backups.all())

    def _read(self, path: Path) -> State:
        from infoint_tui.store.backups import read

        return read(path)
