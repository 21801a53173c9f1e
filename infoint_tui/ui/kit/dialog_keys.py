"""The keys at the bottom of a dialog: as many as fit, always with help and the way out."""

from __future__ import annotations

from collections.abc import Iterable

from infoint_tui.ui.kit.button_line import Button, ButtonLine, length, placed

DialogKey = tuple[str, str, str]
"""The key as shown to the user, what it does in a word or two, and the dialog's action."""

_GAPS, _FOLDED_GAPS = (3, 2, 1), (2, 1)
"""The gaps between buttons, in cells, to try until all fit, and then until at least one does."""


class Hints(ButtonLine):
    """A line of buttons, including one that shows all keys.

    Args:
        hints: the buttons, most likely first; the last one, the way out, is never folded.
        has_help: show the button for all keys even if everything fits.
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
        """Return as many buttons as fit, closer together if needed, then help and the way out."""
        every = len(self._first)
        for gap in _GAPS:
            if length(self._shown(every), gap) <= width:
                return placed(self._shown(every), 0, gap)
        for gap in _FOLDED_GAPS:
            for count in range(every - 1, 0, -1):
                if length(self._shown(count), gap) <= width:
                    return placed(self._shown(count), 0, gap)
        return placed(self._shown(0), 0, _FOLDED_GAPS[0])

    def _shown(self, count: int) -> list[Button]:
        """Return the first `count`, then help and the way out."""
        folded = len(self._first) - count
        help_ = Button("f1", "help", "app.help")
        more = [help_] if self._has_help or folded else []
        return [*self._first[:count], *more, self._last]
