"""A contact: someone to talk to."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, Field

from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.records.record import Line, Lines, Record, Tags, Text
from infoint_tui.domain.vocabulary import Level, Standing


def _named(value: str) -> str:
    name = clean_line(value)
    if not name:
        raise ValueError("a contact needs a name")
    if name.isascii():
        return name
    from infoint_tui.domain.basics.invisible import plain_letters

    return clean_line(plain_letters(name))


def without_name(kept: tuple[str, ...]) -> tuple[str, ...]:
    """Return properties that were kept, but for the name in parts, as a vCard has it."""
    names = (re.split("[;:]", each, maxsplit=1)[0].rpartition(".")[2].upper() for each in kept)
    return tuple(each for each, name in zip(kept, names, strict=True) if name not in ("N", "FN"))


Cadence = Annotated[int, Field(ge=1)]
"""How often to be in touch, in days."""


class Contact(Record):
    """Someone to talk to; the name is the only thing required."""

    table: ClassVar[str] = "contacts"

    name: Annotated[str, AfterValidator(_named)]
    pronunciation: Line = ""
    call: Line = ""
    """What to call them; "" leaves it to the first given name."""
    title: Line = ""
    organization: Line = ""
    former_jobs: Text = ""
    """The jobs they had before, one a line, latest first."""
    new_job_on: date | None = None
    """The day on which an edit noted a new job; None if there was none."""
    field: Line = ""
    """Field of work."""
    level: Level = "other"
    emails: Lines = ()
    phones: Lines = ()
    links: Lines = ()
    """Profiles and home pages, as URLs."""
    address: Text = ""
    location: Line = ""
    timezone: Line = ""
    """IANA name of the zone they live in, if known."""
    tags: Tags = ()
    how_we_know: Line = ""
    introduced_by: str | None = None
    """The id of the contact who introduced them."""
    introducer_name: Line = ""
    """Who introduced them, by name, if that contact was deleted."""
    admire: Text = ""
    unique: Text = ""
    milestone: Text = ""
    common_ground: Text = ""
    notes: Text = ""
    standing: Standing = "known"
    shortlisted_on: date | None = None
    """The day they were last put on the board to be asked, if that is known."""
    aside_why: Line = ""
    """Why they are set aside: declined, no reply, not a fit, later."""
    aside_until: date | None = None
    """The day from which someone set aside counts as shortlisted again."""
    cadence_days: Cadence | None = None
    """Days between two touches; None leaves it to the settings."""
    wants_updates: bool = False
    mentor: bool = False
    snoozed_until: date | None = None
    added_on: date | None = None
    """The day they were added; None in files from before that was noted."""
    uid: Line = ""
    """What identifies them in the vCard they came in; "" means that their id does."""
    kept: tuple[str, ...] = ()
    """Properties of their vCard that have no field here, as lines to be written back."""
    fingerprint: str = ""
    """What lets an import recognize the same row: source, name, organization, date."""
    merged_fingerprints: Lines = ()
    """The fingerprints of the contacts that were merged into this one."""
    merged_ids: Lines = ()
    """The ids of the contacts that were merged into this one."""

    def but(self, **changes: Any) -> Self:
        """Return a copy with `changes` applied; a new name replaces the parts of the old one."""
        if "name" in changes and changes["name"] != self.name:
            changes["kept"] = without_name(changes.get("kept", self.kept))
        return super().but(**changes)

    @property
    def tie(self) -> str:
        """Why they should hear from the user more often, in a word or two; "" for most people."""
        return "mentor" if self.mentor else "wants updates" if self.wants_updates else ""

    def in_play(self, day: date) -> bool:
        """Tell whether this contact is on the board on `day`."""
        if self.standing == "set_aside":
            return self.aside_until is not None and self.aside_until <= day
        return self.standing == "shortlisted"
