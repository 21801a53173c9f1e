"""People from a table: LinkedIn, Google, Outlook, Thunderbird, our own CSV, or any other.

What these programs call their columns is in `columns`; what they mean is the same for all. Nothing
that a row says is dropped silently: what has no place goes to the notes, and a column that is not
used is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from msgspec import Struct

from infoint_tui.domain.basics.addresses import emails_in, is_email, openable, scheme_of
from infoint_tui.domain.basics.calendar import dated
from infoint_tui.domain.basics.clock import check_zone
from infoint_tui.domain.basics.days_in_files import DayColumn, FileDay, file_day
from infoint_tui.domain.basics.errors import ImportFileError, InvalidInputError
from infoint_tui.domain.basics.progress import counted
from infoint_tui.domain.basics.text import clean_line, clean_text, fold, has_unsafe, quoted
from infoint_tui.domain.contact_fields import FIELDS, ContactField
from infoint_tui.domain.people.greeting import AFTER_NAME
from infoint_tui.domain.people.matching import linkedin_slug
from infoint_tui.exchange.columns import (
    LAYOUTS,
    NAME_PARTS,
    TARGETS,
    column_key,
    corrected,
    guessed,
    layout_of,
    told_here,
)
from infoint_tui.exchange.delimited import SEPARATORS, DelimitedRow
from infoint_tui.exchange.incoming import Column, Incoming, Parsed, Problem, ReadOptions
from infoint_tui.exchange.source import Source
from infoint_tui.exchange.tables import Table, open_table
from infoint_tui.exchange.trackers import stage_of

_BLANKS: Final = frozenset(("nan", "NaN", "None", "NaT", "<NA>", "null", "NULL", "#N/A"))
"""What programs write for a blank cell; in a name, only the first two, as Nan is a name too."""
_BETWEEN: Final = re.compile(r"\s*(?::::|[;\n])\s*|,\s+|,(?=\D)")
"""What separates several values in one cell."""
_BY_KEY: Final = {field.key: field for field in FIELDS}
_KINDS: Final = re.compile(r".+ \d+ - (?:Label|Type)")
"""Google's columns that only say whether an email is for work or home."""
_MOST_NAMED: Final = 20
"""The most columns that are named in an error."""
_REACHED_BY: Final = ("organization", "emails", "phones")
"""What stands in for a missing name."""

_OTHER_DAY: Final = re.compile("creat|birth|born|add|updat|modif|start|finish|due|sent")
"""What the name of a column has in it whose day is not the last contact."""
_CONTENTS: Final[tuple[tuple[str, Callable[[str], object]], ...]] = (
    ("emails", is_email),
    ("links", linkedin_slug),
    ("last_contact", lambda text: file_day(text).days and not text.isdecimal()),
    ("status", stage_of),
)
"""What a column may hold, told by a value in it."""

Values = Mapping[str, Sequence[tuple[str, str]]]
"""What a row says: for each target, the names of its columns with their text."""


class ColumnsError(ImportFileError):
    """A table in which no column is known to hold names.

    Args:
        name: what to call the file.
        columns: its columns.
    """

    def __init__(self, name: str, columns: tuple[Column, ...]) -> None:
        names = [quoted(each.name) for each in columns if each.name]
        rest = len(names) - _MOST_NAMED
        called = ", ".join(names[:_MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")
        super().__init__(
            f"Nothing tells which column of {name} has the names of people. Columns: {called}.",
            'Say what the columns are: --map "Column=name" --map "Other=email".',
        )
        self.name = name
        self.columns = columns


class _Reading(Struct, frozen=True):
    """How the rows of one table are read."""

    layout: str
    names: tuple[str, ...]
    targets: tuple[str, ...]
    separator: str
    connected: DayColumn
    contacted: DayColumn


def read_people(source: Source, options: ReadOptions) -> Parsed:
    """Read the people in a table.

    Args:
        source: a CSV or a spreadsheet.
        options: how to read it.

    Returns:
        The people in the order of the file, including repeats, and the rows that have no name or
        cannot be read. Blank rows are left out.

    Raises:
        ColumnsError: no column is known to hold names.
        ImportFileError: the file has no table of people.
        InvalidInputError: the options name something that is not there.
    """
    table = open_table(source, options)
    layout = options.format if options.format in LAYOUTS else layout_of(table.names)
    guess = guessed(table.names, layout)
    if layout == "csv":
        guess = _guessed_by_content(tuple(_columns(table, guess)))
    told = told_here(table.names, options.columns)
    is_told = {*filter(None, table.names)} <= {*told}
    targets = corrected(table.names, guess, told if options.is_one_of_several else options.columns)
    columns = tuple(_columns(table, targets))
    if not {*NAME_PARTS, *_REACHED_BY}.intersection(targets):
        raise ColumnsError(source.name, columns)
    reading = _Reading(
        layout,
        table.names,
        targets,
        table.separator,
        DayColumn(_column(table, targets, "connected")),
        DayColumn(_column(table, targets, "last_contact")),
    )
    people: list[Incoming] = []
    problems: list[Problem] = []
    skipped = 0
    for row in counted(table.rows, len(table.rows), options.progress):
        found = _read_row(row, reading)
        if isinstance(found, Incoming):
            people.append(found)
        elif isinstance(found, Problem):
            problems.append(found)
        else:
            skipped += found
    return Parsed(
        layout,
        tuple(people),
        tuple(problems),
        table.header,
        (*table.notes, *_notes(columns, reading, table)),
        skipped,
        columns=columns,
        is_guess=not is_told and _is_guess(layout, table.names, targets),
    )


def _columns(table: Table, targets: Sequence[str]) -> Iterator[Column]:
    for at, (name, target) in enumerate(zip(table.names, targets, strict=True)):
        cells = (clean_line(row.cells[at]) for row in table.rows if at < len(row.cells))
        yield Column(name, target, next((cell for cell in cells if cell not in ("", *_BLANKS)), ""))


def _guessed_by_content(columns: Sequence[Column]) -> list[str]:
    """Return what columns go to; where the name does not tell, the first value in it may."""
    found = [each.target for each in columns]
    for at, each in enumerate(columns):
        if each.target or not each.sample or _OTHER_DAY.search(column_key(each.name)):
            continue
        for target, holds in _CONTENTS:
            if target not in found and holds(each.sample):
                found[at] = target
                break
    return found


def _column(table: Table, targets: Sequence[str], target: str) -> Iterator[str]:
    places = [at for at, each in enumerate(targets) if each == target]
    return (row.cells[at] for row in table.rows for at in places if at < len(row.cells))


def _is_guess(layout: str, names: Sequence[str], targets: Sequence[str]) -> bool:
    if layout == "csv":
        return "uid" not in targets
    keys = set(map(column_key, names))
    return layout == "linkedin" and not keys & {"firstname", "lastname", "connectedon"}


def _notes(columns: Sequence[Column], reading: _Reading, table: Table) -> Iterator[str]:
    unused = [
        each.name
        for each in columns
        if each.sample and each.name and not each.target and not _KINDS.fullmatch(each.name)
    ]
    if reading.layout == "csv" and "uid" not in reading.targets:  # our own needs no check
        used = [f"{each.name} ({TARGETS[each.target]})" for each in columns if each.target]
        yield f"Columns: {', '.join(used)}."
    if unused:
        word = "Column" if len(unused) == 1 else "Columns"
        yield f"{word} not used: {', '.join(unused)}."
    for target, days in (("connected", reading.connected), ("last_contact", reading.contacted)):
        cells = _column(table, reading.targets, target)
        either = next((cell for cell in cells if len(days.read(cell).days) > 1), "")
        if either:
            yield f"{clean_line(either)} can be read as two days, so such days are kept as text."


# --- one row --------------------------------------------------------------------------------


def _read_row(row: DelimitedRow, reading: _Reading) -> Incoming | Problem | int:
    """Return the person in a row, or what is wrong with it, or how many hidden people it is."""
    if row.broken:
        return Problem(row.line, row.broken, row.raw)
    if not any(cell and not cell.isspace() for cell in row.cells):
        return 0
    width = len(reading.targets)
    if any(map(clean_line, row.cells[width:])):
        sign = SEPARATORS[reading.separator]
        reason = (
            f"{len(row.cells)} cells for {width} columns; put quotes around a cell that has {sign}"
        )
        return Problem(row.line, reason, row.raw)
    values = _values(row, reading)
    is_linkedin = reading.layout == "linkedin"
    name, suffix = _name(values, reading.layout)
    if is_linkedin and _is_hidden(name, values):
        return 1
    fields, doubts = _fields(values, suffix)
    if not name and not is_linkedin:
        name = next((_first(fields[key]) for key in _REACHED_BY if key in fields), "")
        if fields.get("organization") == name:
            fields.pop("organization", None)
    if not name:
        parts = "first or last name" if is_linkedin else "name, organization, email or phone"
        return Problem(row.line, f"no {parts}", row.raw)
    return _person(row, reading, values, name, fields, doubts)


def _is_hidden(name: str, values: Values) -> bool:
    """Tell whether a row of LinkedIn's is someone whose profile is hidden."""
    return not values.keys() - {"connected", *(NAME_PARTS if name == "LinkedIn Member" else ())}


def _values(row: DelimitedRow, reading: _Reading) -> Values:
    values: dict[str, list[tuple[str, str]]] = {}
    for name, target, cell in zip(reading.names, reading.targets, row.cells, strict=False):
        if not target or not cell:
            continue
        blanks = ("nan", "NaN") if target in NAME_PARTS else _BLANKS
        text = cell.strip()
        if text and text not in blanks:
            values.setdefault(target, []).append((name, text))
    return values


def _name(values: Values, layout: str) -> tuple[str, str]:
    """Return the name in a row, and what follows a comma in it that is no part of it."""
    whole = _part(values, "name")
    first, middle, last = (_part(values, each) for each in NAME_PARTS[1:])
    suffix = ""
    if layout == "linkedin" and first:
        last, suffix = _without_suffix(last, values)
    joined = " ".join(filter(None, (first, middle, last)))
    return joined or whole, suffix


def _without_suffix(last: str, values: Values) -> tuple[str, str]:
    """Return a last name without what follows it after a comma, and that: "PhD"."""
    last, _, suffix = (part.strip() for part in last.partition(","))
    is_behind = "last" in values and values["last"][0][1].lstrip().startswith(",")
    if is_behind and not suffix and re.sub(r"\W", "", fold(last)) in AFTER_NAME:
        return "", last
    return last, suffix


def _part(values: Values, target: str) -> str:
    """Return a part of a name without commas around it; "" if it has no letter and no digit."""
    text = clean_line(values[target][0][1]).strip(" ,;") if target in values else ""
    return text if any(map(str.isalnum, fold(text))) else ""


def _person(
    row: DelimitedRow,
    reading: _Reading,
    values: Values,
    name: str,
    fields: dict[str, Any],
    doubts: list[str],
) -> Incoming:
    when = ""
    if reading.layout == "linkedin":
        when = _connected(reading, values, fields, doubts)
    status = clean_line(values["status"][0][1]) if "status" in values else ""
    stage = stage_of(status)
    contacted = _last_contact(reading, values, fields, doubts)
    if status and not stage:
        _note(fields, f"{values['status'][0][0]}: {status}")
        doubts.append(f"{quoted(status)} is not a status that infoint knows; it is in the notes")
    organization = fields.get("organization", "")
    if reading.layout != "linkedin":
        reached = (*fields.get("emails", ()), *fields.get("phones", ()))
        slugs = filter(None, map(linkedin_slug, fields.get("links", ())))
        when = fold(next(iter((*reached, *slugs)), ""))
    return Incoming(
        row.line,
        name,
        fields,
        f"{reading.layout}|{fold(name)}|{fold(organization)}|{when}",
        has_unsafe(row.raw),
        tuple(doubts),
        uid=clean_line(values["uid"][0][1]) if "uid" in values else "",
        stage=stage,
        last_contact=contacted,
    )


def _connected(reading: _Reading, values: Values, fields: dict[str, Any], doubts: list[str]) -> str:
    """Say since when they are connected; return the day as it is in a fingerprint."""
    name, text = values["connected"][0] if "connected" in values else ("", "")
    text = clean_line(text)
    found = reading.connected.read(text) if text else FileDay()
    if found.is_impossible:
        doubts.append(f"{name}: {quoted(text)} is not a real date")
    since = dated(found.day) if found.day else text
    fields.setdefault("how_we_know", f"LinkedIn, since {since}" if since else "LinkedIn")
    return found.day.isoformat() if found.day else fold(text)


def _last_contact(
    reading: _Reading, values: Values, fields: dict[str, Any], doubts: list[str]
) -> date | None:
    if "last_contact" not in values:
        return None
    name, text = values["last_contact"][0]
    day = reading.contacted.read(text).day
    if day is None:
        _note(fields, f"{name}: {clean_line(text)}")
        doubts.append(f"{name}: {quoted(text)} cannot be read as a day; it is in the notes")
    return day


def _note(fields: dict[str, Any], line: str) -> None:
    fields["notes"] = "\n".join(filter(None, (fields.get("notes", ""), line)))


def _first(value: Any) -> str:
    return value if isinstance(value, str) else str(value[0])


# --- the fields of a contact ----------------------------------------------------------------


def _fields(values: Values, suffix: str) -> tuple[dict[str, Any], list[str]]:
    """Return the contact's fields in a row, and what looks wrong."""
    fields: dict[str, Any] = {}
    notes: list[str] = [suffix] if suffix else []
    doubts: list[str] = []
    for target, said in values.items():
        field = _BY_KEY.get(target)
        if field is None or field.kind == "name":
            others = _others(said) if target != "uid" else ()
            notes.extend(f"{label}: {clean_line(text)}" for label, text in others)
            continue
        if field.kind == "text":
            fields[target] = "\n".join(clean_text(text) for _, text in said)
            continue
        key = "introducer_name" if field.kind == "person" else target
        value, left = _READ.get(field.kind, _read_one)(field, said)
        if value:
            fields[key] = value
        notes.extend(f"{label}: {clean_line(text)}" for label, text in left)
        if field.kind == "emails":
            doubts.extend(f"{quoted(text)} is not an email address" for _, text in left)
    given = fields.pop("notes", "")
    joined = "\n".join(filter(None, (given, *notes)))
    if joined:
        fields["notes"] = joined
    return fields, doubts


Said = Sequence[tuple[str, str]]


def _read_one(_: ContactField, said: Said) -> tuple[Any, Said]:
    """Return the first text as one line, and the texts that say something else."""
    return clean_line(said[0][1]), _others(said)


def _others(said: Said) -> Said:
    """Return the texts that say something else than the first."""
    first = fold(clean_line(said[0][1]))
    return [each for each in said[1:] if fold(clean_line(each[1])) != first]


def _read_list(field: ContactField, said: Said) -> tuple[Any, Said]:
    split = (part for _, text in said for part in _BETWEEN.split(text))
    parts = (clean_line(part).removeprefix("* ") for part in split)
    kept = (
        part for part in parts if part and (field.key != "tags" or column_key(part) != "mycontacts")
    )
    return tuple(dict.fromkeys(kept)), ()


def _read_emails(_field: ContactField, said: Said) -> tuple[Any, Said]:
    found: dict[str, None] = {}
    left: list[tuple[str, str]] = []
    for _, text in said:
        emails, odd = emails_in(text)
        found.update(dict.fromkeys(emails))
        left.extend(("Email in the file", each) for each in odd)
    return tuple(found), left


def _read_links(_field: ContactField, said: Said) -> tuple[Any, Said]:
    found: dict[str, None] = {}
    left: list[tuple[str, str]] = []
    for _, text in said:
        for part in re.split(r"\s*:::\s*|[;\n]\s*|,\s+", clean_line(text)):
            link = openable(part) if scheme_of(part) in ("http", "https", "") else ""
            if scheme_of(part) in ("http", "https"):
                found[part] = None
            elif link.startswith("https://"):
                found[f"https://{part.lstrip('/')}"] = None
            else:
                left.append(("URL in the file", part))
    return tuple(found), left


def _read_choice(field: ContactField, said: Said) -> tuple[Any, Said]:
    wanted = column_key(said[0][1])
    for value, label in field.choices:
        if wanted in (column_key(value), column_key(label)):
            return value, _others(said)
    return None, said


def _read_zone(_: ContactField, said: Said) -> tuple[Any, Said]:
    try:
        return check_zone(clean_line(said[0][1])), _others(said)
    except InvalidInputError:
        return None, said


def _read_days(_: ContactField, said: Said) -> tuple[Any, Said]:
    number = re.match(r"\d{1,4}", clean_line(said[0][1]))
    is_sound = number is not None and 0 < int(number[0]) <= 3650
    return (int(number[0]), _others(said)) if number and is_sound else (None, said)


def _read_yes_no(_: ContactField, said: Said) -> tuple[Any, Said]:
    return column_key(said[0][1]) in ("yes", "y", "true", "1", "x", "ja", "si", "oui"), ()


_READ: Final[dict[str, Callable[[ContactField, Said], tuple[Any, Said]]]] = {
    "list": _read_list,
    "emails": _read_emails,
    "links": _read_links,
    "choice": _read_choice,
    "zone": _read_zone,
    "days": _read_days,
    "yes_no": _read_yes_no,
}
"""How the texts in the columns of a field are read; each returns what is left, for the notes."""
