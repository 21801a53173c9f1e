"""What else to look at during a conversation: the plan, the purpose, and the user's "about me"."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from infoint_tui.domain.basics.text import clean_text
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.vocabulary import QuestionState
from infoint_tui.ui.kit.drawing import wrap

_LEAD = 6
"""The cells in front of a question: its state and its number."""
_MOST_LINES = 20
_GLYPHS: dict[QuestionState, str] = {"planned": "○", "asked": "✓", "skipped": "-"}


class LivePlan(VerticalScroll, can_focus=False):
    """The plan with the state of each question, the aims, and "about me"."""

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._about_me = ""
        self._interview: Interview | None = None
        self._now: PlannedQuestion | None = None

    def compose(self) -> ComposeResult:
        """Yield one block of text."""
        yield Static(markup=False)

    def show(self, interview: Interview, now: PlannedQuestion | None, about_me: str) -> None:
        """Show an interview's current state.

        Args:
            interview: the interview.
            now: the question to ask.
            about_me: what the user says about themselves; may be empty.
        """
        self._about_me = about_me
        self._interview = interview
        self._now = now
        self._draw()

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self._draw()

    def _draw(self) -> None:
        width = self.scrollable_content_region.width - 1
        if self._interview is None or width <= _LEAD:
            return
        lines = [*self._plan(self._interview, width), *self._texts(self._interview, width)]
        nothing = Content.styled("Nothing is planned.", "$muted")
        self.query_one(Static).update(Content("\n").join(lines or [nothing]))

    def _plan(self, interview: Interview, width: int) -> Iterator[Content]:
        """Yield the questions that come next, then those that were asked or skipped."""
        others = [each for each in enumerate(interview.plan, 1) if each[1] != self._now]
        for heading, tone in (("THEN", ""), ("BEFORE", "$muted")):
            found = [each for each in others if (each[1].state == "planned") == (not tone)]
            if found and tone:
                yield Content("")
            if found:
                yield Content.styled(heading, "$secondary bold")
            for number, question in found:
                skipped = " (skipped)" if question.state == "skipped" else ""
                lead = f"{_GLYPHS[question.state]} {number:>2}  "
                for line in wrap(question.text + skipped, width - _LEAD, _MOST_LINES):
                    yield Content.assemble((lead, "$muted"), (line, tone))
                    lead = " " * _LEAD

    def _texts(self, interview: Interview, width: int) -> Iterator[Content]:
        """Yield the purpose, what the user believes beforehand, and "about me", if not empty."""
        texts = (("OUTCOME", interview.outcome), ("I THINK NOW", interview.belief))
        for label, text in (*texts, ("ABOUT ME", self._about_me)):
            if text:
                yield Content("")
                yield Content.styled(label, "$secondary bold")
            for line in clean_text(text).splitlines():
                yield from map(Content, wrap(line, width, _MOST_LINES))
