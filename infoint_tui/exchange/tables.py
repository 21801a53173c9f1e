"""Tables of people: a CSV in any dialect, or a sheet of a spreadsheet, with its row of names."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from infoint_tui.domain.basics.errors import ImportFileError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.exchange.columns import column_key, known_count
from infoint_tui.exchange.decoding import decode
from infoint_tui.exchange.delimited import SEPARATORS, DelimitedRow, cells_of, rows
from infoint_tui.exchange.misfits import check_table

if TYPE_CHECKING:
    from infoint_tui.exchange.incoming import ReadOptions
    from infoint_tui.exchange.source import Source

_FIRST = 15
"""How many rows are looked at for the row of names; below them, only what may be one is."""
_ENOUGH = 2
"""A row of names has at least this many that are known, unless the whole file has none."""
_PARAGRAPH = 20
"""How many rows the note in front of a repeated row of names may have."""
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How xlsx and ods, and xls, begin."""


class Table(Struct, frozen=True):
    """Rows of cells below a row of names."""

    names: tuple[str, ...]
    rows: Sequence[DelimitedRow]
    header: str
    """The row of names as in the file."""
    separator: str = ","
    notes: tuple[str, ...] = ()
    """How it was read, if that has to be said."""


class _Header(Struct, frozen=True):
    at: int
    separator: str
    names: tuple[str, ...]
    wrapped: str = ""
    """What separates the cells inside the one cell of each row, if whole lines are quoted."""


def open_table(source: Source, options: ReadOptions) -> Table:
    """Return the table in a file.

    Raises:
        ImportFileError: no table is in it, or its encoding cannot be told.
        InvalidInputError: there is no such sheet or encoding.
    """
    if source.data.startswith(_SPREADSHEETS):
        return _open_spreadsheet(source, options.sheet)
    decoded = decode(source.data, source.name, options.encoding)
    if not options.columns or options.is_one_of_several:
        for line in decoded.lines[:_FIRST]:
            check_table(source.name, cells_of(line, ","))
    header = _find_header(decoded.lines) or _plain_header(decoded.lines)
    if header is None:
        raise no_table(source.name, decoded.lines)
    found = rows(decoded.lines, header.at + 1, header.separator, len(header.names))
    if header.wrapped:
        found = (_unwrapped(row, header.wrapped) for row in found)
    return Table(
        header.names,
        tuple(_without_headers(found, header.names)),
        decoded.lines[header.at].rstrip("\r\n"),
        header.wrapped or header.separator,
        decoded.notes,
    )


def no_table(name: str, lines: Iterable[str]) -> ImportFileError:
    """Return the error for a file in which no row of names was found."""
    first = next((text for line in lines if (text := clean_line(line[:1000]))), "")
    if not first:
        return ImportFileError(f"{name} is empty.", "Check that it is the right file.")
    begins = f'It starts with "{first[:60]}".'
    return ImportFileError(
        f"{name} is not a table of people: no row has column names. {begins}",
        "Its first row needs names such as Name, Email, Organization; or say what the columns "
        'are: --map "Column=name".',
    )


# --- the row of names -----------------------------------------------------------------------


def _find_header(lines: Sequence[str]) -> _Header | None:
    """Return the row with the most known names, trying each separator; None if none has enough."""
    best: _Header | None = None
    score = _ENOUGH - 1
    seen = 0
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        seen += 1
        if seen > _FIRST and (best is not None or "name" not in line.lower()):
            if best is not None:
                break
            continue
        for separator in SEPARATORS:
            header = _as_header(line, at, separator)
            count = known_count(header.names)
            if count > score:
                best, score = header, count
    return best


def _as_header(line: str, at: int, separator: str) -> _Header:
    cells = [clean_line(cell) for cell in cells_of(line, separator)]
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 and '"' in line and filled[0].strip(",;|") == filled[0]:
        for inner in SEPARATORS:
            if inner in filled[0]:
                names = tuple(map(clean_line, cells_of(filled[0], inner)))
                if known_count(names) >= _ENOUGH:
                    return _Header(at, separator, names, inner)
    return _Header(at, separator, tuple(cells))


def _plain_header(lines: Sequence[str]) -> _Header | None:
    """Return the first row of the widest regular table; None if the file is no table at all."""
    first = [(at, line) for at, line in enumerate(lines[: 4 * _FIRST]) if line.strip()][:_FIRST]
    best: _Header | None = None
    score = 0
    for separator in SEPARATORS:
        parsed = [(at, cells_of(line, separator)) for at, line in first]
        widths = Counter(len(cells) for _, cells in parsed if len(cells) > 1)
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda each: (each[1], each[0]))
        if count * width > score and (count > 1 or len(first) == 1):
            score = count * width
            at, cells = next(each for each in parsed if len(each[1]) == width)
            best = _Header(at, separator, tuple(map(clean_line, cells)))
    if best is None and first and known_count([first[0][1]]):
        return _Header(first[0][0], ",", (clean_line(first[0][1]),))
    return best if best and any(map(column_key, best.names)) else None


# --- the rows below it ----------------------------------------------------------------------


def _unwrapped(row: DelimitedRow, separator: str) -> DelimitedRow:
    """Return the cells that are together in one cell; a row that has several stays as it is."""
    filled = [cell for cell in row.cells if cell.strip()]
    if len(filled) != 1 or row.broken:
        return row
    inner = next(csv.reader([filled[0]], delimiter=separator), [])
    return replace(row, cells=inner)


def _without_headers(found: Iterable[DelimitedRow], names: Sequence[str]) -> Iterator[DelimitedRow]:
    """Yield the rows but for a repeated row of names, and the note in front of it.

    They are there when two exports were joined.
    """
    wanted = list(map(column_key, names))
    waiting: list[DelimitedRow] = []
    for row in found:
        first = clean_line(row.cells[0]) if row.cells else ""
        if column_key(first) == wanted[0] and list(map(column_key, row.cells)) == wanted:
            waiting = []
            continue
        is_note = column_key(first) in ("notes", "note") and not any(row.cells[1:])
        if is_note or waiting:
            waiting.append(row)
            if len(waiting) > _PARAGRAPH:
                yield from waiting
                waiting = []
            continue
        yield row
    yield from waiting


# --- spreadsheets ---------------------------------------------------------------------------


def sheet_names(source: Source) -> tuple[str, ...]:
    """Return the names of the sheets of a spreadsheet; none if it is no spreadsheet.

    Raises:
        ImportFileError: it cannot be read.
    """
    if not source.data.startswith(_SPREADSHEETS):
        return ()
    return tuple(_workbook(source).sheet_names)


def _workbook(source: Source) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(source.data))
    except (CalamineError, OSError, ValueError) as error:
        why = clean_line(str(error))[:100]
        raise ImportFileError(
            f"{source.name} is not a spreadsheet that can be read ({why}).",
            "Open it and save it as CSV, then import that.",
        ) from error


def _open_spreadsheet(source: Source, wanted: str) -> Table:
    workbook = _workbook(source)
    names = list(workbook.sheet_names)
    chosen = _sheet(names, wanted, source.name) if wanted else ""
    best: Table | None = None
    score = 0
    for name in [chosen] if chosen else names:
        found = _in_sheet(
            [
                list(map(_text, row))
                for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            ]
        )
        if found is None:
            continue
        count = 1 + known_count(found.names)
        if count > score:
            others = [other for other in names if other != name]
            note = f"Read the sheet “{name}”; also there: {', '.join(others)} (--sheet)."
            best, score = replace(found, notes=(clean_line(note),) if others else ()), count
        if score > _ENOUGH:
            break
    if best is None:
        raise no_table(source.name, ())
    return best


def _sheet(names: Sequence[str], wanted: str, file: str) -> str:
    for at, name in enumerate(names, 1):
        if wanted.strip().casefold() == name.casefold() or wanted.strip() == str(at):
            return name
    raise ImportFileError(
        f"There is no sheet {clean_line(wanted)} in {file}.", f"Sheets: {', '.join(names)}."
    )


def _in_sheet(cells: list[list[str]]) -> Table | None:
    """Return the table in a sheet; None if it is empty."""
    first = [(at, row) for at, row in enumerate(cells) if any(row)][:_FIRST]
    if not first:
        return None
    at, names = max(first, key=lambda each: (known_count(each[1]), -each[0]))
    if known_count(names) < _ENOUGH:
        at, names = next((each for each in first if sum(map(bool, each[1])) > 1), first[0])
    found = (
        DelimitedRow(number, row, _line(row)) for number, row in enumerate(cells[at + 1 :], at + 2)
    )
    return Table(tuple(map(clean_line, names)), tuple(_without_headers(found, names)), _line(names))


def _text(value: Any) -> str:
    """Return a cell of a spreadsheet as text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()
