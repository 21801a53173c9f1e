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
"""For this long after its time is up, an interview that was started may still be going on."""


class TimedNote(Value):
    """A note taken during an interview."""

    at: Instant
    kind: NoteKind = "note"
    text: Text
    question: Line = ""
    """The text of the question the note was taken under; empty if there was none."""


class Impressions(Value):
    """What the user made of an interview, in their own words."""

    learned: Text = ""
    good: Text = ""
    bad: Text = ""
    surprising: Text = ""
    think_now: Text = ""
    """What the user thinks after the interview, to compare with what they believed before."""
    skills: Lines = ()
    """Skills that the other person wishes they had."""
    outcome_met: OutcomeMet | None = None
    """Whether the user got what they wanted; None until they say."""
    next_time: Text = ""
    """What to ask next time."""


class Debrief(Impressions):
    """The saved impressions of an interview; best written the same day."""

    written_on: date | None = None
    """The day the full write-up was done; None while there is only a line or two."""
    clicked: Annotated[int, Field(ge=1, le=5)] | None = None
    """How well the two got along, from 1 to 5; earlier versions asked, and it is kept."""


class UnfinishedDebrief(Value):
    """A write-up that was started but not saved. Until it is saved, it does not count."""

    sitting: str
    """A UUID; all changes made in one sitting are one step of the history."""
    typed: dict[str, Any]
    """What has been typed so far, by draft field; it may be incomplete, so it is not trusted."""


class Interview(Record):
    """One interview with one contact."""

    table: ClassVar[str] = "interviews"

    contact_id: str
    goal_id: str | None = None
    """The id of the goal this interview helps decide; at most one."""
    fit_before: Fit | None = None
    """How well that goal seemed to fit before the interview."""
    fit_after: Fit | None = None
    """How well it seemed to fit after the interview."""
    verdict_told_on: date | None = None
    """When this contact heard what the user decided about that goal; None while it is open."""
    intent: Intent = "informational"
    outcome: Text = ""
    """What the user wants to leave with: information, a decision, a second connection."""
    belief: Text = ""
    """What the user believes before the interview."""
    research: Text = ""
    about_me: Text = ""
    """What the user says about themselves to this person; blank for what they usually say."""
    requested_on: date | None = None
    nudged_on: date | None = None
    agreed_on: date | None = None
    """When the contact said yes; a time may not be set yet."""
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
    """When the user started taking notes; the time left is counted from here."""
    left_at: Instant | None = None
    """When the user moved on from the notes to the write-up; None while notes are being taken."""
    notes: tuple[TimedNote, ...] = ()
    unfinished_note: Text = ""
    """The note being typed, saved so that a crash does not lose it."""
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
        """Return the start in the interview's own zone.

        Raises:
            ValueError: the interview has no start yet.
        """
        if self.start is None:
            raise ValueError("no time is set yet")
        return self.start.astimezone(ZoneInfo(self.zone))

    def start_in(self, zone: str) -> datetime:
        """Return the start as clocks in `zone` show it.

        If they cannot, at the very end of the calendar, the interview's own zone is used instead.

        Raises:
            ValueError: the interview has no start yet.
        """
        local = self.local_start()
        try:
            return local.astimezone(ZoneInfo(zone))
        except OverflowError:
            return local

    def is_over(self, now: datetime) -> bool:
        """Tell whether the time agreed on for the interview is over at `now`."""
        return self.start is not None and self.start <= now - timedelta(minutes=self.minutes)

    def awaits_outcome(self, now: datetime) -> bool:
        """Tell whether the user still has to say how the interview went.

        They do once its time is over at `now`, or earlier if it was started and is running or has
        notes.
        """
        is_begun = None not in (self.start, self.begun_at)
        is_noted = bool(self.notes or self.left_at or self.running_since(now))
        return self.is_open and ((is_begun and is_noted) or self.is_over(now))

    def running_since(self, now: datetime) -> datetime | None:
        """Return when note-taking started, if the time is still running at `now`; else None."""
        begun = self.begun_at
        if begun is None or not self.is_open:
            return None
        end = begun + timedelta(minutes=self.minutes) + RESUME_WITHIN
        return begun if begun <= now < end else None

    def under_way_since(self, now: datetime) -> datetime | None:
        """Return when note-taking started, if it is still going on at `now`; else None."""
        return None if self.left_at else self.running_since(now)

    def began(self, now: datetime) -> datetime | None:
        """Return when the interview started, in its own zone; None if it has not started by `now`.

        It starts at the agreed time, or when note-taking started if that was later.
        """
        past = [each for each in (self.start, self.begun_at) if each is not None and each <= now]
        return max(past).astimezone(ZoneInfo(self.zone)) if past else None

    @property
    def is_open(self) -> bool:
        """Whether the interview is still open: neither held nor ended any other way."""
        return self.held_on is None and self.ended is None

    @property
    def is_agreed(self) -> bool:
        """Whether the contact said yes and the interview has not been held yet."""
        return self.is_open and (self.start is not None or self.agreed_on is not None)

    @property
    def is_awaiting_reply(self) -> bool:
        """Whether the user has asked for the interview and the contact has not answered."""
        return self.is_open and not self.is_agreed and self.requested_on is not None

    @property
    def needs_thanks(self) -> bool:
        """Whether the interview was held but the thank-you has not been sent."""
        return self.held_on is not None and self.thanked_on is None
