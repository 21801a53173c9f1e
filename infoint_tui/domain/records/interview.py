"""An interview: one informational interview, from the request to the thank-you."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any, ClassVar
from zoneinfo import ZoneInfo

from pydantic import Field

from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.records.record import Instant, Line, Lines, Record, Text, Value, Zone
from infoint_tui.domain.vocabulary import (
    Channel,
    Ended,
    Format,
    Intent,
    NoteKind,
    OutcomeMet,
    Result,
)

Fit = Annotated[int, Field(ge=1, le=5)]
"""How well a goal seems to fit: 1 not at all, 5 very well."""
RESUME_WITHIN = timedelta(minutes=30)
"""So long after its time was up, an interview that was begun may still go on."""


class TimedNote(Value):
    """A note taken during an interview."""

    at: Instant
    kind: NoteKind = "note"
    text: Text
    question: Line = ""
    """The words of the question that was being talked about; empty when none was."""


class Impressions(Value):
    """What the user made of an interview, in their own words."""

    learned: Text = ""
    good: Text = ""
    bad: Text = ""
    surprising: Text = ""
    think_now: Text = ""
    """What the user thinks after the interview, beside what they believed before it."""
    skills: Lines = ()
    """Skills the other wishes they had."""
    outcome_met: OutcomeMet | None = None
    """Whether the user left with what they wanted; None while they have not said."""
    next_time: Text = ""
    """What to ask next time."""
    clicked: Annotated[int, Field(ge=1, le=5)] | None = None
    """How well the two got on: 1 not at all, 5 very well."""


class Debrief(Impressions):
    """The impressions of an interview as they are kept, best written the same day."""

    written_on: date | None = None
    """The day the whole debrief was written; None while there is only a line or two."""


class UnfinishedDebrief(Value):
    """A debrief that was begun and not saved: it counts for nothing, and is there to go on with."""

    sitting: str
    """A UUID; all that one sitting changes is one step of the history."""
    typed: dict[str, Any]
    """What was typed so far, by field of the draft; read with care, for it is only half typed."""


class Interview(Record):
    """One interview with one contact."""

    table: ClassVar[str] = "interviews"

    contact_id: str
    goal_id: str | None = None
    """The goal this interview helps to decide; at most one."""
    fit_before: Fit | None = None
    """How well that goal seemed to fit before the interview."""
    fit_after: Fit | None = None
    """And after it."""
    verdict_told_on: date | None = None
    """When this contact heard what that goal came to; unset again while the goal is open."""
    intent: Intent = "informational"
    outcome: Text = ""
    """What the user wants to leave with: information, a decision, a second connection."""
    belief: Text = ""
    """What the user believes before the interview."""
    research: Text = ""
    requested_on: date | None = None
    nudged_on: date | None = None
    agreed_on: date | None = None
    """When they said yes; the time may still be open."""
    start: Instant | None = None
    zone: Zone = "UTC"
    """The zone the interview takes place in."""
    minutes: Annotated[int, Field(ge=1, le=480)] = 20
    format: Format = "in_person"
    place: Line = ""
    i_pay: bool = True
    confirmed_on: date | None = None
    plan: tuple[PlannedQuestion, ...] = ()
    begun_at: Instant | None = None
    """When the user began to take notes; the time left counts from here."""
    left_at: Instant | None = None
    """When the user left these notes for the debrief; unset while they are taken."""
    notes: tuple[TimedNote, ...] = ()
    unfinished_note: Text = ""
    """The note being typed, so that a crash does not lose it."""
    held_on: date | None = None
    debrief: Debrief | None = None
    unfinished_debrief: UnfinishedDebrief | None = None
    thanked_on: date | None = None
    thanked_by: Channel | None = None
    ended: Ended | None = None
    ended_on: date | None = None
    result: Result = "none"
    snoozed_until: date | None = None

    @property
    def day(self) -> date | None:
        """The day of the interview, in the interview's own zone."""
        return None if self.start is None else self.local_start().date()

    def local_start(self) -> datetime:
        """The start in the interview's own zone. There must be one."""
        if self.start is None:
            raise ValueError("this talk has no time yet")
        return self.start.astimezone(ZoneInfo(self.zone))

    def start_in(self, zone: str) -> datetime:
        """The start as clocks in `zone` show it. There must be one.

        At the end of the calendar, where they cannot, it is in the interview's own zone.
        """
        local = self.local_start()
        try:
            return local.astimezone(ZoneInfo(zone))
        except OverflowError:
            return local

    def is_over(self, now: datetime) -> bool:
        """Tell whether the time agreed for the interview has passed at `now`."""
        return self.start is not None and self.start <= now - timedelta(minutes=self.minutes)

    def awaits_outcome(self, now: datetime) -> bool:
        """Tell whether its outcome is open: it is over at `now`, or goes on, or has its notes."""
        is_begun = None not in (self.start, self.begun_at)
        is_noted = bool(self.notes or self.left_at or self.running_since(now))
        return self.is_open and ((is_begun and is_noted) or self.is_over(now))

    def running_since(self, now: datetime) -> datetime | None:
        """When notes of it were begun, if its time still runs at `now`; else None."""
        begun = self.begun_at
        if begun is None or not self.is_open:
            return None
        end = begun + timedelta(minutes=self.minutes) + RESUME_WITHIN
        return begun if begun <= now < end else None

    def under_way_since(self, now: datetime) -> datetime | None:
        """When notes of it were begun, if they are still taken at `now`; else None."""
        return None if self.left_at else self.running_since(now)

    def began(self, now: datetime) -> datetime | None:
        """When it began, in its own zone: as agreed, or when notes were begun, whichever is later.

        None while that is to come at `now`.
        """
        past = [each for each in (self.start, self.begun_at) if each is not None and each <= now]
        return max(past).astimezone(ZoneInfo(self.zone)) if past else None

    @property
    def is_open(self) -> bool:
        """Neither held nor ended: something is still to happen before the interview."""
        return self.held_on is None and self.ended is None

    @property
    def is_agreed(self) -> bool:
        """They said yes and the interview is still to come."""
        return self.is_open and (self.start is not None or self.agreed_on is not None)

    @property
    def is_awaiting_reply(self) -> bool:
        """It was asked for and nobody has answered."""
        return self.is_open and not self.is_agreed and self.requested_on is not None

    @property
    def needs_thanks(self) -> bool:
        """It was held and the thank-you is still to be sent."""
        return self.held_on is not None and self.thanked_on is None
