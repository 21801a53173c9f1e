from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.store import swap
from infoint_tui.store.repository import Repository


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 2, 9, tzinfo=UTC))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "infoint.json"


@pytest.fixture
def repository(path: Path, clock: FixedClock) -> Repository:
    return Repository(path, clock)


@pytest.fixture
def cannot_swap(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on systems and disks where two files cannot swap names."""
    monkeypatch.setattr(swap, "_renameat2", lambda: None)
