"""Search that forgives: accents, order, typos; the best first, the matched letters known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_tui.domain.basics.spelling import readers, readings, spans
from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.search.finder import FEW, MOST_SIMILAR, Finder, SearchIndex
from infoint_tui.domain.search.found import snippet
from infoint_tui.domain.search.listing import ContactRow, Entry
from infoint_tui.domain.search.query import parse_query

TODAY = date(2026, 11, 22)


def row(name: str, **given: Any) -> ContactRow:
    return ContactRow(id=name, name=name, **given)


def entry(name: str, *, column: Any = None, **given: Any) -> Entry:
    return Entry(row(name, **given), column)


PEOPLE = (
    entry("Bo Lindqvist", organization="Lumen Energy"),
    entry("Łukasz Żółty", organization="Straße & Søn"),
    entry("Carla Lumen", notes="knows a lindworm"),
    entry("Ana Ruiz-Lumberg", title="Data lead"),
    entry("Lumi Aho", tags=("neighbour",), emails=("lumi@example.com",)),
    entry("Zed Gone", organization="Lumen Energy", standing="set_aside"),
)


def found(text: str, people: tuple[Entry, ...] = PEOPLE) -> tuple[list[str], list[str]]:
    query, prepared = parse_query(text), Finder(people, TODAY)
    matches = Finder(people, TODAY).find(query)
    prepared.prepare()
    assert prepared.find(query) == matches
    return [e.row.name for e in matches.exact], [e.row.name for e in matches.similar]


# --- folding ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("José", "jose"),
        ("Łódź Đorđe Ørsted Þór", "lodz dorde orsted thor"),
        ("STRASSE Straße ẞ", "strasse strasse ss"),
        ("Ærø Œuvre Is\u0131 İzmir", "aero oeuvre isi izmir"),
        ("e\u0301", "e"),
        ("ﬁve ℡", "five tel"),
        ("Ħaż-Żebbuġ ŋ ĸ ŧ ð", "haz-zebbug n k t d"),
        ("O\u2019Brien O\u2018Brien O\u02bcBrien O\u00b4Brien", "o'brien " * 3 + "o'brien"),
        ("Jean\u2011Luc a\u2010b c\u2013d e\u2212f", "jean-luc a-b c-d e-f"),
        ("Lu\u200bmen\u00ad \ufeffEn\u2060er\u200dgy\ufe0f", "lumen energy"),
        ("Ana\u00a0Ruiz\u2009x", "ana ruiz x"),
    ],
)
def test_letters_fold_to_what_people_type(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_twice_changes_nothing() -> None:
    assert not [c for c in map(chr, range(0x3000)) if fold(fold(c)) != fold(c)]


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Müller", {"muller", "mueller"}),
        ("Mu\u0308ller", {"muller", "mueller"}),
        ("Ødegård", {"odegard", "oedegard", "odegaard", "oedegaard"}),
        ("Kjær Æsop", {"kjaer aesop"}),
        ("Groß", {"gross"}),
        ("O\u2019Brien", {"obrien"}),
        ("Jean\u2011Luc", {"jean luc", "jeanluc"}),
        ("Sue Boone", {"sue boone"}),
    ],
)
def test_a_text_is_read_in_every_usual_spelling(text: str, spelled: set[str]) -> None:
    assert set(readings(text)) == spelled


@given(st.text(alphabet=st.sampled_from("aeuüåØ\u0308'\u2019-\u2011ß x\u200b")))
def test_each_reading_of_a_text_is_that_of_its_letters(text: str) -> None:
    for read in readers(text):
        assert read(text) == "".join(map(read, text))


# --- where it matched -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "terms", "marked"),
    [
        ("Ana Ruiz", ("ana", "ui"), ["Ana", "ui"]),
        ("Ana Ruiz", ("x",), []),
        ("Ana Ruiz", ("",), []),
        ("Lumen Lumen", ("lum",), ["Lum", "Lum"]),
        ("overlap", ("verl", "erla"), ["verla"]),
        ("side by", ("side", " by"), ["side by"]),
        ("inside", ("inside", "si"), ["inside"]),
        ("Straße", ("stras",), ["Straß"]),
        ("Straße", ("se",), ["ße"]),
        ("große Æra", ("e a",), ["e Æ"]),
        ("Jose\u0301 x", ("jose",), ["Jose\u0301"]),
        ("\u0301Jo", ("jo",), ["Jo"]),
        ("a.c abc", ("a.c",), ["a.c"]),
        ("", ("a",), []),
        ("Anna M\u00fcller", ("mueller",), ["M\u00fcller"]),
        ("\u00d8deg\u00e5rd", ("odegaard",), ["\u00d8deg\u00e5rd"]),
        ("Si O\u2019Brien", ("obrien",), ["O\u2019Brien"]),
        ("Jean\u2011Luc", ("jeanluc",), ["Jean\u2011Luc"]),
        ("Jean\u2011Luc", ("n l",), ["n\u2011L"]),
        ("don't go", ("go",), ["go"]),
    ],
)
def test_spans_are_places_of_the_text_as_it_is(
    text: str, terms: tuple[str, ...], marked: list[str]
) -> None:
    assert [text[start:end] for start, end in spans(text, terms)] == marked


@given(st.text(), st.lists(st.text(max_size=3), max_size=3))
def test_spans_of_any_text_are_in_order_and_hold_a_term(text: str, typed: list[str]) -> None:
    terms = [spelled for each in typed for spelled in readings(each)]
    edges = [edge for span in spans(text, terms) for edge in span]
    assert edges == sorted(set(edges))
    for start, end in spans(text, terms):
        part = text[start:end]
        assert any(term and term in read(part) for term in terms for read in readers(text))


@pytest.mark.parametrize(
    ("terms", "shown"),
    [
        (("ana",), ""),
        (("lumen",), ""),
        (("lead",), "Data lead"),
        (("grid",), "#sailing #grid"),
        (("ana", "@ex"), "ana@example.com"),
        (("mornings",), "…mornings, and paper"),
        (("met",), "Met at the fair, prefers mornings, and paper"),
        (("nothing",), ""),
        ((), ""),
    ],
)
def test_a_snippet_shows_what_name_and_organization_do_not(
    terms: tuple[str, ...], shown: str
) -> None:
    ana = row(
        "Ana Ruiz",
        organization="Lumen Energy",
        title="Data lead",
        tags=("sailing", "grid"),
        emails=("ana@example.com",),
        notes="Met at the fair,\nprefers mornings, and paper",
    )
    assert snippet(ana, terms) == shown


# --- people ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "text", "exact"),
    [
        (
            "the name's start, a word of it, elsewhere",
            "lum",
            ["Lumi Aho", "Carla Lumen", "Ana Ruiz-Lumberg", "Bo Lindqvist"],
        ),
        ("terms in any order", "energy bo", ["Bo Lindqvist"]),
        ("letters with a stroke", "lukasz zolty", ["Łukasz Żółty"]),
        ("and typed with one", "Łuk søn", ["Łukasz Żółty"]),
        ("a hyphen begins a word, here and when typed", "ruiz-l", ["Ana Ruiz-Lumberg"]),
        ("set aside only when asked for", "gone standing:aside", ["Zed Gone"]),
        ("within equal rank the order stays", "a", ["Ana Ruiz-Lumberg", "Lumi Aho"]),
    ],
)
def test_the_best_come_first(rule: str, text: str, exact: list[str]) -> None:
    assert found(text)[0][: len(exact)] == exact, rule


SPELLED = tuple(
    map(
        entry,
        ("Siobhán O\u2019Brien", "Jean\u2011Luc Picot", "Eva Müller", "Ida Ødegård", "Bo Gross"),
    )
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(
            (typed, "Siobhán O\u2019Brien")
            for typed in ("o'brien", "obrien", "O\u2018Brien", "brien")
        ),
        *(
            (typed, "Jean\u2011Luc Picot")
            for typed in ("jean-luc", "jean luc", "jeanluc", '"jean luc"')
        ),
        *(
            (typed, "Eva Müller")
            for typed in ("mueller", "muller", "müller", "MÜLLER", "mu\u0308l")
        ),
        *((typed, "Ida Ødegård") for typed in ("odegaard", "oedegard", "odegard", "ødegå")),
        *((typed, "Bo Gross") for typed in ("groß", "gross")),
    ],
)
def test_a_name_is_found_however_it_is_spelled(text: str, name: str) -> None:
    assert found(text, SPELLED) == ([name], [])


def test_a_name_typed_with_an_umlaut_finds_one_written_without() -> None:
    people = (entry("Kurt Mueller"), entry("Ola Odegaard"), entry("Sue Muelder"))
    assert found("müller", people)[0] == ["Kurt Mueller"]
    assert found("ødegård", people)[0] == ["Ola Odegaard"]
    assert found("sü", people)[0] == ["Sue Muelder"]
    assert found("su", (entry("Süd"), entry("Sunday")))[0] == ["Süd", "Sunday"]
    assert found("sue", (entry("Süd"), entry("Sunday")))[0] == ["Süd"]


@pytest.mark.parametrize(
    ("rule", "text", "similar"),
    [
        ("a wrong letter", "lindkvist", ["Bo Lindqvist"]),
        ("two letters changed places", "lnidqvist", ["Bo Lindqvist"]),
        ("a missing letter", "lukaz", ["Łukasz Żółty"]),
        ("not all typed yet, of a name's second half", "lumbr", ["Ana Ruiz-Lumberg"]),
        ("a tag", "neighbor", ["Lumi Aho"]),
        ("all terms have to fit", "lindkvist enregy", ["Bo Lindqvist"]),
        ("some may be exact", "lindkvist energy", ["Bo Lindqvist"]),
        ("short ones to the letter", "lindkvist bo", ["Bo Lindqvist"]),
        ("short ones that do not", "lindkvist xy", []),
        ("other filters hold", "lindkvist org:lumen", ["Bo Lindqvist"]),
        ("and keep out", "lindkvist -org:lumen", []),
        ("never a short term", "bq", []),
        ("never a phrase", '"lindkvist"', []),
        ("never a field", "name:lindkvist", []),
        ("nor one that is unknown", "foo:lindkvist", []),
        ("never what is negated", "-lindkvist", []),
        ("not in the notes", "lindwrom", []),
        ("nobody set aside", "gonne", []),
        ("three letters off are too many", "lbndkvost", []),
    ],
)
def test_typos_are_forgiven_where_little_is_found(rule: str, text: str, similar: list[str]) -> None:
    assert sorted(found(text)[1]) == sorted(similar), rule


def test_the_closest_come_first_and_only_a_few() -> None:
    many = tuple(entry(f"Bela{at} Karlsohn") for at in range(MOST_SIMILAR + 5))
    names = found("karlson", (*many, entry("Ida Karlsom")))[1]
    assert len(names) == MOST_SIMILAR
    assert found("karlsen", (entry("Bo Karlsohn"), entry("Ida Karlson")))[1][0] == "Ida Karlson"


def test_no_typos_where_enough_is_found() -> None:
    enough = tuple(entry(f"Lumen {at}") for at in range(FEW))
    assert found("lumen", (*enough, entry("Lumem")))[1] == []
    assert found("lumen", (*enough[1:], entry("Lumem")))[1] == ["Lumem"]


def test_what_matched_is_known_for_showing_it() -> None:
    finder = Finder(PEOPLE, TODAY)
    assert finder.find(parse_query("lum org:energy -x")).terms == ("lum", "energy")
    assert finder.find(parse_query("lindkvist")).terms == ("lindkvist", "lindqvist")
    assert finder.find(parse_query("")).terms == ()


TYPED = ("l", "lu", "lum", "lume", "lum", "lum e", "lum -e", "lum", "", "x", '"lum', "lum due<7d")
TYPED += (
    "stra",
    "straß",
    "straße",
    "so",
    "sø",
    "søn",
    "-lum",
    "-lum a",
    "ruiz-l",
    "ruiz-lu",
    "ue",
    "ü",
)
TYPED += ("standing:aside", "standing:aside l", "l", "lindk", "lindkv", "lindk", "org:l", "org:lu")


def test_a_search_that_goes_on_finds_what_a_new_one_finds() -> None:
    finder = Finder(PEOPLE, TODAY)
    for text in TYPED:
        query = parse_query(text)
        assert finder.find(query) == Finder(PEOPLE, TODAY).find(query), text
        assert set(finder.find(query).exact) == {e for e in PEOPLE if query.matches(e, TODAY)}


# --- other texts ----------------------------------------------------------------------------------


def test_an_index_finds_texts_by_all_words_the_name_first() -> None:
    index = SearchIndex(
        [("b", "Say who else\nClosing"), ("a", "Else, who?\nOpening"), ("c", "Culture")]
    )
    assert index.find("").all == ("b", "a", "c")
    assert index.find(" ELSE  who ").all == ("a", "b")
    assert index.find("who opening").exact == ("a",)
    assert index.find("zz").all == ()
    close = index.find("cultre")
    assert (close.exact, close.similar, close.terms) == ((), ("c",), ("cultre", "culture"))
    assert index.find("who cultre").similar == ()
    assert index.find("closing").similar == ()
