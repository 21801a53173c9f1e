"""The lock is held by a program that was stopped, while someone saves a form."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from infoint_tui.bootstrap import build_services
from tests.batteries.table import Terms
from tests.terminal import Terminal, terminal

HOLDER = """
import sys
from infoint_tui.store.storage import AtomicJSONStorage

sys.argv[0] = "holder"
with AtomicJSONStorage(sys.argv[1]).transaction():
    print("held", flush=True)
    sys.stdin.read()
"""
MOST = 0.1
"""The most seconds that a letter takes to be shown while the file is held, usually."""
FREEZE = 1.0
"""The most it ever takes; what else runs on the machine is in it."""
LETTERS = "cdfghjk"
"""What is typed, each letter right after a key that saves."""


def run(terms: Terms) -> Iterator[str]:
    """Save a form while the file is held; it is saved once the holder is gone."""
    for number in range(terms.amount(1, 10)):
        path = terms.new_folder(number) / "people.json"
        build_services(path).contacts.add("Ana Ruiz")
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        try:
            yield _outcome(path, holder)
        finally:
            holder.kill()
            holder.communicate()


def _outcome(path: Path, holder: subprocess.Popen[bytes]) -> str:
    assert holder.stdout
    holder.stdout.readline()
    os.kill(holder.pid, signal.SIGSTOP)
    try:
        with terminal("--db", str(path), "--screen", "contacts") as shown:
            shown.wait_for_text("Ana Ruiz")
            shown.settle(0.2)
            shown.press("n")
            shown.wait_for_text("Add a contact")
            shown.settle(0.2)
            shown.press("Bo")
            took = [_echo(shown, letter) for letter in LETTERS]
            shown.press("\x13")
            shown.wait_for_text(f"Waiting for holder (process {holder.pid})")
            os.kill(holder.pid, signal.SIGKILL)
            shown.wait_for_text(f"Added Bo{LETTERS}")
    except AssertionError as error:
        return str(error)
    names = [each.name for each in build_services(path).overview.rows()]
    if names != ["Ana Ruiz", f"Bo{LETTERS}"]:
        return f"{names} are there"
    if statistics.median(took) > MOST or max(took) > FREEZE:
        return f"letters took {', '.join(f'{each * 1000:.0f}' for each in took)} ms"
    return ""


def _echo(shown: Terminal, letter: str) -> float:
    """Save, and type a letter at once; return how many seconds pass until it is shown."""
    shown.press("\x13")
    started = time.monotonic()
    shown.press(letter)
    shown.wait_for_text(letter)
    return time.monotonic() - started
