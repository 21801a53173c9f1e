"""Draws screenshots/*.svg, and the text of every screen at three sizes.

    python -m tests.ui.screenshots [NAME...]

All from states of the app over sample people and a clock that stands still. A test compares the
texts with the committed ones.
"""

from __future__ import annotations

import asyncio
import html
import re
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from infoint_tui.bootstrap import build_services, sample_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.settings import Settings
from infoint_tui.services.container import Services
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.kit.drawing import cell_len
from tests.ui.conftest import text_of, until
from tests.ui.host import typing
from tests.ui.private_textual import has_threads, is_calm

FOLDER = Path(__file__).parents[2] / "screenshots"
CLOCK = FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), "UTC")
SIZES = ((120, 40), (80, 24), (60, 16))
DRAWN = (112, 32)
"""The size of the pictures; the texts are compared at the sizes above."""


@dataclass(frozen=True)
class Picture:
    """A state worth showing, and the keys that lead to it."""

    name: str
    screen: str
    keys: tuple[str, ...]
    seen: str
    """Words on the screen once the state is reached, at every size."""
    has_people: bool = True
    """The sample people there; else nobody."""


TAKING_NOTES = (
    *typing("models are the easy half"),
    *("enter", "ctrl+n", *typing("sit in on a control-room shift"), "ctrl+t"),
    *(*typing("Teo Maran, Tide Power"), "ctrl+r"),
    *("ctrl+n", *typing("how much of it is talking")),
)

PICTURES = (
    Picture("today", "today", ("j",), "WHEN YOU'RE READY"),
    Picture("goals", "today", ("asterisk", "j"), "DECIDES"),
    Picture("contacts", "contacts", ("slash", *"lum"), "4 of 44"),
    Picture("detail", "contacts", ("enter",), "Data lead"),
    Picture("prep", "prep", ("slash", *"cul", "enter", "j"), "why:"),
    Picture("plan", "prep", ("tab", "j"), "must ask"),
    Picture("meeting", "prep", ("b", *TAKING_NOTES), "how much of it is talking"),
    Picture("debrief", "prep", ("b", *TAKING_NOTES, "escape"), "ctrl+s save"),
    Picture("board", "board", ("l", "l", "l"), "Farah Quint"),
    Picture("insights", "insights", ("enter",), "often quoted"),
    Picture("insights-tree", "insights", ("G", "enter", "j"), "WHO INTRODUCED WHOM"),
    Picture("help", "contacts", ("question_mark", *"tha"), "thank"),
    Picture("palette", "contacts", ("colon", *"tha"), "thank"),
    Picture("contact-form", "contacts", ("n", *"Bo"), "Works as"),
    Picture("message", "board", ("m",), "Subject"),
    Picture("schedule", "contacts", ("s",), "When"),
    Picture("welcome", "contacts", (), "Look around", has_people=False),
    Picture("contacts-empty", "contacts", ("escape",), "Nobody here yet", has_people=False),
    Picture("today-empty", "today", ("escape",), "Nobody here yet", has_people=False),
    Picture("prep-empty", "prep", ("escape",), "No conversation planned", has_people=False),
    Picture("board-empty", "board", ("escape",), "Nobody to ask", has_people=False),
    Picture(
        "insights-empty",
        "insights",
        ("escape", "enter"),
        "No step taken yet",
        has_people=False,
    ),
)


async def draw(picture: Picture, sizes: tuple[tuple[int, int], ...]) -> AsyncIterator[InfointApp]:
    """Yield the app as it shows a picture at each of `sizes`, from one start."""
    samples = partial(sample_services, CLOCK)
    with samples() if picture.has_people else _nobody() as services:
        app = InfointApp(services, samples, start=picture.screen, is_sample=picture.has_people)
        async with app.run_test(size=sizes[0], notifications=True) as pilot:
            await until(pilot, lambda: _is_there(app, picture))
            await pilot.press(*picture.keys)
            for size in sizes:
                await pilot.resize_terminal(*size)
                await until(pilot, lambda: _is_still(app) and picture.seen in text_of(app))
                yield app


def _is_still(app: InfointApp) -> bool:
    """Whether nothing more will change: what comes when the typing rests is there too."""
    return is_calm(app, soon=0.5) and not has_threads(app)


def text_file(picture: Picture, size: tuple[int, int]) -> Path:
    """Return where the text of a picture is kept."""
    return FOLDER / "text" / f"{picture.name}-{size[0]}x{size[1]}.txt"


def _nobody() -> AbstractContextManager[Services]:
    """Services over a file that does not exist, and that nothing here writes."""
    path = Path("/people/infoint.json")
    return nullcontext(build_services(path, clock=CLOCK, settings=Settings()))


def _is_there(app: InfointApp, picture: Picture) -> bool:
    shown = text_of(app)  # what is not drawn yet when a dialog comes above it never is
    is_home = getattr(app.screen, "NAME", "") == picture.screen and "undo" in shown
    return is_home or "Look around" in shown


_LETTERS = re.compile(r"@font-face \{.*?\}\s*", re.S)


def even(svg: str) -> str:
    """Keep every cell of the terminal in a picture that Rich drew.

    Viewers swallow the spaces at the edge of a text, and Rich gives a text as much room as it has
    characters, though some take two cells. The letters that Rich would fetch are left out: those
    of the viewer will do.
    """
    return re.sub(
        r'(<text[^>]*textLength=")([\d.]+)("[^>]*>)([^<]*)(</text>)',
        _in_its_cells,
        re.sub(
            r"terminal-\d+-", "terminal-", re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.S)
        ),
    )


def _in_its_cells(found: re.Match[str]) -> str:
    head, length, middle, content, end = found.groups()
    text = html.unescape(content)
    room = float(length) * cell_len(text) / len(text)
    shown = html.escape(text.replace(" ", "\xa0"), quote=False)
    return f"{head}{room:g}{middle}{shown}{end}"


async def main(names: list[str]) -> None:
    """Draw the pictures of these names; without names, all."""
    (FOLDER / "text").mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        if not names or picture.name in names:
            async for app in draw(picture, SIZES):
                text_file(picture, app.size).write_text(text_of(app) + "\n", "utf-8")
            async for app in draw(picture, (DRAWN,)):
                svg = even(app.export_screenshot(title="infoint"))
                (FOLDER / f"{picture.name}.svg").write_text(svg, "utf-8")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
