"""`infoint list` finds people by what they said and shows the words."""

from __future__ import annotations

import pytest

from tests.cli.harness import InTerminal, Json, Run


@pytest.fixture(autouse=True)
def people(run: Run) -> None:
    run("add", "Ana Ruiz", "--org", "Lumen Energy")
    run("add", "Bo Lind", "--title", "Traffic planner")
    run("note", "Ana", "watch the air traffic for a day")
    run("log", "Ana", "sent the traffic\nreport")


def test_the_words_found_are_in_a_column_of_their_own(run: Run) -> None:
    heading, ana, bo = run("list", "traffic").stdout.splitlines()
    assert heading.endswith("FOUND")
    assert ana.endswith("advice: “…the air traffic for a day”")
    assert bo == "Bo Lind                 Traffic planner"
    assert "note: “sent the traffic report”" in run("list", "note:traffic").stdout


@pytest.mark.parametrize("query", [[], ["lumen"], ["org:lumen"], ["title:traffic"]])
def test_nothing_more_is_shown_if_a_field_has_them(run: Run, query: list[str]) -> None:
    assert "FOUND" not in run("list", *query).stdout


def test_json_has_them_too(run_json: Json) -> None:
    ana, bo = run_json("list", "traffic")["contacts"]
    assert ana["found"] == {
        "where": "advice",
        "on": "2026-11-24",
        "text": "…the air traffic for a day",
    }
    assert bo["found"] is None
    assert [each["found"] for each in run_json("list")["contacts"]] == [None, None]


def test_the_filters_look_in_one_kind_of_text(run_json: Json) -> None:
    def names(*query: str) -> list[str]:
        return [each["name"] for each in run_json("list", *query)["contacts"]]

    assert names("advice:traffic") == ["Ana Ruiz"]
    assert names("said:traffic") == []
    assert names("-note:report") == ["Bo Lind"]
    assert names('note:"traffic report"') == ["Ana Ruiz"]


def test_a_narrow_terminal_cuts_them(run_in_terminal: InTerminal) -> None:
    _, printed = run_in_terminal("list", "traffic")
    assert "Found" in printed
    assert "advice: “…the air" in printed


def test_an_unknown_field_names_those_there_are(run: Run) -> None:
    assert "said:, note:, advice:" in run("list", "heard:traffic", code=2).stderr
