"""Insights from the command line."""

from __future__ import annotations

from pathlib import Path

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.question import Question
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.sample import fill
from tests.cli.harness import Json, Run


def test_stats_on_the_first_interview(run: Run, run_json: Json, db: Path) -> None:
    empty = run("stats").stdout
    assert empty.startswith("Where it leads\n  No step taken yet: infoint shortlist NAME is")
    found = run_json("stats")
    assert found["version"] == 1
    assert found["replies"]["empty"] == "Nobody asked yet: infoint ask NAME logs it."
    assert found["replies"]["days"] == {"days": None, "n": 0}
    assert not db.exists()
    run("add", "Ana Ruiz", "--org", "Lumen")
    run("ask", "Ana", "--on", "16 nov")
    run("schedule", "Ana", "today 8:00")
    run("met", "Ana")
    run("thank", "Ana")
    run("note", "Ana", "read the paper")
    printed = run("stats").stdout
    assert printed.startswith(
        "Where it leads: 1 of 1 answered\n"
        "  How far it went: 1 person\n"
        "    people asked           1 of 1\n"
    )
    assert (
        "  Replies: 1 request\n"
        "    answered                        1 of 1\n"
        "      1 yes, 0 no, 0 without a reply, 0 waiting\n"
        "    from the request to the answer  8 days (from 1)\n"
    ) in printed
    assert (
        "  Results: 1 conversation\n"
        "    an offer            0 of 1\n"
        "      often quoted, never well sourced: 1 offer in 12; resumes 1 in 200\n"
    ) in printed
    assert "  Advice: 1 saved\n    advice acted on      0 of 1\n" in printed
    assert "\n\nGoals\n  No goals yet: infoint goal add TITLE adds one" in printed
    found = run_json("stats")
    assert (found["replies"]["empty"], found["replies"]["title"]) == ("", "Replies")
    assert found["thanks"]["within_a_day"] == {"count": 1, "of": 1}
    assert found["people"]["columns"]["act"] == 1


def test_stats_on_the_sample(run: Run, run_json: Json, db: Path, clock: FixedClock) -> None:
    services = build_services(db, clock=clock, settings=Settings())
    fill(services.context)
    listed = run_json("list")["contacts"]
    found = run_json("stats")
    for column, count in found["people"]["columns"].items():
        assert count == sum(each["column"] == column for each in listed)
    goals = {goal["id"]: goal["held"] for goal in run_json("goal")["goals"]}
    for goal in found["fits"]["goals"]:
        assert [(fit["before"], fit["after"]) for fit in goal["fits"]] == [
            (interview["before"], interview["after"]) for interview in goals[goal["goal"]]
        ]
    assert found["skills"]["skills"][0]["name"] == "plain writing"
    assert [
        each["title"] for key, each in found.items() if key != "version" and each["empty"]
    ] == []
    printed = run("stats").stdout
    assert "  Vera Sand " in printed
    assert "\n        calm people (Vera Sand, 21 Oct)\n" in printed
    assert "\n    Data work on power grids\n      stayed with you" in printed
    grouped = run("stats", "--by", "organization").stdout
    assert "\n    Larkmoor Power\n      stayed with you" in grouped

    # A question that was hidden since keeps its place among the answers.
    shown = found["culture"]
    repository = services.context.repository
    (mark,) = (each for each in repository.all(Question) if each.bank_id == "culture-argue")
    repository.transact("hide a question", lambda tx: tx.put(mark.but(hidden=True)))
    assert run_json("stats")["culture"] == shown
