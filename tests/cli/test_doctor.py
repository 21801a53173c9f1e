"""The doctor: what is wrong is said in full, and what is safe to mend is mended after a backup."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.harness import Json, Run


@pytest.fixture
def two(run: Run, db: Path) -> dict[str, Any]:
    """A file with two people who have an entry each."""
    run("add", "Ana Ruiz")
    run("add", "Bo Lindqvist", "--introduced-by", "Ana Ruiz")
    run("log", "Ana Ruiz", "called", "--kind", "call")
    run("log", "Bo Lindqvist", "wrote")
    found: dict[str, Any] = json.loads(db.read_bytes())
    return found


def write(db: Path, tables: dict[str, Any]) -> bytes:
    db.write_text(json.dumps(tables))
    return db.read_bytes()


def test_all_is_well(run: Run, run_json: Json) -> None:
    assert run("doctor").stdout == "Everything is fine.\n"
    run("add", "Ana Ruiz")
    assert run("doctor").stdout == "Everything is fine.\n"
    assert run_json("doctor")["findings"] == []


def test_one_bad_record_hides_no_other_and_is_told_about_everywhere(
    run: Run, db: Path, two: dict[str, Any]
) -> None:
    two["touches"]["1"]["kind"] = "sorcery"
    two["contacts"]["2"]["rev"] = "x"
    write(db, two)
    shown = run("show", "Ana Ruiz")
    assert "2 records cannot be read and are left out. infoint doctor says more." in shown.stderr
    said = run("doctor", code=1).stdout
    assert "Entry 1 in the table 'touches' cannot be read: kind: " in said
    assert "Contact 2 in the table 'contacts' cannot be read: rev: " in said
    assert "It stays in the file as it is." in said
    run("edit", "Ana Ruiz", "--title", "Baker")
    run("undo")
    now = json.loads(db.read_bytes())
    assert now["touches"]["1"] == two["touches"]["1"]
    assert now["contacts"]["2"] == two["contacts"]["2"]


def test_what_does_not_fit_is_mended_after_a_backup_and_can_be_undone(
    run: Run, run_json: Json, db: Path, two: dict[str, Any]
) -> None:
    ana, bo = two["contacts"]["1"]["id"], two["contacts"]["2"]["id"]
    del two["contacts"]["1"]
    two["touches"]["3"] = {**two["touches"]["2"], "rev": 1, "text": "the same id"}
    two["touches"]["2"]["about"] = "nothing"
    before = write(db, two)
    said = run("doctor", code=1).stdout
    assert "Entry 1 (called) belongs to someone who is not there." in said
    assert "Contact 2 (Bo Lindqvist) refers to something that is not there: introduced by." in said
    assert "Entry 2 (wrote) refers to something that is not there: about." in said
    assert "Entry 3 (the same id) has the id of another one." in said
    assert db.read_bytes() == before
    found = run_json("doctor", "--fix")
    assert (found["changed"], found["findings"]) == (True, [])
    assert len(found["done"]) == 5  # the introduction was hers
    tables = json.loads(db.read_bytes())
    assert list(tables["touches"]) == ["2", "3"]
    assert "about" not in tables["touches"]["2"]
    assert "introduced_by" not in tables["contacts"]["2"]
    assert len({each["id"] for each in tables["touches"].values()}) == 2
    assert {each["contact_id"] for each in tables["touches"].values()} == {bo}
    assert "doctor" in run("backup", "--list").stdout.splitlines()[0]
    run("undo")
    again = json.loads(db.read_bytes())
    assert again["touches"] == two["touches"]
    assert again["contacts"]["2"]["introduced_by"] == ana


@pytest.mark.usefixtures("two")
def test_what_was_left_beside_the_file_and_who_can_read_it(run: Run, db: Path) -> None:
    db.chmod(0o644)
    leftover = db.with_name("people.json.tmp")
    leftover.write_bytes(b"half")
    copies = [
        db.with_name("people.sync-conflict-20261124-090000-ABCDEFG.json"),
        db.with_name("people (Mira's conflicted copy 2026-11-24).json"),
        db.with_name("people (1).json"),
    ]
    for copy in copies:
        copy.write_bytes(db.read_bytes())
    other = db.with_name("people.sync-conflict-20261124-100000-ABCDEFG.json")
    other.write_bytes(db.read_bytes().replace(b"Bo Lindqvist", b"Bo L."))
    said = run("doctor", code=1).stdout
    assert "Others on this computer can open" in said
    assert f"{leftover} was left by a program that was stopped while saving." in said
    for copy in copies:
        assert (
            f"{copy} is another version of your data.\nIt has nothing that is new, or cannot be"
            " read. You can remove it."
        ) in said
    assert f"\ninfoint merge-file {other} brings in what it has; it asks first." in said
    fixed = run("doctor", "--fix", code=1).stdout
    assert f"Removed {leftover}." in fixed
    assert "Only you can read" in fixed
    assert not leftover.exists()
    assert db.stat().st_mode & 0o077 == 0
    assert all(copy.exists() for copy in copies)


@pytest.mark.usefixtures("two")
def test_a_damaged_file_and_a_damaged_backup(run: Run, db: Path) -> None:
    run("backup")
    newest = max(db.with_name("people-backups").iterdir())
    newest.write_bytes(b"\x1f\x8bbroken")
    said = run("doctor", code=1).stdout
    assert f"{newest} is damaged" in said
    db.write_bytes(b"garbage")
    said = run("doctor", "--fix", code=1).stdout
    assert "infoint restore goes back to the backup of 2026-11-24 09:00 UTC, with 1 person." in said
    assert db.read_bytes() == b"garbage"
