"""NAME on the command line: typed in any usual spelling, by whoever is at the keyboard."""

from __future__ import annotations

import pytest

from tests.cli.harness import Json, Run


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Siobhán O\u2019Brien", ["O'Brien", "obrien", "O\u2018BRIEN", "siobhan obrien"]),
        ("Jean\u2011Luc Picot", ["Jean-Luc", "jean luc", "jeanluc", "Jean\u2010Luc Picot"]),
        ("Eva Müller", ["Mueller", "muller", "müller", "MÜLLER, EVA"]),
        ("Ida Ødegård", ["Odegaard", "Ødegård", "oedegaard", "odegard"]),
        ("Tom Groß", ["Gross", "groß"]),
        ("Lu\u00adcia Va\u200ble", ["Lucia", "vale", "lucia vale"]),
    ],
)
def test_show_and_list_find_the_same_name(
    run: Run, run_json: Json, name: str, typed: list[str]
) -> None:
    run("add", "Dana Plume")
    run("add", name)
    for each in typed:
        id = run_json("show", each)["contact"]["id"]
        if "," not in each:
            assert [found["id"] for found in run_json("list", each)["contacts"]] == [id]


def test_a_whole_name_is_meant_rather_than_a_part_of_another(run: Run, run_json: Json) -> None:
    run("add", "Dana")
    run("add", "Ana")
    assert run_json("show", "Ana")["contact"]["name"] == "Ana"


def test_a_short_id_is_enough(run_json: Json) -> None:
    id = run_json("add", "Ana")["contact"]["id"]
    start = next(id[:n] for n in range(4, 30) if any(sign.isdigit() for sign in id[:n]))
    assert run_json("show", start)["contact"]["id"] == id
