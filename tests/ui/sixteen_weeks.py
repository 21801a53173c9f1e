"""Reads sixteen_weeks.txt: what happens in sixteen weeks, and what follows from it by the rules."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

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
    commands: tuple[tuple[str, ...], ...] = ()
    """What is done on the command line, before the keys."""
    keys: tuple[str, ...] = ()
    people: dict[str, Standing] = field(default_factory=dict)
    stats: dict[str, str] = field(default_factory=dict)
    """Every figure that is not nought."""
    goals: dict[str, str] = field(default_factory=dict)
    """Every goal with its verdict; "open" while there is none."""
    quiet: dict[str, str] = field(default_factory=dict)
    """Those Today suggests to say hello to, and the first words of why; "" for any."""
    ready: str = "nobody"
    """Whom Today offers as the next to ask."""
    one_thing: str = ""
    """How the one thing of this day is going, and what it is: "open write to Bo"."""
    asks: tuple[tuple[str, str], ...] = ()
    """What Today asks: about what, and the ISO day of the promise; "" is this day."""
    drafts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The kind and the intent of the next message to some people."""

    @property
    def day(self) -> str:
        """Its day, in ISO form."""
        return f"{self.at:%Y-%m-%d}"

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
    one_thing = before.one_thing if before.at.date() == at.date() else ""
    step = replace(before, at=at, what=what, commands=(), keys=(), drafts={}, one_thing=one_thing)
    for line in lines:
        name, _, rest = line.partition(":")
        if name in _READ:
            step = replace(step, **_READ[name](step, rest.strip()))
        else:
            step = replace(step, people=step.people | {name: _standing(rest, at)})
    return step


def _listed(text: str) -> Iterator[tuple[str, str]]:
    """Yield the first word of each thing in a list, and the words after it; "nothing" is empty."""
    for each in text.split(",") if text != "nothing" else ():
        first, _, rest = each.strip().partition(" ")
        yield first, rest


_READ: dict[str, Callable[[Step, str], dict[str, Any]]] = {
    "run": lambda step, text: {"commands": (*step.commands, tuple(shlex.split(text)))},
    "keys": lambda step, text: {"keys": (*step.keys, *shlex.split(text))},
    "stats": lambda step, text: {"stats": step.stats | dict(_listed(text))},
    "goals": lambda step, text: {"goals": step.goals | dict(_listed(text))},
    "quiet": lambda _, text: {"quiet": dict(_listed(text))},
    "ready": lambda _, text: {"ready": text},
    "one thing": lambda _, text: {"one_thing": text},
    "asks": lambda step, text: {
        "asks": tuple((about, day and _day(day, step.at)) for about, day in _listed(text))
    },
    "drafts": lambda step, text: {
        "drafts": step.drafts | {name: tuple(rest.split()) for name, rest in _listed(text)}
    },
}
"""What each kind of line changes in a step; any other line is about a person."""


def _standing(text: str, at: datetime) -> Standing:
    column, _, owed = text.strip().partition(";")
    items = (each.split(maxsplit=1) for each in owed.split(",") if each)
    return Standing(column.strip("- "), tuple(Owed(kind, _day(day, at)) for kind, day in items))


def _day(text: str, at: datetime) -> str:
    """Read a day like "2 Dec", as seen from `at`; return it in ISO form."""
    day = datetime.strptime(f"{text} {at.year}", "%d %b %Y").replace(tzinfo=UTC)
    if (at - day).days > 180:  # January, seen from the year before
        day = day.replace(year=at.year + 1)
    return f"{day:%Y-%m-%d}"
