"""What to know again before talking with someone once more."""

from __future__ import annotations

from infoint_tui.domain.follow_through.recap import RecapLine, recap
from infoint_tui.domain.records.interview import Debrief
from tests.builders import day, follow_up, held, interview, introduced, introduction, situation

NEXT = interview(id="next")
LAST = held("20 oct", id="last", minutes=25)


def lines(*records: object, **more: object) -> list[RecapLine]:
    dossier = situation("16 nov", *records, NEXT, **more).dossier  # type: ignore[arg-type]
    found = recap(dossier, day("16 nov"))
    assert found is not None
    return list(found.lines)


def test_the_first_conversation_has_none() -> None:
    dossier = situation("16 nov", NEXT, follow_up(noted_on="1 nov")).dossier
    assert recap(dossier, day("16 nov")) is None


def test_it_is_the_last_one_held() -> None:
    earlier = held("3 mar", id="earlier", debrief=Debrief(learned="start smaller"))
    off = interview(id="off", ended="cancelled", ended_on="10 nov")
    dossier = situation("16 nov", earlier, LAST, off, NEXT).dossier
    found = recap(dossier, day("16 nov"))
    assert found is not None
    assert found.when == "20 Oct, in person, 25 min"
    assert found.lines == (RecapLine("They said", "models are the easy half"),)


def test_what_they_said_and_what_to_ask_now() -> None:
    last = LAST.but(debrief=Debrief(surprising="the pay", good="quiet", next_time="how she hires"))
    assert lines(last) == [RecapLine("They said", "the pay"), RecapLine("Ask now", "how she hires")]
    assert lines(LAST.but(debrief=None)) == []


def test_advice_and_skills_with_where_they_led() -> None:
    usual = {"interview_id": "last", "noted_on": "20 oct"}
    old = {"interview_id": "earlier", "noted_on": "3 mar"}
    found = lines(
        LAST.but(debrief=None),
        follow_up(id="a", text="read", **usual),
        follow_up(id="b", text="visit", done_on="3 nov", **usual),
        follow_up(id="c", text="SQL", kind="learn", done_on="3 nov", told_on="5 nov", **usual),
        follow_up(id="d", text="long told", done_on="4 mar", told_on="5 mar", **old),
        follow_up(id="e", text="old", **old),
    )
    assert found == [
        RecapLine("Advice", "old", "not done yet"),
        RecapLine("Advice", "read", "not done yet"),
        RecapLine("Advice", "visit", "done 3 Nov, not told yet"),
        RecapLine("Skill", "SQL", "done 3 Nov, told them 5 Nov"),
    ]


def test_open_promises_of_both() -> None:
    promise = {"kind": "promise", "noted_on": "20 oct"}
    found = lines(
        LAST.but(debrief=None),
        follow_up(id="a", text="send my notes", **promise),
        follow_up(id="b", text="the report", owed_by="them", **promise),
        follow_up(id="c", text="kept", done_on="3 nov", **promise),
    )
    assert found == [
        RecapLine("I promised", "send my notes"),
        RecapLine("They promised", "the report"),
    ]


def test_whom_they_suggested_and_where_it_led() -> None:
    teo = introduced("Teo Maran", held("5 nov", contact_id="Teo Maran"))
    kim = introduced("Kim Sand", interview(contact_id="Kim Sand", requested_on="6 nov"))
    usual = {"interview_id": "last", "noted_on": "20 oct"}
    found = lines(
        LAST.but(debrief=None),
        introduction(**usual),
        introduction("Kim Sand", **usual),
        introduction("Lee Orr", **usual),
        knows=(teo, kim, introduced("Lee Orr")),
    )
    assert found == [
        RecapLine("Suggested", "Kim Sand", "asked"),
        RecapLine("Suggested", "Lee Orr", "not asked yet"),
        RecapLine("Suggested", "Teo Maran", "talked, not told yet"),
    ]
