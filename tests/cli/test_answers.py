"""What they answered: agreed, referred, close; and taking a step back."""

from __future__ import annotations

import pytest

from tests.cli.harness import Json, Run


@pytest.fixture(autouse=True)
def _asked(run: Run) -> None:
    run("add", "Ana Ruiz")
    run("ask", "Ana", "--on", "16 nov")


def test_they_said_yes_and_there_is_no_time_yet(run: Run, run_json: Json) -> None:
    assert run("agreed", "Ana").stdout.startswith(
        "Saved: Ana Ruiz said yes. Next: agree on a time, on Thu."
    )
    assert run_json("show", "Ana")["interviews"][0]["agreed_on"] == "2026-11-24"
    assert "hasn't been asked yet" in run("agreed", "Ana", code=1).stderr


def test_they_said_no_but_suggested_someone(run: Run, run_json: Json) -> None:
    said = run("referred", "Ana", "Teo Maran, grid operations").stdout
    assert said.startswith(
        "Saved: Ana Ruiz said no. Added Teo Maran to Ask, suggested by Ana Ruiz."
    )
    ana = run_json("show", "Ana")
    assert ana["interviews"][0]["ended"] == "declined"
    assert ana["contact"]["standing"] == "shortlisted"
    assert run_json("show", "Teo")["contact"]["introduced_by"] == ana["contact"]["id"]
    run("undo")
    run("show", "Teo", code=3)
    assert run_json("show", "Ana")["interviews"][0]["ended"] is None


def test_waiting_stops(run: Run, run_json: Json) -> None:
    assert run("close", "Ana").stdout.startswith("Saved: you stopped waiting for Ana Ruiz.")
    ana = run_json("show", "Ana")
    assert (ana["interviews"][0]["ended"], ana["contact"]["aside_why"]) == ("no_reply", "no reply")


def test_back_takes_the_steps_back_one_by_one(run: Run, run_json: Json) -> None:
    run("schedule", "Ana", "yesterday 15:00")
    run("met", "Ana")
    run("thank", "Ana")
    for field in ("thanked_on", "held_on", "start"):
        assert run_json("show", "Ana")["interviews"][0][field]
        assert run("back", "Ana").stdout.startswith("Took back the latest step with Ana Ruiz.")
        assert run_json("show", "Ana")["interviews"][0][field] is None
    run("back", "Ana")
    assert run_json("show", "Ana")["interviews"] == []
    assert "hasn't been asked yet" in run("back", "Ana", code=1).stderr
    run("add", "Bo Lind")
    assert "infoint shortlist puts them there" in run("back", "Bo", code=1).stderr
