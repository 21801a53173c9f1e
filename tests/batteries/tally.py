"""Running one battery in a program of its own, for the table."""

from __future__ import annotations

import os
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from tests.batteries.table import BATTERIES, Kind, NotRunError, Terms

_MEMORY = Path("/dev/shm")


@dataclass(frozen=True)
class Tally:
    """How a battery went."""

    runs: int = 0
    broken: tuple[str, ...] = ()
    seconds: float = 0
    not_run: str = ""
    """Why it did not run; empty if it did."""


def tally(name: str, storage: Kind, is_long: bool) -> Tally:
    """Run a battery in folders of its own, away from the files of whoever runs it."""
    battery = next(each for each in BATTERIES if each.name == name)
    started = time.monotonic()
    place = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="infoint-battery-", dir=place) as folder:
        home, own = Path(folder, "home"), Path(folder, "own")
        home.mkdir()
        own.mkdir()
        os.environ["HOME"] = str(home)
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ[variable] = str(home / variable.lower())
        os.environ.pop("INFOINT_DB", None)
        outcomes: list[str] = []
        try:
            outcomes.extend(battery.run(Terms(own, storage, is_long)))
        except NotRunError as reason:
            return Tally(not_run=str(reason))
        except Exception:  # noqa: BLE001 - the other batteries go on
            outcomes.append(traceback.format_exc())
    return Tally(len(outcomes), tuple(filter(None, outcomes)), time.monotonic() - started)
