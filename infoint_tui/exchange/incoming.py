"""What every import format returns: people with contact fields, and rows that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class Incoming(Struct, frozen=True):
    """One person from a file."""

    line: int
    """The number of the line where their record begins, counted from 1."""
    name: str
    fields: Mapping[str, Any]
    """The contact's fields other than the name, cleaned; blank ones are left out."""
    fingerprint: str
    """Recognizes the same row in a later import; the contact keeps it."""
    cleaned: bool = False
    """Whether control characters were removed from this record."""
    doubts: tuple[str, ...] = ()
    """What looks wrong in the record; it is kept unchanged."""


class Problem(Struct, frozen=True):
    """A record that cannot become a contact."""

    line: int
    reason: str
    record: str
    """The record exactly as in the file, without its last line break."""


class Parsed(Struct, frozen=True):
    """A file that was recognized."""

    source: str
    """Where the people come from: "linkedin"."""
    people: tuple[Incoming, ...]
    problems: tuple[Problem, ...]
    header: str = ""
    """The row of column names, to put at the top of a file of failed records."""
