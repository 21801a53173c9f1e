"""The plan for an interview: reading it, rearranging it, and checking it before the interview.

A plan is a tuple of planned questions, and every edit returns a new one. Skipped questions stay in
it, but take no time and do not count. The module `suggestion` fills a plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from infoint_tui.domain.basics.text import fold
from infoint_tui.domain.conversation.honesty import (
    NO_FAVORS,
    SAY_SO,
    Request,
    hidden_requests,
)
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import BankQuestion, PlannedQuestion
from infoint_tui.domain.vocabulary import Intent, Phase

Plan = tuple[PlannedQuestion, ...]

MOST_MINUTES = 60
"""The most minutes that can be planned for a single question."""

_MEET = r"\b(?:talk|speak|meet|write|call|contact|reach|turn)"
_WHO_ELSE = (
    r"\bwhom? else\b|\b(?:any|some)(?:one|body) else\b|\bnames\b|\bintroduce\b|\bintroductions?\b"
    rf"|\b(?:other|more) people\b.*{_MEET}|\bwhom? (?:should|could|can|might) i\b.*{_MEET}"
)


class Check(Struct, frozen=True):
    """One line of the quiet list of checks beside a plan or a message."""

    ok: bool
    text: str
    key: str
    """Which check this is; the key never changes."""
    why: str = ""
    """Why it matters, if that needs to be said."""


def asks_who_else(text: str) -> bool:
    """Tell whether `text` asks for more people to talk to."""
    return re.search(_WHO_ELSE, fold(text)) is not None


def honesty(text: str, intent: Intent) -> Iterator[Check]:
    """Yield the checks on hidden requests in something the user writes.

    Someone who says they are looking for work may ask about openings, but not for a favor.

    Args:
        text: what they wrote.
        intent: why they want to talk.
    """
    found = hidden_requests(text)
    words = {each.request: f"“{each.words}”" for each in reversed(found)}
    if intent == "informational":
        job = words.get("job", "")
        yield _job_check(job and f"{job} is about a job; you say you're not asking")
    if "favor" in words:
        yield _favor_check(f"{words['favor']} asks for a favor")


def _job_check(failed: str, passed: str = "no job request") -> Check:
    return Check(not failed, failed or passed, "job_words", SAY_SO if failed else "")


def _favor_check(failed: str) -> Check:
    return Check(False, failed, "favor", NO_FAVORS)


def marks(questions: Iterable[PlannedQuestion | BankQuestion]) -> set[str]:
    """Return what identifies `questions`: their texts and bank ids, folded."""
    found: set[str] = set()
    for question in questions:
        bank_id = question.id if isinstance(question, BankQuestion) else question.bank_id
        found |= {fold(question.text), fold(bank_id or question.text)}
    return found


def phase_of(question: PlannedQuestion, bank: Mapping[str, BankQuestion]) -> Phase:
    """Return the phase of an interview that `question` belongs to; `bank` is keyed by id.

    A question that is not in the bank is a closing one if it asks who else to talk to, and a core
    one otherwise.
    """
    known = bank.get(question.bank_id or "")
    if known is not None:
        return known.phase
    return "closing" if asks_who_else(question.text) else "core"


def plan_question(question: BankQuestion) -> PlannedQuestion:
    """Return a question from the bank as a planned question."""
    return PlannedQuestion(text=question.text, bank_id=question.id, minutes=question.minutes)


def unskipped(plan: Sequence[PlannedQuestion]) -> Plan:
    """Return the questions in `plan` that are not skipped."""
    return tuple(q for q in plan if q.state != "skipped")


def planned_minutes(plan: Sequence[PlannedQuestion]) -> int:
    """Return how many minutes `plan` takes."""
    return sum(q.minutes for q in unskipped(plan))


def budget_words(planned: int, minutes: int) -> str:
    """Return how `planned` minutes compare with the agreed `minutes`: "17 of 20 min, 3 left"."""
    left = minutes - planned
    rest = f"{left} left" if left > 0 else f"{-left} over" if left < 0 else "full"
    return f"{planned} of {minutes} min, {rest}"


def inserted(
    plan: Sequence[PlannedQuestion], question: PlannedQuestion, bank: Mapping[str, BankQuestion]
) -> Plan:
    """Return `plan` with `question` added where its phase belongs; `bank` is keyed by id.

    An opening question goes after the openings at the start, a core one before the closings at the
    end, and a closing one last. The other questions keep their order.
    """
    phase = phase_of(question, bank)
    at = len(plan)
    if phase == "opening":
        at = next((i for i, q in enumerate(plan) if phase_of(q, bank) != "opening"), at)
    elif phase == "core":
        while at and phase_of(plan[at - 1], bank) == "closing":
            at -= 1
    return (*plan[:at], question, *plan[at:])


def moved(plan: Sequence[PlannedQuestion], index: int, by: int) -> Plan:
    """Return `plan` with the question at `index` moved `by` places, stopping at either end."""
    rest = without(plan, index)
    at = max(0, index + by)
    return (*rest[:at], plan[index], *rest[at:])


def without(plan: Sequence[PlannedQuestion], index: int) -> Plan:
    """Return `plan` without the question at `index`."""
    return (*plan[:index], *plan[index + 1 :])


def with_minutes(plan: Sequence[PlannedQuestion], index: int, by: int) -> Plan:
    """Return `plan` with `by` more minutes for the question at `index`, kept between 1 and 60."""
    minutes = max(1, min(MOST_MINUTES, plan[index].minutes + by))
    return _replaced(plan, index, plan[index].but(minutes=minutes))


def with_must_ask_toggled(plan: Sequence[PlannedQuestion], index: int) -> Plan:
    """Return `plan` with the must-ask mark of the question at `index` toggled."""
    return _replaced(plan, index, plan[index].but(must_ask=not plan[index].must_ask))


def _replaced(plan: Sequence[PlannedQuestion], index: int, question: PlannedQuestion) -> Plan:
    return (*plan[:index], question, *plan[index + 1 :])


def check(
    interview: Interview,
    contact: Contact,
    bank: Mapping[str, BankQuestion],
    asked_before: Collection[str],
) -> tuple[Check, ...]:
    """Return the checks to read before the interview, failed ones first; none blocks anything.

    Among failed checks, the minutes come last: they are shown above the plan anyway.

    Args:
        interview: the interview and its plan.
        contact: the person it is with.
        bank: every question, by id.
        asked_before: ids or texts of questions this person was asked in earlier interviews.
    """
    plan = interview.plan
    planned, minutes = planned_minutes(plan), interview.minutes
    over = budget_words(planned, minutes)
    who_else = any(asks_who_else(q.text) for q in unskipped(plan))
    searchable = _places(plan, lambda q: _is_searchable(q, bank))
    is_open = interview.intent == "job_search"
    job = "" if is_open else _where_hidden("job", interview, bank)
    favor = _where_hidden("favor", interview, bank)
    known = {fold(asked) for asked in asked_before}
    again = _places(plan, lambda q: not known.isdisjoint(marks([q])))
    admired = bool(contact.admire or contact.unique)
    checks = (
        _check("minutes", planned <= minutes, "fits the time", over),
        _check("who_else", who_else, "who else", "nothing yet on who else to talk to"),
        _check("outcome", bool(interview.outcome), "outcome", "no outcome written yet"),
        _check(
            "searchable",
            not searchable,
            "nothing to look up",
            f"a quick search answers it: {searchable}",
        ),
        _job_check(
            job and f"about a job, though you say you're not asking: {job}",
            "may ask about a job" if is_open else "no job request",
        ),
        _check("research", bool(interview.research), "research", "no research written yet"),
        _check("admire", admired, "what you admire", "nothing yet on what you admire"),
        _check("asked_before", not again, "no repeats", f"asked before: {again}"),
        *([_favor_check(f"asks for a favor: {favor}")] if favor else []),
    )
    return tuple(sorted(checks, key=lambda check: (check.ok, check.text == over)))


def _check(key: str, ok: bool, passed: str, failed: str) -> Check:
    return Check(ok, passed if ok else failed, key)


def _places(plan: Plan, applies: Callable[[PlannedQuestion], bool]) -> str:
    """Return the numbers of the questions that `applies` accepts: "questions 2, 5", or ""."""
    places = [str(i) for i, q in enumerate(plan, 1) if q.state != "skipped" and applies(q)]
    return f"question{'s' * (len(places) > 1)} {', '.join(places)}" if places else ""


def _is_searchable(question: PlannedQuestion, bank: Mapping[str, BankQuestion]) -> bool:
    known = bank.get(question.bank_id or "")
    return known is not None and known.searchable


def _where_hidden(request: Request, interview: Interview, bank: Mapping[str, BankQuestion]) -> str:
    """Return where the plan and the outcome hide a request; "" if they do not."""
    places = _places(interview.plan, lambda q: request in _requests_of(q, bank))
    outcome = "your outcome" if request in _hidden(interview.outcome) else ""
    return ", ".join(filter(None, (places, outcome)))


def _requests_of(question: PlannedQuestion, bank: Mapping[str, BankQuestion]) -> set[Request]:
    known = bank.get(question.bank_id or "")
    only: set[Request] = {"job"} if known is not None and known.job_search_only else set()
    return only | _hidden(question.text)


def _hidden(text: str) -> set[Request]:
    return {each.request for each in hidden_requests(text)}
