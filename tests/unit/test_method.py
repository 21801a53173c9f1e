"""The table of the method in CONTRIBUTING.md: it is complete, and what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECTION = (
    (ROOT / "CONTRIBUTING.md")
    .read_text("utf-8")
    .partition("\n## The method, and where it is\n")[2]
    .partition("\n## ")[0]
)
ROWS = [line.strip("| ").split(" | ") for line in SECTION.splitlines() if re.match(r"\| \d", line)]


def is_there(name: str) -> bool:
    """Tell whether there is such a test, `unit/test_x.py::test_y`, or such a picture."""
    path, _, test = name.partition("::")
    file = ROOT / ("tests" if test else "screenshots") / path
    return file.is_file() and bool(
        not test or re.search(rf"^(async )?def {test}\(", file.read_text("utf-8"), re.MULTILINE)
    )


def test_every_element_has_one_row_with_where_it_is() -> None:
    elements: list[int] = []
    for row in ROWS:
        assert len(row) == 4, row
        assert all(row), row
        first, _, last = row[0].partition("-")
        elements += range(int(first), int(last or first) + 1)
    assert elements == [*range(1, 84)]


def test_what_shows_it_is_there() -> None:
    shown = {row[0]: re.findall(r"`([^`]+)`", row[3]) for row in ROWS}
    assert [each for each, names in shown.items() if not names] == []
    assert [(each, name) for each in shown for name in shown[each] if not is_there(name)] == []
