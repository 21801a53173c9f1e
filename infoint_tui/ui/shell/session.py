"""Where the user was in a database when they left, so that they can return to it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Lock

import msgspec
from msgspec import Struct, field

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.ui.screen import SavedState

MOST_DATABASES = 20
"""How many databases are remembered; the least recently used is forgotten first."""


class _Left(msgspec.Struct):
    """Where the user was in one database."""

    screen: str = ""
    places: dict[str, SavedState] = {}


class _File(msgspec.Struct):
    """What the file contains."""

    dismissed: list[str] = []
    databases: dict[str, _Left] = {}


class Session(Struct):
    """Where the user was, and the hints they do not want to see again."""

    screen: str = ""
    """The current screen; "" if there is nothing to return to."""
    states: dict[str, SavedState] = field(default_factory=dict)
    """The saved state of each screen that was visited."""
    dismissed: set[str] = field(default_factory=set)
    """The hints that were dismissed, for all databases."""


class SessionFile:
    """Stores the session of one database in a small JSON file shared by all databases.

    If the file is missing, damaged or cannot be written, the user starts from the beginning,
    without a message.

    Args:
        path: the file; it is created when a session is first saved.
        database: the database the session belongs to.
    """

    def __init__(self, path: Path, database: Path) -> None:
        self._path = path
        self._database = str(database.resolve())
        self._one_at_a_time = Lock()

    def read(self) -> Session:
        """Return the last saved session; an empty one if it cannot be used."""
        found = self._load()
        left = found.databases.get(self._database) or _Left()
        return Session(left.screen, left.places, set(found.dismissed))

    def keep(self, session: Session) -> None:
        """Save a session; the sessions of other databases stay, as do hints dismissed elsewhere."""
        with self._one_at_a_time:
            self._keep(session)

    def _keep(self, session: Session) -> None:
        found = self._load()
        found.dismissed = sorted(session.dismissed.union(found.dismissed))
        found.databases.pop(self._database, None)
        found.databases[self._database] = _Left(session.screen, session.states)
        for oldest in list(found.databases)[:-MOST_DATABASES]:
            del found.databases[oldest]
        from infoint_tui.exchange.files import replace_whole

        with suppress(InfointError):
            replace_whole(self._path, msgspec.json.encode(found).decode())

    def _load(self) -> _File:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=_File)
        except (OSError, ValueError, RecursionError):  # msgspec's errors are ValueErrors
            return _File()
