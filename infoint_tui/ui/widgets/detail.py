"""A contact in detail: who they are, what is next, and what happened, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.selection import Selection
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import Static

from infoint_tui.ui.kit.highlight import Piece, edge
from infoint_tui.ui.kit.tall_list import TallList

if TYPE_CHECKING:
    from infoint_tui.ui.widgets.detail_lines import DetailLine, DetailRow, Part, Shown

EDGE = 1
"""The cells before a line, for the edge of the row under the cursor."""
AIR = 1
"""The cells between the text and the scroll bar."""
PAGES = 2
"""How many pages are drawn at once; the rest follows once the cursor in the list rests."""
REST = 0.1
"""After this many seconds, the rest of the lines is drawn."""


class Detail(TallList["DetailLine"]):
    """The lines about a contact; the cursor moves from row to row.

    Only the first lines are drawn at once, so that going through a list of people stays quick even
    if hundreds of things happened with them.

    Args:
        can_focus: whether the cursor can be in it; the mouse wheel always scrolls it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--blank"}
    DEFAULT_CSS = """
    Detail {
        & > .rows--blank { background: $field; text-style: $field-style; }
        & > .rows--cursor-blurred { background: $background; }
    }
    """

    def __init__(self, *, id: str | None = None, can_focus: bool = True) -> None:
        super().__init__(id=id)
        self.can_focus = can_focus
        self._shown: Shown | None = None
        self._part: Part = "all"
        self._empty = ""
        self._unfolded: frozenset[str] = frozenset()
        self._rest: Iterator[DetailLine] = iter(())
        self._soon: Timer | None = None
        self._is_entered = False
        """True from entering the pane until the first click in it, which opens nothing."""

    def show(self, shown: Shown | None, part: Part, empty: str) -> None:
        """Show a part of what is known about a contact; None shows nothing.

        Args:
            shown: the contact; if it is not the one shown before, everything is folded.
            part: the part.
            empty: what the story says when nothing has happened yet.
        """
        before, now = (each and each.dossier.contact.id for each in (self._shown, shown))
        self._shown, self._part, self._empty = shown, part, empty
        if before != now:
            self._unfolded = frozenset()
            self.set_reactive(Detail.cursor, 0)
            self.scroll_to(y=0, animate=False, immediate=True)
        self._break()

    @property
    def row(self) -> DetailRow | None:
        """The row under the cursor."""
        return self.rows[self.cursor].row if self.key is not None else None

    def toggle(self, row: DetailRow) -> None:
        """Unfold a row, or fold it again."""
        self._unfolded ^= {row.key}
        self._break()

    # --- lines ---------------------------------------------------------------------------------

    def key_of(self, row: DetailLine) -> str | None:
        """Return the key of the row that begins on this line, if one does."""
        return row.key

    def goes_on(self, row: DetailLine) -> bool:
        """Return whether a line continues the row above it."""
        return row.row is not None and row.key is None

    def draw(self, row: DetailLine, width: int) -> Iterator[Piece]:  # noqa: ARG002 - already fitted
        """Yield the edge, if the cursor is on this row, and the pieces of the line."""
        is_here = self.has_focus and row.row is not None and row.row is self.row
        yield edge(is_here, "▌")
        yield from row.pieces

    def _break(self) -> None:
        """Draw the lines again; if only the first ones can be seen, the others follow soon."""
        if self._soon is not None:
            self._soon.stop()
        lines: Iterator[DetailLine] = iter(())
        if self._shown is not None:
            from infoint_tui.ui.widgets.detail_lines import DetailDrawing  # after the first rows

            width = self.scrollable_content_region.width - EDGE - AIR
            unfolded = self._unfolded if self.can_focus else None
            drawing = DetailDrawing(self._shown, width, unfolded)
            lines = drawing.lines(self._part, self._empty)
        is_elsewhere = self.has_focus or self.scroll_offset.y
        most = None if is_elsewhere else self.size.height * PAGES
        self.fill(tuple(islice(lines, most)))
        following = tuple(islice(lines, 1))
        self._rest = chain(following, lines)
        if following and most != 0:  # a pane that is not displayed needs no lines
            self._soon = self.set_timer(REST, self.complete)

    def complete(self) -> None:
        """Draw the lines that are still missing."""
        if more := tuple(self._rest):
            self.fill((*self.rows, *more))

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self._break()

    # --- the cursor ----------------------------------------------------------------------------

    def _show_cursor(self) -> None:
        """Keep the cursor visible, if there is one: a pane without it begins at its top."""
        if self.can_focus:
            super()._show_cursor()

    def on_focus(self) -> None:
        """Draw all lines, since the cursor can go to any of them now."""
        self._is_entered = True
        self.complete()

    def to_top(self) -> None:
        """Put the cursor on the first row, and show what is above it."""
        super().to_top()
        self.scroll_to(y=0, animate=False, immediate=True)

    def to_bottom(self) -> None:
        """Put the cursor on the last row, and show what is below it."""
        self.complete()
        super().to_bottom()
        self.scroll_to(y=self.max_scroll_y, animate=False, immediate=True)

    def step(self, by: int) -> None:
        """Move the cursor by `by` rows, unless lines in between would never be seen.

        A row can be taller than the pane, and plain facts are not rows: those lines are scrolled
        through first.
        """
        self.complete()
        unseen = self._unseen(by) if abs(by) == 1 else 0
        if unseen:
            self.scroll_relative(y=unseen, animate=False, immediate=True)
        else:
            super().step(by)
            hidden = self._last(self.cursor) - self.cursor + 1 - self.size.height
            if by == -1 and hidden > 0:  # a tall row is read from its end
                self.scroll_to(y=self.cursor + hidden, animate=False, immediate=True)

    def _unseen(self, by: int) -> int:
        """Return how far to scroll before the next row in a direction; 0 if it can be reached."""
        top, height = int(self.scroll_offset.y), self.size.height
        bottom, most = top + height, max(height - 1, 1)
        wanted = self._selectable(max(0, min(len(self.rows) - 1, self.cursor + by)), by)
        last = self._last(wanted) if self.rows else 0
        if by > 0:
            end = len(self.rows) if wanted <= self.cursor else min(wanted, last - height + 1)
            return min(most, max(0, end - bottom))
        if self.cursor < top:
            return -min(most, top - self.cursor)
        end = max(wanted + height, last + 1) if wanted < self.cursor else 0
        return -min(most, max(0, top - end))

    # --- the mouse -----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one visible line, so that its text can be selected."""
        strip, at = super().render_line(y), y + int(self.scroll_offset.y)
        selection = self.text_selection
        span = selection.get_span(at) if selection is not None else None
        if span is not None:
            length = strip.cell_length
            start, end = (length if each == -1 else min(each, length) for each in span)
            style = self.screen.get_component_rich_style("screen--selection")
            before, chosen, after = strip.divide((start, end, length))
            strip = Strip.join((before, chosen.apply_style(style), after))
        return strip.apply_offsets(0, at)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text."""
        lines = ("".join(text for text, _ in line.pieces).rstrip() for line in self.rows)
        return selection.extract("\n".join(" " * EDGE + line for line in lines)), "\n"

    def on_click(self, event: events.Click) -> None:
        """Only go to the row if the click enters the pane or ends a text selection."""
        if not self.can_focus:
            event.prevent_default()
        elif self._is_entered or self.text_selection is not None:
            self._is_entered = False
            event.prevent_default()
            at = event.y + int(self.scroll_offset.y)
            while 0 < at < len(self.rows) and self.goes_on(self.rows[at]):
                at -= 1
            if 0 <= at < len(self.rows) and self.rows[at].key is not None:
                self.cursor = at


class DetailPane(Vertical):
    """A pane that shows a contact, or part of what is known about them.

    Args:
        part: which part to show.
        empty: what the story says when nothing has happened yet.
        id: the id of its lines; its own ends in "-pane".
        can_focus: whether the cursor can be in it; the mouse wheel always scrolls it.
        is_second: whether it stands beside the first pane.
    """

    def __init__(
        self, part: Part, empty: str, *, id: str, can_focus: bool = True, is_second: bool = True
    ) -> None:
        super().__init__(id=f"{id}-pane", classes="side" if is_second else None)
        self.lines = Detail(id=id, can_focus=can_focus)
        self._part: Part = part
        self.empty = empty
        """What the story says when nothing has happened yet."""
        self._shown: Shown | None = None

    def compose(self) -> ComposeResult:
        """Yield the name, which always stays visible, and the lines."""
        yield Static(markup=False, classes="name")
        yield self.lines

    def show(self, shown: Shown | None) -> None:
        """Show a contact; None clears the pane."""
        self._shown = shown
        self._draw()

    def keep_to(self, part: Part) -> None:
        """Switch to a different part."""
        if part != self._part:
            self._part = part
            self._draw()

    def on_resize(self) -> None:
        """Fit the name to the new width."""
        self._draw_name()

    def _draw(self) -> None:
        self._draw_name()
        self.lines.show(self._shown, self._part, self.empty)

    def _draw_name(self) -> None:
        name = self.query_one(".name", Static)
        name.display = self._shown is not None and self._part != "story"
        if self._shown is not None and name.display:
            from infoint_tui.ui.widgets.detail_lines import DetailDrawing

            width = self.lines.scrollable_content_region.width - EDGE - AIR
            name.update(DetailDrawing(self._shown, width).name())
