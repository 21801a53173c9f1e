"""The partner and the one thing of a day, from the command line."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from infoint_tui import paths
from infoint_tui.bootstrap import build_services
from infoint_tui.cli.main import Factories
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.follow_through.accountability import LINE
from tests.cli.harness import Json, Run

UNDOABLE = "(infoint undo takes it back)\n"


@pytest.fixture
def factories(
    factories: Factories, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Factories:
    """Real services with a settings file of their own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return replace(factories, services=lambda path: build_services(path, clock=clock))


def test_a_partner_is_set_up_shown_and_let_go(run: Run, run_json: Json) -> None:
    nobody = {"name": "", "reach": "", "first": "", "second": "", "line": "", "message": ""}
    assert run("partner").stdout == "No partner. infoint partner --name NAME sets one up.\n"
    assert run_json("partner") == {"version": 1, "changed": False, **nobody}
    assert "Give their --name." in run("partner", "--second", "19:00", code=2).stderr
    added = run("partner", "--name", "Sam", "--reach", "+1 202 555 0143", "--second", "7pm")
    assert added.stderr == "Saved.\n"
    assert added.stdout.startswith(
        "Partner: Sam\n"
        "Reach them: +1 202 555 0143\n"
        "First time: 09:00\n"
        "Second time: 19:00\n"
        f"The line: {LINE}\n"
        "\n"
        "Hi Sam, would you keep me company"
    )
    shown = run("partner")
    assert (shown.stdout, shown.stderr) == (added.stdout, "")
    assert run("partner", "--name", "Sam").stderr == "No change.\n"
    found = run_json("partner", "--line", "Now!", "--first", "8:30")
    assert (found["changed"], found["first"], found["second"]) == (True, "08:30", "19:00")
    assert "you say: “Now!”" in found["message"]
    assert "7:00 is not later than 08:30" in run("partner", "--second", "7:00", code=2).stderr
    assert "can't be read as a time" in run("partner", "--first", "soon", code=2).stderr
    run("partner", "--off", "--name", "Kim", code=2)
    kept = tomllib.loads(paths.settings_file().read_text())
    assert kept.keys() == {
        *("partner", "partner_reach", "partner_first", "partner_second", "partner_line")
    }
    assert run("partner", "--off").stderr == "Saved.\n"
    assert paths.settings_file().read_text() == ""
    assert run_json("partner", "--off") == {"version": 1, "changed": False, **nobody}


def test_a_day_and_the_next_morning(run: Run, run_json: Json, clock: FixedClock) -> None:
    def asked() -> list[str]:
        """What is asked as JSON, which says the same as what is printed."""
        found = [each["question"] for each in run_json("today")["asked"]]
        printed = run("today").stdout
        assert all(question in printed for question in found)
        assert printed.count("?") == len(found)
        return found

    run("partner", "--name", "Sam")
    assert asked() == ["What's your one thing today?"]
    morning = run("commit", "write to Bo", "--partner", "finish page one")
    assert morning.stderr == f"Saved for today. {UNDOABLE}"
    assert morning.stdout.startswith("Morning, Sam! My one thing today: write to Bo. Yours: finish")
    assert asked() == []
    clock.instant += timedelta(hours=9)
    assert asked() == ["Did you write to Bo?", "Did Sam finish page one?"]
    assert "infoint checkin --done, or --missed" in run("today").stdout
    missed = run("checkin", "--missed")
    assert missed.stderr == f"Saved as not done yet: write to Bo. {UNDOABLE}"
    assert missed.stdout.startswith("Hi Sam, I haven't done it yet: write to Bo. You know")
    theirs = run("checkin", "--partner-done")
    assert theirs.stderr == f"Saved: your partner's is done: finish page one. {UNDOABLE}"
    assert theirs.stdout == "Well done, Sam! You did it: finish page one.\n"
    assert run("checkin", "--partner-missed").stdout == f"{LINE}\n"
    assert asked() == []
    clock.instant += timedelta(hours=14)
    assert asked() == ["Did you write to Bo yesterday?"]
    assert "checkin --done --on 2026-11-24, or --take-along or --let-go" in run("today").stdout
    again = run("checkin", "--take-along")  # today has no promise, so yesterday's is meant
    assert again.stdout == f"Moved to today: write to Bo. {UNDOABLE}"
    found = run_json("today")
    assert (found["asked"], found["one_thing"]["text"]) == ([], "write to Bo")
    assert run("checkin", "--done").stdout == "Hi Sam, I did it: write to Bo! How did yours go?\n"


def test_one_thing_without_a_partner(run: Run, run_json: Json, clock: FixedClock) -> None:
    run("commit", code=2)
    assert run("checkin").stdout.startswith("No promise yet.")
    nothing = {"changed": False, "said": "", "commitment": None, "message": ""}
    assert run_json("checkin") == {"version": 1, **nothing}
    assert run("commit", "write to Bo").stdout == f"Saved for today. {UNDOABLE}"
    assert run("checkin").stdout == "write to Bo: open.\n"
    done = run("checkin", "--done")
    assert (done.stdout, done.stderr) == (f"Saved as done: write to Bo. {UNDOABLE}", "")
    found = run_json("checkin", "--done", "--on", "today")
    assert (found["changed"], found["said"]) == (False, "No change.")
    assert found["commitment"]["done_on"] == "2026-11-24"
    run("checkin", "--done", "--on", "yesterday", code=1)
    run("checkin", "--partner-done", code=1)
    for both in (("--done", "--missed"), ("--done", "--take-along"), ("--let-go", "--missed")):
        found = run("checkin", *both, code=2).stderr
        assert all(option in found for option in both)
        assert "don't go together" in found
    assert "don't go" in run("checkin", "--partner-done", "--partner-missed", code=2).stderr
    assert run("today").stdout.startswith("One thing: write to Bo (done)\n")
    run("undo")
    moved = run("checkin", "--take-along")
    assert moved.stdout == f"Moved to tomorrow: write to Bo. {UNDOABLE}"
    assert run("checkin").stdout == "write to Bo: moved to tomorrow.\n"
    assert run("today").stdout.startswith("One thing: write to Bo (moved to tomorrow)\n")
    assert "was moved to Wed 25 Nov" in run("checkin", "--done", code=1).stderr
    run("undo")
    clock.instant += timedelta(days=5)
    late = run("commit", "call Kim")
    assert late.stderr == (
        "Still open from Tue 24 Nov: write to Bo. To close it: infoint checkin --on 2026-11-24"
        " --done, or --let-go.\n"
    )
    run("checkin", "--let-go", "--on", "2026-11-24")
    assert run("commit", "call Kim again").stderr == ""
