"""Files that hold no people, or in no form that can be read: what they are, what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from infoint_tui.domain.basics.errors import ImportFileError
from infoint_tui.exchange.columns import column_key
from infoint_tui.exchange.json_file import is_ours
from infoint_tui.exchange.source import Source

_SAVE_CSV: Final = "Open it and save the table as CSV (in Numbers: File, Export To, CSV)."
_LINKEDIN: Final = (
    "Import Connections.csv instead: ask LinkedIn for a copy of your data (Settings, Data privacy)."
)
_BEGINNINGS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"%PDF", "a PDF", "Copy the people into a table and save it as CSV."),
    (b"\x89PNG", "a picture", "Import a vCard, a CSV or a spreadsheet."),
    (b"\xff\xd8\xff", "a picture", "Import a vCard, a CSV or a spreadsheet."),
    (b"GIF8", "a picture", "Import a vCard, a CSV or a spreadsheet."),
    (b"{\\rtf", "a text document", "Copy the people into a table and save it as CSV."),
    (b"SQLite format 3", "a database", "Export the people from its program as CSV or vCard."),
    (b"\x1f\x8b", "a compressed file", "Unpack it and import the file inside."),
    (b"7z\xbc\xaf", "a compressed file", "Unpack it and import the file inside."),
    (b"Rar!", "a compressed file", "Unpack it and import the file inside."),
    (b"!BDN", "an Outlook data file", "In Outlook, export the contacts as CSV."),
    (b"BEGIN:VCALENDAR", "a calendar", "Import a vCard or a CSV with people."),
    (b"bplist", "a property list", "Export the people as vCard."),
    (b"\x7fELF", "a program", "Import a vCard, a CSV or a spreadsheet."),
)
_JSON: Final = (
    "JSON, but not from infoint export",
    "Export the people as vCard or CSV from the program that it comes from.",
)
_DATABASE: Final = (
    "a whole file of infoint, with its history",
    "infoint merge-file brings in what it has.",
)
_HTML: Final = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|\?xml|table)", re.I
)
_DOCUMENTS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"Index/Document.iwa", "a Numbers or Pages document", _SAVE_CSV),
    (b"Index.zip", "a Numbers or Pages document", _SAVE_CSV),
    (b"word/document.xml", "a Word document", "Copy the people into a table and save it as CSV."),
    (b"ppt/", "a presentation", "Copy the people into a table and save it as CSV."),
)
_TABLES: Final[tuple[tuple[frozenset[str], str, str], ...]] = (
    (
        frozenset(("conversationid", "from", "date")),
        "LinkedIn's messages",
        "Import the connections first; then --messages takes the days of the last messages.",
    ),
    (
        frozenset(("from", "to", "sentat", "direction")),
        "LinkedIn's invitations, not people you know",
        _LINKEDIN,
    ),
    (
        frozenset(("companyname", "title", "startedon", "finishedon")),
        "LinkedIn's list of your own positions",
        _LINKEDIN,
    ),
    (
        frozenset(("schoolname", "startdate", "enddate")),
        "LinkedIn's list of your own schools",
        _LINKEDIN,
    ),
    (frozenset(("firstname", "headline", "summary")), "your own LinkedIn profile", _LINKEDIN),
    (frozenset(("text", "creationdate", "status")), "LinkedIn's recommendations", _LINKEDIN),
    (frozenset(("endorsementdate", "skillname")), "LinkedIn's endorsements", _LINKEDIN),
)
"""Tables that are no people, by names of columns that they all have."""


def check_file(source: Source) -> None:
    """Check that a file can hold people, as far as its first bytes tell.

    Raises:
        ImportFileError: it cannot; the error says what it is and what to do instead.
    """
    what, instead = _told(source)
    if what:
        raise ImportFileError(f"{source.name} is {what}.", instead)


def _told(source: Source) -> tuple[str, str]:
    """Return what a file is and what to do instead; "" if it can hold people."""
    data = source.data
    if source.base.endswith(".numbers"):
        return "a Numbers spreadsheet", _SAVE_CSV
    if _HTML.match(data[:1000]):
        return "a web page, not a file of people", "Download the file itself; first sign in."
    if data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _told_of_json(source)
    documents = _DOCUMENTS if data.startswith(b"PK") else ()
    known = (
        *(each for each in _BEGINNINGS if data.startswith(each[0])),
        *(each for each in documents if each[0] in data),
    )
    return known[0][1:] if known else ("", "")


def _told_of_json(source: Source) -> tuple[str, str]:
    """Return what a file that may be JSON is, unless it is our own or no JSON at all."""
    if is_ours(source.data):
        return "", ""
    try:
        keys = set(msgspec.json.decode(source.data, type=dict[str, msgspec.Raw]))
    except (ValueError, RecursionError):
        is_json = source.base.endswith(".json")
        return _JSON if is_json else ("", "")
    return _DATABASE if {"_meta", "contacts"} <= keys else _JSON


def check_table(name: str, columns: Sequence[str]) -> None:
    """Check that a table is not one of those that are known to hold no people.

    Args:
        name: what to call the file.
        columns: the names of its columns.

    Raises:
        ImportFileError: it is; the error says what it is and what to do instead.
    """
    keys = set(map(column_key, columns))
    for needed, what, instead in _TABLES:
        if needed <= keys:
            raise ImportFileError(f"{name} has {what}.", instead)
