"""Insights: the four parts with their findings, and the chosen one beside or below them."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import DescendantFocus
from textual.widget import Widget
from textual.widgets import Static

from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.insights.parts import parts
from infoint_tui.domain.vocabulary import ScreenName
from infoint_tui.ui.flows import cursor
from infoint_tui.ui.kit.row_list import RowList
from infoint_tui.ui.kit.search_input import SearchInput
from infoint_tui.ui.screen import SavedState, TabScreen
from infoint_tui.ui.widgets.insights_find import Found, PartIndex
from infoint_tui.ui.widgets.insights_pane import PartLines, PartList, PartRow
from infoint_tui.ui.widgets.key_line import KeyLine
from infoint_tui.ui.widgets.search_line import SearchLine

if TYPE_CHECKING:
    from infoint_tui.domain.insights.parts import Grouping, Part
    from infoint_tui.services.container import Services

WIDE = 100
"""At this width or more, the parts and the chosen one are side by side."""

TALL = 20
"""With fewer lines than this, there is no space around the search line."""

WIDTHS = [(0, "narrow"), (WIDE, "wide")]
HEIGHTS = [(0, "short"), (TALL, "tall")]
"""The screen's CSS classes by its size."""


class InsightsScreen(TabScreen):
    """What the records show about the user's own interviews."""

    NAME: ClassVar[ScreenName] = "insights"
    FLOWS: ClassVar[tuple[ModuleType, ...]] = (cursor,)
    AUTO_FOCUS = "#insights-parts"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, services: Services, badge: str = "") -> None:
        super().__init__(services, badge)
        self._parts: Mapping[str, Part] = {}
        self._grouping: Grouping = "goal"
        self._index = PartIndex({})
        self._found = Found({}, {})

    def compose_body(self) -> ComposeResult:
        """Yield the search line and the parts, a dividing line, and the chosen part."""
        with Horizontal(id="insights-body"):
            with Vertical(id="parts-pane"):
                yield SearchLine(self._filter, self._to_parts, id="insights-search")
                yield PartList(id="insights-parts")
            with Vertical(id="part-pane", classes="side"):
                with Horizontal(id="part-head"):
                    yield Static(id="part-title", markup=False)
                    yield Static(id="part-n", markup=False)
                yield PartLines(id="part-lines")

    @property
    def _list(self) -> PartList:
        return self.query_one(PartList)

    @property
    def _lines(self) -> PartLines:
        return self.query_one(PartLines)

    @property
    def _search(self) -> SearchInput:
        return self.query_one(SearchLine).input

    # --- state -------------------------------------------------------------------------------

    def state(self) -> SavedState:
        """Return the filter, the part under the cursor, and how impressions are grouped."""
        part = self._list.key or ""
        return {"filter": self._search.value, "part": part, "by": self._grouping}

    def restore_state(self) -> None:
        """Restore the filter; the cursor follows once there are parts."""
        self._search.value = clean_line(self.saved_state.get("filter", ""))
        if self.saved_state.get("by") == "organization":
            self._grouping = "organization"

    def _key_of(self, command: str) -> str:
        """Return the key of a command, and where it works if that is not here."""
        elsewhere = " on a person" if command.startswith("contact.") else ""
        return f"{self.keymap.key(command)}{elsewhere}"

    def load(self) -> None:
        """Load every figure, and show those that match the filter."""
        self._parts = parts(self.services.insights.findings(), self._key_of, self._grouping)
        self._index = PartIndex(self._parts)
        self._filter(self._search.value)
        self._list.go_to(self.saved_state.pop("part", ""))
        self._catch_up_part()

    def _filter(self, text: str) -> None:
        """Show the parts and lines that match, before the next key is handled."""
        if not self._parts:
            return
        self._found = self._index.find(text)
        rows, terms = self._list, self._found.terms
        rows.terms = terms
        rows.empty = f"Nothing matches “{clean_line(text)}”. Esc clears the search."
        rows.fill(
            tuple(
                PartRow(key, self._parts[key], count if terms else None)
                for key, count in self._found.counts.items()
            )
        )
        count = f"{len(self._found.lines)} of {len(self._parts)}"
        self.query_one(SearchLine).show_count(count)
        self._show_part()

    def _show_part(self) -> None:
        chosen, today = self._list.chosen, self.services.overview.today
        part = chosen.part if chosen else None
        shown = self._found.lines[chosen.key] if chosen else ()
        self._lines.show(part, shown, self._found.terms, today)
        self.query_one("#part-title", Static).update(part.title.upper() if part else "")
        self.query_one("#part-n", Static).update(part.finding if part else "")

    @on(RowList.Highlighted)
    def _follow(self, event: RowList.Highlighted) -> None:
        """Show the lines of the part under the cursor."""
        if event.rows is self._list:
            self._catch_up_part()
        self._prioritize()

    def _catch_up_part(self) -> None:
        """Show the part under the cursor; fast typing can get ahead of the list's own message."""
        chosen = self._list.chosen
        if chosen and chosen.part is not self._lines.part:
            self._show_part()

    @on(RowList.Opened)
    def _open_clicked(self) -> None:
        self.action_open()

    # --- panes -------------------------------------------------------------------------------

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Make the keys act on the pane with the focus; if only one pane fits, show that one."""
        self._mark_open(event.widget is self._lines)

    @property
    def _in_part(self) -> bool:
        return self.has_class("part-open")

    def _mark_open(self, is_open: bool) -> None:
        self.set_class(is_open, "part-open")
        self._prioritize()

    def _prioritize(self) -> None:
        """Put the most likely next command first, along with the way back if there is one."""
        line, back = self._lines.line, ("back",) if self._in_part or self._search.value else ()
        leads_nowhere = self._in_part and not (line and line.by)
        without = ("open",) if leads_nowhere else ()
        self.query_one(KeyLine).prioritize("open", *back, without=without)

    def _go_to(self, widget: Widget) -> None:
        """Move the focus at once: `Widget.focus` waits, and fast typing would get there first."""
        self._mark_open(widget is self._lines)
        self.set_focus(widget)

    def _to_parts(self) -> None:
        self._go_to(self._list)

    @property
    def contact_id(self) -> str | None:
        """The id of the person that the line under the cursor is about."""
        line = self._lines.line if self._in_part else None
        return line.by.id if line and line.by else None

    def say_nobody(self) -> None:
        """Tell the user that the line is about no one person."""
        self.inform("This line isn't about one person.")

    # --- commands ----------------------------------------------------------------------------

    def action_open(self) -> None:
        """Open the part under the cursor, or, within a part, the person the line is about."""
        line = self._lines.line
        if not self._in_part:
            self._catch_up_part()
            if self._list.chosen:
                self._go_to(self._lines)
        elif line and line.by:
            self.main_app.open_contact(line.by.id)
        else:
            self.say_nobody()

    def action_back(self) -> None:
        """Go back to the parts; if already there, clear the search."""
        if not self._in_part:
            self._search.value = ""
        self._to_parts()

    def action_search(self) -> None:
        """Go to the search line."""
        self._go_to(self._search)

    def action_group(self) -> None:
        """Group what was good, bad and surprising by organization, or by goal again."""
        self._grouping = "organization" if self._grouping == "goal" else "goal"
        self.load()
        self._list.go_to("said")
        self._catch_up_part()
        self.inform(f"What people said, by {self._grouping}")

    def action_copy(self) -> None:
        """Copy the part as plain text."""
        from infoint_tui.ui.kit.external_programs import copied

        chosen = self._list.chosen
        if chosen:
            self.app.copy_to_clipboard(self.services.insights.text(chosen.part))
            self.inform(copied(f"“{chosen.part.title}”"))

    @property
    def rows(self) -> PartList | PartLines:
        """The list that the keys act on."""
        return self._lines if self._in_part else self._list
