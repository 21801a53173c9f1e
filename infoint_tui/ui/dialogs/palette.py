"""The palette: find any action, person or theme by a few letters of its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message

from infoint_tui.ui.keys.palette_offers import Offer, Search, fitting
from infoint_tui.ui.kit.drawing import cell_len, fit, plain
from infoint_tui.ui.kit.filtered import FilterDialog, PickList
from infoint_tui.ui.kit.highlight import Piece, edge

_GAP = 2


class Offers(PickList[Offer]):
    """What can be chosen: its name, what it does, and its key on the right."""

    def __init__(self) -> None:
        super().__init__(id="body")
        self._names: dict[str, int] = {}
        """The widest name among the offers shown, for each kind."""
        self.empty = "Nothing matches. Try other letters, or press backspace."

    def fill(self, rows: tuple[Offer, ...], *, best_first: bool = False) -> None:
        """Show these offers; their descriptions start after the widest name of their kind."""
        self._names = {}
        for row in rows:
            name = cell_len(plain(row.label))
            self._names[row.kind] = max(name, self._names.get(row.kind, 0))
        super().fill(rows, best_first=best_first)

    @property
    def chosen(self) -> Offer | None:
        """The offer under the cursor."""
        return self.rows[self.cursor] if self.key is not None else None

    def key_of(self, row: Offer) -> str:
        """Return an offer's kind and id."""
        return f"{row.kind} {row.id}"

    def draw(self, row: Offer, width: int) -> Iterable[Piece]:
        """Yield the cursor, the name, the description, and the key."""
        is_here = self.key_of(row) == self.key
        key = f"{row.key} "
        room = max(0, width - 2 - cell_len(key) - _GAP)
        name = min(self._names[row.kind], room // 2)
        yield edge(is_here)
        yield " ", ""
        yield f"{fit(row.label, name)}{' ' * _GAP}", ""
        yield fit(row.note, room - name - _GAP), "muted"
        yield f"{' ' * _GAP}{key}", "accent"


class PaletteDialog(FilterDialog[Offer]):
    """Let the user choose one of the offers, or a person.

    Args:
        offers: the actions and themes.
        people: finds people.
    """

    WIDTHS = (90, 110)
    HINTS: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("enter", "choose", "take"),
        ("↑↓", "move", "step(1)"),
        ("esc", "close", "cancel"),
    )

    @dataclass
    class Previewed(Message):
        """The cursor moved onto a theme, or off one."""

        theme: str | None

    def __init__(self, offers: tuple[Offer, ...], people: Search) -> None:
        self._list = Offers()
        super().__init__("Commands", self._list, "an action, someone's name, or a theme")
        self._offers = offers
        self._people = people
        self._previewed: str | None = None

    def narrow(self, typed: str) -> None:
        """Show the offers and people that match."""
        self._list.fill(fitting(self._offers, self._people, typed), best_first=True)

    def action_take(self) -> None:
        """Close, choosing the offer under the cursor."""
        if self._list.chosen is not None:
            self.dismiss(self._list.chosen)

    def on_row_list_highlighted(self) -> None:
        """Show a theme as soon as the cursor is on it."""
        chosen = self._list.chosen
        theme = chosen.id if chosen and chosen.kind == "theme" else None
        if theme != self._previewed:
            self._previewed = theme
            self.post_message(self.Previewed(theme))
