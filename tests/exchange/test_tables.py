"""Tables of people as they come: every encoding, dialect and program, with what has to come out."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from contextlib import suppress
from typing import Any

import pytest

from infoint_tui.domain.basics.errors import ImportFileError, InfointError, InvalidInputError
from infoint_tui.domain.people.greeting import first_name
from infoint_tui.exchange.columns import TARGETS, guessed, layout_of, target_called
from infoint_tui.exchange.decoding import ENCODINGS, EncodingError
from infoint_tui.exchange.delimited import rows
from infoint_tui.exchange.incoming import Incoming, Parsed, ReadOptions
from infoint_tui.exchange.json_file import json_text
from infoint_tui.exchange.people_in_tables import ColumnsError
from infoint_tui.exchange.reading import read_source, read_sources
from infoint_tui.exchange.source import Source, unpacked
from infoint_tui.exchange.trackers import stage_of
from tests.builders import contact

LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
JOSE = "José,Núñez,https://www.linkedin.com/in/jose-n,,Energía Clara,Ingeniero,07 Dec 2025"
ZOE = "Zoë,Brück,https://www.linkedin.com/in/zoe-b,,Søn & Co,Analyst,1 Jan 2026"
TWO = f"{LINKEDIN}\n{JOSE}\n{ZOE}\n"
BOTH = ["José Núñez", "Zoë Brück"]


def read(text: str | bytes, name: str = "people.csv", **options: Any) -> Parsed:
    data = text.encode() if isinstance(text, str) else text
    return read_source(Source(name, data), ReadOptions(**options))


def only(text: str | bytes, **options: Any) -> Incoming:
    (person,) = read(text, **options).people
    return person


def names(parsed: Parsed) -> list[str]:
    return [person.name for person in parsed.people]


# --- decoding -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "cp1252"],
)
def test_the_encoding_is_recognized(encoding: str) -> None:
    parsed = read(TWO.encode(encoding))
    assert names(parsed) == BOTH
    assert bool(parsed.notes) == (encoding == "cp1252")


def test_two_byte_order_marks_are_as_good_as_one() -> None:
    assert names(read("\ufeff\ufeff" + TWO)) == BOTH


@pytest.mark.parametrize(
    ("odd", "name"),
    [
        (b"Ren\xe9,Petit,,,Quarry,,", "René Petit"),
        (b"R\xc3,Last,,,,,", "RÃ Last"),
        (b"\xff,Oak,,,,,", "ÿ Oak"),
    ],
)
def test_one_odd_byte_costs_its_own_line_only_and_is_said(odd: bytes, name: str) -> None:
    parsed = read(TWO.encode() + odd)
    assert names(parsed) == [*BOTH, name]
    assert "line 4 is not UTF-8, read as Windows-1252" in parsed.notes[0]


@pytest.mark.parametrize(
    ("encoding", "first", "last"),
    [
        ("shift_jis", "花子", "佐藤"),
        ("cp1251", "Анна", "Орлова"),
        ("mac_roman", "José", "Núñez"),
        ("gb18030", "梅", "李晨光"),
        ("cp1250", "Łukasz", "Żak"),
        ("koi8_r", "Анна", "Орлова"),
        ("cp1253", "Ελένη", "Παππά"),
        ("euc_kr", "지민", "박서연"),
    ],
)
def test_other_code_pages_are_never_garbled_but_asked_about(
    encoding: str, first: str, last: str
) -> None:
    data = f"First Name,Last Name,Company,Position\n{first},{last},Lumen,Clerk\n".encode(encoding)
    with pytest.raises(EncodingError) as error:
        read(data)
    assert "--encoding" in error.value.hint
    assert encoding in error.value.samples
    assert encoding in ENCODINGS
    assert names(read(data, encoding=encoding)) == [f"{first} {last}"]


def test_one_line_that_makes_no_sense_does_not_cost_a_long_file() -> None:
    lines = [f"Ana,Number {n},,,,," for n in range(12)]
    parsed = read("\n".join((LINKEDIN, *lines, "")).encode() + b"Jos\x8e,Oak,,,,,")
    assert len(parsed.people) == 13
    assert parsed.notes


def test_an_encoding_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="no encoding “klingon”"):
        read(TWO, encoding="klingon")


# --- dialects and broken records ------------------------------------------------------------

CELLS = (
    "a",
    'q"x',
    "1 Harbor Road",
    "x, y, z",
    "",
    "<b>hi</b>",
    "; |",
    "é",
    "\n",
    "\r\n",
    "A,B,C\n",
)


def test_cells_of_many_lines_come_out_as_python_reads_them() -> None:
    chance = random.Random(7)
    for _ in range(100):
        separator, width = chance.choice(",;\t|"), chance.randint(1, 7)
        table = [
            ["".join(chance.choices(CELLS, k=chance.randint(0, 9))).strip() for _ in range(width)]
            for _ in range(8)
        ]
        file = io.StringIO(newline="")
        quoting = chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
        csv.writer(file, delimiter=separator, quoting=quoting).writerows(table)
        lines = list(io.StringIO(file.getvalue(), newline=""))
        found = list(rows(lines, 0, separator, width))
        assert [row.cells for row in found] == list(csv.reader(lines, delimiter=separator))
        assert not any(row.broken for row in found)


def quoted_lines(text: str, end: str = "") -> str:
    return "".join('"' + line.replace('"', '""') + f'"{end}\n' for line in text.splitlines())


DIALECTS = {
    "commas": TWO,
    "semicolons": TWO.replace(",", ";"),
    "tabs": TWO.replace(",", "\t"),
    "bars": TWO.replace(",", "|"),
    "CRLF": TWO.replace("\n", "\r\n"),
    "CR": TWO.replace("\n", "\r"),
    "sep=;": "sep=;\r\n" + TWO.replace(",", ";"),
    "sep=, quoted": '"sep=,"\n' + TWO,
    "all quoted": "\n".join('"' + line.replace(",", '","') + '"' for line in TWO.splitlines()),
    "whole lines quoted": quoted_lines(TWO),
    "whole lines quoted, padded": quoted_lines(TWO, ";;;"),
    "notes": f'Notes:\n"Some addresses, as set, are missing."\n\n{TWO}',
    "padded notes": f"Notes:,,,,,,\nSome are missing.,,,,,,\n,,,,,,\n{TWO},,,,,,\n",
    "an index": "\n".join(f"{at or ''},{line}" for at, line in enumerate(TWO.splitlines())),
    "no spaces": TWO.replace("t N", "tN").replace("l A", "lA").replace("d O", "dO"),
    "underscores": TWO.replace(LINKEDIN, LINKEDIN.lower().replace(" ", "_")),
    "capitals": TWO.replace(LINKEDIN, LINKEDIN.upper()),
    "a header twice": f"{LINKEDIN}\n{JOSE}\n{LINKEDIN}\n{ZOE}\n",
    "two exports joined": f'{LINKEDIN}\n{JOSE}\nNotes:\n"As set."\n\n{LINKEDIN}\n{ZOE}\n',
    "a header twice, quoted": f"{LINKEDIN}\n{JOSE}\n"
    + "\n".join((quoted_lines(LINKEDIN).strip().replace(",", '","'), ZOE)),
    "semicolons in a cell": TWO.replace("Ingeniero", "Lead | Data; Grid; AI | Coach"),
    "many blank lines": "\n" * 20 + TWO.replace("\n", "\n\n"),
}


@pytest.mark.parametrize("text", DIALECTS.values(), ids=DIALECTS)
def test_every_dialect(text: str) -> None:
    parsed = read(text)
    assert names(parsed) == BOTH
    assert [person.fields["organization"] for person in parsed.people] == [
        "Energía Clara",
        "Søn & Co",
    ]
    assert parsed.problems == ()


@pytest.mark.parametrize(
    "broken",
    ['Ana,Ruiz,,,"Lumen,Engineer,', '"Ana,Ruiz,,,Lumen,Engineer,', 'Ana,Ruiz,,,Lumen,"Engineer,'],
)
@pytest.mark.parametrize("rest", [ZOE, f'Cy,Moss,,,"Quarry, Ltd",Clerk,\n{ZOE}'])
def test_an_open_quote_costs_one_record(broken: str, rest: str) -> None:
    parsed = read(f"{LINKEDIN}\n{JOSE}\n{broken}\n{rest}\n")
    assert [(each.line, each.record) for each in parsed.problems] == [(3, broken)]
    assert names(parsed)[-1] == "Zoë Brück"
    assert len(parsed.people) == 1 + len(rest.splitlines())


def test_blanks_of_other_programs_are_blank_and_nan_is_a_name_too() -> None:
    head = "First Name,Last Name,Email Address,Company,Position\n"
    parsed = read(head + "Nan,Goldin,nan,NaN,None\nAna,nan,,null,<NA>\n")
    assert names(parsed) == ["Nan Goldin", "Ana"]
    assert [set(each.fields) for each in parsed.people] == [{"how_we_know"}, {"how_we_know"}]


# --- programs -------------------------------------------------------------------------------

OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Company,Department,Job Title,E-mail Address,Categories"
)
PROGRAMS = {
    "google": (
        "First Name,Middle Name,Last Name,Organization Name,Organization Title,Birthday,Notes,"
        "Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value,Website 1 - Value\n"
        'Ana,,Ruiz,Lumen,Engineer,--04-12,"one\ntwo",* myContacts ::: Grid,* Work,'
        "ana@example.com ::: a@example.org,+1 555 0100,example.com/ana\n",
        {
            "organization": "Lumen",
            "title": "Engineer",
            "notes": "one\ntwo",
            "tags": ("Grid",),
            "emails": ("ana@example.com", "a@example.org"),
            "phones": ("+1 555 0100",),
            "links": ("https://example.com/ana",),
        },
        ("Column not used: Birthday.",),
    ),
    "old google": (
        "Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,"
        "E-mail 1 - Value,Organization 1 - Name,Organization 1 - Title\n"
        "Ana Ruiz,Ana,,Ruiz,* myContacts,* Home,ana@example.com,Lumen,Engineer\n",
        {"organization": "Lumen", "title": "Engineer", "emails": ("ana@example.com",)},
        (),
    ),
    "outlook": (
        f"{OUTLOOK}\nDr.,Ana,,Ruiz,Lumen,Grid,Engineer,ana@example.com,grid;energy\n",
        {
            "organization": "Lumen",
            "title": "Engineer",
            "emails": ("ana@example.com",),
            "tags": ("grid", "energy"),
        },
        ("Columns not used: Title, Department.",),
    ),
    "outlook.com": (
        "First Name,Last Name,E-mail Address,E-mail 2 Address,Job Title,Mobile Phone,"
        "Business Phone\n"
        "Ana,Ruiz,ana@example.com,a@example.org,Engineer,555 0100,555 0200\n",
        {
            "title": "Engineer",
            "emails": ("ana@example.com", "a@example.org"),
            "phones": ("555 0100", "555 0200"),
        },
        (),
    ),
    "thunderbird": (
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,"
        "Work Phone,Organization,Web Page 1,Notes,\n"
        "Ana,Ruiz,Ana Ruiz,Annie,ana@example.com,,,555 0100,Lumen,,hi,\n",
        {
            "call": "Annie",
            "emails": ("ana@example.com",),
            "phones": ("555 0100",),
            "organization": "Lumen",
            "notes": "hi",
        },
        (),
    ),
    "linkedin with more": (
        "First Name,Last Name,Profile URL,E-mail Address,Company,Job Title,Position,Connected On,"
        "Phone,Tags,Notes,Shoe Size\n"
        "Ana,Ruiz,linkedin.com/in/ana-r,ana@example.com,Lumen,Lead,Engineer,14 Apr 2017,"
        "+1 555 0100,energy;grid,met at the fair,39\n",
        {
            "links": ("https://linkedin.com/in/ana-r",),
            "emails": ("ana@example.com",),
            "organization": "Lumen",
            "title": "Lead",
            "phones": ("+1 555 0100",),
            "tags": ("energy", "grid"),
            "how_we_know": "LinkedIn, since 14 Apr 2017",
            "notes": "met at the fair\nPosition: Engineer",
        },
        ("Column not used: Shoe Size.",),
    ),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_program(program: str) -> None:
    text, fields, notes = PROGRAMS[program]
    parsed = read(text)
    (ana,) = parsed.people
    assert ana.name == "Ana Ruiz"
    assert ana.fields == fields
    assert parsed.notes == notes
    assert not parsed.is_guess


@pytest.mark.parametrize(
    "header",
    [
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté le",
        "Nombre,Apellidos,URL,Correo electrónico,Empresa,Cargo,Conectado el",
        "Nome,Cognome,URL,Email,Azienda,Posizione,Collegato il",
        "名,姓,URL,メールアドレス,会社,役職,つながった日",
    ],
)
def test_names_of_columns_in_other_languages_are_guessed(header: str) -> None:
    parsed = read(
        f"{header}\nAna,Ruiz,linkedin.com/in/ana-r,ana@example.com,Lumen,Clerk,7 Dec 2025\n"
    )
    (ana,) = parsed.people
    assert (ana.name, ana.fields["organization"], ana.fields["title"]) == (
        "Ana Ruiz",
        "Lumen",
        "Clerk",
    )
    assert ana.fingerprint == "linkedin|ana ruiz|lumen|2025-12-07"
    assert parsed.is_guess


def test_hidden_profiles_are_skipped_and_counted() -> None:
    hidden = "LinkedIn,Member,,,,,01 Jan 2024\n,,,,,,08 Mar 2023\n"
    parsed = read(f"{LINKEDIN}\n{JOSE}\n{hidden}")
    assert (len(parsed.people), parsed.skipped, parsed.problems) == (1, 2, ())


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("Ruiz, Ana", "", "Ruiz, Ana"),
        ("Rafael", ", Souza", "Rafael Souza"),
        ("Rafael,", "Souza", "Rafael Souza"),
        ("🌍 Pedro", "Homem (he/him)", "🌍 Pedro Homem (he/him)"),
        ("fred", "ㅤ", "fred"),
        ("Ana", "-", "Ana"),
    ],
)
def test_names_as_people_write_them(first: str, last: str, name: str) -> None:
    assert only(f'{LINKEDIN}\n"{first}","{last}",,,Lumen,,\n').name == name


@pytest.mark.parametrize("first", [".", "ㅤ", "🌍"])
def test_a_name_without_a_letter_is_none(first: str) -> None:
    parsed = read(f"{LINKEDIN}\n{first},{first},,,Lumen,,\n")
    assert [each.reason for each in parsed.problems] == ["no first or last name"]


@pytest.mark.parametrize(
    ("cell", "emails"),
    [
        ("ana@example.com; ana.r@example.org", ("ana@example.com", "ana.r@example.org")),
        ("mailto:ana@example.com", ("ana@example.com",)),
        ("Ana Ruiz <ana@example.com>", ("ana@example.com",)),
        ("ana@example.com/a2@example.com", ("ana@example.com", "a2@example.com")),
    ],
)
def test_addresses_are_taken_apart(cell: str, emails: tuple[str, ...]) -> None:
    assert only(f'{LINKEDIN}\nAna,Ruiz,,"{cell}",Lumen,,\n').fields["emails"] == emails


def test_what_is_no_address_is_said_and_kept_in_the_notes() -> None:
    ana = only(f"{LINKEDIN}\nAna,Ruiz,,a@b@c,Lumen,,\n")
    assert ana.doubts == ("“a@b@c” is not an email address",)
    assert ana.fields["notes"] == "Email in the file: a@b@c"


# --- tables of one's own --------------------------------------------------------------------

CHATS = "Person,Firm,How is it going,Last chat,Thoughts\n"


def test_a_tracker_says_how_far_things_are() -> None:
    kim = only(CHATS + "Kim Doe,Lumen,Messaged,3 Nov 2026,likes grids\n")
    assert (kim.name, kim.stage, str(kim.last_contact)) == ("Kim Doe", "asked", "2026-11-03")
    assert kim.fields == {"organization": "Lumen", "notes": "likes grids"}


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ("To contact", "shortlisted"),
        ("reached out", "asked"),
        ("REACHED_OUT", "asked"),
        ("Scheduled (Tue)", "agreed"),
        ("Had coffee", "talked"),
        ("thank-you sent", "thanked"),
        ("Not interested", "set_aside"),
        ("purple", ""),
    ],
)
def test_words_for_how_far_things_are(status: str, stage: str) -> None:
    assert stage_of(status) == stage


def test_what_a_column_holds_tells_what_it_is_if_its_name_does_not() -> None:
    kim = only("Name,A,B,C\nKim Doe,Messaged,3 Nov 2026,kim@example.com\n")
    assert (kim.stage, str(kim.last_contact)) == ("asked", "2026-11-03")
    assert kim.fields == {"emails": ("kim@example.com",)}
    assert only("Name,CreatedAt,Job\nKim Doe,12 Dec 2025,Clerk\n").last_contact is None


def test_what_is_not_understood_goes_to_the_notes_and_is_said() -> None:
    kim = only(CHATS + "Kim Doe,Lumen,purple,someday,likes grids\n")
    assert kim.fields["notes"] == "likes grids\nHow is it going: purple\nLast chat: someday" or (
        kim.fields["notes"] == "likes grids\nLast chat: someday\nHow is it going: purple"
    )
    assert len(kim.doubts) == 2


def test_what_columns_mean_can_be_said() -> None:
    text = "Human,Den,Mood\nKim Doe,Lumen,fine\n"
    with pytest.raises(ColumnsError) as error:
        read(text)
    assert [each.sample for each in error.value.columns] == ["Kim Doe", "Lumen", "fine"]
    kim = only(text, columns={"Human": "name", "den": "org", "Mood": "Notes"})
    assert (kim.name, kim.fields) == ("Kim Doe", {"organization": "Lumen", "notes": "fine"})
    with pytest.raises(InvalidInputError, match="no column “Hat”"):
        read(text, columns={"Hat": "name"})
    with pytest.raises(InvalidInputError, match="no field “wings”"):
        read(text, columns={"Human": "wings"})


def test_without_a_name_the_rest_stands_in_or_the_row_fails_with_its_line() -> None:
    parsed = read("Name,Email,Organization\n,a@example.com,\n,,Lumen\n,,\nAna,,\n")
    assert names(parsed) == ["a@example.com", "Lumen", "Ana"]
    parsed = read("Name,Email,Location\n,,Lisbon\nAna,,\n")
    assert [(each.line, each.reason) for each in parsed.problems] == [
        (2, "no name, organization, email or phone")
    ]


def test_every_target_is_found_by_its_key_and_by_its_label() -> None:
    for key, label in TARGETS.items():
        assert target_called(key) == key
        assert target_called(label) in (key, "phones", "links")
    assert target_called("-") == ""


@pytest.mark.parametrize(
    ("header", "targets"),
    [
        ("Nom,Email", ["name", "emails"]),
        ("Prénom,Nom", ["first", "last"]),
        ("Name,Vorname", ["last", "first"]),
        ("Given Name,Family Name,Name", ["first", "last", "name"]),
        ("Contact person's email,Company they work for", ["emails", "organization"]),
        ("URL 1,URL 2,Mobile 1", ["links", "links", "phones"]),
        ("Some,Thing", ["", ""]),
    ],
)
def test_guesses(header: str, targets: list[str]) -> None:
    columns = header.split(",")
    assert guessed(columns, layout_of(columns)) == targets


# --- spreadsheets and what is no table ------------------------------------------------------

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def _cell(text: str) -> str:
    kind = f'"float" office:value="{text}"' if text.isdecimal() else '"string"'
    return (
        f"<table:table-cell office:value-type={kind}><text:p>{text}</text:p></table:table-cell>"
        if text
        else "<table:table-cell/>"
    )


def spreadsheet(**sheets: list[list[str]]) -> bytes:
    """Return an ods file with these sheets."""
    tables = "".join(
        f'<table:table table:name="{name}">'
        + "".join(
            f"<table:table-row>{''.join(map(_cell, row or ['']))}</table:table-row>"
            for row in rows_of
        )
        + "</table:table>"
        for name, rows_of in sheets.items()
    )
    spaces = " ".join(f'xmlns:{each}="{_OASIS}:{each}:1.0"' for each in ("office", "table", "text"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", "<manifest/>")
        file.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return buffer.getvalue()


BOOK = spreadsheet(
    Sheet=[
        ["Notes:"],
        [],
        ["First Name", "Last Name", "Company", "Position", "Connected On"],
        ["Ana", "Ruiz", "Lumen", "Clerk", "45998"],
    ],
    Chats=[["Who", "Firm", "Status"], ["Kim Doe", "Lumen", "Messaged"]],
)


def test_a_spreadsheet_is_read_as_a_table_and_its_sheet_can_be_chosen() -> None:
    parsed = read(BOOK, "people.xlsx")
    (ana,) = parsed.people
    assert (ana.line, ana.name, ana.fingerprint) == (
        4,
        "Ana Ruiz",
        "linkedin|ana ruiz|lumen|2025-12-07",
    )
    assert parsed.notes == ("Read the sheet “Sheet”; also there: Chats (--sheet).",)
    for sheet in ("Chats", "chats", "2"):
        (kim,) = read(BOOK, "p.xlsx", sheet=sheet).people
        assert (kim.name, kim.stage) == ("Kim Doe", "asked")
    with pytest.raises(ImportFileError, match="no sheet Hats"):
        read(BOOK, "people.xlsx", sheet="Hats")
    with pytest.raises(ImportFileError, match="not a spreadsheet that can be read"):
        read(BOOK[:200], "people.xlsx")


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return buffer.getvalue()


MISFITS = {
    "a PDF": (b"%PDF-1.7\n", "p.csv"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "p.csv"),
    "a web page": (b"<!DOCTYPE html><html><form><label>First Name</label>", "p.csv"),
    "a web page, not": (b"\n<html><body><table>", "p.xls"),
    "a Numbers": (zipped(Index__Document_dot_iwa=b"x"), "p.numbers"),
    "a Word document": (zipped(word__document_dot_xml=b"x"), "p.docx"),
    "a calendar": (b"BEGIN:VCALENDAR\n", "p.ics"),
    "a database": (b"SQLite format 3\0", "p.db"),
    "your own positions": (b"Company Name,Title,Location,Started On,Finished On\n", "P.csv"),
    "LinkedIn's invitations": (b"From,To,Sent At,Message,Direction,inviterProfileUrl\n", "I.csv"),
    "LinkedIn's messages": (
        b"CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,CONTENT\n"
        b'x,,Ana,,Me,2025,"Hi,\nFirst Name, Last Name, Position are the columns"\n',
        "messages.csv",
    ),
    "LinkedIn's recommendations": (
        b"First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n", "R.csv",
    ),
    "your own LinkedIn profile": (b"First Name,Last Name,Headline,Summary\n", "Profile.csv"),
}  # fmt: skip


@pytest.mark.parametrize("what", MISFITS)
def test_what_does_not_fit_is_told_in_one_sentence_with_what_to_do(what: str) -> None:
    data, name = MISFITS[what]
    with pytest.raises(ImportFileError) as error:
        read(data, name)
    assert what in error.value.message
    assert error.value.hint


def archive(**members: bytes) -> tuple[Source, ...]:
    return tuple(unpacked(Source("export.zip", zipped(**members))))


CSV = TWO.encode()


@pytest.mark.parametrize(
    "found",
    [
        archive(Connections_dot_csv=CSV, Invitations_dot_csv=MISFITS["LinkedIn's invitations"][0]),
        archive(
            Complete__Connections_dot_csv=CSV, Profile_dot_csv=b"First Name,Headline,Summary\n"
        ),
        archive(Inner_dot_zip=zipped(Connections_dot_csv=CSV)),
        archive(Kontakte_dot_csv=CSV, Nachrichten_dot_csv=b"x"),
        archive(__MACOSX___dot__Connections_dot_csv=b"\0", Connections_dot_csv=CSV),
        archive(
            Connections_dot_csv=CSV,
            Imported_dot_csv=b"FirstName,LastName,Emails\nA,B,a@example.com\n",
        ),
    ],
)
def test_the_connections_of_an_archive_are_found_and_nothing_else(
    found: tuple[Source, ...],
) -> None:
    read_all = read_sources(found, ReadOptions(), "export.zip")
    assert [names(part) for part in read_all.parts] == [BOTH]


def test_the_first_part_of_an_archive_says_that_the_connections_come_later() -> None:
    found = archive(messages_dot_csv=b"x", Invitations_dot_csv=MISFITS["LinkedIn's invitations"][0])
    with pytest.raises(ImportFileError) as error:
        read_sources(found, ReadOptions(), "export.zip")
    assert "Invitations.csv, messages.csv" in error.value.message
    assert "second part" in error.value.hint


def test_any_table_is_read_or_refused_and_every_row_accounted_for() -> None:
    chance = random.Random(3)
    letters = 'ab,;"\n\r\t\x00é\u202e@|'
    for _ in range(60):
        text = "".join(chance.choices(letters, k=120))
        parsed = read(f"Name,Email\n{text}\nAna,ana@example.com\n")
        lines = [each.line for each in (*parsed.people, *parsed.problems)]
        assert len(lines) == len(set(lines))
        with suppress(InfointError):
            read(text)


GREETED = {
    "Ana,Ruiz": "Ana",
    '"Ruiz, Ana",': "Ana",
    'Rafael,", Souza"': "Rafael",
    '"Rafael,",Souza': "Rafael",
    "\U0001f30d Pedro,Homem (he/him)": "Pedro",
    "Dr. Ana,Ruiz": "Ana",
    "Prof. Dr. Ana,Ruiz": "Ana",
    'Ana,"Ruiz, PhD, PMP"': "Ana",
    "Ana (Anita),Ruiz": "Ana",
    '"Ana ""Anita""",Ruiz': "Ana",
    "\u2605Ana\u2605,Ruiz": "Ana",
    "MARIA,DE LA CRUZ": "Maria",
    "maria,de la cruz": "Maria",
    "JEAN-LUC,PICOT": "Jean-Luc",
    "J. Robert,Vale": "Robert",
    "Edwin,van der Sar": "Edwin",
    "Carol \U0001f3f3\ufe0f\u200d\U0001f308,Lima": "Carol",
    "fred,\u3164": "Fred",
    "\u202eAna,Ruiz": "Ana",
    "\uc608\uc2ac,\uae40": "\uc608\uc2ac \uae40",
    "Dr.,Smith": "Dr. Smith",
}


@pytest.mark.parametrize(
    "header", ["First Name,Last Name,Connected On", "Given Name,Family Name,E-mail 1 - Value"]
)
def test_everyone_can_be_greeted_however_their_name_was_typed(header: str) -> None:
    text = "\n".join(
        (header, *(f"{each},{number}@example.com" for number, each in enumerate(GREETED)))
    )
    assert [first_name(each.name) for each in read(text).people] == list(GREETED.values())


CARD_IN_A_NOTE = "met\nBEGIN:VCARD\nVERSION:3.0\nFN:Nobody\nEND:VCARD\n"


def test_a_card_inside_a_note_does_not_make_a_file_one_of_cards() -> None:
    table = f'Name,Notes\nAna Ruiz,"{CARD_IN_A_NOTE}"\nBo Lind,\n'
    parsed = read(table)
    assert (names(parsed), parsed.source) == (["Ana Ruiz", "Bo Lind"], "csv")
    ours = json_text((contact("Ana Ruiz", notes=CARD_IN_A_NOTE),))
    assert (names(read(ours)), read(ours).source) == (["Ana Ruiz"], "json")
    card = CARD_IN_A_NOTE.removeprefix("met\n")
    for data in (card, f"\n\ufeff {card}", card.encode("utf-16"), card.encode("utf-16-le")):
        assert read(data, "notes.txt").source == "vcard"
    assert read(CARD_IN_A_NOTE, "people.vcf").source == "vcard"


@pytest.mark.parametrize(
    ("header", "cells", "notes"),
    [
        ("Name,Name,Email", "Ana,Ruiz,a@example.com", "Name: Ruiz"),
        ("Name,Email,Title,Title", "Ana,a@example.com,Planner,Lead", "Title: Lead"),
        ("Name,Email,Status,Status", "Ana,a@example.com,Asked,Declined", "Status: Declined"),
        (
            "Name,Email,Time zone,Time zone",
            "Ana,,Europe/Lisbon,Asia/Tokyo",
            "Time zone: Asia/Tokyo",
        ),
        ("Name,Email,Name,Name", "Ana,a@example.com,ANA, ana ", ""),
    ],
)
def test_a_second_column_of_the_same_name_goes_to_the_notes(
    header: str, cells: str, notes: str
) -> None:
    person = only(f"{header}\n{cells}\n")
    assert (person.name, person.fields.get("notes", "")) == ("Ana", notes)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.json", '[{"name": "Ana"}]', "is JSON, but not from infoint export"),
        ("a.json", "[" * 100_000, "is JSON, but not from infoint export"),
        ("a.csv", '{"name": "Ana", "email": 1}', "is JSON, but not from infoint export"),
        ("a.json", '{"_meta": {}, "contacts": {}, "history": {}}', "infoint merge-file brings"),
        ("a.csv", ",".join(f"c{n}" for n in range(30)) + "\n" + "v," * 29 + "v", "and 10 more"),
        ("a.csv", "Name,Email\nAna" + ",x" * 20_000, "has more than 16,384 cells"),
    ],
)
def test_what_is_no_table_is_told_in_a_few_words(name: str, text: str, words: str) -> None:
    with pytest.raises(ImportFileError) as caught:
        read_sources((Source(name, text.encode()),), ReadOptions(), name)
    assert words in str(caught.value)
    assert len(str(caught.value)) < 500
