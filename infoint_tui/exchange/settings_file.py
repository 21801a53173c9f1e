"""Reading settings.toml, mistakes and all, and writing to it.

What is written leaves everything else in the file as the user wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.records.mistakes import Mistake
from infoint_tui.exchange.files import read_text, replace_whole

_END = "at end of document"
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_MOST_LINES = 2_000
"""The most lines that are looked at one by one; settings have a few dozen."""


def read_settings(path: Path) -> tuple[dict[str, Any], list[Mistake]]:
    """Return what settings.toml says, and what in it cannot be read.

    A line that cannot be read never hides the others.

    Raises:
        FileNotFoundError: there is no such file.
    """
    try:
        text = read_text(path)
    except InfointError as error:
        return {}, [Mistake("the whole file", error.message, error.hint)]
    text = text.replace("\r\n", "\n")
    found = _parsed(text)
    return (found, []) if isinstance(found, dict) else _line_by_line(text)


def _parsed(text: str) -> dict[str, Any] | str:
    """Return what a text in TOML says; if it cannot be read, why."""
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError:
        return "its brackets are too deep"
    except ValueError as error:  # a number of thousands of digits is no TOMLDecodeError
        return str(error)


def _line_by_line(text: str) -> tuple[dict[str, Any], list[Mistake]]:
    """Return what can be read in a text, and a mistake for each line where something cannot."""
    lines = text.split("\n")
    if len(lines) > _MOST_LINES:
        return {}, [Mistake("the whole file", "it is not valid TOML.")]
    kept: list[str] = []
    mistakes: list[Mistake] = []
    found: dict[str, Any] = {}
    at = 0
    while at < len(lines):
        statement, why = _statement(lines, at)
        if not why:
            together = _parsed("\n".join((*kept, *statement)))
            if isinstance(together, dict):
                found, kept = together, [*kept, *statement]
            else:
                why = together
        if why:
            mistakes.append(Mistake(f"line {at + 1}", f"{_PLACE.sub('', why)}."))
        at += len(statement)
    return found, mistakes


def _statement(lines: list[str], at: int) -> tuple[list[str], str]:
    """Return the lines of the setting that begins at a line; if none can be read, it and why."""
    first = ""
    for end in range(at + 1, len(lines) + 1):
        why = _parsed("\n".join(lines[at:end]) + "\n")
        if isinstance(why, dict):
            return lines[at:end], ""
        first = first or why
        if _END not in why:  # more lines do not help
            break
    return [lines[at]], first


def write_settings(path: Path, values: Mapping[str, object]) -> None:
    """Write settings at the top level of the file; a missing file is created.

    Args:
        path: settings.toml.
        values: the new values, by the settings' names; None takes a setting out.

    Raises:
        InfointError: the file is not valid TOML, or cannot be read or written; it is left
            unchanged.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = read_text(path)
    except FileNotFoundError:
        text = ""
    except InfointError as error:
        raise _not_kept(path, values, error) from None
    try:
        document = tomlkit.parse(text)
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise _not_kept(path, values, error) from None
    for name, value in values.items():
        if value is None:
            document.pop(name, None)
        else:
            document[name] = _written(value)
    replace_whole(path, tomlkit.dumps(document))


def _written(value: object) -> object:
    """Return a value as TOML writes it: text of several lines as such, sets as sorted lists."""
    import tomlkit

    if isinstance(value, str) and "\n" in value:
        return tomlkit.string(value, multiline=True)
    return sorted(value) if isinstance(value, (set, frozenset)) else value


def _not_kept(path: Path, values: Mapping[str, object], error: Exception) -> InfointError:
    why = str(error).removeprefix(f"{path} ").rstrip(".")
    return InfointError(
        f"{path} cannot be read, so {' and '.join(values)} was not saved: {why}.",
        "Fix the file, then choose again.",
    )
