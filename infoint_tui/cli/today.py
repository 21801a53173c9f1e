"""`infoint today`: a short list of what there is to do today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from infoint_tui.cli.commit import STATES, state_in_words
from infoint_tui.cli.output import json_option, say, say_changed, say_json, say_table, wants_json
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.calendar import lateness, relative

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.accountability import DayQuestion
    from infoint_tui.domain.follow_through.owed import Step
    from infoint_tui.domain.follow_through.today import Agenda, AgendaLine, Reconnect
    from infoint_tui.domain.vocabulary import Action, MessageKind
    from infoint_tui.services.container import Services

VERBS: dict[Action, str] = {
    "answer": "close, or nudge",
    "ask": "ask",
    "schedule": "schedule",
    "confirm": "confirm",
    "prepare": "prep",
    "go_on": "met",
    "met": "met",
    "debrief": "debrief",
    "thank": "thank",
    "message": "done",
    "finish": "done",
    "follow_up": "note",
    "log": "log",
}
"""The command that records each action."""

MESSAGE_VERBS: dict[MessageKind | None, str] = {"nudge": "nudge", "confirm": "confirm"}
"""The commands for messages that count as steps."""


@click.command("today", epilog="Example: infoint today")
@click.option("--spread", is_flag=True, help="First spread overdue items over five days.")
@click.option("--short", is_flag=True, help="One line, for a prompt; nothing if nothing is due.")
@json_option
@pass_services
def today_command(services: Services, spread: bool, short: bool) -> None:
    """Show what is due today, and who to say hello to.

    Conversations coming up and thank-yous always show, then what is due soonest. Below is the
    person who is easiest to ask next; "infoint snooze NAME --until DAY" offers someone else.
    """
    if spread:
        count = services.today.spread()
        if not wants_json():
            what = f"Spread {count} item{'s' * (count != 1)} over the next five business days."
            say_changed(what, changed=count > 0, unchanged="Nothing to spread.")
    agenda = services.today.agenda()
    if wants_json():
        _say_json(services.today.with_blanks(agenda), name_of(services))
    elif short:
        _print_short(agenda)
    else:
        _print(services.today.with_blanks(agenda), name_of(services))


def name_of(services: Services) -> str:
    """Return the partner's name; "" without a partner."""
    partner = services.accountability.partner
    return partner.name if partner else ""


def _print_short(agenda: Agenda) -> None:
    """Print the first thing to do, and how many more there are."""
    if agenda.lines:
        first, more = agenda.lines[0], len(agenda.lines) - 1 + agenda.later
        say(f"{first.contact.name}: {first.words}{f', and {more} more' if more else ''}")


def _print(agenda: Agenda, partner: str) -> None:
    one_thing = agenda.one_thing
    if one_thing and one_thing.text:
        say(f"One thing: {one_thing.text} ({state_in_words(one_thing, agenda.day)})")
    if one_thing and one_thing.partner_text:
        state = STATES[one_thing.partner_state]
        say(f"{partner or 'Partner'}: {one_thing.partner_text} ({state})")
    for each in agenda.asked:
        say(f"{each.words(partner, agenda.day)} {_answer(each, agenda.day)}")
    if agenda.lines:
        say_table(
            ("Due", "Name", "What", "", "Next"), [_row(line, agenda.day) for line in agenda.lines]
        )
    else:
        say("Nothing is due today.")
    if agenda.later:
        say(f"{agenda.later} later: infoint due shows them all.")
    if agenda.ready:
        say(f"When you're ready: {agenda.ready.contact.name} ({agenda.ready.words})")
    if agenda.reconnect:
        people = ", ".join(_seen(each, agenda.day) for each in agenda.reconnect)
        say(f"Say hello, if you like: {people}")


def _row(line: AgendaLine, today: date) -> tuple[str, ...]:
    more = f", {line.more} more" if line.more else ""
    return (
        relative(line.due, today),
        line.contact.name,
        f"{line.words}{more}",
        lateness(line.due, today),
        f"infoint {verb(line.step)}",
    )


def verb(step: Step) -> str:
    """Return the command that records a next step."""
    is_message = step.action == "message"
    return (MESSAGE_VERBS.get(step.message) if is_message else None) or VERBS[step.action]


def _seen(each: Reconnect, today: date) -> str:
    why = each.why(today)
    return f"{each.contact.name} ({why})" if why else each.contact.name


def _answer(each: DayQuestion, today: date) -> str:
    """Return the command that answers a question."""
    if each.about == "promise":
        return "infoint commit"
    on = "" if each.day == today else f" --on {each.day.isoformat()}"
    if each.about == "theirs":
        return f"infoint checkin --partner-done{on}, or --partner-missed"
    rest = "--missed" if not on else "--take-along or --let-go"
    return f"infoint checkin --done{on}, or {rest}"


def _say_json(agenda: Agenda, partner: str) -> None:
    from infoint_tui.cli.shapes import (
        AskedJson,
        LineJson,
        NextJson,
        PersonJson,
        ReadyJson,
        ReconnectJson,
        TodayJson,
    )

    lines = tuple(
        LineJson(
            kind=line.kind,
            due=line.due,
            overdue=line.due < agenda.day,
            title=line.words,
            next=NextJson(
                line.step.action,
                (line.step.message if line.step.action == "message" else None) or "",
            ),
            more=line.more,
            contact=PersonJson.of(line.contact),
        )
        for line in agenda.lines
    )
    reconnect = tuple(
        ReconnectJson(PersonJson.of(each.contact), each.last, each.new_job)
        for each in agenda.reconnect
    )
    asked = tuple(
        AskedJson(each.about, each.day, each.text, each.words(partner, agenda.day))
        for each in agenda.asked
    )
    ready = (
        ReadyJson(PersonJson.of(found.contact), found.missing, found.blanks)
        if (found := agenda.ready)
        else None
    )
    say_json(TodayJson(agenda.day, agenda.one_thing, asked, lines, agenda.later, ready, reconnect))
