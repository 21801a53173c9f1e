"""The overview: rows, dossiers, the board and what is owed, computed from the records."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from infoint_tui.domain.basics.clock import local_now
from infoint_tui.domain.search.listing import KEPT, ContactRow, Entry

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.board import Board, Card
    from infoint_tui.domain.follow_through.dossier import Dossier
    from infoint_tui.domain.follow_through.hints import Hint
    from infoint_tui.domain.follow_through.owed import Owed
    from infoint_tui.domain.follow_through.situation import Situation
    from infoint_tui.domain.records.contact import Contact
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.services.context import UseCaseContext


Version = tuple[int, date, tuple[str, ...], tuple[str, ...], int, str]
"""The version of the data, the day, the open interviews that are over, those in progress, the
version of the settings, and with a partner, the part of the day."""


class OwedLine(Struct, frozen=True):
    """One owed item and the contact it is about."""

    owed: Owed
    contact: Contact


class Overview:
    """Answers what every screen and command asks: "What is there, and what is owed?".

    The rules run once for each version, and the resulting board is kept until the next one. When
    the file changes, they run only for the people affected; on a new day, or when an interview
    ends, they run for everyone, since they depend on the time.
    """

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context
        self._dossiers: tuple[int, dict[str, Dossier]] = (-1, {})
        self._kept: tuple[Version, Board, dict[str, Card]] | None = None
        """The board of a version, and its cards by contact."""
        self._timed: tuple[tuple[Interview, ...], tuple[Interview, ...]] = ((), ())
        """The open interviews, and the ones that have a time or were started."""

    @property
    def revision(self) -> int:
        """Goes up with every change to the file; 0 while there is no file."""
        return self._context.repository.revision

    @property
    def unreadable(self) -> str:
        """A sentence about records that turned out to be unreadable so far; "" if none did."""
        count = len(self._context.repository.unreadable)
        if not count:
            return ""
        those = (
            "1 record cannot be read and is"
            if count == 1
            else f"{count} records cannot be read and are"
        )
        return f"{those} left out. infoint doctor says more."

    @property
    def version(self) -> Version:
        """Changes whenever what the screens show may have changed.

        That is with every change to the file or the settings, on a new day, when an interview ends,
        either by the clock or because nobody is taking notes anymore, and at the times agreed on
        with a partner.
        """
        from infoint_tui.domain.records.interview import Interview

        still_open = self._context.repository.by(Interview, "held_on", "ended")[None, None]
        if still_open is not self._timed[0]:
            self._timed = still_open, tuple(i for i in still_open if i.start or i.begun_at)
        now, timed = self._context.clock.now(), self._timed[1]
        over = tuple(interview.id for interview in timed if interview.is_over(now))
        running = tuple(interview.id for interview in timed if interview.running_since(now))
        data, settings = self._context.repository.version, self._context.preferences.changes
        return data, self.today, over, running, settings, self._part()

    def _part(self) -> str:
        """Return the part of the day; "" without a partner, as then it makes no difference."""
        given = self._context.preferences.given
        if given is None or not given.partner:
            return ""
        from infoint_tui.domain.follow_through.accountability import Partner

        partner = Partner.of(given)
        return partner.part(local_now(self._context.clock)) if partner else ""

    @property
    def today(self) -> date:
        """The user's calendar day."""
        return self._context.today

    def rows(self) -> tuple[ContactRow, ...]:
        """Return a lightweight row for every contact, oldest first."""
        return self._context.repository.rows()

    def previews(self) -> tuple[Entry, ...]:
        """Return everyone not set aside, without the rules' results, for a quick first list."""
        rows = self._context.repository.previews()
        return tuple([Entry(row) for row in rows if row.standing != "set_aside"])

    def entries(self) -> tuple[Entry, ...]:
        """Return every contact's row with the rules' results."""
        known, cards = self._active(), self._asked_once()[1]
        return tuple(self._entry(row, cards.get(row.id), known.get(row.id)) for row in self.rows())

    def entries_of(self, board: Board) -> tuple[Entry, ...]:
        """Return the rows of people who have a card on `board`, with the rules' results."""
        cards = {card.dossier.contact.id: card for card in board.cards()}
        return tuple(
            self._entry(row, card, card.dossier)
            for row in self.rows()
            if (card := cards.get(row.id))
        )

    def next_step(self) -> Hint | None:
        """Return the next step to point out to a newcomer, if there is one."""
        from infoint_tui.domain.follow_through.hints import knows_all, next_step
        from infoint_tui.domain.records.interview import Interview

        interviews = self._context.repository.each(Interview)
        if knows_all(interviews):  # the first few are enough to tell, so no rows are needed
            return None
        return next_step(self.rows(), interviews, self._context.clock.now())

    def hint(self, hidden: Collection[str] = ()) -> Hint | None:
        """Return the hint to show: a newcomer's next step, or the offer to find a partner.

        Args:
            hidden: the ids of the hints that the user does not want to see.
        """
        from infoint_tui.domain.follow_through.hints import PARTNER, asks_wait

        step, given = self.next_step(), self._context.preferences.given
        has_partner = given is not None and bool(given.partner)
        may_offer = (step is None or step.id == "ask") and PARTNER.id not in hidden
        if may_offer and not has_partner and asks_wait(self.board().columns["ask"], self.today):
            return PARTNER
        return step if step and step.id not in hidden else None

    def dossiers(self) -> tuple[Dossier, ...]:
        """Return the dossiers of everyone who is more than an address book entry."""
        return tuple(self._active().values())

    def dossiers_of(self, contacts: Collection[Contact]) -> tuple[Dossier, ...]:
        """Return the dossiers of these people, in this order."""
        return tuple(self._gather(contacts).values())

    def dossier(self, contact_id: str) -> Dossier | None:
        """Return everything kept about one contact; None if they are gone."""
        from infoint_tui.domain.records.contact import Contact

        card = self.card(contact_id)
        if card is not None:
            return card.dossier
        contact = self._context.repository.get(Contact, contact_id)
        return self._gather([contact])[contact_id] if contact else None

    def card(self, contact_id: str) -> Card | None:
        """Return the contact's card on the board; None if they are not on the board."""
        return self._asked_once()[1].get(contact_id)

    def board(self) -> Board:
        """Return the current board; it is the same object until the version changes."""
        return self._asked_once()[0]

    def _asked_once(self) -> tuple[Board, dict[str, Card]]:
        """Return this version's board, and its cards by contact."""
        from infoint_tui.domain.follow_through.board import board

        version = self.version
        if self._kept is None or self._kept[0] != version:
            is_same_time = self._kept is not None and self._kept[0][1:] == version[1:]
            cards = self._new_cards(self._kept[2] if self._kept and is_same_time else {})
            self._kept = version, board(cards.values()), cards
        return self._kept[1:]

    def _new_cards(self, before: Mapping[str, Card]) -> dict[str, Card]:
        """Return everyone's card by id, reusing the one in `before` if the dossier is unchanged."""
        from infoint_tui.domain.follow_through.board import card

        cards: dict[str, Card] = {}
        for contact_id, dossier in self._gather(self._in_play()).items():
            known = before.get(contact_id)
            found = known if known and known.dossier == dossier else card(self._situation(dossier))
            if found is not None:
                cards[contact_id] = found
        return cards

    def _in_play(self) -> list[Contact]:
        """Return the people who may be on the board; the rules make the final decision."""
        from infoint_tui.domain.records.contact import Contact

        contacts = self._context.repository.by(Contact, "standing", "aside_until")
        places = [
            (standing, until) for standing, until in contacts if standing == "shortlisted" or until
        ]
        found = (contact for place in places for contact in contacts[place])
        return sorted(found, key=lambda contact: contact.id)

    def owed(self) -> tuple[OwedLine, ...]:
        """Return everything owed, soonest first."""
        lines = [
            OwedLine(item, card.dossier.contact)
            for card in self.board().cards()
            for item in card.owed
        ]
        return tuple(sorted(lines, key=lambda line: (line.owed.due, line.contact.name)))

    def to_tell(self, goal_id: str) -> tuple[OwedLine, ...]:
        """Return the people who should hear how a goal was decided, soonest first."""
        from infoint_tui.domain.records.interview import Interview

        interviews = self._context.repository.by(Interview, "goal_id")[goal_id]
        helped = {interview.id for interview in interviews}
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
        """Return the dossiers of everyone who is more than an address book entry, by id."""
        version = self._context.repository.version
        if self._dossiers[0] != version:
            self._dossiers = version, self._gather(self._all_active())
        return self._dossiers[1]

    def _all_active(self) -> list[Contact]:
        """Return everyone who is more than an address book entry."""
        from infoint_tui.domain.records.contact import Contact
        from infoint_tui.domain.records.follow_up import FollowUp
        from infoint_tui.domain.records.interview import Interview
        from infoint_tui.domain.records.touch import Touch

        repository = self._context.repository
        wanted = {row.id for row in repository.rows() if row.standing != "known"}
        wanted |= {item.led_to for item in repository.all(FollowUp) if item.led_to}
        for kind in (Interview, FollowUp, Touch):
            wanted |= set(repository.by(kind, "contact_id"))
        found = (repository.get(Contact, each) for each in sorted(wanted - {None}))
        return [contact for contact in found if contact is not None]

    def _gather(self, contacts: Collection[Contact]) -> dict[str, Dossier]:
        """Return the dossiers of these contacts by id, without validating anyone else's records."""
        from infoint_tui.domain.follow_through.dossier import gather
        from infoint_tui.domain.follow_through.timeline import Timeline
        from infoint_tui.domain.records.contact import Contact
        from infoint_tui.domain.records.follow_up import FollowUp
        from infoint_tui.domain.records.goal import Goal
        from infoint_tui.domain.records.interview import Interview
        from infoint_tui.domain.records.touch import Touch

        repository = self._context.repository
        wanted = {contact.id: contact for contact in contacts}
        interviews_of = repository.by(Interview, "contact_id")
        items_of = repository.by(FollowUp, "contact_id")
        touches_of = repository.by(Touch, "contact_id")
        introduced_by = repository.by(Contact, "introduced_by")
        givers = {each.introduced_by for each in contacts if each.introduced_by}
        items = [each for id in wanted for each in items_of[id]]
        from_givers = [each for id in sorted(givers - wanted.keys()) for each in items_of[id]]
        timelines = {id: Timeline(touches_of.unread(id)) for id in wanted}
        introduced = [each for id in wanted for each in introduced_by[id]]
        named = {item.led_to for item in items} | {each.introduced_by for each in contacts}
        others = (repository.get(Contact, each) for each in named if each)
        people = wanted | {each.id: each for each in (*introduced, *others) if each}
        interviews = [each for id in people for each in interviews_of[id]]
        every_item = (*items, *from_givers)
        return gather(contacts, people, interviews, every_item, timelines, repository.all(Goal))

    def _entry(self, row: ContactRow, card: Card | None, dossier: Dossier | None) -> Entry:
        first = card.next if card else None
        interview = dossier.open_interview() if dossier else None
        return Entry(
            row,
            card.column if card else None,
            first.due if first else None,
            dossier.last_touch if dossier else None,
            first.title if first else "",
            interview.start_in(self._context.clock.zone) if interview and interview.start else None,
            _has(row, dossier),
            dossier.contact.tie if dossier else "",
        )


def _has(row: ContactRow, dossier: Dossier | None) -> frozenset[str]:
    """Return what a contact has, for the filter `has:`."""
    found = [word for word, key in KEPT.items() if getattr(row, key)]
    if dossier and dossier.interviews:
        found.append("conversation")
    if dossier and dossier.follow_ups:
        found.append("to-do")
    return _one_set(tuple(found))


@cache
def _one_set(words: tuple[str, ...]) -> frozenset[str]:
    # Thousands of people have the same things; sharing one set saves megabytes.
    return frozenset(words)
