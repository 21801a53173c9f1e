"""Taking people out: deleting them, which can be undone."""

from __future__ import annotations

from infoint_tui.ui.screen import TabScreen, asking


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
