"""Text in cells: nothing wider than its room, nothing cut in the middle of a letter."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from infoint_tui.domain.conversation.plan import Check
from infoint_tui.domain.search.listing import ContactRow, Entry
from infoint_tui.ui.kit.drawing import cell_len, cut, fit, flow, plain, squeeze, wrap
from infoint_tui.ui.widgets.check_lines import check_lines
from infoint_tui.ui.widgets.contact_list import ContactList, due_words

E_ACUTE = "e\u0301"


@pytest.mark.parametrize(
    ("text", "shown", "cells"),
    [
        pytest.param("Ana  Ruiz\n", "Ana Ruiz", 8, id="ascii"),
        pytest.param("小川 あおい", "小川 あおい", 11, id="cjk"),
        pytest.param(f"Jos{E_ACUTE}", "José", 4, id="an accent is composed with its letter"),
        pytest.param("q\u0307\u0323", "q\u0323\u0307", 1, id="or stays on it, in one cell"),
        pytest.param("\u0301 \u0301x", "x", 1, id="an accent without a letter"),
        pytest.param("\u0e01\u0e47", "\u0e01\u0e47", 1, id="thai"),
        pytest.param("\u1112\u1161\u11ab", "한", 2, id="hangul by its letters"),
        pytest.param("נועה \u202eשקד", "נועה שקד", 8, id="right to left, without overrides"),
        pytest.param("مي\u200cخو", "مي\u200cخو", 4, id="a letter that must not join"),
        pytest.param("👨\u200d👩\u200d👧 Fam", "👨 Fam", 6, id="a family"),
        pytest.param("❤\ufe0f\u200d🔥", "❤", 1, id="a heart on fire"),
        pytest.param("👩🏽\u200d💻 Dev", "👩 Dev", 6, id="a shade of skin and a job"),
        pytest.param("🏳\ufe0f\u200d🌈", "🏳", 1, id="a flag in colours"),
        pytest.param("\U0001f1e9\U0001f1ea", "DE", 2, id="a country's flag"),
        pytest.param("🏴\U000e0067\U000e0062\U000e007f", "🏴", 2, id="a flag with tags"),
        pytest.param("1\ufe0f\u20e3", "1", 1, id="a keycap"),
        pytest.param("co\u00adop a\u200bb", "coop ab", 7, id="a soft hyphen and a zero space"),
        pytest.param("\u3164", "", 0, id="a filler"),
    ],
)
def test_terminals_agree_on_what_is_drawn(text: str, shown: str, cells: int) -> None:
    assert plain(text) == shown
    assert plain(shown) == shown
    assert cell_len(shown) == cells == sum(cell_len(sign) for sign in shown)
    for width in range(14):
        for fitted in (fit(text, width), fit(text, width, right=True)):
            assert cell_len(fitted) == width
            assert fitted.strip().rstrip("…").rstrip() in shown


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Ana Ruiz", 8, "Ana Ruiz"),
        ("Ana Ruiz", 7, "Ana Ru…"),
        ("Ana Ruiz", 5, "Ana…"),  # no space before the ellipsis
        ("小川 あおい", 4, "小…"),  # half a letter is no letter
        ("q\u0307\u0323z!", 2, "q\u0323\u0307…"),  # the accents stay on their letter
        ("Ana", 0, ""),
        ("Ana", -3, ""),
    ],
)
def test_a_cut_shows_an_ellipsis_and_whole_letters(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


@pytest.mark.parametrize(
    ("text", "width", "most", "lines"),
    [
        ("read the paper", 8, 9, ["read the", "paper"]),
        ("read the paper", 8, 1, ["read th…"]),
        ("incomprehensible", 8, 9, ["incompre", "hensible"]),
        ("小川 あおい", 5, 9, ["小川", "あお", "い"]),
        ("漢字", 1, 9, ["…"]),
        ("words", 0, 9, []),
        ("words", 5, 0, []),
        ("", 5, 5, []),
    ],
)
def test_words_wrap_at_spaces(text: str, width: int, most: int, lines: list[str]) -> None:
    assert wrap(text, width, most) == lines


def test_parts_flow_without_a_separator_at_the_end_of_a_line() -> None:
    parts = ("data lead", "", "Lumen Energy", "incomprehensibility", "a")
    assert flow(parts, 16, " · ") == ["data lead", "Lumen Energy", "incomprehensibil", "ity · a"]


@pytest.mark.parametrize(
    ("text", "width", "most", "shown"),
    [
        ("Added Ana - u undoes", 20, 1, ["Added Ana - u undoes"]),
        ("Added Ana Ruiz - u undoes", 22, 1, ["Added Ana… - u undoes"]),
        ("Added Ana Ruiz and Bo - u undoes", 16, 2, ["Added Ana Ruiz", "and Bo -… undoes"]),
        ("Added 小川 あおい - u undoes", 22, 1, ["Added 小川… - u undoes"]),
        ("oneword" * 9, 10, 1, ["onewordon…"]),
        ("a b", 1, 1, ["…"]),
        ("", 10, 2, []),
    ],
)
def test_what_is_too_long_loses_its_middle(
    text: str, width: int, most: int, shown: list[str]
) -> None:
    assert squeeze(text, width, most) == shown


@pytest.mark.parametrize(
    ("most", "shown"),
    [
        (5, ["! a job", "  Say so: nobody", "  likes surprises.", "! no goal", "✓ who else"]),
        (4, ["! a job", "  Say so: nobody", "  likes surprises.", "! no goal"]),
        (3, ["! a job", "! no goal", "✓ who else"]),
        (1, ["! a job  1 more"]),
    ],
)
def test_why_a_check_failed_is_shown_where_all_that_failed_leave_space(
    most: int, shown: list[str]
) -> None:
    checks = (
        Check(False, "a job", "job_words", "Say so:"),
        Check(False, "no goal", "goal"),
        Check(True, "who else", "who_else"),
    )
    lines = check_lines(checks, 18, most, {"job_words": "nobody likes surprises."})
    assert [line.plain for line in lines] == shown


@pytest.mark.parametrize("days", [-999, -121, -37, -1, 0, 1, 6, 40, 340, 365])
def test_no_day_is_cut_in_the_list_in_january(days: int) -> None:
    today = date(2027, 1, 15)
    due = today + timedelta(days=days)
    starts = datetime.combine(due, time(15, 30), UTC) if days >= 0 else None
    rows = ContactList()
    for entry in (
        Entry(ContactRow(id="1", name="Ana Ruiz"), "ask", due),
        Entry(ContactRow(id="1", name="Ana Ruiz"), "prepare", due, interview=starts),
    ):
        rows.list_all((entry,), today)
        drawn = "".join(text for text, _ in rows.draw(entry, 44))
        assert drawn.endswith(f" {due_words(entry, today)[0]} ")
        assert cell_len(drawn) == 44
