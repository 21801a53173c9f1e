"""Insights into what the user does after an interview: thanks, advice, introductions, names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from infoint_tui.domain.basics.counting import counted
from infoint_tui.domain.insights.figures import (
    FEW,
    FigureLine,
    FigureSection,
    Material,
    Median,
    Share,
    median_days,
    to_a_tenth,
)
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.vocabulary import FollowUpKind

WITHIN = 1
"""Practitioners advise sending the thank-you within this many days of an interview."""


@dataclass(frozen=True)
class Thanks(FigureSection):
    """How soon thank-yous were sent."""

    title: ClassVar[str] = "Thank-yous"
    empty: str = field(
        default="Nobody yet: after you talk, {contact.thank} logs a thank-you.", kw_only=True
    )

    within_a_day: Share
    sent: Share
    days: Median
    """The days from the interview to the thank-you."""

    @property
    def is_empty(self) -> bool:
        """Whether no interview was held."""
        return not self.sent.of

    @property
    def n(self) -> str:
        """How many interviews were held, in words."""
        return counted(self.sent.of, "conversation")

    def _rows(self) -> Iterator[FigureLine]:
        yield FigureLine("within a day", self.within_a_day.words, self.within_a_day)
        yield FigureLine("sent", self.sent.words, self.sent)
        yield FigureLine("from conversation to thank-you", self.days.words)


def thanks(material: Material) -> Thanks:
    """Compute how soon thank-yous were sent."""
    spans = [(day, interview.thanked_on) for day, _, interview in material.held]
    waits = [(sent - day).days for day, sent in spans if sent]
    return Thanks(
        Share(sum(days <= WITHIN for days in waits), len(spans)),
        Share(len(waits), len(spans)),
        median_days(spans),
    )


@dataclass(frozen=True)
class Closed:
    """How far the follow-ups of one kind have gotten."""

    noted: int
    acted_on: int
    told: int
    """How many were reported back to the person who gave them."""


@dataclass(frozen=True)
class Advice(FigureSection):
    """Pieces of advice and skills to learn: how many were noted, acted on and reported back."""

    title: ClassVar[str] = "Advice"
    empty: str = field(default="No advice yet: {contact.follow_up} adds some.", kw_only=True)

    advice: Closed
    learn: Closed
    """Skills to learn."""

    @property
    def is_empty(self) -> bool:
        """Whether there is neither advice nor a skill to learn."""
        return not (self.advice.noted or self.learn.noted)

    @property
    def n(self) -> str:
        """How many pieces of advice and skills to learn were noted, in words."""
        return f"{self.advice.noted + self.learn.noted} saved"

    def _rows(self) -> Iterator[FigureLine]:
        for what, found in (("advice acted on", self.advice), ("skills learned", self.learn)):
            if found.noted:
                done = Share(found.acted_on, found.noted)
                told = Share(found.told, found.noted)
                yield FigureLine(what, done.words, done)
                yield FigureLine("and reported back", told.words, told, depth=1)


def advice(material: Material) -> Advice:
    """Count pieces of advice and skills to learn: in total, done, and reported back."""
    return Advice(_closed(material, "advice"), _closed(material, "learn"))


def _closed(material: Material, kind: FollowUpKind) -> Closed:
    found = [item for each in material.dossiers for item in each.follow_ups if item.kind == kind]
    return Closed(
        len(found),
        sum(item.done_on is not None for item in found),
        sum(item.told_on is not None for item in found),
    )


@dataclass(frozen=True)
class Introductions(FigureSection):
    """People who were suggested: how many were asked, met, and reported back on."""

    title: ClassVar[str] = "People suggested"
    empty: str = field(default="Nobody suggested yet: {contact.introduced} adds one.", kw_only=True)

    named: int
    """How many names were given, not counting people the user had already asked."""
    asked: int
    met: int
    told: int
    """How often the person who suggested them heard where it led."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody was suggested."""
        return not self.named

    @property
    def n(self) -> str:
        """How many names were given, in words."""
        return counted(self.named, "name")

    def _rows(self) -> Iterator[FigureLine]:
        yield FigureLine("suggested", str(self.named))
        for what, count in (
            ("asked", self.asked),
            ("talked", self.met),
            ("reported back", self.told),
        ):
            share = Share(count, self.named)
            yield FigureLine(what, share.words, share)


def introductions(material: Material) -> Introductions:
    """Count the people who were suggested, and how many were asked, met, and reported back on."""
    found = [
        (each, item)
        for each in material.dossiers
        for item in each.follow_ups
        if _is_name(item) and each.is_introduction(item)
    ]
    return Introductions(
        len(found),
        sum(each.was_asked(item) or item.done_on is not None for each, item in found),
        sum(each.was_met(item) for each, item in found),
        sum(item.told_on is not None for _, item in found),
    )


@dataclass(frozen=True)
class Names(FigureSection):
    """How many names an interview brings."""

    title: ClassVar[str] = "Names per conversation"
    empty: str = field(default="Nobody yet: ask everyone who else to talk to.", kw_only=True)

    names: int
    """How many names were given by people the user has talked to."""
    talks: int
    mean: float | None
    """Names per interview, to a tenth; None before the first interview."""

    @property
    def is_empty(self) -> bool:
        """Whether no interview was held."""
        return not self.talks

    @property
    def n(self) -> str:
        """How many interviews were held, in words."""
        return counted(self.talks, "conversation")

    def _rows(self) -> Iterator[FigureLine]:
        counts = f"{counted(self.names, 'name')} in {counted(self.talks, 'conversation')}"
        yield FigureLine(
            "names per conversation", counts if self.talks < FEW else f"{self.mean:g} ({counts})"
        )


def names(material: Material) -> Names:
    """Count the names given by people the user has talked to, and the interviews held."""
    given = sum(
        _is_name(item)
        for each in material.dossiers
        if each.contact.id in material.talked_to
        for item in each.follow_ups
    )
    interviews = len(material.held)
    return Names(given, interviews, to_a_tenth(given, interviews) if interviews else None)


def _is_name(item: FollowUp) -> bool:
    """Tell whether `item` is a name they gave; a merely promised introduction does not count."""
    return item.kind == "introduction" and item.owed_by == "me"
