"""Opening the tabbed screens, each imported when it is first visited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.ui.keys.commands import ScreenName
from infoint_tui.ui.screen import TabScreen

if TYPE_CHECKING:
    from infoint_tui.services.container import Services


def make_screen(name: ScreenName, services: Services, badge: str) -> TabScreen:
    """Return a new screen over `services`; `badge` stands at the right of its top line."""
    if name == "today":
        from infoint_tui.ui.screens.today import TodayScreen

        return TodayScreen(services, badge)
    if name == "prep":
        from infoint_tui.ui.screens.prep import PrepScreen

        return PrepScreen(services, badge)
    if name == "board":
        from infoint_tui.ui.screens.board import BoardScreen

        return BoardScreen(services, badge)
    if name == "insights":
        from infoint_tui.ui.screens.insights import InsightsScreen

        return InsightsScreen(services, badge)
    from infoint_tui.ui.screens.contacts import ContactsScreen

    return ContactsScreen(services, badge)
