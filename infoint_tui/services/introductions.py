"""People a contact suggested: linked if they are known, otherwise added."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.follow_through.introducing import has_introduced, step_days
from infoint_tui.domain.people.introductions import SuggestedPerson, known_already
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.context import UseCaseContext, drop, existing

if TYPE_CHECKING:
    from infoint_tui.domain.search.listing import ContactRow
    from infoint_tui.store.repository import Transaction


class NotedIntroduction(Struct, frozen=True):
    """Someone a contact suggested."""

    contact: Contact
    is_new: bool
    """True if they were not known before."""
    is_repeated: bool = False
    """True if the same contact had already suggested them, so that nothing changed."""

    def words(self, giver: str) -> str:
        """Return a sentence about what became of the name that `giver` mentioned."""
        if self.is_new:
            return f"Added {self.contact.name} to Ask, suggested by {giver}"
        return f"{self.contact.name}, already in your contacts, suggested by {giver}"


class IntroductionsFrom(Struct, dict=True):
    """Notes the people that one contact suggests, all within one change."""

    context: UseCaseContext
    tx: Transaction
    giver: Contact
    on: date
    """The day on which the contact suggested them."""
    interview_id: str | None = None
    """The interview in which they were suggested; None outside an interview."""
    taken: set[str] = field(default_factory=set)
    """Ids already matched, so that two people with the same name match one contact each."""

    def note(self, person: SuggestedPerson) -> NotedIntroduction:
        """Note that someone was suggested: link the contact or add a new one, so they can be asked.

        Someone the user had already asked was not introduced, so the giver does not need to hear
        where it led.

        Raises:
            InvalidInputError: the person is the giver.
        """
        found = self.find(person)
        given = [item for item in self.given if found is not None and item.led_to == found.id]
        if found is not None and given:
            said = person.may_mention
            news = [item for item in given if said is not None and item.may_mention != said]
            for item in news:
                self.tx.put(item.but(may_mention=said))
            return NotedIntroduction(found, is_new=False, is_repeated=not news)
        contact = self.lead(self._introduction(person), None, person, found)
        return NotedIntroduction(contact, is_new=found is None)

    def lead(
        self, item: FollowUp, led: Contact | None, person: SuggestedPerson, found: Contact | None
    ) -> Contact:
        """Let an introduction lead to the contact found, or to a new one, and return them.

        Args:
            item: the introduction.
            led: who it led to until now.
            person: who was suggested.
            found: the contact who is meant, if they are known.
        """
        contact = found or Contact(
            id=self.context.new_id(), name=person.name, added_on=self.context.today
        )
        contact = self.tx.put(self._placed(contact, person))
        self.tell(item, led, contact)
        self.tx.put(
            item.but(
                text=person.name,
                led_to=contact.id,
                interview_id=item.interview_id or self.interview_id,
                before_asking=self._order(contact),
                may_mention=item.may_mention if person.may_mention is None else person.may_mention,
                added_contact=found is None,
                person_gone=False,
            )
        )
        return contact

    def tell(self, item: FollowUp, led: Contact | None, contact: Contact) -> None:
        """Let the giver's timeline say who was suggested, with a new entry if there is none yet.

        Args:
            item: the introduction, as it was.
            led: who it led to until now.
            contact: who it leads to.
        """
        is_new = self.tx.get(FollowUp, item.id) is None
        entries = () if is_new else entries_about(self.tx, item, led)
        for entry in entries:
            self.tx.put(entry.but(text=_suggested(contact.name)))
        if not entries:
            entry = self.context.touch(
                self.giver.id,
                "introduction",
                _suggested(contact.name),
                self.on,
                direction="in",
                about=item.id,
            )
            self.tx.put(entry)

    @cached_property
    def _rows(self) -> tuple[ContactRow, ...]:
        """Everyone who was already known."""
        return self.context.repository.rows()

    @property
    def given(self) -> list[FollowUp]:
        """The introductions the giver has made so far."""
        found = self.tx.of(FollowUp, self.giver.id)
        return [item for item in found if item.kind == "introduction"]

    def find(self, person: SuggestedPerson) -> Contact | None:
        """Return the known contact who matches, if any.

        Raises:
            InvalidInputError: it is the giver.
        """
        row = known_already(person, (row for row in self._rows if row.id not in self.taken))
        if row is None:
            return None
        if row.id == self.giver.id:
            raise InvalidInputError(
                f"{self.giver.name} cannot suggest themselves.",
                "Remove that name; if it is someone else, add their organization.",
            )
        self.taken.add(row.id)
        return existing(self.tx, Contact, row.id)

    def _order(self, contact: Contact) -> bool | None:
        """Return False if they were already asked that very day; None leaves it to the days."""
        return False if self.on in step_days(self.on, self.tx.of(Interview, contact.id)) else None

    def _was_asked(self, contact: Contact) -> bool:
        """Return whether the user had already asked them."""
        days = step_days(self.on, self.tx.of(Interview, contact.id))
        return min(days, default=date.max) <= self.on

    def _placed(self, contact: Contact, person: SuggestedPerson) -> Contact:
        """Return the contact, shortlisted and with blank fields filled in.

        The giver becomes their introducer, unless they already have one, the user had already asked
        them, or they are in the giver's own chain of introducers.
        """
        said = person.of_contact.items()
        contact = contact.but(**{key: words for key, words in said if not getattr(contact, key)})
        if contact.standing == "known":
            contact = contact.but(standing="shortlisted", shortlisted_on=self.on)
        is_ours = not (contact.introduced_by or contact.introducer_name or self._was_asked(contact))
        if is_ours and contact.id not in self._introducers():
            contact = contact.but(introduced_by=self.giver.id)
        return contact

    def _introduction(self, person: SuggestedPerson) -> FollowUp:
        """Return the introduction to fill in: one noted as text only, or a new one."""
        words = (
            item
            for item in self.given
            if item.led_to is None and fold(item.text) == fold(person.name)
        )
        return next(words, None) or FollowUp(
            id=self.context.new_id(),
            contact_id=self.giver.id,
            kind="introduction",
            text=person.name,
            noted_on=self.context.today,
        )

    def _introducers(self) -> set[str]:
        """Return the ids of the giver's introducer, that person's introducer, and so on."""
        found: set[str] = set()
        person: Contact | None = self.giver
        while person is not None and person.introduced_by and person.introduced_by not in found:
            found.add(person.introduced_by)
            person = self.tx.get(Contact, person.introduced_by)
        return found


def check_introducer(tx: Transaction, contact_id: str) -> None:
    """Clear who introduced a contact if it turns out that the user had asked them before that."""
    contact = tx.get(Contact, contact_id)
    if contact is None or contact.introduced_by is None:
        return
    giver = contact.introduced_by
    theirs = tx.of(FollowUp, giver), tx.of(Interview, giver)
    if not has_introduced(contact.id, *theirs, tx.of(Interview, contact.id)):
        tx.put(contact.but(introduced_by=None))


def _suggested(name: str) -> str:
    return f"suggested {name}"


# --- taking one back ------------------------------------------------------------------------


def withdraw(tx: Transaction, item: FollowUp) -> Contact | None:
    """Remove a follow-up as if it had never been noted.

    If it is an introduction, its entry in the timeline goes too, and so does the person if they
    came into the file with it and nothing else is known about them. If they stay, the giver is no
    longer who introduced them, unless another introduction says so.

    Returns:
        The person who was removed, or None.
    """
    person = tx.get(Contact, item.led_to) if item.led_to else None
    for touch in entries_about(tx, item, person):
        tx.remove(touch)
    drop(tx, item)
    return let_go(tx, person, item) if person else None


def let_go(tx: Transaction, person: Contact, item: FollowUp) -> Contact | None:
    """Remove the person an introduction no longer leads to, or only what it said about them.

    Returns:
        The person, if they were removed.
    """
    if item.added_contact is not False and _is_nothing_else_known(tx, person, item.contact_id):
        tx.remove(person)
        return person
    if person.introduced_by == item.contact_id and not _leading_to(tx, person, item.contact_id):
        tx.put(person.but(introduced_by=None))
    return None


def entries_about(tx: Transaction, item: FollowUp, person: Contact | None) -> tuple[Touch, ...]:
    """Return the entries in the timeline that say that `person` was suggested.

    Args:
        tx: the change.
        item: the introduction.
        person: who it led to.
    """
    names = (person and person.name, item.text)
    return tuple(
        touch
        for touch in tx.of(Touch, item.contact_id)
        if touch.kind == "introduction"
        # The first version did not save what an entry is about, only a verb and the name.
        and (
            touch.about == item.id
            or (touch.about is None and touch.text.partition(" ")[2] in names)
        )
    )


def _is_nothing_else_known(tx: Transaction, person: Contact, giver_id: str) -> bool:
    """Return whether a person is only a name that `giver_id` suggested."""
    suggested = Contact(
        id=person.id,
        rev=person.rev,
        name=person.name,
        organization=person.organization,
        title=person.title,
        standing=person.standing,
        shortlisted_on=person.shortlisted_on,
        introduced_by=giver_id,
        added_on=person.added_on,
    )
    hangs_on_them = (
        *tx.of(Interview, person.id),
        *tx.of(FollowUp, person.id),
        *tx.of(Touch, person.id),
        *tx.by(FollowUp, "led_to", person.id),
        *tx.by(Contact, "introduced_by", person.id),
    )
    return person == suggested and not hangs_on_them


def _leading_to(tx: Transaction, person: Contact, giver_id: str) -> list[FollowUp]:
    return [item for item in tx.of(FollowUp, giver_id) if item.led_to == person.id]
