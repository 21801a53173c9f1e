"""A search field that reports every letter within the key's own message."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from infoint_tui.domain.basics.text import clean_line
from infoint_tui.ui.kit.typed_line import TypedLine

if TYPE_CHECKING:
    from infoint_tui.domain.search.finder import Matches
    from infoint_tui.domain.search.listing import Entry
    from infoint_tui.domain.search.query import Query


def tally(query: Query, found: Matches[Entry], total: int, order: str = "") -> Content:
    """Return the words beside a search: "3 of 21", or what cannot be read in it.

    Those who are set aside are not listed; while nothing else tells why they are missing, it says
    so.

    Args:
        query: what is searched for.
        found: what was found.
        total: how many there are.
        order: how they are sorted, where that is not plain.
    """
    problems = [*(f"no field {field}: here" for field in query.unknown_fields), *query.problems]
    if problems:
        return Content.styled(clean_line(problems[0]), "$warning")
    more = f", {len(found.similar)} similar" if found.similar else ""
    aside = total - len(found.exact)
    if query.is_empty and aside and not order:
        more = f", {aside} set aside"
    return Content(f"{len(found.exact)} of {total}{more}{order}")


def nobody_fits(typed: str) -> str:
    """Say that a search found nobody, and the way back."""
    return f"Nobody fits “{clean_line(typed)}”. Esc clears the search."


class SearchInput(TypedLine):
    """An input whose changes are acted on at once; what stood in it before is typed over.

    `Input.Changed` arrives a frame later; acting in the value's watcher lets the rows share the
    echo's frame.

    Args:
        changed: called with the text on every change.
        left: called when the person leaves the field by enter, escape or down.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "leave", "Back to the list", show=False),
        Binding("escape", "clear", "Clear the search", show=False),
    ]

    def __init__(
        self,
        changed: Callable[[str], None],
        left: Callable[[], None],
        *,
        placeholder: str = "",
        id: str | None = None,
    ) -> None:
        super().__init__(placeholder=placeholder, id=id, select_on_focus=True)
        self._changed = changed
        self._left = left

    def _watch_value(self, value: str) -> None:
        super()._watch_value(value)
        if self.is_mounted:
            self._changed(value)

    def action_clear(self) -> None:
        """Clear the search and go back to the list."""
        self.value = ""
        self._left()

    def action_leave(self) -> None:
        """Go back to the list; what was typed stays."""
        self._left()
