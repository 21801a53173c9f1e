"""The guard that keeps tests and commands off the network."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.network import guard

ATTEMPTS: dict[str, Callable[[], object]] = {
    "a connection": lambda: socket.create_connection(("192.0.2.1", 80), timeout=0.1),
    "a name": lambda: socket.getaddrinfo("example.com", 80),
    "an older way": lambda: socket.gethostbyname("example.com"),
    "this computer": lambda: socket.create_connection(("127.0.0.1", 9), timeout=0.1),
    "a server": lambda: socket.socket().bind(("0.0.0.0", 0)),
    "a packet": lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"", ("192.0.2.1", 9)),
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_network_is_refused_and_noted(attempt: Callable[[], object]) -> None:
    with pytest.raises(PermissionError, match="no network in tests"):
        attempt()
    assert guard.tried
    guard.tried.clear()


@pytest.mark.loopback
def test_this_computer_may_be_talked_to_if_the_test_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_sockets_on_this_disk_are_no_network(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
