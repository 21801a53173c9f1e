"""The first moment: names stand on the screen before the rules have been asked anything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.kit.search_input import SearchInput
from infoint_tui.ui.screen import TabScreen
from infoint_tui.ui.screens.contacts import ContactsScreen
from infoint_tui.ui.widgets.contact_list import ContactList
from tests.ui.conftest import text_of, until

MakeApp = Callable[..., InfointApp]


@pytest.fixture
def four(services: Services) -> Services:
    for name in ("Chidi Eze", "Ana Ruiz", "Bo Lindqvist", "Dana Abara"):
        services.contacts.add(name, organization="Lumen Energy", notes=f"{name[:2]} likes tea")
    services.contacts.set_aside((services.contacts.find("Dana").id,), "declined", None)
    services.requests.ask(services.contacts.find("Chidi").id)
    return services


async def test_keys_pressed_while_only_names_are_there_count(
    four: Services, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seam cut is the moment when a screen reads its whole state: the test says when."""
    begin = TabScreen.begin
    monkeypatch.setattr(ContactsScreen, "begin", lambda _: None)
    app = make_app(four, start="contacts")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "Ana Ruiz" in text_of(app))
        screen = app.screen
        assert isinstance(screen, ContactsScreen)
        people = screen.query_one(ContactList)
        shown = text_of(app)
        assert shown.index("Ana Ruiz") < shown.index("Bo Lindqvist") < shown.index("Chidi Eze")
        assert "Dana" not in shown  # who is set aside is not shown
        assert "Waiting" not in shown  # only the rules know
        await pilot.press("j", "v", "slash", "l", "u", "m")
        assert len(people.rows) == 3
        begin(screen)
        await until(pilot, lambda: "3 of 4, by organization" in text_of(app))
        assert screen.query_one(SearchInput).value == "lum"
        assert people.cursor == 0  # the best match
        assert "Waiting" in text_of(app)


async def test_a_remembered_filter_waits_for_the_rules(four: Services, make_app: MakeApp) -> None:
    app = make_app(four, start="contacts")
    app.session.states["contacts"] = {"filter": "column:waiting"}
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "1 of 4" in text_of(app))
        assert "Ana Ruiz" not in text_of(app)
