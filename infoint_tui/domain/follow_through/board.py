"""The follow-up board, whose columns are named for what the user does next with a contact."""

from __future__ import annotations

from collections.abc import Container, Iterable

from msgspec import Struct, field

from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.follow_through.owed import RULES, Owed, owed, second_door
from infoint_tui.domain.follow_through.situation import Situation
from infoint_tui.domain.vocabulary import COLUMN_LABELS, FIRST_COLUMNS, Column


class Card(Struct, frozen=True):
    """A contact on the board, with everything that is owed, soonest first."""

    dossier: Dossier
    column: Column
    owed: tuple[Owed, ...]
    second_door: bool = False
    """Whether it is time to think of someone else at that organization."""

    @property
    def next(self) -> Owed | None:
        """The next thing owed."""
        return self.owed[0] if self.owed else None


class Board(Struct, frozen=True):
    """The cards in every column, most urgent first."""

    columns: dict[Column, tuple[Card, ...]] = field(
        default_factory=lambda: dict.fromkeys(COLUMN_LABELS, ())
    )

    def card(self, contact_id: str) -> Card | None:
        """Return that contact's card, or None if they are not on the board."""
        return next((c for c in self.cards() if c.dossier.contact.id == contact_id), None)

    def only(self, contact_ids: Container[str]) -> Board:
        """Return the board with only those contacts' cards."""
        return Board(
            {
                key: tuple(card for card in cards if card.dossier.contact.id in contact_ids)
                for key, cards in self.columns.items()
            }
        )

    def cards(self) -> Iterable[Card]:
        """Return every card, column by column."""
        return (card for cards in self.columns.values() for card in cards)


def column(dossier: Dossier, items: tuple[Owed, ...]) -> Column:
    """Return the first column that applies to a contact on the board, given what is owed."""
    columns = {RULES[item.kind].column for item in items}
    if any(interview.is_agreed for interview in dossier.interviews):
        columns.add("prepare")  # even when everything is prepared and nothing is owed until the day
    rest: Column = "warm" if dossier.has_talked else "ask"
    return next((column for column in FIRST_COLUMNS if column in columns), rest)


def card(situation: Situation) -> Card | None:
    """Return the contact's card, or None for someone who is not on the board."""
    if not situation.dossier.contact.in_play(situation.today):
        return None
    items = owed(situation)
    return Card(situation.dossier, column(situation.dossier, items), items, second_door(situation))


def board(cards: Iterable[Card]) -> Board:
    """Return the board: `cards` sorted into columns, those due soonest first, then by name."""
    columns: dict[Column, list[Card]] = {key: [] for key in COLUMN_LABELS}
    for each in cards:
        columns[each.column].append(each)
    return Board({key: tuple(sorted(cards, key=_pressing)) for key, cards in columns.items()})


def _pressing(each: Card) -> tuple[bool, str, str]:
    first = each.next
    return (first is None, first.due.isoformat() if first else "", each.dossier.contact.name)
