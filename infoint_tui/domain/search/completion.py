"""Completing what is being typed with values that already exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice

from msgspec import Struct

from infoint_tui.domain.basics.spelling import readings
from infoint_tui.domain.basics.text import fold


class Candidate(Struct, frozen=True, dict=True):
    """Something that exists already, and that typed text can be completed to."""

    text: str
    note: str = ""
    """What tells it apart from another candidate with the same text."""
    key: str = ""
    """The id of the record that it names, if any."""

    @cached_property
    def folded(self) -> str:
        """The text, folded once, since it is compared again at every keystroke."""
        return fold(self.text)

    @cached_property
    def spelled(self) -> str:
        """The text in each usual spelling, each on a line of its own after a line break."""
        return "\n".join(("", *readings(self.text)))


def most_used(values: Iterable[str]) -> tuple[Candidate, ...]:
    """Return each of `values` once, the most frequent first, then by name; blanks are left out."""
    found = [(-count, Candidate(text)) for text, count in Counter(values).items() if text]
    found.sort(key=lambda each: (each[0], each[1].folded))
    return tuple(candidate for _, candidate in found)


def complete(typed: str, candidates: Sequence[Candidate], most: int) -> tuple[Candidate, ...]:
    """Return completions of `typed`: those that start with it, then those with a word that does.

    Args:
        typed: the beginning of a text, in any case and with or without accents; a blank one
            completes to nothing.
        candidates: what exists, the likeliest first; that order is kept.
        most: the maximum number to return.
    """
    starts = [start for reading in readings(typed) if (start := " ".join(reading.split()))]
    first = _with(candidates, [f"\n{start}" for start in starts], most)
    if len(first) < most:
        known = set(map(id, first))
        inner = _with(candidates, [f" {start}" for start in starts], most + len(first))
        first += [each for each in inner if id(each) not in known]
    return tuple(first[:most])


def _with(candidates: Sequence[Candidate], parts: Sequence[str], most: int) -> list[Candidate]:
    """Return at most `most` candidates whose spellings contain one of `parts`."""
    if len(parts) == 1:  # true for most, and any() takes several times as long
        part = parts[0]
        return list(islice((each for each in candidates if part in each.spelled), most))
    found = (each for each in candidates if any(part in each.spelled for part in parts))
    return list(islice(found, most))
