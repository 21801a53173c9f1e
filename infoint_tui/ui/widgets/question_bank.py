"""The question bank: a search line, the questions by category, and why to ask the current one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.records.question import BankQuestion
from infoint_tui.domain.search.finder import SearchIndex
from infoint_tui.ui.kit.drawing import cell_len, fit, wrap
from infoint_tui.ui.kit.highlight import Piece, edge, lit
from infoint_tui.ui.kit.row_list import RowList
from infoint_tui.ui.kit.search_input import SearchInput
from infoint_tui.ui.widgets.search_line import SearchLine


class BankRow(Struct, frozen=True):
    """A line of the bank: a question, or a category heading."""

    heading: str
    question: BankQuestion | None = None


class BankList(RowList[BankRow]):
    """Questions under their categories; those in the plan are ticked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.picked: frozenset[str] = frozenset()
        """The ids of the questions in the plan."""
        self.terms: tuple[str, ...] = ()
        """The folded search terms."""

    @property
    def question(self) -> BankQuestion | None:
        """The question under the cursor."""
        return self.rows[self.cursor].question if self.key is not None else None

    def key_of(self, row: BankRow) -> str | None:
        """Return the question's id; None for a heading."""
        return row.question.id if row.question else None

    def draw(self, row: BankRow, width: int) -> Iterator[Piece]:
        """Yield the cursor, tick, text, any special label, and minutes."""
        question = row.question
        if question is None:
            yield " ", ""
            yield from lit(fit(row.heading, width - 1), "heading", self.terms)
            return
        yield edge(question.id == self.key)
        yield " ", ""
        yield ("✓ ", "success") if question.id in self.picked else ("  ", "")
        word, tone = _special(question)
        tone = "muted" if question.searchable else ""
        yield from lit(fit(question.text, _room(question, width)), tone, self.terms)
        yield f" {word}", tone
        yield f"{question.minutes:>2}  ", "muted"

    @property
    def cut_text(self) -> str:
        """The full text of the question under the cursor if its line cuts it off; otherwise ""."""
        question = self.question
        if question is None or cell_len(question.text) <= _room(
            question, self.scrollable_content_region.width
        ):
            return ""
        return question.text


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
        """Show why the question under the cursor is a good fit, and its full text if cut off."""
        self._why = why
        place = self.query_one("#bank-why", Static)
        width, most = place.content_size
        if not most:  # not laid out yet
            return
        words = wrap(self.rows.cut_text, width, most)
        room = most - len(words)
        reason = wrap(f"why: {why}" if why and room else "", width, room)
        lines = (*map(Content, words), *(Content.styled(each, "$muted") for each in reason))
        place.update(Content("\n").join(lines), layout=False)

    def on_resize(self) -> None:
        """Wrap the reason's lines again."""
        self.show_why(self._why)

    def _filter(self, text: str) -> None:
        """Show the questions whose text or category matches `text`, before the next key is handled.

        They keep the bank's order, by category; those that are only spelled similarly come last.
        """
        found = self._index.find(text)
        groups: dict[str, list[BankRow]] = {}
        for ids, word in ((set(found.exact), ""), (set(found.similar), ", similar")):
            for question in self._questions:
                if question.id in ids:
                    heading = question.category + word
                    rows = groups.setdefault(heading, [BankRow(heading)])
                    rows.append(BankRow("", question))
        self.rows.terms = found.terms
        self.rows.empty = f"No question matches “{clean_line(text)}”. Esc clears the search."
        self.rows.fill(tuple(chain.from_iterable(groups.values())))
        more = f", {len(found.similar)} similar" if found.similar else ""
        count = f"{len(found.exact)} of {len(self._questions)}{more}"
        self.query_one(SearchLine).show_count(count)


def _room(question: BankQuestion, width: int) -> int:
    """Return how many cells a question's text gets."""
    return width - 4 - len(_special(question)[0]) - 5


def _special(question: BankQuestion) -> Piece:
    if question.searchable:
        return "! searchable ", "warning"
    if question.favourite:
        return "favorite ", "muted"
    return "", "muted"
