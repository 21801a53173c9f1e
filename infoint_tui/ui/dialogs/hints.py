"""The keys at the bottom of a dialog, as buttons: as many as fit, always help and the way out."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

Hint = tuple[str, str, str]
"""The key as people write it, what it does in a word or two, the action of the dialog."""

_GAPS, _FOLDED_GAP = (3, 2, 1), 2
"""Cells between two buttons, as many as let all of them fit; and where some are folded."""


class LineButton(Static):
    """A key and what it does; a click does it too. Tab passes by: the key is shorter.

    Args:
        key: the key as people write it.
        label: what it does, in a word or two.
        action: the action of the screen.
    """

    def __init__(self, key: str, label: str, action: str) -> None:
        super().__init__(_words(key, label), classes="button")
        self._action = action

    async def on_click(self) -> None:
        """Do it."""
        await self.run_action(f"screen.{self._action}")


class Hints(Horizontal):
    """The buttons on a line, and one that shows all keys: it counts those that do not fit.

    Args:
        hints: the likeliest first; the last one, the way out, is never folded.
        has_help: the one that shows all keys is there even if all fit.
    """

    def __init__(self, hints: Iterable[Hint], *, has_help: bool = True) -> None:
        super().__init__(id="hints")
        self._has_help = has_help
        *self._first, self._last = hints

    def compose(self) -> ComposeResult:
        """The buttons; before the last one that for help and for those that are folded."""
        yield from (LineButton(*hint) for hint in self._first)
        more = LineButton(*self._more(len(self._first)))
        more.display = self._has_help
        yield more
        yield LineButton(*self._last)

    def on_resize(self, event: events.Resize) -> None:
        """Show as many as fit, after drawing them closer."""
        width, every = event.size.width, len(self._first)
        count, gap = every, next((gap for gap in _GAPS if self._length(every, gap) <= width), 0)
        if not gap:
            gap = _FOLDED_GAP
            while count and self._length(count, gap) > width:
                count -= 1
        for each in _GAPS:
            self.set_class(each == gap, f"-gap-{each}")
        *buttons, more, _ = self.query(LineButton)
        for place, button in enumerate(buttons):
            button.display = place < count
        more.display = self._has_help or count < every
        more.update(_words(*self._more(count)[:2]))

    def _length(self, count: int, gap: int) -> int:
        """The cells that the line takes when the first `count` are shown."""
        more = [self._more(count)] if self._has_help or count < len(self._first) else []
        shown = [*self._first[:count], *more, self._last]
        return sum(_words(key, label).cell_length + gap for key, label, _ in shown) - gap

    def _more(self, count: int) -> Hint:
        """The button for help, and for what is folded when the first `count` are shown."""
        folded = len(self._first) - count
        return "f1", f"+{folded}" if folded else "keys", "keys"


def _words(key: str, label: str) -> Content:
    return Content.assemble((key, "$key"), f" {label}")
