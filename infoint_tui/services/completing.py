"""Suggestions for form fields: the organizations, tags and people already stored."""

from __future__ import annotations

from infoint_tui.domain.search.completion import Candidate, most_used
from infoint_tui.services.context import UseCaseContext


class Completing:
    """The existing entries that fields can suggest, most likely first."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context

    def organizations(self) -> tuple[Candidate, ...]:
        """Return every organization, starting with the one that has the most people."""
        return most_used(row.organization for row in self._context.repository.rows())

    def tags(self) -> tuple[Candidate, ...]:
        """Return every tag, most used first."""
        return most_used(tag for row in self._context.repository.rows() for tag in row.tags)

    def people(self) -> tuple[Candidate, ...]:
        """Return everyone with their organization: people on the board first, then by name."""
        rows = self._context.repository.rows()
        found = [
            (row.standing != "shortlisted", Candidate(row.name, row.organization, row.id))
            for row in rows
        ]
        found.sort(key=lambda each: (each[0], each[1].folded))
        return tuple(candidate for _, candidate in found)
