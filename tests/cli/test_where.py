"""Where everything is; a mistake in the settings stops nothing; files that are none are refused."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from infoint_tui import paths
from infoint_tui.bootstrap import build_services
from infoint_tui.cli.main import Factories, infoint
from infoint_tui.domain.basics.clock import FixedClock
from tests.cli.harness import Run


@pytest.fixture
def settings() -> Path:
    """The user's own settings file, which is not there yet."""
    path = paths.settings_file()
    path.parent.mkdir(parents=True)
    return path


@pytest.fixture
def with_settings(factories: Factories, clock: FixedClock) -> Run:
    """Run a command with the settings of the user."""
    own = replace(factories, services=partial(build_services, clock=clock))

    def run(*args: str, code: int = 0) -> Result:
        result = CliRunner().invoke(infoint, args, obj=own)
        assert result.exit_code == code, result.output
        return result

    return run


def test_every_path_with_what_chose_it(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def found(*args: str) -> dict[str, dict[str, Any]]:
        given = json.loads(run(*args, "where", "--json").stdout)
        return {each["name"]: each for each in given["paths"]}

    assert (found()["database"]["path"], found()["database"]["exists"]) == (str(db), False)
    run("add", "Ana Ruiz")
    places = found()
    assert places["database"]["chosen_by"] == "$INFOINT_DB"
    assert {name for name, each in places.items() if each["exists"]} >= {"database", "backups"}
    assert places["lock"]["path"] == f"{db}.lock"
    assert places["settings"]["chosen_by"] == "$XDG_CONFIG_HOME"
    assert found("--db", "~/x.json")["database"]["path"] == str(Path.home() / "x.json")
    assert found("--db", "x.json")["database"]["chosen_by"] == "--db"
    assert str(db) in run("where").stdout
    monkeypatch.delenv("INFOINT_DB")
    assert found()["database"]["chosen_by"] == "$XDG_DATA_HOME"


def test_every_setting_with_its_default(settings: Path, with_settings: Run) -> None:
    settings.write_text('nudge_after = 5\ndays_off = [2026-12-24]\n[keys]\nthank = "f5"\n', "utf-8")
    lines = [line.split() for line in with_settings("where", "--settings").stdout.splitlines()]
    assert ["nudge_after", "5", "default:", "7", "settings.toml"] in lines
    assert ["close_after", "7", "default:", "7", "default"] in lines
    assert ["days_off", "2026-12-24", "default:", "-", "settings.toml"] in lines
    assert ["keys", "thank:", "f5", "default:", "-", "settings.toml"] in lines


def test_a_mistake_in_the_settings_is_told_and_stops_no_command(
    settings: Path, with_settings: Run
) -> None:
    settings.write_text("nudge_after = -1\n", "utf-8")
    added = with_settings("add", "Ana Ruiz")
    assert added.stdout.startswith("Added Ana Ruiz.")
    assert added.stderr == (
        f"Note: {settings}: nudge_after: use 0 or more. The default is used instead.\n"
    )
    settings.write_text("nudge_after = -1\nthem = 5\n?\n", "utf-8")
    told = f"Note: {settings} has 3 mistakes; the defaults are used instead. infoint where lists"
    assert with_settings("today").stderr.startswith(told)
    shown = with_settings("where").stdout.splitlines()[-4:]
    assert shown[0] == "These settings cannot be used, so the defaults are:"
    assert [line.partition(":")[0].strip() for line in shown[1:]] == [
        *("line 3", "nudge_after", "them"),
    ]
    with_settings("about", "--name", "Mira", code=1)  # the file as a whole is no TOML
    settings.write_text("nudge_after = -1\n", "utf-8")
    with_settings("about", "--name", "Mira")
    assert settings.read_text("utf-8") == 'nudge_after = -1\nmy_name = "Mira"\n'


def test_a_file_that_is_not_there_yet_is_told_of_before_an_error(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "typo.json"
    told = f"Note: there is no file {path} yet; it is created when you add someone.\n"
    assert run("--db", str(path), "list").stderr.startswith(told)
    assert run("--db", str(path), "show", "Ana", code=3).stderr.startswith(told)
    assert not path.exists()
    assert "there is no file" not in run("--db", str(path), "add", "Ana").stderr


@pytest.mark.parametrize("way", ["--db", "INFOINT_DB"])
def test_a_home_that_is_nobody_s_is_refused_and_makes_no_folder(
    run: Run, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if way == "--db":
        result = run("--db", "~nobody-here/x.json", "add", "Ana", code=2)
    else:
        monkeypatch.setenv("INFOINT_DB", "~nobody-here/x.json")
        result = run("add", "Ana", code=2)
    assert "there is no user nobody-here" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_refused_wherever_a_file_is_read(
    run: Run, db: Path, tmp_path: Path, kind: str
) -> None:
    run("add", "Ana Ruiz")
    run("met", "Ana")
    odd = tmp_path / "odd"
    odd.mkdir() if kind == "folder" else os.mkfifo(odd)
    for call in (
        ("import", str(odd)),
        ("restore", str(odd)),
        ("debrief", "Ana", "--from", str(odd)),
    ):
        assert run(*call, code=2 if call[0] == "debrief" else 1).stderr
    (templates := paths.messages_folder()).mkdir(parents=True)
    odd.rename(templates / "thank.txt")
    assert "is not a file" in run("message", "Ana", "--kind", "thank", code=1).stderr
    db.unlink()
    (templates / "thank.txt").rename(db)
    assert f"{db} is not a file" in run("list", code=1).stderr


FORM = '{"learned": "José agrees"}'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (FORM.encode("utf-8-sig"), ""),
        (FORM.encode("utf-16"), ""),
        (FORM.encode("utf-32"), ""),
        (FORM.replace(": ", ":\r\n").encode(), ""),
        (FORM.encode("latin-1"), "is not UTF-8 text (byte 16). Save it as UTF-8."),
        (b"[" * 100_000, "is not valid JSON"),
        (b'{"learned": ' + b"9" * 5000 + b"}", "is not valid JSON"),
        (b"", "is empty."),
    ],
    ids=lambda value: str(value[:20]),
)
def test_a_write_up_in_any_encoding_is_read_or_refused_in_words(
    run: Run, tmp_path: Path, data: bytes, said: str
) -> None:
    run("add", "Ana Ruiz")
    run("met", "Ana")
    file = tmp_path / "form.json"
    file.write_bytes(data)
    result = run("debrief", "Ana", "--from", str(file), code=2 if said else 0)
    assert " ".join(said.split()) in " ".join(result.stderr.split())
