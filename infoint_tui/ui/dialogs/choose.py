"""Choosing one of a few."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from infoint_tui.domain.text import clean_line
from infoint_tui.ui.dialogs.base import Dialog
from infoint_tui.ui.drawing import cell_len, fit
from infoint_tui.ui.widgets.row_list import Piece, RowList

T = TypeVar("T")


class Choices(RowList[tuple[int, str, str]]):
    """Numbered rows; enter, the number or a click opens one.

    Args:
        options: the words of each row, and muted ones behind them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "step(1)", show=False),
        Binding("k,up", "step(-1)", show=False),
        Binding("g,home", "top", show=False),
        Binding("G,end", "bottom", show=False),
        Binding("enter", "open", show=False),
    ]

    def __init__(self, options: Iterable[tuple[str, str]]) -> None:
        super().__init__(id="body")
        rows = tuple((at, words, note) for at, (words, note) in enumerate(options))
        self._words = max(cell_len(clean_line(words)) for _, words, _ in rows) + 3
        self.fill(rows)
        self.styles.height = len(rows)

    def key_of(self, row: tuple[int, str, str]) -> str:
        """The row's index."""
        return str(row[0])

    def draw(self, row: tuple[int, str, str], width: int) -> Iterable[Piece]:
        """The cursor, the number, the words."""
        at, words, note = row
        is_here = at == self.cursor
        yield ("▸ " if is_here else "  "), "accent"
        yield (f"{at + 1}  " if at < 9 else "   "), "muted"
        room = width - 5
        if not note:
            yield fit(words, room), ""
            return
        yield fit(words, min(self._words, room)), ""
        yield fit(note, max(0, room - self._words)), "muted"

    def action_step(self, by: int) -> None:
        """Move the cursor."""
        self.step(by)

    def action_top(self) -> None:
        """Go to the first row."""
        self.to_top()

    def action_bottom(self) -> None:
        """Go to the last row."""
        self.to_bottom()

    def action_open(self) -> None:
        """Open the row under the cursor."""
        self._open(self.cursor)

    def on_key(self, event: events.Key) -> None:
        """A number opens its row."""
        if event.key in set("123456789") and int(event.key) <= len(self.rows):
            event.stop()
            self._open(int(event.key) - 1)

    def on_click(self, event: events.Click) -> None:
        """One click is enough here."""
        event.prevent_default()
        self._open(event.y + int(self.scroll_offset.y))

    def _open(self, at: int) -> None:
        self.cursor = at
        self.post_message(self.Opened(self, str(at)))  # type: ignore[arg-type]  # as in RowList


class ChoiceDialog(Dialog[T], Generic[T]):
    """Ask for one of a few values.

    Args:
        title: the question.
        options: each value with the words for it.
    """

    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("enter", "choose", "choose"),
        ("esc", "cancel", "cancel"),
    )

    def __init__(self, title: str, options: tuple[tuple[T, str], ...]) -> None:
        super().__init__(title)
        self._options = options
        self._choices = Choices((words, "") for _, words in options)

    def compose_parts(self) -> Iterable[Widget]:
        """The list."""
        yield self._choices

    def action_choose(self) -> None:
        """Take the row under the cursor."""
        self._choices.action_open()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Give the value of that row."""
        self.dismiss(self._options[int(event.key)][0])
