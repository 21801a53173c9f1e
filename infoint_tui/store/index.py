"""Records by the values of some of their fields, so that only those asked for are validated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from msgspec import Raw

from infoint_tui.store.schema import unfit

Values = tuple[str | None, ...]
"""The values of a document's fields, as they are in the file; None for a field that is left out."""

T = TypeVar("T")


@dataclass(slots=True)
class _Group(Generic[T]):
    """The documents with the same values."""

    keys: dict[str, None] = field(default_factory=dict)
    """Their keys, in the order of the table. It is a dict because many may be removed at once."""
    records: tuple[T, ...] | None = None
    """Their records; None until they are asked for."""


class Index(Generic[T]):
    """The records of one table by the values of some of their fields.

    A document is read again only when it has changed.

    Args:
        path: the file, for error messages.
        name: the table, for error messages.
        fields: the fields to look at; each is a text or is left out.
        record: returns the record for a document's key and contents.
    """

    def __init__(
        self, path: Path, name: str, fields: tuple[str, ...], record: Callable[[str, Raw], T]
    ) -> None:
        self._path = path
        self._name = name
        self._record = record
        shape = [(each, str | None, None) for each in fields]
        self._decoder = msgspec.json.Decoder(msgspec.defstruct("Fields", shape))
        self._table: dict[str, Raw] = {}
        self._groups: dict[Values, _Group[T]] = {}
        self._group_of: dict[str, _Group[T]] = {}

    def find(self, table: dict[str, Raw], values: Values) -> tuple[T, ...]:
        """Return the records with these values, in the order of the table.

        As long as none of them changes, this is the same tuple every time.

        Raises:
            DamagedFileError: one of the fields in a document, or one of the records, is not valid.
        """
        if table is not self._table:
            self._follow(table)
        group = self._groups.get(values)
        if group is None:
            return ()
        if group.records is None:
            group.records = tuple([self._record(key, table[key]) for key in group.keys])
        return group.records

    def _follow(self, table: dict[str, Raw]) -> None:
        """Take over the documents that have changed."""
        before = self._table
        changed = {
            key: self._values(key, raw) for key, raw in table.items() if before.get(key) is not raw
        }
        grown: set[Values] = set()
        for key, values in changed.items():
            if values not in self._groups:
                self._groups[values] = _Group()
            group = self._groups[values]
            group.records = None
            if self._group_of.get(key) is not group:
                self._drop(key)
                self._group_of[key] = group
                group.keys[key] = None
                grown.add(values)
        for values in grown if before else ():  # the first time, keys come in order
            group = self._groups[values]
            group.keys = dict.fromkeys(sorted(group.keys, key=int))
        if len(self._group_of) > len(table):
            for key in [key for key in self._group_of if key not in table]:
                self._drop(key)
        self._table = table

    def _drop(self, key: str) -> None:
        group = self._group_of.pop(key, None)
        if group is not None:
            del group.keys[key]
            group.records = None

    def _values(self, key: str, raw: Raw) -> Values:
        try:
            return msgspec.structs.astuple(self._decoder.decode(raw))
        except msgspec.ValidationError as error:
            raise unfit(self._path, self._name, key, str(error)) from None
