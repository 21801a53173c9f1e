"""Every key, from the single table of commands: type to filter, and press enter to run a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from msgspec import Struct

from infoint_tui.ui.kit.drawing import cell_len, fit, wrap
from infoint_tui.ui.kit.filtered import FilterDialog, PickList
from infoint_tui.ui.kit.highlight import Piece, edge
from infoint_tui.ui.kit.key_help import Group, KeyLines, matching

_GAP = 3
_MOST_LINES = 4
"""The most rows a command's sentence takes up on a narrow terminal."""


class _Row(Struct, frozen=True):
    """A row of the help: a title, the first row of a line, or a continuation row."""

    text: str
    line: KeyLines | None = None
    at: int | None = None
    """The number of the line that starts here, if any."""


class KeyRows(PickList[_Row]):
    """The lines under their titles, with their sentences wrapped to the width.

    Args:
        groups: everything that could ever be shown here.
    """

    def __init__(self, groups: tuple[Group, ...]) -> None:
        super().__init__(id="body")
        lines = [line for group in groups for line in group.lines]
        self._keys_width = max(cell_len(line.keys) for line in lines) + _GAP
        self._groups = self._every = groups

    def show(self, groups: tuple[Group, ...]) -> None:
        """Show these lines, once there is a width to wrap them to."""
        self._groups = groups
        if not self.size.width:
            return
        self.empty = "No key does that. Try other words, or press backspace."
        room = max(10, self.size.width - 3 - self._keys_width)
        rows: list[_Row] = []
        at = 0
        for group in groups:
            rows += [_Row("")] if rows else []
            rows.append(_Row(group.title))
            for line in group.lines:
                first, *more = wrap(line.words, room, _MOST_LINES)
                rows += [_Row(first, line, at), *(_Row(part, line) for part in more)]
                at += 1
        if groups == self._every:  # a search leaves the height as it is
            self.styles.height = len(rows)
        self.fill(tuple(rows))

    def on_resize(self) -> None:
        """Rewrap for the new width."""
        self.show(self._groups)

    @property
    def chosen(self) -> KeyLines | None:
        """The line under the cursor."""
        return self.rows[self.cursor].line if self.key is not None else None

    def key_of(self, row: _Row) -> str | None:
        """Return the number of the line that starts in the row; None if none does."""
        return None if row.at is None else str(row.at)

    def draw(self, row: _Row, width: int) -> Iterable[Piece]:
        """Yield the cursor, the keys and the text; what does not work here is muted."""
        if row.line is None:
            yield fit(row.text, width), "heading"
            return
        is_here = row.at is not None and str(row.at) == self.key
        yield edge(is_here)
        yield " ", ""
        yield fit("" if row.at is None else row.line.keys, self._keys_width), "accent"
        yield fit(row.text, width - 2 - self._keys_width), "" if row.line.action else "muted"


class HelpScreen(FilterDialog[str]):
    """The keys that work here, then all the others; the result is the action to run.

    Args:
        groups: the lines; those without an action are for reading only.
    """

    WIDTHS = (90, 90)
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("enter", "do it", "take"),
        ("↑↓", "move", "step(1)"),
        ("esc", "close", "cancel"),
    )
    HAS_HELP = False  # this is the help itself

    def __init__(self, groups: tuple[Group, ...]) -> None:
        self._keys = KeyRows(groups)
        super().__init__("Help", self._keys, "type to filter")
        self._groups = groups

    def narrow(self, typed: str) -> None:
        """Show the lines that contain every word of the search."""
        self._keys.show(matching(self._groups, typed))

    def action_take(self) -> None:
        """Close, and run the line's command; if it does not work here, say so instead."""
        line = self._keys.chosen
        if line is None:
            return
        if line.action:
            self.dismiss(line.action)
        else:
            self.notify("That key doesn't work on this screen.", markup=False, timeout=5)
