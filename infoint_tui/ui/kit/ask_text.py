"""Asking for one line of text."""

from __future__ import annotations

from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.fields import LineField


class TextDialog(FieldDialog[str]):
    """Ask for a line.

    Args:
        title: what it is about.
        label: what to type.
        initial: the initial text.
        optional: whether it may be left blank.
    """

    def __init__(
        self, title: str, label: str, initial: str = "", *, optional: bool = False
    ) -> None:
        self._line = LineField(label, initial, required=not optional)
        super().__init__(title, (self._line,))

    def result(self) -> str:
        """Return the line, cleaned."""
        return self._line.value
