"""`infoint delete`: take people out, with everything that hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct, to_builtins

from infoint_tui.cli.asking import confirm
from infoint_tui.cli.output import say_changed, say_json
from infoint_tui.cli.session import pass_services

if TYPE_CHECKING:
    from infoint_tui.services.container import Services
    from infoint_tui.services.removing import Removed


class DeletedJson(Struct, frozen=True):
    """What was deleted."""

    people: tuple[str, ...]
    conversations: int
    entries: int
    to_dos: int

    @classmethod
    def of(cls, removed: Removed) -> DeletedJson:
        """Return the shape of what a removal took along."""
        counts = [removed.counts.get(table, 0) for table in ("interviews", "touches", "follow_ups")]
        return cls(removed.names, *counts)


@click.command("delete")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Go ahead without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print what was deleted as JSON.")
@pass_services
def delete_command(services: Services, names: tuple[str, ...], yes: bool, as_json: bool) -> None:
    """Delete people, with all their records.

    Their conversations, entries and to-dos go too. It can be undone. People who introduced them, or
    were introduced by them, keep the name as text. "infoint purge" removes someone for good.

    Example: infoint delete "Ana Ruiz" "Bo Lindqvist"
    """
    people = tuple(dict.fromkeys(services.contacts.find(name).id for name in names))
    if not yes:
        goes = services.removing.what_goes(people)
        confirm(f"Delete {goes.who}? {goes.sentence}".strip())
    removed = services.removing.delete(people)
    if as_json:
        say_json(deleted=to_builtins(DeletedJson.of(removed)))
    else:
        say_changed(f"Deleted {removed.who}{f', with {removed.along}' if removed.along else ''}.")
