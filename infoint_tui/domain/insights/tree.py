"""Insights: the tree of introductions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from infoint_tui.domain.basics.counting import in_people
from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.insights.figures import FigureLine, FigureSection, Material, Person
from infoint_tui.domain.insights.funnel import STEP_LABELS, Stage, furthest


@dataclass(frozen=True)
class Node:
    """Someone in the tree; the people they introduced follow, one level deeper."""

    person: Person
    depth: int
    step: Stage | None
    """The furthest step they reached; None for someone never considered."""


@dataclass(frozen=True)
class Tree(FigureSection):
    """Who introduced whom."""

    title: ClassVar[str] = "Who introduced whom"
    empty: str = field(
        default="Nobody introduced yet: {contact.introduced} adds one.", kw_only=True
    )

    people: tuple[Node, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody introduced anyone."""
        return not self.people

    @property
    def n(self) -> str:
        """How many people are in the tree, in words."""
        return in_people(len(self.people))

    def _rows(self) -> Iterator[FigureLine]:
        for node in self.people:
            step = STEP_LABELS[node.step] if node.step else ""
            yield FigureLine(node.person.name, step, by=node.person, depth=node.depth)


def tree(material: Material) -> Tree:
    """Return who introduced whom: each person once, below the person who introduced them.

    If people introduced each other in a circle, which happens only in a file edited by hand, one of
    them becomes the root.
    """
    dossiers = {each.contact.id: each for each in material.dossiers}
    people = {id: each.contact for id, each in dossiers.items()}
    steps = {each.contact.id: furthest(each, material.today) for each in material.dossiers}
    giver_of = {
        each: who.introduced_by
        for each, who in people.items()
        if who.introduced_by in people
        and who.introduced_by != each
        and dossiers[who.introduced_by].has_introduced(each)
    }
    # The last one on the stack comes next, so names are stacked in reverse order.
    in_order = sorted(people, key=lambda each: (fold(people[each].name), each), reverse=True)
    brought: dict[str, list[str]] = defaultdict(list)
    for each in in_order:
        if each in giver_of:
            brought[giver_of[each]].append(each)
    nodes: dict[str, Node] = {}
    roots = [each for each in in_order if each in brought and each not in giver_of]
    for start in (*reversed(roots), *giver_of):
        waiting = [] if start in nodes else [(_top(start, giver_of), 0)]
        while waiting:
            each, depth = waiting.pop()
            if each not in nodes:
                nodes[each] = Node(Person.of(people[each]), depth, steps[each])
                waiting += [(other, depth + 1) for other in brought[each]]
    return Tree(tuple(nodes.values()))


def _top(each: str, giver_of: Mapping[str, str]) -> str:
    """Return the person at the top of the chain above `each`, or anyone in it if it is a circle."""
    seen: set[str] = set()
    while each in giver_of and each not in seen:
        seen.add(each)
        each = giver_of[each]
    return each
