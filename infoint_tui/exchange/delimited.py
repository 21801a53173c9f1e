"""Text in rows and cells: decoding it, splitting it, and carrying on after a broken record."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

from msgspec import Struct

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
"""The possible cell separators, with their names."""
_LONGEST_RECORD = 50
"""The maximum number of lines in a record; a quote that stays open for longer was never closed."""


class DelimitedRow(Struct, frozen=True):
    """One record of the file."""

    line: int
    """The number of the line where the record begins, counted from 1."""
    cells: Sequence[str]
    raw: str
    """The record exactly as in the file, without its last line break."""
    broken: str = ""
    """Why its cells cannot be used; empty if they can."""


def lines_of(data: bytes) -> list[str]:
    """Return the lines of a file, with their line ends; any bytes can be read.

    The byte order mark decides the encoding; without one it is UTF-8 if that fits, else cp1252.
    """
    # newline="" ends a line at \n, \r\n and a lone \r alike, as an editor does.
    return list(io.StringIO(_decode(data), newline=""))


def cells_of(line: str, separator: str) -> list[str]:
    """Return the cells of one line, read on its own; none if it cannot be read."""
    try:
        return next(csv.reader([line], delimiter=separator, skipinitialspace=True))
    except csv.Error:
        return []


def rows(lines: list[str], start: int, separator: str, width: int) -> Iterator[DelimitedRow]:
    """Yield the records; one that cannot be read costs one line, not the rest of the file.

    Args:
        lines: all lines of the file.
        start: the index of the first line to read.
        separator: what comes between cells.
        width: how many columns there are.
    """
    feed = _Feed(lines, start)
    reader = csv.reader(feed, delimiter=separator, skipinitialspace=True)
    while feed.at < len(lines):
        first = feed.at
        feed.begin()
        cells: list[str] = []
        broken = ""
        try:
            cells = next(reader)
        except csv.Error as error:
            broken = f"cannot be read as CSV ({error})"
        rest = lines[first + 1 : feed.at]
        if feed.ran_out or (rest and _swallowed(cells, rest, separator, width)):
            broken = "a quotation mark is opened and never closed"
        if broken:
            feed.at = first + 1
        yield DelimitedRow(first + 1, cells, "".join(lines[first : feed.at]).rstrip("\r\n"), broken)


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


class _Feed(Iterator[str]):
    """Hands lines to the csv reader, up to a limit for each record, and can be rewound."""

    def __init__(self, lines: list[str], at: int) -> None:
        self._lines = lines
        self._stop = at
        self.at = at
        self.ran_out = False

    def begin(self) -> None:
        """Start a record."""
        self._stop = min(self.at + _LONGEST_RECORD, len(self._lines))
        self.ran_out = False

    def __next__(self) -> str:
        # The reader asks for another line only while a quote is open.
        if self.at == self._stop:
            self.ran_out = True
            raise StopIteration
        self.at += 1
        return self._lines[self.at - 1]


def _swallowed(cells: list[str], rest: list[str], separator: str, width: int) -> bool:
    """Tell whether an open quote pulled other records into this one.

    A line with all the separators is a record of its own. If the number of cells is wrong, every
    line after the first is checked; if it is right, only the lines inside a cell.
    """
    if len(cells) == width:
        rest = [line for cell in cells for line in cell.splitlines()[1:]]
    return any(line.count(separator) >= width - 1 for line in rest)
