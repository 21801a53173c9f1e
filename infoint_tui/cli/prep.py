"""`infoint prep`: the sheet to take to a conversation."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from infoint_tui.cli.file_path import FilePath
from infoint_tui.cli.intent import INTENT_HELP, INTENTS
from infoint_tui.cli.names import NAME
from infoint_tui.cli.output import json_option, say, say_json, say_text, wants_json, warn
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.basics.text import clean_text
from infoint_tui.domain.vocabulary import INTENT_WORDS

if TYPE_CHECKING:
    from infoint_tui.domain.conversation.plan import Check
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.domain.vocabulary import Intent
    from infoint_tui.services.container import Services
    from infoint_tui.services.planning import Preparation, SheetForm


_FORMS = "Markdown, plain text, or a page to print."


@click.command("prep", epilog="Example: infoint prep Ana --suggest")
@click.argument("name", type=NAME)
@click.option("--minutes", type=click.IntRange(1, 480), help="How long; as planned, or 20.")
@click.option("--intent", type=click.Choice(INTENTS), help=INTENT_HELP)
@click.option("--suggest", "wants_questions", is_flag=True, help="Fill the time with questions.")
@click.option(
    "--format", "form", type=click.Choice(("md", "txt", "html")), default="md", help=_FORMS
)
@click.option(
    "-o", "--output", type=FilePath(dir_okay=False, path_type=Path), help="Write to a new file."
)
@json_option
@pass_services
def prep_command(
    services: Services,
    name: str,
    minutes: int | None,
    intent: Intent | None,
    wants_questions: bool,
    form: SheetForm,
    output: Path | None,
) -> None:
    """Print the sheet to take along.

    Uses the conversation you planned or asked for, or shows what a new one would start with.
    Nothing is saved unless an option plans something. Checks, and why each question was suggested,
    go to stderr.
    """
    contact = services.contacts.find(name)
    with _opened(output) as file:  # opened before anything is changed
        if (minutes, intent) == (None, None) and not wants_questions:
            preparation = services.planning.unsaved(contact.id)
        else:
            preparation = _chosen(services, contact.id, minutes, intent)
        if wants_questions:
            _suggest(services, preparation.interview)
            preparation = _preparation(services, preparation.interview)
        checks = services.planning.checks(preparation)
        sheet = clean_text(services.planning.sheet(preparation, form))
        if file is not None:
            file.write(f"{sheet}\n")
    if wants_json():
        _say_json(preparation, checks)
        return
    _warn_of(checks)
    if output is None:
        say_text(sheet)
    else:
        say(f"Wrote the sheet for {contact.name} to {output}.")


def _warn_of(checks: tuple[Check, ...]) -> None:
    """Print what to look at before the conversation, and why where that needs to be said."""
    if open_checks := [check.text for check in checks if not check.ok]:
        warn(f"Worth a look: {'; '.join(open_checks)}.")
    for check in checks:
        if check.why:
            switch = "--intent job_search says so." if check.key == "job_words" else ""
            warn(f"{check.why} {switch}".strip(), indent=2)


def _chosen(
    services: Services, contact_id: str, minutes: int | None, intent: Intent | None
) -> Preparation:
    """Plan the interview to prepare, and print a note if that changed anything."""
    before = services.overview.revision
    preparation = _preparation(
        services, services.planning.plan_interview(contact_id, minutes, intent)
    )
    if services.overview.revision != before:
        length = preparation.interview.minutes
        why = f", {INTENT_WORDS[preparation.interview.intent]}" if intent else ""
        warn(
            f"Planned {length} minutes with {preparation.contact.name}{why}."
            " (infoint undo takes it back)"
        )
    return preparation


def _suggest(services: Services, interview: Interview) -> None:
    added = services.planning.suggest(interview.id)
    if not added:
        warn("No more questions fit in the time.")
        return
    what, them = ("1 question", "it") if len(added) == 1 else (f"{len(added)} questions", "them")
    warn(f"Added {what}. (infoint undo takes {them} back)")
    for each in added:
        warn(f"{each.question.text} - {each.reason}", indent=2)


def _preparation(services: Services, interview: Interview) -> Preparation:
    preparation = services.planning.preparation(interview.id)
    assert preparation is not None  # it existed a moment ago
    return preparation


def _say_json(preparation: Preparation, checks: tuple[Check, ...]) -> None:
    from infoint_tui.cli.shapes import AskJson, CheckJson, PersonJson, SheetJson
    from infoint_tui.domain.conversation.plan import unskipped

    interview = preparation.interview
    say_json(
        SheetJson(
            contact=PersonJson.of(preparation.contact),
            when=interview.local_start().isoformat() if interview.start else None,
            place=interview.place,
            minutes=interview.minutes,
            outcome=interview.outcome,
            questions=tuple(
                AskJson(each.text, each.minutes, each.must_ask)
                for each in unskipped(interview.plan)
            ),
            checks=tuple(CheckJson(each.key, each.ok, each.text) for each in checks),
        )
    )


@contextmanager
def _opened(path: Path | None) -> Iterator[TextIO | None]:
    """Open a new file that only the user can read, since it is about other people.

    The file is removed again if the code using it fails.
    """
    if path is None:
        yield None
        return
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        is_there = isinstance(error, FileExistsError) and path.exists()
        reason = "it already exists" if is_there else error.strerror or str(error)
        raise InfointError(f"{path} cannot be written: {reason}.", "Name another file.") from None
    try:
        with open(handle, "w", encoding="utf-8") as file:
            yield file
    except BaseException:
        path.unlink()
        raise
