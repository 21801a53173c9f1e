"""The app beside a program that adds people one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.batteries.apps import typing_at
from tests.batteries.children import adds, child
from tests.batteries.table import Terms
from tests.batteries.writers import CHANGES, broken

TYPED = ("Bo", "Cy", "Dee")


def run(terms: Terms) -> Iterator[str]:
    """Add people by the app's form while a loop adds a hundred; everyone is there, once."""
    for number in range(terms.amount(3, 100)):
        path = terms.new_folder(number) / "infoint.json"
        with child(adds, path, "ours", "loop", CHANGES) as (_, loop):
            saved = asyncio.run(_type(path, lambda: loop.send("go")))
            yield broken(path, loop, saved=saved)


async def _type(path: Path, begin: Callable[[], None]) -> list[str]:
    """Add some people by the form and return their names."""
    async with typing_at(path) as someone:
        begin()
        for name in TYPED:
            await someone.fill_in(name)
            if not await someone.save():
                await someone.save_again()
    return list(TYPED)
