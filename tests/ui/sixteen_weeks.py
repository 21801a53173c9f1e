"""Reads sixteen_weeks.txt: what happens in sixteen weeks, and what follows from it by the rules."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

FIRST_YEAR = 2026
"""The story begins in November of this year, and ends in the next."""


@dataclass(frozen=True)
class Owed:
    """One thing expected to be owed; or a time to talk that Today shows though it owes nothing."""

    kind: str
    due: str
    """As an ISO day."""


@dataclass(frozen=True)
class Standing:
    """Where one person is expected to stand."""

    column: str
    """Empty for someone who is off the board."""
    owed: tuple[Owed, ...] = ()
    """All that is owed, soonest first."""

    @property
    def due(self) -> list[tuple[str, str]]:
        """What is owed and when."""
        return [(item.kind, item.due) for item in self.owed if item.kind != "talk"]

    @property
    def next(self) -> list[Owed]:
        """What belongs on Today, soonest first; keeping in touch is but offered."""
        return [item for item in self.owed if item.kind != "keep_in_touch"]


@dataclass(frozen=True)
class Step:
    """One moment of the story, and how all stands after it."""

    at: datetime
    what: str
    keys: tuple[str, ...] = ()
    people: dict[str, Standing] = field(default_factory=dict)
    stats: dict[str, str] = field(default_factory=dict)
    """Every figure that is not nought."""
    quiet: tuple[str, ...] = ()
    """Those Today suggests to say hello to."""

    @property
    def lines(self) -> list[tuple[str, str, str, int]]:
        """The lines of Today: whose, about what, due when, and how much more there is.

        One a person, the soonest first; on one day talks come first, and then it goes by name.
        """
        found = [
            (name, items[0].kind, items[0].due, len(items) - 1)
            for name, standing in self.people.items()
            if (items := standing.next)
        ]
        first = {"talk": 0, "prepare": 1}  # a day that has come is before one to prepare for
        return sorted(found, key=lambda line: (line[2], first.get(line[1], 2), line[0]))


def story() -> Iterator[Step]:
    """Yield the steps in their order."""
    text = Path(__file__).with_suffix(".txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    step = Step(datetime.min.replace(tzinfo=UTC), "")
    for is_block, block in groupby(lines, key=bool):
        if is_block:
            step = _after(step, *block)
            yield step


def _after(before: Step, heading: str, *lines: str) -> Step:
    """Read a step: all that it does not mention stays as it was."""
    when, _, what = heading.partition("  ")
    year = FIRST_YEAR + (before.at.year > 1 and when[:10].split()[2] not in ("Nov", "Dec"))
    at = datetime.strptime(f"{when} {year}", "%a %d %b %H:%M %Y").replace(tzinfo=UTC)
    assert f"{at:%a}" == when[:3], f"{when} is no {when[:3]}"
    step = replace(before, at=at, what=what, keys=())
    for line in lines:
        name, _, rest = line.partition(":")
        if name == "keys":
            step = replace(step, keys=(*step.keys, *shlex.split(rest)))
        elif name == "stats":
            figures = dict(each.split() for each in rest.split(","))
            step = replace(step, stats=step.stats | figures)
        elif name == "quiet":
            step = replace(step, quiet=tuple(rest.replace(",", " ").split()))
        else:
            step = replace(step, people=step.people | {name: _standing(rest, at)})
    return step


def _standing(text: str, at: datetime) -> Standing:
    column, _, owed = text.strip().partition(";")
    items = tuple(_owed(each, at) for each in owed.split(",") if each)
    return Standing(column.strip("- "), items)


def _owed(text: str, at: datetime) -> Owed:
    kind, number, month = text.split()
    day = datetime.strptime(f"{number} {month} {at.year}", "%d %b %Y").replace(tzinfo=UTC)
    if (at - day).days > 180:  # January, seen from the year before
        day = day.replace(year=at.year + 1)
    return Owed(kind, f"{day:%Y-%m-%d}")
