"""`infoint show`: everything stored about someone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from infoint_tui.cli.days import on
from infoint_tui.cli.list_and_due import owed_json
from infoint_tui.cli.names import NAME
from infoint_tui.cli.output import align, json_option, say_json, say_text, wants_json
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.calendar import lateness, relative, short_day
from infoint_tui.domain.basics.text import clean_text
from infoint_tui.domain.contact_fields import READ, ContactField, parts, read_together
from infoint_tui.domain.conversation.account import (
    HEADING,
    Viewpoint,
    account,
    newest_first,
    steps,
    when,
)
from infoint_tui.domain.vocabulary import CHANNEL_WORDS, COLUMN_LABELS, TOUCH_WORDS

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.follow_up import FollowUp
    from infoint_tui.services.container import Services


LABEL = 13
"""The cells for a label beside what was said in a conversation."""


@click.command("show", epilog="Example: infoint show Ana")
@click.argument("name", type=NAME)
@json_option
@pass_services
def show_command(services: Services, name: str) -> None:
    """Show everything saved about someone.

    To-dos and timeline entries are numbered; infoint done, todo, entry and the like take these
    numbers.
    """
    contact = services.contacts.find(name)
    dossier = services.overview.dossier(contact.id)
    assert dossier is not None  # the contact was found a moment ago
    card = services.overview.card(contact.id)
    owed = card.owed if card else ()
    if wants_json():
        from infoint_tui.cli.shapes import ShowJson

        say_json(
            ShowJson(
                contact=contact,
                touches=tuple(dossier.touches),
                interviews=dossier.interviews,
                follow_ups=dossier.follow_ups,
                owed=tuple(owed_json(services, item, contact) for item in owed),
            )
        )
        return
    column = card.column if card else None
    say_text("\n".join(_page(services, dossier, column, owed)))


def _page(
    services: Services, dossier: Dossier, column: str | None, owed: Sequence[Owed]
) -> Iterator[str]:
    contact, today, zone = dossier.contact, services.context.today, services.context.clock.zone
    yield contact.name
    if role := [part for field in read_together("role") for part in _said(field, dossier)]:
        yield ", ".join(role)
    yield from _section("", list(_facts(dossier, column)))
    yield from _section(
        "Next",
        [(relative(item.due, today), item.title, lateness(item.due, today)) for item in owed],
    )
    yield from _conversations(dossier, Viewpoint(today, zone, dossier.goals))
    yield from _section(
        "To-dos",
        [
            (f"{number}.", *_follow_up(item, dossier, today))
            for number, item in enumerate(dossier.follow_ups, 1)
        ],
    )
    yield from _timeline(dossier, today)


def _section(heading: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a section's lines."""
    if not rows:
        return
    yield ""
    if heading:
        yield heading
    yield from (f"  {line}" for line in align(rows))


def _facts(dossier: Dossier, column: str | None) -> Iterator[tuple[str, str]]:
    contact = dossier.contact
    yield "Standing", _standing(contact, column)
    for field in READ:
        if field.kind != "name" and field.group != "role":  # they are shown above
            lines = [line for part in _said(field, dossier) for line in part.split("\n")]
            yield from ((field.name if n == 0 else "", line) for n, line in enumerate(lines))
    if people := dossier.people_introduced:
        yield "Introduced", ", ".join(each.contact.name for each in people)


def _said(field: ContactField, dossier: Dossier) -> tuple[str, ...]:
    """Return a field's value, in words."""
    if field.kind == "person":
        return parts(field, dossier.introducer_name)
    return parts(field, getattr(dossier.contact, field.key))


def _standing(contact: Contact, column: str | None) -> str:
    for key, label in COLUMN_LABELS.items():
        if key == column:
            return f"on the board: {label}"
    if contact.standing == "known":
        return "in the address book"
    until = f", until {short_day(contact.aside_until, date.min)}" if contact.aside_until else ""
    return f"set aside: {contact.aside_why}{until}"


def _conversations(dossier: Dossier, view: Viewpoint) -> Iterator[str]:
    """Yield every conversation whole, newest first: when it was, and what is saved about it."""
    if dossier.interviews:
        yield from ("", "Conversations")
    for interview in newest_first(dossier.interviews):
        time = when(interview, view)
        yield f"  {time}  {', '.join(steps(interview, view.today))}".rstrip()
        for said in account(interview, view):
            if said.label not in HEADING:
                text = f"{said.text} ({said.aside})" if said.aside else said.text
                yield from _hanging(f"    {said.label:<{LABEL}}  ", f"{text}\n{said.more}")


def _timeline(dossier: Dossier, today: date) -> Iterator[str]:
    """Yield what happened, numbered, with the words of messages that were sent."""
    if not dossier.touches:
        return
    yield from ("", "Timeline")
    heads = [
        (
            f"{number}.",
            relative(touch.on, today),
            TOUCH_WORDS[touch.kind] or "in touch",
            CHANNEL_WORDS[touch.channel] if touch.channel else "",
        )
        for number, touch in enumerate(dossier.touches, 1)
    ]
    leads = [f"  {line}" for line in align(heads)]
    room = max(map(len, leads))
    for lead, touch in zip(leads, dossier.touches, strict=True):
        yield from _hanging(f"{lead:<{room}}  ", touch.text)


def _hanging(lead: str, text: str) -> Iterator[str]:
    """Yield a text of one or more lines beside a label."""
    first, *more = clean_text(text).rstrip().split("\n")
    yield f"{lead}{first}".rstrip()
    yield from (f"{' ' * len(lead)}{line}".rstrip() for line in more)


def _follow_up(item: FollowUp, dossier: Dossier, today: date) -> tuple[str, str, str]:
    told = f", reported back {on(item.told_on, today)}" if item.told_on else ""
    done = f"done {on(item.done_on, today)}" if item.done_on else _came_to(item, dossier)
    return item.kind, item.text, done + told


def _came_to(item: FollowUp, dossier: Dossier) -> str:
    """Return an open follow-up's progress; a suggested person may have been asked or met."""
    if item.person_gone:
        return "no longer in your contacts"
    if item.kind == "introduction" and not dossier.is_introduction(item):
        return "you had already asked them"
    if dossier.was_met(item):
        return "talked"
    return "asked" if dossier.was_asked(item) else "open"
