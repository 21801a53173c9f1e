"""Asking before doing something that takes a lot with it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from infoint_tui.ui.kit.choose import ChoiceDialog
from infoint_tui.ui.kit.drawing import plain

_BLANK = 1


class ConfirmDialog(ChoiceDialog[bool]):
    """Ask whether to go ahead; the result is True, False, or None if the user left with esc.

    Args:
        question: the question.
        words: what it would mean, in a sentence or two; the text is literal.
        go: what the row that goes ahead says.
        stay: what the row that changes nothing says.
    """

    DEFAULT_CSS = "ConfirmDialog #words { height: auto; margin-bottom: 1; }"

    def __init__(self, question: str, words: str, go: str, stay: str = "Cancel") -> None:
        super().__init__(question, ((True, go), (False, stay)))
        self._words = Static(Content(plain(words)), id="words")

    def compose_parts(self) -> Iterable[Widget]:
        """Yield the words, if there are any, and the two rows."""
        if str(self._words.content):
            yield self._words
        yield from super().compose_parts()

    def fit(self, height: int) -> None:
        """Fit the screen, leaving room for the words."""
        super().fit(height - self._words.size.height - _BLANK)
