"""The pieces a line is drawn from, and highlighting what a search matched."""

from __future__ import annotations

from collections.abc import Iterator

Piece = tuple[str, str]
"""A piece of a row: its text and the part of the style it takes ("", muted, accent, ...)."""


def edge(is_here: bool, sign: str = "▸") -> Piece:
    """Return the first cell of a row: the edge of the cursor's row, or nothing.

    With colors it is drawn as a block; without them the sign shows.
    """
    return (sign, "edge") if is_here else (" ", "")


def lit(text: str, tone: str, terms: tuple[str, ...]) -> Iterator[Piece]:
    """Yield the pieces of `text`, with the letters that match `terms` in the accent color.

    Args:
        text: the text, as it will be drawn.
        tone: the part of the style for the rest.
        terms: the folded search terms.
    """
    if not terms:
        yield text, tone
        return
    from infoint_tui.domain.basics.spelling import spans  # not imported until someone searches

    at = 0
    for start, end in spans(text, terms):
        yield text[at:start], tone
        yield text[start:end], "match"
        at = end
    yield text[at:], tone
