"""Finding the documents of a table, so that only the records asked for are validated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from operator import attrgetter
from threading import Lock
from typing import Any

import msgspec
from msgspec import Raw

from infoint_tui.store.schema import SetApart

Fields = tuple[str, ...]
_ID = attrgetter("id")

FOUND_BY: dict[str, tuple[Fields, ...]] = {
    "contacts": (("introduced_by",), ("standing", "aside_until")),
    "interviews": (("contact_id",), ("goal_id",), ("held_on", "ended")),
    "touches": (("contact_id",), ("kind",)),
    "follow_ups": (("contact_id",), ("led_to",)),
}
"""The fields that the records of each table are looked up by; each holds a string or None."""


class Index:
    """The documents of one table by id, and by the fields of `FOUND_BY`.

    A document is read again only when it changes; one that cannot be read is left out.

    Args:
        apart: where those are noted.
        name: the table.
    """

    def __init__(self, apart: SetApart, name: str) -> None:
        self._apart = apart
        self._name = name
        self._table: dict[str, Raw] = {}
        self._lock = Lock()
        self._keys: dict[str, str] = {}
        self._groupings = {fields: Grouping(fields) for fields in FOUND_BY.get(name, ())}
        names = {each for fields in self._groupings for each in fields}
        shape: list[tuple[str, Any, Any]] = [(each, str | None, None) for each in sorted(names)]
        self._decoder = msgspec.json.Decoder(msgspec.defstruct("Found", [("id", str), *shape]))

    def key(self, table: dict[str, Raw], record_id: str) -> str | None:
        """Return the key of the document with that id, or None."""
        self._follow(table)
        return self._keys.get(record_id)

    def by(self, table: dict[str, Raw], fields: Fields) -> Grouping:
        """Return the documents, grouped by the values of fields that `FOUND_BY` lists together."""
        self._follow(table)
        return self._groupings[fields]

    def _follow(self, table: dict[str, Raw]) -> None:
        if table is not self._table:
            with self._lock:
                self._catch_up(table)

    def _catch_up(self, table: dict[str, Raw]) -> None:
        """Bring the index up to date with the documents that have changed."""
        before = self._table
        if table is before:
            return
        changed = (
            {k: raw for k, raw in table.items() if before.get(k) is not raw} if before else table
        )
        new = self._read(changed)
        gone = [key for key in changed if key in before] if before else []
        if len(before) - len(gone) + len(changed) > len(table):
            gone += before.keys() - table.keys()
        old = self._read({key: before[key] for key in gone})
        for found in old.values():
            self._keys.pop(found.id, None)
        self._keys.update(zip(map(_ID, new.values()), new, strict=True))
        for grouping in self._groupings.values():
            grouping.change(old, new)
        self._table = table

    def _read(self, documents: Mapping[str, Raw]) -> dict[str, Any]:
        """Return the fields of those documents that can be read, by key."""
        decode = self._decoder.decode
        try:
            found = list(map(decode, documents.values()))
        except msgspec.ValidationError:
            return dict(self._sound(documents))
        return dict(zip(documents, found, strict=True))

    def _sound(self, documents: Mapping[str, Raw]) -> Iterator[tuple[str, Any]]:
        for key, raw in documents.items():
            try:
                yield key, self._decoder.decode(raw)
            except msgspec.ValidationError as error:
                self._apart.note(self._name, key, raw, str(error))


class Grouping:
    """The documents of a table, grouped by the value of a field or by a tuple of several values.

    Args:
        fields: the fields.
    """

    def __init__(self, fields: Fields) -> None:
        self.keys: defaultdict[Any, dict[str, None]] = defaultdict(dict)
        """The keys of each group, in table order; a dict, since many may be removed at once."""
        self.records: dict[Any, tuple[Any, ...]] = {}
        """The records decoded for some of these values, until one of their documents changes."""
        self.unread: dict[Any, Any] = {}
        """The lazy view of the documents for some of these values, until a document changes."""
        self._values = attrgetter(*fields)

    def change(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        """Replace the old fields of some documents with new ones, both by key."""
        values_of, keys = self._values, self.keys
        is_first = not keys
        for key, found in old.items():
            values = values_of(found)
            del keys[values][key]
            if not keys[values]:
                del keys[values]
            self._forget(values)
        for key, found in new.items():
            keys[values_of(found)][key] = None
        for values in () if is_first else set(map(values_of, new.values())):
            keys[values] = dict.fromkeys(sorted(keys[values], key=int))
            self._forget(values)

    def _forget(self, values: Any) -> None:
        self.records.pop(values, None)
        self.unread.pop(values, None)
