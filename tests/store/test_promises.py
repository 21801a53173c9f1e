"""The promise, kept by our storage and broken by TinyDB's own, each shown by the same test.

What the program has acknowledged survives a crash, a kill or a full disk at any moment; the file is
always one whole valid state; two programs never lose each other's work; a file that cannot be read
is never overwritten.
"""

from __future__ import annotations

import json
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import pytest

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import StoreError
from infoint_tui.domain.records.contact import Contact
from infoint_tui.store.repository import Repository

WORKER = Path(__file__).with_name("worker.py")


@pytest.fixture(params=["ours", "stock"])
def storage(request: pytest.FixtureRequest) -> str:
    return request.param


def promised(storage: str) -> AbstractContextManager[object]:
    """What is asserted here holds for our storage, and is seen to fail for TinyDB's own."""
    return nullcontext() if storage == "ours" else pytest.raises(AssertionError)


@contextmanager
def worker(storage: str, path: Path, *args: object) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-B", WORKER, storage, path, *args]
    with subprocess.Popen(
        list(map(str, command)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def run_once(storage: str, path: Path, *args: object) -> tuple[int, str]:
    with worker(storage, path, "once", *args) as process:
        out, _ = process.communicate(timeout=30)
    return process.returncode, out.decode()


def state(data: bytes) -> object:
    try:
        return json.loads(data)
    except ValueError as error:
        raise AssertionError(f"half a file: {error}") from error


def survivors(path: Path, clock: FixedClock) -> set[str]:
    try:
        return {contact.id for contact in Repository(path, clock).all(Contact)}
    except StoreError as error:
        raise AssertionError(f"the file is lost: {error}") from error


@pytest.fixture
def full(path: Path, repository: Repository) -> bytes:
    """A file of forty contacts, some 40 kB."""

    def change(tx):
        for n in range(40):
            tx.put(Contact(id=f"c{n}", name=f"Person {n}", notes="n" * 1000))

    repository.transact("fill", change)
    return path.read_bytes()


def test_killed_in_the_middle_of_a_save(storage, path, clock, full):
    code, _ = run_once(storage, path, 20_000, "kill")
    assert code == -signal.SIGXFSZ
    with promised(storage):
        assert state(path.read_bytes()) == state(full)
        assert len(survivors(path, clock)) == 40


def test_the_disk_is_full(storage, path, full):
    code, said = run_once(storage, path, 20_000, "refuse")
    assert (code, "saved" in said) == (0, False)
    with promised(storage):
        assert state(path.read_bytes()) == state(full)
        assert said.startswith(f"StoreError: {path} cannot be written")
        assert {p.name for p in path.parent.iterdir()} == {"infoint.json", "infoint.json.lock"}


def test_what_the_next_program_finds_after_a_kill_does_not_stop_it(path, clock, full):
    assert len(full) > 20_000
    run_once("ours", path, 20_000, "kill")
    assert path.with_name("infoint.json.tmp").exists()
    assert run_once("ours", path, "none", "") == (0, "saved\n")
    assert len(survivors(path, clock)) == 41
    assert not path.with_name("infoint.json.tmp").exists()


def test_two_programs_at_once_lose_nothing(storage, path, clock):
    with worker(storage, path, "race", "a", 20) as a, worker(storage, path, "race", "b", 20) as b:
        programs = [a, b]
        for program in programs:
            assert program.stdout.readline() == b"ready\n"
        for program in programs:
            program.stdin.write(b"start\n")
        # Both have read before either writes; a lock keeps the second from reading at all.
        waiting = [program.stdout for program in programs]
        while waiting and (ready := select.select(waiting, [], [], 1.0)[0]):
            for out in ready:
                assert out.readline() in {b"read\n", b""}
                waiting.remove(out)
        for program in programs:
            program.stdin.write(b"go\n")
        ends = [program.communicate(timeout=60)[1].decode() for program in programs]
    expected = {f"{name}-{n}" for name in "ab" for n in range(20)}
    with promised(storage):
        assert ends == ["", ""]
        assert survivors(path, clock) == expected


def test_an_empty_file_is_not_taken_for_no_data(storage, path):
    path.write_bytes(b"")
    _, said = run_once(storage, path, "none", "")
    with promised(storage):
        assert path.read_bytes() == b""
        assert said.startswith("DamagedFileError")
