"""`infoint delete`."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.cli.harness import Json, Run


def test_it_asks_and_tells_what_goes_along(run: Run, answering: Run) -> None:
    run("add", "Ana Ruiz")
    run("log", "Ana", "coffee")
    run("note", "Ana", "read the paper")
    asked = answering("delete", "Ana", typed="n\n", code=1)
    assert asked.stderr == (
        "Delete Ana Ruiz? 1 entry and 1 to-do go too. [y/N] Error: Nothing was changed.\n"
    )
    assert "Ana Ruiz" in run("list").stdout
    done = answering("delete", "Ana", typed="y\n")
    assert done.stdout.startswith("Deleted Ana Ruiz, with 1 entry and 1 to-do. (infoint undo")
    run("show", "Ana", code=3)
    run("undo")
    assert "coffee" in run("show", "Ana").stdout


def test_without_an_answer_nothing_is_deleted(run: Run, answering: Run) -> None:
    run("add", "Ana Ruiz")
    assert "add --yes to go ahead" in answering("delete", "Ana", code=2).stderr
    assert "Ana Ruiz" in run("list").stdout


def test_several_at_once_by_a_script(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    run("add", "Bo Lindqvist")
    run("log", "Bo", "coffee")
    assert run_json("delete", "Ana", "Bo", "Ana Ruiz", "--yes")["deleted"] == {
        "people": ["Ana Ruiz", "Bo Lindqvist"],
        "conversations": 0,
        "entries": 1,
        "to_dos": 0,
    }
    run("undo")
    assert "2 people" in run("redo").stdout


def test_nobody_is_deleted_if_one_of_the_names_is_nobodys(run: Run) -> None:
    run("add", "Ana Ruiz")
    run("delete", "Ana", "Nobody", "--yes", code=3)
    assert "Ana Ruiz" in run("list").stdout


def test_a_hostile_name_is_asked_about_in_one_clean_line(run: Run, answering: Run) -> None:
    run("add", "[red]Eve[/red]\x1b[2J\n[y/N] y")
    asked = answering("delete", "Eve", typed="no\n", code=1).stderr
    assert asked.startswith("Delete [red]Eve[/red][2J [y/N] y? [y/N] ")
    assert "\x1b" not in asked


def test_what_the_others_keep_is_shown(run: Run) -> None:
    run("add", "Ana Ruiz")
    run("add", "Teo Maran", "--introduced-by", "Ana")
    run("add", "Kit Marlow", "--introduced-by", "Teo")
    run("delete", "Teo", "--yes")
    assert re.search("Introduced by +Teo Maran\n", run("show", "Kit").stdout)
    assert "no longer in your contacts" in run("show", "Ana").stdout
    run("edit", "Kit", "--introduced-by", "")
    assert "Teo Maran" not in run("show", "Kit").stdout


@pytest.mark.parametrize("command", ["delete Ana", "purge Ana", "debrief Ana --from -"])
def test_a_closed_standard_input_is_no_answer(command: str, run: Run) -> None:
    run("add", "Ana Ruiz")
    run("met", "Ana")
    shell = f"{sys.executable} -m infoint_tui {command} <&-"
    done = subprocess.run(shell, shell=True, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
