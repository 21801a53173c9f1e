"""The short form of every battery: held by our storage, and seen to break over TinyDB's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.batteries.table import BATTERIES, Battery, Terms

SHORT = [battery for battery in BATTERIES if not battery.is_long_only]


@pytest.mark.parametrize("battery", SHORT, ids=lambda battery: battery.name)
def test_the_promise_is_held(battery: Battery, tmp_path: Path) -> None:
    outcomes = list(battery.run(Terms(tmp_path)))
    assert outcomes
    assert [outcome for outcome in outcomes if outcome] == []


@pytest.mark.parametrize(
    "battery", [each for each in SHORT if each.has_stock], ids=lambda battery: battery.name
)
def test_stock_storage_breaks_it(battery: Battery, tmp_path: Path) -> None:
    assert any(battery.run(Terms(tmp_path, "stock")))


def test_the_figures_have_a_line_for_every_battery() -> None:
    lines = Path("CONTRIBUTING.md").read_text("utf-8").splitlines()
    wanted = [f"| `{each.name}` | {each.tries} | {each.promise} | " for each in BATTERIES]
    assert [each for each in wanted if not any(line.startswith(each) for line in lines)] == []
