"""The question to ask now."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.widgets import Static

from infoint_tui.ui.drawing import cell_len, cut, fit, wrap

_PLACE = 11
"""Cells for the place of the question among all."""
_NARROW = 70
"""With fewer cells the place stands above the question."""
_GAP = 3
_MOST_LINES = 4


@dataclass(frozen=True)
class Asking:
    """What is to be asked."""

    place: str
    """Its place among all: "3 of 6"."""
    words: str
    """The question; or that there is none left."""
    about: str
    """Its minutes, and whether it must be asked."""
    then: str
    """The question that comes after it."""


class MeetingQuestion(Static):
    """The question to ask now, in full; below it the one that follows."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._asking = Asking("", "", "", "")
        self._has_room = True

    def show(self, asking: Asking) -> None:
        """Show what is to be asked."""
        self._asking = asking
        self._draw()

    def give_room(self, has_room: bool) -> None:
        """Tell whether there are lines enough to show what follows."""
        self._has_room = has_room
        self._draw()

    def on_resize(self) -> None:
        """Break the lines anew for the new width."""
        self._draw()

    def _draw(self) -> None:
        asking, width = self._asking, self.content_size.width
        above = width < _NARROW
        indent = 0 if above else _PLACE
        side = 0 if above else cell_len(asking.about) + _GAP
        room = width - indent - side
        first, *more = wrap(asking.words, room, _MOST_LINES) or [""]
        if above:
            about = fit(asking.about, width - cell_len(asking.place), right=True)
            lines = [Content.styled(asking.place + about, "$muted"), Content.styled(first, "bold")]
        else:
            place, about = fit(asking.place, indent), fit(asking.about, side, right=True)
            words = (fit(first, room), "bold")
            lines = [Content.assemble((place, "$muted"), words, (about, "$muted"))]
        lines += [Content.assemble(" " * indent, (line, "bold")) for line in more]
        if asking.then and self._has_room:
            then = cut(f"then: {asking.then}", width - indent)
            lines += [Content(""), Content.assemble(" " * indent, (then, "$muted"))]
        self.update(Content("\n").join(lines))
