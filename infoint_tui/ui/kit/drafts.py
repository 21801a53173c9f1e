"""What is typed into a form, field by field, so that it can be kept and typed back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from typing import Protocol

from infoint_tui.ui.kit.fields import Field


class Draft(Protocol):
    """Where a form keeps what is typed until it is saved or left."""

    def read(self) -> Mapping[str, str]:
        """Return what was typed, by the names of the fields."""

    def keep(self, typed: Mapping[str, str]) -> Future[None]:
        """Keep what is typed, in a thread; return what to wait for until that is done."""

    def drop(self) -> Future[None] | None:
        """Forget what was typed, in a thread; return what to wait for, if anything."""


def changed(fields: Iterable[Field]) -> dict[str, str]:
    """Return what was typed into the fields that were changed, by their names."""
    return {name: field.typed for name, field in _named(fields) if field.is_changed}


def type_back(fields: Iterable[Field], typed: Mapping[str, str]) -> list[Field]:
    """Put into the fields what was typed earlier; return those in which that changed anything."""
    found = [(field, typed[name]) for name, field in _named(fields) if name in typed]
    new = [(field, text) for field, text in found if text != field.typed]
    for field, text in new:
        field.type_back(text)
    return [field for field, _ in new]


def _named(fields: Iterable[Field]) -> Iterable[tuple[str, Field]]:
    """Yield every field with a name of its own: its label, with a number if that is repeated."""
    times: dict[str, int] = {}
    for field in fields:
        times[field.label] = number = times.get(field.label, 0) + 1
        yield (f"{field.label} {number}" if number > 1 else field.label), field
