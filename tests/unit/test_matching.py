from __future__ import annotations

from typing import Any

import pytest

from infoint_tui.domain.people.matching import (
    Match,
    MatchIndex,
    differences,
    email_key,
    fill_blanks,
    linkedin_slug,
)
from infoint_tui.domain.records.contact import Contact
from tests.builders import contact

PRINT = "linkedin|ana ruiz|lumen energy|2025-12-07"
ANA = Contact(
    id="ana",
    name="Ana Ruiz",
    organization="Lumen Energy",
    emails=("ana@example.com", "ana@example.org"),
    links=("https://example.com", "https://www.linkedin.com/in/ana-ruiz"),
    fingerprint=PRINT,
)
BEA = Contact(
    id="bea",
    name="Bea Stone",
    emails=("bea@example.com",),
    links=("https://www.linkedin.com/in/bea-stone",),
)
NO_LINK = Contact(id="cy", name="Cy Moss", organization="Harbor Labs", fingerprint="linkedin|cy||")


def match(index: MatchIndex, name: str, **said: Any) -> Match:
    return index.match(
        name,
        said.get("organization", ""),
        said.get("emails", ()),
        said.get("links", ()),
        said.get("fingerprint", "linkedin|another||"),
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/ana-ruiz",
        "http://linkedin.com/in/ana-ruiz/",
        "https://uk.linkedin.com/in/Ana-Ruiz?trk=people",
        "www.linkedin.com/in/ana-ruiz#top",
        "//linkedin.com/in/ana-ruiz",
        "LINKEDIN.COM/IN/ANA-RUIZ/en",
        "https://www.linkedin.com:443//in/ana%2Druiz",
        "  https://www.linkedin.com/in/ana-ruiz\n",
    ],
)
def test_every_way_of_writing_a_profile_is_the_same_slug(url: str) -> None:
    assert linkedin_slug(url) == "ana-ruiz"


def test_a_slug_is_decoded_and_composed() -> None:
    composed, decomposed = "linkedin.com/in/jos%C3%A9", "linkedin.com/in/JOSE%CC%81"
    assert linkedin_slug(composed) == linkedin_slug(decomposed) == "josé"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://www.linkedin.com/company/lumen",
        "https://www.linkedin.com/in/",
        "https://example.com/linkedin.com/in/ana",
        "https://notlinkedin.com/in/ana",
        "https://linkedin.com.example.org/in/ana",
        "https://linkedin.com@example.org/in/ana",
        "http://[bad/in/x",
    ],
)
def test_what_is_not_a_profile_has_no_slug(url: str) -> None:
    assert linkedin_slug(url) == ""


def test_emails_are_compared_without_case_and_spaces() -> None:
    assert email_key(" Ana@Example.COM ") == "ana@example.com"


@pytest.mark.parametrize(
    ("name", "said", "expected"),
    [
        pytest.param(
            "Ana Ruiz-Vega",
            {"links": ("http://de.linkedin.com/in/ANA-RUIZ/",)},
            Match("same", "ana", "same LinkedIn profile"),
            id="the profile decides, whatever the name",
        ),
        pytest.param(
            "Ana Ruiz",
            {"links": ("linkedin.com/in/ana-ruiz",), "emails": ("ana@example.com",)},
            Match("same", "ana", "same LinkedIn profile"),
            id="profile and email agree",
        ),
        pytest.param(
            "Ana Ruiz",
            {"links": ("linkedin.com/in/ana-ruiz",), "emails": ("new@example.com",)},
            Match("same", "ana", "same LinkedIn profile"),
            id="a new email beside a known profile",
        ),
        pytest.param(
            "Ana Ruiz",
            {"links": ("linkedin.com/in/ana-ruiz",), "emails": ("BEA@example.com",)},
            Match(
                "ambiguous",
                None,
                "the LinkedIn profile belongs to Ana Ruiz, the email bea@example.com to Bea Stone",
            ),
            id="profile and email point at two people",
        ),
        pytest.param(
            "Ana Ruiz",
            {"links": ("linkedin.com/in/ana-ruiz", "linkedin.com/in/bea-stone")},
            Match("ambiguous", None, "the LinkedIn profile belongs to Ana Ruiz and Bea Stone"),
            id="two profiles point at two people",
        ),
        pytest.param(
            "ANÁ RUIZ",
            {"emails": ("Ana@Example.org",), "links": ("linkedin.com/in/renamed",)},
            Match("same", "ana", "same email and name"),
            id="email and folded name",
        ),
        pytest.param(
            "Dan Fox",
            {"emails": ("ana@example.com",), "fingerprint": PRINT},
            Match("ambiguous", "ana", "the email ana@example.com already belongs to Ana Ruiz"),
            id="the same email under a different name",
        ),
        pytest.param(
            "Bea Stone",
            {"emails": ("ana@example.com", "bea@example.com")},
            Match("same", "bea", "same email and name"),
            id="of two emails, the one under the same name",
        ),
        pytest.param(
            "Ana Ruiz",
            {"fingerprint": PRINT},
            Match("same", "ana", "same row as in an earlier import"),
            id="the fingerprint",
        ),
        pytest.param(
            "Cy Moss",
            {"fingerprint": "linkedin|cy||", "links": ("linkedin.com/in/cy",)},
            Match("same", "cy", "same row as in an earlier import"),
            id="the fingerprint of someone without a profile",
        ),
        pytest.param(
            "Ana Ruiz",
            {"fingerprint": PRINT, "links": ("linkedin.com/in/ana-ruiz-2",)},
            Match("ambiguous", "ana", "like Ana Ruiz, but with a different LinkedIn profile"),
            id="the same fingerprint with another profile",
        ),
        pytest.param(
            "ana ruiz",
            {"organization": "LUMEN energy"},
            Match("new", "ana", "same name as Ana Ruiz"),
            id="name and organization only suggest",
        ),
        pytest.param(
            "Stone, Bea",
            {"links": ("https://example.com",), "fingerprint": ""},
            Match("new", "bea", "same name as Bea Stone"),
            id="a name alone only suggests",
        ),
        pytest.param(
            "Cy Vale",
            {"links": ("https://example.com",), "fingerprint": ""},
            Match("new", None, ""),
            id="a home page or no fingerprint says nothing",
        ),
    ],
)
def test_the_order_of_matching(name: str, said: dict[str, Any], expected: Match) -> None:
    assert match(MatchIndex((ANA, BEA, NO_LINK)), name, **said) == expected


def test_an_email_shared_by_namesakes_is_ambiguous() -> None:
    twin = Contact(id="twin", name="Ana Ruiz", emails=("ana@example.com",))
    found = match(MatchIndex((ANA, twin)), "Ana Ruiz", emails=("ana@example.com",))
    assert found == Match(
        "ambiguous", None, "the email ana@example.com belongs to several people called Ana Ruiz"
    )


def test_an_added_contact_matches_from_then_on() -> None:
    index = MatchIndex()
    assert match(index, "Ana Ruiz", emails=ANA.emails).kind == "new"
    index.add(ANA)
    index.add(ANA.but(links=(*ANA.links, "linkedin.com/in/second")))
    assert match(index, "Ana Ruiz", emails=ANA.emails).contact_id == "ana"
    assert match(index, "Ana Ruiz", links=("linkedin.com/in/second",)).contact_id == "ana"


def test_suggest_names_the_first_contact_of_that_name_and_organization() -> None:
    index = MatchIndex((ANA, ANA.but(id="later"), BEA))
    assert match(index, "aná ruiz", organization="lumen energy").contact_id == "ana"
    assert match(index, "Ana Ruiz", organization="Harbor Labs").contact_id is None


def test_a_name_alone_suggests_if_an_organization_is_not_known_and_no_profile_differs() -> None:
    at_tide = contact("Di Fox", id="at", organization="Tide")
    index = MatchIndex((contact("Di Fox", id="di"), at_tide))
    index.add(contact("Ed Fox", id="ed"))  # from the same file, so probably somebody else
    assert match(index, "Ed Fox").contact_id is None
    for organization, alike in (("", "di"), ("Harbor", "di"), ("Tide", "at")):
        assert match(index, "Dr. Di FOX", organization=organization).contact_id == alike
    index = MatchIndex((contact("Di Fox", id="di", links=("linkedin.com/in/di-1",)),))
    assert match(index, "Di Fox").contact_id == "di"
    assert match(index, "Di Fox", links=("linkedin.com/in/di-2",)).contact_id is None


def test_only_blank_fields_are_filled() -> None:
    current = {"name": "Ana", "organization": "Lumen", "title": "", "emails": (), "links": ("a",)}
    said = {
        "name": "Anna",
        "organization": "Harbor",
        "title": "Engineer",
        "emails": ("ana@example.com",),
        "links": ("b",),
        "location": "",
    }
    assert fill_blanks(current, said) == {
        "title": "Engineer",
        "emails": ("ana@example.com",),
        "links": ("a", "b"),
    }


@pytest.mark.parametrize(
    ("field", "kept", "said", "now"),
    [
        ("emails", ("ana@example.com", "a@example.org"), ("ANA@example.com",), None),
        ("emails", ("a@b.org",), ("c@d.org", "A@b.org"), ("a@b.org", "c@d.org")),
        ("phones", ("+1 (202) 555-0143",), ("202.555.0143",), None),
        ("links", ("https://de.linkedin.com/in/ana/",), ("http://linkedin.com/in/Ana",), None),
        ("links", ("https://www.example.com/",), ("http://example.com",), None),
        ("tags", ("Grid",), ("grid", "energy"), ("Grid", "energy")),
    ],
)
def test_lists_gain_what_they_do_not_have_however_it_is_written(
    field: str, kept: Any, said: Any, now: Any
) -> None:
    assert fill_blanks({field: kept}, {field: said}) == ({field: now} if now else {})


@pytest.mark.parametrize(
    ("kept", "row", "is_same"),
    [
        ("linkedin|ana ruiz|lumen|07.12.2025", "linkedin|ana ruiz|lumen|2025-12-07", True),
        ("linkedin|ana ruiz|lumen|12/7/2025", "linkedin|ana ruiz|lumen|2025-12-07", True),
        ("linkedin|ana ruiz|lumen|2025-12-07", "linkedin|ana ruiz|lumen|7/12/2025", True),
        ("linkedin|ana ruiz|lumen|07-dic-25", "linkedin|ana ruiz|lumen|45998", True),
        ("linkedin|ana ruiz|lumen|2025-12-07", "linkedin|ana ruiz|harbor|2025-12-07", True),
        ("linkedin|ana ruiz|lumen|2025-12-07", "linkedin|ana ruiz|lumen|2025-12-08", False),
        ("linkedin|ana ruiz||", "linkedin|ana ruiz|lumen|", False),
    ],
)
def test_a_row_stays_the_same_however_a_spreadsheet_writes_its_day(
    kept: str, row: str, is_same: bool
) -> None:
    ana = Contact(id="ana", name="Ana Ruiz", fingerprint=kept)
    assert (match(MatchIndex([ana]), "Ana Ruiz", fingerprint=row).kind == "same") is is_same


def test_a_uid_comes_first_and_so_does_the_one_of_someone_merged() -> None:
    ana = Contact(id="1", name="Ana", uid="urn:uuid:ABC", merged_ids=("7",))
    index = MatchIndex([ana.but(merged_fingerprints=("uid|xyz",))])
    for uid in ("abc", "1", "7", "XYZ"):
        found = index.match("Somebody", "", (), (), "", uid)
        assert (found.kind, found.contact_id) == ("same", "1")
    assert index.match("Somebody", "", (), (), "", "abcd").kind == "new"


@pytest.mark.parametrize(
    ("field", "kept", "said", "expected"),
    [
        (
            "organization",
            "Lumen Energy",
            "Lumen Labs",
            ("organization: kept 'Lumen Energy', file says 'Lumen Labs'",),
        ),
        ("how_we_know", "school", "work", ("how we know: kept 'school', file says 'work'",)),
        ("organization", "Lumen Energy", "LUMEN ENERGY", ()),
        ("organization", "Lumen Energy", "", ()),
        ("organization", "", "Lumen", ()),
        ("notes", "Met in May.\nDipWSET\nKind.", "dipwset", ()),
        ("notes", "Met\nin May", "DipWSET", ("notes: kept 'Met in May', file says 'DipWSET'",)),
        ("title", "x" * 61, "y" * 60, (f"title: kept '{'x' * 59}…', file says '{'y' * 60}'",)),
    ],
)
def test_differences_are_told_in_words(
    field: str, kept: Any, said: Any, expected: tuple[str, ...]
) -> None:
    assert differences({field: kept}, {field: said}) == expected
