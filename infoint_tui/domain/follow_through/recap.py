"""What to remember before talking with someone again: the last conversation, and where it led."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from infoint_tui.domain.basics.calendar import short_day
from infoint_tui.domain.vocabulary import FORMAT_WORDS

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.domain.records.follow_up import FollowUp
    from infoint_tui.domain.records.interview import Interview


class RecapLine(Struct, frozen=True):
    """One thing to know again."""

    label: str
    text: str
    aside: str = ""
    """Where it led: "done 3 Nov, not told yet"."""


class Recap(Struct, frozen=True):
    """What the last conversation with someone was, and what is open since."""

    when: str
    """When and how they talked: "20 Oct, in person, 25 min"."""
    lines: tuple[RecapLine, ...]


def recap(dossier: Dossier, today: date) -> Recap | None:
    """Return what to know again before the next interview; None if it is the first.

    Args:
        dossier: what is known about the person.
        today: the user's day.
    """
    held = [each for each in dossier.interviews if each.held_on]
    last = max(held, key=lambda each: (each.held_on, each.id), default=None)
    if last is None or last.held_on is None:
        return None
    how = f"{FORMAT_WORDS[last.format]}, {last.minutes} min"
    lines = (*_said(last), *_follow_ups(dossier, last, today))
    return Recap(f"{short_day(last.held_on, today)}, {how}", lines)


def _said(last: Interview) -> Iterator[RecapLine]:
    saved = last.debrief
    if saved is None:
        return
    texts = (saved.learned, saved.surprising, saved.good, saved.bad)
    if said := next(filter(None, texts), ""):
        yield RecapLine("They said", said)
    if saved.next_time:
        yield RecapLine("Ask now", saved.next_time)


def _follow_ups(dossier: Dossier, last: Interview, today: date) -> Iterator[RecapLine]:
    """Yield what they advised and suggested, and the open promises of both."""
    for item in sorted(dossier.follow_ups, key=lambda each: (each.noted_on, each.id)):
        is_open = item.done_on is None
        if item.kind == "promise" or item.owed_by == "them":
            if is_open:
                yield RecapLine(
                    "They promised" if item.owed_by == "them" else "I promised", item.text
                )
        elif item.kind == "introduction":
            if item.interview_id == last.id or item.told_on is None:
                yield RecapLine("Suggested", _name(dossier, item), _led_to(dossier, item))
        elif is_open or item.told_on is None or item.interview_id == last.id:
            label = "Skill" if item.kind == "learn" else "Advice"
            yield RecapLine(label, item.text, _state(item, today))


def _state(item: FollowUp, today: date) -> str:
    if item.done_on is None:
        return "not done yet"
    told = f"told them {short_day(item.told_on, today)}" if item.told_on else "not told yet"
    return f"done {short_day(item.done_on, today)}, {told}"


def _name(dossier: Dossier, item: FollowUp) -> str:
    led_to = dossier.introduced.get(item.led_to or "")
    return led_to.contact.name if led_to else item.text


def _led_to(dossier: Dossier, item: FollowUp) -> str:
    if dossier.was_met(item):
        return "talked" if item.told_on else "talked, not told yet"
    return "asked" if dossier.was_asked(item) else "not asked yet"
