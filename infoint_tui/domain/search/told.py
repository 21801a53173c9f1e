"""What people said and what the user wrote, as a search looks in it.

Each kind of record has a light form here that is read straight from its document: a search covers
thousands of records, and validating all of them would take far longer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final, Literal

from msgspec import Struct

Where = Literal["said", "note", "advice"]
"""Who a text comes from: "said" is what the other person said, "advice" is advice and skills to
learn, and "note" is everything else that the user wrote."""

TOLD: Final[tuple[Where, ...]] = ("said", "advice", "note")
"""Each of them is also a filter. What was said is shown rather than a note about it."""


class Passage(Struct, frozen=True, gc=False):
    """A text, and where it comes from."""

    where: Where
    text: str
    """On one line, so that a phrase is found across the lines of the text."""
    on: str | None = None
    """The day it is from, as in the file; None if it has none."""


class Told(Struct, frozen=True):
    """The texts of one record."""

    passages: tuple[Passage, ...]
    contact_id: str = ""
    """Whose they are; empty for a goal."""
    goal_id: str | None = None
    """The goal that the texts are of, or that the conversation is about."""


def on_one_line(text: str) -> str:
    """Return a text with its lines joined."""
    return text.replace("\n", " ")


def _passages(where: Where, on: str | None, *texts: str) -> Iterator[Passage]:
    return (Passage(where, on_one_line(text), on) for text in texts if text)


class TouchTexts(Struct):
    """The text of a touch."""

    table: ClassVar[str] = "touches"

    contact_id: str
    on: str | None = None
    text: str = ""

    def told(self) -> Told:
        """Return it as a note."""
        return Told(tuple(_passages("note", self.on, self.text)), self.contact_id)


class FollowUpTexts(Struct):
    """The text of a to-do."""

    table: ClassVar[str] = "follow_ups"

    contact_id: str
    kind: str = "advice"
    text: str = ""
    noted_on: str | None = None

    def told(self) -> Told:
        """Return it as advice if it is advice or a skill to learn; otherwise as a note."""
        where: Where = "advice" if self.kind in ("advice", "learn") else "note"
        return Told(tuple(_passages(where, self.noted_on, self.text)), self.contact_id)


class GoalTexts(Struct):
    """The texts of a goal."""

    table: ClassVar[str] = "goals"

    id: str
    title: str = ""
    why: str = ""
    decides: str = ""

    def told(self) -> Told:
        """Return them as notes."""
        return Told(
            tuple(_passages("note", None, self.title, self.why, self.decides)), goal_id=self.id
        )


class _Answer(Struct):
    answer: str = ""


class _Note(Struct):
    text: str = ""
    kind: str = "note"


class _WriteUp(Struct):
    learned: str = ""
    good: str = ""
    bad: str = ""
    surprising: str = ""
    skills: tuple[str, ...] = ()
    think_now: str = ""
    next_time: str = ""
    written_on: str | None = None


class _Unfinished(Struct):
    typed: dict[str, Any] = {}


class InterviewTexts(Struct):
    """The texts of an interview: from before it, the notes, the answers and the write-up."""

    table: ClassVar[str] = "interviews"

    contact_id: str
    goal_id: str | None = None
    requested_on: str | None = None
    held_on: str | None = None
    outcome: str = ""
    belief: str = ""
    research: str = ""
    about_me: str = ""
    plan: tuple[_Answer, ...] = ()
    notes: tuple[_Note, ...] = ()
    unfinished_note: str = ""
    debrief: _WriteUp | None = None
    unfinished_debrief: _Unfinished | None = None

    def told(self) -> Told:
        """Return what was said first, then the rest."""
        return Told(tuple(self._passages()), self.contact_id, self.goal_id)

    def _passages(self) -> Iterator[Passage]:
        on = self.held_on or self.requested_on
        done = self.debrief or _WriteUp()
        yield from _passages("said", on, *(each.answer for each in self.plan))
        said = (done.learned, done.good, done.bad, done.surprising, *done.skills)
        yield from _passages("said", on, *said)
        for note in self.notes:
            if done.written_on and note.kind != "note":  # the write-up made it a to-do, or a person
                continue
            where: Where = "advice" if note.kind in ("advice", "skill") else "said"
            yield from _passages(where, on, note.text)
        yield from _passages("said", on, self.unfinished_note)
        if self.unfinished_debrief:
            yield from _typed(self.unfinished_debrief.typed, on)
        mine = (
            self.outcome,
            self.belief,
            self.research,
            self.about_me,
            done.think_now,
            done.next_time,
        )
        yield from _passages("note", on, *mine)


_TYPED: Mapping[str, Where] = {
    **dict.fromkeys(("learned", "good", "bad", "surprising", "skills", "answers"), "said"),
    **dict.fromkeys(("advice", "learn"), "advice"),
}
"""Where the fields of an unfinished write-up come from; the others are notes."""
_NO_WORDS = frozenset({"question", "due", "owed_by", "outcome_met", "result"})
"""What a write-up holds that is not the user's own words."""


def _typed(typed: Mapping[str, Any], on: str | None) -> Iterator[Passage]:
    """Yield the texts of an unfinished write-up, whose fields may hold anything."""
    for field, value in typed.items():
        if field not in _NO_WORDS:
            yield from _passages(_TYPED.get(field, "note"), on, *_texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each) if key not in _NO_WORDS else ()
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


KINDS: Final = (InterviewTexts, FollowUpTexts, TouchTexts, GoalTexts)
"""The records whose texts are searched, in the order in which a text is looked for."""
