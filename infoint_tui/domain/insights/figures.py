"""What the sections of the insights are made of: figures that always come with their n."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import ClassVar, Self

from infoint_tui.domain.basics.text import fill_places
from infoint_tui.domain.follow_through.board import Board
from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.goal import Goal
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import BankQuestion
from infoint_tui.domain.search.listing import ContactRow

FEW = 5
"""Below this n only counts are shown: a ratio of three people says nothing."""


NO_ORGANIZATION = "organization unknown"


def to_a_tenth(count: int, by: int) -> float:
    """Return the ratio of two counts to a tenth, rounded half up."""
    return (20 * count + by) // (2 * by) / 10


@dataclass(frozen=True)
class Share:
    """A share of a whole: `count` out of `of`."""

    count: int
    of: int

    @property
    def words(self) -> str:
        """The share in words: "3 of 4"."""
        return f"{self.count} of {self.of}"

    @property
    def one_in(self) -> str:
        """The share with its ratio, if it has one: "2 of 8 (1 in 4)", "0 of 8"."""
        if self.of < FEW or self.count in (0, self.of):
            return self.words
        return f"{self.words} (1 in {to_a_tenth(self.of, self.count):g})"


@dataclass(frozen=True)
class Median:
    """The median of several numbers of days."""

    days: float | None
    """The median; None if there are no numbers."""
    n: int

    @property
    def words(self) -> str:
        """The median with its n: "2 days (from 1)", "median 2.5 days (from 4)", "none yet"."""
        if self.days is None:
            return "none yet"
        days = f"{self.days:g} day{'s' * (self.days != 1)}" if self.days else "the same day"
        return f"{'median ' * (self.n > 1)}{days} (from {self.n})"


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
    """A person that a figure is about."""

    id: str
    name: str

    @classmethod
    def of(cls, contact: Contact) -> Person:
        """Return the contact as a `Person`."""
        return cls(contact.id, contact.name)


@dataclass(frozen=True)
class Quote:
    """Something a person said, or what the user made of it."""

    text: str
    by: Person
    on: date
    """The day of the interview."""

    def line(self, depth: int) -> FigureLine:
        """Return the quote as a line of a section, indented by `depth`."""
        return FigureLine(self.text, by=self.by, on=self.on, depth=depth)


@dataclass(frozen=True)
class FigureLine:
    """A line of a section, to show on a screen or print; its texts may contain line breaks."""

    text: str
    figure: str = ""
    """The figure in words, with its n."""
    share: Share | None = None
    """The share that a bar beside the line would show."""
    trend: tuple[int, ...] = ()
    """How many there were week by week, which a row of small bars would show."""
    by: Person | None = None
    """The person the line is about, so that it can open them."""
    on: date | None = None
    """The day of a quote, shown next to the person's name."""
    depth: int = 0
    """How far the line is indented: a quote below its question, a person below their introducer."""


@dataclass(frozen=True)
class FigureSection(ABC):
    """One section of the insights: figures of one kind, and how they read."""

    title: ClassVar[str]
    empty: str = field(kw_only=True)
    """A sentence about what fills the section, shown while there is nothing to count.

    A key in it is a placeholder such as {contact.thank}, until `with_keys` fills it in.
    """

    @property
    @abstractmethod
    def is_empty(self) -> bool:
        """Whether there is nothing to count yet."""

    @property
    @abstractmethod
    def n(self) -> str:
        """The n that the section is based on, in words: "11 interviews"."""

    @abstractmethod
    def _rows(self) -> Iterator[FigureLine]:
        """Yield the lines to show once there is something to count."""

    def with_keys(self, key_of: Callable[[str], str]) -> Self:
        """Return the section with the user's keys filled into its empty sentence.

        Args:
            key_of: returns what to press or type for a command such as "contact.thank".
        """
        return replace(self, empty=fill_places(self.empty, key_of))

    @property
    def lines(self) -> tuple[FigureLine, ...]:
        """The section in words; while it is empty, a sentence about what fills it."""
        return (FigureLine(self.empty),) if self.is_empty else tuple(self._rows())


@dataclass(frozen=True)
class Material:
    """Everything that the insights are computed from, at one moment."""

    today: date
    rows: Sequence[ContactRow]
    """All contacts."""
    dossiers: Sequence[Dossier]
    """The dossiers of everyone who is more than a line in the address book."""
    board: Board
    goals: Sequence[Goal]
    """All goals, in the order they are shown."""
    bank: Mapping[str, BankQuestion]
    """Every question that may have been planned, by id."""

    @cached_property
    def interviews(self) -> tuple[tuple[Contact, Interview], ...]:
        """Every interview with the person it was with, in the order of the dossiers."""
        return tuple(
            (each.contact, interview) for each in self.dossiers for interview in each.interviews
        )

    @cached_property
    def held(self) -> tuple[tuple[date, Contact, Interview], ...]:
        """The interviews held, each with its day and its person, earliest first."""
        found = [
            (interview.held_on, who, interview)
            for who, interview in self.interviews
            if interview.held_on
        ]
        return tuple(sorted(found, key=lambda each: (each[0], each[1].name, each[2].id)))

    @cached_property
    def talked_to(self) -> dict[str, Contact]:
        """Everyone the user has talked to in an interview, by id."""
        return {who.id: who for _, who, _ in self.held}
