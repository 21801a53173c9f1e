"""Commands for their answers: agreed, referred, close; and back, which takes a step back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from infoint_tui.cli.follow_ups import suggested
from infoint_tui.cli.interviews import report
from infoint_tui.cli.names import NAME
from infoint_tui.cli.output import json_option, note_unsafe, say_changed
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.errors import RuleError

if TYPE_CHECKING:
    from infoint_tui.services.container import Services


@click.command("agreed", epilog="Example: infoint agreed Chidi")
@click.argument("name", type=NAME)
@json_option
@pass_services
def agreed_command(services: Services, name: str) -> None:
    """Log that someone said yes, with no time set yet."""
    contact = services.contacts.find(name)
    interview = services.requests.agree(contact.id)
    report(services, contact.id, f"Saved: {contact.name} said yes.", interview)


@click.command(
    "referred", epilog='Example: infoint referred Chidi "Kim Sand, planner at Lumen Energy"'
)
@click.argument("name", type=NAME)
@click.argument("person")
@json_option
@pass_services
def referred_command(services: Services, name: str, person: str) -> None:
    """Log that someone said no, but suggested someone else.

    PERSON is who they suggested, as in "Teo Maran, Tide Power". NAME stays on the board: they
    should hear how it went.
    """
    contact = services.contacts.find(name)
    note_unsafe(person)
    named = services.requests.referred(contact.id, suggested(person))
    said = f"Saved: {contact.name} said no. {named.words(contact.name)}."
    say_changed(said, person=contact, contact=named.contact)


@click.command("close", epilog="Example: infoint close Priya")
@click.argument("name", type=NAME)
@json_option
@pass_services
def close_command(services: Services, name: str) -> None:
    """Stop waiting for an answer, and set someone aside."""
    contact = services.contacts.find(name)
    interview = services.requests.let_go(contact.id)
    report(services, contact.id, f"Saved: you stopped waiting for {contact.name}.", interview)


@click.command("back", epilog="Example: infoint back Rosa")
@click.argument("name", type=NAME)
@json_option
@pass_services
def back_command(services: Services, name: str) -> None:
    """Take back the latest step with someone.

    Thanked becomes not thanked, talked becomes planned, and so on, as H does on the board. The
    timeline stays as it is. To undo the latest change of any kind, use infoint undo.
    """
    contact = services.contacts.find(name)
    card = services.overview.card(contact.id)
    if card is None:
        raise RuleError(
            f"There is no step to take back for {contact.name}.",
            "They are not on the board; infoint shortlist puts them there.",
        )
    services.board_moves.back(card)
    report(services, contact.id, f"Took back the latest step with {contact.name}.")
