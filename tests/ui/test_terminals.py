"""The app in a real pseudo-terminal: its size, its letters, the shell in between."""

from __future__ import annotations

import os
import signal
import subprocess

import pytest

from tests.terminal import APP, Terminal, terminal

SERVED = {
    "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
    "TEXTUAL_COLOR_SYSTEM": "truecolor",
    "COLUMNS": "100",
    "ROWS": "30",
}
"""What textual-serve tells the app, other than the speed."""
LAST = "? help"
"""What the bottom line shows."""


def start(app: Terminal) -> None:
    app.wait_for_text("When you're ready".upper(), LAST)
    app.settle(0.3)


@pytest.mark.parametrize(
    "env",
    [
        {"COLUMNS": "200", "LINES": "50"},
        {"PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "en_US.ISO-8859-1"},
    ],
    ids=lambda env: next(iter(env)),
)
def test_the_terminal_says_how_large_it_is_and_gets_every_letter(env: dict[str, str]) -> None:
    with terminal("demo", columns=80, lines=24, env=env) as app:
        start(app)
        assert "Zoë Künneth-Faß" in app.sent.decode()
        assert b"\x1b[25;1H" not in app.sent, "it draws below the last line"
        app.resize(100, 30)
        app.wait_for("\x1b[30;1H")


def test_a_resize_under_a_dialog_leaves_nothing_stale() -> None:
    stale = "\N{FULL BLOCK}"
    with terminal("demo", columns=110, lines=34) as app:
        start(app)
        app.wait_for_text("TIMELINE")  # the last in the pane
        app.settle()
        before = app.cells(110, 34)
        app.press("?")
        app.wait_for_text("type to filter")
        app.settle(0.3)
        for columns, lines in ((60, 16), (110, 34)):
            app.resize(columns, lines)
            since = len(app.sent)
            app.settle(0.5)
            assert stale not in "".join(app.cells(columns, lines, since, stale))
        app.press("\x1b")
        app.wait_for_text(LAST)
        app.settle(0.3)
        assert app.cells(110, 34, since, stale) == before


def test_the_shell_in_between() -> None:
    shell = ("bash", "--norc", "--noprofile", "-i")
    with terminal(program=shell, columns=80, lines=24) as app:
        app.press(f"{' '.join(APP)} demo\r")
        start(app)
        app.press("\x1a")
        app.wait_for("Stopped")
        app.press("fg\r")
        app.wait_for_text("SAY HELLO", LAST)


def test_stopped_from_outside_it_comes_back_whole() -> None:
    with terminal("demo", columns=80, lines=24) as app:
        start(app)
        app.press("j")
        app.settle(0.3)
        os.kill(app.process.pid, signal.SIGTSTP)
        os.waitid(os.P_PID, app.process.pid, os.WSTOPPED)
        app.press("")
        os.kill(app.process.pid, signal.SIGCONT)
        app.wait_for_text("SAY HELLO", LAST)


def test_the_app_can_be_served_to_a_browser() -> None:
    """A server gives it two pipes and the name of a driver, and no terminal."""
    env = {**os.environ, **SERVED}
    command = [*APP, "demo"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as app:
        assert app.stdin is not None
        assert app.stdout is not None
        try:
            sent = b""
            while b"SAY HELLO" not in sent and (some := os.read(app.stdout.fileno(), 65536)):
                sent += some
            app.stdin.write(b"D\x00\x00\x00\x01q")
            app.communicate(timeout=30)
        finally:
            app.kill()
    assert b"\x1b[38;2;" in sent, "it has all colors"
    assert app.returncode == 0
