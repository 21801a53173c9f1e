"""Other programs: the user's editor, and the program that opens an address."""

from __future__ import annotations

import asyncio
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkstemp
from threading import Thread

from infoint_tui.domain.basics.addresses import openable
from infoint_tui.domain.basics.errors import InfointError

_PATIENCE = 1.0
"""How many seconds an opener has to report that it cannot open something."""
_OPENERS = {"darwin": ["open"], "win32": ["rundll32", "url.dll,FileProtocolHandler"]}
"""The commands that open an address on systems that always have a graphical desktop."""
_SET_EDITOR = "Set $VISUAL or $EDITOR to an editor you have."


def edited(text: str, make_room: Callable[[], AbstractContextManager[None]]) -> str:
    """Return `text` as edited by the user in $VISUAL or $EDITOR; waits until the editor exits.

    Args:
        text: what the editor shows, from a file nobody else can read.
        make_room: a context that hands the terminal over to another program.

    Raises:
        InfointError: the editor cannot be started, exits with an error, or leaves no text.
    """
    with TemporaryDirectory(prefix="infoint-") as folder:
        path = Path(folder) / "message.txt"
        path.touch(0o600)
        path.write_text(text, "utf-8")
        command = [*_editor(), str(path)]
        with make_room(), _uninterrupted():
            wrong = _run(command)  # an error in here would leave the other program the terminal
        if wrong:
            raise InfointError(wrong, f"The text is unchanged. {_SET_EDITOR}")
        try:
            return path.read_text("utf-8")
        except OSError as error:
            raise InfointError(f"What the editor saved cannot be read: {error}.") from None
        except UnicodeDecodeError:
            raise InfointError(
                "What the editor saved is not UTF-8 text.", f"It is in {kept(path.read_bytes())}."
            ) from None


def kept(text: bytes) -> Path:
    """Write what was typed to a new file that nobody else can read, and return its path."""
    handle, name = mkstemp(prefix="infoint-", suffix=".txt")
    with open(handle, "wb") as file:
        file.write(text)
    return Path(name)


def _editor() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        found = shlex.split(named, posix=os.name == "posix")
    except ValueError:
        raise InfointError(f"“{named}” is not a command.", _SET_EDITOR) from None
    return found or ["notepad" if os.name == "nt" else "vi"]


def _run(command: list[str]) -> str:
    """Run a command in the foreground; return a description of what went wrong, or ""."""
    try:
        code = subprocess.run(command, check=False).returncode
    except OSError as error:
        return f"The editor “{command[0]}” cannot be started: {error.strerror}."
    return f"The editor “{command[0]}” ended with an error ({code})." if code else ""


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Send ctrl+c only to the program in the foreground."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


async def opens(address: str) -> bool:
    """Have the system open an address in the right program, without waiting for it to finish.

    Returns:
        False if the user would not see it, as over ssh, if no program opens it, or if it is
        anything but a web page, an email or a phone number.
    """
    opener, address = _opener(), openable(address)
    if not opener or not address:
        return False
    try:
        process = subprocess.Popen(
            [*opener, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return await asyncio.to_thread(process.wait, _PATIENCE) == 0
    except subprocess.TimeoutExpired:  # the program itself keeps running
        Thread(target=process.wait, daemon=True).start()
        return True


def copied(what: str) -> str:
    """Return the words that say something was copied.

    Over ssh only the terminal at the other end knows if it was.
    """
    if _is_far():
        return f"Sent to your terminal's clipboard, if it allows that: {what}"
    return f"Copied {what}"


def _is_far() -> bool:
    return "SSH_CONNECTION" in os.environ or "SSH_TTY" in os.environ


def _opener() -> list[str]:
    """Return the command that opens an address; empty if there is none, or no display."""
    if _is_far():
        return []
    if sys.platform in _OPENERS:
        return _OPENERS[sys.platform]
    has_screen = "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    return ["xdg-open"] if has_screen else []
