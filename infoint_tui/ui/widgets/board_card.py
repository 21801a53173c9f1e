"""What the board's cards and columns say, and how that text breaks into lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property, partial

from msgspec import Struct
from textual.geometry import Size

from infoint_tui.domain.basics.calendar import clock_time, lateness, relative
from infoint_tui.domain.follow_through.board import Board, Card
from infoint_tui.domain.follow_through.owed import Owed
from infoint_tui.domain.search.found import snippet
from infoint_tui.domain.vocabulary import COLUMNS
from infoint_tui.ui.kit.drawing import cell_len, cut, wrap
from infoint_tui.ui.kit.highlight import lit

Piece = tuple[str, str]
"""A piece of a line: its text and the part of the style it uses ("", muted, warning, ...)."""
CardLine = list[Piece]

ALL_FROM = 110
"""At this width in cells or more, every column is shown."""
ACROSS = 24
"""The narrowest a column can be, in cells, when not all are shown."""
GUTTER = 1
"""Cells before the text of a card, for the cursor's edge."""
PAD = 1
"""Cells after it."""
APART = 1
"""Cells between two columns."""
INDENT = 2
"""How many cells to indent the lines below a glyph."""
WHOLE = 9
"""The most lines of a text where there is room for all of it."""
GAP = "  "


def length(line: CardLine) -> int:
    """Return how many cells a line takes up."""
    return sum(cell_len(text) for text, _ in line)


class Words(Struct, frozen=True):
    """Something a card says: text that wraps, followed by pieces where they fit."""

    text: str
    part: str = ""
    glyph: Piece | None = None
    after: tuple[Piece, ...] = ()
    most: int = 1
    """The most lines the text may take up."""
    terms: tuple[str, ...] = ()
    """The folded search terms, which are highlighted in the accent color."""

    def lines(self, width: int, *, whole: bool = False) -> list[CardLine]:
        """Return the lines for `width` cells; after a glyph, the remaining lines are indented.

        Args:
            width: how many cells.
            whole: whether the text may take more lines than usual.
        """
        indent = INDENT if self.glyph else 0
        texts = wrap(self.text, width - indent, WHOLE if whole else self.most)
        lines: list[CardLine] = [
            [(" " * indent, ""), *lit(text, self.part, self.terms)] for text in texts or [""]
        ]
        if self.glyph:
            lines[0][0] = (f"{self.glyph[0]} ", self.glyph[1])
        for text, part in self.after:
            if length(lines[-1]) + len(GAP) + cell_len(text) <= width:
                lines[-1] += [(GAP, ""), (text, part)]
            else:
                lines.append([(" " * indent, ""), (cut(text, width - indent), part)])
        return lines


class CardFace(Struct, frozen=True, dict=True):
    """What a card shows; only worked out when the card scrolls into view."""

    key: str
    say: Callable[[], Iterable[Words]]

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """What the card says."""
        return tuple(self.say())

    def lines(self, width: int, *, whole: bool = False) -> list[CardLine]:
        """Return the card's lines for `width` cells, with all its words if `whole`."""
        return [line for words in self.words for line in words.lines(width, whole=whole)]


class BoardColumn(Struct, frozen=True):
    """What a column shows."""

    title: str
    short: str
    """The title to use when there is little space."""
    empty: str
    """The text to show when the column has no cards."""
    faces: tuple[CardFace, ...] = ()
    note: str = ""
    """A muted note above the cards."""

    def note_lines(self, width: int) -> list[CardLine]:
        """Return the note's lines and a blank one, or nothing if there is no note."""
        return [*Words(self.note, "muted", most=3).lines(width), []] if self.note else []


class Grid(Struct, frozen=True):
    """How the board's space is divided up."""

    shown: range
    """The columns that are shown."""
    width: int
    """How many cells each column's text gets."""
    room: int
    """How many lines the cards get."""

    @property
    def across(self) -> int:
        """How many cells a column takes up in total."""
        return GUTTER + self.width + PAD + APART


def share(size: Size, columns: int, at: int) -> Grid:
    """Divide `size` among as many columns as fit, centered on column `at` if possible."""
    count = min(columns, columns if size.width >= ALL_FROM else max(1, size.width // ACROSS))
    above = 3 if 1 < count < columns else 2
    first = max(0, min(columns - count, at - count // 2))
    width = size.width // max(1, count) - GUTTER - PAD - APART
    return Grid(range(first, first + count), max(1, width), max(1, size.height - above))


def titles_in(columns: tuple[BoardColumn, ...], width: int) -> tuple[list[str], str]:
    """Return all titles with their counts, and the gap between them, for the given `width`."""
    for name, gap in (("title", "   "), ("title", GAP), ("short", GAP), ("short", " ")):
        texts = [f"{getattr(each, name)} {len(each.faces)}" for each in columns]
        if cell_len(gap.join(texts)) <= width:
            break
    return texts, gap


def columns_of(
    board: Board, today: date, zone: str, ask_limit: int, terms: tuple[str, ...] = ()
) -> tuple[BoardColumn, ...]:
    """Return what the columns of a board show.

    Args:
        board: the cards.
        today: the user's day.
        zone: the user's home zone, in which the times of interviews are shown.
        ask_limit: with more people to ask than this, the column shows a note about it.
        terms: the folded search terms, which are highlighted in the accent color.
    """
    asking = len(board.columns["ask"])
    notes = {"ask": f"{asking} to ask; {ask_limit} is plenty" if asking > ask_limit else ""}
    return tuple(
        BoardColumn(
            *COLUMNS[key],
            tuple(
                CardFace(card.dossier.contact.id, partial(_says, card, today, zone, terms))
                for card in cards
            ),
            notes.get(key, ""),
        )
        for key, cards in board.columns.items()
    )


def _says(card: Card, today: date, zone: str, terms: tuple[str, ...]) -> Iterator[Words]:
    """Yield who it is, how you know them, the interview, the next thing owed, and a hint."""
    dossier = card.dossier
    contact = dossier.contact
    yield Words(contact.name, "name", most=2, terms=terms)
    if where := snippet(contact, terms) or contact.organization:
        yield Words(where, "muted", terms=terms)
    if contact.tie:
        yield Words(contact.tie, "muted")
    if dossier.introducer_name:
        yield Words(f"through {_given(dossier.introducer_name)}", "muted")
    interview = dossier.open_interview()
    if interview and interview.start and all(item.kind != "outcome" for item in card.owed):
        start = interview.start_in(zone)
        when = f"{relative(start.date(), today)} {clock_time(start)}"
        yield Words(when, glyph=("·", "muted"), most=2)
    if card.next:
        yield _next(card.next, today, len(card.owed) - 1)
    if card.second_door:
        yield Words("someone else there?", "muted", most=2)


def _given(name: str) -> str:
    """Return the first name, or the whole name if it starts with a title such as "Dr."."""
    first = name.split()[0]
    return name if first.endswith(".") else first


def _next(item: Owed, today: date, more: int) -> Words:
    """Return the next thing owed with its day, and how many more there are."""
    plus = ((f"{more} more", "muted"),) if more else ()
    title = "say hello" if item.kind == "keep_in_touch" else item.title
    if item.is_late(today):
        late = (lateness(item.due, today), "alert")
        return Words(title, glyph=("!", "alert"), after=(late, *plus), most=3)
    day = relative(item.due, today)
    if item.due == today:
        return Words(title, glyph=("·", "warning"), after=((day, "warning"), *plus), most=3)
    if item.kind in ("nudge", "close"):
        return Words(f"reply by {day}", glyph=("·", "muted"), after=plus, most=2)
    if item.kind == "keep_in_touch":
        days = (item.due - today).days
        return Words("tomorrow" if days == 1 else f"in {days} days", "muted", after=plus)
    return Words(title, glyph=("○", "muted"), after=((day, "muted"), *plus), most=3)
