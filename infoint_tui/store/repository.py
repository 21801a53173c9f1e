"""The only way to reach the data: records in and out of the one file, with one write per change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from msgspec import Raw, Struct
from tinydb import TinyDB

from infoint_tui.domain.basics.clock import Clock
from infoint_tui.domain.basics.counting import in_people
from infoint_tui.domain.basics.errors import (
    DamagedFileError,
    ForeignFileError,
    MissingFileError,
    OvertakenError,
    StoreError,
)
from infoint_tui.domain.search.listing import ContactRow
from infoint_tui.store import history, lineage, schema
from infoint_tui.store.history import Changes, HistoryStep, Turn
from infoint_tui.store.lineage import Past
from infoint_tui.store.rows import Documents, Grouped, HasTexts, Unread
from infoint_tui.store.schema import HISTORY, Meta, Unreadable
from infoint_tui.store.storage import AtomicJSONStorage, State, TransactionalStorage
from infoint_tui.store.table import ABSENT, RecordTable
from infoint_tui.store.transaction import Transaction

if TYPE_CHECKING:
    from infoint_tui.domain.records.record import Record
    from infoint_tui.domain.search.told import Told
    from infoint_tui.store.backups import Backups, Reason
    from infoint_tui.store.other_file import OtherFile
    from infoint_tui.store.three_way import Merged, Place

    R = TypeVar("R", bound=Record)

__all__ = ["Change", "HistoryStep", "Repository", "Transaction"]

T = TypeVar("T")

MOST_TRIES = 20
"""How often a change is applied to a file that another program keeps replacing."""


class Change(Struct, Generic[T], frozen=True):
    """The result of a change."""

    label: str
    value: T
    """What the function that made the change returned."""
    revision: int
    """The revision of the file after the change."""
    changed: bool
    """Whether there was anything to write."""


class _Database(TinyDB):
    table_class = RecordTable  # type: ignore[assignment]  # declared as exactly Table


class Repository:
    """The records of one file, which does not have to exist yet.

    Reads are answered from memory, as of the last `refresh` or change; the first loads the file.
    Every method may raise a StoreError if the file cannot be read. Methods that write also raise
    one if the file cannot be written or another program holds it. In that case, file and memory
    are unchanged.

    Args:
        path: the file.
        clock: tells the time for the steps of the history.
        storage: opens the file.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        storage: Callable[[Path], TransactionalStorage] = AtomicJSONStorage,
    ) -> None:
        self.path = path
        self._clock = clock
        self._storage = storage(path)
        self._storage.may_drop = self.may_drop
        self._database = _Database(storage=lambda: self._storage)
        self._read: State | None = None
        self._documents = Documents(path)
        self._meta = schema.NO_FILE
        self._told: State | None = None
        self._version = 0
        self.has_read = False
        """Whether the file was read, or found to be missing."""
        self.has_written = False
        """Whether anything was changed here."""

    @cached_property
    def backups(self) -> Backups:
        """The backups of the file."""
        from infoint_tui.store.backups import Backups  # not needed to show anything

        return Backups(self.path, self._clock)

    @property
    def revision(self) -> int:
        """The number of changes made to the file; 0 while there is no file."""
        return self._known().revision

    @property
    def past(self) -> Past:
        """The ids of the writes that led to the file as it is known; none without a file."""
        self._known()
        return schema.past(self._documents.state, self.path) if self._meta.revision else ()

    @property
    def version(self) -> int:
        """Goes up with every change to what is known; two files can have the same revision."""
        self._known()
        return self._version

    @property
    def unreadable(self) -> tuple[Unreadable, ...]:
        """The documents that turned out to be unreadable so far; they are left out everywhere."""
        self._known()
        return (*schema.apart(self._storage.odd), *self._documents.unreadable)

    def read_all(self) -> State:
        """Read every record, so that `unreadable` knows of all; return the whole state."""
        from infoint_tui.domain.records.kinds import EVERY_KIND  # pydantic is slow to import

        for kind in EVERY_KIND:
            self.all(kind)
        self._documents.check_history()
        return self._documents.state

    @property
    def is_read_only(self) -> bool:
        """Whether it is known beforehand that nothing can be written."""
        return self._storage.is_read_only

    @property
    def is_free(self) -> bool:
        """Whether no other program holds the file at this moment; nobody waits to find out."""
        return self._storage.is_free

    def notify(self, tell: Callable[[str], None]) -> None:
        """Have `tell` called after a change with what the user should know about the file."""
        self._storage.tell = tell

    def refresh(self) -> bool:
        """Look at the file; tell whether it is another since the last refresh or change."""
        self._look()
        moved = self._read is not self._told
        self._told = self._read
        return moved

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return all records of a kind, in the order they were added."""
        self._known()
        return self._documents.records(kind)

    def each(self, kind: type[R]) -> Unread[R]:
        """Return all records of a kind to iterate over, each validated when it is reached."""
        self._known()
        return self._documents.each(kind)

    def by(self, kind: type[R], *fields: str) -> Grouped[R]:
        """Return the records of a kind, grouped by the values of some fields.

        Only the records asked for are validated. The fields are those that `index.FOUND_BY` lists
        together.
        """
        self._known()
        return self._documents.by(kind, *fields)

    def get(self, kind: type[R], id: str) -> R | None:
        """Return the record with that id; None if there is none, or if it cannot be read."""
        self._known()
        key = self._documents.key(kind.table, id)
        return None if key is None else self._documents.readable(kind, key)

    def check(self, kind: type[R], id: str) -> None:
        """Do nothing, unless there is a record with that id that cannot be read.

        Raises:
            DamagedFileError: there is.
        """
        self._known()
        key = self._documents.key(kind.table, id)
        if key is not None:
            self._documents.record(kind, key)

    def place(self, kind: type[R], id: str) -> int:
        """Return the number of a record, which is higher the later it was added; 0 if it is gone.

        Raises:
            DamagedFileError: the id of a document is not valid.
        """
        self._known()
        return int(self._documents.key(kind.table, id) or 0)

    def previews(self) -> tuple[ContactRow, ...]:
        """Return the contacts as rows with only their id, name, organization and standing.

        Much faster than `rows`, for a list that has to appear at once.
        """
        self._known()
        return self._documents.previews()

    def rows(self) -> tuple[ContactRow, ...]:
        """Return the contacts as light rows, in the order they were added."""
        self._known()
        return self._documents.rows()

    def told(self, kind: type[HasTexts]) -> tuple[Told | None, ...]:
        """Return the texts of all records of a kind, as a search looks in them.

        As long as none of them changes, this is the same tuple every time. There is None in place
        of a document that is not valid.
        """
        self._known()
        return self._documents.told(kind)

    def transact(
        self,
        label: str,
        change: Callable[[Transaction], T],
        *,
        coalesce: str = "",
        is_step: bool = True,
        backup: Reason | None = None,
    ) -> Change[T]:
        """Apply a change to the newest state and write it once, as one step of the history.

        Args:
            label: what is done, in words.
            change: makes the change while others are kept out. It must not call another method of
                this repository that writes. If it raises, nothing is written.
            coalesce: what the change belongs to. Right after a change with the same value, it joins
                that change's step, so that many small changes do not flood the history.
            is_step: whether it can be undone; what a new file starts with cannot.
            backup: why a backup is made first; None if it is not needed.

        Returns:
            The label, what `change` returned, and the revision of the file afterwards.

        Raises:
            LockedError: another program holds the file.
            ConflictError: a record was changed since it was read.
            StoreError: the file cannot be read or written.
        """
        id = lineage.new_id()

        def apply(meta: Meta) -> tuple[T, bool]:
            transaction = Transaction(self._documents, meta)
            value = change(transaction)
            changes = transaction.changes()
            if changes:
                item = id
                if is_step:
                    key = transaction.next_key(HISTORY)
                    step = HistoryStep(label, self._clock.now())
                    state = self._documents.state
                    log = history.record(state, changes, step, key, self.path, id, coalesce)
                    changes[HISTORY], item = log.changes, log.item
                self._write(changes, transaction.counters, item)
            return value, bool(changes)

        value, changed = self._newest(apply, backup)
        return Change(label, value, self.revision, changed)

    def erase(
        self,
        change: Callable[[Transaction], T],
        has_trace: Callable[[str], bool],
        without: Callable[[str], str],
    ) -> T:
        """Apply a change that cannot be undone, and take its traces out of the history as well.

        Both are one write. The steps that are left can still be undone.

        Args:
            change: makes the change, as for `transact`.
            has_trace: tells whether a text has a trace of what is erased.
            without: returns the label of a step without traces.

        Returns:
            What `change` returned.

        Raises:
            StoreError: as for `transact`.
        """

        def apply(meta: Meta) -> T:
            transaction = Transaction(self._documents, meta)
            value = change(transaction)
            changes = transaction.changes()
            state = self._documents.state
            log = history.forget(state, changes, has_trace, without)
            self._write({**changes, HISTORY: log}, transaction.counters, lineage.new_id())
            return value

        return self._newest(apply)

    def former_names(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return every name that the contacts with these ids have in the history."""
        self._known()
        return history.names(self._documents.state, ids)

    def rehearse(self, change: Callable[[Transaction], T]) -> T:
        """Return what `change` returns when it is applied to the known state; nothing is written.

        It tells what a change would do, with the code that does it.
        """
        return change(Transaction(self._documents, self._known()))

    def undo(self) -> HistoryStep | None:
        """Undo the newest change and return its step, or None if there is nothing to undo.

        Raises:
            ConflictError: one of its documents was changed some other way since.
            StoreError: the file cannot be read or written.
        """
        return self._walk(history.undo)

    def redo(self) -> HistoryStep | None:
        """Redo the most recently undone change and return its step, or None if there is none.

        Raises:
            ConflictError: one of its documents was changed some other way since.
            StoreError: the file cannot be read or written.
        """
        return self._walk(history.redo)

    def history(self) -> tuple[HistoryStep, ...]:
        """Return the steps that can be undone or redone, oldest first."""
        self._known()
        return history.steps(self._documents.state)

    def _walk(self, turn: Callable[[State, Path, str], Turn | None]) -> HistoryStep | None:
        if not self._look().revision:  # no file: don't create one, and take no lock
            return None

        def apply(meta: Meta) -> HistoryStep | None:
            found = turn(self._documents.state, self.path, lineage.new_id())
            if found is None:
                return None
            self._write(found.changes, meta.counters, found.item)
            return found.step

        return self._newest(apply)

    def compare(self, found: State) -> dict[str, list[tuple[Raw, Raw]]]:
        """Return the documents by which a state from a backup differs, by table.

        Each is given as it is now and as it would be; ABSENT is one that does not exist.

        Raises:
            NewerFileError: the backup is from a newer version.
            ForeignFileError: it is not a backup of one of our files.
        """
        self._known()
        wanted = schema.current(found, self.path)
        schema.meta(wanted, self.path)
        state = self._documents.state
        return {
            name: [(state.get(name, {}).get(key, ABSENT), raw) for key, raw in documents.items()]
            for name, documents in history.differences(state, wanted).items()
        }

    def ids_of(self, other: State | None = None) -> frozenset[str]:
        """Return the ids of the writes that led to a state, or to the file as it is known.

        Raises:
            ForeignFileError: it is not a state of one of our files.
        """
        if other is not None:
            return history.known(other, schema.past(other, self.path))
        return history.known(self._documents.state, self.past) if self.revision else frozenset()

    def knows(self, other: State) -> bool:
        """Return whether everything in another version is in the file, or was before.

        Raises:
            ForeignFileError: it is not a version of one of our files.
        """
        last = lineage.last(schema.past(other, self.path))
        if last not in self.ids_of():
            return False
        then = history.at(self._documents.state, self.past, last)
        return then is None or not history.differences(then, other)

    def may_drop(self, left: State) -> bool:
        """Return whether what a program that was killed has left is of no use.

        It is a version that the file knows, or one save more that was never told as saved.
        """
        try:
            return lineage.last(self.past) in self.ids_of(left) or self.knows(left)
        except ForeignFileError:
            return False

    def restore(self, found: State, label: str) -> bool:
        """Make all records what they are in a state from a backup, as one step of the history.

        Args:
            found: the state from the backup.
            label: what is done, in words.

        Returns:
            Whether anything was different.

        Raises:
            NewerFileError: the backup is from a newer version.
            ForeignFileError: it is not a backup of one of our files.
            StoreError: as for `transact`.
        """
        wanted = schema.current(found, self.path)
        there = schema.meta(wanted, self.path)
        return self._rewrite(
            label,
            lambda state, _: history.differences(state, wanted),
            "restore",
            there.counters,
        )

    def other(self, found: State, more: Iterable[State] = ()) -> OtherFile:
        """Return another version of the file, with what both came from.

        Args:
            found: its state.
            more: states of it that may know what both came from, besides the backups.

        Raises:
            NewerFileError: it is from a newer version.
            ForeignFileError: it is not a version of one of our files.
        """
        from infoint_tui.store.other_file import OtherFile, opened  # only needed to merge

        self._known()
        if not self._documents.state:
            return OtherFile(schema.current(found, self.path), None)
        return opened(self._documents.state, found, chain(self.backups.states(), more), self.path)

    def merged(self, other: OtherFile, taken: Collection[Place] = ()) -> Merged:
        """Return what merging another version in would change; nothing is written."""
        self._known()
        return other.merged(self._documents.state, taken)

    def merge(self, label: str, other: OtherFile, taken: Collection[Place]) -> bool:
        """Bring what another version has into the file, as one step of the history.

        Args:
            label: what is done, in words.
            other: the other version.
            taken: the conflicts in which its version is taken.

        Returns:
            Whether anything was different.

        Raises:
            StoreError: as for `transact`.
        """
        from infoint_tui.store.other_file import changes  # only needed to merge

        def change(state: State, transaction: Transaction) -> Changes:
            return changes(other.merged(state, taken), transaction, self._meta.revision)

        return self._rewrite(label, change, "merge", merges=other.state)

    def mend(self, label: str, change: Callable[[State], Changes]) -> bool:
        """Change documents as they are in the file, as one step of the history.

        Args:
            label: what is done, in words.
            change: returns the new documents for a state.

        Returns:
            Whether anything was different.

        Raises:
            StoreError: as for `transact`.
        """
        return self._rewrite(label, lambda state, _: change(state), "doctor")

    def _rewrite(
        self,
        label: str,
        change: Callable[[State, Transaction], Changes],
        backup: Reason,
        counters: Mapping[str, int] = {},
        merges: State | None = None,
    ) -> bool:
        def apply(meta: Meta) -> bool:
            transaction = Transaction(self._documents, meta)
            state = self._documents.state
            changes = change(state, transaction)
            if not changes:
                return False
            key = transaction.next_key(HISTORY)
            step = HistoryStep(label, self._clock.now())
            log = history.record(state, changes, step, key, self.path, lineage.new_id())
            after = {**changes, HISTORY: log.changes}
            ids = _sides(state, merges, self.path)
            self._write(after, _highest(transaction.counters, counters), log.item, ids)
            return True

        return self._newest(apply, backup)

    def put_back(self, found: State) -> Path:
        """Replace a file that is damaged as a whole with a state from a backup.

        Returns:
            Where the damaged file is kept.

        Raises:
            StoreError: as for `transact`.
        """
        schema.meta(schema.current(found, self.path), self.path)
        kept = self._storage.put_back(found)
        self._take_over()
        return kept

    def _newest(self, apply: Callable[[Meta], T], backup: Reason | None = None) -> T:
        """Apply a change to what is in the file now, and again if another program replaced it.

        Args:
            apply: makes the change; it takes what the file says about itself.
            backup: why a backup is made first.

        Raises:
            OvertakenError: another program keeps replacing the file.
            StoreError: as for `transact`.
        """
        for tries_left in reversed(range(MOST_TRIES)):
            try:
                with self._storage.transaction():
                    meta = self._look()
                    if self._is_migrated:
                        self._back_up_first("migration")
                    elif backup is not None:
                        self._back_up_first(backup)
                    result = apply(meta)
            except OvertakenError:
                if not tries_left:
                    raise
            else:
                break
        if self._storage.known() is not self._read:
            self.has_written = True
            self._take_over()
        return result

    @property
    def _is_migrated(self) -> bool:
        """Whether the file is of an older version than what is known of it."""
        return self._read is not None and self._read is not self._documents.state

    def _back_up_first(self, reason: Reason) -> None:
        try:
            self.backups.make(reason)
        except DamagedFileError:
            raise
        except StoreError as error:
            raise StoreError(error.message, f"{error.hint} Nothing was changed.") from error

    def _take_over(self) -> None:
        """Know what was written, whatever has become of the file by now."""
        self._read_from(self._storage.known())
        self._told = self._read

    def _known(self) -> Meta:
        if not self.has_read:
            self.refresh()
        return self._meta

    def _look(self) -> Meta:
        """Load what is in the file now, and return what the file says about itself."""
        try:
            found = self._storage.read()
        except DamagedFileError as error:
            raise DamagedFileError(error.message, self._way_back()) from None
        if found is None and self._meta.revision:
            raise MissingFileError(
                f"{self.path} is gone.", "Put it back, or start again with an empty one."
            )
        return self._read_from(found)

    def _read_from(self, found: State | None) -> Meta:
        if found is not self._read or not self.has_read:
            state = {} if found is None else schema.current(found, self.path)
            before, past = self._documents.state, self.past if self.has_read else ()
            self._meta = schema.NO_FILE if found is None else schema.meta(state, self.path)
            self._documents.state = state
            self._read = found
            self.has_read = True
            self._version += 1
            if lineage.last(past) not in ("", *lineage.ids(self.past)):
                self._keep_replaced(before, lineage.last(past))
        return self._meta

    def _keep_replaced(self, before: State, last: str) -> None:
        """Back up what is known if the file was replaced by one that it did not lead to."""
        if last in self.ids_of():
            return
        with suppress(StoreError):  # it stays in the memory of nobody; the doctor tells
            self.backups.keep(before, "replaced")

    def _way_back(self) -> str:
        """Return what to do about a damaged file: the latest good backup, if there is one."""
        good = self.backups.newest_good()
        if good is None:
            return "It was left as is, and there is no backup. Name another file with --db."
        return (
            f"It was left as is. infoint restore goes back to the backup of"
            f" {good.at:%Y-%m-%d %H:%M} UTC, with {in_people(good.people)}."
        )

    def _write(
        self,
        changes: Changes,
        counters: dict[str, int],
        item: str,
        merged_in: tuple[str, ...] = (),
    ) -> None:
        past = lineage.grown(self.past, item, merged_in)
        meta = Meta(schema.SCHEMA, self._meta.revision + 1, counters, past)
        base = {**schema.fresh(), **self._documents.state}
        self._storage.write(schema.with_meta(base, meta))
        for name, documents in changes.items():
            cast("RecordTable", self._database.table(name)).apply(documents)


def _sides(state: State, merges: State | None, path: Path) -> tuple[str, ...]:
    if merges is None:
        return ()
    from infoint_tui.store.other_file import sides  # only needed to merge

    return sides(state, merges, path)


def _highest(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """Return the counters of two files such that neither gives out a key for the second time."""
    return {name: max(one.get(name, 0), other.get(name, 0)) for name in {**one, **other}}
