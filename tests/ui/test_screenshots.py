"""What the app shows, at three sizes, is what the committed texts say it shows."""

from __future__ import annotations

import pytest

from tests.ui.conftest import text_of
from tests.ui.screenshots import PICTURES, SIZES, Picture, draw, text_file


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_the_committed_text_is_what_the_app_shows(picture: Picture) -> None:
    redraw = f"if this is meant: .venv/bin/python -m tests.ui.screenshots {picture.name}"
    async for app in draw(picture, SIZES):
        committed = text_file(picture, app.size).read_text("utf-8")
        assert text_of(app) + "\n" == committed, redraw
