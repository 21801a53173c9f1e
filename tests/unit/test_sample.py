"""The sample people: on every day there is something to see of every situation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.text import has_unsafe
from infoint_tui.domain.follow_through.owed import OwedKind
from infoint_tui.domain.records.commitment import Commitment
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.goal import Goal
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.question import Question
from infoint_tui.domain.records.record import Record, Value
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.records.touch import Touch
from infoint_tui.domain.vocabulary import Ended, Level
from infoint_tui.services.container import Services
from infoint_tui.services.context import UseCaseContext
from infoint_tui.services.planning import Preparation
from infoint_tui.services.preferences import Preferences
from infoint_tui.services.sample import fill
from infoint_tui.store.repository import Repository

SUNDAY = "2026-11-22T09:00"
DAYS = {
    "a Sunday": (SUNDAY, "UTC"),
    "a Monday": ("2026-11-23T09:00", "Europe/Lisbon"),
    "a Wednesday": ("2026-11-25T17:30", "Asia/Kolkata"),
    "a Friday, just after midnight": ("2026-11-27T00:05", "UTC"),
    "a Saturday, just before midnight": ("2026-11-28T23:55", "UTC"),
    "New Year": ("2027-01-01T12:00", "Pacific/Auckland"),
    "29 February": ("2028-02-29T12:00", "America/Lima"),
    "the day clocks go forward": ("2026-03-29T01:30", "Europe/Lisbon"),
}
KINDS: tuple[type[Record], ...] = (
    *(Contact, Interview, FollowUp, Touch, Question),
    *(Goal, Commitment),
)


def filled(folder: Path, when: str, zone: str = "UTC", **settings: Any) -> Services:
    local = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(zone))
    clock = FixedClock(local.astimezone(UTC), zone)
    ids = (f"new-{number}" for number in count())
    repository = Repository(folder / "people.json", clock)
    context = UseCaseContext(repository, clock, Preferences(Settings(**settings)), ids.__next__)
    fill(context)
    return Services(context)


@pytest.fixture(params=list(DAYS.values()), ids=list(DAYS))
def services(request: pytest.FixtureRequest, tmp_path: Path) -> Services:
    return filled(tmp_path, *request.param)


def person(services: Services, name: str) -> Contact:
    (found,) = (each for each in services.context.repository.all(Contact) if each.name == name)
    return found


def interview_with(services: Services, name: str) -> Preparation:
    (found,) = (each for each in services.planning.upcoming() if each.contact.name == name)
    return found


def owed_by(services: Services, kind: OwedKind) -> dict[str, int]:
    """Who owes that, with how many days are left."""
    today = services.context.today
    return {
        line.contact.name: (line.owed.due - today).days
        for line in services.overview.owed()
        if line.owed.kind == kind
    }


# --- on every day -------------------------------------------------------------------------------


def test_the_board_is_the_one_of_the_sketch(services: Services) -> None:
    columns = services.overview.board().columns
    sizes = {key: len(cards) for key, cards in columns.items()}
    assert sizes == {"ask": 5, "waiting": 3, "prepare": 3, "thank": 2, "act": 3, "warm": 6}
    names = {each.dossier.contact.name: each.column for each in services.overview.board().cards()}
    expected = {
        "Bo Lindqvist": "ask",
        "Gus Tarrant": "ask",
        "Chidi Eze": "waiting",
        "Dana Plume": "waiting",
        "Ana Ruiz": "prepare",
        "Kit Marlow": "prepare",
        "Farah Quint": "thank",
        "Lou Field": "thank",
        "Hugo Brandt": "act",
        "Ines Vale": "warm",
        "Jo Abara": "warm",
        "Mira Okafor": "warm",
        "Teo Maran": "warm",
    }
    assert expected.items() <= names.items()


def test_about_forty_people_in_every_standing(services: Services) -> None:
    people = services.context.repository.all(Contact)
    assert 38 <= len(people) <= 46
    assert len({each.name for each in people}) == len(people)
    standings = Counter(each.standing for each in people)
    assert standings == {"shortlisted": 22, "set_aside": 3, "known": 19}
    assert {each.level for each in people} == set(get_args(Level))


def test_everything_that_can_be_owed_is_owed_by_somebody(services: Services) -> None:
    kinds = {line.owed.kind for line in services.overview.owed()}
    assert kinds == set(get_args(OwedKind))


def test_what_is_late_and_what_is_not(services: Services) -> None:
    assert owed_by(services, "thank") == {"Farah Quint": -1, "Lou Field": 1}
    assert owed_by(services, "nudge")["Chidi Eze"] < 0
    assert owed_by(services, "outcome") == {"Kit Marlow": -1}
    assert owed_by(services, "remind") == {"Dana Plume": 5}
    assert owed_by(services, "nudge")["Dana Plume"] > 5
    assert owed_by(services, "tell_introducer").keys() == {"Vera Sand"}
    assert owed_by(services, "tell_verdict") == {"Hugo Brandt": 5}
    assert owed_by(services, "reach_out").keys() == {"Ana Ruiz", "Omar Teal"}
    reconnect = owed_by(services, "keep_in_touch")
    assert (reconnect["Ines Vale"], reconnect["Jo Abara"]) == (12, 40)
    assert reconnect["Zoë Künneth-Faß"] < 0


def test_anas_interview_is_ready_but_for_one_check(services: Services) -> None:
    preparation = interview_with(services, "Ana Ruiz")
    start = preparation.interview.local_start()
    ahead = (start.date() - services.context.today).days
    assert 9 <= ahead <= 11
    assert start.weekday() < 5
    assert (start.hour, preparation.interview.zone) == (15, services.context.clock.zone)
    failing = [check.key for check in services.planning.checks(preparation) if not check.ok]
    assert failing == ["admire"]
    card = services.overview.card(preparation.contact.id)
    assert card is not None
    assert [item.kind for item in card.owed] == ["prepare", "reach_out", "act"]


def test_nothing_happened_in_the_future(services: Services) -> None:
    context = services.context
    repository = context.repository
    assert all(touch.on <= context.today for touch in repository.all(Touch))
    assert all(touch.at <= context.clock.now() for touch in repository.all(Touch))
    for record in (*repository.all(Interview), *repository.all(FollowUp)):
        happened = {key: day for key, day in record if key.endswith("_on") and day}
        assert all(day <= context.today for day in happened.values()), record


# --- whatever the day ---------------------------------------------------------------------------


@pytest.fixture
def sunday(tmp_path: Path) -> Services:
    return filled(tmp_path, SUNDAY)


def test_anas_plan_takes_17_of_20_minutes(sunday: Services) -> None:
    interview = interview_with(sunday, "Ana Ruiz").interview
    assert interview.local_start() == datetime(2026, 12, 1, 15, tzinfo=UTC)
    assert (sum(each.minutes for each in interview.plan), interview.minutes) == (17, 20)
    bank = {each.id: each for each in sunday.planning.bank()}
    picked = [bank[each.bank_id or ""] for each in interview.plan]
    assert [each.text for each in interview.plan] == [each.text for each in picked]
    assert [each.own for each in picked].count(True) == 1
    assert [each.must_ask for each in interview.plan].count(True) == 1


def test_an_interview_to_come_keeps_clear_of_days_off(tmp_path: Path) -> None:
    off = frozenset({date(2026, 12, 1), date(2026, 12, 2)})
    services = filled(tmp_path, SUNDAY, days_off=off)
    assert interview_with(services, "Ana Ruiz").interview.day == date(2026, 12, 3)


def test_every_way_an_interview_can_end_well_or_not(sunday: Services) -> None:
    interviews = sunday.context.repository.all(Interview)
    assert {interview.ended for interview in interviews} >= set(get_args(Ended)) - {"cancelled"}
    assert {interview.result for interview in interviews} >= {"introduction", "formal_interview"}
    asides = {each.aside_why: each.aside_until for each in sunday.context.repository.all(Contact)}
    later = sunday.context.today + timedelta(days=30)
    assert asides == {"": None, "declined": None, "no reply": None, "later": later}


def test_what_insights_has_to_count(sunday: Services) -> None:
    interviews = sunday.context.repository.all(Interview)
    held = [interview for interview in interviews if interview.held_on]
    answers = Counter(each.bank_id for interview in held for each in interview.plan if each.answer)
    assert answers["culture-argue"] >= 5
    assert sum(interview.debrief is not None for interview in held) >= 8
    assert sum(each.kind == "learn" for each in sunday.context.repository.all(FollowUp)) >= 3
    chain = []
    name = "Gus Tarrant"
    while giver := person(sunday, name).introduced_by:
        found = sunday.context.repository.get(Contact, giver)
        assert found is not None
        chain.append(name := found.name)
    assert chain == ["Ana Ruiz", "Mira Okafor"]


def test_two_goals_and_one_thing_for_today(sunday: Services) -> None:
    open_goal, decided = sunday.goals.all()
    assert (open_goal.goal.verdict, decided.goal.verdict) == (None, "ruled_out")
    assert (len(open_goal.planned), open_goal.fits) == (2, ((3, 4), (4, 3)))
    promised = sunday.accountability.of_day()
    assert promised is not None
    assert promised.text == "write to Bo before noon"


def test_whoever_was_introduced_stands_with_whoever_did(sunday: Services) -> None:
    people = sunday.context.repository.all(Contact)
    led = {(each.contact_id, each.led_to) for each in sunday.context.repository.all(FollowUp)}
    brought = {(each.introduced_by, each.id) for each in people if each.introduced_by}
    assert {pair for pair in led if pair[1]} == brought


def test_the_days_of_an_interview_follow_each_other(sunday: Services) -> None:
    for interview in sunday.context.repository.all(Interview):
        steps = (
            interview.requested_on,
            interview.nudged_on,
            interview.agreed_on,
            interview.held_on,
            interview.thanked_on,
        )
        days = [day for day in steps if day]
        assert days == sorted(days), interview
    for item in sunday.context.repository.all(FollowUp):
        days = [day for day in (item.noted_on, item.done_on, item.told_on) if day]
        assert days == sorted(days), item


def test_the_timeline_tells_of_every_interview(sunday: Services) -> None:
    repository = sunday.context.repository
    told = {(touch.contact_id, touch.on, touch.kind) for touch in repository.all(Touch)}
    for interview in repository.all(Interview):
        happened = {
            (interview.contact_id, interview.held_on, "meeting") if interview.held_on else None
        }
        happened.add(
            (interview.contact_id, interview.thanked_on, "thank_you")
            if interview.thanked_on
            else None
        )
        assert happened - {None} <= told, interview


def test_names_of_many_kinds(sunday: Services) -> None:
    names = [each.name for each in sunday.context.repository.all(Contact)]
    assert max(map(len, names)) > 60
    for script in ("[\u00c0-\u017f]", "[\u3040-\u30ff\u4e00-\u9fff]", "[\u0590-\u05ff]"):
        assert any(re.search(script, name) for name in names), script


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def test_every_address_is_reserved_for_examples(sunday: Services) -> None:
    everything = [
        text
        for kind in KINDS
        for record in sunday.context.repository.all(kind)
        for text in _texts(record.model_dump())
    ]
    hosts = {
        host
        for text in everything
        for host in re.findall(r"(?:@|://|www\.)([^/\s>]+)", text, re.IGNORECASE)
    }
    assert hosts == {"example.com", "example.org", "example.net"}
    phones = {each for contact in sunday.context.repository.all(Contact) for each in contact.phones}
    assert phones
    assert all(re.fullmatch(r"\+1 202 555 01\d\d", each) for each in phones)
    assert not any(has_unsafe(text.replace("\n", " ")) for text in everything)


def _parts(value: object) -> list[Value]:
    values = value if isinstance(value, tuple) else (value,)
    return [each for each in values if isinstance(each, Value)]


def test_every_word_of_the_file_is_understood(sunday: Services) -> None:
    for kind in KINDS:
        for record in sunday.context.repository.all(kind):
            parts = [part for value in dict(record).values() for part in _parts(value)]
            assert not any(part.model_extra for part in (record, *parts)), record


def test_the_same_people_every_time(tmp_path: Path) -> None:
    first, second = (filled(tmp_path / when[:10], when) for when in (SUNDAY, "2027-06-01T09:00"))
    for kind in KINDS:
        ids = [record.id for record in first.context.repository.all(kind)]
        assert ids == [record.id for record in second.context.repository.all(kind)]
        assert len(set(ids)) == len(ids) > 0


def test_it_is_there_from_the_start_and_no_undo_takes_it_away(sunday: Services) -> None:
    assert sunday.undo() is None
    sunday.contacts.add("Ny Nemo")
    assert (sunday.undo(), sunday.undo()) == ("add Ny Nemo", None)
    assert all(sunday.context.repository.all(kind) for kind in KINDS)


def test_the_file_ships_with_the_package() -> None:
    assert files("infoint_tui.data").joinpath("sample.toml").is_file()
