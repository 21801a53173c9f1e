"""The file that remembers what the columns of the user's own tables mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.exchange.columns import remembered_as

_MOST = 50
"""How many tables are remembered; the oldest goes first."""


class SavedColumns:
    """Remembers what columns mean, by the set of their names.

    A file that is missing, damaged or cannot be written only means that the user is asked again.

    Args:
        path: the file; it is created when something is first remembered.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, names: Sequence[str]) -> dict[str, str]:
        """Return what the columns with these names go to; nothing if that is not known."""
        return self._load().get(remembered_as(names), {})

    def keep(self, names: Sequence[str], targets: Mapping[str, str]) -> None:
        """Remember what the columns with these names go to."""
        from infoint_tui.exchange.files import replace_whole

        found = self._load()
        key = remembered_as(names)
        if found.get(key) == dict(targets):
            return
        found.pop(key, None)
        found[key] = dict(targets)
        kept = dict(list(found.items())[-_MOST:])
        with suppress(InfointError):
            replace_whole(self._path, msgspec.json.encode(kept).decode())

    def _load(self) -> dict[str, dict[str, str]]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, dict[str, str]])
        except (OSError, ValueError, RecursionError):  # msgspec's errors are ValueErrors
            return {}
