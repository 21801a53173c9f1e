"""What was noted by mistake is corrected and removed: entries, facts, questions, answers, notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from infoint_tui.cli.main import Factories, infoint
from tests.cli.harness import Json, Run


@pytest.fixture(autouse=True)
def _met_twice(run: Run) -> None:
    run("add", "Ana Ruiz")
    run("met", "Ana", "--on", "10 nov", "--learned", "be kind")
    run("met", "Ana", "--on", "20 nov", "--learned", "be early")


def entries(run_json: Json) -> list[dict[str, Any]]:
    return run_json("show", "Ana")["touches"]  # type: ignore[no-any-return]


def held(run_json: Json) -> list[str]:
    return sorted(each["held_on"] for each in run_json("show", "Ana")["interviews"])


# --- entries --------------------------------------------------------------------------------


def test_an_entry_is_corrected_by_number_or_words(run: Run, run_json: Json) -> None:
    said = run("entry", "Ana", "kind", "--text", "be kinder", "--on", "11 nov", "--by", "call")
    assert said.stdout.startswith("Corrected the entry for Ana Ruiz (on Tue 10 Nov).")
    run("entry", "Ana", "2", "--them", "--kind", "call")
    entry = entries(run_json)[1]
    assert (entry["on"], entry["text"]) == ("2026-11-11", "be kinder")
    assert (entry["channel"], entry["direction"], entry["kind"]) == ("call", "in", "call")
    assert run("entry", "Ana", "2", "--kind", "call").stdout == "No change.\n"
    run("entry", "Ana", "2", "--by", "")
    assert entries(run_json)[1]["channel"] is None


def test_an_entry_is_removed_and_comes_back(run: Run, run_json: Json) -> None:
    before = entries(run_json)
    run("entry", "Ana", "1", "--remove")
    assert entries(run_json) == before[1:]
    run("undo")
    assert entries(run_json) == before


@pytest.mark.parametrize(
    ("call", "code", "says"),
    [
        (["3", "--remove"], 3, "There is no entry number 3. They go from 1 to 2."),
        (["be", "--remove"], 4, "“be” could be any of 2."),
        (["1"], 2, "Say what to change, or use --remove."),
        (["1", "--on", "2027-01-01"], 2, "is in the future"),
        (["1", "--by", "pigeon"], 2, "There is no channel “pigeon”."),
    ],
)
def test_an_entry_that_cannot_be_corrected(
    run: Run, db: Path, call: list[str], code: int, says: str
) -> None:
    before = db.read_bytes()
    assert says in " ".join(run("entry", "Ana", *call, code=code).stderr.split())
    assert db.read_bytes() == before


# --- facts ----------------------------------------------------------------------------------


def test_the_day_of_an_earlier_conversation_moves_with_its_entry(run: Run, run_json: Json) -> None:
    said = run("conversation", "Ana", "--on", "10 nov", "--held", "9 nov", "--minutes", "35")
    assert said.stdout.startswith("Corrected your conversation with Ana Ruiz.")
    assert held(run_json) == ["2026-11-09", "2026-11-20"]
    assert [each["on"] for each in entries(run_json)] == ["2026-11-20", "2026-11-09"]
    again = run("conversation", "Ana", "--on", "9 nov", "--minutes", "35").stdout
    assert again == "No change.\n"


def test_what_was_off_is_not_off_after_all(run: Run, run_json: Json) -> None:
    run("schedule", "Ana", "3 dec 15:00")
    run("cancel", "Ana")
    run("conversation", "Ana", "--on", "3 dec", "--ended", "")
    (interview,) = [each for each in run_json("show", "Ana")["interviews"] if each["start"]]
    assert (interview["ended"], interview["ended_on"]) == (None, None)


@pytest.mark.parametrize(
    ("call", "code", "says"),
    [
        ([], 2, "Say what to change, or use --remove."),
        (["--remove", "--place", "x"], 2, "Say what to change, or use --remove."),
        (["--on", "11 nov", "--remove"], 3, "Choose from: Tue 10 Nov, Fri 20 Nov."),
        (["--on", "someday", "--remove"], 2, "can't be read as a day"),
        (["--held", "2027-01-01"], 2, "is in the future"),
        (["--thanked-by", "pigeon"], 2, "There is no channel “pigeon”."),
        (["--remove"], 2, "There was no answer."),
    ],
)
def test_facts_that_cannot_be_corrected(
    run: Run, db: Path, call: list[str], code: int, says: str
) -> None:
    before = db.read_bytes()
    assert says in run("conversation", "Ana", *call, code=code).stderr
    assert db.read_bytes() == before


def test_two_on_one_day_are_told_apart_by_id(run: Run, run_json: Json) -> None:
    run("conversation", "Ana", "--held", "10 nov")
    result = run("conversation", "Ana", "--on", "10 nov", "--minutes", "30", code=4)
    ids = [each["id"] for each in run_json("show", "Ana")["interviews"]]
    assert sorted(ids) == sorted(
        line.split("(id ")[1].rstrip(")") for line in result.stderr.splitlines()[1:3]
    )
    run("conversation", "Ana", "--on", ids[0], "--minutes", "30")
    minutes = {each["id"]: each["minutes"] for each in run_json("show", "Ana")["interviews"]}
    assert minutes == {ids[0]: 30, ids[1]: 20}


def test_a_conversation_is_removed_with_what_came_with_it(
    run: Run, run_json: Json, factories: Factories, tmp_path: Path
) -> None:
    file = tmp_path / "write-up.txt"
    file.write_text("== Advice ==\nread\n== People they suggested ==\nTeo Maran\n")
    run("debrief", "Ana", "--from", str(file))
    before = run_json("show", "Ana")
    question = "Remove this conversation with Ana Ruiz and its notes, with "

    def remove(typed: str) -> Any:
        call = ["conversation", "Ana", "--on", "20 nov", "--remove"]
        return CliRunner().invoke(infoint, call, typed, obj=factories)

    refused = remove("n\n")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith(question)
    assert "2 to-dos" in refused.stderr
    assert "Teo Maran? [y/N]" in refused.stderr
    assert run_json("show", "Ana") == before
    said = remove("y\n")
    assert said.stdout.startswith("Removed your conversation with Ana Ruiz, with ")
    assert held(run_json) == ["2026-11-10"]
    run("show", "Teo", code=3)
    run("undo")
    assert run_json("show", "Ana") == before
    assert run_json("conversation", "Ana", "--remove", "--yes")["changed"] is True


# --- questions, answers and notes --------------------------------------------------------------


def plan(run_json: Json) -> list[tuple[str, int]]:
    shown = run_json("plan", "Bo")["interview"]["plan"]
    return [(each["text"], each["minutes"]) for each in shown]


def test_a_plan_is_made_and_changed_by_command_alone(run: Run, run_json: Json) -> None:
    run("add", "Bo Lind")
    first = run("plan", "Bo", "--own", "How did you start?")
    assert first.stderr.startswith("Planned a conversation with Bo Lind, 20 minutes.")
    assert first.stdout.startswith("Added: How did you start? ")
    run("plan", "Bo", "--pick", "ice-family-dinner")
    run("plan", "Bo", "--pick", "What has gone well for you")
    assert (
        "is already in the plan" in run("plan", "Bo", "--pick", "ice-family-dinner", code=1).stderr
    )
    assert "could be any of" in run("plan", "Bo", "--pick", "you", code=4).stderr
    texts = [text for text, _ in plan(run_json)]
    assert texts[2] == "How did you start?"
    run("plan", "Bo", "--move", "3", "1")
    run("plan", "Bo", "--minutes", "start", "5")
    run("plan", "Bo", "--reword", "1", "What made you start?")
    run("plan", "Bo", "--remove", "family")
    assert plan(run_json) == [("What made you start?", 5), (texts[1], 2)]
    run("plan", "Bo", "--must-ask", "1")
    run("plan", "Bo", "--skipped", "2")
    run("plan", "Bo", "--answer", "1", "by accident")
    shown = run("plan", "Bo").stdout.splitlines()
    assert shown[0] == "Bo Lind: 5 of 20 min, 15 left"
    assert " ".join(shown[2].split()) == "1 5 must ask, asked What made you start? by accident"
    assert "skipped" in shown[3]
    run("plan", "Bo", "--planned", "2")
    run("plan", "Bo", "--answer", "1", "")
    states = [each["state"] for each in run_json("plan", "Bo")["interview"]["plan"]]
    assert states == ["asked", "planned"]


@pytest.mark.parametrize(
    ("call", "code", "says"),
    [
        (["--remove", "1"], 3, "There is no question number 1. There is no question yet."),
        (["--own", " "], 2, "The question is empty"),
        (["--pick", "xyzzy"], 3, "No question matches “xyzzy”."),
        (["--own", "a", "--pick", "b"], 2, "Make one change at a time."),
        (["--pick", "a", "--searchable"], 2, "--searchable is only for --own."),
    ],
)
def test_a_plan_that_cannot_be_changed(run: Run, call: list[str], code: int, says: str) -> None:
    run("schedule", "Ana", "3 dec 15:00")
    said = " ".join(run("plan", "Ana", *call, code=code).stderr.split())
    assert says in said
    assert run("plan", "Ana").stdout.startswith("No questions planned for Ana Ruiz.")


def test_an_answer_of_the_first_conversation_is_corrected(run: Run, run_json: Json) -> None:
    run("schedule", "Ana", "yesterday 15:00")
    run("plan", "Ana", "--own", "How did you start?")
    run("met", "Ana")
    run("met", "Ana", "--on", "today")
    run("plan", "Ana", "--on", "yesterday", "--answer", "1", "by bus")
    answers = [q["answer"] for each in run_json("show", "Ana")["interviews"] for q in each["plan"]]
    assert answers == ["by bus"]
    assert (
        "is not a number"
        in run("plan", "Ana", "--on", "yesterday", "--move", "1", "x", code=2).stderr
    )


def test_notes_are_jotted_down_corrected_and_removed(run: Run, run_json: Json) -> None:
    run("schedule", "Ana", "today 9:00")
    assert run("jot", "Ana").stdout == "No notes on your conversation with Ana Ruiz.\n"
    assert run("jot", "Ana", "models are easy").stdout.startswith("Saved: models are easy. ")
    run("jot", "Ana", "learn SQL", "--kind", "skill")
    run("jot", "Ana", "models are the easy half", "--edit", "1")
    assert run("jot", "Ana").stdout.splitlines()[1].endswith("models are the easy half")
    run("met", "Ana")
    run("jot", "Ana", "--remove", "SQL")
    notes = run_json("jot", "Ana")["interview"]["notes"]
    assert [(each["kind"], each["text"]) for each in notes] == [
        ("note", "models are the easy half")
    ]
    assert "Add it to your write-up instead." in run("jot", "Ana", "more", code=1).stderr


@pytest.mark.parametrize(
    "call",
    [
        ["--edit", "1"],
        ["text", "--remove", "1"],
        ["text", "--edit", "1", "--remove", "1"],
        ["--kind", "skill"],
        ["text", "--kind", "skill", "--edit", "1"],
    ],
)
def test_a_note_that_cannot_be_read(run: Run, call: list[str]) -> None:
    run("jot", "Ana", *call, code=2)


def test_the_questions_to_choose_from(run: Run, run_json: Json) -> None:
    run("plan", "Ana", "--own", "How is the winter?")
    assert "ice-family-dinner" in run("questions", "family", "dinner").stdout
    assert run("questions", "xyzzy").stdout == "No question matches.\n"
    (own,) = run_json("questions", "winter")["questions"]
    assert (own["text"], own["own"]) == ("How is the winter?", True)


def test_an_address_needs_an_at_sign(run: Run, run_json: Json) -> None:
    assert (
        "“ana.example.com” is not an email address."
        in run("edit", "Ana", "--email", "ana.example.com", code=2).stderr
    )
    run("add", "Bo Lind", "--email", "bo at example.com", code=2)
    run("show", "Bo", code=3)
    run("edit", "Ana", "--email", "a@example.com", "--email", "b@example.com")
    assert run_json("show", "Ana")["contact"]["emails"] == ["a@example.com", "b@example.com"]
    run("edit", "Ana", "--email", "")
    assert run_json("show", "Ana")["contact"]["emails"] == []


def test_a_day_means_what_was_held_then_first(run: Run, run_json: Json) -> None:
    run("ask", "Ana", "--on", "20 nov")
    run("conversation", "Ana", "--on", "20 nov", "--minutes", "35")
    minutes = {each["held_on"]: each["minutes"] for each in run_json("show", "Ana")["interviews"]}
    assert minutes == {"2026-11-10": 20, "2026-11-20": 35, None: 20}
