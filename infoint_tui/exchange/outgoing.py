"""What every export format gets: the people who go out, and what else is kept about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeVar

from msgspec import Struct

from infoint_tui.domain.basics.progress import Progress, counted

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.record import Record

T = TypeVar("T")


class WriteOptions(Struct, frozen=True):
    """How to write a file, where the user can decide it."""

    version: Literal["3.0", "4.0"] = "3.0"
    """The version of a vCard."""
    raw: bool = False
    """Whether the cells of a CSV stay as they are, though a spreadsheet could run them."""
    todos: bool = False
    """Whether what is due goes into a calendar as to-dos, not as all-day events."""
    progress: Progress | None = None
    """Called with how many people are written."""

    def counted(self, things: Sequence[T]) -> Iterator[T]:
        """Yield things, telling how many of them are done."""
        return counted(things, len(things), self.progress)


class Outgoing(Struct, frozen=True):
    """The people who go out. What only some formats need is gathered when it is asked for."""

    contacts: tuple[Contact, ...]
    today: date
    zone: str
    """The user's zone, by its IANA name."""
    introducers: Mapping[str, str]
    """Who introduced each of them, by their id; those whom nobody introduced are left out."""
    dossiers: Callable[[], tuple[Dossier, ...]]
    """Returns everything kept about each of them, in the same order."""
    owed: Callable[[], tuple[Owed, ...]]
    """Returns what is due with them, soonest first."""
    records: Callable[[], tuple[Record, ...]]
    """Returns every record that goes with them, themselves included."""


class ItemFile(Struct, frozen=True):
    """One file of a folder."""

    id: str
    """What it is about; the same from one export to the next."""
    name: str
    """What to call it; a file name is made of it."""
    text: str
