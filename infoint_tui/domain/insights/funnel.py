"""Insights into the way to an interview: how far things got, who answered, and where it led."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

from infoint_tui.domain.basics.counting import counted, in_people
from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.insights.figures import (
    FigureLine,
    FigureSection,
    Material,
    Median,
    Share,
    median_days,
)
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.vocabulary import COLUMN_LABELS, Column

Stage = Literal["shortlisted", "asked", "agreed", "held", "thanked", "acted", "reported"]
"""How far things got with someone."""

STEP_LABELS: dict[Stage, str] = {
    "shortlisted": "shortlisted",
    "asked": "asked",
    "agreed": "said yes",
    "held": "talked",
    "thanked": "thanked",
    "acted": "advice acted on",
    "reported": "reported back",
}
"""The steps in the order of the method, with their labels."""

# --- rules ----------------------------------------------------------------------------------


def said_yes(interview: Interview) -> bool:
    """Tell whether they agreed to an interview, whatever happened later."""
    agreed = interview.agreed_on or interview.start or interview.held_on
    return agreed is not None or interview.ended in ("cancelled", "no_show")


def said_no(interview: Interview) -> bool:
    """Tell whether they turned a request down."""
    return interview.ended == "declined" and not said_yes(interview)


def _was_asked(interview: Interview) -> bool:
    return interview.requested_on is not None or interview.ended is not None or said_yes(interview)


def _was_acted_on(item: FollowUp) -> bool:
    return item.kind in ("advice", "learn") and item.done_on is not None


def _was_told(dossier: Dossier, item: FollowUp) -> bool:
    is_name = item.kind == "introduction"
    return item.told_on is not None and (not is_name or dossier.is_introduction(item))


_CAME_TO: dict[Stage, Callable[[Dossier], bool]] = {
    "reported": lambda each: (
        any(_was_told(each, item) for item in each.follow_ups)
        or any(interview.verdict_told_on for interview in each.interviews)
    ),
    "acted": lambda each: any(map(_was_acted_on, each.follow_ups)),
    "thanked": lambda each: any(interview.thanked_on for interview in each.interviews),
    "held": lambda each: each.has_talked,
    "agreed": lambda each: any(map(said_yes, each.interviews)),
    "asked": lambda each: any(map(_was_asked, each.interviews)),
}
"""The condition for having reached each step, furthest step first."""


def furthest(dossier: Dossier, today: date) -> Stage | None:
    """Return the furthest step someone reached; None for someone never considered."""
    step = next((step for step, came in _CAME_TO.items() if came(dossier)), None)
    return step or ("shortlisted" if dossier.contact.in_play(today) else None)


# --- parts ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class People(FigureSection):
    """Everyone, by their column on the board."""

    title: ClassVar[str] = "Where people are"
    empty: str = field(
        default="Nobody yet: {contact.shortlist} puts someone on the board.",
        kw_only=True,
    )

    on_board: int
    columns: dict[Column, int]
    known: int
    """How many people are only in the address book."""
    set_aside: int

    @property
    def is_empty(self) -> bool:
        """Whether nobody is on the board."""
        return not self.on_board

    @property
    def n(self) -> str:
        """How many people are on the board, in words."""
        return in_people(self.on_board)

    def _rows(self) -> Iterator[FigureLine]:
        for column, count in self.columns.items():
            share = Share(count, self.on_board)
            yield FigureLine(COLUMN_LABELS[column], f"{count} of {self.on_board}", share)
        yield FigureLine(
            "not on the board", f"{self.known} in the address book, {self.set_aside} set aside"
        )


def people(material: Material) -> People:
    """Count the people in each column of the board, and those who are not on it."""
    columns = {column: len(cards) for column, cards in material.board.columns.items()}
    standing = Counter(row.standing for row in material.rows)
    back = sum(card.dossier.contact.standing == "set_aside" for card in material.board.cards())
    return People(sum(columns.values()), columns, standing["known"], standing["set_aside"] - back)


@dataclass(frozen=True)
class Steps(FigureSection):
    """How many of the people ever considered came to each step; nobody skips one."""

    title: ClassVar[str] = "How far it went"
    empty: str = field(default="No step taken yet: {contact.shortlist} is the first.", kw_only=True)

    people: int
    """How many people were ever considered."""
    asked: int
    """How many of them were asked, or talked without being asked."""
    answered: int
    """How many of those said yes or no."""
    agreed: int
    """How many of those said yes."""
    talked: int
    thanked: int
    """How many of those the user talked with were thanked."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody was ever considered."""
        return not self.people

    @property
    def n(self) -> str:
        """How many people were ever considered, in words."""
        return in_people(self.people)

    def _rows(self) -> Iterator[FigureLine]:
        for words, count, of in (
            ("people asked", self.asked, self.people),
            ("answered, yes or no", self.answered, self.asked),
            ("said yes", self.agreed, self.asked),
            ("talked", self.talked, self.asked),
            ("thanked after talking", self.thanked, self.talked),
        ):
            # Every bar is drawn to the same scale, so that none is longer than the one above it.
            yield FigureLine(words, Share(count, of).words, Share(count, self.people))


def steps(material: Material) -> Steps:
    """Count how many people came to each step."""
    people = [each for each in material.dossiers if furthest(each, material.today)]
    asked = [each for each in people if any(map(_was_asked, each.interviews))]
    talked = [each for each in asked if each.has_talked]
    agreed = sum(any(map(said_yes, each.interviews)) for each in asked)
    refused = sum(
        any(map(said_no, each.interviews)) and not any(map(said_yes, each.interviews))
        for each in asked
    )
    return Steps(
        people=len(people),
        asked=len(asked),
        answered=agreed + refused,
        agreed=agreed,
        talked=len(talked),
        thanked=sum(
            any(interview.held_on and interview.thanked_on for interview in each.interviews)
            for each in talked
        ),
    )


@dataclass(frozen=True)
class Quoted:
    """The ratios that books and blogs on the method repeat, all without a source."""

    talks_an_offer: int = 12
    resumes_an_offer: int = 200
    caveat: str = "often quoted, never well sourced"


@dataclass(frozen=True)
class Results(FigureSection):
    """What interviews led to, by the result noted for each."""

    title: ClassVar[str] = "Results"
    empty: str = field(default="Nobody yet: {contact.met} says how it went.", kw_only=True)

    offers: Share
    formal_interviews: Share
    introductions: Share
    leads: Share
    quoted: Quoted = field(default_factory=Quoted)

    @property
    def is_empty(self) -> bool:
        """Whether no interview was held."""
        return not self.offers.of

    @property
    def n(self) -> str:
        """How many interviews were held, in words."""
        return counted(self.offers.of, "conversation")

    def _rows(self) -> Iterator[FigureLine]:
        quoted = self.quoted
        yield FigureLine("an offer", self.offers.one_in, self.offers)
        yield FigureLine(
            f"{quoted.caveat}: 1 offer in {quoted.talks_an_offer}; "
            f"resumes 1 in {quoted.resumes_an_offer}",
            depth=1,
        )
        yield FigureLine("a formal interview", self.formal_interviews.words, self.formal_interviews)
        yield FigureLine("an introduction", self.introductions.words, self.introductions)
        yield FigureLine("a lead", self.leads.words, self.leads)


def results(material: Material) -> Results:
    """Count interviews by what they led to."""
    found = Counter(interview.result for _, _, interview in material.held)
    n = len(material.held)
    return Results(
        Share(found["offer"], n),
        Share(found["formal_interview"], n),
        Share(found["introduction"], n),
        Share(found["lead"], n),
    )


@dataclass(frozen=True)
class Replies(FigureSection):
    """What became of requests; days are calendar days."""

    title: ClassVar[str] = "Replies"
    empty: str = field(default="Nobody asked yet: {contact.ask} logs it.", kw_only=True)

    asked: int
    yes: int
    no: int
    let_go: int
    """How many were closed without a reply."""
    waiting: int
    days: Median
    """The days from the request to the answer, where both are known."""
    nudged: Share
    """How many of the requests that were nudged were answered."""
    days_after_nudge: Median

    @property
    def is_empty(self) -> bool:
        """Whether nobody was asked."""
        return not self.asked

    @property
    def n(self) -> str:
        """How many requests there were, in words."""
        return counted(self.asked, "request")

    def _rows(self) -> Iterator[FigureLine]:
        answered = Share(self.yes + self.no, self.asked)
        yield FigureLine("answered", answered.words, answered)
        yield FigureLine(
            f"{self.yes} yes, {self.no} no, {self.let_go} without a reply, {self.waiting} waiting",
            depth=1,
        )
        yield FigureLine("from the request to the answer", self.days.words)
        if self.nudged.of:
            yield FigureLine("answered after a nudge", self.nudged.words, self.nudged)
            yield FigureLine("from the nudge to the answer", self.days_after_nudge.words)


def replies(material: Material) -> Replies:
    """Count requests by what became of them."""
    asked = [
        interview for _, interview in material.interviews if interview.requested_on is not None
    ]
    nudged = [interview for interview in asked if interview.nudged_on is not None]
    yes, no = (sum(map(rule, asked)) for rule in (said_yes, said_no))
    let_go = sum(interview.ended == "no_reply" and not said_yes(interview) for interview in asked)
    return Replies(
        asked=len(asked),
        yes=yes,
        no=no,
        let_go=let_go,
        waiting=len(asked) - yes - no - let_go,
        days=median_days((interview.requested_on, _answered_on(interview)) for interview in asked),
        nudged=Share(
            sum(said_yes(interview) or said_no(interview) for interview in nudged), len(nudged)
        ),
        days_after_nudge=median_days(
            (interview.nudged_on, _answered_on(interview)) for interview in nudged
        ),
    )


def _answered_on(interview: Interview) -> date | None:
    return interview.agreed_on or (interview.ended_on if said_no(interview) else None)
