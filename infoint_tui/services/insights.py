"""Insights: what the records say about the user's own interviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.domain.insights.figures import Material
from infoint_tui.domain.insights.insights import Findings, findings
from infoint_tui.domain.insights.parts import Part
from infoint_tui.exchange.insights_text import part_text
from infoint_tui.services.bank import load_bank
from infoint_tui.services.context import UseCaseContext

if TYPE_CHECKING:
    from infoint_tui.services.goals import Goals
    from infoint_tui.services.overview import Overview
    from infoint_tui.services.planning import Planning


class Insights:
    """Answers "How is it going, and what did people say?"."""

    def __init__(
        self, context: UseCaseContext, overview: Overview, planning: Planning, goals: Goals
    ) -> None:
        self._context = context
        self._overview = overview
        self._planning = planning
        self._goals = goals

    def findings(self) -> Findings:
        """Return every figure as of now."""
        # A question that was hidden later still counts as asked.
        bank = (*load_bank(), *self._planning.bank())
        return findings(
            Material(
                today=self._context.today,
                rows=self._overview.rows(),
                dossiers=self._overview.dossiers(),
                board=self._overview.board(),
                goals=tuple(each.goal for each in self._goals.all()),
                bank={question.id: question for question in bank},
            )
        )

    def text(self, part: Part) -> str:
        """Return one part of the findings as plain text."""
        return part_text(part, self._context.today)
