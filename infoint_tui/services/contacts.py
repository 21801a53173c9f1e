"""Contacts: add, edit, shortlist, set aside, introduce."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from infoint_tui.domain.basics.errors import (
    AmbiguousError,
    InvalidInputError,
    NotFoundError,
    RuleError,
)
from infoint_tui.domain.basics.text import quoted
from infoint_tui.domain.people.introductions import known_already
from infoint_tui.domain.people.jobs import with_former_job
from infoint_tui.domain.people.naming import label, to_type, who_is_meant
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.services.context import UseCaseContext, checked, drop, existing, into_play
from infoint_tui.services.editing import ConflictCheck, saver
from infoint_tui.services.introductions import IntroductionsFrom, NotedIntroduction

if TYPE_CHECKING:
    from infoint_tui.domain.people.introductions import SuggestedPerson
    from infoint_tui.domain.search.listing import ContactRow
    from infoint_tui.store.repository import Transaction


class Contacts:
    """What a person does with the people they know."""

    def __init__(
        self, context: UseCaseContext, tell: Callable[[str], None] = lambda _: None
    ) -> None:
        """Store what the use cases work with.

        Args:
            context: the data, the time, the settings, and new ids.
            tell: called with a sentence that says whom a name was taken to mean.
        """
        self._context = context
        self._tell = tell

    def get(self, contact_id: str) -> Contact:
        """Return the contact with this id.

        Raises:
            NotFoundError: there is no such contact.
        """
        return existing(self._context.repository, Contact, contact_id)

    def find(self, name: str) -> Contact:
        """Return the one contact that is meant by `name`; `who_is_meant` has the rules.

        If the name is not exactly that of one person, it tells who was taken.

        Raises:
            NotFoundError: nobody matches.
            AmbiguousError: several people match; the error says what to type for each.
        """
        exact = self._context.repository.get(Contact, name)
        if exact is not None:
            return exact
        everyone, today = self._context.repository.rows(), self._context.today
        meant = who_is_meant(name, everyone, today)
        if not meant.people:
            raise NotFoundError(
                f"Nobody here is called {quoted(name)}.",
                'See "infoint list", or add them with "infoint add".',
            )
        if len(meant.people) > 1:
            raise AmbiguousError(
                f"{quoted(name)} could be any of {len(meant.people)} people.",
                tuple(_candidates(meant.people, everyone)),
                "Type one of these instead.",
            )
        (person,) = meant.people
        if meant.is_guess:
            self._tell(f"{quoted(name)} means {label(person)}.")
        return self.get(person.id)

    def add(self, name: str, **fields: Any) -> Contact:
        """Add a contact to the address book; they are not on the board yet.

        Args:
            name: their name; not blank.
            fields: any other fields of `Contact`, by name.

        Raises:
            InvalidInputError: a value is not valid for its field.
            TypeError: a name in `fields` is not a field.
        """
        new = {"id": self._context.new_id(), "added_on": self._context.today}
        contact = checked(lambda: Contact(name=name, **new).but(**fields))

        def change(tx: Transaction) -> Contact:
            self._note_introducer(tx, contact)
            return tx.put(contact)

        return self._context.repository.transact(f"add {contact.name}", change).value

    def edit(self, contact_id: str, **changes: Any) -> Contact:
        """Change only the given fields, starting from the record's current state.

        If that gives them a new job, the one before is kept; see `with_former_job`.

        Raises:
            InvalidInputError: a value is not valid for its field.
            NotFoundError: the contact is gone.
            TypeError: a name in `changes` is not a field.
        """
        return self._edit(contact_id, changes)

    def saver(self, shown: Contact) -> Callable[[Mapping[str, Any]], Contact]:
        """Return a function that saves the form for the contact `shown`.

        It detects changes made elsewhere in the meantime. It raises what `edit` raises, and a
        ConflictError as described in `editing.saver`.
        """
        return saver(shown, partial(self._edit, shown.id))

    def _edit(
        self,
        contact_id: str,
        changes: Mapping[str, Any],
        look: ConflictCheck[Contact] = lambda _: None,
    ) -> Contact:
        def change(tx: Transaction) -> Contact:
            contact = existing(tx, Contact, contact_id)
            look(contact)
            edited = checked(lambda: contact.but(**changes))
            edited = with_former_job(contact, edited, self._context.today)
            if "introduced_by" in changes:
                edited = edited.but(introducer_name="")
            if edited.introduced_by == edited.id:
                raise InvalidInputError(
                    "Nobody can be their own introducer.", "Choose someone else."
                )
            if edited.introduced_by != contact.introduced_by:
                self._note_introducer(tx, edited)
            return tx.put(edited)

        name = self.get(contact_id).name
        return self._context.repository.transact(f"edit {name}", change).value

    def shortlist(self, contact_ids: Sequence[str]) -> int:
        """Put contacts on the board; return how many were not on it before."""
        today = self._context.today

        def change(tx: Transaction) -> int:
            waiting = [existing(tx, Contact, each) for each in contact_ids]
            moved = [contact for contact in waiting if contact.standing != "shortlisted"]
            for contact in moved:
                into_play(tx, contact, today)
            return len(moved)

        label = f"shortlist {self._context.who(contact_ids)}"
        return self._context.repository.transact(label, change).value

    def set_aside(
        self, contact_ids: Sequence[str], why: str = "", until: date | None = None
    ) -> None:
        """Take contacts off the board and note why; with `until`, only until that day.

        Raises:
            InvalidInputError: the day is not in the future.
        """
        if until is not None and until <= self._context.today:
            raise InvalidInputError(
                f"{self._context.in_words(until)} is not in the future.",
                "Give the day they come back.",
            )

        def change(tx: Transaction) -> None:
            for each in contact_ids:
                contact = existing(tx, Contact, each)
                tx.put(contact.but(standing="set_aside", aside_why=why, aside_until=until))

        self._context.repository.transact(f"set aside {self._context.who(contact_ids)}", change)

    def known(self, person: SuggestedPerson) -> Contact | None:
        """Return the contact that matches a suggested person; None if they are new."""
        row = known_already(person, self._context.repository.rows())
        return self.get(row.id) if row else None

    def introduce(self, giver_id: str, person: SuggestedPerson) -> NotedIntroduction:
        """Note the person `giver_id` suggested: link them if they are known, otherwise add them.

        Either way, they can then be asked.

        Raises:
            InvalidInputError: the suggested person is the giver.
            RuleError: the giver has already suggested that person.
        """

        def change(tx: Transaction) -> NotedIntroduction:
            giver = into_play(tx, existing(tx, Contact, giver_id))
            named = IntroductionsFrom(self._context, tx, giver, self._context.today).note(person)
            if named.is_repeated:
                raise RuleError(
                    f"{giver.name} already suggested {named.contact.name}.",
                    "There is nothing to add.",
                )
            return named

        label = f"{self._context.who([giver_id])} suggested {person.name}"
        return self._context.repository.transact(label, change).value

    def snooze(self, contact_id: str, until: date) -> None:
        """Snooze what is owed to the contact directly (keeping in touch) until the given day."""

        def change(tx: Transaction) -> None:
            tx.put(existing(tx, Contact, contact_id).but(snoozed_until=until))

        self._context.repository.transact(f"snooze {self._context.who([contact_id])}", change)

    def _note_introducer(self, tx: Transaction, contact: Contact) -> None:
        """Add a follow-up for the introduction: the introducer should hear where it led."""
        giver_id = contact.introduced_by
        for item in self._introductions(tx, contact):
            if item.contact_id != giver_id and item.done_on is None and item.told_on is None:
                drop(tx, item)  # it turned out that someone else introduced them
        if giver_id is None:
            return
        existing(tx, Contact, giver_id)
        known = [i for i in self._introductions(tx, contact) if i.contact_id == giver_id]
        for item in known:
            tx.put(item.but(before_asking=True))  # the user's own word wins
        if known:
            return
        tx.put(
            FollowUp(
                id=self._context.new_id(),
                contact_id=giver_id,
                kind="introduction",
                text=contact.name,
                noted_on=self._context.today,
                led_to=contact.id,
                before_asking=True,
                added_contact=False,
            )
        )

    @staticmethod
    def _introductions(tx: Transaction, contact: Contact) -> list[FollowUp]:
        found = tx.by(FollowUp, "led_to", contact.id)
        return [item for item in found if item.kind == "introduction"]


MOST_CANDIDATES = 20
"""The most people that are listed when a name could be any of them."""


def _candidates(meant: Sequence[ContactRow], everyone: Sequence[ContactRow]) -> Iterator[str]:
    """Yield what to type for each, followed by who that is if it does not say so itself."""
    few = meant[:MOST_CANDIDATES]
    for row, typed in zip(few, to_type(few, everyone), strict=True):
        yield typed if label(row) in typed else f"{typed}  {label(row)}"
    if len(meant) > len(few):
        yield f"and {len(meant) - len(few)} more"
