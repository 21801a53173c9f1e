"""The contact list, one line per person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from infoint_tui.domain.basics.calendar import lateness, relative, short_day
from infoint_tui.domain.search.listing import Entry
from infoint_tui.domain.vocabulary import COLUMNS
from infoint_tui.ui.kit.drawing import fit
from infoint_tui.ui.kit.highlight import Piece, lit
from infoint_tui.ui.kit.row_list import RowList

STANDING_LABELS = {"set_aside": "set aside"}
"""The labels for people who are not on the board; most are in the address book and have none."""
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
        self._by_touch = False

    def show(
        self,
        entries: tuple[Entry, ...],
        today: date,
        similar: tuple[Entry, ...] = (),
        terms: tuple[str, ...] = (),
        *,
        best_first: bool = False,
        by_touch: bool = False,
    ) -> None:
        """Show the people who match, then similar ones, with matches of `terms` highlighted.

        Each line ends with the day of the last contact if people are sorted `by_touch`, and
        otherwise with the next date.
        """
        self._today = today
        self._by_touch = by_touch
        self._terms = terms
        rows: tuple[Entry | str, ...] = (*entries, SIMILAR, *similar) if similar else entries
        self.fill(rows, best_first=best_first)

    def key_of(self, row: Entry | str) -> str | None:
        """Return a contact's id; None for a heading."""
        return None if isinstance(row, str) else row.row.id

    def draw(self, row: Entry | str, width: int) -> Iterator[Piece]:
        """Yield glyph, name, organization, column and day; a narrow list drops the last of these.

        If the search matched something else about a person, that replaces the organization.
        """
        if isinstance(row, str):
            yield "   " + fit(row, width - 3), "heading"
            return
        column = STATUS if width >= 44 else 0
        due = 15 if width >= 30 else 0
        rest = max(width - 3 - column - due, 4)
        organization = min(max(int(rest * 0.45), rest - NAME), ORGANIZATION) if rest >= 22 else 0
        name = rest - organization
        yield self._glyph(row)
        yield from lit(fit(row.row.name, name - 1) + " ", "", self._terms)
        if organization:
            yield from lit(fit(self._where(row), organization - 1) + " ", "muted", self._terms)
        if column:
            yield fit(_stands(row), column), "" if row.column else "muted"
        if due:
            words, tone = self._day(row)
            yield fit(words, due - 1, right=True) + " ", tone

    def _where(self, row: Entry) -> str:
        if self._terms:
            from infoint_tui.domain.search.finder import snippet  # only needed for a search

            return snippet(row.row, self._terms) or row.row.organization
        return row.row.organization

    def _day(self, row: Entry) -> Piece:
        if not self._by_touch:
            return due_words(row, self._today)
        return short_day(row.last, self._today) if row.last else "", "muted"

    def _glyph(self, row: Entry) -> Piece:
        if row.row.id in self.marked:
            return " ■ ", "accent"
        is_cursor = row.row.id == self.key
        return (" ▸ ", "accent") if is_cursor else ("   ", "")


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
        return f"! {late}", "warning"
    if entry.interview is not None and entry.interview.date() >= today:
        near = (entry.interview.date() - today).days <= 6
        return relative(entry.interview.date(), today) + (
            f" {entry.interview:%H:%M}" if near else ""
        ), ""
    glyph = "· " if entry.due == today else ""
    return f"{glyph}{relative(entry.due, today)}", ""
