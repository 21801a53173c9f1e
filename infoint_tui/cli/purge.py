"""`infoint purge`: remove someone for good, for their privacy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct, to_builtins

from infoint_tui.cli.asking import answer
from infoint_tui.cli.delete import DeletedJson
from infoint_tui.cli.output import say, say_json, say_text, warn
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.calendar import full_day

if TYPE_CHECKING:
    from infoint_tui.domain.people.traces import Mention
    from infoint_tui.services.container import Services


class MentionJson(Struct, frozen=True):
    """A text that still has the name."""

    record: str
    whose: str
    on: str | None
    field: str
    text: str

    @classmethod
    def of(cls, mention: Mention) -> MentionJson:
        """Return the shape of a mention."""
        day = mention.on.isoformat() if mention.on else None
        return cls(mention.record, mention.whose, day, mention.field, mention.text)


@click.command("purge")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Go ahead without asking for the name.")
@click.option("--json", "as_json", is_flag=True, help="Print what was removed as JSON.")
@pass_services
def purge_command(services: Services, name: str, yes: bool, as_json: bool) -> None:
    """Remove someone for good; nothing is left to undo.

    Their records go, and so do drafts and the name that others keep. What you changed before can no
    longer be undone. Texts that still have the name are listed, so that you can edit them. To purge
    someone you deleted, undo that first.

    Example: infoint purge "Ana Ruiz"
    """
    contact = services.contacts.find(name)
    typed = contact.name
    if not yes:
        goes = services.purging.what_goes(contact.id)
        warn(f"Purge {goes.name} for good? {goes.removed.sentence}".strip())
        if goes.mentions:
            warn(f"Texts that have the name and stay: {len(goes.mentions)}.")
        typed = answer("Type the name:")
    purged = services.purging.purge(contact.id, typed)
    today = services.context.today
    if as_json:
        say_json(
            purged=to_builtins(DeletedJson.of(purged.removed)),
            mentions=to_builtins([MentionJson.of(each) for each in purged.mentions]),
        )
        return
    say(f"Purged {purged.name}. Nothing is left to undo.")
    if purged.mentions:
        say("These texts still have the name:")
        for each in purged.mentions:
            say_text(f"  {each.in_words(full_day(each.on, today) if each.on else '')}")
