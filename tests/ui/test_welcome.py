from __future__ import annotations

import pytest

from infoint_tui.ui.dialogs.help import HelpScreen
from infoint_tui.ui.dialogs.welcome import WelcomeScreen
from tests.ui.conftest import text_of, until
from tests.ui.host import answers, asking


def welcome() -> WelcomeScreen:
    return WelcomeScreen("/home/ana/[/x]\x1b[2J/infoint.json")


async def test_ways_to_begin() -> None:
    ways: dict[tuple[str, ...], str] = {
        ("enter",): "sample",
        ("j", "enter"): "add",
        ("down", "down", "enter"): "import",
        ("1",): "sample",
        ("2",): "add",
        ("3",): "import",
        ("escape",): "empty",
    }
    assert await answers((welcome, keys) for keys in ways) == list(ways.values())


async def test_everything_is_in_sight_help_too_and_a_click_begins() -> None:
    async with asking(welcome, (120, 40)) as (app, pilot):
        for size in ((120, 40), (60, 16), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            shown = " ".join(text_of(app).split())
            for words in (
                "Keep what you learn. Thank them.",
                "▸ 1 Look around with sample people; nothing saved",
                "2 Add a person a name is enough",
                "3 Import a file LinkedIn, Google, vCard or CSV",
                "/home/ana/[/x][2J/infoint.json",
                "esc start empty",
                "q quit",
            ):
                assert words in shown
        for key in ("question_mark", "f1"):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, HelpScreen))
            shown = " ".join(text_of(app).replace("│", " ").split())
            assert (
                "How to begin ▸ enter Start with the selected option. esc Start empty. "
                "f1 Show these keys. q Quit. Lists ↓ ↑ j k The next or previous row. "
                "1-3 Choose the row with that number." in shown
            )
            assert "Go to" not in shown
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await pilot.press("j", "f1", "enter")  # the first line of the help
        await until(pilot, lambda: app.answers == ["add"])
        await app.show(welcome, pilot)
        await pilot.click("#body", offset=(8, 1))
        await until(pilot, lambda: app.answers == ["add", "add"])


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting(key: str) -> None:
    async with asking(welcome) as (app, pilot):
        await pilot.press(key)
        await until(pilot, lambda: not app.is_running)
