"""Showing the progress of something that takes a while."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from infoint_tui.domain.basics.text import clean_line
from infoint_tui.ui.kit.dialog import Dialog

_CELLS = 40


class ProgressDialog(Dialog[None]):
    """A progress bar with text. It closes by itself.

    Args:
        title: what it is about.
        words: what is being done.
        cancel: called by esc; None if the work cannot be interrupted.
    """

    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = ()

    def __init__(self, title: str, words: str, cancel: Callable[[], object] | None = None) -> None:
        super().__init__(title)
        self._text = Static(_bar(words, 0), id="body")
        self._cancel = cancel
        if cancel:
            self.hints = (("esc", "cancel", "cancel"),)

    def compose_parts(self) -> Iterable[Widget]:
        """Yield the bar and the text."""
        yield self._text

    def show(self, words: str, share: float) -> None:
        """Show what is being done, and how much of it is done, from 0 to 1."""
        self._text.update(_bar(words, share))

    def action_cancel(self) -> None:
        """Stop the work, if it can be interrupted."""
        if self._cancel:
            self._cancel()


def _bar(words: str, share: float) -> Content:
    full = round(_CELLS * share)
    return Content.assemble(
        ("█" * full, "$accent"), ("░" * (_CELLS - full), "$line"), f"\n{clean_line(words)}"
    )
