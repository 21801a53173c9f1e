"""Deleting people in the app."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

from infoint_tui.domain.search.completion import Candidate
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs.completing_field import Completions
from infoint_tui.ui.dialogs.contact_form import ContactForm
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.screens.contacts import ContactsScreen
from tests.builders import contact
from tests.services.test_removing import tables
from tests.ui.conftest import says, text_of, until
from tests.ui.host import asking, typing

MakeApp = Callable[..., InfointApp]


def is_home(app: InfointApp) -> bool:
    return isinstance(app.screen, ContactsScreen) and not app.screen.is_asking


async def choose(app: InfointApp, pilot: Pilot[None], label: str, heading: str) -> None:
    """Choose a command in the palette, and wait for what it asks."""
    await pilot.press("colon")
    await until(pilot, lambda: getattr(app.screen, "heading", "") == "Commands")
    await pilot.press(*typing(label), "enter")
    await until(pilot, lambda: getattr(app.screen, "heading", "").startswith(heading))


async def test_forty_marked_people_go_in_one_step_and_come_back_in_one(
    services: Services, make_app: MakeApp
) -> None:
    people = [services.contacts.add(f"Person {number:02}") for number in range(40)]
    services.touches.log([each.id for each in people], "coffee")
    services.contacts.add("Zoe stays")
    before = tables(services)
    app = make_app(services, start="contacts")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: is_home(app) and "Person 30" in text_of(app))
        await pilot.press(*("space",) * 40)
        await until(pilot, lambda: "40 marked" in text_of(app))
        await choose(app, pilot, "delete", "Delete 40 people?")
        assert says(app, "40 entries go too. u undoes.")
        await pilot.press("escape")
        await until(pilot, lambda: is_home(app))
        assert tables(services) == before
        await choose(app, pilot, "delete", "Delete 40 people?")
        await pilot.press("enter")
        await until(pilot, lambda: "Deleted 40 people - u undoes" in text_of(app))
        assert [row.name for row in services.overview.rows()] == ["Zoe stays"]
        assert "marked" not in text_of(app)
        await pilot.press("u")
        await until(pilot, lambda: "Undid: delete 40 people" in text_of(app))
        assert tables(services) == before


async def test_a_hostile_name_is_shown_as_it_is(services: Services, make_app: MakeApp) -> None:
    services.contacts.add("[@click=app.quit]Eve[/] [b")
    app = make_app(services, start="contacts", keymap=Keymap({"delete": "f5"}))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: is_home(app) and "Eve" in text_of(app))
        await pilot.press("f5")  # a command of the palette can be given a key
        await until(pilot, lambda: says(app, "Delete [@click=app.quit]Eve[/] [b?"))
        await pilot.press("2")
        await until(pilot, lambda: is_home(app))
        assert len(services.overview.rows()) == 1
        await pilot.press("f5", "enter")
        await until(pilot, lambda: "Deleted [@click=app.quit]Eve[/] [b" in text_of(app))
        await until(pilot, lambda: "Nobody here yet." in text_of(app))


async def test_the_name_of_an_introducer_who_is_gone_is_in_the_form_and_can_be_cleared() -> None:
    kit = contact("Kit Marlow", introducer_name="Teo Maran")
    mira = Candidate("Mira Okafor", key="mira")
    for typed, answer in (
        ("", {"introduced_by": None, "introducer_name": ""}),
        ("Mira Okafor", {"introduced_by": "mira", "introducer_name": ""}),
    ):
        async with asking(lambda: ContactForm(kit, Completions(people=lambda: (mira,)))) as (
            app,
            pilot,
        ):
            await pilot.press("ctrl+o")
            await until(pilot, lambda: says(app, "Introduced by Teo Maran"))
            await pilot.press("ctrl+u", *typing(typed), "ctrl+s")
            await until(pilot, lambda: app.answers)
            assert app.answers == [answer]


async def test_without_anyone_under_the_cursor_nobody_is_deleted(
    services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Ana Ruiz")
    services.undo()
    app = make_app(services, start="contacts", keymap=Keymap({"delete": "f5"}))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: is_home(app))
        await pilot.press("f5")
        await until(pilot, lambda: "Nobody is selected." in text_of(app))


async def test_someone_is_purged_once_the_name_is_typed_and_the_search_forgets_them(
    services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Ana Ruiz")
    services.contacts.add("Bo Lindqvist", notes="knows Ana Ruiz")
    app = make_app(services, start="contacts")
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: is_home(app) and "Ana Ruiz" in text_of(app))
        await pilot.press("slash", *"ana r", "enter")
        await until(pilot, lambda: "/ ana r" in text_of(app))
        await choose(app, pilot, "purge", "Purge Ana Ruiz?")
        assert says(app, "1 other text mentions them and will be listed for you to edit.")
        await pilot.press(*"yes", "enter")
        await until(pilot, lambda: says(app, "That doesn't match the name “Ana Ruiz”."))
        await pilot.press("ctrl+u", *typing("ana ruiz"), "enter")
        await until(pilot, lambda: says(app, "contact Bo Lindqvist, notes: knows Ana Ruiz"))
        assert [row.name for row in services.overview.rows()] == ["Bo Lindqvist"]
        await pilot.press("escape")
        await until(pilot, lambda: is_home(app) and "Bo Lindqvist" in text_of(app))
        assert app.session.states["contacts"]["filter"] == ""
        await pilot.press("u")
        await until(pilot, lambda: "Undid: add Bo" in text_of(app) or "Nothing" in text_of(app))
        assert "Ana Ruiz" not in {row.name for row in services.overview.rows()}
