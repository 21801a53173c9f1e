"""Importing people: choosing the file, showing the progress, and showing how it went."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.app import App

from infoint_tui.domain.basics.counting import in_people
from infoint_tui.domain.basics.errors import InfointError, LockedError
from infoint_tui.domain.follow_through.hints import PICK_MANY
from infoint_tui.ui.dialogs.import_preview import ImportPreview
from infoint_tui.ui.dialogs.path import PathDialog, typed_path
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.kit.choose import ChoiceDialog
from infoint_tui.ui.kit.notice import NoticeDialog
from infoint_tui.ui.kit.progress import with_progress
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.domain.basics.progress import Progress
    from infoint_tui.exchange.decoding import EncodingError
    from infoint_tui.exchange.incoming import Column, ReadOptions
    from infoint_tui.services.container import Services
    from infoint_tui.services.import_plan import Row
    from infoint_tui.services.importing import Prepared, Preview, Report

_MOST_LINES = 500
"""The most lines of problems, and of differences, to show."""
_PAUSE = 0.1
"""The seconds between two checks of whether the file is free."""
_TITLE = "Import people"
_DUPES = " See more with {app.palette} duplicates."
"""How to see who may have been added twice."""


@asking
async def import_file(screen: TabScreen) -> None:
    """Import people from a file, then go to Contacts to pick some of them."""
    app = screen.app
    if await import_people(app, screen.services, screen.keymap):
        app.switch_mode("contacts")
    if isinstance(app.screen, TabScreen):
        app.screen.reload()


async def import_people(app: App[object], services: Services, keymap: Keymap | None = None) -> bool:
    """Ask for a file, show what is in it, import it, and show how it went. Call it from a worker.

    Args:
        app: the app to ask and show things in.
        services: the services to import with.
        keymap: the keys of the commands; None for the declared ones.

    Returns:
        Whether anyone new was imported.
    """
    typed = ""
    while True:
        answer = await app.push_screen_wait(PathDialog(typed))
        if answer is None:
            return False
        typed = answer
        try:
            prepared = await _prepared(app, services, typed_path(typed))
            done = await _previewed(app, services, prepared) if prepared else None
        except InfointError as error:
            await _show(app, "Not imported", ((error.message, "error"), (error.hint, "")))
            continue
        if done is None:
            continue
        report, pairs = done
        await _show(app, "Imported", report_lines(report, keymap, pairs))
        return report.created > 0


async def _prepared(app: App[object], services: Services, path: Path) -> Prepared | None:
    """Read the file; ask for its sheet, its encoding and what its columns mean, if need be."""
    from infoint_tui.exchange.decoding import EncodingError
    from infoint_tui.exchange.incoming import ReadOptions
    from infoint_tui.exchange.people_in_tables import ColumnsError

    sheet = await _sheet(app, services, path)
    options = None if sheet is None else ReadOptions(sheet=sheet)
    while options is not None:
        read = partial(services.importing.prepare, path, options)
        try:
            prepared = await with_progress(app, _TITLE, f"Reading {path.name}", read)
        except EncodingError as error:
            options = await _with_encoding(app, options, error)
        except ColumnsError as error:
            options = await _with_columns(app, options, error.name, error.columns)
        else:
            if prepared is None or prepared.guessed is None:
                return prepared
            options = await _with_columns(app, options, *prepared.guessed)
    return None


async def _sheet(app: App[object], services: Services, path: Path) -> str | None:
    """Ask for the sheet of a spreadsheet that has several; None if the user leaves."""
    sheets = await asyncio.to_thread(services.importing.sheets, path)
    if len(sheets) < 2:
        return ""
    rows = tuple((each, each) for each in sheets)
    return await app.push_screen_wait(ChoiceDialog("Which sheet?", rows))


async def _with_encoding(
    app: App[object], options: ReadOptions, error: EncodingError
) -> ReadOptions | None:
    """Ask in which encoding a file makes sense; None if the user leaves."""
    from infoint_tui.exchange.decoding import ENCODINGS

    samples = (error.samples or dict.fromkeys(ENCODINGS, "")).items()
    rows = tuple((key, f"{text}   {ENCODINGS[key]}".strip()) for key, text in samples)
    encoding = await app.push_screen_wait(ChoiceDialog("Which of these is right?", rows))
    return replace(options, encoding=encoding) if encoding else None


async def _with_columns(
    app: App[object], options: ReadOptions, name: str, columns: Sequence[Column]
) -> ReadOptions | None:
    """Ask what the columns of a table mean; None if the user leaves."""
    from infoint_tui.ui.dialogs.columns import ColumnsDialog

    given = await app.push_screen_wait(ColumnsDialog(Path(name).name, columns))
    return None if given is None else replace(options, columns={**options.columns, **given})


async def _previewed(
    app: App[object], services: Services, prepared: Prepared
) -> tuple[Report, int] | None:
    """Show what the import will do, and do it once the user agrees; also count doubles after it."""
    importing = services.importing
    compare = partial(importing.preview, prepared)
    preview = await with_progress(app, _TITLE, "Comparing", compare)
    if preview is None:
        return None
    report = importing.report(preview)
    answers = await app.push_screen_wait(
        ImportPreview(_heading(prepared, report), report.rows, partial(_in_full, prepared))
    )
    if answers is None:
        return None
    if any(answers.values()):
        preview = await with_progress(app, _TITLE, "Comparing", partial(compare, answers))
    if preview is None:
        return None
    save = partial(_save, services, preview)
    saving = f"Saving {in_people(len(prepared.people))}"
    while True:
        try:
            return await with_progress(app, _TITLE, saving, save)
        except LockedError as error:
            if not await _is_let_go(app, services, error):
                return None


def _save(services: Services, preview: Preview, progress: Progress) -> tuple[Report, int]:
    report = services.importing.apply(preview, progress)
    return report, len(services.merging.suspects()) if report.created else 0


async def _is_let_go(app: App[object], services: Services, error: LockedError) -> bool:
    """Wait until another program lets go of the file; return False if the user stops waiting."""
    words = f"Waiting for {error.who} to let go of the file"
    return bool(await with_progress(app, _TITLE, words, partial(_wait, services)))


def _wait(services: Services, progress: Progress) -> bool:
    while not services.context.repository.is_free:
        progress(0, 1)
        sleep(_PAUSE)
    return True


def _heading(prepared: Prepared, report: Report) -> str:
    from infoint_tui.exchange.formats import BY_KEY

    rows = report.rows
    counts = {
        "new": report.created,
        "update": sum(row.outcome == "updated" for row in rows),
        "the same": sum(row.outcome == "same" for row in rows),
        "ask": sum(row.is_question for row in rows),
        "failed": sum(row.outcome == "failed" for row in rows),
        "skipped": report.skipped,
    }
    said = (f"{words} {count}" for words, count in counts.items() if count)
    return " · ".join((prepared.path.name, BY_KEY[prepared.format].label, *said))


def _in_full(prepared: Prepared, row: Row) -> list[tuple[str, str]]:
    """Return a record in full, as lines with their tone."""
    lines = [(row.words, "warning" if row.is_question else "muted")]
    if row.key < 0:
        return [*lines, (row.name, "")]
    for key, value in prepared.people[row.key].fields.items():
        shown = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        lines.append((f"{key.replace('_', ' ')}: {shown}", ""))
    return lines


async def _show(app: App[object], title: str, lines: Iterable[tuple[str, str]]) -> None:
    await app.push_screen_wait(NoticeDialog(title, [line for line in lines if line[0]]))


def report_lines(
    report: Report, keymap: Keymap | None = None, pairs: int = 0
) -> list[tuple[str, str]]:
    """Return how a file's import went, as lines with their tone.

    Args:
        report: the result of the import.
        keymap: the keys of the commands; None for the declared ones.
        pairs: how many pairs of people may be one and the same.
    """
    keymap = keymap or Keymap()
    pick = keymap.fill(PICK_MANY)
    next_step = f" {pick}" if report.created else ""
    counts = f"{report.updated} filled in, {report.unchanged} unchanged"
    lines = [(f"{report.created} added.{next_step}", ""), (f"{counts}.", "muted")]
    if pairs:
        said = "1 possible duplicate" if pairs == 1 else f"{pairs} possible duplicates"
        lines.append((f"{said}.{keymap.fill(_DUPES)}", "warning"))
    lines += _quiet(report)
    if report.problems:
        lines += [(" ", ""), (f"{len(report.problems)} not imported", "warning")]
        lines += _at_most([f"line {each.line}: {each.reason}" for each in report.problems])
    if report.failed_file:
        lines.append((f"Fix them in {report.failed_file} and import that file.", "muted"))
    if report.notice:
        lines.append((report.notice, "warning"))
    if report.differences:
        lines += [(" ", ""), ("Worth a look in the file; nothing was overwritten", "warning")]
        lines += _at_most(report.differences)
    if report.cleaned:
        records = "1 record" if report.cleaned == 1 else f"{report.cleaned} records"
        lines += [
            (" ", ""),
            (f"Invisible characters were removed from {records}.", "muted"),
        ]
    return lines


def _quiet(report: Report) -> Iterator[tuple[str, str]]:
    """Yield what else was added or left out, and how the file was read."""
    if report.entries:
        yield f"{report.entries} conversations and timeline entries.", "muted"
    if report.skipped:
        yield f"{report.skipped} skipped: hidden profiles and the like.", "muted"
    for note in report.notes:
        yield note, "muted"


def _at_most(words: Iterable[str]) -> list[tuple[str, str]]:
    found = list(words)
    more = len(found) - _MOST_LINES
    rest = [(f"and {more} more", "muted")] if more > 0 else []
    return [(each, "") for each in found[:_MOST_LINES]] + rest
