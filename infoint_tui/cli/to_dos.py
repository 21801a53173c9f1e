"""Commands for to-dos: done, told, remind, snooze, due-date, and todo to correct."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, get_args

import click

from infoint_tui.cli.channels import CHANNELS, read_channel
from infoint_tui.cli.choosing import dossier_of, todo_of
from infoint_tui.cli.days import coming_day, next_step, on, past_day
from infoint_tui.cli.names import NAME
from infoint_tui.cli.output import json_option, note_unsafe, say_changed
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.errors import InvalidInputError, RuleError
from infoint_tui.domain.vocabulary import FollowUpKind

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.owed import Owed, OwedKind
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.follow_up import FollowUp
    from infoint_tui.services.container import Services


@click.command("done", epilog="Example: infoint done Hugo 2")
@click.argument("name", type=NAME)
@click.argument("which", default="")
@json_option
@pass_services
def done_command(services: Services, name: str, which: str) -> None:
    """Finish a to-do with someone: done, or reported back.

    WHICH is its number in infoint show, or words from it; the next one if left out. If it is
    already done, this marks it as reported back.
    """
    contact = services.contacts.find(name)
    item = None
    if which:
        item = todo_of(services, contact, which, counts=_is_unfinished)
        words, item = _finish(services, contact, item)
    else:
        card = services.overview.card(contact.id)
        if card is None:
            raise RuleError(f"Nothing to finish for {contact.name}.", "infoint note adds a to-do.")
        words = services.board_moves.finish(card)
    _report(services, contact, f"{words}.", item)


def _is_unfinished(item: FollowUp) -> bool:
    return item.done_on is None or _is_to_be_told(item)


def _is_to_be_told(item: FollowUp) -> bool:
    return item.kind in ("advice", "learn") and item.told_on is None


def _finish(services: Services, contact: Contact, item: FollowUp) -> tuple[str, FollowUp]:
    if item.done_on is None:
        return f"Done: {item.text}", services.follow_ups.done(item.id)
    if not _is_to_be_told(item):
        raise RuleError(f"“{item.text}” is already done.", "infoint todo can change that.")
    return f"Reported back to {contact.name}", services.follow_ups.told(item.id)


@click.command("told", epilog='Example: infoint told Hugo "ward clerk" --by email')
@click.argument("name", type=NAME)
@click.argument("which", default="")
@click.option("--by", metavar="CHANNEL", help=f"How: {CHANNELS}")
@json_option
@pass_services
def told_command(services: Services, name: str, which: str, by: str | None) -> None:
    """Log that you reported back to someone.

    WHICH is the number of the to-do, or words from it. If left out, it's what they should hear
    next: about a to-do, someone they introduced, or what you decided.
    """
    contact = services.contacts.find(name)
    channel = read_channel(by)
    if which:
        item = todo_of(services, contact, which, counts=lambda item: item.told_on is None)
        item = services.follow_ups.told(item.id, channel)
        _report(services, contact, f"Reported back to {contact.name}: {item.text}.", item)
        return
    owed = _next(services, contact, "report", "tell_introducer", "tell_verdict")
    if owed is None:
        raise RuleError(
            f"Nothing to report back to {contact.name}.", 'Name a to-do: infoint told NAME "words".'
        )
    if owed.kind == "tell_verdict":
        services.goals.told(owed.subject_id, channel)
    else:
        services.follow_ups.told(owed.subject_id, channel)
    _report(services, contact, f"Reported back to {contact.name}.")


@click.command("remind", epilog="Example: infoint remind Dana --by message")
@click.argument("name", type=NAME)
@click.argument("which", default="")
@click.option("--by", metavar="CHANNEL", help=f"How: {CHANNELS}")
@json_option
@pass_services
def remind_command(services: Services, name: str, which: str, by: str | None) -> None:
    """Log that you reminded someone of what they promised.

    WHICH is the number of what they promised, or words from it; if left out, the only one, or the
    next one due.
    """
    contact = services.contacts.find(name)
    item = _the_one(services, contact, which, "them")
    if item.owed_by != "them":
        raise RuleError(f"“{item.text}” is yours to do.", "Choose something they promised.")
    item = services.follow_ups.reminded(item.id, read_channel(by))
    _report(services, contact, f"Reminded {contact.name}: {item.text}.", item)


@click.command("snooze", epilog="Example: infoint snooze Hugo 2 --until 2026-12-18")
@click.argument("name", type=NAME)
@click.argument("which", default="")
@click.option("--until", metavar="DAY", required=True, help="The day it comes back.")
@json_option
@pass_services
def snooze_command(services: Services, name: str, which: str, until: str) -> None:
    """Put off what is due with someone, or asking them.

    WHICH is the number of a to-do, or words from it; if left out, whatever is due next.
    """
    from infoint_tui.domain.follow_through.today import never_asked

    contact = services.contacts.find(name)
    day = _day(coming_day(services, until))
    card = services.overview.card(contact.id)
    chosen = todo_of(services, contact, which, counts=_is_unfinished) if which else None
    owed = (
        [each for each in card.owed if chosen is None or each.subject_id == chosen.id]
        if card
        else []
    )
    if owed:
        services.board_moves.snooze(owed[0], day)
        what = owed[0].title
    elif chosen is None and (card is None or not never_asked(card)):
        raise RuleError(f"Nothing is due with {contact.name}.")
    elif day <= services.context.today:
        raise RuleError(
            f"{services.context.in_words(day)} is not in the future.", "Give a day in the future."
        )
    elif chosen is not None:
        services.follow_ups.snooze(chosen.id, day)
        what = chosen.text
    else:
        services.contacts.snooze(contact.id, day)
        what = "asking them"
    said = f"Snoozed until {services.context.in_words(day)}: {what}."
    _report(services, contact, said, chosen and _again(services, contact, chosen))


@click.command("due-date", epilog="Example: infoint due-date Hugo 2 --on 2026-12-18")
@click.argument("name", type=NAME)
@click.argument("which", default="")
@click.option("--on", "day", metavar="DAY", required=True, help="The day it is due.")
@json_option
@pass_services
def due_date_command(services: Services, name: str, which: str, day: str) -> None:
    """Set the day a to-do is due.

    WHICH is the number of the to-do, or words from it; if left out, the only one, or the next one
    due.
    """
    contact = services.contacts.find(name)
    item = _the_one(services, contact, which)
    due = _day(coming_day(services, day))
    dated = services.follow_ups.due_saver(item)(due)
    said = f"Due {on(due, services.context.today)}: {item.text}."
    _report(services, contact, said, dated, changed=dated != item)


@click.command("todo", epilog='Example: infoint todo Hugo 2 --text "read both lists he sent"')
@click.argument("name", type=NAME)
@click.argument("which")
@click.option("--text", help="What to do.")
@click.option("--kind", type=click.Choice(get_args(FollowUpKind)), help="What it is.")
@click.option("--them/--me", "them", default=None, help="Who does it.")
@click.option("--noted", metavar="DAY", help="The day it was said.")
@click.option("--due", metavar="DAY", help="The day it is due; blank for the usual time.")
@click.option("--done", metavar="DAY", help="The day you did it; blank if it isn't done.")
@click.option("--told", metavar="DAY", help="The day you reported back; blank if you didn't.")
@click.option(
    "--may-mention/--ask-first", "may_mention", default=None, help="Whether you may use their name."
)
@click.option("--remove", is_flag=True, help="Remove it.")
@json_option
@pass_services
def todo_command(
    services: Services,
    name: str,
    which: str,
    remove: bool,
    them: bool | None,
    may_mention: bool | None,
    **given: Any,
) -> None:
    """Correct a to-do, or remove it.

    WHICH is its number in infoint show, or words from it. Only what you give changes.
    """
    contact = services.contacts.find(name)
    item = todo_of(services, contact, which)
    changes = _changes(services, them, **given)
    if may_mention is not None:
        if item.kind != "introduction":
            raise InvalidInputError(
                f"“{item.text}” is not someone they suggested.", "Choose someone they suggested."
            )
        changes["may_mention"] = may_mention
    if remove == bool(changes):
        raise click.UsageError("Say what to change, or use --remove.")
    if remove:
        went = services.follow_ups.remove(item.id)
        along = f" {went.name} was removed too." if went else ""
        _report(services, contact, f"Removed: {item.text}.{along}", item)
        return
    edited = services.follow_ups.edit(item.id, **changes)
    _report(services, contact, f"Corrected: {edited.text}.", edited, changed=edited != item)


def _changes(services: Services, them: bool | None, **given: str | None) -> dict[str, Any]:
    note_unsafe(given["text"])
    changes: dict[str, Any] = {
        field: given[field] for field in ("text", "kind") if given[field] is not None
    }
    if them is not None:
        changes["owed_by"] = "them" if them else "me"
    if given["noted"] is not None:
        changes["noted_on"] = services.context.not_in_future(past_day(services, given["noted"]))
    if given["due"] is not None:
        changes["due"] = coming_day(services, given["due"] or None)
    for field in ("done", "told"):
        if given[field] is not None:
            day = past_day(services, given[field] or None)
            changes[f"{field}_on"] = day and services.context.not_in_future(day)
    return changes


def _the_one(services: Services, contact: Contact, which: str, owed_by: str = "") -> FollowUp:
    """Return the to-do that is meant; if none is, the next one due or the only open one.

    Raises:
        InvalidInputError: none is meant, and there are several, or none at all.
    """
    items = dossier_of(services, contact).follow_ups
    is_open = [item for item in items if item.done_on is None and owed_by in ("", item.owed_by)]
    if which:
        return todo_of(services, contact, which, counts=lambda item: item in is_open)
    card = services.overview.card(contact.id)
    due = [owed.subject_id for owed in card.owed] if card else []
    is_open.sort(key=lambda item: due.index(item.id) if item.id in due else len(due))
    if not is_open or (len(is_open) > 1 and is_open[0].id not in due):
        raise InvalidInputError(
            f"{contact.name} has {len(is_open)} open to-dos."
            if is_open
            else f"There is no open to-do with {contact.name}.",
            "infoint show numbers them; say which one.",
        )
    return is_open[0]


def _next(services: Services, contact: Contact, *kinds: OwedKind) -> Owed | None:
    card = services.overview.card(contact.id)
    return next((owed for owed in card.owed if owed.kind in kinds), None) if card else None


def _again(services: Services, contact: Contact, item: FollowUp) -> FollowUp:
    items = dossier_of(services, contact).follow_ups
    return next(each for each in items if each.id == item.id)


def _day(day: date | None) -> date:
    assert day is not None  # the option is required
    return day


def _report(
    services: Services,
    contact: Contact,
    what: str,
    item: FollowUp | None = None,
    *,
    changed: bool = True,
) -> None:
    said = f"{what} {next_step(services, contact.id)}".strip()
    say_changed(said, changed=changed, person=contact, follow_up=item)
