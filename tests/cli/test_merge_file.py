"""Two machines: a file that went its own way, one that is older, and what to do about it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from infoint_tui.cli.main import Factories, infoint
from tests.cli.harness import Json, Run

Elsewhere = Callable[..., None]


@pytest.fixture
def other(db: Path) -> Path:
    return db.with_name("other.json")


@pytest.fixture
def elsewhere(factories: Factories, other: Path, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    """Run a command on another machine, which has the other file and a state folder of its own."""

    def elsewhere(*args: str) -> None:
        with monkeypatch.context() as patch:
            patch.setenv("XDG_STATE_HOME", str(other.with_name("state elsewhere")))
            done = CliRunner().invoke(infoint, ["--db", str(other), *args], obj=factories)
        assert done.exit_code == 0, done.output

    return elsewhere


@pytest.fixture
def parted(run: Run, db: Path, other: Path) -> None:
    """Two copies of a file with two people."""
    run("add", "Ana Ruiz", "--title", "Planner", "--tag", "grid")
    run("add", "Bo Lindqvist")
    shutil.copy(db, other)


def people(run_json: Json) -> dict[str, str]:
    return {each["name"]: each["title"] for each in run_json("list")["contacts"]}


@pytest.mark.usefixtures("parted")
def test_what_both_did_is_kept_as_one_change_and_the_base_is_known(
    run: Run, run_json: Json, elsewhere: Elsewhere, other: Path
) -> None:
    run("add", "Cora Penhallow")
    run("edit", "Bo Lindqvist", "--title", "Baker")
    run("edit", "Ana Ruiz", "--tag", "grid", "--tag", "water")
    elsewhere("add", "Dee Adler")
    elsewhere("edit", "Ana Ruiz", "--org", "Lumen", "--tag", "grid", "--tag", "wind")
    elsewhere("log", "Ana Ruiz", "called", "--kind", "call")
    shown = run("merge-file", str(other), "--dry-run").stdout.splitlines()
    assert shown == ["New: Dee Adler", "Changed: Ana Ruiz", "Other records: 1 entry"]
    said = run("merge-file", str(other), "--yes").stdout
    assert said == f"Merged {other} into your data. (infoint undo takes it back)\n"
    assert set(people(run_json)) == {"Ana Ruiz", "Bo Lindqvist", "Cora Penhallow", "Dee Adler"}
    assert people(run_json)["Bo Lindqvist"] == "Baker"
    ana = run("show", "Ana Ruiz").stdout
    assert all(each in ana for each in ("Lumen", "grid", "water", "wind", "called"))
    assert "before merge" in run("backup", "--list").stdout
    assert "Nothing in" in run("merge-file", str(other)).stdout
    run("undo")
    assert set(people(run_json)) == {"Ana Ruiz", "Bo Lindqvist", "Cora Penhallow"}
    assert "Merged" in run("merge-file", str(other), "--yes").stdout  # it was only undone


@pytest.mark.usefixtures("parted")
def test_what_both_changed_is_listed_last_and_chosen(
    run: Run, run_json: Json, answering: Run, elsewhere: Elsewhere, other: Path
) -> None:
    run("edit", "Ana Ruiz", "--title", "Head of planning")
    run("delete", "Bo Lindqvist", "--yes")
    elsewhere("edit", "Ana Ruiz", "--title", "Director")
    elsewhere("log", "Bo Lindqvist", "called", "--kind", "call")
    elsewhere("add", "Dee Adler")
    refused = run("merge-file", str(other), "--yes", code=2).stderr
    assert "Both changed the same thing in 2 places.\nAdd --keep mine or --keep theirs" in refused
    asked = answering("merge-file", str(other), typed="2\n1\nn\n", code=1).stderr
    lines = asked.splitlines()
    assert lines[0] == "New: Dee Adler"
    assert "Ana Ruiz: title: 1 “Head of planning”, 2 “Director”. Keep 1 or 2?" in lines[1]
    assert "Bo Lindqvist: 1 “removed”, 2 “kept”. Keep 1 or 2?" in asked
    assert people(run_json) == {"Ana Ruiz": "Head of planning"}
    answering("merge-file", str(other), typed="2\n1\ny\n")
    assert people(run_json) == {"Ana Ruiz": "Director", "Dee Adler": ""}
    run("undo")
    found = run_json("merge-file", str(other), "--keep", "theirs", "--yes")
    assert found["base_known"]
    assert [each["takes_theirs"] for each in found["clashes"]] == [True, True]
    assert people(run_json) == {"Ana Ruiz": "Director", "Bo Lindqvist": "", "Dee Adler": ""}
    assert "called" in run("show", "Bo Lindqvist").stdout


@pytest.mark.usefixtures("parted")
def test_without_a_base_nothing_counts_as_removed(
    run: Run, run_json: Json, answering: Run, elsewhere: Elsewhere, db: Path, other: Path
) -> None:
    elsewhere("delete", "Bo Lindqvist", "--yes")
    elsewhere("edit", "Ana Ruiz", "--title", "Director", "--org", "Lumen")
    tables = json.loads(other.read_bytes())
    tables["_meta"]["1"]["past"] = ["0" * 12]
    other.write_text(json.dumps(tables))
    asked = answering("merge-file", str(other), "--keep", "theirs", typed="y\n").stderr
    assert "What both came from is not known, so nothing counts as removed." in asked
    assert people(run_json) == {"Ana Ruiz": "Director", "Bo Lindqvist": ""}
    assert "No such" not in run("show", "Ana Ruiz").stdout
    assert db.exists()


def test_what_is_no_version_of_the_file_is_refused(run: Run, db: Path, other: Path) -> None:
    run("add", "Ana Ruiz")
    assert "is the file you have open" in run("merge-file", str(db), code=2).stderr
    other.write_text("{}")
    assert "belongs to another program" in run("merge-file", str(other), code=1).stderr
    other.write_text('{"_meta":{"1":{"schema":99,"revision":1}}}')
    assert "newer version" in run("merge-file", str(other), code=1).stderr
    other.write_text("garbage")
    assert "is damaged" in run("merge-file", str(other), code=1).stderr


@pytest.mark.usefixtures("parted")
def test_an_older_file_is_noticed_until_it_is_settled(
    run: Run, run_json: Json, db: Path, other: Path
) -> None:
    run("edit", "Ana Ruiz", "--title", "Director")
    run("add", "Cora Penhallow")
    run("backup")
    newer = db.read_bytes()
    shutil.copy(other, db)
    listed = run("list")
    backup = max(db.with_name("people-backups").iterdir())
    said = (
        f"Note: {db} is older than what was open here: 2 changes are missing. infoint merge-file"
        f" {backup} brings them in, infoint restore {backup} goes back to that version, and infoint"
        " doctor --fix keeps the file as it is.\n"
    )
    assert listed.stderr == said
    assert "Cora" not in listed.stdout
    run("add", "Dee Adler")
    assert f"{db} was changed elsewhere: 2 changes made here are missing." in run("list").stderr
    assert "2 changes made here are missing" in run("doctor", code=1).stdout
    run("merge-file", str(backup), "--yes")
    assert run("list").stderr == ""
    assert people(run_json) == {
        "Ana Ruiz": "Director",
        "Bo Lindqvist": "",
        "Cora Penhallow": "",
        "Dee Adler": "",
    }
    db.write_bytes(newer)
    assert "missing" in run("list").stderr
    assert f"Kept {db} as it is." in run("doctor", "--fix").stdout
    assert run("list").stderr == ""


@pytest.mark.usefixtures("parted")
def test_a_file_that_another_machine_made_from_this_one_is_just_newer(
    run: Run, elsewhere: Elsewhere, db: Path, other: Path
) -> None:
    elsewhere("add", "Dee Adler")
    elsewhere("undo")
    elsewhere("add", "Eve Nolan")
    shutil.copy(other, db)
    assert run("list").stderr == ""
    assert run("doctor").stdout == "Everything is fine.\n"


def test_a_file_that_was_removed_and_begun_again_is_no_older_one(run: Run, db: Path) -> None:
    run("add", "Ana Ruiz")
    db.unlink()
    assert "missing" not in run("add", "Bo Lindqvist").stderr
    assert "missing" not in run("list").stderr


@pytest.mark.parametrize(
    "name",
    [
        "people.sync-conflict-20261124-100000-ABCDEFG.json",
        "people (Mira's conflicted copy 2026-11-24).json",
        "people (conflicted copy 2026-11-24 100000).json",
        "people (Konfliktkopie von Mira 2026-11-24).json",
        "people (copie en conflit de Mira 2026-11-24).json",
        "people (1).json",
        "people 2.json",
        "people_conflict-20261124-100000.json",
    ],
)
@pytest.mark.usefixtures("parted")
def test_each_way_of_naming_a_copy_is_known(
    run: Run, elsewhere: Elsewhere, db: Path, other: Path, name: str
) -> None:
    elsewhere("add", "Dee Adler")
    copy = db.with_name(name)
    shutil.copy(other, copy)
    assert (
        f"! {copy} is another version of your data.\ninfoint merge-file"
        in run("doctor", code=1).stdout
    )
    run("merge-file", str(copy), "--yes")
    assert "It has nothing that is new" in run("doctor", code=1).stdout
    copy.rename(db.with_name("people-of-mine.json"))
    assert run("doctor").stdout == "Everything is fine.\n"
