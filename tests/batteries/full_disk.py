"""A small disk that fills up while people are added."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.records.contact import Contact
from tests.batteries.children import contacts, opened
from tests.batteries.table import NotRunError, Terms

SIZES = range(64, 64 + 30 * 16, 16)
"""In kB."""
RESERVE = 16 * 1024
"""The bytes that are made free again, in a file that is removed."""


def run(terms: Terms) -> Iterator[str]:
    """Add people until the disk is full, look at the file, make room, and add one more."""
    for size in SIZES:
        with _disk(terms.new_folder(size), size) as folder:
            try:
                yield _broken(folder, terms)
            except AssertionError as error:
                yield str(error)


def _broken(folder: Path, terms: Terms) -> str:
    reserve, path = folder / "reserve", folder / "infoint.json"
    reserve.write_bytes(b"x" * RESERVE)
    repository = opened(path, terms.storage)
    saved: list[str] = []
    for number in count():
        contact = Contact(id=f"p{number}", name=f"p{number}", notes="n" * 2000)
        try:
            repository.transact("add", lambda tx, contact=contact: tx.put(contact))
        except InfointError as error:
            if "the disk is full. Nothing was changed." not in str(error):
                return f"it says: {error}"
            break
        except OSError:  # stock storage has no words for it
            break
        saved.append(contact.name)
    if [each.name for each in contacts(path)] != saved:
        return "what was saved is not there"
    reserve.unlink()
    repository.transact("add", lambda tx: tx.put(Contact(id="more", name="more")))
    return "" if len(contacts(path)) == len(saved) + 1 else "it does not save again"


@contextmanager
def _disk(folder: Path, size: int) -> Iterator[Path]:
    """Yield a folder that is a disk of its own, of so many kB."""
    if os.geteuid():
        raise NotRunError("needs root")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        raise NotRunError("cannot mount a disk here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
