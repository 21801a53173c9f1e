"""Merging another version of the file into it, such as one that a sync program kept."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from infoint_tui.domain.basics.counting import counted, enumerated
from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.contact_fields import FIELDS
from infoint_tui.domain.vocabulary import RECORDS
from infoint_tui.services.context import UseCaseContext
from infoint_tui.store.backups import read

if TYPE_CHECKING:
    from infoint_tui.store.other_file import OtherFile
    from infoint_tui.store.three_way import Conflict, Edit, Place

_MOST_NAMES = 5
"""The most people who are named; more are counted."""
_LONGEST = 60
"""The most characters of a value that are shown."""
_LABELS = {field.key: field.label[:1].lower() + field.label[1:] for field in FIELDS}


class Clash(Struct, frozen=True):
    """Something that both versions changed, in words."""

    place: Place
    what: str
    """Whose it is, and which field."""
    mine: str
    theirs: str


class PreparedMerge(Struct, frozen=True):
    """What merging another version in would do."""

    path: Path
    other: OtherFile
    lines: tuple[str, ...]
    """What it would do, a line for each kind of change."""
    clashes: tuple[Clash, ...]
    """What has to be chosen."""

    @property
    def has_base(self) -> bool:
        """Whether what both came from is known; if not, nothing counts as removed."""
        return self.other.base is not None

    def __bool__(self) -> bool:
        return bool(self.lines or self.clashes)


class MergingFiles:
    """Brings what another version of the file has into it."""

    def __init__(self, context: UseCaseContext) -> None:
        self._repository = context.repository

    def prepare(self, path: Path) -> PreparedMerge:
        """Return what merging in the version at `path` would do; nothing is changed.

        Args:
            path: another version of the file, or a backup.

        Raises:
            InvalidInputError: it is the file itself.
            StoreError: it cannot be read, or is not a version of one of our files.
        """
        if os.path.realpath(path) == os.path.realpath(self._repository.path):
            raise InvalidInputError(f"{path} is the file you have open.", "Name another one.")
        other = self._repository.other(read(path))
        found = self._repository.merged(other)
        names = _Names(other.state, self._repository.read_all())
        lines = (*_lines(found.edits, names), *_unread(other.unread))
        return PreparedMerge(path, other, lines, tuple(map(names.clash, found.conflicts)))

    def merge(self, prepared: PreparedMerge, taken: Collection[Place] = ()) -> bool:
        """Merge the other version in, after a backup, as one change that can be undone.

        Args:
            prepared: what to merge.
            taken: the places of the clashes in which the other version is kept.

        Returns:
            Whether anything was different.

        Raises:
            StoreError: the file cannot be read or written.
        """
        label = f"merge {clean_line(prepared.path.name)}"
        return self._repository.merge(label, prepared.other, taken)


class _Names:
    """What to call records."""

    def __init__(self, *states: Any) -> None:
        import msgspec

        decoder = msgspec.json.Decoder(dict[str, Any])
        self._people: dict[str, str] = {}
        self._documents: dict[tuple[str, str], dict[str, Any]] = {}
        for state in states:
            for table in RECORDS:
                for key, raw in state.get(table, {}).items():
                    self._documents[table, key] = document = decoder.decode(raw)
                    if table == "contacts":
                        self._people[str(document.get("id"))] = _words(document.get("name"))

    def of(self, edit: Edit) -> str:
        """Return the name of the person that is added, changed or removed."""
        document = edit.after or self._documents.get((edit.table, edit.key or ""), {})
        return _words(document.get("name"))

    def clash(self, conflict: Conflict) -> Clash:
        """Return a conflict in words."""
        document = conflict.document
        if conflict.table == "contacts":
            who = _words(document.get("name"))
        else:
            person = self._people.get(str(document.get("contact_id")), "")
            words = (document.get(each) for each in ("text", "title", "held_on", "day"))
            said = next((_words(each) for each in words if each), "")
            kind = RECORDS[conflict.table].capitalize()
            who = f"{kind}{f' with {person}' if person else ''}{f' ({said})' if said else ''}"
        if not conflict.field:
            here, there = (
                "removed" if each is None else "kept" for each in (conflict.mine, conflict.theirs)
            )
            return Clash(conflict.place, who, here, there)
        field = _LABELS.get(conflict.field, conflict.field.replace("_", " ").replace(".", ", "))
        what = f"{who}: {clean_line(field)}"
        return Clash(conflict.place, what, _words(conflict.mine), _words(conflict.theirs))


def _words(value: Any) -> str:
    """Return a value in a few words."""
    if value is None or value in ("", []):
        return "blank"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        value = ", ".join(f"{key}: {_words(each)}" for key, each in value.items())
    elif isinstance(value, list):
        value = ", ".join(map(_words, value))
    words = clean_line(str(value))
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _lines(edits: Iterable[Edit], names: _Names) -> Iterator[str]:
    groups: dict[str, list[str]] = {"New": [], "Changed": [], "Gone": []}
    others: dict[str, int] = {}
    for edit in edits:
        if edit.table == "contacts":
            label = "New" if edit.key is None else "Gone" if edit.after is None else "Changed"
            groups[label].append(names.of(edit))
        else:
            others[edit.table] = others.get(edit.table, 0) + 1
    for label, people in groups.items():
        if people:
            more = len(people) - _MOST_NAMES
            yield f"{label}: {', '.join(people[:_MOST_NAMES])}" + (
                f", and {more} more" if more > 0 else ""
            )
    if others:
        counts = [counted(count, RECORDS[table]) for table, count in others.items()]
        yield f"Other records: {enumerated(counts)}"


def _unread(count: int) -> tuple[str, ...]:
    return (f"Left out, as it cannot be read there: {counted(count, 'record')}",) if count else ()
