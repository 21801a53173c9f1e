"""Completing what is typed from what exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from infoint_tui.domain.basics.text import fold


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can be typed, because it exists."""

    text: str
    note: str = ""
    """What tells it from another of that name."""
    key: str = ""
    """The id of what it names, if it names a record."""
    folded: str = field(init=False, repr=False)
    """The text for comparing."""

    def __post_init__(self) -> None:
        """Fold the text once; it is compared with every letter that is typed."""
        object.__setattr__(self, "folded", fold(self.text))


def most_used(values: Iterable[str]) -> tuple[Candidate, ...]:
    """Return each of `values` once, the most frequent first, else by name; blank ones left out."""
    found = [(-count, Candidate(text)) for text, count in Counter(values).items() if text]
    found.sort(key=lambda each: (each[0], each[1].folded))
    return tuple(candidate for _, candidate in found)


def complete(typed: str, candidates: Sequence[Candidate], most: int) -> tuple[Candidate, ...]:
    """Return what `typed` may become: what starts with it, then what has a word that does.

    Args:
        typed: a beginning, in any case and with or without accents; blank completes to nothing.
        candidates: what exists, the likeliest first; that order is kept.
        most: how many at most.
    """
    start = fold(typed.strip())
    if not start:
        return ()
    first = [each for each in candidates if each.folded.startswith(start)][:most]
    if len(first) < most:
        inner = f" {start}"
        first += [
            each
            for each in candidates
            if inner in each.folded and not each.folded.startswith(start)
        ]
    return tuple(first[:most])
