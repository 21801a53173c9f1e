"""A follow-up: something that an interview led to and that still has to be done."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from infoint_tui.domain.records.record import Line, Record
from infoint_tui.domain.vocabulary import FollowUpKind, Party


class FollowUp(Record):
    """Advice to act on, a skill to learn, an introduction to use, or a promise to keep."""

    table: ClassVar[str] = "follow_ups"

    contact_id: str
    """The id of the person who gave the advice or the name, or made or received the promise."""
    interview_id: str | None = None
    kind: FollowUpKind = "advice"
    text: Line
    owed_by: Party = "me"
    noted_on: date
    due: date | None = None
    """Set by hand; None leaves it to the rules."""
    done_on: date | None = None
    told_on: date | None = None
    """When the person who gave the advice or the name heard where it led."""
    led_to: str | None = None
    """The id of the contact this introduction led to."""
    added_contact: bool | None = None
    """Whether that contact was new and came into the file with this introduction.

    None if a version wrote it that did not say.
    """
    before_asking: bool | None = None
    """Whether this introduction came before the user asked that contact themselves.

    True is the user's own word, False the order of the entries on one day; None leaves it to the
    days.
    """
    may_mention: bool | None = None
    """Whether the giver said that the user may use their name; None while that is unknown."""
    person_gone: bool = False
    """Whether that contact was deleted, so that nothing is left to do about the introduction."""
    snoozed_until: date | None = None
