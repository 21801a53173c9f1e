"""The four parts of the insights, each with its finding and the sections it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Final, Literal

from msgspec import Struct

from infoint_tui.domain.basics.counting import counted, in_people
from infoint_tui.domain.insights.figures import FigureLine, FigureSection
from infoint_tui.domain.insights.insights import Findings
from infoint_tui.domain.vocabulary import VERDICT_LABELS, Verdict

Grouping = Literal["goal", "organization"]
"""By what people's impressions are grouped."""

PLACES: Final[dict[str, tuple[str, ...]]] = {
    "leads": ("steps", "results", "weeks", "thanks", "advice", "replies", "levels", "people"),
    "said": ("said", "skills", "culture", "compared"),
    "goals": ("fits",),
    "introductions": ("introductions", "names", "tree"),
}
"""The sections of each part, by key, in the order they are shown."""


class Part(Struct, frozen=True, dict=True):
    """One of the four parts: a finding, and the sections behind it."""

    title: str
    finding: str
    """What it shows, in a few words; empty while there is nothing to count."""
    sections: tuple[FigureSection, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to count in any section."""
        return all(section.is_empty for section in self.sections)

    @property
    def empty(self) -> str:
        """A sentence about what fills the part first."""
        return self.sections[0].empty

    @cached_property
    def blocks(self) -> tuple[tuple[FigureLine, tuple[FigureLine, ...]], ...]:
        """The heading and the lines of each section; an empty part has its sentence alone."""
        if self.is_empty:
            return ((FigureLine(""), (FigureLine(self.empty),)),)
        return tuple(
            (FigureLine(each.title, "" if each.is_empty else each.n), each.lines)
            for each in self.sections
        )

    @cached_property
    def lines(self) -> tuple[FigureLine, ...]:
        """Every heading, and below it the lines of its section."""
        return tuple(
            line
            for heading, lines in self.blocks
            for line in (heading, *(replace(line, depth=line.depth + 1) for line in lines))
        )


def parts(
    found: Findings, key_of: Callable[[str], str], grouping: Grouping = "goal"
) -> dict[str, Part]:
    """Return the four parts.

    Args:
        found: every figure.
        key_of: returns what to press or type for a command such as "contact.thank".
        grouping: by what people's impressions are grouped.
    """
    sections = found.sections
    if grouping == "organization":
        sections["said"] = found.said.by_organization()
    return {
        key: Part(
            title, finding(found), tuple(sections[each].with_keys(key_of) for each in PLACES[key])
        )
        for key, (title, finding) in _FINDINGS.items()
    }


def _leads(found: Findings) -> str:
    steps = found.steps
    return f"{steps.answered} of {steps.asked} answered" if steps.asked else ""


def _said(found: Findings) -> str:
    answers = (
        *(quote for each in found.compared.questions for quote in each.answers),
        *(
            quote
            for place in found.culture.organizations
            for each in place.questions
            for quote in each.answers
        ),
    )
    skills = sum(len(skill.by) for skill in found.skills.skills)
    count = len(found.said.quotes) + len(set(answers)) + skills
    return counted(count, "quote") if count else ""


_TELLING: tuple[Verdict, ...] = ("chosen", "closer", "ruled_out")
"""The verdicts that say something, the best news first."""


def _goals(found: Findings) -> str:
    goals = found.fits.goals
    for verdict in _TELLING:
        label = VERDICT_LABELS[verdict]
        if count := sum(goal.verdict == label for goal in goals):
            return f"{count} of {len(goals)} {label.split(',')[0].removesuffix(' to it')}"
    return f"{len(goals)} open" if goals else ""


def _introductions(found: Findings) -> str:
    people = found.tree.people
    if people:
        return f"{in_people(len(people))}, {max(node.depth for node in people) + 1} deep"
    named = found.introductions.named
    return f"{named} suggested" if named else ""


_FINDINGS: Final[dict[str, tuple[str, Callable[[Findings], str]]]] = {
    "leads": ("Where it leads", _leads),
    "said": ("What people said", _said),
    "goals": ("Goals", _goals),
    "introductions": ("Introductions", _introductions),
}
"""The title of each part, and what finds its finding."""
