"""How someone answered a request."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from infoint_tui.domain.basics.calendar import relative
from infoint_tui.ui.flows.contact import completions
from infoint_tui.ui.flows.message import write_to
from infoint_tui.ui.flows.schedule import schedule_with
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.board import Card
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.interview import Interview

Options = tuple[tuple[str, str], ...]

ANSWERS: Options = (
    ("time", "Yes, with a time"),
    ("yes", "Yes, no time yet"),
    ("later", "Not until..."),
    ("no", "No"),
    ("referred", "They suggested someone else"),
)
NUDGE: Options = (("nudge", "Nothing yet; I nudged them today"),)
NUDGED: Options = (
    ("let_go", "No answer: let it go"),
    ("nudge", "No answer; I tried once more today"),
)


@asking
async def answer(screen: TabScreen) -> None:
    """Ask what the contact answered, and record it."""
    contact = screen.chosen()
    card = screen.services.overview.card(contact.id) if contact else None
    interview = card.dossier.open_interview() if card else None
    if contact is None:
        return
    if card is not None and interview is not None and interview.is_awaiting_reply:
        await answered(screen, card)
    elif interview is not None and interview.is_agreed:
        key = screen.keymap.key("contact.schedule")
        screen.inform(f"{contact.name} already said yes. {key} sets the time, or changes it.")
    else:
        key = screen.keymap.key("contact.ask")
        screen.inform(f"{contact.name} hasn't been asked yet. {key} logs that you asked.")


async def answered(screen: TabScreen, card: Card) -> None:
    """Ask how the thing the user is waiting for turned out, and record it."""
    interview = card.dossier.open_interview()
    if interview is None or not interview.is_awaiting_reply:
        _they_did(screen, card)
        return
    contact, requests = card.dossier.contact, screen.services.requests
    said = await _ask_answer(screen, contact, interview)
    if said == "time":
        await schedule_with(screen, contact)
    elif said == "later":
        await _not_now(screen, contact)
    elif said == "referred":
        await _referred(screen, contact)
    elif said is not None:
        steps: dict[str, tuple[Callable[[str], Interview | None], str]] = {
            "yes": (requests.agree, f"{contact.name} said yes"),
            "no": (requests.decline, f"{contact.name} said no"),
            "nudge": (requests.nudge, f"Nudged {contact.name}"),
            "let_go": (requests.let_go, f"Stopped waiting for {contact.name}"),
        }
        step, words = steps[said]
        done = screen.do(lambda: step(contact.id), words)
        if done is not None and said == "no":
            await _offer_reply(screen, contact)


def _they_did(screen: TabScreen, card: Card) -> None:
    """Record that the contact has done what they owed."""
    item = next(each for each in card.owed if each.kind == "remind")
    screen.do(
        lambda: screen.services.follow_ups.done(item.subject_id),
        lambda done: f"Done by {card.dossier.contact.name}: {done.text}",
    )


async def _ask_answer(screen: TabScreen, contact: Contact, interview: Interview) -> str | None:
    from infoint_tui.ui.kit.choose import ChoiceDialog

    options = ANSWERS + (NUDGED if interview.nudged_on else NUDGE)
    return await screen.app.push_screen_wait(ChoiceDialog(f"What did {contact.name} say?", options))


async def _not_now(screen: TabScreen, contact: Contact) -> None:
    from infoint_tui.ui.kit.ask_when import DayDialog

    today = screen.services.overview.today
    dialog = DayDialog(f"{contact.name}: not until", today)
    done = await screen.ask(
        dialog,
        lambda day: screen.services.requests.decline(contact.id, until=day, why="later"),
        lambda _: f"{contact.name}: not until {relative(dialog.result(), today)}",
        about=contact.id,
        part="not now",
    )
    if done is not None:
        await _offer_reply(screen, contact)


async def _offer_reply(screen: TabScreen, contact: Contact) -> None:
    """Offer to answer a no at once, as whoever is set aside is not listed anymore."""
    from infoint_tui.ui.kit.confirm import ConfirmDialog

    dialog = ConfirmDialog(
        f"Answer {contact.name}?", "Three lines that ask for nothing.", "Write it now", "Not now"
    )
    if await screen.app.push_screen_wait(dialog):
        await write_to(screen, contact.id, "accept_no")


async def _referred(screen: TabScreen, contact: Contact) -> None:
    from infoint_tui.ui.dialogs.introduced import IntroducedDialog

    await screen.ask(
        IntroducedDialog(contact.name, completions(screen)),
        lambda given: screen.services.requests.referred(contact.id, given),
        lambda named: named.words(contact.name),
        about=contact.id,
        part="referred",
    )
