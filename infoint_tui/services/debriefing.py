"""Debriefing: one sitting after a talk, and everything that follows from it in one change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from infoint_tui.domain.contact import Contact
from infoint_tui.domain.debrief import DebriefDraft, debriefed, draft_of, new_items, to_debrief
from infoint_tui.domain.errors import InvalidInputError, RuleError
from infoint_tui.domain.follow_up import FollowUp
from infoint_tui.domain.interview import Interview
from infoint_tui.domain.naming import NamedPerson, known_already, recognised
from infoint_tui.domain.text import fold
from infoint_tui.domain.unfinished import Sitting, sit_down, unfinished
from infoint_tui.services.desk import existing, into_play
from infoint_tui.services.talk_steps import TalkSteps

if TYPE_CHECKING:
    from infoint_tui.domain.dossier import Dossier
    from infoint_tui.domain.listing import ContactRow
    from infoint_tui.store.repository import Transaction


@dataclass(frozen=True)
class Debriefed:
    """What saving a debrief made."""

    talk: Interview
    items: tuple[FollowUp, ...]
    """Advice, skills to learn and promises that were not noted before."""
    added: tuple[Contact, ...]
    """People named who were not known before."""
    linked: tuple[Contact, ...]
    """People named who were."""


class Debriefing(TalkSteps):
    """What a person writes down after a talk."""

    def talk_of(self, contact_id: str) -> Interview:
        """Return the talk to debrief with a contact: the latest without a debrief, else the latest.

        Raises:
            RuleError: no talk with them was held, and the time of none has come.
        """
        repository = self._desk.repository
        talks = [talk for talk in repository.all(Interview) if talk.contact_id == contact_id]
        found = to_debrief(talks, self._desk.clock.now())
        if found is None:
            name = existing(repository, Contact, contact_id).name
            raise RuleError(f"No talk with {name} took place yet.", "Note first that it was held.")
        return found

    def draft(self, interview_id: str) -> DebriefDraft:
        """Return what a debrief starts from: what was saved, and the notes until one was written.

        Raises:
            NotFoundError: the talk is gone.
        """
        repository = self._desk.repository
        talk = existing(repository, Interview, interview_id)
        items = [item for item in repository.all(FollowUp) if item.interview_id == interview_id]
        people = (repository.get(Contact, item.led_to) for item in items if item.led_to)
        return draft_of(
            talk,
            existing(repository, Contact, talk.contact_id),
            items,
            {person.id: person for person in people if person},
        )

    def begin(self, interview_id: str) -> Sitting:
        """Sit down to write a debrief, or go on with one; this changes nothing yet.

        Raises:
            NotFoundError: the talk is gone.
        """
        talk = existing(self._desk.repository, Interview, interview_id)
        return sit_down(talk, self.draft(interview_id), self._desk.new_id())

    def keep(self, sitting: Sitting, draft: DebriefDraft) -> None:
        """Keep what is typed for the next time; call it every second or so.

        It counts for nothing before it is saved.

        Raises:
            NotFoundError: the talk is gone.
        """
        self._leave(sitting, draft, "begun debrief of the talk with {}", sitting.group)

    def drop(self, sitting: Sitting) -> None:
        """Drop what was typed, a change of its own that can be undone.

        Raises:
            NotFoundError: the talk is gone.
        """
        self._leave(sitting, sitting.start, "dropped debrief of the talk with {}")

    def _leave(self, sitting: Sitting, draft: DebriefDraft, label: str, coalesce: str = "") -> None:
        def step(tx: Transaction, _contact: Contact, _dossier: Dossier) -> None:
            talk = existing(tx, Interview, sitting.talk.id)
            tx.put(talk.but(unfinished_debrief=unfinished(sitting, draft)))

        self._run(label, sitting.talk.contact_id, step, into=False, coalesce=coalesce)

    def save(
        self, interview_id: str, draft: DebriefDraft, sitting: Sitting | None = None
    ) -> Debriefed:
        """Keep a debrief and all that follows from it, in one change that one undo takes back.

        The talk counts as held. Advice, skills to learn and promises become follow-ups; people
        named are added, or recognised, ready to be asked. Saved again, it changes what was written
        and adds what is new; what was noted before stays.

        Args:
            interview_id: the talk.
            draft: all there is to say about it.
            sitting: the sitting it was written in; what was kept of it is part of the one change.

        Raises:
            NotFoundError: the talk is gone.
            RuleError: the talk did not take place.
            InvalidInputError: the draft names the very person the talk was with.
        """
        today = self._desk.today
        contact_id = existing(self._desk.repository, Interview, interview_id).contact_id

        def step(tx: Transaction, contact: Contact, _dossier: Dossier) -> Debriefed:
            talk = existing(tx, Interview, interview_id)
            if talk.ended is not None:
                raise RuleError("This talk did not take place.", "There is nothing to debrief.")
            if talk.held_on is None:
                contact = into_play(tx, contact)
                talk = self._held(tx, contact, talk, None, draft.learned)
            talk = tx.put(debriefed(talk, draft, today))
            contact = tx.put(contact.but(mentor=draft.mentor, wants_updates=draft.keep_posted))
            items = self._note_items(tx, talk, draft)
            naming = _Naming(tx, contact, talk, self._desk.repository.rows(), today)
            people = [self._introduce(naming, person) for person in draft.names]
            new = tuple(person for person, is_new in filter(None, people) if is_new)
            known = tuple(person for person, is_new in filter(None, people) if not is_new)
            return Debriefed(talk, items, new, known)

        label, group = "debrief of the talk with {}", sitting.group if sitting else ""
        return self._run(label, contact_id, step, into=False, coalesce=group)

    def _note_items(
        self, tx: Transaction, talk: Interview, draft: DebriefDraft
    ) -> tuple[FollowUp, ...]:
        kept = [item for item in tx.all(FollowUp) if item.contact_id == talk.contact_id]
        return tuple(
            tx.put(
                FollowUp(
                    id=self._desk.new_id(),
                    contact_id=talk.contact_id,
                    interview_id=talk.id,
                    noted_on=self._desk.today,
                    **item._asdict(),
                )
            )
            for item in new_items(draft, talk.id, kept)
        )

    def _introduce(self, naming: _Naming, person: NamedPerson) -> tuple[Contact, bool] | None:
        """Note that somebody was named; None if that was done, else who, and whether they are new.

        Of somebody already talked with, whoever named them is owed no word.
        """
        found = naming.find(person)
        if found is not None and naming.is_noted(found):
            return None
        contact = found or Contact(id=self._desk.new_id(), standing="shortlisted", **dict(person))
        met = naming.met(contact)
        contact = naming.tx.put(naming.placed(contact))
        self._log(
            naming.tx,
            naming.giver,
            "introduction",
            f"named {contact.name}",
            naming.talk.held_on or naming.today,
            direction="in",
        )
        day = naming.today if met else None
        naming.tx.put(
            naming.noted(person, self._desk.new_id()).but(
                led_to=contact.id, interview_id=naming.talk.id, done_on=day, told_on=day
            )
        )
        return contact, found is None


@dataclass
class _Naming:
    """The people one talk brought, while its debrief is being saved."""

    tx: Transaction
    giver: Contact
    talk: Interview
    rows: tuple[ContactRow, ...]
    """Everybody known before."""
    today: date
    taken: set[str] = field(default_factory=set)
    """Who was recognised already: of two people of one name, each is meant once."""

    def given(self) -> list[FollowUp]:
        """The names the giver gave, in any talk."""
        found = self.tx.all(FollowUp)
        return [
            item
            for item in found
            if item.kind == "introduction" and item.contact_id == self.giver.id
        ]

    def find(self, person: NamedPerson) -> Contact | None:
        """Return the contact that is meant, if they were known; first of those this talk brought.

        Raises:
            InvalidInputError: it is the giver.
        """
        here = {item.led_to for item in self.given() if item.interview_id == self.talk.id}
        left = [row for row in self.rows if row.id not in self.taken]
        row = recognised(person, [row for row in left if row.id in here])
        row = row or known_already(person, left)
        if row is None:
            return None
        if row.id == self.giver.id:
            raise InvalidInputError(
                f"names: {self.giver.name} is the person you talked with.", "Take that name out."
            )
        self.taken.add(row.id)
        return existing(self.tx, Contact, row.id)

    def is_noted(self, contact: Contact) -> bool:
        """Tell whether the giver named them before."""
        return any(item.led_to == contact.id for item in self.given())

    def met(self, contact: Contact) -> bool:
        """Tell whether a talk with them was held before."""
        talks = self.tx.all(Interview)
        return any(talk.contact_id == contact.id and talk.held_on for talk in talks)

    def placed(self, contact: Contact) -> Contact:
        """Return them ready to be asked; introduced by the giver unless that came about earlier."""
        if contact.standing == "known":
            contact = contact.but(standing="shortlisted")
        is_ours = contact.introduced_by is None and not self.met(contact)
        if is_ours and contact.id not in self._introducers():
            contact = contact.but(introduced_by=self.giver.id)
        return contact

    def noted(self, person: NamedPerson, new_id: str) -> FollowUp:
        """Return the introduction to fill in: one noted as words only, else a new one."""
        words = (
            item
            for item in self.given()
            if item.led_to is None and fold(item.text) == fold(person.name)
        )
        return next(words, None) or FollowUp(
            id=new_id,
            contact_id=self.giver.id,
            kind="introduction",
            text=person.name,
            noted_on=self.today,
        )

    def _introducers(self) -> set[str]:
        """Who introduced the giver, and who introduced them, and so on."""
        found: set[str] = set()
        person: Contact | None = self.giver
        while person is not None and person.introduced_by and person.introduced_by not in found:
            found.add(person.introduced_by)
            person = self.tx.get(Contact, person.introduced_by)
        return found
