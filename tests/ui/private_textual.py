"""All that the tests use of Textual's private parts (version 8.2.8), and why.

Importing this module also puts the replacements at its end in place, for every app of the process:
they save more than half of all the tests' time.
"""

from __future__ import annotations

import asyncio
import time
from contextvars import copy_context
from typing import Any

import textual.app
import textual.pilot
from textual._compositor import Compositor
from textual._context import active_app, visible_screen_stack
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.strip import Strip
from textual.timer import Timer

PATIENCE = 30.0
"""Seconds after which an app is not waited for any longer."""
SOON = 0.1
"""Seconds: an app that put something off for no longer than that is not calm yet.

Textual does so with a new size of the terminal, which the screens hear of 1/120 s later, and with
the layout while it changes screens (0.05 s); the app with keys that wait for their turn (0.02 s).
"""


# --- what an app shows ----------------------------------------------------------------------------


def strips_of(app: App[Any]) -> list[Strip]:
    """Return the lines of the terminal: the screen on top, with those behind it."""
    return copy_context().run(_strips, app)


def _strips(app: App[Any]) -> list[Strip]:
    # Where a dialog looks for what is behind it. Without this it draws, and keeps, an empty ground.
    visible_screen_stack.set(app._background_screens)
    screen = app.screen
    return screen._compositor.render_strips(screen.size)  # the public way is a picture in SVG


# --- whether it has anything left to do -----------------------------------------------------------


def is_calm(app: App[Any], soon: float = SOON) -> bool:
    """Return whether an app has done all it can without another key, a thread, or a later moment.

    Args:
        app: the app, running in this loop.
        soon: seconds; what is put off for longer than that is for a later moment.
    """
    if not app._running or not app.screen_stack:  # before it begins, and once it has ended
        return True
    if asyncio.get_running_loop()._ready:  # type: ignore[attr-defined]  # some task can go on
        return False
    screens = (each.walk_children(with_self=True) for each in app.screen_stack)
    nodes: list[MessagePump] = [app, *(node for each in screens for node in each)]
    return all(map(_waits, nodes)) and not any(
        _is_due(timer, soon)
        for node in nodes
        for timer in node._timers  # all timers of a node
    )


def _waits(node: MessagePump) -> bool:
    """Return whether a node has no message, and is not busy with the one before."""
    queue = node._message_queue
    return queue.empty() and bool(queue.ready_event._waiters)  # type: ignore[attr-defined]


def _is_due(timer: Timer, soon: float) -> bool:
    """Return whether a timer will lay a screen out or draw it, or do something once, and soon."""
    task = timer._task
    if task is None or task.done() or not timer._active.is_set():  # stopped, over or paused
        return False
    return timer.name == "screen_update" or (timer._repeat == 0 and timer._interval <= soon)


def has_threads(app: App[Any]) -> bool:
    """Return whether something is still worked out in a thread."""
    return any(each._thread_worker and not each.is_finished for each in app.workers)


# --- what is replaced -----------------------------------------------------------------------------


async def _rest(*_: float) -> None:
    """Wait until the app is calm, and draw.

    The pilot's own way watches the processor for a fiftieth of a second, twice for each key, and
    sends every widget a message to hear that it has handled those before: that was more than half
    of all the tests' time. It also believes an app calm that waits for its turn on a busy machine.
    """
    app = active_app.get()  # wherever Textual rests, it names no app
    deadline = time.monotonic() + PATIENCE
    while not is_calm(app) and time.monotonic() < deadline:
        await asyncio.sleep(0.001)
    if app._running and app.screen_stack and app.screen._compositor._dirty_regions:
        copy_context().run(_draw, app.screen._compositor, False, app._background_screens)


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
