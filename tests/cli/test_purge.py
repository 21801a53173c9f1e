"""`infoint purge`."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.cli.harness import Json, Run


@pytest.fixture
def ana(run: Run) -> None:
    run("add", "Ana Ruiz")
    run("log", "Ana", "coffee")
    run("add", "Bo Lindqvist", "--notes", "knows Ana Ruiz")


@pytest.mark.usefixtures("ana")
def test_the_name_has_to_be_typed(run: Run, answering: Run, db: Path) -> None:
    before = db.read_bytes()
    for typed in ("y\n", "\n", "Bo Lindqvist\n", ""):
        answering("purge", "Ana", typed=typed, code=2)
    assert db.read_bytes() == before
    done = answering("purge", "Ana Ruiz", typed="ana ruiz\n")
    assert done.stderr == (
        "Purge Ana Ruiz for good? 1 entry goes too.\n"
        "Texts that will still mention them: 1.\n"
        "Type the name: "
    )
    assert done.stdout == (
        "Purged Ana Ruiz. This can't be undone.\n"
        "These texts still mention them:\n"
        "  contact Bo Lindqvist, notes: knows Ana Ruiz\n"
        "These backups still hold them; remove the files to be sure:\n"
        f"  {db.parent}/people-backups/000001-20261124T090000Z-1-hourly.json.gz\n"
    )
    run("show", "Ana Ruiz", code=3)
    assert run("undo").stdout.startswith("Undone: add Bo Lindqvist.")
    assert run("undo").stdout == "Nothing to undo.\n"


@pytest.mark.usefixtures("ana")
def test_a_script_goes_ahead(run: Run, run_json: Json, db: Path) -> None:
    run("edit", "Bo", "--notes", "")
    done = run_json("purge", "Ana", "--yes")
    assert done["purged"]["entries"] == 1
    assert done["mentions"] == []
    assert b"Ana" not in db.read_bytes()
    assert [Path(each).name for each in done["backups"]] == [
        "000001-20261124T090000Z-1-hourly.json.gz"
    ]


@pytest.mark.usefixtures("ana")
def test_the_backups_are_rewritten_if_asked(run: Run, db: Path) -> None:
    done = run("purge", "Ana", "--yes", "--backups").stdout
    assert "backups" not in done
    (backup,) = db.with_name("people-backups").iterdir()
    assert backup.name == "000001-20261124T090000Z-0-hourly.json.gz"
    assert b"Ana" not in gzip.decompress(backup.read_bytes())
    assert backup.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("ana")
def test_what_is_left_is_told_to_a_script(run_json: Json) -> None:
    assert run_json("purge", "Ana Ruiz", "--yes")["mentions"] == [
        {
            "record": "contact",
            "whose": "Bo Lindqvist",
            "on": None,
            "field": "notes",
            "text": "knows Ana Ruiz",
        }
    ]
