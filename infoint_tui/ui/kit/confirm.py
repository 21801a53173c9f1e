"""Asking before doing something that takes a lot with it."""

from __future__ import annotations

from infoint_tui.ui.kit.choose import ChoiceDialog


class ConfirmDialog(ChoiceDialog[bool]):
    """Ask whether to go ahead; the result is True, False, or None if the user left with esc.

    Args:
        question: the question.
        words: what it would mean, in a sentence or two; the text is literal.
        go: what the row that goes ahead says.
        stay: what the row that changes nothing says.
    """

    def __init__(self, question: str, words: str, go: str, stay: str = "Cancel") -> None:
        super().__init__(question, ((True, go), (False, stay)), words=words)
