"""What another version of the file brings, and what has to be chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from infoint_tui.domain.basics.counting import counted
from infoint_tui.ui.kit.choice_field import ChoiceField
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.dialog_keys import DialogKey
from infoint_tui.ui.kit.drawing import plain

if TYPE_CHECKING:
    from infoint_tui.services.merging_files import PreparedMerge

Places = tuple[tuple[str, str, str], ...]
"""Where two versions differ: the table, the record and the field of each."""


class MergeFileDialog(FieldDialog[Places]):
    """Show what comes in, and ask which to keep where both versions changed the same thing.

    The result is the places in which the other version is kept.

    Args:
        prepared: what merging it would do.
    """

    AUTO_FOCUS = "#body ChoiceLine, #body"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "save", show=False)]
    HINTS: ClassVar[tuple[DialogKey, ...]] = (
        ("ctrl+s", "merge", "save"),
        ("esc", "cancel", "cancel"),
    )
    WIDTHS = (78, 110)

    def __init__(self, prepared: PreparedMerge) -> None:
        self._prepared = prepared
        self._choices = {
            each.place: ChoiceField(
                each.what, ((False, f"here: {each.mine}"), (True, f"there: {each.theirs}")), False
            )
            for each in prepared.clashes
        }
        super().__init__(f"Merge {prepared.path.name}", tuple(self._choices.values()))

    def compose_parts(self) -> Iterable[Widget]:
        """Yield what comes in, then a field for each choice."""
        with VerticalScroll(id="body", can_focus=not self.fields):
            yield Static(Content("\n").join(Content(plain(line)) for line in self._lines()))
            yield from self.fields

    def _lines(self) -> Iterable[str]:
        yield from self._prepared.lines
        if not self._prepared.has_base:
            yield "What both came from is not known, so nothing counts as removed."
        if self.fields:
            places = counted(len(self.fields), "place")
            yield f"Both changed the same thing in {places}. Choose which to keep:"

    def result(self) -> Places:
        """Return the places in which the other version is kept."""
        return tuple(place for place, shown in self._choices.items() if shown.value)
