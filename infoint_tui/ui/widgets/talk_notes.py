"""What else to look at before a talk: the research, and the quiet list of checks."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from infoint_tui.domain.plan import Check
from infoint_tui.ui.drawing import cell_len, cut, wrap

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
        found = [*self._failing(width), *self._passing(width)]
        if len(found) > room:
            left_out = sum(not check.ok for check in self._checks) - room
            found = found[:room]
            if left_out > 0:
                more = f"  +{left_out} more"
                last = cut(found[-1].plain[2:], width - 2 - len(more))
                found[-1] = Content.assemble(("! ", "$warning"), last, (more, "$muted"))
        labels = ("CHECKS", *("" for _ in found[1:]))
        lines += [_line(label, text) for label, text in zip(labels, found, strict=True)]
        self.update(Content("\n").join(lines))

    def _failing(self, width: int) -> list[Content]:
        return [
            Content.assemble(("! ", "$warning"), cut(check.text, width - 2))
            for check in self._checks
            if not check.ok
        ]

    def _passing(self, width: int) -> list[Content]:
        """The checks that are fine, as many on a line as fit."""
        lines: list[str] = []
        for check in self._checks:
            if check.ok:
                text = cut(f"✓ {check.text}", width)
                if lines and cell_len(f"{lines[-1]}   {text}") <= width:
                    lines[-1] += f"   {text}"
                else:
                    lines.append(text)
        return [Content.styled(line, "$muted") for line in lines]


def _line(label: str, text: str | Content) -> Content:
    return Content.assemble((f"{label:<{LABEL}}", "$muted"), text)
