"""The question to ask now."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual.content import Content
from textual.widgets import Static

from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.ui.kit.drawing import cell_len, cut, fit, wrap

_PLACE = 11
"""The cells for the question's number in the plan."""
_NARROW = 70
"""Below this width in cells, the number goes above the question."""
_GAP = 3
_MOST_LINES = 4


ALL_ASKED = "No questions left. Anything else? Anyone else to talk to?"


class _Asking(Struct, frozen=True):
    """What to ask, as text."""

    place: str
    """Its number in the plan: "3 of 6"."""
    words: str
    """The question, or a message that none is left."""
    about: str
    """Its minutes, and whether it must be asked."""
    then: str
    """The question that comes next."""


class LiveQuestion(Static):
    """The question to ask now, in full, and the next one below it.

    Args:
        own_key: the key that adds a question.
    """

    def __init__(self, own_key: str) -> None:
        super().__init__(markup=False)
        self._own_key = own_key
        self._asking = _Asking("", "", "", "")
        self._has_room = True

    def show(
        self,
        plan: Sequence[PlannedQuestion],
        question: PlannedQuestion | None,
        after: PlannedQuestion | None,
    ) -> None:
        """Show what to ask.

        Args:
            plan: all questions of the interview.
            question: the one to ask now; None if none is left.
            after: the one that comes next.
        """
        self._asking = self._in_words(plan, question, after)
        self._draw()

    def _in_words(
        self,
        plan: Sequence[PlannedQuestion],
        question: PlannedQuestion | None,
        after: PlannedQuestion | None,
    ) -> _Asking:
        if not plan:
            return _Asking("", f"Nothing is planned. {self._own_key} adds a question.", "", "")
        if question is None:
            return _Asking(f"{len(plan)} of {len(plan)}", ALL_ASKED, "", "")
        must = "must ask, " if question.must_ask else ""
        return _Asking(
            f"{plan.index(question) + 1} of {len(plan)}",
            question.text,
            f"{must}{question.minutes} min",
            after.text if after else "",
        )

    def give_room(self, has_room: bool) -> None:
        """Set whether there are enough lines to show the next question."""
        self._has_room = has_room
        self._draw()

    def on_resize(self) -> None:
        """Wrap the lines again for the new width."""
        self._draw()

    def _draw(self) -> None:
        asking, width = self._asking, self.content_size.width
        above = width < _NARROW
        indent = 0 if above else _PLACE
        side = 0 if above else cell_len(asking.about) + _GAP
        room = width - indent - side
        first, *more = wrap(asking.words, room, _MOST_LINES) or [""]
        if above:
            about = fit(asking.about, width - cell_len(asking.place), right=True)
            lines = [Content.styled(asking.place + about, "$muted"), Content.styled(first, "bold")]
        else:
            place, about = fit(asking.place, indent), fit(asking.about, side, right=True)
            words = (fit(first, room), "bold")
            lines = [Content.assemble((place, "$muted"), words, (about, "$muted"))]
        lines += [Content.assemble(" " * indent, (line, "bold")) for line in more]
        if asking.then and self._has_room:
            then = cut(f"then: {asking.then}", width - indent)
            lines += [Content(""), Content.assemble(" " * indent, (then, "$muted"))]
        self.update(Content("\n").join(lines))
