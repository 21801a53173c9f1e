from __future__ import annotations

import pytest

from infoint_tui.ui.dialogs.help import HelpScreen
from infoint_tui.ui.dialogs.welcome import WelcomeScreen
from tests.ui.conftest import text_of, until
from tests.ui.host import answer, asking


def welcome() -> WelcomeScreen:
    return WelcomeScreen("/home/ana/[/x]\x1b[2J/infoint.json")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["enter"], "sample"),
        (["j", "enter"], "add"),
        (["down", "down", "enter"], "import"),
        (["1"], "sample"),
        (["2"], "add"),
        (["3"], "import"),
        (["escape"], "empty"),
    ],
)
async def test_ways_to_begin(keys: list[str], expected: str) -> None:
    assert await answer(welcome, *keys) == expected


async def test_a_click_begins() -> None:
    async with asking(welcome) as (app, pilot):
        await pilot.click("#body", offset=(8, 1))
        await until(pilot, lambda: app.answers == ["add"])


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16)])
async def test_everything_is_in_sight(size: tuple[int, int]) -> None:
    async with asking(welcome, size) as (app, _):
        shown = " ".join(text_of(app).split())
        for words in (
            "Keep what you learn. Thank them.",
            "▸ 1 Look around with sample people; nothing is kept",
            "2 Add a person a name is enough",
            "3 Import a file LinkedIn's Connections.csv or ZIP",
            "/home/ana/[/x][2J/infoint.json",
            "esc begin with nothing",
            "q quit",
        ):
            assert words in shown


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting(key: str) -> None:
    async with asking(welcome) as (app, pilot):
        await pilot.press(key)
        await until(pilot, lambda: not app.is_running)


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_is_there_from_the_start(key: str) -> None:
    async with asking(welcome) as (app, pilot):
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
