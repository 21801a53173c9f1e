"""The built-in question bank that ships with the program."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from infoint_tui.domain.records.question import BankQuestion


@cache
def load_bank() -> tuple[BankQuestion, ...]:
    """Return the built-in questions in the order of the data file, which is read only once."""
    source = files("infoint_tui.data").joinpath("questions.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(source)["group"]
    return tuple(question for group in groups for question in _questions_of(group))


def _questions_of(group: Mapping[str, Any]) -> Iterator[BankQuestion]:
    """Yield a group's questions.

    The group's other keys apply to all its questions; a question's own keys override them.
    """
    shared = {key: value for key, value in group.items() if key != "questions"}
    for question in group["questions"]:
        yield BankQuestion.model_validate({**shared, **question})
