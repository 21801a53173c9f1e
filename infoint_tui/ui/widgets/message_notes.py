"""Notes below a message being written: its length, the checks, and what to do before asking."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from infoint_tui.domain.follow_through.warmup import warm_up
from infoint_tui.domain.messages.checks import check
from infoint_tui.domain.messages.message import ASKS, Message
from infoint_tui.ui.kit.drawing import cut, fit, flow
from infoint_tui.ui.widgets.check_lines import check_lines

_LABEL = 11
"""The width of the labels on the left, in cells."""
_WARM_LINES = 2
_ROOMY = 4
"""With this many lines there is space for what to do before asking."""


class MessageNotes(Static):
    """A few lines about a message."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def show(self, message: Message, most: int) -> int:
        """Check a message, show the result in at most `most` lines, and return how many it took."""
        width = self.content_size.width - _LABEL
        if width < _LABEL:
            return most  # width not known yet
        warm = self._warm(message, width) if most >= _ROOMY else []
        count = f"{message.words} word{'s' * (message.words != 1)}"
        checks = [each for each in check(message) if not (each.ok and each.key == "words")]
        lines = check_lines(checks, width, most - len(warm))
        labels = (count, *("" for _ in lines[1:]))
        shown = [_labelled(*pair) for pair in zip(labels, lines, strict=True)]
        self.update(Content("\n").join([*shown, *warm]))
        return len(shown) + len(warm)

    def _warm(self, message: Message, width: int) -> list[Content]:
        """Return what still needs doing before asking."""
        things = warm_up(message.occasion.situation.dossier)
        todo = [f"○ {cut(each.text, width - 2)}" for each in things if not each.done]
        if message.kind not in ASKS or not todo:
            return []
        lines = flow(todo, width, "  ")[:_WARM_LINES]
        labels = ("FIRST", *("" for _ in lines[1:]))
        return [
            _labelled(label, Content.styled(line, "$muted"))
            for label, line in zip(labels, lines, strict=True)
        ]


def _labelled(label: str, line: Content) -> Content:
    return Content.assemble((fit(label, _LABEL - 1) + " ", "$muted"), line)
