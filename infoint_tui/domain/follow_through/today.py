"""Today: a finite list of what is next, one line per person, and what is offered besides.

Interviews coming up and thank-yous never fold. Everything else fills the remaining space, up to
the limit in the settings, soonest due first; the rest is only counted. On a day with
more interviews and thank-yous than the limit, all of them are shown, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from infoint_tui.domain.basics.calendar import add_business_days, clock_time, relative
from infoint_tui.domain.conversation.plan import check, unskipped
from infoint_tui.domain.follow_through.accountability import DayQuestion
from infoint_tui.domain.follow_through.board import Card
from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.follow_through.owed import RULES, Owed, OwedKind, Step, preparing
from infoint_tui.domain.follow_through.warmup import warm_up
from infoint_tui.domain.records.commitment import Commitment
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import BankQuestion
from infoint_tui.domain.vocabulary import Urgency

WARM = 3
"""The maximum number of people suggested to reconnect with."""

UNSEEN_DAYS = 30
"""After this many days without a touch, someone may be suggested before they are due."""

NEW_JOB_DAYS = 30
"""For this many days someone's new job is a reason to say hello."""

SPREAD_DAYS = 5
"""The number of business days that overdue things are spread over."""


class AgendaLine(Struct, frozen=True):
    """One person, and what is next with them."""

    contact: Contact
    kind: OwedKind
    subject_id: str
    """The id of the interview, follow-up or contact that it follows from."""
    words: str
    """Why the line is there."""
    due: date
    """The earliest day on which anything with this person is due."""
    urgency: Urgency
    """The highest urgency of anything with this person."""
    step: Step
    stays: bool = False
    """Whether the line is never folded."""
    starts: datetime | None = None
    """When the interview starts by the user's clock, if the line is about a coming one."""
    more: int = 0
    """How many more things there are to do with this person."""


class Reconnect(Struct, frozen=True):
    """Someone who might like to hear from the user."""

    contact: Contact
    last: date | None
    """The day of the latest touch or interview."""
    new_job: str = ""
    """Where they work now, or as what, if that is new to the user."""

    def silence(self, today: date) -> str:
        """Return how long ago the last touch was: "4 months", "12 days", or "" without a touch."""
        days = (today - self.last).days if self.last else 0
        count, unit = (days // 30, "month") if days >= 30 else (days, "day")
        return f"{count} {unit}{'s' * (count > 1)}" if count else ""

    def why(self, today: date) -> str:
        """Return why to say hello: "new job: Tide Power", "mentor, 4 months", or ""."""
        new = f"new job: {self.new_job}" if self.new_job else self.silence(today)
        return ", ".join(filter(None, (self.contact.tie, new)))


class ReadyToAsk(Struct, frozen=True):
    """The person who is easiest to ask next; an offer, never owed."""

    contact: Contact
    missing: str = ""
    """What to do first, if it would make a better request; "" if the draft is as good as ready."""
    blanks: int | None = None
    """How many blanks are left in the draft; None if that is not known."""

    @property
    def words(self) -> str:
        """What to do: "ask: draft ready, 1 blank"."""
        if self.missing:
            return f"ask: {self.missing} first"
        left = f", {self.blanks} blank{'s' * (self.blanks > 1)}" if self.blanks else ""
        return f"ask: draft ready{left}"


class Agenda(Struct, frozen=True):
    """What there is to do on one day."""

    day: date
    lines: tuple[AgendaLine, ...] = ()
    later: int = 0
    """How many people are beyond the limit: "12 later"."""
    ready: ReadyToAsk | None = None
    reconnect: tuple[Reconnect, ...] = ()
    one_thing: Commitment | None = None
    asked: tuple[DayQuestion, ...] = ()
    """What Today asks about the one thing, the partner's, or an earlier one."""
    is_day_off: bool = False
    """Whether it is one of the user's days off, so that nothing needs to be promised."""


class DayContext(Struct, frozen=True):
    """The moment a card is looked at, and the question bank."""

    today: date
    now: datetime
    zone: str
    """The user's home zone."""
    bank: Mapping[str, BankQuestion]
    place: Callable[[str], int] = lambda _: 0
    """Returns when a contact was added, by id: a number that is higher the later it was."""


def agenda(
    cards: Iterable[Card],
    look: DayContext,
    limit: int,
    one_thing: Commitment | None = None,
    asked: tuple[DayQuestion, ...] = (),
) -> Agenda:
    """Return what there is to do today.

    Args:
        cards: everyone on the board; iterated over once.
        look: the moment, and the question bank by id.
        limit: the maximum number of lines; interviews and thank-yous may exceed it.
        one_thing: what was promised for today.
        asked: what to ask about it, or about an earlier one.
    """
    found = [(card, _line(card, look)) for card in cards]
    lines = sorted((line for _, line in found if line), key=_soonest)
    room = max(0, limit - sum(line.stays for line in lines))
    folded = {line.contact.id for line in [each for each in lines if not each.stays][room:]}
    shown = tuple(line for line in lines if line.contact.id not in folded)
    reconnect = _to_reconnect((card for card, line in found if line is None), look.today)
    elsewhere = {line.contact.id for line in shown} | {each.contact.id for each in reconnect}
    return Agenda(
        look.today,
        shown,
        len(folded),
        _ready_to_ask(found, elsewhere, look),
        reconnect,
        one_thing,
        asked,
    )


def never_asked(card: Card) -> bool:
    """Tell whether the contact is waiting to be asked for the first time."""
    return card.column == "ask" and not any(
        each.requested_on or not each.is_open for each in card.dossier.interviews
    )


def lacking(
    interview: Interview, dossier: Dossier, bank: Mapping[str, BankQuestion]
) -> tuple[str, ...]:
    """Return what is missing before an interview, in words; `bank` is keyed by id."""
    fine = {each.key: each.ok for each in check(interview, dossier.contact, bank, ())}
    missing = {
        "no questions": not unskipped(interview.plan),
        "no research": not fine["research"],
        "no outcome": not fine["outcome"],
        "a quick search would answer some": not fine["searchable"],
        "not confirmed": interview.confirmed_on is None,
        "last thank-you not sent": dossier.unthanked() is not None,
    }
    return tuple(words for words, applies in missing.items() if applies)


def spread(
    items: Iterable[Owed], today: date, days_off: Container[date]
) -> tuple[tuple[Owed, date], ...]:
    """Return the overdue items, each with a new day, spread over the next five business days.

    The longest overdue come first. Interviews and thank-yous stay where they are. So does
    anything else that the same interview owes, since a snooze would put them off too. Each record
    appears once.

    Args:
        items: everything owed, soonest first.
        today: the user's day.
        days_off: days that are not business days, besides weekends.
    """
    owed = tuple(items)
    kept = {item.subject_id for item in owed if not RULES[item.kind].spreads}
    late: dict[str, Owed] = {}
    for item in owed:
        if item.is_late(today) and item.subject_id not in kept:
            late.setdefault(item.subject_id, item)
    days = [add_business_days(today, count + 1, days_off) for count in range(SPREAD_DAYS)]
    share = max(SPREAD_DAYS, len(late))
    return tuple(
        (item, days[place * SPREAD_DAYS // share]) for place, item in enumerate(late.values())
    )


def _soonest(line: AgendaLine) -> tuple[date, bool, float, str]:
    starts = line.starts.timestamp() if line.starts else 0.0
    return line.due, line.starts is None, starts, line.contact.name


def _line(card: Card, look: DayContext) -> AgendaLine | None:
    """Return one person's line, for an upcoming interview or else what is due soonest, or None."""
    lines = [*_interview_lines(card, look), *_owed_lines(card, look)]
    first = min(lines, key=lambda line: (not (line.stays and line.starts), line.due), default=None)
    return first and replace(
        first,
        due=min(line.due for line in lines),
        urgency=max((line.urgency for line in lines), key=get_args(Urgency).index),
        stays=any(line.stays for line in lines),
        more=len(lines) - 1,
    )


def _interview_lines(card: Card, look: DayContext) -> Iterator[AgendaLine]:
    """Yield today's interview, even if it is fully prepared, and all others that need preparing."""
    owed = {item.subject_id: item for item in card.owed if item.kind == "prepare"}
    for interview in card.dossier.interviews:
        item = owed.get(interview.id)
        day = interview.start_in(look.zone).date() if interview.start else None
        is_today = (
            interview.is_agreed and day == look.today and not interview.awaits_outcome(look.now)
        )
        if item is None and not is_today:
            continue
        due = item.due if item else look.today
        yield AgendaLine(
            card.dossier.contact,
            "prepare",
            interview.id,
            _interview_words(interview, card.dossier, look),
            due,
            item.urgency(look.today) if item else "due",
            preparing(interview),
            stays=is_today or due <= look.today,
            starts=interview.start_in(look.zone),
        )


def _interview_words(interview: Interview, dossier: Dossier, look: DayContext) -> str:
    local = interview.start_in(look.zone)
    missing = ", ".join(lacking(interview, dossier, look.bank)) or "all set"
    return f"{relative(local.date(), look.today)} {clock_time(local)}: {missing}"


def _owed_lines(card: Card, look: DayContext) -> Iterator[AgendaLine]:
    for item in card.owed:
        if item.kind not in ("prepare", "keep_in_touch"):
            yield AgendaLine(
                card.dossier.contact,
                item.kind,
                item.subject_id,
                item.title,
                item.due,
                item.urgency(look.today),
                item.step,
                stays=not RULES[item.kind].folds,
            )


def _ready_to_ask(
    found: Sequence[tuple[Card, AgendaLine | None]], elsewhere: Collection[str], look: DayContext
) -> ReadyToAsk | None:
    """Return the easiest person to ask who was never asked, or None.

    Someone who was introduced comes first, then someone the user knows something special about,
    then the person who was added first. People the user already has a to-do to write to come last,
    and not at all if one of today's lines is about that.

    Args:
        found: everyone on the board, with their line.
        elsewhere: the ids of the contacts who are listed otherwise.
        look: the moment.
    """
    cards = [card for card, line in found if line is None and _can_be_asked(card, look.today)]
    owed_through: set[str | None] = set()
    written_to: set[str | None] = set()
    for card, line in found if cards else ():
        suggested = {item.led_to for item in card.dossier.names_not_asked(look.today)}
        owed_through |= suggested
        if line and line.kind == "reach_out" and line.contact.id in elsewhere:
            written_to |= suggested
    cards = [card for card in cards if card.dossier.contact.id not in written_to.union(elsewhere)]

    def ease(card: Card) -> tuple[bool, bool, int, int, str]:
        contact = card.dossier.contact
        prepared = sum(map(bool, (contact.admire, contact.unique, contact.milestone)))
        return (
            contact.id in owed_through,
            not card.dossier.introducer_name,
            -prepared,
            look.place(contact.id),
            contact.name,
        )

    first = min(cards, key=ease, default=None)
    if first is None:
        return None
    lacking = (each for each in warm_up(first.dossier) if each.key == "research" and not each.done)
    missing = next((each.text for each in lacking), "")
    return ReadyToAsk(first.dossier.contact, missing)


def _can_be_asked(card: Card, today: date) -> bool:
    """Tell whether nobody has asked them yet, and they were not put off."""
    until = card.dossier.contact.snoozed_until
    return never_asked(card) and (until is None or until <= today)


def _to_reconnect(cards: Iterable[Card], today: date) -> tuple[Reconnect, ...]:
    """Return a few people with whom nothing else is coming up: new jobs first, then as due."""
    ripe = []
    for card in cards:
        dossier = card.dossier
        job = new_job(dossier, today)
        due = [item.due for item in card.owed if _is_ripe(item, dossier, today)]
        if due or job:
            order = (not job, min(due, default=today), dossier.contact.name, dossier.contact.id)
            ripe.append((order, Reconnect(dossier.contact, dossier.last_touch, job)))
    ripe.sort(key=lambda each: each[0])
    return tuple(each for _, each in ripe[:WARM])


def new_job(dossier: Dossier, today: date) -> str:
    """Return where someone works now, or as what, if they are to be congratulated on it.

    That is over after a while, and once the user was in touch. It is never owed.
    """
    contact, last = dossier.contact, dossier.last_touch
    since, until = contact.new_job_on, contact.snoozed_until
    if since is None or not 0 <= (today - since).days < NEW_JOB_DAYS:
        return ""
    if (last and last >= since) or (until and until > today):
        return ""
    return contact.organization or contact.title


def _is_ripe(item: Owed, dossier: Dossier, today: date) -> bool:
    """Tell whether keeping in touch is due, or was not put off and the last touch was long ago."""
    last, until = dossier.last_touch, dossier.contact.snoozed_until
    quiet = last is not None and (today - last).days >= UNSEEN_DAYS
    return item.due <= today or (quiet and (until is None or until <= today))
