"""Showing the progress of something that takes a while."""

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
    """A progress bar with text. It closes by itself; esc does nothing."""

    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = ()

    def __init__(self, title: str, words: str) -> None:
        super().__init__(title)
        self._text = Static(_bar(words, 0), id="body")

    def compose_parts(self) -> Iterable[Widget]:
        """Yield the bar and the text."""
        yield self._text

    def show(self, words: str, share: float) -> None:
        """Show what is being done, and how much of it is done, from 0 to 1."""
        self._text.update(_bar(words, share))

    def action_cancel(self) -> None:
        """Do nothing, because the work cannot be interrupted."""


def _bar(words: str, share: float) -> Content:
    full = round(_CELLS * share)
    return Content.assemble(
        ("█" * full, "$accent"), ("░" * (_CELLS - full), "$line"), f"\n{clean_line(words)}"
    )
