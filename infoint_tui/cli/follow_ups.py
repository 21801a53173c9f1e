"""Commands for what a conversation leads to: note and done."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from infoint_tui.cli.days import coming_day, next_step
from infoint_tui.cli.output import note_unsafe, say_changed
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.errors import RuleError
from infoint_tui.domain.vocabulary import FollowUpKind

if TYPE_CHECKING:
    from infoint_tui.services.container import Services

KINDS = get_args(FollowUpKind)


@click.command("note")
@click.argument("name")
@click.argument("text")
@click.option("--kind", type=click.Choice(KINDS), default="advice", help="What it is.")
@click.option("--them", is_flag=True, help="They promised it.")
@click.option("--due", metavar="DAY", help="The day it is due; if left out, the usual time.")
@pass_services
def note_command(
    services: Services, name: str, text: str, kind: FollowUpKind, them: bool, due: str | None
) -> None:
    """Add a to-do: advice, a skill to learn, a name or a promise."""
    contact = services.contacts.find(name)
    note_unsafe(text)
    item = services.follow_ups.note(
        contact.id,
        text,
        kind=kind,
        owed_by="them" if them else "me",
        due=coming_day(services, due),
    )
    say_changed(f"Saved for {contact.name}: {item.text}. {next_step(services, contact.id)}")


@click.command("done")
@click.argument("name")
@pass_services
def done_command(services: Services, name: str) -> None:
    """Finish the next to-do with someone: done, or reported back."""
    contact = services.contacts.find(name)
    card = services.overview.card(contact.id)
    if card is None:
        raise RuleError(f"Nothing to finish for {contact.name}.", "infoint note adds a to-do.")
    words = services.board_moves.finish(card)
    say_changed(f"{words}. {next_step(services, contact.id)}")
