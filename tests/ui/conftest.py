"""Services and apps over a file of their own and a clock that stands still."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from infoint_tui.bootstrap import build_services, sample_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from tests.ui.private_textual import strips_of

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""Sunday 22 November 2026, nine in the morning: the day of the sketches."""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW, "UTC")


@pytest.fixture
def services(tmp_path: Path, clock: FixedClock) -> Services:
    """Empty data in a file that does not exist yet."""
    return build_services(tmp_path / "people.json", clock=clock, settings=Settings())


@pytest.fixture
def sample(clock: FixedClock) -> Iterator[Services]:
    """The sample people, dated from the fixed clock."""
    with sample_services(clock) as found:
        yield found


@pytest.fixture
def make_app(clock: FixedClock) -> Callable[..., InfointApp]:
    """Build an app over services; keyword arguments go to it."""

    def make(over: Services, **more: object) -> InfointApp:
        samples: Callable[[], AbstractContextManager[Services]] = partial(sample_services, clock)
        app = InfointApp(over, samples, **more)  # type: ignore[arg-type]
        app.BACKUP_SECONDS = (3_600.0, 3_600.0)  # a slow machine would make one in some tests only
        app.session.dismissed.add("about_you")  # so that a first message comes up at once
        return app

    return make


async def until(pilot: Pilot[None], predicate: Callable[[], object], seconds: float = 30.0) -> None:
    """Let the app work until `predicate` holds; fails after so many seconds."""
    deadline = time.monotonic() + seconds
    while True:
        await pilot.pause()
        if predicate():
            return
        if time.monotonic() > deadline:
            raise AssertionError(f"the app never got there; it shows:\n{text_of(pilot.app)}")
        await asyncio.sleep(0.01)  # a busy loop would starve what is waited for


def text_of(app: App[Any]) -> str:
    """The characters on the terminal, line by line, as a person sees them."""
    return "\n".join(strip.text.rstrip() for strip in strips_of(app))


def text_in(app: App[Any], selector: str) -> str:
    """The same for one pane."""
    pane = app.screen.query_one(selector).region
    lines = strips_of(app)[pane.y : pane.bottom]
    return "\n".join(line.crop(pane.x, pane.right).text.rstrip() for line in lines)


def says(app: App[Any], words: str) -> bool:
    """Whether the dialog says these words, wherever its lines end: a path has no fixed length."""
    panel = app.screen.query_one("#panel").region
    lines = text_of(app).splitlines()[panel.y : panel.bottom]
    said = "".join(line[panel.x : panel.right].strip("│ ") for line in lines)
    return "".join(words.split()) in "".join(said.split())
