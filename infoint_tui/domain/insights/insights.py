"""Insights: what the records say about the user's own interviews, every figure with its n.

Each section is computed from the current records by a pure function, and nothing is stored. The
screen and the command line show the same four parts, which group the sections.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from infoint_tui.domain.insights.afterwards import (
    Advice,
    Introductions,
    Names,
    Thanks,
    advice,
    introductions,
    names,
    thanks,
)
from infoint_tui.domain.insights.answers import Compared, Culture, compared, culture
from infoint_tui.domain.insights.figures import FigureSection, Material
from infoint_tui.domain.insights.funnel import (
    People,
    Replies,
    Results,
    Steps,
    people,
    replies,
    results,
    steps,
)
from infoint_tui.domain.insights.themes import (
    Fits,
    Levels,
    Said,
    Skills,
    fits,
    levels,
    said,
    skills,
)
from infoint_tui.domain.insights.tree import Tree, tree
from infoint_tui.domain.insights.weeks import Weeks, weeks


@dataclass(frozen=True)
class Findings:
    """All sections."""

    people: People
    steps: Steps
    replies: Replies
    results: Results
    thanks: Thanks
    advice: Advice
    introductions: Introductions
    names: Names
    levels: Levels
    skills: Skills
    said: Said
    fits: Fits
    culture: Culture
    compared: Compared
    tree: Tree
    weeks: Weeks

    @property
    def sections(self) -> dict[str, FigureSection]:
        """Every section, by its key."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


def findings(material: Material) -> Findings:
    """Return every section, computed from `material`."""
    return Findings(
        people(material),
        steps(material),
        replies(material),
        results(material),
        thanks(material),
        advice(material),
        introductions(material),
        names(material),
        levels(material),
        skills(material),
        said(material),
        fits(material),
        culture(material),
        compared(material),
        tree(material),
        weeks(material),
    )
