"""A TinyDB storage that is never half written and never loses what another program wrote."""

from __future__ import annotations

import codecs
import errno
import json
import os
import shutil
import stat
import sys
from abc import abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import islice
from pathlib import Path
from threading import get_ident
from typing import IO, Any, Final, NoReturn

import msgspec
from msgspec import Raw
from tinydb.storages import Storage

from infoint_tui.domain.basics.errors import (
    DamagedFileError,
    LockedError,
    ReadOnlyError,
    StoreError,
)
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.store.swap import Identity, beside, identity, take_place

State = dict[str, dict[str, Raw]]
"""Every table by name, and every document in it by key, as raw JSON."""

Tables = dict[str, Raw | dict[str, Raw]]
"""What is in a file besides its documents: whole tables, or entries of tables by key."""

LOCK_TIMEOUT = 5.0
"""How many seconds to wait for another program."""

_DECODER = msgspec.json.Decoder(State)
_OBJECT = msgspec.json.Decoder(dict[str, Raw])
_LONGEST = 18
"""The digits of the largest key; no table gives out as many."""
_PIECE = 16 * 1024
_BRACE = ord("{")
_LEFT_ALONE = "It was left as is. Name another file with --db."
_UNKNOWN: Final = Identity(-1, -1, -1, -1, -1)
"""The identity of a file that was written, but that cannot be looked at."""
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "it would be larger than this system allows",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EROFS: "the disk is read-only",
    errno.ENOTDIR: "part of its path is not a folder",
    errno.ELOOP: "its symbolic links go in a circle",
}


class TransactionalStorage(Storage):
    """A storage that can keep other programs out between a read and a write that depends on it."""

    tell: Callable[[str], None] = staticmethod(lambda _: None)
    """Called after a write with what the user should know about it."""

    may_drop: Callable[[State], bool] = staticmethod(lambda _: True)
    """Tells whether a version that a program left when it was killed is of no use."""

    odd: Tables = {}  # noqa: RUF012 - replaced, never changed
    """What was read but is no document of a table; it stays in the file."""

    @property
    def is_read_only(self) -> bool:
        """Whether it is known beforehand that nothing can be written."""
        return False

    def known(self) -> State | None:
        """Return what was last read or written, without looking at the file if that can be."""
        return self.read()

    @property
    def is_free(self) -> bool:
        """Whether no other program holds the file at this moment."""
        return True

    @abstractmethod
    def put_back(self, state: State) -> Path:
        """Replace the file, whatever is in it, and return where it is kept."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """Keep other programs out until the block ends; an exception drops the block's writes."""


class AtomicJSONStorage(TransactionalStorage):
    """One JSON file that is only ever replaced as a whole.

    The state is kept in memory as raw documents, and read again whenever the file on disk has
    changed. Tables and documents that are handed out must never be changed in place.

    Args:
        path: the file; a symbolic link stays one, and the file it points to is replaced.
        lock_timeout: seconds to wait for another program's lock; with 0, it is tried once.
    """

    def __init__(self, path: Path, *, lock_timeout: float = LOCK_TIMEOUT) -> None:
        self.path = Path(os.path.realpath(path))
        self._lock_timeout = lock_timeout
        self._state: State | None = None
        self._identity: Identity | None = None
        self._draft: State | None = None
        self._thread = 0  # the one that makes a change; 0 is none
        self._has_looked = False

    def read(self) -> State | None:
        """Return the state of the file, or None if there is no file; nothing is created.

        Raises:
            DamagedFileError: the file is empty or is not JSON of the right shape.
            StoreError: it cannot be read.
        """
        if self._draft is not None and self._inside:
            return self._draft
        if self._thread and not self._inside:
            return self._state
        if not self._has_looked:  # what comes in during a transaction is for the next one
            try:
                self._load()
            except OSError as error:
                self._fail("read", error)
            self._has_looked = self._inside
        return self._state

    def known(self) -> State | None:
        """Return what was last read or written, without looking at the file."""
        return self._draft if self._draft is not None and self._inside else self._state

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Replace the whole file durably; inside a transaction, this happens when it ends.

        Args:
            data: tables of documents, each document a mapping or raw JSON.

        Raises:
            LockedError: another program holds the file.
            OvertakenError: another program replaced the file since it was read.
            StoreError: the file cannot be written, or the existing one cannot be read; file and
                memory stay as they were.
        """
        with self.transaction():
            known = self.read() or {}
            self._draft = {
                name: known[name] if table is known.get(name) else _encoded(table)
                for name, table in data.items()
            }

    def put_back(self, state: State) -> Path:
        """Replace the file, whatever is in it, and keep it beside under a name that says so.

        Returns:
            Where it is kept.

        Raises:
            LockedError: another program holds the file.
            StoreError: it cannot be written; it was left as it was.
        """
        with self._locked():
            kept = beside(self.path, "damaged")
            try:
                try:
                    os.link(self.path, kept)
                except OSError:  # some disks cannot give a file two names
                    shutil.copy2(self.path, kept)
                self._identity = identity(os.stat(self.path))
            except OSError as error:
                self._fail("written", error)
            self._state, self.odd = None, {}
            try:
                self._replace(state)
            except StoreError:
                self._identity = None  # nothing is known of what is there
                with suppress(OSError):
                    kept.unlink()
                raise
        return kept

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the lock from the first read to the single write at the end of the block.

        A block inside another one is part of it. An exception drops what was written.

        Raises:
            ReadOnlyError: the file or its folder cannot be written.
            StoreError: as for `read` and `write`.
        """
        if self._inside:
            yield
            return
        if self.is_read_only:
            raise ReadOnlyError(
                f"{self.path} can only be read.",
                "Nothing was changed. Allow writing to the file and its folder, or name another"
                " file with --db.",
            )
        with self._locked():
            self._thread = get_ident()
            try:
                yield
                if self._draft is not None:
                    self._replace(self._draft)
            finally:
                self._draft = None
                self._has_looked = False
                self._thread = 0

    @property
    def _inside(self) -> bool:
        """Whether this thread is making a change; any other sees the file as it was before."""
        return self._thread == get_ident()

    @property
    def is_read_only(self) -> bool:
        """Whether the file, or the folder it is in or will be in, cannot be written."""
        folders = filter(os.path.exists, self.path.parents)
        places = [*filter(os.path.exists, [self.path]), *islice(folders, 1)]
        return not all(os.access(place, os.W_OK) for place in places)

    @property
    def is_free(self) -> bool:
        """Whether no other program holds the file at this moment."""
        from filelock import FileLock, Timeout

        if not os.path.exists(f"{self.path}.lock"):
            return True
        try:
            with FileLock(f"{self.path}.lock", timeout=0, mode=0o600):
                return True
        except Timeout:
            return False
        except OSError:  # the next write says what is wrong
            return True

    @contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock, Timeout  # slow to import, and reading needs no lock

        lock = FileLock(f"{self.path}.lock", timeout=self._lock_timeout, mode=0o600)
        try:
            make_folder(self.path.parent)
            lock.acquire()
        except Timeout:
            holder = _holder(lock.lock_file)
            raise LockedError(
                f"Another program{holder and f' ({holder})'} is writing to {self.path}.",
                "Close the other program or try again.",
                holder,
            ) from None
        except OSError as error:
            self._fail("written", error)
        try:
            _sign(lock.lock_file)
            yield
        finally:
            with suppress(OSError):  # the system releases it at the latest when the program ends
                lock.release()

    def _load(self) -> None:
        """Read the file if it is not the one in memory."""
        try:
            found = os.stat(self.path)
            if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait forever
                raise StoreError(f"{self.path} is not a file.", "Name another file with --db.")
            if identity(found) == self._identity:
                return
            with open(self.path, "rb") as file:
                read = identity(os.fstat(file.fileno()))
                data = file.read()
        except FileNotFoundError:
            self._state = self._identity = None
            self.odd = {}
            return
        self._state, self.odd = parsed(data, self.path)
        self._identity = read

    def _replace(self, state: State) -> None:
        """Write the whole file; once it is in its place, this can no longer fail."""
        whole = with_odd(state, self.odd)
        data = msgspec.json.encode(whole)
        _check_new(data, state, self._state or {}, _plain_size(whole))
        temporary = self.path.with_name(f"{self.path.name}.tmp")
        try:
            try:
                self._clear(temporary)
                with open(temporary, "xb", opener=self._as_before) as file:
                    file.write(data)
                    self._flush(file)
                    written = identity(os.fstat(file.fileno()))
                take_place(temporary, self.path, self._identity)
            except BaseException:
                with suppress(OSError):
                    temporary.unlink(missing_ok=True)
                raise
        except OSError as error:
            self._fail("written", error)
        self._state, self._identity = state, _UNKNOWN
        try:
            found = identity(os.stat(self.path))
            if found.content == written.content:
                self._identity = found
            sync_folder(self.path.parent)
        except OSError as error:
            self.tell(
                f"{self.path} is written, but the disk has not confirmed it: {_reason(error)}."
                " Check the disk."
            )

    def _clear(self, temporary: Path) -> None:
        """Remove what a program that was killed has left.

        If that is another program's version, which was displaced and never looked at, it is kept
        beside the file instead.
        """
        try:
            left = decoded(temporary.read_bytes(), temporary)
        except FileNotFoundError:
            return
        except (OSError, DamagedFileError):  # half written
            left = None
        if left is None or self.may_drop(left):
            temporary.unlink(missing_ok=True)
            return
        kept = beside(self.path, "conflicted copy")
        os.rename(temporary, kept)
        self.tell(
            f"Another program's version of {self.path.name} was left when a program was stopped"
            f" while saving. It is now {kept}; infoint merge-file brings in what it has."
        )

    def _as_before(self, path: str, flags: int) -> int:
        """Open a new file that only the user can read, or with the mode of the one it replaces."""
        try:
            mode = stat.S_IMODE(os.stat(self.path).st_mode)
        except OSError:
            return _private(path, flags)
        handle = _private(path, flags)
        with suppress(OSError):  # some disks have no modes
            os.chmod(handle if os.chmod in os.supports_fd else path, mode)
        return handle

    def _flush(self, file: IO[bytes]) -> None:
        """Flush the file to disk, with a later modification time than the file it replaces."""
        file.flush()
        before = self._identity.mtime if self._identity else 0
        if os.fstat(file.fileno()).st_mtime_ns <= before:
            # The clock may be coarse or set back, and an inode number may be reused at once.
            os.utime(file.name, ns=(before + 1, before + 1))
        os.fsync(file.fileno())

    def _fail(self, doing: str, error: OSError) -> NoReturn:
        hint = "Nothing was changed." if doing == "written" else _LEFT_ALONE
        raise cannot(self.path, doing, error, hint) from error


def cannot(path: Path, doing: str, error: OSError, hint: str) -> StoreError:
    """Return the error that says why a file cannot be "read" or "written", and what to do."""
    return StoreError(f"{path} cannot be {doing}: {_reason(error)}.", hint)


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def _check_new(data: bytes, state: State, before: State, size: int) -> None:
    """Read back what is new in a file that is about to be written, and check its size.

    Raises:
        StoreError: it would not be read as it was meant.
    """
    try:
        for name, table in state.items():
            known = before.get(name, {})
            for key, document in table.items() if table is not known else ():
                if known.get(key) is not document:
                    msgspec.json.decode(document, type=dict[str, Raw])
        is_whole = len(data) == size
    except msgspec.DecodeError:
        is_whole = False
    if not is_whole:
        raise StoreError(
            "What was to be saved cannot be read back.", "Nothing was changed. Please report this."
        )


def _sign(lock_file: str) -> None:
    """Write into the lock file who holds it."""
    with suppress(OSError):  # the lock holds all the same
        Path(lock_file).write_text(f"{os.getpid()} {Path(sys.argv[0]).name}\n", "utf-8")


def _holder(lock_file: str) -> str:
    """Return who holds a lock: "infoint, process 1234"; "" if that is not known."""
    try:
        number, _, program = Path(lock_file).read_text("utf-8").strip().partition(" ")
        if int(number) <= 0:  # that would mean several processes
            return ""
        os.kill(int(number), 0)
    except PermissionError:  # it is there, but belongs to someone else
        pass
    except (OSError, ValueError, OverflowError):
        return ""
    return f"{clean_line(program) or 'unknown'}, process {number}"


def _encoded(table: Mapping[Any, Any]) -> dict[str, Raw]:
    if isinstance(table, dict) and {*map(type, table), *map(type, table.values())} <= {str, Raw}:
        return table
    return {
        str(key): document if isinstance(document, Raw) else Raw(msgspec.json.encode(document))
        for key, document in table.items()
    }


def write_new(path: Path, data: bytes) -> None:
    """Write a new file that only the user can read, and make its content durable.

    Raises:
        OSError: it exists already, or cannot be written.
    """
    with open(path, "xb", opener=_private) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, for the user only; it survives a power failure."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name in `folder` survive a power failure, if the platform supports that."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network disks cannot
            raise
    finally:
        os.close(handle)


def decoded(data: bytes, path: Path) -> State:
    """Return the state in the bytes of a file.

    Raises:
        DamagedFileError: it is empty, or is not JSON of the right shape.
    """
    return parsed(data, path)[0]


def parsed(data: bytes, path: Path) -> tuple[State, Tables]:
    """Return the state in the bytes of a file, and what is in it besides.

    A table that is none, an entry that is no document, and one whose key is no number are set
    apart, so that they do not hide the others.

    Raises:
        DamagedFileError: it is empty, or is not JSON of the right shape.
    """
    data = data.removeprefix(codecs.BOM_UTF8)  # some editors write one
    if not data:
        raise DamagedFileError(f"{path} is empty.", _LEFT_ALONE)
    try:
        _check_text(data)  # raw documents are not checked for this
        whole = _tables(data)
        if len(data) != _plain_size(whole):
            json.loads(data, object_pairs_hook=_without_repeats)
    except msgspec.ValidationError as error:
        reason = str(error)
    except (ValueError, RecursionError) as error:
        reason = str(error)
        if "truncated" in reason:
            reason = f"it is cut off at the end (byte {len(data)})"
    else:
        return _split(whole)
    raise DamagedFileError(f"{path} is damaged: {reason}.", _LEFT_ALONE)


def _tables(data: bytes) -> Tables:
    try:
        return {**_DECODER.decode(data)}
    except msgspec.ValidationError:  # a table is none: look at each, which takes twice as long
        return {
            name: _OBJECT.decode(raw) if memoryview(raw)[0] == _BRACE else raw
            for name, raw in _OBJECT.decode(data).items()
        }


def _split(whole: Tables) -> tuple[State, Tables]:
    """Return the documents, and what else there is."""
    state: State = {}
    odd: Tables = {}
    for name, table in whole.items():
        if not isinstance(table, dict):
            odd[name] = table
            continue
        if not _is_sound(table):
            apart = {key: raw for key, raw in table.items() if not _is_document(key, raw)}
            odd[name] = apart
            table = {key: raw for key, raw in table.items() if key not in apart}
        state[name] = _ordered(table)
    return state, odd


def _is_sound(table: dict[str, Raw]) -> bool:
    """Tell whether every entry of a table is a document; much faster than one at a time."""
    return (
        all(map(str.isdecimal, table))
        and all(map(str.isascii, table))
        and "0" not in {key[0] for key in table}
        and max(map(len, table), default=0) <= _LONGEST
        and {memoryview(document)[0] for document in table.values()} <= {_BRACE}
    )


def _is_document(key: str, raw: Raw) -> bool:
    return _is_sound({key: raw}) if key else False


def with_odd(state: State, odd: Tables) -> Tables:
    """Return a state together with what was set apart; a name that is taken gets another."""
    whole: Tables = dict(state)
    for name, found in odd.items():
        if not isinstance(found, dict):
            whole[_free(name, whole)] = found
            continue
        table = dict(state.get(name, {}))
        for key, raw in found.items():
            table[_free(key, table)] = raw
        whole[name] = table
    return whole


def _free(name: str, taken: Mapping[str, Any]) -> str:
    while name in taken:
        name = f"{name} (set apart)"
    return name


def _check_text(data: bytes) -> None:
    """Check that the file is UTF-8, piece by piece: decoding it whole would take twice its size.

    Raises:
        ValueError: it is not; the error says at which byte.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    for start in range(0, len(data), _PIECE):
        try:
            decoder.decode(view[start : start + _PIECE], start + _PIECE >= len(data))
        except UnicodeDecodeError as error:
            kept = len(error.object) - min(_PIECE, len(data) - start)
            raise ValueError(f"the text is not UTF-8 (byte {start - kept + error.start})") from None


def _ordered(table: dict[str, Raw]) -> dict[str, Raw]:
    """Return a table in the order of its keys; one that we wrote is already in order."""
    keys = list(map(int, table))
    if keys == sorted(keys):
        return table
    return {key: table[key] for key in sorted(table, key=int)}


def _plain_size(whole: Mapping[str, Raw | dict[str, Raw]]) -> int:
    """Return the size the file would have if we wrote it; a file with a repeated key is larger."""
    tables = sum(map(_plain_table, whole.values()))
    return tables + _in_quotes(whole) + len(whole) + max(len(whole) - 1, 0) + 2


def _plain_table(table: Raw | dict[str, Raw]) -> int:
    if isinstance(table, Raw):
        return len(table)
    documents = sum(map(len, table.values())) + _in_quotes(table)
    return documents + len(table) + max(len(table) - 1, 0) + 2


def _in_quotes(keys: Collection[str]) -> int:
    """Return how many bytes keys take up, with their quotes."""
    joined = "".join(keys)
    if joined.isascii() and joined.isalnum():  # nothing has to be escaped
        return len(joined) + 2 * len(keys)
    return sum(len(msgspec.json.encode(key)) for key in keys)


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        repeated = next(key for n, (key, _) in enumerate(pairs) if key in dict(pairs[:n]))
        raise ValueError(f"{repeated!r} appears twice")
    return found
