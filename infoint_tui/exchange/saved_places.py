"""The file that remembers where the user left off: removing what gives someone away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from infoint_tui.exchange.files import replace_whole


class _Places(msgspec.Struct):
    """What the file contains."""

    dismissed: Any = msgspec.field(default_factory=list)
    databases: dict[str, Any] = {}


def forget(path: Path, database: Path, is_trace: Callable[[str], bool]) -> None:
    """Empty every text about a database that gives someone away; a missing or damaged file stays.

    Args:
        path: the file.
        database: the database.
        is_trace: tells whether a text does.

    Raises:
        InfointError: the file cannot be written.
    """
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_Places)
    except (OSError, ValueError, RecursionError):  # nobody can read what is in it
        return
    name = str(database.resolve())
    kept = found.databases.get(name)
    left = _without(kept, is_trace)
    if left != kept:
        found.databases[name] = left
        replace_whole(path, msgspec.json.encode(found).decode())


def _without(value: Any, is_trace: Callable[[str], bool]) -> Any:
    if isinstance(value, dict):
        return {key: _without(each, is_trace) for key, each in value.items()}
    return "" if isinstance(value, str) and is_trace(value) else value
