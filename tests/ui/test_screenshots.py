"""What the app shows, at three sizes, is what the committed texts say it shows."""

from __future__ import annotations

import re
from html import unescape
from io import StringIO

import pytest
from rich.console import Console
from rich.text import Text

from tests.ui.conftest import text_of
from tests.ui.screenshots import PICTURES, SIZES, Picture, draw, even, text_file


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_the_committed_text_is_what_the_app_shows(picture: Picture) -> None:
    redraw = f"if this is meant: .venv/bin/python -m tests.ui.screenshots {picture.name}"
    async for app in draw(picture, SIZES):
        committed = text_file(picture, app.size).read_text("utf-8")
        assert text_of(app) + "\n" == committed, redraw


def test_wide_letters_take_two_cells_in_a_picture() -> None:
    console = Console(record=True, width=20, file=StringIO())
    console.print("小川 & 👩", Text("next", "bold"), end="")
    svg = even(console.export_svg(title=""))
    found = re.findall(r'x="([\d.]+)" y="[\d.]+" textLength="([\d.]+)"[^>]*>([^<]*)</text>', svg)
    (at, room, words), (then, *_), *_ = found
    assert unescape(words) == "小川\xa0&\xa0👩\xa0"
    assert float(room) == pytest.approx(10 * 12.2)
    assert float(then) == pytest.approx(float(at) + float(room))
