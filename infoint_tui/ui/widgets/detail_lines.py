"""The lines of a contact's detail, and what each row of them is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace
from textual.content import Content

from infoint_tui.domain.basics.calendar import clock_time, lateness, relative, short_day
from infoint_tui.domain.basics.text import clean_text
from infoint_tui.domain.contact_fields import (
    ContactField,
    Group,
    parts,
    phrases,
    read_together,
    said_together,
)
from infoint_tui.domain.conversation.account import (
    AccountLine,
    Viewpoint,
    account,
    day_of,
    fit_change,
    gist,
    newest_first,
)
from infoint_tui.domain.vocabulary import COLUMN_LABELS, MESSAGES
from infoint_tui.ui.keys.commands import RowKind
from infoint_tui.ui.kit.drawing import cell_len, cut, fit, flow, plain, wrap
from infoint_tui.ui.kit.highlight import Piece
from infoint_tui.ui.widgets.touch_words import touch_parts, touch_words

if TYPE_CHECKING:  # slow to import, and not needed to draw the first rows
    from infoint_tui.domain.follow_through.board import Card
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.follow_through.warmup import WarmUp
    from infoint_tui.domain.messages.message import BegunMessage, Message
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.follow_up import FollowUp
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.domain.records.touch import Touch

Part = Literal["person", "story", "all"]
"""The part to show: the person and what is next, what happened, or everything."""

MESSAGE_LINES = 2
"""The most lines of a message that is folded; its first few words are enough."""
INDENT = 4
"""The cells before what is said in a conversation."""
LABELS = 14
"""The cells for the label of something that was said, and the space after it."""

FOLDED, UNFOLDED = "▸ ", "▾ "


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
    begun: tuple[BegunMessage, ...] = ()
    """The messages to them that were begun and not sent."""
    draft: Message | None = None
    """The message to write next, shown in full."""


class DetailRow(Struct, frozen=True):
    """What a row of the detail is about."""

    kind: RowKind
    id: str
    """The id of the record: a contact, a conversation, a to-do or an entry."""
    leads_to: str = ""
    """The id of someone the contact introduced."""
    said: AccountLine | None = None
    """What was said in the conversation, for a line of one that is unfolded."""
    owed: Owed | None = None
    """What is owed, for a line that says what is next."""
    warm: WarmUp | None = None
    """What to do before asking."""
    begun: BegunMessage | None = None
    """The message that was begun."""
    is_open: bool | None = None
    """Whether it is unfolded; None if there is nothing to unfold."""

    @property
    def key(self) -> str:
        """What identifies the row."""
        said = f"{self.said.part} {self.said.label} {self.said.at}" if self.said else ""
        begun = f"{self.begun.kind} {self.begun.intent}" if self.begun else ""
        owed, warm = self.owed.kind if self.owed else "", self.warm.key if self.warm else ""
        rest = (said, owed, warm, begun)
        return " ".join((self.kind, self.id, self.leads_to, *rest))


class DetailLine(Struct, frozen=True):
    """One line of the detail."""

    pieces: tuple[Piece, ...]
    row: DetailRow | None = None
    """The row it belongs to; None for a heading, a blank line or a plain fact."""
    key: str | None = None
    """The row's key, on its first line."""


Texts = Iterator[tuple[Piece, ...]]
"""The lines of a row, each in pieces."""


class DetailDrawing:
    """Turns one contact into lines of a given width.

    Args:
        shown: the contact.
        width: the cells of a line.
        unfolded: the keys of the rows that are unfolded; None unfolds only the latest
            conversation, for a pane that the cursor cannot enter.
    """

    def __init__(self, shown: Shown, width: int, unfolded: frozenset[str] | None = None) -> None:
        self._dossier = shown.dossier
        self._contact = shown.dossier.contact
        self._card = shown.card
        self._begun = shown.begun
        self._draft_of = shown.draft
        self._now = shown.now
        self._zone = shown.zone
        self._today = shown.now.astimezone(ZoneInfo(shown.zone)).date()
        self._view = Viewpoint(self._today, shown.zone, shown.dossier.goals)
        self._width = max(width, 20)
        self._unfolded = unfolded
        self._standing = (
            COLUMN_LABELS[self._card.column] if self._card else _standing(self._contact)
        )
        self._name_room = self._width - cell_len(self._standing) - 3
        self._beside = tuple(map(plain, said_together(self._contact, "beside")))
        words = (plain(self._contact.name), *self._beside)
        self._has_room_beside = cell_len("  ".join(words)) <= self._name_room

    def name(self) -> Content:
        """Return their name, how to pronounce it, and their column or standing."""
        name = cut(self._contact.name, self._name_room)
        beside = "".join(f"  {phrase}" for phrase in self._beside if self._has_room_beside)
        gap = " " * (self._name_room - cell_len(name) - cell_len(beside) + 1)
        chip = (f" {self._standing} ", "$filled") if self._standing else ""
        return Content.assemble((name, "bold"), (beside, "$muted"), gap, chip)

    def lines(self, part: Part, empty: str) -> Iterator[DetailLine]:
        """Yield the lines of a part, one after another, so that few are drawn if few are needed.

        Args:
            part: the part.
            empty: what the story says when nothing has happened yet.
        """
        if part != "story":
            yield from self._person()
        if part != "person":
            story = self._story()
            first = next(story, None)
            if first is None:
                if part == "all":
                    yield DetailLine(())
                yield from _plainly(self._paragraph(empty, "muted"))
                return
            if part == "all":
                yield first
            yield from story

    def _person(self) -> Iterator[DetailLine]:
        """Yield who they are, how you are connected, and what is next."""
        if self._draft_of is not None:
            from infoint_tui.ui.widgets.draft_lines import draft_lines

            yield from _plainly(self._joined(self._parts("role")))
            yield DetailLine(())
            yield from _plainly(draft_lines(self._draft_of, self._width))
        else:
            yield from _of(DetailRow("person", self._contact.id), self._who())
        yield from self._why()
        yield from self._next()
        yield from self._warm_up()
        yield from self._to_dos()

    def _story(self) -> Iterator[DetailLine]:
        """Yield the conversations, who they introduced, notes, and what happened."""
        yield from self._conversations()
        yield from self._introduced()
        yield from self._notes()
        yield from self._timeline()

    # --- the person ----------------------------------------------------------------------------

    def _who(self) -> Texts:
        if not self._has_room_beside:
            yield from self._joined(self._beside)
        work = ", ".join(filter(None, self._parts("role")))
        yield from self._joined((work, *self._parts("level")))
        yield from self._joined(self._parts("reach", "place"))
        yield from self._joined(self._parts("origin", "ties"))
        yield from self._joined((*self._parts("about"), " ".join(self._parts("tags"))))

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

    def _why(self) -> Iterator[DetailLine]:
        fields = read_together("why")
        found = [
            (field.heading, text) for field in fields for text in parts(field, self._value(field))
        ]
        if found:
            yield DetailLine(())
        room = max(len(field.heading) for field in fields) + 2
        for heading, text in found:
            yield from _plainly(self._hanging(f"{heading:<{room}}", text))

    # --- what is next --------------------------------------------------------------------------

    def _next(self) -> Iterator[DetailLine]:
        items = self._card.owed if self._card else ()
        interview = self._dossier.open_interview()
        is_ahead = (
            interview is not None and interview.start is not None and interview.begun_at is None
        )
        if items or is_ahead or self._begun:
            yield from _heading("NEXT")
        if interview is not None and is_ahead:
            start = interview.start_in(self._zone)
            when = f"{relative(start.date(), self._today)} {clock_time(start)}"
            place = f", {interview.place}" if interview.place else ""
            yield from _of(DetailRow("ahead", interview.id), self._ahead(f"{when}{place}"))
        for item in items:
            yield from _of(DetailRow("owed", item.subject_id, owed=item), self._owed(item))
        for begun in self._begun:
            yield from _of(DetailRow("draft", begun.about, begun=begun), self._draft(begun))
        if self._card and self._card.second_door:
            hint = "no answer yet: maybe someone else there?"
            yield from _plainly(self._hanging("  ", hint, "muted"))
        if self._contact.standing == "set_aside" and not self._card:
            yield from _heading("SET ASIDE")
            yield from _plainly(self._paragraph(self._set_aside()))

    def _ahead(self, when: str) -> Texts:
        if cell_len(plain(when)) + 8 <= self._width:
            return self._item("· ", "talk", when)
        return self._hanging("· talk  ", when)

    def _owed(self, item: Owed) -> Texts:
        late = lateness(item.due, self._today)
        glyph = "! " if late else "· " if item.due == self._today else "○ "
        tone = "alert" if late else "warning" if item.due == self._today else ""
        return self._item(glyph, item.title, late or relative(item.due, self._today), tone)

    def _draft(self, begun: BegunMessage) -> Texts:
        day = relative(begun.day, self._today) if begun.day else ""
        return self._item("○ ", f"draft: {MESSAGES[begun.kind].label}", day)

    def _set_aside(self) -> str:
        until = self._contact.aside_until
        why = plain(self._contact.aside_why) or "no reason given"
        return f"{why}, until {short_day(until, self._today)}" if until else why

    def _warm_up(self) -> Iterator[DetailLine]:
        """Yield what to do before asking, and which of those steps are done."""
        if self._card is None or self._card.column != "ask":
            return
        from infoint_tui.domain.follow_through.warmup import warm_up

        yield from _heading("BEFORE YOU ASK")
        for step in warm_up(self._dossier):
            day = short_day(step.on, self._today) if step.on else ""
            words = self._item("✓ " if step.done else "○ ", step.text, day)
            yield from _of(DetailRow("warm", self._contact.id, warm=step), words)

    def _to_dos(self) -> Iterator[DetailLine]:
        """Yield every to-do that is not among what is next already."""
        shown = {item.subject_id for item in self._card.owed} if self._card else set()
        there = {each.contact.id for each in self._dossier.people_introduced}
        rest = [
            item
            for item in self._dossier.follow_ups
            if item.id not in shown and item.led_to not in there
        ]
        if rest:
            yield from _heading("TO-DOS")
        for item in sorted(rest, key=lambda each: (each.done_on is not None, each.noted_on)):
            is_done, day = item.done_on is not None, self._progress(item)
            words = self._item("✓ " if is_done else "○ ", _to_do(item), day)
            yield from _of(DetailRow("to_do", item.id), words)

    def _progress(self, item: FollowUp) -> str:
        if item.person_gone:
            return "no longer in your contacts"
        if item.told_on:
            return f"reported back {short_day(item.told_on, self._today)}"
        if item.done_on:
            return f"done {short_day(item.done_on, self._today)}"
        if self._dossier.was_met(item):
            return "talked"
        if self._dossier.was_asked(item):
            return "asked"
        if item.due:
            return relative(item.due, self._today)
        return "not asked yet" if item.kind == "introduction" else ""

    # --- what happened -------------------------------------------------------------------------

    def _conversations(self) -> Iterator[DetailLine]:
        found = newest_first(self._dossier.interviews)
        if found:
            yield from _heading("CONVERSATIONS")
        days = [self._day(day_of(each)) for each in found]
        room = max(map(len, days), default=0)
        latest = next((each for each in found if each.held_on), None)
        for interview, day in zip(found, days, strict=True):
            yield from self._conversation(interview, day.rjust(room), interview is latest)

    def _conversation(
        self, interview: Interview, day: str, is_latest: bool
    ) -> Iterator[DetailLine]:
        row = self._foldable(DetailRow("conversation", interview.id), is_latest)
        lead = f"{UNFOLDED if row.is_open else FOLDED}{day}  "
        end = fit_change(interview)
        words = gist(interview, self._view)
        most = 1 if interview.held_on else len(words)  # of what was said, the beginning is enough
        yield from _of(row, self._item(lead, words, end, most=most))
        if row.is_open:
            for said in account(interview, self._view):
                yield from _of(DetailRow("said", interview.id, said=said), self._said(said))

    def _said(self, said: AccountLine) -> Texts:
        """Yield one line of an account: a label and the text beside it, and for a question below.

        A question takes the whole width, as its answer does.
        """
        is_question = said.part == "question"
        label = said.label if is_question else said.label.upper()
        room = 3 if is_question else LABELS
        lead = f"{'':{INDENT}}{label:<{room}}"
        yield from self._whole(lead, said.text, "muted" if is_question else "", said.aside)
        if said.more:
            yield from self._whole(" " * len(lead), said.more)

    def _introduced(self) -> Iterator[DetailLine]:
        """Yield the people they introduced, and how far that has come."""
        people = self._dossier.people_introduced
        if people:
            yield from _heading("INTRODUCED YOU TO")
        items = {item.led_to: item for item in self._dossier.follow_ups if item.led_to}
        for other in people:
            person, item = other.contact, items.get(other.contact.id)
            at = f", {person.organization}" if person.organization else ""
            words = self._item("", f"{person.name}{at}", self._progress(item) if item else "")
            about = item.id if item else person.id
            yield from _of(DetailRow("introduced", about, leads_to=person.id), words)

    def _notes(self) -> Iterator[DetailLine]:
        for field in read_together("notes"):
            for text in parts(field, self._value(field)):
                yield from _heading(field.heading)
                yield from _of(DetailRow("notes", self._contact.id), self._paragraph(text))

    def _timeline(self) -> Iterator[DetailLine]:
        touches = self._dossier.touches
        if touches:
            yield from _heading("TIMELINE")
        room = max((len(self._day(touch.on)) for touch in touches), default=0)
        for touch in touches:
            yield from self._touch(touch, self._day(touch.on).rjust(room))

    def _touch(self, touch: Touch, day: str) -> Iterator[DetailLine]:
        row = DetailRow("touch", touch.id)
        words, how = touch_words(touch)
        if "\n" in touch.text.strip():
            row = self._foldable(row)
        lead = f"{'  ' if row.is_open is None else UNFOLDED if row.is_open else FOLDED}{day}  "
        after = how and f"· {how}"
        if not row.is_open:
            most = len(words) if row.is_open is None else MESSAGE_LINES
            yield from _of(row, self._hanging(lead, words, most=most, after=after))
            return
        what, said, _ = touch_parts(touch)
        below = self._whole(" " * len(lead), said) if said else iter(())
        yield from _of(row, chain(self._hanging(lead, what, after=after), below))

    def _day(self, day: date | None) -> str:
        return short_day(day, self._today) if day else "no day"

    def _foldable(self, row: DetailRow, is_latest: bool = False) -> DetailRow:
        unfolded = self._unfolded
        return replace(row, is_open=is_latest if unfolded is None else row.key in unfolded)

    # --- text ----------------------------------------------------------------------------------

    def _paragraph(self, text: str, tone: str = "") -> Texts:
        """Yield the lines of a text, each wrapped to the width."""
        for line in clean_text(text).splitlines():
            yield from (((words, tone),) for words in wrap(line, self._width, len(line)) or [""])

    def _joined(self, facts: Sequence[str]) -> Texts:
        """Yield muted facts, as many to a line as fit."""
        for line in flow(facts, self._width, " · "):
            yield ((line, "muted"),)

    def _whole(self, lead: str, text: str, tone: str = "", after: str = "") -> Texts:
        """Yield a label and a text of several lines beside it, all of it."""
        *lines, last = clean_text(text).strip().splitlines() or [""]
        for line in lines:
            yield from self._hanging(lead, line, tone) if line.strip() else iter([()])
            lead = " " * len(lead)
        yield from self._hanging(lead, last, tone, after=after)

    def _hanging(
        self, label: str, text: str, tone: str = "", most: int = 0, after: str = ""
    ) -> Texts:
        """Yield a muted label, the text indented beside it, and a muted ending.

        Args:
            label: the label.
            text: the text, on one line.
            tone: its style.
            most: the most lines; 0 cuts nothing.
            after: the ending.
        """
        room, after = max(self._width - cell_len(label), 10), plain(after)
        texts = wrap(text, room, most or max(len(text), 1))
        lines: list[tuple[Piece, ...]] = [((line, tone),) for line in texts]
        if after and texts and cell_len(f"{texts[-1]} {after}") <= room:
            lines[-1] = (*lines[-1], (f" {after}", "muted"))
        else:
            lines += [((line, "muted"),) for line in wrap(after, room, len(after))]
        for place, pieces in enumerate(lines or [()]):
            yield ((label if place == 0 else " " * cell_len(label), "muted"), *pieces)

    def _item(self, glyph: str, words: str, day: str, tone: str = "", *, most: int = 0) -> Texts:
        """Yield a glyph, the text indented beside it, and a date on the right.

        Args:
            glyph: the glyph.
            words: the text, on one line.
            day: the date.
            tone: the style of all of it.
            most: the most lines; 0 cuts nothing.
        """
        end = f"  {plain(day)}" if day else ""
        room = max(self._width - len(glyph) - cell_len(end), 4)
        first, *more = wrap(words, room, most or max(len(words), 1)) or [""]
        yield ((glyph + fit(first, room), tone), (end, tone or "muted"))
        for line in more:
            yield ((" " * len(glyph) + line, tone),)


def _standing(contact: Contact) -> str:
    return {"known": "address book", "set_aside": "set aside", "shortlisted": ""}[contact.standing]


def _to_do(item: FollowUp) -> str:
    """Return a to-do in words: what to do, and who does it if that is not the user."""
    if item.kind == "introduction":
        return f"suggested {item.text}"
    words = f"learn: {item.text}" if item.kind == "learn" else item.text
    return f"they: {words}" if item.owed_by == "them" else words


def _heading(words: str) -> Iterator[DetailLine]:
    yield DetailLine(())
    yield DetailLine(((words, "heading"),))


def _plainly(texts: Texts) -> Iterator[DetailLine]:
    """Yield lines that belong to no row."""
    yield from map(DetailLine, texts)


def _of(row: DetailRow, texts: Texts) -> Iterator[DetailLine]:
    """Yield the lines of a row; the first one has its key."""
    for place, pieces in enumerate(texts):
        yield DetailLine(pieces, row, row.key if place == 0 else None)
