"""People as a CSV: with our own columns, or with those of Google Contacts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from infoint_tui.domain.contact_fields import FIELDS, UNSAID, ContactField
from infoint_tui.domain.records.contact import Contact
from infoint_tui.exchange.outgoing import Outgoing, WriteOptions

UID: Final = "UID"
"""The column after the fields: what recognizes someone when the file comes back."""

_RUNS: Final = tuple("=+-@\t\r")
"""The first characters of a cell that a spreadsheet may run as a formula."""
_BOM: Final = "\ufeff"
_SEVERAL: Final = " ::: "
"""What Google puts between several values, and we where a value has a comma in it."""


def people_csv(out: Outgoing, options: WriteOptions) -> str:
    """Return people as a CSV with one column a field.

    A cell that a spreadsheet could run as a formula gets an apostrophe in front, unless the options
    ask for raw cells.
    """
    names = (*(field.label for field in FIELDS), UID)
    people = options.counted(out.contacts)
    rows = ([*_cells(each, out), each.uid or each.id] for each in people)
    if options.raw:
        return _csv([names, *rows])
    return _BOM + _csv([names, *([_harmless(cell) for cell in row] for row in rows)])


def _cells(contact: Contact, out: Outgoing) -> Iterator[str]:
    for field in FIELDS:
        if field.kind == "person":
            yield out.introducers.get(contact.id, "")
        else:
            yield _cell(field, contact)


def _cell(field: ContactField, contact: Contact) -> str:
    value = getattr(contact, field.key)
    if not value or (field.kind == "choice" and value == UNSAID):
        return ""
    if field.kind == "choice":
        return dict(field.choices)[value]
    if field.kind == "yes_no":
        return "yes"
    return together(value) if isinstance(value, tuple) else str(value)


def together(values: Sequence[str]) -> str:
    """Return several values in one cell: separated by commas, as they are typed, if possible."""
    return (_SEVERAL if any("," in each for each in values) else ", ").join(values)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RUNS) else cell


def _csv(rows: Iterable[Sequence[str]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue()


def google_csv(out: Outgoing, options: WriteOptions) -> str:
    """Return people as Google Contacts imports them, which would keep an apostrophe in a cell."""
    many = {
        key: max((len(getattr(each, key)) for each in out.contacts), default=0) for key in _NUMBERED
    }
    names = [
        *_GOOGLE,
        *(
            f"{title} {number} - {what}"
            for key, title in _NUMBERED.items()
            for number in range(1, many[key] + 1)
            for what in ("Label", "Value")
        ),
        "Address 1 - Label",
        "Address 1 - Formatted",
    ]
    people = options.counted(out.contacts)
    return _csv([names, *(_google_row(each, many) for each in people)])


_EVERYONE: Final = " ".join(("*", "myContacts"))
"""Google's label for people who are in the list of contacts."""

_GOOGLE: Final = (
    *("First Name", "Last Name", "Nickname", "Organization Name", "Organization Title"),
    *("Notes", "Labels"),
)
_NUMBERED: Final = {"emails": "E-mail", "phones": "Phone", "links": "Website"}
"""What a person can have several of, with the name that Google has for it."""


def _google_row(contact: Contact, many: dict[str, int]) -> list[str]:
    first, _, last = contact.name.rpartition(" ")
    first, last = (first, last) if first else (last, "")
    row = [first, last, contact.call, contact.organization, contact.title, contact.notes]
    row.append(_SEVERAL.join((_EVERYONE, *contact.tags)))
    for key, count in many.items():
        values = getattr(contact, key)
        for at in range(count):
            row += ["", values[at]] if at < len(values) else ["", ""]
    return [*row, "", contact.address]
