"""Which state each database was last seen in on this computer, so that an older file is noticed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from infoint_tui.store.lineage import Past
from infoint_tui.store.storage import make_folder

MOST_DATABASES = 20
"""How many databases are remembered; the least recently seen is forgotten first."""


class SeenFile:
    """Keeps the past of one database in a small file shared by all; it holds nothing but ids.

    If it is missing, damaged or cannot be written, nothing is noticed, and nobody is bothered.

    Args:
        path: the file.
        database: the database.
    """

    def __init__(self, path: Path, database: Path) -> None:
        self._path = path
        self._database = os.path.realpath(database)
        self._known: Past | None = None

    def read(self) -> Past:
        """Return the past of the database when it was last seen; nothing if it never was."""
        if self._known is None:
            self._known = tuple(self._load().get(self._database, ()))
        return self._known

    def keep(self, past: Past) -> None:
        """Remember the past of the database."""
        if past == self.read():
            return
        found = self._load()
        found.pop(self._database, None)
        found[self._database] = list(past)
        for oldest in list(found)[:-MOST_DATABASES]:
            del found[oldest]
        self._known = past
        temporary = self._path.with_name(f"{self._path.name}.{os.getpid()}.tmp")
        with suppress(OSError):
            make_folder(self._path.parent)
            with open(
                temporary, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)
            ) as to:
                to.write(msgspec.json.encode(found))
            os.replace(temporary, self._path)

    def _load(self) -> dict[str, list[str]]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, list[str]])
        except (OSError, ValueError, RecursionError):  # msgspec's errors are ValueErrors
            return {}
