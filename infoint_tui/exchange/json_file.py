"""Our own JSON: every record in full, one a line, so that nothing is lost on the way out and in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
from msgspec import Raw
from pydantic import ValidationError

from infoint_tui.domain.basics.errors import ImportFileError
from infoint_tui.domain.basics.text import has_unsafe
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.kinds import EVERY_KIND
from infoint_tui.domain.records.mistakes import reason
from infoint_tui.domain.records.record import Record
from infoint_tui.exchange.incoming import Incoming, Parsed, Problem

MARK: Final = "infoint"
"""The name that says whose file it is; its value is the version."""
VERSION: Final = 1

_OWN: Final = frozenset(("id", "rev", "name", "fingerprint", "uid", "kept"))
"""What an incoming person has outside of its fields."""


def json_text(records: Iterable[Record]) -> str:
    """Return records as one file, each kind in the order given."""
    lines: dict[str, list[str]] = {kind.table: [] for kind in EVERY_KIND}
    for record in records:
        lines[record.table].append(record.model_dump_json(exclude={"rev"}))
    rows = {name: ",\n".join(each) for name, each in lines.items() if each}
    tables = (f'"{name}": [\n{each}\n]' for name, each in rows.items())
    return "{\n" + ",\n".join((f'"{MARK}": {VERSION}', *tables)) + "\n}\n"


def is_ours(data: bytes) -> bool:
    """Tell whether a file looks like one of these."""
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and f'"{MARK}"'.encode() in start


def read_json(data: bytes, name: str) -> Parsed:
    """Read a file that `json_text` made.

    Args:
        data: the whole file.
        name: what to call the file in error messages.

    Raises:
        ImportFileError: it is damaged, another program's, or from a newer version.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        tables = msgspec.json.decode(data, type=dict[str, Raw])
        version = json.loads(bytes(tables.pop(MARK, Raw(b"0"))))
        rows = {key: msgspec.json.decode(raw, type=list[Raw]) for key, raw in tables.items()}
    except ValueError as error:  # msgspec's and json's own errors are ValueErrors
        raise ImportFileError(f"{name} cannot be read as JSON: {error}.") from None
    if not isinstance(version, int) or version < 1:
        raise ImportFileError(
            f"{name} is JSON of another program.", "Import what infoint export made, or a CSV."
        )
    if version > VERSION:
        raise ImportFileError(
            f"{name} was written by a newer version of this program.", "Update the program."
        )
    people: list[Incoming] = []
    problems: list[Problem] = []
    others: list[Record] = []
    for line, found, raw in _records(data, rows):
        if isinstance(found, Contact):
            people.append(_person(line, found, raw))
        elif isinstance(found, Record):
            others.append(found)
        else:
            problems.append(Problem(line, found, raw))
    return Parsed(*("json", tuple(people), tuple(problems)), suffix=".json", records=tuple(others))


def _records(data: bytes, rows: dict[str, list[Raw]]) -> Iterator[tuple[int, Record | str, str]]:
    """Yield every record, or why it cannot be read, with its line and its own text."""
    kinds = {kind.table: kind for kind in EVERY_KIND}
    at, line = 0, 1
    for table, raws in rows.items():
        for raw in raws:
            own = bytes(raw)
            start = data.find(own, at)
            line, at = line + data.count(b"\n", at, start), start
            text = own.decode(errors="replace")
            if table not in kinds:
                yield line, f"there is no kind of record called {table!r}", text
                continue
            try:
                yield line, kinds[table].model_validate_json(own), text
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(map(str, first["loc"]))
                yield line, f"{where}: {reason(first)}".removeprefix(": "), text


def _person(line: int, found: Contact, raw: str) -> Incoming:
    fields = {
        key: value
        for key, value in {**dict(found), **(found.model_extra or {})}.items()
        if key not in _OWN and value not in ("", (), None, False)
    }
    return Incoming(
        line=line,
        name=found.name,
        fields=fields,
        fingerprint=found.fingerprint,
        cleaned=has_unsafe(raw),
        uid=found.uid,
        id=found.id,
        kept=found.kept,
    )
