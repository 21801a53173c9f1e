"""Suggestions for form fields and the shell: the organizations, tags and people there are."""

from __future__ import annotations

from infoint_tui.domain.basics.text import clean_line, fold
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

    def names(self, beginning: str) -> list[str]:
        """Return the names that begin like this, in any case and with or without accents.

        Before anything is typed, they are those of the people on the board. Someone set aside
        counts only if nobody else does, as for a name on the command line.
        """
        people, wanted = self._context.repository.previews(), fold(beginning)
        found = [each for each in people if fold(each.name).startswith(wanted)]
        if not wanted:
            found = [each for each in found if each.standing == "shortlisted"]
        known = [each for each in found if each.standing != "set_aside"]
        return sorted({clean_line(each.name) for each in known or found}, key=fold)
