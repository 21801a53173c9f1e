"""Planning: the question bank, the plan of an interview, the checks before it, and the sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from infoint_tui.domain.basics.errors import ConflictError, InvalidInputError
from infoint_tui.domain.basics.text import clean_line
from infoint_tui.domain.conversation.both_ways import about_me
from infoint_tui.domain.conversation.plan import (
    Check,
    Plan,
    check,
    inserted,
    moved,
    plan_question,
    with_minutes,
    with_must_ask_toggled,
    without,
)
from infoint_tui.domain.conversation.suggestion import Suggestion, reason, suggest
from infoint_tui.domain.follow_through.dossier import Dossier
from infoint_tui.domain.follow_through.recap import recap
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import (
    BankQuestion,
    PlannedQuestion,
    Question,
    to_choose_from,
)
from infoint_tui.services.bank import load_bank
from infoint_tui.services.context import UseCaseContext, existing

if TYPE_CHECKING:
    from infoint_tui.domain.vocabulary import Intent, QuestionState
    from infoint_tui.store.repository import Transaction

SheetForm = Literal["md", "txt", "html"]
"""Markdown, plain text, or a page to print."""

PlanEdit = Callable[[Plan, int], Plan]


class Preparation(Struct, frozen=True):
    """An interview to prepare, and the person it is with."""

    interview: Interview
    contact: Contact


class Planning:
    """What a person does to prepare an interview.

    Args:
        context: the data, the time and the settings.
        dossier: returns everything known about a contact.
    """

    def __init__(self, context: UseCaseContext, dossier: Callable[[str], Dossier | None]) -> None:
        self._context = context
        self._dossier = dossier

    # --- reading -----------------------------------------------------------------------------

    def bank(self) -> tuple[BankQuestion, ...]:
        """Return every question to choose from: visible built-in ones, then the user's own."""
        return to_choose_from(load_bank(), self._context.repository.all(Question))

    def upcoming(self) -> tuple[Preparation, ...]:
        """Return every open interview: soonest first, then those without a time, then past ones."""
        repository = self._context.repository
        found = [
            Preparation(interview, contact)
            for interview in repository.by(Interview, "held_on", "ended")[None, None]
            if (contact := repository.get(Contact, interview.contact_id)) is not None
        ]
        now = self._context.clock.now()
        return tuple(sorted(found, key=lambda preparation: _soonest(preparation, now)))

    def preparation(self, interview_id: str) -> Preparation | None:
        """Return an interview with its contact; None if either is gone."""
        interview = self._context.repository.get(Interview, interview_id)
        if interview is None:
            return None
        contact = self._context.repository.get(Contact, interview.contact_id)
        return None if contact is None else Preparation(interview, contact)

    def checks(self, preparation: Preparation) -> tuple[Check, ...]:
        """Return the checks to make before the interview, failed ones first."""
        bank = {question.id: question for question in self.bank()}
        return check(
            preparation.interview,
            preparation.contact,
            bank,
            self.asked_before(preparation.interview),
        )

    def why(self, preparation: Preparation, question: BankQuestion) -> str:
        """Return a sentence on why a question suits this interview or does not."""
        if question.searchable:
            return "a quick search answers this; ask what only they can tell you"
        if question.job_search_only and preparation.interview.intent == "informational":
            return "about openings, though you say you're not asking for a job"
        asked = self._asked_before(preparation.interview)
        if (earlier := asked.get(question.id) or asked.get(question.text)) is not None:
            said = clean_line(earlier.answer)
            name = preparation.contact.name
            return f"you asked {name} this before" + (f": “{said}”" if said else "")
        return reason(
            question,
            preparation.contact.level,
            self.heard(preparation.interview),
            has_goal=preparation.interview.goal_id is not None,
        )

    def asked_before(self, interview: Interview) -> frozenset[str]:
        """Return the ids and texts of the questions this contact was asked in other interviews."""
        return frozenset(self._asked_before(interview))

    def _asked_before(self, interview: Interview) -> dict[str, PlannedQuestion]:
        """Return those questions by id and by text; if one was asked again, the latest answered."""
        interviews = self._context.repository.by(Interview, "contact_id")[interview.contact_id]
        asked = [
            question
            for other in sorted(interviews, key=lambda each: (each.held_on or date.min, each.id))
            if other.id != interview.id
            for question in other.plan
            if question.state == "asked"
        ]
        asked.sort(key=lambda question: bool(question.answer))  # the order of the days stays
        return {
            mark: question
            for question in asked
            for mark in (question.bank_id, question.text)
            if mark
        }

    def heard(self, interview: Interview) -> Counter[str]:
        """Count the answers so far, by category, in other interviews for the same goal.

        If the interview has no goal, count those in all other interviews.
        """
        categories = {question.id: question.category for question in self.bank()}
        return Counter(
            categories[question.bank_id]
            for other in self._context.repository.all(Interview)
            if interview.goal_id in (None, other.goal_id) and other.id != interview.id
            for question in other.plan
            if question.state == "asked" and question.bank_id in categories
        )

    def sheet(self, preparation: Preparation, form: SheetForm = "md") -> str:
        """Return the preparation sheet: as Markdown, as plain text, or as a page to print."""
        from infoint_tui.exchange.sheet import SheetFacts, sheet_markdown, sheet_text
        from infoint_tui.exchange.sheet_html import sheet_html

        contact, interview = preparation.contact, preparation.interview
        context, dossier = self._context, self._dossier(contact.id)
        facts = SheetFacts(
            contact,
            interview,
            context.today,
            context.clock.zone,
            about_me(interview, context.settings.about_me),
            dossier.goals.get(interview.goal_id or "") if dossier else None,
            recap(dossier, context.today) if dossier else None,
        )
        return {"md": sheet_markdown, "txt": sheet_text, "html": sheet_html}[form](facts)

    # --- planning ----------------------------------------------------------------------------

    def unsaved(self, contact_id: str) -> Preparation:
        """Return what `plan_interview` would prepare, without saving anything.

        Raises:
            NotFoundError: the contact is gone.
        """
        repository = self._context.repository
        interview = repository.rehearse(lambda tx: self._to_prepare(tx, contact_id))
        return Preparation(interview, existing(repository, Contact, contact_id))

    def plan_interview(
        self, contact_id: str, minutes: int | None = None, intent: Intent | None = None
    ) -> Interview:
        """Return the interview to prepare: the open one, or a new one.

        If the last interview fell through, the new one takes over its preparation.

        Args:
            contact_id: the contact.
            minutes: the length to plan for; None keeps the interview's own.
            intent: why the user wants to talk; None keeps the interview's own.
        """

        def change(tx: Transaction) -> Interview:
            interview = self._to_prepare(tx, contact_id)
            given = {"minutes": minutes, "intent": intent}
            return tx.put(interview.but(**{key: value for key, value in given.items() if value}))

        known = self._context.repository.get(Contact, contact_id)
        label = f"prepare for {known.name if known else 'them'}"
        return self._context.repository.transact(label, change).value

    def _to_prepare(self, tx: Transaction, contact_id: str) -> Interview:
        dossier = Dossier(existing(tx, Contact, contact_id), tx.of(Interview, contact_id))
        return dossier.open_interview() or Interview(
            id=self._context.new_id(),
            contact_id=contact_id,
            zone=self._context.clock.zone,
            **dossier.left_over(),
        )

    def toggle(self, interview_id: str, question: BankQuestion) -> bool:
        """Add a question to the plan, or remove it; return whether the plan now has it."""
        bank = {each.id: each for each in self.bank()}

        def change(tx: Transaction) -> bool:
            interview = existing(tx, Interview, interview_id)
            rest = tuple(each for each in interview.plan if each.bank_id != question.id)
            is_new = len(rest) == len(interview.plan)
            plan = inserted(interview.plan, plan_question(question), bank) if is_new else rest
            tx.put(interview.but(plan=plan))
            return is_new

        interview = self._context.repository.get(Interview, interview_id)
        is_in = interview is not None and any(
            each.bank_id == question.id for each in interview.plan
        )
        label = f"{'remove' if is_in else 'pick'}: {question.text}"
        return self._context.repository.transact(label, change).value

    def add_own(
        self, interview_id: str, text: str, minutes: int = 2, *, searchable: bool = False
    ) -> PlannedQuestion:
        """Add the user's own question to the plan, and to the bank for other interviews.

        Args:
            interview_id: the interview whose plan it goes into.
            text: the question.
            minutes: how many minutes it takes.
            searchable: whether a short search would answer it.

        Raises:
            InvalidInputError: the text is blank.
        """
        if not clean_line(text):
            raise InvalidInputError("The question is empty: type something.")
        record = Question(
            id=self._context.new_id(), text=text, minutes=minutes, searchable=searchable
        )
        planned = PlannedQuestion(text=record.text, bank_id=record.id, minutes=minutes)
        bank = {each.id: each for each in self.bank()}

        def change(tx: Transaction) -> PlannedQuestion:
            interview = existing(tx, Interview, interview_id)
            tx.put(record)
            tx.put(interview.but(plan=inserted(interview.plan, planned, bank)))
            return planned

        return self._context.repository.transact(f"add: {record.text}", change).value

    def reword(self, interview_id: str, question: PlannedQuestion, text: str) -> None:
        """Change the wording of a planned question, in this plan only.

        Raises:
            InvalidInputError: the text is blank.
            ConflictError: the question is not in the plan anymore.
        """
        if not clean_line(text):
            raise InvalidInputError("The question is empty: type something.")
        self._edit(
            interview_id,
            question,
            "edit a question",
            lambda plan, at: (*plan[:at], plan[at].but(text=text), *plan[at + 1 :]),
        )

    def move(self, interview_id: str, question: PlannedQuestion, by: int) -> None:
        """Move a question up (negative) or down in the plan.

        Raises:
            ConflictError: the question is not in the plan anymore.
        """
        self._edit(interview_id, question, "reorder", lambda plan, at: moved(plan, at, by))

    def remove(self, interview_id: str, question: PlannedQuestion) -> None:
        """Take a question out of the plan.

        Raises:
            ConflictError: the question is not in the plan anymore.
        """
        self._edit(interview_id, question, f"remove: {question.text}", without)

    def lengthen(self, interview_id: str, question: PlannedQuestion, by: int) -> None:
        """Give a question more minutes, or fewer if `by` is negative.

        Raises:
            ConflictError: the question is not in the plan anymore.
        """
        self._edit(
            interview_id, question, "change minutes", lambda plan, at: with_minutes(plan, at, by)
        )

    def toggle_must_ask(self, interview_id: str, question: PlannedQuestion) -> None:
        """Mark a question as one that must be asked, or remove that mark.

        Raises:
            ConflictError: the question is not in the plan anymore.
        """
        self._edit(interview_id, question, "must ask", with_must_ask_toggled)

    def mark(self, interview_id: str, question: PlannedQuestion, state: QuestionState) -> None:
        """Mark a question as asked, skipped or not asked yet, without starting the clock.

        Raises:
            ConflictError: the question is not in the plan anymore.
        """
        self._edit(
            interview_id,
            question,
            f"{state}: {question.text}",
            lambda plan, at: (*plan[:at], plan[at].but(state=state), *plan[at + 1 :]),
        )

    def suggest(self, interview_id: str) -> tuple[Suggestion, ...]:
        """Fill the remaining time with suitable questions; return them with the reasons."""
        bank = self.bank()
        by_id = {each.id: each for each in bank}

        def change(tx: Transaction) -> tuple[Suggestion, ...]:
            interview = existing(tx, Interview, interview_id)
            found = suggest(
                bank,
                minutes=interview.minutes,
                level=existing(tx, Contact, interview.contact_id).level,
                intent=interview.intent,
                asked_before=self.asked_before(interview),
                heard=self.heard(interview),
                planned=interview.plan,
                has_goal=interview.goal_id is not None,
            )
            plan: Plan = interview.plan
            for each in found:
                plan = inserted(plan, each.question, by_id)
            tx.put(interview.but(plan=plan))
            return found

        return self._context.repository.transact("suggest questions", change).value

    def _edit(
        self, interview_id: str, question: PlannedQuestion, label: str, edit: PlanEdit
    ) -> None:
        def change(tx: Transaction) -> None:
            interview = existing(tx, Interview, interview_id)
            if question not in interview.plan:
                raise ConflictError("That question was changed or removed in another window.")
            tx.put(interview.but(plan=edit(interview.plan, interview.plan.index(question))))

        self._context.repository.transact(label, change)


def _soonest(preparation: Preparation, now: datetime) -> tuple[bool, bool, str, str]:
    start = preparation.interview.start
    words = start.isoformat() if start else ""
    return (preparation.interview.is_over(now), start is None, words, preparation.contact.name)
