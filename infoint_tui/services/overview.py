"""The overview: rows, dossiers, the board and what is owed, computed from the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.search.listing import ContactRow, Entry

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.board import Board, Card
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.domain.follow_through.hints import Hint
    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.follow_through.situation import Situation
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.services.context import UseCaseContext


Version = tuple[int, date, tuple[str, ...], tuple[str, ...]]
"""The file's revision, the day, the open interviews that are over, and those going on now."""


@dataclass(frozen=True)
class OwedLine:
    """One owed item, with the contact it concerns."""

    owed: Owed
    contact: Contact


class Overview:
    """Answers what every screen and command asks: "What is there, and what is owed?"."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context
        self._dossiers: tuple[int, dict[str, Dossier]] = (-1, {})

    @property
    def revision(self) -> int:
        """Goes up with every change of the file; 0 while there is no file."""
        return self._context.repository.revision

    @property
    def version(self) -> Version:
        """Changes whenever what the screens show may have changed.

        That is with every change of the file, with the day, and when an interview ends, by the
        clock or because nobody takes notes of it anymore.
        """
        from infoint_tui.domain.records.interview import Interview

        now = self._context.clock.now()
        interviews = [
            interview for interview in self._context.repository.all(Interview) if interview.is_open
        ]
        over = tuple(interview.id for interview in interviews if interview.is_over(now))
        running = tuple(interview.id for interview in interviews if interview.running_since(now))
        return self.revision, self.today, over, running

    @property
    def today(self) -> date:
        """The user's calendar day."""
        return self._context.today

    def rows(self) -> tuple[ContactRow, ...]:
        """Return every contact's light row, oldest first."""
        return self._context.repository.rows()

    def previews(self) -> tuple[Entry, ...]:
        """Return everybody not set aside, without what the rules say, for a quick first list."""
        rows = self._context.repository.previews()
        return tuple([Entry(row) for row in rows if row.standing != "set_aside"])

    def entries(self) -> tuple[Entry, ...]:
        """Return every contact's row with what the rules say about it."""
        cards = {card.dossier.contact.id: card for card in self.board().cards()}
        known = self._active()
        return tuple(self._entry(row, cards.get(row.id), known.get(row.id)) for row in self.rows())

    def entries_of(self, board: Board) -> tuple[Entry, ...]:
        """Return the rows of people who have a card on `board`, with what the rules say."""
        cards = {card.dossier.contact.id: card for card in board.cards()}
        known = self._active()
        return tuple(
            self._entry(row, cards[row.id], known[row.id]) for row in self.rows() if row.id in cards
        )

    def next_step(self) -> Hint | None:
        """Return the next step to point out to a newcomer, if there is one."""
        from infoint_tui.domain.follow_through.hints import next_step
        from infoint_tui.domain.records.interview import Interview

        interviews = self._context.repository.all(Interview)
        return next_step(self.rows(), interviews, self._context.clock.now())

    def dossiers(self) -> tuple[Dossier, ...]:
        """Return the dossiers of everybody who is more than an address book entry."""
        return tuple(self._active().values())

    def dossier(self, contact_id: str) -> Dossier | None:
        """Return everything kept about one contact; None if they are gone."""
        known = self._active()
        if contact_id in known:
            return known[contact_id]
        from infoint_tui.domain.follow_through.dossier import Dossier
        from infoint_tui.domain.records.contact import Contact

        contact = self._context.repository.get(Contact, contact_id)
        return None if contact is None else Dossier(contact)

    def card(self, contact_id: str) -> Card | None:
        """Return the contact's card on the board; None if they are not on the board."""
        from infoint_tui.domain.follow_through.board import card

        dossier = self.dossier(contact_id)
        return None if dossier is None else card(self._situation(dossier))

    def board(self) -> Board:
        """Return the follow-up board as of now."""
        from infoint_tui.domain.follow_through.board import board, card

        cards = (card(self._situation(dossier)) for dossier in self._active().values())
        return board(each for each in cards if each is not None)

    def owed(self) -> tuple[OwedLine, ...]:
        """Return everything owed, soonest first."""
        lines = [
            OwedLine(item, card.dossier.contact)
            for card in self.board().cards()
            for item in card.owed
        ]
        return tuple(sorted(lines, key=lambda line: (line.owed.due, line.contact.name)))

    def to_tell(self, goal_id: str) -> tuple[OwedLine, ...]:
        """Return who should hear about a goal that was decided, soonest first."""
        from infoint_tui.domain.records.interview import Interview

        interviews = self._context.repository.all(Interview)
        helped = {interview.id for interview in interviews if interview.goal_id == goal_id}
        return tuple(
            line
            for line in self.owed()
            if line.owed.kind == "tell_verdict" and line.owed.subject_id in helped
        )

    def _situation(self, dossier: Dossier) -> Situation:
        from infoint_tui.domain.follow_through.situation import Situation

        context = self._context
        return Situation(dossier, context.settings, context.clock.now(), context.clock.zone)

    def _active(self) -> dict[str, Dossier]:
        """Return the dossiers of everybody who is more than an address book entry, by id."""
        repository = self._context.repository
        if self._dossiers[0] != repository.revision:
            self._dossiers = (repository.revision, self._gather())
        return self._dossiers[1]

    def _gather(self) -> dict[str, Dossier]:
        from infoint_tui.domain.follow_through.dossier import gather
        from infoint_tui.domain.records.contact import Contact
        from infoint_tui.domain.records.follow_up import FollowUp
        from infoint_tui.domain.records.goal import Goal
        from infoint_tui.domain.records.interview import Interview
        from infoint_tui.domain.records.touch import Touch

        repository = self._context.repository
        interviews = repository.all(Interview)
        items = repository.all(FollowUp)
        touches = repository.all(Touch)
        wanted = {row.id for row in repository.rows() if row.standing != "known"}
        for records in (interviews, items, touches):
            wanted |= {record.contact_id for record in records}
        wanted |= {item.led_to for item in items if item.led_to}
        contacts = {
            each: contact
            for each in sorted(wanted)
            if (contact := repository.get(Contact, each)) is not None
        }
        goals = repository.all(Goal)
        return gather(contacts.values(), contacts, interviews, items, touches, goals)

    def _entry(self, row: ContactRow, card: Card | None, dossier: Dossier | None) -> Entry:
        words = (row.name, row.organization, row.title, " ".join(row.tags), row.notes)
        first = card.next if card else None
        interview = dossier.open_interview() if dossier else None
        return Entry(
            row,
            fold("\n".join(words)),
            card.column if card else None,
            first.due if first else None,
            dossier.last_touch if dossier else None,
            first.title if first else "",
            interview.start_in(self._context.clock.zone) if interview and interview.start else None,
            _has(row, dossier),
        )


def _has(row: ContactRow, dossier: Dossier | None) -> frozenset[str]:
    """Return what a contact has, for the filter `has:`."""
    there = {
        "email": bool(row.emails),
        "notes": bool(row.notes),
        "tag": bool(row.tags),
        "organization": bool(row.organization),
        "title": bool(row.title),
        "talk": bool(dossier and dossier.interviews),
        "follow-up": bool(dossier and dossier.follow_ups),
        "phone": bool(row.phones),
        "link": bool(row.links),
    }
    return frozenset(word for word, is_there in there.items() if is_there)
