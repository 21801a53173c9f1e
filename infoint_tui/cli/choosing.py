"""Finding the to-do, entry, question, note or conversation that is meant.

Each can be given by its number, as `infoint show` and `infoint plan` have it, or by words from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from infoint_tui.domain.basics.calendar import full_day
from infoint_tui.domain.basics.errors import AmbiguousError, DateError, NotFoundError
from infoint_tui.domain.basics.text import clean_line, fold, quoted
from infoint_tui.domain.basics.typed_days import parse_day

if TYPE_CHECKING:
    from datetime import date

    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.follow_up import FollowUp
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.services.container import Services

_T = TypeVar("_T")


def dossier_of(services: Services, contact: Contact) -> Dossier:
    """Return everything that is kept about a contact who was found a moment ago."""
    dossier = services.overview.dossier(contact.id)
    assert dossier is not None
    return dossier


def chosen(
    which: str,
    items: Sequence[_T],
    words: Callable[[_T], str],
    what: str,
    counts: Callable[[_T], bool] = lambda _: True,
) -> _T:
    """Return the one of `items` that is meant by its number or by words from it.

    Args:
        which: a number from 1, or some words.
        items: what there is to choose from, in the order it is counted.
        words: returns the text of an item.
        what: what an item is called, for an error: "to-do".
        counts: tells whether an item can be chosen by its words.

    Raises:
        NotFoundError: there is no such item.
        AmbiguousError: several match; the error lists them with their numbers.
    """
    typed = clean_line(which)
    number = typed.removesuffix(".")
    if number.isascii() and number.isdigit():
        if 0 < int(number[:9]) <= len(items):
            return items[int(number) - 1]
        raise NotFoundError(f"There is no {what} number {number}.", _there_are(items, what))
    wanted = fold(typed)
    numbered = [(n, each) for n, each in enumerate(items, 1) if counts(each)]
    same = [(n, each) for n, each in numbered if fold(words(each)) == wanted]
    found = same or [(n, each) for n, each in numbered if wanted and wanted in fold(words(each))]
    if not found:
        raise NotFoundError(f"No {what} matches {quoted(which)}.", _there_are(items, what))
    if len(found) > 1:
        raise AmbiguousError(
            f"{quoted(which)} could be any of {len(found)}.",
            tuple(f"{n}  {clean_line(words(each))}" for n, each in found),
            "Give its number.",
        )
    return found[0][1]


def _there_are(items: Sequence[object], what: str) -> str:
    if not items:
        return f"There is no {what} yet."
    return "There is only number 1." if len(items) == 1 else f"They go from 1 to {len(items)}."


def todo_of(
    services: Services,
    contact: Contact,
    which: str,
    counts: Callable[[FollowUp], bool] = lambda _: True,
) -> FollowUp:
    """Return the to-do of a contact that is meant; see `chosen` for the rest."""
    items = dossier_of(services, contact).follow_ups
    return chosen(which, items, lambda item: item.text, "to-do", counts)


def conversation_of(
    services: Services,
    contact: Contact,
    day: str | None,
    among: Sequence[Interview] | None = None,
) -> Interview:
    """Return the conversation of a day, or the one in progress, or else the latest.

    Args:
        services: the use cases.
        contact: who it is with.
        day: the day they talked, will talk, or were asked; or the id of the conversation.
        among: the conversations that a day can mean; None means all of them.

    Raises:
        RuleError: there is no conversation at all.
        DateError: `day` is not a day.
        NotFoundError: there is none on that day; the error lists those there are.
        AmbiguousError: there are several on that day.
    """
    if day is None:
        return services.goals.interview_of(contact.id, contact.name)
    interviews = dossier_of(services, contact).interviews if among is None else among
    for interview in interviews:
        if interview.id == day:
            return interview
    found = _on(interviews, _days_meant(services, day))
    if len(found) == 1:
        return found[0]
    today = services.context.today
    known = [
        (each, full_day(when, today))
        for each in found or interviews
        if (when := next(filter(None, _days(each)), None))
    ]
    if found:
        raise AmbiguousError(
            f"There are {len(found)} conversations with {contact.name} on that day.",
            tuple(f"{words}  (id {each.id})" for each, words in known),
            "Give the id instead of the day.",
        )
    days = ", ".join(words for _, words in known)
    raise NotFoundError(
        f"No conversation with {contact.name} on {quoted(day)}.",
        f"Choose from: {days}." if days else "",
    )


def _days_meant(services: Services, text: str) -> set[date]:
    """Return the days that a text may mean, back or ahead from today."""
    today = services.context.today
    found = {parse_day(text, today, toward="past")}
    with suppress(DateError):  # "last tue" can only be read one way
        found.add(parse_day(text, today))
    return found


def _on(interviews: Sequence[Interview], days: set[date]) -> list[Interview]:
    """Return those held on one of `days`; else those planned, called off or asked for then."""
    for nth, _ in enumerate(_DAYS):
        if found := [each for each in interviews if _days(each)[nth] in days]:
            return found
    return []


_DAYS = ("held_on", "day", "ended_on", "requested_on")
"""The days that a conversation is known by, the best known first."""


def _days(interview: Interview) -> tuple[date | None, ...]:
    return tuple(getattr(interview, field) for field in _DAYS)
