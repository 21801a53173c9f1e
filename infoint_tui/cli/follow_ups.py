"""`infoint note`: add a to-do, or someone they suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from infoint_tui.cli.days import coming_day, next_step
from infoint_tui.cli.names import NAME
from infoint_tui.cli.output import json_option, note_unsafe, say_changed
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.vocabulary import FollowUpKind

if TYPE_CHECKING:
    from infoint_tui.domain.people.introductions import SuggestedPerson
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.services.container import Services

KINDS = get_args(FollowUpKind)


@click.command(
    "note", epilog='Example: infoint note Lou --kind introduction "Kim Sand, Tide Power"'
)
@click.argument("name", type=NAME)
@click.argument("text")
@click.option("--kind", type=click.Choice(KINDS), default="advice", help="What it is.")
@click.option("--them", is_flag=True, help="They promised it.")
@click.option("--due", metavar="DAY", help="The day it is due; if left out, the usual time.")
@click.option(
    "--may-mention/--ask-first", "may_mention", default=None, help="Whether you may use their name."
)
@json_option
@pass_services
def note_command(
    services: Services,
    name: str,
    text: str,
    kind: FollowUpKind,
    them: bool,
    due: str | None,
    may_mention: bool | None,
) -> None:
    """Add a to-do: advice, a skill to learn, a name or a promise.

    For --kind introduction, TEXT is the person they suggested, as in "Teo Maran, Tide Power".
    The person is added to your contacts, to be asked.
    """
    contact = services.contacts.find(name)
    note_unsafe(text)
    if kind == "introduction":
        given = " and ".join(
            each for each, is_given in (("--them", them), ("--due", due is not None)) if is_given
        )
        if given:
            verb = "don't" if " and " in given else "doesn't"
            raise click.UsageError(f"{given} {verb} go with --kind introduction.")
        _introduce(services, contact, text, may_mention)
        return
    if may_mention is not None:
        raise click.UsageError("--may-mention and --ask-first need --kind introduction.")
    item = services.follow_ups.note(
        contact.id,
        text,
        kind=kind,
        owed_by="them" if them else "me",
        due=coming_day(services, due),
    )
    said = f"Saved for {contact.name}: {item.text}. {next_step(services, contact.id)}".strip()
    say_changed(said, person=contact, follow_up=item)


def _introduce(services: Services, giver: Contact, text: str, may_mention: bool | None) -> None:
    person = suggested(text)
    if may_mention is not None:
        person = person.but(may_mention=may_mention)
    named = services.contacts.introduce(giver.id, person)
    said = f"{named.words(giver.name)}. {next_step(services, named.contact.id)}".strip()
    say_changed(said, person=giver, contact=named.contact)


def suggested(text: str) -> SuggestedPerson:
    """Return the person that was typed, as in "Teo Maran, Tide Power".

    Raises:
        InvalidInputError: the text is blank, or starts after the name.
    """
    from infoint_tui.domain.people.introductions import read_name

    person = read_name(text)
    if person is None or clean_line(text).startswith((",", "(")):
        raise InvalidInputError("The name is empty.", "Say who they suggested.")
    return person
