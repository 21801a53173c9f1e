"""Follow-ups: note advice, names and promises, close them, correct or remove them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from infoint_tui.domain.basics.errors import InvalidInputError, RuleError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.follow_through.dossier import Dossier, Introduced
from infoint_tui.domain.follow_through.situation import Situation
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.vocabulary import FollowUpKind, Party
from infoint_tui.services.context import UseCaseContext, checked, existing, into_play, worded
from infoint_tui.services.editing import ConflictCheck, saver
from infoint_tui.services.introductions import withdraw

if TYPE_CHECKING:
    from infoint_tui.domain.vocabulary import Channel, TouchKind
    from infoint_tui.store.repository import Transaction


class FollowUps:
    """What a person does about the results of an interview."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context

    def note(
        self,
        contact_id: str,
        text: str,
        *,
        kind: FollowUpKind = "advice",
        owed_by: Party = "me",
        due: date | None = None,
        interview_id: str | None = None,
    ) -> FollowUp:
        """Add a to-do: advice, a skill to learn, a name or a promise.

        Raises:
            InvalidInputError: the text is blank.
        """
        if not clean_line(text):
            raise InvalidInputError("The to-do is empty.", "Say what to do.")
        item = FollowUp(
            id=self._context.new_id(),
            contact_id=contact_id,
            interview_id=interview_id,
            kind=kind,
            text=text,
            owed_by=owed_by,
            noted_on=self._context.today,
            due=due,
        )

        def change(tx: Transaction) -> FollowUp:
            into_play(tx, existing(tx, Contact, contact_id))
            return tx.put(item)

        return self._context.repository.transact(f"add a to-do: {item.text}", change).value

    def done(self, follow_up_id: str) -> FollowUp:
        """Mark a follow-up as done today; this also ends a snooze."""
        done = {"done_on": self._context.today, "snoozed_until": None}
        return self._edit(follow_up_id, "done", done)

    def told(self, follow_up_id: str, channel: Channel | None = None, words: str = "") -> FollowUp:
        """Note and log that the person behind a follow-up heard where it led.

        While it is open where an introduction leads, this is only logged: the user still has to ask
        the person, and to say how it went.

        Args:
            follow_up_id: the follow-up.
            channel: how they heard.
            words: what was written to them.
        """
        today = self._context.today

        def change(tx: Transaction) -> FollowUp:
            item = existing(tx, FollowUp, follow_up_id)
            text = worded(f"reported back: {item.text}", words)
            self._log(tx, item, "update", text, channel)
            if _leads_on(tx, item, today):
                return item
            return tx.put(item.but(told_on=today, done_on=item.done_on or today))

        return self._context.repository.transact("report back", change).value

    def reminded(
        self, follow_up_id: str, channel: Channel | None = None, words: str = ""
    ) -> FollowUp:
        """Log that they were reminded of what they owe, and give them as much time again.

        The follow-up stays open until it is done.

        Args:
            follow_up_id: what they owe.
            channel: how they were reminded.
            words: what was written to them.
        """
        today = self._context.today
        again = Situation.after(today, self._context.settings.act_within)

        def change(tx: Transaction) -> FollowUp:
            item = existing(tx, FollowUp, follow_up_id)
            text = worded(f"reminded them: {item.text}", words)
            self._log(tx, item, "message", text, channel)
            return tx.put(item.but(snoozed_until=again))

        return self._context.repository.transact("remind them", change).value

    def due_saver(self, shown: FollowUp) -> Callable[[date], FollowUp]:
        """Return a function that sets the due day by hand and detects changes made elsewhere.

        This also ends a snooze. It raises a ConflictError as described in `editing.saver`.
        """

        def edit(changes: Mapping[str, Any], look: ConflictCheck[FollowUp]) -> FollowUp:
            label = f"due {self._context.in_words(changes['due'])}"
            return self._edit(shown.id, label, {**changes, "snoozed_until": None}, look)

        save = saver(shown, edit, is_filled=False)
        return lambda due: save({"due": due})

    def snooze(self, follow_up_id: str, until: date) -> FollowUp:
        """Snooze a follow-up until the given day."""
        label = f"snooze until {self._context.in_words(until)}"
        return self._edit(follow_up_id, label, {"snoozed_until": until})

    def edit(self, follow_up_id: str, **changes: Any) -> FollowUp:
        """Correct a follow-up: its text, kind, day, or who it is up to.

        Raises:
            InvalidInputError: a value is not valid for its field.
            NotFoundError: the follow-up is gone.
            RuleError: a name someone suggested would become something else, or the other way round.
        """
        return self._edit(follow_up_id, "correct", changes)

    def saver(self, shown: FollowUp) -> Callable[[Mapping[str, Any]], FollowUp]:
        """Return a function that saves the form for the follow-up `shown`.

        It detects changes made elsewhere in the meantime. It raises what `edit` raises, and a
        ConflictError as described in `editing.saver`.
        """
        return saver(shown, partial(self._edit, shown.id, "correct"))

    def remove(self, follow_up_id: str) -> Contact | None:
        """Remove a follow-up, as if it had never been noted.

        A name someone suggested takes its entry in the timeline along, and the person too if they
        came into the file with it and nothing else is known about them.

        Returns:
            The person who went along, or None.

        Raises:
            NotFoundError: the follow-up is gone.
        """

        def change(tx: Transaction) -> Contact | None:
            return withdraw(tx, existing(tx, FollowUp, follow_up_id))

        item = existing(self._context.repository, FollowUp, follow_up_id)
        return self._context.repository.transact(f"remove: {item.text}", change).value

    def reopen(self, follow_up_id: str) -> FollowUp:
        """Take back the latest step: "told" if they were told, otherwise "done"."""

        def change(tx: Transaction) -> FollowUp:
            item = existing(tx, FollowUp, follow_up_id)
            if item.told_on is not None and item.kind != "introduction":
                return tx.put(item.but(told_on=None))
            return tx.put(item.but(told_on=None, done_on=None))

        return self._context.repository.transact("move back", change).value

    def _log(
        self, tx: Transaction, item: FollowUp, kind: TouchKind, text: str, channel: Channel | None
    ) -> None:
        today = self._context.today
        tx.put(
            self._context.touch(item.contact_id, kind, text, today, channel=channel, about=item.id)
        )

    def _edit(
        self,
        follow_up_id: str,
        label: str,
        changes: Mapping[str, Any],
        look: ConflictCheck[FollowUp] = lambda _: None,
    ) -> FollowUp:
        def change(tx: Transaction) -> FollowUp:
            item = existing(tx, FollowUp, follow_up_id)
            look(item)
            edited = checked(lambda: item.but(**changes))
            if "introduction" in {item.kind, edited.kind} and item.kind != edited.kind:
                raise RuleError(
                    "A suggested person can't become another kind of to-do, or the reverse.",
                    "Remove it, and add a new one.",
                )
            if not edited.text:
                raise InvalidInputError("The to-do is empty.", "Say what to do, or remove it.")
            return tx.put(edited)

        known = self._context.repository.get(FollowUp, follow_up_id)
        words = f"{label}: {known.text}" if known else label
        return self._context.repository.transact(words, change).value


def _leads_on(tx: Transaction, item: FollowUp, today: date) -> bool:
    """Tell whether an introduction may still lead to an interview."""
    person = tx.get(Contact, item.led_to or "")
    if item.kind != "introduction" or person is None:
        return False
    led_to = Introduced(person, tx.of(Interview, person.id))
    giver = existing(tx, Contact, item.contact_id)
    dossier = Dossier(giver, tx.of(Interview, giver.id), introduced={person.id: led_to})
    is_over = dossier.outcome_on(item) is not None or led_to.is_aside(today)
    return dossier.is_introduction(item) and not is_over
