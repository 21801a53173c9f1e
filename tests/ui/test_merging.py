"""Merging two people in the app."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from infoint_tui.domain.records.contact import Contact
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs.merge import MergeDialog
from tests.services.test_removing import tables
from tests.ui.conftest import says, text_of, until
from tests.ui.host import asking
from tests.ui.test_removing import choose, is_home

MakeApp = Callable[..., InfointApp]


@pytest.fixture
def twice(services: Services) -> tuple[Contact, Contact]:
    ana = services.contacts.add(
        "Ana Ruiz", organization="Lumen Energy", emails=("ana@example.com",), notes="sails"
    )
    services.requests.ask(ana.id)
    other = services.contacts.add(
        "Ana R.",
        organization="Lumen Energy GmbH",
        emails=("ana@example.com", "ruiz@example.org"),
        notes="reads",
    )
    services.contacts.add("Bo Lindqvist")
    return ana, other


async def test_two_marked_people_are_merged_by_keys_and_parted_by_one(
    services: Services, make_app: MakeApp, twice: tuple[Contact, Contact]
) -> None:
    before = tables(services)
    app = make_app(services, start="contacts")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: is_home(app) and "Ana R." in text_of(app))
        await pilot.press("g", "space", "space")
        await until(pilot, lambda: "2 marked" in text_of(app))
        await choose(app, pilot, "merge", "Merge Ana Ruiz and Ana R.")
        assert says(app, "Emailana@example.comana@example.com,")
        assert says(app, "Notessailsreads")
        assert says(app, "▸ Lumen Energy    Lumen Energy GmbH")
        await pilot.press("enter", "right", "ctrl+s")
        await until(pilot, lambda: "Merged two people into Ana Ruiz - u undoes" in text_of(app))
        assert {row.name for row in services.overview.rows()} == {"Ana Ruiz", "Bo Lindqvist"}
        merged = services.contacts.get(twice[0].id)
        assert (merged.organization, merged.notes) == ("Lumen Energy GmbH", "sails\nreads")
        assert merged.emails == ("ana@example.com", "ruiz@example.org")
        assert "marked" not in text_of(app)
        await pilot.press("u")
        await until(pilot, lambda: "Undid: merge two people into Ana Ruiz" in text_of(app))
        assert tables(services) == before


@pytest.mark.usefixtures("twice")
async def test_suspects_are_listed_and_merged_one_after_the_other(
    services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Bo Lindqvist", organization="Tide Power")
    app = make_app(services, start="board")
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: "Ana Ruiz" in text_of(app))
        await choose(app, pilot, "duplicates", "Which two are the same person?")
        assert says(app, "same email address: Ana Ruiz, Lumen Energy and Ana R., Lumen Energy GmbH")
        assert says(app, "same name: Bo Lindqvist and Bo Lindqvist, Tide Power")
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, MergeDialog))
        await pilot.press("escape")
        await until(pilot, lambda: says(app, "same name: Bo Lindqvist"))
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, MergeDialog))
        await pilot.press("enter")  # nothing has to be chosen here
        await until(pilot, lambda: not says(app, "Bo Lindqvist"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MergeDialog))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert [row.name for row in services.overview.rows()] == ["Ana Ruiz", "Bo Lindqvist"]
        assert services.contacts.find("Bo").organization == "Tide Power"


async def test_hostile_and_long_values_stay_in_their_columns(services: Services) -> None:
    long = "[@click=app.quit]x[/] " * 60
    one = services.contacts.add("[b]Eve[/b]", organization="[/]", notes=long, tags=("a\x1b[2J",))
    other = services.contacts.add("Eve 🌍", organization="Ω" * 200, notes=f"{long}\n{long}")
    pair = services.merging.pair(one.id, other.id)
    for size in ((60, 16), (80, 24), (140, 40)):
        async with asking(lambda: MergeDialog(pair), size) as (app, pilot):
            await until(pilot, lambda: says(app, "[@click=app.quit]x[/]"))
            assert says(app, "[b]Eve[/b]")
            await pilot.press("ctrl+s")
            await until(pilot, lambda: app.answers)
            assert app.answers == [()]
