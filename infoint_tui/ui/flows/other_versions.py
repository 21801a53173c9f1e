"""Other versions of the file: merging one in, and what to do if the file is older than it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from infoint_tui.domain.basics.counting import counted
from infoint_tui.ui.dialogs.path import typed_path
from infoint_tui.ui.kit.choose import ChoiceDialog
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.services.other_versions import Missing


@asking
async def merge_file(screen: TabScreen) -> None:
    """Ask for another version of the file, and merge it in."""
    from infoint_tui.ui.kit.ask_text import TextDialog

    copies = screen.services.other_versions.copies()
    path: Path | None = None
    if copies:
        options = (*((str(each), each.name) for each in copies), ("", "Another file"))
        chosen = await screen.app.push_screen_wait(ChoiceDialog("Merge which version?", options))
        if chosen is None:
            return
        path = Path(chosen) if chosen else None
    if path is None:
        typed = await screen.app.push_screen_wait(TextDialog("Merge another version", "File"))
        if typed is None:
            return
        path = typed_path(typed)
    await _merge(screen, path)


@asking
async def missing_changes(screen: TabScreen) -> None:
    """Ask what to do about changes that were in the file and are not any more."""
    versions = screen.services.other_versions
    missing = versions.missing()
    if missing is None:
        return
    options: tuple[tuple[str, str], ...] = (("keep", "Keep the file as it is"),)
    if missing.source is not None:
        options = (
            ("merge", "Merge in what is missing"),
            ("restore", "Go back to that version"),
            *options,
        )
    words = f"{missing.words} {missing.where}"
    dialog = ChoiceDialog("Changes are missing", options, words=words)
    answer = await screen.app.push_screen_wait(dialog)
    if answer == "merge" and missing.source is not None:
        await _merge(screen, missing.source)
    elif answer == "restore":
        _go_back(screen, missing)
    elif answer == "keep":
        versions.keep()
        screen.inform("Kept the file as it is")


def notice_copies(screen: TabScreen) -> None:
    """Say if a sync program left versions beside the file that have anything new."""
    copies = screen.services.other_versions.copies()
    if copies:
        first = copies[0].name
        more = f" and {counted(len(copies) - 1, 'other file')}" if copies[1:] else ""
        key = screen.keymap.key("palette")
        screen.inform(f"Your data may be in two versions: {first}{more}. {key} merge a file")


def _go_back(screen: TabScreen, missing: Missing) -> None:
    backing_up = screen.services.backing_up
    found = backing_up.find(missing.source)
    if found is not None:
        path, state = found
        name = path.name
        screen.do(lambda: (backing_up.restore(state, name), True), lambda _: f"Went back to {name}")
        screen.services.other_versions.keep()


async def _merge(screen: TabScreen, path: Path) -> None:
    from infoint_tui.ui.dialogs.merge_file import MergeFileDialog

    services = screen.services
    prepared = services.merging_files.prepare(path)
    if not prepared:
        services.other_versions.settle(prepared.other.state)
        screen.inform(f"Nothing in {path.name} is missing here.")
        return
    merged = await screen.ask(
        MergeFileDialog(prepared),
        lambda taken: services.merging_files.merge(prepared, taken),
        f"Merged {path.name}",
        about="",
        part=path.name,
    )
    if merged is not None:
        services.other_versions.settle(prepared.other.state)
