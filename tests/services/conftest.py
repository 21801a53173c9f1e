"""Services over a file of their own and a clock that the tests set."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Monday 23 November 2026, nine in the morning."""
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def services(tmp_path: Path, clock: FixedClock) -> Services:
    return build_services(tmp_path / "people.json", clock=clock, settings=Settings())


@pytest.fixture
def ana(services: Services) -> Contact:
    return services.contacts.add("Ana Ruiz", organization="Lumen Energy")
