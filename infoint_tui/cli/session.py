"""What a command receives: the services for the chosen database."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
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


def factories(ctx: click.Context) -> Factories:
    """Return what the composition root put into the context."""
    found = ctx.find_object(Factories)
    assert found is not None  # bootstrap.main() always passes one
    return found


def pass_services(command: Callable[..., None]) -> Callable[..., None]:
    """Call `command` with the services for the `--db` database as its first argument.

    Notes on stderr say which time zone was worked out, what is wrong with the settings, that there
    is no file yet, and how many records cannot be read.
    """

    @click.pass_context
    @wraps(command)
    def run(ctx: click.Context, *args: Any, **values: Any) -> None:
        services = factories(ctx).services(ctx.find_root().params["db"])
        if note := services.context.clock.zone_note:
            warn(f"Note: {note}")
        if note := services.context.preferences.note:
            warn(f"Note: {note}")
        services.tell = _tell
        services.context.repository.notify(warn)
        try:
            command(services, *args, **values)
        finally:
            _note_missing(ctx, services)
            if words := services.context.repository.has_read and services.overview.unreadable:
                warn(f"Note: {words}")
        if services.context.repository.has_written:
            _back_up(services)
        if services.context.repository.has_read:
            _note_lost(services)

    return run


def _note_lost(services: Services) -> None:
    """Say if changes that were there are gone from the file; `doctor` says it in its own way."""
    if click.get_current_context().info_name == "doctor":
        return
    with suppress(InfointError):
        if missing := services.other_versions.missing():
            warn(f"Note: {missing.words} {missing.todo}")


def _note_missing(ctx: click.Context, services: Services) -> None:
    """Say that there is no file yet, if the user named one: the name may be mistyped."""
    repository = services.context.repository
    is_named = ctx.find_root().params["db"] is not None or "INFOINT_DB" in os.environ
    if is_named and repository.has_read and not os.path.lexists(repository.path):
        warn(f"Note: there is no file {repository.path} yet; it is created when you add someone.")


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
