"""Nothing here talks to a network: whoever tries fails, and so does the test."""

from __future__ import annotations

import sys
from typing import Any

_TO_ADDRESS = ("socket.bind", "socket.connect", "socket.sendto", "socket.sendmsg")
_LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Guard:
    """What was tried since the last test, and whether the computer itself may be talked to."""

    def __init__(self) -> None:
        self.tried: list[str] = []
        self.allows_loopback = False

    def watch(self, event: str, args: tuple[Any, ...]) -> None:
        """Refuse what would use a network; an audit hook can never be taken off again.

        Raises:
            PermissionError: it would.
        """
        if event in _TO_ADDRESS:
            _, address = args
            if not isinstance(address, tuple):  # AF_UNIX, or none at all
                return
            host = str(address[0])
        elif event in _LOOK_UPS:
            host = str(args[0])
        else:
            return
        if not (self.allows_loopback and host in _LOOPBACK):
            self.tried.append(f"{event} {host}")
            raise PermissionError(f"no network in tests: {event} {host}")


guard = Guard()
sys.addaudithook(guard.watch)
