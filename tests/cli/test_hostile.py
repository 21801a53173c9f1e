"""Text from data is printed to the letter, and drives neither a terminal nor a pipe."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from infoint_tui.cli.main import COMMANDS, Factories, infoint
from tests.cli.harness import InTerminal, Json, Run

NAME = "[/] [@click=app.quit]x[/] \x1b]52;c;aGk=\x07\x1b[31m\x9b2J\u202eevil\udcff {x}"
SHOWN = "[/] [@click=app.quit]x[/] ]52;c;aGk=[31m2Jevil\ufffd {x}"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
OWN = re.compile("\x1b\\[[0-9;]*m|\r(?=\n)")
"""What the program itself sends to a terminal: styles, and the line ends of a terminal."""

CALLS = [
    ["add", NAME],
    ["list"],
    ["list", "[@click=app.quit]x[/]"],
    ["list", NAME],
    ["list", f"x{NAME}:x"],
    ["export", NAME],
    ["export", NAME, "--format", NAME],
    ["export", "--format", "csv", f"x{NAME}:x"],
    ["export", "--format", "md", NAME],
    ["show", NAME],
    ["show", NAME, NAME],
    ["edit", NAME, "--org", NAME, "--title", NAME, "--tag", NAME, "--notes", NAME],
    ["shortlist", NAME],
    ["log", NAME, NAME],
    ["log", NAME, "x", "--kind", NAME],
    ["ask", NAME, "--by", NAME],
    ["ask", NAME, "--on", NAME],
    ["ask", NAME],
    ["ask", NAME],
    ["nudge", NAME],
    ["agreed", NAME],
    ["back", NAME],
    ["referred", NAME, NAME],
    ["close", NAME],
    ["due"],
    ["decline", NAME],
    ["aside", NAME, "--why", NAME],
    ["schedule", NAME, NAME],
    ["schedule", NAME, "tomorrow 3pm", "--zone", NAME],
    ["schedule", NAME, "tomorrow 3pm", "--place", NAME],
    ["confirm", NAME],
    ["cancel", NAME],
    ["note", NAME, NAME],
    ["note", NAME, NAME, "--kind", "introduction"],
    ["done", NAME],
    ["done", NAME, NAME],
    ["todo", NAME, NAME, "--text", NAME],
    ["told", NAME, NAME],
    ["remind", NAME, NAME],
    ["snooze", NAME, NAME, "--until", NAME],
    ["due-date", NAME, NAME, "--on", "tomorrow"],
    ["entry", NAME, "1", "--text", NAME],
    ["entry", NAME, NAME],
    ["prep", NAME, "--suggest"],
    ["prep", NAME, "--format", "txt"],
    ["prep", NAME, "--format", "html"],
    ["prep", NAME, "--json"],
    ["prep", NAME, "-o", f"/nowhere/{NAME}"],
    ["questions", NAME],
    ["plan", NAME, "--own", NAME],
    ["plan", NAME, "--answer", NAME, NAME],
    ["plan", NAME],
    ["jot", NAME, NAME],
    ["jot", NAME, NAME, "--edit", NAME],
    ["jot", NAME],
    ["conversation", NAME, "--place", NAME, "--outcome", NAME],
    ["about", "--name", NAME, "--line", NAME],
    ["conversation", NAME, "--on", NAME],
    ["met", NAME, "--learned", NAME],
    ["debrief", NAME, "--template"],
    ["debrief", NAME, "--from", NAME],
    ["message", NAME],
    ["message", NAME, "--json"],
    ["message", NAME, "--kind", "ask", "--mailto"],
    ["message", NAME, "--sent", "--by", NAME],
    ["due", "--json"],
    ["goal", "add", NAME, "--why", NAME],
    ["goal", "assign", NAME, NAME],
    ["goal", "decide", NAME, "--verdict", NAME],
    ["goal"],
    ["goal", "--json"],
    ["partner", "--name", NAME, "--reach", NAME, "--line", NAME],
    ["partner", "--first", NAME],
    ["partner"],
    ["commit", NAME, "--partner", NAME],
    ["checkin", "--missed", "--on", NAME],
    ["checkin", "--done"],
    ["today"],
    ["today", "--json"],
    ["keys"],
    ["why"],
    ["thank", NAME],
    ["show", NAME],
    ["show", NAME, "--json"],
    ["stats"],
    ["stats", "--json"],
    ["list", "--json"],
    ["add", f"Bo {NAME}", "--introduced-by", NAME],
    ["export", "--format", "vcard"],
    ["export", "--format", "md"],
    ["show", "Bo"],
    ["show", "evil"],
    ["show", f"nobody {NAME}"],
    ["import", NAME],
    ["dupes"],
    ["dupes", "--json"],
    ["merge", NAME, "Bo", "--take", NAME],
    ["merge", NAME, NAME, "--yes"],
    ["merge", NAME, "Bo", "--yes"],
    ["undo"],
    ["delete", "Bo", "--yes"],
    ["purge", NAME, "--yes"],
    ["add", NAME],
    ["undo"],
    ["redo"],
    ["backup"],
    ["backup", "--list"],
    ["backup", f"/nowhere/{NAME}"],
    ["restore", NAME],
    ["merge-file", NAME],
    ["doctor"],
    ["doctor", "--fix", "--json"],
    ["where", "--settings"],
    ["restore", "--yes"],
    [NAME],
    ["--screen", NAME],
]


def test_the_calls_below_cover_every_command() -> None:
    assert {call[0] for call in CALLS} >= COMMANDS.keys() - {"demo", "completion"}


def test_hostile_text_drives_no_terminal(run_in_terminal: InTerminal) -> None:
    for call in CALLS:
        code, printed = run_in_terminal(*call)
        assert CONTROL.findall(OWN.sub("", printed)) == [], call
        assert code in range(5), printed


def test_hostile_text_leaves_no_control_character_in_a_pipe(factories: Factories) -> None:
    for call in CALLS:
        result = CliRunner().invoke(infoint, call, obj=factories, color=True)
        assert CONTROL.findall(result.stdout + result.stderr) == [], call
        assert result.exit_code in range(5), result.output


def test_a_name_is_cleaned_with_a_notice_and_shown_to_the_letter(run: Run, run_json: Json) -> None:
    added = run("add", NAME)
    assert added.stdout == f"Added {SHOWN}. (infoint undo takes it back)\n"
    assert added.stderr == "Note: invisible characters were removed.\n"
    assert run("list").stdout.splitlines()[1] == SHOWN
    assert run("show", NAME).stdout.splitlines()[0] == SHOWN
    assert run_json("show", SHOWN)["contact"]["name"] == SHOWN


def test_a_name_that_only_looks_like_another_is_told(run: Run) -> None:
    added = run("add", "\u0410na\u200b Ruiz")
    assert added.stdout.startswith("Added Ana Ruiz.")
    assert added.stderr == (
        "Note: invisible characters were removed.\n"
        "Note: letters that only look like others were replaced: Ana Ruiz.\n"
    )
    assert run("show", "Ana Ruiz").stdout.startswith("Ana Ruiz")


@pytest.mark.parametrize("call", [["list"], ["show", "Ana"], ["due"], ["undo"], ["show", "a"]])
def test_a_file_that_another_program_filled_is_cleaned_on_the_way_out(
    run: Run, run_in_terminal: InTerminal, factories: Factories, db: Path, call: list[str]
) -> None:
    run("add", "Cara Noll")
    run("add", "Ana Ruiz", "--org", "Acme", "--notes", "Acme")
    run("ask", "Ana")
    bad = json.dumps("\x1b[2J\u202e\x9b31m")[1:-1]
    db.write_text(db.read_text().replace("Ruiz", f"{bad}Ruiz").replace("Acme", f"{bad}Acme"))
    assert CONTROL.findall(OWN.sub("", run_in_terminal(*call)[1])) == []
    result = CliRunner().invoke(infoint, call, obj=factories, color=True)
    assert CONTROL.findall(result.stdout + result.stderr) == []


@pytest.mark.parametrize(
    "call",
    [
        ["edit", "Ana", "--org", NAME],
        ["edit", "Ana", "--tag", "fine", "--tag", NAME],
        ["log", "Ana", NAME],
        ["aside", "Ana", "--why", NAME],
        ["schedule", "Ana", "tomorrow 3pm", "--place", NAME],
        ["met", "Ana", "--learned", NAME],
    ],
)
def test_what_is_removed_is_noted(run: Run, call: list[str]) -> None:
    run("add", "Ana Ruiz")
    assert run(*call).stderr == "Note: invisible characters were removed.\n"


ENDLESS = ("9" * 5_000, "[" * 100_000, "9" * 5_000 + "d", "2026-" + "9" * 5_000)


@pytest.mark.parametrize("typed", ENDLESS, ids=lambda typed: typed[:6])
@pytest.mark.parametrize(
    "call",
    [
        ["show"],
        ["list"],
        ["import"],
        ["restore"],
        ["ask", "Ana", "--on"],
        ["entry", "Ana"],
        ["edit", "Ana", "--in-touch-every"],
        ["edit", "Ana", "--email"],
        ["edit", "Ana", "--level"],
        ["schedule", "Ana"],
        ["schedule", "Ana", "tomorrow 3pm", "--minutes"],
        ["due-date", "Ana", "1", "--on"],
        ["plan", "Ana", "--remove"],
        ["partner", "--name", "Kim", "--first"],
    ],
    ids=" ".join,
)
def test_endless_numbers_and_brackets_are_refused_in_a_few_words(
    factories: Factories, call: list[str], typed: str
) -> None:
    CliRunner().invoke(infoint, ["add", "Ana Ruiz"], obj=factories)
    result = CliRunner().invoke(infoint, [*call, typed], obj=factories)
    assert result.exit_code in range(5)
    assert isinstance(result.exception, SystemExit | None)
    assert len(result.stderr) < 2_000


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Di <di@example.com>", ["di@example.com"]),
        ("mailto:di@example.com", ["di@example.com"]),
        ("a@example.com;b@example.com", ["a@example.com", "b@example.com"]),
    ],
)
def test_an_email_is_taken_apart(run: Run, run_json: Json, given: str, kept: list[str]) -> None:
    run("add", "Di Fox", "--email", given)
    assert run_json("show", "Di")["contact"]["emails"] == kept


@pytest.mark.parametrize("option", ["--email", "--link"])
def test_an_address_that_opens_something_else_is_refused(run: Run, option: str) -> None:
    for address in ("file:///etc/passwd", "javascript:alert"):
        assert f"“{address}” is not" in run("add", "Di Fox", option, address, code=2).stderr
    assert "is not an email address" in run("add", "Di", "--email", "a@b@c", code=2).stderr
    run("show", "Di", code=3)
    run("add", "Di Fox", "--link", "https://example.com/a,b")
