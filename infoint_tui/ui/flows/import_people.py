"""Importing people: choosing the file, showing the progress, and showing how it went."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.follow_through.hints import PICK_MANY
from infoint_tui.ui.dialogs.path import PathDialog, typed_path
from infoint_tui.ui.keys.keymap import Keymap
from infoint_tui.ui.kit.notice import NoticeDialog
from infoint_tui.ui.kit.progress import ProgressDialog
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.services.container import Services
    from infoint_tui.services.importing import Prepared, Report

_MOST_LINES = 500
"""The most lines of problems, and of differences, to show."""
_HALF = 0.5
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
    """Ask for a file, import it, and show how it went. Call this from a worker.

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
            report = await _import(app, services, typed_path(typed))
        except InfointError as error:
            await _show(app, "Not imported", ((error.message, "error"), (error.hint, "")))
            continue
        pairs = len(services.merging.suspects()) if report.created else 0
        await _show(app, "Imported", report_lines(report, keymap, pairs))
        return report.created > 0


async def _import(app: App[object], services: Services, path: Path) -> Report:
    """Read the file in a thread and apply it in the app's thread, showing the progress."""
    progress = ProgressDialog("Import people", f"Reading {path.name}")
    await app.push_screen(progress)
    try:
        prepared: Prepared = await asyncio.to_thread(services.importing.prepare, path)
        progress.show(f"Adding {len(prepared.parsed.people)} people", _HALF)
        await _drawn(progress)
        return services.importing.apply(prepared)
    finally:
        await progress.dismiss()


async def _drawn(progress: ProgressDialog) -> None:
    """Wait until the dialog shows its latest text."""
    drawn = asyncio.Event()
    progress.call_after_refresh(drawn.set)
    await drawn.wait()


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
        lines += [
            (" ", ""),
            (f"Control characters were removed. Records: {report.cleaned}.", "muted"),
        ]
    return lines


def _at_most(words: Iterable[str]) -> list[tuple[str, str]]:
    found = list(words)
    more = len(found) - _MOST_LINES
    rest = [(f"and {more} more", "muted")] if more > 0 else []
    return [(each, "") for each in found[:_MOST_LINES]] + rest
