"""The contact list, one line per person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from infoint_tui.domain.basics.calendar import clock_time, lateness, relative, short_day
from infoint_tui.domain.search.listing import Entry
from infoint_tui.domain.vocabulary import COLUMNS
from infoint_tui.ui.kit.drawing import cell_len, fit, plain
from infoint_tui.ui.kit.highlight import Piece, edge, lit
from infoint_tui.ui.kit.row_list import RowList

if TYPE_CHECKING:
    from infoint_tui.domain.search.finder import Matches
    from infoint_tui.domain.search.found import FoundWords

STANDING_LABELS = {"set_aside": "set aside"}
"""The labels for people who are not on the board; most are in the address book and have none."""
DUE = 15
"""The width of what is due in cells, with the space after it; longer words take from the label."""
STATUS = 10
"""The width of a column's label in cells, including the space after it."""
NAME, ORGANIZATION = 20, 24
"""The cells that most names need, and the most cells an organization gets."""
SIMILAR = "similar"
"""The heading above people whose names are spelled almost like the search text."""


class ContactList(RowList[Entry | str]):
    """People, with their column and what is due; a row that is a plain string is a heading."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._today = date.min
        self._terms: tuple[str, ...] = ()
        self._found: Callable[[Entry], FoundWords | None] = lambda _: None
        self._by_touch = False

    def list_all(self, entries: tuple[Entry, ...], today: date) -> None:
        """Show everyone in `entries`, without a search."""
        self._today, self._terms = today, ()
        self.fill(entries)

    def show(
        self,
        matches: Matches[Entry],
        today: date,
        found: Callable[[Entry], FoundWords | None],
        *,
        best_first: bool = False,
        by_touch: bool = False,
    ) -> None:
        """Show the people who match, then similar ones, with what matched highlighted.

        Each line ends with the day of the last contact if people are sorted `by_touch`, and
        otherwise with the next date.

        Args:
            matches: what the search found.
            today: the user's day.
            found: returns the words that were found about someone.
            best_first: the cursor goes to the first row.
            by_touch: whether people are sorted by their last contact.
        """
        self._today = today
        self._by_touch = by_touch
        self._terms, self._found = matches.terms, found
        similar = matches.similar
        rows: tuple[Entry | str, ...] = (*matches.exact, SIMILAR, *similar)
        self.fill(rows if similar else matches.exact, best_first=best_first)

    def key_of(self, row: Entry | str) -> str | None:
        """Return a contact's id; None for a heading."""
        return None if isinstance(row, str) else row.row.id

    def draw(self, row: Entry | str, width: int) -> Iterator[Piece]:
        """Yield glyph, name, organization, column and day; a narrow list drops the last of these.

        If a search matched another field, that replaces the organization. What someone said or the
        user wrote replaces all but the name.
        """
        if isinstance(row, str):
            yield "   " + fit(row, width - 3), "heading"
            return
        words, tone = self._day(row)
        due = max(DUE, cell_len(words) + 1) if width >= 30 else 0
        column = STATUS + DUE - due if width >= 44 else 0
        rest = max(width - 3 - column - due, 4)
        organization = min(max(int(rest * 0.45), rest - NAME), ORGANIZATION) if rest >= 22 else 0
        name = rest - organization
        found = self._found(row) if self._terms else None
        yield edge(row.row.id == self.key)
        yield ("■ " if row.row.id in self.marked else "  "), "accent"
        if found and found.where and organization:
            yield from self._quote(row, found, width - 3)
            return
        yield from self._who(row, name)
        if organization:
            where = found.text if found else row.row.organization
            yield from lit(fit(where, organization - 1) + " ", "muted", self._terms)
        if column:
            yield fit(_stands(row), column), "" if row.column else "muted"
        if due:
            yield fit(words, due - 1, right=True) + " ", tone

    def _who(self, row: Entry, width: int) -> Iterator[Piece]:
        """Yield the name, and that they are a mentor or want updates, if both fit."""
        own = cell_len(plain(row.row.name)) if row.tie else width
        if own + 2 + len(row.tie) < width:
            yield from lit(fit(row.row.name, own), "", self._terms)
            yield f"  {fit(row.tie, width - own - 2)}", "muted"
        else:
            yield from lit(fit(row.row.name, width - 1) + " ", "", self._terms)

    def _quote(self, row: Entry, found: FoundWords, width: int) -> Iterator[Piece]:
        """Yield the name, and what was said or written in the rest of the line."""
        name = min(max(NAME, cell_len(plain(row.row.name)) + 1), width // 2)
        label = f"{found.where}: “"
        yield from lit(fit(row.row.name, name - 1) + " ", "", self._terms)
        yield label, "muted"
        room = width - name - len(label)
        yield from lit(fit(f"{found.text}”", room - 1) + " ", "muted", self._terms)

    def _day(self, row: Entry) -> Piece:
        if not self._by_touch:
            return due_words(row, self._today)
        return short_day(row.last, self._today) if row.last else "", "muted"


def _stands(entry: Entry) -> str:
    if entry.column is None:
        return STANDING_LABELS.get(entry.row.standing, "")
    words = COLUMNS[entry.column]
    return words.label if len(words.label) < STATUS else words.short


def due_words(entry: Entry, today: date) -> Piece:
    """Return when the next thing is due, as a glyph and text, with its tone."""
    if entry.due is None:
        return "", "muted"
    late = lateness(entry.due, today)
    if late:
        return f"! {late}", "alert"
    if entry.interview is not None and entry.interview.date() >= today:
        near = (entry.interview.date() - today).days <= 6
        return relative(entry.interview.date(), today) + (
            f" {clock_time(entry.interview)}" if near else ""
        ), ""
    glyph = "· " if entry.due == today else ""
    return f"{glyph}{relative(entry.due, today)}", "warning" if glyph else ""
