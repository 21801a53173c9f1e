"""`infoint debrief`: the write-up of a conversation, in an editor or from a file."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from infoint_tui.cli.asking import confirm
from infoint_tui.cli.choosing import conversation_of
from infoint_tui.cli.days import next_step, on
from infoint_tui.cli.file_path import FilePath
from infoint_tui.cli.goal import may_decide
from infoint_tui.cli.names import NAME
from infoint_tui.cli.output import (
    is_terminal,
    json_option,
    say,
    say_changed,
    say_done,
    say_json,
    say_text,
    wants_json,
    warn,
)
from infoint_tui.cli.session import factories, pass_services
from infoint_tui.domain.basics.errors import InfointError, InvalidInputError
from infoint_tui.domain.basics.text import has_unsafe

if TYPE_CHECKING:
    from infoint_tui.domain.conversation.debrief import DebriefDraft
    from infoint_tui.domain.conversation.unfinished_debrief import Sitting
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.services.container import Services
    from infoint_tui.services.debriefing import Debriefed

_KINDS = {"advice": "Advice", "learn": "To learn", "promise": "Promise"}


@click.command("debrief", epilog="Example: infoint debrief Lou --template")
@click.argument("name", type=NAME)
@click.option(
    "--from",
    "path",
    type=FilePath(allow_dash=True, dir_okay=False),
    metavar="FILE",
    help="Read the write-up from FILE; - is standard input.",
)
@click.option("--template", "wants_template", is_flag=True, help="Print a FILE to start from.")
@click.option("--on", "day", metavar="DAY", help="The day of the conversation you mean.")
@click.option("--yes", is_flag=True, help="Change and remove without asking.")
@json_option
@pass_services
def debrief_command(
    services: Services,
    name: str,
    path: str | None,
    wants_template: bool,
    day: str | None,
    yes: bool,
) -> None:
    """Write up a conversation.

    Uses the latest one not written up yet, or else the latest of all. In a terminal it opens your
    editor ($VISUAL or $EDITOR) with a form, filled with your notes so far. FILE is that form, or
    JSON; --template prints the form, and with --json the JSON. What FILE leaves out stays as it is.
    Advice, promises, skills to learn and people they suggested become to-dos; saving again corrects
    those. You are asked before anything is changed or removed; if FILE is -, add --yes instead.
    """
    if wants_template and path is not None:
        raise click.UsageError("Use either --from or --template.")
    contact = services.contacts.find(name)
    interview_id = _interview(services, contact, day).id
    services.conversations.recover(interview_id)
    sitting = services.debriefing.begin(interview_id)
    if wants_template:
        _print(sitting.draft, _title(services, contact, sitting))
    elif path is not None:
        text, source = _read(path), "The input" if path == "-" else path
        draft = _draft(services, text, sitting.draft, source)
        _save(services, contact, sitting, draft, ask=_refuse if path == "-" else confirm, yes=yes)
    else:
        _edit(services, contact, sitting, yes=yes)


def _interview(services: Services, contact: Contact, day: str | None) -> Interview:
    """Return the conversation to write up; see `conversation_of` for what `day` may be."""
    if day is None:
        return services.debriefing.interview_of(contact.id)
    return conversation_of(services, contact, day, services.debriefing.interviews_of(contact.id))


def _refuse(question: str) -> None:
    """Refuse to ask a question when standard input is the write-up itself.

    Raises:
        InvalidInputError: always.
    """
    raise InvalidInputError(question.removesuffix(" Save it?"), "To save it, add --yes.")


def _title(services: Services, contact: Contact, sitting: Sitting) -> str:
    interview = sitting.interview
    day = interview.held_on or interview.day
    return f"Your write-up: {contact.name}{f', {services.context.in_words(day)}' if day else ''}"


def _print(start: DebriefDraft, title: str) -> None:
    if wants_json():
        from infoint_tui.cli.shapes import WriteUpJson

        say_json(WriteUpJson(**dict(start)))
        return
    from infoint_tui.exchange.debrief_text import write_form

    say_text(write_form(start, title))


def _edit(services: Services, contact: Contact, sitting: Sitting, *, yes: bool) -> None:
    """Open the form in the user's editor, and save what they leave there."""
    if not is_terminal(sys.stdin, sys.stdout):
        raise click.UsageError(
            "Without a terminal, use --from FILE; --template prints one to fill in."
        )
    from infoint_tui.exchange.debrief_text import is_blank, write_form

    form = write_form(sitting.draft, _title(services, contact, sitting))
    typed = factories(click.get_current_context()).edited(form)
    if typed == form or is_blank(typed):
        say_done("Nothing was changed, so nothing was saved.", changed=False)
        return
    with _not_lost(typed, contact):
        draft = _draft(services, typed, sitting.draft, "What you typed")
        _save(services, contact, sitting, draft, ask=confirm, yes=yes)


@contextmanager
def _not_lost(typed: str, contact: Contact) -> Iterator[None]:
    """If what was typed cannot be saved, keep it in a file and say where it is."""
    try:
        yield
    except (InfointError, OSError):
        handle, path = tempfile.mkstemp(prefix="infoint-", suffix=".txt")  # only for the user
        with open(handle, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(typed)
        warn(f"What you typed is in {path}. Correct it there, then run:")
        warn(f'infoint debrief "{contact.name}" --from {path}', indent=2)
        raise


def _draft(services: Services, text: str, start: DebriefDraft, source: str) -> DebriefDraft:
    """Return the draft that a text holds: JSON, or else the form."""
    if text.lstrip().startswith(("{", "[")):
        from infoint_tui.exchange import debrief_file

        draft = debrief_file.read_debrief(text, start, source)
        unsafe = debrief_file.had_unsafe(text)
    else:
        from infoint_tui.exchange.debrief_text import is_blank, read_form

        if is_blank(text):
            raise InvalidInputError(f"{source} is empty.", "Start from --template.")
        draft = read_form(text, start, source, services.context.today)
        unsafe = has_unsafe(text)
    if unsafe:
        warn("Note: invisible characters were removed.")
    return draft


def _save(
    services: Services,
    contact: Contact,
    sitting: Sitting,
    draft: DebriefDraft,
    *,
    ask: Callable[[str], None],
    yes: bool,
) -> None:
    """Save a write-up, and print what it made; ask first if it changes or removes something."""
    interview_id = sitting.interview.id
    if not yes:
        preview = services.debriefing.preview(interview_id, draft, sitting)
        if corrections := preview.corrections("changes", "removes"):
            ask(f"This {corrections}. Save it?")
    before = services.overview.revision
    saved = services.debriefing.save(interview_id, draft, sitting)
    held = on(saved.interview.held_on or services.context.today, services.context.today)
    made = tuple(_made(saved))
    say_changed(
        f"Saved your write-up: {contact.name} {held}. {next_step(services, contact.id)}",
        changed=services.overview.revision != before,
        person=contact,
        interview=saved.interview,
        made=made,
    )
    if not wants_json():
        for line in made:
            say(line)
    warn(may_decide(services, contact, sitting.interview.result, saved.interview))


def _made(saved: Debriefed) -> Iterator[str]:
    for item in saved.items:
        owner = " (theirs)" if item.owed_by == "them" else ""
        yield f"{_KINDS[item.kind]}{owner}: {item.text}"
    for note, people in (("to be asked", saved.added), ("already in your contacts", saved.linked)):
        for person in people:
            role = f", {person.organization}" if person.organization else ""
            yield f"Suggested: {person.name}{role} ({note})"
    for item in saved.changed:
        yield f"Corrected: {item.text}"
    for words in saved.removals:
        yield f"Removed: {words}"


def _read(path: str) -> str:
    from infoint_tui.exchange.files import read_text, text_of

    if path == "-" and sys.stdin is None:
        raise InvalidInputError("Standard input is closed.", "Name a file.")
    try:
        if path == "-":
            return text_of(sys.stdin.buffer.read(), "Standard input")
        return read_text(Path(path))
    except FileNotFoundError:
        raise InvalidInputError(f"There is no file {path}.", "Check the path.") from None
    except InfointError as error:
        raise InvalidInputError(error.message, error.hint) from None
