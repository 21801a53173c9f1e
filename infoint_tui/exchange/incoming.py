"""What every import format yields: people in the program's own fields, and rows it cannot use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Incoming:
    """One person from a file."""

    line: int
    """The line of the file on which their record begins, from 1."""
    name: str
    fields: Mapping[str, Any]
    """Fields of a contact other than the name: cleaned, and only those that are not blank."""
    fingerprint: str
    """Recognises the same row in a later import; a contact keeps it."""
    cleaned: bool = False
    """Control characters were removed from this record."""
    doubts: tuple[str, ...] = ()
    """What in it cannot be right; it is kept as it stands."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that cannot become a contact."""

    line: int
    reason: str
    record: str
    """The record as it stands in the file, without its last line break."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file that was recognised."""

    source: str
    """Where the people come from: "linkedin"."""
    people: tuple[Incoming, ...]
    problems: tuple[Problem, ...]
    header: str = ""
    """The row of column names, to head a file of the records that failed."""
