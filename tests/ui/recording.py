"""Draws screenshots/loop.svg: the loop from one thank-you to the next, as one animated picture.

    python -m tests.ui.recording

A line of the terminal that stays the same is kept once. Where motion is not wanted, the first
picture stays.
"""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import AsyncIterator
from functools import partial
from typing import NamedTuple

from infoint_tui.bootstrap import sample_services
from infoint_tui.ui.app import InfointApp
from tests.ui.conftest import text_of, until
from tests.ui.host import typing
from tests.ui.private_textual import has_threads, is_calm
from tests.ui.screenshots import CLOCK, DRAWN, FOLDER, even

FILE = FOLDER / "loop.svg"
TYPED = 0.5
"""For how many seconds words that are being typed are shown."""


class Scene(NamedTuple):
    """What is pressed, and for how long what it leads to is shown."""

    caption: str
    keys: tuple[str, ...]
    seen: str
    """Words on the screen once the keys have done what they do."""
    seconds: float


def scenes() -> list[Scene]:
    """Return the loop: thank, prepare, talk, write it up."""
    thanks = "Half of the team came from other fields: I told a friend that evening."
    note = "half of it is talking to operators"
    return [
        Scene("Today: who is waiting, with the draft beside it", ("j",), "DRAFT", 3),
        Scene("enter takes the next step", ("enter",), "Next: thank Farah", 2),
        Scene("the draft is open at its blank", ("1",), "Subject", 2),
        *_typed("your own words fill it", thanks),
        Scene("ctrl+y copies it", ("ctrl+y",), "Did you send it?", 2),
        Scene("sent, and it is off the list", ("1",), "Thanked Farah Quint", 3),
        Scene("the board: the card moved on by itself", ("4",), "Keep in touch", 3),
        Scene("Prep: questions for the next coffee", ("3",), "QUESTION BANK", 3),
        *_typed("/ searches 160 questions", "cul", ("slash",)),
        Scene("space picks one; the minutes add up", ("enter", "j", "space"), "of 20 min", 2.5),
        Scene("b begins: one question at a time", ("escape", "b"), "1 of", 2.5),
        *_typed("a note is a line", note),
        Scene("the next question", ("enter", "ctrl+n"), "2 of", 2),
        *_typed("ctrl+t: advice", "sit in on a control-room shift"),
        Scene("advice becomes a to-do", ("ctrl+t",), "ADVICE", 2),
        *_typed("ctrl+r: a name", "Teo Maran, Tide Power"),
        Scene("a name becomes someone to ask", ("ctrl+r",), "NAME", 2),
        Scene("esc writes it up", ("escape",), "ctrl+s save", 2.5),
        *_typed("what stayed with you goes into the thank-you", "models are the easy half"),
        Scene("saved, and the thank-you is next", ("ctrl+s",), "Next: thank", 4),
    ]


def _typed(caption: str, words: str, first: tuple[str, ...] = ()) -> list[Scene]:
    """Return the scenes in which words are typed, a few at a time."""
    parts = [words[at : at + 12] for at in range(0, len(words), 12)]
    shown = [Scene(caption, tuple(typing(part)), part.split()[-1], TYPED) for part in parts]
    shown[0] = shown[0]._replace(keys=(*first, *shown[0].keys))
    shown[-1] = shown[-1]._replace(seconds=1.5)
    return shown


async def frames(wanted: list[Scene]) -> AsyncIterator[str]:
    """Yield the picture of each scene, from one start of the app over the sample people."""
    samples = partial(sample_services, CLOCK)
    with samples() as services:
        app = InfointApp(services, samples, start="today", is_sample=True)
        async with app.run_test(size=DRAWN, notifications=True) as pilot:
            await until(pilot, lambda: "WHEN YOU'RE READY" in text_of(app))
            for scene in wanted:
                await pilot.press(*scene.keys)
                await until(
                    pilot, lambda it=scene: _is_still(app) and it.seen in _words(text_of(app))
                )
                yield even(app.export_screenshot(title=scene.caption))


def _words(text: str) -> str:
    return " ".join(text.split())


def _is_still(app: InfointApp) -> bool:
    return is_calm(app, soon=0.5) and not has_threads(app)


# --- one picture of many --------------------------------------------------------------------------

_PIECE = re.compile(r"<(?:rect|text)\b[^>]*?(?:/>|>[^<]*</text>)")
_TITLE = re.compile(r'<text class="terminal-title"[^>]*>[^<]*</text>')
_ROW = re.compile(r' y="([\d.]+)"')
_CLASS = re.compile(r"\.terminal-(r\d+) \{([^}]*)\}")


class Film:
    """Many pictures of one terminal as one."""

    def __init__(self) -> None:
        self._rows: dict[str, str] = {}
        """The id of each different line."""
        self._looks: dict[str, str] = {}
        """The class of each different look of a text."""
        self._frames: list[str] = []
        self._titles: list[str] = []
        self._ends: list[float] = []
        self._around = ("", "")

    def add(self, svg: str, seconds: float) -> None:
        """Add a picture, which is shown for some seconds."""
        head, matrix, tail = self._parts(svg)
        looks = {name: self._look(css) for name, css in _CLASS.findall(head)}
        title = _TITLE.search(head)
        assert title
        lines: dict[str, list[str]] = {}
        for piece in _PIECE.findall(matrix):
            place = _ROW.search(piece)
            assert place
            # a ground and the letters on it have places of their own
            lines.setdefault(place[1], []).append(self._renamed(piece, looks))
        grounds = [each for each in lines.values() if each[0].startswith("<rect")]
        letters = [each for each in lines.values() if not each[0].startswith("<rect")]
        uses = [f'<use href="#{self._row("".join(each))}"/>' for each in (*grounds, *letters)]
        self._frames.append("".join(uses))
        self._titles.append(title[0])
        self._ends.append(seconds + (self._ends[-1] if self._ends else 0))
        self._around = head, tail

    def svg(self) -> str:
        """Return the whole."""
        head, tail = self._around
        head = _CLASS.sub("", head).replace("</style>", f"{self._style()}</style>")
        titles = (f'<g class="f t{at}">{title}</g>' for at, title in enumerate(self._titles))
        head = _TITLE.sub("".join(titles), head)
        return f"""{head}
<defs>{"".join(f'<g id="{name}">{row}</g>' for row, name in self._rows.items())}</defs>
{"".join(f'<g class="f t{at}">{each}</g>' for at, each in enumerate(self._frames))}
{tail}"""

    @staticmethod
    def _parts(svg: str) -> tuple[str, str, str]:
        """Return what comes before the lines, the lines, and what comes after."""
        head, mark, rest = svg.partition('<g class="terminal-matrix">')
        grounds, inner = re.fullmatch(r"(.*?)((?:<rect[^>]*/>\s*)*)", head, re.S), rest
        assert mark
        assert grounds
        letters, end, tail = inner.partition("</g>")
        return grounds[1] + mark, grounds[2] + letters, end + tail

    def _look(self, css: str) -> str:
        return self._looks.setdefault(css.strip(), f"l{len(self._looks)}")

    def _row(self, row: str) -> str:
        return self._rows.setdefault(row, f"w{len(self._rows)}")

    @staticmethod
    def _renamed(piece: str, looks: dict[str, str]) -> str:
        return re.sub(r'class="terminal-(r\d+)"', lambda m: f'class="{looks[m[1]]}"', piece)

    def _style(self) -> str:
        whole = self._ends[-1]
        rules = [f".{name} {{ {css} }}" for css, name in self._looks.items()]
        rules.append(f".f {{ visibility: hidden; animation: {whole:g}s step-end infinite }}")
        for at, end in enumerate(self._ends):
            begin = self._ends[at - 1] if at else 0.0
            to = "" if at == len(self._ends) - 1 else f"{end / whole:.2%} {{ visibility: hidden }}"
            first = "" if at == 0 else "0% { visibility: hidden }"
            rules.append(
                f"@keyframes k{at} {{ {first} {begin / whole:.2%} {{ visibility: visible }} {to} }}"
                f" .t{at} {{ animation-name: k{at} }}"
            )
        rules.append(
            "@media (prefers-reduced-motion: reduce)"
            " { .f { animation: none } .t0 { visibility: visible } }"
        )
        return "\n".join(rules)


async def main() -> None:
    """Draw it."""
    film, wanted = Film(), scenes()
    at = 0
    async for frame in frames(wanted):
        film.add(frame, wanted[at].seconds)
        at += 1
    FILE.write_text(film.svg(), "utf-8")
    print(f"{html.escape(str(FILE.name))}: {at} pictures, {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    asyncio.run(main())
