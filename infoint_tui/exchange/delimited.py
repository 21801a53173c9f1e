"""Text in rows and cells: splitting it, and carrying on after a broken record."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
"""The possible cell separators, with their names."""
_AFTER_QUOTE = re.compile(r'" +(?=[,;\t|\r\n]|$)')
"""A quotation mark with spaces after it, which every program reads as if they were not there."""

_MOST_CELLS = 16_384
"""The most cells in a row; no spreadsheet has more columns."""
_TOO_LONG = f"a cell has more than {csv.field_size_limit():,} characters"


class DelimitedRow(Struct, frozen=True):
    """One record of the file."""

    line: int
    """The number of the line where the record begins, counted from 1."""
    cells: Sequence[str]
    raw: str
    """The record exactly as in the file, without its last line break."""
    broken: str = ""
    """Why its cells cannot be used; empty if they can."""


def cells_of(line: str, separator: str) -> list[str]:
    """Return the cells of one line, read on its own; none if it cannot be read."""
    try:
        cells = next(csv.reader([line], delimiter=separator, skipinitialspace=True))
    except csv.Error:
        return []
    return cells[:_MOST_CELLS]


def rows(lines: list[str], start: int, separator: str, width: int) -> Iterator[DelimitedRow]:
    """Yield the records; one that cannot be read costs one line, not the rest of the file.

    A cell of many lines comes out whole, with commas and quotation marks, if it is valid.

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
        feed.ran_out = False
        cells: list[str] = []
        broken = ""
        try:
            cells = next(reader)
        except csv.Error as error:
            is_long = "field limit" in str(error)
            broken = _TOO_LONG if is_long else f"cannot be read as CSV ({error})"
        if len(cells) > _MOST_CELLS:
            cells, broken = [], f"has more than {_MOST_CELLS:,} cells"
        record = lines[first : feed.at]
        if feed.ran_out or (len(record) > 1 and not _is_whole(record, cells, separator, width)):
            broken = "a quotation mark is opened and never closed"
        if broken:
            feed.at = first + 1
        yield DelimitedRow(first + 1, cells, "".join(lines[first : feed.at]).rstrip("\r\n"), broken)


class _Feed(Iterator[str]):
    """Hands lines to the csv reader, and can be rewound."""

    def __init__(self, lines: list[str], at: int) -> None:
        self._lines = lines
        self.at = at
        self.ran_out = False
        """Whether a record was still open at the end of the file."""

    def __next__(self) -> str:
        # The reader asks for another line only while a quote is open.
        if self.at == len(self._lines):
            self.ran_out = True
            raise StopIteration
        self.at += 1
        return self._lines[self.at - 1]


def _is_whole(record: list[str], cells: list[str], separator: str, width: int) -> bool:
    """Tell whether a record of several lines is one, and no open quote pulled others into it.

    Such a quote ends at the next one, which opens a cell of another record: text follows it. If
    the number of cells is wrong, a line with all the separators is a record of its own, too.
    """
    text = _AFTER_QUOTE.sub('"', "".join(record))
    try:
        list(csv.reader([text], delimiter=separator, skipinitialspace=True, strict=True))
    except csv.Error:
        return False
    if len(cells) == width:
        return True
    return not any(line.count(separator) >= width - 1 for line in record[1:])
