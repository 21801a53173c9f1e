"""Printing: everything that comes from data is cleaned here once more on its way out.

A terminal gets a table; a pipe gets the same as aligned lines, never cut and without colours.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any, TextIO

import click

from infoint_tui.domain.text import clean_line, clean_text, has_unsafe

VERSION = 1
"""The version of the shape of every JSON object; raised when a key changes its meaning."""

LONG = 500
"""Rows beyond which a terminal gets plain lines too: drawing a table takes a millisecond a row."""

_GAP = "  "


def is_terminal(*streams: TextIO | None) -> bool:
    """Tell whether all `streams` are a terminal that understands more than plain text."""
    return os.environ.get("TERM") != "dumb" and all(
        stream is not None and stream.isatty() for stream in streams
    )


def say(text: str) -> None:
    """Print one line."""
    click.echo(clean_line(text))


def say_changed(text: str, *, changed: bool = True) -> None:
    """Say what was done, and that it can be taken back unless all was so before."""
    say(f"{text} (infoint undo takes it back)" if changed else f"{text} (no change)")


def say_text(text: str) -> None:
    """Print text of several lines."""
    click.echo(clean_text(text))


def warn(text: str, indent: int = 0) -> None:
    """Print one line to stderr."""
    click.echo(" " * indent + clean_line(text), err=True)


def note_unsafe(*values: str | None) -> None:
    """Say so, once, if control characters are removed from any of `values` when it is kept."""
    if any(value and has_unsafe(value) for value in values):
        warn("Note: control characters were removed.")


def say_json(**payload: Any) -> None:
    """Print one JSON object that begins with its version."""
    click.echo(json.dumps({"version": VERSION, **payload}, indent=2))


def say_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows of cells under their headings."""
    if is_terminal(sys.stdout) and len(rows) <= LONG:
        _draw(headings, rows)
    else:
        click.echo("\n".join(align([[heading.upper() for heading in headings], *rows])))


def align(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return each row as one clean line, its cells in columns two spaces apart."""
    from rich.cells import cell_len

    cleaned = [[clean_line(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*cleaned, strict=True)]
    return [
        _GAP.join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in cleaned
    ]


def _draw(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(Text(heading), overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean_line(cell)) for cell in row))
    Console().print(table)
