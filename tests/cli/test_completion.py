"""Completion, in a real shell and for the names that it offers."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.harness import Run
from tests.terminal import terminal

BASH = ("bash", "--norc", "--noprofile", "-i")
Offered = Callable[..., list[str]]


def test_bash_completes_a_name_with_a_space(run: Run, db: Path) -> None:
    run("add", "Ana Ruiz")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    with terminal(program=BASH, env={"INFOINT_DB": str(db), "PATH": path}) as bash:
        bash.press('eval "$(infoint completion bash)"; echo rea""dy\r')
        bash.wait_for("ready")
        bash.press("infoint show A\t\r")
        bash.wait_for("in the address book")
        assert b"Ana\\ Ruiz" in bash.sent


@pytest.fixture
def offered(run: Run, monkeypatch: pytest.MonkeyPatch) -> Offered:
    """Return what is offered for the last of the words typed."""

    def offered(*words: str) -> list[str]:
        monkeypatch.setenv("_INFOINT_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", " ".join(("infoint", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        lines = run().output.splitlines()
        monkeypatch.delenv("_INFOINT_COMPLETE")
        return [line.partition(",")[2] for line in lines if line]

    return offered


def test_what_is_offered(run: Run, offered: Offered) -> None:
    for name in ("Ana Ruiz", "Álvaro Sol", "Bo Berg"):
        run("add", name)
    run("shortlist", "Bo")
    assert offered("ask", "a") == ["Álvaro Sol", "Ana Ruiz"]
    assert offered("ask", "''") == ["Bo Berg"], "those on the board before anything is typed"
    assert offered("add", "a") == [], "a new name is not completed"
    assert offered("sch") == ["schedule"]
    assert offered("ask", "--js") == ["--json"]


def test_people_set_aside_only_if_nobody_else_is_meant(run: Run, offered: Offered) -> None:
    run("add", "Ana Ruiz")
    run("add", "Anton Ek")
    run("aside", "Anton", "--why", "later")
    assert offered("show", "an") == ["Ana Ruiz"]
    assert offered("show", "ant") == ["Anton Ek"]


def test_a_file_that_cannot_be_read_offers_nobody(offered: Offered, db: Path) -> None:
    db.write_text("{")
    assert offered("show", "a") == []


def test_each_shell_gets_its_own(run: Run) -> None:
    for shell, words in (("bash", "complete -o"), ("zsh", "#compdef"), ("fish", "complete --no")):
        assert words in run("completion", shell).output
