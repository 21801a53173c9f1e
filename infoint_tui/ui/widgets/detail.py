"""A contact in detail: who they are, how you are connected, what is owed, what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from infoint_tui.domain.basics.calendar import lateness, relative, short_day
from infoint_tui.domain.basics.text import clean_text
from infoint_tui.domain.contact_fields import (
    ContactField,
    Group,
    parts,
    phrases,
    read_together,
    said_together,
)
from infoint_tui.domain.vocabulary import COLUMN_LABELS
from infoint_tui.ui.kit.drawing import cell_len, cut, fit, flow, plain, wrap
from infoint_tui.ui.widgets.touch_words import touch_words

if TYPE_CHECKING:  # slow to import, and not needed to draw the first rows
    from infoint_tui.domain.follow_through.board import Card
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.records.contact import Contact

Part = Literal["person", "story", "all"]
"""The part to show: the person and what is owed, what happened and notes, or everything."""

AIR = 1
"""Cells between the text and the scroll bar."""
MOST_LINES = 20
"""The most lines of text beside a label."""
MESSAGE_LINES = 2
"""The most lines of a message in the timeline; its first few words are enough."""


class Shown(Struct, frozen=True):
    """What the pane shows."""

    dossier: Dossier
    """Everything about the contact."""
    card: Card | None
    """Their card, if they are on the board."""
    now: datetime
    """The current time."""
    zone: str
    """The user's home zone."""
    warm_key: str = ""
    """The key that shows what to do before asking; if "", that part is left out."""


class Detail(VerticalScroll):
    """A pane that shows a contact, or part of what is known about them.

    Args:
        part: which part to show.
        empty: what the story says when nothing has happened yet.
        can_focus: whether keys can scroll it; the mouse wheel always can.
    """

    def __init__(
        self, part: Part, empty: str, *, id: str | None = None, can_focus: bool = True
    ) -> None:
        super().__init__(id=id, can_focus=can_focus)
        self._part: Part = part
        self._empty = empty
        self._shown: Shown | None = None

    def compose(self) -> ComposeResult:
        """Yield the name, which always stays visible, and one block of text."""
        yield Static(markup=False, id="name")
        yield Static(markup=False, id="rest")

    def show(self, shown: Shown | None) -> None:
        """Show a contact; None clears the pane."""
        self._shown = shown
        self._draw()

    def keep_to(self, part: Part) -> None:
        """Switch to a different part."""
        self._part = part
        self._draw()

    def on_resize(self) -> None:
        """Wrap the lines again for the new width."""
        self._draw()

    def _draw(self) -> None:
        lines: list[Content] = []
        name = self.query_one("#name", Static)
        name.display = self._shown is not None and self._part != "story"
        if self._shown:
            drawing = _Drawing(self._shown, self.scrollable_content_region.width - AIR)
            story = list(drawing.story()) or [Content(""), Content.styled(self._empty, "$muted")]
            if name.display:
                name.update(drawing.name())
                lines += drawing.person()
            lines += story if self._part != "person" else ()
        first = 1 if self._part == "story" else 0
        self.query_one("#rest", Static).update(Content("\n").join(lines[first:]))


class _Drawing:
    """Turns one contact into lines of a given width."""

    def __init__(self, shown: Shown, width: int) -> None:
        self._dossier = shown.dossier
        self._contact = shown.dossier.contact
        self._card = shown.card
        self._now = shown.now
        self._zone = shown.zone
        self._warm_key = shown.warm_key
        self._today = shown.now.astimezone(ZoneInfo(shown.zone)).date()
        self._width = max(width, 20)
        self._standing = (
            COLUMN_LABELS[self._card.column] if self._card else _standing(self._contact)
        )
        self._name_room = self._width - cell_len(self._standing) - 1
        self._beside = tuple(map(plain, said_together(self._contact, "beside")))
        words = (plain(self._contact.name), *self._beside)
        self._has_room_beside = cell_len("  ".join(words)) <= self._name_room

    def name(self) -> Content:
        """Return their name, how to pronounce it, and their column or standing."""
        name = cut(self._contact.name, self._name_room)
        beside = "".join(f"  {phrase}" for phrase in self._beside if self._has_room_beside)
        gap = " " * (self._name_room - cell_len(name) - cell_len(beside) + 1)
        return Content.assemble(
            (name, "bold"), (beside, "$muted"), gap, (self._standing, "$accent")
        )

    def person(self) -> Iterator[Content]:
        """Yield the rest: who they are, how you are connected, and what is owed."""
        yield from self._who()
        yield from self._why()
        yield from self._owed()
        yield from self._warm_up()

    def story(self) -> Iterator[Content]:
        """Yield what happened, who they introduced, what was learned, and notes."""
        yield from self._timeline()
        yield from self._people()
        yield from self._notes()

    def _who(self) -> Iterator[Content]:
        if not self._has_room_beside:
            yield from self._joined(self._beside)
        yield from self._joined(self._parts("role", "place", "about"))
        yield from self._joined(self._parts("origin", "ties"))
        yield from self._joined(self._parts("reach"))
        yield from self._joined(self._parts("tags"), " ")

    def _parts(self, *groups: Group) -> list[str]:
        """Return the values of the fields in some groups, as text."""
        found: list[str] = []
        for field in read_together(*groups):
            if field.kind == "zone":  # the zone goes after the place
                found[-1] += self._offset()
            else:
                found += phrases(field, self._value(field)) or ("",)
        return found

    def _value(self, field: ContactField) -> object:
        if field.kind == "person":
            return self._dossier.introducer_name
        return getattr(self._contact, field.key)

    def _offset(self) -> str:
        """Return how far ahead or behind the contact's clock is."""
        try:
            theirs = self._now.astimezone(ZoneInfo(self._contact.timezone)).utcoffset()
        except (LookupError, ValueError, OSError):
            return ""
        ours = self._now.astimezone(ZoneInfo(self._zone)).utcoffset()
        if theirs is None or ours is None or theirs == ours:
            return ""
        hours = (theirs - ours).total_seconds() / 3600
        return f" ({abs(hours):g} h {'ahead' if hours > 0 else 'behind'})"

    def _why(self) -> Iterator[Content]:
        fields = read_together("why")
        found = [
            (field.heading, text) for field in fields for text in parts(field, self._value(field))
        ]
        if found:
            yield Content("")
        room = max(len(field.heading) for field in fields) + 2
        for heading, text in found:
            yield from self._hanging(f"{heading:<{room}}", text)

    def _owed(self) -> Iterator[Content]:
        items = self._card.owed if self._card else ()
        interview = self._dossier.open_interview()
        is_ahead = (
            interview is not None and interview.start is not None and interview.begun_at is None
        )
        if items or is_ahead:
            yield from _heading("NEXT")
        if interview is not None and is_ahead:
            start = interview.start_in(self._zone)
            when = f"{relative(start.date(), self._today)} {start:%H:%M}"
            yield from self._interview(f"{when}{', ' + interview.place if interview.place else ''}")
        for item in items:
            yield from self._owed_item(item)
        if self._card and self._card.second_door:
            yield from self._hanging("  ", "no answer yet: maybe someone else there?", "$muted")
        if self._contact.standing == "set_aside" and not self._card:
            yield from _heading("SET ASIDE")
            yield from self._lines(self._set_aside())

    def _warm_up(self) -> Iterator[Content]:
        """Yield what to do before asking, and which of those steps are done."""
        if not self._warm_key or self._card is None or self._card.column != "ask":
            return
        from infoint_tui.domain.follow_through.warmup import warm_up

        yield Content("")
        yield from self._item("", "BEFORE YOU ASK", self._warm_key, "$muted bold")
        for step in warm_up(self._dossier):
            day = short_day(step.on, self._today) if step.on else ""
            yield from self._item("✓ " if step.done else "○ ", step.text, day)

    def _interview(self, when: str) -> Iterator[Content]:
        if cell_len(plain(when)) + 8 <= self._width:
            yield from self._item("· ", "talk", when)
        else:
            yield from self._hanging("· talk  ", when)

    def _set_aside(self) -> str:
        until = self._contact.aside_until
        why = plain(self._contact.aside_why) or "no reason given"
        return f"{why}, until {short_day(until, self._today)}" if until else why

    def _owed_item(self, item: Owed) -> Iterator[Content]:
        late = lateness(item.due, self._today)
        glyph = "! " if late else "· " if item.due == self._today else "○ "
        tone = {"late": "$warning", "alarm": "$error"}.get(item.urgency(self._today), "")
        return self._item(glyph, item.title, late or relative(item.due, self._today), tone)

    def _timeline(self) -> Iterator[Content]:
        if self._dossier.touches:
            yield from _heading("TIMELINE")
        for touch in self._dossier.touches:
            day = fit(short_day(touch.on, self._today), 6, right=True)
            most = MESSAGE_LINES if "\n" in touch.text else MOST_LINES
            words, how = touch_words(touch)
            yield from self._hanging(f"{day}  ", words, most=most, after=how and f"· {how}")

    def _people(self) -> Iterator[Content]:
        people = self._dossier.people_introduced
        if people:
            yield from _heading("INTRODUCED YOU TO")
        for other in people:
            at = f", {other.contact.organization}" if other.contact.organization else ""
            yield from self._lines(f"{other.contact.name}{at}")

    def _notes(self) -> Iterator[Content]:
        for interview in self._dossier.interviews:
            debrief = interview.debrief
            if interview.held_on and debrief:
                yield from _heading(f"LEARNED {short_day(interview.held_on, self._today)}")
                for part in (debrief.learned, debrief.good, debrief.bad, debrief.surprising):
                    yield from self._lines(part)
        for field in read_together("notes"):
            for text in parts(field, self._value(field)):
                yield from _heading(field.heading)
                yield from self._lines(text)

    def _lines(self, text: str) -> Iterator[Content]:
        """Yield the lines of a text, each wrapped to the width."""
        for line in clean_text(text).splitlines():
            yield from map(Content, wrap(line, self._width, len(line)) or [""])

    def _joined(self, facts: Sequence[str], gap: str = " · ") -> Iterator[Content]:
        """Yield muted facts, as many to a line as fit."""
        for line in flow(facts, self._width, gap):
            yield Content.styled(line, "$muted")

    def _hanging(
        self, label: str, text: str, tone: str = "", most: int = MOST_LINES, after: str = ""
    ) -> Iterator[Content]:
        """Yield a muted label, the text indented beside it, and a muted ending."""
        room = max(self._width - len(label), 10)
        lines = wrap(text, room, most)
        if after and lines and cell_len(f"{lines[-1]} {after}") > room:
            lines.append("")
        for place, line in enumerate(lines):
            lead = label if place == 0 else " " * len(label)
            end = after if place == len(lines) - 1 else ""
            gap = " " if line and end else ""
            yield Content.assemble((lead, "$muted"), (line, tone), (gap + end, "$muted"))

    def _item(self, glyph: str, words: str, day: str, tone: str = "") -> Iterator[Content]:
        """Yield a glyph, the text indented beside it, and a date on the right."""
        end = f"  {plain(day)}" if day else ""
        room = max(self._width - len(glyph) - cell_len(end), 4)
        first, *more = wrap(words, room, MOST_LINES)
        yield Content.assemble((glyph + fit(first, room), tone), (end, tone or "$muted"))
        for line in more:
            yield Content.styled(" " * len(glyph) + line, tone)


def _standing(contact: Contact) -> str:
    return {"known": "address book", "set_aside": "set aside", "shortlisted": ""}[contact.standing]


def _heading(words: str) -> Iterator[Content]:
    yield Content("")
    yield Content.styled(words, "$muted bold")
