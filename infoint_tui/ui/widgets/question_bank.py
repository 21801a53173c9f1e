"""The question bank: a search line, the questions by category, and why to ask the current one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.records.question import BankQuestion
from infoint_tui.domain.search.finder import SearchIndex
from infoint_tui.ui.kit.drawing import fit, wrap
from infoint_tui.ui.kit.highlight import Piece, edge, lit
from infoint_tui.ui.kit.search_input import SearchInput
from infoint_tui.ui.kit.tall_list import TallList
from infoint_tui.ui.widgets.search_line import SearchLine

LINES = 4
"""The most lines a question takes up."""


class BankRow(Struct, frozen=True):
    """A line of the bank: a category heading, or a line of a question."""

    text: str
    question: BankQuestion | None = None
    """The question; None for a heading."""
    is_first: bool = True
    """True for the question's first line, where the cursor can go."""


class BankList(TallList[BankRow]):
    """Questions under their categories; those in the plan are ticked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.picked: frozenset[str] = frozenset()
        """The ids of the questions in the plan."""
        self.terms: tuple[str, ...] = ()
        """The folded search terms."""
        self._groups: Mapping[str, Sequence[BankQuestion]] = {}

    def show(self, groups: Mapping[str, Sequence[BankQuestion]]) -> None:
        """Show questions, each group under its heading, with the long ones on several lines."""
        self._groups = groups
        self.fill(tuple(self._lines(self.scrollable_content_region.width)))

    def _lines(self, width: int) -> Iterator[BankRow]:
        for heading, questions in self._groups.items():
            yield BankRow(heading)
            for question in questions:
                room = max(_room(question, width), 1)
                for place, text in enumerate(wrap(question.text, room, LINES) or [""]):
                    yield BankRow(text, question, place == 0)

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self.show(self._groups)

    @property
    def question(self) -> BankQuestion | None:
        """The question under the cursor."""
        return self.rows[self.cursor].question if self.key is not None else None

    def key_of(self, row: BankRow) -> str | None:
        """Return the question's id; None for a heading, and for its other lines."""
        return row.question.id if row.question and row.is_first else None

    def _show_cursor(self) -> None:
        super()._show_cursor()
        above = self.cursor - 1
        if above == self.scroll_offset.y - 1 >= 0 and self.rows[above].question is None:
            self.scroll_to(y=above, animate=False, immediate=True, force=True)

    def goes_on(self, row: BankRow) -> bool:
        """Return whether a row continues the question above it."""
        return not row.is_first

    def draw(self, row: BankRow, width: int) -> Iterator[Piece]:
        """Yield the cursor, tick, text, any special label, and minutes."""
        question = row.question
        if question is None:
            yield " ", ""
            yield from lit(fit(row.text, width - 1), "heading", self.terms)
            return
        first = row.is_first
        yield edge(question.id == self.key, "▸" if first else " ")
        yield " ", ""
        yield ("✓ ", "success") if first and question.id in self.picked else ("  ", "")
        tone = "muted" if question.searchable else ""
        yield from lit(fit(row.text, _room(question, width)), tone, self.terms)
        if first:
            yield f" {_special(question)}", tone
            yield f"{question.minutes:>2}  ", "muted"


class QuestionBank(Vertical):
    """The bank, with its search line above and the reason below.

    Args:
        left: called when the user leaves the search line.
    """

    def __init__(self, left: Callable[[], None], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left = left
        self._questions: tuple[BankQuestion, ...] = ()
        self._index: SearchIndex[str] = SearchIndex(())
        self._why = ""

    def compose(self) -> ComposeResult:
        """Yield the title with search and count, the list, and the reason."""
        with Horizontal(classes="pane-title"):
            yield Static("QUESTION BANK", classes="title")
            yield SearchLine(self._filter, self._left, id="bank-search")
        yield BankList(id="bank-list")
        yield Static(id="bank-why", markup=False)

    @property
    def rows(self) -> BankList:
        """The list."""
        return self.query_one(BankList)

    @property
    def search(self) -> SearchInput:
        """The search line."""
        return self.query_one(SearchLine).input

    def show(self, questions: tuple[BankQuestion, ...], picked: frozenset[str]) -> None:
        """Show questions, ticking those whose ids are in `picked`; the search stays as it is."""
        if questions != self._questions:
            self._questions = questions
            self._index = SearchIndex(
                (each.id, f"{each.text}\n{each.category}") for each in questions
            )
        self.rows.picked = picked
        self._filter(self.search.value)

    def show_why(self, why: str) -> None:
        """Show why the question under the cursor is a good fit."""
        self._why = why
        place = self.query_one("#bank-why", Static)
        width, most = place.content_size
        if not most:  # not laid out yet
            return
        reason = wrap(f"why: {why}" if why else "", width, most)
        place.update(Content.styled("\n".join(reason), "$muted"), layout=False)

    def on_resize(self) -> None:
        """Wrap the reason's lines again."""
        self.show_why(self._why)

    def _filter(self, text: str) -> None:
        """Show the questions whose text or category matches `text`, before the next key is handled.

        They keep the bank's order, by category; those that are only spelled similarly come last.
        """
        found = self._index.find(text)
        groups: dict[str, list[BankQuestion]] = {}
        for ids, word in ((set(found.exact), ""), (set(found.similar), ", similar")):
            for question in self._questions:
                if question.id in ids:
                    groups.setdefault(question.category + word, []).append(question)
        self.rows.terms = found.terms
        self.rows.empty = f"No question matches “{clean_line(text)}”. Esc clears the search."
        self.rows.show(groups)
        more = f", {len(found.similar)} similar" if found.similar else ""
        count = f"{len(found.exact)} of {len(self._questions)}{more}"
        self.query_one(SearchLine).show_count(count)


def _room(question: BankQuestion, width: int) -> int:
    """Return how many cells a question's text gets."""
    return width - 4 - len(_special(question)) - 5


def _special(question: BankQuestion) -> str:
    if question.searchable:
        return "! searchable "
    return "favorite " if question.favourite else ""
