"""A field for several lines, some of them ticked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from infoint_tui.domain.basics.text import clean_line
from infoint_tui.ui.kit.fields import AreaField, TextBox, Tone
from infoint_tui.ui.kit.key_help import KeyLines

_TICK = "✓"
_KEY = "ctrl+t"


class TickLine(NamedTuple):
    """One line of the field."""

    text: str
    is_ticked: bool = False


class TickBox(TextBox):
    """A text area in which a key ticks the line under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(_KEY, "tick", show=False)]

    def action_tick(self) -> None:
        """Tick the line under the cursor, or take its tick off; a blank line has none."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if not line.strip():
            return
        is_ticked = line.startswith(_TICK)
        words = line.removeprefix(_TICK).lstrip() if is_ticked else f"{_TICK} {line.lstrip()}"
        self.replace(words, (row, 0), (row, len(line)))
        self.move_cursor((row, max(0, column + len(words) - len(line))))


class TickField(AreaField):
    """A field for several lines, some of them ticked.

    Args:
        label: what the lines are.
        lines: the initial ones.
        meaning: what a tick says.
        hint: shown while it is empty.
    """

    KEYS: ClassVar[tuple[KeyLines, ...]] = (
        KeyLines(_KEY, "Tick the line under the cursor, or take the tick off."),
    )

    def __init__(
        self, label: str, lines: Iterable[TickLine], *, meaning: str, hint: str = ""
    ) -> None:
        text = "\n".join(f"{_TICK} {line.text}" if line.is_ticked else line.text for line in lines)
        super().__init__(label, text, hint=hint, box=TickBox)
        self._meaning = meaning

    @property
    def lines(self) -> tuple[TickLine, ...]:
        """The lines that are not blank, cleaned and without their ticks."""
        found = (clean_line(line) for line in self.value.splitlines())
        return tuple(
            TickLine(text, line.startswith(_TICK))
            for line in found
            if (text := line.removeprefix(_TICK).strip())
        )

    def remark(self) -> tuple[str, Tone]:
        """Return which key ticks a line, once there is one."""
        return (f"{_KEY} ticks a line: {self._meaning}" if self.lines else ""), "muted"
