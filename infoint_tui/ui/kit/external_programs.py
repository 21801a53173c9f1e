"""Other programs: the user's editor, and whatever opens an address."""

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
from tempfile import TemporaryDirectory
from threading import Thread

from infoint_tui.domain.basics.errors import InfointError

_PATIENCE = 1.0
"""The seconds within which an opener reports that it cannot open something."""
_OPENERS = {"darwin": ["open"], "win32": ["rundll32", "url.dll,FileProtocolHandler"]}
"""What opens an address on systems that always show windows."""
_SET_EDITOR = "Set $VISUAL or $EDITOR to an editor you have."


def edited(text: str, make_room: Callable[[], AbstractContextManager[None]]) -> str:
    """Return `text` as the user changed it in $VISUAL or $EDITOR; waits until the editor ends.

    Args:
        text: what the editor shows, from a file nobody else can read.
        make_room: a context that leaves the terminal to another program.

    Raises:
        InfointError: the editor cannot be started, ended with an error, or left no text.
    """
    with TemporaryDirectory(prefix="infoint-") as folder:
        path = Path(folder) / "message.txt"
        path.write_text(text, "utf-8")
        command = [*_editor(), str(path)]
        with make_room(), _uninterrupted():
            wrong = _run(command)  # an error in here would leave the terminal to the other program
        if wrong:
            raise InfointError(wrong, f"The text is unchanged. {_SET_EDITOR}")
        try:
            return path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InfointError(f"What the editor saved cannot be read: {error}.") from None


def _editor() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        found = shlex.split(named, posix=os.name == "posix")
    except ValueError:
        raise InfointError(f"“{named}” is not a command.", _SET_EDITOR) from None
    return found or ["notepad" if os.name == "nt" else "vi"]


def _run(command: list[str]) -> str:
    """Run a command in the foreground; return what went wrong, in words, or ""."""
    try:
        code = subprocess.run(command, check=False).returncode
    except OSError as error:
        return f"The editor “{command[0]}” cannot be started: {error.strerror}."
    return f"The editor “{command[0]}” ended with an error ({code})." if code else ""


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let only the program in the foreground get ctrl+c."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


async def opens(address: str) -> bool:
    """Let the system open an address in the right program, without waiting for that program.

    Returns:
        False if the user would not see it, as over ssh, or if nothing opens it.
    """
    opener = _opener()
    if not opener:
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


def _opener() -> list[str]:
    """Return the command that opens an address; empty if there is none, or no screen to show it."""
    if "SSH_CONNECTION" in os.environ or "SSH_TTY" in os.environ:
        return []
    if sys.platform in _OPENERS:
        return _OPENERS[sys.platform]
    has_screen = "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    return ["xdg-open"] if has_screen else []
