"""What an import will do, row by row, before anything is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from infoint_tui.domain.basics.counting import in_people
from infoint_tui.ui.kit.dialog import Dialog
from infoint_tui.ui.kit.dialog_keys import DialogKey
from infoint_tui.ui.kit.drawing import cell_len, fit
from infoint_tui.ui.kit.highlight import Piece
from infoint_tui.ui.kit.key_help import FIRST_ROW, NEXT_ROW, PAGES, Group
from infoint_tui.ui.kit.notice import NoticeDialog
from infoint_tui.ui.kit.row_list import RowList

if TYPE_CHECKING:
    from infoint_tui.services.import_plan import Row

_SIGNS = {
    "ask": ("?", "warning"),
    "job": ("~", "accent"),
    "failed": ("!", "alert"),
    "new": ("+", "success"),
    "updated": ("·", "accent"),
    "same": ("=", "muted"),
}
"""The sign in front of a row, and its color."""
_ORDER = tuple(_SIGNS)
_YES = {"ask": "y join", "job": "y accept"}
_ANSWERED = {"ask": "joined", "job": "accepted"}


class PreviewRows(RowList["Row"]):
    """The rows of an import, questions first.

    Args:
        rows: the rows.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "step(1)", show=False),
        Binding("k,up", "step(-1)", show=False),
        Binding("g,home", "top", show=False),
        Binding("G,end", "bottom", show=False),
    ]

    def __init__(self, rows: Iterable[Row]) -> None:
        super().__init__(id="body")
        self.answers: dict[int, bool] = {}
        ranked = sorted(rows, key=lambda row: (_ORDER.index(row.outcome), row.file, row.line))
        self._places = {id(row): str(at) for at, row in enumerate(ranked)}
        self.empty = "Nothing in it is new."
        self.fill(tuple(ranked))
        self.styles.height = max(1, len(ranked))

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def key_of(self, row: Row) -> str:
        """Return the row's place."""
        return self._places[id(row)]

    def draw(self, row: Row, width: int) -> Iterable[Piece]:
        """Yield the sign, who it is, what becomes of them, and the keys that answer."""
        sign, color = _SIGNS[row.outcome]
        yield f" {sign} ", color
        name = f"line {row.line}" if row.key < 0 else row.name
        asks = self._asked(row)
        room = max(10, width - 3 - (cell_len(asks) + 2 if asks else 0))
        first = min(30, room // 2)
        yield fit(name, first), ""
        yield fit(f"  {row.words}", room - first), "muted"
        if asks:
            yield f"  {asks}", "accent"

    def _asked(self, row: Row) -> str:
        if row.outcome not in _YES:
            return ""
        no = "leave out" if row.is_left_out else "keep both" if row.outcome == "ask" else "keep"
        if row.key not in self.answers:
            is_here = row is self.row  # elsewhere the words need the room
            return f"{_YES[row.outcome]}   n {no}" if is_here else ""
        is_yes = self.answers[row.key]
        return (
            _ANSWERED[row.outcome]
            if is_yes
            else no.replace("keep", "kept").replace("leave", "left")
        )

    @property
    def doubtful(self) -> int:
        """How many will be added though they may be there already, since nobody has answered."""
        asked = (row for row in self.rows if row.outcome == "ask" and not row.is_left_out)
        return sum(row.key not in self.answers for row in asked)

    def answer(self, rows: Iterable[Row], yes: bool) -> None:
        """Note the same answer to some questions."""
        self.answers |= {row.key: yes for row in rows if row.is_question}
        self.refresh()

    def action_step(self, by: int) -> None:
        """Move the cursor by `by` rows."""
        self.step(by)

    def action_top(self) -> None:
        """Go to the first row."""
        self.to_top()

    def action_bottom(self) -> None:
        """Go to the last row."""
        self.to_bottom()


class ImportPreview(Dialog[Mapping[int, bool]]):
    """Show what an import will do, and ask about the rows that are questions.

    The result is the answers, by the number of the row.

    Args:
        heading: the file, with how many records have which outcome.
        rows: what becomes of each record.
        look: returns a record in full, as lines with their tone.
    """

    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Import them.", show=False),
        Binding("y", "answer(True)", "Yes: join, or accept the new job.", show=False),
        Binding("n", "answer(False)", "No: keep both, or keep the job.", show=False),
        Binding("Y", "answer_all(True)", "Yes to all questions of this kind.", show=False),
        Binding("N", "answer_all(False)", "No to all questions of this kind.", show=False),
        Binding("enter", "look", "Look at the whole record.", show=False),
        Binding("escape", "cancel", "Import nothing.", show=False),
    ]
    HINTS: ClassVar[tuple[DialogKey, ...]] = (
        ("ctrl+s", "import", "save"),
        ("y", "yes", "answer(True)"),
        ("n", "no", "answer(False)"),
        ("Y", "yes to all like it", "answer_all(True)"),
        ("N", "no to all", "answer_all(False)"),
        ("enter", "look", "look"),
        ("esc", "cancel", "cancel"),
    )
    KEYS: ClassVar[Group] = Group("Lists", (NEXT_ROW, FIRST_ROW, PAGES))
    WIDTHS = (110, 150)

    def __init__(
        self,
        heading: str,
        rows: Sequence[Row],
        look: Callable[[Row], list[tuple[str, str]]],
    ) -> None:
        super().__init__(heading)
        self._rows = PreviewRows(rows)
        self._look = look
        self._has_warned = False
        if not any(row.is_question for row in rows):
            self.hints = tuple(each for each in self.HINTS if "answer" not in each[2])

    def compose_parts(self) -> Iterable[Widget]:
        """Yield the rows."""
        yield self._rows

    def action_answer(self, yes: bool) -> None:
        """Answer the question under the cursor, and go to the next row."""
        row = self._rows.row
        if row is None or not row.is_question:
            self.tell("There is nothing to answer here.")
            return
        self.tell("")
        self._rows.answer((row,), yes)
        self._rows.step(1)

    def action_answer_all(self, yes: bool) -> None:
        """Answer all questions of the kind under the cursor."""
        row = self._rows.row
        if row is None or not row.is_question:
            self.tell("There is nothing to answer here.")
            return
        alike = [each for each in self._rows.rows if each.outcome == row.outcome]
        self._rows.answer(alike, yes)
        said = "yes" if yes else "no"
        self.tell(f"Said {said} to {len(alike)}.")

    def action_look(self) -> None:
        """Show the record under the cursor in full."""
        row = self._rows.row
        if row is not None:
            self.app.push_screen(NoticeDialog(row.name, self._look(row)))

    def on_row_list_opened(self) -> None:
        """Show the record that was clicked a second time."""
        self.action_look()

    def action_save(self) -> None:
        """Close with the answers; first say, once, who may be added twice."""
        if self._rows.doubtful and not self._has_warned:
            self._has_warned = True
            who = in_people(self._rows.doubtful)
            self.tell(f"{who} may be here already, and will be added. ctrl+s again imports them.")
            return
        self.dismiss(dict(self._rows.answers))
