"""Contacts: the list on the left, the detail on the right; one of them on a narrow terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from infoint_tui.domain.basics.text import clean_line, fold
from infoint_tui.domain.search.listing import Entry
from infoint_tui.ui.flows.contact_detail import ContactDetail
from infoint_tui.ui.keys.commands import ScreenName
from infoint_tui.ui.kit.row_list import RowList
from infoint_tui.ui.kit.search_input import SearchInput
from infoint_tui.ui.screen import SavedState, asking
from infoint_tui.ui.widgets.contact_list import ContactList
from infoint_tui.ui.widgets.detail import Detail
from infoint_tui.ui.widgets.search_words import nobody_fits, tally

if TYPE_CHECKING:
    from infoint_tui.domain.search.finder import Finder

ASIDE = "standing:set_aside"
"""What lists those who are set aside, who are hidden otherwise."""

LAST = "￿"
"""Sorts behind every name and date."""

TOUCH = "latest touch"

SORTS: tuple[tuple[str, Callable[[Entry], Any]], ...] = (
    ("name", lambda entry: fold(entry.row.name)),
    ("organization", lambda entry: (fold(entry.row.organization) or LAST, fold(entry.row.name))),
    ("due", lambda entry: (str(entry.due or LAST), fold(entry.row.name))),
    (TOUCH, lambda entry: (-entry.last.toordinal() if entry.last else 0, fold(entry.row.name))),
)


class ContactsScreen(ContactDetail):
    """Everybody the user knows."""

    NAME: ClassVar[ScreenName] = "contacts"
    AUTO_FOCUS = "#people"

    def __init__(self, services: Any, badge: str = "") -> None:
        super().__init__(services, badge)
        self._entries: tuple[Entry, ...] = ()
        self._finder: Finder | None = None
        self._sort = 0
        self._tally = Content()
        self._wanted: str | None = None
        """A contact to open as soon as there is something to open them in."""

    def compose_body(self) -> ComposeResult:
        """Search line and list, a thin line, the detail."""
        with Horizontal(id="contacts-body"):
            with Vertical(id="list-pane"):
                with Horizontal(id="search-line"):
                    yield Static("/", id="search-sign")
                    yield SearchInput(
                        self._filter, self._to_list, placeholder="search", id="search"
                    )
                    yield Static(id="count", markup=False)
                yield ContactList(id="people")
            yield from self.compose_detail()

    @property
    def _list(self) -> ContactList:
        return self.query_one("#people", ContactList)

    @property
    def _search(self) -> SearchInput:
        return self.query_one("#search", SearchInput)

    # --- state -------------------------------------------------------------------------------

    def state(self) -> SavedState:
        """The filter, the sort, who stood under the cursor."""
        sort = SORTS[self._sort][0]
        return {"filter": self._search.value, "sort": sort, "contact": self.contact_id or ""}

    def restore_state(self) -> None:
        """Filter and sort as before; the cursor follows when there are rows."""
        titles = [title for title, _ in SORTS]
        if self.saved_state.get("sort") in titles:
            self._sort = titles.index(self.saved_state["sort"])
        self._search.value = clean_line(self.saved_state.get("filter", ""))

    def preview(self) -> bool:
        """Show the names, unless only the rules know who is to be shown, and in which order."""
        if self._search.value or self._sort:
            return False
        found, people = self.services.overview.previews(), self._list
        people.show(tuple(sorted(found, key=SORTS[0][1])), self.services.overview.today)
        people.go_to(self.saved_state.pop("contact", ""))
        return bool(found)

    def load(self) -> None:
        """Read everybody, and show those who fit the filter."""
        self._entries = self.services.overview.entries()
        self._look_anew()
        self._list.go_to(self.saved_state.pop("contact", ""))
        self.show_detail()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.show(wanted)

    def _filter(self, text: str) -> None:
        """Show who fits; called within the key's own message."""
        if self._finder is None:
            return
        from infoint_tui.domain.search.query import parse_query

        query = parse_query(text)
        found, people = self._finder.find(query), self._list
        people.empty = "" if found.all else self._nobody(text)
        typed = bool(text) and self._search.has_focus
        today = self.services.overview.today
        by = SORTS[self._sort][0]
        exact, similar, terms = found.exact, found.similar, found.terms
        people.show(exact, today, similar, terms, best_first=typed, by_touch=by == TOUCH)
        order = f", by {by}" if self._sort else ""
        self._tally = tally(query, found, len(self._entries), order)
        self._show_tally()

    def _show_tally(self) -> None:
        """Say how many there are, and how many are marked."""
        marked = len(self._list.marked)
        words = f"{marked} marked, " if marked else ""
        self.query_one("#count", Static).update(Content.assemble(words, self._tally), layout=False)

    def _look_anew(self) -> None:
        """Search again, among other people or in another order."""
        if not self.is_ready:
            return
        from infoint_tui.domain.search.finder import Finder

        ordered = sorted(self._entries, key=SORTS[self._sort][1])
        self._finder = Finder(ordered, self.services.overview.today)
        self._filter(self._search.value)

    def _nobody(self, text: str) -> str:
        if not self._entries:
            new, bring = self.keymap.key("new"), self.keymap.key("import_file")
            return f"Nobody here yet. {new} adds a person, {bring} imports a file."
        return nobody_fits(text) + self._those_aside(text)

    def _those_aside(self, text: str) -> str:
        """Tell of those who are set aside and would fit."""
        from infoint_tui.domain.search.query import parse_query

        aside = parse_query(f"{text} {ASIDE}")
        count = len(self._finder.find(aside).exact) if self._finder else 0
        they = "1 who is set aside does" if count == 1 else f"{count} who are set aside do"
        return f" {they}: {ASIDE} lists them too." if count else ""

    def _to_list(self) -> None:
        self.set_focus(self._list)
        self.prioritize()

    @property
    def can_go_back(self) -> bool:
        """The detail is open, somebody is marked, or a filter hides some."""
        return self.is_open or bool(self._list.marked or self._search.value)

    @on(RowList.Opened)
    def _open_clicked(self) -> None:
        self.action_open()

    # --- what stands under the cursor --------------------------------------------------------

    @property
    def contact_id(self) -> str | None:
        """The id of the contact under the cursor."""
        return self._list.key

    @property
    def contact_ids(self) -> tuple[str, ...]:
        """The marked contacts, else the one under the cursor."""
        marked = tuple(sorted(self._list.marked))
        return marked or super().contact_ids

    def settled(self, ids: tuple[str, ...]) -> None:
        """The marks have served."""
        if set(ids) == self._list.marked:
            self._list.clear_marks()
            self._marks_changed()

    def show(self, contact_id: str) -> None:
        """Open a contact, clearing a filter that hides them."""
        if not self.is_ready:
            self._wanted = contact_id
            return
        self.catch_up()
        if not self._list.go_to(contact_id):
            self._search.value = ASIDE if self._is_aside(contact_id) else ""
            self._list.go_to(contact_id)
        self.action_open()

    def _is_aside(self, contact_id: str) -> bool:
        return any(
            entry.row.id == contact_id and entry.row.standing == "set_aside" and not entry.column
            for entry in self._entries
        )

    # --- commands ----------------------------------------------------------------------------

    def action_open(self) -> None:
        """Open the contact under the cursor."""
        if self.contact_id is not None:
            self.open_detail(True)
            self.set_focus(self.query_one(Detail))

    def action_back(self) -> None:
        """Close the detail, else drop the marks, else clear the filter."""
        people = self._list
        if isinstance(self.focused, Detail) or self.is_open:
            self.open_detail(False)
        elif people.marked:
            people.clear_marks()
            self._show_tally()
        else:
            self._search.value = ""
        self._to_list()

    def action_search(self) -> None:
        """Go to the search line."""
        self.open_detail(False)
        self.set_focus(self._search)
        if self._finder is not None:
            self.run_worker(self._finder.prepare, thread=True, group="search", exclusive=True)

    @asking
    async def action_new(self) -> None:
        """Add a contact."""
        from infoint_tui.ui.dialogs.contact_form import ContactForm

        new = await self.ask(
            ContactForm(None, self.known()),
            lambda fields: self.services.contacts.add(**fields),
            lambda added: f"Added {added.name}",
        )
        if new is not None:
            self.show(new.id)

    def action_sort(self) -> None:
        """Sort by the next of name, organization, due date, latest touch."""
        self._sort = (self._sort + 1) % len(SORTS)
        self._look_anew()

    def action_mark(self) -> None:
        """Mark the contact under the cursor, or unmark them."""
        self._list.toggle_mark()
        self._marks_changed()

    def _marks_changed(self) -> None:
        self._show_tally()
        self.prioritize()

    def action_cursor_down(self) -> None:
        """The next row, or a line down in the detail that has the focus."""
        self._step(1)

    def action_cursor_up(self) -> None:
        """The row before, or a line up in the detail that has the focus."""
        self._step(-1)

    def _step(self, by: int) -> None:
        focused = self.focused
        if isinstance(focused, Detail):
            focused.scroll_relative(y=by, animate=False, immediate=True)
        else:
            self._list.step(by)

    def action_cursor_top(self) -> None:
        """The first row."""
        self._list.to_top()

    def action_cursor_bottom(self) -> None:
        """The last row."""
        self._list.to_bottom()
