"""Warming up: what to do before asking someone for an interview.

Before the first request, practitioners advise finding out what is unique about a person, following
their work, and congratulating them on something specific.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from infoint_tui.domain.follow_through.dossier import Dossier

WarmUpKey = Literal["research", "follow", "congratulate"]


class WarmUp(Struct, frozen=True):
    """One thing to do before asking."""

    key: WarmUpKey
    """Which thing it is; the key never changes."""
    done: bool
    text: str
    """What was done, or what to do."""
    on: date | None = None
    """The day it was done, if that is known."""


def warm_up(dossier: Dossier) -> tuple[WarmUp, ...]:
    """Return what to do before asking a contact, in the recommended order."""
    return (_research(dossier), _follow(dossier), _congratulate(dossier))


def _research(dossier: Dossier) -> WarmUp:
    contact = dossier.contact
    is_known = bool(contact.unique or contact.admire)
    done = is_known or any(interview.research for interview in dossier.interviews)
    text = "you know their work" if done else "find out what is unique about their work"
    return WarmUp("research", done, text)


def _follow(dossier: Dossier) -> WarmUp:
    since = _first_day(touch.on for touch in dossier.touches if touch.kind == "follow")
    text = "you follow their work" if since else "follow their work"
    return WarmUp("follow", since is not None, text, since)


def _congratulate(dossier: Dossier) -> WarmUp:
    """Return the congratulation; it counts as done once it says what it was for."""
    said = [touch for touch in dossier.touches if touch.kind == "congratulate"]
    on = _first_day(touch.on for touch in said if touch.text)
    if on is not None:
        text = "you congratulated them"
    elif said:
        text = "you congratulated them: say what for"
    else:
        milestone = dossier.contact.milestone.partition("\n")[0] or "something specific"
        text = f"congratulate them on {milestone}"
    return WarmUp("congratulate", on is not None, text, on)


def _first_day(days: Iterable[date]) -> date | None:
    return min(days, default=None)
