"""`infoint debrief`: a template from the notes, and the debrief from a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from infoint_tui.bootstrap import build_services
from infoint_tui.cli.main import Factories, infoint
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.interview import Interview
from infoint_tui.domain.records.settings import Settings
from tests.cli.harness import InTerminal, Json, Run

Editor = Callable[..., Path]
"""Makes the user's editor leave a text; returns where it puts what it was given."""

DEBRIEF = {
    "learned": "models are the easy half",
    "advice": ["sit in on a shift"],
    "learn": ["SQL"],
    "names": [{"name": "Teo Maran", "organization": "grid operations"}, {"name": "Bo Lind"}],
    "promises": [
        {"text": "send my notes", "due": "2026-11-30"},
        {"text": "the report", "owed_by": "them"},
    ],
    "cadence_days": 30,
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
    template = json.loads(run("debrief", "Ana", "--template", "--json").stdout)
    assert db.read_bytes() == before
    assert template["learned"] == "be kind"
    file.write_text(json.dumps({**template, **DEBRIEF}), encoding="utf-8-sig")
    assert run("debrief", "Ana", "--from", str(file)).stdout.splitlines() == [
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
    assert shown["contact"]["cadence_days"] == 30
    assert len(shown["follow_ups"]) == 6
    teo = run_json("show", "Teo")["contact"]
    assert (teo["standing"], teo["introduced_by"]) == ("shortlisted", shown["contact"]["id"])

    again = run("debrief", "Ana", "--from", str(file)).stdout
    assert again == "No change.\n"
    filled = json.loads(run("debrief", "Ana", "--template", "--json").stdout)
    assert {field: filled[field] for field in ("advice", "learn", "cadence_days")} == {
        field: DEBRIEF[field] for field in ("advice", "learn", "cadence_days")
    }
    assert run("undo").stdout.startswith("Undone: write up the conversation with Ana Ruiz.")
    assert run_json("show", "Ana")["follow_ups"] == []


@pytest.mark.usefixtures("_met")
def test_a_debrief_read_again_says_what_it_changes_and_removes(
    run: Run, run_json: Json, file: Path
) -> None:
    file.write_text(json.dumps(DEBRIEF))
    run("debrief", "Ana", "--from", str(file))
    mended = {
        "advice": ["sit in on a night shift"],
        "learn": [],
        "names": [{"name": "Teo Marran"}, {"name": "Bo Lind"}],
    }
    file.write_text(json.dumps(mended))
    assert run("debrief", "Ana", "--from", str(file), "--yes").stdout.splitlines()[1:] == [
        "Corrected: sit in on a night shift",
        "Corrected: Teo Marran",
        "Removed: SQL",
    ]
    kinds = [item["kind"] for item in run_json("show", "Ana")["follow_ups"]]
    assert sorted(kinds) == ["advice", "introduction", "introduction", "promise", "promise"]
    run("show", "Teo Maran", code=3)


@pytest.mark.usefixtures("_met")
def test_before_anything_is_changed_or_removed_it_asks(
    run: Run, factories: Factories, file: Path, db: Path
) -> None:
    file.write_text(json.dumps(DEBRIEF))
    run("debrief", "Ana", "--from", str(file))
    before = db.read_bytes()
    file.write_text(json.dumps({"learn": [], "advice": ["sit in on a night shift"]}))
    question = "This changes 1 to-do and removes 1: SQL."

    def typed(text: str, source: str) -> Result:
        call = ["debrief", "Ana", "--from", source]
        return CliRunner().invoke(infoint, call, text, obj=factories)

    refused = typed("n\n", str(file))
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"{question} Save it? [y/N] Error: Nothing was changed.")
    piped = typed(file.read_text(), "-")
    assert (piped.exit_code, piped.stderr) == (
        2,
        f"Error: {question}\nTo save it, add --yes.\n",
    )
    assert db.read_bytes() == before
    assert typed("y\n", str(file)).exit_code == 0
    file.write_text(json.dumps({"advice": ["sit in on a night shift", "sleep"]}))
    assert typed("", str(file)).exit_code == 0  # what only adds something is not asked


@pytest.mark.usefixtures("_met")
def test_an_earlier_conversation_is_chosen_by_its_day(run: Run, run_json: Json, file: Path) -> None:
    run("met", "Ana", "--on", "16 nov", "--learned", "be early")
    run("schedule", "Ana", "3 dec 15:00")
    file.write_text(json.dumps({"good": "quiet"}))
    run("debrief", "Ana", "--on", "24 nov", "--from", str(file))
    said = run("debrief", "Ana", "--on", "16 nov", "--from", str(file)).stdout
    assert said.startswith("Saved your write-up: Ana Ruiz on Mon 16 Nov.")
    good = {
        each["held_on"]: each["debrief"] and each["debrief"]["good"]
        for each in run_json("show", "Ana")["interviews"]
    }
    assert good == {"2026-11-24": "quiet", "2026-11-16": "quiet", None: None}
    gone = run("debrief", "Ana", "--on", "3 dec", "--from", str(file), code=3).stderr
    assert "Choose from: Tue 24 Nov, Mon 16 Nov." in gone
    assert "Thu 3 Dec" not in gone


@pytest.mark.usefixtures("_met")
def test_what_the_input_leaves_out_stays(factories: Factories, run_json: Json) -> None:
    text = '{"result": "lead", "good": "red \\u001b[31m"}'
    result = CliRunner().invoke(infoint, ["debrief", "Ana", "--from", "-"], text, obj=factories)
    assert result.exit_code == 0
    assert result.stderr == "Note: invisible characters were removed.\n"
    (interview,) = run_json("show", "Ana")["interviews"]
    assert (interview["result"], interview["debrief"]["learned"]) == ("lead", "be kind")
    assert interview["debrief"]["good"] == "red [31m"


@pytest.mark.usefixtures("_met")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not valid JSON: EOF while parsing an object at line 1 column 1."),
        ("[" * 100_000, "is not valid JSON: recursion limit exceeded"),
        ("[]", "is not one JSON object. Start from --template."),
        ({"fit_after": 9}, "fit_after: use 5 or less."),
        ({"mentor": "yes"}, "mentor: use true or false."),
        ({"result": "job"}, "result: use 'none', 'lead', 'introduction'"),
        ({"nmae": 1}, "there is no field “nmae”. Choose from: learned, good, bad,"),
        (
            {"names": [{"name": "Teo"}, {"name": "Bo", "org": "x"}]},
            "names, number 2: there is no field “org”."
            " Choose from: name, organization, title, may_mention.",
        ),
        ({"names": [{"name": " \u0007"}]}, "names, number 1, name: it is empty."),
        (
            {"names": ["Teo"]},
            "names, number 1: use an object with name, organization, title, may_mention.",
        ),
        ({"promises": [{"text": "x", "due": "tue"}]}, "promises, number 1, due: use a day such as"),
        ({"advice": "read"}, "advice: use a list."),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    run: Run, file: Path, db: Path, content: Any, message: str
) -> None:
    before = db.read_bytes()
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    result = run("debrief", "Ana", "--from", str(file), code=2)
    said = " ".join(result.stderr.split("\n"))
    assert said.startswith(f"Error: {file}")
    assert message in said
    assert db.read_bytes() == before


@pytest.mark.usefixtures("_met")
def test_a_file_that_cannot_be_read(run: Run, file: Path) -> None:
    file.write_bytes(b"\xff\xfe{")
    assert "is not UTF-8 text" in run("debrief", "Ana", "--from", str(file), code=2).stderr
    gone = run("debrief", "Ana", "--from", str(file / "x"), code=2)
    assert "cannot be read: Not a directory." in gone.stderr
    assert "Without a terminal, use --from FILE; --template" in run("debrief", "Ana", code=2).stderr


# --- the form -------------------------------------------------------------------------------

FORM = "== Advice ==\nsit in on a shift\n== People they suggested ==\nTeo Maran, planner at Lumen\n"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Make the user's editor a program that leaves what it is told to."""

    def leaves(text: str) -> Path:
        typed, seen, program = tmp_path / "typed", tmp_path / "seen", tmp_path / "my editor"
        typed.write_bytes(text.encode("utf-8", "surrogateescape"))
        program.write_text(
            f'#!/bin/sh\nstat -c %a "$2" > {seen}.mode\ncat "$2" > {seen}\ncat {typed} > "$2"\n'
        )
        program.chmod(0o700)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"'{program}' --wait")
        monkeypatch.setenv("TMPDIR", str(tmp_path))
        monkeypatch.setattr("tempfile.tempdir", None)
        return seen

    return leaves


def left(folder: Path) -> list[Path]:
    """The temporary files of the program that are still there."""
    return sorted(folder.glob("infoint-*"))


@pytest.mark.usefixtures("_met")
def test_in_a_terminal_the_form_opens_in_the_editor(
    run_in_terminal: InTerminal, run_json: Json, editor: Editor, tmp_path: Path
) -> None:
    seen = editor(FORM)
    code, printed = run_in_terminal("debrief", "Ana")
    assert code == 0
    assert "Saved your write-up: Ana Ruiz today." in printed
    assert "Suggested: Teo Maran, Lumen (to be asked)" in printed
    assert seen.read_text().startswith("# Your write-up: Ana Ruiz, Tue 24 Nov\n# Type below")
    assert "\n== What stayed with you ==\n# In your words.\nbe kind\n" in seen.read_text()
    assert seen.with_suffix(".mode").read_text() == "600\n"
    shown = run_json("show", "Ana")
    assert shown["interviews"][0]["debrief"]["learned"] == "be kind"
    assert [item["text"] for item in shown["follow_ups"]] == ["sit in on a shift", "Teo Maran"]
    assert left(tmp_path) == []


@pytest.mark.usefixtures("_met")
@pytest.mark.parametrize("typed", ["", "# only comments\n\n"])
def test_a_form_that_is_left_empty_saves_nothing(
    run_in_terminal: InTerminal, editor: Editor, db: Path, typed: str
) -> None:
    before = db.read_bytes()
    editor(typed)
    code, printed = run_in_terminal("debrief", "Ana Ruiz")
    assert (code, printed.strip()) == (0, "Nothing was changed, so nothing was saved.")
    assert db.read_bytes() == before


@pytest.mark.usefixtures("_met")
def test_a_form_that_is_left_alone_saves_nothing(
    run_in_terminal: InTerminal, editor: Editor, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = db.read_bytes()
    editor("")
    monkeypatch.setenv("EDITOR", "true")
    code, printed = run_in_terminal("debrief", "Ana Ruiz")
    assert (code, printed.strip()) == (0, "Nothing was changed, so nothing was saved.")
    assert db.read_bytes() == before


@pytest.mark.usefixtures("_met")
def test_what_was_typed_is_never_lost(
    run: Run, run_in_terminal: InTerminal, run_json: Json, editor: Editor, tmp_path: Path
) -> None:
    editor(f"{FORM}== Are they a mentor to you? ==\nperhaps\n")
    code, printed = run_in_terminal("debrief", "Ana")
    assert code == 2
    (kept,) = left(tmp_path)
    assert f"What you typed is in {kept}." in printed
    assert "What you typed, line 6: “perhaps” can't be used here." in " ".join(printed.split())
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.write_text(kept.read_text().replace("perhaps", "yes"))
    run("debrief", "Ana", "--from", str(kept))
    assert run_json("show", "Ana")["contact"]["mentor"] is True


@pytest.mark.usefixtures("_met")
def test_what_is_not_confirmed_is_not_lost_either(
    run: Run, run_in_terminal: InTerminal, editor: Editor, tmp_path: Path, file: Path, db: Path
) -> None:
    file.write_text(json.dumps({"advice": ["read"]}))
    run("debrief", "Ana", "--from", str(file))
    before = db.read_bytes()
    editor("== Advice ==\n")
    code, printed = run_in_terminal("debrief", "Ana", typed="no\n")
    assert code == 1
    assert "This removes 1: read. Save it? [y/N]" in " ".join(printed.split())
    assert db.read_bytes() == before
    assert [kept.read_text() for kept in left(tmp_path)] == ["== Advice ==\n"]
    assert run_in_terminal("debrief", "Ana", "--yes")[0] == 0


@pytest.mark.usefixtures("_met")
def test_what_the_app_left_unfinished_goes_on_in_the_form(
    factories: Factories, run: Run, run_json: Json, tmp_path: Path
) -> None:
    services = factories.services(None)
    contact = services.contacts.find("Ana")
    sitting = services.debriefing.begin(services.debriefing.interview_of(contact.id).id)
    services.debriefing.keep(sitting, sitting.start.but(good="quiet morn"))
    assert "quiet morn" in run("debrief", "Ana", "--template").stdout
    form = tmp_path / "form.txt"
    form.write_text("== Bad ==\nthe pager\n")
    run("debrief", "Ana", "--from", str(form))
    (interview,) = run_json("show", "Ana")["interviews"]
    assert interview["debrief"]["good"] == "quiet morn"
    assert interview["unfinished_debrief"] is None


def test_notes_that_waited_for_the_file_are_in_the_form(
    run: Run, run_json: Json, db: Path, clock: FixedClock
) -> None:
    run("add", "Ana Ruiz")
    run("schedule", "Ana", "yesterday 15:00")
    app = build_services(db, clock=clock, settings=Settings(), is_patient=False)
    (interview,) = app.context.repository.all(Interview)
    conversation = app.conversations.begin(interview.id)
    with FileLock(f"{db}.lock"):
        conversation.note("models are the easy half")
    assert conversation._draft
    assert conversation._draft.read()  # it is on disk, and the app is killed
    assert "models are the easy half" in run("debrief", "Ana", "--template").stdout
    (interview,) = run_json("show", "Ana")["interviews"]
    assert [each["text"] for each in interview["notes"]] == ["models are the easy half"]


@pytest.mark.usefixtures("_met")
def test_what_is_not_text_is_kept_too(
    run_in_terminal: InTerminal, editor: Editor, tmp_path: Path, db: Path
) -> None:
    before = db.read_bytes()
    editor("== Good ==\ncaf\udce9\n")
    code, printed = run_in_terminal("debrief", "Ana")
    (kept,) = left(tmp_path)
    assert code == 1
    assert f"It is in {kept}." in " ".join(printed.split())
    assert kept.read_bytes() == b"== Good ==\ncaf\xe9\n"
    assert db.read_bytes() == before


@pytest.mark.usefixtures("_met")
@pytest.mark.parametrize(
    ("command", "says"), [("no-such-editor", "cannot be started"), ("false", "ended with an error")]
)
def test_an_editor_that_fails_changes_nothing(
    run_in_terminal: InTerminal,
    db: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    says: str,
) -> None:
    before = db.read_bytes()
    monkeypatch.setenv("VISUAL", command)
    code, printed = run_in_terminal("debrief", "Ana")
    assert code == 1
    assert says in " ".join(printed.split())
    assert db.read_bytes() == before


@pytest.mark.usefixtures("_met")
def test_the_form_is_printed_filled_in_and_read_from_standard_input(
    run: Run, run_json: Json, factories: Factories
) -> None:
    form = run("debrief", "Ana", "--template").stdout
    filled = form.replace("== Advice ==\n", "== Advice ==\nsit in on a shift\n")
    result = CliRunner().invoke(infoint, ["debrief", "Ana", "--from", "-"], filled, obj=factories)
    assert result.exit_code == 0, result.output
    (item,) = run_json("show", "Ana")["follow_ups"]
    assert item["text"] == "sit in on a shift"
    made = run_json("debrief", "Ana", "--template")
    assert (made["version"], made["advice"]) == (1, ["sit in on a shift"])
    empty = CliRunner().invoke(infoint, ["debrief", "Ana", "--from", "-"], "# x", obj=factories)
    assert (empty.exit_code, empty.stderr) == (
        2,
        "Error: The input is empty.\nStart from --template.\n",
    )


@pytest.mark.usefixtures("_met")
def test_from_and_template_do_not_go_together(run: Run) -> None:
    assert "Use either" in run("debrief", "Ana", "--from", "x", "--template", code=2).stderr
