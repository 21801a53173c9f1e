"""The one thing of a day, and the partner, kept in a file and in the settings."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.errors import InvalidInputError, RuleError
from infoint_tui.domain.follow_through.accountability import LINE, Partner
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from tests.services.conftest import DAY, NOW, TODAY


def asks(services: Services) -> list[str]:
    """What Today asks, as it is asked."""
    found = services.today.agenda()
    return [each.words("Sam", found.day) for each in found.asked]


def test_one_thing_a_day_and_how_it_went(services: Services, clock: FixedClock) -> None:
    accountability = services.accountability
    with pytest.raises(InvalidInputError, match="The promise is empty"):
        accountability.promise(" ", "\x07")
    with pytest.raises(RuleError, match="No promise for Mon 23 Nov"):
        accountability.check_in("done")
    accountability.promise(partner_text="call Sam")
    with pytest.raises(RuleError, match="No promise for Mon 23 Nov"):
        accountability.check_in("done")
    promised = accountability.promise("write to Bo")
    assert promised.partner_text == "call Sam"
    assert accountability.check_in("done").done_on == TODAY
    assert accountability.promise(partner_text="call Kim").done_on == TODAY
    assert accountability.promise("write to Cleo").done_on is None
    clock.instant += DAY
    assert accountability.of_day() is None
    done = accountability.check_in("done", day=TODAY)
    assert done.done_on == TODAY + DAY
    assert accountability.check_in("done", day=TODAY) == done
    reopened = accountability.check_in("missed", day=TODAY)
    assert (reopened.done_on, reopened.missed_on, reopened.state) == (None, TODAY + DAY, "missed")
    assert accountability.promise("another").id != promised.id
    with pytest.raises(RuleError, match="No promise of your partner's for Tue 24 Nov"):
        accountability.check_in(theirs="done")


def test_a_day_with_a_partner_and_an_undo_at_each_step(
    services: Services, clock: FixedClock
) -> None:
    accountability = services.accountability
    assert asks(services) == []  # nine in the morning, but nobody to say it to
    accountability.choose_partner("Sam")
    assert asks(services) == ["What's your one thing today?"]
    accountability.promise("write to Bo", "finish page one")
    clock.instant = NOW.replace(hour=17, minute=59)
    version = services.overview.version
    assert asks(services) == []
    clock.instant = NOW.replace(hour=18)
    assert services.overview.version != version  # so that an open screen asks by itself
    assert asks(services) == ["Did you write to Bo?", "Did Sam finish page one?"]
    for step, left in (
        (lambda: accountability.check_in("done"), ["Did Sam finish page one?"]),
        (lambda: accountability.check_in("missed"), ["Did Sam finish page one?"]),
        (lambda: accountability.check_in(theirs="done"), ["Did you write to Bo?"]),
        (lambda: accountability.check_in(theirs="missed"), ["Did you write to Bo?"]),
        (lambda: accountability.check_in("done", "done"), []),
        (lambda: accountability.check_in("let_go", "done"), []),
    ):
        revision = services.overview.revision
        step()
        assert services.overview.revision == revision + 1
        assert asks(services) == left
        services.undo()
        assert asks(services) == ["Did you write to Bo?", "Did Sam finish page one?"]
    accountability.check_in(theirs="done")
    clock.instant += DAY - 9 * (DAY / 24)
    assert asks(services) == ["Did you write to Bo yesterday?"]
    clock.instant += DAY
    assert asks(services) == ["What's your one thing today?"]
    left_open = accountability.unanswered()
    assert left_open is not None
    assert (left_open.day, left_open.text) == (TODAY, "write to Bo")


def test_what_is_taken_along_is_the_next_days_one_thing(
    services: Services, clock: FixedClock
) -> None:
    accountability = services.accountability
    accountability.promise("write to Bo")
    taken = accountability.check_in("taken")
    assert (taken.state, taken.taken_on, taken.taken_to) == ("taken", TODAY, TODAY + DAY)
    assert accountability.check_in("taken") == taken
    for how in ("done", "missed", "let_go"):
        with pytest.raises(RuleError, match="“write to Bo” was moved to Tue 24 Nov"):
            accountability.check_in(how)  # type: ignore[arg-type]
    tomorrow = accountability.of_day(TODAY + DAY)
    assert tomorrow is not None
    assert (tomorrow.text, tomorrow.state) == ("write to Bo", "open")
    services.undo()
    assert accountability.of_day(TODAY + DAY) is None
    clock.instant += 2 * DAY
    assert accountability.check_in("taken", day=TODAY).taken_to == TODAY + 2 * DAY
    today = accountability.of_day()
    assert today is not None
    assert today.text == "write to Bo"
    assert accountability.unanswered() is None
    clock.instant += DAY
    accountability.promise("call Kim")
    with pytest.raises(RuleError, match="already a promise for Thu 26 Nov: call Kim"):
        accountability.check_in("taken", day=today.day)
    assert accountability.unanswered() is not None  # the failed step changed nothing
    accountability.check_in("let_go", day=today.day)
    assert accountability.unanswered() is None


def test_a_promise_made_again_begins_anew(services: Services) -> None:
    accountability = services.accountability
    accountability.promise("write to Bo", "page one")
    accountability.check_in("let_go", "missed")
    assert accountability.promise(partner_text="page two").state == "let_go"
    assert accountability.promise("write to Bo").state == "open"
    accountability.check_in("done", "done")
    again = accountability.promise("write to Bo", "page two")
    assert (again.state, again.partner_state) == ("done", "done")


@pytest.mark.parametrize(
    ("zone", "instant", "wanted"),
    [
        ("Europe/Lisbon", datetime(2026, 7, 6, 16, 59, tzinfo=UTC), False),
        ("Europe/Lisbon", datetime(2026, 7, 6, 17, 0, tzinfo=UTC), True),
        ("America/New_York", datetime(2026, 11, 23, 22, 59, tzinfo=UTC), False),
        ("America/New_York", datetime(2026, 11, 23, 23, 0, tzinfo=UTC), True),
        ("Pacific/Auckland", datetime(2026, 11, 23, 5, 0, tzinfo=UTC), True),
    ],
)
def test_the_times_are_the_users_own(
    tmp_path: Path, zone: str, instant: datetime, wanted: bool
) -> None:
    clock = FixedClock(instant, zone)
    services = build_services(tmp_path / "a.json", clock=clock, settings=Settings(partner="Sam"))
    services.accountability.promise("write to Bo")
    assert asks(services) == (["Did you write to Bo?"] if wanted else [])


def test_who_the_partner_is(services: Services) -> None:
    accountability = services.accountability
    assert (accountability.partner, accountability.agreement()) == (None, None)
    assert accountability.messages(None) == ()
    own = Partner("Sam", "+1 202 555 0143", time(8), time(20, 30), "Now!")
    assert (
        accountability.choose_partner(" Sam\x07", own.reach, own.first, own.second, "Now!") == own
    )
    for first, second in ((time(18), None), (time(20), time(8)), (None, time(9))):
        with pytest.raises(InvalidInputError, match="is not later than"):
            accountability.choose_partner("Sam", first=first, second=second)
        with pytest.raises(InvalidInputError, match="is not later than"):
            services.context.preferences.change(partner_first=first, partner_second=second)
    assert accountability.partner == own
    # what is as usual is not written down
    assert accountability.choose_partner("Sam", "", time(9), time(18), LINE) == Partner("Sam")
    assert services.context.settings == Settings(partner="Sam")
    assert accountability.choose_partner("", "x", time(8), time(9), "y") is None
    assert services.context.settings == Settings()


def test_who_said_yes_is_good_news(services: Services, ana: Contact) -> None:
    services.accountability.choose_partner("Sam")
    services.requests.ask(ana.id)
    services.requests.agree(ana.id)
    assert services.accountability.messages(None)[0].text == "Hi Sam, Ana Ruiz said yes!"


def test_a_partner_is_offered_once_an_ask_has_waited_a_week(
    services: Services, ana: Contact, clock: FixedClock
) -> None:
    def offered(*hidden: str) -> str:
        hint = services.overview.hint(hidden)
        return hint.id if hint else ""

    services.contacts.shortlist([ana.id])
    clock.instant += 6 * DAY
    assert offered() == "ask"
    clock.instant += DAY
    assert offered() == "partner"
    assert (offered("partner"), offered("partner", "ask")) == ("ask", "")
    services.accountability.choose_partner("Sam")
    assert offered() == "ask"
    services.accountability.choose_partner("")
    services.requests.ask(ana.id)
    assert offered() == "answer"
