"""vCards as phones and address books write them, read and written back."""

from __future__ import annotations

from typing import Any

import pytest

from infoint_tui.domain.people.merging import merged
from infoint_tui.domain.records.contact import Contact
from infoint_tui.exchange.formats import BY_KEY
from infoint_tui.exchange.incoming import Incoming, Parsed, ReadOptions
from infoint_tui.exchange.source import Source
from infoint_tui.exchange.vcard.syntax import fold, property_of
from infoint_tui.exchange.vcard.writing import VERSIONS, Version, vcard
from tests.builders import contact, day
from tests.exchange_clients import hostile


def read(data: str | bytes) -> Parsed:
    read_file = BY_KEY["vcard"].read
    assert read_file is not None
    content = data if isinstance(data, bytes) else data.encode()
    return read_file(Source("people.vcf", content), ReadOptions())


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> str:
    return end.join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def one(*lines: str, version: str = "3.0") -> Incoming:
    (found,) = read(card(*lines, version=version)).people
    return found


def kept_as(person: Incoming) -> Contact:
    return Contact(
        id="1", name=person.name, uid=person.uid, kept=person.kept, **dict(person.fields)
    )


def told(text: str) -> list[str]:
    """The properties of one card, unfolded, but for what is about the card itself."""
    lines = text.replace("\r\n ", "").splitlines()
    about = ("BEGIN:", "END:", "VERSION:", "PRODID:", "REV:")
    return sorted(line for line in lines if not line.startswith(about))


FULL = (
    "N:Ruiz;Ana;María;Dr.;",
    "FN:Ana Ruiz",
    "NICKNAME:Anita",
    "ORG:Lumen Energy;Grid",
    "TITLE:Planner",
    "EMAIL;TYPE=INTERNET,WORK:ana@example.com",
    "EMAIL:ruiz@example.com",
    "TEL;TYPE=CELL:+351 555 0100",
    "item1.URL:https://ana.example.com/a?b=1;c",
    "item1.X-ABLabel:_$!<HomePage>!$_",
    "ADR;TYPE=WORK:;;Rua das Flores 1;Lisbon;;1000-001;Portugal",
    "BDAY:--0412",
    "CATEGORIES:grid,a\\,b",
    "NOTE:Met at the fair.\\nA long walk\\; good talk.",
    "TZ:Europe/Lisbon",
    'X-ANNIVERSARY;LABEL="first; second":2020-01-02',
    "UID:urn:uuid:6c7bd0ea-2d7f-4c0e-9d7c-3f4e1c0a9b11",
)


def test_a_full_card_fills_the_fields_and_goes_out_as_it_came() -> None:
    person = one(*FULL)
    assert person.name == "Ana Ruiz"
    assert person.fields == {
        "call": "Anita",
        "organization": "Lumen Energy",
        "title": "Planner",
        "emails": ("ana@example.com", "ruiz@example.com"),
        "phones": ("+351 555 0100",),
        "links": ("https://ana.example.com/a?b=1;c",),
        "address": "Rua das Flores 1\nLisbon, 1000-001\nPortugal",
        "tags": ("grid", "a,b"),
        "notes": "Met at the fair.\nA long walk; good talk.",
        "timezone": "Europe/Lisbon",
    }
    assert told(vcard(kept_as(person))) == sorted(FULL)


@pytest.mark.parametrize(
    ("lines", "name", "fields"),
    [
        (["N:Ruiz;Ana;;Dr.;PhD"], "Dr. Ana Ruiz PhD", {}),
        (["N:Ruiz;Ana;;;", "FN:"], "Ana Ruiz", {}),
        (["ORG:Lumen Energy;Grid"], "Lumen Energy", {"organization": "Lumen Energy"}),
        (["EMAIL:ana@example.com"], "ana@example.com", {"emails": ("ana@example.com",)}),
        (["TEL;VALUE=uri:tel:+1-555-0100"], "+1-555-0100", {"phones": ("+1-555-0100",)}),
        (["FN:A", "URL:www.example.com"], "A", {"links": ("https://www.example.com",)}),
        (["FN:A", "URL:javascript:alert(1)"], "A", {}),
        (["FN:A", "NICKNAME:Bo,Bobby"], "A", {}),
        (["FN:A", "NOTE:one", "NOTE:two"], "A", {"notes": "one\n\ntwo"}),
        (["FN:A", "TITLE:first", "TITLE:second"], "A", {"title": "first"}),
        (["FN:A", "TZ:-05:00"], "A", {}),
        (["FN:A", "NOTE:unfolded", "by mistake"], "A", {"notes": "unfolded\nby mistake"}),
        (["fn:A", "home.tel;type=cell:5550100"], "A", {"phones": ("5550100",)}),
        (["FN:A\x1b[31m\u202e", "X-A:\x07b"], "A[31m", {}),
    ],
)
def test_what_a_card_says(lines: list[str], name: str, fields: dict[str, Any]) -> None:
    person = one(*lines)
    assert (person.name, person.fields) == (name, fields)


@pytest.mark.parametrize(
    "data",
    [
        card(
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Mu=C3=B1oz;=\r\nJos=C3=A9;;;", version="2.1"
        ),
        card("N;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Mu=F1oz;Jos=E9", version="2.1"),
        card("N:Muñoz;José;;;").encode("utf-16"),
        card("N;CHARSET=cp850:Muñoz;José;;;", version="2.1").encode("cp850"),
        card("N:Muñoz;José;;;").encode("cp1252"),
        card("N:Muñoz;José;;;", end="\n").encode("utf-8-sig"),
        card("N:Mu\r\n ñoz;Jo\r\n\tsé;;;"),
        "BEGIN:VCARD\nN:Muñoz;José\nEND:VCARD",
        "begin:vcard\rn:Muñoz;José\rend:vcard\r",
        card("N:Muñoz;José", "AGENT:", "BEGIN:VCARD", "N:Other;Someone", "END:VCARD"),
        "BEGIN:VCARD\nVERSION:3.0\nN:Muñoz;José\n",
    ],
)
def test_a_name_arrives_whatever_it_was_written_with(data: str | bytes) -> None:
    (person,) = read(data).people
    assert person.name == "José Muñoz"


def test_a_card_without_a_name_fails_with_its_line_and_the_others_arrive() -> None:
    parsed = read(card("FN:Ana Ruiz") + card("NOTE:nobody", "N:;;;;") + card("FN:Bo Lindqvist"))
    assert [each.name for each in parsed.people] == ["Ana Ruiz", "Bo Lindqvist"]
    (problem,) = parsed.problems
    assert (problem.line, problem.reason) == (5, "no name, organization, email or phone")
    assert problem.record == card("NOTE:nobody", "N:;;;;").rstrip()


def test_an_end_that_is_missing_costs_nothing_and_is_said() -> None:
    parsed = read("BEGIN:VCARD\nFN:Ana Ruiz\n" + card("FN:Bo Lindqvist"))
    assert [each.name for each in parsed.people] == ["Ana Ruiz", "Bo Lindqvist"]
    assert parsed.people[0].doubts == ("the card has no END:VCARD",)


def test_photos_are_left_out_and_counted_and_groups_are_skipped() -> None:
    parsed = read(
        card("FN:Ana", "PHOTO;VALUE=uri:https://example.com/a.jpg", "X-LONG:" + "x" * 5000)
        + card("FN:Bo", "PHOTO;ENCODING=b:" + "QUJD" * 3, "KEY:abc")
        + card("FN:Friends", "KIND:group", "MEMBER:urn:uuid:1", version="4.0")
    )
    assert [each.kept for each in parsed.people] == [(), ()]
    assert parsed.skipped == 1
    assert parsed.notes == (
        "1 key was left out.",
        "2 photos were left out.",
        "1 very long value was left out.",
    )


def test_the_parts_of_a_name_go_with_the_name() -> None:
    ana = kept_as(one("FN:Dr. Ana Ruiz", "N:Ruiz;Ana;;Dr.;", "BDAY:1990-01-02"))
    assert "N:Ruiz;Ana;;Dr.;" in told(vcard(ana.but(title="Planner")))
    renamed = told(vcard(ana.but(name="Ana Soto")))
    assert "N:Soto;Ana;;;" in renamed
    assert "BDAY:1990-01-02" in renamed


@pytest.mark.parametrize(
    "lines",
    [
        ("N;ALTID=1;LANGUAGE=en:Ruiz;Ana;;;", "N;ALTID=1;LANGUAGE=ja:Ruisu;Ana;;;", "UID:1"),
        ("N:Ruiz;Ana;;;", "N:Ruisu;Ana;;;", "UID:1"),
        ("item1.N:Ruiz;Ana", "item1.X-ABLabel:as told", "UID;VALUE=text:a b"),
        ("N:Ruiz;Ana;;Dr.,Prof.;PhD", "UID:urn:uuid:6c7bd0ea-2d7f-4c0e-9d7c-3f4e1c0a9b11"),
        ("N:Ruiz;Ana;;;", "UID:1", "X-SOCIALPROFILE;TYPE=twitter;X-USER=ana:http://example.com/a"),
    ],
)
def test_names_and_ids_go_out_as_they_came(lines: tuple[str, ...]) -> None:
    card_lines = ("FN:Ana Ruiz", *lines)
    person = kept_as(one(*card_lines))
    assert told(vcard(person)) == sorted(card_lines)
    assert "UID:2" in told(vcard(person.but(uid="2")))


def test_the_parts_of_another_name_do_not_come_along_in_a_merge() -> None:
    ana = contact("Ana Ruiz", kept=("BDAY:1990",))
    for name, expected in (("Ana Soto", ("BDAY:1990", "X-A:1")), ("Ana Ruiz", None)):
        other = contact(name, id="2", kept=("N:Soto;Ana;;Dr.;", "X-A:1"))
        joined = merged(ana, other, (), day("16 nov"))
        assert joined.kept == (expected or ("BDAY:1990", "N:Soto;Ana;;Dr.;", "X-A:1"))
    named = ana.but(kept=("N:Ruiz;Ana;;Dr.;", "BDAY:1990"))
    assert merged(named, contact("Ana Soto"), ("name",), day("16 nov")).kept == ("BDAY:1990",)


@pytest.mark.parametrize(
    ("change", "gone", "there"),
    [
        ({"phones": ("5550199",)}, "TEL;TYPE=CELL:5550100", "TEL:5550199"),
        ({"phones": ()}, "TEL;TYPE=CELL:5550100", "FN:A"),
        ({"organization": "Tide"}, "ORG:Lumen;Grid", "ORG:Tide"),
        ({"address": ""}, "ADR:;;Street 1;Town;;;", "ADR;TYPE=home:;;Second;;;;"),
    ],
)
def test_what_was_kept_is_written_for_as_long_as_it_is_true(
    change: dict[str, Any], gone: str, there: str
) -> None:
    lines = (
        *("FN:A", "TEL;TYPE=CELL:5550100", "ORG:Lumen;Grid"),
        *("ADR:;;Street 1;Town;;;", "ADR;TYPE=home:;;Second;;;;"),
    )
    before = kept_as(one(*lines))
    assert gone in told(vcard(before))
    after = told(vcard(before.but(**change)))
    assert gone not in after
    assert there in after


HOSTILE = 'Ana\\;,:"Ruiz=\u00e9\U0001f389 END:VCARD'


@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_in_a_contact_ends_its_card_or_a_line_of_it(version: Version) -> None:
    person = contact(
        HOSTILE,
        organization="a;b,c",
        notes="END:VCARD\nBEGIN:VCARD\n=cmd()",
        address="Street; 1\nTown, x",
        tags=("a,b", "c;d"),
        emails=("ana@example.com",),
        links=("https://www.linkedin.com/in/ana", "https://example.com/a,b;c"),
        kept=("END:VCARD", "X-A;B=c\nFN:Other", "UID:other", "no property", "X-OK:1"),
    )
    text = vcard(person, version)
    assert text.count("\r\nEND:VCARD") == 1
    assert f"VERSION:{version}\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "X-SOCIALPROFILE;TYPE=linkedin:https://www.linkedin.com/in/ana" in told(text)
    (back,) = read(text).people
    assert (back.name, back.uid) == (HOSTILE, HOSTILE)  # the builder's id is the name
    for key in ("organization", "notes", "address", "tags", "emails", "links"):
        assert back.fields[key] == getattr(person, key), key
    assert "X-OK:1" in back.kept


def test_a_line_is_folded_between_characters() -> None:
    line = "NOTE:" + "é\U0001f389a" * 60
    pieces = list(fold(line))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


def test_a_parameter_with_a_semicolon_is_quoted() -> None:
    found = property_of('X-A;LABEL="a;b:c";TYPE=home,work:d')
    assert found is not None
    assert found.line == 'X-A;LABEL="a;b:c";TYPE=home,work:d'


def test_hostile_people_come_back_as_they_were_from_one_file() -> None:
    people = hostile.people(60)
    found = read("".join(map(vcard, people))).people
    assert [(each.uid, each.name) for each in found] == [(each.id, each.name) for each in people]
    for back, person in zip(found, people, strict=True):
        for key, value in back.fields.items():
            assert value == getattr(person, key), key
        assert set(person.kept) <= set(back.kept)
