"""The contact list's light rows: enough to show, search, filter and sort ten thousand people."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from infoint_tui.domain.vocabulary import Column

HAS = (
    *("email", "phone", "link", "notes", "tag"),
    *("organization", "title", "talk", "follow-up"),
)
"""What a contact may or may not have."""


class ContactRow(msgspec.Struct, frozen=True, gc=False):
    """The fields of a contact that the list needs, read straight from its document."""

    id: str
    name: str
    organization: str = ""
    title: str = ""
    level: str = "other"
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str = ""
    standing: str = "known"
    aside_until: date | None = None


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A row of the list with what the rules say about it."""

    row: ContactRow
    haystack: str = ""
    """Name, organization, title, tags and notes, folded, one per line: what a search looks in."""
    column: Column | None = None
    """Their column on the board; None for somebody who is not on it."""
    due: date | None = None
    """When the next thing owed is due."""
    last: date | None = None
    """The day of the latest touch."""
    next: str = ""
    """The next thing owed, in words."""
    interview: datetime | None = None
    """When the agreed interview starts, in the user's home zone."""
    has: frozenset[str] = frozenset()
    """What they have, in words from `HAS`."""
