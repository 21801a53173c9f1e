"""Who may be the same person, and why."""

from __future__ import annotations

from typing import Any

import pytest

from infoint_tui.domain.people.duplicates import duplicates
from infoint_tui.domain.people.identity import is_same_name, name_keys, organization_keys, phone_key
from infoint_tui.domain.search.listing import ContactRow


def row(name: str = "Ana Ruiz", **fields: Any) -> ContactRow:
    return ContactRow(fields.pop("id", f"{name} {fields}"), name, **fields)


def reasons(*rows: ContactRow) -> list[tuple[str, ...]]:
    return [each.reasons for each in duplicates(rows)]


@pytest.mark.parametrize(
    "same",
    [
        ("Lumen Energy", "Lumen Energy GmbH", "LUMEN ENERGY", "lumen-energy, S.A.", "Lumen Énergy"),
        ("Plume & Co", "Plume", "Plume and Company", "Plume GmbH & Co. KG", "Plume Inc."),
        ("Grupo Faro", "Grupo Faro, S.A. de C.V.", "Grupo Faro SARL", "Grupo Faro Lda."),
        ("Nord", "Nord A/S", "Nord Sp. z o.o.", "Nord Oy", "Nord AB", "Nord B.V.", "Nord PLC"),
        ("Co", "co."),
    ],
)
def test_an_organization_is_the_same_whatever_its_legal_form(same: tuple[str, ...]) -> None:
    assert frozenset.intersection(*map(organization_keys, same))


def test_different_organizations_stay_different() -> None:
    names = ("Lumen Energy", "Lumen Labs", "Lumen", "Energy Lumen", "AG Energy", "株式会社", "")
    keys = [key for each in names for key in organization_keys(each)]
    assert len(set(keys)) == len(keys) == len(names) - 1


@pytest.mark.parametrize(
    "same",
    [
        ("Ana Ruiz", "Ruiz, Ana", "ANA RUIZ", "Dr. Ana Ruiz", "Ana Ruíz (she/her)", "🌍 Ana Ruiz"),
        ("Jean-Luc Picot", "Jean Luc Picot"),
        ("(Oz)", "oz"),
        ("Dr", "dr."),
        ("Müller", "Mueller"),
        ("Müller", "Muller"),
        ("Siobhán O\u2019Brien", "Siobhan OBrien", "O'Brien, Siobhan"),
        ("Ødegård", "Odegaard"),
    ],
)
def test_a_name_is_the_same_however_it_is_written(same: tuple[str, ...]) -> None:
    assert all(is_same_name(same[0], each) for each in same)
    assert all(name_keys(each) for each in same)


@pytest.mark.parametrize(
    "same",
    [
        ("+1 (202) 555-0143", "202.555.0143", "+12025550143 ext. 7", "001 202 555 0143"),
        ("+49 171 5550123", "0171 555 0123", "tel:+49-171-555-0123"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(same: tuple[str, ...]) -> None:
    assert len({phone_key(each) for each in same}) == 1
    assert phone_key("101") == phone_key("ext. 12345678") == ""


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (row(emails=("ana@example.com",)), row("A. R.", emails=("ANA@example.com ",)), "email"),
        (
            row(links=("https://uk.linkedin.com/in/Ana-Ruiz/?trk=x",)),
            row("A. R.", links=("linkedin.com/in/ana-ruiz",)),
            "same profile",
        ),
        (row(phones=("+1 202 555 0143",)), row("A. R.", phones=("(202) 555-0143",)), "phone"),
        (
            row(organization="Lumen Energy"),
            row(organization="Lumen Energy GmbH"),
            "same name and organization",
        ),
        (row(organization="Lumen Energy"), row("ruiz, ana"), "same name"),
        (row(id="1"), row(id="2"), "same name"),
    ],
)
def test_each_reason(first: ContactRow, second: ContactRow, said: str) -> None:
    assert [said in reason for ((reason,),) in [reasons(first, second)]] == [True]
    assert reasons(second, first) == reasons(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (row(organization="Lumen Energy"), row(organization="Lumen Labs")),
        (row(emails=("a@example.com",)), row("Bo", emails=("b@example.com",))),
        (row(links=("https://example.com/ana",)), row("Bo", links=("https://example.com/ana",))),
        (row("🌍", id="1"), row("🌱", id="2")),
        (row(emails=("",), phones=("",)), row("Bo", emails=("",), phones=("",))),
    ],
)
def test_no_reason(first: ContactRow, second: ContactRow) -> None:
    assert reasons(first, second) == []


def test_a_pair_is_told_once_with_all_its_reasons() -> None:
    both = {"emails": ("a@example.com", "b@example.com"), "organization": "Lumen"}
    found = reasons(row(id="1", **both), row(id="2", **both))
    assert found == [("same email address", "same name and organization")]


def test_each_of_several_is_paired_with_the_first() -> None:
    rows = [row(f"Person {n}", id=str(n), phones=("+1 202 555 0100",)) for n in range(4)]
    assert [(each.first.id, each.second.id) for each in duplicates(rows)] == [
        ("0", "1"),
        ("0", "2"),
        ("0", "3"),
    ]
    ana = [row(id="a", organization="Lumen"), row(id="b", organization="Quarry"), row(id="c")]
    assert [(each.first.id, each.second.id) for each in duplicates(ana)] == [("a", "c")]
