"""What else to look at before a talk: the research, and the quiet list of checks."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from infoint_tui.domain.plan import Check
from infoint_tui.ui.drawing import wrap
from infoint_tui.ui.widgets.check_lines import check_lines

LABEL = 10
"""Cells of the labels at the left."""

RESEARCH_LINES = 2

ROOMY = 8
"""With so many lines there is a blank one between research and checks."""


class TalkNotes(Static):
    """Research and checks, in as many lines as there is room for."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._research = ""
        self._checks: tuple[Check, ...] = ()
        self._most = 1

    def show(self, research: str, checks: Sequence[Check]) -> None:
        """Show the research and the checks, what fails first."""
        self._research = research
        self._checks = tuple(checks)
        self._draw()

    def limit(self, most: int) -> None:
        """Take at most so many lines; with one there are only the checks."""
        self._most = most
        self._draw()

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width - LABEL
        if width < 1 or not self._checks:
            return
        lines = []
        if self._most > 1:
            research = wrap(self._research or "nothing yet (o)", width, RESEARCH_LINES)
            lines = [_line("RESEARCH", research[0]), *(_line("", each) for each in research[1:])]
        if self._most >= ROOMY:
            lines.append(Content(""))
        room = self._most - len(lines)
        found = check_lines(self._checks, width, room)
        labels = ("CHECKS", *("" for _ in found[1:]))
        lines += [_line(label, text) for label, text in zip(labels, found, strict=True)]
        self.update(Content("\n").join(lines))


def _line(label: str, text: str | Content) -> Content:
    return Content.assemble((f"{label:<{LABEL}}", "$muted"), text)
