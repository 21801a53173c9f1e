"""The write-up of an interview: filled in from its notes or from paper, and what follows from it.

A `DebriefDraft` holds everything the user says about an interview in one sitting. Their impressions
stay with the interview. Advice, names, promises and skills to learn become follow-ups, and the
names become contacts too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict

from infoint_tui.domain.basics.text import clean_line, fold
from infoint_tui.domain.conversation.live_notes import current
from infoint_tui.domain.conversation.plan import Plan
from infoint_tui.domain.people.introductions import SuggestedPerson, Words, distinct, read_name
from infoint_tui.domain.records.contact import Cadence, Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Debrief, Fit, Impressions, Interview
from infoint_tui.domain.records.question import PlannedQuestion, QuestionText
from infoint_tui.domain.records.record import Lines, Text, Value
from infoint_tui.domain.vocabulary import NoteKind, Party, Result


class Promise(Value):
    """Something that either person said they would do."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Words
    owed_by: Party = "me"
    due: date | None = None
    """When it is due; None leaves that to the rules."""


class Answer(Value):
    """The answer to one question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: QuestionText
    answer: Text = ""


class DebriefDraft(Impressions):
    """Everything the user says about an interview, before it is saved. Unknown fields are refused.

    `learn` holds skills that the user wants to learn; `skills` holds those that the other person
    wishes they had.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    believed: Text = ""
    """What the user believed before the interview."""
    answers: tuple[Answer, ...] = ()
    advice: Lines = ()
    names: Annotated[tuple[SuggestedPerson, ...], AfterValidator(distinct)] = ()
    promises: tuple[Promise, ...] = ()
    learn: Lines = ()
    mentor: bool = False
    keep_posted: bool = False
    """Whether the contact asked to hear how things go."""
    cadence_days: Cadence | None = None
    """How often the user would like to be in touch, in days; None leaves it to the settings."""
    fit_after: Fit | None = None
    """How well the goal behind the interview seems to fit now."""
    result: Result = "none"


# --- filling it -----------------------------------------------------------------------------


def from_notes(interview: Interview) -> DebriefDraft:
    """Return a draft filled in from the notes taken during an interview.

    Notes of advice, names and skills go to their own fields. A plain note answers the question it
    was taken under, or counts as learned if there was no question. The note that was still being
    typed counts too.
    """
    now = current(interview.plan)
    said = [(note.question, note.text) for note in interview.notes if note.kind == "note"]
    said.append((now.text if now else "", interview.unfinished_note))
    asked = {question.text for question in interview.plan}
    named = (read_name(line) for text in _texts(interview, "name") for line in text.split("\n"))
    return DebriefDraft(
        learned=_joined(text for question, text in said if question not in asked),
        answers=tuple(
            _answer(each, [text for question, text in said if question == each.text])
            for each in interview.plan
        ),
        advice=_texts(interview, "advice"),
        names=tuple(person for person in named if person),
        skills=tuple(line for text in _texts(interview, "skill") for line in text.split("\n")),
        **_of_interview(interview),
    )


def draft_of(
    interview: Interview,
    contact: Contact,
    follow_ups: Iterable[FollowUp],
    people: Mapping[str, Contact],
) -> DebriefDraft:
    """Return a write-up's first draft: what is saved, plus the notes if it was not written yet.

    Args:
        interview: the interview.
        contact: the person it was with.
        follow_ups: any follow-ups; only those from this interview count.
        people: the contacts that its introductions led to, by id.
    """
    saved = interview.debrief or Debrief()
    noted = from_notes(interview)
    if saved.written_on is not None:
        noted = DebriefDraft(answers=tuple(_answer(each, ()) for each in interview.plan))
    came = [item for item in follow_ups if item.interview_id == interview.id]
    introduced = (
        person_suggested(item, people.get(item.led_to or ""))
        for item in came
        if item.kind == "introduction"
    )
    said = _said(saved) | {
        "learned": _joined((saved.learned, noted.learned)),
        "skills": (*saved.skills, *noted.skills),
    }
    return noted.but(
        **said,
        **_of_interview(interview),
        advice=(*(item.text for item in came if item.kind == "advice"), *noted.advice),
        learn=tuple(item.text for item in came if item.kind == "learn"),
        names=(*introduced, *noted.names),
        promises=tuple(
            Promise(text=item.text, owed_by=item.owed_by, due=item.due)
            for item in came
            if item.kind == "promise"
        ),
        mentor=contact.mentor,
        keep_posted=contact.wants_updates,
        cadence_days=contact.cadence_days,
    )


def person_suggested(item: FollowUp, led_to: Contact | None) -> SuggestedPerson:
    """Return the person an introduction is about, as the write-up shows them.

    Args:
        item: the introduction.
        led_to: the contact it led to, if any.
    """
    if led_to is None:
        return SuggestedPerson(name=item.text, may_mention=item.may_mention)
    title = led_to.title if led_to.organization else ""
    return SuggestedPerson(
        name=led_to.name,
        organization=led_to.organization,
        title=title,
        may_mention=item.may_mention,
    )


def to_debrief(begun: Sequence[Interview]) -> Interview | None:
    """Return the interview to write up: the latest without a write-up, if any, or the latest.

    Args:
        begun: what `begun_by` returned.
    """
    return next((each for each in begun if each.debrief is None), next(iter(begun), None))


def begun_by(interviews: Iterable[Interview], now: datetime) -> tuple[Interview, ...]:
    """Return the interviews that can be written up at `now`, latest first.

    That is possible once it was held, its notes were started, or its start time has passed.
    """
    found = [
        (moment, interview.id, interview)
        for interview in interviews
        if (moment := _moment(interview, now)) is not None
    ]
    return tuple(each[2] for each in sorted(found, key=lambda each: each[:2], reverse=True))


# --- saving it ------------------------------------------------------------------------------


_TEXTS = {
    "learned": "what you learned",
    "good": "what was good",
    "bad": "what was bad",
    "surprising": "what surprised you",
    "believed": "what you believed",
    "think_now": "what you think now",
    "skills": "the skills they wish they had",
    "next_time": "what to ask next time",
}
"""What the texts of a write-up are called when one is removed."""


def cleared(before: DebriefDraft, after: DebriefDraft) -> Iterator[str]:
    """Yield in words what one draft says and a later one leaves blank."""
    for field, words in _TEXTS.items():
        if getattr(before, field) and not getattr(after, field):
            yield words
    blank = {fold(each.question) for each in after.answers if not each.answer}
    for each in before.answers:
        if each.answer and fold(each.question) in blank:
            yield f"the answer to “{each.question}”"


def debriefed(interview: Interview, draft: DebriefDraft, today: date) -> Interview:
    """Return the interview with what the draft says about it.

    A write-up that was saved before keeps its first date; a new one is dated `today`.
    """
    written = interview.debrief and interview.debrief.written_on
    return interview.but(
        debrief=(interview.debrief or Debrief()).but(**_said(draft), written_on=written or today),
        belief=draft.believed,
        fit_after=draft.fit_after,
        result=draft.result,
        plan=_with_answers(interview.plan, draft.answers),
        unfinished_note="",
        unfinished_debrief=None,
    )


def quotable(debrief: Debrief | None, follow_ups: Sequence[FollowUp]) -> str | None:
    """Return one line from an interview that a thank-you can quote, or None if there is nothing.

    Args:
        debrief: what the user made of the interview.
        follow_ups: the follow-ups from it; advice is quoted first.
    """
    advice = (item.text for item in follow_ups if item.kind == "advice")
    said = (debrief.learned, debrief.surprising, debrief.good) if debrief else ()
    lines = (clean_line(line) for text in said for line in text.split("\n"))
    return next((line for line in (*advice, *lines) if line), None)


# --- parts ----------------------------------------------------------------------------------


def _texts(interview: Interview, kind: NoteKind) -> tuple[str, ...]:
    return tuple(note.text for note in interview.notes if note.kind == kind)


def _joined(texts: Iterable[str]) -> str:
    """Return the texts joined by line breaks, without blanks or repeats."""
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _answer(question: PlannedQuestion, notes: Sequence[str]) -> Answer:
    return Answer(question=question.text, answer=_joined((*notes, question.answer)))


def _said(impressions: Impressions) -> dict[str, Any]:
    return {field: getattr(impressions, field) for field in Impressions.model_fields}


def _of_interview(interview: Interview) -> dict[str, Any]:
    return {
        "believed": interview.belief,
        "fit_after": interview.fit_after,
        "result": interview.result,
    }


def _moment(interview: Interview, now: datetime) -> str | None:
    """Return the day an interview was held, or when it started, as sortable text."""
    if interview.held_on is not None:
        return interview.held_on.isoformat()
    began = interview.began(now) if interview.is_open else None
    return began.isoformat() if began else None


def _with_answers(plan: Plan, answers: Iterable[Answer]) -> Plan:
    """Return the plan with its answers; a question that was not in the plan is added as asked."""
    left: dict[str, list[Answer]] = defaultdict(list)
    for each in answers:
        left[fold(each.question)].append(each)
    found = [_answered(question, _next(left.get(fold(question.text)))) for question in plan]
    known = {fold(question.text) for question in plan}
    added = {key: each[-1] for key, each in left.items() if each and key not in known}
    extra = (_answered(PlannedQuestion(text=each.question), each) for each in added.values())
    return (*found, *(question for question in extra if question.answer))


def _next(answers: list[Answer] | None) -> Answer | None:
    return answers.pop(0) if answers else None


def _answered(question: PlannedQuestion, answer: Answer | None) -> PlannedQuestion:
    if answer is None:
        return question
    state = "asked" if answer.answer else question.state
    return question.but(answer=answer.answer, state=state)
