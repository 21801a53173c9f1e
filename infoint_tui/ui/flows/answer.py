"""What somebody answered to a request, wherever a contact stands under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from infoint_tui.domain.basics.calendar import relative
from infoint_tui.ui.flows.interview import TalkActions
from infoint_tui.ui.screen import asking

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.board import Card
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.ui.dialogs.completing_field import Completions

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
        interview = card.dossier.open_interview() if card else None
        if contact is None:
            return
        if card is not None and interview is not None and interview.is_awaiting_reply:
            await self.answered(card)
        elif interview is not None and interview.is_agreed:
            key = self.keymap.key("contact.schedule")
            self.inform(f"{contact.name} said yes already. {key} sets the time, or moves it.")
        else:
            key = self.keymap.key("contact.ask")
            self.inform(f"No request to {contact.name} waits for an answer. {key}: asked.")

    async def answered(self, card: Card) -> None:
        """Ask what came of what the user waits for, and note it."""
        interview = card.dossier.open_interview()
        if interview is None or not interview.is_awaiting_reply:
            self._they_did(card)
            return
        contact, requests = card.dossier.contact, self.services.requests
        answer = await self._ask_answer(contact, interview)
        if answer == "time":
            await self.schedule(contact)
        elif answer == "later":
            await self._not_now(contact)
        elif answer == "referred":
            await self._referred(contact)
        elif answer is not None:
            steps: dict[str, tuple[Callable[[str], Interview | None], str]] = {
                "yes": (requests.agree, f"{contact.name} said yes"),
                "no": (requests.decline, f"{contact.name} said no"),
                "nudge": (requests.nudge, f"Nudged {contact.name}"),
                "let_go": (requests.let_go, f"Let {contact.name} go"),
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

    async def _ask_answer(self, contact: Contact, interview: Interview) -> str | None:
        from infoint_tui.ui.kit.choose import ChoiceDialog

        options = ANSWERS + (NUDGED if interview.nudged_on else NUDGE)
        dialog = ChoiceDialog(f"What did {contact.name} say?", options)
        return await self.app.push_screen_wait(dialog)

    async def _not_now(self, contact: Contact) -> None:
        from infoint_tui.ui.kit.ask_when import DayDialog

        today = self.services.overview.today
        title = f"{contact.name}: not now, until"
        dialog = DayDialog(title, today)
        await self.ask(
            dialog,
            lambda day: self.services.requests.decline(contact.id, until=day, why="later"),
            lambda _: f"{contact.name}: not now, until {relative(dialog.result(), today)}",
        )

    async def _referred(self, contact: Contact) -> None:
        from infoint_tui.ui.dialogs.introduced import IntroducedDialog

        await self.ask(
            IntroducedDialog(contact.name, self.known()),
            lambda given: self.services.requests.referred(contact.id, given),
            lambda named: named.words(contact.name),
        )

    def known(self) -> Completions:
        """What forms complete from."""
        from infoint_tui.ui.dialogs.completing_field import Completions

        there = self.services.completing
        return Completions(there.organizations, there.tags, there.people)
