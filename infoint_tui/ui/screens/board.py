"""The follow-up board: the next step for everyone on it; moving a card carries out the step."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult

from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.search.finder import Finder, Matches
from infoint_tui.domain.search.query import parse_query
from infoint_tui.domain.vocabulary import COLUMN_LABELS, ScreenName
from infoint_tui.ui.flows import ON_A_CONTACT, cursor
from infoint_tui.ui.flows.answer import answered
from infoint_tui.ui.flows.interview import ask, how_did_it_go
from infoint_tui.ui.flows.schedule import schedule_with
from infoint_tui.ui.flows.thank_you import thank
from infoint_tui.ui.keys.commands import WAYS_IN, likeliest
from infoint_tui.ui.kit.search_input import SearchInput
from infoint_tui.ui.screen import SavedState, TabScreen, asking
from infoint_tui.ui.widgets.board_card import columns_of
from infoint_tui.ui.widgets.board_view import BoardView
from infoint_tui.ui.widgets.key_line import KeyLine
from infoint_tui.ui.widgets.search_line import SearchLine
from infoint_tui.ui.widgets.search_words import nobody_fits, tally

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.board import Board, Card
    from infoint_tui.services.container import Services


FOR_SOMEBODY = ("contact", "open", "move_right")
"""The commands, by id or scope, that do nothing in an empty column."""


class BoardScreen(TabScreen):
    """Everyone on the board, sorted into columns by what the user does next."""

    NAME: ClassVar[ScreenName] = "board"
    FLOWS: ClassVar[tuple[ModuleType, ...]] = (*ON_A_CONTACT, cursor)
    AUTO_FOCUS = "BoardView"

    def __init__(self, services: Services, badge: str = "") -> None:
        super().__init__(services, badge)
        self._board: Board | None = None
        self._finder: Finder | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the search line, which is only shown while filtering, and the columns."""
        yield SearchLine(self._filter, self._to_cards, id="board-search")
        yield BoardView()

    @property
    def rows(self) -> BoardView:
        """The cards."""
        return self.query_one(BoardView)

    @property
    def contact_id(self) -> str | None:
        """The id of the contact under the cursor."""
        return self.rows.key

    @property
    def _search(self) -> SearchInput:
        return self.query_one(SearchLine).input

    def state(self) -> SavedState:
        """Return the filter, and the card under the cursor."""
        return {"filter": self._search.value, "contact": self.contact_id or ""}

    def restore_state(self) -> None:
        """Restore the filter; the cursor follows once there are cards."""
        self._search.value = clean_line(self.saved_state.get("filter", ""))

    def load(self) -> None:
        """Load the board and show it; the cursor follows its card."""
        self._board = self.services.overview.board()
        self._finder = None
        self._filter(self._search.value)
        self.rows.go_to(self.saved_state.pop("contact", ""))
        self._prioritize()

    # --- searching ---------------------------------------------------------------------------

    def _filter(self, text: str) -> None:
        """Show the cards that match, or else similar ones, before the next key is handled."""
        if self._board is None:
            return
        overview, context = self.services.overview, self.services.context
        query, board, cards = parse_query(text), self._board, tuple(self._board.cards())
        if query.is_empty:
            found: Matches[Any] = Matches(cards)
        else:
            found = self._search_cards(self._board).find(query)
            board = self._board.only({entry.row.id for entry in found.exact or found.similar})
        limit, zone = context.settings.ask_limit, context.clock.zone
        columns = columns_of(board, overview.today, zone, limit, found.terms)
        columns = tuple(
            # During a search, how people get onto the board is beside the point.
            replace(column, empty=self.keymap.fill(column.empty) if query.is_empty else "")
            for column in columns
        )
        self.rows.fill(columns, "" if query.is_empty else nobody_fits(text))
        if self.rows.key is None:
            self.rows.go_to(next((c.dossier.contact.id for c in board.cards()), ""))
        self.query_one(SearchLine).show_count(tally(query, found, len(cards)))
        self.set_class(bool(text) or self._search.has_focus, "searching")

    def _search_cards(self, board: Board) -> Finder:
        """Return the search over the cards; created when first needed."""
        if self._finder is None:
            overview = self.services.overview
            self._finder = Finder(overview.entries_of(board), overview.today)
        return self._finder

    def _to_cards(self) -> None:
        self.set_focus(self.rows)
        self.set_class(bool(self._search.value), "searching")
        self._prioritize()

    def _prioritize(self) -> None:
        """Put the card's most likely next command first, along with the way back from a search."""
        overview, keys = self.services.overview, self.query_one(KeyLine)
        card = overview.card(self.contact_id) if self.contact_id else None
        back = ("back",) if self._search.value else ()
        if card is not None:
            keys.prioritize(*likeliest(card), *back)
        else:
            keys.prioritize(*(() if overview.rows() else WAYS_IN), *back, without=FOR_SOMEBODY)

    def action_search(self) -> None:
        """Go to the search line."""
        self.add_class("searching")
        self.set_focus(self._search)

    def action_back(self) -> None:
        """Clear the search."""
        self._search.value = ""
        self._to_cards()

    # --- the cursor --------------------------------------------------------------------------

    def action_left(self) -> None:
        """Go to the column to the left."""
        self.rows.turn(-1)

    def action_right(self) -> None:
        """Go to the column to the right."""
        self.rows.turn(1)

    def action_open(self) -> None:
        """Open the contact."""
        contact = self.chosen()
        if contact is not None:
            self.main_app.open_contact(contact.id)

    def on_board_view_moved(self) -> None:
        """Update the hint and the keys, which may now be for another person."""
        self.follow_cursor()
        self._prioritize()

    def on_board_view_opened(self) -> None:
        """Open the card that was clicked."""
        self.action_open()

    # --- moving cards ------------------------------------------------------------------------

    async def on_board_view_dropped(self, event: BoardView.Dropped) -> None:
        """Move a card that was dragged to another column, just as its key would."""
        if event.by == 1:
            await self.run_action("move_right")
        elif event.by < 0:
            await self.run_action("move_left")
        elif contact := self.chosen():
            first = tuple(COLUMN_LABELS.values())[event.column - event.by + 1]
            self.inform(f"One step at a time: {contact.name} goes to {first} first.")

    @asking
    async def action_move_right(self) -> None:
        """Do the step that moves the card forward, asking only for what is missing."""
        card = self._card()
        if card is None:
            return
        if card.column == "waiting":
            await answered(self, card)
        elif card.column == "prepare":
            await self._prepared(card)
        else:
            self._step(card)

    def action_move_left(self) -> None:
        """Undo the step that brought the card here."""
        card = self._card()
        if card is not None:
            self.do(lambda: self.services.board_moves.back(card), lambda _: self._went_back(card))

    def _card(self) -> Card | None:
        """Return the card under the cursor; if there is none, tell the user."""
        contact = self.chosen()
        return self.services.overview.card(contact.id) if contact else None

    def _went_back(self, card: Card) -> str:
        contact = card.dossier.contact
        now = self.services.overview.card(contact.id)
        if now is None:
            return f"Moved back: {contact.name}"
        label = COLUMN_LABELS[now.column]
        if now.column == card.column:
            return f"Moved back a step: {contact.name} is still in {label}"
        return f"Moved back: {contact.name} to {label}"

    def _step(self, card: Card) -> None:
        """Make a move that needs no answer from the user."""
        if card.column == "ask":
            ask(self)
        elif card.column == "thank":
            thank(self)
        elif card.column == "warm":
            log = self.keymap.key("log")
            self.inform(f"Keep in touch is the last column. {log} logs that you were in touch.")
        else:
            self.do(lambda: self.services.board_moves.finish(card), str)

    async def _prepared(self, card: Card) -> None:
        interview = card.dossier.open_interview()
        if interview is not None and interview.start is None:
            await schedule_with(self, card.dossier.contact)
        else:
            await how_did_it_go(self, card.dossier.contact)
