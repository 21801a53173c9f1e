"""The day as a whole: the promise for it, the partner, and spreading out overdue items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import asdict

from infoint_tui.domain.basics.calendar import full_day
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from infoint_tui.domain.follow_through.accountability import (
        DayQuestion,
        Partner,
        PartnerMessage,
    )
    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.records.commitment import Commitment
    from infoint_tui.domain.vocabulary import PromiseState
    from infoint_tui.services.accountability import Mine

NAMED = 3
"""With at most this many overdue items, name the people involved before spreading the items."""
_STAYS = "Conversations and thank-yous stay where they are."


@asking
async def promise(screen: TabScreen) -> None:
    """Promise one thing for today, and note the partner's; ask about an earlier promise first."""
    from infoint_tui.ui.dialogs.promise import PromiseDialog

    accountability = screen.services.accountability
    earlier = accountability.unanswered()
    if earlier is not None and await _settle(screen, earlier, is_known=False) != "closed":
        return
    partner = accountability.partner
    await screen.ask(
        PromiseDialog(accountability.of_day(), partner.name if partner else ""),
        lambda given: accountability.promise(**asdict(given)),
        "Promised for today",
        about="",
    )


def promise_kept(screen: TabScreen) -> None:
    """Save that what Today asks about is done, or else the user's one thing, or the partner's."""
    about = _about(screen, "open", "missed")
    if about is None:
        return
    how: dict[str, Any] = {"mine" if about.about == "mine" else "theirs": "done"}
    screen.do(
        lambda: screen.services.accountability.check_in(**how, day=about.day),
        f"Done: {about.text}" if about.about == "mine" else f"{_name(screen)} did it: {about.text}",
    )


@asking
async def promise_missed(screen: TabScreen) -> None:
    """Save that it is not done yet, and offer what was agreed on; an earlier promise is settled."""
    about = _about(screen, "open", "done")
    if about is None:
        return
    accountability = screen.services.accountability
    is_mine, is_earlier = about.about == "mine", about.day < screen.services.overview.today
    if is_mine and is_earlier:
        await _settle(screen, about, is_known=True)
        return
    how: dict[str, Any] = {"mine" if is_mine else "theirs": "missed"}
    noted = screen.do(
        lambda: accountability.check_in(**how, day=about.day), f"Not yet: {about.text}"
    )
    if noted is not None and not is_earlier:
        await _say_the_line(screen, noted, is_mine=is_mine)


async def _settle(screen: TabScreen, earlier: DayQuestion, *, is_known: bool) -> str | None:
    """Ask what becomes of an earlier promise, and save it.

    Args:
        screen: the screen.
        earlier: the promise.
        is_known: whether the user has already said that it is not done.

    Returns:
        "closed" if it is done or let go, "today" if it is today's one thing now, and None if
        nothing was decided.
    """
    from infoint_tui.ui.kit.choose import ChoiceDialog

    accountability, partner = screen.services.accountability, screen.services.accountability.partner
    now = f"Do it now, with {partner.name} on the phone" if partner else ""
    options = (
        *(() if is_known else (("done", "It's done"),)),
        *((("now", now),) if partner else ()),
        ("taken", "Make it today's one thing"),
        ("let_go", "Let it go"),
    )
    day = full_day(earlier.day, screen.services.overview.today)
    is_yesterday = (screen.services.overview.today - earlier.day).days == 1
    when = "Yesterday's one thing" if is_yesterday else f"Your one thing for {day}"
    chosen = await screen.app.push_screen_wait(ChoiceDialog(f"{when}: {earlier.text}", options))
    if chosen is None:
        return None
    how: Mine = "taken" if chosen == "now" else cast("Mine", chosen)
    said = {
        "done": f"Done: {earlier.text}",
        "let_go": f"Let go: {earlier.text}",
        "taken": f"Promised for today: {earlier.text}",
    }[how]
    if screen.do(lambda: accountability.check_in(how, day=earlier.day), said) is None:
        return None
    if how != "taken":
        return "closed"
    promised = accountability.of_day()
    if chosen == "now" and promised is not None:
        await _say_the_line(screen, promised, is_mine=True)
    return "today"


async def _say_the_line(screen: TabScreen, promised: Commitment, *, is_mine: bool) -> None:
    """Show what was agreed on, to copy or for the partner to say; nothing without a partner."""
    from infoint_tui.domain.follow_through.accountability import agreed_line, not_done
    from infoint_tui.ui.kit.confirm import ConfirmDialog

    partner = screen.services.accountability.partner
    if partner is None:
        return
    if is_mine:
        message, who = not_done(promised, partner), f"{partner.name} says"
        go, stay = f"Copy a message that asks {_reached(partner)}", f"{partner.name} says it now"
    else:
        message, who = agreed_line(partner), f"You say to {partner.name}"
        go, stay = f"Copy it for {_reached(partner)}", "I'll say it myself"
    if await screen.app.push_screen_wait(ConfirmDialog(who, f"“{partner.line}”", go, stay)):
        _copy(screen, message)


@asking
async def promise_message(screen: TabScreen) -> None:
    """Copy a message for the partner."""
    from infoint_tui.ui.kit.choose import ChoiceDialog

    accountability = screen.services.accountability
    partner = accountability.partner
    if partner is None:
        screen.inform(f"No partner yet. {screen.keymap.key('app.palette')} Partner sets one up.")
        return
    messages = accountability.messages(accountability.of_day())
    options = tuple((each, each.label) for each in messages)
    chosen = await screen.app.push_screen_wait(
        ChoiceDialog(f"Copy which message for {_reached(partner)}?", options)
    )
    if chosen is not None:
        _copy(screen, chosen)


@asking
async def partner(screen: TabScreen) -> None:
    """Set up the partner, and offer the message that asks them to agree."""
    from infoint_tui.ui.dialogs.partner import PartnerDialog
    from infoint_tui.ui.kit.confirm import ConfirmDialog

    accountability = screen.services.accountability
    before = accountability.partner
    await screen.ask(
        PartnerDialog(before),
        lambda given: accountability.choose_partner(**asdict(given)),
        about="",
    )
    after, asks = accountability.partner, accountability.agreement()
    if after == before:
        return
    if after is None or asks is None:
        screen.inform("Saved: no partner")
        return
    screen.inform(f"Saved: your partner is {after.name}")
    asking_them = ConfirmDialog(
        f"Does {after.name} know yet?", asks.text, f"Copy it for {_reached(after)}", "Not now"
    )
    if await screen.app.push_screen_wait(asking_them):
        _copy(screen, asks)


def _copy(screen: TabScreen, message: PartnerMessage) -> None:
    from infoint_tui.ui.kit.external_programs import copied

    screen.app.copy_to_clipboard(message.text)
    screen.inform(copied(f"“{message.text}”"))


def _reached(partner: Partner) -> str:
    """Return the partner's name, and how to reach them if that is known."""
    return f"{partner.name} ({partner.reach})" if partner.reach else partner.name


def _name(screen: TabScreen) -> str:
    partner = screen.services.accountability.partner
    return partner.name if partner else "Your partner"


def _about(screen: TabScreen, *states: PromiseState) -> DayQuestion | None:
    """Return what a key that says how it went is about; if there is nothing, tell the user.

    That is what Today asks first. If it asks nothing, it is the user's one thing, if that is in one
    of `states`, or else the partner's.
    """
    from infoint_tui.domain.follow_through.accountability import DayQuestion

    accountability = screen.services.accountability
    for each in accountability.asked():
        if each.about != "promise":
            return each
    promised = accountability.of_day()
    if promised is not None and promised.text and promised.state in states:
        return DayQuestion("mine", promised.day, promised.text)
    if promised is not None and promised.partner_text and promised.partner_state in states:
        return DayQuestion("theirs", promised.day, promised.partner_text)
    if promised is not None and promised.text:
        screen.inform(f"Already saved: {promised.text}")
    else:
        key = screen.keymap.key("promise")
        screen.inform(f"No promise for today yet. {key} adds one.")
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
