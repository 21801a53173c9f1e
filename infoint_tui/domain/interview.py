"""An interview: one informational talk, from the request to the thank-you."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from infoint_tui.domain.question import Intent, PlannedQuestion
from infoint_tui.domain.record import Instant, Line, Record, Text, Value, Zone
from infoint_tui.domain.touch import Channel

Format = Literal["in_person", "video", "phone"]
Ended = Literal["declined", "cancelled", "no_show", "no_reply"]
Result = Literal["none", "lead", "introduction", "formal_interview", "offer"]


class TimedNote(Value):
    """A note taken during a talk."""

    at: Instant
    kind: Literal["note", "advice", "name", "skill"] = "note"
    text: Text


class Debrief(Value):
    """What the user made of a talk, written the same day."""

    learned: Text = ""
    good: Text = ""
    bad: Text = ""
    surprising: Text = ""


class Interview(Record):
    """One talk with one contact."""

    table: ClassVar[str] = "interviews"

    contact_id: str
    goal_id: str | None = None
    intent: Intent = "informational"
    outcome: Text = ""
    """What the user wants to leave with: information, a decision, a second connection."""
    belief: Text = ""
    """What the user believes before the talk."""
    research: Text = ""
    requested_on: date | None = None
    nudged_on: date | None = None
    agreed_on: date | None = None
    """When they said yes; the time may still be open."""
    start: Instant | None = None
    zone: Zone = "UTC"
    """The zone the talk takes place in."""
    minutes: Annotated[int, Field(ge=1, le=480)] = 20
    format: Format = "in_person"
    place: Line = ""
    i_pay: bool = True
    confirmed_on: date | None = None
    plan: tuple[PlannedQuestion, ...] = ()
    notes: tuple[TimedNote, ...] = ()
    held_on: date | None = None
    debrief: Debrief | None = None
    thanked_on: date | None = None
    thanked_by: Channel | None = None
    ended: Ended | None = None
    ended_on: date | None = None
    result: Result = "none"
    snoozed_until: date | None = None

    @property
    def day(self) -> date | None:
        """The day of the talk, in the talk's own zone."""
        return None if self.start is None else self.local_start().date()

    def local_start(self) -> datetime:
        """The start in the talk's own zone. There must be one."""
        if self.start is None:
            raise ValueError("this talk has no time yet")
        return self.start.astimezone(ZoneInfo(self.zone))

    def is_over(self, now: datetime) -> bool:
        """Tell whether the time agreed for the talk has passed at `now`."""
        return self.start is not None and self.start <= now - timedelta(minutes=self.minutes)

    @property
    def is_open(self) -> bool:
        """Neither held nor ended: something is still to happen before the talk."""
        return self.held_on is None and self.ended is None

    @property
    def is_agreed(self) -> bool:
        """They said yes and the talk is still to come."""
        return self.is_open and (self.start is not None or self.agreed_on is not None)

    @property
    def is_awaiting_reply(self) -> bool:
        """It was asked for and nobody has answered."""
        return self.is_open and not self.is_agreed and self.requested_on is not None

    @property
    def needs_thanks(self) -> bool:
        """It was held and the thank-you is still to be sent."""
        return self.held_on is not None and self.thanked_on is None
