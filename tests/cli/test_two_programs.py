"""Two programs at once on one file, and one that is killed: nothing acknowledged is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.settings import Settings

LOOP = """
import sys
from pathlib import Path
from infoint_tui.bootstrap import build_services
from infoint_tui.domain.records.settings import Settings

path, prefix, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
sys.stdin.readline()
for number in range(count):
    services = build_services(path, settings=Settings())
    services.contacts.add(f"{prefix} {number}")
    print(number, flush=True)
"""


def start(path: Path, prefix: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", LOOP, str(path), prefix, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def names(path: Path) -> set[str]:
    from infoint_tui.bootstrap import build_services

    services = build_services(path, settings=Settings())
    return {contact.name for contact in services.context.repository.all(Contact)}


def test_two_loops_of_add_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    loops = [start(path, prefix, 25) for prefix in ("left", "right")]
    for loop in loops:
        assert loop.stdin is not None
        loop.stdin.write("go\n")
        loop.stdin.flush()
    assert [(loop.communicate()[0].count("\n"), loop.returncode) for loop in loops] == [(25, 0)] * 2
    assert len(names(path)) == 50


def test_what_was_acknowledged_before_a_kill_is_there(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    loop = start(path, "p", 10_000)
    assert loop.stdin is not None
    assert loop.stdout is not None
    loop.stdin.write("go\n")
    loop.stdin.flush()
    acknowledged = [loop.stdout.readline() for _ in range(17)]
    os.kill(loop.pid, signal.SIGKILL)
    rest = loop.stdout.read().splitlines()
    loop.wait()
    loop.stdin.close()
    loop.stdout.close()
    said = {f"p {line.strip()}" for line in (*acknowledged, *rest) if line.strip()}
    assert said <= names(path)
    subprocess.run(
        [sys.executable, "-m", "infoint_tui", "--db", str(path), "add", "after"], check=True
    )
    assert "after" in names(path)
