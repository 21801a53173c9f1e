"""A field for rating how well something fits, or went, from 1 to 5."""

from __future__ import annotations

from infoint_tui.ui.kit.choice_field import ChoiceField

_SCALE: tuple[tuple[int | None, str], ...] = (
    (None, "not said"),
    (1, "1 hardly"),
    (2, "2"),
    (3, "3"),
    (4, "4"),
    (5, "5 very well"),
)


def scale_field(label: str, value: int | None) -> ChoiceField[int | None]:
    """Return a field for rating how well something fits, or went; None means "not said"."""
    return ChoiceField(label, _SCALE, value)
