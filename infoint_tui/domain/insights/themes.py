"""Insights into what people said: levels, skills, impressions, and how well goals fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.insights.figures import (
    FigureLine,
    Material,
    Part,
    Person,
    Quote,
    Share,
    counted,
    in_people,
)
from infoint_tui.domain.records.goal import progress
from infoint_tui.domain.records.interview import Debrief, Fit
from infoint_tui.domain.vocabulary import LEVEL_LABELS, Level


@dataclass(frozen=True)
class Levels(Part):
    """The levels of the people talked to; the advice is to hear both close-up and broad views."""

    title: ClassVar[str] = "Who you talked to"
    empty: str = field(
        default="Nobody yet: {contact.met} asks how it went, {contact.edit} sets their level.",
        kw_only=True,
    )

    people: int
    levels: dict[Level, int]

    @property
    def is_empty(self) -> bool:
        """Whether no interview was held."""
        return not self.people

    @property
    def missing(self) -> tuple[Level, ...]:
        """The levels at which the user has not talked to anyone yet."""
        return tuple(level for level, n in self.levels.items() if not n and level != "other")

    @property
    def n(self) -> str:
        """How many people the user talked to, in words."""
        return in_people(self.people)

    def _rows(self) -> Iterator[FigureLine]:
        for level, count in self.levels.items():
            share = Share(count, self.people)
            if count:
                yield FigureLine(LEVEL_LABELS[level], share.words, share)
        yield from (FigureLine(NOBODY[level]) for level in self.missing)


NOBODY: dict[Level, str] = {
    "does_the_job": "nobody yet who does the job you want",
    "step_above": "nobody a step above yet",
    "manager": "no manager yet",
    "executive": "no executive yet",
}
"""What to say about a level at which the user has not talked to anyone."""


def levels(material: Material) -> Levels:
    """Count, by level, the people that the user has talked to."""
    found = [who.level for who in material.talked_to.values()]
    return Levels(len(found), {level: found.count(level) for level in LEVEL_LABELS})


@dataclass(frozen=True)
class Skill:
    """A skill, and the people who wish they had it."""

    name: str
    """Its name as first written."""
    by: tuple[Person, ...]


@dataclass(frozen=True)
class Skills(Part):
    """Skills that people wish they had, most often named first."""

    title: ClassVar[str] = "Skills people mentioned"
    empty: str = field(default="No skills yet: the write-up asks for them.", kw_only=True)

    people: int
    """How many people the user has talked to."""
    skills: tuple[Skill, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no skill was named."""
        return not self.skills

    @property
    def n(self) -> str:
        """How many skills were named, in words."""
        return counted(len(self.skills), "skill")

    def _rows(self) -> Iterator[FigureLine]:
        for skill in self.skills:
            share = Share(len(skill.by), self.people)
            who = ", ".join(person.name for person in skill.by)
            yield FigureLine(skill.name, f"{share.count} of {share.of} ({who})", share)


def skills(material: Material) -> Skills:
    """Gather who named which skill; case, accents and repeats make no difference."""
    spelled: dict[str, str] = {}
    by: dict[str, dict[str, Person]] = defaultdict(dict)
    for _, who, interview in material.held:
        for skill in interview.debrief.skills if interview.debrief else ():
            spelled.setdefault(fold(skill), skill)
            by[fold(skill)][who.id] = Person.of(who)
    order = sorted(spelled, key=lambda key: (-len(by[key]), key))
    found = (Skill(spelled[key], tuple(by[key].values())) for key in order)
    return Skills(len(material.talked_to), tuple(found))


@dataclass(frozen=True)
class GoalSaid:
    """What the write-ups say, interview by interview, about the work behind one goal."""

    goal: str | None
    """The id of the goal; None for interviews without a goal."""
    title: str
    good: tuple[Quote, ...]
    bad: tuple[Quote, ...]
    surprising: tuple[Quote, ...]


@dataclass(frozen=True)
class Said(Part):
    """What was good, bad and surprising, goal by goal."""

    title: ClassVar[str] = "Good, bad, surprising"
    empty: str = field(default="Nothing yet: the write-up asks for all three.", kw_only=True)

    goals: tuple[GoalSaid, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no write-up says what was good, bad or surprising."""
        return not self.goals

    @property
    def n(self) -> str:
        """How many impressions were noted, in words."""
        quotes = ((each.good, each.bad, each.surprising) for each in self.goals)
        return counted(sum(len(found) for goal in quotes for found in goal), "note")

    def _rows(self) -> Iterator[FigureLine]:
        for each in self.goals:
            yield FigureLine(each.title)
            for word, quotes in (
                ("good", each.good),
                ("bad", each.bad),
                ("surprising", each.surprising),
            ):
                if quotes:
                    yield FigureLine(word, counted(len(quotes), "conversation"), depth=1)
                    yield from (quote.line(depth=2) for quote in quotes)


def said(material: Material) -> Said:
    """Gather what was good, bad and surprising, earliest interview first."""
    titles: dict[str | None, str] = {goal.id: goal.title for goal in material.goals}
    titles[None] = "without a goal"
    quotes: dict[str | None, list[tuple[Debrief, Person, date]]] = defaultdict(list)
    for day, who, interview in material.held:
        if interview.debrief:
            goal = interview.goal_id if interview.goal_id in titles else None
            quotes[goal].append((interview.debrief, Person.of(who), day))
    found = (_goal_said(goal, title, quotes[goal]) for goal, title in titles.items())
    return Said(tuple(each for each in found if each.good or each.bad or each.surprising))


def _goal_said(
    goal: str | None, title: str, debriefs: list[tuple[Debrief, Person, date]]
) -> GoalSaid:
    def quoted(field: str) -> tuple[Quote, ...]:
        found = ((getattr(debrief, field), by, on) for debrief, by, on in debriefs)
        return tuple(Quote(text, by, on) for text, by, on in found if text)

    return GoalSaid(goal, title, quoted("good"), quoted("bad"), quoted("surprising"))


@dataclass(frozen=True)
class FitAround:
    """How well a goal seemed to fit before and after one interview, from 1 to 5."""

    by: Person
    on: date
    before: Fit | None
    after: Fit | None

    @property
    def words(self) -> str:
        """Both figures in words: "4 before, 2 after"."""
        both = ((self.before, "before"), (self.after, "after"))
        return ", ".join(f"{fit} {when}" for fit, when in both if fit)


@dataclass(frozen=True)
class GoalFits:
    """One goal, with how well it seemed to fit before and after each interview, earliest first."""

    goal: str
    """The id of the goal."""
    title: str
    verdict: str
    """The verdict in words; empty while the goal is open."""
    fits: tuple[FitAround, ...]


@dataclass(frozen=True)
class Fits(Part):
    """How well each goal seemed to fit, over time."""

    title: ClassVar[str] = "How well each goal fits"
    empty: str = field(default="No fit yet: with a goal, the write-up asks for it.", kw_only=True)

    goals: tuple[GoalFits, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no fit was noted."""
        return not self.goals

    @property
    def n(self) -> str:
        """How many interviews have a noted fit, in words."""
        return counted(sum(len(each.fits) for each in self.goals), "conversation")

    def _rows(self) -> Iterator[FigureLine]:
        for each in self.goals:
            verdict = each.verdict or "open"
            yield FigureLine(each.title, f"{verdict}, {counted(len(each.fits), 'conversation')}")
            yield from (FigureLine(fit.words, by=fit.by, on=fit.on, depth=1) for fit in each.fits)


def fits(material: Material) -> Fits:
    """Gather how well each goal seemed to fit before and after interviews."""
    interviews = [interview for _, _, interview in material.held]
    people = {who.id: Person.of(who) for who in material.talked_to.values()}
    found = (
        GoalFits(
            goal.id,
            goal.title,
            goal.result,
            tuple(
                FitAround(
                    people[interview.contact_id],
                    interview.held_on,
                    interview.fit_before,
                    interview.fit_after,
                )
                for interview in progress(goal, interviews).held
                if interview.held_on and (interview.fit_before or interview.fit_after)
            ),
        )
        for goal in material.goals
    )
    return Fits(tuple(each for each in found if each.fits))
