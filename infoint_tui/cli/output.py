"""Printing: everything that comes from data is cleaned once more before it is printed.

A terminal gets a table that fits, with the longest cells cut off with an ellipsis. A pipe gets the
same rows as aligned lines, never cut and without colors.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

import click

from infoint_tui.domain.basics.text import clean_line, clean_text, has_unsafe

if TYPE_CHECKING:
    from msgspec import Struct

    from infoint_tui.domain.records.contact import Contact

LONG = 500
"""The most rows shown as a table in a terminal; drawing one takes a millisecond per row.

More rows than that become plain lines.
"""

NO_CHANGE = "No change."
"""What is said when everything was like this already."""

UNDOABLE = "(infoint undo takes it back)"
"""The way back, after what was done."""

_JSON = "infoint.json"
_GAP = "  "
_ELLIPSIS = "…"
_LONGEST = 100
"""The widest text, in cells, that widens its column in a pipe; a longer one sticks out.

Nothing that the rules say about someone is longer.
"""

_EDGES, _BETWEEN = 2, 3
"""The cells a table needs at its two sides, and between two columns."""


def is_terminal(*streams: TextIO | None) -> bool:
    """Return whether all `streams` are terminals that support more than plain text."""
    return os.environ.get("TERM") != "dumb" and all(
        stream is not None and stream.isatty() for stream in streams
    )


def say(text: str) -> None:
    """Print one line."""
    click.echo(clean_line(text))


def say_changed(
    text: str, *, changed: bool = True, unchanged: str = NO_CHANGE, **about: Any
) -> None:
    """Print what was done, and how to undo it, or that nothing changed.

    Args:
        text: what was done.
        changed: False if everything was like this already.
        unchanged: what to say then.
        about: for JSON, what it was about, by the names of `ChangedJson`; `person` is a contact.
    """
    said, hint = (text, UNDOABLE) if changed else (unchanged, "")
    say_done(said, hint, changed=changed, **about)


def say_done(
    text: str,
    hint: str = "",
    *,
    changed: bool = True,
    person: Contact | None = None,
    **about: Any,
) -> None:
    """Print what was done and a hint; as JSON, it is the same as `say_changed`."""
    if not wants_json():
        say(f"{text} {hint}".rstrip())
        return
    from infoint_tui.cli.shapes import ChangedJson, PersonJson

    who = PersonJson.of(person) if person else None
    say_json(ChangedJson(changed, clean_line(text), who, **about))


def say_text(text: str) -> None:
    """Print text that may have several lines."""
    click.echo(clean_text(text))


def warn(text: str, indent: int = 0) -> None:
    """Print text to stderr, with each line cleaned."""
    for line in text.splitlines():
        inner = len(line) - len(line.lstrip())
        click.echo(" " * (indent + inner) + clean_line(line), err=True)


def note_unsafe(*values: str | None) -> None:
    """Print a note if any of `values` has characters that nobody sees; they are not stored."""
    if any(value and has_unsafe(value) for value in values):
        warn("Note: invisible characters were removed.")


def _note_json(ctx: click.Context, _option: click.Parameter, given: bool) -> None:
    if given:
        ctx.meta[_JSON] = True


json_option = click.option(
    "--json",
    "as_json",
    is_flag=True,
    expose_value=False,
    callback=_note_json,
    help="Print JSON.",
)
"""The option of every command that prints something."""


def wants_json() -> bool:
    """Return whether the command that is running was asked for JSON."""
    return _JSON in click.get_current_context().meta


def say_json(shape: Struct) -> None:
    """Print one JSON object that starts with its version."""
    from infoint_tui.cli.shapes import plain

    click.echo(json.dumps(plain(shape), indent=2))


def say_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows of cells under their headings."""
    if is_terminal(sys.stdout) and len(rows) <= LONG:
        _draw(headings, rows)
    else:
        lines = [[heading.upper() for heading in headings], *rows]
        click.echo("\n".join(align(lines, terminal_width())))


def terminal_width() -> int | None:
    """Return the width of the terminal in cells; None if the output is not a terminal."""
    return shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None


def align(rows: Sequence[Sequence[str]], width: int | None = None) -> list[str]:
    """Return each row as one clean line, with its cells in columns two spaces apart.

    Args:
        rows: the rows; all have the same number of cells.
        width: the most cells a line may take; the widest columns are cut to fit. None cuts nothing.
    """
    from rich.cells import cell_len

    cleaned = [[clean_line(cell) for cell in row] for row in rows]
    if width is not None:
        cleaned = _cut(cleaned, width - len(_GAP) * (len(rows[0]) - 1))
    longest = _LONGEST if width is None else width
    widths = [
        max((cells for cells in map(cell_len, column) if cells <= longest), default=0)
        for column in zip(*cleaned, strict=True)
    ]
    return [
        _GAP.join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in cleaned
    ]


def _cut(rows: Sequence[Sequence[str]], room: int) -> list[list[str]]:
    """Cut the cells of the widest columns with an ellipsis, until a row takes at most `room` cells.

    All columns that are cut get the same width, so the loss is shared evenly.
    """
    from rich.cells import cell_len, set_cell_size

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    most = max(1, min(room, max(widths)))
    while most > 1 and sum(min(width, most) for width in widths) > room:
        most -= 1
    return [
        [
            cell if cell_len(cell) <= most else set_cell_size(cell, most - 1).rstrip() + _ELLIPSIS
            for cell in row
        ]
        for row in rows
    ]


def _draw(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    room = shutil.get_terminal_size().columns - _EDGES - _BETWEEN * (len(headings) - 1)
    cleaned = [[clean_line(cell) for cell in row] for row in rows]
    titles, *cells = _cut([headings, *cleaned], room)
    for title in titles:
        table.add_column(Text(title), overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    Console().print(table)
