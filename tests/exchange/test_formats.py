"""Every format has what its row promises, and a file of it is recognized."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoint_tui.cli.importing import import_command
from infoint_tui.exchange.formats import BY_KEY, FORMATS, IN, Format
from infoint_tui.exchange.incoming import ReadOptions
from infoint_tui.exchange.reading import read_source
from infoint_tui.exchange.source import READABLE, Source

FILES = {
    "vcard": b"BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEND:VCARD\n",
    "json": b'{"infoint": 1, "contacts": [{"id": "1", "name": "Ana Ruiz"}]}',
    "linkedin": b"First Name,Last Name,Position,Connected On\nAna,Ruiz,Clerk,07 Dec 2025\n",
    "google": b"Given Name,Family Name,E-mail 1 - Value\nAna,Ruiz,ana@example.com\n",
    "outlook": b"First Name,Last Name,Job Title,E-mail Address\nAna,Ruiz,Clerk,ana@example.com\n",
    "thunderbird": b"Display Name,Screen Name,Primary Email,\nAna Ruiz,,ana@example.com,\n",
    "csv": b"Name,Email\nAna Ruiz,ana@example.com\n",
}
"""A small file in each format that comes in."""


def test_there_is_a_file_of_every_format_that_comes_in() -> None:
    assert sorted(FILES) == sorted(IN)


@pytest.mark.parametrize("key", FILES)
def test_a_file_is_recognized_and_read_also_if_its_format_is_said(key: str) -> None:
    found = Source("file", FILES[key])
    for options in (ReadOptions(), ReadOptions(key)):
        parsed = read_source(found, options)
        assert parsed.source == key
        assert [person.name for person in parsed.people] == ["Ana Ruiz"]


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.key)
def test_every_row_is_whole(row: Format) -> None:
    assert BY_KEY[row.key] is row
    assert row.label
    assert (bool(row.read), bool(row.write)) == (bool(row.read_help), bool(row.write_help))
    assert row.read or row.write
    assert set(row.suffixes) <= {*READABLE, ".zip"} or not row.read
    readme = Path("README.md").read_text("utf-8").lower()
    assert row.label.split()[0].lower() in readme


def test_the_choices_on_the_command_line_are_the_formats() -> None:
    (option,) = (each for each in import_command.params if each.name == "form")
    assert list(option.type.choices) == ["auto", *IN]  # type: ignore[attr-defined]
