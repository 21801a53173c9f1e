"""What documents are decoded into: each one once, and only as far as needed."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import msgspec
from msgspec import Raw

from infoint_tui.domain.search.listing import ContactRow
from infoint_tui.store.index import Index
from infoint_tui.store.schema import unfit
from infoint_tui.store.storage import State

if TYPE_CHECKING:
    from infoint_tui.domain.records.record import Record

    R = TypeVar("R", bound=Record)

T = TypeVar("T")


class _Name(msgspec.Struct, gc=False):
    """What a preview shows. Decoding only this takes a sixth of the time at ten thousand people."""

    id: str
    name: str
    organization: str = ""
    standing: str = "known"


class _On(msgspec.Struct):
    on: date


_ON = msgspec.json.Decoder(_On)
_ROW = msgspec.json.Decoder(ContactRow)
_NAME = msgspec.json.Decoder(_Name)


class Decoded(Generic[T]):
    """One thing for each document of a table, made again only when the document changes.

    Args:
        path: the file, for error messages.
        name: the table, for error messages.
        make: turns a document into the thing; raises ValueError with the reason if it cannot.
    """

    def __init__(self, path: Path, name: str, make: Callable[[Raw], T]) -> None:
        self._path = path
        self._name = name
        self._make = make
        self._made: dict[str, tuple[Raw, T]] = {}
        self._table: dict[str, Raw] = {}
        self._all: tuple[T, ...] = ()

    def one(self, key: str, raw: Raw) -> T:
        """Return the thing for one document.

        Raises:
            DamagedFileError: the document is not valid.
        """
        known = self._made.get(key)
        if known is not None and known[0] is raw:
            return known[1]
        # A file that was read again has mostly the same documents.
        thing = known[1] if known is not None and known[0] == raw else self._new(key, raw)
        self._made[key] = raw, thing
        return thing

    def all(self, table: dict[str, Raw]) -> tuple[T, ...]:
        """Return the things for all documents, in the order of the table.

        Raises:
            DamagedFileError: a document is not valid.
        """
        if table is not self._table:
            one = self.one
            self._all = tuple([one(key, raw) for key, raw in table.items()])
            self._table = table
            if len(self._made) > len(table):
                self._made = {key: self._made[key] for key in table}
        return self._all

    def _new(self, key: str, raw: Raw) -> T:
        try:
            return self._make(raw)
        except ValueError as error:
            raise unfit(self._path, self._name, key, str(error)) from None


@dataclass(frozen=True)
class Unread(Generic[T]):
    """The things for some documents, each decoded when it is reached.

    Two are equal as long as none of the documents changes.
    """

    documents: Mapping[str, Raw]
    decoded: Decoded[T]

    def __iter__(self) -> Iterator[T]:
        """Go through them, which can be done more than once.

        Raises:
            DamagedFileError: a document that is reached is not valid.
        """
        return itertools.starmap(self.decoded.one, self.documents.items())

    def last_on(self) -> date | None:
        """Return the latest day in the field `on`, without decoding more; None without any.

        Raises:
            DamagedFileError: a document is not valid.
        """
        try:
            return max((_ON.decode(raw).on for raw in self.documents.values()), default=None)
        except msgspec.ValidationError:  # a day as only a text editor writes it, if it is one
            return max((each.on for each in self), default=None)  # type: ignore[attr-defined]


class Documents:
    """One state of the file, with what was decoded from it and from earlier states.

    Args:
        path: the file, for error messages.
    """

    def __init__(self, path: Path) -> None:
        self.state: State = {}
        self._path = path
        self._rows = Decoded(path, "contacts", _ROW.decode)
        self._previews: tuple[dict[str, Raw], tuple[ContactRow, ...]] = ({}, ())
        self._indexes: dict[str, Index] = {}
        self._records: dict[type, Decoded[Any]] = {}

    def table(self, name: str) -> dict[str, Raw]:
        """Return a table, which must never be changed in place."""
        return self.state.get(name, {})

    def previews(self) -> tuple[ContactRow, ...]:
        """Return the contacts as rows with only their id, name, organization and standing.

        Raises:
            DamagedFileError: one of these fields is not valid.
        """
        table = self.table("contacts")
        if self._previews[0] is not table:
            self._previews = table, tuple([self._preview(*each) for each in table.items()])
        return self._previews[1]

    def _preview(self, key: str, raw: Raw) -> ContactRow:
        try:
            found = _NAME.decode(raw)
        except ValueError as error:
            raise unfit(self._path, "contacts", key, str(error)) from None
        return ContactRow(
            found.id, found.name, organization=found.organization, standing=found.standing
        )

    def rows(self) -> tuple[ContactRow, ...]:
        """Return the contacts as light rows.

        Raises:
            DamagedFileError: a contact is not valid.
        """
        self._previews = {}, ()  # no longer needed
        return self._rows.all(self.table("contacts"))

    def records(self, kind: type[R], /, **having: str | None) -> tuple[R, ...]:
        """Return all records of a kind, or only those with certain values in certain fields.

        Raises:
            DamagedFileError: one of these documents is not valid.
        """
        table, decoded = self.table(kind.table), self._decoded(kind)
        if not having:
            return decoded.all(table)
        found = self._index(kind.table).by(table, tuple(having))
        values = _together(having)
        keys = found.keys.get(values)
        if not keys:
            return ()
        if values not in found.records:
            found.records[values] = tuple([decoded.one(key, table[key]) for key in keys])
        return found.records[values]

    def each(self, kind: type[R], /, **having: str | None) -> Unread[R]:
        """Return all records of a kind, or only those with certain values in certain fields.

        Each is validated when it is reached.

        Raises:
            DamagedFileError: a field that is looked for is not valid.
        """
        table, decoded = self.table(kind.table), self._decoded(kind)
        if not having:
            return Unread(table, decoded)
        keys = self._index(kind.table).by(table, tuple(having)).keys.get(_together(having), ())
        return Unread({key: table[key] for key in keys}, decoded)

    def values(self, kind: type[R], *fields: str) -> Collection[Any]:
        """Return the values of a field, each once; of several fields, the tuples that there are.

        Raises:
            DamagedFileError: one of these fields is not valid.
        """
        return self._index(kind.table).by(self.table(kind.table), fields).keys.keys()

    def record(self, kind: type[R], key: str) -> R:
        """Return the record with that key, which has to be there.

        Raises:
            DamagedFileError: its document is not valid.
        """
        return self._decoded(kind).one(key, self.table(kind.table)[key])

    def key(self, name: str, record_id: str) -> str | None:
        """Return the key of the document with that id, or None.

        Raises:
            DamagedFileError: a document in the table has no id.
        """
        return self._index(name).key(self.table(name), record_id)

    def _index(self, name: str) -> Index:
        if name not in self._indexes:
            self._indexes[name] = Index(self._path, name)
        return self._indexes[name]

    def _decoded(self, kind: type[R]) -> Decoded[R]:
        if kind not in self._records:
            self._records[kind] = Decoded(self._path, kind.table, _validator(kind))
        return cast("Decoded[R]", self._records[kind])


def _together(having: dict[str, str | None]) -> Any:
    """Return the values as a `Grouping` has them."""
    values = tuple(having.values())
    return values if len(values) > 1 else values[0]


def _validator(kind: type[R]) -> Callable[[Raw], R]:
    from pydantic import ValidationError  # slow to import, and the list needs no record

    def validated(raw: Raw) -> R:
        try:
            return kind.model_validate_json(bytes(raw))
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, first["loc"]))
            raise ValueError(f"{where}: {first['msg']}") from None

    return validated
