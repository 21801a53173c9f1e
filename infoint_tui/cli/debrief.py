"""`infoint debrief`: the write-up of a conversation, from a JSON file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from infoint_tui.cli.days import next_step, on
from infoint_tui.cli.output import say, say_changed, say_text, warn
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infoint_tui.services.container import Services
    from infoint_tui.services.debriefing import Debriefed

_KINDS = {"advice": "Advice", "learn": "To learn", "promise": "Promise"}


@click.command("debrief")
@click.argument("name")
@click.option(
    "--json",
    "path",
    type=click.Path(allow_dash=True, dir_okay=False),
    metavar="FILE",
    help="Read the write-up from FILE; - is standard input.",
)
@click.option("--template", "wants_template", is_flag=True, help="Print a FILE to start from.")
@pass_services
def debrief_command(services: Services, name: str, path: str | None, wants_template: bool) -> None:
    """Write up a conversation.

    Uses the latest one not written up yet, or else the latest of all. The template is filled with
    your notes so far; fields that FILE leaves out stay as they are. Advice, promises, skills to
    learn and people they suggested become to-dos; saving again corrects those.
    """
    from infoint_tui.exchange import debrief_file

    if wants_template == (path is not None):
        raise click.UsageError("Give --json FILE, or --template to see what goes in it.")
    contact = services.contacts.find(name)
    interview = services.debriefing.interview_of(contact.id)
    start = services.debriefing.draft(interview.id)
    if path is None:
        say_text(debrief_file.template(start))
        return
    text = _read(path)
    draft = debrief_file.read_debrief(text, start, "The input" if path == "-" else path)
    if debrief_file.had_unsafe(text):
        warn("Note: control characters were removed.")
    before = services.overview.revision
    saved = services.debriefing.save(interview.id, draft)
    held = on(saved.interview.held_on or services.context.today, services.context.today)
    say_changed(
        f"Saved your write-up: {contact.name} {held}. {next_step(services, contact.id)}",
        changed=services.overview.revision != before,
    )
    for line in _made(saved):
        say(line)


def _made(saved: Debriefed) -> Iterator[str]:
    for item in saved.items:
        owner = " (theirs)" if item.owed_by == "them" else ""
        yield f"{_KINDS[item.kind]}{owner}: {item.text}"
    for note, people in (("to be asked", saved.added), ("already in your contacts", saved.linked)):
        for person in people:
            role = f", {person.organization}" if person.organization else ""
            yield f"Suggested: {person.name}{role} ({note})"
    for item in saved.changed:
        yield f"Changed: {item.text}"
    for words in saved.removals:
        yield f"Removed: {words}"


def _read(path: str) -> str:
    try:
        with click.open_file(path, encoding="utf-8-sig") as file:
            return str(file.read())
    except UnicodeDecodeError:
        raise InvalidInputError(f"{path} is not UTF-8 text.", "Save it as UTF-8.") from None
    except OSError as error:
        raise InvalidInputError(f"{path} cannot be read: {error.strerror}.") from None
