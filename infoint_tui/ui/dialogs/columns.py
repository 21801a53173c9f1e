"""What the columns of a table mean, to be looked at and corrected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.search.completion import Candidate
from infoint_tui.exchange.columns import NAME_PARTS, TARGETS, target_called
from infoint_tui.ui.dialogs.completing_field import CompletingField
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.dialog_keys import DialogKey

if TYPE_CHECKING:
    from infoint_tui.exchange.incoming import Column

_SAMPLE = 24
"""How many characters of a column's first value are shown."""


class ColumnField(CompletingField):
    """What one column goes to.

    Args:
        column: the column, with what was guessed.
    """

    def __init__(self, column: Column) -> None:
        super().__init__(
            column.name,
            TARGETS.get(column.target, ""),
            source=lambda: tuple(map(Candidate, TARGETS.values())),
            hint="not used; type what it is, such as Notes",
        )
        sample = column.sample
        self.aside = sample if len(sample) <= _SAMPLE else f"{sample[: _SAMPLE - 1]}…"

    @property
    def target(self) -> str:
        """What the column goes to; "" if it is not used.

        Raises:
            InvalidInputError: nothing is called so.
        """
        return target_called(self.value)

    def problem(self) -> str:
        """Say that nothing is called so, if that is the case."""
        try:
            _ = self.target
        except InvalidInputError as error:
            return error.message
        return ""


class ColumnsDialog(FieldDialog[dict[str, str]]):
    """Ask what the columns of a table mean. The result is what each goes to, by its name.

    Args:
        name: what to call the file.
        columns: the columns, with what was guessed.
    """

    HINTS: ClassVar[tuple[DialogKey, ...]] = (
        ("ctrl+s", "remember and go on", "save"),
        ("esc", "cancel", "cancel"),
    )
    WIDTHS = (78, 110)

    def __init__(self, name: str, columns: Sequence[Column]) -> None:
        self._named = {each.name: ColumnField(each) for each in columns if each.name}
        has_names = any(each.target in NAME_PARTS for each in columns)
        asked = f"What are the columns of {name}?"
        heading = asked if has_names else f"Which column of {name} has the names?"
        super().__init__(heading, tuple(self._named.values()))

    def result(self) -> dict[str, str]:
        """Return what each column goes to, by its name."""
        return {name: field.target for name, field in self._named.items()}
