"""A file that the first landed version wrote: it opens, is read whole, and can be corrected."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.harness import Json, Run

FIRST = Path(__file__).parents[1] / "store" / "first.json"
"""Written by the program as it was then: two people, a conversation from plan to thank-you, a
name suggested in it, a goal, a promise, and a history."""


@pytest.fixture
def first(db: Path) -> Path:
    shutil.copy(FIRST, db)
    return db


def test_all_of_it_is_read(first: Path, run: Run, run_json: Json) -> None:
    shown = run("show", "Ana Ruiz").stdout
    for words in ("quiet mornings", "How did you start?", "half of it is calls", "Dear Ana"):
        assert words in shown
    for verb in ("today", "due", "list", "stats", "goal", "keys", "dupes"):
        run_json(verb)
    assert json.loads(first.read_bytes()) == json.loads(FIRST.read_bytes())


def test_a_name_in_it_is_corrected_and_the_wrong_person_goes(
    first: Path, run: Run, run_json: Json, tmp_path: Path
) -> None:
    form = tmp_path / "form.txt"
    form.write_text("== People they suggested ==\nTeo Maran, Larkmoor Power\n")
    run("debrief", "Ana", "--from", str(form), "--yes")
    assert {each["name"] for each in run_json("list")["contacts"]} == {"Ana Ruiz", "Teo Maran"}
    assert "Marran" not in run("show", "Ana").stdout
    run("undo")
    before, after = (json.loads(path.read_bytes()) for path in (FIRST, first))
    assert {**before, "history": 0, "_meta": 0} == {**after, "history": 0, "_meta": 0}
