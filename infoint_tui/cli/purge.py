"""`infoint purge`: remove someone for good, for their privacy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from infoint_tui.cli.asking import answer
from infoint_tui.cli.delete import deleted_json
from infoint_tui.cli.output import json_option, say, say_json, say_text, wants_json, warn
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.calendar import full_day

if TYPE_CHECKING:
    from datetime import date

    from infoint_tui.services.container import Services
    from infoint_tui.services.purging import Purged


@click.command("purge", epilog='Example: infoint purge "Ana Ruiz" --yes')
@click.argument("name")
@click.option("--yes", is_flag=True, help="Go ahead without asking for the name.")
@click.option("--backups", "in_backups", is_flag=True, help="Take them out of the backups, too.")
@json_option
@pass_services
def purge_command(services: Services, name: str, yes: bool, in_backups: bool) -> None:
    """Remove someone for good; this can't be undone.

    Their records and drafts go, and so does their name where it says who suggested or introduced
    someone. From then on, undo reaches back only to the last change that involved them. Texts that
    still mention them are listed, so that you can edit them. To purge someone you deleted, undo
    that first. Backups that still hold them are listed, too; with --backups, they are taken out of
    those as well.
    """
    contact = services.contacts.find(name)
    typed = contact.name
    if not yes:
        goes = services.purging.what_goes(contact.id)
        warn(f"Purge {goes.name} for good? {goes.removed.sentence}".strip())
        if goes.mentions:
            warn(f"Texts that will still mention them: {len(goes.mentions)}.")
        typed = answer("Type the name:")
    purged = services.purging.purge(contact.id, typed)
    if in_backups:
        purged = services.purging.purge_backups(purged)
    if wants_json():
        _say_json(purged)
    else:
        _say(purged, services.context.today)


def _say(purged: Purged, today: date) -> None:
    say(f"Purged {purged.name}. This can't be undone.")
    if purged.mentions:
        say("These texts still mention them:")
        for each in purged.mentions:
            say_text(f"  {each.in_words(full_day(each.on, today) if each.on else '')}")
    if purged.backups:
        say("These backups still hold them; remove the files to be sure:")
        for path in purged.backups:
            say_text(f"  {path}")


def _say_json(purged: Purged) -> None:
    from infoint_tui.cli.shapes import MentionJson, PurgedJson

    mentions = tuple(
        MentionJson(each.record, each.whose, each.on, each.field, each.text)
        for each in purged.mentions
    )
    backups = tuple(map(str, purged.backups))
    say_json(PurgedJson(deleted_json(purged.removed), mentions, backups))
