"""A follow-up: what came of an interview and is still to be done."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from infoint_tui.domain.records.record import Line, Record
from infoint_tui.domain.vocabulary import FollowUpKind, Party


class FollowUp(Record):
    """Advice to act on, a skill to learn, an introduction to use, or a promise to keep."""

    table: ClassVar[str] = "follow_ups"

    contact_id: str
    """Who gave the advice or the name, or who the promise was made with."""
    interview_id: str | None = None
    kind: FollowUpKind = "advice"
    text: Line
    owed_by: Party = "me"
    noted_on: date
    due: date | None = None
    """Set by hand; None leaves it to the rules."""
    done_on: date | None = None
    told_on: date | None = None
    """When whoever gave it heard what came of it."""
    led_to: str | None = None
    """The id of the contact this introduction led to."""
    snoozed_until: date | None = None
