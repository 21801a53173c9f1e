from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from infoint_tui.domain.search.listing import ContactRow
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs.help import HelpScreen
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.keys.palette_offers import (
    MOST_PEOPLE,
    Offer,
    PeopleIndex,
    command_offers,
    fitting,
    theme_offers,
)
from infoint_tui.ui.screen import TabScreen
from infoint_tui.ui.shell.theme import DARK, LIGHT
from tests.ui.conftest import text_of, until
from tests.ui.host import typing

MakeApp = Callable[..., InfointApp]

OFFERS = (
    *command_offers(Keymap().on_screen("contacts"), ()),
    *theme_offers({DARK.name: "Light letters.", LIGHT.name: "Dark letters."}),
)
ROWS = (
    ContactRow("1", "Thea Kvist", "Lumen Energy"),
    ContactRow("2", "Émile Thanh", "Undo Works"),
    ContactRow("3", "Ana Ruiz"),
)


def labels(typed: str) -> list[str]:
    return [offer.label for offer in fitting(OFFERS, PeopleIndex(ROWS).find, typed)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("thk", ["thank-you sent"]),
        ("thank", ["thank-you sent", "log thank-you"]),
        ("SENT thank", ["thank-you sent"]),
        ("light", ["theme infoint-light"]),
        ("undo", ["undo", "Émile Thanh"]),
        ("emile", ["Émile Thanh"]),
        ("kvist thea", ["Thea Kvist"]),
        ("Thae Kvist", []),
        ("ana", ["Ana Ruiz"]),
        ("put on the board", ["shortlist"]),
        ("qqqq", []),
    ],
)
def test_the_best_comes_first(typed: str, first: list[str]) -> None:
    found = labels(typed)
    assert found[: len(first)] == first
    assert found or not first


def test_a_name_with_a_typo_is_found() -> None:
    assert "Thea Kvist" in labels("Kvisst")


def test_without_letters_everything_but_people_is_offered_what_was_used_first() -> None:
    assert labels(" ") == [offer.label for offer in OFFERS]
    commands = Keymap().on_screen("contacts")
    recent = command_offers(commands, ("contact.copy", "app.redo"))
    assert [offer.label for offer in recent[:3]] == ["copy", "redo", "open"]
    assert len(recent) == len(commands)
    assert next(offer.key for offer in recent if offer.id == "app.help") == "?"


def test_people_are_shown_in_a_number_one_can_look_through() -> None:
    many = PeopleIndex([ContactRow(str(n), f"Ana Number {n}") for n in range(200)])
    assert len(many.find("ana")) == MOST_PEOPLE
    assert many.find("ana")[0] == Offer("person", "0", "Ana Number 0", "Go to this contact.")


async def test_the_palette_does_goes_and_colours(sample: Services, make_app: MakeApp) -> None:
    kept: list[str] = []
    app = make_app(sample, start="contacts", keep_theme=kept.append)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:

        async def home(name: str = "contacts") -> None:
            await until(
                pilot,
                lambda: (
                    isinstance(app.screen, TabScreen)
                    and name == app.screen.NAME
                    and not app.screen.is_asking
                ),
            )

        await until(pilot, lambda: isinstance(app.screen, TabScreen) and "Ana" in text_of(app))
        before = app.focused
        await pilot.press("colon", *typing("thk"))
        await until(pilot, lambda: "▸ thank-you sent" in text_of(app))
        await pilot.press("escape")
        await home()
        assert app.focused is before
        await pilot.press("ctrl+p", *typing("thk"))
        await until(pilot, lambda: "▸ thank-you sent" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.messages)
        assert "thank-you to Ana Ruiz" in app.messages[0].words

        await pilot.press("colon")
        await until(pilot, lambda: "▸ thank-you sent" in text_of(app))  # used last
        await pilot.resize_terminal(60, 16)  # as much room for the sentences as the names leave
        await until(pilot, lambda: "message         Write the next message." in text_of(app))
        await pilot.press(*typing("messag"))
        await until(pilot, lambda: "message   Write the next message." in text_of(app))
        await pilot.press(*["backspace"] * 6)
        await pilot.resize_terminal(80, 24)
        await pilot.press(*typing("qqqq"), "enter")
        await until(pilot, lambda: "Nothing matches." in text_of(app))
        await pilot.press(*["backspace"] * 4, *typing("emile"))
        await until(pilot, lambda: "▸ Émilie" in text_of(app))
        await pilot.press("enter")
        await home()
        name = app.screen.chosen().name  # type: ignore[attr-defined]  # a screen with contacts
        assert name.startswith("Émilie")

        await pilot.press("colon", *typing("theme"))
        await until(pilot, lambda: "▸ theme infoint-dark" in text_of(app))
        await pilot.press("down")
        await until(pilot, lambda: app.theme == "infoint-light")
        await pilot.press("up")
        await until(pilot, lambda: app.theme == "infoint-dark")
        await pilot.press("down")
        await until(pilot, lambda: app.theme == "infoint-light")
        await pilot.press("escape")
        await home()
        assert (app.theme, kept) == ("infoint-dark", [])
        await pilot.press("colon", *typing("light"))
        await until(pilot, lambda: app.theme == "infoint-light")
        await pilot.press("enter")
        await until(pilot, lambda: kept == ["infoint-light"])
        assert app.theme == "infoint-light"

        await home()
        await pilot.press("colon", *typing("go to the board"))
        await until(pilot, lambda: "▸ Board" in text_of(app))
        lines = text_of(app).split("\n")
        row = next(at for at, line in enumerate(lines) if "▸ Board" in line)
        await pilot.click(offset=(20, row + 1))  # below the last one
        await pilot.click(offset=(20, row))
        await home("board")


async def test_messages_can_be_read_again_and_a_damaged_file_is_told(
    services: Services, make_app: MakeApp
) -> None:
    services.contacts.add("Ana Ruiz")
    app = make_app(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TabScreen) and "Ana" in text_of(app))
        await pilot.press("f2")
        await until(pilot, lambda: "Nothing yet." in text_of(app))
        await pilot.press("escape", "plus")
        await until(pilot, lambda: app.messages)
        Path(services.context.repository.path).write_text("{")
        await pilot.press("u")
        await until(pilot, lambda: app.messages[0].tone == "error")
        await pilot.press("colon", *typing("messages"))
        await until(pilot, lambda: "▸ messages" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: "09:00  Shortlisted Ana Ruiz" in text_of(app))
        body = app.screen.query_one("#body").region
        lines = text_of(app).splitlines()[body.y : body.bottom]
        lines = [line[body.x : body.right].rstrip() for line in lines]
        shown = " ".join(" ".join(lines).split())  # a long path breaks the line anywhere
        assert shown.count("is damaged") == 1  # though it was said twice
        assert shown.index("is damaged") < shown.index("Shortlisted")
        assert "undoes" not in shown.split("Shortlisted")[1]  # other steps may have followed
        first, second = (at for at, line in enumerate(lines) if "09:00" in line)
        words = lines[first].index("09:00") + len("09:00  ")  # what goes on stands under them
        assert second > first + 1
        for line in lines[first + 1 : second]:
            assert line[:words].isspace()
            assert not line[words].isspace()
        told = "".join(line[words:] for line in lines[first:second])
        assert "".join(told.split()) == "".join(app.messages[0].words.split())


async def test_the_palette_stays_away_from_dialogs(sample: Services, make_app: MakeApp) -> None:
    app = make_app(sample, start="contacts")
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TabScreen) and "Ana" in text_of(app))
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen) and app.focused)
        for action in ("palette", "messages"):
            await pilot.press("ctrl+p")
            await app.run_action(action)
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
