"""A field that completes what the user types from existing entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from infoint_tui.domain.basics.text import clean_line, fold
from infoint_tui.domain.search.completion import Candidate, complete
from infoint_tui.ui.kit.drawing import cell_len, cut, fit
from infoint_tui.ui.kit.fields import Field, LineInput
from infoint_tui.ui.kit.key_help import KeyLines

Source = Callable[[], tuple[Candidate, ...]]
"""Returns the existing entries, most likely first; called when first needed."""

_MOST = 5
"""The most suggestions shown at once."""
_INDENT = 4
"""Cells in front of a suggestion, so that it does not look like the value of a field it covers."""


def _nothing() -> tuple[Candidate, ...]:
    return ()


class Completions(Struct, frozen=True):
    """Where the fields of a form get their suggestions."""

    organizations: Source = _nothing
    tags: Source = _nothing
    people: Source = _nothing


NOTHING_KNOWN = Completions()
"""Nothing to suggest."""


class Suggestions(Widget):
    """The suggestions, in a list below the field, or above it if there is no space below."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"suggestions--chosen", "suggestions--other"}

    chosen: reactive[int] = reactive(-1)
    """The row the user moved to; -1 until they move."""

    class Taken(Message):
        """A row was clicked."""

        def __init__(self, candidate: Candidate) -> None:
            super().__init__()
            self.candidate = candidate

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[Candidate, ...] = ()
        self.display = False

    def show(self, found: tuple[Candidate, ...], beside: Widget) -> None:
        """Show these suggestions next to `beside`; if there are none, hide the list.

        Args:
            found: the candidates, most likely first.
            beside: where the user types; the list never covers it.
        """
        line = beside.region
        below, above = self.screen.size.height - line.bottom, line.y
        is_below = below >= min(len(found), above)
        self.found, self.chosen = found[: below if is_below else above], -1
        self.display = bool(self.found)
        self.styles.height = len(self.found)
        self.styles.width = line.width + 1
        up = 0 if is_below else -len(self.found) - line.height
        self.styles.offset = (beside.virtual_region.x - 1, up)
        self.refresh()

    def step(self, by: int) -> None:
        """Go to the next or previous row, wrapping around at the ends."""
        start = self.chosen if self.chosen >= 0 or by > 0 else 0
        self.chosen = (start + by) % len(self.found)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width, plain = self.size.width, self.rich_style
        if y >= len(self.found):
            return Strip.blank(width, plain)
        each, is_chosen = self.found[y], y == self.chosen
        style = self._style("chosen" if is_chosen else "other")
        mark = f"{'▸' if is_chosen else '':>{_INDENT - 1}} "
        text = cut(each.text, width - _INDENT)
        note = fit(f", {each.note}" if each.note else "", width - _INDENT - cell_len(text))
        segments = [Segment(mark + text, style), Segment(note, style)]
        return Strip(segments).adjust_cell_length(width, style)

    def _style(self, part: str) -> Style:
        name = f"suggestions--{part}"
        return self.rich_style + self.get_component_rich_style(name, partial=True)

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        event.stop()
        if event.y < len(self.found):
            self.post_message(self.Taken(self.found[event.y]))


class CompletingField(Field):
    """A one-line text field that completes from existing entries.

    Down and up move to a suggestion, and enter or tab chooses it; right chooses the first one. The
    text stays as typed unless one is chosen. Escape closes the list and does nothing else.

    Args:
        label: the field's label.
        value: the initial text.
        source: the existing entries.
        is_list: whether the text is a list separated by commas, in which each part completes.
        hint: shown while the field is empty.
    """

    KEYS: ClassVar[tuple[KeyLines, ...]] = (
        KeyLines("↓ ↑", "Go to a suggestion; enter or tab takes it, → takes the first."),
    )

    control: LineInput

    def __init__(
        self, label: str, value: str = "", *, source: Source, is_list: bool = False, hint: str = ""
    ) -> None:
        super().__init__(label, LineInput(value, hint))
        self._before = clean_line(value)
        self._source = source
        self._known: tuple[Candidate, ...] | None = None
        self._is_list = is_list
        self._suggestions = Suggestions()
        self._settled = self.control.value

    @property
    def value(self) -> str:
        """The text, as one clean line."""
        return clean_line(self.control.value)

    @property
    def is_changed(self) -> bool:
        """True if the text differs from the initial one."""
        return self.value != self._before

    @property
    def known(self) -> tuple[Candidate, ...]:
        """The existing entries."""
        if self._known is None:
            self._known = self._source()
        return self._known

    @property
    def is_open(self) -> bool:
        """True while suggestions are shown."""
        return self._suggestions.is_attached and self._suggestions.display

    def on_input_changed(self) -> None:
        """Show the suggestions for the text."""
        super().on_input_changed()
        if self.control.value == self._settled or not self.control.has_focus:
            return
        self._settled = self.control.value
        start, end = self.part()
        typed = self.control.value[start:end]
        others = self.control.value[:start] + self.control.value[end:]
        taken = {fold(each.strip()) for each in others.split(",")}
        found = complete(typed, [each for each in self.known if each.folded not in taken], _MOST)
        if len(found) == 1 and found[0].text == typed.strip():
            found = ()
        if found and not self._suggestions.is_attached:
            self.mount(self._suggestions, after=0)
        if self._suggestions.is_attached:
            self._suggestions.show(found, self.control)

    def on_key(self, event: events.Key) -> None:
        """While suggestions are open, use the keys for moving through and choosing them."""
        if self.is_open and self._act(event.key):
            event.stop()
            event.prevent_default()

    def _act(self, key: str) -> bool:
        at = self._suggestions.chosen
        if key in ("down", "up"):
            self._suggestions.step(1 if key == "down" else -1)
        elif key in ("enter", "tab") and at >= 0:
            self.take(self._suggestions.found[at])
        elif key == "right" and self.control.cursor_at_end:
            self.take(self._suggestions.found[max(at, 0)])
        elif key == "escape":
            self.close()
        else:
            return False
        return True

    def on_suggestions_taken(self, event: Suggestions.Taken) -> None:
        """Choose the suggestion that was clicked."""
        event.stop()
        self.control.focus()
        self.take(event.candidate)

    def on_descendant_blur(self) -> None:
        """Close the list."""
        self.close()
        super().on_descendant_blur()

    def on_resize(self) -> None:
        """Close the list, since it would now be in the wrong place."""
        self.close()

    def close(self) -> None:
        """Hide the suggestions."""
        if self.is_open:
            self._suggestions.display = False

    def take(self, candidate: Candidate) -> None:
        """Replace what was typed with a suggestion."""
        text, (start, end) = self.control.value, self.part()
        head = text[:start] + (" " if start and self._is_list else "") + clean_line(candidate.text)
        self._settled = self.control.value = head + text[end:]
        self.control.cursor_position = len(head)
        self.close()

    def part(self) -> tuple[int, int]:
        """Return the start and end of the part of the text that the cursor is in."""
        text, at = self.control.value, self.control.cursor_position
        if not self._is_list:
            return 0, len(text)
        end = text.find(",", at)
        return text.rfind(",", 0, at) + 1, end if end >= 0 else len(text)


def in_full(candidate: Candidate) -> str:
    """Return a candidate's text, with what distinguishes it from others of the same name."""
    return f"{candidate.text}, {candidate.note}" if candidate.note else candidate.text
