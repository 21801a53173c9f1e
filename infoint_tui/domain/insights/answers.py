"""Insights from the answers to planned questions, by organization and by question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from infoint_tui.domain.basics.counting import counted, in_people
from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.insights.figures import (
    NO_ORGANIZATION,
    FigureLine,
    FigureSection,
    Material,
    Person,
    Quote,
)
from infoint_tui.domain.people.jobs import organization_on

CULTURE = "Culture"
"""The category of the question bank whose answers describe an organization."""

SEVERAL = 2
"""If at least this many people answered a question, their answers are shown side by side."""


class GivenAnswer(NamedTuple):
    """What someone answered in an interview."""

    question: str
    """The question, in the words of the bank if it comes from there."""
    category: str
    organization: str
    """Where they worked on that day."""
    quote: Quote


@dataclass(frozen=True)
class Asked:
    """A question and the answers people gave, earliest first."""

    question: str
    answers: tuple[Quote, ...]

    @property
    def people(self) -> int:
        """How many people answered."""
        return len({answer.by.id for answer in self.answers})

    def lines(self, depth: int) -> Iterator[FigureLine]:
        """Yield the question and its answers as lines of a section, indented by `depth`."""
        yield FigureLine(self.question, in_people(self.people), depth=depth)
        yield from (answer.line(depth + 1) for answer in self.answers)


@dataclass(frozen=True)
class AtOrganization:
    """What people said about the culture of one organization."""

    organization: str
    """Its name as first written; empty if it is not known."""
    questions: tuple[Asked, ...]


@dataclass(frozen=True)
class Culture(FigureSection):
    """What people said about the culture where they work."""

    title: ClassVar[str] = "Culture by organization"
    empty: str = field(default="No answer yet: plan a question about it in Prep.", kw_only=True)

    organizations: tuple[AtOrganization, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody answered a question about culture."""
        return not self.organizations

    @property
    def n(self) -> str:
        """How many people said something about culture, in words."""
        return in_people(len(_people(self.organizations)))

    def _rows(self) -> Iterator[FigureLine]:
        for each in self.organizations:
            yield FigureLine(each.organization or NO_ORGANIZATION, in_people(len(_people((each,)))))
            for asked in each.questions:
                yield from asked.lines(depth=1)


def _people(organizations: Iterable[AtOrganization]) -> set[str]:
    """Return the ids of the people who answered a question about these organizations."""
    questions = (asked for each in organizations for asked in each.questions)
    return {quote.by.id for asked in questions for quote in asked.answers}


def culture(material: Material) -> Culture:
    """Gather the answers about culture by organization, ignoring case and accents.

    Organizations are sorted by name, with the unknown one last.
    """
    there: dict[str, list[GivenAnswer]] = defaultdict(list)
    for answer in _answers(material):
        if fold(answer.category) == fold(CULTURE):
            there[fold(answer.organization)].append(answer)
    return Culture(
        tuple(
            AtOrganization(found[0].organization, _by_question(found))
            for _, found in sorted(there.items(), key=lambda each: (not each[0], each[0]))
        )
    )


@dataclass(frozen=True)
class Compared(FigureSection):
    """The questions that several people answered, sorted by the number of people, largest first."""

    title: ClassVar[str] = "Answers compared"
    empty: str = field(default="Not yet: plan the same question for two people.", kw_only=True)

    questions: tuple[Asked, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no question was answered by two people."""
        return not self.questions

    @property
    def n(self) -> str:
        """How many questions there are, in words."""
        return counted(len(self.questions), "question")

    def _rows(self) -> Iterator[FigureLine]:
        for asked in self.questions:
            yield from asked.lines(depth=0)


def compared(material: Material) -> Compared:
    """Gather the questions that several people answered."""
    found = _by_question(_answers(material))
    several = (asked for asked in found if asked.people >= SEVERAL)
    return Compared(tuple(sorted(several, key=lambda each: -each.people)))


def _answers(material: Material) -> Iterator[GivenAnswer]:
    """Yield every answer, earliest first.

    A question from the bank that was typed again, or reworded for an interview, still counts as
    that question.
    """
    by_words = {fold(question.text): question for question in material.bank.values()}
    for day, who, interview in material.held:
        for planned in interview.plan:
            if planned.answer:
                known = material.bank.get(planned.bank_id or "") or by_words.get(fold(planned.text))
                words, category = (known.text, known.category) if known else (planned.text, "")
                quote = Quote(planned.answer, Person.of(who), day)
                yield GivenAnswer(words, category, organization_on(who, day), quote)


def _by_question(answers: Iterable[GivenAnswer]) -> tuple[Asked, ...]:
    found: dict[str, list[GivenAnswer]] = defaultdict(list)
    for answer in answers:
        found[fold(answer.question)].append(answer)
    return tuple(
        Asked(group[0].question, tuple(answer.quote for answer in group))
        for group in found.values()
    )
