"""Telling how far a long piece of work has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is; what it raises ends the work."""

STEP = 500
"""After how many things the progress is told again."""


def counted(things: Iterable[T], total: int, progress: Progress | None) -> Iterator[T]:
    """Yield things, and tell every so often how many of them are done; never that all are.

    Args:
        things: the things.
        total: how many there are.
        progress: called with the progress; None tells nobody.
    """
    for done, each in enumerate(things):
        if progress and done and done % STEP == 0:
            progress(done, total)
        yield each


def share_of(progress: Progress | None, at: int, parts: int) -> Progress | None:
    """Return what tells the progress in one of several equal parts as a share of all of them."""
    if progress is None:
        return None
    return lambda done, total: progress(at * total + done, parts * total)
