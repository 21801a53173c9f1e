"""`infoint entry`: correct or remove an entry in someone's timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from infoint_tui.cli.channels import CHANNELS, read_channel
from infoint_tui.cli.choosing import chosen, dossier_of
from infoint_tui.cli.days import on, past_day
from infoint_tui.cli.names import NAME
from infoint_tui.cli.output import json_option, note_unsafe, say_changed
from infoint_tui.cli.people import TOUCH_KINDS
from infoint_tui.cli.session import pass_services

if TYPE_CHECKING:
    from infoint_tui.services.container import Services


@click.command("entry", epilog='Example: infoint entry Nell 1 --on "2 nov"')
@click.argument("name", type=NAME)
@click.argument("which")
@click.option("--on", "day", metavar="DAY", help="The day it happened.")
@click.option("--text", help="What happened.")
@click.option("--kind", type=click.Choice(TOUCH_KINDS), help="What it was.")
@click.option("--by", metavar="CHANNEL", help=f"How: {CHANNELS} Blank for none.")
@click.option("--them/--me", "them", default=None, help="Who got in touch.")
@click.option("--remove", is_flag=True, help="Remove it.")
@json_option
@pass_services
def entry_command(services: Services, name: str, which: str, remove: bool, **given: Any) -> None:
    """Correct an entry in someone's timeline, or remove it.

    WHICH is its number in infoint show, where 1 is the latest, or words from it. Only what you give
    changes.
    """
    contact = services.contacts.find(name)
    touch = chosen(which, dossier_of(services, contact).touches, lambda touch: touch.text, "entry")
    changes = _changes(services, **given)
    if remove == bool(changes):
        raise click.UsageError("Say what to change, or use --remove.")
    when = on(touch.on, services.context.today)
    if remove:
        removed = services.touches.remove(touch.id)
        say_changed(
            f"Removed the entry for {contact.name} ({when}).", person=contact, touch=removed
        )
        return
    edited = services.touches.edit(touch.id, **changes)
    said = f"Corrected the entry for {contact.name} ({when})."
    say_changed(said, changed=edited != touch, person=contact, touch=edited)


def _changes(
    services: Services,
    day: str | None,
    text: str | None,
    kind: str | None,
    by: str | None,
    them: bool | None,
) -> dict[str, Any]:
    note_unsafe(text)
    changes: dict[str, Any] = {}
    if day is not None:
        changes["on"] = past_day(services, day)
    if text is not None:
        changes["text"] = text
    if kind is not None:
        changes["kind"] = kind
    if by is not None:
        changes["channel"] = read_channel(by or None)
    if them is not None:
        changes["direction"] = "in" if them else "out"
    return changes
