"""The way to an interview and after it, step by step, and back again."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.basics.local_forms import LocalForms, use
from tests.cli.harness import Json, Run

UNDOABLE = "(infoint undo takes it back)\n"


def tables(db: Path) -> dict[str, Any]:
    """All that the file holds, but for what it says about itself and its changes."""
    if not db.exists():
        return {}
    found = json.loads(db.read_text())
    return {name: found[name] for name in found if name not in ("_meta", "history") and found[name]}


def owed(items: list[Any]) -> list[tuple[str, str]]:
    return [(item["kind"], item["due"]) for item in items]


STEPS = [
    (["add", "Ana Ruiz", "--org", "Acme"], []),
    (["ask", "Ana"], [("nudge", "2026-12-03")]),
    (["schedule", "Ana", "tomorrow 3pm"], [("prepare", "2026-11-24")]),
    (["met", "Ana"], [("debrief", "2026-11-24"), ("thank", "2026-11-25")]),
    (["thank", "Ana", "--by", "note"], [("debrief", "2026-11-24")]),
]


def test_the_whole_way_with_show_and_due_agreeing_then_undone_and_done_again(
    run: Run, run_json: Json, db: Path
) -> None:
    states = [tables(db)]
    for args, expected in STEPS:
        run(*args)
        shown, due = run_json("show", "Ana Ruiz"), run_json("due")
        assert owed(shown["owed"]) == expected
        assert shown["owed"] == due["items"]
        states.append(tables(db))
    for state in reversed(states[:-1]):
        assert run("undo").stdout.startswith("Undone: ")
        assert tables(db) == state
    assert run("undo").stdout == "Nothing to undo.\n"
    for state in states[1:]:
        assert run("redo").stdout.startswith("Redone: ")
        assert tables(db) == state
    assert run("redo").stdout == "Nothing to redo.\n"
    assert run_json("show", "Ana")["interviews"][0]["thanked_by"] == "handwritten"


def test_the_shape_of_due_and_show(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    run("met", "Ana", "--on", "mon", "--learned", "be kind")
    shown = run_json("show", "Ana")
    item = {
        "kind": "thank",
        "due": "2026-11-24",
        "overdue": False,
        "title": "thank-you",
        "contact": {"id": shown["contact"]["id"], "name": "Ana Ruiz"},
    }
    assert run_json("due") == {"version": 1, "items": [item]}
    assert list(shown) == ["version", "contact", "touches", "interviews", "follow_ups", "owed"]
    assert shown["owed"] == [item]
    assert shown["interviews"][0]["debrief"]["learned"] == "be kind"


def test_due_is_soonest_first_and_says_what_is_late(
    run: Run, run_json: Json, clock: FixedClock
) -> None:
    run("add", "Bo Lind")
    run("ask", "Bo")
    run("add", "Ana Ruiz")
    run("met", "Ana", "--learned", "be kind")
    clock.instant = datetime(2026, 11, 28, 9, tzinfo=UTC)
    assert run("due").stdout.splitlines() == [
        "DUE         NAME      WHAT",
        "Wed 25 Nov  Ana Ruiz  thank-you   3 days late",
        "Thu         Bo Lind   nudge once",
    ]
    assert [item["overdue"] for item in run_json("due")["items"]] == [True, False]


def test_a_step_says_what_it_did_and_what_is_next(run: Run) -> None:
    run("add", "Ana Ruiz")
    says = [
        (
            ["ask", "Ana", "--on", "mon"],
            "Asked Ana Ruiz yesterday. Next: nudge once, on Wed 2 Dec.",
        ),
        (
            ["nudge", "Ana"],
            "Nudged Ana Ruiz today. Next: let it go, or try once more, on Thu 3 Dec.",
        ),
        (
            ["schedule", "Ana", "1 dec 15:00", "--zone", "Europe/Madrid"],
            "Set: Ana Ruiz, Tue 1 Dec, 15:00 (Europe/Madrid; 14:00 for you) - in 7 days. "
            "Next: prepare and confirm, on Mon.",
        ),
        (
            ["met", "Ana", "--learned", "be kind"],
            "Saved: you talked with Ana Ruiz today, planned for Tue 1 Dec. Next: thank-you,"
            " tomorrow.",
        ),
        (
            ["thank", "Ana", "--by", "in person"],
            "Thanked Ana Ruiz today (in person). Next: keep in touch, on 22 Feb 2027.",
        ),
        (
            ["thank", "Ana"],
            "Saved a thank-you to Ana Ruiz. Next: keep in touch, on 22 Feb 2027.",
        ),
    ]
    for args, expected in says:
        assert run(*args).stdout == f"{expected} {UNDOABLE}"


def test_a_second_request_is_an_error_that_names_the_day_of_the_first(run: Run) -> None:
    run("add", "Ana Ruiz")
    run("ask", "Ana", "--on", "mon")
    assert "Mon 23 Nov" in run("ask", "Ana", code=1).stderr


@pytest.mark.parametrize(
    ("args", "says", "aside"),
    [
        ([], "said no", "set aside: declined"),
        (["--until", "4 jan"], "said not until Mon 4 Jan 2027", "declined, until 4 Jan 2027"),
    ],
)
def test_decline_sets_aside(run: Run, args: list[str], says: str, aside: str) -> None:
    run("add", "Ana Ruiz")
    run("ask", "Ana")
    assert run("decline", "Ana", *args).stdout == f"Saved: Ana Ruiz {says}. {UNDOABLE}"
    shown = run("show", "Ana").stdout
    assert aside in shown
    assert "asked today, declined today" in shown
    assert run("due").stdout == "Nothing is due.\n"


def test_schedule_keeps_the_details_and_moves_the_interview(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    details = ("--minutes", "30", "--format", "video", "--place", "Cafe Lumen")
    run("schedule", "Ana", "2026-12-01 15:00", *details)
    run("schedule", "Ana", "2 dec 3pm")
    (interview,) = run_json("show", "Ana")["interviews"]
    assert (interview["start"], interview["minutes"], interview["format"], interview["place"]) == (
        "2026-12-02T15:00:00Z",
        30,
        "video",
        "Cafe Lumen",
    )
    assert "  Wed 2 Dec 15:00  agreed today" in run("show", "Ana").stdout
    assert "Wed 2 Dec, 01:30 (Asia/Tokyo; Tue 1 Dec 16:30 for you) - in 7 days. " in (
        run("schedule", "Ana", "2 dec 1:30", "--zone", "Asia/Tokyo").stdout
    )
    shown = run("show", "Ana").stdout
    assert "  Tue 1 Dec 16:30 (Wed 2 Dec 01:30 Asia/Tokyo)  agreed today" in shown
    assert "moved to Wed 2 Dec, 01:30 (Asia/Tokyo)" in shown


def test_thank_uses_that_person_s_own_last_channel(run: Run, run_json: Json) -> None:
    for name, by in (("Kim Doe", "email"), ("Lee Moss", "message")):
        run("add", name)
        run("ask", name, "--by", by)
        run("met", name)
    run("thank", "Kim", "--by", "note")
    assert run("thank", "Lee").stdout.startswith("Thanked Lee Moss today (message).")
    assert run_json("show", "Kim")["interviews"][0]["thanked_by"] == "handwritten"


def test_a_zone_behind_the_time_is_never_ignored(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    assert run("schedule", "Ana", "Thu 3 Dec 2026, 15:00 CET").stdout.startswith(
        "Set: Ana Ruiz, Thu 3 Dec, 15:00 (CET; 14:00 for you) - in 9 days. "
    )
    kept = run_json("show", "Ana")["interviews"][0]
    assert (kept["start"], kept["zone"]) == ("2026-12-03T14:00:00Z", "CET")
    said = run("schedule", "Ana", "3 dec 3pm UTC-5", "--zone", "Europe/Lisbon", code=2).stderr
    assert "There are two time zones: Europe/Lisbon and UTC-5.\nLeave one out." in said
    assert "(UTC-5; 20:00 for you)" in run("schedule", "Ana", "3 dec 3pm UTC-5").stdout


def test_schedule_needs_a_time(run: Run) -> None:
    run("add", "Ana Ruiz")
    assert run("schedule", "Ana", "tomorrow", code=2).stderr == (
        'Error: “tomorrow” needs a time.\nAdd one, as in "tomorrow 15:00".\n'
    )


def test_schedule_accepts_the_past_with_a_note(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    assert run("schedule", "Ana", "yesterday 3pm").stderr == (
        "Note: that time has passed. infoint met NAME logs that you talked.\n"
    )
    assert owed(run_json("due")["items"]) == [("outcome", "2026-11-23")]
    run("thank", "Ana")
    assert run_json("show", "Ana")["interviews"][0]["held_on"] == "2026-11-23"


def test_a_day_nearly_a_year_ahead_is_doubted(run: Run) -> None:
    run("add", "Ana Ruiz")
    doubt = "Note: Sat 20 Nov 2027: that is next year; for this year type 2026-11-20\n"
    scheduled = run("schedule", "Ana", "20 nov 15:00")
    assert scheduled.stdout.startswith("Set: Ana Ruiz, Sat 20 Nov 2027, 15:00 - in 361 days. ")
    assert scheduled.stderr == doubt
    assert run("aside", "Ana", "--why", "busy", "--until", "20 nov").stderr == doubt
    assert run("schedule", "Ana", "20 jan 15:00").stderr == ""


def test_an_american_types_and_reads_days_and_times_as_usual(run: Run, run_json: Json) -> None:
    use(LocalForms(hours=12, order="month first"))
    run("add", "Ana Ruiz")
    other = "Note: Tue Dec 1: month first; for Tue Jan 12, 2027 type 2027-01-12\n"
    scheduled = run("schedule", "Ana", "12/1 3pm")
    assert scheduled.stdout.startswith("Set: Ana Ruiz, Tue Dec 1, 3:00 PM - in 7 days. ")
    assert scheduled.stderr == other
    assert run("aside", "Ana", "--why", "busy", "--until", "12/1").stderr == other
    past = "Note: Thu Oct 1: month first; for Sat Jan 10 type 2026-01-10\n"
    assert run("log", "Ana", "coffee", "--on", "10/1").stderr == past
    assert run_json("show", "Ana")["interviews"][0]["start"].startswith("2026-12-01T15:00")


def test_follow_ups_are_shown(run: Run, run_json: Json) -> None:
    run("add", "Iris Vega")
    run("add", "Ana Ruiz", "--introduced-by", "Iris")
    run("shortlist", "Iris")
    assert "  introduction  Ana Ruiz  open\n" in run("show", "Iris").stdout
    assert owed(run_json("show", "Iris")["owed"]) == [("reach_out", "2026-12-01")]
    assert run_json("show", "Iris")["follow_ups"][0]["text"] == "Ana Ruiz"
    for step, state in ((["ask", "Ana"], "asked"), (["met", "Ana"], "talked")):
        run(*step)
        assert f"  introduction  Ana Ruiz  {state}\n" in run("show", "Iris").stdout
    run("done", "Iris")
    assert (
        "  introduction  Ana Ruiz  done today, reported back today\n" in run("show", "Iris").stdout
    )


def test_a_confirmed_interview_only_wants_preparing(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    run("confirm", "Ana", code=1)
    run("schedule", "Ana", "tomorrow 3pm")
    run("confirm", "Ana")
    assert [item["title"] for item in run_json("due")["items"]] == ["prepare"]


def test_an_interview_that_fell_through(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    run("cancel", "Ana", code=1)
    run("schedule", "Ana", "tomorrow 3pm")
    assert run("cancel", "Ana", "--no-show", code=1).stderr == (
        "Error: You're set to talk with Ana Ruiz on Wed 25 Nov.\nCall it off, or wait until then.\n"
    )
    run("schedule", "Ana", "today 8:59")
    for args, ended in ((["--no-show"], "no_show"), ([], "cancelled")):
        run("cancel", "Ana", *args)
        assert run_json("show", "Ana")["interviews"][-1]["ended"] == ended
        run("schedule", "Ana", "tomorrow 3pm")
    run("schedule", "Ana", "tomorrow 3pm")
    run("decline", "Ana")
    shown = run_json("show", "Ana")
    assert shown["interviews"][-1]["ended"] == "cancelled"
    assert shown["contact"]["standing"] == "set_aside"


def test_what_was_learned_is_added_to_the_interview_of_that_day(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    run("met", "Ana")
    run("met", "Ana", code=1)
    run("met", "Ana", "--learned", "patience")
    run("met", "Ana", "--learned", "maps")
    (interview,) = run_json("show", "Ana")["interviews"]
    assert interview["debrief"]["learned"] == "patience\nmaps"
    run("thank", "Ana", "--on", "yesterday", code=2)
    run("thank", "Ana")
    assert [item["kind"] for item in run_json("due")["items"]] == ["keep_in_touch"]


def test_what_was_learned_goes_to_the_interview_that_waits_for_its_debrief(
    run: Run, run_json: Json
) -> None:
    run("add", "Ana Ruiz")
    run("met", "Ana", "--on", "19 nov")
    run("met", "Ana", "--on", "20 nov")
    assert "infoint debrief" in run("today").stdout
    added = run("met", "Ana", "--learned", "maps").stdout
    assert added.startswith("Saved what you learned from Ana Ruiz on Fri 20 Nov. Next:")
    run("ask", "Ana")
    assert "on Thu 19 Nov" in run("met", "Ana", "--learned", "be kind").stdout
    interviews = run_json("show", "Ana")["interviews"]
    assert [(interview["debrief"] or {}).get("learned") for interview in interviews] == [
        "be kind",
        "maps",
        None,
    ]
    # none waits any more, or another day is meant: it is the interview that was asked for
    assert run("met", "Ana", "--learned", "x").stdout.startswith(
        "Saved: you talked with Ana Ruiz today"
    )
    run("undo")
    run("schedule", "Ana", "10 dec 15:00")
    assert run("met", "Ana").stdout.startswith(
        "Saved: you talked with Ana Ruiz today, planned for Thu 10 Dec. Next:"
    )


def test_not_now_until_a_day_that_passed_is_noted_all_the_same(run: Run) -> None:
    run("add", "Ana Ruiz")
    run("ask", "Ana")
    passed = run("decline", "Ana", "--until", "2026-11-01")
    assert passed.stderr == "Note: that day has passed.\n"
    assert "until Sun 1 Nov" in passed.stdout
    run("undo")
    assert run("decline", "Ana", "--until", "today").stderr == ""


def test_advice_from_noting_to_telling(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    run("done", "Ana", code=1)
    run("note", "Ana", "sends the report", "--kind", "promise", "--them", "--due", "tomorrow")
    run("note", "Ana", "read the paper")
    assert [item["kind"] for item in run_json("due")["items"]] == ["remind", "act"]
    assert run("done", "Ana").stdout.startswith("Done: read the paper. Next: remind them")
    assert run("done", "Ana").stdout.startswith("Reported back to Ana Ruiz.")
    run("done", "Ana")
    assert run_json("due")["items"] == []
    run("done", "Ana", code=1)


def test_a_zone_of_a_bare_offset_is_said_the_way_people_say_it(run: Run) -> None:
    run("add", "Ana Ruiz")
    run("schedule", "Ana", "3 dec 3pm UTC-5")
    said = "".join(run(*each).stdout for each in (("show", "Ana"), ("prep", "Ana")))
    said += run("message", "Ana", "--kind", "confirm").stdout
    assert "15:00 UTC-5" in said
    assert "GMT" not in said
