"""Showing how far something is that takes a while."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from infoint_tui.domain.basics.text import clean_line
from infoint_tui.ui.kit.dialog import Dialog

_CELLS = 40


class ProgressDialog(Dialog[None]):
    """A bar and words. It closes by itself; esc does nothing."""

    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = ()

    def __init__(self, title: str, words: str) -> None:
        super().__init__(title)
        self._text = Static(_bar(words, 0), id="body")

    def compose_parts(self) -> Iterable[Widget]:
        """Yield the bar and the words."""
        yield self._text

    def show(self, words: str, share: float) -> None:
        """Show what is being done, and which share of the whole, 0 to 1, is done."""
        self._text.update(_bar(words, share))

    def action_cancel(self) -> None:
        """Do nothing: it cannot be left halfway."""


def _bar(words: str, share: float) -> Content:
    full = round(_CELLS * share)
    return Content.assemble(
        ("█" * full, "$accent"), ("░" * (_CELLS - full), "$line"), f"\n{clean_line(words)}"
    )
