from __future__ import annotations

import contextlib
import io
import struct
import zipfile
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from infoint_tui.domain.basics.errors import ImportFileError
from infoint_tui.exchange import source as sources
from infoint_tui.exchange.incoming import Parsed, ReadOptions
from infoint_tui.exchange.reading import read_source
from infoint_tui.exchange.source import Source, unpacked

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ANA = (
    "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,ana@example.com,Lumen Energy,Engineer,"
    "07 Dec 2025"
)
BEA = "Bea,Stone,https://www.linkedin.com/in/bea-stone,,Harbor Labs,Analyst,1 Jan 2026"
NOTE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are '
    'missing. You will only see addresses of those who allow it, ""as set"" in their privacy."\n'
    "\n"
)


def read_linkedin(data: bytes, name: str) -> Parsed:
    found = tuple(unpacked(Source(name, data)))
    return read_source(max(found, key=lambda each: "onnections" in each.base), ReadOptions())


def read(text: str, encoding: str = "utf-8") -> Parsed:
    return read_linkedin(text.encode(encoding), "Connections.csv")


def row(**values: str) -> str:
    cells = {"First Name": "Ana", "Last Name": "Ruiz"}
    cells |= {key.replace("_", " "): value for key, value in values.items()}
    return ",".join(
        '"' + cells.get(name, "").replace('"', '""') + '"' for name in HEADER.split(",")
    )


def only(**values: str) -> Any:
    (person,) = read(f"{HEADER}\n{row(**values)}\n").people
    return person


def names(parsed: Parsed) -> list[tuple[int, str]]:
    return [(person.line, person.name) for person in parsed.people]


def test_a_whole_row() -> None:
    (ana,) = read(f"{HEADER}\n{ANA}\n").people
    assert ana.name == "Ana Ruiz"
    assert ana.fields == {
        "organization": "Lumen Energy",
        "title": "Engineer",
        "emails": ("ana@example.com",),
        "links": ("https://www.linkedin.com/in/ana-ruiz",),
        "how_we_know": "LinkedIn, since 7 Dec 2025",
    }
    assert ana.fingerprint == "linkedin|ana ruiz|lumen energy|2025-12-07"
    assert not ana.cleaned


@pytest.mark.parametrize(
    ("before", "line"),
    [
        pytest.param("", 2, id="none"),
        pytest.param(NOTE, 5, id="the usual note"),
        pytest.param("Notes:\n\n\n\n", 6, id="several blank lines"),
        pytest.param('Notes:\n"Over\n\nseveral\nlines."\n\n', 8, id="a note over several lines"),
        pytest.param('Notes:\n"A quote that never ends\n', 4, id="a note with an open quote"),
        pytest.param("The First Name, Last Name and URL columns\n", 3, id="a note naming columns"),
        pytest.param("a line\n" * 300, 302, id="a very long note"),
    ],
)
def test_the_header_is_found_below_any_preamble(before: str, line: int) -> None:
    assert names(read(f"{before}{HEADER}\n{ANA}\n")) == [(line, "Ana Ruiz")]


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,Email Address,Company,Position,Connected On",
        "first name,LAST NAME,Company,position",
        "Connected On,Last Name,First Name",
        '"First Name","Last Name", "Connected On"',
        "First Name,Last Name,Connected On,Favourite colour,",
        "First Name,Connected On",
    ],
)
def test_columns_may_be_missing_unknown_or_in_another_order(header: str) -> None:
    columns = [name.strip(' "').lower() for name in header.split(",")]
    cells = ["Ana" if name == "first name" else "" for name in columns]
    assert names(read(f"{header}\n{','.join(cells)}\n")) == [(2, "Ana")]


def test_of_a_column_named_twice_the_first_counts() -> None:
    (ana,) = read("First Name,Company,Position,Company\nAna,Lumen,,Harbor").people
    assert ana.fields["organization"] == "Lumen"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator: str) -> None:
    text = f"{NOTE}{HEADER}\n{BEA}\n".replace(NOTE, "").replace(",", separator)
    (bea,) = read(NOTE + text).people
    assert bea.fields["organization"] == "Harbor Labs"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    parsed = read(f"{HEADER}\n{row(First_Name='José', Company='Zoë & Søn')}\n", encoding)
    assert parsed.people[0].name == "José Ruiz"
    assert parsed.people[0].fields["organization"] == "Zoë & Søn"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(b"Ana\x00,Ruiz", "Ana Ruiz", id="a NUL"),
    ],
)
def test_odd_bytes(data: bytes, name: str) -> None:
    parsed = read_linkedin(b"First Name,Last Name,Position\n" + data, "c.csv")
    assert names(parsed) == [(2, name)]


def test_a_broken_utf8_or_utf16_file_with_a_byte_order_mark_is_read() -> None:
    text = "First Name,Position\nAna,x\n"
    assert read_linkedin(text.encode("utf-8-sig") + b"\xff", "c.csv").people[0].name == "Ana"
    assert read_linkedin(text.encode("utf-16") + b"\xd8", "c.csv").people[0].name == "Ana"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_numbers_are_those_of_an_editor(end: str) -> None:
    lines = ["", HEADER, ANA, "", row(Company="Lumen\nEnergy\n"), ",,,,,,", BEA, row(Last_Name="")]
    parsed = read(end.join("\n".join(lines).split("\n")))
    expected = [(3, "Ana Ruiz"), (5, "Ana Ruiz"), (9, "Bea Stone"), (10, "Ana")]
    assert names(parsed) == expected
    assert parsed.people[1].fields["organization"] == "Lumen Energy"
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("text", "day", "iso"),
    [
        ("07 Dec 2025", "7 Dec 2025", "2025-12-07"),
        ("1 Jan 2026", "1 Jan 2026", "2026-01-01"),
        ("15 September 2026", "15 Sep 2026", "2026-09-15"),
        ("15 SEPT 2026", "15 Sep 2026", "2026-09-15"),
        ("7-Feb-22", "7 Feb 2022", "2022-02-07"),
        ("2026-01-05", "5 Jan 2026", "2026-01-05"),
        ("31 Feb 2026", "31 Feb 2026", "31 feb 2026"),
        ("2026-04-31", "2026-04-31", "2026-04-31"),
        ("7 Foo 2026", "7 Foo 2026", "7 foo 2026"),
        ("last Spring", "last Spring", "last spring"),
    ],
)
def test_dates_are_read_or_kept_as_text(text: str, day: str, iso: str) -> None:
    person = only(Connected_On=text)
    assert person.fields["how_we_know"] == f"LinkedIn, since {day}"
    assert person.fingerprint == f"linkedin|ana ruiz||{iso}"
    cannot_be = f"Connected On: “{text}” is not a real date"
    assert person.doubts == ((cannot_be,) if "31" in text else ())


def test_without_a_date_or_anything_else_it_is_still_from_linkedin() -> None:
    assert only().fields == {"how_we_know": "LinkedIn"}
    assert only().fingerprint == "linkedin|ana ruiz||"


@pytest.mark.parametrize(
    ("last", "name", "notes"),
    [
        ("Looper, DipWSET", "Ana Looper", "DipWSET"),
        ("Looper, PhD, MBA", "Ana Looper", "PhD, MBA"),
        ("Looper PhD", "Ana Looper PhD", None),
        ("Looper,", "Ana Looper", None),
        (", PhD", "Ana", "PhD"),
    ],
)
def test_a_suffix_after_a_comma_goes_to_the_notes(last: str, name: str, notes: str | None) -> None:
    person = only(Last_Name=last)
    assert (person.name, person.fields.get("notes")) == (name, notes)


@pytest.mark.parametrize(
    ("url", "links", "notes"),
    [
        ("http://linkedin.com/in/ana", ("http://linkedin.com/in/ana",), None),
        ("www.linkedin.com/in/ana", ("https://www.linkedin.com/in/ana",), None),
        ("//linkedin.com/in/ana", ("https://linkedin.com/in/ana",), None),
        ("file://host/etc", None, "URL in the file: file://host/etc"),
        ("not known.", None, "URL in the file: not known."),
        ("n/a", None, "URL in the file: n/a"),
    ],
)
def test_links(url: str, links: tuple[str, ...] | None, notes: str | None) -> None:
    fields = only(URL=url).fields
    assert (fields.get("links"), fields.get("notes")) == (links, notes)


def test_what_is_no_email_address_is_kept_in_the_notes() -> None:
    fields = only(Last_Name="Ruiz, PhD", Email_Address="ana at example.com").fields
    assert "emails" not in fields
    assert fields["notes"] == "PhD\nEmail in the file: ana at example.com"


def test_a_cell_that_looks_like_a_formula_is_kept_as_it_is() -> None:
    assert only(Company="=1+1", Position="@home").fields["organization"] == "=1+1"


def test_control_characters_are_removed_and_reported() -> None:
    person = only(Company="Lu\x1b[31mmen\u202e", Position="a\tb")
    assert person.fields["organization"] == "Lu[31mmen"
    assert person.cleaned
    assert not only(Position="a\tb\nc").cleaned


def test_repeated_rows_stay_and_share_their_fingerprint() -> None:
    first, second = read(f"{HEADER}\n{ANA}\n{ANA}\n").people
    assert first.fingerprint == second.fingerprint
    assert (first.line, second.line) == (2, 3)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        pytest.param(",,,x@example.com,Lumen,,07 Dec 2025", "no first or last name", id="no name"),
        pytest.param(' ,"\x07",,,Lumen,,', "no first or last name", id="a name of nothing"),
        pytest.param(
            "Cy,Moss,,,Lumen, Inc,Engineer,07 Dec 2025",
            "8 cells for 7 columns; put quotes around a cell that has commas",
            id="too many cells",
        ),
        pytest.param(
            'Cy,"Moss,,,Lumen,Engineer,07 Dec 2025',
            "a quotation mark is opened and never closed",
            id="an open quote",
        ),
        pytest.param(
            'Cy,Moss,,,Lumen,Engineer,"07 Dec 2025',
            "a quotation mark is opened and never closed",
            id="an open quote in the last cell",
        ),
        pytest.param(
            "Cy," + "x" * 140_000 + ",,,,,",
            "a cell has more than 131,072 characters",
            id="a cell too long",
        ),
    ],
)
@pytest.mark.parametrize("following", [(BEA,), (row(), BEA), (BEA,) * 60, ()])
def test_a_bad_row_costs_only_itself(bad: str, reason: str, following: tuple[str, ...]) -> None:
    parsed = read("\n".join((HEADER, ANA, bad, *following)))
    assert [(each.line, each.reason, each.record) for each in parsed.problems] == [(3, reason, bad)]
    assert [line for line, _ in names(parsed)] == [2, *range(4, 4 + len(following))]
    assert parsed.header == HEADER


@pytest.mark.parametrize(
    "short",
    [
        "Cy,Moss",
        "Cy,Moss,,,Lumen,Engineer,07 Dec 2025,,,",
        'Cy,Moss,,,"Lumen\nEnergy"',
        '"C\ny",Moss',
    ],
)
def test_missing_cells_and_blank_extra_ones_do_no_harm(short: str) -> None:
    parsed = read(f"{HEADER}\n{short}\n{BEA}")
    assert [name.replace(" ", "") for _, name in names(parsed)] == ["CyMoss", "BeaStone"]


def test_a_cell_of_hundreds_of_lines_that_look_like_records_is_one_cell() -> None:
    cell = "\n".join(["a,b,c,d,e,f,g"] * 300)
    parsed = read(f'{HEADER}\nCy,Moss,,,"{cell}",,\n{BEA}')
    assert [each.name for each in parsed.people] == ["Cy Moss", "Bea Stone"]
    assert parsed.problems == ()


def test_a_header_alone_has_nobody() -> None:
    parsed = read(HEADER)
    assert (parsed.source, parsed.people, parsed.problems) == ("linkedin", (), ())
    assert (parsed.header, parsed.notes) == (HEADER, ())


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param(b"", "people.csv is empty.", id="empty"),
        pytest.param(b"\n\n \n", "people.csv is empty.", id="blank"),
        pytest.param(b"hello\x1b[2J\nyou\n", 'It starts with "hello[2J".', id="no table"),
        pytest.param(b"Position,Connected On\n", "Columns: “Position”", id="no name column"),
        pytest.param(b"name" + b"x" * 140_000, f'"name{"x" * 56}".', id="one endless cell"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture", id="a picture"),
    ],
)
def test_what_has_no_people_is_refused_with_what_was_expected(data: bytes, found: str) -> None:
    with pytest.raises(ImportFileError) as error:
        read_linkedin(data, "people.csv")
    assert "people.csv" in error.value.message
    assert found in error.value.message
    assert error.value.hint


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


CSV = f"{NOTE}{HEADER}\n{ANA}\n".encode()


@pytest.mark.parametrize(
    "members",
    [
        {"Connections.csv": CSV},
        {"Profile.csv": b"x", "Basic_Export/connections.CSV": CSV, "Messages.csv": b""},
        {"Export\\Connections.csv": CSV},
        {"__MACOSX/old/Connections.csv": b"", "Export/Connections.csv": CSV},
    ],
)
def test_the_member_of_a_zip_is_found(members: dict[str, bytes]) -> None:
    assert names(read_linkedin(zipped(members), "export.zip")) == [(5, "Ana Ruiz")]


def encrypted(data: bytes) -> bytes:
    """Set the flag that says so, in the central directory and in the local header."""
    flagged = bytearray(data)
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = flagged.index(signature) + offset
        struct.pack_into("<H", flagged, at, 1)
    return bytes(flagged)


ZIP = zipped({"Connections.csv": CSV})


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(zipped({"Profile.csv": b"x"}), "not a table", id="no member"),
        pytest.param(zipped({}), "nothing to import in x.zip", id="nothing in it"),
        pytest.param(zipped({"Connections.csv/": b""}), "nothing to import", id="a folder"),
        pytest.param(encrypted(ZIP), "password-protected", id="encrypted"),
        pytest.param(ZIP[:60], "damaged ZIP", id="cut off"),
        pytest.param(ZIP[:50] + b"\xff" * 20 + ZIP[70:], "damaged ZIP", id="corrupt"),
        pytest.param(zipped({"Connections.csv": b"x"}), "not a table of people", id="other CSV"),
    ],
)
def test_a_zip_that_cannot_be_used(data: bytes, message: str) -> None:
    with pytest.raises(ImportFileError, match=message):
        read_linkedin(data, "x.zip")


@pytest.mark.parametrize(
    "pack", [lambda data: data, lambda data: zipped({"Connections.csv": data})]
)
def test_a_file_too_large_is_refused_also_when_zipped(
    pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_TEXT", 2**20)
    with pytest.raises(ImportFileError, match="more than 1 MiB"):
        read_linkedin(pack(b"\n" * (2**20 + 1)), "x.zip")


@settings(max_examples=150)
@given(st.text(alphabet='ab,;"\n\r\t\x00é\u202e@', max_size=200))
def test_no_text_below_the_header_crashes_and_every_row_is_accounted_for(body: str) -> None:
    parsed = read(f"{HEADER}\n{body}\n{ANA}")
    lines = [each.line for each in (*parsed.people, *parsed.problems)]
    assert len(lines) == len(set(lines))
    assert all(person.name for person in parsed.people)


@settings(max_examples=100)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf"]))
@example(b"BEGIN:VCARD", b"")  # recognized, with a card that has nobody in it
def test_any_bytes_are_read_or_refused(data: bytes, magic: bytes) -> None:
    with contextlib.suppress(ImportFileError):
        assert read_linkedin(magic + data, "x").people == ()


@settings(max_examples=100)
@given(st.integers(0, len(ZIP) - 1), st.integers(0, 255))
def test_a_zip_with_any_byte_changed_is_read_or_refused(at: int, byte: int) -> None:
    damaged = ZIP[:at] + bytes([byte]) + ZIP[at + 1 :]
    with contextlib.suppress(ImportFileError):
        assert read_linkedin(damaged, "x.zip").people
