"""The plan of an interview: numbered questions in order, the long ones on several lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.vocabulary import Phase
from infoint_tui.ui.kit.drawing import cell_len, cut, fit, wrap
from infoint_tui.ui.kit.highlight import Piece, edge
from infoint_tui.ui.kit.tall_list import TallList

LINES = 3
"""The most lines the text of a question takes up."""

LEAD = 6
"""The cells in front of the text: the cursor and the number."""

TAIL = 5
"""The cells after the text: the minutes."""

PHASE_WORDS: dict[Phase, str] = {"opening": "open", "core": "", "closing": "close"}


class PlanLine(Struct, frozen=True):
    """One line of a planned question."""

    question: PlannedQuestion
    number: int
    """The question's number, starting at 1."""
    first: bool
    """True for the question's first line, where the cursor can go."""
    text: str
    words: str = ""
    """What is special about the question, at the end of its last line."""


def plan_key(question: PlannedQuestion) -> str:
    """Return the key that identifies a planned question within its plan."""
    return question.bank_id or question.text


class PlanList(TallList[PlanLine]):
    """The planned questions; the cursor moves from question to question.

    Args:
        empty: the text to show for an empty plan.
    """

    def __init__(self, empty: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.empty = empty
        self._plan: tuple[PlannedQuestion, ...] = ()
        self._phases: tuple[Phase, ...] = ()

    def show(self, plan: tuple[PlannedQuestion, ...], phases: Sequence[Phase]) -> None:
        """Show a plan; `phases` gives the part of the interview where each question belongs."""
        self._plan = plan
        self._phases = tuple(phases)
        self.fill(tuple(self._lines(self.scrollable_content_region.width - LEAD - TAIL)))

    @property
    def question(self) -> PlannedQuestion | None:
        """The question under the cursor."""
        return self.rows[self.cursor].question if self.key is not None else None

    def key_of(self, row: PlanLine) -> str | None:
        """Return the key that identifies the question; None for its other lines."""
        return plan_key(row.question) if row.first else None

    def draw(self, row: PlanLine, width: int) -> Iterator[Piece]:
        """Yield the cursor, number, text, what is special, and the minutes."""
        tone = "muted" if row.question.state == "skipped" else ""
        yield edge(plan_key(row.question) == self.key, "▸" if row.first else " ")
        yield " ", ""
        yield (f"{row.number:>2}  " if row.first else "    "), "muted"
        room = width - LEAD - TAIL
        yield fit(row.text, room - cell_len(row.words)), tone
        yield row.words, "" if row.question.must_ask else "muted"
        yield (f"{row.question.minutes:>4} " if row.first else " " * TAIL), "muted"

    def _lines(self, width: int) -> Iterator[PlanLine]:
        planned = zip(self._plan, self._phases, strict=True)
        for number, (question, phase) in enumerate(planned, 1):
            texts = wrap(question.text, max(width, 1), LINES) or [""]
            words = cut(", ".join(filter(None, _words(question, phase))), width)
            if words and cell_len(texts[-1]) + 2 + cell_len(words) > width:
                texts.append("")
            for place, text in enumerate(texts, 1):
                end = words if place == len(texts) else ""
                yield PlanLine(question, number, place == 1, text, end)

    def goes_on(self, row: PlanLine) -> bool:
        """Return whether a row continues the question above it."""
        return not row.first

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self.show(self._plan, self._phases)


def _words(question: PlannedQuestion, phase: Phase) -> tuple[str, ...]:
    state = "" if question.state == "planned" else question.state
    return (state, PHASE_WORDS[phase], "must ask" if question.must_ask else "")
