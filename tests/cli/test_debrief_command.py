"""`infoint debrief`: a template from the notes, and the debrief from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from infoint_tui.cli.main import Factories, infoint
from tests.cli.harness import Json, Run

DEBRIEF = {
    "learned": "models are the easy half",
    "advice": ["sit in on a shift"],
    "learn": ["SQL"],
    "names": [{"name": "Teo Maran", "organization": "grid operations"}, {"name": "Bo Lind"}],
    "promises": [
        {"text": "send my notes", "due": "2026-11-30"},
        {"text": "the report", "owed_by": "them"},
    ],
    "clicked": 4,
    "mentor": True,
    "result": "lead",
}


@pytest.fixture
def _met(run: Run) -> None:
    run("add", "Ana Ruiz")
    run("add", "Bo Lind")
    run("met", "Ana", "--learned", "be kind")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "debrief.json"


def test_an_interview_has_to_be_held_first(run: Run) -> None:
    run("add", "Ana Ruiz")
    result = run("debrief", "Ana", "--template", code=1)
    assert result.stderr.startswith("Error: You haven't talked with Ana Ruiz yet.\n")


@pytest.mark.usefixtures("_met")
def test_a_debrief_from_a_file_says_what_it_made_and_is_one_undo(
    run: Run, run_json: Json, file: Path, db: Path
) -> None:
    before = db.read_bytes()
    template = json.loads(run("debrief", "Ana", "--template").stdout)
    assert db.read_bytes() == before
    assert template["learned"] == "be kind"
    file.write_text(json.dumps({**template, **DEBRIEF}), encoding="utf-8-sig")
    assert run("debrief", "Ana", "--json", str(file)).stdout.splitlines() == [
        "Saved your write-up: Ana Ruiz today. Next: thank-you, tomorrow."
        " (infoint undo takes it back)",
        "Advice: sit in on a shift",
        "To learn: SQL",
        "Promise: send my notes",
        "Promise (theirs): the report",
        "Suggested: Teo Maran, grid operations (to be asked)",
        "Suggested: Bo Lind (already in your contacts)",
    ]
    shown = run_json("show", "Ana")
    assert shown["contact"]["mentor"] is True
    assert shown["interviews"][0]["result"] == "lead"
    assert shown["interviews"][0]["debrief"]["clicked"] == 4
    assert len(shown["follow_ups"]) == 6
    teo = run_json("show", "Teo")["contact"]
    assert (teo["standing"], teo["introduced_by"]) == ("shortlisted", shown["contact"]["id"])

    again = run("debrief", "Ana", "--json", str(file)).stdout
    assert again.endswith("tomorrow. (no change)\n")
    filled = json.loads(run("debrief", "Ana", "--template").stdout)
    assert {field: filled[field] for field in ("advice", "learn", "clicked")} == {
        field: DEBRIEF[field] for field in ("advice", "learn", "clicked")
    }
    assert run("undo").stdout.startswith("Undone: write up the conversation with Ana Ruiz.")
    assert run_json("show", "Ana")["follow_ups"] == []


@pytest.mark.usefixtures("_met")
def test_a_debrief_read_again_says_what_it_changes_and_removes(
    run: Run, run_json: Json, file: Path
) -> None:
    file.write_text(json.dumps(DEBRIEF))
    run("debrief", "Ana", "--json", str(file))
    mended = {
        "advice": ["sit in on a night shift"],
        "learn": [],
        "names": [{"name": "Teo Marran"}, {"name": "Bo Lind"}],
    }
    file.write_text(json.dumps(mended))
    assert run("debrief", "Ana", "--json", str(file)).stdout.splitlines()[1:] == [
        "Changed: sit in on a night shift",
        "Changed: Teo Marran",
        "Removed: SQL",
    ]
    kinds = [item["kind"] for item in run_json("show", "Ana")["follow_ups"]]
    assert sorted(kinds) == ["advice", "introduction", "introduction", "promise", "promise"]
    run("show", "Teo Maran", code=3)


@pytest.mark.usefixtures("_met")
def test_what_the_input_leaves_out_stays(factories: Factories, run_json: Json) -> None:
    text = '{"result": "offer", "good": "red \\u001b[31m"}'
    result = CliRunner().invoke(infoint, ["debrief", "Ana", "--json", "-"], text, obj=factories)
    assert result.exit_code == 0
    assert result.stderr == "Note: control characters were removed.\n"
    (interview,) = run_json("show", "Ana")["interviews"]
    assert (interview["result"], interview["debrief"]["learned"]) == ("offer", "be kind")
    assert interview["debrief"]["good"] == "red [31m"


@pytest.mark.usefixtures("_met")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not valid JSON: EOF while parsing an object at line 1 column 1."),
        ("[" * 100_000, "is not valid JSON: recursion limit exceeded"),
        ("[]", "is not one JSON object. Start from --template."),
        ({"clicked": 9}, "clicked: use 5 or less."),
        ({"mentor": "yes"}, "mentor: use true or false."),
        ({"result": "job"}, "result: use 'none', 'lead', 'introduction'"),
        ({"nmae": 1}, "there is no field “nmae”. Choose from: learned, good, bad,"),
        (
            {"names": [{"name": "Teo"}, {"name": "Bo", "org": "x"}]},
            "names, number 2: there is no field “org”. Choose from: name, organization, title.",
        ),
        ({"names": [{"name": " \u0007"}]}, "names, number 1, name: it is empty."),
        ({"names": ["Teo"]}, "names, number 1: use an object with name, organization, title."),
        ({"promises": [{"text": "x", "due": "tue"}]}, "promises, number 1, due: use a day such as"),
        ({"advice": "read"}, "advice: use a list."),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    run: Run, file: Path, db: Path, content: Any, message: str
) -> None:
    before = db.read_bytes()
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    result = run("debrief", "Ana", "--json", str(file), code=2)
    said = " ".join(result.stderr.split("\n"))
    assert said.startswith(f"Error: {file}")
    assert message in said
    assert db.read_bytes() == before


@pytest.mark.usefixtures("_met")
def test_a_file_that_cannot_be_read(run: Run, file: Path) -> None:
    file.write_bytes(b"\xff\xfe{")
    assert "is not UTF-8 text" in run("debrief", "Ana", "--json", str(file), code=2).stderr
    gone = run("debrief", "Ana", "--json", str(file / "x"), code=2)
    assert "cannot be read: Not a directory." in gone.stderr
    assert "Give --json FILE, or --template" in run("debrief", "Ana", code=2).stderr
