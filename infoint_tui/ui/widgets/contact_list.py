"""The contact list: one line a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from infoint_tui.domain.calendar import lateness, relative
from infoint_tui.domain.listing import COLUMN_LABELS, Entry
from infoint_tui.domain.text import fold
from infoint_tui.ui.drawing import fit
from infoint_tui.ui.widgets.row_list import Piece, RowList

STANDING_LABELS = {"known": "known", "set_aside": "set aside"}


class ContactList(RowList[Entry]):
    """People, with where they stand and what is due."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._today = date.min
        self._terms: tuple[str, ...] = ()

    def show(self, entries: tuple[Entry, ...], today: date, terms: tuple[str, ...] = ()) -> None:
        """Show people, with the letters that `terms` matched in the accent."""
        self._today = today
        self._terms = terms
        self.fill(entries)

    def key_of(self, row: Entry) -> str:
        """A contact's id."""
        return row.row.id

    def draw(self, row: Entry, width: int) -> Iterator[Piece]:
        """Glyph, name, organization, column, the next date; the last ones give way first."""
        column = 10 if width >= 44 else 0
        due = 15 if width >= 30 else 0
        rest = max(width - 3 - column - due, 4)
        organization = int(rest * 0.45) if rest >= 22 else 0
        name = rest - organization
        yield self._glyph(row)
        yield from self._matched(row.row.name, name, "")
        if organization:
            yield from self._matched(row.row.organization, organization, "muted")
        if column:
            yield fit(_stands(row), column), "" if row.column else "muted"
        if due:
            words, tone = due_words(row, self._today)
            yield fit(words, due - 1, right=True) + " ", tone

    def _glyph(self, row: Entry) -> Piece:
        if row.row.id in self.marked:
            return " ■ ", "accent"
        is_cursor = row.row.id == self.key
        return (" ▸ ", "accent") if is_cursor else ("   ", "")

    def _matched(self, text: str, width: int, tone: str) -> Iterator[Piece]:
        """The text in `width` cells, with a cell of space, the matched letters in the accent."""
        shown = fit(text, width - 1) + " "
        folded = fold(shown)
        if not self._terms or len(folded) != len(shown):
            yield shown, tone
            return
        at = 0
        for match in re.finditer("|".join(map(re.escape, self._terms)), folded):
            yield shown[at : match.start()], tone
            yield shown[match.start() : match.end()], "accent"
            at = match.end()
        yield shown[at:], tone


def _stands(entry: Entry) -> str:
    if entry.column is None:
        return STANDING_LABELS.get(entry.row.standing, "")
    return "Act" if entry.column == "act" else COLUMN_LABELS[entry.column]


def due_words(entry: Entry, today: date) -> Piece:
    """Say when the next thing is due, as a glyph and words, and in which tone."""
    if entry.due is None:
        return "", "muted"
    late = lateness(entry.due, today)
    if late:
        return f"! {late}", "warning"
    if entry.talk is not None and entry.talk.date() >= today:
        near = (entry.talk.date() - today).days <= 6
        return relative(entry.talk.date(), today) + (f" {entry.talk:%H:%M}" if near else ""), ""
    glyph = "· " if entry.due == today else ""
    return f"{glyph}{relative(entry.due, today)}", ""
