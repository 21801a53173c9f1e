"""`infoint show`: everything stored about someone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from infoint_tui.cli.days import on
from infoint_tui.cli.list_and_due import owed_json
from infoint_tui.cli.output import align, say_json, say_text, terminal_width
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.calendar import full_day, lateness, relative, zone_words
from infoint_tui.domain.contact_fields import READ, ContactField, parts, read_together
from infoint_tui.domain.vocabulary import CHANNEL_WORDS, COLUMN_LABELS, ENDED_WORDS, TOUCH_WORDS

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.follow_up import FollowUp
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.services.container import Services


@click.command("show")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_services
def show_command(services: Services, name: str, as_json: bool) -> None:
    """Show everything saved about someone."""
    contact = services.contacts.find(name)
    dossier = services.overview.dossier(contact.id)
    assert dossier is not None  # the contact was found a moment ago
    card = services.overview.card(contact.id)
    owed = card.owed if card else ()
    if as_json:
        say_json(
            contact=contact.model_dump(mode="json"),
            touches=[touch.model_dump(mode="json") for touch in dossier.touches],
            interviews=[interview.model_dump(mode="json") for interview in dossier.interviews],
            follow_ups=[item.model_dump(mode="json") for item in dossier.follow_ups],
            owed=[owed_json(services, item, contact) for item in owed],
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
    yield from _section(
        "Conversations", [_interview(interview, today, zone) for interview in dossier.interviews]
    )
    yield from _section("To-dos", [_follow_up(item, dossier, today) for item in dossier.follow_ups])
    yield from _section(
        "Timeline",
        [
            (
                relative(touch.on, today),
                TOUCH_WORDS[touch.kind] or "in touch",
                CHANNEL_WORDS[touch.channel] if touch.channel else "",
                touch.text,
            )
            for touch in dossier.touches
        ],
        terminal_width(),
    )


def _section(
    heading: str, rows: Sequence[Sequence[str]], width: int | None = None
) -> Iterator[str]:
    """Yield a section's lines, cut to `width` cells unless that is None."""
    if not rows:
        return
    yield ""
    if heading:
        yield heading
    yield from (f"  {line}" for line in align(rows, width and width - 2))


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
    until = f", until {contact.aside_until.isoformat()}" if contact.aside_until else ""
    return f"set aside: {contact.aside_why}{until}"


def _interview(interview: Interview, today: date, zone: str) -> tuple[str, str]:
    """Return when an interview is (in the user's zone and its own, if different), and its steps."""
    if interview.start is None:
        when = "no time yet"
    else:
        mine, there = interview.start_in(zone), interview.local_start()
        when = f"{relative(mine.date(), today)} {mine:%H:%M}"
        if interview.zone != zone:
            place = zone_words(interview.zone)
            when += f" ({full_day(there.date(), today)} {there:%H:%M} {place})"
    steps = {
        "asked": interview.requested_on,
        "nudged": interview.nudged_on,
        "agreed": interview.agreed_on,
        "talked": interview.held_on,
        "thanked": interview.thanked_on,
        ENDED_WORDS[interview.ended] if interview.ended else "": interview.ended_on,
    }
    return when, ", ".join(f"{step} {on(day, today)}" for step, day in steps.items() if day)


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


def _plain(key: str | None) -> str:
    return (key or "").replace("_", " ")
