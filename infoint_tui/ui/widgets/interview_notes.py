"""What else to check before an interview: its purpose, the research, and the checklist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from infoint_tui.domain.conversation.plan import Check
from infoint_tui.domain.records.interview import Interview
from infoint_tui.ui.kit.drawing import wrap
from infoint_tui.ui.kit.fitted_lines import FittedLines
from infoint_tui.ui.widgets.check_lines import check_lines
from infoint_tui.ui.widgets.interview_header import Pair, aims_of

LABEL, AIM_LABEL = 11, 13
"""The width of the labels on the left, in cells; the second applies when the aims are shown."""

RESEARCH_LINES = 2
AIM_LINES = 2

ROOMY = 8
"""With this many lines, leave a blank one between research and checks."""


class InterviewNotes(FittedLines):
    """Aims, research, checks and how you are connected, in as many lines as there is space for.

    Args:
        key: the key to write down aims and research with.
    """

    def __init__(self, key: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._key = key
        self._research = ""
        self._aims: tuple[Pair, ...] = ()
        self._checks: tuple[Check, ...] = ()
        self._connects: Sequence[Pair] = ()
        self._most, self._free = 1, 0

    def show(self, interview: Interview, checks: Sequence[Check], connects: Sequence[Pair]) -> None:
        """Show an interview's purpose, its research, and the checks, failed ones first.

        Args:
            interview: the interview.
            checks: the checks.
            connects: what to mention, with its labels; what there is no space for is left out.
        """
        self._connects = connects
        self._research = interview.research
        self._aims = aims_of(interview, self._key)
        self._checks = tuple(checks)
        self.fit_again()

    def limit(self, most: int, free: int) -> None:
        """Use at most this many lines; with only one, just the checks are shown.

        Args:
            most: the lines for research and checks.
            free: the lines above them for the aims, which are left out unless each gets one.
        """
        if (most, free) != (self._most, self._free):
            self._most, self._free = most, free
            self.fit_again()

    def lines_at(self, across: int) -> list[Content]:
        """Return the lines for `across` cells."""
        aims = self._aims if self._free >= len(self._aims) else ()
        label = AIM_LABEL if aims else LABEL
        width = across - label
        if width < 1 or not self._checks:
            return []
        found: list[tuple[str, Sequence[str | Content]]] = [
            (name, wrap(text, width, min(AIM_LINES, self._free // len(aims))))
            for name, text in aims
        ]
        room = self._most
        if room > 1:
            research = wrap(self._research or f"nothing yet ({self._key})", width, RESEARCH_LINES)
            blank = [""] if room >= ROOMY else []
            found.append(("RESEARCH", [*research, *blank]))
            room -= len(research) + len(blank)
        ways = {"job_words": f"{self._key} says so."}
        checks = check_lines(self._checks, width, room, ways)
        found.append(("CHECKS", checks))
        room -= len(checks) + 1
        above: list[tuple[str, Sequence[str | Content]]] = [("", [""])]
        for name, text in self._connects:
            if room > 0:
                lines = wrap(text, width, min(room, AIM_LINES))
                found += [*above, (name, lines)]
                room, above = room - len(lines), []
        return list(_labelled(found, label))


def _labelled(
    found: Sequence[tuple[str, Sequence[str | Content]]], label: int
) -> Iterator[Content]:
    """Put each label in front of the first of its lines."""
    for name, texts in found:
        for place, text in enumerate(texts):
            yield Content.assemble((f"{'' if place else name:<{label}}", "$secondary"), text)
