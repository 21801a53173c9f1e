"""The other versions of a file that sync programs leave beside it."""

from __future__ import annotations

import os
import re
from pathlib import Path

_MARKS = (
    r"\.sync-conflict-.+"  # Syncthing
    r"|[ _]?\([^)]*(?:conflict|konflikt|conflit)[^)]*\)(?: \d+)?"  # Dropbox, Nextcloud, ourselves
    r"|_conflict-.+"  # ownCloud
    r"|-conflict-.+"
    r"| \(\d+\)"  # Google Drive, browsers
    r"| \d+"  # iCloud
)


def copies(path: Path) -> tuple[Path, ...]:
    """Return the files beside one that a sync program named as other versions of it."""
    mark = re.compile(rf"(?:{_MARKS})", re.IGNORECASE)
    stem, suffix = path.stem, path.suffix
    try:
        names = sorted(os.listdir(path.parent))
    except OSError:
        return ()
    found = []
    for name in names:
        if name.startswith(stem) and name.endswith(suffix):
            between = name[len(stem) : len(name) - len(suffix)] if suffix else name[len(stem) :]
            if mark.fullmatch(between):
                found.append(path.with_name(name))
        elif name.startswith(f"{path.name}.sync-conflict-"):
            found.append(path.with_name(name))
    return tuple(found)
