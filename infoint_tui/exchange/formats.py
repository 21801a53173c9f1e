"""The formats that people come in and go out in, one row each.

`infoint import` and `infoint export` take their choices and their help from here, and so do the
dialogs. What a format needs is imported only when it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct

from infoint_tui.exchange.incoming import Parsed, ReadOptions
from infoint_tui.exchange.outgoing import ItemFile, Outgoing, WriteOptions
from infoint_tui.exchange.source import Source


class Format(Struct, frozen=True):
    """One format."""

    key: str
    """Its name on the command line."""
    label: str
    """What it is called."""
    suffixes: tuple[str, ...]
    """How its files end."""
    read_help: str = ""
    """What `--help` says about importing it."""
    write_help: str = ""
    """What `--help` and the dialog say about exporting it."""
    recognizes: Callable[[Source], bool] | None = None
    """Tells whether a file is in this format; None if its row of column names tells."""
    read: Callable[[Source, ReadOptions], Parsed] | None = None
    """Reads a file; None if it only goes out."""
    write: Callable[[Outgoing, WriteOptions], str] | None = None
    """Writes one file; None if it only comes in."""
    items: Callable[[Outgoing, WriteOptions], Iterator[ItemFile]] | None = None
    """Writes one file per item, for a folder; None if that makes no sense."""


def _read_table(source: Source, options: ReadOptions) -> Parsed:
    from infoint_tui.exchange.people_in_tables import read_people

    return read_people(source, options)


def _is_vcard(source: Source) -> bool:
    """Tell whether a file begins with a card, or has one and is called so: a note may have one."""
    data = source.data.replace(b"\0", b"").upper()
    if source.base.endswith(BY_KEY["vcard"].suffixes):
        return b"BEGIN:VCARD" in data
    return data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"BEGIN:VCARD")


def _read_vcard(source: Source, options: ReadOptions) -> Parsed:
    from infoint_tui.exchange.decoding import decode
    from infoint_tui.exchange.vcard.reading import charset_of, read_vcards

    encoding = options.encoding or charset_of(source.data)
    decoded = decode(source.data, source.name, encoding)
    return read_vcards(decoded.lines, decoded.notes, options.progress)


def _write_vcard(out: Outgoing, options: WriteOptions) -> str:
    return "".join(item.text for item in _vcard_items(out, options))


def _vcard_items(out: Outgoing, options: WriteOptions) -> Iterator[ItemFile]:
    from infoint_tui.exchange.vcard.writing import vcard

    for each in options.counted(out.contacts):
        yield ItemFile(each.id, each.name, vcard(each, options.version))


def _is_json(source: Source) -> bool:
    from infoint_tui.exchange.json_file import is_ours

    return is_ours(source.data)


def _read_json(source: Source, _: ReadOptions) -> Parsed:
    from infoint_tui.exchange.json_file import read_json

    return read_json(source.data, source.name)


def _write_json(out: Outgoing, _: WriteOptions) -> str:
    from infoint_tui.exchange.json_file import json_text

    return json_text(out.records())


def _write_csv(out: Outgoing, options: WriteOptions) -> str:
    from infoint_tui.exchange.csv_out import people_csv

    return people_csv(out, options)


def _write_google(out: Outgoing, options: WriteOptions) -> str:
    from infoint_tui.exchange.csv_out import google_csv

    return google_csv(out, options)


def _write_ics(out: Outgoing, options: WriteOptions) -> str:
    from infoint_tui.exchange.ics import calendar

    return calendar(out, options)


def _ics_items(out: Outgoing, options: WriteOptions) -> Iterator[ItemFile]:
    from infoint_tui.exchange.ics import calendar_items

    return calendar_items(out, options)


def _write_notes(out: Outgoing, options: WriteOptions) -> str:
    return "\n".join(item.text for item in _note_items(out, options))


def _note_items(out: Outgoing, options: WriteOptions) -> Iterator[ItemFile]:
    from infoint_tui.exchange.markdown_notes import notes

    return notes(out, options)


FORMATS: Final[tuple[Format, ...]] = (
    Format(
        "vcard",
        "vCard",
        (".vcf", ".vcard"),
        "one card or many, from a phone or an address book",
        "for phones and address books",
        recognizes=_is_vcard,
        read=_read_vcard,
        write=_write_vcard,
        items=_vcard_items,
    ),
    Format(
        "json",
        "JSON",
        (".json",),
        "what infoint export wrote",
        "everything in full, to take to another computer",
        recognizes=_is_json,
        read=_read_json,
        write=_write_json,
    ),
    Format(
        "linkedin",
        "LinkedIn",
        (".csv", ".zip"),
        "Connections.csv, alone, in the ZIP of your data, or in its folder",
        read=_read_table,
    ),
    Format(
        "google",
        "Google Contacts",
        (".csv",),
        "a CSV from Google Contacts",
        "a CSV that Google Contacts imports",
        read=_read_table,
        write=_write_google,
    ),
    Format(
        "outlook",
        "Outlook",
        (".csv",),
        "a CSV from Outlook, or from Google for Outlook",
        read=_read_table,
    ),
    Format(
        "thunderbird",
        "Thunderbird",
        (".csv",),
        "a CSV from Thunderbird's address book",
        read=_read_table,
    ),
    Format(
        "csv",
        "CSV or spreadsheet",
        (".csv", ".tsv", ".xlsx", ".xls", ".ods"),
        "any table that names its columns; what they mean is guessed, and you can correct it",
        "a table that a spreadsheet opens safely",
        read=_read_table,
        write=_write_csv,
    ),
    Format(
        "ics",
        "Calendar",
        (".ics",),
        write_help="conversations with a time, and what is due",
        write=_write_ics,
        items=_ics_items,
    ),
    Format(
        "md",
        "Markdown",
        (".md",),
        write_help="one note per person, for Obsidian and the like",
        write=_write_notes,
        items=_note_items,
    ),
)
"""Every format, in the order in which a file is tried."""

BY_KEY: Final = {each.key: each for each in FORMATS}

OUT: Final = tuple(each.key for each in FORMATS if each.write is not None)
"""The formats that people go out in."""

IN: Final = tuple(each.key for each in FORMATS if each.read is not None)
"""The formats that people come in."""
