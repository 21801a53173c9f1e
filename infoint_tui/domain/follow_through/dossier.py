"""A dossier: everything that is kept about one contact, gathered for the rules and the screens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct, field

from infoint_tui.domain.follow_through.introducing import (
    has_introduced,
    is_introduction,
    since,
    suggested_on,
)
from infoint_tui.domain.follow_through.timeline import last_on, latest_first

if TYPE_CHECKING:  # so that the rules that read a dossier do not import pydantic
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.follow_up import FollowUp
    from infoint_tui.domain.records.goal import Goal
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.domain.records.touch import Touch
    from infoint_tui.domain.vocabulary import Intent


class Introduced(Struct, frozen=True):
    """Someone a contact suggested, with the interviews with them."""

    contact: Contact
    interviews: tuple[Interview, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether they were asked for an interview, or had one."""
        return bool(self.interviews)

    def is_aside(self, day: date) -> bool:
        """Tell whether they are set aside on `day`, so that nothing is owed about them."""
        return self.contact.standing == "set_aside" and not self.contact.in_play(day)

    @property
    def outcome_on(self) -> date | None:
        """The day it became clear what the introduction led to, or None while that is open."""
        held = [interview.held_on for interview in self.interviews if interview.held_on]
        if held:
            return min(held)
        if any(interview.is_open for interview in self.interviews):
            return None
        ended = [interview.ended_on for interview in self.interviews if interview.ended_on]
        return max(ended, default=None)


class Dossier(Struct, frozen=True):
    """One contact with their interviews, follow-ups, touches, and the people around them."""

    contact: Contact
    interviews: tuple[Interview, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    touches: Sequence[Touch] = ()
    """The timeline, latest first."""
    introduced: Mapping[str, Introduced] = field(default_factory=dict)
    """Everyone they suggested, by id, introduced or not."""
    introducer: Contact | None = None
    """Who introduced them to the user."""
    may_mention: bool | None = None
    """Whether that person said that the user may use their name; None while that is unknown."""
    goals: Mapping[str, Goal] = field(default_factory=dict)
    """All goals, by id."""

    @property
    def introducer_name(self) -> str:
        """Who introduced the contact, even if they were deleted since; empty if nobody did."""
        return self.introducer.name if self.introducer else self.contact.introducer_name

    @property
    def has_talked(self) -> bool:
        """Whether at least one interview was held."""
        return any(interview.held_on for interview in self.interviews)

    @property
    def last_touch(self) -> date | None:
        """The day of the latest touch or interview; a backdated entry never moves it back."""
        days = [last_on(self.touches), *(interview.held_on for interview in self.interviews)]
        return max((day for day in days if day), default=None)

    def led_to(self, introduction: FollowUp) -> Introduced | None:
        """Return the person an introduction led to, with the interviews it may have led to."""
        person = self.introduced.get(introduction.led_to or "")
        if person is None:
            return None
        day = suggested_on(introduction, self.interviews)
        return Introduced(person.contact, since(day, person.interviews))

    def is_introduction(self, suggestion: FollowUp) -> bool:
        """Tell whether a name they gave is an introduction: nobody the user had already asked."""
        person = self.introduced.get(suggestion.led_to or "")
        day = suggested_on(suggestion, self.interviews)
        return is_introduction(suggestion, day, person.interviews if person else ())

    def has_introduced(self, contact_id: str) -> bool:
        """Tell whether they introduced this contact, going by what they suggested, if anything."""
        person = self.introduced.get(contact_id)
        interviews = person.interviews if person else ()
        return has_introduced(contact_id, self.follow_ups, self.interviews, interviews)

    @property
    def people_introduced(self) -> tuple[Introduced, ...]:
        """Everyone they introduced to the user."""
        return tuple(each for id, each in self.introduced.items() if self.has_introduced(id))

    def outcome_on(self, introduction: FollowUp) -> date | None:
        """Return the day it became clear what an introduction led to.

        None if that is open, or if the suggestion was no introduction.
        """
        led_to = self.led_to(introduction)
        return led_to.outcome_on if led_to and self.is_introduction(introduction) else None

    def was_asked(self, introduction: FollowUp) -> bool:
        """Tell whether the person an introduction led to was asked for an interview."""
        led_to = self.led_to(introduction)
        return led_to is not None and led_to.is_asked

    def was_met(self, introduction: FollowUp) -> bool:
        """Tell whether an interview was held with the person an introduction led to."""
        led_to = self.led_to(introduction)
        return led_to is not None and any(interview.held_on for interview in led_to.interviews)

    def next_suggested(self, day: date) -> Contact | None:
        """Return the first person they suggested who has not been asked; see `names_not_asked`."""
        found = (self.introduced.get(item.led_to or "") for item in self.names_not_asked(day))
        return next((named.contact for named in found if named), None)

    def names_not_asked(self, day: date) -> tuple[FollowUp, ...]:
        """Return the introductions that the user has not used yet.

        The people suggested have not been asked yet, and are not set aside on `day`.
        """
        return tuple(
            item
            for item in self.follow_ups
            if item.kind == "introduction"
            and item.owed_by == "me"
            and item.done_on is None
            and not item.person_gone
            and not self.was_asked(item)
            and not self._led_aside(item, day)
        )

    def _led_aside(self, introduction: FollowUp, day: date) -> bool:
        led_to = self.introduced.get(introduction.led_to or "")
        return led_to is not None and led_to.is_aside(day)

    def open_interview(self) -> Interview | None:
        """Return the open interview: the soonest one agreed to, else the one asked for, or None."""
        still_open = [interview for interview in self.interviews if interview.is_open]
        timed = [interview for interview in still_open if interview.start is not None]
        if timed:
            return min(timed, key=lambda interview: (interview.start, interview.id))
        agreed = [interview for interview in still_open if interview.is_agreed]
        return next(iter(agreed or still_open), None)

    def noted_interview(self, on: date | None, learned: str, today: date) -> Interview | None:
        """Return the past interview that the user means when they say that they talked.

        It is the one held on that day. If they say what they learned but give no day, it is the
        latest one without a write-up. None if they mean an agreed interview or a new one.

        Args:
            on: the day of the interview, if they gave one.
            learned: what they learned in it; may be empty.
            today: the user's day, used if they give no day.
        """
        under_way = self.open_interview()
        if under_way is not None and under_way.is_agreed:
            return None
        held = [interview for interview in self.interviews if interview.held_on is not None]
        same_day = (interview for interview in held if interview.held_on == (on or today))
        waiting = (
            interview
            for interview in held
            if learned.strip() and not on and interview.debrief is None
        )
        latest = max(waiting, key=lambda interview: (interview.held_on, interview.id), default=None)
        return next(same_day, latest)

    def has_held(self, interview: Interview) -> bool:
        """Tell whether `interview` was already held, according to this dossier."""
        return any(each.id == interview.id and each.held_on for each in self.interviews)

    def left_over(self) -> dict[str, Any]:
        """Return what the next interview takes over from the latest one, by field.

        That is the intent, and if the latest one fell through, whatever was prepared for it.
        """
        over = [
            interview for interview in self.interviews if interview.held_on or interview.ended_on
        ]
        # Of two on one day, the one held counts as the latest: it used the preparation.
        last = max(
            over,
            key=lambda interview: (
                interview.held_on or interview.ended_on,
                interview.ended is None,
            ),
            default=None,
        )
        if last is None:
            return {}
        kept = _PREPARED if last.ended in ("cancelled", "no_show") else ("intent",)
        return {field: getattr(last, field) for field in kept}

    @property
    def usual_intent(self) -> Intent:
        """Why the user would ask this contact now: as last time, or else not for a job."""
        intent: Intent = self.left_over().get("intent", "informational")
        return intent

    def awaits_verdict(self, interview: Interview) -> bool:
        """Tell whether `interview` means that the contact should hear how its goal was decided.

        Everyone who had an interview for the goal by the day it was decided has helped. If someone
        had several, only the latest counts, so that each person hears about a goal once.
        """
        goal = self.goals.get(interview.goal_id or "")
        if goal is None:
            return False
        helped = [each for each in self.interviews if goal.was_helped_by(each)]
        if any(each.verdict_told_on for each in helped):
            return False
        latest = max(helped, key=lambda each: (each.held_on, each.id), default=None)
        return latest is not None and latest.id == interview.id

    def unthanked(self) -> Interview | None:
        """Return the oldest interview whose thank-you is still to be sent, or None."""
        owing = [interview for interview in self.interviews if interview.needs_thanks]
        return min(owing, key=lambda interview: (interview.held_on, interview.id), default=None)


_PREPARED = (
    *("goal_id", "fit_before", "intent", "outcome", "belief", "research", "about_me", "plan"),
    *("minutes", "format", "place", "i_pay"),
)
"""The fields of an interview that are filled in beforehand, except its time."""


def gather(
    contacts: Iterable[Contact],
    people: Mapping[str, Contact],
    interviews: Iterable[Interview],
    follow_ups: Iterable[FollowUp],
    touches: Iterable[Touch] | Mapping[str, Sequence[Touch]],
    goals: Iterable[Goal] = (),
) -> dict[str, Dossier]:
    """Return a dossier for each of `contacts`, by id.

    Args:
        contacts: the people whose dossiers are wanted.
        people: every contact that one of them introduced or was introduced by, by id.
        interviews: all interviews.
        follow_ups: all follow-ups, also those of people who introduced one of them.
        touches: all touches; or the timelines of `contacts`, by id.
        goals: all goals.
    """
    by_id = {goal.id: goal for goal in goals}
    by_person = _by_contact(interviews)
    open_ends = _by_contact(follow_ups)
    if not isinstance(touches, Mapping):
        touches = {id: latest_first(each) for id, each in _by_contact(touches).items()}
    brought: dict[str, set[str]] = defaultdict(set)
    for person in people.values():
        if person.introduced_by:
            brought[person.introduced_by].add(person.id)
    for items in open_ends.values():
        for item in items:
            if item.led_to:
                brought[item.contact_id].add(item.led_to)

    return {
        contact.id: Dossier(
            contact,
            tuple(by_person[contact.id]),
            tuple(open_ends[contact.id]),
            touches.get(contact.id, ()),
            {
                other: Introduced(people[other], tuple(by_person[other]))
                for other in sorted(brought[contact.id])
                if other in people
            },
            _introducer(contact, people, open_ends, by_person),
            _may_mention(contact, open_ends[contact.introduced_by or ""]),
            by_id,
        )
        for contact in contacts
    }


def _introducer(
    contact: Contact,
    people: Mapping[str, Contact],
    follow_ups: Mapping[str, list[FollowUp]],
    interviews: Mapping[str, list[Interview]],
) -> Contact | None:
    """Return who introduced a contact; records are by the id of the person they belong to."""
    giver = people.get(contact.introduced_by or "")
    if giver is None:
        return None
    theirs = follow_ups.get(giver.id, ()), interviews.get(giver.id, ())
    return giver if has_introduced(contact.id, *theirs, interviews.get(contact.id, ())) else None


def _may_mention(contact: Contact, given: Iterable[FollowUp]) -> bool | None:
    """Return what the introducer said about their name; `given` are the follow-ups from them."""
    said = {item.may_mention for item in given if item.led_to == contact.id} - {None}
    return all(said) if said else None


_R = TypeVar("_R", "Interview", "FollowUp", "Touch")


def _by_contact(records: Iterable[_R]) -> dict[str, list[_R]]:
    grouped: dict[str, list[_R]] = defaultdict(list)
    for record in records:
        grouped[record.contact_id].append(record)
    return grouped
