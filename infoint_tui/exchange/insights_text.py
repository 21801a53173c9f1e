"""A part of the insights as plain text, to print or copy."""

from __future__ import annotations

from datetime import date

from infoint_tui.domain.basics.calendar import short_day
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.insights.figures import Part

_INDENT = "  "


def part_text(part: Part, today: date) -> str:
    """Return a part as lines below its title, with its figures lined up.

    Args:
        part: the part; while it is empty, its one line says what fills it.
        today: the user's day; a quote from another year is shown with its year.
    """
    from rich.cells import cell_len

    lines = [(_INDENT * (line.depth + 1) + clean_line(line.text), line) for line in part.lines]
    width = max((cell_len(text) for text, line in lines if line.figure), default=0)
    found = [part.title]
    for text, line in lines:
        if line.figure:
            found.append(f"{text}{' ' * (width - cell_len(text))}{_INDENT}{line.figure}")
        elif line.by and line.on:
            found.append(f"{text} ({clean_line(line.by.name)}, {short_day(line.on, today)})")
        else:
            found.append(text)
    return "\n".join(found)
