"""What every import format returns: people with contact fields, and records that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from infoint_tui.domain.basics.progress import Progress

if TYPE_CHECKING:
    from infoint_tui.domain.records.record import Record

Stage = Literal["", "shortlisted", "asked", "agreed", "talked", "thanked", "set_aside"]
"""How far a tracker says that someone got; "" if it does not say."""


class ReadOptions(Struct, frozen=True):
    """How to read a file, where the user wants to decide it."""

    format: str = "auto"
    """The key of a format, or "auto" to recognize it."""
    encoding: str = ""
    """The encoding of the text; "" recognizes UTF-8, UTF-16, UTF-32 and Windows-1252."""
    sheet: str = ""
    """The name or the number of the sheet in a spreadsheet; "" is the first with people."""
    columns: Mapping[str, str] = {}
    """For a table, the fields that columns go to, by the column's name; "" leaves one out."""
    messages: bool = False
    """Whether the dates of LinkedIn messages are read too."""
    progress: Progress | None = None
    """Called with how much is read."""
    is_one_of_several: bool = False
    """Whether there are other files too, so that this one need not have all of `columns`."""


class Incoming(Struct, frozen=True):
    """One person from a file."""

    line: int
    """The number of the line where their record begins, counted from 1."""
    name: str
    fields: Mapping[str, Any]
    """The contact's fields other than the name, cleaned; blank ones are left out."""
    fingerprint: str
    """Recognizes the same record in a later import; the contact keeps it. May be ""."""
    cleaned: bool = False
    """Whether control characters were removed from this record."""
    doubts: tuple[str, ...] = ()
    """What looks wrong in the record; it is kept unchanged."""
    uid: str = ""
    """What a vCard or our own JSON says identifies them; it is the first thing to match."""
    id: str = ""
    """Their id in our own JSON; someone new gets it, so that other records still mean them."""
    kept: tuple[str, ...] = ()
    """Properties that have no field, as lines of a vCard, to be written back."""
    stage: Stage = ""
    """How far a tracker says that things are with them."""
    last_contact: date | None = None
    """The day of the last contact, if the file says it."""
    file: str = ""
    """What to call their file; filled in after reading."""


class Problem(Struct, frozen=True):
    """A record that cannot become a contact."""

    line: int
    reason: str
    record: str
    """The record exactly as in the file, without its last line break."""
    file: str = ""
    """What to call its file; filled in after reading."""


class Column(Struct, frozen=True):
    """A column of a table, and what it goes to."""

    name: str
    target: str
    """A key of `columns.TARGETS`; "" if it is not used."""
    sample: str = ""
    """The first value in it."""


class Parsed(Struct, frozen=True):
    """A file that was recognized."""

    source: str
    """The key of its format: "linkedin"."""
    people: tuple[Incoming, ...]
    problems: tuple[Problem, ...]
    header: str = ""
    """What comes before the records in a file of failed records: the row of column names."""
    notes: tuple[str, ...] = ()
    """What was not used, left out or read in an unusual way, each a sentence."""
    skipped: int = 0
    """How many records are no people, such as hidden profiles."""
    suffix: str = ".csv"
    """The ending of a file of failed records."""
    columns: tuple[Column, ...] = ()
    """For a table, its columns."""
    is_guess: bool = False
    """Whether what the columns mean was guessed, so that the user should look at it."""
    records: tuple[Record, ...] = ()
    """Whole records, from our own JSON: those whose ids are not there yet are added."""
