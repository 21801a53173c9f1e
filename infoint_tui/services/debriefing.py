"""Debriefing: one sitting after a talk, and everything that follows from it in one change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from infoint_tui.domain.contact import Contact
from infoint_tui.domain.debrief import DebriefDraft, debriefed, draft_of, new_items, to_debrief
from infoint_tui.domain.errors import RuleError
from infoint_tui.domain.follow_up import FollowUp
from infoint_tui.domain.interview import Interview
from infoint_tui.domain.unfinished import Sitting, sit_down, unfinished
from infoint_tui.services.desk import existing, into_play
from infoint_tui.services.naming import Naming
from infoint_tui.services.talk_steps import TalkSteps

if TYPE_CHECKING:
    from infoint_tui.domain.dossier import Dossier
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
            naming = Naming(self._desk, tx, contact, talk.held_on or today, talk.id)
            people = [naming.note(person) for person in draft.names]
            added = tuple(each.contact for each in people if each.is_new)
            linked = (each for each in people if not each.is_new and not each.is_repeated)
            return Debriefed(talk, items, added, tuple(each.contact for each in linked))

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
