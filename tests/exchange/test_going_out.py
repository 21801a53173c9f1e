"""What goes out: tables, notes, calendars and folders, with hostile people in them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt
from msgspec import structs

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.contact_fields import FIELDS
from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.follow_through.owed import Owed, Step
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Debrief
from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.exchange.csv_out import google_csv, people_csv
from infoint_tui.exchange.folder import MANIFEST, keep_folder
from infoint_tui.exchange.formats import BY_KEY, OUT
from infoint_tui.exchange.ics import calendar, conversation
from infoint_tui.exchange.incoming import Incoming, ReadOptions
from infoint_tui.exchange.json_file import read_json
from infoint_tui.exchange.markdown_notes import notes
from infoint_tui.exchange.outgoing import ItemFile, Outgoing, WriteOptions
from infoint_tui.exchange.people_in_tables import read_people
from infoint_tui.exchange.source import Source
from tests.builders import contact, day, filled, follow_up, interview, moment, touch

HOSTILE = (
    "# not a heading",
    "---\nname: other\n---",
    "[a](https://example.com) ![b](x.png) https://example.com www.example.com a@example.com",
    "<script>alert(1)</script> <!-- x --> &amp; $x$ `code` #tag",
    "1. one\n- two\n> three\n\n    four\n+ five\n| a | b |\n|---|---|\n===",
    '=HYPERLINK("https://example.com";"x")',
    "\tindented\n```\nfence\n~~~",
    '"quoted": \\ {yaml} %YAML',
    "END:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x;y,z",
)


def without_name(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key != "name"}


def going(
    *contacts: Contact, dossiers: Iterable[Dossier] = (), owed: Iterable[Owed] = ()
) -> Outgoing:
    found = tuple(dossiers) or tuple(Dossier(each) for each in contacts)
    return Outgoing(
        contacts or tuple(each.contact for each in found),
        date(2026, 11, 16),
        "Europe/Lisbon",
        {},
        lambda: found,
        lambda: tuple(owed),
        lambda: contacts,
    )


@pytest.mark.parametrize("key", OUT)
def test_every_format_writes_anyone(key: str) -> None:
    write = BY_KEY[key].write
    assert write is not None
    assert "Ana" in write(going(contact("Ana")), WriteOptions()) or key == "ics"


# --- tables ---------------------------------------------------------------------------------------


def test_the_table_has_every_field_and_no_cell_runs_as_a_formula() -> None:
    person = contact(**{**filled("x"), "name": "=cmd()", "notes": "@SUM(1)\n-2", "tags": ("+a",)})
    (row,) = csv.DictReader(io.StringIO(people_csv(going(person), WriteOptions()).lstrip("\ufeff")))
    assert set(row) == {*(field.label for field in FIELDS), "UID"}
    assert [key for key, cell in row.items() if cell[:1] in tuple("=+-@\t\r") and cell] == []
    assert row["Name"] == "'=cmd()"
    raw = people_csv(going(person), WriteOptions(raw=True))
    (row,) = csv.DictReader(io.StringIO(raw))
    assert (row["Name"], row["Notes"], row["Tags"]) == ("=cmd()", "@SUM(1)\n-2", "+a")


def test_google_gets_as_many_columns_as_anyone_needs() -> None:
    bo = contact("Bo", emails=("a@example.com", "b@example.com"), tags=("grid",))
    rows = list(csv.DictReader(io.StringIO(google_csv(going(contact(), bo), WriteOptions()))))
    assert [row["First Name"] for row in rows] == ["Ana", "Bo"]
    assert [row["Last Name"] for row in rows] == ["Ruiz", ""]
    assert [row["E-mail 2 - Value"] for row in rows] == ["", "b@example.com"]
    assert rows[1]["Labels"] == "* myContacts ::: grid"


# --- notes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_from_data_starts_anything_in_a_note(words: str) -> None:
    talk = interview(
        held_on="12 nov",
        start=moment("12 nov"),
        place=words.replace("\n", " "),
        outcome=words,
        debrief=Debrief(learned=words, skills=(words,)),
        plan=(PlannedQuestion(text=words, answer=words),),
    )
    person = contact(words.replace("\n", " "), notes=words, admire=words, title=words)
    dossier = Dossier(
        person, (talk,), (follow_up(text=words, noted_on="12 nov"),), (touch("12 nov", text=words),)
    )
    (item,) = notes(going(dossiers=[dossier]), WriteOptions())
    _, front, body = item.text.split("---\n", 2)
    for line in front.splitlines():
        key, _, value = line.partition(": ")
        assert key.isidentifier()
        json.loads(value)  # a JSON text is YAML as well
    tokens = MarkdownIt("gfm-like").parse(body)
    flat = [each for token in tokens for each in (token, *(token.children or ()))]
    kinds = {token.type for token in flat}
    assert not kinds & {
        *("html_block", "html_inline", "link_open", "image", "code_inline", "fence"),
        *("code_block", "blockquote_open", "hr", "table_open", "ordered_list_open", "em_open"),
    }
    headings = [
        tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"
    ]
    assert len(headings) == 6  # the name, two texts, the conversation, to-dos, the timeline
    shown = "".join(token.content for token in flat if token.type == "text")
    assert words.split("\n")[0].strip() in shown


# --- calendars ------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", HOSTILE)
def test_a_calendar_has_the_conversation_and_what_is_due(words: str) -> None:
    talk = interview(
        id="4c0e9d7c-3f4e-4c0e-9d7c-3f4e1c0a9b11",
        start=moment("3 dec", 15),
        minutes=25,
        place=words.replace("\n", " "),
        rev=3,
        plan=(PlannedQuestion(text=words),),
    )
    person = contact(words.replace("\n", " "), id="Ana Ruiz")
    due = Owed("thank", day("1 dec"), words, "Ana Ruiz", "talk", Step("thank"))
    out = going(dossiers=[Dossier(person, (talk,))], owed=[due])
    event, other = Calendar.from_ical(calendar(out, WriteOptions())).walk("VEVENT")
    assert event["SUMMARY"] == f"Talk with {person.name}"
    assert event["LOCATION"] == talk.place
    assert event["UID"] == talk.id
    assert event["SEQUENCE"] == 3
    assert event["DTSTART"].to_ical() == b"20261203T150000Z"
    assert event["DTEND"].to_ical() == b"20261203T152500Z"
    assert talk.plan[0].text in event["DESCRIPTION"]
    assert len(event.walk("VALARM")) == 1
    assert (other["DTSTART"].dt, other["SUMMARY"]) == (day("1 dec"), f"{person.name}: {words}")
    (todo,) = Calendar.from_ical(calendar(out, WriteOptions(todos=True))).walk("VTODO")
    assert todo["DUE"].dt == day("1 dec")


@pytest.mark.parametrize(
    ("place", "url"),
    [("https://example.com/call", "https://example.com/call"), ("javascript:alert(1)", None)],
)
def test_only_a_web_page_is_a_link_in_a_calendar(place: str, url: str | None) -> None:
    text = conversation(interview(start=moment("3 dec"), place=place), contact())
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert event.get("URL") == url


# --- folders --------------------------------------------------------------------------------------


def items(*names: str, text: str = "text") -> list[ItemFile]:
    return [ItemFile(f"id of {name}", name, f"{text} of {name}\n") for name in names]


def keep(folder: Path, *given: ItemFile, **options: bool) -> tuple[int, int, int, tuple[str, ...]]:
    done = keep_folder(folder, "vcard", ".vcf", given, may_overwrite=bool(options))
    return done.written, done.unchanged, done.removed, done.elsewhere


def test_a_folder_is_kept_up_to_date_and_foreign_files_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    (folder / "ana.vcf").write_text("mine")
    both = items("Ana", "Bo")
    assert keep(folder, *both) == (2, 0, 0, ())
    files = {each.name for each in folder.iterdir()}
    assert files == {"ana.vcf", "ana-2.vcf", "bo.vcf", MANIFEST}
    assert (folder / "bo.vcf").stat().st_mode & 0o777 == 0o600
    before = {each: each.stat().st_mtime_ns for each in folder.iterdir()}
    assert keep(folder, *both) == (0, 2, 0, ())
    assert {each: each.stat().st_mtime_ns for each in folder.iterdir()} == before
    renamed = ItemFile("id of Bo", "Bo Other", "changed\n")
    assert keep(folder, both[0], renamed) == (1, 1, 0, ())
    assert (folder / "bo.vcf").read_text() == "changed\n"
    assert keep(folder, renamed) == (0, 1, 1, ())
    assert (folder / "ana.vcf").read_text() == "mine"


def test_what_another_program_changed_is_left_alone_unless_it_may_be_replaced(
    tmp_path: Path,
) -> None:
    given = items("Ana", "Bo", "Cy")
    keep(tmp_path, *given)
    (tmp_path / "ana.vcf").write_text("from the phone")
    (tmp_path / "bo.vcf").unlink()
    assert keep(tmp_path, *given) == (0, 1, 0, ("ana.vcf", "bo.vcf"))
    assert keep(tmp_path, *given[1:]) == (0, 1, 0, ("bo.vcf", "ana.vcf"))
    assert (tmp_path / "ana.vcf").read_text() == "from the phone"
    assert keep(tmp_path, *items("Ana", text="new"), *given[1:])[3] == ("ana.vcf", "bo.vcf")
    assert keep(tmp_path, *given, may_overwrite=True) == (2, 1, 0, ())
    assert (tmp_path / "ana.vcf").read_text() == given[0].text


def test_a_change_elsewhere_that_was_taken_over_gives_way(tmp_path: Path) -> None:
    keep(tmp_path, *items("Ana"))
    (tmp_path / "ana.vcf").write_text("new of Ana, in other words")
    done = keep_folder(
        tmp_path, "vcard", ".vcf", items("Ana", text="new"), is_covered=lambda *_: True
    )
    assert done.written == 1


@pytest.mark.parametrize(
    "manifest",
    [
        "no json",
        '{"version": 1, "formats": {"vcard": {"x": {"file": "../../etc/passwd", "sum": ""}}}}',
        '{"version": 1, "formats": {"vcard": {"x": {"file": ".infoint.json", "sum": ""}}}}',
    ],
)
def test_a_manifest_that_cannot_be_trusted_stops_everything(tmp_path: Path, manifest: str) -> None:
    (tmp_path / MANIFEST).write_text(manifest)
    with pytest.raises(InfointError):
        keep(tmp_path, *items("Ana"))
    assert [each.name for each in tmp_path.iterdir()] == [MANIFEST]


def test_a_link_in_the_folder_is_no_file_of_ours(tmp_path: Path) -> None:
    (given,) = items("Ana")
    secret = tmp_path / "secret"
    secret.write_text(given.text)
    folder = tmp_path / "cards"
    keep(folder, given)
    (folder / "ana.vcf").unlink()
    (folder / "ana.vcf").symlink_to(secret)
    assert keep(folder, *items("Ana", text="new"))[3] == ("ana.vcf",)
    assert keep(folder)[3] == ("ana.vcf",)
    assert secret.read_text() == given.text


# --- JSON -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"infoint": 99}', "newer version"),
        ('{"infoint": 0}', "another program"),
        ('{"infoint": 1, "contacts": 5}', "cannot be read"),
        ('{"infoint": 1, ', "cannot be read"),
    ],
)
def test_json_that_is_not_ours_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(InfointError, match=words):
        read_json(text.encode(), "x.json")


def test_a_record_that_cannot_be_read_fails_with_its_line() -> None:
    text = '{"infoint": 1,\n"contacts": [\n{"id": "1", "name": "Ana"},\n{"id": "2", "name": 5}\n]}'
    parsed = read_json(b"\xef\xbb\xbf" + text.encode(), "x.json")
    assert [each.name for each in parsed.people] == ["Ana"]
    (problem,) = parsed.problems
    assert problem.line == 4
    assert problem.reason.startswith("name: ")


# --- there and back -------------------------------------------------------------------------------


def read_table(text: str) -> list[Incoming]:
    return list(read_people(Source("people.csv", text.encode()), ReadOptions()).people)


def test_our_table_comes_back_equal_in_every_field() -> None:
    person = contact("Ana Ruiz", uid="6c7bd0ea", **without_name(filled("Kim Sand")))
    bo = contact("Bo", notes="=1+1\n\n- two", tags=("a", "b c"), phones=("+1 555",))
    out = going(person, bo)
    out = structs.replace(out, introducers={person.id: "Kim Sand"})
    ana, other = read_table(people_csv(out, WriteOptions(raw=True)))
    assert (ana.name, ana.uid, other.name) == ("Ana Ruiz", "6c7bd0ea", "Bo")
    for field in FIELDS:
        if field.kind == "person":
            assert ana.fields["introducer_name"] == "Kim Sand"
        elif field.kind != "name":
            assert ana.fields[field.key] == getattr(person, field.key), field.key
    for key in ("notes", "tags", "phones"):
        assert other.fields[key] == getattr(bo, key)


def test_googles_table_comes_back() -> None:
    person = contact(
        "Ana María Ruiz",
        emails=("a@example.com", "b@example.com"),
        phones=("+1 555",),
        links=("https://example.com",),
        organization="Lumen",
        title="Planner",
        notes="two\nlines",
        tags=("grid",),
    )
    (back,) = read_table(google_csv(going(person), WriteOptions()))
    assert back.name == person.name
    for key in ("emails", "phones", "links", "organization", "title", "notes", "tags"):
        assert back.fields[key] == getattr(person, key)
