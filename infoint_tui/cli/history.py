"""`infoint undo` and `infoint redo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from infoint_tui.cli.output import say
from infoint_tui.cli.session import pass_services

if TYPE_CHECKING:
    from infoint_tui.services.container import Services


@click.command("undo")
@pass_services
def undo_command(services: Services) -> None:
    """Undo the latest change.

    Changes in the app and on the command line share one history.
    """
    label = services.undo()
    say("Nothing to undo." if label is None else f"Undone: {label}. (infoint redo brings it back)")


@click.command("redo")
@pass_services
def redo_command(services: Services) -> None:
    """Redo what was undone last."""
    label = services.redo()
    say("Nothing to redo." if label is None else f"Redone: {label}.")
