"""The command `infoint`: it opens the app or runs one of the commands."""

from __future__ import annotations

from pathlib import Path

import click

from infoint_tui import __version__
from infoint_tui.cli.lazy import LazyGroup
from infoint_tui.cli.screens import require_terminal, screen_option
from infoint_tui.cli.session import Factories, factories

__all__ = ["COMMANDS", "Factories", "infoint"]

_HERE = "infoint_tui.cli"

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": (f"{_HERE}.demo", "Open the app on sample people; nothing is kept."),
    "import": (f"{_HERE}.importing", "Bring in people from a file."),
    "list": (f"{_HERE}.list_and_due", "List people, all or those that a filter finds."),
    "show": (f"{_HERE}.show", "Show all that is kept about somebody."),
    "due": (f"{_HERE}.list_and_due", "Show everything owed, soonest first."),
    "today": (f"{_HERE}.today", "Show what is for today, and whom to reconnect with."),
    "add": (f"{_HERE}.people", "Add somebody."),
    "edit": (f"{_HERE}.people", "Change what is kept about somebody."),
    "shortlist": (f"{_HERE}.people", "Put people on the board, to be asked."),
    "aside": (f"{_HERE}.people", "Set somebody aside: nothing is owed to them."),
    "log": (f"{_HERE}.people", "Log that something happened with somebody."),
    "message": (f"{_HERE}.message", "Draft a message to somebody, and note that it was sent."),
    "ask": (f"{_HERE}.interviews", "Note that you asked somebody for a talk."),
    "nudge": (f"{_HERE}.interviews", "Note that you reminded them of your request."),
    "decline": (f"{_HERE}.interviews", "Note that they said no, or not now."),
    "schedule": (f"{_HERE}.interviews", "Note when a talk will be, or move it."),
    "confirm": (f"{_HERE}.interviews", "Note that the talk was confirmed."),
    "prep": (f"{_HERE}.prep", "Print the sheet for a talk."),
    "met": (f"{_HERE}.interviews", "Note that a talk was held."),
    "cancel": (f"{_HERE}.interviews", "Note that an agreed talk did not take place."),
    "debrief": (f"{_HERE}.debrief", "Write down what came of a talk."),
    "thank": (f"{_HERE}.interviews", "Note that you sent a thank-you."),
    "note": (f"{_HERE}.follow_ups", "Note advice, a skill to learn, a name or a promise."),
    "done": (f"{_HERE}.follow_ups", "Finish the soonest follow-up with somebody: done, or told."),
    "goal": (f"{_HERE}.goal", "Show the work you wonder about, and what talks said of it."),
    "commit": (f"{_HERE}.commit", "Promise one thing for today."),
    "checkin": (f"{_HERE}.commit", "Say in the evening whether the one thing is done."),
    "stats": (f"{_HERE}.stats", "Show what came of your talks so far, and what people said."),
    "undo": (f"{_HERE}.history", "Take back the latest change."),
    "redo": (f"{_HERE}.history", "Do again what was taken back last."),
    "keys": (f"{_HERE}.keys", "Show every key of the app, place by place."),
}
"""Every command with its module and its summary, in the order in which people need them."""


@click.group(cls=LazyGroup, lazy=COMMANDS, invoke_without_command=True)
@click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The database; else $INFOINT_DB, else your own.",
)
@screen_option
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def infoint(ctx: click.Context, db: Path | None, screen: str | None) -> None:
    """Keep track of informational interviews.

    Without a command it opens the app. NAME is a person's full name, a part of it, or an id.
    """
    if ctx.invoked_subcommand is None:
        require_terminal(screen)
        factories(ctx).app(db, screen)
