"""The goals, one per line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType

from infoint_tui.domain.records.goal import Progress
from infoint_tui.ui.kit.drawing import cell_len, fit, plain
from infoint_tui.ui.kit.highlight import Piece, edge
from infoint_tui.ui.kit.row_list import RowList

TITLE = 24
"""The cells a title should get; with less space than that, the columns beside it are shortened."""

Words = Callable[[Progress], str]


def interviews(row: Progress) -> str:
    """Return how many of a goal's interviews have taken place: "2 of 4 conversations"."""
    count, are = len(row.held) + len(row.planned), _held(row)
    return f"{are} conversation{'s' * (count != 1)}" if are else "none yet"


def interviews_in_short(row: Progress) -> str:
    """Return the number of interviews in a shorter form: "2 of 4 done"."""
    return f"{_held(row)} done" if _held(row) else "none"


def _held(row: Progress) -> str:
    if not row.planned:
        return f"{len(row.held) or ''}"
    return f"{len(row.held)} of {len(row.held) + len(row.planned)}"


def result(row: Progress) -> str:
    """Return how a goal was decided, or that it is still open."""
    return row.goal.result or "open"


def result_in_short(row: Progress) -> str:
    """Return the result up to its first comma, as a shorter version."""
    return result(row).split(",")[0]


_COLUMNS: tuple[tuple[Words, ...], ...] = (
    (interviews, result),
    (interviews, result_in_short),
    (interviews_in_short, result_in_short),
    (interviews_in_short,),
)
"""What goes beside a title, longest version first."""


class GoalList(RowList[Progress], inherit_bindings=False):
    """One line per goal: its title, its interviews, and its result.

    The page keys are left for the text below.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "step(1)", show=False),
        Binding("k,up", "step(-1)", show=False),
        Binding("g,home", "step(-999)", show=False),
        Binding("G,end", "step(999)", show=False),
    ]

    def action_step(self, by: int) -> None:
        """Move the cursor by `by` rows."""
        self.step(by)

    @property
    def goal(self) -> Progress | None:
        """The goal under the cursor."""
        return self.rows[self.cursor] if self.key else None

    def key_of(self, row: Progress) -> str:
        """Return the goal's id."""
        return row.goal.id

    def draw(self, row: Progress, width: int) -> Iterator[Piece]:
        """Yield the cursor, the state, the title, the number of interviews, and the verdict."""
        yield edge(row.goal.id == self.key)
        yield " ", ""
        yield ("✓ ", "success") if row.goal.verdict else ("○ ", "muted")
        columns = self._columns(width - 4)
        room = width - 4 - sum(2 + _widest(words, self.rows) for words in columns)
        yield fit(row.goal.title, room), ""
        for words, tone in zip(columns, ("muted", ""), strict=False):
            yield f"  {fit(words(row), _widest(words, self.rows))}", tone

    def _columns(self, width: int) -> tuple[Words, ...]:
        """Return what goes beside the titles: the longest version that leaves room for them.

        The detail below the list has it in full.
        """
        title = min(TITLE, _widest(lambda row: row.goal.title, self.rows))
        for columns in _COLUMNS:
            if title + sum(2 + _widest(words, self.rows) for words in columns) <= width:
                return columns
        return _COLUMNS[-1]


def _widest(words: Words, rows: Iterable[Progress]) -> int:
    return max((cell_len(plain(words(row))) for row in rows), default=0)
