"""Whether someone who suggested a person introduced them: only before the user asked them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # so that the rules that use this do not import pydantic
    from infoint_tui.domain.records.follow_up import FollowUp
    from infoint_tui.domain.records.interview import Interview


def suggested_on(item: FollowUp, givers: Iterable[Interview]) -> date:
    """Return the day someone was suggested: that of the conversation, whenever it was written up.

    Args:
        item: the introduction.
        givers: the interviews with the person who made it.
    """
    own = next((each for each in givers if each.id == item.interview_id), None)
    held = own and (own.held_on or own.day)
    return min(held, item.noted_on) if held else item.noted_on


def since(day: date, interviews: Iterable[Interview]) -> tuple[Interview, ...]:
    """Return the interviews without those that had come to nothing before `day`."""
    return tuple(each for each in interviews if each.ended_on is None or each.ended_on >= day)


def is_introduction(item: FollowUp, day: date, interviews: Iterable[Interview]) -> bool:
    """Tell whether a suggestion introduced someone, rather than mentioned someone already asked.

    A request that had come to nothing by then does not count. On the day of the request itself,
    the user's own word or the order of the entries decides.

    Args:
        item: the introduction.
        day: the day they were suggested.
        interviews: the interviews with the person who was suggested.
    """
    first = min(step_days(day, interviews), default=None)
    if item.before_asking or first is None or first > day:
        return True
    return first == day and item.before_asking is None


def step_days(day: date, interviews: Iterable[Interview]) -> set[date]:
    """Return the days of requests, answers and interviews, without what ended before `day`."""
    found = since(day, interviews)
    steps = [(each.requested_on, each.agreed_on, each.held_on) for each in found]
    return {step for each in steps for step in each if step}


def has_introduced(
    person_id: str,
    items: Iterable[FollowUp],
    givers: Iterable[Interview],
    interviews: Iterable[Interview],
) -> bool:
    """Tell whether someone introduced a person, going by what they suggested, if anything.

    Args:
        person_id: the person's id.
        items: the follow-ups of the people who may have introduced them.
        givers: the interviews with those people.
        interviews: the interviews with the person.
    """
    found = [item for item in items if item.kind == "introduction" and item.led_to == person_id]
    return not found or any(
        is_introduction(item, suggested_on(item, givers), interviews) for item in found
    )
