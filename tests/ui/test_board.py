from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from typing import NamedTuple, TypeVar

import pytest
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot

from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Debrief
from infoint_tui.domain.vocabulary import COLUMN_LABELS, COLUMNS
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.screens.board import BoardScreen
from infoint_tui.ui.screens.contacts import ContactsScreen
from infoint_tui.ui.widgets.board_card import columns_of
from infoint_tui.ui.widgets.board_view import BoardView
from infoint_tui.ui.widgets.contact_list import ContactList
from infoint_tui.ui.widgets.today_list import rows_of as today_rows
from tests.ui.conftest import text_of, until

T = TypeVar("T")
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
    services.context.repository.transact("add", lambda tx: [tx.put(each) for each in people])
    return [each.id for each in people]


def waiting(services: Services, name: str = "Chidi Eze") -> str:
    who = ask(services, name)
    services.requests.ask(who, on=date(2026, 11, 11))
    return who


def nudged(services: Services) -> str:
    who = waiting(services)
    services.requests.nudge(who)
    return who


def named(services: Services) -> tuple[str, str]:
    """Someone who suggested someone else; returns the ids of both."""
    who = waiting(services)
    services.requests.referred(who, SuggestedPerson(name="Teo Maran", organization="Grid"))
    return who, services.contacts.find("Teo Maran").id


def promised(services: Services) -> str:
    who = ask(services, "Dana Plume")
    services.follow_ups.note(who, "send the report", kind="promise", owed_by="them")
    return who


def said_yes(services: Services) -> str:
    who = waiting(services, "Rosa Dunne")
    services.requests.agree(who)
    return who


def prepare(services: Services) -> str:
    who = waiting(services, "Ana Ruiz")
    services.scheduling.schedule(who, date(2026, 11, 24), time(15))
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


def open_empty(make_app: MakeApp, services: Services) -> InfointApp:
    """Nobody is there, but someone was: what a newcomer is asked is not asked."""
    services.contacts.add("Nobody")
    services.undo()
    return open_board(make_app, services)


def first_card(app: InfointApp) -> str:
    return next(line for line in text_of(app).splitlines() if "Person" in line)


async def in_dialog(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: not isinstance(pilot.app.screen, BoardScreen))
    await pilot.pause()


async def press(pilot: Pilot[None], keys: Iterable[str]) -> None:
    """Press keys; `|` waits for the next dialog."""
    for key in keys:
        await (pilot.pause() if key == "|" else pilot.press(key))


async def start_over(
    app: InfointApp, pilot: Pilot[None], services: Services, start: Callable[[Services], T]
) -> T:
    """Take back all there is, and show what `start` puts on the board; returns what it returns."""
    await until(pilot, lambda: isinstance(app.screen, BoardScreen))
    while services.undo():
        pass
    app.clear_notifications()
    screen(app).reload()
    started = start(services)
    screen(app).reload()
    await pilot.pause()
    return started


# --- moving --------------------------------------------------------------------------------------


class Move(NamedTuple):
    """A card, the keys that answer what `L` asks, and what becomes of it."""

    start: Callable[[Services], str]
    answer: Iterable[str]
    goes_to: str | None
    said: str


MOVES = (
    Move(ask, (), "waiting", "Sent. That was the hard part - u undoes"),  # the first ever
    Move(waiting, ("1", "|", *"tue 15:00", "ctrl+s"), "prepare", "Chidi Eze: Tue 24 Nov, 15:00"),
    Move(waiting, ("2",), "prepare", "Chidi Eze said yes - u"),
    Move(
        waiting,
        ("3", "|", *"8 dec", "enter", "|", "escape"),
        None,
        "Chidi Eze: not until Tue 8 Dec - u undoes",
    ),
    Move(waiting, ("4", "|", "escape"), None, "Chidi Eze said no - u undoes"),
    Move(
        waiting,
        ("5", "|", *"Teo Maran", "tab", *"Grid", "ctrl+s"),
        "act",
        "Added Teo Maran to Ask, suggested by Chidi Eze - u undoes",
    ),
    Move(waiting, ("6",), "waiting", "Nudged Chidi Eze - u"),
    Move(nudged, ("6",), None, "Stopped waiting for Chidi Eze - u undoes"),
    Move(nudged, ("7",), "waiting", "Nudged Chidi Eze - u"),
    Move(promised, (), "ask", "Done by Dana Plume: send the report - u"),
    Move(said_yes, ("|", *"tue 15:00", "ctrl+s"), "prepare", "Rosa Dunne: Tue 24 Nov, 15:00"),
    Move(
        prepare,
        ("1", "|", *"ask operators", "enter"),
        "thank",
        "Saved: you talked with Ana Ruiz - u undoes",
    ),
    Move(thank, (), "warm", "Thanked Farah Quint by email - u"),
    Move(act, (), "act", "Done: read her list - u undoes"),
)


async def test_moving_right_does_the_step_and_one_undo_takes_it_back(
    services: Services, make_app: MakeApp
) -> None:
    app = open_empty(make_app, services)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        for move in MOVES:
            who = await start_over(app, pilot, services, move.start)
            before, revision = column(services, who), services.overview.revision
            assert screen(app).contact_id == who, move
            await pilot.press("L")
            if move.answer:
                await in_dialog(pilot)
                await press(pilot, move.answer)
            await until(pilot, lambda to=revision + 1: services.overview.revision == to)
            await until(pilot, lambda it=move.said: it in text_of(app))
            assert column(services, who) == move.goes_to, move
            assert screen(app).contact_id == (who if move.goes_to else None), move
            await pilot.press("u")
            assert column(services, who) == before, move


def test_someone_who_was_suggested_is_in_ask(services: Services) -> None:
    who, teo = named(services)
    assert column(services, teo) == "ask"
    dossier = services.overview.dossier(who)
    assert dossier is not None
    assert [interview.ended for interview in dossier.interviews] == ["declined"]
    assert [item.led_to for item in dossier.follow_ups] == [teo]


async def test_moving_left_takes_the_step_back(services: Services, make_app: MakeApp) -> None:
    app = open_empty(make_app, services)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        for start, goes_to, label in (
            (waiting, "ask", "Ask"),
            (prepare, "waiting", "Waiting"),
            (thank, "ask", "Ask"),  # it was never planned
            (act, "thank", "Thank"),
            (warm, "thank", "Thank"),
        ):
            who = await start_over(app, pilot, services, start)
            before = column(services, who)
            await pilot.press("H")
            assert column(services, who) == goes_to
            assert screen(app).contact_id == who
            await until(pilot, lambda it=label: f"to {it} - u undoes" in text_of(app))
            await pilot.press("u")
            assert column(services, who) == before


async def test_the_ends_of_the_board_say_so(services: Services, make_app: MakeApp) -> None:
    def both_ends(services: Services) -> None:
        ask(services)
        warm(services)

    app = open_empty(make_app, services)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await start_over(app, pilot, services, both_ends)
        revision = services.overview.revision
        await pilot.press("H")
        await until(pilot, lambda: "hasn't been asked yet" in text_of(app))
        await pilot.press(*"lllll", "L")
        await until(pilot, lambda: "c logs that you were in touch" in text_of(app))
        assert services.overview.revision == revision

        who = await start_over(app, pilot, services, thank)
        await pilot.press("t")
        await until(pilot, lambda: "Thanked Farah Quint by email - u undoes" in text_of(app))
        assert column(services, who) == "warm"


async def test_a_question_left_changes_nothing_and_a_card_gone_leaves_its_neighbour(
    services: Services, make_app: MakeApp
) -> None:
    def three(services: Services) -> None:
        for name in ("Ana", "Bo", "Chidi"):
            waiting(services, name)

    app = open_empty(make_app, services)
    async with app.run_test(size=WIDE) as pilot:
        for start, answer in (
            (waiting, ("3", "|")),  # not now
            (waiting, ("5", "|")),  # suggested someone
            (waiting, ()),
            (prepare, ()),
        ):
            await start_over(app, pilot, services, start)
            revision = services.overview.revision
            await pilot.press("L")
            await in_dialog(pilot)
            await press(pilot, (*answer, "escape"))
            await until(pilot, lambda: isinstance(app.screen, BoardScreen))
            assert services.overview.revision == revision

        await start_over(app, pilot, services, three)
        await pilot.press("g", "j", "L")
        await in_dialog(pilot)
        await press(pilot, ("4", "|", "escape"))
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
        assert names(app) == "Chidi"


# --- going about ---------------------------------------------------------------------------------


async def test_the_cursor_goes_between_cards_keeps_its_place_and_opens_a_contact(
    services: Services, make_app: MakeApp
) -> None:
    """Each column remembers its own card, also while another screen is shown."""
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
        who = screen(app).contact_id
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
        services.contacts.add("Elif")
        await pilot.press("4")
        await ready(pilot)
        assert names(app) == "Bo"
        await pilot.press("enter")
        await until(
            pilot, lambda: isinstance(app.screen, ContactsScreen) and app.screen.contact_id == who
        )


async def test_a_click_selects_a_card_or_a_column_and_a_second_one_opens(
    services: Services, make_app: MakeApp
) -> None:
    ask(services, "Ana")
    ask(services, "Bo")
    warm(services)
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        lines = text_of(app).splitlines()
        y = next(at for at, line in enumerate(lines) if line.startswith(" Bo")) - 1
        await pilot.click(BoardView, offset=(3, y))
        assert names(app) == "Bo"
        await pilot.click(BoardView, offset=(50, 20))  # below the cards of another column
        assert names(app) is None
        await pilot.click(BoardView, offset=(50, 1))  # the thin line
        await pilot.click(BoardView, offset=(3, y))
        await pilot.click(BoardView, offset=(3, y))
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen))

        await pilot.resize_terminal(*SMALL)
        await pilot.press("4")
        await ready(pilot)
        assert names(app) == "Bo"
        at = text_of(app).splitlines()[1].index("In touch")
        await pilot.click(BoardView, offset=(at, 0))
        assert names(app) == "Farah Quint"
        await pilot.click(BoardView, offset=(59, 0))
        assert names(app) == "Farah Quint"


# --- what it looks like --------------------------------------------------------------------------


async def test_an_empty_board_says_what_brings_cards(services: Services, make_app: MakeApp) -> None:
    services.contacts.add("Known")
    app = open_board(make_app, services)
    async with app.run_test(size=MEDIUM, notifications=True) as pilot:
        await ready(pilot)
        for name, (_, _, sentence) in COLUMNS.items():
            assert f"{COLUMN_LABELS[name]} 0" in text_of(app)
            words = text_of(app)
            assert all(word in words for word in Keymap().fill(sentence).split())
            await pilot.press("j", "k", "l")
        for key in ("L", "H", "enter"):
            await pilot.press(key)
        await until(pilot, lambda: "Nobody is selected" in text_of(app))


def one_in_each(services: Services) -> None:
    prepare(services)
    who = act(services)
    services.follow_ups.note(who, "write the summary", due=date(2026, 12, 24))
    late = ask(services, "Lou Field", organization="Oakhollow")
    services.interviews.met(late, on=date(2026, 11, 18), learned="much")
    named = services.contacts.introduce(
        late, SuggestedPerson(name="Gus Tarrant", organization="Meridian")
    ).contact
    services.contacts.edit(named.id, introduced_by=services.contacts.add("Dr. Verena Sand").id)
    waiting(services)


def all_warm(services: Services) -> None:
    warm(services)
    late = ask(services, "Ines Vale")
    services.interviews.met(late, on=date(2026, 8, 1), learned="much")
    services.interviews.thank(late, "email", date(2026, 8, 2))
    soon = ask(services, "Jo Abara")
    services.interviews.met(soon, on=date(2026, 8, 25), learned="much")
    services.interviews.thank(soon, "email", date(2026, 8, 25))


SHOWN: dict[Callable[[Services], object], tuple[str, ...]] = {
    one_in_each: (
        *(
            "· Tue 15:00",
            "○ prepare and",
            "! thank-you",
            "3 days late",
            "○ read her list",
            "1 more",
        ),
        *("Oakhollow", "through Dr.", "! nudge once", "someone else"),
    ),
    all_warm: ("! say hello", "22 days late", "in 90 days", "tomorrow"),
    named: ("through Chidi", "write to Teo"),
}


async def test_a_card_says_who_and_what_is_next_and_how_late(
    services: Services, make_app: MakeApp
) -> None:
    app = open_empty(make_app, services)
    async with app.run_test(size=WIDE) as pilot:
        for start, shown in SHOWN.items():
            await start_over(app, pilot, services, start)
            for words in shown:
                assert words in text_of(app), words


@pytest.mark.parametrize(
    ("days_ago", "glyph", "tone"), [(1, "·", "warning"), (2, "!", "alert"), (3, "!", "alert")]
)
def test_a_late_thank_you_is_marked_by_a_glyph_and_a_tone(
    days_ago: int, glyph: str, tone: str, services: Services
) -> None:
    thank(services, days_ago)
    overview = services.overview
    columns = columns_of(overview.board(), overview.today, "UTC", 10)
    owed = columns[list(COLUMN_LABELS).index("thank")].faces[0].words[-1]
    assert (owed.text, owed.glyph) == ("thank-you", (glyph, tone))


def test_a_mentor_is_marked_in_words_on_card_list_and_today(services: Services) -> None:
    overview = services.overview
    kit = services.contacts.add("Kit Marlow", organization="Soda Works", mentor=True)
    services.interviews.met(kit.id, on=overview.today - timedelta(days=50))
    services.interviews.write_debrief(services.goals.interview_of(kit.id, "Kit").id, Debrief())
    services.interviews.thank(kit.id, on=overview.today - timedelta(days=50))
    columns = columns_of(overview.board(), overview.today, "UTC", 10)
    (card,) = columns[list(COLUMN_LABELS).index("warm")].faces
    assert [words.text for words in card.words][:3] == ["Kit Marlow", "Soda Works", "mentor"]
    (entry,) = overview.entries()
    line = "".join(text for text, _ in ContactList().draw(entry, 80))
    assert "Kit Marlow  mentor" in line
    rows = today_rows(services.today.agenda(), lambda step: step.action, lambda _: ("", ""), "")
    assert "mentor, 1 month since you were in touch" in [row.what for row in rows]


FULL_STRIP = ("Ask 1", "Waiting 1", "Prepare 1", "Thank 0", "Act & report 1", "Keep in touch 0")
SHORT_STRIP = ("Ask 1", "Wait 1", "Prep 1", "Thank 0", "Act 1", "In touch 0")
SIZES = (
    (WIDE, FULL_STRIP, 4),
    (MEDIUM, FULL_STRIP, 3),
    (SMALL, SHORT_STRIP, 2),
    ((40, 10), SHORT_STRIP[:4], 1),
)
"""A size, the counts in the top line, and how many of four people can be read."""


async def test_every_size_shows_all_counts_and_the_column_under_the_cursor(
    services: Services, make_app: MakeApp
) -> None:
    people = {"Bo Lindqvist": ask, "Chidi Eze": waiting, "Ana Ruiz": prepare, "Farah Quint": act}
    for start in people.values():
        start(services)
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        for (width, height), counts, readable in SIZES:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            head = text_of(app).splitlines()[1]
            assert all(count in head for count in counts), head
            await pilot.press("l")
            shown = [name for name in people if name in text_of(app)]
            assert len(shown) == readable
            assert "Chidi Eze" in shown
            assert all(len(line) <= width for line in text_of(app).splitlines())
            await pilot.press("h")

        await pilot.resize_terminal(30, 8)  # not even the short strip fits
        await pilot.pause()
        assert text_of(app).splitlines()[1].endswith("…")
        assert "▌Bo Lindqvist" in text_of(app)


async def test_a_column_of_hundreds_scrolls_with_the_cursor(
    services: Services, make_app: MakeApp
) -> None:
    ids = crowd(services, 500)
    app = open_board(make_app, services)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        view = app.screen.query_one(BoardView)
        for size in (WIDE, MEDIUM, SMALL):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "500 to ask; 10" in text_of(app)
            assert "↓ " in text_of(app)
            for at in (1, 7, 250, 499, 498, 480, 3, 0):
                view.step(at - int(str(names(app))[-3:]))
                await pilot.pause()
                assert f"▌Person {at:03}" in text_of(app)
                assert "Lumen" in text_of(app).split(f"▌Person {at:03}")[1]
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
            services.undo()
            screen(app).reload()
            view.step(-499)


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
    services.requests.ask(ask(services, "Al Ash"))  # nobody is the first one asked
    app = open_board(make_app, services)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await ready(pilot)
        shown = text_of(app)
        assert "[/x] [@click=app.quit]Bo[/]" in shown
        assert "]52;c;eA== [red]Org" in shown
        assert "\x1b" not in shown
        assert "名前" * 20 in "".join(shown.split())
        await pilot.press("L")
        await until(pilot, lambda: "Asked [/x] [@click=app.quit]Bo[/]" in text_of(app))
