"""Something to read: a report, or what went wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from infoint_tui.ui.dialogs.base import Dialog


class NoticeDialog(Dialog[None]):
    """Lines that stay until they are read.

    Args:
        title: what they are about.
        lines: each with its tone: "", "muted", "warning" or "error"; the text is literal.
    """

    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "cancel", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("↑↓", "scroll", "scroll(1)"),
        ("esc", "close", "cancel"),
    )

    def __init__(self, title: str, lines: Iterable[tuple[str, str]]) -> None:
        super().__init__(title)
        self._lines = tuple(lines)

    def compose_parts(self) -> Iterable[Widget]:
        """The lines."""
        text = Content("\n").join(
            Content.styled(words, f"${tone}" if tone else "") for words, tone in self._lines
        )
        yield VerticalScroll(Static(text), id="body")

    def action_scroll(self, by: int) -> None:
        """Scroll by so many lines."""
        self.query_one("#body").scroll_relative(y=by, animate=False)
