"""The names in a write-up that is saved again: corrected, taken back, and added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from infoint_tui.domain.conversation.correction import names_alike, rewrite
from infoint_tui.domain.conversation.debrief import person_suggested
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.services.introductions import (
    IntroductionsFrom,
    NotedIntroduction,
    let_go,
    withdraw,
)


class CorrectedNames(Struct, frozen=True):
    """What became of the names."""

    noted: tuple[NotedIntroduction, ...]
    """The names that were not there before."""
    changed: tuple[FollowUp, ...]
    """Introductions whose name was corrected."""
    removed: tuple[FollowUp, ...]
    """Introductions that were taken back."""
    gone: tuple[Contact, ...]
    """People who were removed along with a name."""


class NamesInWriteUp(Struct):
    """The names suggested in one interview, as its write-up shows them."""

    introductions: IntroductionsFrom
    """Notes the names, within the change that saves the write-up."""
    _gone: list[Contact] = field(default_factory=list)

    def rewrite(
        self, people: Iterable[SuggestedPerson], now: Sequence[SuggestedPerson]
    ) -> CorrectedNames:
        """Make these the names.

        Args:
            people: who was suggested.
            now: who the write-up shows now.

        Raises:
            InvalidInputError: one of the people is the giver.
        """
        by, tx = self.introductions, self.introductions.tx
        made = [item for item in by.given if item.interview_id == by.interview_id]
        led = {item.id: tx.get(Contact, item.led_to or "") for item in made}
        shown = {item.id: person_suggested(item, led[item.id]) for item in made}
        found = rewrite(people, now, made, lambda person, item: names_alike(person, shown[item.id]))
        for item in found.removed:
            self._went(withdraw(tx, item))
        for item, person in found.kept:
            is_text_only = item.led_to is None and not item.person_gone
            if is_text_only or not person.is_same(shown[item.id]):
                self._correct(item, led[item.id], person)
            elif person.may_mention != item.may_mention:
                tx.put(item.but(may_mention=person.may_mention))
        noted = tuple([by.note(person) for person in found.new])
        became = [(item, tx.get(FollowUp, item.id)) for item in made]
        return CorrectedNames(
            noted,
            changed=tuple(
                after
                for item, after in became
                if after and (after, tx.get(Contact, after.led_to or "")) != (item, led[item.id])
            ),
            removed=tuple(item for item, after in became if after is None),
            gone=tuple(self._gone),
        )

    def _correct(self, item: FollowUp, led: Contact | None, person: SuggestedPerson) -> None:
        """Let an introduction lead to the person who is meant now, as if noted that way at first.

        Someone who came into the file with it is the same person with the name mended, unless
        another contact is meant. If the giver suggested the one who is meant anyway, the
        introduction is taken back.

        Args:
            item: the introduction.
            led: who it led to until now.
            person: who was suggested.
        """
        by, tx = self.introductions, self.introductions.tx
        found = by.find(person)
        others = (each for each in by.given if each.id != item.id)
        if found is not None and any(each.led_to == found.id for each in others):
            self._went(withdraw(tx, item))
        elif led is not None and item.added_contact and found in (None, led):
            contact = tx.put(led.but(**_changes(person_suggested(item, led), person)))
            by.tell(item, led, contact)
            tx.put(item.but(text=person.name, may_mention=person.may_mention))
        else:
            contact = by.lead(item, led, person, found)
            if led is not None and led.id != contact.id:
                self._went(let_go(tx, led, item))

    def _went(self, person: Contact | None) -> None:
        if person is not None:
            self._gone.append(person)
            self.introductions.taken.add(person.id)


def _changes(before: SuggestedPerson, after: SuggestedPerson) -> dict[str, str]:
    """Return the fields of a person that a line corrects, with what they are now."""
    earlier = before.of_contact
    return {field: words for field, words in after.of_contact.items() if words != earlier[field]}
