"""LinkedIn's Connections.csv, alone or inside the ZIP file from LinkedIn.

The file often begins with a note of any length, so the row of column names is searched for; its
line number is never relied on. Encodings, separators and dates are those seen in real exports.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import date
from lzma import LZMAError

from msgspec import Struct

from infoint_tui.domain.basics.errors import ImportFileError
from infoint_tui.domain.basics.text import clean_line, fold, has_unsafe, quoted
from infoint_tui.exchange.delimited import SEPARATORS, DelimitedRow, cells_of, lines_of, rows
from infoint_tui.exchange.incoming import Incoming, Parsed, Problem

MAX_BYTES = 64 * 1024 * 1024
"""The largest Connections.csv that is read, in bytes; 30,000 connections take about 6 MB."""

COLUMNS = (
    "First Name",
    "Last Name",
    "URL",
    "Email Address",
    "Company",
    "Position",
    "Connected On",
)
_FOLDED = {fold(column): column for column in COLUMNS}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, LZMAError),
    *(EOFError, OSError, ValueError, RuntimeError),
)
"""What the zipfile module raises on damaged data or a compression method it does not know."""
_HINT = (
    "Ask LinkedIn for a copy of your data (Settings, Data privacy), then import its "
    "Connections.csv or the whole ZIP."
)


class _Header(Struct, frozen=True):
    at: int
    separator: str
    columns: dict[str, int]
    width: int


def read_linkedin(data: bytes, name: str) -> Parsed:
    """Read LinkedIn connections.

    Args:
        data: the whole file: a CSV, or a ZIP with a Connections.csv in any folder.
        name: what to call the file in error messages.

    Returns:
        The people in the order of the file, including repeats, and the rows that have no name or
        cannot be read. Blank rows are left out.

    Raises:
        ImportFileError: no row of column names was found, or the ZIP cannot be used.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        data = _unzip(data, name)
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    lines = lines_of(data)
    header = _find_header(lines)
    if header is None:
        raise _unknown(lines, name)
    people: list[Incoming] = []
    problems: list[Problem] = []
    for row in rows(lines, header.at + 1, header.separator, header.width):
        found = _read_row(row, header)
        if isinstance(found, Incoming):
            people.append(found)
        elif found is not None:
            problems.append(found)
    head = lines[header.at].rstrip("\r\n")
    return Parsed("linkedin", tuple(people), tuple(problems), head)


def _too_large(name: str) -> ImportFileError:
    return ImportFileError(
        f"{name} has more than {MAX_BYTES // 2**20} MiB of connections.",
        "Check that it is the right file, or import it in parts.",
    )


def _unknown(lines: list[str], name: str) -> ImportFileError:
    first = next((text for line in lines if (text := clean_line(line[:1000]))), "")
    begins = f'It starts with "{first[:60]}".' if first else "It is empty."
    return ImportFileError(
        f"{name} is not a LinkedIn export: no line has the columns {', '.join(COLUMNS)}. {begins}",
        _HINT,
    )


def _unzip(data: bytes, name: str) -> bytes:
    """Return the Connections.csv in a ZIP; the size that the ZIP states is not trusted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = _member(archive, name)
            with archive.open(member) as file:
                return file.read(MAX_BYTES + 1)
    except _ZIP_ERRORS as error:
        raise ImportFileError(
            f"{name} is a damaged ZIP ({clean_line(str(error))}).", "Download it again."
        ) from error


def _member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    found = [
        info
        for info in archive.infolist()
        if re.split(r"[/\\]", info.filename)[-1].lower() == "connections.csv"
    ]
    if not found:
        raise ImportFileError(f"There is no Connections.csv in {name}.", _HINT)
    member = min(found, key=lambda info: info.filename.count("/"))
    if member.flag_bits & 0x1:
        raise ImportFileError(
            f"{name} is password-protected.", "Unpack it and import the Connections.csv."
        )
    return member


def _find_header(lines: list[str]) -> _Header | None:
    """Return the line with the most known columns, trying each separator; None if there is none."""
    best: _Header | None = None
    for at, line in enumerate(lines):
        if "name" not in line.lower():
            continue
        for separator in SEPARATORS:
            header = _as_header(line, at, separator)
            if header and (best is None or len(header.columns) > len(best.columns)):
                best = header
    return best


def _as_header(line: str, at: int, separator: str) -> _Header | None:
    """Read a line as column names; None unless it has a name column and one that LinkedIn adds."""
    cells = cells_of(line, separator)
    columns: dict[str, int] = {}
    for index, cell in enumerate(cells):
        column = _FOLDED.get(fold(clean_line(cell)))
        if column:
            columns.setdefault(column, index)
    named = "First Name" in columns or "Last Name" in columns
    # Other programs' files share First Name, Last Name and Company, but not these two.
    own = "Connected On" in columns or "Position" in columns
    return _Header(at, separator, columns, len(cells)) if named and own else None


def _read_row(row: DelimitedRow, header: _Header) -> Incoming | Problem | None:
    """Return the person in a row, or what is wrong with it, or None if it is blank."""
    if row.broken:
        return Problem(row.line, row.broken, row.raw)
    cells = [clean_line(cell) for cell in row.cells]
    if not any(cells):
        return None
    if any(cells[header.width :]):
        return Problem(
            row.line,
            f"{len(cells)} cells for {header.width} columns; "
            f"put quotes around a cell that contains {SEPARATORS[header.separator]}",
            row.raw,
        )
    values = {
        column: cells[index] for column, index in header.columns.items() if index < len(cells)
    }
    return _person(row, values) or Problem(row.line, "no first or last name", row.raw)


def _person(row: DelimitedRow, values: dict[str, str]) -> Incoming | None:
    last, _, suffix = values.get("Last Name", "").partition(",")
    name = f"{values.get('First Name', '')} {last.strip()}".strip()
    if not name:
        return None
    organization = values.get("Company", "")
    email, url = values.get("Email Address", ""), values.get("URL", "")
    emails = (email,) if _EMAIL.fullmatch(email) else ()
    links = _links(url)
    notes = (
        suffix.strip(),
        f"Email in the file: {email}" if email and not emails else "",
        f"URL in the file: {url}" if url and not links else "",
    )
    connected = values.get("Connected On", "")
    numbers = _numbers(connected)
    day = _day(numbers)
    since = f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}" if day else connected
    fields = {
        "organization": organization,
        "title": values.get("Position", ""),
        "emails": emails,
        "links": links,
        "how_we_know": f"LinkedIn, since {since}" if since else "LinkedIn",
        "notes": "\n".join(note for note in notes if note),
    }
    when = day.isoformat() if day else fold(connected)
    return Incoming(
        row.line,
        name,
        {key: value for key, value in fields.items() if value},
        f"linkedin|{fold(name)}|{fold(organization)}|{when}",
        has_unsafe(row.raw),
        (f"Connected On: {quoted(connected)} is not a real date",) if numbers and not day else (),
    )


def _links(url: str) -> tuple[str, ...]:
    """Return a web address with its scheme; nothing for an address that a browser must not open."""
    scheme = _SCHEME.match(url)
    if scheme:
        return (url,) if scheme[1].lower() in ("http", "https") else ()
    host = url.lstrip("/")
    return (f"https://{host}",) if "." in host and " " not in host else ()


def _numbers(text: str) -> tuple[int, int, int] | None:
    """Read the year, month and day; None for text in any other form.

    The forms are `07 Dec 2025`, `15 September 2026`, `7-Feb-22` and `2026-01-05`.
    """
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    match = _DAY_MONTH_YEAR.fullmatch(text)
    word = match[2].title() if match else ""
    month = next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(word)), None)
    if match is None or month is None:
        return None
    year = int(match[3])
    # LinkedIn began in 2003: a year with two digits is always in this century.
    return year if year > 99 else 2000 + year, month, int(match[1])


def _day(numbers: tuple[int, int, int] | None) -> date | None:
    """Return the date for a year, month and day; None if there is no such day: 31 February."""
    try:
        return date(*numbers) if numbers else None
    except ValueError:
        return None
