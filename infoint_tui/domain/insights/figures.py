"""What the parts of the insights are made of: figures that never stand without their n."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from infoint_tui.domain.follow_through.board import Board
from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.goal import Goal
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import BankQuestion
from infoint_tui.domain.search.listing import ContactRow

FEW = 5
"""Below this n a figure is said as a count: a percentage of three people says nothing."""


def counted(n: int, noun: str) -> str:
    """Say how many: "1 interview", "3 interviews"."""
    return f"{n} {noun}{'s' * (n != 1)}"


def in_people(n: int) -> str:
    """Say how many people: "1 person", "3 people"."""
    return "1 person" if n == 1 else f"{n} people"


def to_a_tenth(count: int, by: int) -> float:
    """Return a ratio of two counts, to a tenth, rounded half up."""
    return (20 * count + by) // (2 * by) / 10


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def words(self) -> str:
        """As a share, rounded half up: "3 of 4", "75% (6 of 8)"."""
        counts = f"{self.count} of {self.of}"
        if self.of < FEW:
            return counts
        return f"{(200 * self.count + self.of) // (2 * self.of)}% ({counts})"

    @property
    def one_in(self) -> str:
        """As a ratio: "1 of 3", "1 in 8", "1 in 4 (2 of 8)", "none of 8", "all of 8"."""
        if not self.count:
            return f"none of {self.of}"
        counts = f"{self.count} of {self.of}"
        if self.of < FEW:
            return counts
        if self.count == self.of:
            return f"all of {self.of}"
        ratio = f"1 in {to_a_tenth(self.of, self.count):g}"
        return ratio if self.count == 1 else f"{ratio} ({counts})"


@dataclass(frozen=True)
class Median:
    """The middle of some numbers of days."""

    days: float | None
    """None without any."""
    n: int

    @property
    def words(self) -> str:
        """With its n: "2 days, of 1", "half within 2.5 days, of 4", "none yet"."""
        if self.days is None:
            return "none yet"
        days = f"{self.days:g} day{'s' * (self.days != 1)}" if self.days else "the same day"
        half = "half on " if not self.days else "half within "
        return f"{half * (self.n > 1)}{days}, of {self.n}"


def median_days(spans: Iterable[tuple[date | None, date | None]]) -> Median:
    """Return the median length of spans in calendar days.

    A span with an unknown end, or one that ends before it begins, does not count.
    """
    found = sorted((end - start).days for start, end in spans if start and end and start <= end)
    if not found:
        return Median(None, 0)
    return Median((found[(len(found) - 1) // 2] + found[len(found) // 2]) / 2, len(found))


@dataclass(frozen=True)
class Person:
    """Somebody a figure speaks of."""

    id: str
    name: str

    @classmethod
    def of(cls, contact: Contact) -> Person:
        """Say who a contact is."""
        return cls(contact.id, contact.name)


@dataclass(frozen=True)
class Quote:
    """What somebody said, or what the user made of it."""

    text: str
    by: Person
    on: date
    """The day of the interview."""

    def line(self, depth: int) -> FigureLine:
        """As a line of a part."""
        return FigureLine(self.text, by=self.by, on=self.on, depth=depth)


@dataclass(frozen=True)
class FigureLine:
    """A line of a part, to be drawn on a screen or printed; its texts may hold line breaks."""

    text: str
    figure: str = ""
    """In words, with its n."""
    share: Share | None = None
    """What a bar beside it would show."""
    by: Person | None = None
    """Whom it is about, to be opened from it."""
    on: date | None = None
    """The day of a quote, which is shown with whose it is."""
    depth: int = 0
    """How far it is indented: a quote under its question, a person under their introducer."""


@dataclass(frozen=True)
class Part(ABC):
    """One part of the insights: figures, and how they read."""

    title: ClassVar[str]
    empty: ClassVar[str]
    """What fills it, in a sentence, while there is nothing to count."""

    @property
    @abstractmethod
    def is_empty(self) -> bool:
        """Tell whether there is nothing to count yet."""

    @property
    @abstractmethod
    def n(self) -> str:
        """How much it is counted from, in words: "11 interviews"."""

    @abstractmethod
    def _rows(self) -> Iterator[FigureLine]:
        """Yield what there is to say once there is something to count."""

    @property
    def lines(self) -> tuple[FigureLine, ...]:
        """The part in words; while it is empty, what fills it."""
        return (FigureLine(self.empty),) if self.is_empty else tuple(self._rows())


@dataclass(frozen=True)
class Material:
    """All that the insights are made from, at one moment."""

    today: date
    rows: Sequence[ContactRow]
    """Everybody."""
    dossiers: Sequence[Dossier]
    """Everybody with whom there is more than a line in the address book."""
    board: Board
    goals: Sequence[Goal]
    """In the order in which they are shown."""
    bank: Mapping[str, BankQuestion]
    """Every question that may have been planned, by id."""

    @cached_property
    def interviews(self) -> tuple[tuple[Contact, Interview], ...]:
        """Every interview with whom it was, in the order of the dossiers."""
        return tuple(
            (each.contact, interview) for each in self.dossiers for interview in each.interviews
        )

    @cached_property
    def held(self) -> tuple[tuple[date, Contact, Interview], ...]:
        """The interviews held: day, whom with, interview; the earliest first."""
        found = [
            (interview.held_on, who, interview)
            for who, interview in self.interviews
            if interview.held_on
        ]
        return tuple(sorted(found, key=lambda each: (each[0], each[1].name, each[2].id)))

    @cached_property
    def talked_to(self) -> dict[str, Contact]:
        """Everybody with whom an interview was held, by id."""
        return {who.id: who for _, who, _ in self.held}
