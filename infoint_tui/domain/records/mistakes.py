"""What is wrong with a value, in words for the person who typed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_WORDS = {
    "missing": "it is missing",
    "string_type": "use text",
    "bool_type": "use true or false",
    "bool_parsing": "use true or false",
    "int_type": "use a whole number",
    "int_parsing": "use a whole number",
    "int_from_float": "use a whole number",
    "list_type": "use a list",
    "tuple_type": "use a list",
    "frozen_set_type": "use a list",
    "dict_type": "use a table of names and values",
    "literal_error": "use {expected}",
    "greater_than_equal": "use {ge} or more",
    "less_than_equal": "use {le} or less",
}
"""What to do about a pydantic error, by its type; {…} are the facts that come with it."""


def reason(error: ErrorDetails) -> str:
    """Return what is wrong with a value, as a clause without a period: "use a whole number"."""
    facts: dict[str, Any] = error.get("ctx", {})
    if error["type"].startswith("date"):
        return "use a day such as 2026-12-24"
    if error["type"].startswith("time_"):
        return "use a time such as 18:00"
    words = _WORDS.get(error["type"])
    return (
        words.format_map(facts) if words else error["msg"].removeprefix("Value error, ").rstrip(".")
    )


class Mistake(Struct, frozen=True):
    """Something in settings.toml that cannot be used, so that the default is used instead."""

    name: str
    """The setting; for a line that cannot be read, "line 3"."""
    what: str
    """What is wrong with it, as a sentence without its beginning."""
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.what} {self.hint}".strip()


def noted(path: str, mistakes: Sequence[Mistake]) -> str:
    """Return one line that says what is wrong with the settings; "" if nothing is.

    Args:
        path: the file they are in.
        mistakes: what is wrong.
    """
    if not mistakes:
        return ""
    if len(mistakes) == 1:
        return f"{path}: {mistakes[0]} The default is used instead."
    return (
        f"{path} has {len(mistakes)} mistakes; the defaults are used instead."
        " infoint where lists them."
    )
