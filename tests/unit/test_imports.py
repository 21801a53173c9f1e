"""What a start may import: slow packages wait until something needs them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from infoint_tui.bootstrap import build_services

TO_FIRST_ROWS = """
import os, sys
from functools import partialmethod
from infoint_tui.bootstrap import main
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.widgets.contact_list import ContactList

drawn = ContactList.render_line

def leave_when_drawn(self, y):
    strip = drawn(self, y)
    if "Ana Ruiz" in strip.text:
        os.write(1, "\\n".join(sys.modules).encode())
        os._exit(0)
    return strip

ContactList.render_line = leave_when_drawn
InfointApp.run = partialmethod(InfointApp.run, headless=True)
sys.stdin = sys.stdout = sys.stderr = type("Terminal", (), {"isatty": lambda self: True})()
main()
"""
"""Opens the app, and when the first row is drawn tells what was imported."""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A file with two people, one of them on the board."""
    path = tmp_path / "people.json"
    contacts = build_services(path).contacts
    contacts.shortlist((contacts.add(name="Ana Ruiz", organization="Lumen Energy").id,))
    contacts.add(name="Ben Okafor")
    return path


def imported(*command: str) -> set[str]:
    """Run `infoint` and return the packages it imported; it says what it imports as it does so."""
    done = subprocess.run(
        (sys.executable, "-X", "importtime", "-m", "infoint_tui", *command),
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return packages(line.rpartition("|")[2].strip() for line in lines)


def packages(modules: Iterable[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_help_needs_neither_screens_nor_records_nor_the_store() -> None:
    found = imported("--help")
    assert "click" in found
    assert not found & {"textual", "rich", "pydantic", "tinydb", "msgspec", "asyncio"}


def test_a_command_needs_no_screens(people: Path) -> None:
    found = imported("--db", str(people), "list")
    assert "tinydb" in found
    assert not found & {"textual", "asyncio", "rapidfuzz", "icalendar", "tomlkit"}


def test_the_first_rows_need_no_records(people: Path) -> None:
    done = subprocess.run(
        (sys.executable, "-c", TO_FIRST_ROWS, "--db", str(people), "--screen", "contacts"),
        capture_output=True,
        text=True,
        check=True,
    )
    found = packages(done.stdout.splitlines())
    assert "textual" in found
    assert not found & {"pydantic", "rapidfuzz", "icalendar", "tomlkit", "filelock", "tomllib"}
    assert "infoint_tui.domain.search.query" not in done.stdout.splitlines()
