"""Choosing one of a few values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from infoint_tui.domain.search.finder import SearchIndex
from infoint_tui.ui.kit.dialog import Dialog
from infoint_tui.ui.kit.drawing import cell_len, fit, plain
from infoint_tui.ui.kit.highlight import Piece, edge, lit
from infoint_tui.ui.kit.key_help import FIRST_ROW, NEXT_ROW, PAGES, Group, KeyLines
from infoint_tui.ui.kit.row_list import RowList
from infoint_tui.ui.kit.search_input import SearchInput

T = TypeVar("T")

MANY = 9
"""Up to this many options are numbered; with more, there is a search line."""


class Choices(RowList[tuple[int, str, str]]):
    """Numbered rows; enter, a number or a click opens one.

    Args:
        options: the text of each row, and the muted text after it.
        at: the index of the row to start on.
        letters: a key for each row that opens it too, as shown to the user; "" for none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "step(1)", show=False),
        Binding("k,up", "step(-1)", show=False),
        Binding("g,home", "top", show=False),
        Binding("G,end", "bottom", show=False),
        Binding("enter", "open", show=False),
    ]

    def __init__(
        self, options: Iterable[tuple[str, str]], at: int = 0, letters: Sequence[str] = ()
    ) -> None:
        super().__init__(id="body")
        self._letters = tuple(letters)
        self._letter_cells = max((cell_len(each) for each in letters), default=-2) + 2
        self._all = tuple((at, words, note) for at, (words, note) in enumerate(options))
        self._words = max(cell_len(plain(words)) for _, words, _ in self._all) + 3
        self._terms: tuple[str, ...] = ()
        self.empty = "Nothing matches. Esc clears the search."
        self.fill(self._all)
        self.set_reactive(Choices.cursor, at)
        self.styles.height = len(self._all)

    @property
    def keys(self) -> tuple[KeyLines, ...]:
        """The keys that work in the list besides enter, for the help."""
        last = min(len(self._all), MANY)
        number = KeyLines(f"1-{last}" if last > 1 else "1", "Choose the row with that number.")
        letter = (KeyLines("a-z", "Choose the row with that key."),) if self._letters else ()
        return (NEXT_ROW, number, *letter, *((FIRST_ROW, PAGES) if len(self._all) > MANY else ()))

    def narrow(self, typed: str) -> None:
        """Show the rows that match what is typed, best matches first."""
        found = self._index.find(typed)
        self._terms = found.terms
        self.fill(tuple(self._all[at] for at in found.all), best_first=True)

    @cached_property
    def _index(self) -> SearchIndex[int]:
        return SearchIndex((at, f"{words}\n{note}") for at, words, note in self._all)

    def key_of(self, row: tuple[int, str, str]) -> str:
        """Return the row's index."""
        return str(row[0])

    def draw(self, row: tuple[int, str, str], width: int) -> Iterable[Piece]:
        """Yield the cursor, the number, the key and the text."""
        number, words, note = row
        at = self.rows.index(row)
        is_here = at == self.cursor
        yield edge(is_here)
        yield " ", ""
        yield (f"{at + 1}  " if at < 9 else "   "), "muted"
        if self._letters:
            yield fit(self._letters[number], self._letter_cells), "accent"
        room = width - 5 - self._letter_cells
        if not note:
            yield from lit(fit(words, room), "", self._terms)
            return
        yield from lit(fit(words, min(self._words, room)), "", self._terms)
        yield from lit(fit(note, max(0, room - self._words)), "muted", self._terms)

    def action_step(self, by: int) -> None:
        """Move the cursor by `by` rows."""
        self.step(by)

    def action_top(self) -> None:
        """Go to the first row."""
        self.to_top()

    def action_bottom(self) -> None:
        """Go to the last row."""
        self.to_bottom()

    def action_open(self) -> None:
        """Open the row under the cursor."""
        self._open(self.cursor)

    def on_key(self, event: events.Key) -> None:
        """Open the row with the number or the key that was pressed."""
        typed = event.character or event.key
        if typed in self._letters:
            event.stop()
            event.prevent_default()
            self._open(self._letters.index(typed))
        elif event.key in set("123456789"):
            event.stop()
            self._open(int(event.key) - 1)

    def on_click(self, event: events.Click) -> None:
        """Open the row that was clicked; one click is enough here."""
        event.prevent_default()
        self._open(event.y + int(self.scroll_offset.y))

    def _open(self, at: int) -> None:
        if at < len(self.rows):
            self.cursor = at
            key = self.key_of(self.rows[at])
            self.post_message(self.Opened(self, key))  # type: ignore[arg-type]  # as in RowList


class ChoiceDialog(Dialog[T], Generic[T]):
    """Ask for one of a few values; if there are many, `/` searches them.

    Args:
        title: the question.
        options: each value with its text.
        at: the index of the option to start on.
        letters: a key for each option that chooses it too, as shown to the user; "" for none.
        words: what it is about, in a sentence or two; the text is literal.
    """

    DEFAULT_CSS = "ChoiceDialog #words { height: auto; margin-bottom: 1; }"
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("enter", "choose", "choose"),
        ("esc", "cancel", "cancel"),
    )

    AUTO_FOCUS = "Choices"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "search", show=False)]

    def __init__(
        self,
        title: str,
        options: tuple[tuple[T, str], ...],
        at: int = 0,
        letters: Sequence[str] = (),
        words: str = "",
    ) -> None:
        super().__init__(title)
        self._options = options
        self._words = Static(Content(plain(words)), id="words") if words else None
        self._choices = Choices(((words, "") for _, words in options), at, letters)

    def compose_parts(self) -> Iterable[Widget]:
        """Yield the words if there are any, the search line if there are many values, the list."""
        if self._words is not None:
            yield self._words
        if self._is_long:
            yield SearchInput(self._choices.narrow, self._to_list, placeholder="/ searches")
        yield self._choices

    @property
    def keys(self) -> Group:
        """The keys of the list, and the key that searches it."""
        search = (
            (KeyLines("/", "Search the list.", action="screen.search"),) if self._is_long else ()
        )
        return Group("Lists", (*self._choices.keys, *search))

    @property
    def _is_long(self) -> bool:
        return len(self._options) > MANY

    def fit(self, height: int) -> None:
        """Fit the screen, leaving room for the search line and the words."""
        words = self._words.size.height + 1 if self._words is not None else 0
        super().fit(height - self._is_long - words)

    def _to_list(self) -> None:
        self._choices.focus()

    def action_search(self) -> None:
        """Go to the search line, if there is one."""
        for search in self.query(SearchInput):
            search.focus()

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        self._choices.action_open()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Close with the value of that row."""
        self.dismiss(self._options[int(event.key)][0])
