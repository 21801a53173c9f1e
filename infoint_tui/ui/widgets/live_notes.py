"""The notes of a live conversation; the newest is last and always visible."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from infoint_tui.domain.basics.calendar import clock_time
from infoint_tui.domain.records.interview import TimedNote
from infoint_tui.domain.vocabulary import NoteKind
from infoint_tui.ui.kit.drawing import wrap

KIND_WORDS: dict[NoteKind, str] = {
    "note": "",
    "advice": "ADVICE",
    "name": "NAME",
    "skill": "SKILL",
}
"""The label in front of a note that is more than a plain note."""
_KIND = max(map(len, KIND_WORDS.values())) + 2
"""The cells for the label in front of a note and the gap after it."""
_MOST_LINES = 20


class LiveNotes(VerticalScroll, can_focus=False):
    """Notes, each with the time it was taken.

    Args:
        zone: the time zone of the times shown, as an IANA name.
        empty: what to say before the first note.
    """

    def __init__(self, zone: str, empty: str) -> None:
        super().__init__()
        self._zone = ZoneInfo(zone)
        self._empty = empty
        self._notes: Sequence[TimedNote] = ()
        self._marked: TimedNote | None = None

    def compose(self) -> ComposeResult:
        """Yield one block of text."""
        yield Static(markup=False)

    def show(self, notes: Sequence[TimedNote], marked: TimedNote | None = None) -> None:
        """Show notes and scroll to the newest.

        Args:
            notes: the notes, oldest first.
            marked: the note being changed, if any.
        """
        self._notes = notes
        self._marked = marked
        self._draw()

    def on_resize(self) -> None:
        """Wrap the lines again for the new width."""
        self._draw()

    def _draw(self) -> None:
        lines = [line for note in self._notes for line in self._lines(note)]
        shown = Content("\n").join(lines) if lines else Content.styled(self._empty, "$muted")
        self.query_one(Static).update(shown)
        self.scroll_end(animate=False)

    def _lines(self, note: TimedNote) -> list[Content]:
        kind, is_marked = KIND_WORDS[note.kind], note is self._marked
        longest = len(clock_time(time(12, 59)))
        stamp = f"{clock_time(note.at.astimezone(self._zone)):>{longest}}  "
        label = f"{kind:<{_KIND}}" if kind else ""
        room = max(10, self.content_size.width - len(stamp) - len(label) - 1)
        found = []
        for place, line in enumerate(wrap(note.text, room, _MOST_LINES)):
            lead = stamp if place == 0 else " " * len(stamp)
            before = label if place == 0 else " " * len(label)
            found.append(
                Content.assemble(
                    ("▸ " if is_marked and place == 0 else "  ", "$accent"),
                    (lead, "$muted"),
                    (before, "$accent"),
                    line,
                )
            )
        return found
