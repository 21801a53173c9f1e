"""`infoint commit` and `infoint checkin`: the promise for the day.

Only messages to copy go to stdout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from infoint_tui.cli.days import past_day
from infoint_tui.cli.output import json_option, note_unsafe, say, say_json, wants_json, warn
from infoint_tui.cli.session import pass_services

if TYPE_CHECKING:
    from infoint_tui.domain.records.commitment import Commitment
    from infoint_tui.services.container import Services


@click.command("commit", epilog='Example: infoint commit "write to Bo before noon"')
@click.argument("text", default="")
@click.option("--partner", metavar="TEXT", default="", help="What your partner promised.")
@json_option
@pass_services
def commit_command(services: Services, text: str, partner: str) -> None:
    """Promise one thing for today.

    Prints the message to send to your partner; name them as partner in settings.toml.
    """
    note_unsafe(text, partner)
    before = services.overview.revision
    promised = services.accountability.promise(text, partner)
    message = services.accountability.morning(promised) if promised.text else ""
    changed = services.overview.revision != before
    _report(promised, message, "Saved for today.", changed=changed)


@click.command("checkin", epilog="Example: infoint checkin --done")
@click.option("--done/--missed", "done", default=None, help="Whether you did it.")
@click.option("--on", "day", metavar="DAY", help="The day it was promised for; today if left out.")
@json_option
@pass_services
def checkin_command(services: Services, done: bool | None, day: str | None) -> None:
    """Say whether today's one thing is done.

    Prints the message to send to your partner. Without --done or --missed, nothing changes.
    """
    accountability, before = services.accountability, services.overview.revision
    when = past_day(services, day)
    promised = accountability.of_day(when) if done is None else None
    if done is not None:
        promised = accountability.check_in(done=done, day=when)
    if promised is None or not promised.text:
        if wants_json():
            _say_json(None, "", "", changed=False)
        else:
            say('No promise yet. Start with infoint commit "one thing".')
        return
    tell = accountability.missed if done is False else accountability.evening
    noted = "" if done is None else "Saved as done." if done else "Saved as not done."
    changed = services.overview.revision != before
    _report(promised, tell(promised), noted, changed=changed)


def _report(promised: Commitment, message: str, noted: str, *, changed: bool) -> None:
    if wants_json():
        _say_json(promised, message, noted, changed=changed)
        return
    if noted:
        warn(f"{noted} ({'infoint undo takes it back' if changed else 'no change'})")
    if message:
        say(message)


def _say_json(promised: Commitment | None, message: str, noted: str, *, changed: bool) -> None:
    from infoint_tui.cli.shapes import PromiseJson

    say_json(PromiseJson(changed, noted, promised, message))
