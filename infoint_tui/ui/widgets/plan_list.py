"""The plan of an interview: numbered questions in order, the long ones on two lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct

from infoint_tui.domain.records.question import PlannedQuestion
from infoint_tui.domain.vocabulary import Phase
from infoint_tui.ui.kit.drawing import fit, wrap
from infoint_tui.ui.kit.highlight import Piece, edge
from infoint_tui.ui.kit.tall_list import TallList

LINES = 2
"""The most lines a question takes up."""

LEAD = 6
"""The cells in front of the text: the cursor and the number."""

TAIL = 15
"""The cells after the text: the minutes, and a short label if the question is special."""

PHASE_WORDS: dict[Phase, str] = {"opening": "open", "core": "", "closing": "close"}


class PlanLine(Struct, frozen=True):
    """One line of a planned question."""

    question: PlannedQuestion
    number: int
    """The question's number, starting at 1."""
    first: bool
    """True for the question's first line, where the cursor can go."""
    text: str
    word: str


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
        """Return the key that identifies the question; None for its second line."""
        return plan_key(row.question) if row.first else None

    def draw(self, row: PlanLine, width: int) -> Iterator[Piece]:
        """Yield the cursor, number, text, minutes, and any special label."""
        tone = "muted" if row.question.state == "skipped" else ""
        is_cursor = row.first and self.key_of(row) == self.key
        yield edge(is_cursor)
        yield " ", ""
        yield (f"{row.number:>2}  " if row.first else "    "), "muted"
        yield fit(row.text, width - LEAD - TAIL), tone
        yield (f"{row.question.minutes:>4}" if row.first else "    "), tone
        yield f"  {fit(row.word, TAIL - 6)}", _tone(row.word)

    def _lines(self, width: int) -> Iterator[PlanLine]:
        planned = zip(self._plan, self._phases, strict=True)
        for number, (question, phase) in enumerate(planned, 1):
            texts = wrap(question.text, max(width, 1), LINES)
            words = [word for word in _words(question, phase) if word]
            for place, (text, word) in enumerate(zip_longest(texts, words, fillvalue="")):
                yield PlanLine(question, number, place == 0, text, word)

    def goes_on(self, row: PlanLine) -> bool:
        """Return whether a row is a question's second line."""
        return not row.first

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self.show(self._plan, self._phases)


def _words(question: PlannedQuestion, phase: Phase) -> tuple[str, ...]:
    state = "" if question.state == "planned" else question.state
    return (state, PHASE_WORDS[phase], "must ask" if question.must_ask else "")


def _tone(word: str) -> str:
    return "" if word == "must ask" else "muted"
