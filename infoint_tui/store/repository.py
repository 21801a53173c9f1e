"""The only way to reach the data: records in and out of the one file, with one write per change."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from msgspec import Struct
from tinydb import TinyDB

from infoint_tui.domain.basics.clock import Clock
from infoint_tui.domain.basics.errors import MissingFileError
from infoint_tui.domain.search.listing import ContactRow
from infoint_tui.store import history, schema
from infoint_tui.store.history import Changes, HistoryStep
from infoint_tui.store.rows import Documents, Grouped, HasTexts, Unread
from infoint_tui.store.schema import HISTORY, Meta
from infoint_tui.store.storage import AtomicJSONStorage, State, TransactionalStorage
from infoint_tui.store.table import RecordTable
from infoint_tui.store.transaction import Transaction

if TYPE_CHECKING:
    from infoint_tui.domain.records.record import Record
    from infoint_tui.domain.search.told import Told

    R = TypeVar("R", bound=Record)

__all__ = ["Change", "HistoryStep", "Repository", "Transaction"]

T = TypeVar("T")


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
        self._database = _Database(storage=lambda: self._storage)
        self._read: State | None = None
        self._documents = Documents(path)
        self._meta = schema.NO_FILE
        self._looked = False
        self._told = 0

    @property
    def revision(self) -> int:
        """The number of changes made to the file; 0 while there is no file."""
        return self._known().revision

    def refresh(self) -> bool:
        """Look at the file; tell whether its revision moved since the last refresh or change."""
        moved = self._look().revision != self._told
        self._told = self.revision
        return moved

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return all records of a kind, in the order they were added.

        Raises:
            DamagedFileError: a document is not valid.
        """
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

        Raises:
            DamagedFileError: one of these fields is not valid.
        """
        self._known()
        return self._documents.by(kind, *fields)

    def get(self, kind: type[R], id: str) -> R | None:
        """Return the record with that id, or None.

        Raises:
            DamagedFileError: its document is not valid.
        """
        self._known()
        key = self._documents.key(kind.table, id)
        return None if key is None else self._documents.record(kind, key)

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

        Raises:
            DamagedFileError: one of these fields is not valid.
        """
        self._known()
        return self._documents.previews()

    def rows(self) -> tuple[ContactRow, ...]:
        """Return the contacts as light rows, in the order they were added.

        Raises:
            DamagedFileError: a contact is not valid.
        """
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
    ) -> Change[T]:
        """Apply a change to the newest state and write it once, as one step of the history.

        Args:
            label: what is done, in words.
            change: makes the change while others are kept out. It must not call another method of
                this repository that writes. If it raises, nothing is written.
            coalesce: what the change belongs to. Right after a change with the same value, it joins
                that change's step, so that many small changes do not flood the history.
            is_step: whether it can be undone; what a new file starts with cannot.

        Returns:
            The label, what `change` returned, and the revision of the file afterwards.

        Raises:
            LockedError: another program holds the file.
            ConflictError: a record was changed since it was read.
            StoreError: the file cannot be read or written.
        """
        with self._storage.transaction():
            meta = self._look()
            transaction = Transaction(self._documents, meta)
            value = change(transaction)
            changes = transaction.changes()
            if changes:
                if is_step:
                    key = transaction.next_key(HISTORY)
                    step = HistoryStep(label, self._clock.now())
                    state = self._documents.state
                    new = history.record(state, changes, step, key, self.path, coalesce)
                    changes[HISTORY] = new
                self._write(changes, transaction.counters)
        if changes:
            self.refresh()
        return Change(label, value, self.revision, bool(changes))

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
        with self._storage.transaction():
            meta = self._look()
            transaction = Transaction(self._documents, meta)
            value = change(transaction)
            changes = transaction.changes()
            state = self._documents.state
            log = history.forget(state, changes, has_trace, without, self.path)
            self._write({**changes, HISTORY: log}, transaction.counters)
        self.refresh()
        return value

    def former_names(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return every name that the contacts with these ids have in the history.

        Raises:
            DamagedFileError: a document in the history is not valid.
        """
        self._known()
        return history.names(self._documents.state, ids, self.path)

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
        return history.steps(self._documents.state, self.path)

    def _walk(
        self, turn: Callable[[State, Path], tuple[HistoryStep, Changes] | None]
    ) -> HistoryStep | None:
        if not self._look().revision:  # no file: don't create one, and take no lock
            return None
        with self._storage.transaction():
            meta = self._look()
            found = turn(self._documents.state, self.path)
            if found is None:
                return None
            self._write(found[1], meta.counters)
        self.refresh()
        return found[0]

    def _known(self) -> Meta:
        if not self._looked:
            self.refresh()
        return self._meta

    def _look(self) -> Meta:
        """Load what is in the file now, and return what the file says about itself."""
        found = self._storage.read()
        if found is None and self._meta.revision:
            raise MissingFileError(
                f"{self.path} is gone.", "Put it back, or start again with an empty one."
            )
        if found is not self._read or not self._looked:
            state = {} if found is None else schema.current(found, self.path)
            self._meta = schema.NO_FILE if found is None else schema.meta(state, self.path)
            self._documents.state = state
            self._read = found
            self._looked = True
        return self._meta

    def _write(self, changes: Changes, counters: dict[str, int]) -> None:
        meta = Meta(schema.SCHEMA, self._meta.revision + 1, counters)
        base = {**schema.fresh(), **self._documents.state}
        self._storage.write(schema.with_meta(base, meta))
        for name, documents in changes.items():
            cast("RecordTable", self._database.table(name)).apply(documents)
