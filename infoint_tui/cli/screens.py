"""Opening the app from the command line: which screen, and whether it can be shown at all."""

from __future__ import annotations

import os
import sys

import click

from infoint_tui.cli.output import is_terminal
from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.vocabulary import SCREEN_COMMANDS

screen_option = click.option(
    "--screen", type=click.Choice(tuple(SCREEN_COMMANDS)), help="The screen to start on."
)


def require_terminal(screen: str | None) -> None:
    """Check that the app can be shown.

    Raises:
        InfointError: there is no terminal, or only a dumb one; the hint names the command that is
            equivalent to the screen.
    """
    if "TEXTUAL_DRIVER" in os.environ or is_terminal(sys.stdin, sys.stdout, sys.stderr):
        return  # what serves the app to a browser names its driver, and has no terminal
    instead = SCREEN_COMMANDS[screen] if screen else "infoint today or infoint list"
    is_dumb = os.environ.get("TERM") == "dumb"
    why = (
        "This terminal (TERM=dumb) cannot show the app." if is_dumb else "The app needs a terminal."
    )
    raise InfointError(
        why,
        f"Without one, use {instead}; infoint --help lists the rest.",
    )
