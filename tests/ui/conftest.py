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
import textual.app
import textual.pilot
from textual._context import active_app
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from infoint_tui.bootstrap import build_services, sample_services
from infoint_tui.domain.clock import FixedClock
from infoint_tui.domain.settings import Settings
from infoint_tui.services.suite import Services
from infoint_tui.ui.app import InfointApp

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""Sunday 22 November 2026, nine in the morning: the day of the sketches."""


async def _rest(min_sleep: float = 0, max_sleep: float = 1) -> None:  # noqa: ARG001 - Textual passes it
    """Wait until nothing is left to be handled or drawn.

    The pilot's own way watches the processor for a fiftieth of a second, twice for each key: that
    was half of all the tests' time.
    """
    app = active_app.get()
    deadline = time.monotonic() + max_sleep
    calm = 0
    while calm < CALM and time.monotonic() < deadline:
        await asyncio.sleep(0.001)
        calm = calm + 1 if _is_calm(app) else 0


CALM = 4
"""How often in a row the app is found calm before it is believed."""


def _is_calm(app: App[Any]) -> bool:
    if not app.screen_stack:
        return True
    screen = app.screen
    return not (screen._dirty_widgets or screen._layout_required or screen._callbacks) and all(
        node._message_queue.empty() for node in (app, *screen.walk_children(with_self=True))
    )


textual.app.wait_for_idle = textual.pilot.wait_for_idle = _rest  # type: ignore[attr-defined]

_parse_rules = Stylesheet._parse_rules
_parsed: dict[object, list[RuleSet]] = {}


def _parse_once(sheet: Stylesheet, *arguments: Any, **more: Any) -> list[RuleSet]:
    """Read a style sheet once for all apps, as one app does for all its screens."""
    key = (arguments, *more.items(), *sheet._variables.items())
    if key not in _parsed:
        _parsed[key] = _parse_rules(sheet, *arguments, **more)
    return _parsed[key]


Stylesheet._parse_rules = _parse_once  # type: ignore[method-assign]


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
        return InfointApp(over, samples, **more)  # type: ignore[arg-type]

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
    screen = app.screen
    strips = screen._compositor.render_strips(screen.size)
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
