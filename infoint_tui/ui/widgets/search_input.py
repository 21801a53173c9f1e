"""A search field that reports every letter within the key's own message."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class SearchInput(Input):
    """An input whose changes are acted on at once.

    `Input.Changed` arrives a frame later; acting in the value's watcher lets the rows share the
    echo's frame.

    Args:
        changed: called with the text on every change.
        left: called when the person leaves the field by enter, escape or down.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,down", "leave", "Back to the list", show=False)
    ]

    def __init__(
        self,
        changed: Callable[[str], None],
        left: Callable[[], None],
        *,
        placeholder: str = "",
        id: str | None = None,
    ) -> None:
        super().__init__(placeholder=placeholder, id=id, select_on_focus=False)
        self._changed = changed
        self._left = left

    def _watch_value(self, value: str) -> None:
        super()._watch_value(value)
        if self.is_mounted:
            self._changed(value)

    def action_leave(self) -> None:
        """Go back to the list; what was typed stays."""
        self._left()
