"""A program in a real pseudo-terminal, driven by keys, with all the bytes it sends."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.cells import cell_len

APP = (sys.executable, "-m", "infoint_tui")
ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])")


class Terminal:
    """One running program and its terminal."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self.process = process
        self.sent = b""
        """Everything the program sent."""
        self._master = master
        self._since = 0

    def press(self, keys: str) -> None:
        """Type keys, as a terminal encodes them."""
        self._since = len(self.sent)
        os.write(self._master, keys.encode())

    def wait_for(self, words: str, seconds: float = 30.0) -> None:
        """Read until `words` have arrived since the last key; fails after `seconds`."""
        self._read(lambda: words.encode() in self.sent[self._since :], seconds, words)

    def wait_for_text(self, *words: str, seconds: float = 30.0) -> None:
        """The same for words that may change their style in between; all of them."""

        def is_there() -> bool:
            text = ESCAPES.sub("", self.sent[self._since :].decode(errors="replace"))
            return all(each in text for each in words)

        self._read(is_there, seconds, ", ".join(words))

    def settle(self, silence: float = 0.5) -> None:
        """Read until the program has sent nothing for so many seconds: it waits for a key."""
        while select.select([self._master], [], [], silence)[0]:
            self.sent += os.read(self._master, 65536)

    def wait_for_end(self, seconds: float = 30.0) -> int:
        """Read until the program ends; returns its exit code."""
        self._read(lambda: self.process.poll() is not None, seconds, "the end")
        return self.process.wait()

    def cells(self, columns: int, lines: int, since: int = 0, before: str = " ") -> list[str]:
        """Return the lines of a terminal, as the program has drawn them by placing each piece.

        Args:
            columns: how wide it is.
            lines: how high it is.
            since: how much had been sent when it got this size.
            before: what was in every cell then.
        """
        grid = [[before] * columns for _ in range(lines)]
        line = column = 0
        sent = self.sent[since:].decode(errors="replace")
        for found in re.finditer(f"{ESCAPES.pattern}|[^\x1b]", sent, re.S):
            if place := re.fullmatch(r"\x1b\[(\d*)(?:;(\d*))?H", found[0]):
                line, column = (int(each or 1) - 1 for each in place.groups())
            elif found[0] == "\r":
                column = 0
            elif found[0] == "\n":
                line += 1
            elif found[0].isprintable():
                width = cell_len(found[0])
                if line < lines:
                    grid[line][column : column + width] = (found[0], "")[:width]
                column += width
        return ["".join(each) for each in grid]

    def settings(self) -> list[object]:
        """How the terminal is set: whether it echoes, waits for a whole line, and so on."""
        return termios.tcgetattr(self._master)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size, as a window does."""
        self._since = len(self.sent)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.process.send_signal(signal.SIGWINCH)

    def hang_up(self) -> None:
        """Close the terminal under the program."""
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, self._master)
        os.close(nothing)

    def _read(self, is_done: Callable[[], bool], seconds: float, what: str) -> None:
        deadline = time.monotonic() + seconds
        while not is_done():
            if time.monotonic() > deadline:
                raise AssertionError(f"never saw {what!r}; the last bytes: {self.sent[-600:]!r}")
            patience = 0.1
            while select.select([self._master], [], [], patience)[0]:
                patience = 0.0  # read all there is before looking at it: the program waits for us
                try:
                    self.sent += os.read(self._master, 65536)
                except OSError:  # the other end is closed
                    self.process.wait(seconds)
                    break


@contextmanager
def terminal(
    *arguments: str,
    program: Sequence[str] = APP,
    columns: int = 100,
    lines: int = 30,
    env: Mapping[str, str] | None = None,
) -> Iterator[Terminal]:
    """Run a program, `python -m infoint_tui` if left out, in a terminal; ends it at the end."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    process = subprocess.Popen(
        [*program, *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        env={
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "COLUMNS": str(columns),
            "LINES": str(lines),
            **(env or {}),
        },
    )
    os.close(slave)
    try:
        yield Terminal(process, master)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()
        os.close(master)
