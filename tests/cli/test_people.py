"""Adding and changing people, and looking at them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from infoint_tui.cli import output
from infoint_tui.domain.basics.clock import FixedClock
from tests.cli.harness import InTerminal, Json, Run

UNDOABLE = "(infoint undo takes it back)\n"


def test_add_keeps_every_field_it_is_given(run: Run, run_json: Json) -> None:
    run("add", "Iris Vega")
    added = run_json(
        *("add", "Ana Ruiz", "--org", "Acme", "--title", "Engineer", "--level", "step_above"),
        *("--email", "ana@example.com", "--email", "ruiz@example.org", "--phone", "555-0100"),
        *("--link", "https://example.com/ana", "--tag", "school", "--tag", "chess"),
        *("--introduced-by", "iris", "--notes", "likes tea\nsince May"),
    )
    assert added["version"] == 1
    contact = added["contact"]
    introducer = run_json("show", "Iris")["contact"]["id"]
    assert contact == run_json("show", "Ana Ruiz")["contact"]
    assert {key: value for key, value in contact.items() if value} == {
        "id": contact["id"],
        "rev": contact["rev"],
        "name": "Ana Ruiz",
        "organization": "Acme",
        "title": "Engineer",
        "level": "step_above",
        "emails": ["ana@example.com", "ruiz@example.org"],
        "phones": ["555-0100"],
        "links": ["https://example.com/ana"],
        "tags": ["school", "chess"],
        "introduced_by": introducer,
        "notes": "likes tea\nsince May",
        "added_on": "2026-11-24",
        "standing": "known",
    }


def test_add_says_so(run: Run) -> None:
    assert run("add", "Ana Ruiz", "--org", "Acme").stdout == f"Added Ana Ruiz (Acme). {UNDOABLE}"
    assert run("add", "Bo").stdout == f"Added Bo. {UNDOABLE}"


def test_somebody_known_is_linked_with_whoever_named_them(run: Run, run_json: Json) -> None:
    run("add", "Ada Okafor")
    run("add", "Ben Lindqvist", "--org", "Acme")
    said = run("add", "ben lindqvist", "--introduced-by", "Ada", "--title", "Planner").stdout
    assert said == f"Ben Lindqvist, already in your contacts, suggested by Ada Okafor. {UNDOABLE}"
    ben = run_json("show", "Ben")["contact"]
    ada = run_json("show", "Ada")["contact"]["id"]
    assert (ben["introduced_by"], ben["title"], ben["standing"]) == (ada, "Planner", "shortlisted")
    again = ("add", "Ben Lindqvist", "--introduced-by", "Ada")
    assert "Ada Okafor already suggested Ben Lindqvist." in run(*again, code=1).stderr
    assert (
        "Ben Lindqvist is already in your contacts." in run(*again, "--notes", "x", code=2).stderr
    )
    assert "needs a name" in run("add", " ", "--introduced-by", "Ada", code=2).stderr
    assert run(*again, "--org", "Opal").stdout == f"Added Ben Lindqvist (Opal). {UNDOABLE}"


def test_edit_changes_only_what_is_given(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz", "--org", "Acme", "--tag", "school", "--tag", "chess", "--notes", "tea")
    assert run("edit", "Ana", "--name", "Ana Ruiz Soto", "--tag", "go").stdout == (
        f"Changed Ana Ruiz Soto. {UNDOABLE}"
    )
    run("edit", "Ana", "--notes", "")
    contact = run_json("show", "Ana Ruiz Soto")["contact"]
    assert (contact["organization"], contact["tags"], contact["notes"]) == ("Acme", ["go"], "")


def test_edit_can_name_and_clear_an_introducer(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    run("add", "Iris Vega")
    run("edit", "Ana", "--introduced-by", "Iris")
    assert "Introduced by  Iris Vega" in run("show", "Ana").stdout
    assert "Introduced  Ana Ruiz" in run("show", "Iris").stdout
    run("edit", "Ana", "--introduced-by", "")
    assert run_json("show", "Ana")["contact"]["introduced_by"] is None


def test_edit_needs_something_to_change(run: Run) -> None:
    run("add", "Ana Ruiz")
    assert "Nothing to change" in run("edit", "Ana", code=2).stderr


@pytest.mark.parametrize(
    "again",
    [
        ["edit", "Ana", "--org", "Acme"],
        ["aside", "Ana", "--why", "later", "--until", "2027-01-04"],
        ["shortlist", "Ana"],
        ["schedule", "Ana", "2026-12-01 15:00"],
    ],
)
def test_what_changes_nothing_offers_no_undo(run: Run, again: list[str]) -> None:
    run("add", "Ana Ruiz")
    assert run(*again).stdout.endswith(UNDOABLE)
    assert run(*again).stdout == "No change.\n"


def test_shortlist_takes_several_names(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    run("add", "Bo Lind")
    done = run("shortlist", "Ana", "bo", "Ana Ruiz").stdout
    assert done == f"Shortlisted Ana Ruiz, Bo Lind. {UNDOABLE}"
    assert [each["column"] for each in run_json("list")["contacts"]] == ["ask", "ask"]
    run("undo")
    assert [each["column"] for each in run_json("list")["contacts"]] == [None, None]


def test_shortlist_of_an_unknown_name_changes_nobody(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    run("shortlist", "Ana", "Nobody", code=3)
    assert run_json("show", "Ana")["contact"]["standing"] == "known"


def test_aside_hides_somebody_until_a_day(run: Run) -> None:
    run("add", "Ana Ruiz")
    assert run("aside", "Ana", "--why", "busy", "--until", "4 jan").stdout == (
        f"Set Ana Ruiz aside until Mon 4 Jan 2027. {UNDOABLE}"
    )
    assert run("list").stdout == "Everyone here is set aside.\n"
    assert "Ana Ruiz" in run("list", "standing:set_aside").stdout
    assert "set aside: busy, until 4 Jan 2027" in run("show", "Ana").stdout
    run("aside", "Ana", "--why", "not a fit")
    assert "set aside: not a fit\n" in run("show", "Ana").stdout


def test_log_adds_to_the_timeline(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    assert run("log", "Ana", "read her talk", "--kind", "follow", "--on", "mon").stdout == (
        f"Logged contact with Ana Ruiz yesterday. {UNDOABLE}"
    )
    run("log", "Ana", "wrote\nand wrote")
    shown = run_json("show", "Ana")
    assert [(t["on"], t["kind"], t["text"]) for t in shown["touches"]] == [
        ("2026-11-24", "other", "wrote\nand wrote"),
        ("2026-11-23", "follow", "read her talk"),
    ]
    assert shown["contact"]["standing"] == "known"


def test_a_very_long_name_pads_no_other_row(run: Run) -> None:
    run("add", "N" * 3000, "--org", "Acme")
    run("add", "Ana Ruiz", "--org", "Lumen")
    heading, short, long = run("list").stdout.splitlines()
    assert heading.startswith("NAME      ORGANIZATION")
    assert short == "Ana Ruiz  Lumen"
    assert long == "N" * 3000 + "  Acme"


def test_list_is_sorted_by_name_and_filtered(run: Run, run_json: Json) -> None:
    run("add", "Zoe Quist", "--org", "Acme")
    run("add", "Émile Roy", "--org", "Acme", "--tag", "school")
    run("add", "Ana Ruiz", "--org", "Borealis")
    assert run("list", "org:acme").stdout.splitlines() == [
        "NAME       ORGANIZATION  TITLE  DUE  NEXT",
        "Émile Roy  Acme",
        "Zoe Quist  Acme",
    ]

    def names(*query: str) -> list[str]:
        return [each["name"] for each in run_json("list", *query)["contacts"]]

    assert names() == ["Ana Ruiz", "Émile Roy", "Zoe Quist"]
    assert names("-tag:school") == ["Ana Ruiz", "Zoe Quist"]
    assert names("org:acme", "-tag:school") == ["Zoe Quist"]
    assert names("org:acme -tag:school") == ["Zoe Quist"]
    assert run("list", "nobody").stdout == "Nobody matches.\n"


def test_list_shows_what_is_owed_next(run: Run, run_json: Json) -> None:
    run("add", "Ana Ruiz")
    run("ask", "Ana")
    (ana,) = run_json("list")["contacts"]
    assert (ana["column"], ana["due"], ana["next"], ana["last_touch"]) == (
        *("waiting", "2026-12-03", "nudge once", "2026-11-24"),
    )
    assert run("list").stdout.endswith("Thu 3 Dec  nudge once\n")


def test_a_terminal_gets_a_table_and_a_long_list_plain_lines(
    run: Run, run_in_terminal: InTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "Ana Ruiz", "--org", "Acme")
    plain = run("list").stdout
    code, drawn = run_in_terminal("list")
    assert code == 0
    assert "Ana Ruiz" in drawn
    assert "\u2500" in drawn
    assert "\x1b" not in plain
    monkeypatch.setattr(output, "LONG", 0)
    assert run_in_terminal("list") == (0, plain.replace("\n", "\r\n"))


def test_a_long_row_is_cut_in_a_terminal_and_what_was_said_is_not(
    run: Run, run_in_terminal: InTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "Institute of 水文学 " * 40
    run("add", "Ana Ruiz", "--org", long, "--title", "Hydrologist")
    run("log", "Ana", f"Dear Ana,\n\n{'a second paragraph ' * 9}\n\nYours", "--kind", "message")
    assert long.strip() in run("list").stdout
    entry = [line.strip() for line in run("show", "Ana").stdout.splitlines()[-5:]]
    assert entry == [
        "1.  today  wrote  Dear Ana,",
        "",
        "a second paragraph " * 8 + "a second paragraph",
        "",
        "Yours",
    ]

    def lines(*args: str) -> list[str]:
        printed = re.sub(r"\x1b\[[\d;]*m", "", run_in_terminal(*args)[1])
        return printed.splitlines()

    drawn = [line.rstrip() for line in lines("list") if line.strip()]
    assert len(drawn) == 3
    assert "Institute of" in drawn[2]
    assert "…  Hydrologist" in drawn[2].replace("…   ", "…  ")
    assert [
        line.strip() for line in lines("show", "Ana")[-5:]
    ] == entry  # what was said stays whole
    monkeypatch.setattr(output, "LONG", 0)
    plain = lines("list")
    assert len(plain) == 2
    assert all(cell_len(line.rstrip()) <= 100 for line in (*drawn, *plain))


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("shoe:42", "There is no field 'shoe' to filter by."),
        (
            "has:debrief",
            "has: takes email, phone, link, notes, tag, title, organization, conversation, to-do,",
        ),
        ("due<soon", "cannot be read"),
        ("--jsn", "No such option"),
    ],
)
def test_a_query_that_is_not_understood_is_a_usage_error(run: Run, query: str, says: str) -> None:
    assert says in run("list", query, code=2).stderr


def test_an_empty_list_says_how_to_begin(run: Run, run_json: Json) -> None:
    assert len(run("list").stdout.splitlines()) == 1
    assert "infoint add" in run("list").stdout
    assert run_json("list") == {"version": 1, "contacts": []}
    assert run("due").stdout == "Nothing is due.\n"
    assert run_json("due") == {"version": 1, "items": []}


def test_show_has_a_line_for_all_that_is_kept(run: Run) -> None:
    run("add", "Iris Vega")
    run(
        *("add", "Ana Ruiz", "--org", "Acme", "--title", "Engineer", "--level", "manager"),
        *("--email", "ana@example.com", "--email", "ruiz@example.org", "--notes", "one\n\ntwo"),
    )
    run("ask", "Ana", "--on", "last mon", "--by", "mail")
    assert run("show", "Ana").stdout == (
        "Ana Ruiz\n"
        "Engineer, Acme\n"
        "\n"
        "  Standing  on the board: Waiting\n"
        "  Level     manager\n"
        "  Email     ana@example.com\n"
        "            ruiz@example.org\n"
        "  Notes     one\n"
        "\n"
        "            two\n"
        "\n"
        "Next\n"
        "  Wed 2 Dec  nudge once\n"
        "\n"
        "Conversations\n"
        "  no time yet  asked yesterday\n"
        "    How            in person, 20 min, I pay\n"
        "    Intent         not asking for a job\n"
        "\n"
        "Timeline\n"
        "  1.  yesterday  wrote  by email  asked to talk\n"
    )


def test_the_file_belongs_to_the_user_alone(run: Run, db: Path) -> None:
    run("add", "Ana Ruiz")
    assert db.stat().st_mode & 0o777 == 0o600


def test_show_has_every_conversation_whole_and_the_newest_first(run: Run, tmp_path: Path) -> None:
    run("add", "Ana Ruiz", "--address", "Harbor Road 4\nLund")
    first = {
        "learned": "start smaller\nand sooner",
        "answers": [{"question": "What fills a Tuesday?", "answer": "calls"}],
        "bad": "on call",
        "believed": "it is modeling",
        "think_now": "it is people",
        "result": "lead",
    }
    (tmp_path / "first.json").write_text(json.dumps(first))
    run("met", "Ana", "--on", "2 nov")
    run("debrief", "Ana", "--from", str(tmp_path / "first.json"))
    run("met", "Ana", "--on", "today", "--learned", "models are the easy half")
    page = run("show", "Ana").stdout
    assert "  Address   Harbor Road 4\n            Lund\n" in page
    whole = page[page.index("Conversations") : page.index("Timeline")].splitlines()
    assert whole == [
        "Conversations",
        "  today  talked today",
        "    How            in person, 20 min, I pay",
        "    Intent         not asking for a job",
        "    Stayed         models are the easy half",
        "  Mon 2 Nov  talked 2 Nov, written up today",
        "    How            in person, 20 min, I pay",
        "    Intent         not asking for a job",
        "    Q              What fills a Tuesday? (2 min)",
        "                   calls",
        "    Stayed         start smaller",
        "                   and sooner",
        "    Bad            on call",
        "    I believed     it is modeling",
        "    I think now    it is people",
        "    It led to      a lead",
        "",
    ]


def test_one_entry_is_logged_for_several_people(run: Run, run_json: Json) -> None:
    for name in ("Ana Ruiz", "Bo Lind", "Cy Ames"):
        run("add", name)
    logged = run("log", "Ana", "workshop", "--with", "Bo", "--with", "Cy", "--with", "Ana Ruiz")
    assert logged.stdout == f"Logged contact with Ana Ruiz, Bo Lind, Cy Ames today. {UNDOABLE}"
    for name in ("Ana", "Bo", "Cy"):
        assert [each["text"] for each in run_json("show", name)["touches"]] == ["workshop"]
    run("log", "Ana", "coffee", "--with", "Nobody", code=3)
    assert len(run_json("show", "Ana")["touches"]) == 1
    run("undo")
    assert not any(run_json("show", name)["touches"] for name in ("Ana", "Bo", "Cy"))


def test_an_evening_is_logged_on_the_local_day_and_the_zone_is_told(
    run: Run, run_json: Json, clock: FixedClock
) -> None:
    clock.instant, clock.zone = datetime(2026, 11, 25, 1, 30, tzinfo=UTC), "EST5EDT"
    clock.zone_note = "Using the time zone EST5EDT, because TZ is “EST5EDT”."
    run("add", "Cy Ames")
    logged = run("log", "Cy", "coffee")  # at half past eight in the evening
    assert logged.stderr == f"Note: {clock.zone_note}\n"
    assert run_json("show", "Cy")["touches"][0]["on"] == "2026-11-24"
    assert not run("--help").stderr


def test_a_new_job_is_shown_found_and_mentioned_once(
    run: Run, run_json: Json, clock: FixedClock
) -> None:
    run("add", "Jo Abara", "--org", "Soda Works", "--title", "Buyer")
    run("shortlist", "Jo")
    clock.instant += timedelta(days=3)
    run("edit", "Jo", "--org", "Tide Power")
    assert "Former jobs  Buyer at Soda Works (until 27 Nov 2026)" in run("show", "Jo").stdout
    assert "Jo Abara" in run("list", "soda").stdout
    assert run("today").stdout.endswith("Say hello, if you like: Jo Abara (new job: Tide Power)\n")
    assert run_json("today")["reconnect"][0]["new_job"] == "Tide Power"
    run("log", "Jo", "congratulated them", "--kind", "congratulate")
    assert run_json("today")["reconnect"] == []
    run("edit", "Jo", "--former-jobs", "")
    assert "Former jobs" not in run("show", "Jo").stdout
