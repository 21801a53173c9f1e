"""Services and apps over a file of their own and a clock that stands still."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from contextvars import copy_context
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import textual.app
import textual.pilot
from textual._compositor import Compositor
from textual._context import active_app
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from infoint_tui.bootstrap import build_services, sample_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""Sunday 22 November 2026, nine in the morning: the day of the sketches."""


async def _rest(*_: float) -> None:
    """Wait until nothing is left to be handled, and draw.

    The pilot's own way watches the processor for a fiftieth of a second, twice for each key, and
    sends every widget a message to hear that it has handled those before: that was more than half
    of all the tests' time.
    """
    app = active_app.get()
    deadline = time.monotonic() + PATIENCE
    calm = 0
    while calm < CALM and time.monotonic() < deadline:
        await asyncio.sleep(0.001)
        calm = calm + 1 if _is_calm(app) else 0
    if app._running and app.screen_stack and app.screen._compositor._dirty_regions:
        copy_context().run(_draw, app.screen._compositor, False, app._background_screens)


CALM = 4
"""How often in a row the app is found calm before it is believed."""
PATIENCE = 30.0
"""Seconds after which it is not waited for any longer."""


def _is_calm(app: App[Any]) -> bool:
    if not app._running or not app.screen_stack:
        return True
    screen = app.screen
    return not (screen._dirty_widgets or screen._layout_required or screen._callbacks) and all(
        _waits(node) for node in (app, *screen.walk_children(with_self=True))
    )


def _waits(node: MessagePump) -> bool:
    """Whether a node has no message, and is not busy with the one before."""
    queue = node._message_queue
    return queue.empty() and bool(queue.ready_event._waiters)  # type: ignore[attr-defined]


async def _has_rested(*_: Any, **__: Any) -> bool:
    return True


textual.app.wait_for_idle = textual.pilot.wait_for_idle = _rest  # type: ignore[attr-defined]
Pilot._wait_for_screen = _has_rested  # type: ignore[method-assign]  # wherever it is asked for

_draw = Compositor.render_update


def _draw_later(compositor: Compositor, full: bool = False, *more: Any, **options: Any) -> Any:
    """Leave what is no picture to `_rest`: without a terminal nobody sees a frame in between."""
    return _draw(compositor, full, *more, **options) if full else None


Compositor.render_update = _draw_later  # type: ignore[method-assign]

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
