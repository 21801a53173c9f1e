"""`infoint delete`: delete people and everything that belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from infoint_tui.cli.asking import confirm
from infoint_tui.cli.names import NAME
from infoint_tui.cli.output import json_option, say_changed, wants_json
from infoint_tui.cli.session import pass_services

if TYPE_CHECKING:
    from infoint_tui.cli.shapes import DeletedJson
    from infoint_tui.services.container import Services
    from infoint_tui.services.removing import Removed


@click.command("delete", epilog='Example: infoint delete "Ana Ruiz" "Bo Lindqvist" --yes')
@click.argument("names", type=NAME, metavar="NAME...", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Go ahead without asking.")
@json_option
@pass_services
def delete_command(services: Services, names: tuple[str, ...], yes: bool) -> None:
    """Delete people and all their records.

    Their conversations, entries and to-dos go too. It can be undone. Where they introduced
    someone, or someone introduced them, the name stays as text.
    "infoint purge" removes someone for good.
    """
    people = tuple(dict.fromkeys(services.contacts.find(name).id for name in names))
    if not yes:
        goes = services.removing.what_goes(people)
        confirm(f"Delete {goes.who}? {goes.sentence}".strip())
    removed = services.removing.delete(people)
    said = f"Deleted {removed.who}{f', with {removed.along}' if removed.along else ''}."
    say_changed(said, deleted=deleted_json(removed) if wants_json() else None)


def deleted_json(removed: Removed) -> DeletedJson:
    """Return the shape of what was removed."""
    from infoint_tui.cli.shapes import DeletedJson

    counts = [removed.counts.get(table, 0) for table in ("interviews", "touches", "follow_ups")]
    return DeletedJson(removed.names, *counts)
