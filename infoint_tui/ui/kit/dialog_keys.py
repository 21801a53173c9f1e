"""The keys at the bottom of a dialog: as many as fit, always help and the way out."""

from __future__ import annotations

from collections.abc import Iterable

from infoint_tui.ui.kit.button_line import Button, ButtonLine, length, placed

DialogKey = tuple[str, str, str]
"""The key as people write it, what it does in a word or two, the action of the dialog."""

_GAPS, _FOLDED_GAP = (3, 2, 1), 2
"""Cells between two buttons, as many as let all of them fit; and where some are folded."""


class Hints(ButtonLine):
    """The buttons on a line, and one that shows all keys: it counts those that do not fit.

    Args:
        hints: the likeliest first; the last one, the way out, is never folded.
        has_help: the one that shows all keys is there even if all fit.
    """

    def __init__(self, hints: Iterable[DialogKey], *, has_help: bool = True) -> None:
        super().__init__(id="hints")
        self._has_help = has_help
        self.show(hints)

    def show(self, hints: Iterable[DialogKey]) -> None:
        """Show other buttons."""
        *self._first, self._last = [
            Button(key, label, f"screen.{action}") for key, label, action in hints
        ]
        self.refresh()

    def buttons(self, width: int) -> list[Button]:
        """Return as many as fit, after drawing them closer; then help and the way out."""
        every = len(self._first)
        for gap in _GAPS:
            if length(self._shown(every), gap) <= width:
                return placed(self._shown(every), 0, gap)
        count = every
        while count and length(self._shown(count), _FOLDED_GAP) > width:
            count -= 1
        return placed(self._shown(count), 0, _FOLDED_GAP)

    def _shown(self, count: int) -> list[Button]:
        """The first `count`, that for help with the number of those folded, and the way out."""
        folded = len(self._first) - count
        help_ = Button("f1", f"+{folded}" if folded else "keys", "app.help")
        more = [help_] if self._has_help or folded else []
        return [*self._first[:count], *more, self._last]
