"""A search line: a symbol, the field to type in, and how much was found."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from infoint_tui.ui.kit.search_input import SearchInput


class SearchLine(Horizontal):
    """A line to search in; it responds to every letter right away.

    Args:
        changed: called with the text on every change.
        left: called when the user leaves the field with enter, escape or down.
        id: the id of the field.
    """

    DEFAULT_CSS = """
    SearchLine {
        height: 1;
        & > .search-sign { width: 2; color: $muted; }
        & > SearchInput { width: 1fr; }
        & > .search-count { width: auto; max-width: 60%; color: $muted; text-align: right; }
    }
    """

    def __init__(
        self, changed: Callable[[str], None], left: Callable[[], None], *, id: str
    ) -> None:
        super().__init__()
        self._input = SearchInput(changed, left, placeholder="search", id=id)
        self._count = Static(classes="search-count", markup=False)

    def compose(self) -> ComposeResult:
        """Yield the symbol, the field, and the count."""
        yield Static("/", classes="search-sign")
        yield self._input
        yield self._count

    @property
    def input(self) -> SearchInput:
        """The field."""
        return self._input

    def show_count(self, words: Content | str, *, layout: bool = True) -> None:
        """Show this text about how much was found.

        Args:
            words: what to show.
            layout: True lets the width adapt to the text. Use False if a style sets the width,
                since a new layout takes longer than everything else done for a keystroke.
        """
        self._count.update(words, layout=layout)
