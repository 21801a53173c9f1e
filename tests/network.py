"""Nothing here talks to a network: whoever tries fails, and so does the test.

That goes for the programs that a test starts, too: Python runs `guard/sitecustomize.py` first in
each, which watches them as `conftest.py` does the tests.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

NOTES = "INFOINT_TESTS_NETWORK"
"""The variable with the file in which is noted what was tried."""
LOOPBACK = "INFOINT_TESTS_LOOPBACK"
"""Set while the computer itself may be talked to."""
_HERE = Path(__file__).parent
IN_PROGRAMS = f"{_HERE / 'guard'}{os.pathsep}{_HERE.parent}"
"""What goes on the path of the programs that a test starts."""

_TO_ADDRESS = ("socket.bind", "socket.connect", "socket.sendto", "socket.sendmsg")
_LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_ITSELF = ("127.0.0.1", "::1", "localhost")


def watch(event: str, args: tuple[Any, ...]) -> None:
    """Refuse what would use a network, and note it; an audit hook can never be taken off again.

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
    if host in _ITSELF and LOOPBACK in os.environ:
        return
    if path := os.environ.get(NOTES):
        with open(path, "a", encoding="utf-8") as notes:
            notes.write(f"{event} {host}\n")
    raise PermissionError(f"no network in tests: {event} {host}")


sys.addaudithook(watch)
