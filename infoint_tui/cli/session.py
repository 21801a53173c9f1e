"""What a command is handed: the services over the database that was named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from infoint_tui.services.container import Services


Places = Sequence[tuple[str, Sequence[tuple[str, str, str]]]]
"""For each place in the app, each command with its keys and what it does; all of them words."""


@dataclass(frozen=True)
class Factories:
    """What the composition root lends to the commands, so that `--help` pays for none of it."""

    services: Callable[[Path | None], Services]
    """Build the services over a database; None is the user's own."""
    app: Callable[[Path | None, str | None], None]
    """Open the app on a database and, if one is named, on a screen."""
    demo: Callable[[str | None], None]
    """Open the app on sample people."""
    keys: Callable[[], Places]
    """Every key, as the user has them."""


def factories(ctx: click.Context) -> Factories:
    """Return what the composition root put into the context."""
    found = ctx.find_object(Factories)
    assert found is not None  # bootstrap.main() always passes one
    return found


def pass_services(command: Callable[..., None]) -> Callable[..., None]:
    """Call `command` with the services over the database of `--db` as its first argument."""

    @click.pass_context
    @wraps(command)
    def run(ctx: click.Context, *args: Any, **values: Any) -> None:
        command(factories(ctx).services(ctx.find_root().params["db"]), *args, **values)

    return run
