"""Text as an option or argument, in whatever encoding the terminal sent it."""

from __future__ import annotations

import os
from typing import Any, Final

import click


class TypedText(click.types.StringParamType):
    """Text that keeps its letters where the locale is not UTF-8 but the terminal is.

    Python reads a command line in the encoding of the locale, which turns "Zoë" into "ZoÃ«" in an
    old one. Nothing else that people type is UTF-8 by chance.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the text; a byte that is no letter in either encoding becomes a "�"."""
        text: str = super().convert(value, param, ctx)
        try:
            sent = os.fsencode(text)
        except UnicodeEncodeError:  # it does not come from a command line
            return text
        try:
            return sent.decode()
        except UnicodeDecodeError:
            was_read = not any("\udc80" <= letter <= "\udcff" for letter in text)
            return text if was_read else sent.decode(errors="replace")


TYPED_TEXT: Final = TypedText()
"""The type of every option and argument that is plain text."""


def read_as_typed(command: click.Command) -> None:
    """Let a command, and those in it, read their texts as they were typed."""
    for param in command.params:
        if param.type is click.STRING:
            param.type = TYPED_TEXT
    if isinstance(command, click.Group):
        for each in command.commands.values():
            read_as_typed(each)
