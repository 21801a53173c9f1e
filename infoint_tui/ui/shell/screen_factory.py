"""Opening the tabbed screens, each imported when it is first visited."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from infoint_tui.ui.screen import TabScreen

if TYPE_CHECKING:
    from infoint_tui.domain.vocabulary import ScreenName
    from infoint_tui.services.container import Services


def make_screen(name: ScreenName, services: Services, badge: str) -> TabScreen:
    """Return a new screen that uses `services`, with `badge` at the right of its top line.

    For example, "today" is the class `TodayScreen` in the module `ui.screens.today`.
    """
    module = import_module(f"infoint_tui.ui.screens.{name}")
    screen = getattr(module, f"{name.capitalize()}Screen")(services, badge)
    assert isinstance(screen, TabScreen)
    return screen
