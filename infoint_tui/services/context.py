"""What every use case works with: the data, the time, the settings, and new ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from infoint_tui.domain.basics.calendar import full_day
from infoint_tui.domain.basics.clock import Clock, today
from infoint_tui.domain.basics.errors import InvalidInputError, NotFoundError
from infoint_tui.domain.vocabulary import RECORDS

if TYPE_CHECKING:
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.follow_up import FollowUp
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.domain.records.record import Record, Value
    from infoint_tui.domain.records.settings import Settings
    from infoint_tui.domain.records.touch import Touch
    from infoint_tui.domain.vocabulary import Channel, Direction, TouchKind
    from infoint_tui.services.preferences import Preferences
    from infoint_tui.store.repository import Repository, Transaction

R = TypeVar("R", bound="Record")
V = TypeVar("V", bound="Value")


class UseCaseContext(Struct, frozen=True):
    """What a use case needs, passed in so that tests can replace it."""

    repository: Repository
    clock: Clock
    preferences: Preferences
    new_id: Callable[[], str]

    @property
    def settings(self) -> Settings:
        """The user's thresholds, days off and preferences, as they are now."""
        return self.preferences.settings

    @property
    def today(self) -> date:
        """The user's calendar day."""
        return today(self.clock)

    def in_words(self, day: date) -> str:
        """Return a day in words that stay true later, so that they can be stored."""
        return full_day(day, self.today)

    def not_in_future(self, day: date | None) -> date:
        """Return `day`, or today if it is None.

        Raises:
            InvalidInputError: the day is in the future, so nothing can have happened on it yet.
        """
        if day is not None and day > self.today:
            raise InvalidInputError(
                f"{self.in_words(day)} is in the future.", "Give the day it happened."
            )
        return day or self.today

    def who(self, contact_ids: Sequence[str]) -> str:
        """Return what to call these people in the label of a change: a name, or how many."""
        if len(contact_ids) > 1:
            return f"{len(contact_ids)} people"
        from infoint_tui.domain.records.contact import Contact

        contact = self.repository.get(Contact, contact_ids[0]) if contact_ids else None
        return contact.name if contact else "someone"

    def touch(
        self,
        contact_id: str,
        kind: TouchKind,
        text: str,
        on: date,
        *,
        direction: Direction = "out",
        channel: Channel | None = None,
        about: str | None = None,
    ) -> Touch:
        """Return a new record of something that happened with a contact.

        Args:
            contact_id: the contact.
            kind: what happened.
            text: the words.
            on: the day.
            direction: who reached out.
            channel: how.
            about: the id of the interview or follow-up that it comes with.
        """
        from infoint_tui.domain.records.touch import Touch

        return Touch(
            id=self.new_id(),
            contact_id=contact_id,
            on=on,
            at=self.clock.now(),
            kind=kind,
            direction=direction,
            channel=channel,
            text=text,
            about=about,
        )


def existing(tx: Transaction | Repository, kind: type[R], record_id: str) -> R:
    """Return the record with this id.

    Raises:
        NotFoundError: it is gone; another program may have removed it.
        DamagedFileError: it is there, but cannot be read.
    """
    record = tx.get(kind, record_id)
    if record is None:
        tx.check(kind, record_id)
        raise NotFoundError(
            f"That {RECORDS[kind.table]} no longer exists.",
            "Another window may have removed it, or undone the change that added it.",
        )
    return record


def checked(make: Callable[[], V]) -> V:
    """Return the value that `make` returns, turning a mistake in a field into a clear message.

    Raises:
        InvalidInputError: a value is not valid for its field.
    """
    from pydantic import ValidationError

    from infoint_tui.domain.records.mistakes import reason

    try:
        return make()
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0]).replace("_", " ") if first["loc"] else "this"
        raise InvalidInputError(f"{field}: {reason(first)}.") from None


def drop(tx: Transaction, record: FollowUp | Interview) -> None:
    """Remove a record, but keep what came with it: what happened, and what is still to be done."""
    from infoint_tui.domain.records.follow_up import FollowUp
    from infoint_tui.domain.records.touch import Touch

    for touch in tx.of(Touch, record.contact_id):
        if touch.about == record.id:
            tx.put(touch.but(about=None))
    for item in tx.of(FollowUp, record.contact_id):
        if item.interview_id == record.id:
            tx.put(item.but(interview_id=None))
    tx.remove(record)


def worded(what: str, words: str) -> str:
    """Return what happened, followed by the exact words if they are known."""
    return ":\n".join(filter(None, (what, words.strip())))


def into_play(tx: Transaction, contact: Contact, on: date | None = None) -> Contact:
    """Shortlist a contact, unless they are already; `on` is the day, if they are to be asked."""
    if contact.standing == "shortlisted":
        return contact
    return tx.put(
        contact.but(standing="shortlisted", shortlisted_on=on, aside_why="", aside_until=None)
    )
