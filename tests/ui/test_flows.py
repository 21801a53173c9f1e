"""Each command of a screen is carried out in one place, which its name leads to."""

from __future__ import annotations

from importlib import import_module
from inspect import isfunction
from pkgutil import iter_modules
from types import ModuleType

import pytest

from infoint_tui.ui import flows
from infoint_tui.ui.keys.commands import COMMANDS, PLACES, WITHIN, PlaceName
from infoint_tui.ui.screen import KeyScreen

SCREENS: dict[PlaceName, type[KeyScreen]] = {
    screen.NAME: screen
    for name in ("today", "contacts", "prep", "board", "insights", "live")
    for screen in vars(import_module(f"infoint_tui.ui.screens.{name}")).values()
    if isinstance(screen, type) and screen.__module__ == f"infoint_tui.ui.screens.{name}"
    if issubclass(screen, KeyScreen)
}


def own_functions(module: ModuleType) -> set[str]:
    return {
        name
        for name, value in vars(module).items()
        if isfunction(value) and value.__module__ == module.__name__
    }


def test_every_place_has_one_screen() -> None:
    assert set(SCREENS) == set(PLACES) - set(WITHIN)


@pytest.mark.parametrize("place", PLACES)
def test_a_command_is_one_function_of_a_flow_or_a_method_of_its_screen(place: PlaceName) -> None:
    screen = SCREENS[WITHIN.get(place, place)]
    for command in COMMANDS:
        if command.scope == "app" or command.scope not in PLACES[place]:
            continue
        found = [flow for flow in screen.FLOWS if command.id in own_functions(flow)]
        action = vars(screen).get(f"action_{command.id}")
        assert action, f"{command.name} is carried out nowhere on {place}"
        assert len(found) <= 1, f"{command.name} is in {found}"
        is_flow = bool(found) and action is vars(found[0])[command.id]
        is_own = isfunction(action) and action.__qualname__.startswith(f"{screen.__name__}.")
        assert is_flow != is_own, command.name


def test_every_flow_is_among_those_of_a_screen_or_of_the_app() -> None:
    used = {flow.__name__ for screen in SCREENS.values() for flow in screen.FLOWS}
    of_the_app = {
        f"{flows.__name__}.{name}"
        for name in ("about_you", "happened", "import_people", "other_versions", "settings")
    }
    for module in iter_modules(flows.__path__, f"{flows.__name__}."):
        assert module.name in used | of_the_app, module.name
