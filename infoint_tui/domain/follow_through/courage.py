"""Courage: a true word beside the next request, since most people hesitate before they ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from infoint_tui.domain.vocabulary import Level

if TYPE_CHECKING:
    from infoint_tui.domain.records.interview import Interview

ENOUGH = 5
"""From this many requests on, the user's own figures say more than a saying."""

NO_WORSE = "Some people say yes. Some never answer. You're no worse off than before."
NICE = "Remember being asked how you learned something? It's nice to be asked."
SENIOR = "Go ahead and ask. Directors rarely get asked about their own story."
FIRST = "Sent. That was the hard part"
"""What is said after the very first request."""

_SENIOR: frozenset[Level] = frozenset({"manager", "executive"})


class AskedSoFar(Struct, frozen=True):
    """Everyone who was asked so far, and how many of them said yes."""

    levels: tuple[Level, ...] = ()
    """The level of each person asked, the first one first."""
    said_yes: int = 0

    @property
    def count(self) -> int:
        """How many requests there were."""
        return len(self.levels)


def asked_so_far(interviews: Iterable[Interview], level_of: Callable[[str], Level]) -> AskedSoFar:
    """Return the requests so far.

    Args:
        interviews: all interviews, in any order.
        level_of: returns the level of the contact with an id.
    """
    asked = sorted(
        (each.requested_on, each.id, each) for each in interviews if each.requested_on is not None
    )
    return AskedSoFar(
        tuple(level_of(each.contact_id) for *_, each in asked),
        sum(said_yes(each) for *_, each in asked),
    )


def said_yes(interview: Interview) -> bool:
    """Tell whether the person asked said yes, even if the conversation fell through later."""
    return any((interview.agreed_on, interview.start, interview.held_on))


def word_before(level: Level, so_far: AskedSoFar) -> str:
    """Return the line to read before asking someone at this level.

    It is the same as long as nobody else is asked, and never the same for two people in a row.
    """
    if level in _SENIOR and _in_a_row(so_far.levels) % 2 == 0:
        return SENIOR
    is_telling = so_far.count >= ENOUGH and so_far.said_yes > 0
    first = f"{so_far.said_yes} of {so_far.count} said yes." if is_telling else NO_WORSE
    return (first, NICE)[so_far.count % 2]


def _in_a_row(levels: Sequence[Level]) -> int:
    """Return how many of the latest people asked, without a break, were senior."""
    others = [place for place, level in enumerate(levels) if level not in _SENIOR]
    return len(levels) - 1 - max(others, default=-1)
