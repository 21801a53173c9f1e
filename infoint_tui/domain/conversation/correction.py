"""Correcting a write-up: which of its lines belongs to which to-do that it made before.

A line that says the same, ignoring case and accents, belongs to that to-do. Of the rest, the most
alike belong together. A to-do without a line was taken out; a line without a to-do is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Generic, NamedTuple, TypeVar

from msgspec import Struct

from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.conversation.debrief import DebriefDraft
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.vocabulary import FollowUpKind, Party

L = TypeVar("L")
M = TypeVar("M")

SAME_LINE = 0.6
"""From this similarity on, two lines are one line that was corrected; 1 is the same text."""
SAME_NAME = 0.8
"""The same for names: "Ana Ruiz" and "Eva Ruiz" (0.75) are two people."""
_MOVED = 0.5
"""How alike a line is to the same words in another field."""
_COMPLETED = 0.9
"""How alike a name is to a part of itself, as in "Teo" and "Teo Maran"."""


class Item(NamedTuple):
    """A to-do that a write-up calls for: advice, a skill to learn or a promise."""

    kind: FollowUpKind
    text: str
    owed_by: Party = "me"
    due: date | None = None


class Rewrite(Struct, Generic[L], frozen=True):
    """What a write-up says now, beside what it made before."""

    kept: tuple[tuple[FollowUp, L], ...]
    """Each follow-up that still has a line, with that line, in the order of the lines."""
    new: tuple[L, ...]
    """The lines that have no follow-up yet."""
    removed: tuple[FollowUp, ...]
    """The follow-ups that no line belongs to anymore."""


def rewrite(
    lines: Iterable[L],
    shown: Sequence[L],
    made: Sequence[FollowUp],
    alike: Callable[[L, FollowUp], float],
) -> Rewrite[L]:
    """Match the lines of a write-up to the follow-ups it made.

    Args:
        lines: the lines.
        shown: the lines that the write-up shows as it is; a follow-up it does not show, such as one
            with the same words as another, is left alone.
        made: the follow-ups.
        alike: tells how alike a line and a follow-up are; 0 if they do not belong together.
    """
    given = list(lines)
    visible = [made[place] for place in sorted(paired(shown, made, alike).values())]
    pairs = paired(given, visible, alike)
    return Rewrite(
        tuple((visible[pairs[at]], line) for at, line in enumerate(given) if at in pairs),
        tuple(line for at, line in enumerate(given) if at not in pairs),
        tuple(item for at, item in enumerate(visible) if at not in pairs.values()),
    )


def paired(
    lines: Sequence[L], before: Sequence[M], alike: Callable[[L, M], float]
) -> dict[int, int]:
    """Return which line belongs to which earlier value: the most alike first, then in order.

    Args:
        lines: the lines.
        before: the earlier values.
        alike: tells how alike the two are; 0 if they do not belong together.

    Returns:
        The index of the earlier value for the index of each line that belongs to one.
    """
    scores = sorted(
        (-score, at, place)
        for at, line in enumerate(lines)
        for place, earlier in enumerate(before)
        if (score := alike(line, earlier))
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, place in scores:
        if at not in pairs and place not in taken:
            pairs[at] = place
            taken.add(place)
    return pairs


def likeness(one: str, other: str, least: float = SAME_LINE) -> float:
    """Return how alike two texts are, ignoring case and accents: 1 if equal, 0 below `least`."""
    first, second = fold(one), fold(other)
    if first == second:
        return 1.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0.0


# --- advice, skills to learn and promises ---------------------------------------------------


def rewritten_items(
    draft: DebriefDraft, now: DebriefDraft, interview_id: str, kept: Iterable[FollowUp]
) -> Rewrite[Item]:
    """Match the advice, skills to learn and promises in a draft to what the write-up made before.

    What was noted outside a conversation in the same words is not noted again.

    Args:
        draft: the draft.
        now: what the write-up says now.
        interview_id: the id of the interview it is about.
        kept: the contact's follow-ups.
    """
    follow_ups = [item for item in kept if item.kind != "introduction"]
    own = [item for item in follow_ups if item.interview_id == interview_id]
    outside = {_key(item) for item in follow_ups if item.interview_id is None}
    outside -= {_key(item) for item in own}
    lines = [item for item in _items(draft) if _key(item) not in outside]
    return rewrite(lines, _items(now), own, _items_alike)


def _items(draft: DebriefDraft) -> list[Item]:
    """Return the to-dos that a draft calls for, without repeats."""
    wanted = [
        *(Item("advice", text) for text in draft.advice),
        *(Item("learn", text) for text in draft.learn),
        *(Item("promise", each.text, each.owed_by, each.due) for each in draft.promises),
    ]
    first = {_key(item): item for item in reversed(wanted)}
    return list(reversed(first.values()))


def _key(item: Item | FollowUp) -> tuple[FollowUpKind, Party, str]:
    return (item.kind, item.owed_by, fold(item.text))


def _items_alike(line: Item, made: FollowUp) -> float:
    if (line.kind, line.owed_by) == (made.kind, made.owed_by):
        return likeness(line.text, made.text)
    return _MOVED if fold(line.text) == fold(made.text) else 0.0


# --- names ----------------------------------------------------------------------------------


def names_alike(one: SuggestedPerson, other: SuggestedPerson) -> float:
    """Return how likely two names mean the same person; 0 if they do not.

    The name decides; of people with the same name, the one at the same organization comes first.
    """
    first, second = fold(one.name), fold(other.name)
    if first == second:
        return 1.0 + (fold(one.organization) == fold(other.organization))
    words, others = set(first.split()), set(second.split())
    if words <= others or others <= words:
        return _COMPLETED
    return likeness(first, second, SAME_NAME)


# --- the timeline ---------------------------------------------------------------------------


def retold(entry: str, before: str, after: str) -> str:
    """Return what an entry in the timeline says once the write-up is corrected.

    An entry that quotes lines of what was learned follows when these lines are no longer there.

    Args:
        entry: what the entry says.
        before: what was learned, before the correction.
        after: what was learned, as it is now.
    """
    lines = set(entry.split("\n"))
    quotes = entry and lines <= set(before.split("\n")) and not lines <= set(after.split("\n"))
    return after if quotes else entry
