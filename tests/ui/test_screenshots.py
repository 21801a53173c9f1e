"""The pictures in the README show what the app shows."""

from __future__ import annotations

import pytest

from tests.ui.screenshots import FOLDER, PICTURES, Picture, draw


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_the_committed_picture_is_the_app(picture: Picture) -> None:
    _, text = await draw(picture)
    committed = (FOLDER / f"{picture.name}.txt").read_text("utf-8").rstrip("\n")
    assert text == committed, "draw them anew: python -m tests.ui.screenshots"
