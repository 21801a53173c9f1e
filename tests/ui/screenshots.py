"""Draws screenshots/*.svg from the sample people and a clock that stands still.

    python -m tests.ui.screenshots

A test compares the text of each picture with the committed one.
"""

from __future__ import annotations

import asyncio
import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from infoint_tui.bootstrap import sample_services
from infoint_tui.domain.clock import FixedClock
from infoint_tui.ui.app import InfointApp
from tests.ui.conftest import text_of, until

FOLDER = Path(__file__).parents[2] / "screenshots"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Picture:
    """A state worth showing, and the keys that lead to it."""

    name: str
    screen: str
    keys: tuple[str, ...]
    seen: str
    """Words on the screen once the state is reached."""
    size: tuple[int, int] = (112, 34)


PICTURES = (
    Picture("prep", "prep", ("slash", *"cul", "enter", "j"), "why:", (118, 32)),
    Picture("board", "board", ("l", "l", "l", "t"), "Thanked Farah Quint by", (112, 30)),
    Picture("contacts", "contacts", ("slash", *"lum"), "4 of 44", (112, 30)),
)


async def draw(picture: Picture) -> tuple[str, str]:
    """Return a picture's SVG and its text."""
    clock = FixedClock(NOW, "UTC")
    with sample_services(clock) as services:
        samples = partial(sample_services, clock)
        app = InfointApp(services, samples, start=picture.screen, is_sample=True)
        async with app.run_test(size=picture.size, notifications=True) as pilot:
            await until(pilot, lambda: getattr(app.screen, "NAME", "") == picture.screen)
            await pilot.press(*picture.keys)
            await until(pilot, lambda: picture.seen in text_of(app))
            await pilot.pause()
            return _even(app.export_screenshot(title="infoint")), text_of(app)


def _even(svg: str) -> str:
    """Keep every space of the terminal: viewers swallow those at the edge of a text."""
    return re.sub(
        r"(<text[^>]*>)([^<]*)(</text>)",
        lambda m: m[1] + html.escape(html.unescape(m[2]).replace(" ", "\xa0"), quote=False) + m[3],
        re.sub(r"terminal-\d+-", "terminal-", svg),
    )


async def main() -> None:
    """Draw all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for picture in PICTURES:
        svg, text = await draw(picture)
        (FOLDER / f"{picture.name}.svg").write_text(svg, "utf-8")
        (FOLDER / f"{picture.name}.txt").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    asyncio.run(main())
