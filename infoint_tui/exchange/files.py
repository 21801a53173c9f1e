"""Files other than the database: reading text, new files, and small ones replaced as a whole."""

from __future__ import annotations

import codecs
import os
import stat
from itertools import count
from pathlib import Path

from infoint_tui.domain.basics.errors import InfointError

LARGEST = 2**24
"""The most bytes of text that are read; settings, templates and write-ups have a few thousand."""
_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # it begins as UTF-16 does, so it comes first
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


def read_text(path: Path, hint: str = "") -> str:
    """Return the text in a file, in UTF-8 or as its byte order mark says; line ends stay.

    Args:
        path: the file. Nothing else is opened, as reading a pipe could wait forever.
        hint: what to do if it cannot be read.

    Raises:
        FileNotFoundError: there is no such file.
        InfointError: it cannot be read, or is not text.
    """
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            raise InfointError(f"{path} is not a file.", hint)
        if found.st_size > LARGEST:
            raise InfointError(f"{path} is too large.", hint)
        data = path.read_bytes()
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:  # ValueError: no file can have that name
        raise InfointError(f"{path} cannot be read: {_why(error)}.", hint) from None
    return text_of(data, str(path), hint)


def text_of(data: bytes, source: str, hint: str = "") -> str:
    """Return bytes as text, in UTF-8 or as their byte order mark says.

    Args:
        data: the bytes.
        source: what to call them in an error message.
        hint: what else to do if they are not text.

    Raises:
        InfointError: they are not text in this encoding.
    """
    bom = next(filter(data.startswith, _BOMS), b"")
    try:
        return data[len(bom) :].decode(_BOMS.get(bom, "utf-8"))
    except UnicodeDecodeError as error:
        where = f"byte {error.start + len(bom)}"
        raise InfointError(
            f"{source} is not UTF-8 text ({where}).", f"Save it as UTF-8. {hint}".strip()
        ) from None


def unused(path: Path) -> Path:
    """Return `path`, or the first of `name-2`, `name-3`, ... that does not exist yet."""
    names = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return path if not os.path.lexists(path) else next(p for p in names if not os.path.lexists(p))


def check_new(path: Path) -> None:
    """Do nothing, unless there is a file of that name.

    Raises:
        InfointError: there is.
    """
    if os.path.lexists(path):
        raise InfointError(f"{path} already exists.", "Give another name; nothing is overwritten.")


def write_new(path: Path, text: str) -> None:
    """Write `text` in UTF-8 to a new file that only the user can read.

    Missing folders are created, also for the user only. A file that could not be written completely
    is removed again.

    Raises:
        InfointError: the file exists already, or it cannot be written there.
    """
    try:
        check_new(path)
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


def remove(path: Path) -> None:
    """Remove a file; one that is not there is fine.

    Raises:
        InfointError: it cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise InfointError(
            f"{path} cannot be removed: {_why(error)}.", "Remove it yourself."
        ) from None


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
    return InfointError(f"{path} cannot be written: {_why(error)}.", "Choose another place.")


def _why(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)
