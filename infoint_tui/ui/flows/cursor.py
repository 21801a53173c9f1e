"""Moving the cursor, or scrolling, in whichever list on a screen has the focus."""

from __future__ import annotations

from typing import Protocol


class Rows(Protocol):
    """Something a cursor moves in."""

    def step(self, by: int) -> None:
        """Move by `by` rows, stopping at the ends."""

    def to_top(self) -> None:
        """Go to the first row."""

    def to_bottom(self) -> None:
        """Go to the last row."""


class HasRows(Protocol):
    """A screen with one list, or with several, one of which has the focus."""

    @property
    def rows(self) -> Rows:
        """The list that has the focus."""


def cursor_down(screen: HasRows) -> None:
    """Go to the next row."""
    screen.rows.step(1)


def cursor_up(screen: HasRows) -> None:
    """Go to the previous row."""
    screen.rows.step(-1)


def cursor_top(screen: HasRows) -> None:
    """Go to the first row."""
    screen.rows.to_top()


def cursor_bottom(screen: HasRows) -> None:
    """Go to the last row."""
    screen.rows.to_bottom()


down, up, top, bottom = cursor_down, cursor_up, cursor_top, cursor_bottom
"""The board's commands use these names for the same moves."""
