"""The shape of the code: short lines of inheritance, a name for each class, Textual left alone."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from inspect import isclass, isfunction
from pkgutil import walk_packages

import pytest

import infoint_tui

MOST_IN_LINE = 3


@pytest.fixture(scope="module")
def classes() -> list[type]:
    """Every class of the program, in a module or in another class."""
    found: dict[type, None] = {}
    for module in walk_packages(infoint_tui.__path__, f"{infoint_tui.__name__}."):
        if not module.name.endswith(".__main__"):  # it would run the program
            found |= dict.fromkeys(classes_in(import_module(module.name), module.name))
    return list(found)


def classes_in(holder: object, module: str) -> list[type]:
    here = [kind for kind in vars(holder).values() if isclass(kind) and kind.__module__ == module]
    return [*here, *(inner for kind in here for inner in classes_in(kind, module))]


def package(kind: type) -> str:
    return kind.__module__.partition(".")[0]


def test_classes_of_every_wing_are_looked_at(classes: list[type]) -> None:
    wings = {kind.__module__.split(".")[1] for kind in classes}
    assert wings >= {"domain", "store", "exchange", "services", "cli", "ui"}


def test_at_most_three_of_our_classes_are_in_one_line_of_inheritance(classes: list[type]) -> None:
    for kind in classes:
        line = [each.__name__ for each in kind.__mro__ if package(each) == infoint_tui.__name__]
        assert len(line) <= MOST_IN_LINE, line


def test_no_two_classes_share_a_name(classes: list[type]) -> None:
    names = Counter(kind.__qualname__ for kind in classes)
    assert not [name for name, count in names.items() if count > 1]


def test_no_class_takes_a_private_name_of_textual(classes: list[type]) -> None:
    """Neither on purpose nor by chance: such a method would silently replace Textual's own."""
    for kind in classes:
        private = {
            name
            for name, member in vars(kind).items()
            if name.startswith("_")
            and not name.startswith("__")
            and (isfunction(member) or isinstance(member, property))
        }
        for base in kind.__mro__:
            if package(base) == "textual":
                assert not private & vars(base).keys(), (kind, base)
