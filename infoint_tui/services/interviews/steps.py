"""What all interview steps share: reading the dossier inside the change, the timeline, checks."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from infoint_tui.domain.basics.errors import InvalidInputError, RuleError
from infoint_tui.domain.conversation.live_notes import noted
from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Debrief, Interview
from infoint_tui.domain.records.record import Record
from infoint_tui.domain.records.touch import Touch
from infoint_tui.domain.vocabulary import Channel, Format, TouchKind
from infoint_tui.services.context import UseCaseContext, existing, into_play
from infoint_tui.services.introductions import check_introducer, withdraw

if TYPE_CHECKING:
    from infoint_tui.store.repository import Transaction

T = TypeVar("T")

ASKED = "asked to talk"
NUDGED = "nudged"
SAID_YES = "said yes"
AGREED = "agreed:"
CONFIRMED = "confirmed the time"


class DatedEntry(NamedTuple):
    """The entry in the timeline that goes with a day of an interview."""

    kind: TouchKind
    words: tuple[str, ...] = ("",)
    """What its text begins with."""


DATED_ENTRIES: dict[str, DatedEntry] = {
    "requested_on": DatedEntry("message", (ASKED, "asked for")),  # once it said "asked for a talk"
    "nudged_on": DatedEntry("message", (NUDGED,)),
    "agreed_on": DatedEntry("message", (SAID_YES, AGREED)),
    "confirmed_on": DatedEntry("message", (CONFIRMED,)),
    "held_on": DatedEntry("meeting"),
    "thanked_on": DatedEntry("thank_you"),
}
"""The entry for each day of an interview that has one."""

IN_ORDER = (
    ("requested_on", "nudged_on"),
    ("requested_on", "agreed_on"),
    ("requested_on", "held_on"),
    ("held_on", "thanked_on"),
)
"""Days of an interview of which the first cannot come after the second."""

_DAY_WORDS = {
    "requested_on": "asked",
    "nudged_on": "nudged them",
    "agreed_on": "heard yes",
    "held_on": "talked",
    "thanked_on": "thanked them",
}


def dated_by(touch: Touch, interview: Interview) -> str | None:
    """Return the field of an interview whose day an entry in the timeline stands for, if any."""
    is_its_own = touch.contact_id == interview.contact_id and touch.about in (interview.id, None)
    for field, entry in DATED_ENTRIES.items():
        is_its_day = (touch.kind, touch.on) == (entry.kind, getattr(interview, field))
        if is_its_own and is_its_day and touch.text.startswith(entry.words):
            return field
    return None


def check_days(context: UseCaseContext, interview: Interview, changed: Collection[str]) -> None:
    """Check days of an interview that are about to change.

    Raises:
        InvalidInputError: one of them is before a day that it follows.
    """
    if "thanked_on" in changed and interview.thanked_on and interview.held_on is None:
        raise InvalidInputError("You haven't talked yet.", "First say that you did.")
    for first, second in IN_ORDER:
        earlier, later = getattr(interview, first), getattr(interview, second)
        if {first, second} & set(changed) and earlier and later and later < earlier:
            raise InvalidInputError(
                f"You can't have {_DAY_WORDS[second]} on {context.in_words(later)}:"
                f" you {_DAY_WORDS[first]} on {context.in_words(earlier)}.",
                "Correct one of the days.",
            )


class InterviewSteps:
    """The building blocks for the steps of an interview."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context

    def run(
        self,
        label: str,
        contact_id: str,
        step: Callable[[Transaction, Contact, Dossier], T],
        *,
        into: bool = True,
        coalesce: str = "",
    ) -> T:
        """Run one step with the contact's dossier, which is read inside the change.

        Args:
            label: the name of the change, with {} for the contact's name.
            contact_id: the contact.
            step: makes the change; called with the transaction, the contact and their dossier.
            into: also shortlist the contact.
            coalesce: if the previous change has the same key, both become one step in the history.
        """

        def change(tx: Transaction) -> T:
            contact = existing(tx, Contact, contact_id)
            if into:
                contact = into_play(tx, contact)
            found = step(tx, contact, Dossier(contact, tx.of(Interview, contact_id)))
            check_introducer(tx, contact_id)
            return found

        known = self._context.repository.get(Contact, contact_id)
        name = known.name if known else "them"
        changed = self._context.repository.transact(label.format(name), change, coalesce=coalesce)
        return changed.value

    def new(self, contact: Contact, **fields: Any) -> Interview:
        """Return a new interview with a contact, with these fields, in the user's home zone."""
        return Interview(
            id=self._context.new_id(),
            contact_id=contact.id,
            zone=self._context.clock.zone,
            **fields,
        )

    def again(self, contact: Contact, dossier: Dossier) -> Interview:
        """Return a new interview, with what it takes over from the last one."""
        return self.new(contact, **dossier.left_over())

    def log(
        self, tx: Transaction, interview: Interview, kind: Any, text: str, on: date, **more: Any
    ) -> None:
        """Add an entry that comes with an interview to the contact's timeline."""
        touch = self._context.touch(
            interview.contact_id, kind, text, on, about=interview.id, **more
        )
        tx.put(touch)

    @staticmethod
    def redate(tx: Transaction, before: Interview, after: Interview) -> None:
        """Move the entries of an interview in the timeline to the days it now says."""
        for touch in tx.of(Touch, before.contact_id):
            field = dated_by(touch, before)
            day = getattr(after, field) if field else None
            if day is not None and day != touch.on:
                tx.put(touch.but(on=day))

    @staticmethod
    def remove(tx: Transaction, interview: Interview) -> tuple[Record, ...]:
        """Remove an interview with everything that came with it, and return what went along."""
        gone: list[Record] = []
        for item in tx.of(FollowUp, interview.contact_id):
            if item.interview_id == interview.id:
                gone.append(item)
                person = withdraw(tx, item)
                gone += [person] if person else []
        for touch in tx.of(Touch, interview.contact_id):
            is_from_before = touch.about is None and touch.kind in ("meeting", "thank_you")
            days = (interview.held_on, interview.thanked_on)
            if touch.about == interview.id or (is_from_before and touch.on in days):
                gone.append(touch)
                tx.remove(touch)
        tx.remove(interview)
        return tuple(gone)

    def hold(
        self, tx: Transaction, contact: Contact, dossier: Dossier, on: date | None, learned: str
    ) -> Interview:
        """Mark the open interview, or an unplanned one, as held; never the same one twice."""
        again = dossier.noted_interview(on, learned, self._context.today)
        if again is not None:
            return tx.put(self._with_learned(contact, again, learned))
        interview = dossier.open_interview() or self.new(contact, intent=dossier.usual_intent)
        if learned.strip():
            interview = self._taught(interview, learned)
        return self.held(tx, interview, on, learned)

    def _with_learned(self, contact: Contact, interview: Interview, learned: str) -> Interview:
        """Add to what was learned in an interview that is already noted."""
        if not learned.strip():
            raise RuleError(
                f"You already logged a conversation with {contact.name}.",
                _what_is_left(interview),
            )
        return self._taught(interview, learned)

    def held(
        self,
        tx: Transaction,
        interview: Interview,
        on: date | None,
        learned: str,
    ) -> Interview:
        """Note that an interview was held and on which day; the timeline says what was learned.

        Raises:
            InvalidInputError: the day is in the future.
        """
        today = self._context.today
        began = interview.began(self._context.clock.now())
        day = self._context.not_in_future(on or (min(began.date(), today) if began else today))
        self.log(tx, interview, "meeting", learned, day, channel=_conversation_channel(interview))
        return tx.put(interview.but(held_on=day, snoozed_until=None))

    def _taught(self, interview: Interview, learned: str) -> Interview:
        """Add what was learned to the debrief, or to the notes it will later be written from."""
        if interview.notes and interview.debrief is None:
            with_note = noted(interview, "note", learned, self._context.clock.now())
            return with_note.but(unfinished_note=interview.unfinished_note)
        before = interview.debrief or Debrief()
        return interview.but(debrief=before.but(learned=f"{before.learned}\n{learned}".strip()))

    @staticmethod
    def awaiting(contact: Contact, dossier: Dossier) -> Interview:
        """Return the request that is waiting for an answer.

        Raises:
            RuleError: there is no such request.
        """
        interview = dossier.open_interview()
        if interview is None or not interview.is_awaiting_reply:
            raise RuleError(f"{contact.name} hasn't been asked yet.", "Ask them first.")
        return interview

    @staticmethod
    def agreed(contact: Contact, dossier: Dossier) -> Interview:
        """Return the interview that was agreed on.

        Raises:
            RuleError: there is none.
        """
        interview = dossier.open_interview()
        if interview is None or not interview.is_agreed:
            raise RuleError(f"No time with {contact.name} is set.", "Set a time first.")
        return interview


def _what_is_left(interview: Interview) -> str:
    """Return what can still be done about a conversation that was logged, in a sentence."""
    if interview.debrief is None:
        return "Write it up, or thank them." if interview.needs_thanks else "Write it up."
    if interview.needs_thanks:
        return "It is written up; you can still thank them."
    return "It is written up, and you thanked them."


_CHANNELS: dict[Format, Channel] = {"in_person": "in_person", "phone": "call", "video": "other"}


def _conversation_channel(interview: Interview) -> Channel:
    return _CHANNELS[interview.format]
