from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import replace

from infoint_tui.domain.follow_through.dossier import Dossier, gather
from infoint_tui.domain.follow_through.situation import Situation
from infoint_tui.domain.messages.fields import FIELDS, facts
from infoint_tui.domain.messages.message import occasion, suggested_kind
from infoint_tui.domain.records.record import Record
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.vocabulary import MESSAGES, MessageKind, Verdict
from tests.builders import (
    HOME,
    contact,
    follow_up,
    goal,
    held,
    interview,
    introduced,
    introduction,
    moment,
    situation,
    touch,
)

ASKED = interview(requested_on="2 nov")
TIMED = interview(
    requested_on="2 nov", agreed_on="4 nov", start=moment("1 dec", 15), place="Cafe Lumen"
)
HELD = interview(held_on="13 nov", debrief=None)
TOLD = held("3 nov")
DONE = follow_up(id="a", noted_on="3 nov", done_on="9 nov", interview_id="talk")


DECLINED = interview(requested_on="2 nov", ended="declined", ended_on="9 nov")
SAID_NO = touch("9 nov", direction="in", text="said no")
ANSWERED = touch("10 nov", text="thanked them for the answer")
BY_MAIL = touch("8 nov", kind="introduction", direction="in", channel="email")
CALLED = touch("2 nov", kind="call", channel="call", text="asked")
ASIDE = contact(standing="set_aside", aside_why="declined")
MOVED = contact(organization="Tide Power", new_job_on="9 nov")
INTRODUCED = introduction(noted_on="3 nov")
TEO = introduced("Teo Maran", held("9 nov", contact_id="Teo Maran"))


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (situation(), "ask"),
        (situation(of=contact(standing="known")), "ask"),
        (situation("16 nov", ASKED), "nudge"),
        (situation("16 nov", ASKED.but(nudged_on=ASKED.requested_on)), "nudge"),
        (situation("16 nov", ASKED, of=contact(standing="set_aside")), "nudge"),
        (situation("16 nov", ASKED.but(agreed_on=ASKED.requested_on)), "settle"),
        (
            situation(
                "16 nov", ASKED.but(agreed_on=ASKED.requested_on), of=contact(standing="known")
            ),
            "settle",
        ),
        (situation("16 nov", TIMED), "confirm"),
        (situation("16 nov", TIMED.but(confirmed_on=TIMED.requested_on)), "confirm"),
        (situation("16 nov", TIMED.but(confirmed_on=TIMED.requested_on), DONE), "report"),
        (situation("2 dec", TIMED), "thank"),
        (situation("2 dec", TIMED, of=contact(standing="known")), "thank"),
        (situation("16 nov", HELD), "thank"),
        (situation("16 nov", TOLD, DONE), "report"),
        (situation("16 nov", TOLD, INTRODUCED, knows=[TEO]), "introducer"),
        (
            situation("16 nov", TOLD, follow_up(noted_on="3 nov", owed_by="them", kind="promise")),
            "remind",
        ),
        (situation("16 nov", held("3 nov", goal_id="goal"), goal(decided_on="9 nov")), "verdict"),
        (situation("16 nov", DECLINED, SAID_NO), "accept_no"),
        (situation("16 nov", DECLINED, ANSWERED, SAID_NO), "ask"),
        (situation("16 nov", TOLD.but(id="before"), DECLINED, SAID_NO, of=ASIDE), "accept_no"),
        (situation("16 nov", DECLINED.but(ended="cancelled"), SAID_NO), "ask"),
        (situation("16 nov", BY_MAIL), "introduced"),
        (situation("16 nov", BY_MAIL.but(channel="call")), "ask"),
        (situation("16 nov", DECLINED, ANSWERED, BY_MAIL), "ask"),
        (situation("16 nov", TOLD), "keep_in_touch"),
        (situation("16 nov", TOLD, of=contact(standing="known")), "keep_in_touch"),
        (situation("16 nov", TOLD, follow_up(noted_on="3 nov")), "keep_in_touch"),
        (situation("16 nov", TOLD, of=MOVED), "new_job"),
        (situation("16 nov", TOLD, ANSWERED, of=MOVED), "keep_in_touch"),
        (situation("16 nov", TOLD, DONE, of=MOVED), "report"),
        (situation("16 nov", of=MOVED), "ask"),
    ],
)
def test_what_is_owed_next_says_which_message(found: Situation, kind: MessageKind) -> None:
    assert suggested_kind(found) == kind


def test_every_kind_has_its_words() -> None:
    assert tuple(MESSAGES) == get_args(MessageKind)
    assert all(words.label and words.sent.count("{}") == 1 for words in MESSAGES.values())


def test_a_message_is_about_what_it_settles_first() -> None:
    older = held("2 oct", id="older", goal_id="goal")
    undone = follow_up(id="b", noted_on="1 oct")
    known = situation(
        "16 nov", older, HELD, TIMED.but(id="next"), DONE, undone, goal(decided_on="9 nov")
    )
    assert occasion(known, "report").item == DONE
    assert occasion(known, "report").interview == HELD  # the advice came from it
    assert occasion(known, "report", about="b").item == undone
    assert occasion(known, "confirm").interview == TIMED.but(id="next")
    assert occasion(known, "thank").interview == HELD
    assert occasion(known, "verdict").interview == older
    assert occasion(known, "keep_in_touch", about="Ana Ruiz").interview == HELD
    assert (occasion(known, "thank").key, occasion(known, "report").key) == ("talk", "a")
    assert (occasion(known, "ask").key, occasion(situation(), "nudge").key) == ("", "")
    assert occasion(situation("16 nov", DONE.but(told_on=DONE.done_on)), "report").item is None
    looking = situation("16 nov", ASKED.but(intent="job_search"))
    assert occasion(looking, "ask").intent == "job_search"
    assert occasion(looking, "ask", intent="informational").intent == "informational"
    advice = follow_up(noted_on="13 nov")
    early = follow_up(noted_on="12 nov")
    assert occasion(situation("16 nov", HELD, advice, early), "thank").noted == (advice,)
    assert occasion(situation("16 nov", advice), "thank").noted == ()


def test_every_field_is_known_on_some_occasion_and_none_is_strange() -> None:
    ana = contact(
        title="Data lead",
        organization="Lumen Energy",
        field="Grids",
        admire="clear models.\nand more",
        unique="left teaching",
        milestone="an award!",
        common_ground="sailing",
        how_we_know="a class",
        phones=("+351 555 0100",),
        wants_updates=True,
    )
    me = {"my_name": "Sam Field", "about_me": "I taught maths.\nI sail."}
    past = held("13 nov", id="past", goal_id="goal", requested_on="2 nov", intent="job_search").but(
        nudged_on=ASKED.requested_on
    )
    came = [
        follow_up(id="a", noted_on="13 nov", interview_id="past"),
        introduction("Teo Maran", noted_on="13 nov", interview_id="past"),
        introduction("Bo Lind", noted_on="13 nov", interview_id="past"),
        introduction("Cy Wren", noted_on="13 nov", interview_id="past"),
        introduction(None, noted_on="13 nov", interview_id="past"),
        follow_up(id="p", noted_on="13 nov", owed_by="them", kind="promise", text="the report"),
        follow_up(id="s", noted_on="13 nov", kind="learn", text="SQL", done_on="14 nov"),
    ]
    knows = [
        introduced("Teo Maran", held("14 nov")),
        introduced("Bo Lind", interview(ended="declined", ended_on="14 nov")),
        introduced("Cy Wren", interview(start=moment("19 nov"))),
    ]
    found: dict[str, str] = {}
    for verdict in get_args(Verdict):
        decided = goal(decided_on="14 nov").but(verdict=verdict)
        known = situation("16 nov", past, TIMED, *came, decided, of=ana, knows=knows, **me)
        for kind in get_args(MessageKind):
            for about in ("a", "s", "to Teo Maran", "to Bo Lind", "to Cy Wren", "to None"):
                found |= facts(occasion(known, kind, about=about))
    late = held("13 oct", thanked_on=None)
    for form in ("video", "phone"):
        timed = TIMED.but(format=form, place="Zoom: https://example.com/a?b=c")
        found |= facts(occasion(situation("16 nov", timed, CALLED), "confirm"))
    met_by = Situation(
        Dossier(ana, touches=(BY_MAIL,), introducer=contact("Mira Okafor"), may_mention=True),
        Settings(),
        moment("16 nov"),
    )
    unsaid = replace(met_by, dossier=replace(met_by.dossier, may_mention=None))
    sails = situation("16 nov", late, of=contact(common_ground="sailing"))
    for known in (unsaid, met_by, sails):
        found |= facts(occasion(known, "introduced")) | facts(occasion(known, "thank"))
    assert found.keys() == FIELDS.keys()
    assert found["link"] == "https://example.com/a?b=c"
    assert (found["admire"], found["milestone"]) == ("clear models", "an award")
    assert (found["about_me"], found["introducer"]) == ("I taught maths", "Mira Okafor")
    thanks = facts(occasion(situation("16 nov", past, *came, knows=knows), "thank"))
    assert (thanks["names"], thanks["promise"]) == ("Teo, Bo and Cy", "the report")
    assert (thanks["quote"], thanks["talk_day"]) == ("models are the easy half", "on Friday")
    assert thanks["next_step"] == "read the paper"
    advised = facts(occasion(situation("16 nov", past.but(debrief=None), *came), "thank"))
    assert advised["next_step"] == "read the paper"
    assert "quote" not in advised
    done = came[0].but(done_on=DONE.done_on)
    for kind, says in (("thank", False), ("verdict", True)):
        assert ("next_step" in facts(occasion(situation("16 nov", past, done), kind))) is says
    noted = situation(of=contact(admire="write [/] as a slash, [sic]."))
    assert facts(occasion(noted, "ask"))["admire"] == "write (/) as a slash, (sic)"
    assert "i_pay" in facts(occasion(situation(), "settle"))
    assert "i_pay" not in facts(occasion(situation("16 nov", TIMED.but(i_pay=False)), "confirm"))
    assert facts(occasion(situation(), "ask"))["minutes"] == "20"


@pytest.mark.parametrize(
    ("theirs", "form", "zone", "words"),
    [
        ("", "in_person", "Europe/Lisbon", "15:00"),
        ("Europe/Lisbon", "in_person", "Europe/Lisbon", "15:00"),
        ("Europe/Madrid", "in_person", "Europe/Lisbon", "15:00 Lisbon time"),
        ("", "video", "Europe/Lisbon", "15:00 Lisbon time"),
        ("", "phone", "UTC", "15:00 UTC"),
        ("", "phone", "Etc/GMT+5", "10:00 UTC-5"),
        ("nonsense", "video", "Europe/Madrid", "16:00 Madrid time"),
        ("Europe/Lisbon", "phone", "Europe/Lisbon", "15:00"),
        ("Europe/Madrid", "phone", "Europe/Lisbon", "16:00 your time (15:00 in Lisbon)"),
        ("Europe/Madrid", "video", "Europe/Madrid", "16:00 your time (15:00 in Lisbon)"),
        ("America/New_York", "video", "UTC", "10:00 your time (15:00 UTC)"),
        ("Europe/Lisbon", "video", "America/New_York", "15:00 your time (10:00 in New York)"),
    ],
)
def test_the_time_is_said_for_both_sides(theirs: str, form: str, zone: str, words: str) -> None:
    known = situation("16 nov", TIMED.but(format=form, zone=zone), of=contact(timezone=theirs))
    said = facts(occasion(known, "confirm"))["time"]
    assert said == f"on Tuesday, 1 December, at {words}"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("16 nov", "today"),
        ("15 nov", "yesterday"),
        ("10 nov", "on Tuesday"),
        ("9 nov", "last week"),
        ("8 nov", "earlier this month"),
        ("31 oct", "in October"),
        ("22 dec 2025", "in December"),
        ("20 dec 2025", "in December 2025"),
    ],
)
def test_days_are_said_as_in_a_letter(day: str, words: str) -> None:
    assert facts(occasion(situation("16 nov", held(day)), "thank"))["talk_day"] == words


@pytest.mark.parametrize(
    ("today", "theirs", "words"),
    [
        ("30 nov", "", "tomorrow at 15:00 Lisbon time"),
        ("1 dec", "", "today at 15:00 Lisbon time"),
        ("30 nov", "Europe/Lisbon", "tomorrow at 15:00"),
        ("1 dec", "Asia/Tokyo", "tomorrow at 00:00 your time (Tuesday at 15:00 in Lisbon)"),
        (
            "30 dec 2025",
            "Asia/Tokyo",
            "on Wednesday, 2 December 2026, at 00:00 your time (Tuesday at 15:00 in Lisbon)",
        ),
    ],
)
def test_a_time_that_is_near_is_said_as_people_say_it(today: str, theirs: str, words: str) -> None:
    timed = TIMED.but(format="video", zone=HOME)
    known = situation(today, timed, of=contact(timezone=theirs))
    assert facts(occasion(known, "confirm"))["time"] == words


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Data work on power grids", "data work on power grids"),
        ("UX design", "UX design"),
        ("Work at Lumen", "Work at Lumen"),
    ],
)
def test_a_goal_reads_like_a_part_of_the_sentence(title: str, words: str) -> None:
    known = situation("16 nov", held("3 nov", goal_id="goal"), goal(title=title))
    assert facts(occasion(known, "verdict"))["goal"] == words


@pytest.mark.parametrize(
    ("said", "fields"),
    [(True, {"introducer"}), (None, {"introducer_to_ask"}), (False, set())],
)
def test_who_introduced_them_is_named_only_if_they_may_be(
    said: bool | None, fields: set[str]
) -> None:
    named = introduction("Ana Ruiz", contact_id="Mira", noted_on="3 nov", may_mention=said)
    ana, mira = contact(introduced_by="Mira"), contact("Mira")
    other = named.but(id="other", led_to="Bo", may_mention=not said)
    dossier = gather([ana], {"Mira": mira, ana.id: ana}, (), (named, other), ())[ana.id]
    known = facts(occasion(Situation(dossier, Settings(), moment("16 nov")), "introduced"))
    assert {"introducer", "introducer_to_ask"} & known.keys() == fields
    assert known["introducer_first"] == "Mira"  # in an email from them, they are there anyway


def test_a_time_that_is_over_is_not_looked_forward_to() -> None:
    for hour, is_to_come in ((14, True), (15, False)):
        known = situation("1 dec", TIMED, hour=hour)
        assert ("time" in facts(occasion(known, "confirm"))) is is_to_come


def test_tomorrow_is_theirs() -> None:
    timed = TIMED.but(format="video", zone=HOME)
    evening = situation("30 nov", timed, of=contact(timezone="Asia/Tokyo"), hour=20)
    said = facts(occasion(evening, "confirm"))["time"]
    assert said == "tomorrow at 00:00 your time (Tuesday at 15:00 in Lisbon)"


def test_two_people_with_one_first_name_are_told_apart() -> None:
    named = [introduction(name, noted_on="13 nov") for name in ("Bo Lind", "Bo Ek")]
    knows = [introduced(name) for name in ("Bo Lind", "Bo Ek")]
    known = situation("16 nov", HELD, *named, knows=knows)
    assert facts(occasion(known, "thank"))["names"] == "Bo Lind and Bo Ek"


def test_common_ground_is_said_only_where_nothing_else_is_known() -> None:
    for other, said in (({}, True), ({"admire": "maps"}, False), ({"milestone": "a prize"}, False)):
        known = situation(of=contact(common_ground="we sail", **other))
        assert ("common_ground" in facts(occasion(known, "ask"))) is said


@pytest.mark.parametrize(
    ("records", "kind", "true"),
    [
        ([ASKED], "settle", set()),
        ([TIMED], "settle", {"agreed"}),
        ([HELD], "thank", {"late", "talked", "just_talked"}),
        ([interview(held_on="14 nov")], "thank", {"talked", "just_talked"}),
        ([HELD.but(thanked_on=HELD.held_on)], "thank", {"thanked", "talked", "just_talked"}),
        ([held("10 nov")], "again", {"thanked", "talked", "just_talked"}),
        ([held("9 nov")], "again", {"thanked", "talked"}),
        ([TOLD.but(id="before"), ASKED], "nudge", {"talked"}),
        ([ASKED, CALLED], "nudge", {"asked_aloud"}),
        ([ASKED, CALLED.but(channel="email")], "nudge", set()),
        ([ASKED, CALLED.but(direction="in")], "nudge", set()),
        ([BY_MAIL], "introduced", {"by_email"}),
        ([BY_MAIL.but(direction="out")], "introduced", set()),
        ([BY_MAIL.but(channel="call")], "introduced", set()),
        ([TOLD, DONE], "report", {"done", "thanked", "talked"}),
        ([TOLD, DONE.but(done_on=None)], "report", {"thanked", "talked"}),
    ],
)
def test_what_did_not_happen_is_not_said(
    records: list[Record], kind: MessageKind, true: set[str]
) -> None:
    found = facts(occasion(situation("16 nov", *records), kind))
    told = {"agreed", "late", "done", "thanked", "talked", "just_talked", "by_email", "asked_aloud"}
    assert found.keys() & told == true


def test_who_has_talked_with_someone_signs_with_the_first_name() -> None:
    for records, name in (((), "Sam Field"), ((TIMED,), "Sam Field"), ((HELD,), "Sam")):
        known = situation("16 nov", *records, my_name="Sam Field")
        assert facts(occasion(known, "again"))["my_name"] == name
    assert "my_name" not in facts(occasion(situation("16 nov", HELD), "again"))


def test_an_introducer_hears_when_the_two_will_talk() -> None:
    for start, words in ((moment("17 nov"), "tomorrow"), (moment("15 nov"), None), (None, None)):
        teo = introduced("Teo Maran", interview(start=start))
        known = situation("16 nov", TOLD, INTRODUCED, knows=[teo])
        assert facts(occasion(known, "introducer")).get("meet_day") == words
