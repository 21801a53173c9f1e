"""Planning an interview: the bank, the plan, what is said about it, and the sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from infoint_tui.domain.basics.errors import ConflictError, InvalidInputError, NotFoundError
from infoint_tui.domain.conversation.plan import planned_minutes
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import BankQuestion, PlannedQuestion, Question
from infoint_tui.domain.records.record import Record
from infoint_tui.services.bank import load_bank
from infoint_tui.services.container import Services
from infoint_tui.services.planning import Planning
from tests.builders import held
from tests.services.conftest import TODAY

CULTURE = next(each for each in load_bank() if each.category == "Culture" and not each.levels)
OPENING = next(each for each in load_bank() if each.phase == "opening")
CLOSING = next(each for each in load_bank() if each.phase == "closing")


@pytest.fixture
def planning(services: Services) -> Planning:
    return services.planning


@pytest.fixture
def interview_id(services: Services, ana: Contact) -> str:
    return services.planning.plan_interview(ana.id).id


def put(services: Services, *records: Record) -> None:
    services.context.repository.transact("test", lambda tx: [tx.put(each) for each in records])


def plan_of(services: Services, interview_id: str) -> tuple[PlannedQuestion, ...]:
    preparation = services.planning.preparation(interview_id)
    assert preparation is not None
    return preparation.interview.plan


def asked_in(
    services: Services, contact_id: str, question: BankQuestion, interview: str = "old"
) -> None:
    """Write down an interview in which the question was asked."""
    asked = PlannedQuestion(text=question.text, bank_id=question.id, state="asked")
    put(services, Interview(id=interview, contact_id=contact_id, held_on=TODAY, plan=(asked,)))


# --- the bank ------------------------------------------------------------------------------------


def test_bank_is_the_built_in_one_then_the_users_own(services: Services) -> None:
    mine = Question(id="mine", text="What would you cut?", minutes=4, favourite=True)
    put(services, mine, Question(id="gone", text="Old?", hidden=True), Question(id="no words"))
    *built_in, own = services.planning.bank()
    assert tuple(built_in) == load_bank()
    assert own == BankQuestion(
        id="mine",
        text="What would you cut?",
        category="My own",
        minutes=4,
        favourite=True,
        own=True,
    )


def test_marks_on_built_in_questions(services: Services) -> None:
    put(
        services,
        Question(id="a", bank_id=CULTURE.id, favourite=True),
        Question(id="b", bank_id=OPENING.id, hidden=True),
    )
    bank = {each.id: each for each in services.planning.bank()}
    assert bank[CULTURE.id].favourite
    assert OPENING.id not in bank
    assert len(bank) == len(load_bank()) - 1


# --- interviews ----------------------------------------------------------------------------------


def test_interviews_soonest_first_then_untimed_then_past(services: Services) -> None:
    days = {"Zoe": date(2026, 11, 30), "Bo": date(2026, 12, 1), "Past": date(2026, 11, 20)}
    for name, day in days.items():
        services.scheduling.schedule(services.contacts.add(name).id, day, time(15))
    services.planning.plan_interview(services.contacts.add("Open").id)
    services.interviews.met(services.contacts.add("Held").id)
    put(services, Interview(id="orphan", contact_id="nobody"))
    assert [preparation.contact.name for preparation in services.planning.upcoming()] == [
        "Zoe",
        "Bo",
        "Open",
        "Past",
    ]


def test_an_interview_that_is_gone(services: Services) -> None:
    put(services, Interview(id="orphan", contact_id="nobody"))
    assert services.planning.preparation("orphan") is None
    assert services.planning.preparation("no such talk") is None


def test_planning_an_interview_makes_one_once(planning: Planning, ana: Contact) -> None:
    first = planning.plan_interview(ana.id)
    assert (first.minutes, first.start, first.requested_on) == (20, None, None)
    assert planning.plan_interview(ana.id, 30).id == first.id
    assert planning.plan_interview(ana.id).minutes == 30, "the interview keeps its own length"


def test_planning_an_interview_with_somebody_gone(planning: Planning) -> None:
    with pytest.raises(NotFoundError, match="no longer exists"):
        planning.plan_interview("nobody")


# --- the plan ------------------------------------------------------------------------------------


def test_toggle_puts_a_question_where_its_phase_belongs(
    services: Services, interview_id: str
) -> None:
    for question in (CLOSING, CULTURE, OPENING):
        assert services.planning.toggle(interview_id, question)
    order = [each.bank_id for each in plan_of(services, interview_id)]
    assert order == [OPENING.id, CULTURE.id, CLOSING.id]
    assert services.undo() == f"pick: {OPENING.text}"


def test_toggle_takes_out_again(services: Services, interview_id: str) -> None:
    services.planning.toggle(interview_id, CULTURE)
    assert not services.planning.toggle(interview_id, CULTURE)
    assert plan_of(services, interview_id) == ()
    assert services.undo() == f"remove: {CULTURE.text}"


def test_a_question_of_ones_own_is_kept_for_other_interviews(
    services: Services, interview_id: str
) -> None:
    services.planning.toggle(interview_id, CLOSING)
    planned = services.planning.add_own(interview_id, " What would\tyou cut? ", 4)
    assert plan_of(services, interview_id)[0] == planned
    own = services.planning.bank()[-1]
    assert (own.id, own.text, own.minutes) == (planned.bank_id, "What would you cut?", 4)
    services.undo()
    assert len(services.planning.bank()) == len(load_bank()), "one undo takes back both"
    assert len(plan_of(services, interview_id)) == 1


EDITS: dict[str, tuple[Callable[[Planning, str, PlannedQuestion], object], object]] = {
    "reword": (lambda p, t, q: p.reword(t, q, "Other\nwords?"), ("Other words?", 2, False)),
    "longer": (lambda p, t, q: p.lengthen(t, q, 1), ("Mine?", 3, False)),
    "shorter": (lambda p, t, q: p.lengthen(t, q, -5), ("Mine?", 1, False)),
    "must ask": (lambda p, t, q: p.toggle_must_ask(t, q), ("Mine?", 2, True)),
}


@pytest.mark.parametrize("edit", EDITS)
def test_edits_touch_that_question_alone(services: Services, interview_id: str, edit: str) -> None:
    for question in (OPENING, CLOSING):
        services.planning.toggle(interview_id, question)
    before = services.planning.add_own(interview_id, "Mine?")
    step, expected = EDITS[edit]
    step(services.planning, interview_id, before)
    opening, mine, closing = plan_of(services, interview_id)
    assert (mine.text, mine.minutes, mine.must_ask) == expected
    assert (opening.bank_id, closing.bank_id) == (OPENING.id, CLOSING.id)
    with pytest.raises(ConflictError, match="another window"):
        services.planning.remove(interview_id, before)


def test_move_and_remove(services: Services, interview_id: str) -> None:
    planning = services.planning
    first, second = (planning.add_own(interview_id, text) for text in ("One?", "Two?"))
    planning.move(interview_id, second, -1)
    assert plan_of(services, interview_id) == (second, first)
    planning.move(interview_id, second, 5)
    assert plan_of(services, interview_id) == (first, second)
    planning.remove(interview_id, first)
    assert plan_of(services, interview_id) == (second,)
    assert services.undo() == "remove: One?"


@pytest.mark.parametrize("words", ["", "  ", "\x1b\n"])
def test_a_question_needs_words(services: Services, interview_id: str, words: str) -> None:
    question = services.planning.add_own(interview_id, "Mine?")
    with pytest.raises(InvalidInputError, match="question is empty"):
        services.planning.add_own(interview_id, words)
    with pytest.raises(InvalidInputError, match="question is empty"):
        services.planning.reword(interview_id, question, words)
    assert plan_of(services, interview_id) == (question,)


def test_steps_in_an_interview_that_is_gone(planning: Planning) -> None:
    with pytest.raises(NotFoundError):
        planning.toggle("no such talk", CULTURE)
    with pytest.raises(NotFoundError):
        planning.suggest("no such talk")


# --- suggesting ----------------------------------------------------------------------------------


def test_suggest_fills_the_time_around_what_is_planned(
    services: Services, interview_id: str
) -> None:
    services.planning.toggle(interview_id, CULTURE)
    found = services.planning.suggest(interview_id)
    plan = plan_of(services, interview_id)
    assert planned_minutes(plan) == 20
    assert len(plan) == len(found) + 1
    assert {each.question for each in found} < set(plan)
    assert plan[-1].bank_id in {each.id for each in load_bank() if each.phase == "closing"}
    assert services.planning.suggest(interview_id) == (), "a full plan gets nothing more"
    assert services.undo() == "suggest questions"
    assert len(plan_of(services, interview_id)) == 1


def test_suggest_keeps_off_what_was_asked_before(services: Services, ana: Contact) -> None:
    interview_id = services.planning.plan_interview(ana.id).id
    first = services.planning.suggest(interview_id)[0].question
    services.undo()
    known = next(each for each in load_bank() if each.id == first.bank_id)
    asked_in(services, ana.id, known)
    again = {each.question.bank_id for each in services.planning.suggest(interview_id)}
    assert known.id not in again
    assert again


# --- what is said --------------------------------------------------------------------------------


def test_asked_before_and_heard(services: Services, ana: Contact, interview_id: str) -> None:
    bo = services.contacts.add("Bo")
    asked_in(services, ana.id, CULTURE, "with Ana")
    asked_in(services, bo.id, OPENING, "with Bo")
    own = PlannedQuestion(text="Made up?", state="asked")
    other_goal = Interview(id="other", contact_id=bo.id, goal_id="sail", plan=(own,))
    skipped = PlannedQuestion(text=CLOSING.text, bank_id=CLOSING.id, state="skipped")
    put(services, other_goal, Interview(id="made up", contact_id=ana.id, plan=(own, skipped)))
    preparation = services.planning.preparation(interview_id)
    assert preparation is not None
    assert services.planning.asked_before(preparation.interview) == {
        CULTURE.id,
        CULTURE.text,
        "Made up?",
    }
    assert services.planning.heard(preparation.interview) == {
        CULTURE.category: 1,
        OPENING.category: 1,
    }


def test_what_was_heard_is_counted_for_the_goal_of_the_interview_if_it_has_one(
    services: Services, interview_id: str
) -> None:
    asked = PlannedQuestion(text=CULTURE.text, bank_id=CULTURE.id, state="asked")
    bo = services.contacts.add("Bo")
    for goal_id in ("sail", "sail", "grids", None):
        number = len(services.context.repository.all(Interview))
        interview = Interview(id=f"{number}", contact_id=bo.id, goal_id=goal_id, plan=(asked,))
        put(services, interview)
    why = {}
    for goal_id in (None, "sail"):
        services.interviews.edit(interview_id, "test", goal_id=goal_id)
        of = services.planning.preparation(interview_id)
        assert of is not None
        why[goal_id] = services.planning.why(of, CULTURE).split("; ")[1]
    assert why == {
        None: "you've heard 4 answers on culture so far",
        "sail": "for this goal you've heard 2 answers on culture",
    }


@pytest.mark.parametrize(
    ("rule", "question", "expected"),
    [
        ("searchable", CULTURE.but(searchable=True), "a quick search answers this"),
        ("job words", CULTURE.but(job_search_only=True), "you say you're not asking for a job"),
        ("asked before", CLOSING, "you asked Ana Ruiz this before"),
        ("the suggestion's reason", CULTURE, "you've heard one answer on culture so far"),
    ],
)
def test_why(
    services: Services,
    ana: Contact,
    interview_id: str,
    rule: str,
    question: BankQuestion,
    expected: str,
) -> None:
    asked_in(services, ana.id, CLOSING, "with Ana")
    asked_in(services, services.contacts.add("Bo").id, CULTURE, "with Bo")
    preparation = services.planning.preparation(interview_id)
    assert preparation is not None
    assert expected in services.planning.why(preparation, question), rule


def test_what_they_said_when_asked_before_is_told_the_latest_first(
    services: Services, ana: Contact, interview_id: str
) -> None:
    answers = {"3 mar": "an early shift", "20 oct": "two\nnew people", "2 nov": ""}
    for on, answer in answers.items():
        asked = PlannedQuestion(text=CLOSING.text, bank_id=CLOSING.id, state="asked", answer=answer)
        put(services, held(on, id=on, contact_id=ana.id, plan=(asked,)))
    preparation = services.planning.preparation(interview_id)
    assert preparation is not None
    told = services.planning.why(preparation, CLOSING)
    assert told == "you asked Ana Ruiz this before: “two new people”"


@pytest.mark.parametrize("searchable", [True, False])
def test_a_question_of_ones_own_can_be_marked_searchable(
    services: Services, interview_id: str, searchable: bool
) -> None:
    services.planning.add_own(interview_id, "How many work here?", searchable=searchable)
    assert services.planning.bank()[-1].searchable is searchable
    preparation = services.planning.preparation(interview_id)
    assert preparation is not None
    checks = {check.key: check.ok for check in services.planning.checks(preparation)}
    assert checks["searchable"] is not searchable


def test_openings_suit_somebody_who_says_they_look_for_a_job(
    services: Services, interview_id: str
) -> None:
    services.interviews.edit(interview_id, "test", intent="job_search")
    preparation = services.planning.preparation(interview_id)
    assert preparation is not None
    why = services.planning.why(preparation, CULTURE.but(job_search_only=True))
    assert why == "suits anyone; you're open about looking for a job"


def test_checks_know_the_bank_and_the_past(
    services: Services, ana: Contact, interview_id: str
) -> None:
    searchable = next(each for each in load_bank() if each.searchable)
    asked_in(services, ana.id, CULTURE)
    for question in (CULTURE, searchable):
        services.planning.toggle(interview_id, question)
    preparation = services.planning.preparation(interview_id)
    assert preparation is not None
    failing = {check.key for check in services.planning.checks(preparation) if not check.ok}
    assert {"searchable", "asked_before"} <= failing


# --- the sheet -----------------------------------------------------------------------------------


def test_sheet_in_every_form(services: Services, interview_id: str) -> None:
    services.planning.toggle(interview_id, CULTURE)
    preparation = services.planning.preparation(interview_id)
    assert preparation is not None
    assert services.planning.sheet(preparation).startswith("# Talk with Ana Ruiz\n")
    assert services.planning.sheet(preparation, "txt").startswith("Talk with Ana Ruiz\n=====")
    assert "<h1>Talk with Ana Ruiz</h1>" in services.planning.sheet(preparation, "html")


def test_the_sheet_knows_the_user_the_goal_and_the_last_time(
    services: Services, ana: Contact, interview_id: str
) -> None:
    services.about_you.change(lines=["I teach math."])
    goal = services.goals.add("Grids", decides="a day there")
    services.interviews.edit(interview_id, "test", goal_id=goal.id)
    put(services, held("20 oct", id="last", contact_id=ana.id))
    preparation = services.planning.preparation(interview_id)
    assert preparation is not None
    text = services.planning.sheet(preparation, "txt")
    for words in ("I teach math.", "Grids", "a day there", "They said: models are the easy half"):
        assert words in text
    services.interviews.edit(interview_id, "test", about_me="I sail, too.")
    preparation = services.planning.preparation(interview_id)
    assert preparation is not None
    assert "I sail, too." in services.planning.sheet(preparation, "txt")
