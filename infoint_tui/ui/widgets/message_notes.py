"""Notes below a message being written: its length, the checks, and what else is worth doing."""

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
SAYS_SO = "f6 says so."
"""The key of the message dialog that switches the intent."""
_WARM_LINES = 2
_ROOMY = 4
"""With this many lines there is space for what to do before asking."""


class MessageNotes(Static):
    """A few lines about a message.

    Args:
        hand_key: the key for a thank-you by hand.
    """

    def __init__(self, hand_key: str, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._hand_key = hand_key

    def show(self, message: Message, most: int) -> int:
        """Check a message, show the result in at most `most` lines, and return how many it took."""
        width = self.content_size.width - _LABEL
        if width < _LABEL:
            return most  # width not known yet
        warm = self._below(message, width) if most >= _ROOMY else []
        count = f"{message.words} word{'s' * (message.words != 1)}"
        checks = [each for each in check(message) if not (each.ok and each.key == "words")]
        if any(each.why and not each.ok for each in checks):
            warm = []  # why it matters needs the space
        ways = {"job_words": SAYS_SO} if message.kind in ASKS else {}
        lines = check_lines(checks, width, most - len(warm), ways)
        labels = (count, *("" for _ in lines[1:]))
        shown = [_labelled(*pair) for pair in zip(labels, lines, strict=True)]
        self.update(Content("\n").join([*shown, *warm]))
        return len(shown) + len(warm)

    def _below(self, message: Message, width: int) -> list[Content]:
        """Return what belongs below the checks of this kind of message."""
        if message.kind != "thank":
            return self._warm(message, width)
        key, address = self._hand_key, message.address
        where = f"{address} · {key} once it's sent" if address else f"{key} adds their address"
        line = cut(f"is better still: {where}", width)
        return [_labelled("BY HAND", Content.styled(line, "$muted"))]

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
