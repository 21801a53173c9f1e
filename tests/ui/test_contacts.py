from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.screens.contacts import ContactsScreen
from infoint_tui.ui.widgets.contact_list import ContactList
from tests.ui.conftest import text_in, text_of, until

MakeApp = Callable[..., InfointApp]


def screen(app: InfointApp) -> ContactsScreen:
    assert isinstance(app.screen, ContactsScreen)
    return app.screen


def people(app: InfointApp) -> ContactList:
    return screen(app).query_one(ContactList)


def names(app: InfointApp) -> list[str]:
    return [entry.row.name for entry in people(app).rows]


def shown(app: InfointApp, name: str) -> str:
    """The line of the list that begins with a name."""
    lines = text_in(app, "#list-pane").split("\n")
    return next(line for line in lines if line[3:].startswith(name))


async def ready(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, ContactsScreen))
    await pilot.pause()


@pytest.fixture
def three(services: Services) -> Services:
    services.contacts.add("Ana Ruiz", organization="Lumen Energy", tags=("grid",))
    services.contacts.add("Bo Lindqvist", organization="Lumen Energy", emails=("bo@example.com",))
    services.contacts.add("Chidi Eze", organization="Northwind")
    return services


async def test_search_narrows_with_every_letter(three: Services, make_app: MakeApp) -> None:
    app = make_app(three)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"lum")
        assert names(app) == ["Ana Ruiz", "Bo Lindqvist"]
        assert "2 of 3" in text_of(app)
        await pilot.press("enter", "j")
        assert screen(app).contact_id == people(app).rows[1].row.id
        await pilot.press("escape")
        assert len(names(app)) == 3

        await pilot.press("slash", *"qntux2?")  # letters are no commands there
        assert screen(app)._search.value == "qntux2?"
        assert "Nobody matches" in text_of(app)
        assert three.overview.revision == 3
        three.contacts.set_aside([three.contacts.find("Chidi").id], "later")
        screen(app).reload()
        await pilot.press("ctrl+u", *"chid")
        words = (
            "“chid”. Esc clears the search. 1 person set aside matches: standing:set_aside lists"
        )
        await until(pilot, lambda: words in " ".join(text_of(app).split()).replace(" │ ", " "))
        three.undo()
        screen(app).reload()
        await pilot.press("ctrl+u", *"foo", "colon", *"bar")
        assert "no field “foo”" in text_of(app)

        await pilot.press("ctrl+u", *"lum", "enter", "g", "space", "escape")
        assert (people(app).marked, len(names(app))) == (frozenset(), 2)  # first the marks go
        await pilot.press("escape")
        assert len(names(app)) == 3

        await pilot.press("G")  # the cursor stays on the person
        chosen = screen(app).contact_id
        three.contacts.add("Aaron First")
        screen(app).reload()
        assert screen(app).contact_id == chosen
        await pilot.press("g")
        assert names(app)[0] == "Aaron First"
        assert people(app).cursor == 0


async def test_one_entry_is_logged_for_everyone_who_is_marked(
    three: Services, make_app: MakeApp
) -> None:
    app = make_app(three, start="contacts")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("g", "space", "space", "c")
        await until(pilot, lambda: "What happened with 2 people" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: "2 marked" in text_of(app))  # nothing was logged
        await pilot.press("c")
        await until(pilot, lambda: "What happened with 2 people" in text_of(app))
        await pilot.press(*"workshop", "ctrl+s")
        await until(pilot, lambda: "Logged contact with 2 people - u undoes" in text_of(app))
        logged = three.context.repository.all(Touch)
        first_two = {three.contacts.find(name).id for name in names(app)[:2]}
        assert {touch.contact_id for touch in logged} == first_two
        assert {touch.text for touch in logged} == {"workshop"}
        assert people(app).marked == frozenset()
        await pilot.press("u")
        await until(pilot, lambda: not three.context.repository.all(Touch))


async def test_people_are_sorted_and_those_marked_are_shortlisted_together(
    three: Services, make_app: MakeApp
) -> None:
    three.requests.ask(three.contacts.find("Chidi").id)
    app = make_app(three, start="contacts")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        orders = []
        for _ in range(4):
            await pilot.press("v")
            orders.append(names(app)[0])
        assert orders == ["Ana Ruiz", "Chidi Eze", "Chidi Eze", "Ana Ruiz"]

        # by last contact: its day instead of the next one; else by name, accents or not
        for name in ("Émilie Moss", "Wren Castell"):
            three.contacts.add(name)
        screen(app).reload()
        await pilot.press("v", "v", "v")
        assert names(app)[:2] == ["Chidi Eze", "Ana Ruiz"]
        assert names(app)[-2:] == ["Émilie Moss", "Wren Castell"]
        await until(pilot, lambda: shown(app, "Chidi Eze").rstrip().endswith("22 Nov"))
        await pilot.press("v")
        assert not shown(app, "Chidi Eze").rstrip().endswith("22 Nov")
        three.undo()
        three.undo()
        screen(app).reload()

        await pilot.press("u")  # nobody was asked
        await pilot.press("g", "space", "space")
        assert text_of(app).count("■") == 2
        assert "2 marked, 3 of 3" in text_of(app)
        assert text_of(app).split("\n")[-1].startswith(" + shortlist  x set aside  c log  ")
        await pilot.press("plus")
        await until(pilot, lambda: "Shortlisted 2 people - u undoes" in text_of(app))
        assert len(three.overview.board().columns["ask"]) == 2
        assert people(app).marked == frozenset()
        assert "marked" not in text_of(app)
        await pilot.press("u")
        assert not list(three.overview.board().cards())
        await pilot.press("U")
        assert len(list(three.overview.board().cards())) == 2
        await pilot.press("g", "plus")
        await until(pilot, lambda: "Ana Ruiz is already shortlisted." in text_of(app))


async def test_a_narrow_terminal_shows_list_or_detail(three: Services, make_app: MakeApp) -> None:
    app = make_app(three)
    async with app.run_test(size=(60, 16), notifications=True) as pilot:
        await ready(pilot)
        detail = screen(app).query_one("#detail-pane")
        assert "Bo Lindqvist" in text_of(app)
        assert not detail.display
        await pilot.press("enter")
        await pilot.pause()
        assert "#grid" in text_of(app)
        assert "Bo Lindqvist" not in text_of(app)
        assert "esc back" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Bo Lindqvist" in text_of(app)
        await pilot.click(ContactList, offset=(5, 1))
        assert people(app).cursor == 1
        await pilot.click(ContactList, offset=(5, 1))
        await until(pilot, lambda: detail.display)
        await pilot.press("escape", "g")

        await pilot.resize_terminal(120, 30)
        await pilot.pause()
        assert "#grid" in text_of(app)
        assert "Bo Lindqvist" in text_of(app)
        assert "esc back" not in text_of(app)


async def test_another_program_s_change_appears_and_a_broken_file_is_left(
    three: Services, make_app: MakeApp
) -> None:
    app = make_app(three)
    path = three.context.repository.path
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        other = build_services(path, clock=three.context.clock, settings=Settings())
        other.contacts.add("Dana Plume")
        app.watch_file()
        assert "Dana Plume" in names(app)
        path.write_bytes(b"{ broken")
        app.watch_file()
        await pilot.press("plus")
        await until(pilot, lambda: "is damaged" in text_of(app))
        assert path.read_bytes() == b"{ broken"
        assert len(names(app)) == 4


async def test_what_an_empty_list_says(services: Services, make_app: MakeApp) -> None:
    services.contacts.add("Ana")
    services.undo()
    app = make_app(services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        assert "n to add a person" in text_of(app)
        await pilot.press("t", "s", "e", "x", "plus", "z", "d", "o", "y", "enter")
        await until(pilot, lambda: "Nobody is selected." in text_of(app))
        assert app.screen is screen(app)
        words = "Nobody here yet. n to add a person, I to import a file."
        await pilot.press("1")
        await until(pilot, lambda: words in text_of(app))
        for key in ("t", "m", "plus", "x"):
            app.messages.clear()
            await pilot.press(key)
            await until(pilot, lambda: app.messages and app.messages[0].words == words)


def shown_at(app: InfointApp, words: str) -> int:
    line = app.screen.query_one("TopLine").render_line(0)  # type: ignore[attr-defined]  # Widget's
    return "".join(segment.text for segment in line).index(words)


async def test_somebody_hidden_by_the_filter_is_shown_and_a_tab_is_clicked(
    three: Services, make_app: MakeApp
) -> None:
    chidi = three.contacts.find("Chidi")
    bo = three.contacts.find("Bo")
    three.contacts.set_aside([bo.id], "later")
    app = make_app(three)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("slash", *"ana", "enter")
        app.open_contact(chidi.id)
        await until(pilot, lambda: screen(app).contact_id == chidi.id)
        app.open_contact(bo.id)
        await until(pilot, lambda: screen(app).contact_id == bo.id)
        await until(pilot, lambda: "later" in text_of(app))

        await pilot.click("TopLine", offset=(shown_at(app, "4 Board"), 0))
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "board")


async def test_the_detail_tells_everything(sample: Services, make_app: MakeApp) -> None:
    app = make_app(sample, start="contacts", is_sample=True)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        text = text_of(app)
        for words in ("SAMPLE", "IN COMMON", "NEXT", "TIMELINE", "introduced by Mira Okafor"):
            assert words in text

        # before someone is asked it says what warms them up
        await pilot.press("slash", *"lindq", "enter")
        steps = ("BEFORE YOU ASK", "✓ you know their work", "○ congratulate them on something")
        await until(pilot, lambda: all(step in text_of(app) for step in steps))
        await pilot.press("escape", "escape", "g")
        await until(pilot, lambda: "Data lead" in text_of(app) and steps[0] not in text_of(app))

        for contact in sample.overview.rows()[::4]:
            screen(app).show(contact.id)
            await pilot.pause()
            assert screen(app).contact_id == contact.id
