"""`infoint undo` and `infoint redo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from infoint_tui.cli.output import json_option, say_done
from infoint_tui.cli.session import pass_services

if TYPE_CHECKING:
    from infoint_tui.services.container import Services


@click.command("undo", epilog="Example: infoint undo")
@json_option
@pass_services
def undo_command(services: Services) -> None:
    """Undo the latest change.

    Changes in the app and on the command line share one history.
    """
    label = services.undo()
    if label is None:
        say_done("Nothing to undo.", changed=False)
    else:
        say_done(f"Undone: {label}.", "(infoint redo brings it back)")


@click.command("redo", epilog="Example: infoint redo")
@json_option
@pass_services
def redo_command(services: Services) -> None:
    """Redo what was undone last."""
    label = services.redo()
    if label is None:
        say_done("Nothing to redo.", changed=False)
    else:
        say_done(f"Redone: {label}.")
