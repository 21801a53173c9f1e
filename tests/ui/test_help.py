from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest

from infoint_tui.ui.commands import COMMANDS, SCOPE_TITLES, SCREENS, ScreenName, key_label
from infoint_tui.ui.dialogs.help import HelpScreen, groups, matching
from tests.ui.conftest import text_of, until
from tests.ui.host import asking, typing


@pytest.mark.parametrize("screen", [*SCREENS, None])
def test_help_has_every_command(screen: ScreenName | None) -> None:
    told = {words for group in groups(screen) for _, words, _ in group.lines}
    # On the board `h` goes to another column: "how did it go?" is reached by moving the card.
    shadowed = {"met"} if screen == "board" else set()
    assert {command.help for command in COMMANDS if command.id not in shadowed} <= told


@pytest.mark.parametrize("screen", [*SCREENS, None])
def test_no_two_groups_have_the_same_title(screen: ScreenName | None) -> None:
    titles = [group.title for group in groups(screen)]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize(
    ("screen", "first"),
    [
        ("contacts", ["Contacts", "The contact under the cursor", "Lists", "Everywhere"]),
        ("prep", ["Prep", "Lists", "Everywhere"]),
        ("board", ["Board", "The contact under the cursor", "Everywhere"]),
        (None, ["Dialogs"]),
    ],
)
def test_what_works_here_comes_first(screen: ScreenName | None, first: list[str]) -> None:
    assert [group.title for group in groups(screen)][: len(first)] == first


def test_all_keys_of_a_command_are_named() -> None:
    lines = {words: keys for group in groups("contacts") for keys, words, _ in group.lines}
    assert lines["The next row."] == "j ↓"
    assert lines["Find any command by name."] == ": ctrl+p"
    for command in COMMANDS:
        if command.scope == "app":
            assert lines[command.help] == " ".join(map(key_label, command.keys.split(",")))


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("thank", ["t", "T"]),
        ("THÁNK sent", ["t"]),
        ("shortlist", ["+"]),
        ("next row", ["j ↓"]),
        ("xyzzy", []),
    ],
)
def test_every_word_typed_has_to_be_found(typed: str, keys: list[str]) -> None:
    found = matching(groups("contacts"), typed)
    assert [line[0] for group in found for line in group.lines] == keys


def test_titles_are_found_too() -> None:
    assert [group.title for group in matching(groups("contacts"), "dialogs")] == ["Dialogs"]


def test_scope_titles_are_complete() -> None:
    assert set(SCOPE_TITLES) == {command.scope for command in COMMANDS}
    assert set(SCREENS) == set(get_args(ScreenName))


async def test_typing_filters_and_escape_closes() -> None:
    async with asking(lambda: HelpScreen("contacts")) as (app, pilot):
        await until(pilot, lambda: "Open the contact." in text_of(app))
        await pilot.press("down", "down", *typing("thank q"))
        await until(pilot, lambda: "No key does that." in text_of(app))
        await pilot.press("backspace", "backspace")
        await until(pilot, lambda: "Note that the thank-you was sent today." in text_of(app))
        assert "Open the contact." not in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.answers == [None])


async def test_keys_scroll_while_the_filter_has_the_focus() -> None:
    async with asking(lambda: HelpScreen("contacts")) as (app, pilot):
        await until(pilot, lambda: "Open the contact." in text_of(app))
        await pilot.press("down", "down")
        await until(pilot, lambda: "Open the contact." not in text_of(app))
        await pilot.press("up", "up")
        await until(pilot, lambda: "Open the contact." in text_of(app))
        await pilot.press("pagedown")
        await until(pilot, lambda: "Put off the next thing owed." in text_of(app))
        await pilot.press("pageup")
        await until(pilot, lambda: "Open the contact." in text_of(app))


async def test_f1_closes_help_too() -> None:
    async with asking(lambda: HelpScreen(None)) as (app, pilot):
        await pilot.press("f1")
        await until(pilot, lambda: app.answers)


async def test_sentences_wrap_where_there_is_no_room() -> None:
    async with asking(lambda: HelpScreen("contacts"), (120, 40)) as (app, pilot):
        whole = "Sort by name, organization, due date or latest touch."
        await until(pilot, lambda: whole in text_of(app))
        await pilot.resize_terminal(60, 16)

        def hangs() -> bool:
            lines = text_of(app).split("\n")
            for first, second in pairwise(lines):
                if "Sort by name, organization, due date" in first:
                    return first.find("Sort") == second.find("or latest touch.")
            return False

        await until(pilot, hangs)
