"""Fitting text from data into cells: safe, cut with an ellipsis, wide letters counted.

Terminals disagree on how wide some sequences are: joined emoji, flags, letters that ask for the
shape of an emoji. Everything drawn here is put into a form they agree on, so that it takes exactly
the cells counted, and whatever is to the right of a name stays in its column.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size

from infoint_tui.domain.basics.text import clean_line

ELLIPSIS = "…"

_SHADE = "[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
"""Characters that set the shape or shade of an emoji, and the tags in flags."""
_JOINED = "\u200d[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff]"
"""An emoji joined to the previous one."""
_UNSEEN = "[\u00ad\u034f\u115f\u1160\u180b-\u180f\u200b\u200d\u2060-\u2064\u20e3\u3164\uffa0]"
"""Fillers and joiners, which take up a cell in some terminals."""
_FLAG = "[\U0001f1e6-\U0001f1ff]"
"""The letters that spell flags."""

_PLAIN_LETTERS = "\u034f"
"""Letters before this one, and their accents, are drawn as they are, but for a soft hyphen."""

__all__ = ["ELLIPSIS", "cell_len", "cut", "fit", "flow", "plain", "squeeze", "wrap"]


def plain(text: str) -> str:
    """Return `text` as one safe line that has the same width in all terminals.

    Accents are combined with their letters. Joined emoji are reduced to the first, keycaps to the
    digit; a flag becomes the letters that spell it. An accent without a letter is dropped.
    """
    safe = clean_line(text)
    if safe.isascii():
        return safe
    shown = safe if max(safe) < _PLAIN_LETTERS and "\u00ad" not in safe else _simplified(safe)
    shown = unicodedata.normalize("NFC", shown).strip()
    first = (at for at, sign in enumerate(shown) if sign != " " and cell_len(sign))
    return shown[next(first, len(shown)) :]


def _simplified(text: str) -> str:
    """Return `text` without what terminals draw in different ways."""
    shown = re.sub(_UNSEEN, "", re.sub(_JOINED, "", re.sub(_SHADE, "", text)))
    return re.sub(_FLAG, lambda sign: chr(ord(sign[0]) - 0x1F1E6 + ord("A")), shown)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` in exactly `width` cells: padded, or cut with an ellipsis.

    Args:
        text: any text; it is made `plain`.
        width: how many cells.
        right: align to the right.
    """
    shown = cut(text, width)
    pad = " " * (width - cell_len(shown))
    return pad + shown if right else shown + pad


def cut(text: str, width: int) -> str:
    """Return `text` in at most `width` cells: plain, and cut with an ellipsis if needed."""
    if width <= 0:
        return ""
    shown = plain(text)
    if cell_len(shown) <= width:
        return shown
    return set_cell_size(shown, width - 1).rstrip() + ELLIPSIS


def wrap(text: str, width: int, most: int) -> list[str]:
    """Return `text` broken at spaces into at most `most` lines of `width` cells."""
    lines: list[str] = []
    rest = plain(text) if most > 0 and width > 0 else ""
    most = most if width > 1 else 1  # a wide letter would never fit
    while rest:
        if len(lines) == most - 1 or cell_len(rest) <= width:
            lines.append(cut(rest, width))
            break
        head = set_cell_size(rest, width).rstrip()
        space = head.rfind(" ") if not rest[len(head) :].startswith(" ") else -1
        head = head[:space] if space > 0 else head
        lines.append(head)
        rest = rest[len(head) :].strip()
    return lines


def squeeze(text: str, width: int, most: int) -> list[str]:
    """Return `text` wrapped; if it is too long, its middle is left out and its last words stay.

    Args:
        text: any text; it is made `plain`.
        width: how many cells a line has.
        most: the most lines.
    """
    lines = wrap(text, width, most)
    if len(wrap(text, width, most + 1)) <= most:
        return lines
    end = ""
    for word in reversed(plain(text).split(" ")):
        if cell_len(f" {word}{end}") > width // 2:
            break
        end = f" {word}{end}"
    return [*lines[:-1], cut(lines[-1], width - cell_len(end)) + end]


def flow(parts: Iterable[str], width: int, gap: str) -> list[str]:
    """Return `parts` in lines of at most `width` cells, as many on a line as fit.

    Args:
        parts: texts; empty ones are left out, and ones longer than a line are broken up.
        width: how many cells.
        gap: what goes between two parts on a line.
    """
    lines: list[str] = []
    for part in filter(None, map(plain, parts)):
        if lines and cell_len(lines[-1] + gap + part) <= width:
            lines[-1] += gap + part
        else:
            lines += wrap(part, width, len(part))
    return lines
