"""`infoint commit` and `infoint checkin`: the promise for the day.

With a message to copy, only that goes to stdout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

from infoint_tui.cli.days import on, past_day
from infoint_tui.cli.output import (
    NO_CHANGE,
    UNDOABLE,
    json_option,
    note_unsafe,
    say,
    say_json,
    wants_json,
    warn,
)
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.calendar import relative

if TYPE_CHECKING:
    from datetime import date

    from infoint_tui.domain.follow_through.accountability import About
    from infoint_tui.domain.records.commitment import Commitment
    from infoint_tui.domain.vocabulary import PromiseState
    from infoint_tui.services.accountability import Mine, Theirs
    from infoint_tui.services.container import Services

_T = TypeVar("_T")

_MINE: dict[str, Mine] = {
    "done": "done",
    "missed": "missed",
    "let_go": "let_go",
    "take_along": "taken",
}
_THEIRS: dict[str, Theirs] = {"partner_done": "done", "partner_missed": "missed"}
"""What each option means."""

SAVED: dict[Mine, str] = {
    "done": "Saved as done",
    "missed": "Saved as not done yet",
    "let_go": "Let it go",
    "taken": "Moved to {}",
}
"""What was saved, in words; {} is the day it was moved to."""

STATES: dict[PromiseState, str] = {
    "open": "open",
    "done": "done",
    "missed": "not done yet",
    "let_go": "let go",
    "taken": "moved to {}",
}
"""How the one thing of a day is going, in words; {} is the day it was moved to."""


@click.command("commit", epilog='Example: infoint commit "write to Bo today"')
@click.argument("text", default="")
@click.option("--partner", metavar="TEXT", default="", help="What your partner promised.")
@json_option
@pass_services
def commit_command(services: Services, text: str, partner: str) -> None:
    """Promise one thing for today.

    With a partner, it prints the message to send to them; infoint partner sets one up.
    """
    from infoint_tui.domain.follow_through.accountability import morning

    note_unsafe(text, partner)
    accountability, before = services.accountability, services.overview.revision
    earlier = accountability.unanswered() if text else None
    promised = accountability.promise(text, partner)
    agreed = accountability.partner
    message = morning(promised, agreed).text if agreed and promised.text else ""
    changed = services.overview.revision != before
    _report(promised, message, "Saved for today.", changed=changed)
    if earlier is not None:
        when = on(earlier.day, services.context.today)
        warn(
            f"Still open from {when.removeprefix('on ')}: {earlier.text}. To close it: infoint"
            f" checkin --on {earlier.day.isoformat()} --done, or --let-go."
        )


@click.command("checkin", epilog="Example: infoint checkin --done")
@click.option("--done", is_flag=True, help="You did it.")
@click.option("--missed", is_flag=True, help="You haven't done it yet.")
@click.option("--let-go", is_flag=True, help="You won't do it, and that's fine.")
@click.option(
    "--take-along", is_flag=True, help="You'll do it today, or tomorrow if it was for today."
)
@click.option("--partner-done", is_flag=True, help="Your partner did theirs.")
@click.option("--partner-missed", is_flag=True, help="They haven't done it yet.")
@click.option("--on", "day", metavar="DAY", help="The day of the promise; today if left out.")
@json_option
@pass_services
def checkin_command(services: Services, day: str | None, **given: bool) -> None:
    """Say how the one thing went, yours and your partner's.

    With a partner, it prints what to send to them. Without an answer, nothing changes.
    """
    mine, theirs = _the_one(given, _MINE), _the_one(given, _THEIRS)
    accountability, before = services.accountability, services.overview.revision
    when = _day_meant(services, "theirs" if theirs and not mine else "mine", day)
    if mine or theirs:
        promised = accountability.check_in(mine, theirs, when)
        changed = services.overview.revision != before
        said = _said(services, promised, mine, theirs)
        _report(promised, _message(services, promised, theirs), said, changed=changed)
        return
    found = accountability.of_day(when)
    if found is None or not found.text:
        if wants_json():
            _say_json(None, "", "", changed=False)
        else:
            say('No promise yet. Start with infoint commit "one thing".')
        return
    message = _message(services, found, theirs)
    state = state_in_words(found, services.context.today)
    _report(found, message, "", f"{found.text}: {state}.", changed=False)


def state_in_words(promised: Commitment, today: date) -> str:
    """Return how the user's one thing is going, in words."""
    return STATES[promised.state].format(_moved_to(promised, today))


def _moved_to(promised: Commitment, today: date) -> str:
    return relative(promised.taken_to, today) if promised.taken_to else ""


def _the_one(given: dict[str, bool], options: dict[str, _T]) -> _T | None:
    """Return what the one option that was given means; None if none was.

    Raises:
        UsageError: several were given.
    """
    found = [option for option in options if given[option]]
    if len(found) > 1:
        names = " and ".join(f"--{option.replace('_', '-')}" for option in found)
        raise click.UsageError(f"{names} don't go together.")
    return options[found[0]] if found else None


def _day_meant(services: Services, about: About, day: str | None) -> date | None:
    """Return the day of the promise: the one given, or else the one that Today asks about.

    Raises:
        DateError: the text is not a day.
    """
    if day is not None:
        return past_day(services, day)
    promised = services.accountability.of_day()
    if promised and (promised.text if about == "mine" else promised.partner_text):
        return None
    asked = services.accountability.asked()
    return next((each.day for each in asked if each.about == about), None)


def _said(
    services: Services, promised: Commitment, mine: Mine | None, theirs: Theirs | None
) -> str:
    moved_to = _moved_to(promised, services.context.today)
    said = [f"{SAVED[mine].format(moved_to)}: {promised.text}."] if mine else []
    if theirs:
        is_done = "is done" if theirs == "done" else "isn't done yet"
        said.append(f"Saved: your partner's {is_done}: {promised.partner_text}.")
    return " ".join(said)


def _message(services: Services, promised: Commitment, theirs: Theirs | None) -> str:
    """Return what to send to the partner now; "" without a partner."""
    from infoint_tui.domain.follow_through.accountability import (
        agreed_line,
        done,
        not_done,
        well_done,
    )

    partner = services.accountability.partner
    if partner is None:
        return ""
    if theirs is not None:
        return (well_done(promised, partner) if theirs == "done" else agreed_line(partner)).text
    if promised.state in ("let_go", "taken"):
        return ""
    return (done if promised.state == "done" else not_done)(promised, partner).text


def _report(
    promised: Commitment, message: str, noted: str, state: str = "", *, changed: bool
) -> None:
    if noted and not changed:
        noted = NO_CHANGE
    if wants_json():
        _say_json(promised, message, noted, changed=changed)
        return
    said = f"{noted} {UNDOABLE}" if changed else noted
    if message and said:
        warn(said)
    say(message or said or state)


def _say_json(promised: Commitment | None, message: str, noted: str, *, changed: bool) -> None:
    from infoint_tui.cli.shapes import PromiseJson

    say_json(PromiseJson(changed, noted, promised, message))
