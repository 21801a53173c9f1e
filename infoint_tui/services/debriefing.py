"""Debriefing: everything written down after an interview, saved as one change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from infoint_tui.domain.basics.errors import RuleError
from infoint_tui.domain.conversation.debrief import (
    DebriefDraft,
    debriefed,
    draft_of,
    new_items,
    to_debrief,
)
from infoint_tui.domain.conversation.unfinished_debrief import Sitting, sit_down, unfinished
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.services.context import UseCaseContext, existing, into_play
from infoint_tui.services.interviews.steps import InterviewSteps
from infoint_tui.services.introductions import IntroductionsFrom

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.store.repository import Transaction


class Debriefed(Struct, frozen=True):
    """What saving a debrief created."""

    interview: Interview
    items: tuple[FollowUp, ...]
    """New advice, skills to learn and promises."""
    added: tuple[Contact, ...]
    """Suggested people who were not known before."""
    linked: tuple[Contact, ...]
    """Suggested people who were already in your contacts."""


class Debriefing:
    """What a person writes down after an interview."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context
        self._steps = InterviewSteps(context)

    def interview_of(self, contact_id: str) -> Interview:
        """Return the interview with a contact that should be debriefed now.

        That is the latest one without a debrief; if all have one, the latest.

        Raises:
            RuleError: no interview with them was held, and no planned one has started yet.
        """
        repository = self._context.repository
        interviews = repository.by(Interview, "contact_id")[contact_id]
        found = to_debrief(interviews, self._context.clock.now())
        if found is None:
            name = existing(repository, Contact, contact_id).name
            raise RuleError(f"You haven't talked with {name} yet.", "First say how it went.")
        return found

    def draft(self, interview_id: str) -> DebriefDraft:
        """Return what the debrief form starts with.

        That is the saved debrief, or the notes if no debrief has been written yet.

        Raises:
            NotFoundError: the interview is gone.
        """
        repository = self._context.repository
        interview = existing(repository, Interview, interview_id)
        items = [item for item in repository.all(FollowUp) if item.interview_id == interview_id]
        people = (repository.get(Contact, item.led_to) for item in items if item.led_to)
        return draft_of(
            interview,
            existing(repository, Contact, interview.contact_id),
            items,
            {person.id: person for person in people if person},
        )

    def begin(self, interview_id: str) -> Sitting:
        """Start or continue writing a debrief; this does not change anything yet.

        Raises:
            NotFoundError: the interview is gone.
        """
        interview = existing(self._context.repository, Interview, interview_id)
        return sit_down(interview, self.draft(interview_id), self._context.new_id())

    def keep(self, sitting: Sitting, draft: DebriefDraft) -> None:
        """Keep what has been typed so far for next time; call this about once a second.

        It does not count until it is saved.

        Raises:
            NotFoundError: the interview is gone.
        """
        self._leave(sitting, draft, "start writing up the conversation with {}", sitting.group)

    def drop(self, sitting: Sitting) -> None:
        """Drop what was typed; this is a separate change and can be undone.

        Raises:
            NotFoundError: the interview is gone.
        """
        self._leave(sitting, sitting.start, "drop the write-up of the conversation with {}")

    def _leave(self, sitting: Sitting, draft: DebriefDraft, label: str, coalesce: str = "") -> None:
        def step(tx: Transaction, _contact: Contact, _dossier: Dossier) -> None:
            interview = existing(tx, Interview, sitting.interview.id)
            tx.put(interview.but(unfinished_debrief=unfinished(sitting, draft)))

        self._steps.run(label, sitting.interview.contact_id, step, into=False, coalesce=coalesce)

    def save(
        self, interview_id: str, draft: DebriefDraft, sitting: Sitting | None = None
    ) -> Debriefed:
        """Save a debrief and everything it leads to, as one change that a single undo reverts.

        The interview counts as held. Advice, skills to learn and promises become follow-ups.
        Suggested people are matched with contacts or added, and can then be asked. Saving again
        updates what was written and adds what is new; earlier follow-ups and people stay.

        Args:
            interview_id: the interview.
            draft: everything the user wrote about it.
            sitting: the sitting in which it was written; whatever was kept during it becomes part
                of the same change.

        Raises:
            NotFoundError: the interview is gone.
            RuleError: the interview did not take place.
            InvalidInputError: the draft lists the contact themselves as a suggested person.
        """
        today = self._context.today
        contact_id = existing(self._context.repository, Interview, interview_id).contact_id

        def step(tx: Transaction, contact: Contact, _dossier: Dossier) -> Debriefed:
            interview = existing(tx, Interview, interview_id)
            if interview.ended is not None:
                raise RuleError(
                    "This conversation did not take place.", "There is nothing to write up."
                )
            if interview.held_on is None:
                contact = into_play(tx, contact)
                interview = self._steps.held(tx, interview, None, draft.learned)
            interview = tx.put(debriefed(interview, draft, today))
            contact = tx.put(contact.but(mentor=draft.mentor, wants_updates=draft.keep_posted))
            items = self._note_items(tx, interview, draft)
            naming = IntroductionsFrom(
                self._context, tx, contact, interview.held_on or today, interview.id
            )
            people = [naming.note(person) for person in draft.names]
            added = tuple(each.contact for each in people if each.is_new)
            linked = (each for each in people if not each.is_new and not each.is_repeated)
            return Debriefed(interview, items, added, tuple(each.contact for each in linked))

        label, group = "write up the conversation with {}", sitting.group if sitting else ""
        return self._steps.run(label, contact_id, step, into=False, coalesce=group)

    def _note_items(
        self, tx: Transaction, interview: Interview, draft: DebriefDraft
    ) -> tuple[FollowUp, ...]:
        kept = tx.of(FollowUp, interview.contact_id)
        return tuple(
            tx.put(
                FollowUp(
                    id=self._context.new_id(),
                    contact_id=interview.contact_id,
                    interview_id=interview.id,
                    noted_on=self._context.today,
                    **item._asdict(),
                )
            )
            for item in new_items(draft, interview.id, kept)
        )
