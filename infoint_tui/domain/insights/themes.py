"""Insights into what people said: levels, skills, impressions, and how well goals fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from infoint_tui.domain.basics.counting import counted, in_people
from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.insights.figures import (
    NO_ORGANIZATION,
    FigureLine,
    FigureSection,
    Material,
    Person,
    Quote,
    Share,
)
from infoint_tui.domain.people.jobs import organization_on
from infoint_tui.domain.records.goal import progress
from infoint_tui.domain.records.interview import Debrief, Fit
from infoint_tui.domain.vocabulary import LEVEL_LABELS, Level


@dataclass(frozen=True)
class Levels(FigureSection):
    """The levels of the people talked to; the advice is to hear both close-up and broad views."""

    title: ClassVar[str] = "Who you talked to"
    empty: str = field(
        default="Nobody yet: {contact.met} says how it went, {contact.edit} sets their level.",
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
class Skills(FigureSection):
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
class SaidAbout:
    """What the write-ups say, interview by interview, about one goal or one organization."""

    title: str
    """The goal, or the organization as first written; both may be unknown."""
    stayed: tuple[Quote, ...]
    """What stayed with the user."""
    good: tuple[Quote, ...]
    bad: tuple[Quote, ...]
    surprising: tuple[Quote, ...]

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All of it."""
        return (*self.stayed, *self.good, *self.bad, *self.surprising)


@dataclass(frozen=True)
class GoalSaid(SaidAbout):
    """What the write-ups say about the work behind one goal."""

    goal: str | None = None
    """The id of the goal; None for interviews without a goal."""


@dataclass(frozen=True)
class Said(FigureSection):
    """What stayed with the user, and what was good, bad and surprising, goal by goal."""

    title: ClassVar[str] = "Good, bad, surprising"
    empty: str = field(default="Nothing yet: the write-up asks what stayed with you.", kw_only=True)

    goals: tuple[GoalSaid, ...]
    organizations: tuple[SaidAbout, ...] = ()
    """The same by the organization of the person who said it."""

    @property
    def is_empty(self) -> bool:
        """Whether no write-up says anything of the kind."""
        return not self.goals

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Every impression."""
        return tuple(quote for each in self.goals for quote in each.quotes)

    @property
    def n(self) -> str:
        """How many impressions were noted, in words."""
        return counted(len(self.quotes), "note")

    def _groups(self) -> Iterable[SaidAbout]:
        return self.goals

    def _rows(self) -> Iterator[FigureLine]:
        for each in self._groups():
            yield FigureLine(each.title)
            for word, quotes in (
                ("stayed with you", each.stayed),
                ("good", each.good),
                ("bad", each.bad),
                ("surprising", each.surprising),
            ):
                if quotes:
                    yield FigureLine(word, counted(len(quotes), "conversation"), depth=1)
                    yield from (quote.line(depth=2) for quote in quotes)

    def by_organization(self) -> Said:
        """Return the same, to be shown by organization instead of by goal."""
        return _SaidByOrganization(self.goals, self.organizations, empty=self.empty)


class _SaidByOrganization(Said):
    def _groups(self) -> Iterable[SaidAbout]:
        return self.organizations


_Quotes = tuple[Quote, ...]
_WriteUp = tuple[Debrief, Person, date]


def said(material: Material) -> Said:
    """Gather what stayed, and what was good, bad and surprising, earliest interview first."""
    titles: dict[str | None, str] = {goal.id: goal.title for goal in material.goals}
    titles[None] = "without a goal"
    names: dict[str, str] = {}
    for_goal: dict[str | None, list[_WriteUp]] = defaultdict(list)
    at: dict[str, list[_WriteUp]] = defaultdict(list)
    for day, who, interview in material.held:
        if interview.debrief:
            found = interview.debrief, Person.of(who), day
            for_goal[interview.goal_id if interview.goal_id in titles else None].append(found)
            organization = organization_on(who, day)
            place = fold(organization)
            names.setdefault(place, organization or NO_ORGANIZATION)
            at[place].append(found)
    goals = (GoalSaid(title, *_said(for_goal[goal]), goal) for goal, title in titles.items())
    places = sorted(names, key=lambda place: (not place, place))  # the unknown one comes last
    organizations = (SaidAbout(names[place], *_said(at[place])) for place in places)
    return Said(
        tuple(each for each in goals if each.quotes),
        tuple(each for each in organizations if each.quotes),
    )


def _said(found: list[_WriteUp]) -> tuple[_Quotes, _Quotes, _Quotes, _Quotes]:
    """Return what stayed, what was good, what was bad, and what was surprising."""

    def all_in(field: str) -> _Quotes:
        said = ((getattr(debrief, field), by, on) for debrief, by, on in found)
        return tuple(Quote(text, by, on) for text, by, on in said if text)

    return all_in("learned"), all_in("good"), all_in("bad"), all_in("surprising")


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
    """One goal, with how well it seemed to fit before and after each interview, earliest first.

    Interviews without a fit are only counted.
    """

    goal: str
    """The id of the goal."""
    title: str
    verdict: str
    """The verdict in words; empty while the goal is open."""
    fits: tuple[FitAround, ...]
    decides: str = ""
    """What would decide it; empty once it is decided."""
    held: int = 0
    """How many interviews were held for it."""


@dataclass(frozen=True)
class Fits(FigureSection):
    """How well each goal seemed to fit, over time."""

    title: ClassVar[str] = "How well each goal fits"
    empty: str = field(
        default="No goals yet: {app.goals} adds one, work you're curious about.", kw_only=True
    )

    goals: tuple[GoalFits, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is no goal."""
        return not self.goals

    @property
    def n(self) -> str:
        """How many interviews were held for a goal, in words."""
        return counted(sum(each.held for each in self.goals), "conversation")

    def _rows(self) -> Iterator[FigureLine]:
        for each in self.goals:
            verdict = each.verdict or "open"
            yield FigureLine(each.title, f"{verdict}, {counted(each.held, 'conversation')}")
            if each.decides:
                yield FigureLine(f"decides it: {each.decides}", depth=1)
            yield from (FigureLine(fit.words, by=fit.by, on=fit.on, depth=1) for fit in each.fits)


def fits(material: Material) -> Fits:
    """Gather how well each goal seemed to fit before and after interviews."""
    interviews = [interview for _, _, interview in material.held]
    people = {who.id: Person.of(who) for who in material.talked_to.values()}
    found = []
    for goal in material.goals:
        held = progress(goal, interviews).held
        around = (
            FitAround(people[it.contact_id], it.held_on, it.fit_before, it.fit_after)
            for it in held
            if it.held_on and (it.fit_before or it.fit_after)
        )
        decides = "" if goal.verdict else goal.decides
        found.append(GoalFits(goal.id, goal.title, goal.result, tuple(around), decides, len(held)))
    return Fits(tuple(found))
