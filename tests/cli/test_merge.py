"""`infoint merge` and `infoint dupes`."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.harness import Json, Run


@pytest.fixture
def twice(run: Run) -> None:
    run("add", "Ana Ruiz", "--org", "Lumen Energy", "--email", "ana@example.com", "--tag", "grid")
    run("ask", "Ana")
    run("add", "Ana R.", "--org", "Lumen Energy GmbH", "--email", "ana@example.com", "--tag", "x")
    run("log", "Ana R.", "coffee")


@pytest.mark.usefixtures("twice")
def test_each_difference_is_asked_about_and_the_answers_count(
    run: Run, run_json: Json, answering: Run
) -> None:
    done = answering("merge", "Ana Ruiz", "Ana R.", typed="1\n2\nyes\n")
    asked = " ".join(done.stderr.split())
    assert "Name Ana Ruiz Ana R. Organization Lumen Energy Lumen Energy GmbH" in asked
    assert "Records 1 conversation and 1 entry 1 entry" in asked
    assert "Name: 1 Ana Ruiz, or 2 Ana R.? [1]" in asked
    assert "Organization: 1 Lumen Energy, or 2 Lumen Energy GmbH? [1]" in asked
    assert done.stdout == (
        "Merged two people into Ana Ruiz: 1 entry moved. (infoint undo takes it back)\n"
    )
    shown = run_json("show", "Ana")
    assert shown["contact"]["organization"] == "Lumen Energy GmbH"
    assert shown["contact"]["tags"] == ["grid", "x"]
    assert len(shown["touches"]) == 2
    run("undo")
    assert len(run_json("list")["contacts"]) == 2


@pytest.mark.parametrize("is_swapped", [False, True])
def test_what_only_one_of_them_says_is_shown_as_theirs(
    run: Run, answering: Run, is_swapped: bool
) -> None:
    run("add", "Ana Ruiz", "--org", "Lumen Energy")
    run("add", "Ana R.", "--email", "ana@example.com")
    run("log", "Ana R.", "coffee")
    names = ["Ana Ruiz", "Ana R."]
    if is_swapped:
        names.reverse()
    done = answering("merge", *names, typed="1\nn\n", code=1)
    heading, *rows = done.stderr.splitlines()
    places = [heading.index(f"1 {names[0]}"), heading.index(f"2 {names[1]}")]
    if is_swapped:
        places.reverse()
    ruiz, r = places
    for label, value, mine, other in (
        ("Organization", "Lumen Energy", ruiz, r),
        ("Email", "ana@example.com", r, ruiz),
        ("Records", "1 entry", r, ruiz),
    ):
        (row,) = (each for each in rows if each.startswith(label))
        assert row.index(value) == mine
        assert row[other:].split()[0] == "-"


@pytest.mark.usefixtures("twice")
def test_a_script_decides_beforehand(run: Run, run_json: Json) -> None:
    merged = run_json("merge", "Ana Ruiz", "Ana R.", "--yes", "--take", "org")["contact"]
    assert (merged["name"], merged["organization"]) == ("Ana Ruiz", "Lumen Energy GmbH")
    assert [each["name"] for each in run_json("list")["contacts"]] == ["Ana Ruiz"]
    run("merge", "Ana", "Ana", "--yes", code=2)
    run("merge", "Ana", "Nobody", "--yes", code=3)


@pytest.mark.usefixtures("twice")
@pytest.mark.parametrize(
    ("typed", "code"), [("", 2), ("3\n", 2), ("1\n1\nn\n", 1), ("1\n1\n\n", 1), ("2\n", 2)]
)
def test_without_a_yes_nothing_is_merged(
    run_json: Json, answering: Run, typed: str, code: int
) -> None:
    answering("merge", "Ana Ruiz", "Ana R.", typed=typed, code=code)
    assert len(run_json("list")["contacts"]) == 2


@pytest.mark.usefixtures("twice")
def test_suspects_come_with_the_reason_and_the_command_that_merges_them(
    run: Run, run_json: Json
) -> None:
    said, command = run("dupes").stdout.splitlines()
    assert said == "Ana Ruiz, Lumen Energy and Ana R., Lumen Energy GmbH: same email address"
    (pair,) = run_json("dupes")["pairs"]
    assert pair["reasons"] == ["same email address"]
    assert (pair["first"]["name"], pair["second"]["name"]) == ("Ana Ruiz", "Ana R.")
    assert command == '  infoint merge "Ana Ruiz, Lumen Energy" "Ana R., Lumen Energy GmbH"'
    run(*shlex.split(command)[1:], "--yes")
    assert run("dupes").stdout == "Nobody seems to have been added twice.\n"
    assert run_json("dupes")["pairs"] == []


def test_a_hostile_pair_is_listed_in_clean_lines(run: Run) -> None:
    for organization in ("[/x]\x1b[2J", "\x1b]0;x\x07"):
        run("add", "[red]Eve\n\x1b[31m", "--org", organization, "--email", "eve@example.com")
    said, _ = run("dupes").stdout.splitlines()
    assert said.startswith("[red]Eve [31m, [/x][2J and [red]Eve [31m, ]0;x: same email address")


def test_an_import_tells_of_people_who_may_be_there_twice(run: Run, tmp_path: Path) -> None:
    run("add", "Ana Ruiz", "--org", "Lumen Energy")
    file = tmp_path / "Connections.csv"
    file.write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,Ruiz,,,Lumen Energy GmbH,Data lead,01 Dec 2025\n"
    )
    told = "1 possible duplicate: see infoint dupes.\n"
    assert told not in run("import", str(file), "--dry-run").stdout
    assert told in run("import", str(file)).stdout
    assert told not in run("import", str(file)).stdout
