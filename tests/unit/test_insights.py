"""Insights: every figure on a small fixture equals the one counted by hand. The day is 22 Nov."""

from __future__ import annotations

from typing import Any

import pytest

from infoint_tui.domain.basics.local_forms import LocalForms, use
from infoint_tui.domain.follow_through.board import board, card
from infoint_tui.domain.follow_through.dossier import gather
from infoint_tui.domain.follow_through.situation import Situation
from infoint_tui.domain.insights.afterwards import Closed
from infoint_tui.domain.insights.figures import (
    FigureLine,
    FigureSection,
    Material,
    Median,
    Share,
    median_days,
    to_a_tenth,
)
from infoint_tui.domain.insights.insights import Findings, findings
from infoint_tui.domain.insights.parts import PLACES, parts
from infoint_tui.domain.records.contact import Contact
from infoint_tui.domain.records.follow_up import FollowUp
from infoint_tui.domain.records.goal import Goal
from infoint_tui.domain.records.interview import Debrief, Interview
from infoint_tui.domain.records.question import BankQuestion, PlannedQuestion
from infoint_tui.domain.records.record import Record
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.search.listing import ContactRow
from infoint_tui.domain.vocabulary import Verdict
from infoint_tui.ui.keys.keymap import Keymap
from tests.builders import HOME, contact, day, follow_up, goal, interview, introduction, moment

ARGUE = "What do people argue about?"
BANK = {
    "argue": BankQuestion(id="argue", text=ARGUE, category="Culture"),
    "who": BankQuestion(id="who", text="Who else?", category="Closing"),
}


def asked(text: str, answer: str, bank_id: str | None = None) -> PlannedQuestion:
    return PlannedQuestion(text=text, answer=answer, bank_id=bank_id, state="asked")


def to(name: str, **fields: Any) -> Interview:
    return interview(id=f"with {name}", contact_id=name, **fields)


PEOPLE = (
    contact("Ana Ruiz", level="does_the_job", organization="Lumen Énergie"),
    contact("Teo Maran", level="manager", organization="lumen energie", introduced_by="Ana Ruiz"),
    contact("Bo Lind", standing="set_aside", aside_why="declined"),
    contact("Chi Eze", standing="set_aside", aside_until="1 nov"),
    contact("Dana Plume"),
    contact("Eve Noor"),
    contact("Farah Quint", level="executive"),
    contact("Gus Tarrant"),
    contact("Hal Berg", standing="known"),
    contact("Kit Marlow"),
)
INTERVIEWS = (
    to(
        "Ana Ruiz",
        requested_on="2 nov",
        agreed_on="4 nov",
        held_on="10 nov",
        thanked_on="11 nov",
        goal_id="goal",
        fit_before=3,
        fit_after=4,
        result="introduction",
        debrief=Debrief(good="the calm", bad="nights", skills=("SQL", "plain writing")),
        plan=(
            asked(ARGUE, "the weather", "argue"),
            asked("Who else?", "Teo", "who"),
            PlannedQuestion(text="not asked"),
        ),
    ),
    to(
        "Teo Maran",
        requested_on="11 nov",
        nudged_on="13 nov",
        agreed_on="16 nov",
        held_on="18 nov",
        thanked_on="21 nov",
        goal_id="goal",
        fit_before=4,
        fit_after=2,
        debrief=Debrief(bad="shifts", skills=("sql",)),
        plan=(asked("what do people argue about?", "who may switch what"),),
    ),
    to("Bo Lind", requested_on="3 nov", ended="declined", ended_on="6 nov"),
    to(
        "Chi Eze",
        requested_on="1 nov",
        nudged_on="10 nov",
        ended="no_reply",
        ended_on="20 nov",
    ),
    to("Dana Plume", requested_on="19 nov"),
    to("Eve Noor", requested_on="5 nov", agreed_on="10 nov", start=moment("27 nov")),
    to(
        "Farah Quint",
        held_on="20 nov",
        result="offer",
        goal_id="gone",
        debrief=Debrief(surprising="how loud it is"),
        plan=(asked("Whose idea was it?", "mine"), asked("So what?", "all is late", "argue")),
    ),
    to(
        "Kit Marlow",
        requested_on="9 nov",
        agreed_on="12 nov",
        ended="no_show",
        ended_on="15 nov",
    ),
)
ITEMS = (
    follow_up(noted_on="10 nov", done_on="12 nov", told_on="13 nov"),
    introduction(noted_on="10 nov", told_on="20 nov"),
    introduction(None, noted_on="10 nov"),
    introduction(None, id="theirs", noted_on="10 nov", owed_by="them"),
    introduction(  # suggested someone met before
        "Ana Ruiz",
        contact_id="Teo Maran",
        noted_on="18 nov",
        done_on="18 nov",
        told_on="18 nov",
    ),
    follow_up(id="learn", contact_id="Farah Quint", kind="learn", noted_on="20 nov"),
)
GOALS = (goal(), goal(id="other", title="Maps", decided_on="1 nov"))


def look(*records: Record) -> Findings:
    people = {each.id: each for each in records if isinstance(each, Contact)}
    goals = tuple(each for each in records if isinstance(each, Goal))
    dossiers = gather(
        [each for each in people.values() if each.standing != "known"],
        people,
        [each for each in records if isinstance(each, Interview)],
        [each for each in records if isinstance(each, FollowUp)],
        (),
        goals,
    ).values()
    cards = (card(Situation(each, Settings(), moment("22 nov"), HOME)) for each in dossiers)
    return findings(
        Material(
            today=day("22 nov"),
            rows=[
                ContactRow(each.id, each.name, standing=each.standing) for each in people.values()
            ],
            dossiers=tuple(dossiers),
            board=board(each for each in cards if each),
            goals=goals,
            bank=BANK,
        )
    )


@pytest.fixture(scope="module")
def found() -> Findings:
    return look(*PEOPLE, *INTERVIEWS, *ITEMS, *GOALS)


def said(section: FigureSection) -> list[str]:
    """A section as it reads: depth as dots, text, figure, whose."""
    return [
        f"{'.' * line.depth}{line.text}"
        + (f" | {line.figure}" if line.figure else "")
        + (f" | {line.by.name} {line.on.day}" if line.by and line.on else "")
        for line in section.lines
    ]


def test_where_people_stand_and_how_far_they_came(found: Findings) -> None:
    # Chi's time aside is over, so they count as on the board; so does Kit, who didn't show up.
    people = found.people
    assert (people.on_board, people.known, people.set_aside) == (8, 1, 1)
    assert people.columns == {
        "ask": 3,  # Chi, Gus, Kit
        "waiting": 1,  # Dana
        "prepare": 1,  # Eve
        "thank": 1,  # Farah
        "act": 1,  # Ana, who suggested someone not asked yet
        "warm": 1,  # Teo
    }
    assert said(people)[0] == "Ask | 3 of 8"
    assert said(people)[-1] == "not on the board | 1 in the address book, 1 set aside"
    steps = found.steps
    assert steps.people == 9  # all but Hal
    assert steps.asked == 8  # all but Gus; Farah, who was not, was talked with
    assert steps.answered == 6  # Ana, Teo, Eve, Farah, Kit yes; Bo no
    assert steps.agreed == 5
    assert steps.talked == 3  # Ana, Teo, Farah
    assert steps.thanked == 2
    assert said(steps) == [
        "people asked | 8 of 9",
        "answered, yes or no | 6 of 8",
        "said yes | 5 of 8",
        "talked | 3 of 8",
        "thanked after talking | 2 of 3",
    ]


def test_no_step_is_larger_than_the_one_before(found: Findings) -> None:
    odd = look(
        contact(),
        contact("Bo Lind"),
        to("Ana Ruiz", ended="declined", ended_on="1 nov", thanked_on="2 nov"),
        to("Ana Ruiz", requested_on="3 nov").but(id="again"),
        follow_up(kind="learn", noted_on="1 nov", done_on="2 nov", told_on="3 nov"),
        to("Bo Lind", requested_on="1 nov", ended="no_reply", ended_on="2 nov"),
    )
    assert said(odd.steps)[1:] == [
        "answered, yes or no | 1 of 2",
        "said yes | 0 of 2",
        "talked | 0 of 2",
        "thanked after talking | 0 of 0",
    ]
    for each in (odd.steps, found.steps):
        counts = (each.people, each.asked, each.answered, each.agreed, each.talked, each.thanked)
        assert list(counts) == sorted(counts, reverse=True)


def test_the_furthest_step_of_a_person_is_theirs_alone() -> None:
    bo = contact("Bo Lind", introduced_by="Ana Ruiz")
    for record, step in (
        (to("Ana Ruiz", held_on="10 nov", verdict_told_on="12 nov"), "reported"),
        (follow_up(kind="learn", noted_on="1 nov", done_on="2 nov"), "acted"),
        (follow_up(kind="promise", noted_on="1 nov", done_on="2 nov"), "shortlisted"),
        (introduction("Bo Lind", noted_on="1 nov", told_on="2 nov"), "reported"),
        (introduction("Bo Lind", noted_on="1 nov", told_on="1 nov", done_on="1 nov"), "reported"),
    ):
        shown = look(contact(), bo, record).tree
        assert [(node.person.name, node.step) for node in shown.people] == [
            ("Ana Ruiz", step),
            ("Bo Lind", "shortlisted"),
        ]


def test_whom_they_had_asked_before_nobody_introduced() -> None:
    bo = contact("Bo Lind", introduced_by="Ana Ruiz")
    asked_before = to("Bo Lind", requested_on="1 nov", held_on="9 nov")
    late = introduction("Bo Lind", noted_on="2 nov", told_on="10 nov")
    found = look(contact(), bo, asked_before, late)
    assert found.tree.is_empty
    assert found.introductions.is_empty
    assert not look(contact(), bo, asked_before).tree.is_empty  # the user's own word


def test_replies(found: Findings) -> None:
    replies = found.replies
    # 7 asked: Ana, Teo, Eve, Kit yes; Bo no; Chi let go; Dana waiting. Farah was never asked.
    assert (replies.asked, replies.yes, replies.no) == (7, 4, 1)
    assert (replies.let_go, replies.waiting) == (1, 1)
    assert replies.days == Median(3, 5)  # Ana 2, Bo 3, Kit 3, Teo 5, Eve 5
    assert (replies.nudged, replies.days_after_nudge) == (Share(1, 2), Median(3, 1))
    assert said(replies) == [
        "answered | 5 of 7",
        ".4 yes, 1 no, 1 without a reply, 1 waiting",
        "from the request to the answer | median 3 days (from 5)",
        "answered after a nudge | 1 of 2",
        "from the nudge to the answer | 3 days (from 1)",
    ]
    both = (  # as a file edited by hand may have it: a yes is a yes, whatever it came to
        to("Ana Ruiz", requested_on="1 nov", agreed_on="2 nov", ended=ended).but(id=ended)
        for ended in ("declined", "no_reply", "cancelled")
    )
    assert said(look(contact(), *both).replies)[:2] == [
        "answered | 3 of 3",
        ".3 yes, 0 no, 0 without a reply, 0 waiting",
    ]
    assert said(look(contact(), to("Ana Ruiz", requested_on="1 nov")).replies) == [
        "answered | 0 of 1",
        ".0 yes, 0 no, 0 without a reply, 1 waiting",
        "from the request to the answer | none yet",
    ]


def test_what_interviews_led_to_and_what_followed(found: Findings) -> None:
    results = found.results
    assert (results.offers, results.formal_interviews) == (Share(1, 3), Share(0, 3))
    assert (results.introductions, results.leads) == (Share(1, 3), Share(0, 3))
    assert said(results) == [
        "an offer | 1 of 3",
        ".often quoted, never well sourced: 1 offer in 12; resumes 1 in 200",
        "a formal interview | 0 of 3",
        "an introduction | 1 of 3",
        "a lead | 0 of 3",
    ]
    assert said(found.thanks) == [  # Ana the day after, Teo on the third day, Farah not yet
        "within a day | 1 of 3",
        "sent | 2 of 3",
        "from conversation to thank-you | median 2 days (from 2)",
    ]
    assert (found.advice.advice, found.advice.learn) == (Closed(1, 1, 1), Closed(1, 0, 0))
    assert said(found.advice) == [
        "advice acted on | 1 of 1",
        ".and reported back | 1 of 1",
        "skills learned | 0 of 1",
        ".and reported back | 0 of 1",
    ]
    assert (
        said(look(contact(), follow_up(noted_on="1 nov")).advice)[0] == "advice acted on | 0 of 1"
    )
    # Teo and someone without a contact; not whom they only promise, nor whom one had met.
    assert said(found.introductions) == [
        "suggested | 2",
        "asked | 1 of 2",
        "talked | 1 of 2",
        "reported back | 1 of 2",
    ]
    written = look(contact(), introduction(None, noted_on="1 nov", done_on="2 nov"))
    assert (written.introductions.asked, written.introductions.met) == (1, 0)
    assert said(written.names) == [written.names.empty]
    # Ana suggested two and Teo one, whoever had met them.
    assert (found.names.names, found.names.talks, found.names.mean) == (3, 3, 1.0)
    assert said(found.names) == ["names per conversation | 3 names in 3 conversations"]
    five = (to("Ana Ruiz", held_on=f"{n} nov").but(id=f"talk {n}") for n in range(1, 6))
    named = introduction(None, noted_on="1 nov")
    assert said(look(contact(), *five, named).names) == [
        "names per conversation | 0.2 (1 name in 5 conversations)"
    ]


def test_whom_you_talked_to_and_what_they_said(found: Findings) -> None:
    assert found.levels.missing == ("step_above",)
    assert said(found.levels) == [
        "does the job I want | 1 of 3",
        "manager | 1 of 3",
        "executive | 1 of 3",
        "nobody a step above yet",
    ]
    assert said(found.skills) == [
        "SQL | 2 of 3 (Ana Ruiz, Teo Maran)",
        "plain writing | 1 of 3 (Ana Ruiz)",
    ]
    assert said(found.said) == [
        "Grids",
        ".good | 1 conversation",
        "..the calm | Ana Ruiz 10",
        ".bad | 2 conversations",
        "..nights | Ana Ruiz 10",
        "..shifts | Teo Maran 18",
        "without a goal",
        ".surprising | 1 conversation",
        "..how loud it is | Farah Quint 20",
    ]
    assert [each.goal for each in found.said.goals] == ["goal", None]
    assert said(found.fits) == [
        "Grids | open, 2 conversations",
        ".3 before, 4 after | Ana Ruiz 10",
        ".4 before, 2 after | Teo Maran 18",
        "Maps | ruled out, a clear answer, 0 conversations",
    ]
    (later,) = look(
        contact(),
        to("Ana Ruiz", held_on="1 nov", goal_id="goal", fit_after=2),
        goal(decided_on="2 nov"),
    ).fits.goals
    assert (later.verdict, later.fits[0].words) == ("ruled out, a clear answer", "2 after")


def test_answers_by_organization_and_side_by_side(found: Findings) -> None:
    # The question typed again, and the one in other words, are the bank's.
    assert said(found.culture) == [
        "Lumen Énergie | 2 people",
        f".{ARGUE} | 2 people",
        "..the weather | Ana Ruiz 10",
        "..who may switch what | Teo Maran 18",
        "organization unknown | 1 person",
        f".{ARGUE} | 1 person",
        "..all is late | Farah Quint 20",
    ]
    assert said(found.compared) == [
        f"{ARGUE} | 3 people",
        ".the weather | Ana Ruiz 10",
        ".who may switch what | Teo Maran 18",
        ".all is late | Farah Quint 20",
    ]
    again = (
        to("Ana Ruiz", held_on=f"{n} nov", plan=(asked("So?", "yes"),)).but(id=str(n))
        for n in (1, 2)
    )
    assert look(contact(), *again).compared.is_empty  # one person, twice


def test_the_tree_of_introductions(found: Findings) -> None:
    assert said(found.tree) == ["Ana Ruiz | reported back", ".Teo Maran | thanked"]
    # Who introduced whom; X to Z only each other, and W by one of them.
    pairs = "Bea-Cai Ann-Bea Ann-Abe gone-Dot Eli-Eli Z-X X-Y Y-Z Z-W"
    people = [
        contact(name, introduced_by=giver)
        for giver, name in (pair.split("-") for pair in pairs.split())
    ]
    assert said(look(*people, contact("Ann", standing="set_aside")).tree) == [
        "Ann",
        ".Abe | shortlisted",
        ".Bea | shortlisted",
        "..Cai | shortlisted",
        "X | shortlisted",
        ".Y | shortlisted",
        "..Z | shortlisted",
        "...W | shortlisted",
    ]
    chain = (contact(str(n), introduced_by=str(n - 1)) for n in range(2000))
    assert look(*chain).tree.people[-1].depth == 1999


def test_figures_say_their_n() -> None:
    assert [Share(3, 4).words, Share(1, 8).words] == ["3 of 4", "1 of 8"]
    assert [Share(0, 8).one_in, Share(1, 4).one_in] == ["0 of 8", "1 of 4"]
    assert [Share(2, 8).one_in, Share(3, 8).one_in] == ["2 of 8 (1 in 4)", "3 of 8 (1 in 2.7)"]
    assert [Share(1, 8).one_in, Share(8, 8).one_in] == ["1 of 8 (1 in 8)", "8 of 8"]
    assert (to_a_tenth(1, 4), to_a_tenth(9, 4), to_a_tenth(2, 3)) == (0.3, 2.3, 0.7)
    one, two, three = day("1 nov"), day("2 nov"), day("3 nov")
    spans = [(one, two), (one, three), (None, two), (one, None), (two, one)]
    assert median_days(spans) == Median(1.5, 2)
    assert median_days([(one, two)]).words == "1 day (from 1)"


def test_impressions_by_organization(found: Findings) -> None:
    assert said(found.said.by_organization()) == [
        "Lumen Énergie",
        ".good | 1 conversation",
        "..the calm | Ana Ruiz 10",
        ".bad | 2 conversations",
        "..nights | Ana Ruiz 10",
        "..shifts | Teo Maran 18",
        "organization unknown",
        ".surprising | 1 conversation",
        "..how loud it is | Farah Quint 20",
    ]
    assert found.said.by_organization().n == found.said.n


def test_what_someone_said_stays_with_the_place_they_worked_at() -> None:
    moved = contact(organization="Tide Power", former_jobs="Buyer at Quarry (until 12 Nov 2026)")
    talks = (
        to(
            "Ana Ruiz",
            held_on=on,
            debrief=Debrief(good=f"calm, {on}"),
            plan=(asked(ARGUE, f"dust, {on}", "argue"),),
        ).but(id=on)
        for on in ("10 nov", "20 nov")
    )
    there = look(moved, *talks)
    assert [each.title for each in there.said.organizations] == ["Quarry", "Tide Power"]
    assert [each.organization for each in there.culture.organizations] == ["Quarry", "Tide Power"]


def test_the_last_weeks_from_monday_to_sunday(found: Findings) -> None:
    weeks = found.weeks  # Sunday 22 Nov ends the last one; 1 and 2 Nov are in two of them
    assert weeks.asks == (0, 0, 0, 0, 1, 3, 2, 1)
    assert weeks.conversations == (0, 0, 0, 0, 0, 0, 1, 2)
    assert weeks.thank_yous == (0, 0, 0, 0, 0, 0, 1, 1)
    assert said(weeks) == [
        "asks | 7, 1 this week",
        "conversations | 3, 2 this week",
        "thank-yous | 2, 1 this week",
    ]
    long_ago = look(contact(), to("Ana Ruiz", requested_on="27 sep"))
    assert long_ago.weeks.is_empty
    assert not look(contact(), to("Ana Ruiz", requested_on="28 sep")).weeks.is_empty
    use(LocalForms(week_start=6))  # then Sunday 22 Nov begins the last one
    assert look(contact(), to("Ana Ruiz", requested_on="21 nov")).weeks.asks[-2:] == (1, 0)
    assert look(contact(), to("Ana Ruiz", requested_on="22 nov")).weeks.asks[-2:] == (0, 1)


FIFTEEN = {
    "Where people are": ("people", "leads"),
    "How far it went": ("steps", "leads"),
    "Replies": ("replies", "leads"),
    "Where it led": ("results", "leads"),
    "Thank-yous": ("thanks", "leads"),
    "Advice": ("advice", "leads"),
    "Introductions": ("introductions", "introductions"),
    "Names per conversation": ("names", "introductions"),
    "Who you talked to": ("levels", "leads"),
    "Skills people mentioned": ("skills", "said"),
    "Good, bad, surprising": ("said", "said"),
    "How well each goal fits": ("fits", "goals"),
    "Culture by organization": ("culture", "said"),
    "Answers compared": ("compared", "said"),
    "Who introduced whom": ("tree", "introductions"),
}
"""The fifteen parts there once were: the section each is now, and the part it is in."""


def test_each_of_the_fifteen_parts_is_in_one_of_the_four(found: Findings) -> None:
    four = parts(found, Keymap().key)
    assert [(part.title, part.finding) for part in four.values()] == [
        ("Where it leads", "6 of 8 answered"),
        ("What people said", "10 quotes"),
        ("Goals", "1 of 2 ruled out"),
        ("Introductions", "2 people, 2 deep"),
    ]
    for key, place in FIFTEEN.values():
        section = found.sections[key]
        held = {each: [it.title for it in part.sections] for each, part in four.items()}
        assert [each for each, titles in held.items() if section.title in titles] == [place]
        at = four[place].lines.index(FigureLine(section.title, section.n))
        shown = four[place].lines[at + 1 : at + 1 + len(section.lines)]
        assert [(each.text, each.figure, each.by) for each in shown] == [
            (each.text, each.figure, each.by) for each in section.lines
        ]
    placed = [key for keys in PLACES.values() for key in keys]
    assert sorted(placed) == sorted(found.sections)


GOAL_FINDINGS = {
    ("closer", "ruled_out", None): "1 of 3 closer",
    ("closer", "chosen"): "1 of 2 chosen",
    (None, "same"): "2 open",
    (): "",
}


@pytest.mark.parametrize(("verdicts", "finding"), GOAL_FINDINGS.items())
def test_what_the_goals_show(verdicts: tuple[Verdict | None, ...], finding: str) -> None:
    goals = (
        goal(id=str(at), decided_on="1 nov" if verdict else None).but(verdict=verdict)
        for at, verdict in enumerate(verdicts)
    )
    assert parts(look(*goals), Keymap().key)["goals"].finding == finding


def test_every_section_says_how_much_it_is_counted_from(found: Findings) -> None:
    assert {key: section.n for key, section in found.sections.items()} == {
        "people": "8 people",
        "steps": "9 people",
        "replies": "7 requests",
        "results": "3 conversations",
        "thanks": "3 conversations",
        "advice": "2 saved",
        "introductions": "2 names",
        "names": "3 conversations",
        "levels": "3 people",
        "skills": "2 skills",
        "said": "4 notes",
        "fits": "2 conversations",
        "culture": "3 people",
        "compared": "1 question",
        "tree": "2 people",
        "weeks": "the last 8 weeks",
    }


def test_every_section_knows_what_fills_it_while_it_is_empty() -> None:
    empty = look()
    sections = {key: each.with_keys(Keymap().key) for key, each in empty.sections.items()}
    assert list(sections) == list(Findings.__dataclass_fields__)
    for section in sections.values():
        assert section.is_empty
        assert said(section) == [section.empty]
        assert section.empty.endswith(".")
    titles = {section.title for section in sections.values()}
    four = parts(empty, Keymap().key).values()
    assert len({*titles, *(part.title for part in four)}) == len(sections) + len(four)
    for part in four:  # one sentence is enough
        assert (part.is_empty, part.finding) == (True, "")
        assert [line.text for line in part.lines] == ["", part.sections[0].empty]
