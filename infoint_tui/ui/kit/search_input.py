"""A search field that reports every letter while the key itself is being handled."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from infoint_tui.ui.kit.typed_line import TypedLine


class SearchInput(TypedLine):
    """An input whose changes take effect at once; typing replaces its previous text.

    `Input.Changed` arrives a frame later; acting in the value's watcher updates the rows in the
    same frame as the field.

    Args:
        changed: called with the text on every change.
        left: called when the user leaves the field with enter, escape or down.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "leave", "Back to the list", show=False),
        Binding("escape", "clear", "Clear the search", show=False),
    ]

    def __init__(
        self,
        changed: Callable[[str], None],
        left: Callable[[], None],
        *,
        placeholder: str = "",
        id: str | None = None,
    ) -> None:
        super().__init__(placeholder=placeholder, id=id, select_on_focus=True)
        self._changed = changed
        self._left = left

    def watch_value(self, value: str) -> None:
        """Act on what has been typed so far."""
        if self.is_mounted:
            self._changed(value)

    def action_clear(self) -> None:
        """Clear the search and go back to the list."""
        self.value = ""
        self._left()

    def action_leave(self) -> None:
        """Go back to the list; what was typed stays."""
        self._left()
