"""The contact under the cursor in full: beside the list where there is room, else in its place."""

from __future__ import annotations

from functools import partial
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.events import Resize
from textual.timer import Timer

from infoint_tui.ui.flows.contact import ContactActions
from infoint_tui.ui.keys.commands import likeliest
from infoint_tui.ui.kit.row_list import RowList
from infoint_tui.ui.kit.search_input import SearchInput
from infoint_tui.ui.widgets.detail import Detail, Shown
from infoint_tui.ui.widgets.key_line import KeyLine

WIDE = 110
"""From this width on, list and detail stand side by side."""

FULL = 156
"""From this width on, what happened has a pane of its own, and the list loses nothing by it."""

REST = 0.2
"""Seconds without a letter after which the detail follows a search."""


FOR_SOMEBODY = ("contact", "open", "mark")
"""The commands, by id or scope, that do nothing while nobody is listed."""

FOR_MARKED = ("shortlist", "set_aside")
"""The commands that act on all who are marked."""


class ContactDetail(ContactActions):
    """A screen that shows the contact under its cursor, and names first what they want next."""

    def __init__(self, services: Any, badge: str = "") -> None:
        super().__init__(services, badge)
        self._soon: Timer | None = None
        """Shows the detail when the typing rests."""
        self._likeliest: tuple[str, ...] = ("new",)
        """What the contact most likely wants next."""

    def compose_detail(self) -> ComposeResult:
        """Yield the detail, and what happened for where it has a pane of its own."""
        log = self.keymap.key("log")
        nothing = f"Nothing has happened yet. {log} logs that you were in touch."
        yield Detail("all", nothing, id="detail")
        yield Detail("story", nothing, id="story")

    @property
    def is_open(self) -> bool:
        """The detail is the one to act in, and where there is room for one only, the one shown."""
        return self.has_class("detail-open")

    @property
    def can_go_back(self) -> bool:
        """There is something to go back from."""
        raise NotImplementedError

    def open_detail(self, is_open: bool) -> None:
        """Open the detail, or close it."""
        self.set_class(is_open, "detail-open")
        self.show_detail()

    def show_detail(self) -> None:
        """Show the contact under the cursor."""
        if not self.is_ready:
            return
        overview, clock = self.services.overview, self.services.context.clock
        chosen = self.contact_id
        dossier = overview.dossier(chosen) if chosen else None
        card = overview.card(chosen) if chosen else None
        shown = Shown(dossier, card, clock.now(), clock.zone, self.warm_key) if dossier else None
        for pane in self.query(Detail):
            pane.show(shown)
        if card is not None:
            self._likeliest = likeliest(card)
        elif dossier is not None:
            self._likeliest = ("shortlist",)
        else:
            self._likeliest = ("new",) if overview.rows() else ("new", "import_file")
        self.prioritize()

    def prioritize(self) -> None:
        """Name first what is most likely wanted next, and the way back if there is one."""
        back = ("back",) if self.can_go_back else ()
        without: tuple[str, ...] = ("open",) if self.is_open else ()
        if self.contact_id is None:
            without = FOR_SOMEBODY if self.services.overview.rows() else (*FOR_SOMEBODY, "search")
        is_marked = self.contact_ids not in ((), (self.contact_id,))
        first = FOR_MARKED if is_marked else self._likeliest
        self.query_one(KeyLine).prioritize(*first, *back, without=without)

    @on(RowList.Highlighted)
    def _follow(self) -> None:
        """The detail follows when the rows are drawn, or the typing rests: no key waits for it."""
        if self._soon is not None:
            self._soon.stop()
        if isinstance(self.focused, SearchInput):
            self._soon = self.set_timer(REST, partial(self.attempt, self.show_detail))
        else:
            self.call_after_refresh(self.attempt, self.show_detail)

    def on_resize(self, event: Resize) -> None:
        """Side by side where there is room, one at a time where there is not."""
        width = event.size.width
        self.set_class(width < WIDE, "narrow")
        self.set_class(width >= FULL, "full")
        self.query_one("#detail", Detail).keep_to("person" if width >= FULL else "all")
