"""One record of each kind that cannot be read hides nobody on any screen."""

from __future__ import annotations

import json
from collections.abc import Callable

from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.screen import TabScreen
from tests.bad_files import RECORD_TABLES, bad_in_every_table
from tests.ui.conftest import text_of, until

SHOWN = {
    "1": "Teo Marran",
    "2": "Teo Marran",
    "3": "No conversation planned",
    "4": "Teo Marran",
    "5": "1",
}
"""What each screen has to show."""


async def test_every_screen_shows_the_others_and_one_line_tells_how_many_are_left_out(
    services: Services, make_app: Callable[..., InfointApp]
) -> None:
    path = services.context.repository.path
    path.write_bytes(bad_in_every_table())
    app = make_app(services)
    async with app.run_test(size=(98, 30), notifications=True) as pilot:
        for key, words in SHOWN.items():
            await until(pilot, lambda: isinstance(app.screen, TabScreen))
            await pilot.press(key)
            await until(pilot, lambda it=words: it in text_of(app))
        await pilot.press("2")
        await until(pilot, lambda: "Teo Marran" in text_of(app))
        await pilot.press("c", *"called", "ctrl+s")
        await until(pilot, lambda: len(app.messages) > 0)
        told = [each.words for each in app.messages]
        assert any("cannot be read and are left out" in each for each in told), told
    now = json.loads(path.read_bytes())
    assert all(now[table]["99"]["rev"] == "x" for table in RECORD_TABLES)
    assert services.overview.revision == 17
