"""`infoint partner`: the friend who promises one thing a day, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from infoint_tui.cli.output import (
    NO_CHANGE,
    json_option,
    note_unsafe,
    say,
    say_json,
    wants_json,
    warn,
)
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.calendar import clock_time

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.accountability import Partner
    from infoint_tui.services.container import Services


@click.command(
    "partner", epilog='Example: infoint partner --name Sam --reach "+1 202 555 0143" --second 19:00'
)
@click.option("--name", help="Who your partner is.")
@click.option("--reach", metavar="TEXT", help="How to reach them.")
@click.option("--first", metavar="HH:MM", help="When you both say what you will do.")
@click.option("--second", metavar="HH:MM", help="When you both say if it's done.")
@click.option("--line", metavar="TEXT", help="What one says if the other hasn't done it.")
@click.option("--off", is_flag=True, help="Go on without a partner.")
@json_option
@pass_services
def partner_command(services: Services, *, off: bool, **given: str | None) -> None:
    """Set up a friend to promise one thing a day with.

    Without options it prints what you agreed on, and the message that asks them to agree.
    """
    accountability = services.accountability
    wanted = {key: value for key, value in given.items() if value is not None}
    note_unsafe(*wanted.values())
    before = services.context.preferences.changes
    if off and wanted:
        raise click.UsageError("Use --off by itself.")
    if off or wanted:
        agreed = {"name": ""} if off else _agreed(accountability.partner, wanted)
        accountability.choose_partner(**agreed)
    changed = services.context.preferences.changes != before
    partner, asks = accountability.partner, accountability.agreement()
    if wants_json():
        _say_json(partner, asks.text if asks else "", changed=changed)
        return
    if off or wanted:
        warn("Saved." if changed else NO_CHANGE)
    if partner is None or asks is None:
        say("No partner. infoint partner --name NAME sets one up.")
    else:
        _print(partner, asks.text)


def _print(partner: Partner, message: str) -> None:
    for title, words in _rows(partner):
        if words:
            say(f"{title}: {words}")
    click.echo()
    say(message)


def _agreed(partner: Partner | None, wanted: dict[str, str]) -> dict[str, Any]:
    """Return everything that is agreed on now.

    Raises:
        UsageError: nobody has been named yet.
        DateError: a time cannot be read.
    """
    from infoint_tui.domain.basics.typed_days import parse_time

    if partner is None and not wanted.get("name"):
        raise click.UsageError("Who is your partner? Give their --name.")
    fields = ("name", "reach", "first", "second", "line")
    kept = {key: getattr(partner, key) for key in fields} if partner else {}
    times = {key: parse_time(wanted[key]) for key in ("first", "second") if key in wanted}
    return kept | wanted | times


def _rows(partner: Partner) -> tuple[tuple[str, str], ...]:
    return (
        ("Partner", partner.name),
        ("Reach them", partner.reach),
        ("First time", clock_time(partner.first)),
        ("Second time", clock_time(partner.second)),
        ("The line", partner.line),
    )


def _say_json(partner: Partner | None, message: str, *, changed: bool) -> None:
    from infoint_tui.cli.shapes import PartnerJson

    name, reach, first, second, line = dict(_rows(partner)).values() if partner else ("",) * 5
    say_json(PartnerJson(changed, name, reach, first, second, line, message))
