"""Moves on the board: finish, take back or put off whatever is owed next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from infoint_tui.domain.basics.errors import RuleError
from infoint_tui.domain.follow_through.owed import RULES
from infoint_tui.domain.records.follow_up import FollowUp

if TYPE_CHECKING:
    from collections.abc import Callable

    from infoint_tui.domain.follow_through.board import Card
    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.domain.vocabulary import Closing, Subject
    from infoint_tui.services.contacts import Contacts
    from infoint_tui.services.context import UseCaseContext
    from infoint_tui.services.follow_ups import FollowUps
    from infoint_tui.services.goals import Goals
    from infoint_tui.services.interviews.interviews import Interviews
    from infoint_tui.services.interviews.requests import Requests


class BoardMoves:
    """Moves a card by calling the other use cases."""

    def __init__(
        self,
        context: UseCaseContext,
        contacts: Contacts,
        requests: Requests,
        interviews: Interviews,
        follow_ups: FollowUps,
        goals: Goals,
    ) -> None:
        self._context = context
        self._contacts = contacts
        self._requests = requests
        self._interviews = interviews
        self._follow_ups = follow_ups
        self._goals = goals

    def finish(self, card: Card, subject_id: str = "") -> str:
        """Finish a card's soonest follow-up and return a description of what was done.

        What the user owes is finished before what the contact owes.

        Args:
            card: the card.
            subject_id: the id of a record; anything owed because of it is finished first. If it is
                a name that someone suggested, that person is asked.

        Raises:
            RuleError: the card has no open follow-up.
        """
        item, named = self._to_finish(card, subject_id)
        if item is None:
            raise RuleError(f"Nothing to finish for {card.dossier.contact.name}.")
        close: dict[Closing | None, Callable[[Card, Owed], str]] = {
            "done": self._do,
            "told": self._tell,
            "tell_verdict": self._tell_verdict,
            "ask_suggested": lambda card, _: self._ask_suggested(card, named),
        }
        return close[RULES[item.kind].closes](card, item)

    def to_finish(self, card: Card, subject_id: str = "") -> Owed | None:
        """Return what `finish` would finish; None if there is nothing."""
        return self._to_finish(card, subject_id)[0]

    def _to_finish(self, card: Card, subject_id: str) -> tuple[Owed | None, FollowUp | None]:
        """Return what to finish, and the name to ask if it is about people they suggested."""
        names = card.dossier.names_not_asked(self._context.today)
        named = next((each for each in names if each.id == subject_id), None)

        def is_about_it(owed: Owed) -> bool:
            return owed.subject_id == subject_id or (bool(named) and owed.kind == "reach_out")

        item = min(
            (owed for owed in card.owed if RULES[owed.kind].closes),
            key=lambda owed: (not is_about_it(owed), RULES[owed.kind].column == "waiting"),
            default=None,
        )
        return item, named or next(iter(names), None)

    def back(self, card: Card) -> None:
        """Take back the step that brought the card to its column; the timeline stays.

        Raises:
            RuleError: the card is in the first column, or there is no step to take back.
        """
        contact = card.dossier.contact
        closed: list[FollowUp | Interview] = [
            *(item for item in card.dossier.follow_ups if item.done_on or item.told_on),
            *(interview for interview in card.dossier.interviews if interview.verdict_told_on),
        ]
        if card.column == "ask":
            raise RuleError(
                f"{contact.name} hasn't been asked yet.",
                "To take them off the board, set them aside.",
            )
        latest = max(closed, key=_closed_on, default=None)
        if card.column != "warm" or latest is None:
            self._interviews.take_back(contact.id)
        elif isinstance(latest, FollowUp):
            self._follow_ups.reopen(latest.id)
        else:
            self._goals.untold(latest.id)

    def snooze(self, item: Owed, until: date) -> None:
        """Snooze one owed item until the given day, on the record that owes it.

        Raises:
            RuleError: the day is not in the future, or is not after the item's due day.
        """
        due, day = map(self._context.in_words, (item.due, until))
        if until <= item.due:
            raise RuleError(f"It's due {due}; a snooze has to end later.", "Give a later day.")
        if until <= self._context.today:
            raise RuleError(f"{day} is not in the future.", "Give a day in the future.")
        keep: dict[Subject, Callable[[str, date], object]] = {
            "contact": self._contacts.snooze,
            "follow_up": self._follow_ups.snooze,
            "interview": self._interviews.snooze,
        }
        keep[RULES[item.kind].subject](item.subject_id, until)

    def _do(self, _card: Card, item: Owed) -> str:
        self._follow_ups.done(item.subject_id)
        return f"Done: {item.title}"

    def _tell(self, card: Card, item: Owed) -> str:
        self._follow_ups.told(item.subject_id)
        return f"Reported back to {card.dossier.contact.name}"

    def _tell_verdict(self, card: Card, item: Owed) -> str:
        self._goals.told(item.subject_id)
        return f"Reported back to {card.dossier.contact.name}"

    def _ask_suggested(self, card: Card, named: FollowUp | None) -> str:
        """Ask a person they suggested; if the name matches no contact, mark it done."""
        assert named is not None  # it is owed only while there is a name
        led_to = card.dossier.introduced.get(named.led_to or "")
        if led_to is None:
            self._follow_ups.done(named.id)
            return f"Done: {named.text}"
        self._requests.ask(led_to.contact.id)
        return f"Asked {led_to.contact.name}"


def _closed_on(item: FollowUp | Interview) -> date:
    if isinstance(item, FollowUp):
        return item.told_on or item.done_on or date.min
    return item.verdict_told_on or date.min
