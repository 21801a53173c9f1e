"""Commands before and after an interview, from ask to thank."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from infoint_tui.cli.channels import CHANNELS, read_channel
from infoint_tui.cli.days import coming_day, next_step, note_reading, on, past_day
from infoint_tui.cli.intent import INTENT_HELP, INTENTS
from infoint_tui.cli.names import NAME
from infoint_tui.cli.output import json_option, note_unsafe, say, say_changed, wants_json, warn
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.calendar import (
    When,
    distance,
    elsewhere,
    full_day,
    in_full,
    zone_words,
)
from infoint_tui.domain.basics.errors import DateError
from infoint_tui.domain.basics.text import quoted
from infoint_tui.domain.basics.typed_days import parse_when
from infoint_tui.domain.basics.typed_zones import one_zone
from infoint_tui.domain.vocabulary import Format, Intent

if TYPE_CHECKING:
    from datetime import date

    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.services.container import Services

FORMATS = get_args(Format)


@click.command("ask", epilog="Example: infoint ask Bo --by email")
@click.argument("name", type=NAME)
@click.option("--on", "day", metavar="DAY", help="The day you asked; today if left out.")
@click.option("--by", metavar="CHANNEL", help=f"How: {CHANNELS}")
@click.option("--intent", type=click.Choice(INTENTS), help=INTENT_HELP)
@json_option
@pass_services
def ask_command(
    services: Services, name: str, day: str | None, by: str | None, intent: Intent | None
) -> None:
    """Log that you asked someone to talk."""
    contact = services.contacts.find(name)
    asked = past_day(services, day) or services.context.today
    details = {"intent": intent} if intent else {}
    interview = services.requests.ask(contact.id, asked, read_channel(by), **details)
    said = f"Asked {contact.name} {on(asked, services.context.today)}."
    report(services, contact.id, said, interview)


@click.command("nudge", epilog="Example: infoint nudge Chidi")
@click.argument("name", type=NAME)
@click.option("--by", metavar="CHANNEL", help=f"How: {CHANNELS}")
@json_option
@pass_services
def nudge_command(services: Services, name: str, by: str | None) -> None:
    """Log that you nudged someone."""
    contact = services.contacts.find(name)
    interview = services.requests.nudge(contact.id, read_channel(by))
    report(services, contact.id, f"Nudged {contact.name} today.", interview)


@click.command("decline", epilog='Example: infoint decline Chidi --until "1 mar"')
@click.argument("name", type=NAME)
@click.option("--until", metavar="DAY", help='The day they come back, if they said "not now".')
@json_option
@pass_services
def decline_command(services: Services, name: str, until: str | None) -> None:
    """Log that someone said no, or not now.

    They are set aside; nothing comes due for them.
    """
    contact = services.contacts.find(name)
    day = coming_day(services, until)
    interview = services.requests.decline(contact.id, day)
    answer = f"not until {services.context.in_words(day)}" if day else "no"
    report(services, contact.id, f"Saved: {contact.name} said {answer}.", interview)
    if day and day < services.context.today:
        warn("Note: that day has passed.")


@click.command("schedule", epilog='Example: infoint schedule Rosa "tue 15:00" --place "Cafe Lumen"')
@click.argument("name", type=NAME)
@click.argument("when")
@click.option("--minutes", type=click.IntRange(1, 480), help="How long; 20 if left out.")
@click.option("--format", type=click.Choice(FORMATS), help="In person if left out.")
@click.option("--place", help="Where.")
@click.option("--pay/--no-pay", "i_pay", default=None, help="Whether you pay.")
@click.option("--intent", type=click.Choice(INTENTS), help=INTENT_HELP)
@click.option("--zone", help="The time zone of WHEN, such as Europe/Lisbon; yours if left out.")
@click.option(
    "--ics", type=click.Path(dir_okay=False, path_type=Path), help="Write a new calendar file, too."
)
@json_option
@pass_services
def schedule_command(
    services: Services, name: str, when: str, zone: str | None, ics: Path | None, **given: Any
) -> None:
    """Set a time to talk, or change it.

    WHEN is a day and a time: "tomorrow 3pm", "tue 15:00", "3 dec 14:00", "2026-12-03 14:00". It
    may end with its time zone: "3 dec 14:00 CET".
    """
    contact = services.contacts.find(name)
    parsed = parse_when(when, services.context.today)
    if parsed.time is None:
        raise DateError(f"{quoted(when)} needs a time.", f'Add one, as in "{when} 15:00".')
    zone = one_zone(zone, parsed.zone)
    note_unsafe(given["place"])
    details = {field: value for field, value in given.items() if value is not None}
    before = services.overview.revision
    interview = services.scheduling.schedule(contact.id, parsed.day, parsed.time, zone, **details)
    local = interview.local_start()
    today, clock = services.context.today, services.context.clock
    away = distance(interview.start_in(clock.zone).date(), today)
    words = in_full(When(local.date(), local.time()), today)
    others = elsewhere(local, interview.zone, clock.zone, contact.timezone, today)
    there = zone_words(interview.zone) if zone or others else ""
    where = "; ".join(filter(None, (there, others)))
    report(
        services,
        contact.id,
        f"Set: {contact.name}, {words}{f' ({where})' if where else ''} - {away}.",
        interview,
        changed=services.overview.revision != before,
    )
    if ics is not None:
        services.exporting.invitation(interview.id, ics)
        if not wants_json():
            say(f"Wrote {ics}.")
    note_reading(services, when)
    if local < clock.now():
        warn("Note: that time has passed. infoint met NAME logs that you talked.")


@click.command("confirm", epilog="Example: infoint confirm Ana --by email")
@click.argument("name", type=NAME)
@click.option("--by", metavar="CHANNEL", help=f"How: {CHANNELS}")
@json_option
@pass_services
def confirm_command(services: Services, name: str, by: str | None) -> None:
    """Log that the time was confirmed."""
    contact = services.contacts.find(name)
    interview = services.interviews.confirm(contact.id, read_channel(by))
    report(services, contact.id, f"Confirmed with {contact.name}.", interview)


@click.command("met", epilog='Example: infoint met Kit --learned "forecasts are read at four"')
@click.argument("name", type=NAME)
@click.option("--on", "day", metavar="DAY", help="The day you talked; as planned, or today.")
@click.option("--learned", metavar="TEXT", help="One thing you learned.", default="")
@json_option
@pass_services
def met_command(services: Services, name: str, day: str | None, learned: str) -> None:
    """Log that you talked.

    This can be a conversation you planned, or an unplanned one. If none is planned, what you
    learned is added to the one you have yet to write up.
    """
    contact = services.contacts.find(name)
    note_unsafe(learned)
    given, today = past_day(services, day), services.context.today
    before = services.overview.dossier(contact.id)
    interview = services.interviews.met(contact.id, given, learned)
    held = f"{contact.name} {on(interview.held_on or today, today)}"
    if before and before.has_held(interview):
        said = f"Saved what you learned from {held}."
    else:
        said = f"Saved: you talked with {held}{_planned_for(interview, today)}."
    report(services, contact.id, said, interview)


@click.command("cancel", epilog="Example: infoint cancel Kit --no-show")
@click.argument("name", type=NAME)
@click.option("--no-show", is_flag=True, help="They didn't show up.")
@json_option
@pass_services
def cancel_command(services: Services, name: str, no_show: bool) -> None:
    """Log that it's off, or that they didn't show up."""
    contact = services.contacts.find(name)
    interview = services.interviews.fell_through(contact.id, "no_show" if no_show else "cancelled")
    what = f"{contact.name} didn't show up." if no_show else f"Called off: {contact.name}."
    report(services, contact.id, what, interview)


@click.command("thank", epilog="Example: infoint thank Lou --by note")
@click.argument("name", type=NAME)
@click.option(
    "--by", metavar="CHANNEL", help=f"How: {CHANNELS} If left out, the last one used with them."
)
@click.option("--on", "day", metavar="DAY", help="The day you sent it; today if left out.")
@json_option
@pass_services
def thank_command(services: Services, name: str, by: str | None, day: str | None) -> None:
    """Log that you sent a thank-you.

    Uses the oldest conversation without one.
    """
    contact = services.contacts.find(name)
    sent = past_day(services, day) or services.context.today
    interview = services.interviews.thank(contact.id, read_channel(by), sent)
    if interview is None:
        what = f"Saved a thank-you to {contact.name}."
    else:
        channel = str(interview.thanked_by).replace("_", " ")
        what = f"Thanked {contact.name} {on(sent, services.context.today)} ({channel})."
    report(services, contact.id, what, interview)


def _planned_for(interview: Interview, today: date) -> str:
    """Return text naming an interview's planned day, if it was held before that day."""
    day, held = interview.day, interview.held_on
    return f", planned for {full_day(day, today)}" if day and held and day > held else ""


def report(
    services: Services,
    contact_id: str,
    what: str,
    interview: Interview | None = None,
    *,
    changed: bool = True,
) -> None:
    """Print what was done with someone, and what is next; as JSON, with the conversation."""
    contact = services.contacts.get(contact_id)
    said = f"{what} {next_step(services, contact_id)}".strip()
    say_changed(said, changed=changed, person=contact, interview=interview)
