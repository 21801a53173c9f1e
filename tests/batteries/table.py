"""What a battery is, and the list of them all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal, cast

Kind = Literal["ours", "stock"]
"""The storage behind the repository: ours, or TinyDB's own."""


class NotRunError(Exception):
    """A battery cannot run on this machine; the message says what it needs."""


@dataclass(frozen=True)
class Terms:
    """How a battery is run."""

    folder: Path
    """An empty folder for its files."""
    storage: Kind = "ours"
    is_long: bool = False

    def amount(self, short: int, long: int) -> int:
        """Return how many runs there are."""
        return long if self.is_long else short

    def until(self, short: float, long: float) -> Iterator[int]:
        """Count runs until so many seconds are over."""
        end = time.monotonic() + (long if self.is_long else short)
        number = 0
        while time.monotonic() < end:
            yield number
            number += 1

    def new_folder(self, name: object) -> Path:
        """Make an empty folder for one run."""
        folder = self.folder / str(name)
        folder.mkdir()
        return folder


@dataclass(frozen=True)
class Battery:
    """A row of the table."""

    name: str
    """Its module in this package."""
    tries: str
    """What is done to the data, in words."""
    promise: str
    """What holds all the same."""
    has_stock: bool = False
    """Whether it also runs over TinyDB's own storage, where the promise must break."""
    is_long_only: bool = False
    """Whether it has no short form."""

    def run(self, terms: Terms) -> Iterator[str]:
        """Yield "" for every run that held the promise, or else what broke it."""
        module = import_module(f"tests.batteries.{self.name}")
        return cast("Callable[[Terms], Iterator[str]]", module.run)(terms)


BATTERIES = (
    Battery(
        "faults",
        "each call of a change fails, in nine ways",
        "old or new state, the message is true, trying again adds nothing twice",
        has_stock=True,
    ),
    Battery(
        "form_faults",
        "each call of a save in the app's form fails",
        "what the form says is true, and saving again adds nobody twice",
    ),
    Battery(
        "kills",
        "kill -9 at random moments",
        "all that was acknowledged is there; the file opens",
        has_stock=True,
    ),
    Battery(
        "writers",
        "two programs, 100 changes each",
        "all are there, once",
        has_stock=True,
    ),
    Battery(
        "app_beside",
        "the app, beside a program that adds 100 people",
        "all are there, once",
    ),
    Battery(
        "peers",
        "a program replaces the file without our lock",
        "none of its rows is lost by us; the file is always whole",
    ),
    Battery(
        "bad_files",
        "over 180 kinds of damaged, foreign and odd files, in each command and on each screen",
        "sound records are there, the bytes stay, and nothing crashes",
        has_stock=True,
    ),
    Battery("fuzz", "some bytes of a file are changed", "no errors but our own"),
    Battery(
        "full_disk",
        "a disk that fills up",
        "all that was acknowledged is there; it saves again once there is room",
        has_stock=True,
        is_long_only=True,
    ),
    Battery(
        "clocks",
        "jumps of 50 years, changes of time, zones without a name",
        "due dates and the order of backups stay",
    ),
    Battery(
        "diverged",
        "two copies that each went their own way are merged",
        "nothing of either is lost; conflicts exactly where both changed one field; one undo",
    ),
    Battery(
        "forms",
        "every form, ended by four signals, a closed terminal and a kill",
        "what was typed is on disk within two seconds and comes back; the terminal is restored",
    ),
    Battery(
        "held_lock",
        "a program that was stopped holds the lock",
        "no letter waits, the holder is named, the form is saved once the file is free",
    ),
    Battery(
        "model",
        "changes, faults, undo, other programs and merges in any order",
        "the file is what a plain dict says; do and undo is as if nothing was",
    ),
)
