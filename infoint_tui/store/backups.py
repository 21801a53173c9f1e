"""Backups: compressed copies of the file in a folder beside it, numbered and thinned.

The last ten are kept, then one a day for fourteen days and one a week for eight weeks, and always
the one with the most people: a file that lost most of its people never pushes the others out.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import stat
import zlib
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct

from infoint_tui.domain.basics.errors import DamagedFileError, ForeignFileError, StoreError
from infoint_tui.store.schema import meta
from infoint_tui.store.storage import (
    State,
    Tables,
    cannot,
    decoded,
    make_folder,
    parsed,
    sync_folder,
    write_new,
)
from infoint_tui.store.swap import rename

if TYPE_CHECKING:
    from infoint_tui.domain.basics.clock import Clock

Reason = Literal["hourly", "by-hand", "import", "merge", "restore", "doctor", "migration"]
"""Why a backup was made: an hour had passed, the user wanted one, or before one of these."""

EVERY = timedelta(hours=1)
"""How often a backup is made while there are changes."""
LATEST, DAYS, WEEKS = 10, 14, 8
_NAME = re.compile(
    r"(?P<number>\d{6,9})-(?P<at>\d{8}T\d{6}Z)-(?P<people>\d+)-(?P<reason>[a-z-]+)\.json\.gz"
)
_STAMP = "%Y%m%dT%H%M%SZ"
_ANOTHER = "Name another backup."
_NONE_MADE = "No backup was made."
_UNCONFIRMED = "The backup is made, but the disk has not confirmed it. Check the disk."
LARGEST = 2**28
"""The most bytes that are read; a hundred thousand people take up a tenth of that."""
_END = 8
"""The last bytes of a gzip file: a checksum of the content, and its size."""


class Backup(Struct, frozen=True):
    """One backup."""

    path: Path
    number: int
    """Goes up by one with every backup, so that a wrong clock does not change their order."""
    at: datetime
    """When it was made, by the computer's clock, in UTC."""
    people: int
    reason: Reason

    def read(self) -> State:
        """Return the state of the file as it was then.

        Raises:
            DamagedFileError: the backup is damaged.
            StoreError: it cannot be read.
        """
        return read(self.path)


def read(path: Path) -> State:
    """Return the state in a backup or in an uncompressed copy of the file.

    Raises:
        DamagedFileError: it is damaged, or belongs to another program.
        StoreError: it cannot be read.
    """
    return whole(path)[0]


def whole(path: Path) -> tuple[State, Tables]:
    """Return the same, and what is in the file besides, as `storage.parsed` does.

    Raises:
        StoreError: as for `read`.
    """
    data = _contents(path, _ANOTHER)
    if data.startswith(b"\x1f\x8b"):
        try:
            data = _unpacked(data, path)
        except (OSError, EOFError, zlib.error) as error:
            raise DamagedFileError(f"{path} is damaged: {error}.", _ANOTHER) from None
    try:
        state, odd = parsed(data, path)
        meta(state, path)
    except ForeignFileError:
        raise ForeignFileError(f"{path} belongs to another program.", _ANOTHER) from None
    except DamagedFileError as error:
        raise DamagedFileError(error.message, _ANOTHER) from None
    return state, odd


def _contents(path: Path, hint: str) -> bytes:
    """Return what is in a file; nothing else is opened, as reading a pipe could wait forever.

    Args:
        path: the file.
        hint: what to do if it cannot be read.
    """
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            raise StoreError(f"{path} is not a file.", hint)
        if found.st_size > LARGEST:
            raise StoreError(f"{path} is too large.", hint)
        return path.read_bytes()
    except OSError as error:
        raise cannot(path, "read", error, hint) from error


def _unpacked(data: bytes, path: Path) -> bytes:
    """Return the content of a gzip file, unless it is larger than any file of ours."""
    with gzip.open(io.BytesIO(data)) as file:
        found = file.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise StoreError(f"{path} is too large.", _ANOTHER)
    return found


class Backups:
    """The backups of one database.

    Args:
        database: the file; its backups are in a folder beside it.
        clock: tells when a backup is made.
    """

    def __init__(self, database: Path, clock: Clock) -> None:
        self._database = Path(os.path.realpath(database))
        self._clock = clock
        self.folder = self._database.with_name(f"{self._database.stem}-backups")

    def all(self) -> tuple[Backup, ...]:
        """Return all backups, the newest first.

        Raises:
            StoreError: the folder cannot be read.
        """
        try:
            names = os.listdir(self.folder)
        except (FileNotFoundError, NotADirectoryError):
            if not os.path.lexists(self.folder):
                return ()
            raise StoreError(
                f"{self.folder} is in the way: backups belong in a folder of this name.",
                "Move it, or give it another name.",
            ) from None
        except OSError as error:
            raise cannot(self.folder, "read", error, "Allow reading it.") from error
        found = filter(None, map(self._backup, names))
        return tuple(sorted(found, key=lambda backup: backup.number, reverse=True))

    def states(self) -> Iterator[State]:
        """Yield the states in the backups that can be read, the newest first."""
        with suppress(StoreError):
            for backup in self.all():
                with suppress(StoreError):
                    yield backup.read()

    def newest_good(self) -> Backup | None:
        """Return the newest backup that can be read; None if there is none."""
        with suppress(StoreError):
            for backup in self.all():
                with suppress(StoreError):
                    backup.read()
                    return backup
        return None

    def holding(self, words: Collection[str]) -> tuple[Backup, ...]:
        """Return the backups that have one of these words, such as an id, the newest first.

        One that cannot be read is among them, since there is no telling.

        Raises:
            StoreError: the folder cannot be read.
        """
        return tuple(each for each in self.all() if _may_hold(each, words))

    def is_due(self) -> bool:
        """Return whether the newest backup is an hour old, or is dated in the future."""
        newest = next(iter(self.all()), None)
        return newest is None or not (timedelta() <= self._clock.now() - newest.at < EVERY)

    def make(self, reason: Reason) -> Backup | None:
        """Make a backup of the file as it is; None if there is no file, or the newest has it all.

        Raises:
            DamagedFileError: the file is damaged, and no backup of it was made.
            StoreError: it cannot be read, or the backup cannot be written.
        """
        data, state = self._whole()
        if state is None:
            return None
        people = len(state.get("contacts", {}))
        known = self.all()
        if known and _has(known[0].path, data):
            return None
        number = known[0].number + 1 if known else 1
        made = self._write(gzip.compress(data, mtime=0), number, people, reason)
        for each in dropped((made, *known)):
            with suppress(OSError):  # the next backup tries again
                each.path.unlink()
        return made

    def copy_to(self, path: Path) -> None:
        """Write a copy of the file, compressed if its name ends in .gz; nothing is overwritten.

        Raises:
            DamagedFileError: the file is damaged, and no copy of it was made.
            StoreError: there is no file yet, `path` exists, or it cannot be written.
        """
        data, state = self._whole()
        if state is None:
            raise StoreError("There is nothing to back up yet.", "Add someone first.")
        try:
            write_new(path, gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
        except FileExistsError:
            raise StoreError(
                f"{path} already exists.", "Give another name; nothing is overwritten."
            ) from None
        except OSError as error:
            with suppress(OSError):
                path.unlink()
            raise cannot(path, "written", error, "Choose another place.") from error

    def _whole(self) -> tuple[bytes, State | None]:
        """Return what is in the file, and its state; None if there is no file.

        Raises:
            ForeignFileError: it belongs to another program.
            StoreError: it is damaged or cannot be read.
        """
        try:
            data = _contents(self._database, _NONE_MADE)
        except StoreError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                return b"", None
            raise
        state = decoded(data, self._database)
        meta(state, self._database)
        return data, state

    def _write(self, data: bytes, number: int, people: int, reason: Reason) -> Backup:
        temporary = self.folder / f"new.{os.getpid()}.tmp"
        at = self._clock.now().astimezone(UTC).replace(microsecond=0)
        path = self.folder / f"{number:06}-{at:{_STAMP}}-{people}-{reason}.json.gz"
        try:
            make_folder(self.folder)
            try:
                temporary.unlink(missing_ok=True)  # left by a program that was killed
                write_new(temporary, data)
                rename(temporary, path)
            except BaseException:
                with suppress(OSError):
                    temporary.unlink(missing_ok=True)
                raise
        except OSError as error:
            raise cannot(self.folder, "written", error, _NONE_MADE) from error
        try:
            sync_folder(self.folder)
        except OSError as error:
            raise cannot(self.folder, "written", error, _UNCONFIRMED) from error
        return Backup(path, number, at, people, reason)

    def _backup(self, name: str) -> Backup | None:
        found = _NAME.fullmatch(name)
        if found is None or found["reason"] not in get_args(Reason):
            return None
        try:
            at = datetime.strptime(found["at"], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            return None
        reason: Reason = found["reason"]  # type: ignore[assignment]  # it is one of them
        return Backup(self.folder / name, int(found["number"]), at, int(found["people"]), reason)


def _may_hold(backup: Backup, words: Collection[str]) -> bool:
    try:
        state = backup.read()
    except StoreError:
        return True
    documents = (bytes(raw) for table in state.values() for raw in table.values())
    return any(word.encode() in document for document in documents for word in words)


def dropped(backups: Sequence[Backup]) -> tuple[Backup, ...]:
    """Return the backups that are not kept.

    Args:
        backups: all of them, the newest first.
    """
    older = backups[LATEST:]
    kept = {
        *_newest_of_each(older, lambda backup: backup.at.date(), DAYS),
        *_newest_of_each(older, lambda backup: backup.at.isocalendar()[:2], WEEKS),
        max((each.number for each in backups), default=0, key=_people_by_number(backups)),
    }
    return tuple(each for each in older if each.number not in kept)


def _newest_of_each(
    backups: Iterable[Backup], period: Callable[[Backup], Hashable], most: int
) -> Iterable[int]:
    """Return the number of the newest backup of each of the latest periods."""
    first: dict[Hashable, int] = {}
    for backup in backups:
        first.setdefault(period(backup), backup.number)
    return islice(first.values(), most)


def _people_by_number(backups: Sequence[Backup]) -> Callable[[int], tuple[int, int]]:
    people = {each.number: (each.people, each.number) for each in backups}
    return people.__getitem__


def _has(path: Path, data: bytes) -> bool:
    """Return whether a compressed file has exactly this content."""
    try:
        with open(path, "rb") as file:
            file.seek(-_END, os.SEEK_END)
            end = file.read()
    except OSError:
        return False
    return end == zlib.crc32(data).to_bytes(4, "little") + len(data).to_bytes(4, "little")
