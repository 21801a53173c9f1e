"""A change in progress: the records as it sees them and as it leaves them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec import Raw

from infoint_tui.domain.basics.errors import ConflictError
from infoint_tui.domain.vocabulary import RECORDS
from infoint_tui.store.history import Changes
from infoint_tui.store.rows import Documents
from infoint_tui.store.schema import Meta
from infoint_tui.store.table import ABSENT

if TYPE_CHECKING:
    from infoint_tui.domain.records.record import Record

    R = TypeVar("R", bound=Record)


class Transaction:
    """What a change works with; nothing is written until the change is complete.

    Args:
        documents: the state the change starts from.
        meta: what the file says about itself.
    """

    def __init__(self, documents: Documents, meta: Meta) -> None:
        self._documents = documents
        self._meta = meta
        self._touched: dict[str, dict[str, Record | None]] = {}
        self._given: dict[tuple[str, str], str] = {}
        self._last: dict[str, int] = {}

    def get(self, kind: type[R], id: str) -> R | None:
        """Return the record with that id; None if there is none, or if it cannot be read."""
        key = self._key(kind, id)
        touched = self._touched.get(kind.table, {})
        if key in touched:
            return cast("R | None", touched[key])
        if key is None or key not in self._documents.table(kind.table):
            return None
        return self._documents.readable(kind, key)

    def check(self, kind: type[R], id: str) -> None:
        """Do nothing, unless there is a record with that id that cannot be read.

        Raises:
            DamagedFileError: there is.
        """
        self._before(kind, self._key(kind, id))

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return all records of a kind, in the order they were added."""
        return self._with_changes(kind, self._documents.records(kind))

    def of(self, kind: type[R], contact_id: str) -> tuple[R, ...]:
        """Return a contact's records of a kind, in the order they were added."""
        return self.by(kind, "contact_id", contact_id)

    def by(self, kind: type[R], field: str, value: str) -> tuple[R, ...]:
        """Return the records of a kind with a value in a field, in the order they were added.

        Args:
            kind: the kind of record.
            field: a field that `index.FOUND_BY` lists on its own.
            value: the value.
        """
        merged = self._with_changes(kind, self._documents.by(kind, field)[value])
        return tuple([each for each in merged if getattr(each, field, None) == value])

    def with_text(self, kind: type[R], is_wanted: Callable[[str], bool]) -> tuple[R, ...]:
        """Return the records of a kind that have, or had before this change, a wanted text.

        Args:
            kind: the kind of record.
            is_wanted: tells whether a text is wanted, as it is if a part of it is.
        """
        return self._with_changes(kind, self._documents.with_text(kind, is_wanted))

    def _with_changes(self, kind: type[R], records: tuple[R, ...]) -> tuple[R, ...]:
        """Return `records` as this change leaves them, along with all records it has touched."""
        touched = self._touched.get(kind.table)
        if not touched:
            return records
        before = {self._key(kind, record.id) or "": record for record in records}
        merged = sorted({**before, **touched}.items(), key=lambda each: int(each[0]))
        return tuple([cast("R", record) for _, record in merged if record is not None])

    def put(self, record: R) -> R:
        """Add a record, or replace the one with its id; an equal one is left alone.

        Args:
            record: the new record, made from the one in the file if there is one.

        Returns:
            The record with its new rev.

        Raises:
            ConflictError: the record in the file was changed since this one was read.
            DamagedFileError: the record in the file is not valid.
        """
        kind = type(record)
        key = self._key(kind, record.id)
        before = self._before(kind, key)
        self._check(record, before)
        if before and before == record.model_copy(update={"rev": before.rev}):
            self._touched.get(kind.table, {}).pop(str(key), None)
            return before
        if key is None:
            key = self._given[kind.table, record.id] = self.next_key(kind.table)
        after = record.model_copy(update={"rev": self._rev(before or record)})
        self._touched.setdefault(kind.table, {})[key] = after
        return after

    def remove(self, record: Record) -> None:
        """Remove the record with the same id, if there is one.

        Raises:
            ConflictError: the record in the file was changed since this one was read.
            DamagedFileError: the record in the file is not valid.
        """
        kind = type(record)
        key = self._key(kind, record.id)
        if key is not None:
            self._check(record, self._before(kind, key))
            self._touched.setdefault(kind.table, {})[key] = None

    def changes(self) -> Changes:
        """Return the documents that differ from the state the change started from."""
        changes: Changes = {}
        for name, records in self._touched.items():
            table = self._documents.table(name)
            written = {
                key: ABSENT if record is None else _document(record)
                for key, record in records.items()
                if record is not None or key in table
            }
            if written:
                changes[name] = written
        return changes

    def next_key(self, table: str) -> str:
        """Return a key that the table has never given out before."""
        if table not in self._last:
            # Another TinyDB program may have added documents without counting.
            found = int(next(reversed(self._documents.table(table)), "0"))
            self._last[table] = max(self._meta.counters.get(table, 0), found)
        self._last[table] += 1
        return str(self._last[table])

    @property
    def counters(self) -> dict[str, int]:
        """The last key given out in each table."""
        return {**self._meta.counters, **self._last}

    def _key(self, kind: type[Record], id: str) -> str | None:
        return self._given.get((kind.table, id)) or self._documents.key(kind.table, id)

    def _before(self, kind: type[R], key: str | None) -> R | None:
        """Return the record as it was before this change."""
        if key is None or key not in self._documents.table(kind.table):
            return None
        return self._documents.record(kind, key)

    def _rev(self, record: Record) -> int:
        # From the revision, not a count: a rev that was undone is never reused for other contents.
        return 1 + max(self._meta.revision, record.rev)

    def _check(self, record: Record, before: Record | None) -> None:
        if before and record.rev not in {before.rev, self._rev(before)}:
            name = getattr(record, "name", "") or f"This {RECORDS[record.table]}"
            raise ConflictError(
                f"{name} has been changed by another program since it was read.",
                "Look at it, then make your change again.",
            )


def _document(record: Record) -> Raw:
    # Default values are left out; id and rev never have theirs.
    return Raw(record.model_dump_json(exclude_defaults=True).encode())
