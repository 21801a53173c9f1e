"""An unfinished write-up: what was typed into it, kept until it is saved or dropped.

Only what differs from the draft it started with is kept, so that notes taken later still come in.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from msgspec import Struct
from pydantic import ValidationError

from infoint_tui.domain.conversation.debrief import DebriefDraft
from infoint_tui.domain.records.interview import Interview, UnfinishedDebrief


class Sitting(Struct, frozen=True):
    """One sitting spent on a write-up; it can be resumed after the program is closed."""

    id: str
    interview: Interview
    """The interview as it was when the sitting began or was resumed."""
    start: DebriefDraft
    """The draft before anything was typed."""
    draft: DebriefDraft
    """The draft as it was left."""

    @property
    def is_resumed(self) -> bool:
        """Whether it was started earlier and neither saved nor dropped."""
        return self.interview.unfinished_debrief is not None

    @property
    def group(self) -> str:
        """The name by which the history merges its changes into one step."""
        return f"debrief {self.id}"


def sit_down(interview: Interview, start: DebriefDraft, new_id: str) -> Sitting:
    """Return the sitting for an interview's write-up: the unfinished one, or a new one."""
    begun = interview.unfinished_debrief
    if begun is None:
        return Sitting(new_id, interview, start, start)
    return Sitting(begun.sitting, interview, start, _with_typed(start, begun.typed))


def brought_up_to_date(sitting: Sitting, draft: DebriefDraft, now: DebriefDraft) -> DebriefDraft:
    """Return a sitting's draft in which the fields that were not edited are up to date.

    Args:
        sitting: the sitting.
        draft: the draft as it is to be saved.
        now: the draft that the sitting would start with now.
    """
    return draft.but(**{field: getattr(now, field) for field in _unedited(sitting, draft)})


def unfinished(sitting: Sitting, draft: DebriefDraft) -> UnfinishedDebrief | None:
    """Return what a sitting leaves unfinished, or None if nothing was typed.

    Only the answers that differ from those it started with are included.
    """
    changed = DebriefDraft.model_fields.keys() - _unedited(sitting, draft)
    if not changed:
        return None
    answers = tuple(each for each in draft.answers if each not in sitting.start.answers)
    typed = draft.but(answers=answers).model_dump(mode="json", include=changed)
    return UnfinishedDebrief(sitting=sitting.id, typed=typed)


def _unedited(sitting: Sitting, draft: DebriefDraft) -> set[str]:
    fields, start = DebriefDraft.model_fields, sitting.start
    return {field for field in fields if getattr(draft, field) == getattr(start, field)}


def _with_typed(start: DebriefDraft, typed: Mapping[str, Any]) -> DebriefDraft:
    """Return `start` with what was typed; anything that does not fit a field is left out."""
    draft = start
    for field, value in typed.items():
        with suppress(ValidationError):
            given = DebriefDraft.model_validate({field: value})
            draft = _taken_over(draft, given, field)
    return draft


def _taken_over(draft: DebriefDraft, given: DebriefDraft, field: str) -> DebriefDraft:
    """Return `draft` with one field taken from `given`.

    Each answer goes to its question; one whose question is gone is kept only if it is not blank.
    """
    if field != "answers":
        return draft.but(**{field: getattr(given, field)})
    answers = {each.question: each for each in given.answers}
    asked = tuple(answers.pop(each.question, each) for each in draft.answers)
    return draft.but(answers=(*asked, *(each for each in answers.values() if each.answer)))
