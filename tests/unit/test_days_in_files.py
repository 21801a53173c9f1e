"""Days as other programs write them."""

from __future__ import annotations

from datetime import date

import pytest

from infoint_tui.domain.basics.days_in_files import DayColumn, file_day

SEVENTH = date(2025, 12, 7)


@pytest.mark.parametrize(
    "text",
    [
        *("07 Dec. 2025", "7 Dec 2025 ", "07Dec2025", "7-Dec-25", "07-Dec-2025", "07-dic-25"),
        *("Dec 7, 2025", "December 7, 2025", "Dec 7th, 2025", "Sun, 07 Dec 2025"),
        *("2025-12-07", "2025/12/07", "2025. 12. 7.", "2025-12-07 00:00:00", "45998"),
        *("2025-12-07T10:00:00Z", "2025-12-07T10:00:00+01:00", "07.12.2025", "7.12.25"),
        *("7. Dez. 2025", "7 déc. 2025", "7 dic 2025", "7 de diciembre de 2025", "7 dicembre 2025"),
        *("2025年12月7日", "2025년 12월 7일", "7 dezembro 2025", "7 gru 2025", "45998.5"),
        "Sunday, 7 December 2025",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert file_day(text).day == SEVENTH


@pytest.mark.parametrize(
    ("text", "is_impossible"),
    [
        ("31 Feb 2026", True),
        ("2026-04-31", True),
        ("31/31/2026", True),
        ("7 Foo 2026", False),
        ("last Spring", False),
        ("12", False),
        ("99999", False),
        ("", False),
    ],
)
def test_what_is_no_day_is_told_from_what_is_not_read(text: str, is_impossible: bool) -> None:
    found = file_day(text)
    assert (found.days, found.is_impossible) == ((), is_impossible)


@pytest.mark.parametrize(
    ("column", "day"),
    [
        (("12/7/2025", "12/25/2025"), SEVENTH),
        (("12/7/2025", "25/12/2025"), date(2025, 7, 12)),
        (("12-7-25", "1-31-26"), SEVENTH),
        (("12/7/2025", "1/1/2026"), None),
        (("12/7/2025", "12/25/2025", "25/12/2025"), None),
        (("12/7/2025, 10:00 AM", "12/25/25, 9:00 PM"), SEVENTH),
    ],
)
def test_which_number_is_the_month_is_judged_over_the_column(
    column: tuple[str, ...], day: date | None
) -> None:
    found = DayColumn(column).read(column[0])
    assert found.day == day
    assert len(found.days) == (1 if day else 2)
