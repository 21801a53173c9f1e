"""Taking people out: deleting them, which can be undone, and purging, which cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.services.purging import Purged


@asking
async def delete(screen: TabScreen) -> None:
    """Delete the marked contacts, or the one under the cursor, and tell what goes along."""
    from infoint_tui.ui.kit.confirm import ConfirmDialog

    ids = screen.contact_ids
    if not ids:
        screen.say_nobody()
        return
    removing = screen.services.removing
    goes = removing.what_goes(ids)
    undo = screen.keymap.key("undo")
    dialog = ConfirmDialog(f"Delete {goes.who}?", f"{goes.sentence} {undo} undoes.", "Delete")
    if not await screen.app.push_screen_wait(dialog):
        return
    if screen.do(lambda: removing.delete(ids), lambda gone: f"Deleted {gone.who}"):
        screen.settled(ids)


@asking
async def purge(screen: TabScreen) -> None:
    """Remove the contact for good, once the name was typed; then tell who else mentions them."""
    from infoint_tui.ui.dialogs.purge import PurgeDialog, mention_lines
    from infoint_tui.ui.kit.notice import NoticeDialog

    contact = screen.chosen()
    if contact is None:
        return
    purging = screen.services.purging
    dialog = PurgeDialog(purging.what_goes(contact.id))
    done: list[Purged] = []

    def purge_now(typed: str) -> None:
        done.append(purging.purge(contact.id, typed))
        screen.main_app.forget(done[0].traces.is_hinted_at)
        screen.reload()

    dialog.submit = purge_now
    await screen.app.push_screen_wait(dialog)
    if not done:
        return
    (purged,) = done
    screen.inform(f"Purged {purged.name}")
    if purged.mentions:
        lines = mention_lines(purged.mentions, screen.services.overview.today)
        await screen.app.push_screen_wait(NoticeDialog("Texts that still mention them", lines))
    if purged.backups:
        files = [
            ("Remove these files to be sure:", "muted"),
            *((str(p), "") for p in purged.backups),
        ]
        await screen.app.push_screen_wait(NoticeDialog("Backups that still hold them", files))
