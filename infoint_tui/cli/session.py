"""What a command receives: the services for the chosen database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from infoint_tui.cli.output import is_terminal, warn
from infoint_tui.domain.basics.errors import InfointError

if TYPE_CHECKING:
    from infoint_tui.services.container import Services


Places = Sequence[tuple[str, Sequence[tuple[str, str, str]]]]
"""Each place in the app by name, with its commands: name, keys, and what the command does."""


@dataclass(frozen=True)
class Factories:
    """What the composition root gives the commands, so that `--help` loads none of it."""

    services: Callable[[Path | None], Services]
    """Build the services for a database; None means the user's default one."""
    app: Callable[[Path | None, str | None], None]
    """Open the app on a database and, if one is given, on a screen."""
    demo: Callable[[str | None], None]
    """Open the app with sample people."""
    edited: Callable[[str], str]
    """Return a text as the user leaves it in their editor."""
    keys: Callable[[], Places]
    """Return every key, with the user's own changes."""

    def key_of(self, command: str) -> str:
        """Return the user's key for a command such as "contact.thank", as shown to the user."""
        lines = chain.from_iterable(lines for _, lines in self.keys())
        return next(keys.split()[0] for name, keys, _ in lines if name == command)


def factories(ctx: click.Context) -> Factories:
    """Return what the composition root put into the context."""
    found = ctx.find_object(Factories)
    assert found is not None  # bootstrap.main() always passes one
    return found


def pass_services(command: Callable[..., None]) -> Callable[..., None]:
    """Call `command` with the services for the `--db` database as its first argument.

    If the user's time zone had to be worked out, a note on stderr says which one is used.
    """

    @click.pass_context
    @wraps(command)
    def run(ctx: click.Context, *args: Any, **values: Any) -> None:
        services = factories(ctx).services(ctx.find_root().params["db"])
        if note := services.context.clock.zone_note:
            warn(f"Note: {note}")
        services.tell = _tell
        services.context.repository.notify(warn)
        command(services, *args, **values)
        if services.context.repository.has_written:
            _back_up(services)
        if words := services.context.repository.has_read and services.overview.unreadable:
            warn(f"Note: {words}")
        if services.context.repository.has_read:
            _notice_missing(services)

    return run


def _notice_missing(services: Services) -> None:
    """Say if changes that were there are gone from the file; `doctor` says it in its own way."""
    if click.get_current_context().info_name == "doctor":
        return
    with suppress(InfointError):
        if missing := services.other_versions.missing():
            warn(f"Note: {missing.words} {missing.todo}")


def _back_up(services: Services) -> None:
    """Make the hourly backup after a change; one that cannot be made is told about."""
    try:
        services.backing_up.make_if_due()
    except InfointError as error:
        warn(f"Note: {error}")


def _tell(words: str) -> None:
    """Say something to a person; a script that nobody watches is not bothered."""
    if is_terminal(sys.stderr):
        warn(words)
