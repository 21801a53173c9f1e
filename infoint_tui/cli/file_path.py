"""The path of a file, as an option or argument."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from infoint_tui.paths import expanded


class FilePath(click.Path):
    """A path in which ~ is the home folder even where the shell leaves it, as in --db=~/x.json."""

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
        path = expanded(Path(value)) if str(value).startswith("~") else value
        return super().convert(path, param, ctx)
