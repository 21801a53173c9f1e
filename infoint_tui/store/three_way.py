"""Merging two versions of the same records, field by field, with what both came from.

What only one side changed is taken; lists are joined; where both changed one field differently,
it is a conflict, and so is a record that one side removed and the other changed or used. Records
are recognized by their id, marks on a built-in question by the question, promises by their day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from msgspec import Struct

from infoint_tui.store.soundness import OWNER, REFERENCES

Document = dict[str, Any]
Tables = Mapping[str, Mapping[str, Document]]
"""The documents by table and key."""

Place = tuple[str, str, str]
"""Where a conflict is: the table, what the record is recognized by, and the field."""

_WHOLE: Final = frozenset({"unfinished_debrief"})
"""The fields whose parts belong together: one side's is taken as it is."""
_NATURAL: Final = {"questions": "bank_id", "commitments": "day"}
"""The field by which a record of this table is recognized, if it has one."""


class Conflict(Struct, frozen=True):
    """Something that both sides changed, each in its own way."""

    table: str
    record: str
    """What the record is recognized by."""
    field: str
    """The field, with dots between a field and its part; "" if one side removed the record."""
    mine: Any
    """What it is here; None if it is not there."""
    theirs: Any
    document: Document
    """The record, as one of the two has it."""

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.table, self.record, self.field


class Edit(Struct, frozen=True):
    """One document that a merge adds, changes or removes."""

    table: str
    key: str | None
    """The key here; None for a new document."""
    after: Document | None
    """None removes it."""
    rev: int
    """The highest rev of the two versions."""


class Merged(Struct, frozen=True):
    """What a merge does to the documents here."""

    edits: tuple[Edit, ...]
    conflicts: tuple[Conflict, ...]


def merged(
    mine: Tables, theirs: Tables, base: Tables | None, taken: Collection[Place] = ()
) -> Merged:
    """Return how to bring what another version has into this one.

    Args:
        mine: the documents here.
        theirs: those of the other version.
        base: those that both came from; None if they are not known, and then nothing that only one
            side has counts as removed by the other.
        taken: the conflicts in which theirs is taken; mine stays in the others.
    """
    return _Merge(mine, theirs, base, frozenset(taken)).run()


class _Side:
    """One of the three versions, by what its records are recognized by."""

    def __init__(self, tables: Tables, moved: Mapping[str, str]) -> None:
        self.keys: dict[tuple[str, str], str] = {}
        self.found: dict[tuple[str, str], Document] = {}
        for table, documents in tables.items():
            for key, document in documents.items():
                if (name := _recognized(table, document)) is None:
                    continue
                while (table, name) in self.found:
                    name += "+"  # a second one with the same id
                self.keys[table, name] = key
                self.found[table, name] = _pointed(table, document, moved)


class _Merge:
    def __init__(
        self, mine: Tables, theirs: Tables, base: Tables | None, taken: Collection[Place]
    ) -> None:
        moved = _followed({**_moved(theirs), **_moved(mine)})
        self.mine, self.theirs = _Side(mine, moved), _Side(theirs, moved)
        self.base = _Side(base or {}, moved)
        self.taken = taken
        self.conflicts: list[Conflict] = []
        self.after: dict[tuple[str, str], Document] = {}
        self._originals = mine
        self._used = {id(side): self._uses(side) for side in (self.mine, self.theirs)}
        self._kept: dict[str, bool] = {}
        """Whether a person whom one side removed is there in the end."""

    def run(self) -> Merged:
        places = dict.fromkeys((*self.mine.found, *self.theirs.found))
        for place in sorted(places, key=lambda place: place[0] != "contacts"):
            mine, theirs = (side.found.get(place) for side in (self.mine, self.theirs))
            after = self._fields(place, mine, theirs) if mine and theirs else self._one_sided(place)
            if after is not None:
                self.after[place] = after
        self._straighten()
        self._let_go()
        return Merged(tuple(self._edits()), tuple(self.conflicts))

    # --- records that only one side has ----------------------------------------------------------

    def _one_sided(self, place: tuple[str, str]) -> Document | None:
        """Return a record that one side does not have, if it is there in the end."""
        is_mine = place in self.mine.found
        side = self.mine if is_mine else self.theirs
        document, before = side.found[place], self.base.found.get(place)
        owner = self._kept.get(document.get(OWNER, ""))
        if owner is not None:  # the person was removed: it goes or stays with them
            return document if owner else None
        if before is None:
            return document
        used = self._used[id(side)]
        is_changed = not _same(document, before) or document.get("id") in used
        is_there = False
        if is_changed:
            here, there = (document, None) if is_mine else (None, document)
            conflict = Conflict(*place, "", here, there, document)
            self.conflicts.append(conflict)
            is_there = is_mine is not (conflict.place in self.taken)
        if place[0] == "contacts":
            self._kept[str(document.get("id"))] = is_there
        return document if is_there else None

    def _uses(self, side: _Side) -> frozenset[str]:
        """Return the ids of the records that a side has come to refer to, or wrote more about."""
        used = set()
        for place, document in side.found.items():
            before = self.base.found.get(place)
            if before is not None and _same(document, before):
                continue
            for field in REFERENCES.get(place[0], {}):
                value = document.get(field)
                if value and (field == OWNER or before is None or before.get(field) != value):
                    used.add(value)
        return frozenset(used)

    # --- records that both have ------------------------------------------------------------------

    def _fields(self, place: tuple[str, str], mine: Document, theirs: Document) -> Document:
        before = self.base.found.get(place, {})
        rest = {"id": mine["id"], **({"rev": mine["rev"]} if "rev" in mine else {})}
        join = partial(self._value, place, mine)
        return {**rest, **_joined(_plain(before), _plain(mine), _plain(theirs), "", join)}

    def _value(
        self,
        place: tuple[str, str],
        document: Document,
        before: Any,
        mine: Any,
        theirs: Any,
        path: str,
    ) -> Any:
        """Return what one field is in the end; None if it is blank."""
        if mine == theirs or theirs == before:
            return mine
        if mine == before:
            return theirs
        join = partial(self._value, place, document)
        if _are(dict, mine, theirs) and path not in _WHOLE:
            return _joined(before if isinstance(before, dict) else {}, mine, theirs, path, join)
        if _are(list, *(each for each in (mine, theirs) if each is not None)):
            was = before if isinstance(before, list) else []
            return _lists(was, mine or [], theirs or [], path, join)
        conflict = Conflict(*place, path, mine, theirs, document)
        self.conflicts.append(conflict)
        return theirs if conflict.place in self.taken else mine

    # --- what has to fit together ----------------------------------------------------------------

    def _straighten(self) -> None:
        """Take back introducers that would lead back to the person themselves."""
        people = {str(d.get("id")): (p, d) for p, d in self.after.items() if p[0] == "contacts"}
        for id, (place, document) in people.items():
            seen, giver = {id}, document.get("introduced_by")
            while giver in people and giver not in seen:
                seen.add(giver)
                giver = people[giver][1].get("introduced_by")
            own = self.mine.found.get(place, {}).get("introduced_by")
            if giver == id and document["introduced_by"] != own:
                name = people[document["introduced_by"]][1].get("name", "")
                document = {**document, "introducer_name": name}
                del document["introduced_by"]
                self.after[place] = document
                people[id] = place, document

    def _let_go(self) -> None:
        """Take out references to what is gone in the end, and what belongs to nobody any more."""
        known = {str(d.get("id")) for side in (self.mine, self.theirs) for d in side.found.values()}
        is_more = True
        while is_more:
            gone = known - {str(document.get("id")) for document in self.after.values()}
            is_more = False
            for place, document in tuple(self.after.items()):
                lost = [key for key in REFERENCES.get(place[0], {}) if document.get(key) in gone]
                if OWNER in lost:
                    del self.after[place]
                    is_more = True
                elif lost:
                    self.after[place] = {k: v for k, v in document.items() if k not in lost}

    def _edits(self) -> Iterator[Edit]:
        for place in dict.fromkeys((*self.mine.found, *self.after)):
            table, key, after = place[0], self.mine.keys.get(place), self.after.get(place)
            before = self._originals[table][key] if key is not None else None
            if after is not None and before is not None and _same(after, before):
                continue
            versions = (before, self.theirs.found.get(place))
            revs = (each.get("rev") for each in versions if each)
            yield Edit(table, key, after, max((r for r in revs if isinstance(r, int)), default=0))


def _recognized(table: str, document: Document) -> str | None:
    natural = document.get(_NATURAL.get(table, ""))
    if natural:
        return f"{_NATURAL[table]} {natural}"
    found = document.get("id")
    return found if isinstance(found, str) and found else None


def _moved(tables: Tables) -> dict[str, str]:
    """Return where the records of people went who were merged into others, by id."""
    people = tables.get("contacts", {}).values()
    there = {each.get("id") for each in people}
    found = {}
    for each in people:
        gone = each.get("merged_ids")
        for id in gone if isinstance(gone, list) else ():
            if id not in there:
                found[id] = each.get("id", "")
    return found


def _followed(moved: Mapping[str, str]) -> dict[str, str]:
    """Return where each ends up, leaving out those that lead in a circle."""
    ends = {}
    for id in moved:
        seen, end = {id}, moved[id]
        while end in moved and end not in seen:
            seen.add(end)
            end = moved[end]
        if end not in moved:
            ends[id] = end
    return ends


def _pointed(table: str, document: Document, moved: Mapping[str, str]) -> Document:
    """Return a document that refers to the people that others were merged into."""
    to = {}
    for field, targets in REFERENCES.get(table, {}).items():
        value = document.get(field)
        if "contacts" in targets and isinstance(value, str) and value in moved:
            to[field] = moved[value]
    return {**document, **to} if to else document


def _plain(document: Document) -> Document:
    """Return the fields that say something, but for what every record has."""
    return {k: v for k, v in document.items() if v is not None and k not in ("id", "rev")}


def _same(one: Document, other: Document) -> bool:
    return _plain(one) == _plain(other)


def _are(kind: type, *values: Any) -> bool:
    return all(isinstance(each, kind) for each in values)


def _joined(before: Document, mine: Document, theirs: Document, path: str, join: Any) -> Document:
    found = {}
    for field in dict.fromkeys((*mine, *theirs)):
        values = (each.get(field) for each in (before, mine, theirs))
        value = join(*values, f"{path}.{field}" if path else field)
        if value is not None:
            found[field] = value
    return found


def _lists(before: list[Any], mine: list[Any], theirs: list[Any], path: str, join: Any) -> Any:
    """Return two lists as one; an entry goes if one side took it out and the other left it."""
    sides = [_entries(each) for each in (before, mine, theirs)]
    if None in sides:  # entries without names of their own: each is what it is
        sides = [{_shown(entry): entry for entry in each} for each in (before, mine, theirs)]
    was, here, there = (each or {} for each in sides)
    found = []
    for name, entry in here.items():
        if name in there:
            found.append(join(was.get(name), entry, there[name], f"{path}.{name}"))
        elif name not in was or entry != was[name]:
            found.append(entry)
    found += (e for n, e in there.items() if n not in here and (n not in was or e != was[n]))
    return [entry for entry in found if entry is not None]


def _entries(values: Sequence[Any]) -> dict[str, Any] | None:
    """Return entries by their name: the moment of a note, the text of a question."""
    found = {}
    for value in values:
        if isinstance(value, dict):
            name = value.get("at") or value.get("text")
            if not isinstance(name, str):
                return None
            found[name] = value
        else:
            found[_shown(value)] = value
    return found if len(found) == len(values) else None


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else repr(value)
