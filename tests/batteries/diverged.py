"""Two copies of a file that each go their own way, and are merged.

What is right is worked out here once more, value by value, from the three versions.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from pathlib import Path
from typing import Any

from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.record import Record
from infoint_tui.store.repository import Repository
from infoint_tui.store.storage import State
from tests.batteries.children import opened
from tests.batteries.table import Terms

PEOPLE = ("a", "b", "c", "d")
LINES = ("title", "organization", "notes")
KINDS: tuple[type[Record], ...] = (Contact, FollowUp)
Values = dict[str, dict[str, Any]]
"""What each record says, by id and field."""


def run(terms: Terms) -> Iterator[str]:
    """Let two copies go their own way by a few random changes each, and merge them."""
    for number in range(terms.amount(200, 2000)):
        chance = random.Random(number)
        folder = terms.new_folder(number)
        mine, theirs = folder / "infoint.json", folder / "other.json"
        with_base = chance.random() < 0.9
        first = opened(mine, "ours")
        for person in PEOPLE[:3]:
            put(first, Contact(id=person, name=person, tags=("old", f"{person}1")))
        put(first, FollowUp(id="f", contact_id="a", text="read", noted_on=date(2026, 3, 2)))
        base = values(first)
        shutil.copy(mine, theirs)
        if not with_base:  # as if they had been written apart from the beginning
            forget(mine)
            forget(theirs)
        for path, side in ((mine, "m"), (theirs, "t")):
            changed(opened(path, "ours"), chance, side)
        yield f"{number}: {found}" if (found := checked(mine, theirs, base, with_base)) else ""


def put(repository: Repository, record: Record) -> None:
    repository.transact("put", lambda tx: tx.put(record))


def forget(path: Path) -> None:
    """Take the ids out of a file, and make it one that was never the other."""
    tables = json.loads(path.read_bytes())
    tables["_meta"]["1"]["past"] = [path.stem.encode().hex()]
    tables["history"] = {}
    path.write_text(json.dumps(tables))


def changed(repository: Repository, chance: random.Random, side: str) -> None:
    """Make some changes: values, entries of lists, people who come or go, and undo.

    One of the two also undoes what both come from. If both did, and went on, nobody would know it.
    """
    first = len(repository.history())
    for number in range(chance.randrange(1, 6)):
        people = repository.all(Contact)
        value = chance.choice((f"{side}{number}", "the same"))
        what = chance.choice(("line", "line", "tag", "untag", "add", "remove", "to-do", "undo"))
        if what == "add" or not people:
            put(repository, Contact(id=f"{side}{number}", name=value))
        elif what != "undo":
            edit(repository, what, chance.choice(people), value, f"{side}{number}")
        elif side == "m" or sum(not each.undone for each in repository.history()) > first:
            repository.undo()


def edit(repository: Repository, what: str, person: Contact, value: str, new_id: str) -> None:
    if what == "remove":
        remove(repository, person)
        return
    made: dict[str, Record] = {
        "line": person.but(**{LINES[ord(new_id[-1]) % len(LINES)]: value}),
        "tag": person.but(tags=(*person.tags, value)),
        "untag": person.but(tags=person.tags[1:]),
        "to-do": FollowUp(id=new_id, contact_id=person.id, text=value, noted_on=date(2026, 3, 3)),
    }
    put(repository, made[what])


def remove(repository: Repository, person: Contact) -> None:
    def change(tx: Any) -> None:
        for each in tx.of(FollowUp, person.id):
            tx.remove(each)
        tx.remove(tx.get(Contact, person.id))

    repository.transact("remove", change)


def values(repository: Repository) -> Values:
    repository.refresh()
    return {
        each.id: {"kind": kind, **each.model_dump(exclude={"id", "rev"})}
        for kind in KINDS
        for each in repository.all(kind)
    }


def checked(mine_path: Path, theirs_path: Path, base: Values, with_base: bool) -> str:
    """Merge both ways of deciding; return what is wrong, or ""."""
    mine, theirs = opened(mine_path, "ours"), opened(theirs_path, "ours")
    before, there = values(mine), values(theirs)
    other = mine.other(theirs.read_all())
    if with_base != (other.base is not None):
        return f"base {other.base is not None}, should be {with_base}"
    found = mine.merged(other)
    expected = conflicts(before, there, base if with_base else {})
    seen = {(each.record, each.field) for each in found.conflicts}
    if seen != expected:
        return f"conflicts {sorted(seen)}, should be {sorted(expected)}"
    state: State = mine.read_all()
    for taken in ((), tuple(each.place for each in found.conflicts)):
        was_written = mine.merge("merge", other, taken)
        versions = Versions(before, there, base if with_base else {}, expected, bool(taken))
        wrong = next(filter(None, map(versions.wrong, {*before, *there}, repeat(values(mine)))), "")
        if wrong:
            return f"{'theirs' if taken else 'mine'} kept: {wrong}"
        if was_written and not expected and mine.merged(mine.other(theirs.read_all())).edits:
            return "merging again changes more"
        if was_written:
            mine.undo()
    return "" if records(mine.read_all()) == records(state) else "undo is not what was"


def records(state: State) -> dict[str, dict[str, bytes]]:
    return {
        name: {key: bytes(raw) for key, raw in table.items()}
        for name, table in state.items()
        if name not in ("_meta", "history")
    }


def conflicts(mine: Values, theirs: Values, base: Values) -> set[tuple[str, str]]:
    """Return the records and fields that both changed, each in its own way."""
    found = set()
    for id in {*mine, *theirs}:
        one, other, was = mine.get(id), theirs.get(id), base.get(id)
        if one and other:
            blank = Contact(id="x", name="x") if one["kind"] is Contact else None
            default = blank.model_dump() if blank else {}
            origin = was or {key: default.get(key) for key in one}
            found |= {
                (id, key)
                for key in one
                if not isinstance(one[key], tuple)
                and len({one[key], other[key], origin.get(key)}) == 3
            }
        elif was is not None:  # one of the two removed it
            there = one or other
            side = mine if one else theirs
            is_used = any(
                each.get("contact_id") == id and each != base.get(key) for key, each in side.items()
            )
            owner = there.get("contact_id")
            owner_gone = owner is not None and owner not in (theirs if one else mine)
            if (there != was or is_used) and not owner_gone:
                found.add((id, ""))
    return found


@dataclass(frozen=True)
class Versions:
    """What each version says, and what was chosen."""

    mine: Values
    theirs: Values
    base: Values
    both: set[tuple[str, str]]
    is_theirs: bool

    def wrong(self, id: str, after: Values) -> str:
        """Return what is not in the end what it should be about one record, or ""."""
        if id in self.mine and id in self.theirs:
            return self._wrong_field(id, after) if id in after else self._orphan(id, after)
        there = self.mine.get(id) or self.theirs[id]
        owner = there.get("contact_id")
        if (id, "") in self.both or (owner, "") in self.both:
            chosen = self.theirs if self.is_theirs else self.mine
            is_right = (id in after) == (id in chosen) or owner in after
            return "" if is_right else f"{id} is not as chosen"
        if id not in self.base and id not in after:
            return f"{id} was added and is lost"
        return f"{id} was removed and is back" if id in self.base and id in after else ""

    def _orphan(self, id: str, after: Values) -> str:
        owner = self.mine[id].get("contact_id")
        return f"{id} is lost" if owner is None or owner in after else ""

    def _wrong_field(self, id: str, after: Values) -> str:
        one, other, now = self.mine[id], self.theirs[id], after[id]
        for key in one:
            if (id, key) in self.both:
                if now[key] != (other if self.is_theirs else one)[key]:
                    return f"{id}.{key} is {now[key]!r}"
            elif wrong := _field(
                now[key], one[key], other[key], self.base.get(id, {}).get(key), key
            ):
                return f"{id}.{key}: {wrong}"
        return ""


def _field(now: Any, mine: Any, theirs: Any, was: Any, key: str) -> str:
    if isinstance(mine, tuple):
        base = set(was or ())
        kept = {each for each in (*mine, *theirs) if each not in base}
        kept |= {each for each in base if each in mine and each in theirs}
        return "" if set(now) == kept else f"{now}, should be {kept}"
    if mine == theirs:
        expected = mine
    else:
        expected = theirs if mine == (was if was is not None else _blank(key)) else mine
    return "" if now == expected else f"{now!r}, should be {expected!r}"


def _blank(key: str) -> Any:
    return "" if key in LINES else None
