"""`/` in every list: what it finds, what it shows, and the same keys in and out."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App
from textual.pilot import Pilot
from textual.widget import Widget

from infoint_tui.domain.search.listing import HAS
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.kit.choose import ChoiceDialog
from infoint_tui.ui.kit.highlight import lit
from infoint_tui.ui.kit.search_input import SearchInput
from infoint_tui.ui.widgets.board_view import BoardView
from infoint_tui.ui.widgets.contact_list import ContactList
from infoint_tui.ui.widgets.question_bank import BankList
from tests.ui.conftest import text_of, until
from tests.ui.host import asking

MakeApp = Callable[..., InfointApp]


def accents(app: App[None], widget: type[Widget]) -> list[str]:
    """The texts that a widget draws in the accent, the cursor's sign left out."""
    found = app.screen.query_one(widget)
    accent = found.get_component_rich_style("rows--match", partial=True).color
    lines = [found.render_line(y) for y in range(found.size.height)]
    return [
        segment.text
        for line in lines
        for segment in line
        if segment.style and segment.style.color == accent and segment.text.strip(" ▸✓")
    ]


async def ready(pilot: Pilot[None], widget: type[Widget]) -> None:
    await until(pilot, lambda: pilot.app.screen.query(widget))
    await pilot.pause()


def line_with(app: App[None], words: str) -> str:
    return next(line for line in text_of(app).splitlines() if words in line)


def test_what_matched_is_a_piece_of_its_own() -> None:
    assert list(lit("Straße", "muted", ("ss",))) == [
        ("Stra", "muted"),
        ("ß", "match"),
        ("e", "muted"),
    ]
    assert list(lit("Ana", "", ())) == [("Ana", "")]


async def test_contacts(services: Services, make_app: MakeApp) -> None:
    add = services.contacts.add
    add("Bo Lindqvist", organization="Lumen Energy", tags=("grid",))
    add("Łukasz Brzoza", organization="Northwind", notes="Works nights and days.\nBuilt a loom.")
    add("Lumi Aho", title="Grid planner", organization="Vireo", emails=("lumi@example.com",))
    app = make_app(services, start="contacts")
    async with app.run_test(size=(90, 30)) as pilot:
        await ready(pilot, ContactList)
        await pilot.press("slash", *"lukasz")
        assert accents(app, ContactList) == ["Łukasz"]
        await pilot.press("escape")
        assert (app.screen.query_one(SearchInput).value, app.focused.id) == ("", "people")

        await pilot.press("slash", *"lum")
        shown = [row.row.name for row in app.screen.query_one(ContactList).rows]
        assert shown == ["Lumi Aho", "Bo Lindqvist"]  # a name that begins so comes first
        await pilot.press("down", "slash", "right", *"en")  # the old text can be kept
        assert app.screen.query_one(SearchInput).value == "lumen"
        await pilot.press("down", "slash", *"grid")  # or typed over
        assert app.screen.query_one(SearchInput).value == "grid"
        assert accents(app, ContactList) == ["grid", "Grid"]
        assert "#grid" in line_with(app, "Bo Lindqvist")  # instead of the organization: why
        assert "Grid planner" in line_with(app, "Lumi Aho")
        await pilot.press("escape", "slash", *"has", "colon", *"debrief")
        assert "has: takes email, phone" in text_of(app)
        await pilot.press("escape")
        services.contacts.set_aside([services.contacts.find("Lumi").id], "moved away")
        app.screen.reload()  # type: ignore[attr-defined]  # a TabScreen's
        assert "2 of 3, 1 set aside" in text_of(app)
        await pilot.press("slash", *"bo")
        assert "1 of 3 " in text_of(app).replace("\n", " \n")
        await pilot.press("escape", "u")
        assert "3 of 3" in text_of(app)
        await pilot.press("slash", *"loom")
        assert "note: “…days. Built a loom.”" in line_with(app, "Łukasz")

        await pilot.press("escape", "slash", *"lindkvist")
        assert "0 of 3, 1 similar" in text_of(app)
        people = app.screen.query_one(ContactList)
        assert people.key == people.rows[1].row.id  # the cursor passes over the heading
        assert "\n   similar" in text_of(app)  # above the names
        assert accents(app, ContactList) == ["Lindqvist"]
        await pilot.press("enter", "k", "space")
        assert line_with(app, "Bo Lindqvist").startswith("▸■")
        await pilot.press("escape", "escape")
        assert "3 of 3" in text_of(app)


async def test_what_someone_said_is_found_and_shown(services: Services, make_app: MakeApp) -> None:
    ana = services.contacts.add("Ana Ruiz", organization="Lumen Energy")
    kim = services.contacts.add("Kim Doe", title="Room planner")
    services.interviews.met(ana.id)
    services.follow_ups.note(ana.id, "sit in on a control-room shift and ask how they plan ahead")
    services.touches.log([kim.id], "the control room\nhires twice a year")
    app = make_app(services, start="contacts")
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot, ContactList)
        await pilot.press("slash", *"control room")
        assert " advice: “sit in on a control-room shift" in text_of(app)
        assert " note: “the control room hires twice" in line_with(app, "▸  Kim Doe")
        assert accents(app, ContactList) == ["control", "room", "control-room"]
        await pilot.press("escape", "slash", *"advice", "colon", *"room")
        assert app.screen.query_one(ContactList).key == ana.id
        assert "1 of 2" in text_of(app)
        assert accents(app, ContactList) == ["room"]
        await pilot.press("escape", "slash", *"room")
        assert "Room planner" in line_with(app, "▸  Kim Doe")  # a field comes before a note
        await pilot.press("escape", "slash", *"glider")
        assert "Nobody matches" in text_of(app)
        services.touches.log([ana.id], "saw a glider")
        app.screen.reload()  # type: ignore[attr-defined]  # a TabScreen's
        assert "note: “saw a glider”" in line_with(app, "▸  Ana Ruiz")


async def test_the_question_bank(sample: Services, make_app: MakeApp) -> None:
    app = make_app(sample, start="prep")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, BankList)
        await pilot.press("slash", *"group ideas")
        bank = app.screen.query_one(BankList)
        assert [row.question.text for row in bank.rows if row.question] == [
            "How do new ideas get heard in your group?",
            "Where does your group look for new ideas?",
        ]
        assert accents(app, BankList) == ["ideas", "group", "group", "ideas"]
        await pilot.press("escape", "slash", *"cultre")
        assert "0 of" in text_of(app)
        assert "similar" in text_of(app)
        assert bank.rows[0].text == "Culture, similar"
        await pilot.press("down")
        assert app.focused is bank
        assert app.screen.query_one(SearchInput).value == "cultre"  # it stays while it filters
        await pilot.press("slash", *"pay")
        assert app.screen.query_one(SearchInput).value == "pay"
        await pilot.press("escape")
        assert app.screen.query_one(SearchInput).value == ""


def test_every_word_that_has_takes_finds_someone(sample: Services) -> None:
    assert set(HAS) == {word for entry in sample.overview.entries() for word in entry.has}


async def test_the_board(sample: Services, make_app: MakeApp) -> None:
    app = make_app(sample, start="board")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot, BoardView)
        board = app.screen.query_one(BoardView)
        search = app.screen.query_one(SearchInput)
        total = len(list(sample.overview.board().cards()))
        assert app.focused is board
        assert f"of {total}" not in text_of(app)
        await pilot.press("slash")
        assert f"{total} of {total}" in text_of(app)
        await pilot.press(*"chidi")
        assert f"1 of {total}" in text_of(app)
        assert "Waiting 1" in text_of(app)
        assert "Ask 0" in text_of(app)
        assert "Nobody to" not in text_of(app)
        chidi = sample.contacts.find("Chidi").id
        assert board.key == chidi  # though the cursor stood in another column
        await pilot.press("enter")
        assert (app.focused, search.value) == (board, "chidi")
        app.screen.reload()  # type: ignore[attr-defined]  # a TabScreen's
        assert f"1 of {total}" in text_of(app)
        await pilot.press("slash", *"chidi")
        assert search.value == "chidi"
        await pilot.press("escape")
        assert f"of {total}" not in text_of(app)
        assert board.key == chidi

        await pilot.press("slash", *"lindkvist")
        assert f"0 of {total}, 1 similar" in text_of(app)
        assert board.key == sample.contacts.find("Lindqvist").id
        await pilot.press("escape", "slash", *"nope", "colon", "x")
        assert "no field “nope”" in text_of(app)
        assert board.key is None
        assert "\n  Nobody matches “nope:x”. Esc clears the search." in text_of(app)
        await pilot.click(BoardView, offset=(10, 4))
        assert board.key is None
        await pilot.press("escape")
        assert app.focused is board
        await pilot.press("slash", *"column", "colon", *"thank", "down")
        assert {card.dossier.contact.id for card in sample.overview.board().columns["thank"]} == {
            face.key for column in board._sight.columns for face in column.faces
        }


async def test_a_dialog_with_many_choices() -> None:
    options = tuple((number, f"person {number}") for number in range(12))
    async with asking(lambda: ChoiceDialog("Who?", options), (60, 24)) as (app, pilot):
        await pilot.press("slash", *"11")
        assert text_of(app).count("person") == 1
        await pilot.press("escape")  # leaves the search, not the dialog
        assert text_of(app).count("person") == 12
        await pilot.press("slash", *"x", "enter", "enter", "2")
        assert "Nothing matches" in text_of(app)
        await pilot.press("slash", "backspace", *"persn 1", "down", "2")
        await until(pilot, lambda: app.answers)
        assert app.answers == [10]


async def test_a_dialog_with_few_choices_has_no_search_line() -> None:
    options = tuple((number, f"person {number}") for number in range(9))
    async with asking(lambda: ChoiceDialog("Who?", options)) as (app, pilot):
        await pilot.press("slash", "9")
        await until(pilot, lambda: app.answers)
        assert app.answers == [8]
