"""The path of a file, as an option or argument."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from infoint_tui.paths import expanded


class FilePath(click.Path):
    """A path in which ~ is the home folder even where the shell leaves it, as in --db=~/x.json.

    A pasted file:// URL is a path, too.
    """

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:
        """Return the path.

        Raises:
            InvalidInputError: it begins with ~ and a user who is not there.
        """
        if str(value).lower().startswith("file://"):
            from infoint_tui.exchange.source import plain_path

            value = plain_path(str(value))
        path = expanded(Path(value)) if str(value).startswith("~") else value
        return super().convert(path, param, ctx)
