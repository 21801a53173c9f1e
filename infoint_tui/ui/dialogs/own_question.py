"""A question of the user's own."""

from __future__ import annotations

from msgspec import Struct

from infoint_tui.ui.kit.choice_field import yes_no
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.fields import LineField


class OwnQuestion(Struct, frozen=True):
    """A question that the user typed."""

    text: str
    searchable: bool
    """Whether a quick search answers it."""


class OwnQuestionDialog(FieldDialog[OwnQuestion]):
    """Ask for a question, and whether a quick search answers it."""

    def __init__(self) -> None:
        self._text = LineField("Question", required=True)
        self._searchable = yes_no("Easy to look up", False)
        super().__init__("A question of your own", (self._text, self._searchable))

    def result(self) -> OwnQuestion:
        """Return the question."""
        return OwnQuestion(self._text.value, self._searchable.value)
