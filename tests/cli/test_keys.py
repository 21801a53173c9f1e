from __future__ import annotations

import pytest

from infoint_tui import paths
from infoint_tui.ui.keys.commands import COMMANDS
from tests.cli.harness import Json, Run


def write_keys(table: str) -> None:
    path = paths.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"[keys]\n{table}\n", "utf-8")


def test_every_key_is_listed_by_place(run: Run, run_json: Json) -> None:
    printed = run("keys").stdout
    assert "Everywhere\n" in printed
    assert "\nThe contact under the cursor\n" in printed
    line = next(line for line in printed.split("\n") if "contact.thank " in line)
    assert line.split(maxsplit=2) == [
        "contact.thank",
        "t",
        "Log that you sent the thank-you today.",
    ]
    places = run_json("keys")["places"]
    assert [place["place"] for place in places][-1] == "Dialogs"
    named = [key["command"] for place in places for key in place["keys"] if key["command"]]
    assert sorted(named) == sorted(command.name for command in COMMANDS)
    assert {
        "command": "app.help",
        "keys": ["?", "f1"],
        "does": "Show the keys that work here.",
    } in (places[0]["keys"])


def test_changed_keys_are_listed(run: Run) -> None:
    write_keys('thank = "f5, X"\ncontact.log = "f6"\n"app.help" = ";"')
    printed = {line.split()[0]: line for line in run("keys").stdout.split("\n") if "." in line}
    assert printed["contact.thank"].split()[1:3] == ["f5", "X"]
    assert printed["contact.log"].split()[1] == "f6"
    assert printed["app.help"].split()[1:3] == [";", "f1"]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (
            'thank = "w"',
            "keys: the key w would mean both contact.thank (thank-you sent) and contact.",
        ),
        ('thank = "ctrl+i"', "keys: contact.thank: ctrl+i cannot be used"),
        ("thank = 5", "keys: thank: use text."),
        ('contact = "t"', "keys: there is no command “contact”"),
        ('[keys.contact]\nthank = "qq"', "keys: contact.thank: there is no key “qq”"),
    ],
)
def test_keys_that_cannot_be_are_told_with_their_file(run: Run, table: str, says: str) -> None:
    write_keys(table)
    told = run("keys")
    assert told.stderr.startswith(f"Note: {paths.settings_file()}: {says}")
    assert "contact.thank" in told.stdout
