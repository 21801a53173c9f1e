"""A dialog in which typing narrows a list, and enter or a click chooses a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from infoint_tui.ui.kit.dialog import Dialog
from infoint_tui.ui.kit.fields import LineInput
from infoint_tui.ui.kit.key_help import PAGES, Group
from infoint_tui.ui.kit.row_list import RowList

R = TypeVar("R")
T = TypeVar("T")

_FIELD = 2
"""The rows the field needs, including the blank row below it."""


class PickList(RowList[T], can_focus=False):
    """Rows below a field that keeps the focus; a single click chooses a row."""

    DEFAULT_CSS = """
    PickList > .rows--cursor-blurred { background: $cursor-line; text-style: $cursor-style; }
    """

    def on_click(self, event: events.Click) -> None:
        """Take the row."""
        event.prevent_default()  # in a plain list, only a second click opens a row
        at = event.y + int(self.scroll_offset.y)
        key = self.key_of(self.rows[at]) if 0 <= at < len(self.rows) else None
        if key is not None:
            self.cursor = at
            self.post_message(self.Opened(self, key))  # type: ignore[arg-type]  # as in RowList


class FilterDialog(Dialog[R]):
    """A field, and below it the rows that match what is typed.

    Args:
        heading: what it is about.
        rows: the list.
        placeholder: what can be typed.
    """

    AUTO_FOCUS = "LineInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("escape", "cancel", "Close.", show=False),
    ]
    KEYS: ClassVar[Group] = Group("Lists", (PAGES,))

    def __init__(self, heading: str, rows: RowList[T], placeholder: str) -> None:
        super().__init__(heading)
        self._rows = rows
        self._placeholder = placeholder

    def compose_parts(self) -> Iterable[Widget]:
        """Yield the field and the rows."""
        yield LineInput(placeholder=self._placeholder)
        yield self._rows

    def fit(self, height: int) -> None:
        """Fit the screen, leaving room for the field."""
        super().fit(height - _FIELD)

    def narrow(self, typed: str) -> None:
        """Show the rows that match."""
        raise NotImplementedError

    def action_take(self) -> None:
        """Take the row under the cursor."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show what matches before anything is typed."""
        self.narrow("")

    def on_input_changed(self) -> None:
        """Show what matches, from the top."""
        self.narrow(self.query_one(LineInput).value)
        self._rows.to_top()

    def on_input_submitted(self) -> None:
        """Take the row under the cursor."""
        self.action_take()

    def on_row_list_opened(self) -> None:
        """Choose the row that was clicked."""
        self.action_take()

    def action_step(self, by: int) -> None:
        """Move the cursor by `by` rows."""
        self._rows.step(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by `by` pages."""
        self._rows.action_page(by)
