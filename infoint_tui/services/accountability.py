"""Accountability: the user's promise for the day, their partner's, and how it went."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, Literal

from infoint_tui.domain.basics.clock import local_now
from infoint_tui.domain.basics.errors import InvalidInputError, RuleError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.follow_through.accountability import (
    DayQuestion,
    Partner,
    PartnerMessage,
    agreement,
    asked,
    left_open,
    messages,
)
from infoint_tui.domain.records.commitment import Commitment
from infoint_tui.services.context import UseCaseContext

if TYPE_CHECKING:
    from infoint_tui.store.repository import Transaction

Mine = Literal["done", "missed", "let_go", "taken"]
"""How the user's one thing went."""

Theirs = Literal["done", "missed"]
"""How the partner's one thing went."""

_MINE = {"done": "done_on", "missed": "missed_on", "let_go": "let_go_on", "taken": "taken_on"}
_THEIRS = {"done": "partner_done_on", "missed": "partner_missed_on"}
_LABELS: dict[Mine, str] = {
    "done": "mark the one thing done",
    "missed": "mark the one thing not done",
    "let_go": "let the one thing go",
    "taken": "move the one thing to another day",
}


class Accountability:
    """What two friends promise each other in the morning, and how it went."""

    def __init__(self, context: UseCaseContext) -> None:
        self._context = context

    # --- the partner -------------------------------------------------------------------------

    @property
    def partner(self) -> Partner | None:
        """The partner and what was agreed on with them; None if there is none."""
        given = self._context.preferences.given  # None means the defaults, without a partner
        return None if given is None else Partner.of(given)

    def choose_partner(
        self,
        name: str,
        reach: str = "",
        first: time | None = None,
        second: time | None = None,
        line: str = "",
    ) -> Partner | None:
        """Save who the partner is, and what was agreed on; return them.

        Args:
            name: their name; "" means to go on without a partner.
            reach: how to reach them.
            first: when the two say what they will do; None means the default.
            second: when the two say whether it is done; None means the default.
            line: what one says if the other has not done it; "" means the default.

        Raises:
            InvalidInputError: the second time is not later than the first, or a value is not valid.
            InfointError: the settings file cannot be read or written.
        """
        if not clean_line(name):
            reach, first, second, line = "", None, None, ""
        agreed = Partner(clean_line(name))
        wanted = {
            "partner": clean_line(name),
            "partner_reach": clean_line(reach),
            "partner_first": None if first == agreed.first else first,
            "partner_second": None if second == agreed.second else second,
            "partner_line": "" if clean_line(line) == agreed.line else clean_line(line),
        }
        self._context.preferences.change(**{key: each or None for key, each in wanted.items()})
        return self.partner

    # --- what was promised -------------------------------------------------------------------

    def of_day(self, day: date | None = None) -> Commitment | None:
        """Return what was promised for `day`, or for today if it is None; None if nothing was."""
        wanted = day or self._context.today
        return _of_day(self._context.repository.all(Commitment), wanted)

    def asked(self) -> tuple[DayQuestion, ...]:
        """Return what Today asks now, in the order in which it asks."""
        everything = self._context.repository.all(Commitment)
        if not everything and self.partner is None:
            return ()
        now, days_off = local_now(self._context.clock), self._context.settings.all_days_off
        return asked(everything, now, self.partner, days_off)

    def unanswered(self) -> DayQuestion | None:
        """Return the user's earlier promise that the next one should not bury, if there is one."""
        today = self._context.today
        earlier = (each for each in self.asked() if each.about == "mine" and each.day < today)
        everything = self._context.repository.all(Commitment)
        return next(earlier, None) or left_open(everything, today)

    def promise(self, text: str = "", partner_text: str = "") -> Commitment:
        """Promise one thing for today, note what the partner promised, or both.

        A new promise replaces the old one.

        Args:
            text: the user's promise; if empty, the existing one stays.
            partner_text: the partner's promise; if empty, the existing one stays.

        Raises:
            InvalidInputError: both are blank.
        """
        given = {"text": clean_line(text), "partner_text": clean_line(partner_text)}
        given = {field: words for field, words in given.items() if words}
        if not given:
            raise InvalidInputError("The promise is empty.", "Say the one thing you will do.")
        today, new_id = self._context.today, self._context.new_id()

        def change(tx: Transaction) -> Commitment:
            known = _of_day(tx.all(Commitment), today) or Commitment(id=new_id, day=today)
            return tx.put(_promised(known, **given))

        return self._context.repository.transact("promise one thing for today", change).value

    def check_in(
        self, mine: Mine | None = None, theirs: Theirs | None = None, day: date | None = None
    ) -> Commitment:
        """Note how the user's one thing went, the partner's, or both, and return the promise.

        What is taken along becomes the promise for today, or for tomorrow if it is today's.

        Args:
            mine: how the user's went; None leaves it as it is.
            theirs: how the partner's went; None leaves it as it is.
            day: the day of the promise; None means today.

        Raises:
            RuleError: nothing was promised for that day, the user's was taken along already, or the
                day that it is taken to already has another promise.
        """
        today, new_id = self._context.today, self._context.new_id()
        wanted = day or today

        def change(tx: Transaction) -> Commitment:
            everything = tx.all(Commitment)
            known = _of_day(everything, wanted)
            if known is None or (mine and not known.text) or (theirs and not known.partner_text):
                whose = "of your partner's " if known and theirs and known.text else ""
                raise RuleError(
                    f"No promise {whose}for {self._context.in_words(wanted)}.",
                    "infoint commit makes one.",
                )
            went = (mine, known.taken_on)
            if mine and known.taken_to and went != ("taken", today):
                raise RuleError(
                    f"“{known.text}” was moved to {self._context.in_words(known.taken_to)}.",
                    "Say on that day how it went.",
                )
            if mine == "taken":
                to = max(today, wanted + timedelta(days=1))
                tx.put(self._taken(known, to, everything, new_id))
            return tx.put(_went(_went(known, _MINE, mine, today), _THEIRS, theirs, today))

        label = _LABELS[mine] if mine else f"mark your partner's one thing {_NOT[theirs]}done"
        return self._context.repository.transact(label, change).value

    def _taken(
        self, known: Commitment, to: date, everything: tuple[Commitment, ...], new_id: str
    ) -> Commitment:
        there = _of_day(everything, to) or Commitment(id=new_id, day=to)
        if there.text not in ("", known.text):
            raise RuleError(
                f"There is already a promise for {self._context.in_words(to)}: {there.text}.",
                "Let the earlier one go, or change the later one.",
            )
        return _promised(there, text=known.text)

    # --- messages ----------------------------------------------------------------------------

    def messages(self, promised: Commitment | None) -> tuple[PartnerMessage, ...]:
        """Return the messages to the partner that fit how things are, most likely first.

        Args:
            promised: what the two promised; None if they promised nothing.

        Returns:
            The messages; none without a partner.
        """
        partner = self.partner
        if partner is None:
            return ()
        part = partner.part(local_now(self._context.clock))
        return messages(promised, partner, part, self._said_yes())

    def agreement(self) -> PartnerMessage | None:
        """Return the message that asks the partner to agree; None without a partner."""
        partner = self.partner
        return None if partner is None else agreement(partner)

    def _said_yes(self) -> tuple[str, ...]:
        """Return the names of those who said yes today."""
        from infoint_tui.domain.records.contact import Contact
        from infoint_tui.domain.records.interview import Interview

        repository, today = self._context.repository, self._context.today
        agreed = [each for each in repository.all(Interview) if each.agreed_on == today]
        people = (repository.get(Contact, interview.contact_id) for interview in agreed)
        return tuple(dict.fromkeys(person.name for person in people if person))


_NOT: dict[Theirs | None, str] = {"done": "", "missed": "not "}


def _of_day(known: tuple[Commitment, ...], day: date) -> Commitment | None:
    return next((each for each in known if each.day == day), None)


def _promised(known: Commitment, **given: str) -> Commitment:
    """Return a commitment with what is promised now; how something else went is forgotten."""
    fresh: dict[str, Any] = dict(given)
    is_given_up = known.state in ("let_go", "taken")
    if "text" in given and (given["text"] != known.text or is_given_up):
        fresh |= dict.fromkeys(_MINE.values())
    if given.get("partner_text", known.partner_text) != known.partner_text:
        fresh |= dict.fromkeys(_THEIRS.values())
    return known.but(**fresh)


def _went(known: Commitment, fields: dict[str, str], how: str | None, today: date) -> Commitment:
    """Return a commitment that says how one of the two things went, since the first day it did."""
    if how is None:
        return known
    since = getattr(known, fields[how]) or today
    return known.but(**{**dict.fromkeys(fields.values()), fields[how]: since})
