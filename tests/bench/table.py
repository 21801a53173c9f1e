"""From times to a table of ratios; times themselves differ from machine to machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

HEADINGS = ("what", "measured", "floor", "ratio", "bar", "goal", "held?")


def p95(samples: Sequence[float]) -> float:
    """Return the sample that at most one in twenty exceeds."""
    ordered = sorted(samples)
    return ordered[-(-len(ordered) * 95 // 100) - 1]


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured beside its floor, and what the ratio may be."""

    what: str
    by: Literal["median", "p95"]
    """The statistic that is compared."""
    bar: float
    goal: float
    measured: Sequence[float]
    floor: Sequence[float]
    unit: Literal["ms", "MiB"] = "ms"

    @property
    def ratio(self) -> float:
        """How many times its floor the measured takes.

        The median is that of the pairs measured one after the other: a machine that is slow for a
        while is slow for both.
        """
        if self.by == "p95":
            return p95(self.measured) / p95(self.floor)
        return median(ours / floor for ours, floor in zip(self.measured, self.floor, strict=True))

    @property
    def held(self) -> bool:
        """Whether the bar is held."""
        return self.ratio <= self.bar

    def cells(self) -> tuple[str, ...]:
        """Return the line's cells; the statistic that counts is the one named with the ratio."""
        verdict = "goal" if self.ratio <= self.goal else "bar" if self.held else "NO"
        return (
            self.what,
            self._figures(self.measured),
            self._figures(self.floor),
            f"{self.ratio:.2f} ({self.by})",
            f"{self.bar:g}",
            f"{self.goal:g}",
            verdict,
        )

    def _figures(self, samples: Sequence[float]) -> str:
        return f"{median(samples):.1f} / {p95(samples):.1f} {self.unit}"


def lines(rows: Iterable[Row]) -> list[str]:
    """Return the table, its columns aligned."""
    cells = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
