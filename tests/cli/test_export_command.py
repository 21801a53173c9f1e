"""`infoint export`, and the calendar file of `schedule`."""

from __future__ import annotations

from pathlib import Path

from infoint_tui.exchange.formats import OUT
from tests.cli.harness import Json, Run


def test_people_go_to_standard_output_or_to_a_file(run: Run, tmp_path: Path) -> None:
    run("add", "Ana Ruiz", "--org", "Lumen", "--tag", "grid")
    run("add", "Bo Lindqvist")
    assert run("export", "--format", "vcard", "tag:grid").stdout.count("BEGIN:VCARD") == 1
    path = tmp_path / "people.csv"
    assert (
        run("export", "--format", "csv", "-o", str(path)).stdout == f"Wrote 2 people to {path}.\n"
    )
    assert path.stat().st_mode & 0o777 == 0o600
    assert "already exists" in run("export", "--format", "csv", "-o", str(path), code=1).stderr
    run("export", "--format", "csv", "-o", str(path), "--overwrite", "--raw", "-tag:grid")
    assert "Bo Lindqvist" in path.read_text()
    assert "Ana Ruiz" not in path.read_text()


def test_a_folder_is_reported_file_by_file(run: Run, run_json: Json, tmp_path: Path) -> None:
    run("add", "Ana Ruiz")
    run("add", "Bo Lindqvist")
    folder = f"{tmp_path}/cards/"
    said = run("export", "--format", "vcard", "-o", folder, "--card", "4.0").stdout
    assert said == f"2 people in {tmp_path}/cards: 2 written, 0 unchanged, 0 removed.\n"
    (tmp_path / "cards" / "ana-ruiz.vcf").write_text("theirs")
    report = run_json("export", "--format", "vcard", "-o", folder, "--card", "4.0")
    assert (report["written"], report["unchanged"]) == (0, 1)
    assert report["elsewhere"] == ["ana-ruiz.vcf"]
    assert "--overwrite" in run("export", "--format", "vcard", "-o", folder).stderr
    assert "one file" in run("export", "--format", "csv", "-o", folder, code=2).stderr


def test_mistakes_are_told(run: Run) -> None:
    assert "-o" in run("export", "--format", "csv", "--json", code=2).stderr
    assert "Nobody matches." in run("export", "--format", "csv", "nobody").stderr
    assert "no field" in run("export", "--format", "csv", "what:ever", code=2).stderr


def test_each_format_is_explained(run: Run) -> None:
    said = run("export", "--help").stdout
    assert all(f"{key}:" in said for key in OUT)


def test_a_time_that_is_set_goes_into_the_calendar(run: Run, tmp_path: Path) -> None:
    run("add", "Ana Ruiz")
    path = tmp_path / "ana.ics"
    said = run("schedule", "Ana", "3 dec 15:00", "--ics", str(path)).stdout
    assert said.endswith(f"Wrote {path}.\n")
    assert "SUMMARY:Talk with Ana Ruiz" in path.read_text()
