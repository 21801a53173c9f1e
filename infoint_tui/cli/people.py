"""Commands about people: add, edit, shortlist, aside, log."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from infoint_tui.cli.channels import CHANNELS, read_channel
from infoint_tui.cli.days import coming_day, on, past_day
from infoint_tui.cli.output import json_option, note_unsafe, say_changed, warn
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.contact_fields import FIELDS, READERS, ContactField
from infoint_tui.domain.vocabulary import TouchKind

if TYPE_CHECKING:
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.services.container import Services

TOUCH_KINDS = get_args(TouchKind)

_NAME = next(field for field in FIELDS if field.kind == "name")
_METAVARS = {"name": "NAME", "person": "NAME", "days": "DAYS"}
"""What `--help` shows for the value of an option that takes more than plain text."""

_C = TypeVar("_C", bound=Callable[..., None])


def contact_options(command: _C) -> _C:
    """Add the options for everything that can be stored about a person."""
    for field in reversed(FIELDS):
        if field.kind != "name":
            command = _option(field)(command)
    return command


def _option(field: ContactField, name: str = "") -> Callable[[_C], _C]:
    """Return the option for a field.

    Args:
        field: the field.
        name: the name of its parameter in the command; "" uses the field's key.
    """
    flags, typed = field.option_name, dict[str, Any]()
    if field.is_list:
        typed["multiple"] = True
    elif field.kind == "choice":
        typed["type"] = click.Choice([key for key, _ in field.choices])
    elif field.kind == "yes_no":
        flags += f"/--no-{flags.removeprefix('--')}"
        typed["default"] = None
    else:
        typed["metavar"] = _METAVARS.get(field.kind)
    return click.option(flags, name or field.key, help=field.option_help, **typed)


@click.command("add", epilog='Example: infoint add "Lena Ortiz" --org "Lumen Energy"')
@click.argument("name")
@contact_options
@json_option
@pass_services
def add_command(services: Services, name: str, **given: Any) -> None:
    """Add someone.

    They go to the address book; nothing comes due until you shortlist or ask them. Someone already
    in your contacts is linked to the person who introduced them, and not added again.
    """
    fields = _fields(services, {"name": name, **given})
    contact, said = _linked(services, fields) or _added(services, fields)
    say_changed(said, contact=contact)


def _added(services: Services, fields: dict[str, Any]) -> tuple[Contact, str]:
    contact = services.contacts.add(**fields)
    where = f" ({contact.organization})" if contact.organization else ""
    return contact, f"Added {contact.name}{where}."


def _linked(services: Services, fields: dict[str, Any]) -> tuple[Contact, str] | None:
    """Link a known person to their introducer; None if they are new or no introducer is given.

    Returns:
        The contact, and a description of what was done.
    """
    from infoint_tui.domain.people.introductions import SuggestedPerson

    giver, name = fields.get("introduced_by"), clean_line(fields["name"])
    if giver is None or not name:
        return None
    said = {field: fields[field] for field in SuggestedPerson.model_fields if field in fields}
    person = SuggestedPerson(**said)
    known = services.contacts.known(person)
    if known is None:
        return None
    if len(fields) > len(said) + 1:
        raise InvalidInputError(
            f"{known.name} is already in your contacts.",
            'Use "infoint edit" to change them, or leave those options out to link them.',
        )
    named = services.contacts.introduce(giver, person)
    return named.contact, f"{named.words(services.contacts.get(giver).name)}."


@click.command("edit", epilog='Example: infoint edit Ana --phone "+1 202 555 0143" --mentor')
@click.argument("name")
@_option(_NAME, "new_name")
@contact_options
@json_option
@pass_services
def edit_command(services: Services, name: str, new_name: str | None, **given: Any) -> None:
    """Edit someone's details.

    Only what you give changes. A repeatable option replaces the whole list; an empty value clears
    it.
    """
    contact = services.contacts.find(name)
    fields = _fields(services, {"name": new_name, **given})
    if not fields:
        raise click.UsageError("Nothing to change: give at least one option.")
    edited = services.contacts.edit(contact.id, **fields)
    say_changed(f"Changed {edited.name}.", changed=edited != contact, contact=edited)


def _fields(services: Services, given: dict[str, Any]) -> dict[str, Any]:
    """Return the contact fields for which options were given, with their new values."""
    typed = {key: value for key, value in given.items() if value not in (None, ())}
    texts = (each if isinstance(each, tuple) else (each,) for each in typed.values())
    note_unsafe(*(text for group in texts for text in group if isinstance(text, str)))
    _note_replaced(clean_line(typed.get("name", "")))
    return {
        field.key: _read(services, field, typed[field.key])
        for field in FIELDS
        if field.key in typed
    }


def _note_replaced(name: str) -> None:
    from infoint_tui.domain.basics.invisible import plain_letters

    if (plain := plain_letters(name)) != name:
        warn(f"Note: letters that only look like others were replaced: {plain}.")


def _read(services: Services, field: ContactField, typed: Any) -> Any:
    """Return the new value of a field from what was typed for its option."""
    if field.kind == "person":
        return services.contacts.find(typed).id if typed else None
    if field.kind == "emails":
        return tuple(email for each in typed for email in READERS["emails"](clean_line(each)))
    if field.kind == "links":
        for each in typed:
            READERS["links"](clean_line(each))
        return typed  # an address may have a comma in it
    if isinstance(typed, str) and field.kind in READERS:
        return READERS[field.kind](clean_line(typed))
    return typed


@click.command("shortlist", epilog="Example: infoint shortlist Wren Ivo")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@json_option
@pass_services
def shortlist_command(services: Services, names: tuple[str, ...]) -> None:
    """Put people on the board, to be asked."""
    people = {contact.id: contact for contact in map(services.contacts.find, names)}
    count = services.contacts.shortlist(tuple(people))
    names_there = ", ".join(contact.name for contact in people.values())
    said = f"Shortlisted {names_there}."
    only = services.contacts.get(next(iter(people))) if len(people) == 1 else None
    say_changed(said, changed=count > 0, contact=only)


@click.command("aside", epilog='Example: infoint aside Nell --why "on leave" --until "1 mar"')
@click.argument("name")
@click.option("--why", required=True, help="The reason: not a fit, later, ...")
@click.option("--until", metavar="DAY", help="The day they come back to the board.")
@json_option
@pass_services
def aside_command(services: Services, name: str, why: str, until: str | None) -> None:
    """Set someone aside: nothing comes due for them."""
    contact = services.contacts.find(name)
    day = coming_day(services, until)
    note_unsafe(why)
    services.contacts.set_aside((contact.id,), why, day)
    until_words = f" until {services.context.in_words(day)}" if day else ""
    aside = services.contacts.get(contact.id)
    said = f"Set {contact.name} aside{until_words}."
    say_changed(said, changed=aside != contact, contact=aside)


@click.command("log", epilog='Example: infoint log Nell "ran into her at the library"')
@click.argument("name")
@click.argument("text")
@click.option("--kind", type=click.Choice(TOUCH_KINDS), default="other", help="What it was.")
@click.option("--on", "day", metavar="DAY", help="The day it happened; today if left out.")
@click.option("--by", metavar="CHANNEL", help=f"How: {CHANNELS}")
@click.option("--them", is_flag=True, help="They got in touch with you.")
@click.option("--with", "others", metavar="NAME", multiple=True, help="Someone else; repeatable.")
@json_option
@pass_services
def log_command(
    services: Services,
    name: str,
    text: str,
    kind: Any,
    day: str | None,
    by: str | None,
    them: bool,
    others: tuple[str, ...],
) -> None:
    """Log that you were in touch with someone.

    If it happened with several people at once, add the others using --with; it is one change.
    """
    people = {contact.id: contact for contact in map(services.contacts.find, (name, *others))}
    happened = past_day(services, day) or services.context.today
    note_unsafe(text)
    touches = services.touches.log(
        tuple(people),
        text,
        kind=kind,
        on=happened,
        channel=read_channel(by),
        direction="in" if them else "out",
    )
    who = ", ".join(contact.name for contact in people.values())
    said = f"Logged contact with {who} {on(happened, services.context.today)}."
    say_changed(said, person=next(iter(people.values())), touch=touches[0])
