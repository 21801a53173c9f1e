from __future__ import annotations

from datetime import date, time

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
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.interview import Debrief
from infoint_tui.services.container import Services
from tests.services.conftest import DAY, TODAY


@pytest.fixture
def thanked(services: Services, ana: Contact) -> Contact:
    """Someone talked to and thanked, with nothing open."""
    interview = services.interviews.met(ana.id)
    services.interviews.write_debrief(interview.id, Debrief(learned="x"))
    services.interviews.thank(ana.id)
    return ana


def owed(services: Services) -> list[tuple[str, date]]:
    return [(line.owed.kind, line.owed.due) for line in services.overview.owed()]


def finish(services: Services, contact: Contact) -> str:
    card = services.overview.card(contact.id)
    assert card is not None
    return services.board_moves.finish(card)


def back(services: Services, contact: Contact) -> str:
    card = services.overview.card(contact.id)
    assert card is not None
    services.board_moves.back(card)
    card = services.overview.card(contact.id)
    assert card is not None
    return card.column


def test_advice_is_acted_on_then_reported(services: Services, thanked: Contact) -> None:
    services.follow_ups.note(thanked.id, "read the paper")
    assert owed(services) == [("act", date(2026, 12, 7))]
    assert finish(services, thanked) == "Done: read the paper"
    assert owed(services) == [("report", date(2026, 11, 25))]
    assert finish(services, thanked) == "Reported back to Ana Ruiz"
    assert [kind for kind, _ in owed(services)] == ["keep_in_touch"]
    card = services.overview.card(thanked.id)
    assert card is not None
    with pytest.raises(RuleError, match="Nothing to finish"):
        services.board_moves.finish(card)


def test_a_follow_up_needs_words(services: Services, ana: Contact) -> None:
    with pytest.raises(InvalidInputError, match="The to-do is empty"):
        services.follow_ups.note(ana.id, " \x07 ")


def test_a_promise_has_its_date(services: Services, thanked: Contact) -> None:
    services.follow_ups.note(thanked.id, "send my notes", kind="promise", due=TODAY + 3 * DAY)
    assert owed(services) == [("promise", TODAY + 3 * DAY)]
    finish(services, thanked)
    assert [kind for kind, _ in owed(services)] == ["keep_in_touch"]


def test_their_promise_is_waited_for(services: Services, thanked: Contact) -> None:
    item = services.follow_ups.note(
        thanked.id, "sends the report", kind="promise", owed_by="them", due=TODAY
    )
    card = services.overview.card(thanked.id)
    assert card is not None
    assert (card.column, card.next and card.next.kind) == ("waiting", "remind")
    services.follow_ups.done(item.id)
    assert [kind for kind, _ in owed(services)] == ["keep_in_touch"]


def test_reaching_out_asks_whoever_was_named(services: Services, thanked: Contact) -> None:
    teo = services.contacts.introduce(thanked.id, SuggestedPerson(name="Teo Maran")).contact
    assert finish(services, thanked) == "Asked Teo Maran"
    card = services.overview.card(teo.id)
    assert card is not None
    assert card.column == "waiting"


def test_a_name_that_led_to_nobody_is_just_done(services: Services, thanked: Contact) -> None:
    services.follow_ups.note(thanked.id, "someone in grid planning", kind="introduction")
    assert finish(services, thanked) == "Done: someone in grid planning"


def test_an_introducer_hears_what_came_of_it(
    services: Services, thanked: Contact, clock: FixedClock
) -> None:
    teo = services.contacts.introduce(thanked.id, SuggestedPerson(name="Teo Maran")).contact
    services.scheduling.schedule(teo.id, TODAY + DAY, time(10))
    clock.instant += 2 * DAY
    services.interviews.met(teo.id)
    due = {line.owed.kind: line for line in services.overview.owed()}
    assert due["tell_introducer"].contact.id == thanked.id
    assert due["tell_introducer"].owed.due == date(2026, 11, 26)
    assert finish(services, thanked) == "Reported back to Ana Ruiz"
    assert "tell_introducer" not in {kind for kind, _ in owed(services)}


def test_snoozing_puts_off_whatever_is_next(services: Services, ana: Contact) -> None:
    until = date(2027, 3, 1)

    def snooze() -> tuple[str, date]:
        line = services.overview.owed()[0]
        services.board_moves.snooze(line.owed, until)
        return owed(services)[-1]

    interview = services.interviews.met(ana.id)
    services.interviews.write_debrief(interview.id, Debrief(learned="x"))
    assert snooze() == ("thank", until)
    services.interviews.thank(ana.id)
    item = services.follow_ups.note(ana.id, "read")
    assert snooze() == ("act", until)
    services.follow_ups.told(item.id)
    assert snooze() == ("keep_in_touch", until)


@pytest.mark.parametrize(
    ("due", "until", "words"),
    [
        (TODAY + 8 * DAY, TODAY + 7 * DAY, "It's due Tue 1 Dec; a snooze has to end later"),
        (TODAY + 8 * DAY, TODAY + 8 * DAY, "It's due Tue 1 Dec"),
        (TODAY - 8 * DAY, TODAY, "Mon 23 Nov is not in the future"),
    ],
)
def test_a_snooze_that_puts_nothing_off_is_refused(
    services: Services, ana: Contact, due: date, until: date, words: str
) -> None:
    services.follow_ups.note(ana.id, "read", due=due)
    (line,) = services.overview.owed()
    with pytest.raises(RuleError, match=words):
        services.board_moves.snooze(line.owed, until)
    assert line.owed.a_week_later(TODAY) == max(due, TODAY) + 7 * DAY
    assert owed(services) == [("act", due)]


def test_a_due_date_set_by_hand_ends_a_snooze(services: Services, thanked: Contact) -> None:
    item = services.follow_ups.note(thanked.id, "read", due=TODAY + 2 * DAY)
    services.follow_ups.snooze(item.id, TODAY + 30 * DAY)
    services.follow_ups.due_saver(item)(TODAY + 2 * DAY)  # the same day as before
    assert owed(services) == [("act", TODAY + 2 * DAY)]
    assert services.undo() == "due Wed 25 Nov: read"


def test_a_due_date_overwrites_no_other_unseen(services: Services, thanked: Contact) -> None:
    item = services.follow_ups.note(thanked.id, "read", due=TODAY + DAY)
    save = services.follow_ups.due_saver(item)
    services.follow_ups.due_saver(item)(date(2026, 12, 1))
    with pytest.raises(ConflictError, match=r"Changed elsewhere: due to “2026-12-01”. Save again"):
        save(TODAY + DAY)
    assert owed(services) == [("act", date(2026, 12, 1))]
    assert save(TODAY + DAY).due == TODAY + DAY


def test_a_card_moves_back_the_way_it_came(services: Services, thanked: Contact) -> None:
    services.follow_ups.note(thanked.id, "read")
    finish(services, thanked)
    finish(services, thanked)
    assert [back(services, thanked) for _ in range(2)] == ["act", "thank"]


def test_the_first_column_has_no_way_back(services: Services, ana: Contact) -> None:
    services.contacts.shortlist([ana.id])
    card = services.overview.card(ana.id)
    assert card is not None
    with pytest.raises(RuleError, match="hasn't been asked"):
        services.board_moves.back(card)


def test_an_introduction_told_is_reopened_whole(services: Services, thanked: Contact) -> None:
    item = services.follow_ups.note(thanked.id, "a name", kind="introduction")
    services.follow_ups.told(item.id)
    reopened = services.follow_ups.reopen(item.id)
    assert (reopened.done_on, reopened.told_on) == (None, None)


def test_a_follow_up_that_is_gone_is_not_found(services: Services, ana: Contact) -> None:
    item = services.follow_ups.note(ana.id, "read")
    services.undo()
    assert services.context.repository.get(FollowUp, item.id) is None
    with pytest.raises(NotFoundError, match="no longer exists") as error:
        services.follow_ups.done(item.id)
    assert "may have removed it, or undone" in str(error.value)
