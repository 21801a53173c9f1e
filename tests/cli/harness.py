"""What the tests of the command line share besides fixtures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import Result

Run = Callable[..., Result]
"""`run(*args, code=0)`: run a command, check how it exits, and return what it printed."""

Json = Callable[..., Any]
"""`run_json(*args)`: run a command with --json and return the one object it prints."""

InTerminal = Callable[..., tuple[int, str]]
"""`run_in_terminal(*args, typed="")`: the exit code, and all that the terminal was sent."""


@dataclass
class Opened:
    """What was opened instead of the app."""

    apps: list[tuple[Path | None, str | None]] = field(default_factory=list)
    demos: list[str | None] = field(default_factory=list)
