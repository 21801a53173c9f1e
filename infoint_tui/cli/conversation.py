"""`infoint conversation`: correct the facts of a conversation, or remove it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from infoint_tui.cli.asking import confirm
from infoint_tui.cli.channels import CHANNELS, read_channel
from infoint_tui.cli.choosing import conversation_of
from infoint_tui.cli.days import past_day
from infoint_tui.cli.goal import may_decide
from infoint_tui.cli.intent import INTENTS
from infoint_tui.cli.interviews import FORMATS, report
from infoint_tui.cli.names import NAME
from infoint_tui.cli.output import json_option, note_unsafe, warn
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.vocabulary import RECORDS, Result

if TYPE_CHECKING:
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.domain.records.record import Record
    from infoint_tui.services.container import Services

_C = TypeVar("_C", bound=Callable[..., None])

DAYS = {
    "asked": ("requested_on", "The day you asked."),
    "nudged": ("nudged_on", "The day you nudged them."),
    "agreed": ("agreed_on", "The day they said yes."),
    "confirmed": ("confirmed_on", "The day the time was confirmed."),
    "held": ("held_on", "The day you talked."),
    "thanked": ("thanked_on", "The day you sent the thank-you."),
    "ended": ("ended_on", "The day it fell through; blank if it didn't."),
}
"""The options that take a day, each with the field it sets and its help."""

TEXTS = {
    "outcome": ("outcome", "What you want to leave with."),
    "belief": ("belief", "What you believe before you talk."),
    "research": ("research", "What you found out beforehand."),
    "about": ("about_me", "What you say about yourself to them."),
    "place": ("place", "Where."),
}
"""The options that take a text, each with the field it sets and its help."""


def _options(command: _C) -> _C:
    """Add the options for everything that is saved about a conversation."""
    for name, (field, words) in reversed(DAYS.items()):
        command = click.option(f"--{name}", field, metavar="DAY", help=words)(command)
    for name, (field, words) in reversed(TEXTS.items()):
        command = click.option(f"--{name}", field, help=words)(command)
    return command


@click.command("conversation", epilog="Example: infoint conversation Vera --minutes 30 --no-pay")
@click.argument("name", type=NAME)
@click.option("--on", "day", metavar="DAY", help="The day of the conversation you mean.")
@_options
@click.option("--minutes", type=click.IntRange(1, 480), help="How long.")
@click.option("--format", type=click.Choice(FORMATS), help="How you talk.")
@click.option("--pay/--no-pay", "i_pay", default=None, help="Whether you pay.")
@click.option("--intent", type=click.Choice(INTENTS), help="Why you want to talk.")
@click.option("--result", type=click.Choice(get_args(Result)), help="What it led to.")
@click.option("--thanked-by", metavar="CHANNEL", help=f"How you thanked them: {CHANNELS}")
@click.option("--remove", is_flag=True, help="Remove it and everything that came with it.")
@click.option("--yes", is_flag=True, help="Remove it without asking.")
@json_option
@pass_services
def conversation_command(
    services: Services,
    name: str,
    day: str | None,
    remove: bool,
    yes: bool,
    **given: Any,
) -> None:
    """Correct what is saved about a conversation, or remove it.

    Only what you give changes; an empty value clears it. The conversation is the one in progress or
    the latest, unless --on says which. infoint schedule changes its time, infoint plan its
    questions, infoint debrief your write-up, infoint goal assign the goal.
    """
    contact = services.contacts.find(name)
    interview = conversation_of(services, contact, day)
    changes = _changes(services, given)
    if remove == bool(changes):
        raise click.UsageError("Say what to change, or use --remove.")
    if remove:
        _remove(services, contact, interview, yes=yes)
        return
    label = f"correct a conversation with {contact.name}"
    edited = services.interviews.edit(interview.id, label, **changes)
    said = f"Corrected your conversation with {contact.name}."
    report(services, contact.id, said, edited, changed=edited != interview)
    warn(may_decide(services, contact, interview.result, edited))


def _changes(services: Services, given: dict[str, Any]) -> dict[str, Any]:
    """Return the new values by field; days and channels are read, and blank ones become None."""
    changes = {field: value for field, value in given.items() if value is not None}
    note_unsafe(*(changes.get(field) for field, _ in TEXTS.values()))
    for field, _ in DAYS.values():
        if field in changes:
            changes[field] = _past(services, changes[field])
    if "thanked_by" in changes:
        changes["thanked_by"] = read_channel(changes["thanked_by"] or None)
    if "ended_on" in changes and changes["ended_on"] is None:
        changes["ended"] = None
    return changes


def _past(services: Services, typed: str) -> date | None:
    day = past_day(services, typed or None)
    return None if day is None else services.context.not_in_future(day)


def _remove(services: Services, contact: Contact, interview: Interview, *, yes: bool) -> None:
    if not yes:
        along = _listed(services.interviews.what_goes_along(interview.id))
        confirm(f"Remove this conversation with {contact.name} and its notes{along}?")
    along = _listed(services.interviews.remove(interview.id))
    said = f"Removed your conversation with {contact.name}{along}."
    report(services, contact.id, said, interview)


def _listed(records: Sequence[Record]) -> str:
    """Return words for what goes along: ", with 2 entries and Teo Maran"; "" if nothing does."""
    from infoint_tui.domain.records.contact import Contact

    counts = Counter(type(each).table for each in records if not isinstance(each, Contact))
    parts = [f"{count} {_plural(RECORDS[table], count)}" for table, count in counts.items()]
    parts += [each.name for each in records if isinstance(each, Contact)]
    listed = " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
    return f", with {listed}" if listed else ""


def _plural(noun: str, count: int) -> str:
    if count == 1:
        return noun
    return f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"
