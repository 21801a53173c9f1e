"""What documents are decoded into; each is decoded once, and only as far as needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar, cast

import msgspec
from msgspec import Raw, Struct

from infoint_tui.domain.basics.errors import DamagedFileError
from infoint_tui.domain.search.listing import ContactRow
from infoint_tui.store import history
from infoint_tui.store.index import Grouping, Index
from infoint_tui.store.schema import HISTORY, SetApart, Unreadable, has_text
from infoint_tui.store.storage import State

if TYPE_CHECKING:
    from infoint_tui.domain.records.record import Record
    from infoint_tui.domain.search.told import Told

    R = TypeVar("R", bound=Record)

T = TypeVar("T")


class HasTexts(Protocol):
    """The light form of a record whose texts are searched."""

    table: ClassVar[str]

    def told(self) -> Told:
        """Return its texts."""


class _Name(msgspec.Struct, gc=False):
    """What a preview shows. With 10,000 people, decoding only this takes a sixth of the time."""

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
    """One object for each document of a table, rebuilt only when the document changes.

    Documents that cannot be read are left out where several are asked for.

    Args:
        apart: where they are noted.
        name: the table.
        make: turns a document into the object; raises ValueError with the reason if it cannot.
    """

    def __init__(self, apart: SetApart, name: str, make: Callable[[Raw], T]) -> None:
        self._apart = apart
        self._name = name
        self._make = make
        self._made: dict[str, tuple[Raw, T]] = {}
        self._all: tuple[dict[str, Raw], tuple[T, ...]] = {}, ()

    def one(self, key: str, raw: Raw) -> T:
        """Return the object for one document.

        Raises:
            DamagedFileError: the document is not valid.
        """
        known = self._made.get(key)
        if known is not None and known[0] is raw:
            return known[1]
        # A file that is read again mostly has the same documents.
        thing = known[1] if known is not None and known[0] == raw else self._new(key, raw)
        self._made[key] = raw, thing
        return thing

    def all(self, table: dict[str, Raw]) -> tuple[T, ...]:
        """Return the objects for all documents that can be read, in the order of the table."""
        known, things = self._all
        if table is not known:
            things = tuple(self.sound(table.items()))
            self._all = table, things  # at once, since another thread may ask as well
            if len(self._made) > len(table):
                self._made = {key: self._made[key] for key in table if key in self._made}
        return things

    def sound(self, documents: Iterable[tuple[str, Raw]]) -> Iterator[T]:
        """Yield the objects for those of some documents that can be read."""
        one = self.one
        for key, raw in documents:
            try:
                thing = one(key, raw)
            except DamagedFileError:  # it is noted
                continue
            yield thing

    def _new(self, key: str, raw: Raw) -> T:
        try:
            return self._make(raw)
        except ValueError as error:
            raise self._apart.note(self._name, key, raw, str(error)) from None


class Unread(Struct, Generic[T], frozen=True):
    """The objects for some documents, each decoded when it is reached.

    Two are equal as long as none of the documents changes.
    """

    documents: Mapping[str, Raw]
    decoded: Decoded[T]

    def __iter__(self) -> Iterator[T]:
        """Iterate over the objects, which can be done more than once."""
        return self.decoded.sound(self.documents.items())

    def last_on(self) -> date | None:
        """Return the latest day in the field `on`, decoding nothing else; None if there is none."""
        try:
            return max((_ON.decode(raw).on for raw in self.documents.values()), default=None)
        except msgspec.ValidationError:  # a day as only a text editor writes it, if it is one
            return max((each.on for each in self), default=None)  # type: ignore[attr-defined]


class Grouped(Generic[T]):
    """The records of a kind, grouped by the values of some fields, until the file next changes.

    The values are as in the file: None for a field that is left out; for several fields
    they are a tuple.

    Args:
        table: the table.
        grouping: where its documents are.
        decoded: makes the records.
    """

    def __init__(self, table: dict[str, Raw], grouping: Grouping, decoded: Decoded[T]) -> None:
        self._table = table
        self._grouping = grouping
        self._decoded = decoded

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the values that occur."""
        return iter(self._grouping.keys)

    def __getitem__(self, values: Any) -> tuple[T, ...]:
        """Return the records with these values, in the order they were added.

        As long as none of them changes, this is the same tuple every time.
        """
        found, keys = self._grouping.records, self._grouping.keys.get(values)
        if not keys:
            return ()
        if values not in found:
            documents = ((key, self._table[key]) for key in keys)
            found[values] = tuple(self._decoded.sound(documents))
        return found[values]

    def unread(self, values: Any) -> Unread[T]:
        """Return the records with these values, each validated when it is reached."""
        found, keys = self._grouping.unread, self._grouping.keys.get(values)
        if not keys:
            return Unread({}, self._decoded)
        if values not in found:
            documents = {key: self._table[key] for key in keys}
            found[values] = Unread(documents, self._decoded)
        return found[values]  # type: ignore[no-any-return]  # of this kind, as the table is


class Documents:
    """One state of the file, with what was decoded from it and from earlier states.

    One document that cannot be read never hides the others: it is left out, and noted.

    Args:
        path: the file, for error messages.
    """

    def __init__(self, path: Path) -> None:
        self.state: State = {}
        self._apart = SetApart(path)
        self._rows = Decoded(self._apart, "contacts", _ROW.decode)
        self._previews: tuple[dict[str, Raw], tuple[ContactRow, ...]] = ({}, ())
        self._indexes: dict[str, Index] = {}
        self._records: dict[type, Decoded[Any]] = {}
        self._told: dict[str, Decoded[Told | None]] = {}

    def table(self, name: str) -> dict[str, Raw]:
        """Return a table, which must never be changed in place."""
        return self.state.get(name, {})

    @property
    def unreadable(self) -> tuple[Unreadable, ...]:
        """The documents that turned out to be unreadable so far."""
        return self._apart.of(self.state)

    def check_history(self) -> None:
        """Note the steps of the history that cannot be read, which otherwise nobody hears of."""
        for key, reason in history.unreadable(self.state).items():
            self._apart.note(HISTORY, key, self.table(HISTORY)[key], reason)

    def previews(self) -> tuple[ContactRow, ...]:
        """Return the contacts as rows with only their id, name, organization and standing."""
        table = self.table("contacts")
        if self._previews[0] is not table:
            self._previews = table, tuple(self._previewed(table))
        return self._previews[1]

    def _previewed(self, table: dict[str, Raw]) -> Iterator[ContactRow]:
        for key, raw in table.items():
            try:
                found = _NAME.decode(raw)
            except ValueError as error:
                self._apart.note("contacts", key, raw, str(error))
                continue
            yield ContactRow(
                found.id, found.name, organization=found.organization, standing=found.standing
            )

    def rows(self) -> tuple[ContactRow, ...]:
        """Return the contacts as light rows."""
        self._previews = {}, ()  # no longer needed
        return self._rows.all(self.table("contacts"))

    def records(self, kind: type[R]) -> tuple[R, ...]:
        """Return all records of a kind."""
        return self._decoded(kind).all(self.table(kind.table))

    def each(self, kind: type[R]) -> Unread[R]:
        """Return all records of a kind, each validated when it is reached."""
        return Unread(self.table(kind.table), self._decoded(kind))

    def told(self, kind: type[HasTexts]) -> tuple[Told | None, ...]:
        """Return the texts of all records of a kind; None for a document that is not valid."""
        name = kind.table
        if name not in self._told:
            self._told[name] = Decoded(self._apart, name, _reader(kind))
        return self._told[name].all(self.table(name))

    def by(self, kind: type[R], *fields: str) -> Grouped[R]:
        """Return the records of a kind, grouped by fields that `FOUND_BY` lists together."""
        table = self.table(kind.table)
        return Grouped(table, self._index(kind.table).by(table, fields), self._decoded(kind))

    def with_text(self, kind: type[R], is_wanted: Callable[[str], bool]) -> tuple[R, ...]:
        """Return the records of a kind that have a wanted text in any field.

        Only these records are validated. A text is wanted if a part of it is.
        """
        table = self.table(kind.table)
        found = (each for each in table.items() if has_text(each[1], is_wanted))
        return tuple(self._decoded(kind).sound(found))

    def record(self, kind: type[R], key: str) -> R:
        """Return the record with that key, which has to exist.

        Raises:
            DamagedFileError: its document is not valid.
        """
        return self._decoded(kind).one(key, self.table(kind.table)[key])

    def readable(self, kind: type[R], key: str) -> R | None:
        """Return the record with that key, which has to exist; None if it cannot be read."""
        with suppress(DamagedFileError):  # it is noted
            return self.record(kind, key)
        return None

    def key(self, name: str, record_id: str) -> str | None:
        """Return the key of the document with that id, or None."""
        return self._index(name).key(self.table(name), record_id)

    def _index(self, name: str) -> Index:
        if name not in self._indexes:
            self._indexes[name] = Index(self._apart, name)
        return self._indexes[name]

    def _decoded(self, kind: type[R]) -> Decoded[R]:
        if kind not in self._records:
            self._records[kind] = Decoded(self._apart, kind.table, _validator(kind))
        return cast("Decoded[R]", self._records[kind])


def _reader(kind: type[HasTexts]) -> Callable[[Raw], Told | None]:
    decode = msgspec.json.Decoder(kind).decode

    def read(raw: Raw) -> Told | None:
        try:
            return decode(raw).told()
        except msgspec.ValidationError:  # whoever opens the record hears of it
            return None

    return read


def _validator(kind: type[R]) -> Callable[[Raw], R]:
    from pydantic import ValidationError  # slow to import, and the list needs no record

    from infoint_tui.domain.records.mistakes import reason

    def validated(raw: Raw) -> R:
        try:
            return kind.model_validate_json(bytes(raw))
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, first["loc"]))
            raise ValueError(f"{where}: {reason(first)}") from None

    return validated
