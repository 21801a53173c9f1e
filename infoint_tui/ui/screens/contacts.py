"""Contacts: the list on the left, the detail on the right; only one on a narrow terminal."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus, Resize
from textual.timer import Timer

from infoint_tui.domain.basics.text import clean_line, fold
from infoint_tui.domain.search.listing import Entry
from infoint_tui.domain.vocabulary import ScreenName
from infoint_tui.ui.flows import ON_A_CONTACT, before_asking, cursor, detail_rows, merging
from infoint_tui.ui.flows.contact import known
from infoint_tui.ui.keys.commands import ON_ROW, ROW_LABELS, PlaceName, RowKind, likeliest
from infoint_tui.ui.kit.row_list import RowList
from infoint_tui.ui.kit.search_input import SearchInput
from infoint_tui.ui.kit.textual_private import bind
from infoint_tui.ui.screen import SavedState, TabScreen
from infoint_tui.ui.widgets.contact_list import ContactList
from infoint_tui.ui.widgets.detail import Detail, DetailPane
from infoint_tui.ui.widgets.key_line import KeyLine
from infoint_tui.ui.widgets.search_line import SearchLine
from infoint_tui.ui.widgets.search_words import nobody_fits, tally

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.search.finder import Finder
    from infoint_tui.domain.vocabulary import MessageKind
    from infoint_tui.ui.widgets.detail_lines import DetailRow

WIDE = 110
"""At this width or more, the list and the detail are side by side."""

FULL = 156
"""At this width or more, the history gets its own pane without narrowing the list."""

WIDTHS = [(0, "narrow"), (WIDE, "wide"), (FULL, "full")]
"""The screen's CSS classes by its width."""

REST = 0.2
"""How many seconds after the last letter of a search the detail is updated."""

FOR_SOMEBODY = ("contact", "open", "mark")
"""The commands, by id or scope, that do nothing while the list is empty."""

FOR_MARKED = ("shortlist", "set_aside", "log")
"""The commands that act on everyone who is marked."""

ASIDE = "standing:set_aside"
"""The filter that lists people who are set aside; they are hidden otherwise."""

WITH_SUBJECT = ("ahead", "owed", "to_do", "conversation", "said", "introduced")
"""The kinds of lines about a conversation or a to-do, or about what is owed."""

LAST = "￿"
"""Sorts after every name and date."""

TOUCH = "last contact"

SORTS: tuple[tuple[str, Callable[[Entry], Any]], ...] = (
    ("name", lambda entry: fold(entry.row.name)),
    ("organization", lambda entry: (fold(entry.row.organization) or LAST, fold(entry.row.name))),
    ("due", lambda entry: (str(entry.due or LAST), fold(entry.row.name))),
    (TOUCH, lambda entry: (-entry.last.toordinal() if entry.last else 0, fold(entry.row.name))),
)


class ContactsScreen(TabScreen):
    """Everyone the user knows."""

    NAME: ClassVar[ScreenName] = "contacts"
    FLOWS: ClassVar[tuple[ModuleType, ...]] = (
        *ON_A_CONTACT,
        detail_rows,
        before_asking,
        cursor,
        merging,
    )
    AUTO_FOCUS = "#people"
    HORIZONTAL_BREAKPOINTS = WIDTHS

    def __init__(self, services: Any, badge: str = "") -> None:
        super().__init__(services, badge)
        self._entries: tuple[Entry, ...] = ()
        self._finder: Finder | None = None
        self._sort = 0
        self._tally = Content()
        self._later: Callable[[], None] | None = None
        """Shows the contact who is wanted, as soon as there are rows."""
        self._soon: Timer | None = None
        """Shows the detail once the user pauses typing."""
        self._likeliest: tuple[str, ...] = ("new",)
        """What the contact most likely needs next."""
        self._offered: PlaceName = self.NAME
        """The place whose keys are on the bottom line."""
        self._has_story = False
        """Whether the history has a pane of its own."""

    def compose_body(self) -> ComposeResult:
        """Yield the search line and list, a thin dividing line, and the detail."""
        with Horizontal(id="contacts-body"):
            with Vertical(id="list-pane"):
                yield SearchLine(self._filter, self._to_list, id="search")
                yield ContactList(id="people")
            log = self.keymap.key("log")
            nothing = f"Nothing has happened yet. {log} logs that you were in touch."
            yield DetailPane("all", nothing, id="detail")
            yield DetailPane("story", nothing, id="story", is_second=False)

    @property
    def rows(self) -> ContactList:
        """The list."""
        return self.query_one("#people", ContactList)

    @property
    def _search(self) -> SearchInput:
        return self.query_one(SearchLine).input

    # --- state -------------------------------------------------------------------------------

    def state(self) -> SavedState:
        """Return the filter, the sort order, and who was under the cursor."""
        sort = SORTS[self._sort][0]
        return {"filter": self._search.value, "sort": sort, "contact": self.contact_id or ""}

    def restore_state(self) -> None:
        """Restore the filter and the sort order; the cursor follows once there are rows."""
        titles = [title for title, _ in SORTS]
        if self.saved_state.get("sort") in titles:
            self._sort = titles.index(self.saved_state["sort"])
        self._search.value = clean_line(self.saved_state.get("filter", ""))

    def preview(self) -> bool:
        """Show the names, unless the rules are needed to know who to show and in what order."""
        if self._search.value or self._sort:
            return False
        found, people = self.services.overview.previews(), self.rows
        people.list_all(tuple(sorted(found, key=SORTS[0][1])), self.services.overview.today)
        people.go_to(self.saved_state.pop("contact", ""))
        return bool(found)

    def load(self) -> None:
        """Load everyone, and show the people who match the filter.

        If the person in the details is not among them anymore, the details are closed, so that no
        key acts on someone else.
        """
        opened = self._opened
        self._entries = self.services.overview.entries()
        self._look_anew()
        self.rows.go_to(self.saved_state.pop("contact", ""))
        if opened is not None and self.contact_id != opened.row.id:
            self.open_detail(False)
            self._to_list()
        else:
            self.show_detail()
        if self._later is not None:
            show, self._later = self._later, None
            show()

    def catch_up(self) -> None:
        """Reload if something changed; if that closed the details, tell the user why."""
        opened = self._opened
        super().catch_up()
        if opened is None or self.is_open:
            return
        name = opened.row.name
        if self.services.overview.dossier(opened.row.id) is None:
            self.inform(f"{name} is no longer in your contacts.")
        elif not self.is_asking:
            self.inform(f"{name} is no longer in this list.")

    def _filter(self, text: str) -> None:
        """Show who matches, before the next key is handled."""
        if self._finder is None:
            return
        from infoint_tui.domain.search.found import found_in
        from infoint_tui.domain.search.query import parse_query

        query = parse_query(text)
        found, people = self._finder.find(query), self.rows
        people.empty = "" if found.all else self._nobody(text)
        typed = bool(text) and self._search.has_focus
        today = self.services.overview.today
        by = SORTS[self._sort][0]
        words = partial(found_in, query=query, terms=found.terms)
        people.show(found, today, words, best_first=typed, by_touch=by == TOUCH)
        order = f", by {by}" if self._sort else ""
        self._tally = tally(query, found, len(self._entries), order)
        self._show_tally()

    def _show_tally(self) -> None:
        """Show how many people there are, and how many are marked."""
        marked = len(self.rows.marked)
        words = f"{marked} marked, " if marked else ""
        self.query_one(SearchLine).show_count(Content.assemble(words, self._tally), layout=False)

    def _look_anew(self) -> None:
        """Search again, with different people or in a different order."""
        if not self.is_ready:
            return
        ordered = sorted(self._entries, key=SORTS[self._sort][1])
        self._finder = self.services.searching.finder(ordered)
        self._filter(self._search.value)

    def _nobody(self, text: str) -> str:
        if not self._entries:
            new, bring = self.keymap.key("new"), self.keymap.key("import_file")
            return f"Nobody here yet. {new} to add a person, {bring} to import a file."
        return nobody_fits(text) + self._those_aside(text)

    def _those_aside(self, text: str) -> str:
        """Return a note on how many of the people set aside match."""
        from infoint_tui.domain.search.query import parse_query

        aside = parse_query(f"{text} {ASIDE}")
        count = len(self._finder.find(aside).exact) if self._finder else 0
        they = "1 person set aside matches" if count == 1 else f"{count} people set aside match"
        return f" {they}: {ASIDE} lists them too." if count else ""

    def _to_list(self) -> None:
        self.set_focus(self.rows)
        self.prioritize()

    @on(RowList.Opened)
    def _open_clicked(self, event: RowList.Opened) -> None:
        if event.rows is self.rows:
            self.action_open()
        else:
            detail_rows.open_row(self)

    # --- the detail --------------------------------------------------------------------------

    @property
    def detail(self) -> Detail | None:
        """The lines of the details that the cursor is in; None while it is in the list."""
        return self.focused if isinstance(self.focused, Detail) else None

    @property
    def place(self) -> PlaceName:
        """Where the user is: in the list, or in the details."""
        return "detail" if self.detail else self.NAME

    @property
    def is_open(self) -> bool:
        """True while keys act in the detail; if only one pane fits, the detail is the one shown."""
        return self.has_class("detail-open")

    @property
    def _opened(self) -> Entry | None:
        """The contact in the details, while keys act there."""
        if not self.is_open or self.contact_id is None:
            return None
        entry = self.rows.rows[self.rows.cursor]
        return entry if isinstance(entry, Entry) else None

    def open_detail(self, is_open: bool) -> None:
        """Open the detail, or close it."""
        self.set_class(is_open, "detail-open")
        self.show_detail()

    def on_mount(self) -> None:
        """Give the keys of the details to their lines, where they come before those of the list."""
        for command in self.keymap.on_screen("detail"):
            for key in command.every_key if command.scope == "detail" else ():
                for lines in self.query(Detail):
                    bind(lines, key, command.action, command.label)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Offer what works where the cursor is now."""
        self.set_class(isinstance(event.widget, Detail), "detail-open")
        was, self._offered = self._offered, self.place
        if was != self.place:
            self.query_one(KeyLine).offer(self.keymap.on_screen(self.place))
        if was != self.place or self.detail is not None:
            self.attempt(self.prioritize)

    def show_detail(self) -> None:
        """Show the contact under the cursor."""
        if not self.is_ready:
            return
        shown = known(self, self.contact_id)
        for pane in self.query(DetailPane):
            pane.show(shown)
        if shown is not None:
            self._likeliest = likeliest(shown.card) if shown.card else ("message", "shortlist")
        else:
            is_empty = not self.services.overview.rows()
            self._likeliest = ("new", "import_file") if is_empty else ("new",)
        self.prioritize()

    def prioritize(self) -> None:
        """Move the most likely buttons to the front, along with the way back if there is one."""
        if self.detail is not None:
            self._prioritize_row()
            return
        can_go_back = self.is_open or self.rows.marked or self._search.value
        back = ("back",) if can_go_back else ()
        without: tuple[str, ...] = ("open",) if self.is_open else ()
        if self.contact_id is None:
            without = FOR_SOMEBODY if self.services.overview.rows() else (*FOR_SOMEBODY, "search")
        is_marked = self.contact_ids not in ((), (self.contact_id,))
        first = FOR_MARKED if is_marked else self._likeliest
        self.query_one(KeyLine).prioritize(*first, *back, without=without)

    def _prioritize_row(self) -> None:
        """Move what acts on the line under the cursor to the front, under fitting labels."""
        row, keys = self.row, self.query_one(KeyLine)
        kind: RowKind = row.kind if row is not None else "person"
        without = set(detail_rows.refused(self))
        labels = {"open_row": "open", "edit_row": "edit", "remove_row": "remove"}
        labels |= ROW_LABELS.get(kind, {})
        if row is not None and row.is_open is not None:
            labels["open_row"] = "fold" if row.is_open else "unfold"
        elif kind in ("touch", "conversation"):
            without.add("open_row")
        for command_id, label in labels.items():
            keys.rename(command_id, label)
        first = (*(self._likeliest if kind == "person" else ()), *ON_ROW[kind])
        without |= {"open_row"} - set(ON_ROW[kind])
        keys.prioritize(*first, "back", without=without)

    @on(RowList.Highlighted)
    def _follow(self, event: RowList.Highlighted) -> None:
        """Update the detail after rows are drawn or typing pauses, so it never delays a key."""
        if event.rows is not self.rows:
            if self.detail is event.rows:
                self.prioritize()
            return
        if self._soon is not None:
            self._soon.stop()
        if isinstance(self.focused, SearchInput):
            self._soon = self.set_timer(REST, partial(self.attempt, self.show_detail))
        else:
            self.call_after_refresh(self.attempt, self.show_detail)

    def on_resize(self, event: Resize) -> None:
        """Show the history in only one place: in its own pane if there is space for one."""
        self._has_story = event.size.width >= FULL
        self.query_one("#detail-pane", DetailPane).keep_to("person" if self._has_story else "all")
        if not self._has_story and self.focused is self._story.lines:
            self.set_focus(self._details.lines)

    @property
    def _details(self) -> DetailPane:
        return self.query_one("#detail-pane", DetailPane)

    @property
    def _story(self) -> DetailPane:
        return self.query_one("#story-pane", DetailPane)

    # --- what is under the cursor ------------------------------------------------------------

    @property
    def contact_id(self) -> str | None:
        """The id of the contact under the cursor."""
        return self.rows.key

    @property
    def contact_ids(self) -> tuple[str, ...]:
        """The marked contacts, or the one under the cursor if none are marked."""
        marked = tuple(sorted(self.rows.marked)) if self.detail is None else ()
        return marked or super().contact_ids

    @property
    def row(self) -> DetailRow | None:
        """The row under the cursor in the details; None if the cursor is in the list."""
        return self.detail.row if self.detail is not None else None

    def toggle_row(self) -> None:
        """Unfold the row under the cursor, or fold it again."""
        if self.detail is not None and self.row is not None:
            self.detail.toggle(self.row)
            self.prioritize()

    @property
    def subject_id(self) -> str:
        """The id of the conversation or the to-do that the line under the cursor is about."""
        row = self.row
        return row.id if row is not None and row.kind in WITH_SUBJECT else ""

    @property
    def owed_here(self) -> Owed | None:
        """What the line under the cursor says is owed."""
        return self.row.owed if self.row is not None else None

    @property
    def kind_here(self) -> MessageKind | None:
        """The kind of message that the line under the cursor is for."""
        warm = self.row.warm if self.row is not None else None
        return "congratulate" if warm and warm.key == "congratulate" else None

    def to_write(self) -> tuple[str, str]:
        """Return who to write to, possibly a suggested person, and the record it is for."""
        item, dossier = self.owed_here, self.services.overview.dossier(self.contact_id or "")
        if item is None or dossier is None or item.step.to != "suggested":
            return super().to_write()
        named = dossier.next_suggested(self.services.overview.today)
        return (named or dossier.contact).id, ""

    def settled(self, contact_ids: tuple[str, ...]) -> None:
        """Clear the marks, since they have served their purpose."""
        if set(contact_ids) == self.rows.marked:
            self.rows.clear_marks()
            self._marks_changed()

    def show(self, contact_id: str) -> None:
        """Open a contact, clearing the filter if it hides them."""
        if self.is_ready:
            self._go_to(contact_id)
            self.action_open()
        else:
            self._later = partial(self.show, contact_id)

    def select(self, contact_id: str) -> None:
        """Put the cursor of the list on a contact; if the list hides the details, open them."""
        if self.app.size.width < WIDE:
            self.show(contact_id)
        elif self.is_ready:
            self._go_to(contact_id)
            self.open_detail(False)
            self._to_list()
        else:
            self._later = partial(self.select, contact_id)

    def _go_to(self, contact_id: str) -> None:
        """Put the cursor of the list on a contact, clearing the filter if it hides them."""
        self.catch_up()
        if not self.rows.go_to(contact_id):
            self._search.value = ASIDE if self._is_aside(contact_id) else ""
            self.rows.go_to(contact_id)

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
            self.set_focus(self._details.lines)

    def action_next_pane(self) -> None:
        """Go to the details, on to the history if it has a pane of its own, and back."""
        details, story = self._details.lines, self._story.lines
        if self.focused is details and self._has_story:
            self.set_focus(story)
        elif self.detail is not None:
            self._close_detail()
        else:
            self.action_open()

    def action_back(self) -> None:
        """Close the detail, and go back to the screen it was opened from, if it was another one.

        If the detail is closed, clear the marks; if none are marked, the filter.
        """
        people = self.rows
        if self.is_open:
            self._close_detail()
            self.main_app.go_back(self.contact_id or "")
            return
        if people.marked:
            people.clear_marks()
            self._show_tally()
        else:
            self._search.value = ""
        self._to_list()

    def _close_detail(self) -> None:
        self.open_detail(False)
        self._to_list()

    def action_search(self) -> None:
        """Go to the search line."""
        self.open_detail(False)
        self.set_focus(self._search)
        if self._finder is not None:
            prepare = partial(_prepare, self._finder, is_first=not self.services.searching.is_ready)
            self.run_worker(prepare, thread=True, group="search", exclusive=True)

    def action_sort(self) -> None:
        """Switch to the next sort order: name, organization, due date or last contact."""
        self._sort = (self._sort + 1) % len(SORTS)
        self._look_anew()

    def action_mark(self) -> None:
        """Mark the contact under the cursor, or unmark them."""
        self.rows.toggle_mark()
        self._marks_changed()

    def _marks_changed(self) -> None:
        self._show_tally()
        self.prioritize()

    def action_cursor_down(self) -> None:
        """Go to the next row, of the list or of the details."""
        self._list_here.step(1)

    def action_cursor_up(self) -> None:
        """Go to the previous row, of the list or of the details."""
        self._list_here.step(-1)

    def action_cursor_top(self) -> None:
        """Go to the first row, of the list or of the details."""
        self._list_here.to_top()

    def action_cursor_bottom(self) -> None:
        """Go to the last row, of the list or of the details."""
        self._list_here.to_bottom()

    @property
    def _list_here(self) -> ContactList | Detail:
        return self.detail or self.rows


def _prepare(finder: Finder, *, is_first: bool) -> None:
    """Prepare a search in a thread.

    What the first one reads stays, so later garbage collections leave it out, as is what
    the app starts with.
    """
    finder.prepare()
    if is_first and gc.get_freeze_count():
        gc.freeze()


_AS_ITS_FLOWS_SEE_IT: type[detail_rows.DetailView] = ContactsScreen  # for mypy: they only cast
