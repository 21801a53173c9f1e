from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    RuleError,
)
from infoint_tui.domain.people.introductions import SuggestedPerson
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.interview import Debrief, Interview, TimedNote
from infoint_tui.services.container import Services
from tests.services.conftest import DAY, TODAY


def column(services: Services, contact: Contact) -> str | None:
    card = services.overview.card(contact.id)
    return card.column if card else None


def owed(services: Services) -> list[tuple[str, date]]:
    return [(line.owed.kind, line.owed.due) for line in services.overview.owed()]


def timeline(services: Services, contact: Contact) -> list[str]:
    dossier = services.overview.dossier(contact.id)
    assert dossier is not None
    return [f"{touch.kind}: {touch.text}" for touch in dossier.touches]


def test_asking_shortlists_and_owes_a_nudge_after_seven_business_days(
    services: Services, ana: Contact
) -> None:
    services.requests.ask(ana.id)
    assert column(services, ana) == "waiting"
    assert owed(services) == [("nudge", date(2026, 12, 2))]
    assert timeline(services, ana) == ["message: asked to talk"]


def test_asking_twice_names_the_open_request(services: Services, ana: Contact) -> None:
    services.requests.ask(ana.id, date(2026, 11, 20))
    with pytest.raises(RuleError, match="on Fri 20 Nov"):
        services.requests.ask(ana.id)


def test_asking_with_an_interview_agreed_says_so(services: Services, ana: Contact) -> None:
    services.scheduling.schedule(ana.id, TODAY + DAY, time(15))
    with pytest.raises(RuleError, match="is already set, for Tue 24 Nov"):
        services.requests.ask(ana.id)


def test_asking_uses_the_interview_that_was_prepared_ahead(
    services: Services, ana: Contact
) -> None:
    ahead = services.planning.plan_interview(ana.id)
    assert services.requests.ask(ana.id).id == ahead.id


def test_nobody_is_asked_tomorrow(services: Services, ana: Contact) -> None:
    with pytest.raises(InvalidInputError):
        services.requests.ask(ana.id, TODAY + DAY)


def test_a_nudge_leads_to_letting_go(services: Services, ana: Contact) -> None:
    services.requests.ask(ana.id, date(2026, 11, 2))
    services.requests.nudge(ana.id)
    assert owed(services) == [("close", date(2026, 12, 2))]
    services.requests.let_go(ana.id)
    assert column(services, ana) is None
    assert services.contacts.get(ana.id).aside_why == "no reply"


@pytest.mark.parametrize("step", ["nudge", "decline", "let_go", "agree"])
def test_without_a_request_there_is_nothing_to_answer(
    services: Services, ana: Contact, step: str
) -> None:
    with pytest.raises(RuleError, match="hasn't been asked yet"):
        getattr(services.requests, step)(ana.id)


def test_declining_sets_aside(services: Services, ana: Contact) -> None:
    services.requests.ask(ana.id)
    services.requests.decline(ana.id)
    contact = services.contacts.get(ana.id)
    assert (contact.standing, contact.aside_why) == ("set_aside", "declined")
    assert owed(services) == []


def test_a_no_can_name_somebody_else(services: Services, ana: Contact) -> None:
    services.requests.ask(ana.id)
    teo = services.requests.referred(
        ana.id, SuggestedPerson(name="Teo Maran", organization="Opal")
    ).contact
    assert (teo.introduced_by, column(services, teo)) == (ana.id, "ask")
    assert [kind for kind, _ in owed(services)] == ["reach_out"]
    assert set(timeline(services, ana)[:2]) == {
        "introduction: suggested Teo Maran",
        "message: said no",
    }


def test_not_now_comes_back_on_its_day(services: Services, ana: Contact, clock: FixedClock) -> None:
    services.requests.ask(ana.id)
    services.requests.decline(ana.id, until=TODAY + 7 * DAY)
    assert column(services, ana) is None
    clock.instant += 7 * DAY
    assert column(services, ana) == "ask"


def test_yes_without_a_time_owes_a_time(services: Services, ana: Contact) -> None:
    services.requests.ask(ana.id)
    services.requests.agree(ana.id)
    assert column(services, ana) == "prepare"
    assert owed(services) == [("settle", date(2026, 11, 25))]


def test_scheduling_plans_the_open_request(services: Services, ana: Contact) -> None:
    asked = services.requests.ask(ana.id)
    interview = services.scheduling.schedule(
        ana.id, date(2026, 12, 1), time(15), "Europe/Madrid", place="Cafe Lumen", minutes=30
    )
    assert interview.id == asked.id
    assert interview.start == datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
    assert (interview.day, interview.place, interview.minutes) == (
        date(2026, 12, 1),
        "Cafe Lumen",
        30,
    )
    assert owed(services) == [("prepare", date(2026, 11, 30))]
    assert timeline(services, ana)[0] == "message: agreed: Tue 1 Dec, 15:00 (Europe/Madrid)"


def test_an_interview_entered_afterwards_was_agreed_after_it_was_asked_for(
    services: Services, ana: Contact
) -> None:
    services.requests.ask(ana.id)
    interview = services.scheduling.schedule(ana.id, TODAY - 3 * DAY, time(15))
    assert (interview.requested_on, interview.agreed_on) == (TODAY, TODAY)


def test_an_interview_entered_afterwards_was_agreed_by_its_day(
    services: Services, ana: Contact
) -> None:
    interview = services.scheduling.schedule(ana.id, TODAY - 3 * DAY, time(15))
    assert interview.agreed_on == TODAY - 3 * DAY
    assert (
        services.scheduling.schedule(ana.id, TODAY + DAY, time(15)).agreed_on == interview.agreed_on
    )
    services.interviews.fell_through(ana.id, "cancelled")
    assert services.scheduling.schedule(ana.id, TODAY + DAY, time(15)).agreed_on == TODAY


def test_an_interview_far_away_is_shown_by_the_clock_of_the_user(
    services: Services, ana: Contact
) -> None:
    interview = services.scheduling.schedule(ana.id, TODAY + DAY, time(3), "Asia/Tokyo")
    (entry,) = [each for each in services.overview.entries() if each.row.id == ana.id]
    assert entry.interview is not None
    assert f"{entry.interview:%Y-%m-%d %H:%M}" == f"{TODAY} 18:00"
    assert interview.day == TODAY + DAY  # what is owed goes by their day
    end = interview.but(start=datetime(9999, 12, 31, 23, tzinfo=UTC), zone="UTC")
    assert end.start_in("Asia/Tokyo") == end.local_start()  # no later day there


def test_moving_an_interview_wants_it_confirmed_again(services: Services, ana: Contact) -> None:
    services.scheduling.schedule(ana.id, TODAY + DAY, time(15))
    services.interviews.confirm(ana.id)
    interview = services.scheduling.schedule(ana.id, TODAY + 2 * DAY, time(15))
    assert interview.confirmed_on is None
    assert timeline(services, ana)[0] == "message: moved to Wed 25 Nov, 15:00"


def test_a_form_of_an_interview_overwrites_nothing_unseen(services: Services, ana: Contact) -> None:
    interview = services.scheduling.schedule(ana.id, TODAY + DAY, time(15))
    save = services.interviews.saver(interview, "edit the talk")
    services.interviews.edit(
        interview.id, "prepare", outcome="a name", belief="hard", research="hers"
    )
    mine = {"outcome": "a decision", "belief": "", "research": "hers", "place": "Cafe"}
    with pytest.raises(ConflictError, match=r"Changed elsewhere: outcome to “a name”. Save again"):
        save(mine)
    saved = save(mine)
    assert (saved.outcome, saved.belief, saved.place) == ("a decision", "hard", "Cafe")


def test_moving_an_interview_overwrites_nothing_unseen(services: Services, ana: Contact) -> None:
    interview = services.scheduling.schedule(ana.id, TODAY + DAY, time(15), place="Cafe")
    shown = {"day": TODAY + DAY, "time": time(15), "place": "Cafe"}
    move, note_place = (
        services.scheduling.scheduler(interview),
        services.scheduling.scheduler(interview),
    )
    services.scheduling.schedule(ana.id, TODAY + 3 * DAY, time(9), "Asia/Tokyo", place="a link")
    services.interviews.confirm(ana.id)

    # what the form left as it was is not touched: the interview is not moved back
    longer = services.scheduling.scheduler(interview)(**shown, minutes=45)
    assert (longer.day, longer.minutes, longer.confirmed_on) == (TODAY + 3 * DAY, 45, TODAY)

    with pytest.raises(
        ConflictError,
        match=r"Changed elsewhere: start to “Thu 26 Nov 2026, 09:00 Asia/Tokyo”\. Save",
    ):
        move(**{**shown, "day": TODAY + 2 * DAY})
    moved = move(**{**shown, "day": TODAY + 2 * DAY})
    assert (moved.start, moved.place) == (datetime(2026, 11, 25, 15, tzinfo=UTC), "a link")
    assert moved.confirmed_on is None

    # nothing can be put in an interview that has no time any more
    services.interviews.fell_through(ana.id, "cancelled")
    with pytest.raises(ConflictError, match="You've since talked with Ana Ruiz, or it's off"):
        note_place(**{**shown, "place": "Park"})
    with pytest.raises(ConflictError, match="Changed elsewhere: start to blank"):
        move(**{**shown, "day": TODAY + 5 * DAY})
    assert move(**{**shown, "day": TODAY + 5 * DAY}).id != interview.id


def test_changing_the_place_moves_nothing(services: Services, ana: Contact) -> None:
    services.scheduling.schedule(ana.id, TODAY + DAY, time(15))
    services.interviews.confirm(ana.id)
    interview = services.scheduling.schedule(ana.id, TODAY + DAY, time(15), place="Cafe")
    assert interview.confirmed_on == TODAY
    assert len(timeline(services, ana)) == 2


def test_met_takes_the_planned_interview_and_its_day_when_past(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    interview = services.scheduling.schedule(ana.id, TODAY + DAY, time(15))
    clock.instant += 3 * DAY
    assert owed(services) == [("outcome", TODAY + DAY)]
    held = services.interviews.met(ana.id, learned="models are the easy half")
    assert (held.id, held.held_on) == (interview.id, TODAY + DAY)
    assert held.debrief == Debrief(learned="models are the easy half")
    assert column(services, ana) == "thank"
    assert owed(services) == [("thank", TODAY + 2 * DAY)]


def test_met_ahead_of_the_plan_is_held_today(services: Services, ana: Contact) -> None:
    services.scheduling.schedule(ana.id, TODAY + DAY, time(15))
    assert services.interviews.met(ana.id).held_on == TODAY
    assert owed(services) == [("debrief", TODAY), ("thank", TODAY + DAY)]


def test_met_without_a_plan_is_an_interview_of_that_day(services: Services, ana: Contact) -> None:
    held = services.interviews.met(ana.id, TODAY - DAY)
    assert (held.held_on, held.start) == (TODAY - DAY, None)
    assert services.contacts.get(ana.id).standing == "shortlisted"


def test_what_is_still_to_do_about_a_logged_conversation_is_said_truly(
    services: Services, ana: Contact
) -> None:
    def told() -> str:
        with pytest.raises(RuleError, match="You already logged a conversation") as error:
            services.interviews.met(ana.id)
        return str(error.value)

    services.interviews.met(ana.id)
    assert told().endswith("Write it up, or thank them.")
    services.interviews.thank(ana.id)
    assert told().endswith("Write it up.")
    services.interviews.met(ana.id, learned="measure first")
    assert told().endswith("It is written up, and you thanked them.")
    services.undo()
    services.undo()
    services.interviews.met(ana.id, learned="measure first")
    assert told().endswith("It is written up; you can still thank them.")


def test_thanking_settles_the_oldest_interview(services: Services, ana: Contact) -> None:
    older = services.interviews.met(ana.id, TODAY - 5 * DAY)
    services.interviews.met(ana.id, TODAY - DAY)
    settled = services.interviews.thank(ana.id, "handwritten")
    assert settled is not None
    assert (settled.id, settled.thanked_on, settled.thanked_by) == (older.id, TODAY, "handwritten")
    assert services.interviews.last_channel(ana.id) == "handwritten"


def test_a_thank_you_takes_the_channel_last_used_with_that_person(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    lee = services.contacts.add("Lee Moss")
    for person in (ana, lee):
        services.interviews.met(person.id)
    services.interviews.thank(ana.id, "handwritten")
    assert services.interviews.last_channel(lee.id) == "email"  # not Ana's; nor was it in person
    log = services.touches.log
    log([lee.id], "hi", channel="message")
    log([lee.id], "and hello", direction="in")  # which says nothing about how
    log([lee.id], "wrote earlier", kind="email", on=TODAY - DAY)
    assert services.interviews.last_channel(lee.id) == "message"
    clock.instant += timedelta(minutes=1)
    log([lee.id], "rang", kind="call")
    assert services.interviews.last_channel(lee.id) == "call"
    clock.instant += DAY
    thanked = services.interviews.thank(lee.id, "other")
    assert thanked
    assert services.interviews.last_channel(lee.id) == "other"
    assert services.interviews.last_channel(ana.id) == "handwritten"


def test_thanking_for_an_interview_that_is_over_records_it_as_held(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    services.scheduling.schedule(ana.id, TODAY + DAY, time(15))
    clock.instant += 2 * DAY
    settled = services.interviews.thank(ana.id)
    assert settled is not None
    assert (settled.held_on, settled.thanked_on) == (TODAY + DAY, TODAY + 2 * DAY)
    assert services.undo() == "thank Ana Ruiz"
    assert column(services, ana) == "prepare"


def test_thanking_with_nothing_owed_is_logged_all_the_same(
    services: Services, ana: Contact
) -> None:
    services.scheduling.schedule(ana.id, TODAY + DAY, time(15))
    assert services.interviews.thank(ana.id) is None
    assert timeline(services, ana)[0] == "thank_you: "
    assert services.interviews.last_channel(ana.id) == "email"


@pytest.mark.parametrize("ended", ["cancelled", "no_show"])
def test_an_interview_that_fell_through_leads_back_to_ask(
    services: Services, ana: Contact, ended: str
) -> None:
    services.scheduling.schedule(ana.id, TODAY, time(9))
    services.interviews.fell_through(ana.id, ended)  # type: ignore[arg-type]  # both fit
    assert column(services, ana) == "ask"


@pytest.mark.parametrize("step", ["ask", "schedule", "prepare"])
def test_the_next_interview_takes_over_what_was_prepared_for_one_that_fell_through(
    services: Services, ana: Contact, step: str
) -> None:
    goal = services.goals.add("Grid planner")
    services.requests.ask(ana.id)
    first = services.scheduling.schedule(ana.id, TODAY, time(8), minutes=30, place="Cafe Lumen")
    services.planning.add_own(first.id, "What fills a Tuesday?")
    services.goals.assign(first.id, goal.id, before=4)
    ended = services.interviews.fell_through(ana.id, "no_show")
    again = {
        "ask": lambda: services.requests.ask(ana.id),
        "schedule": lambda: services.scheduling.schedule(ana.id, TODAY + DAY, time(8)),
        "prepare": lambda: services.planning.plan_interview(ana.id),
    }[step]()
    assert again.id != ended.id
    assert (again.goal_id, again.fit_before, again.plan) == (goal.id, 4, ended.plan)
    assert (again.minutes, again.place) == (30, "Cafe Lumen")
    assert (again.ended, again.confirmed_on) == (None, None)
    assert again.requested_on == (TODAY if step == "ask" else None)
    services.undo()
    assert services.context.repository.get(Interview, again.id) is None


@pytest.mark.parametrize("step", ["ask", "schedule", "prepare", "met", "message"])
def test_the_intent_is_that_of_the_last_conversation(
    services: Services, ana: Contact, step: str
) -> None:
    services.requests.ask(ana.id, intent="job_search")
    services.interviews.met(ana.id, TODAY - DAY)
    if step == "message":
        assert services.messages.draft(ana.id, "ask").occasion.intent == "job_search"
        return
    made = {
        "ask": lambda: services.requests.ask(ana.id),
        "schedule": lambda: services.scheduling.schedule(ana.id, TODAY + DAY, time(15)),
        "prepare": lambda: services.planning.plan_interview(ana.id),
        "met": lambda: services.interviews.met(ana.id),
    }[step]()
    assert made.intent == "job_search"
    changed = services.planning.plan_interview(ana.id, intent="informational")
    assert changed.intent == "informational"


def test_nothing_is_left_over_of_an_interview_that_was_held_or_refused(
    services: Services, ana: Contact
) -> None:
    services.scheduling.schedule(ana.id, TODAY - DAY, time(8), place="Cafe Lumen")
    services.interviews.fell_through(ana.id, "cancelled")
    services.scheduling.schedule(ana.id, TODAY, time(8))
    services.interviews.met(ana.id)
    assert services.requests.ask(ana.id).place == ""
    services.requests.decline(ana.id)
    assert services.planning.plan_interview(ana.id).place == ""


def test_nobody_fails_to_show_up_at_an_interview_that_is_still_to_come(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    services.scheduling.schedule(ana.id, TODAY, time(9, 1))
    with pytest.raises(
        RuleError,
        match=r"You're set to talk with Ana Ruiz on Mon 23 Nov\. Call it off",
    ):
        services.interviews.fell_through(ana.id, "no_show")
    clock.instant += timedelta(minutes=1)
    assert services.interviews.fell_through(ana.id, "no_show").ended == "no_show"
    services.scheduling.schedule(ana.id, TODAY + DAY, time(9))
    assert services.interviews.fell_through(ana.id, "cancelled").ended == "cancelled"


def test_what_was_learned_goes_to_the_notes_that_wait_for_a_debrief(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    interview = services.scheduling.schedule(ana.id, TODAY - DAY, time(8))
    noted = TimedNote(at=clock.now(), text="half a note")
    services.interviews.edit(interview.id, "notes", notes=(noted,), unfinished_note="typing")
    held = services.interviews.met(ana.id)
    added = services.interviews.met(ana.id, learned="be kind")
    assert [note.text for note in added.notes] == ["half a note", "be kind"]
    assert (added.id, added.debrief, added.unfinished_note) == (held.id, None, "typing")
    # an interview that is agreed goes before it
    later = services.scheduling.schedule(ana.id, TODAY, time(8))
    assert services.interviews.met(ana.id, learned="maps").id == later.id


def test_only_an_agreed_interview_can_fall_through_or_be_confirmed(
    services: Services, ana: Contact
) -> None:
    with pytest.raises(RuleError, match="No time with Ana Ruiz is set"):
        services.interviews.fell_through(ana.id, "cancelled")
    with pytest.raises(RuleError, match="No time with Ana Ruiz is set"):
        services.interviews.confirm(ana.id)


def test_a_gone_contact_is_not_found(services: Services, ana: Contact) -> None:
    services.undo()
    with pytest.raises(NotFoundError):
        services.requests.ask(ana.id)


def test_a_debrief_settles_what_is_owed_the_same_day(services: Services, ana: Contact) -> None:
    interview = services.interviews.met(ana.id)
    services.interviews.write_debrief(interview.id, Debrief(good="the people"))
    assert owed(services) == [("thank", TODAY + DAY)]


def test_steps_are_taken_back_one_by_one_and_the_timeline_stays(
    services: Services, ana: Contact
) -> None:
    services.requests.ask(ana.id)
    services.scheduling.schedule(ana.id, TODAY + DAY, time(15))
    services.interviews.met(ana.id)
    services.interviews.thank(ana.id)
    columns = []
    for _ in range(4):
        services.interviews.take_back(ana.id)
        columns.append(column(services, ana))
    assert columns == ["thank", "prepare", "waiting", "ask"]
    assert len(timeline(services, ana)) == 4
    with pytest.raises(RuleError, match="Nothing to undo"):
        services.interviews.take_back(ana.id)


def test_taking_back_keeps_a_plan(services: Services, ana: Contact) -> None:
    interview = services.planning.plan_interview(ana.id)
    services.planning.add_own(interview.id, "What fills a Tuesday?")
    services.requests.ask(ana.id)
    services.interviews.take_back(ana.id)
    kept = services.context.repository.get(Interview, interview.id)
    assert kept is not None
    assert (len(kept.plan), kept.requested_on) == (1, None)


def test_every_step_is_one_undo(services: Services, ana: Contact) -> None:
    services.requests.ask(ana.id)
    services.scheduling.schedule(ana.id, TODAY + DAY, time(15))
    services.interviews.met(ana.id)
    services.interviews.thank(ana.id)
    labels = [services.undo() for _ in range(6)]
    assert labels == [
        "thank Ana Ruiz",
        "talk with Ana Ruiz",
        "set a time with Ana Ruiz",
        "ask Ana Ruiz",
        "add Ana Ruiz",
        None,
    ]
    assert services.overview.rows() == ()
    assert [services.redo() for _ in range(6)][-2:] == ["thank Ana Ruiz", None]
    assert column(services, ana) == "warm"


def test_a_name_with_braces_is_only_a_name(services: Services) -> None:
    odd = services.contacts.add("{0} {x}")
    services.requests.ask(odd.id)
    assert services.undo() == "ask {0} {x}"


def test_keeping_in_touch_counts_from_the_latest_touch(services: Services, ana: Contact) -> None:
    interview = services.interviews.met(ana.id)
    services.interviews.thank(ana.id)
    services.interviews.write_debrief(interview.id, Debrief(learned="x"))
    services.touches.log([ana.id], "an older mail", on=TODAY - timedelta(days=400))
    assert owed(services) == [("keep_in_touch", TODAY + 90 * DAY)]


def test_a_snooze_ends_with_the_next_step(services: Services, ana: Contact) -> None:
    services.requests.ask(ana.id, date(2026, 11, 2))
    services.board_moves.snooze(services.overview.owed()[0].owed, TODAY + 7 * DAY)
    services.scheduling.schedule(ana.id, TODAY + 2 * DAY, time(15))
    assert owed(services) == [("prepare", TODAY + DAY)]


STEPS: dict[str, Callable[[Services, str], object]] = {
    "ask": lambda services, who: services.requests.ask(who, date(2026, 11, 2)),
    "nudge": lambda services, who: services.requests.nudge(who),
    "agree": lambda services, who: services.requests.agree(who),
    "schedule": lambda services, who: services.scheduling.schedule(who, TODAY + DAY, time(15)),
    "move": lambda services, who: services.scheduling.schedule(who, TODAY + 9 * DAY, time(15)),
    "begin": lambda services, who: _begin(services, _interview(services, who).id),
    "met": lambda services, who: services.interviews.met(who),
    "write up": lambda services, who: services.interviews.write_debrief(
        _interview(services, who).id, Debrief(learned="x")
    ),
    "thank": lambda services, who: services.interviews.thank(who),
    "decide": lambda services, who: _decide(services, _interview(services, who).id),
    "take back": lambda services, who: services.interviews.take_back(who),
}
"""Steps on the way of one interview, by their names."""


def _interview(services: Services, contact_id: str) -> Interview:
    dossier = services.overview.dossier(contact_id)
    assert dossier is not None
    return dossier.interviews[0]


def _begin(services: Services, interview_id: str) -> None:
    services.conversations.begin(interview_id).note("x")


def _decide(services: Services, interview_id: str) -> None:
    goal = services.goals.add("Work on power grids")
    services.goals.assign(interview_id, goal.id)
    services.goals.decide(goal.id, "closer")


@pytest.mark.parametrize(
    ("before", "snoozed", "after", "then"),
    [
        ("ask", "nudge", "nudge", ("close", date(2026, 12, 2))),
        ("ask", "nudge", "agree", ("settle", TODAY + 2 * DAY)),
        ("ask", "nudge", "schedule", ("prepare", TODAY)),
        ("ask, schedule", "prepare", "move", ("prepare", TODAY + 8 * DAY)),
        ("schedule", "prepare", "begin", ("outcome", TODAY)),
        ("schedule", "prepare", "met", ("debrief", TODAY)),
        ("schedule, met", "debrief", "thank", ("debrief", TODAY)),
        ("met, write up", "thank", "thank, decide", ("tell_verdict", TODAY + 7 * DAY)),
        ("met, thank", "debrief", "take back", ("debrief", TODAY)),
        ("ask, agree", "settle", "take back", ("nudge", date(2026, 11, 11))),
        ("ask, agree, met", "debrief", "take back", ("settle", TODAY + 2 * DAY)),
    ],
)
def test_a_snooze_puts_off_nothing_that_comes_after_the_next_step(
    services: Services,
    ana: Contact,
    before: str,
    snoozed: str,
    after: str,
    then: tuple[str, date],
) -> None:
    for step in before.split(", "):
        STEPS[step](services, ana.id)
    line = services.overview.owed()[0]
    assert line.owed.kind == snoozed
    services.board_moves.snooze(line.owed, date(2027, 3, 1))
    assert owed(services)[0][1] == date(2027, 3, 1)
    for step in after.split(", "):
        STEPS[step](services, ana.id)
    assert owed(services)[0] == then


@pytest.mark.parametrize(
    ("form", "channel"), [("in_person", "in_person"), ("phone", "call"), ("video", "other")]
)
def test_an_interview_is_logged_the_way_it_was_held(
    services: Services, ana: Contact, form: str, channel: str
) -> None:
    services.scheduling.schedule(ana.id, TODAY, time(8), format=form)
    services.interviews.met(ana.id)
    dossier = services.overview.dossier(ana.id)
    assert dossier is not None
    assert dossier.touches[0].channel == channel
