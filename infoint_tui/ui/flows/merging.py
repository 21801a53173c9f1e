"""Merging two contacts into one: those that are marked, or two that look like the same person."""

from __future__ import annotations

from infoint_tui.ui.screen import TabScreen, asking


@asking
async def merge(screen: TabScreen) -> None:
    """Merge the two marked contacts."""
    ids = screen.contact_ids
    if len(ids) != 2:
        key = screen.keymap.key("contacts.mark")
        screen.inform(f"First mark the two who are the same person; {key} marks.")
    elif await _merge(screen, *ids):
        screen.settled(ids)


@asking
async def duplicates(screen: TabScreen) -> None:
    """List the people who may have been added twice, and merge those that are chosen."""
    from infoint_tui.ui.dialogs.merge import SuspectsDialog

    merging = screen.services.merging
    if not merging.suspects():
        screen.inform("Nobody seems to have been added twice.")
    while suspects := merging.suspects():
        chosen = await screen.app.push_screen_wait(SuspectsDialog(suspects))
        if chosen is None:
            return
        await _merge(screen, chosen.first.id, chosen.second.id)


async def _merge(screen: TabScreen, one_id: str, other_id: str) -> bool:
    """Show two contacts side by side, and merge them; return whether the user did."""
    from infoint_tui.ui.dialogs.merge import MergeDialog

    merging = screen.services.merging
    pair = merging.likely_pair(one_id, other_id)
    first, second = pair.first.id, pair.second.id
    made = await screen.ask(
        MergeDialog(pair),
        lambda taken: merging.merge(first, second, taken),
        lambda contact: f"Merged two people into {contact.name}",
        about=first,
        part=second,
    )
    return made is not None
