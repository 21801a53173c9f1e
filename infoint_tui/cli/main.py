"""The command `infoint`: it opens the app or runs one of the commands."""

from __future__ import annotations

from pathlib import Path

import click

from infoint_tui import __version__
from infoint_tui.cli.file_path import FilePath
from infoint_tui.cli.lazy import LazyGroup
from infoint_tui.cli.screens import require_terminal, screen_option
from infoint_tui.cli.session import Factories, factories
from infoint_tui.domain.basics.errors import DamagedFileError

__all__ = ["COMMANDS", "Factories", "infoint"]

_HERE = "infoint_tui.cli"

SECTIONS: dict[str, dict[str, tuple[str, str]]] = {
    "See what there is": {
        "today": (f"{_HERE}.today", "Show what is due today, and who to say hello to."),
        "due": (f"{_HERE}.list_and_due", "Show everything that is due, soonest first."),
        "list": (f"{_HERE}.list_and_due", "List everyone, or those a filter matches."),
        "show": (f"{_HERE}.show", "Show everything saved about someone."),
        "stats": (
            f"{_HERE}.stats",
            "Show where it leads and what people said, with your goals.",
        ),
        "demo": (f"{_HERE}.demo", "Open the app with sample people; nothing is saved."),
    },
    "People": {
        "add": (f"{_HERE}.people", "Add someone."),
        "import": (f"{_HERE}.importing", "Import people from a file."),
        "export": (f"{_HERE}.export", "Write people to files for other programs."),
        "edit": (f"{_HERE}.people", "Edit someone's details."),
        "shortlist": (f"{_HERE}.people", "Put people on the board, to be asked."),
        "aside": (f"{_HERE}.people", "Set someone aside: nothing comes due for them."),
        "delete": (f"{_HERE}.delete", "Delete people and all their records."),
        "purge": (f"{_HERE}.purge", "Remove someone for good; this can't be undone."),
        "merge": (f"{_HERE}.merge", "Merge two people who are one and the same."),
        "dupes": (f"{_HERE}.merge", "List people who may have been added twice."),
        "log": (f"{_HERE}.people", "Log that you were in touch with someone."),
        "entry": (f"{_HERE}.entry", "Correct an entry in someone's timeline, or remove it."),
    },
    "Ask": {
        "message": (f"{_HERE}.message", "Draft a message to someone, and log that you sent it."),
        "ask": (f"{_HERE}.interviews", "Log that you asked someone to talk."),
        "nudge": (f"{_HERE}.interviews", "Log that you nudged someone."),
        "agreed": (f"{_HERE}.answers", "Log that someone said yes, with no time set yet."),
        "decline": (f"{_HERE}.interviews", "Log that someone said no, or not now."),
        "referred": (f"{_HERE}.answers", "Log that someone said no, but suggested someone else."),
        "close": (f"{_HERE}.answers", "Stop waiting for an answer, and set someone aside."),
    },
    "Talk": {
        "schedule": (f"{_HERE}.interviews", "Set a time to talk, or change it."),
        "confirm": (f"{_HERE}.interviews", "Log that the time was confirmed."),
        "questions": (f"{_HERE}.plan", "List the questions to choose from."),
        "plan": (f"{_HERE}.plan", "Show the questions for a conversation, or change one."),
        "prep": (f"{_HERE}.prep", "Print the sheet to take along."),
        "jot": (f"{_HERE}.plan", "Jot down a note during a conversation, or correct one."),
        "met": (f"{_HERE}.interviews", "Log that you talked."),
        "cancel": (f"{_HERE}.interviews", "Log that it's off, or that they didn't show up."),
        "debrief": (f"{_HERE}.debrief", "Write up a conversation."),
        "conversation": (
            f"{_HERE}.conversation",
            "Correct what is saved about a conversation, or remove it.",
        ),
    },
    "Afterward": {
        "thank": (f"{_HERE}.interviews", "Log that you sent a thank-you."),
        "note": (
            f"{_HERE}.follow_ups",
            "Add a to-do: advice, a skill to learn, a name or a promise.",
        ),
        "done": (f"{_HERE}.to_dos", "Finish a to-do with someone: done, or reported back."),
        "told": (f"{_HERE}.to_dos", "Log that you reported back to someone."),
        "remind": (f"{_HERE}.to_dos", "Log that you reminded someone of what they promised."),
        "snooze": (f"{_HERE}.to_dos", "Put off what is due with someone, or asking them."),
        "due-date": (f"{_HERE}.to_dos", "Set the day a to-do is due."),
        "todo": (f"{_HERE}.to_dos", "Correct a to-do, or remove it."),
    },
    "You": {
        "about": (f"{_HERE}.about", "Show or change what you say about yourself."),
        "goal": (
            f"{_HERE}.goal",
            "Show the work you wonder about, and what people said about it.",
        ),
        "commit": (f"{_HERE}.commit", "Promise one thing for today."),
        "checkin": (f"{_HERE}.commit", "Say how the one thing went, yours and your partner's."),
        "partner": (f"{_HERE}.partner", "Set up a friend to promise one thing a day with."),
    },
    "Anything else": {
        "back": (f"{_HERE}.answers", "Take back the latest step with someone."),
        "undo": (f"{_HERE}.history", "Undo the latest change."),
        "redo": (f"{_HERE}.history", "Redo what was undone last."),
        "backup": (f"{_HERE}.backup", "Make a backup, or a copy in a file."),
        "restore": (f"{_HERE}.backup", "Go back to a backup."),
        "merge-file": (
            f"{_HERE}.merge_file",
            "Bring what another version of your data has into it.",
        ),
        "doctor": (f"{_HERE}.doctor", "Check your data, and say what to do."),
        "completion": (f"{_HERE}.completion", "Print what makes a shell complete names."),
        "where": (f"{_HERE}.where", "Show where everything is, and what chose the place."),
        "keys": (f"{_HERE}.keys", "List every key, screen by screen."),
        "why": (f"{_HERE}.why", "Read why these conversations work."),
    },
}
"""Every command with its module and summary, in the sections and the order of `--help`."""

COMMANDS = {name: row for section in SECTIONS.values() for name, row in section.items()}
"""Every command with its module and summary."""


@click.group(
    cls=LazyGroup,
    sections=SECTIONS,
    invoke_without_command=True,
    epilog="Example: infoint --db other.json",
)
@click.option(
    "--db",
    type=FilePath(dir_okay=False, path_type=Path),
    help="The data file; if left out, $INFOINT_DB or the default.",
)
@screen_option
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def infoint(ctx: click.Context, db: Path | None, screen: str | None) -> None:
    """Keep track of informational interviews.

    Without a command it opens the app. NAME is a person's full name, part of it, or an id.
    """
    if ctx.invoked_subcommand is None:
        require_terminal(screen)
        found = factories(ctx)
        try:
            found.app(db, screen)
        except DamagedFileError as error:
            from infoint_tui.cli.backup import offer_backup

            offer_backup(found.services(db), error)
            found.app(db, screen)
