"""Deleting people, with everything that belongs to them, as one change that can be undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from infoint_tui.domain.basics.counting import counted, enumerated
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.touch import Touch
from infoint_tui.domain.vocabulary import RECORDS
from infoint_tui.services.context import UseCaseContext, existing

if TYPE_CHECKING:
    from infoint_tui.domain.records.record import Record
    from infoint_tui.store.repository import Transaction

OWN: tuple[type[Interview | Touch | FollowUp], ...] = (Interview, Touch, FollowUp)
"""The kinds of records that belong to a person, in the order in which they are counted."""

_MOST_NAMES = 3
"""The most people who are named; more are counted."""


class Removed(Struct, frozen=True):
    """People, and the records that go along with them."""

    names: tuple[str, ...]
    counts: Mapping[str, int]
    """How many records of each kind belong to them, by table."""

    @property
    def total(self) -> int:
        """How many records go along."""
        return sum(self.counts.values())

    @property
    def who(self) -> str:
        """Who they are, in words."""
        if len(self.names) > _MOST_NAMES:
            return f"{len(self.names)} people"
        return enumerated(self.names)

    @property
    def along(self) -> str:
        """What goes along: "2 conversations, 5 entries and 3 to-dos"; empty if nothing does."""
        counts = ((self.counts.get(kind.table, 0), RECORDS[kind.table]) for kind in OWN)
        return enumerated([counted(count, word) for count, word in counts if count])

    @property
    def sentence(self) -> str:
        """A sentence about what goes along; empty if nothing does."""
        verb = "goes" if self.total == 1 else "go"
        return f"{self.along} {verb} too." if self.along else ""


class Removing:
    """Deletes people."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context

    def what_goes(self, contact_ids: Iterable[str]) -> Removed:
        """Return what deleting these people would remove, without changing anything.

        Raises:
            NotFoundError: one of them is gone.
        """
        people = tuple(dict.fromkeys(contact_ids))
        return self._context.repository.rehearse(lambda tx: delete(tx, people))

    def delete(self, contact_ids: Iterable[str]) -> Removed:
        """Delete people with their conversations, entries and to-dos, as one change.

        Whoever introduced them, or was introduced by them, keeps the name as text.

        Raises:
            NotFoundError: one of them is gone.
        """
        people = tuple(dict.fromkeys(contact_ids))
        label = f"delete {self._context.who(people)}"
        return self._context.repository.transact(label, lambda tx: delete(tx, people)).value


def delete(tx: Transaction, contact_ids: Sequence[str]) -> Removed:
    """Remove people and their own records; others keep their names as text.

    Raises:
        NotFoundError: one of them is gone.
    """
    people = [existing(tx, Contact, each) for each in contact_ids]
    records = [record for person in people for record in records_of(tx, person.id)]
    for record in (*records, *people):
        tx.remove(record)
    for person in people:
        let_go(tx, person)
    return tally(people, records)


def tally(people: Iterable[Contact], records: Iterable[Record]) -> Removed:
    """Return people with the numbers of their records."""
    counts = Counter(record.table for record in records)
    return Removed(tuple(person.name for person in people), counts)


def records_of(tx: Transaction, contact_id: str) -> tuple[Record, ...]:
    """Return a person's own conversations, entries and to-dos."""
    return tuple(record for kind in OWN for record in tx.of(kind, contact_id))


def let_go(tx: Transaction, person: Contact) -> None:
    """Replace the references of others to someone who is gone by the name."""
    for item in tx.by(FollowUp, "led_to", person.id):
        tx.put(item.but(led_to=None, added_contact=False, person_gone=True))
    for other in tx.by(Contact, "introduced_by", person.id):
        tx.put(other.but(introduced_by=None, introducer_name=person.name))
