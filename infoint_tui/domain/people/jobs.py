"""Noticing that someone has a new job, and keeping the one before as a line of text.

The lines can be corrected like any text. One that still reads as it was written tells where someone
worked on a day in the past: "Data lead at Lumen Energy (until 3 Nov 2026)".
"""

from __future__ import annotations

import re
from datetime import date

from infoint_tui.domain.basics.calendar import MONTHS, dated
from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.people.identity import organization_keys
from infoint_tui.domain.records.contact import Contact

ALIKE = 0.8
"""Two texts at least this similar, from 0 to 1, are one text with a mistake corrected."""


def with_former_job(before: Contact, after: Contact, today: date) -> Contact:
    """Return a contact as edited; if they have a new job, the old one is kept with its last day.

    A job that was entered today, or in which only letters were corrected, is not kept. Going back
    to the job before on the same day leaves no trace.

    Args:
        before: the contact before the edit.
        after: the contact after the edit.
        today: the user's day.
    """
    is_typed = before.former_jobs != after.former_jobs
    if is_typed or not is_new_job(before, after) or before.added_on == today:
        return after
    if before.new_job_on != today:
        line = f"{_job(before)} (until {dated(today)})"
        kept = "\n".join(filter(None, (line, before.former_jobs)))
        return after.but(former_jobs=kept, new_job_on=today)
    latest, _, older = before.former_jobs.partition("\n")
    if latest.rpartition(" (")[0] == _job(after):
        return after.but(former_jobs=older, new_job_on=None)
    return after


def is_new_job(before: Contact, after: Contact) -> bool:
    """Tell whether the title or the organization is another one, not just filled in or mended."""
    keys = organization_keys(before.organization)
    moved = keys.isdisjoint(organization_keys(after.organization))
    return (moved and _is_other(before.organization, after.organization)) or _is_other(
        before.title, after.title
    )


def _is_other(before: str, after: str) -> bool:
    from difflib import SequenceMatcher  # most starts of the program need none

    old, new = fold(before), fold(after)
    return bool(old) and SequenceMatcher(None, old, new, autojunk=False).ratio() < ALIKE


def _job(contact: Contact) -> str:
    at = f"at {contact.organization}" if contact.organization else ""
    return " ".join(filter(None, (contact.title, at)))


_FORMER = re.compile(r"(?:.*? )??at (.+) \(until (\d{1,2}) (\w{3}) (\d{4})\)")
_MONTHS = {name[:3]: number for number, name in enumerate(MONTHS, 1)}


def organization_on(contact: Contact, day: date) -> str:
    """Return where someone worked on `day`, as far as their former jobs tell."""
    found = contact.organization
    for line in contact.former_jobs.splitlines():  # latest first
        match = _FORMER.fullmatch(line)
        if match is None or match[3] not in _MONTHS:
            continue
        try:
            until = date(int(match[4]), _MONTHS[match[3]], int(match[2]))
        except ValueError:  # changed by hand into no day
            continue
        if until <= day:
            break
        found = match[1]
    return found
