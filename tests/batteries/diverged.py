"""Two copies of a file that each go their own way, and are merged.

What is right is worked out here once more, value by value, from the three versions.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date
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
    """Let two copies go their own way by a few random changes each, and merge one into the other."""
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
    import json

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
        someone = chance.choice(people) if people else None
        what = chance.choice(("line", "line", "tag", "untag", "add", "remove", "to-do", "undo"))
        value = chance.choice((f"{side}{number}", "the same"))
        if what == "add" or someone is None:
            put(repository, Contact(id=f"{side}{number}", name=value))
        elif what == "line":
            put(repository, someone.but(**{chance.choice(LINES): value}))
        elif what == "tag":
            put(repository, someone.but(tags=(*someone.tags, value)))
        elif what == "untag":
            put(repository, someone.but(tags=someone.tags[1:]))
        elif what == "remove":
            remove(repository, someone)
        elif what == "to-do":
            day = date(2026, 3, 3)
            record = FollowUp(id=f"{side}{number}", contact_id=someone.id, text=value, noted_on=day)
            put(repository, record)
        elif side == "m" or sum(not each.undone for each in repository.history()) > first:
            repository.undo()


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
        wrong = lost(values(mine), before, there, base if with_base else {}, expected, bool(taken))
        if wrong:
            return f"{'theirs' if taken else 'mine'} kept: {wrong}"
        if was_written and (found_more := mine.merged(mine.other(theirs.read_all())).edits):
            if not expected:
                return f"merging again changes {found_more}"
        if was_written:
            mine.undo()
        if values(mine) != before:
            return "undo is not what was"
    return "" if records(mine.read_all()) == records(state) else "the file is not what it was"


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


def lost(
    after: Values,
    mine: Values,
    theirs: Values,
    base: Values,
    both: set[tuple[str, str]],
    is_theirs: bool,
) -> str:
    """Return what is not in the end what it should be."""
    for id in {*mine, *theirs}:
        one, other, was = mine.get(id), theirs.get(id), base.get(id)
        now = after.get(id)
        if one and other:
            if now is None:
                owner = one.get("contact_id")
                if owner is None or owner in after:
                    return f"{id} is lost"
                continue
            for key in one:
                wrong = _field(now[key], one[key], other[key], (was or {}).get(key), key)
                if wrong and (id, key) not in both:
                    return f"{id}.{key}: {wrong}"
                if (id, key) in both and now[key] != (other if is_theirs else one)[key]:
                    return f"{id}.{key} is {now[key]!r}"
            continue
        owner = (one or other).get("contact_id")
        is_decided = (id, "") in both or (owner, "") in both
        chosen = other if is_theirs else one
        if is_decided and (now is None) != (chosen is None) and owner not in after:
            return f"{id} is not as chosen"
        if not is_decided and was is None and now is None:
            return f"{id} was added and is lost"
        if not is_decided and was is not None and now is not None:
            return f"{id} was removed and is back"
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
