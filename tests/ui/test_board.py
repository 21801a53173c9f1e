from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot

from infoint_tui.domain.board import EMPTY_COLUMNS
from infoint_tui.domain.contact import Contact
from infoint_tui.domain.errors import InvalidInputError
from infoint_tui.domain.listing import COLUMN_LABELS
from infoint_tui.services.suite import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.screens.board import BoardScreen
from infoint_tui.ui.screens.contacts import ContactsScreen
from infoint_tui.ui.widgets.board_card import columns_of
from infoint_tui.ui.widgets.board_view import BoardView
from tests.ui.conftest import text_of, until

MakeApp = Callable[..., InfointApp]
WIDE, MEDIUM, SMALL = (120, 40), (80, 24), (60, 16)


# --- people in each column -----------------------------------------------------------------------


def ask(services: Services, name: str = "Bo Lindqvist", **fields: str) -> str:
    contact = services.contacts.add(name, **fields)
    services.contacts.shortlist([contact.id])
    return contact.id


def crowd(services: Services, count: int) -> list[str]:
    """So many people to ask, added in one go; returns their ids."""
    people = [
        Contact(id=f"c{at}", name=f"Person {at:03}", organization="Lumen", standing="shortlisted")
        for at in range(count)
    ]
    services.desk.repository.transact("add", lambda tx: [tx.put(each) for each in people])
    return [each.id for each in people]


def waiting(services: Services, name: str = "Chidi Eze") -> str:
    who = ask(services, name)
    services.interviews.ask(who, on=date(2026, 11, 11))
    return who


def nudged(services: Services) -> str:
    who = waiting(services)
    services.interviews.nudge(who)
    return who


def promised(services: Services) -> str:
    who = ask(services, "Dana Plume")
    services.follow_ups.note(who, "send the report", kind="promise", owed_by="them")
    return who


def said_yes(services: Services) -> str:
    who = waiting(services, "Rosa Dunne")
    services.interviews.agree(who)
    return who


def prepare(services: Services) -> str:
    who = waiting(services, "Ana Ruiz")
    services.interviews.schedule(who, date(2026, 11, 24), time(15))
    return who


def thank(services: Services, days_ago: int = 2) -> str:
    who = ask(services, "Farah Quint")
    services.interviews.met(who, on=date(2026, 11, 22 - days_ago), learned="models are easy")
    return who


def warm(services: Services) -> str:
    who = thank(services)
    services.interviews.thank(who, "email")
    return who


def act(services: Services) -> str:
    who = warm(services)
    services.follow_ups.note(who, "read her list")
    return who


# --- helpers -------------------------------------------------------------------------------------


def screen(app: InfointApp) -> BoardScreen:
    assert isinstance(app.screen, BoardScreen)
    return app.screen


async def ready(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, BoardScreen))
    await pilot.pause()


def column(services: Services, who: str) -> str | None:
    card = services.overview.card(who)
    return card.column if card else None


def names(app: InfointApp) -> str | None:
    who = screen(app).contact_id
    return screen(app).services.contacts.get(who).name if who else None


def open_board(make_app: MakeApp, services: Services) -> InfointApp:
    return make_app(services, start="board", hints=False)


def first_card(app: InfointApp) -> str:
    return next(line for line in text_of(app).splitlines() if "Person" in line)


async def in_dialog(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: not isinstance(pilot.app.screen, BoardScreen))
    await pilot.pause()


# --- moving --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "answer", "goes_to", "said"),
    [
        pytest.param(ask, None, "waiting", "Asked Bo Lindqvist - u undoes", id="ask"),
        pytest.param(
            waiting,
            ["1", "|", *"tue 15:00", "ctrl+s"],
            "prepare",
            "Chidi Eze: Tue 24 Nov, 15:00",
            id="waiting: yes, with a time",
        ),
        pytest.param(waiting, ["2"], "prepare", "Chidi Eze said yes - u", id="waiting: yes"),
        pytest.param(
            waiting,
            ["3", "|", *"8 dec", "enter"],
            None,
            "Chidi Eze: not now, until Tue 8 Dec - u undoes",
            id="waiting: not now",
        ),
        pytest.param(waiting, ["4"], None, "Chidi Eze said no - u undoes", id="waiting: no"),
        pytest.param(
            waiting,
            ["5", "|", *"Teo Maran", "tab", *"Grid", "ctrl+s"],
            "act",
            "Added Teo Maran to Ask, named by Chidi Eze - u undoes",
            id="waiting: named somebody else",
        ),
        pytest.param(waiting, ["6"], "waiting", "Nudged Chidi Eze - u", id="waiting: nudged"),
        pytest.param(nudged, ["6"], None, "Let Chidi Eze go - u undoes", id="nudged: let go"),
        pytest.param(nudged, ["7"], "waiting", "Nudged Chidi Eze - u", id="nudged: once more"),
        pytest.param(
            promised, None, "ask", "Done by Dana Plume: send the report - u", id="they promised"
        ),
        pytest.param(
            said_yes,
            ["|", *"tue 15:00", "ctrl+s"],
            "prepare",
            "Rosa Dunne: Tue 24 Nov, 15:00",
            id="agreed without a time",
        ),
        pytest.param(
            prepare,
            ["1", "|", *"ask operators", "enter"],
            "thank",
            "Talk with Ana Ruiz held - u undoes",
            id="prepare: held",
        ),
        pytest.param(thank, None, "warm", "Thanked Farah Quint by email - u", id="thank"),
        pytest.param(act, None, "act", "Done: read her list - u undoes", id="act"),
    ],
)
async def test_moving_right_does_the_step_and_one_undo_takes_it_back(
    start: Callable[[Services], str],
    answer: list[str] | None,
    goes_to: str | None,
    said: str,
    services: Services,
    make_app: MakeApp,
) -> None:
    who = start(services)
    before, revision = column(services, who), services.overview.revision
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await ready(pilot)
        assert screen(app).contact_id == who
        await pilot.press("L")
        if answer:
            await in_dialog(pilot)
            for key in answer:
                if key == "|":  # the next dialog
                    await pilot.pause()
                else:
                    await pilot.press(key)
        await until(pilot, lambda: services.overview.revision == revision + 1)
        await until(pilot, lambda: said in text_of(app))
        assert column(services, who) == goes_to
        assert screen(app).contact_id == (who if goes_to else None)
        await pilot.press("u")
        assert column(services, who) == before


async def test_somebody_who_was_named_stands_in_ask_by_way_of_who_named_them(
    services: Services, make_app: MakeApp
) -> None:
    who = waiting(services)
    with pytest.raises(InvalidInputError):
        services.interviews.referred(who, " ")
    services.interviews.referred(who, "Teo Maran", "Grid")
    teo = services.contacts.find("Teo Maran")
    assert column(services, teo.id) == "ask"
    dossier = services.overview.dossier(who)
    assert dossier is not None
    assert [talk.ended for talk in dossier.interviews] == ["declined"]
    assert [item.led_to for item in dossier.follow_ups] == [teo.id]
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        assert "by way of Chidi" in text_of(app)
        assert "write to Teo" in text_of(app)


@pytest.mark.parametrize(
    ("start", "goes_to"),
    [(waiting, "ask"), (prepare, "waiting"), (thank, "ask"), (act, "thank"), (warm, "thank")],
    ids=["waiting", "prepare", "thank, never planned", "act", "warm"],
)
async def test_moving_left_takes_the_step_back(
    start: Callable[[Services], str], goes_to: str, services: Services, make_app: MakeApp
) -> None:
    who = start(services)
    before = column(services, who)
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("H")
        assert column(services, who) == goes_to
        assert screen(app).contact_id == who
        label = COLUMN_LABELS[goes_to]  # type: ignore[index]  # a column
        await until(pilot, lambda: f"to {label} - u undoes" in text_of(app))
        await pilot.press("u")
        assert column(services, who) == before


async def test_the_ends_of_the_board_say_so(services: Services, make_app: MakeApp) -> None:
    ask(services)
    warm(services)
    revision = services.overview.revision
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("H")
        await until(pilot, lambda: "has not been asked yet" in text_of(app))
        await pilot.press(*"lllll", "L")
        await until(pilot, lambda: "c logs that you were in touch" in text_of(app))
    assert services.overview.revision == revision


@pytest.mark.parametrize(
    ("start", "answer"),
    [(waiting, ["3", "|"]), (waiting, ["5", "|"]), (waiting, []), (prepare, [])],
    ids=["not now", "named", "what did they say", "how did it go"],
)
async def test_escape_changes_nothing(
    start: Callable[[Services], str], answer: list[str], services: Services, make_app: MakeApp
) -> None:
    start(services)
    revision = services.overview.revision
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("L")
        await in_dialog(pilot)
        for key in answer:
            await (pilot.pause() if key == "|" else pilot.press(key))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
    assert services.overview.revision == revision


async def test_thanking_a_card_says_how_it_went(services: Services, make_app: MakeApp) -> None:
    who = thank(services)
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await ready(pilot)
        await pilot.press("t")
        await until(pilot, lambda: "Thanked Farah Quint by email - u undoes" in text_of(app))
        assert column(services, who) == "warm"


async def test_a_card_that_left_the_board_hands_the_cursor_to_its_neighbour(
    services: Services, make_app: MakeApp
) -> None:
    for name in ("Ana", "Bo", "Chidi"):
        waiting(services, name)
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("j", "L")
        await in_dialog(pilot)
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
        assert names(app) == "Chidi"


# --- going about ---------------------------------------------------------------------------------


async def test_the_cursor_goes_between_cards_and_each_column_remembers_its_own(
    services: Services, make_app: MakeApp
) -> None:
    for name in ("Ana", "Bo", "Chidi"):
        ask(services, name)
    waiting(services, "Dana")
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        for keys, where in [
            ("k", "Ana"),
            ("down j j", "Chidi"),
            ("up", "Bo"),
            ("right", "Dana"),
            ("j", "Dana"),
            ("l", None),
            ("h h", "Bo"),
            ("left", "Bo"),
        ]:
            await pilot.press(*keys.split())
            assert names(app) == where, keys


async def test_the_position_survives_other_screens(services: Services, make_app: MakeApp) -> None:
    for name in ("Ana", "Bo", "Chidi"):
        ask(services, name)
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("j", "2")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        services.contacts.add("Dana")
        await pilot.press("4")
        await ready(pilot)
        assert names(app) == "Bo"


async def test_enter_opens_the_contact(services: Services, make_app: MakeApp) -> None:
    ask(services, "Ana")
    who = ask(services, "Bo")
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("j", "enter")
        await until(
            pilot, lambda: isinstance(app.screen, ContactsScreen) and app.screen.contact_id == who
        )


async def test_a_click_selects_and_a_second_one_opens(
    services: Services, make_app: MakeApp
) -> None:
    ask(services, "Ana")
    ask(services, "Bo")
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        lines = text_of(app).splitlines()
        y = next(at for at, line in enumerate(lines) if line.startswith("  Bo")) - 1
        await pilot.click(BoardView, offset=(3, y))
        assert names(app) == "Bo"
        await pilot.click(BoardView, offset=(50, 20))  # below the cards of another column
        assert names(app) is None
        await pilot.click(BoardView, offset=(50, 1))  # the thin line
        await pilot.click(BoardView, offset=(3, y))
        await pilot.click(BoardView, offset=(3, y))
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))


# --- what it looks like --------------------------------------------------------------------------


async def test_an_empty_board_says_what_brings_cards(services: Services, make_app: MakeApp) -> None:
    services.contacts.add("Known")
    app = open_board(make_app, services)
    async with app.run_test(size=MEDIUM, notifications=True) as pilot:
        await ready(pilot)
        for name, sentence in EMPTY_COLUMNS.items():
            assert f"{COLUMN_LABELS[name]} 0" in text_of(app)
            words = text_of(app)
            assert all(word in words for word in sentence.split())
            await pilot.press("j", "k", "l")
        for key in ("L", "H", "enter"):
            await pilot.press(key)
        await until(pilot, lambda: "Nobody is under the cursor" in text_of(app))


async def test_a_card_says_who_and_what_is_next_and_how_late(
    services: Services, make_app: MakeApp
) -> None:
    prepare(services)
    who = act(services)
    services.follow_ups.note(who, "write the summary", due=date(2026, 12, 24))
    late = ask(services, "Lou Field", organization="Oakhollow")
    services.interviews.met(late, on=date(2026, 11, 18), learned="much")
    named = services.contacts.introduce(late, "Gus Tarrant", "Meridian")
    services.contacts.edit(named.id, introduced_by=services.contacts.add("Dr. Vera Sand").id)
    waiting(services)
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        shown = text_of(app)
    for words in (
        "· Tue 15:00",
        "○ prepare and",
        "! thank-you",
        "3 days late",
        "○ read her list",
        "+1",
        "Oakhollow",
        "by way of Dr. Ve…",
        "! nudge once",
        "somebody else",
    ):
        assert words in shown, words


@pytest.mark.parametrize(
    ("days_ago", "glyph", "tone"), [(1, "·", ""), (2, "!", "warning"), (3, "!", "alert")]
)
def test_a_late_thank_you_is_marked_by_a_glyph_and_a_tone(
    days_ago: int, glyph: str, tone: str, services: Services
) -> None:
    thank(services, days_ago)
    overview = services.overview
    columns = columns_of(overview.board(), overview.today, "UTC", 10)
    owed = columns[list(COLUMN_LABELS).index("thank")].faces[0].words[-1]
    assert (owed.text, owed.glyph) == ("thank-you", (glyph, tone))


async def test_keeping_warm_is_said_calmly(services: Services, make_app: MakeApp) -> None:
    warm(services)
    late = ask(services, "Ines Vale")
    services.interviews.met(late, on=date(2026, 8, 1), learned="much")
    services.interviews.thank(late, "email", date(2026, 8, 2))
    soon = ask(services, "Jo Abara")
    services.interviews.met(soon, on=date(2026, 8, 25), learned="much")
    services.interviews.thank(soon, "email", date(2026, 8, 25))
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        shown = text_of(app)
    for words in ("! reconnect", "22 days late", "in 90 days", "tomorrow"):
        assert words in shown, words


@pytest.mark.parametrize(
    ("size", "counts", "readable"),
    [
        (WIDE, "Ask 1|Waiting 1|Prepare 1|Thank 0|Act & report 1|Keep warm 0", 6),
        (MEDIUM, "Ask 1|Waiting 1|Prepare 1|Thank 0|Act & report 1|Keep warm 0", 3),
        (SMALL, "Ask 1|Wait 1|Prep 1|Thank 0|Act 1|Warm 0", 2),
        ((40, 10), "Ask 1|Wait 1|Prep 1|Thank 0", 1),
    ],
    ids=["wide", "80", "60", "40"],
)
async def test_every_size_shows_all_counts_and_the_column_under_the_cursor(
    size: tuple[int, int], counts: str, readable: int, services: Services, make_app: MakeApp
) -> None:
    people = {"Bo Lindqvist": ask, "Chidi Eze": waiting, "Ana Ruiz": prepare, "Farah Quint": act}
    for start in people.values():
        start(services)
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        head = text_of(app).splitlines()[1]
        assert all(count in head for count in counts.split("|")), head
        await pilot.press("l")
        shown = [name for name in people if name in text_of(app)]
        assert len(shown) == min(readable, len(people))
        assert "Chidi Eze" in shown
        assert all(len(line) <= size[0] for line in text_of(app).splitlines())


async def test_where_not_even_the_short_strip_fits_it_ends_in_an_ellipsis(
    services: Services, make_app: MakeApp
) -> None:
    ask(services)
    app = open_board(make_app, services)
    async with app.run_test(size=(30, 8)) as pilot:
        await ready(pilot)
        assert text_of(app).splitlines()[1].endswith("…")
        assert "▸ Bo Lindqvist" in text_of(app)


async def test_a_click_on_the_strip_goes_to_that_column(
    services: Services, make_app: MakeApp
) -> None:
    ask(services)
    warm(services)
    app = open_board(make_app, services)
    async with app.run_test(size=SMALL) as pilot:
        await ready(pilot)
        at = text_of(app).splitlines()[1].index("Warm")
        await pilot.click(BoardView, offset=(at, 0))
        assert names(app) == "Farah Quint"
        await pilot.click(BoardView, offset=(59, 0))
        assert names(app) == "Farah Quint"


@pytest.mark.parametrize("size", [WIDE, MEDIUM, SMALL], ids=["wide", "80", "60"])
async def test_a_column_of_hundreds_scrolls_with_the_cursor(
    size: tuple[int, int], services: Services, make_app: MakeApp
) -> None:
    ids = crowd(services, 500)
    app = open_board(make_app, services)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        assert "500 to ask; 10" in text_of(app)
        assert "↓ " in text_of(app)
        view = app.screen.query_one(BoardView)
        for at in (1, 7, 250, 499, 498, 480, 3, 0):
            view.step(at - int(str(names(app))[-3:]))
            await pilot.pause()
            assert f"▸ Person {at:03}" in text_of(app)
            assert "Lumen" in text_of(app).split(f"▸ Person {at:03}")[1]
            assert "↑ " in text_of(app) or at < 10
            assert "↓ " in text_of(app) or at > 490
        view.step(499)
        await pilot.pause()
        assert "↓ " not in text_of(app)
        services.contacts.set_aside(ids[5:], "later")
        screen(app).reload()
        await pilot.pause()
        assert names(app) == "Person 004"
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert "Person 000" in text_of(app)


async def test_the_wheel_scrolls_the_column_under_the_pointer(
    services: Services, make_app: MakeApp
) -> None:
    crowd(services, 50)
    app = open_board(make_app, services)
    async with app.run_test(size=MEDIUM) as pilot:
        await ready(pilot)
        view = app.screen.query_one(BoardView)

        def turn(kind: type[MouseScrollDown | MouseScrollUp], x: int) -> None:
            view.post_message(kind(view, x, 10, 0, 1, 0, False, False, False))

        turns: tuple[tuple[type[MouseScrollDown | MouseScrollUp], str], ...] = (
            (MouseScrollDown, "001"),
            (MouseScrollDown, "002"),
            (MouseScrollUp, "001"),
            (MouseScrollUp, "000"),
        )
        for kind, first in turns:
            turn(kind, 5)
            await pilot.pause()
            assert f"Person {first}" in first_card(app)
        turn(MouseScrollDown, 79)  # an empty column
        await pilot.pause()
        assert "Person 000" in first_card(app)
        assert names(app) == "Person 000"


async def test_names_are_literal_and_never_drive_the_terminal(
    services: Services, make_app: MakeApp
) -> None:
    ask(services, "[/x] [@click=app.quit]Bo[/]", organization="\x1b]52;c;eA==\x07 [red]Org")
    ask(services, "小川 ゆい", organization="名前" * 30)
    app = open_board(make_app, services)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await ready(pilot)
        shown = text_of(app)
        assert "[/x] [@click=app.quit]Bo[/]" in shown
        assert "]52;c;eA== [red]Org" in shown
        assert "\x1b" not in shown
        assert "名前名…" in shown
        await pilot.press("L")
        await until(pilot, lambda: "Asked [/x] [@click=app.quit]Bo[/]" in text_of(app))
