"""The day as a whole: the promise for it, and spreading out overdue items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import asdict

from infoint_tui.domain.basics.calendar import full_day
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.records.commitment import Commitment

NAMED = 3
"""With at most this many overdue items, name the people involved before spreading the items."""
_STAYS = "Conversations and thank-yous stay where they are."


@asking
async def promise(screen: TabScreen) -> None:
    """Set one promise for today, and record the partner's promise."""
    from infoint_tui.ui.dialogs.promise import PromiseDialog

    accountability = screen.services.accountability
    partner = screen.services.context.settings.partner
    await screen.ask(
        PromiseDialog(accountability.of_day(), partner),
        lambda given: accountability.promise(**asdict(given)),
        "Promised for today",
    )


def promise_kept(screen: TabScreen) -> None:
    """Record that the promise was kept; if that is already recorded, take it back."""
    promised = _promised(screen)
    if promised is not None:
        done = promised.done_on is None
        said = f"Done: {promised.text}" if done else f"Reopened: {promised.text}"
        screen.do(lambda: screen.services.accountability.check_in(done=done), said)


@asking
async def promise_message(screen: TabScreen) -> None:
    """Copy a message for the partner."""
    from infoint_tui.ui.kit.choose import ChoiceDialog

    promised, accountability = _promised(screen), screen.services.accountability
    if promised is None:
        return
    is_open = promised.done_on is None
    options = (
        (accountability.morning, "In the morning: what I promise"),
        (accountability.evening, "In the evening: how it went"),
        *([(accountability.missed, "I haven't done it: please call me")] if is_open else []),
    )
    write = await screen.app.push_screen_wait(
        ChoiceDialog("Copy which message for your partner?", options)
    )
    if write is not None:
        words = write(promised)
        screen.app.copy_to_clipboard(words)
        screen.inform(f"Copied: {words}")


def _promised(screen: TabScreen) -> Commitment | None:
    """Return what the user promised for today; if there is no promise, tell them."""
    promised = screen.services.accountability.of_day()
    if promised is not None and promised.text:
        return promised
    screen.inform(f"No promise for today yet. {screen.keymap.key('promise')} adds one.")
    return None


@asking
async def spread(screen: TabScreen) -> None:
    """Spread overdue items over the next business days, once the user agrees."""
    from infoint_tui.ui.kit.choose import ChoiceDialog

    late = screen.services.today.put_off()
    if not late:
        screen.inform("Nothing to spread; conversations and thank-yous stay where they are.")
        return
    today = screen.services.overview.today
    what = f"{len(late)} overdue item{'s' * (len(late) != 1)}"
    first, last = (full_day(day, today) for day in (late[0][1], late[-1][1]))
    spread = f"Snooze until {first}" if first == last else f"Spread from {first} to {last}"
    names = _whom(screen, [item for item, _ in late]) if len(late) <= NAMED else ""
    sure = await screen.app.push_screen_wait(
        ChoiceDialog(
            f"Spread {what}: {names}?" if names else f"Spread {what}? {_STAYS}",
            ((True, spread), (False, "Leave it as it is")),
        )
    )
    if sure:
        screen.do(screen.services.today.spread, f"Spread {what} through {last}")


def _whom(screen: TabScreen, items: Sequence[Owed]) -> str:
    """Return the names of the people involved, since their rows may be out of sight."""
    people = [screen.services.contacts.get(item.contact_id).name for item in items]
    return ", ".join(dict.fromkeys(people))
