"""Writing files other than the database: new ones, and small ones that are replaced as a whole."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from infoint_tui.domain.basics.errors import InfointError


def unused(path: Path) -> Path:
    """Return `path`, or the first of `name-2`, `name-3`, ... that does not exist yet."""
    names = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return path if not os.path.lexists(path) else next(p for p in names if not os.path.lexists(p))


def write_new(path: Path, text: str) -> None:
    """Write `text` in UTF-8 to a new file that only the user can read.

    Missing folders are created, also for the user only. A file that could not be written completely
    is removed again.

    Raises:
        InfointError: the file exists already, or it cannot be written there.
    """
    try:
        if os.path.lexists(path):
            raise InfointError(
                f"{path} already exists.", "Give another name; nothing is overwritten."
            )
        _make_folder(path.parent)
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except (OSError, ValueError) as error:  # ValueError: no file can have that name
        raise _cannot_write(path, error) from None
    try:
        with open(number, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        path.unlink()
        raise _cannot_write(path, error) from None


def replace_whole(path: Path, text: str) -> None:
    """Write `text` in UTF-8 to a small file that only the user can read, replacing it as a whole.

    A program that reads it in the meantime sees either the old text or the new. Missing folders are
    created, also for the user only, and a symbolic link stays one.

    Raises:
        InfointError: it cannot be written there; the old file is unchanged.
    """
    path = Path(os.path.realpath(path))
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        _make_folder(path.parent)
        number = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with open(number, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:  # ValueError: no file can have that name
        raise _cannot_write(path, error) from None


def _make_folder(folder: Path) -> None:
    # Path.mkdir(parents=True) would give the folders above the last one the usual mode.
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def _cannot_write(path: Path, error: OSError | ValueError) -> InfointError:
    reason = getattr(error, "strerror", None) or str(error)
    return InfointError(f"{path} cannot be written: {reason}.", "Choose another place.")
