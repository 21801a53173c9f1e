"""Two friends who each promise one thing a day: what Today asks, and what the two say.

In the morning each says what they will do, and later that day whether it is done. If it is not, the
other says the line that both agreed on. What is asked follows from the records and the time alone.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from infoint_tui.domain.basics.calendar import WEEKDAYS, add_business_days, clock_time, full_day
from infoint_tui.domain.basics.errors import InvalidInputError
from infoint_tui.domain.people.greeting import first_name

if TYPE_CHECKING:
    from infoint_tui.domain.records.commitment import Commitment
    from infoint_tui.domain.records.settings import Settings
    from infoint_tui.domain.vocabulary import PromiseState

FIRST, SECOND = time(9), time(18)
"""The two times of the day, unless others were agreed on."""

LINE = "I'm calling you now, and I'll stay on the phone until it's done."
"""What one says if the other has not done it, unless something else was agreed on."""

Part = Literal["before", "day", "evening"]
"""The parts of a day: before the first time, from then on, and from the second time on."""

About = Literal["promise", "mine", "theirs"]
"""What is asked: what the user will do, or whether the user's or the partner's thing is done."""


class Partner(Struct, frozen=True):
    """The friend, and what the user agreed on with them."""

    name: str
    reach: str = ""
    first: time = FIRST
    second: time = SECOND
    line: str = LINE

    @classmethod
    def of(cls, settings: Settings) -> Partner | None:
        """Return the partner from the settings; None if there is none."""
        if not settings.partner:
            return None
        return cls(
            settings.partner,
            settings.partner_reach,
            FIRST if settings.partner_first is None else settings.partner_first,
            SECOND if settings.partner_second is None else settings.partner_second,
            settings.partner_line or LINE,
        )

    @property
    def called(self) -> str:
        """What to call them."""
        return first_name(self.name)

    def part(self, now: datetime) -> Part:
        """Return the part of the day at `now`, a time by the user's own clock."""
        clock = now.time()
        if clock >= self.second:
            return "evening"
        return "day" if clock >= self.first else "before"


def check_times(settings: Settings) -> None:
    """Check the two times of the day in the settings.

    Raises:
        InvalidInputError: the second is not later than the first.
    """
    first = FIRST if settings.partner_first is None else settings.partner_first
    second = SECOND if settings.partner_second is None else settings.partner_second
    if second <= first:
        raise InvalidInputError(
            f"{clock_time(second)} is not later than {clock_time(first)}.",
            "Give a second time that is later the same day.",
        )


class DayQuestion(Struct, frozen=True):
    """One question that Today asks."""

    about: About
    day: date
    """The day of the promise."""
    text: str = ""
    """What was promised."""

    def words(self, partner: str, today: date) -> str:
        """Return the question: "Did you write to Bo?".

        Args:
            partner: the partner's name.
            today: the user's day.
        """
        if self.about == "promise":
            return "What's your one thing today?"
        is_mine, when = self.about == "mine", _when(self.day, today)
        verb, *rest = _bare(self.text).split(" ")
        if f" {verb.lower()} " not in _VERBS or rest[:1] == ["of"]:
            whose = "Your" if is_mine else f"{partner}'s" if partner else "Your partner's"
            return f"{whose} one thing{when}: {_bare(self.text)}. Is it done?"
        who = "you" if is_mine else partner or "your partner"
        said = [_YOURS.get(word, word) for word in rest] if is_mine else rest
        return " ".join(("Did", who, verb.lower(), *said)) + f"{when}?"


_YOURS = {"my": "your", "me": "you", "myself": "yourself"}
"""What words of a promise become when its owner is asked about it."""

_VERBS = (
    " answer apply ask attend begin book bring buy call cancel check choose clean collect come "
    "congratulate contact decide do draft email fill find finish fix follow get give go help "
    "introduce invite learn leave list look mail make meet message move note open organize pay "
    "phone pick plan post practice prepare print propose read rehearse reply research return "
    "review ring run say schedule send set share show sign sit sort start study submit take talk "
    "tell text thank tidy translate try update visit wait walk write "
)
"""The words that a promise may begin with, so that "Did you ...?" can be asked about it."""

_Sides = dict[date, tuple[DayQuestion, "PromiseState"]]
"""What one of the two promised, by day, and how it is going."""


def asked(
    commitments: Collection[Commitment],
    now: datetime,
    partner: Partner | None,
    days_off: Container[date],
) -> tuple[DayQuestion, ...]:
    """Return what Today asks, in the order in which it asks.

    What an earlier day left open is asked about until the next business day is over, and not after
    that. Everything else is asked only of someone with a partner, and a promise not on a day off.

    Args:
        commitments: everything that was ever promised.
        now: the time by the user's own clock.
        partner: the partner; None if the user has none.
        days_off: days that are not business days, besides weekends.
    """
    today = now.date()
    part: Part = partner.part(now) if partner else "before"
    found: list[DayQuestion] = []
    for about in ("mine", "theirs") if partner else ("mine",):
        sides = _sides(commitments, about)
        if earlier := _earlier(sides, today):
            still_open = earlier[1] == "open" or (about, earlier[1]) == ("mine", "missed")
            if still_open and is_fresh(earlier[0].day, today, days_off):
                found.append(earlier[0])
        of_today = sides.get(today)
        if of_today and of_today[1] == "open" and part == "evening":
            found.append(of_today[0])
    is_asked = any(each.about == "mine" for each in found)
    has_promised = any(each.day == today and each.text for each in commitments)
    if part == "day" and today not in days_off and not is_asked and not has_promised:
        found.append(DayQuestion("promise", today))
    return tuple(sorted(found, key=lambda each: each.day))


def left_open(commitments: Collection[Commitment], today: date) -> DayQuestion | None:
    """Return the user's promise before today if they never said how it went.

    Only the latest one counts; None if they have said so, or promised nothing before.
    """
    earlier = _earlier(_sides(commitments, "mine"), today)
    return earlier[0] if earlier and earlier[1] == "open" else None


def is_fresh(day: date, today: date, days_off: Container[date]) -> bool:
    """Tell whether `today` is at most the first business day after `day`."""
    return today <= add_business_days(day, 1, days_off)


def _sides(commitments: Collection[Commitment], about: About) -> _Sides:
    known = reversed(tuple(commitments))  # of two for one day, the first one counts
    if about == "mine":
        each = ((one.day, one.text, one.state) for one in known)
    else:
        each = ((one.day, one.partner_text, one.partner_state) for one in known)
    return {day: (DayQuestion(about, day, text), state) for day, text, state in each if text}


def _earlier(sides: _Sides, today: date) -> tuple[DayQuestion, PromiseState] | None:
    """Return what was promised last before today, and how it is going."""
    return sides.get(max((day for day in sides if day < today), default=date.min))


def _when(day: date, today: date) -> str:
    days = (today - day).days
    if days < 2:
        return ("", " yesterday")[days]
    return f" on {WEEKDAYS[day.weekday()] if days < 7 else full_day(day, today)}"


def _bare(text: str) -> str:
    """Return a promise without its final period, as the sentence around it has its own."""
    return text.rstrip(".!?")


# --- what the two say to each other -----------------------------------------------------------


class PartnerMessage(Struct, frozen=True):
    """A message to the partner, ready to copy."""

    label: str
    """What it is for."""
    text: str


def agreement(partner: Partner) -> PartnerMessage:
    """Return the message that asks a friend to be the partner."""
    return PartnerMessage(
        f"Ask {partner.name} to be your partner",
        f"Hi {partner.called}, would you keep me company with something I keep putting off? Each"
        f" day at {clock_time(partner.first)} we'd tell each other one thing we'll do, and at "
        f"{clock_time(partner.second)} whether it's done. If I haven't done mine, you say: "
        f"“{partner.line}” If you haven't done yours, I say it to you. Are you in?",
    )


def morning(promised: Commitment, partner: Partner) -> PartnerMessage:
    """Return the message that says what the user will do, and asks about the partner's thing."""
    theirs = _bare(promised.partner_text)
    ask = f"Yours: {theirs}." if theirs else "What's yours?"
    return PartnerMessage(
        "What you'll do today",
        f"Morning, {partner.called}! My one thing today: {_bare(promised.text)}. {ask} "
        f"Let's check in at {clock_time(partner.second)}.",
    )


def done(promised: Commitment, partner: Partner) -> PartnerMessage:
    """Return the message that says the user's thing is done."""
    theirs = _bare(promised.partner_text)
    said = f"Hi {partner.called}, I did it: {_bare(promised.text)}!"
    ask = f" And yours: {theirs}?" if theirs else " How did yours go?"
    return PartnerMessage("You did it", said if promised.partner_state != "open" else said + ask)


def not_done(promised: Commitment, partner: Partner) -> PartnerMessage:
    """Return the message that says it is not done, and asks the partner for the agreed line."""
    return PartnerMessage(
        "You haven't done it yet",
        f"Hi {partner.called}, I haven't done it yet: {_bare(promised.text)}. You know what to say:"
        f" “{partner.line}”",
    )


def agreed_line(partner: Partner) -> PartnerMessage:
    """Return what the user says if the partner has not done their thing."""
    return PartnerMessage(f"{partner.name} hasn't done it yet", partner.line)


def well_done(promised: Commitment, partner: Partner) -> PartnerMessage:
    """Return a word of congratulation for what the partner did."""
    return PartnerMessage(
        f"{partner.name} did it",
        f"Well done, {partner.called}! You did it: {_bare(promised.partner_text)}.",
    )


def good_news(names: Sequence[str], partner: Partner) -> PartnerMessage:
    """Return the news that people said yes."""
    who = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return PartnerMessage(f"{who} said yes", f"Hi {partner.called}, {who} said yes!")


def messages(
    promised: Commitment | None, partner: Partner, part: Part, yes: Sequence[str] = ()
) -> tuple[PartnerMessage, ...]:
    """Return the messages that fit how things are, most likely first.

    Args:
        promised: what the two promised; None if they promised nothing.
        partner: the partner.
        part: the part of the day.
        yes: the names of those who said yes today.
    """
    found: list[PartnerMessage] = []
    if promised is not None and promised.partner_text:
        if promised.partner_state == "done":
            found.append(well_done(promised, partner))
        elif promised.partner_state == "missed" or part == "evening":
            found.append(agreed_line(partner))
    if promised is not None and promised.text:
        if promised.state == "done":
            found.append(done(promised, partner))
        else:
            is_late = part == "evening" or promised.state == "missed"
            early = [] if is_late else [morning(promised, partner)]
            found = [*early, not_done(promised, partner), *found]
    if yes:
        found.append(good_news(yes, partner))
    return (*found, agreement(partner))
