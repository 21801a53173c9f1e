from __future__ import annotations

from datetime import date, time

import pytest

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import (
    AmbiguousError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
    RuleError,
)
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.goal import Goal
from infoint_tui.domain.records.interview import Debrief, Interview
from infoint_tui.services.container import Services
from tests.services.conftest import DAY, TODAY


@pytest.fixture
def grid(services: Services) -> Goal:
    return services.goals.add("Work on power grids", why="it matters", decides="a day there")


@pytest.fixture
def helped(services: Services, ana: Contact, grid: Goal) -> Interview:
    """An interview held for the goal, debriefed and thanked for."""
    interview = services.interviews.met(ana.id)
    services.interviews.write_debrief(interview.id, Debrief(learned="x"))
    services.interviews.thank(ana.id)
    return services.goals.assign(interview.id, grid.id, before=4, after=2)


def owed(services: Services) -> list[tuple[str, date]]:
    return [(line.owed.kind, line.owed.due) for line in services.overview.owed()]


def column(services: Services, contact: Contact) -> str:
    card = services.overview.card(contact.id)
    assert card is not None
    return card.column


def test_a_goal_ruled_out_is_told_to_everyone_who_helped(
    services: Services, ana: Contact, grid: Goal, helped: Interview, clock: FixedClock
) -> None:
    assert column(services, ana) == "warm"
    services.goals.decide(grid.id, "ruled_out")
    assert owed(services) == [("tell_verdict", TODAY + 7 * DAY)]
    assert column(services, ana) == "act"
    card = services.overview.card(ana.id)
    assert card is not None
    services.board_moves.snooze(card.owed[0], TODAY + 20 * DAY)
    assert owed(services) == [("tell_verdict", TODAY + 20 * DAY)]
    clock.instant += DAY
    assert services.board_moves.finish(card) == "Reported back to Ana Ruiz"
    assert owed(services) == [("keep_in_touch", TODAY + 91 * DAY)]
    dossier = services.overview.dossier(ana.id)
    assert dossier is not None
    assert (dossier.touches[0].kind, dossier.touches[0].text) == (
        "update",
        "told them about “Work on power grids”: ruled out, a clear answer",
    )
    told = services.overview.card(ana.id)
    assert told is not None
    services.board_moves.back(told)
    assert column(services, ana) == "act"
    assert services.context.repository.get(Interview, helped.id) == helped.but(
        rev=services.context.repository.revision
    )


@pytest.mark.usefixtures("helped")
def test_a_goal_made_by_mistake_is_removed_and_one_with_interviews_or_a_verdict_is_not(
    services: Services, ana: Contact, grid: Goal
) -> None:
    wrong = services.goals.add("Wrok on grids")
    services.goals.decide(wrong.id, "same")
    with pytest.raises(RuleError, match=r"“Wrok on grids” is decided.*open it again"):
        services.goals.remove(wrong.id)
    services.goals.reopen(wrong.id)
    assert services.goals.remove(wrong.id).title == "Wrok on grids"
    assert [each.goal for each in services.goals.all()] == [grid]
    with pytest.raises(NotFoundError):
        services.goals.remove(wrong.id)
    assert services.undo() == "remove the goal “Wrok on grids”"
    assert len(services.goals.all()) == 2
    with pytest.raises(
        RuleError, match=r"1 conversation is linked to “Work on power grids”\. Decide about it"
    ):
        services.goals.remove(grid.id)
    # one that fell through belongs to it still
    services.scheduling.schedule(ana.id, TODAY, time(8))
    interview = services.goals.interview_of(ana.id, ana.name)
    services.goals.assign(interview.id, grid.id)
    services.interviews.fell_through(ana.id, "no_show")
    with pytest.raises(RuleError, match="2 conversations are linked"):
        services.goals.remove(grid.id)


def test_a_form_of_a_goal_overwrites_nothing_unseen(services: Services, grid: Goal) -> None:
    save = services.goals.saver(grid)
    form = {"title": "Grids", "why": "it matters", "decides": "a month there"}
    services.goals.edit(grid.id, why="they need people", decides="a year there")
    with pytest.raises(ConflictError, match="Changed elsewhere: decides to “a year there”"):
        save(form)
    saved = save(form)
    assert (saved.title, saved.why, saved.decides) == ("Grids", "they need people", "a month there")
    with pytest.raises(InvalidInputError):
        save({"title": " "})


def test_no_two_open_goals_have_one_title(services: Services, grid: Goal) -> None:
    other = services.goals.add("Teach")
    refused = r"“Work on power grids” already exists and is open\. Give this one another title"
    with pytest.raises(RuleError, match=refused):
        services.goals.add("work on  POWER grids")
    with pytest.raises(RuleError, match=refused):
        services.goals.saver(other)({"title": "work on power grids"})
    assert services.goals.edit(grid.id, title="Work on Power Grids").title == "Work on Power Grids"
    # a decided one stands in nobody's way, until it is to be open again
    services.goals.decide(grid.id, "same")
    services.goals.edit(other.id, title="work on power grids")
    with pytest.raises(RuleError, match="already exists and is open"):
        services.goals.reopen(grid.id)
    services.goals.edit(
        grid.id, why="decided ones may be called alike", title="Work on power grids"
    )


def test_a_verdict_is_given_once_and_can_be_taken_back(
    services: Services, grid: Goal, helped: Interview
) -> None:
    with pytest.raises(RuleError, match="not decided yet"):
        services.goals.reopen(grid.id)
    with pytest.raises(InvalidInputError, match="is in the future"):
        services.goals.decide(grid.id, "same", TODAY + DAY)
    services.goals.decide(grid.id, "same")
    with pytest.raises(RuleError, match="still open"):
        services.goals.decide(grid.id, "closer")
    services.goals.told(helped.id)
    services.goals.reopen(grid.id)
    assert [kind for kind, _ in owed(services)] == ["keep_in_touch"]
    services.goals.decide(grid.id, "closer")
    assert owed(services) == [("tell_verdict", TODAY + 7 * DAY)]


def test_an_interview_belongs_to_one_goal_at_most(
    services: Services, ana: Contact, grid: Goal, helped: Interview
) -> None:
    assert (helped.fit_before, helped.fit_after) == (4, 2)
    assert services.goals.assign(helped.id, grid.id, after=3).fit_before == 4
    maps = services.goals.add("Maps")
    moved = services.goals.assign(helped.id, maps.id)
    assert (moved.goal_id, moved.fit_before, moved.fit_after) == (maps.id, None, None)
    assert services.goals.assign(helped.id, None).goal_id is None
    for goal_id, fit in ((None, 3), (grid.id, 0), (grid.id, 6)):
        with pytest.raises(InvalidInputError, match="fit"):
            services.goals.assign(helped.id, goal_id, after=fit)
    with pytest.raises(NotFoundError, match="goal no longer exists"):
        services.goals.assign(helped.id, "gone")
    assert services.goals.interview_of(ana.id, ana.name).id == helped.id
    again = services.requests.ask(ana.id)
    assert services.goals.interview_of(ana.id, ana.name).id == again.id
    # one that fell through helps decide nothing
    services.scheduling.schedule(ana.id, TODAY + DAY, time(8))
    services.interviews.fell_through(ana.id, "cancelled")
    assert services.goals.interview_of(ana.id, ana.name).id == helped.id
    bo = services.contacts.add("Bo Lind")
    services.requests.ask(bo.id)
    services.requests.decline(bo.id)
    with pytest.raises(RuleError, match="You haven't talked with Bo Lind, or planned to"):
        services.goals.interview_of(bo.id, bo.name)


def test_goals_are_listed_open_ones_first_with_their_interviews(
    services: Services, ana: Contact, grid: Goal, helped: Interview
) -> None:
    early, late = services.goals.add("Early"), services.goals.add("Late")
    services.goals.decide(early.id, "same", TODAY - DAY)
    services.goals.decide(late.id, "closer")
    asked = services.requests.ask(ana.id)
    services.goals.assign(asked.id, grid.id)
    first, *decided = services.goals.all()
    assert [each.goal.title for each in decided] == ["Late", "Early"]
    assert [interview.id for interview in first.planned] == [asked.id]
    assert [interview.id for interview in first.held] == [helped.id]
    assert first.fits == ((4, 2),)


def test_a_goal_is_found_by_id_title_or_a_part(services: Services, grid: Goal) -> None:
    services.goals.add("Work")
    assert services.goals.find(grid.id) == grid
    assert services.goals.find("work").title == "Work"
    assert services.goals.find("GRID") == grid
    services.goals.add("Grid maps")
    with pytest.raises(AmbiguousError) as error:
        services.goals.find("grid")
    assert len(error.value.candidates) == 2
    for missing in ("nothing", " "):
        with pytest.raises(NotFoundError):
            services.goals.find(missing)


def test_a_goal_needs_a_title(services: Services, grid: Goal) -> None:
    for change in (
        lambda: services.goals.add(" \x07"),
        lambda: services.goals.edit(grid.id, title=""),
    ):
        with pytest.raises(InvalidInputError, match="needs a title"):
            change()
    with pytest.raises(ValueError, match="needs a title"):
        grid.but(title=" ")
    with pytest.raises(RuleError, match="“Work on power grids” already exists and is open"):
        services.goals.add(" work on Power  grids")
    services.goals.decide(grid.id, "same")
    assert services.goals.add("Work on power grids").verdict is None
    edited = services.goals.edit(grid.id, why="still does")
    assert (edited.title, edited.why, edited.decides) == (grid.title, "still does", "a day there")


def test_an_offer_decides_the_goal_or_a_new_one_and_whoever_helped_should_hear(
    services: Services, ana: Contact, grid: Goal, helped: Interview
) -> None:
    others = [services.contacts.add(name) for name in ("Bo Lind", "Cy Cedar")]
    for other in others:
        services.interviews.met(other.id)
        services.interviews.thank(other.id)
    bo = services.goals.interview_of(others[0].id, "Bo Lind")
    assert services.goals.ending(bo.id) is None  # it led to nothing yet
    services.interviews.edit(helped.id, "x", result="formal_interview")
    ending = services.goals.ending(helped.id)
    assert ending is not None
    assert (ending.goal, ending.open_goals, ending.others) == (grid, (grid,), 2)

    # a new goal, with everyone who has none: each of them hears, and one undo takes it all back
    offer = services.interviews.edit(bo.id, "x", result="offer")
    found = services.goals.ending(bo.id)
    assert found is not None
    assert (found.goal, found.others) == (None, 1)  # Cy; Bo is the one it is about
    revision = services.overview.revision
    going = services.goals.decide_by(bo.id, "Maps at Lumen", "chosen", TODAY, everyone=True)
    assert (going.result, going.decided_on) == ("chosen, going for it", TODAY)
    told = [(line.contact.name, line.owed.title) for line in services.overview.to_tell(going.id)]
    words = "tell them about “Maps at Lumen”: chosen, going for it"
    assert told == [("Bo Lind", words), ("Cy Cedar", words)]
    assert services.overview.revision == revision + 1
    assert services.goals.ending(bo.id) is None
    services.context.repository.undo()
    assert (services.goals.ending(bo.id), services.goals.all()[0].goal) == (found, grid)
    assert offer.goal_id is None

    # the title of an open goal is that goal; what its conversations said of the fit stays
    services.goals.decide_by(helped.id, "work on power GRIDS", "closer")
    assert services.context.repository.get(Goal, grid.id).verdict == "closer"  # type: ignore[union-attr]
    assert services.goals.interview_of(ana.id, ana.name).fit_after == 2
    assert [services.goals.interview_of(each.id, "").goal_id for each in others] == [None, None]
    with pytest.raises(RuleError, match="already decided"):
        services.goals.decide_by(bo.id, grid, "chosen")
    with pytest.raises(InvalidInputError):
        services.goals.decide_by(bo.id, " ", "chosen")
    with pytest.raises(RuleError, match="already helps decide “Work on power grids”"):
        services.goals.decide_by(helped.id, "Wind", "chosen")
    with pytest.raises(InvalidInputError, match="is too early"):
        services.goals.decide_by(bo.id, "Wind", "chosen", TODAY - 300 * DAY)
    assert len(services.goals.all()) == 1
