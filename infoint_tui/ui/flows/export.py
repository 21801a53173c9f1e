"""Writing files for other programs: people as cards, tables or notes, a conversation as a date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from infoint_tui.domain.basics.counting import in_people
from infoint_tui.domain.basics.errors import InfointError
from infoint_tui.domain.basics.text import slug
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.domain.basics.progress import Progress
    from infoint_tui.services.exporting import Exported
    from infoint_tui.ui.flows.prep import PrepView

EXPORTS = "exports"
"""The folder for exported files, next to the database, unless another is given."""


@asking
async def export(screen: TabScreen) -> None:
    """Write the marked contacts, or the one under the cursor, to a file or a folder."""
    from infoint_tui.exchange.formats import BY_KEY, OUT
    from infoint_tui.ui.dialogs.path import typed_path
    from infoint_tui.ui.kit.ask_text import TextDialog
    from infoint_tui.ui.kit.choose import ChoiceDialog
    from infoint_tui.ui.kit.progress import with_progress

    ids = screen.contact_ids
    if not ids:
        screen.say_nobody()
        return
    exporting = screen.services.exporting
    who = screen.services.context.who(ids)
    options = tuple((key, f"{BY_KEY[key].label}: {BY_KEY[key].write_help}") for key in OUT)
    form = await screen.app.push_screen_wait(ChoiceDialog(f"Export {who} as", options))
    if form is None:
        return
    proposed = _unused_name(screen, f"{slug(who)}{BY_KEY[form].suffixes[0]}")

    what = "a file or a folder" if BY_KEY[form].items else "a file"
    given, title = str(proposed), f"Write {who} to {what}"
    while True:
        dialog = TextDialog(title, "Path", given)
        dialog.submit = lambda answer: exporting.check_place(typed_path(answer))
        answer = await screen.app.push_screen_wait(dialog)
        if answer is None:
            return
        given, path = answer, typed_path(answer)
        is_folder = given.endswith("/") or path.is_dir()
        write = exporting.to_folder if is_folder else exporting.to_file
        try:
            done = await with_progress(
                screen.app, title, f"Writing {who}", partial(_write, write, form, ids, path)
            )
        except InfointError as error:
            screen.show_error(error)
            continue
        break
    if done is None:
        screen.inform("Stopped")
        return
    screen.inform(f"Wrote {in_people(done.people)} to {done.path}")
    screen.settled(ids)


def _write(
    write: Callable[..., Exported], form: str, ids: Sequence[str], path: Path, progress: Progress
) -> Exported:
    from infoint_tui.exchange.outgoing import WriteOptions

    return write(form, ids, path, WriteOptions(progress=progress))


@asking
async def calendar(screen: TabScreen) -> None:
    """Write the conversation to a file that a calendar opens."""
    from infoint_tui.ui.dialogs.path import typed_path
    from infoint_tui.ui.kit.ask_text import TextDialog

    preparation = cast("PrepView", screen).preparation
    if preparation is None:
        screen.say_nobody()
        return
    interview, name = preparation.interview, preparation.contact.name
    if interview.start is None:
        key = screen.keymap.key("prep.reschedule")
        screen.inform(f"No time is set yet; {key} sets one.")
        return
    proposed = _unused_name(screen, f"{slug(name)}-{interview.day}.ics")
    written = await screen.ask(
        TextDialog(f"Write the time with {name} for your calendar", "File", str(proposed)),
        lambda given: screen.services.exporting.invitation(interview.id, typed_path(given)),
        about=preparation.contact.id,
        part="calendar",
    )
    if written is not None:
        screen.inform(f"Wrote {written}")


def _unused_name(screen: TabScreen, name: str) -> Path:
    from infoint_tui.exchange.files import unused

    folder = screen.services.context.repository.path.absolute().parent / EXPORTS
    return unused(folder / name)
