"""A part of the insights as plain text, to print or copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from infoint_tui.domain.basics.calendar import short_day
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.insights.figures import FigureLine
from infoint_tui.domain.insights.parts import Part

_INDENT = "  "


def part_text(part: Part, today: date) -> str:
    """Return a part as lines below its title and the titles of its sections.

    The figures of a section are lined up.

    Args:
        part: the part; while it is empty, its one line says what fills it.
        today: the user's day; a quote from another year is shown with its year.
    """
    found = [f"{part.title}: {part.finding}" if part.finding else part.title]
    for heading, lines in part.blocks:
        depth = 1
        if heading.text:
            found.append(_INDENT + ": ".join(filter(None, (heading.text, heading.figure))))
            depth = 2
        found += _section(lines, depth, today)
    return "\n".join(found)


def _section(lines: Sequence[FigureLine], depth: int, today: date) -> Iterator[str]:
    from rich.cells import cell_len

    texts = [_INDENT * (line.depth + depth) + clean_line(line.text) for line in lines]
    figured = (cell_len(text) for text, line in zip(texts, lines, strict=True) if line.figure)
    width = max(figured, default=0)
    for text, line in zip(texts, lines, strict=True):
        if line.figure:
            yield f"{text}{' ' * (width - cell_len(text))}{_INDENT}{line.figure}"
        elif line.by and line.on:
            yield f"{text} ({clean_line(line.by.name)}, {short_day(line.on, today)})"
        else:
            yield text
