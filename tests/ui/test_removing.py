"""Deleting people in the app."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.records.settings import Settings
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
    async with app.run_test(size=(80, 45), notifications=True) as pilot:
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
            await until(pilot, lambda: says(app, "Introduced by Teo Maran"))
            await pilot.press(*["tab"] * 4)
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


# --- whose details are open -----------------------------------------------------------------------


def is_in_list(app: InfointApp) -> bool:
    """Whether keys act in the list, and the list can be seen."""
    screen = app.screen
    assert isinstance(screen, ContactsScreen)
    return app.focused is screen.rows and screen.rows.region.area > 0 and not screen.is_open


def gone(elsewhere: Services) -> str:
    elsewhere.removing.delete([elsewhere.contacts.find("Alice Marr").id])
    return "Alice Marr is no longer in your contacts."


def merged(elsewhere: Services) -> str:
    bo, alice = elsewhere.contacts.find("Bo Lind"), elsewhere.contacts.find("Alice Marr")
    elsewhere.merging.merge(bo.id, alice.id)
    return "Alice Marr is no longer in your contacts."


def hidden(elsewhere: Services) -> str:
    elsewhere.contacts.set_aside([elsewhere.contacts.find("Alice Marr").id], "later")
    return "Alice Marr is no longer in this list."


@pytest.mark.parametrize("change", [gone, merged, hidden])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (170, 40)], ids=str)
async def test_details_of_someone_taken_out_elsewhere_close_and_say_so(
    services: Services,
    make_app: MakeApp,
    size: tuple[int, int],
    change: Callable[[Services], str],
) -> None:
    for name in ("Alice Marr", "Bo Lind"):
        services.contacts.add(name)
    path, clock = services.context.repository.path, services.context.clock
    app = make_app(services, start="contacts", hints=False)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: is_home(app) and "Bo Lind" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Nothing has happened yet." in text_of(app))
        said = change(build_services(path, clock=clock, settings=Settings()))
        app.watch_file()
        await until(pilot, lambda: said in {each.words for each in app.messages})
        await until(pilot, lambda: is_in_list(app) and "enter open" in text_of(app))
        assert "esc back" not in text_of(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_details_close_when_the_user_takes_out_the_person_in_them(
    services: Services, make_app: MakeApp, size: tuple[int, int]
) -> None:
    for name in ("Alice Marr", "Bo Lind"):
        services.contacts.add(name)
    app = make_app(services, start="contacts", hints=False, keymap=Keymap({"delete": "f5"}))

    async def says_only(words: str) -> None:
        await until(pilot, lambda: is_home(app) and is_in_list(app))
        assert [each.words for each in app.messages] == [words]
        app.messages.clear()

    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: is_home(app) and "Bo Lind" in text_of(app))
        await pilot.press("enter", "x")
        await until(pilot, lambda: getattr(app.screen, "heading", "").startswith("Set Alice Marr"))
        await pilot.press("2")
        await says_only("Set Alice Marr aside: no reply - u undoes")
        await pilot.press("u", "g", "enter", "f5")
        app.messages.clear()
        await until(pilot, lambda: says(app, "Delete Alice Marr?"))
        await pilot.press("enter")
        await says_only("Deleted Alice Marr - u undoes")
        await pilot.press("enter")
        await choose(app, pilot, "purge", "Purge Bo Lind?")
        await pilot.press(*typing("Bo Lind"), "enter")
        await says_only("Purged Bo Lind")
        await until(pilot, lambda: "Nobody here yet." in text_of(app))
        assert text_of(app).splitlines()[-1].startswith(" n new  I import  ")
