"""Something to read: a report, or what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from infoint_tui.ui.kit.dialog import Dialog
from infoint_tui.ui.kit.drawing import wrap
from infoint_tui.ui.kit.key_help import PAGES, Group, KeyLines


class NoticeDialog(Dialog[None]):
    """Lines of text that stay on screen until the user closes them.

    Args:
        title: what they are about.
        lines: each with its tone: "", "muted", "warning" or "error"; the text is literal.
        lead: how many cells to indent the continuation lines of each line.
    """

    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "cancel", show=False),
        Binding("escape", "cancel", "Close.", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]
    KEYS: ClassVar[Group] = Group(
        "Notices",
        (
            KeyLines("j k", "Scroll, as the arrows do."),
            KeyLines("home end", "The first line, the last one."),
            PAGES,
            KeyLines("enter", "Close, as esc does."),
        ),
    )
    WIDTHS = (78, 110)
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("↑↓", "scroll", "scroll(1)"),
        ("esc", "close", "cancel"),
    )

    def __init__(self, title: str, lines: Iterable[tuple[str, str]], lead: int = 0) -> None:
        super().__init__(title)
        self._lines = tuple(lines)
        self._lead = lead
        self._text = Static(markup=False)

    def compose_parts(self) -> Iterable[Widget]:
        """Yield the lines."""
        yield VerticalScroll(self._text, id="body")

    def on_resize(self, _: events.Resize) -> None:  # Textual also calls the one in `Dialog`
        """Wrap the lines again, once the width is known."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        width = self._text.size.width
        lines = (line for each in self._lines for line in self._broken(*each, width))
        self._text.update(Content("\n").join(lines))

    def _broken(self, words: str, tone: str, width: int) -> Iterator[Content]:
        lead, said = words[: self._lead], words[self._lead :]
        for line in wrap(said, width - self._lead, len(said)) or [""]:
            yield Content.styled(lead + line, f"${tone}" if tone else "")
            lead = " " * len(lead)

    def action_scroll(self, by: int) -> None:
        """Scroll by `by` lines."""
        self.query_one("#body").scroll_relative(y=by, animate=False)
