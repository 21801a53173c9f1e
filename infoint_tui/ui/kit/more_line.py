"""The last line of a form: what else it can ask for, each in a word; choosing one adds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from infoint_tui.domain.basics.text import fold
from infoint_tui.ui.kit.drawing import cell_len, cut, plain
from infoint_tui.ui.kit.fields import Field
from infoint_tui.ui.kit.key_help import KeyLines

MORE_KEYS: tuple[BindingType, ...] = (
    Binding("ctrl+o", "more", "Add a field: choose it by arrows or a letter, then enter."),
    Binding("ctrl+down,f8", "section(1)", show=False, priority=True),
    Binding("ctrl+up,f7", "section(-1)", show=False, priority=True),  # not the text's "select all"
)
"""The keys of forms that have such a line."""
MORE_HINT = ("ctrl+o", "more", "more")
"""Their button."""

SECTIONS = KeyLines(
    "ctrl+down ctrl+up f8 f7", "The next or previous section: what was added, or the last line."
)
"""What the help says about sections."""

_LEAD = "+ "
_GAP = 2


class More(Struct, frozen=True):
    """Some fields that a form shows only when they are asked for."""

    word: str
    """What the line calls them."""
    fields: tuple[Field, ...]


class MoreLine(Widget, can_focus=True):
    """The words of what a form can ask for besides.

    Args:
        more: the fields, in the order of their words; at least one.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"more--chosen", "more--other"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "step(-1)", show=False),
        Binding("right,down", "step(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    place: reactive[int] = reactive(0)
    """The index of the word under the cursor."""

    class Chosen(Message):
        """A word was chosen."""

        def __init__(self, more: More) -> None:
            super().__init__()
            self.more = more

    def __init__(self, more: tuple[More, ...]) -> None:
        super().__init__()
        self.more = more

    def action_step(self, by: int) -> None:
        """Go to the next or the previous word, from the last one to the first."""
        self.place = (self.place + by) % len(self.more)

    def action_choose(self) -> None:
        """Choose the word under the cursor."""
        self.post_message(self.Chosen(self.more[self.place]))

    def take_out(self, more: More) -> None:
        """Leave out what the form shows now, or the whole line if nothing is left."""
        self.more = tuple(each for each in self.more if each is not more)
        self.display = bool(self.more)
        self.place = min(self.place, max(len(self.more) - 1, 0))
        self.refresh(layout=True)

    def on_key(self, event: events.Key) -> None:
        """Go to the next word that begins with the letter typed."""
        if not event.is_printable or not (letter := fold(event.character or "")):
            return
        event.stop()
        every = len(self.more)
        for by in range(1, every + 1):
            at = (self.place + by) % every
            if fold(self.more[at].word).startswith(letter):
                self.place = at
                return

    def on_click(self, event: events.Click) -> None:
        """Choose the word that was clicked."""
        for row, start, at in self._placed(self.size.width):
            if row == event.y and start <= event.x < start + self._length(at):
                self.place = at
                self.action_choose()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return how many rows the words take."""
        return max((row for row, _, _ in self._placed(width)), default=0) + 1

    def render_line(self, y: int) -> Strip:
        """Draw one row of words."""
        width = self.size.width
        chosen, other = (
            self.rich_style + self.get_component_rich_style(f"more--{part}", partial=True)
            for part in ("chosen", "other")
        )
        segments = [Segment("" if y else _LEAD, other)]
        end = 0 if y else len(_LEAD)
        for row, start, at in self._placed(width):
            if row == y:
                segments.append(Segment(" " * (start - end), other))
                style = chosen if self.has_focus and at == self.place else other
                segments.append(Segment(cut(self.more[at].word, width), style))
                end = start + self._length(at)
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _placed(self, width: int) -> Iterator[tuple[int, int, int]]:
        """Yield the row, the first cell and the index of each word."""
        row, start = 0, len(_LEAD)
        for at in range(len(self.more)):
            if start > len(_LEAD) and start + self._length(at) > width:
                row, start = row + 1, len(_LEAD)
            yield row, start, at
            start += self._length(at) + _GAP

    def _length(self, at: int) -> int:
        return cell_len(plain(self.more[at].word))
