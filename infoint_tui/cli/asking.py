"""Questions on the command line: asked on stderr, answered on standard input."""

from __future__ import annotations

import sys

import click

from infoint_tui.domain.basics.errors import InfointError, InvalidInputError
from infoint_tui.domain.basics.text import clean_line

_YES = ("y", "yes")


def answer(question: str) -> str:
    """Ask a question and return the line that was typed, or that a script gives.

    Raises:
        InvalidInputError: standard input has no more lines.
    """
    click.echo(f"{clean_line(question)} ", nl=False, err=True)
    line = sys.stdin.readline() if sys.stdin is not None else ""
    if not line:
        click.echo(err=True)
        raise InvalidInputError(
            "There was no answer.", "Give one on standard input, or add --yes to go ahead."
        )
    return clean_line(line)


def confirm(question: str) -> None:
    """Ask a question, and go on only if the answer is yes.

    Raises:
        InfointError: the answer is not yes.
    """
    if answer(f"{question} [y/N]").casefold() not in _YES:
        raise InfointError("Nothing was changed.")
