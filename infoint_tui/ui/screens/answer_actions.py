"""What somebody answered to a request, wherever a contact stands under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from infoint_tui.domain.calendar import relative
from infoint_tui.ui.screens.base import asking
from infoint_tui.ui.screens.talk_actions import TalkActions

if TYPE_CHECKING:
    from infoint_tui.domain.board import Card
    from infoint_tui.domain.contact import Contact
    from infoint_tui.domain.interview import Interview
    from infoint_tui.ui.dialogs.completing_field import Known

Options = tuple[tuple[str, str], ...]

ANSWERS: Options = (
    ("time", "Yes, and when"),
    ("yes", "Yes, the time comes later"),
    ("later", "Not now, until..."),
    ("no", "No"),
    ("referred", "They named somebody else"),
)
NUDGE: Options = (("nudge", "Nothing yet; nudged them today"),)
NUDGED: Options = (
    ("let_go", "No answer: let it go"),
    ("nudge", "No answer; tried once more today"),
)


class AnswerActions(TalkActions):
    """A tabbed screen with a contact under the cursor, who may have answered."""

    @asking
    async def action_answer(self) -> None:
        """Ask what the contact answered, and note it."""
        contact = self.chosen()
        card = self.services.overview.card(contact.id) if contact else None
        talk = card.dossier.open_talk() if card else None
        if contact is None:
            return
        if card is not None and talk is not None and talk.is_awaiting_reply:
            await self.answered(card)
        elif talk is not None and talk.is_agreed:
            key = self.keymap.key("contact.schedule")
            self.say(f"{contact.name} said yes already. {key} sets the time, or moves it.")
        else:
            key = self.keymap.key("contact.ask")
            self.say(f"No request to {contact.name} waits for an answer. {key}: asked.")

    async def answered(self, card: Card) -> None:
        """Ask what came of what the user waits for, and note it."""
        talk = card.dossier.open_talk()
        if talk is None or not talk.is_awaiting_reply:
            self._they_did(card)
            return
        contact, interviews = card.dossier.contact, self.services.interviews
        answer = await self._ask_answer(contact, talk)
        if answer == "time":
            await self.schedule(contact)
        elif answer == "later":
            await self._not_now(contact)
        elif answer == "referred":
            await self._referred(contact)
        elif answer is not None:
            steps: dict[str, tuple[Callable[[str], Interview | None], str]] = {
                "yes": (interviews.agree, f"{contact.name} said yes"),
                "no": (interviews.decline, f"{contact.name} said no"),
                "nudge": (interviews.nudge, f"Nudged {contact.name}"),
                "let_go": (interviews.let_go, f"Let {contact.name} go"),
            }
            step, said = steps[answer]
            self.do(lambda: step(contact.id), said)

    def _they_did(self, card: Card) -> None:
        """What they owed is done."""
        item = next(each for each in card.owed if each.kind == "remind")
        self.do(
            lambda: self.services.follow_ups.done(item.subject_id),
            lambda done: f"Done by {card.dossier.contact.name}: {done.text}",
        )

    async def _ask_answer(self, contact: Contact, talk: Interview) -> str | None:
        from infoint_tui.ui.dialogs.choose import ChoiceDialog

        options = ANSWERS + (NUDGED if talk.nudged_on else NUDGE)
        dialog = ChoiceDialog(f"What did {contact.name} say?", options)
        return await self.app.push_screen_wait(dialog)

    async def _not_now(self, contact: Contact) -> None:
        from infoint_tui.ui.dialogs.ask_when import DayDialog

        today = self.services.overview.today
        title = f"{contact.name}: not now, until"
        dialog = DayDialog(title, today)
        await self.ask(
            dialog,
            lambda day: self.services.interviews.decline(contact.id, until=day, why="later"),
            lambda _: f"{contact.name}: not now, until {relative(dialog.result(), today)}",
        )

    async def _referred(self, contact: Contact) -> None:
        from infoint_tui.ui.dialogs.introduced import IntroducedDialog

        await self.ask(
            IntroducedDialog(contact.name, self.known()),
            lambda given: self.services.interviews.referred(contact.id, given),
            lambda named: named.words(contact.name),
        )

    def known(self) -> Known:
        """What forms complete from."""
        from infoint_tui.ui.dialogs.completing_field import Known

        there = self.services.completing
        return Known(there.organizations, there.tags, there.people)
