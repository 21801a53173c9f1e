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

if TYPE_CHECKING:
    from infoint_tui.services.container import Services
    from infoint_tui.services.importing import Report

LARGE = 500_000
"""The size in bytes from which a file gets a progress bar: about 2,000 people."""


@click.command("import", epilog="Example: infoint import Connections.csv")
@click.argument("file", type=FilePath(path_type=Path))
@click.option("--format", "form", type=click.Choice(("auto", "linkedin")), default="auto")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@json_option
@pass_services
def import_command(services: Services, file: Path, form: str, dry_run: bool) -> None:
    """Import people from a file.

    LinkedIn: its Connections.csv, alone or in the ZIP of your data. Nothing you have is
    overwritten, and importing the same file again adds nobody twice.
    """
    with _progress(file) as progress:
        report = services.importing.run(file, format=form, dry_run=dry_run, progress=progress)
    if wants_json():
        _report_json(report)
    else:
        _report(report, file)
        if report.created and not dry_run:
            _offer_dupes(len(services.merging.suspects()))


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
            problems=tuple(
                ProblemJson(problem.file, problem.line, problem.reason)
                for problem in report.problems
            ),
            differences=tuple(report.differences),
        )
    )


def _report(report: Report, file: Path) -> None:
    counts = (
        f"{report.created} added, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.ambiguous} ambiguous, {report.failed} failed."
    )
    if report.dry_run:
        say(f"Dry run of {file}, nothing saved: {counts}")
    else:
        say_changed(
            f"Imported {file}: {counts}",
            changed=bool(report.created or report.updated),
            unchanged=f"Nothing to import from {file}: {counts}",
        )
    lines = [f"line {problem.line}: {problem.reason}" for problem in report.problems]
    lines += report.differences
    if lines:
        say_text("\n".join(f"  {clean_line(line)}" for line in lines))
    if report.failed_file:
        say(f"Failed records are in {report.failed_file}: fix them there and import that file.")
    if report.notice:
        warn(report.notice)
    if report.cleaned:
        warn(f"Note: invisible characters were removed. Records: {report.cleaned}.")
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
