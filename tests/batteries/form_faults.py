"""Each call to the system fails once while the app's form saves someone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from tests.batteries.apps import Typist, typing_at
from tests.batteries.children import contacts
from tests.batteries.faults import UNCHANGED, UNCONFIRMED
from tests.batteries.system_calls import SystemCalls, error, watched
from tests.batteries.table import Terms

SHORT = ("fsync infoint.json.tmp", "fsync data")
"""The calls that fail in the short form, before and after the new file has its place."""


def run(terms: Terms) -> Iterator[str]:
    """Save someone with each fault, and save again if the form stays open."""

    async def every() -> list[str]:
        return [outcome async for outcome in _outcomes(terms)]

    yield from asyncio.run(every())


async def _outcomes(terms: Terms) -> AsyncIterator[str]:
    path = terms.new_folder("data") / "infoint.json"
    faults = [error("EIO"), error("ENOSPC")] if terms.is_long else [error("EIO")]
    async with typing_at(path) as someone:
        calls = SystemCalls(path.parent)
        await someone.fill_in("Nobody")
        with watched(calls):
            calls.is_armed = True
            assert await someone.save()
        for at, call in enumerate(calls.seen):
            for fault in faults if terms.is_long or call in SHORT else ():
                name = f"P{at} {fault.name}"
                calls = SystemCalls(path.parent, at, fault)
                said = await _broken(someone, path, name, calls, call)
                yield said and f"{fault.name} at {at} ({call}): {said}"


async def _broken(someone: Typist, path: Path, name: str, calls: SystemCalls, call: str) -> str:
    await someone.fill_in(name)
    with watched(calls):
        calls.is_armed = True
        is_saved = await someone.save()
    if is_saved != bool(_times(path, name)):
        return "said to be saved, and is not" if is_saved else "saved, and it says that it failed"
    if not is_saved:
        if not any(map(someone.says, UNCHANGED)):
            return "it does not say if anything was changed"
        await someone.save_again()
    elif call == "fsync data" and not someone.was_told(UNCONFIRMED):
        return "it does not say that the disk has not confirmed it"
    times = _times(path, name)
    return "" if times == 1 else f"it is there {times} times"


def _times(path: Path, name: str) -> int:
    return [each.name for each in contacts(path)].count(name)
