"""The next step for a new user: one step at a time, until they have done every step once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

if TYPE_CHECKING:
    from infoint_tui.domain.follow_through.board import Card
    from infoint_tui.domain.records.interview import Interview
    from infoint_tui.domain.search.listing import ContactRow

MANY = 6
"""With at least this many people, the hint is to pick the first few to ask."""

WAITED_DAYS = 7
"""After this many days on the board without being asked, an ask has waited long enough."""


class Hint(Struct, frozen=True):
    """One sentence about the next step."""

    id: str
    """The id under which a dismissal is remembered."""
    words: str
    """The sentence. `{who}` is filled with the person under the cursor if they are in `people`, and
    with someone otherwise; `{scope.command}` is filled with the key of a command."""
    screens: tuple[str, ...] = ("contacts", "board")
    """The screens where the keys work; the first one is where to go from any other screen."""
    unless: tuple[str, ...] = ()
    """The screens that already give this hint, in a pane that is empty until the step is done."""
    people: Mapping[str, str] = field(default_factory=dict)
    """The people who need this step next: their names as stored, by id."""


class _Step(Struct, frozen=True):
    """A step of an interview."""

    hint: Hint
    is_known: Callable[[Interview], object]
    """Tells whether an interview shows that the user has done the step, or is past it."""
    is_next: Callable[[Interview, datetime], object]
    """Tells whether the step comes next in an interview at a given instant."""


_ANYWHERE = ("contacts", "board", "today")
"""The screens that show a person with a next step."""

_STEPS = (
    _Step(
        Hint("thank", "Thanked {who}? {contact.thank} logs it.", _ANYWHERE),
        lambda interview: interview.thanked_on,
        lambda interview, _: interview.needs_thanks,
    ),
    _Step(
        Hint(
            "met",
            "Talked with {who}? {contact.met} asks how it went.",
            ("contacts", "today"),
        ),
        lambda interview: interview.held_on,
        lambda interview, now: interview.awaits_outcome(now),
    ),
    _Step(
        Hint(
            "prepare",
            "Seeing {who} soon? {contact.prepare} gets you ready.",
            _ANYWHERE,
            ("prep",),
        ),
        lambda interview: interview.plan,
        lambda interview, now: (
            interview.is_open and interview.start and not interview.awaits_outcome(now)
        ),
    ),
    _Step(
        Hint(
            "schedule",
            "Yes from {who}? {contact.schedule} sets the time.",
            _ANYWHERE,
        ),
        lambda interview: interview.start or interview.held_on,
        lambda interview, _: interview.is_agreed and not interview.start,
    ),
    _Step(
        Hint("answer", "An answer from {who}? {contact.answer} saves it.", _ANYWHERE),
        lambda interview: interview.agreed_on or interview.start or interview.held_on,
        lambda interview, _: interview.is_awaiting_reply,
    ),
)
"""The steps of an interview, from last to first: what is under way comes before anything new."""

_ASK = Hint("ask", "Wrote to {who}? {contact.ask} logs it.", ("contacts", "board", "today"))
PICK_MANY = (
    "Pick five: {contacts.search} filters, {contacts.mark} marks, {contact.shortlist} shortlists."
)
"""What to do after importing many people at once."""

_PICK_MANY = Hint("pick", PICK_MANY, ("contacts",))
_PICK = Hint("pick", "Who to ask first? {contact.shortlist} puts them on the board.", ("contacts",))
_BEGIN = Hint(
    "begin",
    "{app.new} to add a person, {app.import_file} to import.",
    ("contacts",),
    unless=("contacts", "today"),
)

PARTNER = Hint(
    "partner",
    "Want someone to keep you company while you send it? {app.palette} Partner.",
    ("contacts", "today", "board", "prep", "insights"),
)
"""The offer to find a partner."""


def asks_wait(to_ask: Iterable[Card], today: date) -> bool:
    """Tell whether someone has waited a week to be asked, and was not put off.

    Args:
        to_ask: the cards of the people who are to be asked.
        today: the user's day.
    """
    return any(_has_waited(card, today) for card in to_ask)


def _has_waited(card: Card, today: date) -> bool:
    contact = card.dossier.contact
    since, until = contact.shortlisted_on, contact.snoozed_until
    is_put_off = until is not None and until > today
    is_new = since is None or (today - since).days < WAITED_DAYS
    return not (is_new or is_put_off or card.dossier.interviews)


def knows_all(interviews: Iterable[Interview]) -> bool:
    """Tell whether the user has done every step of an interview, no matter with whom."""
    return all(any(step.is_known(interview) for interview in interviews) for step in _STEPS)


def next_step(
    rows: Sequence[ContactRow], interviews: Iterable[Interview], now: datetime
) -> Hint | None:
    """Return the step to point out, or None once the user has done every step.

    A step that was done once, with anyone, is never pointed out again.

    Args:
        rows: everyone the user knows.
        interviews: all interviews, including those that ended; iterated over several times.
        now: the current instant.
    """
    for step in _STEPS:
        if not any(step.is_known(interview) for interview in interviews):
            people = {
                interview.contact_id for interview in interviews if step.is_next(interview, now)
            }
            if people:
                names = {row.id: row.name for row in rows if row.id in people}
                return replace(step.hint, people=names)
    if any(
        interview.requested_on or interview.start or interview.held_on for interview in interviews
    ):
        return None
    return _first_ask(rows)


def _first_ask(rows: Sequence[ContactRow]) -> Hint | None:
    """Return the next step on the way to the first request."""
    if not rows:
        return _BEGIN
    in_play = {row.id: row.name for row in rows if row.standing == "shortlisted"}
    if in_play:
        return replace(_ASK, people=in_play)
    if any(row.standing == "set_aside" for row in rows):
        return None  # someone who sets people aside has had them on the board
    return _PICK_MANY if len(rows) >= MANY else _PICK
