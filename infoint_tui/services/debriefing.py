"""Debriefing: everything written down after an interview, saved as one change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from infoint_tui.domain.basics.errors import RuleError
from infoint_tui.domain.conversation.correction import retold, rewritten_items
from infoint_tui.domain.conversation.debrief import (
    DebriefDraft,
    begun_by,
    cleared,
    debriefed,
    draft_of,
    to_debrief,
)
from infoint_tui.domain.conversation.unfinished_debrief import (
    Sitting,
    brought_up_to_date,
    sit_down,
    unfinished,
)
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.touch import Touch
from infoint_tui.services.context import UseCaseContext, drop, existing, into_play
from infoint_tui.services.corrected_names import NamesInWriteUp
from infoint_tui.services.interviews.steps import InterviewSteps
from infoint_tui.services.introductions import IntroductionsFrom

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.store.repository import Transaction


class Debriefed(Struct, frozen=True):
    """What saving a debrief created, changed and removed."""

    interview: Interview
    items: tuple[FollowUp, ...]
    """New advice, skills to learn and promises."""
    added: tuple[Contact, ...]
    """Suggested people who were not known before."""
    linked: tuple[Contact, ...]
    """Suggested people who were already in your contacts."""
    changed: tuple[FollowUp, ...] = ()
    """Follow-ups and names that an earlier debrief noted, and that were corrected."""
    removed: tuple[FollowUp, ...] = ()
    """Follow-ups and names that were taken out."""
    gone: tuple[Contact, ...] = ()
    """People who were removed because they came only from a name that is not there anymore."""
    cleared: tuple[str, ...] = ()
    """Texts that were there and are blank now, each in words: "what was good"."""

    @property
    def removals(self) -> tuple[str, ...]:
        """What was removed, in words, with what matters about it: "read the paper (done)"."""
        gone = {person.id: person.name for person in self.gone}
        words = [gone.pop(item.led_to or "", "") or _removal(item) for item in self.removed]
        return (*words, *gone.values(), *self.cleared)

    def corrections(self, changed: str, removed: str) -> str:
        """Return what was corrected, or "": "changes 1 to-do and removes 1: Teo Maran".

        Args:
            changed: the verb for what was changed.
            removed: the verb for what was removed.
        """
        names = self.removals
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        parts = (
            f"{changed} {len(self.changed)} to-do{'s' * (len(self.changed) > 1)}"
            if self.changed
            else "",
            f"{removed} {len(names)}: {', '.join(names[:_NAMED])}{more}" if names else "",
        )
        return " and ".join(filter(None, parts))


_NAMED = 3
"""At most this many of the things that are removed are named in one sentence."""


def _removal(item: FollowUp) -> str:
    if item.led_to:
        return f"{item.text} (stays in your contacts)"
    return f"{item.text} (done)" if item.done_on or item.told_on else item.text


class Debriefing:
    """What a person writes down after an interview."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context
        self._steps = InterviewSteps(context)

    def interviews_of(self, contact_id: str) -> tuple[Interview, ...]:
        """Return the interviews with a contact that can be debriefed, latest first.

        That is possible once it was held, its notes were started, or its start time has passed.
        """
        interviews = self._context.repository.by(Interview, "contact_id")[contact_id]
        return begun_by(interviews, self._context.clock.now())

    def interview_of(self, contact_id: str) -> Interview:
        """Return the interview with a contact that should be debriefed now.

        That is the latest one without a debrief; if all have one, the latest.

        Raises:
            RuleError: no interview with them was held, and no planned one has started yet.
        """
        found = to_debrief(self.interviews_of(contact_id))
        if found is None:
            name = existing(self._context.repository, Contact, contact_id).name
            raise RuleError(f"You haven't talked with {name} yet.", "First say how it went.")
        return found

    def day_of(self, interview: Interview) -> date:
        """Return the day on which an interview that can be debriefed was held, or began."""
        began = interview.began(self._context.clock.now())
        return interview.held_on or (began.date() if began else self._context.today)

    def draft(self, interview_id: str) -> DebriefDraft:
        """Return what the debrief form starts with.

        That is the saved debrief, or the notes if no debrief has been written yet.

        Raises:
            NotFoundError: the interview is gone.
        """
        return self._context.repository.rehearse(
            lambda tx: _draft(tx, existing(tx, Interview, interview_id))
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
        Suggested people are matched with contacts or added, and can then be asked.

        Saving again corrects what the debrief made before: a follow-up whose line was changed is
        changed, and one whose line was taken out is removed, also if it was done. The same goes for
        names, and a person who came only from a name that was taken out is removed with it.

        Args:
            interview_id: the interview.
            draft: everything the user wrote about it.
            sitting: the sitting in which it was written; whatever was kept during it becomes part
                of the same change, and fields that were not edited in it stay as they are by now.

        Raises:
            NotFoundError: the interview is gone.
            RuleError: the interview did not take place.
            InvalidInputError: the draft lists the contact themselves as a suggested person.
        """
        contact_id = existing(self._context.repository, Interview, interview_id).contact_id
        return self._context.repository.transact(
            f"write up the conversation with {self._context.who([contact_id])}",
            lambda tx: self._debrief(tx, interview_id, draft, sitting),
            coalesce=sitting.group if sitting else "",
        ).value

    def preview(
        self, interview_id: str, draft: DebriefDraft, sitting: Sitting | None = None
    ) -> Debriefed:
        """Return what `save` would create, change and remove, without saving anything.

        Raises:
            NotFoundError: the interview is gone.
            RuleError: the interview did not take place.
            InvalidInputError: the draft lists the contact themselves as a suggested person.
        """
        return self._context.repository.rehearse(
            lambda tx: self._debrief(tx, interview_id, draft, sitting)
        )

    def _debrief(
        self, tx: Transaction, interview_id: str, draft: DebriefDraft, sitting: Sitting | None
    ) -> Debriefed:
        interview = existing(tx, Interview, interview_id)
        contact = existing(tx, Contact, interview.contact_id)
        if interview.ended is not None:
            raise RuleError(
                "This conversation did not take place.", "There is nothing to write up."
            )
        now = _draft(tx, interview)
        if sitting is not None:
            draft = brought_up_to_date(sitting, draft, now)
        _retell(tx, interview, now.learned, draft.learned)
        if interview.held_on is None:
            contact = into_play(tx, contact)
            interview = self._steps.held(tx, interview, None, draft.learned)
        interview = tx.put(debriefed(interview, draft, self._context.today))
        contact = tx.put(
            contact.but(
                mentor=draft.mentor,
                wants_updates=draft.keep_posted,
                cadence_days=draft.cadence_days,
            )
        )
        return self._rewrite(tx, contact, interview, draft, now)

    def _rewrite(
        self,
        tx: Transaction,
        contact: Contact,
        interview: Interview,
        draft: DebriefDraft,
        now: DebriefDraft,
    ) -> Debriefed:
        """Make the follow-ups and names from an interview those in the draft.

        Args:
            tx: the change.
            contact: the person the interview was with.
            interview: the interview.
            draft: what the debrief is to say.
            now: what it says now.
        """
        today = self._context.today
        found = rewritten_items(draft, now, interview.id, tx.of(FollowUp, contact.id))
        made = [(item, tx.put(item.but(**line._asdict()))) for item, line in found.kept]
        items = [
            tx.put(
                FollowUp(
                    id=self._context.new_id(),
                    contact_id=contact.id,
                    interview_id=interview.id,
                    noted_on=today,
                    **line._asdict(),
                )
            )
            for line in found.new
        ]
        for item in found.removed:
            drop(tx, item)
        on = interview.held_on or today
        introductions = IntroductionsFrom(self._context, tx, contact, on, interview.id)
        names = NamesInWriteUp(introductions).rewrite(draft.names, now.names)
        return Debriefed(
            interview,
            items=tuple(items),
            added=tuple(each.contact for each in names.noted if each.is_new),
            linked=tuple(
                each.contact for each in names.noted if not (each.is_new or each.is_repeated)
            ),
            changed=(*(after for item, after in made if after != item), *names.changed),
            removed=(*found.removed, *names.removed),
            gone=names.gone,
            cleared=tuple(cleared(now, draft)),
        )


def _draft(tx: Transaction, interview: Interview) -> DebriefDraft:
    items = [
        item for item in tx.of(FollowUp, interview.contact_id) if item.interview_id == interview.id
    ]
    people = (tx.get(Contact, item.led_to) for item in items if item.led_to)
    return draft_of(
        interview,
        existing(tx, Contact, interview.contact_id),
        items,
        {person.id: person for person in people if person},
    )


def _retell(tx: Transaction, interview: Interview, before: str, after: str) -> None:
    """Let the entry of an interview in the timeline follow what was learned in it."""
    for touch in tx.of(Touch, interview.contact_id):
        # The first versions did not save what an entry is about.
        is_its_own = touch.about == interview.id or (
            touch.about is None and touch.on == interview.held_on
        )
        if touch.kind == "meeting" and is_its_own:
            tx.put(touch.but(text=retold(touch.text, before, after)))
