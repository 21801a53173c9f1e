"""Merging two contacts into one, and finding people who may have been entered twice."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from msgspec import Struct

from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.people.duplicates import Suspects, duplicates
from infoint_tui.domain.people.merging import (
    BothSay,
    compared,
    merged,
    one_introduction,
    without_circle,
)
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.context import UseCaseContext, drop, existing
from infoint_tui.services.introductions import check_introducer, entries_about
from infoint_tui.services.removing import Removed, records_of, tally

if TYPE_CHECKING:
    from infoint_tui.exchange.message_files import Drafts
    from infoint_tui.store.repository import Transaction


class Pair(Struct, frozen=True):
    """Two contacts to merge, side by side."""

    first: Contact
    """The one that stays."""
    second: Contact
    """The one that goes."""
    fields: tuple[BothSay, ...]
    first_has: Removed
    """The first one's records."""
    second_has: Removed
    """The second one's records, which move to the first."""

    @property
    def choices(self) -> tuple[BothSay, ...]:
        """The fields in which only one value can be kept."""
        return tuple(each for each in self.fields if each.is_choice)


class Merging:
    """Merges two contacts into one.

    Args:
        context: the data and the day.
        drafts: where unfinished messages are kept.
    """

    def __init__(self, context: UseCaseContext, drafts: Drafts) -> None:
        self._context = context
        self._drafts = drafts

    def suspects(self) -> tuple[Suspects, ...]:
        """Return the pairs of people who may be the same, with the reasons."""
        return duplicates(self._context.repository.rows())

    def pair(self, first_id: str, second_id: str) -> Pair:
        """Return two contacts side by side.

        Raises:
            InvalidInputError: they are one contact already.
            NotFoundError: one of them is gone.
        """
        return self._context.repository.rehearse(lambda tx: _pair(tx, first_id, second_id))

    def likely_pair(self, one_id: str, other_id: str) -> Pair:
        """Return two contacts side by side, the one with more records first.

        Raises:
            InvalidInputError: they are one contact already.
            NotFoundError: one of them is gone.
        """
        pair = self.pair(one_id, other_id)
        if pair.second_has.total > pair.first_has.total:
            return self.pair(other_id, one_id)
        return pair

    def merge(self, first_id: str, second_id: str, taken: Collection[str] = ()) -> Contact:
        """Merge two contacts into one, as one change; the first one's id stays.

        Everything that refers to the second one refers to the first afterwards.

        Args:
            first_id: the contact that stays.
            second_id: the contact that goes.
            taken: the fields in which the second one's value is kept where both say something
                different, by name.

        Raises:
            InvalidInputError: they are one contact already.
            NotFoundError: one of them is gone.
        """
        today = self._context.today

        def change(tx: Transaction) -> Contact:
            first, second = _both(tx, first_id, second_id)
            contact = merged(first, second, taken, today)
            _move(tx, first, second)
            tx.remove(second)
            contact = tx.put(contact)
            _settle_introductions(tx, contact)
            check_introducer(tx, contact.id)
            return existing(tx, Contact, contact.id)

        label = f"merge two people into {self._context.who([first_id])}"
        contact = self._context.repository.transact(label, change, backup="merge").value
        self._drafts.move(second_id, first_id)
        return contact


def _both(tx: Transaction, first_id: str, second_id: str) -> tuple[Contact, Contact]:
    """Return both contacts, without introducers who would lead back to them."""
    if first_id == second_id:
        name = existing(tx, Contact, first_id).name
        raise InvalidInputError(f"Both are {name}.", "Name two different people.")
    first, second = (existing(tx, Contact, each) for each in (first_id, second_id))

    def introducer_of(contact_id: str) -> str | None:
        found = tx.get(Contact, contact_id)
        return found.introduced_by if found else None

    return (
        without_circle(first, second, introducer_of),
        without_circle(second, first, introducer_of),
    )


def _pair(tx: Transaction, first_id: str, second_id: str) -> Pair:
    first, second = _both(tx, first_id, second_id)
    givers = (tx.get(Contact, each.introduced_by or "") for each in (first, second))
    names = {giver.id: giver.name for giver in givers if giver}
    return Pair(
        first,
        second,
        compared(first, second, names),
        tally((first,), records_of(tx, first.id)),
        tally((second,), records_of(tx, second.id)),
    )


def _move(tx: Transaction, first: Contact, second: Contact) -> None:
    """Let everything that refers to the second contact refer to the first."""
    for record in records_of(tx, second.id):
        tx.put(record.but(contact_id=first.id))
    for item in tx.by(FollowUp, "led_to", second.id):
        tx.put(item.but(led_to=first.id))
    for other in tx.by(Contact, "introduced_by", second.id):
        if other.id != first.id:
            tx.put(other.but(introduced_by=first.id))


def _settle_introductions(tx: Transaction, contact: Contact) -> None:
    """Leave one introduction for each giver and person, and none to the giver themselves."""
    around = (
        *tx.by(FollowUp, "led_to", contact.id),
        *(item for item in tx.of(FollowUp, contact.id) if item.led_to),
    )
    kept: dict[tuple[str, str | None], FollowUp] = {}
    for item in {each.id: each for each in around}.values():
        if item.contact_id == item.led_to:
            for touch in entries_about(tx, item, contact):
                tx.remove(touch)
            drop(tx, item)
            continue
        before = kept.get((item.contact_id, item.led_to))
        if before is None:
            kept[item.contact_id, item.led_to] = item
            continue
        for touch in tx.of(Touch, item.contact_id):
            if touch.about == item.id:
                tx.put(touch.but(about=before.id))
        tx.remove(item)
        kept[item.contact_id, item.led_to] = tx.put(one_introduction(before, item))
