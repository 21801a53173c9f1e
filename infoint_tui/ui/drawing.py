"""Fitting text that came from data into cells: safe, cut with an ellipsis, wide letters counted."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from infoint_tui.domain.text import clean_line

ELLIPSIS = "…"

__all__ = ["ELLIPSIS", "cell_len", "cut", "fit", "wrap"]


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` in exactly `width` cells: padded, or cut with an ellipsis.

    Args:
        text: any text; control characters are removed.
        width: how many cells.
        right: align to the right.
    """
    shown = cut(text, width)
    pad = " " * (width - cell_len(shown))
    return pad + shown if right else shown + pad


def cut(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, cut with an ellipsis; control characters removed."""
    safe = clean_line(text)
    if width <= 0:
        return ""
    if cell_len(safe) <= width:
        return safe
    return set_cell_size(safe, width - 1).rstrip() + ELLIPSIS


def wrap(text: str, width: int, most: int) -> list[str]:
    """Return `text` broken at spaces into at most `most` lines of `width` cells."""
    lines: list[str] = []
    rest = clean_line(text) if most > 0 and width > 0 else ""
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
