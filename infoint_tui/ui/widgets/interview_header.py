"""The interview at the top of Prep: who it is with, when, where, and what for."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from textual.content import Content

from infoint_tui.domain.basics.calendar import both_times, clock_time, distance, short_day
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.vocabulary import FORMAT_WORDS, INTENT_WORDS
from infoint_tui.ui.kit.drawing import cell_len, cut, fit, plain
from infoint_tui.ui.kit.fitted_lines import FittedLines

GAP = 3
"""Cells between two items on a line."""

Pair = tuple[str, str]
"""A label and its value."""


class InterviewHeader(FittedLines):
    """The interview in one or two lines: who, when and where, and its purpose.

    Args:
        key: the key to write down its purpose with.
    """

    def __init__(self, key: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._key = key
        self._who = ""
        self._facts: tuple[str, ...] = ()
        self._intent = ""
        self._aims: tuple[Pair, Pair] | None = None
        self._most = 1

    def show(self, contact: Contact, interview: Interview, today: date, zone: str) -> None:
        """Show an interview.

        Args:
            contact: who it is with.
            interview: the interview.
            today: the user's day.
            zone: the user's home zone; an interview in another zone says so.
        """
        self._who = contact.name
        when = when_words(interview, today, zone, contact.timezone)
        self._facts = tuple(filter(None, (when, where_words(interview))))
        self._intent = INTENT_WORDS[interview.intent]
        self._aims = aims_of(interview, self._key)
        self.fit_again()

    def limit(self, most: int) -> None:
        """Use at most `most` lines."""
        if most != self._most:
            self._most = most
            self.fit_again()

    def lines_at(self, width: int) -> list[Content]:
        """Return the lines for `width` cells."""
        name, chip = cut(self._who, width), f" {self._intent} "
        facts = " · ".join(self._facts)
        room = width - cell_len(name) - GAP
        beside = room - cell_len(chip) - 1
        if not self._intent or cell_len(plain(facts)) > beside:  # when and where matters more
            chip, beside = "", room
        facts = fit(facts, beside)
        end = (" ", (chip, "$filled-offer")) if chip else ()
        lines = [Content.assemble((name, "bold"), " " * GAP, facts, *end)]
        if self._aims is not None and self._most > 1:
            lines.append(_paired(self._aims, width))
        return lines


def aims_of(interview: Interview, key: str) -> tuple[Pair, Pair]:
    """Return an interview's purpose, and what the user believes beforehand.

    Args:
        interview: the interview.
        key: the key to write these down with.
    """
    return (
        ("OUTCOME", interview.outcome or f"nothing yet ({key})"),
        ("I THINK NOW", interview.belief or f"nothing yet ({key})"),
    )


def when_words(interview: Interview, today: date, zone: str, theirs: str = "") -> str:
    """Return when an interview takes place or started, or how far along the request is.

    For example: "Tue 1 Dec 15:00, in 9 days".

    Args:
        interview: the interview.
        today: the user's day.
        zone: the user's home zone, in which days are counted; if its clocks show a different time,
            that time is added.
        theirs: the contact's zone, which is treated the same way; may be "".
    """
    if interview.begun_at is not None:
        begun = interview.begun_at.astimezone(ZoneInfo(zone))
        return f"started {distance(begun.date(), today)} {clock_time(begun)}"
    if interview.start is None:
        if interview.agreed_on is not None:
            return "they said yes, no time yet"
        if interview.requested_on is not None:
            return f"asked {short_day(interview.requested_on, today)}, no answer yet"
        return "not asked yet"
    away = distance(interview.start_in(zone).date(), today)
    return f"{both_times(interview.start, interview.zone, zone, theirs, today)}, {away}"


def where_words(interview: Interview) -> str:
    """Return where an interview is, how it takes place, and who pays."""
    in_person = interview.format == "in_person"
    pays = "I pay" if interview.i_pay else "I'm not paying"
    parts = (interview.place, FORMAT_WORDS[interview.format], pays if in_person else "")
    return ", ".join(part for part in parts if part)


def connections(contact: Contact) -> tuple[Pair, ...]:
    """Return what to mention or to thank them for: labels and values; empty ones are left out."""
    known: tuple[Pair, ...] = (
        ("UNIQUE", contact.unique),
        ("WHY THEM", contact.admire),
        ("IN COMMON", contact.common_ground),
        ("NEWS", contact.milestone),
    )
    return tuple(pair for pair in known if pair[1])


def _paired(pairs: tuple[Pair, Pair], width: int) -> Content:
    """Return two labels with values on a line; one can use space the other does not need."""
    first, second = pairs
    half, wanted, free = width // 2, _length(first) + GAP, width - _length(second)
    at = max(half, min(wanted, free)) if wanted > half else min(half, max(wanted, free))
    left = _labelled(first, at - GAP)
    return Content.assemble(left, " " * (at - left.cell_length), _labelled(second, width - at))


def _labelled(pair: Pair, width: int) -> Content:
    label, value = pair
    return Content.assemble((f"{label}  ", "$secondary"), cut(value, width - len(label) - 2))


def _length(pair: Pair) -> int:
    return len(pair[0]) + 2 + cell_len(plain(pair[1]))
