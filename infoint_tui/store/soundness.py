"""Whether the documents of a file fit together: references, and ids that should be unique."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import msgspec
from msgspec import Raw, Struct

from infoint_tui.domain.basics.text import clean_line
from infoint_tui.store.history import Changes
from infoint_tui.store.schema import HISTORY, META, Unreadable
from infoint_tui.store.storage import State
from infoint_tui.store.table import ABSENT

REFERENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "contacts": {"introduced_by": ("contacts",)},
    "interviews": {"contact_id": ("contacts",), "goal_id": ("goals",)},
    "touches": {"contact_id": ("contacts",), "about": ("interviews", "follow_ups")},
    "follow_ups": {
        "contact_id": ("contacts",),
        "interview_id": ("interviews",),
        "led_to": ("contacts",),
    },
}
"""The fields that hold the id of another record, by table, and the tables it may be in."""

OWNER = "contact_id"
"""The field without which a record belongs to nobody."""


class Misfit(Struct, frozen=True):
    """A document that does not fit with the others."""

    table: str
    key: str
    words: str
    """What it says, to recognize it by; may be empty."""
    field: str
    """The field whose value leads nowhere, or "id" if another document has the same id."""

    @property
    def is_orphan(self) -> bool:
        """Whether it belongs to nobody."""
        return self.field == OWNER


Documents = dict[str, dict[str, dict[str, Any]]]


def misfits(state: State, unreadable: Collection[Unreadable]) -> tuple[Misfit, ...]:
    """Return the documents of a state that do not fit with the others, table by table.

    Args:
        state: the state.
        unreadable: the documents that cannot be read; they are left alone.
    """
    documents = _decoded(state)
    return tuple(
        Misfit(table, key, _words(documents[table][key]), field)
        for table, key, field in _found(documents, unreadable)
    )


def mended(state: State, unreadable: Collection[Unreadable], new_id: Iterator[str]) -> Changes:
    """Return the changes after which every document fits with the others.

    A document that belongs to nobody goes, another reference that leads nowhere is emptied, and
    of several documents with one id, all but the first get one of their own.

    Args:
        state: the state.
        unreadable: the documents that cannot be read; they are left alone.
        new_id: gives the new ids.
    """
    documents, changes = _decoded(state), dict[str, dict[str, Raw]]()
    changed: Documents = {}
    for table, key, field in _found(documents, unreadable):
        after = changed.setdefault(table, {}).setdefault(key, dict(documents[table][key]))
        if field == OWNER:
            changes.setdefault(table, {})[key] = ABSENT
        elif field == "id":
            after["id"] = next(new_id)
        else:
            after.pop(field, None)
    for table, some in changed.items():
        for key, after in some.items():
            rev = after.get("rev")
            after["rev"] = rev + 1 if isinstance(rev, int) else 1
            changes.setdefault(table, {}).setdefault(key, Raw(msgspec.json.encode(after)))
    return changes


def _decoded(state: State) -> Documents:
    decoder = msgspec.json.Decoder(dict[str, Any])
    tables = (name for name in state if name not in (HISTORY, META))
    return {name: {key: decoder.decode(raw) for key, raw in state[name].items()} for name in tables}


def _found(
    documents: Documents, unreadable: Collection[Unreadable]
) -> Iterator[tuple[str, str, str]]:
    """Yield the table, the key and the field of everything that does not fit."""
    alone = {(each.table, each.key) for each in unreadable}
    ids = {
        name: {str(each.get("id")) for each in table.values()} for name, table in documents.items()
    }
    for name, table in documents.items():
        seen: set[str] = set()
        for key, document in table.items():
            if (name, key) in alone:
                continue
            for field, targets in REFERENCES.get(name, {}).items():
                value = document.get(field)
                is_there = any(value in ids.get(target, ()) for target in targets)
                if (value is not None or field == OWNER) and not is_there:
                    yield name, key, field
            if str(document.get("id")) in seen:
                yield name, key, "id"
            seen.add(str(document.get("id")))


def _words(document: dict[str, Any]) -> str:
    words = (document.get(field) for field in ("name", "text", "title", "held_on", "on"))
    return next((clean_line(each) for each in words if isinstance(each, str) and each), "")
