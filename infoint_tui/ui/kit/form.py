"""A form with a few text fields."""

from __future__ import annotations

from msgspec import Struct

from infoint_tui.ui.kit.choice_field import ChoiceField
from infoint_tui.ui.kit.dialog import FieldDialog
from infoint_tui.ui.kit.fields import AreaField, LineField


class FieldSpec(Struct, frozen=True):
    """One of the texts to ask for."""

    key: str
    """The name of its value in the result."""
    label: str
    value: str = ""
    """The initial text."""
    required: bool = False
    multiline: bool = False
    hint: str = ""
    """Shown while it is empty."""
    choices: tuple[tuple[str, str], ...] = ()
    """If it is not typed but chosen: every value with its label."""


class FormDialog(FieldDialog[dict[str, str]]):
    """Ask for several texts.

    Args:
        title: what the texts are about.
        fields: what to ask for, in order; at least one.
    """

    def __init__(self, title: str, fields: tuple[FieldSpec, ...]) -> None:
        self._named = {spec.key: _field(spec) for spec in fields}
        super().__init__(title, tuple(self._named.values()))

    def result(self) -> dict[str, str]:
        """Return every text by its key, cleaned."""
        return {key: field.value for key, field in self._named.items()}


def _field(spec: FieldSpec) -> LineField | AreaField | ChoiceField[str]:
    if spec.choices:
        return ChoiceField(spec.label, spec.choices, spec.value)
    kind = AreaField if spec.multiline else LineField
    return kind(spec.label, spec.value, required=spec.required, hint=spec.hint)
