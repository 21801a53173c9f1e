"""The top of a live conversation: who it is with, the time of day, and the time left."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from infoint_tui.ui.kit.drawing import cell_len, cut, plain

BAR = 16
"""The cells of the bar, which is left out if something else would be cut off."""


class LiveHead(Static):
    """A name, a badge, and the time left as a bar and text, in the warning tone when it is short.

    Args:
        name: who the conversation is with.
        beside: what goes next to the name, such as how to pronounce it.
        badge: anything else worth knowing about it.
    """

    def __init__(self, name: str, beside: str, badge: str) -> None:
        super().__init__(markup=False)
        self._whom = name
        self._beside = beside
        self._badge = badge
        self._time: tuple[str, str, int, bool] = ("", "", 0, False)

    def show(self, clock: str, left: str, share: float, *, is_short: bool) -> None:
        """Show the time of day, the time left as text, and its share of the agreed time."""
        time = (clock, left, round(share * BAR), is_short)
        if self._time != time:
            self._time = time
            self._draw()

    def on_resize(self) -> None:
        """Refit the line to the new width."""
        self._draw()

    def _draw(self) -> None:
        clock, left, cells, is_short = self._time
        chip = ((f" {self._badge} ", "$filled-badge"), "   ") if self._badge else ()
        before = Content.assemble(*chip, (f"{clock}   ", "$muted"))
        end = Content.styled(left, "$warning bold" if is_short else "")
        room = self.content_size.width - before.cell_length - end.cell_length - 2
        if cell_len(f"{plain(self._whom)}  {plain(self._beside)}") <= room - BAR - 2:
            taken = ("█" * cells, "$warning" if is_short else "$accent")
            end = Content.assemble(taken, ("░" * (BAR - cells), "$line"), "  ", end)
            room -= BAR + 2
        name = cut(plain(self._whom), room)
        beside = cut(self._beside, room - cell_len(name) - 2)
        gap = " " * (room - cell_len(name) - cell_len(beside))
        words = ((name, "bold"), "  ", (beside, "$muted"), gap)
        self.update(Content.assemble(*words, before, end), layout=False)
