"""Goals, today and the one thing, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from infoint_tui.bootstrap import build_services
from infoint_tui.cli.goal import VERDICTS
from infoint_tui.cli.main import COMMANDS
from infoint_tui.cli.today import MESSAGE_VERBS, VERBS, verb
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.follow_through.owed import OwedKind
from infoint_tui.domain.records.settings import Settings
from infoint_tui.domain.vocabulary import Action, MessageKind, Verdict
from infoint_tui.services.sample import fill
from tests.cli.harness import Json, Run
from tests.unit.test_owed import DUE, MAKES, found

UNDOABLE = "(infoint undo takes it back)\n"


def test_an_offer_says_how_to_decide_and_everyone_who_helped_is_next(
    run: Run, run_json: Json, tmp_path: Path
) -> None:
    for name in ("Ana Ruiz", "Bo Lind"):
        run("add", name)
        run("met", name)
        run("thank", name)
    offered = run("conversation", "Ana", "--result", "offer")
    assert offered.stderr == (
        'Does that decide what you want? infoint goal decide "the work it is" --verdict chosen'
        " --for 'Ana Ruiz'\n"
        "Everyone who helped might like to hear: infoint message NAME --kind good_news\n"
    )
    run("goal", "decide", "Grids", "--verdict", "chosen", code=3)
    run("goal", "decide", "Grids", "--verdict", "chosen", "--everyone", code=2)
    decided = run(
        *("goal", "decide", "Grids at Lumen", "--verdict", "chosen", "--for", "Ana", "--everyone")
    )
    assert decided.stdout == (
        "Decided “Grids at Lumen”: chosen, going for it. "
        f"Next: tell Ana Ruiz, Bo Lind, on Tue 1 Dec. {UNDOABLE}"
    )
    # what is decided is not asked again, nor is a result that was there before
    assert not run("conversation", "Ana", "--result", "formal_interview").stderr
    assert run_json("message", "Bo", "--kind", "good_news")["message"]["kind"] == "good_news"
    run("goal", "reopen", "grids")
    assert not run("conversation", "Ana", "--result", "formal_interview").stderr
    (tmp_path / "offer.json").write_text('{"result": "offer"}')
    again = run("debrief", "Ana", "--from", str(tmp_path / "offer.json"), "--yes")
    assert again.stderr.endswith("infoint goal decide 'Grids at Lumen' --verdict chosen\n")


def test_a_goal_from_the_first_thought_to_telling_who_helped(run: Run, run_json: Json) -> None:
    assert run("goal").stdout.startswith("No goals yet. Start with infoint goal add")
    assert run_json("goal") == {"version": 1, "goals": []}
    run("add", "Ana Ruiz")
    added = run("goal", "add", "Work on grids", "--why", "it matters", "--decides", "a day there")
    assert added.stdout == f"Added the goal “Work on grids”. {UNDOABLE}"
    run("goal", "assign", "Ana", "grids", code=1)
    run("ask", "Ana")
    assert run("goal", "assign", "Ana", "grids", "--before", "4").stdout == (
        f"Your conversation with Ana Ruiz helps decide “Work on grids”. {UNDOABLE}"
    )
    assert run("goal", "assign", "Ana", "grids").stdout == "No change.\n"
    run("met", "Ana", "--learned", "be kind")
    run("thank", "Ana")
    run("schedule", "Ana", "2 dec 15:00")
    run("cancel", "Ana")
    assert run("goal", "assign", "Ana", "grids", "--after", "2").stdout == (
        "Your conversation with Ana Ruiz (Tue 24 Nov) helps decide “Work on grids”. " + UNDOABLE
    )
    assert run("goal", "edit", "grids", "--title", "Grids").stdout.startswith("Changed the goal")
    run("goal", "edit", "grids", code=2)
    decided = run("goal", "decide", "grids", "--verdict", "ruled-out", "--on", "yesterday")
    assert decided.stdout == f"Decided “Grids”: ruled out, a clear answer. {UNDOABLE}"
    assert run("goal", "reopen", "grids").stdout == f"Reopened “Grids”. {UNDOABLE}"
    assert run("goal", "decide", "grids", "--verdict", "ruled-out").stdout == (
        f"Decided “Grids”: ruled out, a clear answer. Next: tell Ana Ruiz, on Tue 1 Dec. {UNDOABLE}"
    )
    (item,) = run_json("due")["items"]
    assert (item["kind"], item["due"]) == ("tell_verdict", "2026-12-01")
    assert run("done", "Ana").stdout.startswith("Reported back to Ana Ruiz. Next: keep in touch")
    assert run("goal").stdout.splitlines() == [
        "GOAL   CONVERSATIONS      FIT     VERDICT",
        "Grids  1 held, 0 planned  4 -> 2  ruled out, a clear answer",
    ]
    (goal,) = run_json("goal")["goals"]
    assert (goal["verdict"], goal["decided_on"], goal["planned"]) == ("ruled_out", "2026-11-24", [])
    assert [(interview["before"], interview["after"]) for interview in goal["held"]] == [(4, 2)]
    run("goal", "assign", "Ana", "")
    assert "0 held" in run("goal").stdout
    assert "decided" in run("goal", "remove", "grids", code=1).stderr
    run("goal", "reopen", "grids")
    assert run("goal", "remove", "grids").stdout == f"Removed the goal “Grids”. {UNDOABLE}"
    assert run_json("goal")["goals"] == []
    run("undo")
    run("goal", "decide", "grids", "--verdict", "ruled-out")
    run("goal", "assign", "Ana", "grids", "--after", "6", code=2)
    run("goal", "decide", "maps", "--verdict", "same", code=3)
    assert run_json("goal", "add", "Maps")["goal"]["title"] == "Maps"


def test_verdicts_and_steps_are_those_of_the_domain() -> None:
    assert tuple(verdict.replace("-", "_") for verdict in VERDICTS) == get_args(Verdict)
    assert VERBS.keys() == set(get_args(Action))
    assert MESSAGE_VERBS.keys() <= set(get_args(MessageKind))
    words = (*VERBS.values(), *MESSAGE_VERBS.values())
    assert {each.split()[0].strip(",") for each in words} <= COMMANDS.keys()


@pytest.mark.parametrize("kind", get_args(OwedKind))
def test_every_next_step_has_its_command(kind: OwedKind) -> None:
    on, _ = DUE[kind][0]
    (item,) = found(kind, MAKES[kind](on))
    assert verb(item.step).split()[0].strip(",") in COMMANDS


def test_a_conversation_that_was_begun_and_not_left(
    run: Run, run_json: Json, db: Path, clock: FixedClock
) -> None:
    run("add", "Kit Marlow")
    run("schedule", "Kit", "today 9:00")
    services = build_services(db, clock=clock, settings=Settings())
    (preparation,) = services.planning.upcoming()
    services.conversations.begin(preparation.interview.id).note("models are the easy half")
    shown = run("today").stdout
    assert "talking since" in shown
    assert "infoint met" in shown
    (line,) = run_json("today")["lines"]
    assert line["next"] == {"action": "go_on", "message": ""}


def test_today_on_the_sample(run: Run, run_json: Json, db: Path, clock: FixedClock) -> None:
    assert run("today").stdout == "Nothing is due today.\n"
    assert run("today", "--short").stdout == "", "a prompt stays empty"
    assert run_json("today") == {
        "version": 1,
        "day": "2026-11-24",
        "one_thing": None,
        "asked": [],
        "lines": [],
        "later": 0,
        "ready": None,
        "reconnect": [],
    }
    fill(build_services(db, clock=clock, settings=Settings()).context)
    assert run("today", "--short").stdout == "Chidi Eze: nudge once, and 10 more\n"
    printed = run("today").stdout.splitlines()
    assert printed[0] == "One thing: write to Bo before noon (open)"
    assert printed[-3] == "4 later: infoint due shows them all."
    assert printed[-2].startswith("When you're ready: Bo Lindqvist (ask: draft ready, ")
    assert printed[-1] == (
        "Say hello, if you like: Jo Abara (new job: Tide Power), Zoë Künneth-Faß (3 months), "
        "Mira Okafor (mentor, 1 month)"
    )
    rows = {
        name: line for line in printed for name in ("Kit Marlow", "Farah Quint") if name in line
    }
    assert printed[1] == "Partner: finish page one of the portfolio (open)"
    assert len(printed) == 3 + 7 + 3
    assert "how did it go?" in rows["Kit Marlow"]
    assert rows["Kit Marlow"].endswith("1 day late  infoint met")
    assert "thank-you, 1 more" in rows["Farah Quint"]
    found = run_json("today")
    assert [line["overdue"] for line in found["lines"]] == [True] * 3 + [False] * 4
    assert found["lines"][0]["next"] == {"action": "message", "message": "nudge"}
    due = {(item["contact"]["id"], item["kind"]): item["due"] for item in run_json("due")["items"]}
    for line in found["lines"]:
        assert due[line["contact"]["id"], line["kind"]] == line["due"]
    assert found["reconnect"][0]["new_job"] == "Tide Power"
    assert found["one_thing"]["text"] == "write to Bo before noon"
    ready = found["ready"]
    assert (ready["contact"]["name"], ready["missing"]) == ("Bo Lindqvist", "")
    assert ready["blanks"] >= 1

    said = run("snooze", "Bo Lindqvist", "--until", "2026-12-01").stdout  # not this one
    assert said.startswith("Snoozed until Tue 1 Dec: asking them.")
    assert run_json("today")["ready"]["contact"]["name"] != "Bo Lindqvist"
    run("undo")
    assert run_json("today")["ready"] == ready

    spread = run("today", "--spread").stdout
    assert spread.startswith("Spread 2 items over the next five business days. (infoint undo")
    assert run("today", "--spread").stdout.startswith("Nothing to spread.\n")
    overdue = [item["kind"] for item in run_json("due")["items"] if item["overdue"]]
    assert overdue == ["thank", "outcome"]
    assert run("undo").stdout.startswith("Undone: spread what is overdue")
    assert run_json("today", "--spread")["lines"][0]["kind"] == "thank"


def test_the_columns_of_today_stay_aligned(run: Run) -> None:
    run("add", "Ana Ruiz")
    run("schedule", "Ana", "tomorrow 15:00")
    run("note", "Ana", "read the paper")
    run("add", "Bo Lind")
    run("met", "Bo")
    heading, *lines = run("today").stdout.splitlines()
    assert "no questions, no research, no outcome, not confirmed, 1 more" in lines[0]
    assert [line.index("infoint ") for line in lines] == [heading.index("NEXT")] * 2


def test_today_with_a_promise_of_theirs_and_somebody_never_heard_of(
    run: Run, db: Path, clock: FixedClock
) -> None:
    run("add", "Dana Plume")
    run("note", "Dana", "sends the list", "--kind", "promise", "--them")
    run("add", "Una Well")
    run("shortlist", "Una")
    services = build_services(db, clock=clock, settings=Settings())
    services.contacts.edit(services.contacts.find("Una").id, cadence_days=5)
    assert run("today").stdout.splitlines() == [
        "DUE        NAME        WHAT                           NEXT",
        "Tue 8 Dec  Dana Plume  remind them: sends the list    infoint done",
        "Say hello, if you like: Una Well",
    ]
