"""Thanking someone for an interview: recording that it was done, or writing the message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoint_tui.domain.basics.calendar import lateness, relative
from infoint_tui.domain.vocabulary import CHANNEL_WORDS
from infoint_tui.ui.flows.message import write_to
from infoint_tui.ui.screen import TabScreen, asking

if TYPE_CHECKING:
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.domain.vocabulary import Channel


def thank(screen: TabScreen) -> None:
    """Record that the thank-you was sent today, through the channel last used with them."""
    contact = screen.chosen()
    if contact is not None:
        _thank_by(screen, contact, screen.services.interviews.last_channel(contact.id))


@asking
async def thank_how(screen: TabScreen) -> None:
    """Record that the thank-you was sent, asking for the channel and the day."""
    from infoint_tui.ui.dialogs.thank import ThankDialog

    contact = screen.chosen()
    if contact is None:
        return
    interviews, today = screen.services.interviews, screen.services.overview.today
    await screen.ask(
        ThankDialog(contact.name, interviews.last_channel(contact.id), today),
        lambda given: (interviews.thank(contact.id, given.channel, given.on), given.channel),
        lambda done: _thanked(contact.name, done[1], done[0]),
        about=contact.id,
    )


async def offer_thanks(screen: TabScreen, contact: Contact, interview_id: str) -> None:
    """Offer to write an interview's thank-you now, to record that it was sent, or to wait."""
    from infoint_tui.ui.kit.choose import ChoiceDialog

    overview, by = screen.services.overview, screen.services.interviews.last_channel(contact.id)
    card, today = overview.card(contact.id), overview.today
    owed = card.owed if card else ()
    due = next((each.due for each in owed if each.subject_id == interview_id), today)
    when = lateness(due, today) or f"due {relative(due, today)}"
    options = (
        ("write", "Write the thank-you"),
        ("sent", f"I already thanked them, {_channel_words(by)}"),
        ("later", f"Not now; it is {when}"),
    )
    answer = await screen.app.push_screen_wait(ChoiceDialog(f"Next: thank {contact.name}", options))
    if answer == "write":
        await write_to(screen, contact.id, "thank", interview_id)
    elif answer == "sent":
        _thank_by(screen, contact, by)


def _thank_by(screen: TabScreen, contact: Contact, by: Channel) -> None:
    screen.do(
        lambda: screen.services.interviews.thank(contact.id, by),
        lambda interview: _thanked(contact.name, by, interview),
    )


def _channel_words(by: Channel) -> str:
    """Return how a thank-you was sent, as text."""
    return CHANNEL_WORDS[by]


def _thanked(name: str, by: Channel, interview: Interview | None) -> str:
    """Return the message after a thank-you; without an interview, nothing was thanked for."""
    how = _channel_words(by)
    if interview is None:
        return f"Saved a thank-you to {name} {how}".strip()
    return f"Thanked {name} {how}".strip()
