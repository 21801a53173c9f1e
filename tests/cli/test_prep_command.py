"""The sheet for an interview, printed or written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from infoint_tui.cli.main import Factories
from tests.cli.harness import Json, Run


@pytest.fixture
def _ana(run: Run) -> None:
    run("add", "Ana Ruiz")
    run("schedule", "Ana", "1 dec 15:00")


@pytest.mark.usefixtures("_ana")
def test_the_sheet_goes_to_stdout_and_what_is_missing_to_stderr(run: Run, db: Path) -> None:
    before = db.read_bytes()
    result = run("prep", "Ana")
    assert result.stdout.startswith("# Talk with Ana Ruiz\n")
    assert result.stderr.startswith("Worth a look: ")
    assert db.read_bytes() == before


@pytest.mark.usefixtures("_ana")
def test_suggest_fills_the_minutes_with_reasons(run: Run, run_json: Json) -> None:
    result = run("prep", "Ana", "--minutes", "10", "--suggest", "--json")
    sheet = json.loads(result.stdout)
    assert sheet["minutes"] == 10
    assert 0 < sum(question["minutes"] for question in sheet["questions"]) <= 10
    lines = result.stderr.splitlines()
    assert lines[0] == "Planned 10 minutes with Ana Ruiz. (infoint undo takes it back)"
    assert lines[1] == f"Added {len(lines) - 2} questions. (infoint undo takes them back)"
    assert all(" - " in line for line in lines[2:])
    (interview,) = run_json("show", "Ana")["interviews"]
    assert [q["text"] for q in interview["plan"]] == [q["text"] for q in sheet["questions"]]
    run("undo")
    assert run_json("show", "Ana")["interviews"][0]["plan"] == []


@pytest.mark.usefixtures("_ana")
def test_the_intent_can_change_and_everything_follows(run: Run, run_json: Json) -> None:
    assert "I'm not asking for a job" in run("prep", "Ana").stdout
    changed = run("prep", "Ana", "--intent", "job_search")
    assert "- **Intent:** I'm job hunting too\n" in changed.stdout
    assert changed.stderr.startswith("Planned 20 minutes with Ana Ruiz, job hunting too. (infoint")
    assert "job hunting" in run("message", "Ana", "--kind", "ask").stdout
    run("schedule", "Ana", "2 dec 15:00", "--intent", "informational")
    assert "I'm not asking for a job" in run("prep", "Ana").stdout
    assert "looking for work" not in run("message", "Ana", "--kind", "ask").stdout
    run("add", "Bo Lind")
    run("ask", "Bo", "--intent", "job_search")
    assert run_json("show", "Bo")["interviews"][0]["intent"] == "job_search"


@pytest.mark.usefixtures("_ana")
def test_suggest_says_when_no_time_is_left(run: Run) -> None:
    run("prep", "Ana", "--suggest")
    assert "No more questions fit in the time.\n" in run("prep", "Ana", "--suggest").stderr


def test_without_an_interview_only_what_plans_something_begins_one(
    run: Run, run_json: Json, db: Path
) -> None:
    run("add", "Ana Ruiz")
    before = db.read_bytes()
    assert run("prep", "Ana").stdout.startswith("# Talk with Ana Ruiz\n")
    assert "Planned" not in run("prep", "Ana", "--format", "txt").stderr
    assert json.loads(run("prep", "Ana", "--json").stdout)["minutes"] == 20
    assert db.read_bytes() == before
    assert run("prep", "Ana", "--minutes", "25").stderr.startswith("Planned 25 minutes")
    run("prep", "Ana", "--suggest")
    assert len(run_json("show", "Ana")["interviews"]) == 1


def test_what_fell_through_is_printed_again_without_a_new_conversation(run: Run, db: Path) -> None:
    run("add", "Ana Ruiz")
    run("schedule", "Ana", "1 dec 15:00")
    run("prep", "Ana", "--suggest")
    printed = json.loads(run("prep", "Ana", "--json").stdout)["questions"]
    run("cancel", "Ana")
    before = db.read_bytes()
    assert json.loads(run("prep", "Ana", "--json").stdout)["questions"] == printed
    assert db.read_bytes() == before


@pytest.mark.usefixtures("_ana")
@pytest.mark.parametrize("form", ["md", "txt"])
def test_a_written_sheet_is_the_printed_one_and_the_users_alone(
    run: Run, tmp_path: Path, form: str
) -> None:
    path = tmp_path / "sheet"
    result = run("prep", "Ana", "--format", form, "-o", str(path))
    assert result.stdout == f"Wrote the sheet for Ana Ruiz to {path}.\n"
    assert path.read_text("utf-8") == run("prep", "Ana", "--format", form).stdout
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_never_overwritten(run: Run, db: Path, tmp_path: Path) -> None:
    run("add", "Ana Ruiz")
    before = db.read_bytes()
    path = tmp_path / "sheet.md"
    path.write_text("mine")
    stderr = run("prep", "Ana", "--suggest", "-o", str(path), code=1).stderr
    assert stderr == (f"Error: {path} cannot be written: it already exists.\nName another file.\n")
    assert path.read_text() == "mine"
    assert db.read_bytes() == before


@pytest.mark.usefixtures("_ana")
@pytest.mark.parametrize("name", ["no-such-folder/sheet.md", "x" * 300])
def test_what_cannot_be_written_changes_nothing(
    run: Run, tmp_path: Path, db: Path, name: str
) -> None:
    before = db.read_bytes()
    result = run("prep", "Ana", "--suggest", "-o", str(tmp_path / name), code=1)
    assert "cannot be written" in result.stderr
    assert db.read_bytes() == before


@pytest.mark.usefixtures("_ana")
def test_a_sheet_that_is_not_made_leaves_no_file(run: Run, tmp_path: Path, db: Path) -> None:
    db.write_text(db.read_text()[:-9])
    run("prep", "Ana", "-o", str(tmp_path / "sheet.md"), code=1)
    assert not (tmp_path / "sheet.md").exists()


@pytest.mark.usefixtures("_ana")
def test_a_dangling_link_is_not_written_through(run: Run, tmp_path: Path) -> None:
    link = tmp_path / "sheet.md"
    link.symlink_to(tmp_path / "elsewhere")
    assert "cannot be written: File exists." in run("prep", "Ana", "-o", str(link), code=1).stderr
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.usefixtures("_ana")
def test_a_complete_preparation_has_nothing_to_look_at(run: Run, factories: Factories) -> None:
    run("prep", "Ana", "--suggest")
    services = factories.services(None)
    contact = services.contacts.find("Ana")
    services.contacts.edit(contact.id, admire="clear writing")
    (preparation,) = services.planning.upcoming()
    services.interviews.edit(
        preparation.interview.id, "prepare", outcome="a name", research="her talk"
    )
    assert run("prep", "Ana").stderr == ""


@pytest.mark.usefixtures("_ana")
def test_a_hidden_request_is_told_with_why_and_how_to_say_it_openly(run: Run) -> None:
    run("plan", "Ana", "--own", "Are you hiring?")
    told = run("prep", "Ana").stderr
    assert "about a job, though you say you're not asking: question 1" in told
    assert "halfway through the coffee. --intent job_search says so.\n" in told
    assert "halfway" not in run("prep", "Ana", "--intent", "job_search").stderr


@pytest.mark.usefixtures("_ana")
def test_a_page_to_print_goes_to_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ana.html"
    run("prep", "Ana", "--format", "html", "-o", str(path))
    page = path.read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>\n")
    assert "Tue 1 Dec 2026, 15:00 (UTC), 20 min" in page
