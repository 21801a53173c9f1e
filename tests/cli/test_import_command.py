"""Importing from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoint_tui.cli import importing
from tests.cli.harness import InTerminal, Json, Run

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ROWS = (
    "Ana,Ruiz,https://www.linkedin.com/in/ana-example,ana@example.com,Acme,Engineer,01 Nov 2026\n"
    "Bo,Lind,https://www.linkedin.com/in/bo-example,,Borealis,Editor,02 Nov 2026\n"
    ",,,,Nameless Inc,,03 Nov 2026\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Connections.csv"
    path.write_text(HEADER + ROWS, "utf-8")
    return path


def test_the_report_counts_every_record(run: Run, file: Path) -> None:
    lines = run("import", str(file)).stdout.splitlines()
    assert lines[0] == (
        f"Imported {file}: 2 added, 0 updated, 0 unchanged, 0 ambiguous, 1 failed. "
        "(infoint undo takes it back)"
    )
    assert lines[1].startswith("  line 4: ")
    assert lines[2] == f"Failed records are in {file.parent / 'Connections.failed.csv'}: " + (
        "fix them there and import that file."
    )
    assert lines[3].startswith("Next: infoint shortlist")
    again = run("import", str(file), "--format", "linkedin").stdout
    nothing = "0 added, 0 updated, 2 unchanged, 0 ambiguous, 1 failed."
    assert again.startswith(f"Nothing new in {file}: {nothing}\n")
    assert "Next:" not in again


def test_a_day_that_cannot_be_is_named_with_its_line(run: Run, run_json: Json, file: Path) -> None:
    file.write_text(HEADER + "Ana,Ruiz,,,,,30 Jan 2024\nBea,Stone,,,,,31 Feb 2024\n", "utf-8")
    said = "line 3, Bea Stone: Connected On: “31 Feb 2024” is not a real date"
    report = run("import", str(file)).stdout
    assert "2 added, 0 updated, 0 unchanged, 0 ambiguous, 0 failed." in report
    assert f"\n  {said}\n" in report
    assert "line 2" not in report
    assert run_json("show", "Bea")["contact"]["how_we_know"] == "LinkedIn, since 31 Feb 2024"
    again = run_json("import", str(file))
    assert (again["unchanged"], again["differences"]) == (2, [said])


def test_the_json_report(run_json: Json, file: Path) -> None:
    report = run_json("import", str(file))
    (problem,) = report.pop("problems")
    assert report == {
        **{"version": 1, "created": 2, "updated": 0},
        **{"unchanged": 0, "ambiguous": 0, "failed": 1, "differences": []},
        **{"skipped": 0, "alike": 0, "offered": 0, "entries": 0, "notes": []},
    }
    assert (problem["file"], problem["line"]) == (str(file), 4)
    assert problem["reason"]
    assert list(problem) == ["file", "line", "reason"]


def test_a_dry_run_keeps_nothing(run: Run, file: Path, db: Path) -> None:
    printed = run("import", str(file), "--dry-run").stdout
    assert printed.startswith(f"Dry run of {file}, nothing saved: 2 added,")
    assert "undo" not in printed
    assert "Next:" not in printed
    assert sorted(db.parent.iterdir()) == [file]


def test_removed_control_characters_are_noted(run: Run, file: Path) -> None:
    file.write_text(HEADER + "A\x1b[31mna,Ruiz,,,Acme,,\n", "utf-8")
    result = run("import", str(file))
    assert result.stderr == "Note: invisible characters were removed from 1 record.\n"
    assert "\x1b" not in result.output


def test_failed_records_that_cannot_be_saved_are_said_to_be_so(run: Run, file: Path) -> None:
    longest = file.rename(file.with_name(f"{'x' * 251}.csv"))  # no room for ".failed"
    result = run("import", str(longest))
    assert result.stderr.startswith("The failed records could not be saved")
    assert "What failed is in" not in result.stdout


def test_a_missing_file_is_not_found(run: Run, tmp_path: Path) -> None:
    assert "Error: There is no file" in run("import", str(tmp_path / "no.csv"), code=3).stderr


def test_a_large_file_has_a_progress_bar_in_a_terminal_only(
    run: Run, run_in_terminal: InTerminal, file: Path, db: Path
) -> None:
    people = (f"Ana,Ruiz {n},https://example.com/{n},,Acme,{'x' * 5000},\n" for n in range(110))
    file.write_text(HEADER + "".join(people), "utf-8")
    assert file.stat().st_size > importing.LARGE
    code, printed = run_in_terminal("import", str(file))
    assert code == 0
    assert "Importing" in printed
    db.unlink()
    result = run("import", str(file))
    assert "110 added" in result.stdout
    assert result.stderr == ""


def test_a_small_or_missing_file_has_none(run_in_terminal: InTerminal, file: Path) -> None:
    assert "Importing" not in run_in_terminal("import", str(file))[1]
    assert run_in_terminal("import", str(file.with_name("no.csv")))[0] == 3


CHATS = "Human,Den,Mood\nKim Doe,Lumen,fine\n"


def test_what_columns_mean_is_said_once(run: Run, run_json: Json, tmp_path: Path) -> None:
    file = tmp_path / "chats.csv"
    file.write_text(CHATS)
    assert '--map "Column=name"' in run("import", str(file), code=1).stderr
    mapped = run("import", str(file), "--map", "Human=name", "--map", "Den=org", "--map", "Mood=")
    assert "1 added" in mapped.stdout
    assert "Column not used: Mood." in mapped.stdout
    assert run_json("show", "Kim Doe")["contact"]["organization"] == "Lumen"
    assert "1 unchanged" in run("import", str(file)).stdout  # it is remembered
    assert "write it as" in run("import", str(file), "--map", "Human", code=2).stderr
    assert "no field “wings”" in run("import", str(file), "--map", "Den=wings", code=2).stderr


def test_doubles_and_new_jobs_are_listed_and_decided_by_an_option(run: Run, file: Path) -> None:
    run("add", "Bo Lind", "--org", "Borealis Ltd")
    printed = run("import", str(file), "--dry-run").stdout
    assert "line 3, Bo Lind, Borealis: the same person as Bo Lind, Borealis Ltd?" in printed
    assert "--join joins" in printed
    assert "1 added, 1 updated" in run("import", str(file), "--join").stdout
    file.write_text(HEADER + ROWS.replace("Acme,Engineer", "Tide Power,Director"), "utf-8")
    printed = run("import", str(file)).stdout
    assert "new job: Engineer at Acme → Director at Tide Power" in printed
    assert "--accept accepts" in printed
    assert "1 updated" in run("import", str(file), "--accept").stdout


def test_a_table_is_read_from_standard_input_and_in_an_encoding_that_is_named(
    run: Run, run_json: Json, answering: Run, tmp_path: Path
) -> None:
    typed = "Name,Email\nKim Doe,kim@example.com\n"
    assert "1 added" in answering("import", "-", typed=typed).stdout
    file = tmp_path / "russian.csv"
    file.write_bytes("Name,Company\nЮлия Лыжина,Свет\n".encode("cp1251"))
    assert "--encoding" in run("import", str(file), code=1).stderr
    assert "1 added" in run("import", str(file), "--encoding", "cp1251").stdout
    assert run_json("show", "Юлия")["contact"]["organization"] == "Свет"


def test_a_pasted_url_of_a_file_is_a_path(run: Run, file: Path) -> None:
    there = file.rename(file.with_name("My Export.csv"))
    assert "Imported" in run("import", there.as_uri()).output


def test_a_column_need_only_be_in_one_of_several_tables(run: Run, tmp_path: Path) -> None:
    for name, header in (("a", "Human,Den"), ("b", "Person,Firm")):
        (tmp_path / f"{name}.csv").write_text(f"{header}\nKim {name.upper()},Lumen\n")
    folder = str(tmp_path)
    assert "2 added" in run("import", folder, "--map", "Human=name", "--dry-run").stdout
    wrong = run("import", folder, "--map", "Beast=name", code=2).stderr
    assert "There is no column “Beast”" in wrong
