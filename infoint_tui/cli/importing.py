"""`infoint import`: people from a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from infoint_tui.cli.file_path import FilePath
from infoint_tui.cli.output import (
    is_terminal,
    json_option,
    say,
    say_changed,
    say_json,
    say_text,
    wants_json,
    warn,
)
from infoint_tui.cli.session import pass_services
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.exchange.formats import FORMATS, IN
from infoint_tui.exchange.incoming import ReadOptions
from infoint_tui.exchange.source import STDIN

if TYPE_CHECKING:
    from infoint_tui.services.container import Services
    from infoint_tui.services.importing import Report

LARGE = 500_000
"""The size in bytes from which a file gets a progress bar: about 2,000 people."""


@click.command("import", epilog="Example: infoint import Connections.csv")
@click.argument("file", type=FilePath(path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(("auto", *IN)),
    default="auto",
    help="What the file is, if infoint does not recognize it. "
    + " ".join(f"{each.key}: {each.read_help}." for each in FORMATS if each.read),
)
@click.option("--encoding", default="", help="The encoding of a file that is not UTF-8.")
@click.option("--sheet", default="", help="The sheet to read, by name or number.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar='"COLUMN=FIELD"',
    help="What a column holds, such as Who=name; Who= leaves it out. This is remembered for tables "
    "with the same columns. Can be given more than once.",
)
@click.option(
    "--messages", is_flag=True, help="Also note when you last wrote to each other on LinkedIn."
)
@click.option("--join", is_flag=True, help="Join everyone who may be the same person.")
@click.option("--accept", is_flag=True, help="Accept every new job, and keep the former one.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and save nothing.")
@json_option
@pass_services
def import_command(
    services: Services,
    file: Path,
    form: str,
    encoding: str,
    sheet: str,
    columns: tuple[str, ...],
    messages: bool,
    join: bool,
    accept: bool,
    dry_run: bool,
) -> None:
    """Import people from a file.

    FILE comes from LinkedIn, Google, Outlook or Thunderbird, or it is a vCard, a CSV or a
    spreadsheet. It can also be a folder, a ZIP, or - for standard input. Nothing you have is
    overwritten, and importing the same file again adds nobody twice. New jobs and people who may be
    here already are listed; --join and --accept say yes to all of them.
    """
    options = ReadOptions(form, encoding, sheet, dict(map(_column, columns)), messages)
    with _progress(file) as progress:
        report = services.importing.run(
            file, options, dry_run=dry_run, join=join, accept=accept, progress=progress
        )
    if wants_json():
        _report_json(report)
    else:
        _report(report, "standard input" if file == STDIN else str(file))
        if report.created and not dry_run:
            _offer_dupes(len(services.merging.suspects()))


def _column(text: str) -> tuple[str, str]:
    name, sign, target = text.rpartition("=")
    if not sign:
        raise click.UsageError(f'--map {text}: write it as "Column=field".')
    return name, target


def _offer_dupes(pairs: int) -> None:
    if pairs:
        said = "1 possible duplicate" if pairs == 1 else f"{pairs} possible duplicates"
        say(f"{said}: see infoint dupes.")


def _report_json(report: Report) -> None:
    from infoint_tui.cli.shapes import ImportedJson, ProblemJson

    say_json(
        ImportedJson(
            created=report.created,
            updated=report.updated,
            unchanged=report.unchanged,
            ambiguous=report.ambiguous,
            failed=report.failed,
            skipped=report.skipped,
            alike=report.alike,
            offered=report.offered,
            entries=report.entries,
            problems=tuple(
                ProblemJson(problem.file, problem.line, problem.reason)
                for problem in report.problems
            ),
            differences=tuple(report.differences),
            notes=report.notes,
        )
    )


def _report(report: Report, file: str) -> None:
    counts = (
        f"{report.created} added, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.ambiguous} ambiguous, {report.failed} failed"
    )
    more = ((report.skipped, "skipped"), (report.entries, "entries added to the timeline"))
    counts = ", ".join((counts, *(f"{count} {words}" for count, words in more if count))) + "."
    changed = bool(report.created or report.updated or report.entries)
    if report.dry_run:
        say(f"Dry run of {file}, nothing saved: {counts}")
    else:
        say_changed(
            f"Imported {file}: {counts}",
            changed=changed,
            unchanged=f"Nothing new in {file}: {counts}",
        )
    lines = [*report.notes, *_problems(report), *report.differences]
    if lines:
        say_text("\n".join(f"  {clean_line(line)}" for line in lines))
    _say_next(report)


def _problems(report: Report) -> Iterator[str]:
    is_one_file = len({problem.file for problem in report.problems}) < 2
    for problem in report.problems:
        file = "" if is_one_file else f"{problem.file}, "
        yield f"{file}line {problem.line}: {problem.reason}"


def _say_next(report: Report) -> None:
    """Say what can be done about what was not imported, and what comes next."""
    if report.alike:
        say("--join joins everyone who may be the same person; infoint merge does it later.")
    if report.offered:
        say("--accept accepts every new job; infoint edit one of them.")
    if report.failed_file:
        say(f"Failed records are in {report.failed_file}: fix them there and import that file.")
    if report.notice:
        warn(report.notice)
    if report.cleaned:
        records = "1 record" if report.cleaned == 1 else f"{report.cleaned} records"
        warn(f"Note: invisible characters were removed from {records}.")
    if report.created and not report.dry_run:
        say("Next: infoint shortlist NAME... puts people on the board.")


@contextmanager
def _progress(file: Path) -> Iterator[Callable[[int, int], None] | None]:
    """Show a progress bar on stderr for a large file, if stderr is a terminal."""
    if not is_terminal(sys.stderr) or not _is_large(file):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Importing", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _is_large(file: Path) -> bool:
    try:
        return file.expanduser().stat().st_size >= LARGE
    except (OSError, RuntimeError):  # the import itself reports any errors
        return False
