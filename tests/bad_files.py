"""More than a hundred kinds of files that are not as they should be, each with what is right.

All are made from the file of the first version, which has three people. What a program must do with
any of them: no traceback, the bytes stay as they are as long as nothing is changed, and

- "refused": the file is no file of ours, or not readable as a whole; every command says so.
- "apart": the records that can be read are there, and one line says how many cannot.
- "sound": there is nothing wrong that would matter.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, Literal, NamedTuple

FIRST = Path(__file__).parent / "store" / "first.json"
SOUND = FIRST.read_bytes()
PEOPLE = ("Ana Ruiz", "Teo Marran", "Kit Marlow")
DEEP = 100_000
DIGITS = "9" * 5_000

Outcome = Literal["refused", "apart", "sound"]
Tables = dict[str, Any]


class BadFile(NamedTuple):
    """A kind of file."""

    name: str
    data: bytes
    outcome: Outcome
    lost: str = ""
    """Who cannot be read, if it is one of `PEOPLE`."""


def bad_files() -> Iterator[BadFile]:
    """Yield every kind."""
    for name, data in _WHOLE.items():
        yield BadFile(name, data, "refused")
    for name, meta in _METAS.items():
        yield BadFile(name, _encoded({**_tables(), "_meta": meta}), "refused")
    yield from _with_bad_entries()
    for name, data in _ODD_BUT_SOUND.items():
        yield BadFile(name, data, "sound")
    for name, change in _CHANGES.items():
        yield BadFile(name, _edited(change), "sound")


def _with_bad_entries() -> Iterator[BadFile]:
    """Yield the files in which a table, a document or a step cannot be read."""
    for name, table in _TABLES.items():
        yield BadFile(name, _encoded({**_tables(), "touches": table}), "apart")
    for name, key in _KEYS.items():
        yield BadFile(name, _edited(lambda all, key=key: _renamed(all["touches"], key)), "apart")
    for table in RECORD_TABLES:
        for kind, document in bad_documents(table):
            lost = PEOPLE[0] if table == "contacts" else ""
            data = _encoded(with_document(table, document))
            yield BadFile(f"{table}: {kind}", data, "apart", lost)
    for kind, step in _bad_steps():
        yield BadFile(f"history: {kind}", _encoded(with_document("history", step)), "apart")


def bad_in_every_table() -> bytes:
    """Return a file with one document more in each table, and none of these can be read."""
    tables = _tables()
    for table in RECORD_TABLES:
        tables[table]["99"] = {**tables[table]["1"], "id": f"bad {table}", "rev": "x"}
    tables["history"]["99"] = {"label": 5}
    return _encoded(tables)


RECORD_TABLES = (
    *("contacts", "touches", "interviews", "follow_ups", "questions", "goals", "commitments"),
)

_TEXT = {
    "contacts": "name",
    "touches": "text",
    "interviews": "zone",
    "follow_ups": "text",
    "questions": "text",
    "goals": "title",
    "commitments": "text",
}
"""A field of each table that holds text and has to be there."""


def bad_documents(table: str) -> Iterator[tuple[str, Any]]:
    """Yield documents that cannot be read, each with what is wrong, in place of the first one."""
    known = _tables()[table]["1"]
    text = _TEXT[table]
    yield f"{text} is a number", {**known, text: 5}
    yield f"{text} is a list", {**known, text: ["x"]}
    yield "the id is a number", {**known, "id": 7}
    yield "no id", {name: value for name, value in known.items() if name != "id"}
    yield "the rev is a word", {**known, "rev": "x"}
    yield "the rev is a fraction", {**known, "rev": 1.5}
    yield "an empty document", {}
    yield "null instead of a document", None
    yield "a list instead of a document", [known]
    yield "a text instead of a document", "x"
    if table == "contacts":
        yield "a blank name", {**known, "name": " \t"}
        yield "no name", {name: value for name, value in known.items() if name != "name"}
        yield "a standing that is none", {**known, "standing": "gone"}
        yield "a negative cadence", {**known, "cadence_days": -1}
        yield "emails as a number", {**known, "emails": 5}
        yield "an impossible day", {**known, "added_on": "2026-02-30"}
    if table == "interviews":
        yield "a start without a zone", {**known, "start": "2026-11-03T15:00:00"}
        yield "a plan that is a text", {**known, "plan": "x"}
        yield "a zone that is none", {**known, "zone": "Nowhere/Else"}
        yield "the year 99999", {**known, "requested_on": "99999-01-01"}


def _bad_steps() -> Iterator[tuple[str, Any]]:
    step = _tables()["history"]["1"]
    yield "a label that is a number", {**step, "label": 5}
    yield "a moment that is none", {**step, "at": "yesterday"}
    yield "documents as a list", {**step, "documents": []}
    yield "revs as a text", {**step, "revs": "x"}
    yield "an empty step", {}
    yield "null instead of a step", None


def with_document(table: str, document: Any) -> Tables:
    """Return the tables with another document in place of the first one of a table."""
    tables = _tables()
    tables[table]["1"] = document
    return tables


def _tables() -> Tables:
    tables: Tables = deepcopy(_PARSED)
    return tables


def _encoded(tables: Any) -> bytes:
    return json.dumps(tables, ensure_ascii=False).encode()


def _edited(change: Callable[[Tables], object]) -> bytes:
    tables = _tables()
    change(tables)
    return _encoded(tables)


def _renamed(table: dict[str, Any], key: str) -> None:
    table[key] = {**table["1"], "id": "renamed"}


def _raw(old: str, new: str) -> bytes:
    """Return the file with one piece of its text replaced, which may leave it no JSON."""
    text = _COMPACT.decode()
    assert old in text
    return text.replace(old, new, 1).encode("utf-8", "surrogatepass")


_PARSED: Tables = json.loads(SOUND)
_COMPACT = _encoded(_PARSED)
_META = _PARSED["_meta"]["1"]
_NAME = '"name": "Ana Ruiz"'
_HALF = len(_COMPACT) // 2

_WHOLE = {
    "an empty file": b"",
    "only spaces": b" \n\t ",
    "only a BOM": b"\xef\xbb\xbf",
    "zeros, as after a power cut": bytes(4096),
    "words": b"garbage",
    "bytes": bytes(range(256)),
    "a page": b"<!DOCTYPE html><html><body>404</body></html>",
    "a CSV file": b"First Name,Last Name\nAna,Ruiz\n",
    "a program": b"\x7fELF\x02\x01\x01" + bytes(60),
    "a zip file": b"PK\x03\x04" + bytes(60),
    "compressed": gzip.compress(SOUND, mtime=0),
    "UTF-16": SOUND.decode().encode("utf-16"),
    "UTF-16 without a BOM": SOUND.decode().encode("utf-16-le"),
    "UTF-32": SOUND.decode().encode("utf-32"),
    "one byte that is not UTF-8": _COMPACT.replace(b"Ana Ruiz", b"Ana Ru\xedz", 1),
    "half of it": _COMPACT[:_HALF],
    "all but the last byte": _COMPACT[:-1],
    "cut off in a name": _COMPACT[: _COMPACT.index(b"Ana Ruiz") + 3],
    "only the first byte": b"{",
    "zeros at its end": _COMPACT + bytes(512),
    "zeros in its middle": _COMPACT[:_HALF] + bytes(512) + _COMPACT[_HALF + 512 :],
    "a longer file written over": _COMPACT + _COMPACT[-40:],
    "twice in one file": _COMPACT * 2,
    "words at its end": _COMPACT + b" end",
    "words before it": b"x = " + _COMPACT,
    "a comma too many": _COMPACT[:-1] + b",}",
    "single quotes": _COMPACT.replace(b'"', b"'"),
    "a comment": b"// mine\n" + _COMPACT,
    "marks of a merge": b"<<<<<<< mine\n" + _COMPACT + b"\n=======\n" + _COMPACT + b"\n>>>>>>>\n",
    "no colon": _raw(_NAME, '"name" "Ana Ruiz"'),
    "no quotes": _raw(_NAME, "name: Ana Ruiz"),
    "an escape that is none": _raw("Ana Ruiz", "Ana \\x Ruiz"),
    "a bare line break in a text": _raw("Ana Ruiz", "Ana\nRuiz"),
    "a number that is none": _raw('"rev": 16', '"rev": 0x10'),
    "half a word": _raw('"rev": 16', '"rev": tru'),
    "brackets": b"[" * DEEP,
    "brackets that close": b"[" * DEEP + b"]" * DEEP,
    "braces": b'{"a":' * DEEP,
    "brackets in a document": _raw(_NAME, f'{_NAME}, "x": {"[" * DEEP}{"]" * DEEP}'),
    "a table twice": b'{"contacts": {}, ' + _COMPACT[1:],
    "a document twice": _raw('"contacts": {', '"contacts": {"1": {}, '),
    "a list": b"[]",
    "a text": b'"infoint"',
    "a number": b"5",
    "a number of 5,000 digits": DIGITS.encode(),
    "null": b"null",
    "nothing in it": b"{}",
    "a file of another program": b'{"_default": {"1": {"name": "Ana"}}}',
    "no _meta": _edited(lambda all: all.pop("_meta")),
}

_ODD_BUT_SOUND = {
    "a BOM before it": b"\xef\xbb\xbf" + SOUND,
    "DOS line ends": json.dumps(_PARSED, indent=2).replace("\n", "\r\n").encode(),
    "as an editor formats it": json.dumps(_PARSED, indent="\t").encode() + b"\n\n",
    "escaped letters": json.dumps(_PARSED, ensure_ascii=True).encode(),
    "tables in another order": _encoded(dict(reversed(_PARSED.items()))),
    "documents in another order": _edited(
        lambda all: all.update(touches=dict(reversed(all["touches"].items())))
    ),
}

_METAS = {
    "_meta is null": None,
    "_meta is a list": [],
    "_meta is empty": {},
    "_meta without a document": {"2": _META},
    "_meta with null": {"1": None},
    "no schema": {"1": {"revision": 16}},
    "no revision": {"1": {"schema": 1}},
    "a schema in words": {"1": {**_META, "schema": "one"}},
    "a schema that is true": {"1": {**_META, "schema": True}},
    "a schema that never was": {"1": {**_META, "schema": 0}},
    "a negative schema": {"1": {**_META, "schema": -1}},
    "a schema and a half": {"1": {**_META, "schema": 1.5}},
    "the next schema": {"1": {**_META, "schema": 2}},
    "a schema far ahead": {"1": {**_META, "schema": 2**40}},
    "a revision in words": {"1": {**_META, "revision": "x"}},
    "counters as a list": {"1": {**_META, "counters": []}},
}

_TABLES = {
    "a table that is null": None,
    "a table that is a list": list(_PARSED["touches"].values()),
    "a table that is a text": "x",
    "a table that is a number": 5,
}

_KEYS = {
    "a key that is a word": "one",
    "a negative key": "-1",
    "a key that is a fraction": "1.5",
    "an empty key": "",
    "a key in other digits": "٣",
    "a key with a zero before it": "007",
    "a key of 5,000 digits": DIGITS,
    "a UUID as a key": "de52c827-7dd9-4992-8491-0b353e217ea5",
}

_CHANGES: dict[str, Callable[[Tables], object]] = {
    "a table of a later version": lambda all: all.update(places={"1": {"id": "x"}}),
    "a table that is missing": lambda all: all.pop("goals"),
    "a history that is missing": lambda all: all.pop("history"),
    "a field of a later version": lambda all: all["contacts"]["1"].update(star={"a": [1]}),
    "a step about a table that is not there": lambda all: all["history"]["1"].update(
        documents={"x": {"1": None}}
    ),
    "counters behind": lambda all: all["_meta"]["1"].update(counters={}),
    "a touch of someone who is gone": lambda all: all["touches"]["1"].update(contact_id="x"),
    "an introduction by someone who is gone": lambda all: all["contacts"]["2"].update(
        introduced_by="x"
    ),
    "one id twice": lambda all: all["touches"]["1"].update(id=all["touches"]["2"]["id"]),
    "one introduced by oneself": lambda all: all["contacts"]["1"].update(
        introduced_by=all["contacts"]["1"]["id"]
    ),
    "a text of a megabyte": lambda all: all["contacts"]["1"].update(notes="x" * 2**20),
    "ten thousand tags": lambda all: all["contacts"]["1"].update(
        tags=[f"t{number}" for number in range(10_000)]
    ),
    "control characters": lambda all: all["contacts"]["1"].update(notes="\x1b[2J\x07\x00\u202e"),
    "a link to a file": lambda all: all["contacts"]["1"].update(links=["file:///etc/passwd"]),
    "the last day there is": lambda all: all["contacts"]["1"].update(snoozed_until="9999-12-31"),
    "the first day there is": lambda all: all["touches"]["1"].update(on="0001-01-01"),
}
