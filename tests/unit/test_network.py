"""The guard that keeps tests and commands off the network."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import network

ATTEMPTS: dict[str, Callable[[], object]] = {
    "a connection": lambda: socket.create_connection(("192.0.2.1", 80), timeout=0.1),
    "a name": lambda: socket.getaddrinfo("example.com", 80),
    "an older way": lambda: socket.gethostbyname("example.com"),
    "this computer": lambda: socket.create_connection(("127.0.0.1", 9), timeout=0.1),
    "a server": lambda: socket.socket().bind(("0.0.0.0", 0)),
    "a packet": lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"", ("192.0.2.1", 9)),
}


def noted() -> int:
    """How many attempts were noted; they are forgotten, so that this test does not fail."""
    notes = Path(os.environ[network.NOTES])
    count = len(notes.read_text("utf-8").splitlines())
    notes.unlink()
    return count


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_network_is_refused_and_noted(attempt: Callable[[], object]) -> None:
    with pytest.raises(PermissionError, match="no network in tests"):
        attempt()
    assert noted() == 1


def test_a_program_that_a_test_starts_is_refused_and_noted_too() -> None:
    code = "import socket; socket.getaddrinfo('example.com', 80)"
    found = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True)
    assert found.returncode == 1
    assert "PermissionError: no network in tests: socket.getaddrinfo example.com" in found.stderr
    assert noted() == 1


@pytest.mark.loopback
def test_this_computer_may_be_talked_to_if_the_test_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_sockets_on_this_disk_are_no_network(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
