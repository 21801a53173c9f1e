"""A TinyDB table of raw documents: an operation decodes and encodes only what it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

import msgspec
from msgspec import Raw
from tinydb.table import Table

from infoint_tui.store.storage import TransactionalStorage

ABSENT = Raw(b"null")
"""Used in place of a document to remove, or of one that did not exist."""


class RecordTable(Table):
    """A table whose operations hold the lock from reading to writing, and touch no other table.

    It does not cache the answers to queries, since another program may have written the file.

    Args:
        storage: the storage that holds all the tables.
        name: the name of this table.
    """

    def __init__(self, storage: TransactionalStorage, name: str) -> None:
        super().__init__(storage, name, cache_size=0)
        self._shared = storage

    def apply(self, changes: Mapping[str, Raw]) -> None:
        """Write documents by key; ABSENT removes one. The table stays in the order of its keys."""

        def change(table: MutableMapping[int, Any]) -> None:
            for key, document in changes.items():
                if document == ABSENT:
                    table.pop(int(key), None)
                else:
                    table[int(key)] = document

        self._update_table(change)

    def _read_table(self) -> Mapping[str, Mapping[str, Any]]:  # type: ignore[override]
        return _Decoding((self._shared.read() or {}).get(self.name, {}))

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._shared.transaction():
            state = self._shared.read() or {}
            draft = _TableDraft(state.get(self.name, {}))
            updater(draft)
            self._shared.write({**state, self.name: draft.table()})


class _Decoding(Mapping[str, Mapping[str, Any]]):
    """A table for reading; each document is decoded when it is asked for."""

    def __init__(self, table: Mapping[str, Raw]) -> None:
        self._table = table

    def __getitem__(self, key: str) -> Mapping[str, Any]:
        document: dict[str, Any] = msgspec.json.decode(self._table[key])
        return document

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


class _TableDraft(MutableMapping[int, Any]):
    """A copy of a table, for changing it; documents it hands out may be changed in place."""

    def __init__(self, table: dict[str, Raw]) -> None:
        self._table = dict(table)
        self._opened: dict[str, Any] = {}
        self._last = int(next(reversed(table), "0"))
        self._ordered = True

    def __getitem__(self, key: int) -> Any:
        name = str(key)
        if name not in self._opened:
            self._opened[name] = msgspec.json.decode(self._table[name])
        return self._opened[name]

    def __setitem__(self, key: int, document: Any) -> None:
        name = str(key)
        if name not in self._table:
            self._ordered = self._ordered and key > self._last
            self._last = max(self._last, key)
        self._opened.pop(name, None)
        self._table[name] = document if isinstance(document, Raw) else _raw(document)

    def __delitem__(self, key: int) -> None:
        del self._table[str(key)]
        self._opened.pop(str(key), None)

    def __contains__(self, key: object) -> bool:
        return str(key) in self._table

    def __iter__(self) -> Iterator[int]:
        return map(int, self._table)

    def __len__(self) -> int:
        return len(self._table)

    def table(self) -> dict[str, Raw]:
        """Return the table as it is now, in the order of its keys."""
        for key, document in self._opened.items():
            if document != msgspec.json.decode(self._table[key]):
                self._table[key] = _raw(document)
        if self._ordered:
            return self._table
        return {str(key): self._table[str(key)] for key in sorted(map(int, self._table))}


def _raw(document: Any) -> Raw:
    return Raw(msgspec.json.encode(document))
