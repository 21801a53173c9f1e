"""A report of an error nobody expected: where it happened, without anything that was typed."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath
from traceback import walk_tb

from infoint_tui import __version__
from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.exchange.files import replace_whole

_LIBRARIES = ("textual", "rich", "tinydb", "pydantic", "msgspec", "click", "filelock")
_MOST = 10
"""The most errors of a chain that are reported."""


def report(error: BaseException, path: Path) -> str:
    """Write a report, replacing an earlier one; return what to tell the user.

    It has no messages and no values, since they may quote what is in the records.

    Args:
        error: the error.
        path: the file for the report.
    """
    text = "\n".join(_lines(error))
    said = "infoint stopped because of a mistake in the program. Everything it saved is safe."
    try:
        replace_whole(path, f"{text}\n")
    except InfointError:
        return f"{said} This says where it happened, without your data:\n{text}"
    return f"{said} Where it happened, without your data, is in {path}. Please report it."


def _lines(error: BaseException) -> Iterator[str]:
    yield f"infoint-tui {__version__}, Python {platform.python_version()}, {platform.system()}"
    yield ", ".join(_versions())
    for each in _chain(error):
        kind = type(each)
        yield f"\n{kind.__module__}.{kind.__qualname__}"
        for frame, line in walk_tb(each.__traceback__):
            code = frame.f_code
            yield f"  {_short(code.co_filename)}:{line} {code.co_name}"


def _versions() -> Iterator[str]:
    for name in _LIBRARIES:
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and those it came from."""
    found: BaseException | None = error
    for _ in range(_MOST):
        if found is None:
            return
        yield found
        inner = getattr(found, "error", None)  # as an error in a worker of Textual has it
        found = inner if isinstance(inner, BaseException) else found.__cause__ or found.__context__


def _short(file: str) -> str:
    """Return a file's path from its package on; what is above it may have a person's name."""
    parts = PurePath(file).parts
    for root in ("site-packages", "infoint_tui"):
        if root in parts:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at + (root == "site-packages") :])
    return parts[-1] if parts else "?"
