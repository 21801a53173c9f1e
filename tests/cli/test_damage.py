"""Whatever is wrong with the file, sound records are there, and nothing is overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from infoint_tui.cli.main import COMMANDS, Factories, infoint
from tests.bad_files import (
    PEOPLE,
    RECORD_TABLES,
    BadFile,
    bad_documents,
    bad_files,
    bad_in_every_table,
    with_document,
)
from tests.calls import READING, WRITING

FILES = tuple(bad_files())
STEP = 7
"""Every seventh of them is tried here; tests/batteries tries them all."""

NOT_ABOUT_THE_FILE = {"keys", "why", "where", "doctor", "backup", "about", "partner", "import"}
"""The commands that do not need the file, or that say something else about it."""

Call = Callable[..., Result]


@pytest.fixture
def call(factories: Factories) -> Call:
    """Run a command; it may fail, but only in words."""

    def call(*args: str) -> Result:
        result = CliRunner().invoke(infoint, args, obj=factories, color=True)
        is_fine = result.exception is None or isinstance(result.exception, SystemExit)
        assert is_fine, (args, result.exception)
        assert result.exit_code in range(5), (args, result.output)
        return result

    return call


def test_there_is_a_call_of_every_command() -> None:
    assert {args[0] for args in (*READING, *WRITING)} >= COMMANDS.keys() - {"demo"}


def test_there_are_more_than_a_hundred_kinds_of_files() -> None:
    assert len({each.name for each in FILES}) == len(FILES) > 100
    assert len({each.data for each in FILES}) == len(FILES)


@pytest.mark.parametrize("bad", FILES[::STEP], ids=lambda bad: bad.name)
def test_every_command_over_a_bad_file(call: Call, db: Path, bad: BadFile) -> None:
    db.write_bytes(bad.data)
    for args in READING:
        result = call(*args)
        if bad.outcome == "refused" and args[0] not in NOT_ABOUT_THE_FILE:
            assert (result.exit_code, str(db) in result.stderr) == (1, True), (args, result.stderr)
    assert db.read_bytes() == bad.data
    listed = call("list", "--json")
    if bad.outcome != "refused":
        names = {each["name"] for each in json.loads(listed.stdout)["contacts"]}
        assert names >= {"Teo Marran", "Ana Ruiz"} - {bad.lost}
        findings = call("doctor").stdout
        assert ("cannot be read" in findings) == (bad.outcome == "apart"), findings
    for args in WRITING:
        call(*args)
    assert (db.read_bytes() == bad.data) == (bad.outcome == "refused")


def line_of(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


@pytest.mark.parametrize("table", RECORD_TABLES)
def test_one_bad_document_of_each_kind_hides_no_other_and_is_never_rewritten(
    call: Call, db: Path, table: str
) -> None:
    for kind, document in bad_documents(table):
        db.write_bytes(line_of(with_document(table, document)))
        for args in (["today"], ["goal"], ["show", "Ana"]):
            call(*args)
        listed = {each["name"] for each in json.loads(call("list", "--json").stdout)["contacts"]}
        assert listed >= ({*PEOPLE[1:2]} if table == "contacts" else {*PEOPLE[:2]}), kind
        assert call("show", "Teo").exit_code == 0, kind
        assert call("log", "Teo", "called").exit_code == 0, kind
        assert call("undo").exit_code == 0, kind
        assert b'"1": ' + line_of(document) in db.read_bytes().replace(b'"1":', b'"1": '), kind
        said = call("doctor", "--fix")
        assert f"the table '{table}' cannot be read: " in said.stdout, kind
        assert "1 record cannot be read and is left out. infoint doctor says more." in said.stderr
        assert b'"1": ' + line_of(document) in db.read_bytes().replace(b'"1":', b'"1": '), kind


def test_a_bad_document_in_every_table_at_once(call: Call, db: Path) -> None:
    db.write_bytes(bad_in_every_table())
    tables = json.loads(db.read_bytes())
    bad = {name: table["99"] for name, table in tables.items() if "99" in table}
    for args in (*READING, *(each for each in WRITING if each[0] != "purge")):
        call(*args)
    now = json.loads(db.read_bytes())
    assert {name: now[name]["99"] for name in bad} == bad
    assert len(bad) == len(RECORD_TABLES) + 1
    assert "8 records cannot be read" in call("doctor").stderr


def test_the_doctor_names_the_backup_to_go_back_to(call: Call, db: Path) -> None:
    db.write_bytes(line_of(with_document("goals", {})))
    assert "there is no backup to go back to" in call("doctor").stdout
    db.write_bytes(FILES[-1].data)
    call("backup")
    (backup,) = db.with_name("people-backups").iterdir()
    db.write_bytes(line_of(with_document("goals", {})))
    assert f"or go back to a backup: infoint restore {str(backup)!r}." in call("doctor").stdout
    assert call("restore", str(backup), "--yes").exit_code == 0
    assert "cannot be read" not in call("doctor").stdout


def test_what_cannot_be_restored_says_why(call: Call, db: Path) -> None:
    db.write_bytes(b"garbage")
    assert f"There are no backups in {db.with_name('people-backups')}." in call("restore").stdout
    newer = next(each for each in FILES if each.name == "the next schema")
    db.write_bytes(newer.data)
    refused = call("restore", "--yes")
    assert "(with 3 people) was written by a newer version of this program" in refused.stderr
    assert "(with 3 people) was written by a newer version" in call("doctor").stdout
    assert db.read_bytes() == newer.data
