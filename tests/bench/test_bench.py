"""The arithmetic of the benchmark and the people it measures with; no times."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench import people
from tests.bench.measures import Bench
from tests.bench.table import Row, lines, p95


@pytest.mark.parametrize(
    ("count", "expected"), [(1, 1), (2, 2), (19, 19), (20, 19), (21, 20), (100, 95)]
)
def test_at_most_one_in_twenty_exceeds_the_p95(count: int, expected: int) -> None:
    assert p95([float(each) for each in range(count, 0, -1)]) == expected


@pytest.mark.parametrize(("ours", "said"), [(11, "goal"), (12, "bar"), (13, "NO")])
def test_a_row_compares_the_statistic_it_names_with_the_floor_s(ours: float, said: str) -> None:
    measured, floor = [ours, ours, 900], [10, 10, 800]
    row = Row("first rows", "median", 1.2, 1.1, measured, floor)
    assert row.held == (said != "NO")
    assert row.cells()[-1] == said
    assert row.cells()[1:4] == (
        f"{ours}.0 / 900.0 ms",
        "10.0 / 800.0 ms",
        f"{ours / 10:.2f} (median)",
    )
    assert Row("keys", "p95", 2, 1, measured, floor).ratio == 900 / 800


def test_a_machine_that_slows_down_meanwhile_changes_no_median() -> None:
    row = Row("first rows", "median", 2, 1, [20, 20, 40, 40, 40], [10, 10, 10, 20, 20])
    assert row.ratio == 2


def test_the_columns_of_the_table_stand_below_each_other() -> None:
    short, long = (Row(what, "p95", 5, 3, [2], [1], "MiB") for what in ("keys", "memory at rest"))
    heading, *rest = lines([short, long])
    assert [line.index("2.0 / 2.0 MiB") for line in rest] == [heading.index("measured")] * 2
    assert [line.split()[-1] for line in rest] == ["goal", "goal"]


def test_the_people_are_as_many_as_asked_for_and_the_same_in_every_run(tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    for path in (first, second):
        people.write(path, 150)
    tables = json.loads(first.read_bytes())
    counts = [len(tables[name]) for name in ("contacts", "touches", "interviews", "follow_ups")]
    past = people.A_FEW_WEEKS
    assert counts == [150, past.touches, past.interviews, past.follow_ups]
    contacts = tables["contacts"].values()
    assert sum(each.get("standing") == "shortlisted" for each in contacts) == past.in_play
    assert len({each["name"] for each in contacts}) == 150
    assert 900 < len(json.dumps(list(contacts))) / 150 < 1300
    again = json.loads(second.read_bytes())
    assert all(again[name] == tables[name] for name in ("contacts", "interviews"))


def test_every_measurement_has_a_name(tmp_path: Path) -> None:
    names = list(Bench(tmp_path).measurements)
    assert names == sorted(set(names), key=names.index)
    assert {"start-1000", "start-10000", "search", "scroll", "memory", "help"} < set(names)
