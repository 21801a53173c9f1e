"""Opening the app from the command line: on which screen, and whether it can be shown at all."""

from __future__ import annotations

import sys

import click

from infoint_tui.cli.output import is_terminal
from infoint_tui.domain.errors import InfointError

INSTEAD = {
    "contacts": "infoint list",
    "prep": "infoint prep NAME",
    "board": "infoint due",
}
"""The screens that can be named, each with the command that does the same."""

screen_option = click.option(
    "--screen", type=click.Choice(tuple(INSTEAD)), help="The screen to begin on."
)


def require_terminal(screen: str | None) -> None:
    """Check that the app can be shown.

    Raises:
        InfointError: it cannot, because there is no terminal or a dumb one; the hint names the
            command that does the same as the screen.
    """
    if is_terminal(sys.stdin, sys.stdout, sys.stderr):
        return
    instead = INSTEAD[screen] if screen else "infoint list or infoint due"
    raise InfointError(
        "The app needs a terminal.", f"Without one use {instead}; infoint --help names the rest."
    )
