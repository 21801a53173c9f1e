"""The command itself: help, version, opening the app, and how it exits."""

from __future__ import annotations

import errno
import os
import shlex
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from infoint_tui import __version__
from infoint_tui.cli import interviews, people
from infoint_tui.cli.main import COMMANDS, Factories, infoint
from infoint_tui.cli.typed import TYPED_TEXT
from infoint_tui.domain.vocabulary import Format, TouchKind
from tests.cli.harness import InTerminal, Json, Opened, Run

HEAVY = ("textual", "pydantic", "tinydb", "platformdirs")

IMPORTS = f"""
import sys
from infoint_tui.bootstrap import main
sys.argv = ["infoint", *sys.argv[1:]]
try:
    main()
except SystemExit:
    print("LOADED", [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize(
    "args", [["--help"], ["--version"], ["ask", "--help"], ["add", "--help"], ["edit", "--help"]]
)
def test_help_imports_nothing_heavy(args: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, *args], capture_output=True, text=True, check=True
    )
    assert done.stdout
    assert done.stderr.strip() == "LOADED []"


def test_help_names_every_command_with_the_summary_of_its_docstring(run: Run) -> None:
    printed = run("--help").stdout
    for name, (module, summary) in COMMANDS.items():
        command = getattr(import_module(module), f"{name.replace('-', '_')}_command")
        assert command.name == name
        assert command.help.split("\n")[0] == summary
        assert f"  {name} " in printed
        assert summary in printed


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    assert f"Usage: infoint {name}" in run(name, "--help").stdout


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(people.TOUCH_KINDS, TouchKind), (interviews.FORMATS, Format)],
)
def test_choices_are_those_of_the_domain(ours: tuple[str, ...], theirs: Any) -> None:
    assert ours == get_args(theirs)


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"infoint {__version__}\n"


@pytest.mark.parametrize(
    ("args", "instead"),
    [
        ([], "infoint today or infoint list"),
        (["--screen", "contacts"], "infoint list"),
        (["--screen", "prep"], "infoint prep NAME"),
        (["--screen", "board"], "infoint due"),
        (["demo"], "infoint today or infoint list"),
        (["demo", "--screen", "board"], "infoint due"),
    ],
)
def test_without_a_terminal_the_app_names_the_command_that_does_the_same(
    run: Run, opened: Opened, args: list[str], instead: str
) -> None:
    result = run(*args, code=1)
    assert result.stdout == ""
    assert f"Without one, use {instead};" in result.stderr
    assert opened == Opened()


def test_a_dumb_terminal_gets_the_hint_too(
    run: Run, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert "This terminal (TERM=dumb) cannot show the app." in run(code=1).stderr
    assert opened == Opened()


def test_a_closed_stdin_is_no_terminal(
    factories: Factories, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SystemExit, match="1"):
        infoint.main([], obj=factories)
    assert "needs a terminal" in capsys.readouterr().err


def test_a_closed_stdout_is_no_reason_to_fail(
    factories: Factories, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit, match="0"):
        infoint.main(["add", "Ana Ruiz"], obj=factories)
    assert db.exists()


def test_shells_can_complete_commands() -> None:
    completion = ShellComplete(infoint, {}, "infoint", "_INFOINT_COMPLETE")
    found = [(each.value, each.help) for each in completion.get_completions([], "sh")]
    assert found == [(name, COMMANDS[name][1]) for name in ("show", "shortlist")]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ([], Opened(apps=[(None, None)])),
        (["--screen", "prep"], Opened(apps=[(None, "prep")])),
        (["--db", "other.json"], Opened(apps=[(Path("other.json"), None)])),
        (["demo"], Opened(demos=[None])),
        (["demo", "--screen", "board"], Opened(demos=["board"])),
        (["--screen", "board", "demo"], Opened(demos=["board"])),
    ],
)
def test_in_a_terminal_the_app_opens(
    run_in_terminal: InTerminal,
    opened: Opened,
    args: list[str],
    expected: Opened,
) -> None:
    assert run_in_terminal(*args) == (0, "")
    assert opened == expected


def test_db_names_another_file_than_the_environment(run: Run, db: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    run("--db", str(other), "add", "Ana Ruiz")
    assert other.exists()
    assert not db.exists()
    assert "Nobody here yet" in run("list").stdout


def test_only_looking_creates_no_file(run: Run, db: Path) -> None:
    for command in ("list", "due", "undo", "redo"):
        run(command)
    run("show", "Ana", code=3)
    assert list(db.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["frob"], 2, "No such command 'frob'"),
        (["add"], 2, "Missing argument 'NAME'"),
        (["add", " "], 2, "name: a contact needs a name."),
        (["ask", "Ana", "--on", "someday"], 2, "“someday” can't be read as a day."),
        (["ask", "Ana", "--on", "2027-01-01"], 2, "Fri 1 Jan 2027 is in the future."),
        (["ask", "Ana", "--by", "pigeon"], 2, "There is no channel “pigeon”."),
        (["show", "Bo"], 3, "Nobody here is called “Bo”."),
        (["show", "a"], 4, "“a” could be any of 2 people."),
        (["nudge", "Ana"], 1, "Ana Ruiz hasn't been asked yet."),
    ],
)
def test_exit_codes(run: Run, args: list[str], code: int, says: str) -> None:
    run("add", "Ana Ruiz")
    run("add", "Lena Falk", "--org", "Example Works")
    result = run(*args, code=code)
    assert result.stdout == ""
    assert f"Error: {says}" in result.stderr


def test_an_ambiguous_name_lists_what_to_type_instead(run: Run) -> None:
    run("add", "Ana Ruiz", "--org", "Acme")
    run("add", "Ana Ruiz")
    run("add", "Ana Ruiz")
    stderr = run("show", "ana", code=4).stderr
    acme, *others = (shlex.split(line) for line in stderr.splitlines() if line.startswith("  "))
    assert acme == ["Ana Ruiz, Acme"]
    assert [each[1:] for each in others] == [["Ana", "Ruiz"]] * 2
    assert "Acme" in run("show", acme[0]).stdout
    for other in others:
        assert "Acme" not in run("show", other[0]).stdout


def test_a_person_is_told_who_was_taken_and_a_script_is_not(
    run: Run, run_in_terminal: InTerminal
) -> None:
    run("add", "Dana Plume")
    run("add", "Ana Ruiz", "--org", "Acme")
    assert run("show", "ana").stderr == ""
    told = "“ana” means Ana Ruiz, Acme."
    code, printed = run_in_terminal("show", "ana")
    assert (code, told in printed) == (0, True)
    assert "means" not in run_in_terminal("show", "Ana Ruiz")[1]


def test_the_one_on_the_board_is_meant_when_two_share_a_name(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz", "--org", "Lumen Energy")
    run("ask", "Ana")
    run("add", "Ana Ruiz", "--org", "Lumen Energy GmbH")
    run("met", "Ana Ruiz")
    run("thank", "Ana Ruiz")
    listed = run_json("list")["contacts"]
    assert {each["organization"]: each["last_touch"] for each in listed} == {
        "Lumen Energy": "2026-11-24",
        "Lumen Energy GmbH": None,
    }


def test_a_file_of_another_program_is_refused_and_left_alone(run: Run, db: Path) -> None:
    db.write_text('{"_default": {"1": {"name": "x"}}}')
    stderr = run("add", "Ana Ruiz", code=1).stderr
    assert "Error: " in stderr
    assert db.read_text() == '{"_default": {"1": {"name": "x"}}}'


@pytest.mark.parametrize(
    ("error", "code", "stderr"),
    [
        (KeyboardInterrupt(), 130, "\n"),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 1, ""),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "Error: No space left on device.\n"),
        (click.ClickException("plain \x1b[31m"), 1, "Error: plain [31m\n"),
    ],
    ids=["ctrl-c", "broken pipe", "full disk", "no usage"],
)
def test_whatever_ends_a_command_there_is_no_traceback(
    factories: Factories, error: BaseException, code: int, stderr: str
) -> None:
    def fail(_: object) -> Any:
        raise error

    result = CliRunner().invoke(infoint, ["due"], obj=replace(factories, services=fail))
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", stderr)


def test_a_letter_that_stdout_cannot_show_becomes_a_question_mark(run: Run, db: Path) -> None:
    run("add", "Ana 東京")
    done = subprocess.run(
        [sys.executable, "-m", "infoint_tui", "--db", str(db), "list"],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "latin-1", "PATH": "", "HOME": str(db.parent)},
    )
    assert b"Ana ????" in done.stdout  # as many cells


def test_letters_typed_in_a_locale_without_them_arrive(run: Run, db: Path) -> None:
    old = {"PYTHONUTF8": "0", "LC_ALL": "C", "PATH": "", "HOME": str(db.parent)}
    command = [sys.executable, "-m", "infoint_tui", "--db", str(db)]
    subprocess.run([*command, "add", "小川 Zoë"], capture_output=True, check=True, env=old)
    assert "小川 Zoë" in run("list").stdout
    done = subprocess.run([*command, "show", "小川"], capture_output=True, check=True, env=old)
    assert "小川 Zoë".encode() in done.stdout


@pytest.mark.parametrize(
    ("encoding", "sent", "text"),
    [
        ("latin-1", "Zoë 小川".encode(), "Zoë 小川"),
        ("latin-1", b"Zo\xeb", "Zoë"),
        ("cp1250", "Łukasz".encode("cp1250"), "Łukasz"),
        ("ascii", "Zoë".encode(), "Zoë"),
        ("utf-8", "Zoë".encode(), "Zoë"),
        ("utf-8", b"Zo\xeb", "Zo\ufffd"),
    ],
)
def test_typed_text_is_what_the_terminal_sent(
    encoding: str, sent: bytes, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsencode", lambda it: it.encode(encoding, "surrogateescape"))
    read = sent.decode(encoding, "surrogateescape")
    assert TYPED_TEXT.convert(read, None, None) == text
