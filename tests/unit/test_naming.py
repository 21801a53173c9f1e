"""Who is meant by a typed name, and what to type instead if several may be."""

from __future__ import annotations

import shlex
from datetime import date

import pytest

from infoint_tui.domain.people.naming import SHORTEST_ID, to_type, who_is_meant
from infoint_tui.domain.search.listing import ContactRow

TODAY = date(2026, 11, 22)


def person(name: str, organization: str = "", standing: str = "known", id: str = "") -> ContactRow:
    until = {"back": date(2026, 11, 22), "away": date(2026, 11, 23)}.get(standing)
    return ContactRow(
        id=id or name,
        name=name,
        organization=organization,
        standing="set_aside" if until else standing,
        aside_until=until,
    )


def meant(typed: str, *people: ContactRow) -> tuple[list[str], bool]:
    found = who_is_meant(typed, people, TODAY)
    return [each.id for each in found.people], found.is_guess


PEOPLE = (
    person("Dana Plume", "Plume & Co"),
    person("Ana"),
    person("Siobhán O\u2019Brien"),
    person("Jean\u2011Luc Picot"),
    person("Eva Müller"),
    person("Ida Ødegård"),
    person("Kurt Mueller"),
    person("Maria de la Cruz", "Opal"),
    person("Groß, Tom"),
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ana", "Ana"),
        ("ÁNA", "Ana"),
        ("dana", "Dana Plume"),
        ("plu", "Dana Plume"),
        ("Dana Plume, Plume & Co", "Dana Plume"),
        ("dana  plume, plume & co", "Dana Plume"),
        ("Dana Plume, Pl", "Dana Plume"),
        ("O'Brien", "Siobhán O\u2019Brien"),
        ("obrien", "Siobhán O\u2019Brien"),
        ("siobhan o\u02bcbrien", "Siobhán O\u2019Brien"),
        ("Jean-Luc", "Jean\u2011Luc Picot"),
        ("jean luc picot", "Jean\u2011Luc Picot"),
        ("jeanluc", "Jean\u2011Luc Picot"),
        ("Eva Mueller", "Eva Müller"),
        ("Odegaard", "Ida Ødegård"),
        ("ødegård", "Ida Ødegård"),
        ("Kurt Müller", "Kurt Mueller"),
        ("cruz maria", "Maria de la Cruz"),
        ("gross", "Groß, Tom"),
        ("Ana\u200b", "Ana"),
    ],
)
def test_a_name_is_understood_in_any_usual_spelling(typed: str, name: str) -> None:
    assert meant(typed, *PEOPLE)[0] == [name]


@pytest.mark.parametrize("typed", ["", "  ", "-", "'", "Zed", "opal", "Dana Plume, Opal", "an a"])
def test_nobody_fits(typed: str) -> None:
    assert meant(typed, *PEOPLE) == ([], False)


@pytest.mark.parametrize(
    ("rule", "typed", "people", "ids"),
    [
        ("an id first", "Bo", [person("Bo", id="1"), person("Kim", id="Bo")], ["Bo"]),
        ("the name as typed", "José", [person("Jose"), person("José")], ["José"]),
        ("case and accents", "jose", [person("Jose"), person("José")], ["Jose", "José"]),
        ("the name before a word", "Ana", [person("Ana Ruiz"), person("Ana")], ["Ana"]),
        ("a word before a part", "ana", [person("Dana"), person("Ana Ruiz")], ["Ana Ruiz"]),
        (
            "the board first",
            "Ana Ruiz",
            [person("Ana Ruiz", id="1"), person("Ana Ruiz", "", "shortlisted", id="2")],
            ["2"],
        ),
        (
            "the rule before the standing",
            "Ana",
            [person("Ana Ruiz", "", "shortlisted"), person("Ana")],
            ["Ana"],
        ),
        (
            "set aside comes last",
            "Ana",
            [person("Ana Ruiz", "", "set_aside"), person("Ana Vale")],
            ["Ana Vale"],
        ),
        ("but it comes", "Ana", [person("Ana Ruiz", "", "set_aside")], ["Ana Ruiz"]),
        (
            "back on the board today",
            "Ana",
            [person("Ana Ruiz"), person("Ana Vale", "", "back"), person("Ana Lee", "", "away")],
            ["Ana Vale"],
        ),
        (
            "all who are left",
            "Ana",
            [person("Ana Ruiz"), person("Ana Vale"), person("Ana Lee", "", "away")],
            ["Ana Ruiz", "Ana Vale"],
        ),
    ],
)
def test_the_first_rule_that_fits_decides(
    rule: str, typed: str, people: list[ContactRow], ids: list[str]
) -> None:
    assert meant(typed, *people)[0] == ids, rule


@pytest.mark.parametrize(
    ("typed", "is_guess"),
    [
        ("Ana Ruiz", False),
        ("ana ruiz, lumen", False),
        ("ana", True),
        ("rui", True),
        ("Bo", True),
        ("1", False),
    ],
)
def test_it_is_a_guess_unless_the_name_is_theirs_alone(typed: str, is_guess: bool) -> None:
    people = (
        person("Ana Ruiz", "Lumen", id="1"),
        person("Bo", "", "shortlisted", id="2"),
        person("Bo", id="3"),
    )
    ids, guess = meant(typed, *people)
    assert (len(ids), guess) == (1, is_guess)


IDS = ("3f2a91c4-0d5e", "3f2ab000-0000", "abba1111-0000", "facade00-0000")


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("3f2a9", [IDS[0]]),
        ("3F2A9", [IDS[0]]),
        ("3f2a", [IDS[0], IDS[1]]),
        ("3f2", []),
        ("abba", ["an Abba"]),
        ("abba1", [IDS[2]]),
        ("3f2a91c4-0d5e", [IDS[0]]),
    ],
)
def test_the_beginning_of_an_id_is_enough_if_it_has_a_digit(typed: str, ids: list[str]) -> None:
    people = (*(person("Kim", id=id) for id in IDS), person("Abba Lind", id="an Abba"))
    assert meant(typed, *people)[0] == ids


def test_what_to_type_means_nobody_else() -> None:
    people = (
        person("Ana Ruiz", "Lumen Energy", id="3f2a91c4-0d5e"),
        person("Ana Ruiz", "Vireo", id="3f2ab000-0000"),
        person("Ana Ruiz", id="facade00-0000"),
        person("Bo Lind", "Quarry", id="abcdef12-0000"),
        person("Bo  Lind", "quarry", "shortlisted", id="abcdef13-0000"),
        person('Kim "$HOME" Doe', id="12345678-0000"),
        person("Lou O'Hara", id="12345679-0000"),
    )
    assert to_type(people, people) == (
        '"Ana Ruiz, Lumen Energy"',
        '"Ana Ruiz, Vireo"',
        "facade0",
        "abcdef12",
        "abcdef13",
        "'Kim \"$HOME\" Doe'",
        '"Lou O\'Hara"',
    )
    for one, typed in zip(people, to_type(people, people), strict=True):
        (word,) = shlex.split(typed)
        assert meant(word, *people) == ([one.id], False)


def test_an_id_that_is_not_one_of_ours_is_typed_whole() -> None:
    people = (person("Bo", id="first"), person("Bo", id="first one"))
    assert to_type(people, people) == ('"first"', '"first one"')
    assert SHORTEST_ID == 4
