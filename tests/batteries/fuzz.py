"""Bytes of a good file, changed at random: the reader raises nothing but our own errors."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from infoint_tui.bootstrap import sample_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.records.kinds import EVERY_KIND
from infoint_tui.store.backups import read
from tests.batteries.children import add, opened
from tests.batteries.table import Terms

PEOPLE = 6
"""How many of the sample's people are left, so that a file is read in milliseconds."""
SIGNS = b'{}[]":,\\0123456789-.eE truefalsn\x00\xff\xc3'


def run(terms: Terms) -> Iterator[str]:
    """Change some bytes, open the file, read all of it, and make a change."""
    random_ = random.Random(14)
    good = _good()
    path = terms.new_folder("data") / "infoint.json"
    for _ in terms.until(2, 600):
        data = _changed(good, random_)
        yield _broken(path, data) or _broken_backup(path.with_name("backup.json.gz"), data, random_)


def _good() -> bytes:
    with sample_services(FixedClock(datetime(2026, 11, 22, 9, tzinfo=UTC))) as services:
        for row in services.overview.rows()[PEOPLE:]:
            services.removing.delete([row.id])
        return services.context.repository.path.read_bytes()


def _changed(data: bytes, random_: random.Random) -> bytes:
    new = bytearray(data)
    for _ in range(random_.choice((1, 1, 1, 2, 5, 20))):
        at = random_.randrange(len(new))
        end = at + random_.choice((1, 1, 1, 4, 200))
        part = new[random_.randrange(len(new)) :][: end - at]
        sign = bytes([random_.choice(SIGNS)])
        new[at:end] = random_.choice((sign, b"", bytes([random_.randrange(256)]), part, part * 2))
    return bytes(new)


def _broken(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    repository = opened(path, "ours")
    try:
        repository.refresh()
        repository.read_all()
        repository.previews()
        repository.rows()
        repository.history()
        for kind in EVERY_KIND:
            repository.told(kind)
        if path.read_bytes() != data:
            return "reading changed it"
        add(repository, "after")
        repository.undo()
    except InfointError:
        return ""
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"{type(error).__name__}: {error} ({data[:200]!r})"
    return ""


def _broken_backup(path: Path, data: bytes, random_: random.Random) -> str:
    packed = bytearray(gzip.compress(data[:2000], mtime=0))
    packed[random_.randrange(len(packed))] ^= 1 << random_.randrange(8)
    path.write_bytes(packed)
    try:
        read(path)
    except InfointError:
        return ""
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"{type(error).__name__}: {error} in a backup"
    return ""
