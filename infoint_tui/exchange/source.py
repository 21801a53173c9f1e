"""What an import reads: a file, standard input, a folder, or the files inside a ZIP."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from infoint_tui.domain.basics.errors import ImportFileError, NotFoundError
from infoint_tui.domain.basics.text import clean_line

MAX_FILE = 256 * 1024 * 1024
"""The largest file that is read, in bytes; a ZIP from LinkedIn may hold more than people."""
MAX_TEXT = 64 * 1024 * 1024
"""The largest text that is read, in bytes; 30,000 connections take about 6 MB."""
READABLE = (".csv", ".tsv", ".txt", ".tab", ".vcf", ".vcard", ".json", ".xlsx", ".xls", ".ods")
"""The endings of the files that are looked at in a folder or a ZIP."""
STDIN = Path("-")
"""The path that means standard input."""

_DEEPEST = 3
"""How many ZIPs may be inside each other."""
_ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, LZMAError),
    *(EOFError, OSError, ValueError, RuntimeError),
)
"""What the zipfile module raises on damaged data or a compression method it does not know."""
_NO_ARCHIVES = ("[content_types].xml", "mimetype", "index/document.iwa", "index.zip")
"""Files that show that a ZIP is a spreadsheet or another document, in lower case."""


class Source(Struct, frozen=True):
    """One file to read people from."""

    name: str
    """What to call it in messages: its path, and below it the path inside a ZIP."""
    data: bytes

    @property
    def base(self) -> str:
        """The last part of its name, in lower case: "connections.csv"."""
        return re.split(r"[/\\]", self.name)[-1].lower()


def check_size(source: Source) -> None:
    """Check that a text is not too large to be one of people.

    Raises:
        ImportFileError: it is.
    """
    if len(source.data) > MAX_TEXT:
        raise ImportFileError(
            f"{source.name} has more than {MAX_TEXT // 2**20} MiB of text.",
            "Check that it is the right file, or import it in parts.",
        )


def plain_path(typed: str) -> Path:
    """Return the path that someone typed or pasted; a `file://` URL becomes a path, `~` is home."""
    if typed.lower().startswith("file://"):
        parts = urlsplit(typed)
        host = "" if parts.netloc.lower() == "localhost" else parts.netloc
        typed = unquote(f"//{host}{parts.path}" if host else parts.path)
    return Path(os.path.expanduser(typed))


def sources(path: Path) -> tuple[Source, ...]:
    """Return what there is to read at a path, in a stable order.

    Args:
        path: a file, a folder, a ZIP, or `-` for standard input; see `plain_path`.

    Raises:
        NotFoundError: there is nothing at this path.
        ImportFileError: it cannot be read, or nothing in it can be people.
    """
    if path == STDIN:
        return tuple(unpacked(Source("standard input", sys.stdin.buffer.read(MAX_FILE + 1))))
    path = plain_path(str(path))
    file = clean_line(str(path))
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            return _in_folder(path, file)
        if not stat.S_ISREG(kind):
            raise ImportFileError(
                f"{file} is neither a file nor a folder.",
                "To read what another program writes, pipe it into: infoint import -",
            )
        return tuple(unpacked(Source(file, _read(path))))
    except (FileNotFoundError, NotADirectoryError):
        raise NotFoundError(f"There is no file {file}.", "Check the path.") from None
    except (OSError, ValueError) as error:  # ValueError: no file can have that name
        reason = getattr(error, "strerror", None) or str(error)
        raise ImportFileError(
            f"{file} cannot be read: {reason}.", "Check the file's permissions."
        ) from error


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise ImportFileError(
            f"{clean_line(str(path))} is larger than {MAX_FILE // 2**20} MiB.",
            "Unpack it and import only the file with the people.",
        )
    return data


def _in_folder(folder: Path, name: str) -> tuple[Source, ...]:
    found: list[Source] = []
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not _is_hidden(each))
        for each in sorted(files):
            path = Path(where) / each
            if not _is_hidden(each) and path.suffix.lower() in READABLE and path.is_file():
                found.append(Source(clean_line(str(path)), _read(path)))
    if not found:
        raise ImportFileError(
            f"There is nothing to import in the folder {name}.",
            "It has no vCard, CSV, spreadsheet or JSON file; name a folder or a file with people.",
        )
    return tuple(found)


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"


def unpacked(source: Source, depth: int = 1) -> Iterator[Source]:
    """Yield the source itself, or the readable files in it if it is a ZIP of files.

    Args:
        source: the file.
        depth: how deep it is inside other ZIPs, counted from 1.

    Raises:
        ImportFileError: the ZIP is damaged or protected, or has nothing that can be read.
    """
    if not source.data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        yield source
        return
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            names = {info.filename.lower() for info in archive.infolist()}
            if names.intersection(_NO_ARCHIVES):
                yield source
                return
            yield from _members(archive, source, depth)
    except _ZIP_ERRORS as error:
        raise ImportFileError(
            f"{source.name} is a damaged ZIP ({clean_line(str(error))}).", "Download it again."
        ) from error


def _members(archive: zipfile.ZipFile, source: Source, depth: int) -> Iterator[Source]:
    found = False
    for info in sorted(archive.infolist(), key=_by_depth):
        parts = re.split(r"[/\\]", info.filename)
        suffix = os.path.splitext(parts[-1])[1].lower()
        if any(map(_is_hidden, parts)) or suffix not in (*READABLE, ".zip"):
            continue
        if info.flag_bits & 0x1:
            raise ImportFileError(
                f"{source.name} is password-protected.", "Unpack it and import the files in it."
            )
        with archive.open(info) as file:
            # The size that the ZIP states is not trusted.
            data = file.read(MAX_TEXT + 1)
        member = Source(f"{source.name}/{clean_line(info.filename)}", data)
        if suffix == ".zip" and depth < _DEEPEST:
            yield from unpacked(member, depth + 1)
        elif suffix != ".zip":
            yield member
        found = True
    if not found:
        inside = ", ".join(clean_line(info.filename) for info in archive.infolist()[:8])
        raise ImportFileError(
            f"There is nothing to import in {source.name}. In it: {inside or 'nothing'}.",
            "Import a vCard, a CSV, a spreadsheet, or LinkedIn's ZIP with Connections.csv.",
        )


def _by_depth(info: zipfile.ZipInfo) -> tuple[int, str]:
    return len(re.split(r"[/\\]", info.filename)), info.filename
