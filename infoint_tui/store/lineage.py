"""Which states a file went through: an id for every write, so that two files can be compared.

An item is the id of one write, and what it did to the log: "id" made a step, "id-step" undid one,
"id+step" redid one, and "id~step" added to one; a step is known by the id of the write that made it
last. "^id" is a write of another file that the next item merged in.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

Past = tuple[str, ...]
"""The items, oldest first; the last one is the state the file is in."""

MOST = 1_000
"""How many items are kept; the oldest go first."""
_SIDE = "^"
_SIGNS = "-+~"


class _Item(NamedTuple):
    id: str
    sign: str = ""
    step: str = ""


def new_id() -> str:
    """Return a random id for a write."""
    return os.urandom(6).hex()


def sound(past: Any) -> Past:
    """Return what a file says about its past; nothing if that is not a list of texts."""
    is_sound = isinstance(past, list | tuple) and all(isinstance(each, str) for each in past)
    return tuple(past) if is_sound else ()


def grown(past: Past, item: str, sides: Iterable[str] = ()) -> Past:
    """Return a past with one more item.

    An item that adds to the step made last takes its place, so that many small changes that belong
    together do not push the others out.

    Args:
        past: the items so far.
        item: the new item.
        sides: the ids of the writes of another file that it merges in.
    """
    new = _split(item)
    if new.sign == "~" and past:
        last = _split(past[-1])
        if last.id == new.step and last.sign in ("", "~"):
            kept = f"{new.id}{last.sign}{last.step}"
            return (*past[:-1], kept)
    return (*past, *(f"{_SIDE}{each}" for each in sides), item)[-MOST:]


def last(past: Past) -> str:
    """Return the id of the state a file is in; "" if that is not known."""
    return _split(past[-1]).id if past else ""


def ids(past: Past) -> tuple[str, ...]:
    """Return the ids of all writes, also of those that were merged in, oldest first."""
    return tuple(_split(each.removeprefix(_SIDE)).id for each in past)


def own(past: Past) -> tuple[str, ...]:
    """Return the ids of the writes to this file itself, oldest first."""
    return tuple(_split(each).id for each in past if not each.startswith(_SIDE))


def lacking(past: Past, known: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the writes in a past that came after the last one that is known."""
    found = own(past)
    at = next((at for at in reversed(range(len(found))) if found[at] in known), -1)
    return found[at + 1 :]


def common(mine: Past, theirs: Past) -> str:
    """Return the id of the latest state that two files have in common; "" if there is none.

    What was merged in counts, unless the merge was undone.
    """
    known = set(_standing(theirs))
    return next((each for each in reversed(tuple(_standing(mine))) if each in known), "")


def way(past: Past, id: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the steps to undo, newest first, and then those to redo, to get back to a state.

    Args:
        past: the items up to the state now.
        id: the id of the state.

    Returns:
        Both by the ids of their steps; None if the file was never in that state itself.
    """
    known = [_split(each).id for each in past]
    if id not in known:
        return None
    now, then = _steps(past), _steps(past[: known.index(id) + 1])
    shared = 0
    while shared < min(len(now), len(then)) and now[shared] == then[shared]:
        shared += 1
    return tuple(reversed(now[shared:])), tuple(then[shared:])


def _split(item: str) -> _Item:
    for sign in _SIGNS:
        id, found, step = item.partition(sign)
        if found:
            return _Item(id, sign, step)
    return _Item(item)


def _steps(past: Sequence[str]) -> list[str]:
    """Return the steps that are done, and not undone, after all items of a past."""
    done: list[str] = []
    for item in past:
        id, sign, step = _split(item)
        if item.startswith(_SIDE):
            continue
        if sign == "-" and done[-1:] == [step]:
            done.pop()
        elif sign == "~" and done[-1:] == [step]:
            done[-1] = id
        else:
            done.append(step if sign == "+" else id)
    return done


def _standing(past: Past) -> Iterator[str]:
    """Yield the ids of all writes, without those whose merge was undone."""
    done = set(_steps(past))
    waiting: list[str] = []
    for item in past:
        if item.startswith(_SIDE):
            waiting.append(item.removeprefix(_SIDE))
            continue
        id = _split(item).id
        if id in done:
            yield from waiting
        waiting = []
        yield id
