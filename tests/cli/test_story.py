"""A whole story by command alone, as a script would tell it: no terminal, no app."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.harness import Json, Run

FIRST = """\
== What stayed with you ==
models are the easy half
== What they said ==
Q: How did you start?
by bus
== Advice ==
read the grit code
== People they suggested ==
Teo Marran, grid operations
== Promises ==
me, by 2026-12-01: my notes
"""

CORRECTED = (
    FIRST.replace("grit", "grid").replace("Marran", "Maran").replace("by bus", "by accident")
)

PLANNED = (
    ("add", "Ana Ruiz", "--org", "Lumen Energy"),
    ("add", "Kit Marlow"),
    ("ask", "Ana", "--on", "2 nov"),
    ("schedule", "Ana", "2026-11-05 15:00"),
    ("plan", "Ana", "--own", "How did you start?"),
    ("met", "Ana"),
)

LATER = (
    ("thank", "Ana", "--on", "6 nov", "--by", "note"),
    ("met", "Kit", "--on", "12 nov"),
    ("met", "Ana", "--on", "19 nov", "--learned", "be early"),
)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return tmp_path / "form.txt"


def tables(db: Path) -> dict[str, Any]:
    """Everything in the file but its history."""
    found = json.loads(db.read_bytes())
    return {name: found[name] for name in found if name not in ("history", "_meta")}


def test_the_first_write_up_is_corrected_from_a_script(
    run: Run, run_json: Json, db: Path, form: Path
) -> None:
    for call in PLANNED:
        run(*call)
    form.write_text(FIRST)
    run("debrief", "Ana", "--from", str(form))
    for call in LATER:
        run(*call)
    assert run_json("show", "Teo Marran")["contact"]["standing"] == "shortlisted"
    mistaken = tables(db)

    form.write_text(CORRECTED)
    said = run("debrief", "Ana", "--on", "5 nov", "--from", str(form), "--yes").stdout
    assert said.splitlines()[1:] == ["Corrected: read the grid code", "Corrected: Teo Maran"]
    run("show", "Teo Marran", code=3)
    teo, ana = run_json("show", "Teo"), run_json("show", "Ana")
    assert teo["contact"]["introduced_by"] == ana["contact"]["id"]
    columns = {each["name"]: each["column"] for each in run_json("list")["contacts"]}
    assert columns["Teo Maran"] == "ask"
    assert [item["text"] for item in ana["follow_ups"]] == [
        "read the grid code",
        "my notes",
        "Teo Maran",
    ]
    assert all("Marran" not in touch["text"] for touch in ana["touches"])
    first = next(each for each in ana["interviews"] if each["held_on"] == "2026-11-05")
    assert [each["answer"] for each in first["plan"]] == ["by accident"]
    due = [
        (item["kind"], item["title"], item["contact"]["id"]) for item in run_json("due")["items"]
    ]
    assert len(due) == len(set(due))

    corrected = tables(db)
    run("undo")
    assert tables(db) == mistaken
    while "Nothing" not in run("undo").stdout:
        pass
    assert all(not rows for rows in tables(db).values())
    while "Nothing" not in run("redo").stdout:
        pass
    assert tables(db) == corrected
