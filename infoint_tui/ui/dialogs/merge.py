"""Two contacts side by side, about to become one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from infoint_tui.domain.people.naming import label
from infoint_tui.ui.kit.choice_field import ChoiceField
from infoint_tui.ui.kit.choose import ChoiceDialog
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.dialog_keys import DialogKey
from infoint_tui.ui.kit.drawing import fit, wrap

if TYPE_CHECKING:
    from infoint_tui.domain.people.duplicates import Suspects
    from infoint_tui.services.merging import Pair

_LABEL = 18
"""The cells of the labels, with the space after them."""
_MOST_LINES = 4
"""The most lines that one value takes."""
_GAP = 2


class SideBySide(Static):
    """What two contacts say, in two columns.

    Args:
        rows: each a label, what the first says and what the second says.
    """

    DEFAULT_CSS = "SideBySide { height: auto; margin-bottom: 1; }"

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        super().__init__(markup=False)
        self._rows = tuple(rows)

    def on_resize(self) -> None:
        """Break the values for the new width."""
        self.update(Content("\n").join(self._lines(self.size.width)))

    def _lines(self, width: int) -> Iterator[Content]:
        room = max(1, (width - _LABEL - _GAP) // 2)
        for title, *values in self._rows:
            columns = [wrap(value, room, _MOST_LINES) for value in values]
            lines = zip_longest([title], *columns, fillvalue="")
            for lead, first, second in islice(lines, max(map(len, columns))):
                yield Content.assemble(
                    (fit(lead, _LABEL), "$muted"), fit(first, room), " " * _GAP, fit(second, room)
                )


class MergeDialog(FieldDialog[tuple[str, ...]]):
    """Ask which value to keep where both say something different.

    The result is the fields, by name, in which the second one's value is kept.

    Args:
        pair: the two.
    """

    AUTO_FOCUS = "#body ChoiceLine, #body"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "save", show=False)]
    HINTS: ClassVar[tuple[DialogKey, ...]] = (
        ("ctrl+s", "merge", "save"),
        ("esc", "cancel", "cancel"),
    )
    WIDTHS = (100, 120)

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._choices = {
            each.field.key: ChoiceField(
                each.field.label, ((False, each.first), (True, each.second)), False
            )
            for each in pair.choices
        }
        super().__init__(
            f"Merge {pair.first.name} and {pair.second.name}", tuple(self._choices.values())
        )

    def compose_parts(self) -> Iterable[Widget]:
        """Yield what both say, then a field for each difference."""
        body = VerticalScroll(id="body", can_focus=not self.fields)
        with body:
            yield SideBySide(self._rows())
            if self.fields:
                yield Static(Content.styled("Choose which one to keep.", "$muted"))
            yield from self.fields

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        pair = self._pair
        for each in pair.fields:
            if not each.is_choice:
                yield each.field.label, each.first, each.second
        if pair.first_has.total or pair.second_has.total:
            yield "Records", pair.first_has.along, pair.second_has.along

    def result(self) -> tuple[str, ...]:
        """Return the fields in which the second one's value is kept."""
        return tuple(key for key, shown in self._choices.items() if shown.value)


class SuspectsDialog(ChoiceDialog["Suspects"]):
    """Ask which of these pairs to merge.

    Args:
        suspects: the pairs; at least one.
    """

    WIDTHS = (110, 140)

    def __init__(self, suspects: Iterable[Suspects]) -> None:
        super().__init__(
            "Which two are the same person?", tuple((each, _in_words(each)) for each in suspects)
        )


def _in_words(suspects: Suspects) -> str:
    why = ", ".join(suspects.reasons)
    return f"{why}: {label(suspects.first)} and {label(suspects.second)}"
