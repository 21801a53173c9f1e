"""To-dos one by one: which is meant, and what done, told, remind, snooze and todo do to it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.harness import Json, Run


@pytest.fixture(autouse=True)
def _three(run: Run) -> None:
    run("add", "Ana Ruiz")
    run("note", "Ana", "read the paper")
    run("note", "Ana", "read the grid code", "--due", "1 dec")
    run("note", "Ana", "her slides", "--kind", "promise", "--them")


def todos(run_json: Json) -> dict[str, Any]:
    """Their to-dos, by text."""
    return {item["text"]: item for item in run_json("show", "Ana")["follow_ups"]}


@pytest.mark.parametrize("which", ["2", "2.", "grid code", "GRID", "read the grid code"])
def test_a_to_do_is_chosen_by_its_number_or_by_words(run: Run, run_json: Json, which: str) -> None:
    assert run("done", "Ana", which).stdout.startswith("Done: read the grid code. Next: ")
    done = {text for text, item in todos(run_json).items() if item["done_on"]}
    assert done == {"read the grid code"}


@pytest.mark.parametrize(
    ("which", "code", "says"),
    [
        ("read", 4, "“read” could be any of 2."),
        ("4", 3, "There is no to-do number 4. They go from 1 to 3."),
        ("0", 3, "There is no to-do number 0."),
        ("sleep", 3, "No to-do matches “sleep”."),
        (" ", 3, "No to-do matches “”."),
    ],
)
@pytest.mark.parametrize(
    "call", [["done"], ["told"], ["snooze", "--until", "1 jan"], ["todo", "--remove"]]
)
def test_what_cannot_be_chosen_is_said_and_changes_nothing(
    run: Run, run_json: Json, which: str, code: int, says: str, call: list[str]
) -> None:
    before = todos(run_json)
    said = " ".join(run(call[0], "Ana", which, *call[1:], code=code).stderr.split())
    assert says in said
    assert todos(run_json) == before


def test_the_numbers_are_those_that_show_prints(run: Run) -> None:
    run("log", "Ana", "said hello", "--on", "yesterday")
    run("log", "Ana", "said goodbye")
    lines = [" ".join(line.split()) for line in run("show", "Ana").stdout.splitlines()]
    todos = lines.index("To-dos")
    assert lines[todos + 2] == "2. advice read the grid code open"
    assert lines[-1] == "2. yesterday in touch said hello"
    assert "Removed: read the grid code." in run("todo", "Ana", "2", "--remove").stdout
    run("entry", "Ana", "2", "--remove")
    assert "said hello" not in run("show", "Ana").stdout


def test_several_are_listed_with_their_numbers(run: Run) -> None:
    lines = run("done", "Ana", "read", code=4).stderr.splitlines()
    assert lines[1:3] == ["  1 read the paper", "  2 read the grid code"]


def test_the_whole_text_wins_over_a_part_of_another(run: Run, run_json: Json) -> None:
    run("note", "Ana", "read")
    run("done", "Ana", "read")
    assert [text for text, item in todos(run_json).items() if item["done_on"]] == ["read"]


def test_what_is_done_is_told_next_and_then_finished(run: Run, run_json: Json) -> None:
    run("done", "Ana", "1")
    assert run("done", "Ana", "paper").stdout.startswith("Reported back to Ana Ruiz")
    assert todos(run_json)["read the paper"]["told_on"] == "2026-11-24"
    assert "is already done" in run("done", "Ana", "1", code=1).stderr
    assert "No to-do matches" in run("done", "Ana", "paper", code=3).stderr


def test_told_without_a_choice_tells_what_is_due(run: Run, run_json: Json) -> None:
    assert "Nothing to report back to Ana Ruiz." in run("told", "Ana", code=1).stderr
    run("done", "Ana", "grid")
    run("told", "Ana", "--by", "note")
    shown = run_json("show", "Ana")
    assert shown["touches"][0]["channel"] == "handwritten"
    assert shown["follow_ups"][1]["told_on"] == "2026-11-24"


def test_remind_takes_the_only_promise_of_theirs(run: Run) -> None:
    assert run("remind", "Ana").stdout.startswith("Reminded Ana Ruiz: her slides.")
    assert "No to-do matches “read”" in run("remind", "Ana", "read", code=3).stderr
    assert "“read the paper” is yours to do" in run("remind", "Ana", "1", code=1).stderr
    run("done", "Ana", "slides")
    assert "There is no open to-do with Ana Ruiz." in run("remind", "Ana", code=2).stderr


def test_snooze_and_due_date_act_on_that_to_do(run: Run, run_json: Json) -> None:
    said = run("snooze", "Ana", "paper", "--until", "2027-01-04").stdout
    assert said.startswith("Snoozed until Mon 4 Jan 2027: read the paper.")
    assert run("due-date", "Ana", "2", "--on", "fri").stdout.startswith("Due on Fri: ")
    assert run("due-date", "Ana", "2", "--on", "fri").stdout == "No change.\n"
    found = todos(run_json)
    assert found["read the paper"]["snoozed_until"] == "2027-01-04"
    assert found["read the grid code"]["due"] == "2026-11-27"
    assert "has to end later" in run("snooze", "Ana", "2", "--until", "today", code=1).stderr


def test_without_a_choice_the_next_one_is_meant(run: Run, run_json: Json) -> None:
    run("snooze", "Ana", "--until", "2027-01-04")
    run("due-date", "Ana", "--on", "2026-11-30")
    found = todos(run_json)
    assert found["read the grid code"]["snoozed_until"] == "2027-01-04"
    assert found["read the paper"]["due"] == "2026-11-30"


def test_a_to_do_is_corrected_and_removed(run: Run, run_json: Json) -> None:
    said = run("todo", "Ana", "slides", "--text", "her notes", "--due", "1 dec", "--kind", "advice")
    assert said.stdout.startswith("Corrected: her notes.")
    run("todo", "Ana", "3", "--me", "--done", "yesterday", "--noted", "20 nov")
    item = todos(run_json)["her notes"]
    assert (item["owed_by"], item["kind"], item["due"]) == ("me", "advice", "2026-12-01")
    assert (item["done_on"], item["noted_on"]) == ("2026-11-23", "2026-11-20")
    run("todo", "Ana", "3", "--done", "", "--due", "")
    item = todos(run_json)["her notes"]
    assert (item["done_on"], item["due"]) == (None, None)
    assert run("todo", "Ana", "3", "--remove").stdout.startswith("Removed: her notes.")
    assert "her notes" not in todos(run_json)
    run("undo")
    assert todos(run_json)["her notes"] == item


@pytest.mark.parametrize(
    ("call", "code", "says"),
    [
        ([], 2, "Say what to change, or use --remove."),
        (["--remove", "--text", "x"], 2, "Say what to change, or use --remove."),
        (["--text", " "], 2, "The to-do is empty."),
        (["--done", "tomorrow"], 2, "is in the future"),
        (["--kind", "introduction"], 1, "can't become another kind of to-do"),
    ],
)
def test_a_correction_that_cannot_be(run: Run, call: list[str], code: int, says: str) -> None:
    assert says in run("todo", "Ana", "1", *call, code=code).stderr


def test_a_suggested_person_comes_in_with_the_note(run: Run, run_json: Json) -> None:
    said = run("note", "Ana", "Teo Maran, planner at Lumen", "--kind", "introduction").stdout
    assert said.startswith("Added Teo Maran to Ask, suggested by Ana Ruiz.")
    teo, ana = run_json("show", "Teo")["contact"], run_json("show", "Ana")
    assert (teo["organization"], teo["title"]) == ("Lumen", "planner")
    assert teo["introduced_by"] == ana["contact"]["id"]
    assert [item["text"] for item in ana["follow_ups"]][-1] == "Teo Maran"
    assert run("todo", "Ana", "Teo", "--remove").stdout.startswith(
        "Removed: Teo Maran. Teo Maran was removed too."
    )
    run("show", "Teo", code=3)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["Teo", "--them"], "--them doesn't go"),
        (["Teo", "--due", "1 dec"], "--due doesn't go"),
        (["Teo", "--due", "1 dec", "--them"], "--them and --due don't go"),
        ([" , "], "The name is empty."),
        ([", x"], "The name is empty."),
        (["(Tide Power)"], "The name is empty."),
    ],
)
def test_a_suggested_person_has_no_day_and_needs_a_name(
    run: Run, call: list[str], words: str
) -> None:
    assert words in run("note", "Ana", *call, "--kind", "introduction", code=2).stderr


def test_whether_a_name_may_be_mentioned(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    run("note", "Ana", "--kind", "introduction", "Teo Maran, grids", "--ask-first")

    def said() -> list[bool | None]:
        items = run_json("show", "Ana")["follow_ups"]
        return [each["may_mention"] for each in items if each["kind"] == "introduction"]

    assert said() == [False]
    run("todo", "Ana", "Teo", "--may-mention")
    assert said() == [True]
    run("note", "Ana", "sleep on it")
    refused = run("todo", "Ana", "sleep", "--may-mention", code=2)
    assert "is not someone they suggested" in refused.stderr
    refused = run("note", "Ana", "sleep", "--ask-first", code=2)
    assert "need --kind introduction" in refused.stderr
