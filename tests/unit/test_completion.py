"""Completing what is typed from what exists."""

from __future__ import annotations

import pytest

from infoint_tui.domain.search.completion import Candidate, complete, most_used

NAMES = ("Opal Health", "Lumen Energy", "Lumen Labs", "Élan Lumière", "New Opal", "Łódź Co")
KNOWN = tuple(
    map(Candidate, (*NAMES, "Müller & Søn", "O\u2019Brien", "Jean\u2011Luc Picot")),
)


def texts(found: tuple[Candidate, ...]) -> list[str]:
    return [each.text for each in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("lum", ["Lumen Energy", "Lumen Labs", "Élan Lumière"]),
        (" LUMEN e", ["Lumen Energy"]),
        ("elan", ["Élan Lumière"]),
        ("opal", ["Opal Health", "New Opal"]),
        ("mueller", ["Müller & Søn"]),
        ("müller", ["Müller & Søn"]),
        ("soen", ["Müller & Søn"]),
        ("obrien", ["O\u2019Brien"]),
        ("jean-l", ["Jean\u2011Luc Picot"]),
        ("jeanluc", ["Jean\u2011Luc Picot"]),
        ("umen", []),
        ("-", []),
        ("", []),
        ("  ", []),
    ],
)
def test_beginnings_come_before_words(typed: str, expected: list[str]) -> None:
    assert texts(complete(typed, KNOWN, 5)) == expected


def test_no_more_than_asked_for() -> None:
    assert texts(complete("lum", KNOWN, 1)) == ["Lumen Energy"]
    assert texts(complete("lum", KNOWN, 2)) == ["Lumen Energy", "Lumen Labs"]


def test_the_most_used_comes_first_then_by_name() -> None:
    values = ["sea", "Grid", "élan", "grid", "", "sea", "fog"]
    assert texts(most_used(values)) == ["sea", "élan", "fog", "Grid", "grid"]
