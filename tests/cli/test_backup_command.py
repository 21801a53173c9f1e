"""Backups by command: made, listed, and gone back to, also when the file is only garbage."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.cli.harness import Json, Run
from tests.terminal import terminal


def names(run_json: Json) -> list[str]:
    return [each["name"] for each in run_json("list")["contacts"]]


def test_the_first_change_makes_a_backup_and_then_one_an_hour_does(
    run: Run, run_json: Json
) -> None:
    run("add", "Ana Ruiz")
    run("add", "Bo Lindqvist")
    assert [
        (each["people"], each["reason"]) for each in run_json("backup", "--list")["backups"]
    ] == [(1, "hourly")]
    assert "Saved a backup with 2 people" in run("backup").stdout
    assert "The latest backup has it all" in run("backup").stdout
    listed = run("backup", "--list").stdout.splitlines()
    assert [line.split(": ")[0] for line in listed] == [
        "2026-11-24 09:00 UTC, 2 people, by-hand",
        "2026-11-24 09:00 UTC, 1 person, hourly",
    ]


def test_what_only_reads_makes_none(run: Run, db: Path) -> None:
    run("list")
    run("backup", "--list")
    assert "nothing to back up yet" in run("backup").stdout
    assert list(db.parent.iterdir()) == []


def test_going_back_shows_what_differs_asks_and_can_be_undone(
    run: Run, answering: Run, run_json: Json
) -> None:
    run("add", "Ana Ruiz", "--org", "Lumen")
    run("add", "Bo Lindqvist")
    run("backup")
    run("delete", "Ana Ruiz", "--yes")
    run("edit", "Bo Lindqvist", "--title", "Baker")
    run("add", "Cora Penhallow")
    run("log", "Bo Lindqvist", "called", "--kind", "call")
    refused = answering("restore", typed="n\n", code=1)
    assert refused.stderr.splitlines()[:4] == [
        "Back: Ana Ruiz",
        "Gone: Cora Penhallow",
        "Changed: Bo Lindqvist",
        "Other records: 1 entry",
    ]
    assert names(run_json) == ["Bo Lindqvist", "Cora Penhallow"]
    assert "Went back to" in answering("restore", typed="y\n").stdout
    assert names(run_json) == ["Ana Ruiz", "Bo Lindqvist"]
    run("undo")
    assert names(run_json) == ["Bo Lindqvist", "Cora Penhallow"]
    assert "before restore" in run("backup", "--list").stdout


def test_nothing_differs(run: Run) -> None:
    run("add", "Ana Ruiz")
    assert "differs from your data" in run("restore").stdout


@pytest.mark.parametrize("name", ["copy.json", "copy.json.gz"])
def test_a_copy_goes_where_it_is_wanted_and_comes_back(
    run: Run, run_json: Json, tmp_path: Path, name: str
) -> None:
    copy = tmp_path / "elsewhere" / name
    copy.parent.mkdir()
    run("add", "Ana Ruiz")
    run("backup", str(copy))
    assert "already exists" in run("backup", str(copy), code=1).stderr
    run("delete", "Ana Ruiz", "--yes")
    run("restore", str(copy), "--yes")
    assert names(run_json) == ["Ana Ruiz"]


def test_a_file_of_garbage_comes_back_by_one_command(run: Run, run_json: Json, db: Path) -> None:
    run("add", "Ana Ruiz")
    db.write_bytes(b"\x00garbage")
    said = run("list", code=1).stderr
    assert "infoint restore goes back to the backup of 2026-11-24 09:00 UTC, with 1 person" in said
    assert db.read_bytes() == b"\x00garbage"
    run("add", "Bo Lindqvist", code=1)
    assert db.read_bytes() == b"\x00garbage"
    assert "The damaged file is now" in run("restore", "--yes").stdout
    assert names(run_json) == ["Ana Ruiz"]
    assert db.with_name("people (damaged).json").read_bytes() == b"\x00garbage"


def test_the_app_gives_a_file_of_garbage_back_with_two_keys(run: Run, db: Path) -> None:
    run("add", "Ana Ruiz")
    db.write_bytes(gzip.compress(b"garbage"))
    with terminal("--db", str(db), "--screen", "contacts") as app:
        app.wait_for("with 1 person?")
        app.press("y")
        app.press("\r")
        app.wait_for_text("Ana Ruiz")
        app.settle()
        app.press("q")
        assert app.wait_for_end() == 0


def test_without_a_backup_the_app_says_so_and_touches_nothing(db: Path) -> None:
    db.write_bytes(b"garbage")
    with terminal("--db", str(db)) as app:
        app.wait_for_text("there is no backup")
        assert app.wait_for_end() == 1
    assert db.read_bytes() == b"garbage"
