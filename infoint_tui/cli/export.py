"""`infoint export`: people, calendars and notes for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from infoint_tui.cli.list_and_due import parsed
from infoint_tui.cli.output import (
    is_terminal,
    json_option,
    say,
    say_json,
    say_text,
    wants_json,
    warn,
)
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.counting import in_people
from infoint_tui.exchange.formats import OUT
from infoint_tui.paths import expanded

if TYPE_CHECKING:
    from infoint_tui.services.container import Services
    from infoint_tui.services.exporting import Exported


# Unknown options are taken as part of QUERY, for terms such as -tag:school.
@click.command(
    "export",
    context_settings={"ignore_unknown_options": True},
    epilog="Example: infoint export --format vcard -o cards/ tag:grid",
)
@click.argument("query", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(OUT), required=True, help="What to write; see above."
)
@click.option(
    "-o", "--output", help="A new file, or a folder that gets one file per item.", metavar="PATH"
)
@click.option("--card", type=click.Choice(("3.0", "4.0")), default="3.0", help="The vCard version.")
@click.option("--raw", is_flag=True, help="Leave CSV cells as they are, to import them again.")
@click.option("--todos", is_flag=True, help="Put what is due in the calendar as to-dos.")
@click.option("--overwrite", is_flag=True, help="Replace files that exist already or were changed.")
@json_option
@pass_services
def export_command(
    services: Services,
    query: tuple[str, ...],
    form: str,
    output: str | None,
    card: Any,
    raw: bool,
    todos: bool,
    overwrite: bool,
) -> None:
    """Write people to files for other programs.

    vcard: for a phone or an address book. csv: a table that a spreadsheet opens safely. google: for
    Google Contacts. ics: conversations and what is due. md: one note per person. json: everything
    in full.

    QUERY is a filter as for infoint list. Without one, everyone who is not set aside goes out; only
    json then has everyone and everything, so that an import brings it all back. In a folder (vcard,
    ics, md), only files that changed are written, and files that another program added or changed
    are left alone.
    """
    from infoint_tui.exchange.outgoing import WriteOptions

    if wants_json() and output is None:
        raise click.UsageError("--json needs -o, so that the report is all that is printed.")
    exporting = services.exporting
    people = None if form == "json" and not query else exporting.matching(parsed(query))
    options = WriteOptions(version=card, raw=raw, todos=todos)
    if people == () and query:
        warn("Nobody matches.")
    if note := services.overview.unreadable:
        warn(note)
    if output is None:
        text = exporting.text(form, people, options)
        if is_terminal(sys.stdout):
            say_text(text)
        else:
            click.echo(text, nl=False)
        return
    path = expanded(Path(output))
    is_folder = output.endswith(("/", "\\")) or path.is_dir()
    write = exporting.to_folder if is_folder else exporting.to_file
    _report(write(form, people, path, options, may_overwrite=overwrite))


def _report(done: Exported) -> None:
    folder = done.folder
    if wants_json():
        from infoint_tui.cli.shapes import ExportedJson

        say_json(
            ExportedJson(
                path=str(done.path),
                people=done.people,
                written=folder.written if folder else 1,
                unchanged=folder.unchanged if folder else 0,
                removed=folder.removed if folder else 0,
                elsewhere=folder.elsewhere if folder else (),
            )
        )
        return
    who = in_people(done.people)
    if folder is None:
        say(f"Wrote {who} to {done.path}.")
        return
    say(
        f"{who} in {done.path}: {folder.written} written, {folder.unchanged} unchanged,"
        f" {folder.removed} removed."
    )
    for each in folder.elsewhere:
        warn(f"Left alone, since another program changed or removed it: {each}")
    if folder.elsewhere:
        warn("infoint import brings changes in; --overwrite replaces these files.")
