"""What the steps of a talk share: the dossier inside the change, the timeline, the checks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from infoint_tui.domain.contact import Contact
from infoint_tui.domain.dossier import Dossier
from infoint_tui.domain.errors import RuleError
from infoint_tui.domain.interview import Debrief, Format, Interview
from infoint_tui.domain.meeting import noted
from infoint_tui.domain.touch import Channel
from infoint_tui.services.desk import Desk, existing, into_play

if TYPE_CHECKING:
    from infoint_tui.store.repository import Transaction

T = TypeVar("T")


class TalkSteps:
    """The base of the use cases around a talk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def _run(
        self,
        label: str,
        contact_id: str,
        step: Callable[[Transaction, Contact, Dossier], T],
        *,
        into: bool = True,
        coalesce: str = "",
    ) -> T:
        """Do one step with the contact's dossier read inside the change; talking shortlists."""

        def change(tx: Transaction) -> T:
            contact = existing(tx, Contact, contact_id)
            if into:
                contact = into_play(tx, contact)
            talks = tuple(t for t in tx.all(Interview) if t.contact_id == contact_id)
            return step(tx, contact, Dossier(contact, talks))

        known = self._desk.repository.get(Contact, contact_id)
        name = known.name if known else "them"
        changed = self._desk.repository.transact(label.format(name), change, coalesce=coalesce)
        return changed.value

    def _new(self, contact: Contact, **fields: Any) -> Interview:
        return Interview(
            id=self._desk.new_id(), contact_id=contact.id, zone=self._desk.clock.zone, **fields
        )

    def _again(self, contact: Contact, dossier: Dossier) -> Interview:
        """A new talk, prepared as the one before it if that one did not take place."""
        return self._new(contact, **dossier.left_over())

    def _log(
        self, tx: Transaction, contact: Contact, kind: Any, text: str, on: date, **more: Any
    ) -> None:
        tx.put(self._desk.touch(contact.id, kind, text, on, **more))

    def _hold(
        self, tx: Transaction, contact: Contact, dossier: Dossier, on: date | None, learned: str
    ) -> Interview:
        """Hold the talk under way, or one that was never planned; never the same one twice."""
        again = dossier.noted_talk(on, learned, self._desk.today)
        if again is not None:
            return tx.put(self._with_learned(contact, again, learned))
        talk = dossier.open_talk() or self._new(contact)
        return self._held(tx, contact, talk, on, learned)

    def _with_learned(self, contact: Contact, talk: Interview, learned: str) -> Interview:
        """Add to what was learned in a talk that is noted already."""
        if not learned.strip():
            raise RuleError(
                f"A talk with {contact.name} on {talk.held_on} is noted already.",
                "Say what you learned in it, or thank them.",
            )
        return self._taught(talk, learned)

    def _held(
        self,
        tx: Transaction,
        contact: Contact,
        talk: Interview,
        on: date | None,
        learned: str,
    ) -> Interview:
        today = self._desk.today
        began = talk.began(self._desk.clock.now())
        day = self._desk.not_in_future(on or (min(began.date(), today) if began else today))
        self._log(tx, contact, "meeting", learned, day, channel=_meeting_channel(talk))
        if learned.strip():
            talk = self._taught(talk, learned)
        return tx.put(talk.but(held_on=day, snoozed_until=None))

    def _taught(self, talk: Interview, learned: str) -> Interview:
        """Add what was learned to the debrief, or to notes that are still to become one."""
        if talk.notes and talk.debrief is None:
            with_note = noted(talk, "note", learned, self._desk.clock.now())
            return with_note.but(unfinished_note=talk.unfinished_note)
        before = talk.debrief or Debrief()
        return talk.but(debrief=before.but(learned=f"{before.learned}\n{learned}".strip()))

    @staticmethod
    def _awaiting(contact: Contact, dossier: Dossier) -> Interview:
        talk = dossier.open_talk()
        if talk is None or not talk.is_awaiting_reply:
            raise RuleError(f"No request to {contact.name} waits for an answer.", "Ask them first.")
        return talk

    @staticmethod
    def _agreed(contact: Contact, dossier: Dossier) -> Interview:
        talk = dossier.open_talk()
        if talk is None or not talk.is_agreed:
            raise RuleError(f"No talk with {contact.name} is agreed.", "Schedule one first.")
        return talk


_CHANNELS: dict[Format, Channel] = {"in_person": "in_person", "phone": "call", "video": "other"}


def _meeting_channel(talk: Interview) -> Channel:
    return _CHANNELS[talk.format]
